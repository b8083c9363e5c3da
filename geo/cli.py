"""The command `bordermap`: arguments in, one verb called, faults as one line.

Nothing heavy is imported before a verb runs, so that ``--help`` answers at once. This is the only
module of `geo` that imports `maps`.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from geo import __version__, cli_extract, cli_places, cli_region
from geo.cli_options import (
    INPUT_HELP,
    Parser,
    date_options,
    formats_option,
    link_options,
    positive,
    table_options,
)
from geo.cli_reader import reader_of, reader_options
from geo.cli_telling import (
    SHOWN_CONFLICTS,
    progress_shown,
    say,
    say_changes,
    say_conflicts,
    say_contradictions,
    say_notes,
    say_places,
    say_rejections,
    summary,
)
from geo.errors import BordermapError, InputError, fault_line
from geo.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.dataset import Dataset
    from geo.region import RegionPack

    Progress = Callable[[str, int, int], None]

_EXIT_FOUND, _EXIT_FAULT = 1, 2
_DEFAULT_SITE = "bordermap-site"
_PAGE_LIMIT = 2_000_000  # maps.cells.PAGE_LIMIT, which is not loaded for --help
_CONVENTIONS = ("raw", "acled", "ucdp")  # geo.schema's, which is not loaded for --help

_ABOUT = """\
Turn reports of incidents along the Afghanistan-Pakistan border (the Durand Line)
into located, citable data and one offline map page."""
_EXAMPLES = """\
examples:
  bordermap build                          the bundled sample, into ./bordermap-site
  bordermap build incidents.csv -o site    your own table
  bordermap build night.txt day.html -o site
                                           articles, read for incidents and claims
  bordermap extract report.txt -o draft.csv
                                           incidents and claims to review, then
  bordermap build draft.csv report.txt     build what you corrected
  bordermap locate places.xlsx -o out.csv  add district, P-code and line columns
  bordermap places "Behsud, Nangarhar"     what a name could mean, and why
  bordermap check incidents.csv            what would be refused, and why"""


def parser() -> Parser:
    """Describe the command line."""
    top = Parser(
        prog="bordermap",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"bordermap {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    build = _command(commands, "build", "write the map page, GIS files and the manifest", _build)
    build.add_argument(
        "inputs", nargs="*", metavar="INPUT", help=f"{INPUT_HELP} (none: the bundled sample)"
    )
    build.add_argument(
        "-o",
        "--output",
        default=_DEFAULT_SITE,
        metavar="DIR",
        help=f"output folder (default: ./{_DEFAULT_SITE}); a person's own files in it are kept",
    )
    build.add_argument("--title", metavar="TEXT", help="title of the page")
    build.add_argument(
        "--language",
        choices=("en", "ps", "fa", "ur"),
        default="en",
        help="the language that the page opens in: English, Pashto, Dari or Urdu (default: en);"
        " readers can choose another in the page",
    )
    build.add_argument(
        "--page-limit",
        type=positive,
        default=_PAGE_LIMIT,
        metavar="N",
        help=f"the page holds the newest N incidents one by one (default: {_PAGE_LIMIT:,}); older"
        " ones are counted by place and month, and stand in full in incidents.parquet",
    )
    formats_option(build)
    build.add_argument(
        "--print",
        dest="prints",
        action="store_true",
        help="draw maps to print too: map.pdf, .svg and .png, and a sheet for each province with"
        " incidents (needs bordermap[print])",
    )
    build.add_argument(
        "--own-use",
        action="store_true",
        help="keep incidents whose licence forbids passing them on, such as those of ACLED; page,"
        " prints and manifest say that they are for your own use (default: they are left out)",
    )
    build.add_argument(
        "--strict",
        action="store_true",
        help="exit 2 and write nothing if any row or report is refused",
    )
    build.add_argument(
        "--keep-text",
        action="store_true",
        help="write the texts of the reports too, into reports.jsonl (mind whose they are)",
    )
    build.add_argument(
        "--tolls",
        choices=_CONVENTIONS,
        default="raw",
        help="how a best figure is chosen: raw where the sides agree (default), the lowest as ACLED"
        " does, or the lowest of those who are no party as UCDP does",
    )
    table_options(build)
    date_options(build)
    link_options(build)
    reader_options(build)

    extract = commands.add_parser(
        "extract",
        help="find incidents and claims in reports, for you to review",
        description="Find incidents and claims in reports, for you to review.",
    )
    cli_extract.add_to(extract)

    cli_places.add_locate_to(
        _command(commands, "locate", "add place, P-code and line columns to a table")
    )
    cli_places.add_places_to(
        _command(commands, "places", "show what place words could mean, and why")
    )

    check = _command(commands, "check", "say what would be refused, and why; build nothing", _check)
    check.add_argument("inputs", nargs="+", metavar="INPUT", help=INPUT_HELP)
    table_options(check)
    date_options(check)
    link_options(check)
    reader_options(check)

    compare = _command(
        commands, "compare", "say what was added, changed and removed between two builds", _compare
    )
    compare.add_argument("old", metavar="OLD", help="the folder of the earlier build")
    compare.add_argument("new", metavar="NEW", help="the folder of the later one")
    compare.add_argument("-o", "--output", metavar="FILE", help="write every difference as CSV")

    region = commands.add_parser(
        "region",
        help="make, extend and check region packs of your own",
        description="Make, extend and check region packs of your own.",
    )
    cli_region.add_to(region)
    return top


def _command(
    commands: argparse._SubParsersAction[Parser],
    name: str,
    about: str,
    run: Callable[[argparse.Namespace], int] | None = None,
) -> Parser:
    command = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    if run is not None:
        command.set_defaults(run=run)
    return command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        0 done; 1 ``check`` found something; 2 a fault, told in one line on standard error.
    """
    _make_ready(sys.stdout)
    given = parser().parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = given.run
        return run(given)
    except BordermapError as fault:
        say(f"bordermap: {fault}")
    except BrokenPipeError:
        # The reader of our output has left (as `head` does): not a fault of ours to report.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fault:
        name = fault.filename if fault.filename is not None else ""
        say(f"bordermap: {fault_line(fault.strerror or str(fault), where=str(name))}")
    except KeyboardInterrupt:
        say("bordermap: stopped; nothing was written")
        return 130
    return _EXIT_FAULT


