"""GeoNames dumps: places of a country file, and names from alternateNamesV2.

Columns as https://download.geonames.org/export/dump/readme.txt gives them. Files are read a block
at a time, so the size of a dump costs time and no memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import InputError
from geo.packs.archives import open_text

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

_PLACES = [
    "geonameid",
    "name",
    "asciiname",
    "alternatenames",
    "latitude",
    "longitude",
    "feature_class",
    "feature_code",
    "country",
    "cc2",
    "admin1",
    "admin2",
    "admin3",
    "admin4",
    "population",
    "elevation",
    "dem",
    "timezone",
    "modified",
]
_NAMES = [
    "id",
    "geonameid",
    "language",
    "name",
    "is_preferred",
    "is_short",
    "is_colloquial",
    "is_historic",
    "since",
    "until",
]
_KEPT = [
    "geonameid",
    "name",
    "alternatenames",
    "latitude",
    "longitude",
    "feature_code",
    "country",
    "population",
]
_BLOCK_BYTES = 8 * 2**20
# A place that no longer exists is a name in old texts only, and mostly a wrong one in new ones.
_GONE = frozenset({"PPLH", "PPLQ", "PPLW"})


@dataclass(frozen=True)
class Place:
    """A row of a country file; degrees, WGS84."""

    geonameid: str
    name: str
    latitude: float
    longitude: float
    country: str
    feature_code: str
    population: int
    alternates: tuple[str, ...]


@dataclass(frozen=True)
class Name:
    """A row of alternateNamesV2."""

    geonameid: str
    language: str
    name: str
    kind: str


def read_places(
    path: Path,
    countries: Mapping[str, str],
    *,
    classes: Collection[str] = ("P",),
    codes: Collection[str] = (),
    remarks: Counter[str],
) -> list[Place]:
    """Read the places of some countries from a dump.

    Parameters
    ----------
    path
        ``XX.zip`` or ``XX.txt``.
    countries
        Alpha-3 code of each alpha-2 code that is wanted.
    classes
        Feature classes to keep, such as ``P`` (populated places).
    codes
        Feature codes to keep beside those classes, such as ``PASS``.
    remarks
        Counts what was left out, and why.

    Returns
    -------
    list of Place
        By number of their geonameid.
    """
    made = []
    for table in _blocks(path, _PLACES, [*_KEPT, "feature_class"], remarks):
        wanted = pc.or_(
            pc.is_in(table["feature_class"], pa.array(sorted(classes), pa.string())),
            pc.is_in(table["feature_code"], pa.array(sorted(codes), pa.string())),
        )
        mine = pc.is_in(table["country"], pa.array(sorted(countries), pa.string()))
        for row in table.filter(pc.and_(wanted, mine)).to_pylist():
            if row["feature_code"] in _GONE and row["feature_code"] not in codes:
                remarks["places that no longer exist, left out"] += 1
                continue
            place = _place(row, countries)
            if place is None:
                remarks["places without a number or a point on earth, left out"] += 1
            else:
                made.append(place)
    unique = {place.geonameid: place for place in made}
    if len(unique) < len(made):
        remarks["places given twice"] += len(made) - len(unique)
    return sorted(unique.values(), key=lambda place: int(place.geonameid))


def read_names(
    path: Path, geonameids: Collection[str], languages: Collection[str], remarks: Counter[str]
) -> list[Name]:
    """Read the names of some places in some languages from alternateNamesV2.

    Returns
    -------
    list of Name
        Each once, sorted.
    """
    ids, spoken = pa.array(sorted(geonameids), pa.string()), pa.array(sorted(languages))
    found = set()
    for table in _blocks(path, _NAMES, [*_NAMES[1:5], "is_historic"], remarks):
        mine = pc.and_(pc.is_in(table["geonameid"], ids), pc.is_in(table["language"], spoken))
        for row in table.filter(mine).to_pylist():
            kind = "alternate"
            if row["is_historic"] == "1":
                kind = "historic"
            elif row["is_preferred"] == "1":
                kind = "preferred"
            found.add(Name(row["geonameid"], row["language"], row["name"], kind))
    return sorted(found, key=lambda n: (int(n.geonameid), n.language, n.kind, n.name))


def _place(row: dict[str, str], countries: Mapping[str, str]) -> Place | None:
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        population = int(row["population"] or 0)
    except ValueError:
        return None
    if not row["geonameid"].isascii() or not row["geonameid"].isdigit() or not row["name"]:
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    return Place(
        row["geonameid"],
        row["name"],
        latitude,
        longitude,
        countries[row["country"]],
        row["feature_code"],
        population,
        tuple(dict.fromkeys(filter(None, row["alternatenames"].split(",")))),
    )


def _blocks(
    path: Path, columns: list[str], kept: list[str], remarks: Counter[str]
) -> Iterator[Any]:
    """Give the rows that have the right number of cells, as tables of text."""
    with open_text(path) as stream:
        yield from _rows(stream, columns, kept, remarks, path.name)


def _rows(
    stream: IO[bytes], columns: list[str], kept: list[str], remarks: Counter[str], file: str
) -> Iterator[Any]:
    from pyarrow import csv

    bad = f"{file}: lines without {len(columns)} cells, left out"

    def skip(_row: Any) -> str:
        remarks[bad] += 1
        return "skip"

    try:
        reader = csv.open_csv(
            stream,
            csv.ReadOptions(column_names=columns, block_size=_BLOCK_BYTES, use_threads=False),
            csv.ParseOptions(delimiter="\t", quote_char=False, invalid_row_handler=skip),
            # Bytes: one broken character must not end the reading of a million lines.
            csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.binary()),
                include_columns=kept,
                strings_can_be_null=False,
            ),
        )
        rows = 0
        for batch in reader:
            rows += batch.num_rows
            arrays = [_text(array, remarks, file) for array in batch.columns]
            yield pa.table(dict(zip(batch.schema.names, arrays, strict=True)))
    except (pa.ArrowException, OSError) as fault:
        raise InputError(
            "not a readable GeoNames file", value=str(fault).splitlines()[0], where=file
        ) from fault
    if not rows:
        raise InputError(f"no line has {len(columns)} cells", expected="a dump", where=file)


def _text(array: Any, remarks: Counter[str], file: str) -> Any:
    try:
        return array.cast(pa.string())
    except pa.ArrowInvalid:
        texts = [value.decode("utf-8", "replace") for value in array.to_pylist()]
        remarks[f"{file}: cells with broken UTF-8, repaired"] += sum("\ufffd" in t for t in texts)
        return pa.array(texts, pa.string())
