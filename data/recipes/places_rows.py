"""A row of places.csv, and the text tables of the recipes: read, and written."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo._pack_files import COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = [*COLUMNS["places"]]


@dataclass
class Row:
    """One row of places.csv; texts are written as they are, numbers with five decimals."""

    place_id: str
    name: str
    latitude: float | None
    longitude: float | None
    country: str
    kind: str
    rank: int
    population: int | None
    uncertainty_km: float
    basis: str
    note: str = ""
    admin1_pcode: str = ""
    admin2_pcode: str = ""
    admin3_id: str = ""
    near_id: str = ""

    def cells(self) -> list[str]:
        """Return the cells in the order of `FIELDS`."""
        return [
            self.place_id,
            "place",
            self.name,
            degrees(self.latitude),
            degrees(self.longitude),
            self.country,
            self.admin1_pcode,
            self.admin2_pcode,
            self.admin3_id,
            self.near_id,
            self.kind,
            str(self.rank),
            str(self.population) if self.population else "",
            f"{self.uncertainty_km:g}",
            self.basis,
            self.note,
        ]


def degrees(value: float | None) -> str:
    """Write a coordinate with five decimals, or nothing."""
    return "" if value is None else f"{value:.5f}"


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read a table of the recipes or of the pack as texts."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, fields: list[str], rows: list[list[str]]) -> None:
    """Write a table with LF line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(fields)
        writer.writerows(rows)


def add_note(row: Row, text: str) -> None:
    """Append a sentence to the note of a row."""
    row.note = f"{row.note}; {text}" if row.note else text
