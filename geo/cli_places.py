"""The commands `bordermap locate` and `bordermap places`: what words for places mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.cli_options import positive, region_option, table_options
from geo.cli_telling import progress_shown, say
from geo.text import counted

if TYPE_CHECKING:
    import argparse


def add_locate_to(locate: argparse.ArgumentParser) -> None:
    """Give the command `locate` its arguments."""
    locate.add_argument("table", metavar="TABLE", help="the table; - is standard input")
    locate.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help="where to write: .csv, .tsv or .parquet",
    )
    for role in ("place", "latitude", "longitude", "country", "admin1", "admin2"):
        locate.add_argument(f"--{role}", metavar="COLUMN", help=f"the column that holds {role}")
    table_options(locate)
    locate.set_defaults(run=_locate)


def add_places_to(places: argparse.ArgumentParser) -> None:
    """Give the command `places` its arguments."""
    places.add_argument("text", metavar="TEXT", help='for example "Behsud, Nangarhar"')
    for role in ("country", "admin1", "admin2"):
        places.add_argument(f"--{role}", metavar="NAME", help=f"a hint: the {role} it lies in")
    places.add_argument(
        "--limit", type=positive, default=5, metavar="N", help="at most N candidates (default: 5)"
    )
    places.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    places.add_argument("--no-map", action="store_false", dest="map", help="draw no map of them")
    region_option(places)
    places.set_defaults(run=_places)


def _locate(given: argparse.Namespace) -> int:
    from geo.located_files import locate_file

    columns = {
        role: getattr(given, role)
        for role in ("place", "latitude", "longitude", "country", "admin1", "admin2")
        if getattr(given, role)
    }
    outcome = locate_file(
        given.table,
        given.output,
        region=given.region,
        columns=columns,
        encoding=given.encoding,
        layer=given.layer,
        progress=progress_shown(),
    )
    for remark in outcome.remarks:
        say(remark)
    rows = counted(outcome.rows, "row")
    say(f"{rows}: {outcome.located} located, {outcome.rows - outcome.located} not")
    return 0


def _places(given: argparse.Namespace) -> int:
    from geo import place_words
    from geo.region import load

    pack = load(given.region)
    found = place_words.places(
        given.text,
        country=given.country,
        admin1=given.admin1,
        admin2=given.admin2,
        limit=given.limit,
        region=pack,
    )
    if given.format == "json":
        shown = place_words.as_json(given.text, found, pack)
    else:
        shown = place_words.as_text(given.text, found, pack, with_map=given.map)
    print(shown)  # noqa: T201 - the result
    return 0
