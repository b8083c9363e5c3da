"""Place words -> what they could mean, shown to a person or a program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from geo.region import RegionPack

_SHOWN = (
    "place_name",
    "place_id",
    "place_level",
    "country",
    "admin1",
    "admin1_pcode",
    "admin2",
    "admin2_pcode",
    "admin3",
    "latitude",
    "longitude",
    "label_latitude",
    "label_longitude",
    "where_prec",
    "uncertainty_km",
    "place_score",
    "place_why",
    "basis",
)


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
    from geo.gazetteer import Gazetteer
    from geo.region import RegionPack, load

    pack = region if isinstance(region, RegionPack) else load(region)
    return Gazetteer(pack).candidates(
        text, country=country, admin1=admin1, admin2=admin2, limit=limit
    )


def as_text(text: str, found: pd.DataFrame) -> str:
    """Show candidates to a person."""
    from geo.errors import printable

    if found.empty:
        return f"no place found for {printable(text)}"
    lines = []
    for number, row in enumerate(_records(found), start=1):
        within = [row.get("admin2"), row.get("admin1"), row.get("country")]
        inside = ", ".join(
            dict.fromkeys(part for part in within if part and part != row["place_name"])
        )
        sure = f"within {row['uncertainty_km']:.0f} km" if "uncertainty_km" in row else ""
        code = row.get("admin2_pcode") or row.get("admin1_pcode") or ""
        lines += [
            f"{number}  {row['place_score']:.2f}  {row['place_name']} ({row['place_level']})"
            + (f", {inside}" if inside else ""),
            "         " + "  ".join(part for part in (_point(row), sure, code) if part),
            f"         {row['place_why']}",
        ]
    return "\n".join(lines)


def as_json(text: str, found: pd.DataFrame) -> str:
    """Give candidates to a program: an object with `text` and `candidates`."""
    return json.dumps(
        {"text": text, "candidates": list(_records(found))}, ensure_ascii=False, indent=2
    )


def _point(row: dict[str, Any]) -> str:
    if "latitude" in row:
        return f"{row['latitude']:.5f}, {row['longitude']:.5f}"
    if "label_latitude" in row:
        return f"around {row['label_latitude']:.2f}, {row['label_longitude']:.2f}"
    return ""


def _records(found: pd.DataFrame) -> list[dict[str, Any]]:
    """Turn rows into plain values, without those that are empty."""
    columns = found[[name for name in _SHOWN if name in found]]
    return [
        {str(key): value for key, value in row.items() if value is not None and value == value}  # noqa: PLR0124 - NaN
        for row in columns.astype(object).where(columns.notna(), None).to_dict("records")
    ]
