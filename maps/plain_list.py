"""The newest incidents as plain HTML, for readers whose browser runs no scripts."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from maps.arrays import text_of
from maps.local_names import names_by_code, names_in, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from geo.dataset import Dataset
    from geo.region import RegionPack
    from maps.words import Words

_INCIDENT = [
    "incident_id",
    "date_start",
    "date_end",
    "sub_event_type",
    "actor1",
    "actor2",
    "summary",
    "disputed",
    "source",
    "source_url",
]
_PLACE = ["incident_id", "place_id", "place_name", "place_text"]
_CLAIM = [
    "incident_id",
    "claimant_side",
    "claimant",
    "stance",
    "count_min",
    "count_max",
    "unit",
    "victim_group",
    "metric",
    "quote",
]
_HOST = re.compile(r"https?://([^/?#]+)", re.IGNORECASE)


def entries(incidents: pd.DataFrame, dataset: Dataset, pack: RegionPack, words: Words) -> str:
    """Write incidents with their places and claims as items of a list.

    Parameters
    ----------
    incidents
        The incidents to write, in their order.
    dataset
        What their claims and places are taken from.
    pack
        The region, for its names.
    words
        The page's texts.
    """
    told = _Told(pack, words)
    ids = incidents["incident_id"]
    claims = _by_incident(dataset.claims, _CLAIM, ids)
    places = _by_incident(dataset.locations, _PLACE, ids)
    return "".join(
        told.entry(row, places.get(row.incident_id, []), claims.get(row.incident_id, []))
        for row in rows(incidents[_INCIDENT])
    )


def _by_incident(
    table: pd.DataFrame, columns: Sequence[str], ids: pd.Series
) -> dict[str, list[Any]]:
    """Take the rows of some incidents; no column of the others is copied."""
    import numpy as np
    import pyarrow.compute as pc

    wanted = pc.is_in(text_of(table["incident_id"]), value_set=text_of(ids))
    grouped: dict[str, list[Any]] = {}
    for row in rows(table.loc[np.asarray(wanted), columns]):
        grouped.setdefault(row.incident_id, []).append(row)
    return grouped


def rows(table: pd.DataFrame) -> list[Any]:
    """Return rows as named tuples, None for null."""
    return list(table.astype(object).where(table.notna(), None).itertuples())


class _Told:
    """Incidents in the words of one language."""

    def __init__(self, pack: RegionPack, words: Words) -> None:
        self.words = words
        self.local = {} if words.language == "en" else names_in(pack, words.language)
        self.victims = words_of(pack, words.language).get("victim_group_names", {})
        self.sides = names_by_code(pack, "claimant_side_names", words.language, by_country=True)

    def entry(self, incident: Any, places: list[Any], claims: list[Any]) -> str:
        words = self.words
        day = words.date(incident.date_start) or words.text("page.undated")
        if incident.date_end and incident.date_end != incident.date_start:
            day = words.text("page.span", **{"from": day, "to": words.date(incident.date_end)})
        where = "; ".join(dict.fromkeys(self._place(place) for place in places))
        kind = incident.sub_event_type
        what = words.table("types", kind) or kind or words.text("page.incident")
        head = words.joint.join(
            f"<bdi>{escape(str(part))}</bdi>" for part in (day, what, where) if part
        )
        arrow = f" {words.text('arrow')} "
        actors = arrow.join(
            f"<bdi>{escape(a)}</bdi>" for a in (incident.actor1, incident.actor2) if a
        )
        summary = f'<p dir="auto">{escape(incident.summary)}</p>' if incident.summary else ""
        # in the order of the pack, as the page's tables have them
        sides: dict[str, list[str]] = {side: [] for side in self.sides}
        for claim in claims:
            sides.setdefault(claim.claimant_side or "unknown", []).append(self._claim(claim))
        said = "".join(
            f"<dt>{escape(self._side(side))}</dt>" + "".join(f"<dd>{text}</dd>" for text in texts)
            for side, texts in sides.items()
            if texts
        )
        source = " ".join(
            part
            for part in (
                escape(words.text("page.disputed")) if incident.disputed else "",
                link(incident.source_url, incident.source or words.text("page.source"))
                if incident.source or incident.source_url
                else "",
            )
            if part
        )
        return (
            f"<li><h3>{head}</h3>"
            + (f"<p>{actors}</p>" if actors else "")
            + summary
            + (f"<dl>{said}</dl>" if said else "")
            + (f"<p>{source}</p>" if source else "")
            + "</li>\n"
        )

    def _place(self, place: Any) -> str:
        return self.local.get(place.place_id) or place.place_name or place.place_text or ""

    def _side(self, side: str) -> str:
        return self.sides.get(side) or self.words.table("names", side) or side_name(side)

    def _claim(self, claim: Any) -> str:
        words = self.words
        who = claim.claimant or words.text("page.unnamed")
        says = words.text("page.denies" if claim.stance == "denies" else "page.says", who=who)
        parts = [says, self._figure(claim.count_min, claim.count_max)]
        victims = self.victims.get(claim.victim_group)
        parts += [
            words.table("units", claim.unit) or _plain(claim.unit),
            victims or _plain(claim.victim_group),
            words.table("metrics", claim.metric) or _plain(claim.metric),
        ]
        quote = f' <em dir="auto">{escape(claim.quote)}</em>' if claim.quote else ""
        return escape(" ".join(part for part in parts if part)) + quote

    def _figure(self, low: int | None, high: int | None) -> str:
        words = self.words
        if low is None or high is None:
            if high is not None:
                return words.text("page.upTo", n=int(high))
            return "" if low is None else words.text("page.atLeast", n=int(low))
        if low == high:
            return words.number(int(low))
        return words.text("page.between", low=int(low), high=int(high))


def _plain(code: str | None) -> str:
    return (code or "").replace("_", " ")


def side_name(side: str) -> str:
    """Name a side for a reader: its code in words, abbreviations in capitals."""
    return side.upper() if len(side) <= 4 else side.replace("_", " ").capitalize()


def link(url: object, words: str) -> str:
    """Link words to an address; where a cell holds several, each with its host's name."""
    text = str(url or "")
    addresses = text.split()
    if len(addresses) > 1:
        hosts = [found[1] if (found := _HOST.match(a)) else a for a in addresses]
        names = words.split("; ")
        names = names if len(names) == len(addresses) else hosts
        return ", ".join(link(a, name) for a, name in zip(addresses, names, strict=True))
    if not text.lower().startswith(("http://", "https://")):
        return f"<bdi>{escape(words)}</bdi>"
    return (
        f'<a href="{escape(text)}" rel="noopener noreferrer" target="_blank" dir="auto">'
        f"{escape(words)}</a>"
    )


def items(lines: Iterable[str]) -> str:
    """Write lines of HTML as a list; nothing where there are none."""
    body = "".join(f"<li>{line}</li>\n" for line in lines)
    return f"<ul>\n{body}</ul>\n" if body else ""
