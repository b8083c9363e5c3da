"""GeoJSON (RFC 7946): all incidents in one file, and one file for each type of geometry.

Written here and not by GDAL: a footprint's text is made once however many incidents share it, and
GDAL's driver drops a whole field that holds an infinity, and tells of a full disk too late.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self, TextIO

import pyarrow as pa
import pyarrow.compute as pc

from geo.exports.public import KINDS, POINT

if TYPE_CHECKING:
    from pathlib import Path

    from geo.exports.public import Batch, Public

_TITLES = {
    "points": "Incidents known to a point",
    "areas": "Incidents known to an area, drawn as that area",
    "stretches": "Incidents known to a stretch of the line, drawn as that stretch",
}
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def write(public: Public, folder: Path) -> dict[str, str]:
    """Write the located incidents; return what each file is, by its name."""
    names = {kind: f"incidents_{kind}" for kind in KINDS}
    with ExitStack() as stack:
        everything = stack.enter_context(_Collection(folder, "incidents", public, KINDS))
        parts = {
            kind: stack.enter_context(_Collection(folder, name, public, (kind,)))
            for kind, name in names.items()
        }
        for batch in public.batches():
            for kind, feature in zip(batch.kind, _features(batch, public), strict=True):
                everything.add(feature)
                parts[kind].add(feature)
    return {
        "incidents.geojson": "Located incidents, one feature for each place, mixed geometry",
        **{f"{name}.geojson": _TITLES[kind] for kind, name in names.items()},
    }


def _features(batch: Batch, public: Public) -> list[str]:
    """Make the text of each row, column by column: Arrow joins a million cells in a second."""
    rows = batch.rows
    texts = {name: _json(rows[name]) for name in rows.column_names}
    outlines = pa.array([*public.shapes.geojson, '"geometry":null'], pa.string())
    points = _join(
        '"geometry":{"type":"Point","coordinates":[',
        *(texts["longitude"], ",", texts["latitude"], "]}"),
    )
    places = pc.if_else(
        pa.array(batch.kind == POINT), points, outlines.take(pa.array(batch.shape % len(outlines)))
    )
    properties: list[Any] = []
    for name, text in texts.items():
        properties += [f"{',' if properties else ''}{_encode(name)}:", text]
    features = _join('{"type":"Feature",', places, ',"properties":{', *properties, "}}")
    listed: list[str] = features.to_pylist()
    return listed


def _join(*parts: Any) -> Any:
    return pc.binary_join_element_wise(*parts, "")


def _json(column: Any) -> Any:
    """Make the JSON text of each cell; text is clean, so few characters are left to escape."""
    column = column.combine_chunks()
    text = column.cast(pa.string())
    if pa.types.is_string(column.type) or pa.types.is_date(column.type):
        for character in ("\\", '"', "\n", "\r", "\t"):
            text = pc.replace_substring(text, character, _encode(character)[1:-1])
        text = _join('"', text, '"')
    elif pa.types.is_floating(column.type):
        # A reader that sees no fraction would take the column for whole numbers.
        text = pc.replace_substring_regex(text, r"\A(-?\d+)\z", r"\1.0")
    return pc.fill_null(text, "null")


class _Collection:
    """A FeatureCollection that is written feature by feature, one to a line."""

    def __init__(self, folder: Path, name: str, public: Public, kinds: tuple[str, ...]) -> None:
        self._path = folder / f"{name}.geojson"
        bounds = public.bounds(*kinds)
        head = {
            "type": "FeatureCollection",
            "name": name,
            **({"bbox": list(bounds)} if bounds else {}),
            "note": public.pack.note,
            "attribution": list(public.pack.attributions),
        }
        self._head = f'{_encode(head)[:-1]},"features":['
        self._separator = "\n"
        self._file: TextIO

    def __enter__(self) -> Self:
        self._file = self._path.open("w", encoding="utf-8", newline="\n")
        self._file.write(self._head)
        return self

    def add(self, feature: str) -> None:
        self._file.write(self._separator)
        self._file.write(feature)
        self._separator = ",\n"

    def __exit__(self, kind: object, *_: object) -> None:
        with self._file:
            if kind is None:
                self._file.write("\n]}\n")
