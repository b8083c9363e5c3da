"""The command `bordermap region`: a person's own packs and names, and the faults of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.cli_telling import say
from geo.text import counted

if TYPE_CHECKING:
    import argparse

_ROLES = ("name", "latitude", "longitude", "admin1", "precision", "text")
_EXIT_FOUND = 1


def add_to(command: argparse.ArgumentParser) -> None:
    """Give the command its verbs."""
    verbs = command.add_subparsers(dest="verb", metavar="VERB", required=True, help="what to do")

    build = verbs.add_parser("build", help="make a pack from boundary and gazetteer files")
    build.add_argument("config", metavar="TOML", help="names the files; see docs/region-packs.md")
    build.add_argument("-o", "--output", required=True, metavar="DIR", help="the pack's folder")
    build.set_defaults(run=_build)

    learn = verbs.add_parser("learn", help="learn names from a table of located events")
    learn.add_argument("table", metavar="TABLE", help="a UCDP GED, ACLED or own table")
    learn.add_argument(
        "-o", "--output", required=True, metavar="DIR", help="the folder of names: a --region too"
    )
    learn.add_argument(
        "--region", default="durand", metavar="PACK", help="name or folder of the pack they are for"
    )
    for role in _ROLES:
        learn.add_argument(f"--{role}", metavar="COLUMN", help=f"the column that holds {role}")
    learn.add_argument(
        "--exact",
        action="append",
        default=[],
        metavar="VALUE",
        help="a value of the precision column that says that a point is known; may be repeated",
    )
    learn.add_argument("--source", default="", metavar="TEXT", help="who is named for the table")
    learn.add_argument("--licence", default="", metavar="TEXT", help="licence of the table")
    learn.add_argument("--title", default="", metavar="TEXT", help="what the names are called")
    learn.set_defaults(run=_learn)

    check = verbs.add_parser("check", help="list the faults of a pack or of names; exit 1 if any")
    check.add_argument("pack", metavar="PACK", help="name or folder")
    check.set_defaults(run=_check)


def _build(given: argparse.Namespace) -> int:
    from geo import packs

    built = packs.build(given.config, given.output)
    for remark in built.remarks:
        say(remark)
    counts = (
        *(counted(built.units, "unit"), counted(built.places, "place")),
        *(counted(built.crossings, "crossing"), counted(built.names, "name")),
    )
    say(f"{', '.join(counts)}, a line of {built.line_km:.1f} km")
    print(built.folder)  # noqa: T201 - the result
    return 0


def _learn(given: argparse.Namespace) -> int:
    from geo import packs

    columns = {role: getattr(given, role) for role in _ROLES if getattr(given, role)}
    learnt = packs.learn(
        given.table,
        given.output,
        given.region,
        columns=columns or None,
        exact=tuple(given.exact),
        source=given.source,
        licence=given.licence,
        title=given.title,
    )
    for remark in learnt.remarks:
        say(remark)
    counts = f"{counted(learnt.places, 'place')} ({learnt.replaced} in place of the pack's)"
    used = f"{learnt.rows_used} of {counted(learnt.rows, 'row')} used"
    say(f"{used}: {counts}, {counted(learnt.names, 'name')}")
    print(learnt.folder)  # noqa: T201 - the result
    return 0


def _check(given: argparse.Namespace) -> int:
    from geo import packs

    faults = packs.check(given.pack)
    for fault in faults:
        print(fault)  # noqa: T201 - the result
    say(counted(len(faults), "fault") if faults else "no faults")
    return _EXIT_FOUND if faults else 0
