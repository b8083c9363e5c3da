"""The command `bordermap`: arguments in, one verb called, faults as one line.

Nothing heavy is imported before a verb runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

from geo import __version__, cli_build, cli_extract, cli_places, cli_region
from geo.cli_options import Parser
from geo.cli_telling import say
from geo.errors import BordermapError, fault_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_EXIT_FAULT = 2

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

    for name, add_to, about in _COMMANDS:
        described = f"{about[0].upper()}{about[1:]}."
        add_to(commands.add_parser(name, help=about, description=described))
    return top


_COMMANDS: tuple[tuple[str, Callable[[Parser], None], str], ...] = (
    ("build", cli_build.add_build_to, "write the map page, GIS files and the manifest"),
    ("extract", cli_extract.add_to, "find incidents and claims in reports, for you to review"),
    ("locate", cli_places.add_locate_to, "add place, P-code and line columns to a table"),
    ("places", cli_places.add_places_to, "show what place words could mean, and why"),
    ("check", cli_build.add_check_to, "say what would be refused, and why; build nothing"),
    (
        "compare",
        cli_build.add_compare_to,
        "say what was added, changed and removed between two builds",
    ),
    ("region", cli_region.add_to, "make, extend and check region packs of your own"),
)


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
