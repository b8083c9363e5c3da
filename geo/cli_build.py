"""The commands `bordermap build`, `check` and `compare`.

This is the only module of `geo` that imports `maps`.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli_options import (
    INPUT_HELP,
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
from geo.errors import InputError
from geo.text import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from geo.dataset import Dataset
    from geo.region import RegionPack

    Progress = Callable[[str, int, int], None]

_EXIT_FOUND = 1
_DEFAULT_SITE = "bordermap-site"
_PAGE_LIMIT = 2_000_000  # maps.cells.PAGE_LIMIT, which is not loaded for --help
_CONVENTIONS = ("raw", "acled", "ucdp")  # geo.schema's, which is not loaded for --help


def add_build_to(command: argparse.ArgumentParser) -> None:
    """Give `build` its arguments."""
    command.add_argument(
        "inputs", nargs="*", metavar="INPUT", help=f"{INPUT_HELP} (none: the bundled sample)"
    )
    command.add_argument(
        "-o",
        "--output",
        default=_DEFAULT_SITE,
        metavar="DIR",
        help=f"output folder (default: ./{_DEFAULT_SITE}); a person's own files in it are kept",
    )
    command.add_argument("--title", metavar="TEXT", help="title of the page")
    command.add_argument(
        "--language",
        choices=("en", "ps", "fa", "ur"),
        default="en",
        help="the language that the page opens in: English, Pashto, Dari or Urdu (default: en);"
        " readers can choose another in the page",
    )
    command.add_argument(
        "--page-limit",
        type=positive,
        default=_PAGE_LIMIT,
        metavar="N",
        help=f"the page holds the newest N incidents one by one (default: {_PAGE_LIMIT:,}); older"
        " ones are counted by place and month, and stand in full in incidents.parquet",
    )
    formats_option(command)
    command.add_argument(
        "--print",
        dest="prints",
        action="store_true",
        help="draw maps to print too: map.pdf, .svg and .png, and a sheet for each province with"
        " incidents (needs bordermap[print])",
    )
    command.add_argument(
        "--own-use",
        action="store_true",
        help="keep incidents whose licence forbids passing them on, such as those of ACLED; page,"
        " prints and manifest say that they are for your own use (default: they are left out)",
    )
    command.add_argument(
        "--strict",
        action="store_true",
        help="exit 2 and write nothing if any row or report is refused",
    )
    command.add_argument(
        "--keep-text",
        action="store_true",
        help="write the texts of the reports too, into reports.jsonl (mind whose they are)",
    )
    command.add_argument(
        "--tolls",
        choices=_CONVENTIONS,
        default="raw",
        help="how a best figure is chosen: raw where the sides agree (default), the lowest as ACLED"
        " does, or the lowest of those who are no party as UCDP does",
    )
    _input_options(command)
    command.set_defaults(run=_build)


def _input_options(command: argparse.ArgumentParser) -> None:
    """Give a command what says how its inputs are read and put together."""
    table_options(command)
    date_options(command)
    link_options(command)
    reader_options(command)


def add_check_to(command: argparse.ArgumentParser) -> None:
    """Give `check` its arguments."""
    command.add_argument("inputs", nargs="+", metavar="INPUT", help=INPUT_HELP)
    _input_options(command)
    command.set_defaults(run=_check)


def add_compare_to(command: argparse.ArgumentParser) -> None:
    """Give `compare` its arguments."""
    command.add_argument("old", metavar="OLD", help="the folder of the earlier build")
    command.add_argument("new", metavar="NEW", help="the folder of the later one")
    command.add_argument("-o", "--output", metavar="FILE", help="write every difference as CSV")
    command.set_defaults(run=_compare)


def _build(given: argparse.Namespace) -> int:
    import maps
    from geo import exports, folders
    from geo.exports import csvs, manifest, parquet
    from geo.region import load
    from maps.printed import paper

    folders.check(Path(given.output), manifest.OUTPUT)
    if given.prints:
        paper.check()  # before all is read
    region, progress = load(given.region), progress_shown()
    dataset = _allowed(given, region, progress)
    say_notes(dataset)
    say_rejections(dataset)
    say_conflicts(dataset, SHOWN_CONFLICTS)
    say_contradictions(dataset, SHOWN_CONFLICTS)
    if given.strict and _has_refused(dataset):
        raise InputError("--strict was given, and something was refused: nothing is written")
    is_for_own_use = exports.forbid(dataset.incidents)
    notice = _notice(given, is_for_own_use=is_for_own_use)
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
    if not is_for_own_use:
        size = index.stat().st_size / 1_000_000
        say(f"the page is one file of {size:.1f} MB that opens without a network, mailed or copied")
    print(index)  # noqa: T201 - the result, for a person and for a pipe
    return 0


def _allowed(given: argparse.Namespace, region: RegionPack, progress: Progress | None) -> Dataset:
    """Read the inputs; without ``--own-use``, leave out what may not be passed on, and say so.

    Linked last where rows of tables may be: what is left out must not take a person's own incident
    with it, which tells of the same.
    """
    from geo import exports

    is_linked_late = not given.own_use and (given.link == "all" or given.links is not None)
    dataset = _read(given, region, progress, is_linked=not is_linked_late)
    if not given.own_use and exports.forbid(dataset.incidents):
        withheld = len(dataset.incidents)
        dataset = exports.publishable(dataset)
        withheld -= len(dataset.incidents)
        its, it = ("its", "it") if withheld == 1 else ("their", "them")
        say(
            f"{counted(withheld, 'incident')} left out: {its} licence forbids passing {it} on"
            f" (--own-use keeps {it})"
        )
    return _linked(given, region, dataset) if is_linked_late else dataset


def _notice(given: argparse.Namespace, *, is_for_own_use: bool) -> dict[str, str] | None:
    """Say by language what a page or print is to be headed with: the sample's making, or its use.

    How the sample was made is said of the sample alone.
    """
    from geo.region import data_root
    from maps.words import texts_of

    if is_for_own_use:
        return texts_of("page.ownUse")
    if given.inputs:
        return None
    names = {"en": "NOTICE.txt"} | {code: f"NOTICE.{code}.txt" for code in ("ps", "fa", "ur")}
    folder = data_root() / "samples"
    return {code: (folder / name).read_text("utf-8").strip() for code, name in names.items()}


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
