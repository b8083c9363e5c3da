"""The files of a pack as bytes that depend on their content only: CSV, TOML, GeoParquet."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import geopandas as gpd
    from shapely.geometry import LineString


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write a text table: UTF-8, commas, one line feed a row; None is an empty cell."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)


def write_parquet(path: Path, frame: gpd.GeoDataFrame) -> None:
    """Write GeoParquet with fixed settings."""
    frame.to_parquet(path, index=False, compression="zstd", compression_level=19)


def write_line(path: Path, line: LineString, properties: Mapping[str, Any]) -> None:
    """Write the line as GeoJSON, coordinates to five decimals."""
    import shapely

    feature = {
        "type": "Feature",
        "properties": dict(properties),
        "geometry": {
            "type": "LineString",
            "coordinates": shapely.get_coordinates(line).round(5).tolist(),
        },
    }
    text = json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def toml(said: Mapping[str, Any]) -> str:
    """Write what `tomllib` has read as TOML again: plain values, then tables."""
    return "\n".join(_table(said, ())).strip() + "\n"


def _table(said: Mapping[str, Any], path: tuple[str, ...]) -> list[str]:
    lines = [
        f"{_key(key)} = {_value(value)}" for key, value in said.items() if not _is_table(value)
    ]
    for key, value in said.items():
        name = ".".join(_key(part) for part in (*path, key))
        if isinstance(value, dict):
            lines += ["", f"[{name}]", *_table(value, (*path, key))]
        elif _is_table(value):
            for entry in value:
                lines += ["", f"[[{name}]]", *_table(entry, (*path, key))]
    return lines


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)
    )


def _key(key: str) -> str:
    plain = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if plain else _string(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, list):
        return f"[{', '.join(_value(entry) for entry in value)}]"
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(key)} = {_value(entry)}" for key, entry in value.items())
        return f"{{ {inner} }}"
    return str(value)  # numbers and dates are written as they are read


def _string(text: str) -> str:
    # A basic string of TOML escapes as JSON does, and U+007F besides.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _cell(value: Any) -> Any:
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
