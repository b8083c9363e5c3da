"""Options that several commands share."""

from __future__ import annotations

import argparse
import math
from typing import NoReturn, TypeVar

from geo.cli_telling import say
from geo.errors import plain_line, printable
from geo.exports import FORMATS

_Number = TypeVar("_Number", int, float)

INPUT_HELP = (
    "a report (.txt, .md, .html; .jsonl holds one a line) or a table (.csv, .tsv, .xlsx, .json,"
    " .geojson, .gpkg, .fgb, .shp or a .zip of one, .parquet), in any mixture; - is standard input"
)


class Parser(argparse.ArgumentParser):
    """A parser that tells a mistake in one line, as every other fault is told."""

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong, and where help is; exit 2."""
        say(f"{self.prog}: {plain_line(message)} (see {self.prog} --help)")
        raise SystemExit(2)


def region_option(command: argparse.ArgumentParser) -> None:
    """Let a command name the region pack."""
    command.add_argument(
        "--region", default="durand", metavar="PACK", help="name or folder of a region pack"
    )


def table_options(command: argparse.ArgumentParser) -> None:
    """Let a command say how tables are to be read."""
    region_option(command)
    command.add_argument("--encoding", metavar="NAME", help="text encoding, where it is not UTF-8")
    command.add_argument(
        "--layer",
        metavar="NAME",
        help="sheet of a workbook or layer of a GeoPackage (default: the first)",
    )


def formats_option(command: argparse.ArgumentParser) -> None:
    """Let a command say which files it writes."""
    command.add_argument(
        "--formats",
        type=_formats,
        default=FORMATS,
        metavar="LIST",
        help=f"which files to write beside the page and the CSV tables: {','.join(FORMATS)}, or csv"
        " for none of them (default: all)",
    )


def _formats(text: str) -> tuple[str, ...]:
    """Read names of formats between commas; the tables in CSV are always written."""
    names = tuple(part.strip() for part in text.split(","))
    for name in names:
        if name not in (*FORMATS, "csv"):
            raise argparse.ArgumentTypeError(
                f"{printable(name)} is none of {', '.join(FORMATS)}, csv"
            )
    return tuple(name for name in names if name != "csv")


def date_options(command: argparse.ArgumentParser) -> None:
    """Let a command say which of 3/4 is the month."""
    order = command.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first", action="store_const", const=True, dest="day_first", help="3/4 is 3 April"
    )
    order.add_argument(
        "--month-first", action="store_const", const=False, dest="day_first", help="3/4 is 4 March"
    )
    command.add_argument(
        "--year",
        type=year,
        metavar="YYYY",
        help="of days that a table writes without one (26 Feb)",
    )


def link_options(command: argparse.ArgumentParser) -> None:
    """Let a command say what is put together."""
    which = command.add_mutually_exclusive_group()
    which.add_argument(
        "--link",
        action="store_const",
        const="all",
        dest="link",
        help="put together rows of tables too, where several tell of one incident; what a data set"
        " lists under two ids stays two",
    )
    which.add_argument(
        "--no-link",
        action="store_const",
        const="none",
        dest="link",
        help="put nothing together (default: incidents that were read in reports)",
    )
    command.add_argument(
        "--link-days",
        type=_whole,
        default=1,
        metavar="N",
        help="days apart that may still be one incident, where figures agree (default: 1)",
    )
    command.add_argument(
        "--link-km",
        type=_whole,
        default=15,
        metavar="N",
        help="kilometres apart that may still be one place (default: 15)",
    )
    command.add_argument(
        "--links",
        metavar="FILE",
        help="a CSV of action (merge or split), incident_id, other_id: decided by hand",
    )


def _whole(text: str) -> int:
    """Read a number of 0 or more."""
    return number(text, int, 0, math.inf, "a whole number of 0 or more")


def year(text: str) -> int:
    """Read a year of four digits, of any calendar."""
    return number(text, int, 1_000, 2_100, "a year such as 2026")


def positive(text: str) -> int:
    """Read a number above zero."""
    return number(text, int, 1, math.inf, "a whole number above zero")


def number(text: str, kind: type[_Number], least: float, most: float, expected: str) -> _Number:
    """Read a number within bounds.

    Raises
    ------
    argparse.ArgumentTypeError
        It is none, or beyond them: it is not what is `expected`.
    """
    try:
        value = kind(text)
    except ValueError:
        value = kind(-1)
    if not least <= value <= most:
        raise argparse.ArgumentTypeError(f"{printable(text)} is not {expected}")
    return value
