"""Measure how many spellings of place names are located at the right place.

    python tests/benchmarks/spellings.py [--list SPELLINGS.csv] [--region durand] [--misses]

The list beside this file holds 300 spellings as texts write them, with the hints an information
officer's table would have; README.md tells how it was made. It is frozen: the script stops when
the list differs from the one of 2026-11-25. An answer is right when its id is one of those that
the row accepts. Exit status 1 when fewer than 95 % of the rows are right.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from geo import locating, region

if TYPE_CHECKING:
    from geo.region import RegionPack

LIST = Path(__file__).with_name("spellings.csv")
FROZEN_SHA256 = "6ab6f227eb7dcd8eff87eda9a4da0ccc96d6b4065c3639de4c5be3956780e51c"
WANTED_SHARE = 0.95
# An area may be answered with its code alone.
CODE_COLUMNS = {
    "admin3": "admin3_id",
    "admin2": "admin2_pcode",
    "admin1": "admin1_pcode",
    "country": "country",
}


def main(arguments: list[str] | None = None) -> int:
    """Print the shares, and the misses when asked; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--list", type=Path, default=LIST)
    parser.add_argument("--region", default="durand")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args(arguments)

    if options.list == LIST and hashlib.sha256(LIST.read_bytes()).hexdigest() != FROZEN_SHA256:
        parser.error(f"{LIST.name} is not the frozen list of 2026-11-25")
    pack = region.load(options.region)
    spellings = read_list(options.list)
    unknown = unknown_ids(spellings, pack)
    if unknown:
        parser.error(f"ids that the region does not have: {', '.join(unknown)}")

    located = locating.locate_rows(spellings[["place_text", "country", "admin1"]], pack)
    spellings = scored(spellings, located)
    share = spellings["right"].mean()
    print(f"all: {share:.3f} of {len(spellings)} rows at the right place")
    for column in ("language", "expected_level"):
        print_shares(spellings, column)
    if options.misses:
        print_misses(spellings[~spellings["right"]])
    return 0 if share >= WANTED_SHARE else 1


def read_list(path: Path) -> pd.DataFrame:
    """Read a list of spellings, with the columns that `locate_rows` reads; empty hints are null."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = pd.DataFrame(list(csv.DictReader(file)), dtype=object)
    hints = rows[["country", "admin1"]].astype("string[pyarrow]").replace("", pd.NA)
    return rows.assign(place_text=rows["text"].astype("string[pyarrow]"), **hints)


def unknown_ids(spellings: pd.DataFrame, pack: RegionPack) -> list[str]:
    """Return the accepted ids that no unit, place or crossing of the region has."""
    known = {*pack.admin["code"], *pack.places["place_id"], *pack.crossings["place_id"]}
    return sorted(set(spellings["expected_id"].str.split("|").explode()) - known)


def scored(spellings: pd.DataFrame, located: pd.DataFrame) -> pd.DataFrame:
    """Add what was answered, and whether it is right."""
    answer = located["place_id"].astype(object)
    for level, column in CODE_COLUMNS.items():
        by_code = answer.isna() & located["place_level"].eq(level).fillna(value=False).astype(bool)
        answer = answer.mask(by_code, located[column].astype(object))
    right = [
        given in accepted.split("|")
        for given, accepted in zip(answer.fillna(""), spellings["expected_id"], strict=True)
    ]
    names = ["place_name", "place_level", "place_score"]
    return spellings.assign(answer=answer, right=right, **located[names])


def print_shares(spellings: pd.DataFrame, column: str) -> None:
    """Print the share of right rows for every value of a column."""
    for value, part in spellings.groupby(column):
        print(f"  {column} {value}: {part['right'].mean():.3f} of {len(part)}")


def print_misses(misses: pd.DataFrame) -> None:
    """Print the rows whose answer is not one that they accept."""
    for row in misses.to_dict("records"):
        hints = ", ".join(row[name] for name in ("admin1", "country") if pd.notna(row[name]))
        answer = "nothing"
        if pd.notna(row["answer"]):
            answer = f"{row['answer']} ({row['place_name']}, score {row['place_score']:.2f})"
        print(f"  {row['text']} [{hints}]: {answer}, not {row['expected_id']}")


if __name__ == "__main__":
    raise SystemExit(main())
