"""The command `bordermap extract`: reports in, incidents and claims to review out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli_reader import reader_of, reader_options
from geo.cli_telling import SHOWN_REJECTIONS, say
from geo.errors import InputError, OutputError, fault_line
from geo.located_writing import in_place
from geo.text import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from geo.reports.sources import Refused


def add_to(command: argparse.ArgumentParser) -> None:
    """Give the command its arguments."""
    command.add_argument(
        "reports",
        nargs="+",
        metavar="REPORT",
        help="a report: .txt, .md, .html, or .jsonl with one a line; - is standard input",
    )
    command.add_argument(
        "-o", "--output", metavar="FILE", help="where to write (default: standard output)"
    )
    command.add_argument(
        "--replace",
        action="store_true",
        help="write over a table that is there already, and what a person corrected in it",
    )
    command.add_argument(
        "--format",
        choices=("csv", "jsonl"),
        default="csv",
        help="csv is the plain table that you correct and build takes (default); jsonl has offsets",
    )
    command.add_argument(
        "--explain", action="store_true", help="say on standard error why, mention by mention"
    )
    command.add_argument(
        "--region", default="durand", metavar="PACK", help="name or folder of a region pack"
    )
    reader_options(command)
    command.set_defaults(run=_extract)


def _extract(given: argparse.Namespace) -> int:
    from geo import inputs, reports
    from geo.region import load

    if given.output:
        inputs.keep(given.reports, Path(given.output))
        if given.format == "csv" and not given.replace:
            _keep_corrected(Path(given.output))
    found = reports.extract(
        given.reports,
        load(given.region),
        form=given.format,
        explain=given.explain,
        reader=reader_of(given),
        jobs=given.jobs,
    )
    if found.refused and not found.reports:
        _say_refused(found.refused)
        raise InputError("no report could be read: nothing is written")
    if given.output:
        # A person opens this file in a spreadsheet, and Excel knows UTF-8 by its mark only.
        _write(Path(given.output), found.text, "utf-8-sig" if given.format == "csv" else "utf-8")
    else:
        sys.stdout.write(found.text)
    _say_refused(found.refused)
    for line in (*found.notes, *found.explained):
        say(line)
    say(
        f"{counted(found.reports, 'report')}: {counted(found.incidents, 'incident')} with"
        f" {counted(found.claims, 'claim')}; {counted(found.quiet, 'report')} without incident,"
        f" {len(found.refused)} refused"
    )
    return 0


def _say_refused(several: Sequence[Refused]) -> None:
    """Say of each report that was refused why, of the first where there are many."""
    for refused in several[:SHOWN_REJECTIONS]:
        say(
            fault_line(
                refused.reason,
                value=refused.value or None,
                expected=refused.expected,
                where=refused.where,
            )
        )
    if len(several) > SHOWN_REJECTIONS:
        say(f"... and {len(several) - SHOWN_REJECTIONS} more refused")


def _keep_corrected(draft: Path) -> None:
    """Refuse to write over a table that a person may have corrected."""
    if draft.exists() and draft.stat().st_size:  # /dev/null and the like are written to
        raise OutputError(
            fault_line(
                "there already, perhaps with corrections",
                expected="a new name, or --replace",
                where=str(draft),
            )
        )


def _write(path: Path, text: str, encoding: str) -> None:
    """Write a file whole or not at all."""
    try:
        with in_place(path) as stream:
            stream.write(text.encode(encoding))
    except OSError as fault:
        reason = fault_line(fault.strerror or "cannot be written", where=str(path))
        raise OutputError(reason) from fault
