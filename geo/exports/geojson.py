"""GeoJSON (RFC 7946): all incidents in one file, and one file for each type of geometry.

Written here and not by GDAL: a footprint's text is made once however many incidents share it, and
GDAL's driver drops a whole field that holds an infinity, and tells of a full disk too late.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self, TextIO

from geo.exports.public import KINDS, POINT

if TYPE_CHECKING:
    from collections.abc import Iterator
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


def _features(batch: Batch, public: Public) -> Iterator[str]:
    shapes = public.shapes.geojson
    columns = [_values(batch.rows[name].to_pylist()) for name in batch.rows.column_names]
    names = batch.rows.column_names
    x, y = names.index("longitude"), names.index("latitude")
    for row, kind, shape in zip(zip(*columns, strict=True), batch.kind, batch.shape, strict=True):
        if kind == POINT:
            place = f'"geometry":{{"type":"Point","coordinates":[{row[x]!r},{row[y]!r}]}}'
        else:
            place = shapes[shape] if shape >= 0 else '"geometry":null'
        properties = _encode(dict(zip(names, row, strict=True)))
        yield f'{{"type":"Feature",{place},"properties":{properties}}}'


def _values(column: list[object]) -> list[object]:
    first = next((value for value in column if value is not None), None)
    if hasattr(first, "isoformat"):
        return [None if value is None else value.isoformat() for value in column]  # type: ignore[attr-defined]
    return column


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