def _make_ready(out: TextIO | None) -> None:
    """Write results as UTF-8 with line feeds, whatever the system's code page is, as files have.

    A terminal shows what it can; a path that is no text goes out as the bytes that it came in.
    """
    if not isinstance(out, io.TextIOWrapper):
        return
    if out.isatty():
        out.reconfigure(errors="replace")
    else:
        out.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")


def _sample_notice(folder: Path) -> dict[str, str]:
    names = {"en": "NOTICE.txt"} | {code: f"NOTICE.{code}.txt" for code in ("ps", "fa", "ur")}
    return {code: (folder / name).read_text("utf-8").strip() for code, name in names.items()}


def _build(given: argparse.Namespace) -> int:
    import maps
    from geo import exports, folders
    from geo.exports import csvs, manifest, parquet
    from geo.region import data_root, load

    folders.check(Path(given.output), manifest.OUTPUT)
    region = load(given.region)
    progress = progress_shown()
    # Linked last where rows of tables may be: what is left out must not take a person's own
    # incident with it, which tells of the same.
    is_linked_late = not given.own_use and (given.link == "all" or given.links is not None)
    dataset = _read(given, region, progress, is_linked=not is_linked_late)
    is_restricted = exports.forbid(dataset.incidents)
    if is_restricted and not given.own_use:
        withheld = len(dataset.incidents)
        dataset = exports.publishable(dataset)
        withheld -= len(dataset.incidents)
        its, it = ("its", "it") if withheld == 1 else ("their", "them")
        say(
            f"{counted(withheld, 'incident')} left out: {its} licence forbids passing {it} on"
            f" (--own-use keeps {it})"
        )
    if is_linked_late:
        dataset = _linked(given, region, dataset)
    say_notes(dataset)
    say_rejections(dataset)
    say_conflicts(dataset, SHOWN_CONFLICTS)
    say_contradictions(dataset, SHOWN_CONFLICTS)
    if given.strict and _has_refused(dataset):
        raise InputError("--strict was given, and something was refused: nothing is written")
    # How the sample was made is said of the sample alone.
    notice = None if given.inputs else _sample_notice(data_root() / "samples")
    if is_restricted and given.own_use:
        notice = maps.texts_of("page.ownUse")
    page = maps.render(
        dataset,
        region=region,
        title=given.title,
        notice=notice,
        language=given.language,
        page_limit=given.page_limit,
        table=parquet.NAME if "parquet" in given.formats else csvs.PLACES,
    )
    printed = partial(
        maps.print_maps,
        dataset,
        region=region,
        language=given.language,
        title=given.title,
        notice=notice[given.language] if notice else None,
    )
    folder = exports.write(
        dataset,
        given.output,
        region=region,
        page=partial(maps.save, page),
        own_use=given.own_use,
        draw=printed if given.prints else None,
        progress=progress,
        formats=given.formats,
        remark=say,
    )
    say(summary(dataset))
    index = folder / "index.html"
    if not (is_restricted and given.own_use):
        size = index.stat().st_size / 1_000_000
        say(f"the page is one file of {size:.1f} MB that opens without a network, mailed or copied")
    print(index)  # noqa: T201 - the result, for a person and for a pipe
    return 0


def _compare(given: argparse.Namespace) -> int:
    from geo import comparing, inputs

    changes = comparing.compare(given.old, given.new)
    if given.output:
        written = (path for folder in (given.old, given.new) for path in Path(folder).iterdir())
        inputs.keep(written, Path(given.output))
        comparing.write(changes, Path(given.output))
    say_changes(changes)
    return 0


def _check(given: argparse.Namespace) -> int:
    dataset = _read(given, given.region, progress_shown())
    say_notes(dataset)
    say_rejections(dataset, limit=None)
    say_places(dataset)
    say(summary(dataset))
    return _EXIT_FOUND if _has_refused(dataset) else 0


def _has_refused(dataset: Dataset) -> bool:
    account = dataset.account
    return any((account.rows_rejected, account.reports_rejected, account.incidents_rejected))


def _linked(given: argparse.Namespace, region: RegionPack, dataset: Dataset) -> Dataset:
    from geo import pipeline

    return pipeline.link(
        dataset,
        region,
        which=given.link or "reports",
        days=given.link_days,
        km=given.link_km,
        by_hand=given.links,
    )


def _read(
    given: argparse.Namespace,
    region: str | RegionPack,
    progress: Progress | None,
    *,
    is_linked: bool = True,
) -> Dataset:
    """Read the inputs, and put together what is one incident unless that is to come later."""
    from geo import pipeline

    return pipeline.read(
        given.inputs or None,
        region,
        encoding=given.encoding,
        layer=given.layer,
        day_first=given.day_first,
        year=given.year,
        link=given.link if is_linked else "none",
        link_days=given.link_days,
        link_km=given.link_km,
        links=given.links if is_linked else None,
        keep_text=getattr(given, "keep_text", False),
        convention=getattr(given, "tolls", "raw"),
        reader=reader_of(given),
        jobs=given.jobs,
        progress=progress,
    )
