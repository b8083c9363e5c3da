"""Place words -> what they could mean, shown to a person or a program."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from geo.region import RegionPack

_WRAPPED = 88
_INDENT = " " * 9
# OpenStreetMap's zoom that shows about so many kilometres on a side of the place.
_ZOOMS = ((3, 14), (8, 12), (20, 11), (50, 10), (120, 8))
_WIDEST_ZOOM = 6


def places(
    text: str,
    *,
    country: str | None = None,
    admin1: str | None = None,
    admin2: str | None = None,
    limit: int = 5,
    region: str | Path | RegionPack = "durand",
) -> pd.DataFrame:
    """List what place words could mean, best first.

    Parameters
    ----------
    text
        A name, or words such as "Behsud, Nangarhar", in any script.
    country, admin1, admin2
        Hints: where the place lies.
    limit
        How many candidates at most.
    region
        Name or folder of a region pack, or the pack itself.

    Returns
    -------
    pandas.DataFrame
        One row a candidate: the WHERE columns of `geo.schema`, `place_score` in 0..1.
    """
    from geo import locating
    from geo.gazetteer import Gazetteer
    from geo.region import pack_of

    pack = pack_of(region)
    found = Gazetteer(pack).candidates(
        text, country=country, admin1=admin1, admin2=admin2, limit=limit
    )
    return locating.with_line(found, pack)


def as_text(text: str, found: pd.DataFrame, pack: RegionPack, *, with_map: bool = True) -> str:
    """Show candidates to a person, with a map in characters under them."""
    from geo import text_map
    from geo.errors import printable

    if found.empty:
        return f"no place found for {printable(text)}"
    lines: list[str] = []
    if not _is_answered(found):
        lines.append(f"no place found for {printable(text)}; the nearest names, as guesses:")
        with_map = False
    for mark, row in zip(_marks(len(found)), _records(found, pack), strict=True):
        within = [row.get("admin2"), row.get("admin1"), row.get("country")]
        inside = dict.fromkeys(part for part in within if part and part != row["place_name"])
        said = ", ".join([f"{row['place_name']} ({row['place_level']})", *inside])
        lines.append(f"{mark:<3}{row['place_score']:.2f}  {said}")
        sure = f"within {row['uncertainty_km']:.0f} km" if "uncertainty_km" in row else ""
        code = row.get("admin2_pcode") or row.get("admin1_pcode") or ""
        lines.append(_INDENT + "  ".join(part for part in (_point(row), sure, code) if part))
        for part in filter(None, (_line(row, pack), row["place_why"])):
            lines += textwrap.wrap(
                part,
                _WRAPPED,
                initial_indent=_INDENT,
                subsequent_indent=_INDENT,
                break_long_words=False,
                break_on_hyphens=False,
            )
        lines += [f"{_INDENT}basis: {row['basis']}"] if "basis" in row else []
        lines += [f"{_INDENT}{row['map_url']}"] if "map_url" in row else []
    drawn = text_map.draw(pack, found) if with_map else ""
    return "\n".join([*lines, "", drawn] if drawn else lines)


def as_json(text: str, found: pd.DataFrame, pack: RegionPack) -> str:
    """Give candidates to a program: an object with `text`, `answered` and `candidates`.

    Where `answered` is false the candidates are guesses: names written alike, none of them meant.

    A candidate has the columns of `geo.schema.WHERE` that are not empty, the `basis` of its point,
    and `geo_uri` and `map_url` to open it elsewhere.
    """
    candidates = list(_records(found, pack))
    made = {"text": text, "answered": _is_answered(found), "candidates": candidates}
    return json.dumps(made, ensure_ascii=False, indent=2)


def _is_answered(found: pd.DataFrame) -> bool:
    """Tell whether the first candidate is an answer; guesses are less likely than any."""
    from geo.gazetteer.rated import THRESHOLD

    return not found.empty and bool(found["place_score"].iloc[0] >= THRESHOLD)


def _marks(count: int) -> list[str]:
    """Give candidates the signs of the map; those that it has no sign for have none."""
    from geo.text_map import MARKS

    return [*MARKS[:count], *[""] * (count - len(MARKS))]


def _point(row: dict[str, Any]) -> str:
    if "latitude" in row:
        return f"{row['latitude']:.5f}, {row['longitude']:.5f}"
    if "label_latitude" in row:
        return f"around {row['label_latitude']:.2f}, {row['label_longitude']:.2f}"
    return ""


def _line(row: dict[str, Any], pack: RegionPack) -> str:
    from geo.schema import ON_LINE

    if "line_from_km" in row:
        return f"{pack.line_name}, km {row['line_from_km']:.0f} to {row['line_to_km']:.0f}"
    if "line_km" not in row:
        return ""
    mark = f"km {row['line_km']:.0f} of the {pack.line_name}"
    is_on = row.get("line_side") == ON_LINE
    said = f"at {mark}" if is_on else f"{row['line_distance_km']:.1f} km from {mark}"
    crossing = row.get("nearest_crossing")
    if crossing and crossing != row["place_name"]:
        said += f"; {row['nearest_crossing_km']:.0f} km from {crossing}"
    return said


def _records(found: pd.DataFrame, pack: RegionPack) -> Iterator[dict[str, Any]]:
    """Turn rows into plain values, without those that are empty, and say where to open them."""
    basis = _bases(pack)
    for row in found.astype(object).where(found.notna(), None).to_dict("records"):
        kept = {str(name): value for name, value in row.items() if value is not None}
        if kept.get("place_id") in basis:
            kept["basis"] = basis[kept["place_id"]]
        yield {**kept, **_links(kept)}


def _bases(pack: RegionPack) -> dict[str, str]:
    return {
        place_id: basis
        for table in (pack.places, pack.crossings)
        for place_id, basis in zip(table["place_id"], table["basis"], strict=True)
    }


def _links(row: dict[str, Any]) -> dict[str, str]:
    """Return addresses that a person may open: a geo URI (RFC 5870) and a map's page.

    Only a point gets a marker; what is known to an area is shown as its surroundings.
    """
    if "label_latitude" not in row:
        return {}
    latitude, longitude = f"{row['label_latitude']:.5f}", f"{row['label_longitude']:.5f}"
    reach = row.get("uncertainty_km", 0.0)
    zoom = next((zoom for km, zoom in _ZOOMS if reach <= km), _WIDEST_ZOOM)
    marker = f"?mlat={latitude}&mlon={longitude}" if "latitude" in row else ""
    return {
        "geo_uri": f"geo:{latitude},{longitude};u={reach * 1000:.0f}",
        "map_url": f"https://www.openstreetmap.org/{marker}#map={zoom}/{latitude}/{longitude}",
    }
