"""What the page says of its data as a whole: date, versions, credits, what is lacking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maps import payload
from maps.bias import reporting
from maps.local_names import in_languages

if TYPE_CHECKING:
    from geo.dataset import Dataset


def as_of(dataset: Dataset) -> str:
    """Return the last day that the data tells of, ISO 8601: of an incident or of a report.

    No clock is asked: the same data has the same date. "" where nothing has a date.
    """
    ends = dataset.incidents["date_end"].dropna()
    published = dataset.reports["published"].dropna().astype(str).str.slice(0, 10)
    published = published[published.str.fullmatch(r"\d{4}-\d\d-\d\d")]
    last = [str(ends.max())[:10]] if len(ends) else []
    return max([*last, *([published.max()] if len(published) else [])], default="")


def block(key: str, dataset: Dataset, pack: Any) -> payload.Block:
    """Make the block that downloads, citations and the panel of reporting read."""
    note = getattr(pack, "note", "")
    return payload.json_block(
        key,
        {
            "as_of": as_of(dataset),
            "line_version": str(getattr(pack, "line_version", "")),
            "convention": dataset.convention,
            "note": in_languages(pack, "note", note) if hasattr(pack, "meta") else {"en": note},
            "attributions": list(getattr(pack, "attributions", ())),
            "reporting": reporting(dataset, pack),
        },
    )
