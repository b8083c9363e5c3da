"""The page around the map, as literal text: header, panel, about, and what stands without scripts.

Every text that comes from data passes `html.escape`; addresses become links only where they are
``http`` or ``https``.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from branca.element import Element

from maps.literal import Literal, add_viewer, page_of, parent_name
from maps.overview import overview

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from geo.dataset import Account, Dataset
    from geo.region import RegionPack

NOTICE = "Each figure is the claim of the source named beside it."  # true of any input
_HOST = re.compile(r"https?://([^/?#]+)", re.IGNORECASE)
_NEWEST = 50
# Empty until the viewer fills it; it keeps its room, so that the map has its size at once.
_CHARTS = '<section class="bm-charts" id="bm-charts"></section>\n'
_BROAD_KM = 150.0  # a province, or a long stretch; a country is broader
_FAR = 0.02  # part of the incidents that may lie outside the first view on each side
_AROUND = 3.0  # degrees that the first view shows at least
_LISTED = 200  # reports and sources listed in the page; the tables beside it have all


class Frame(Element):
    """The header, the panel and the page's words; it also sets up the map it stands on.

    Parameters
    ----------
    dataset, pack
        What the page tells of, and its region.
    title
        The page's title.
    notice
        What the reader must know of the data.
    """

    def __init__(self, dataset: Dataset, pack: RegionPack, *, title: str, notice: str) -> None:
        super().__init__()
        self._name = "Frame"
        self.title = title
        west, south, east, north = _first_view(dataset, pack)
        self.first_view = f"[[{south:.4f}, {west:.4f}], [{north:.4f}, {east:.4f}]]"
        self.top = _header(title, dataset.account) + _without_scripts(dataset, pack, notice)
        self.side = _panel(dataset, pack, notice)

    def render(self, **_: Any) -> str:
        """Stand the header before the map and the panel after it."""
        figure, name = page_of(self), self.get_name()
        add_viewer(figure)
        before = Literal(f'{self.top}<main class="bm-main">\n')
        figure.html.add_child(before, name=f"{name}_top", index=0)
        # The map's own element is the first thing in the body after what stands before it.
        after = Literal(f"</main>\n{_CHARTS}{self.side}")
        figure.html.add_child(after, name=f"{name}_side", index=2)
        code = Literal(f"bordermap.frame({parent_name(self)}, {self.first_view});\n")
        figure.script.add_child(code, name=name)
        return ""


def _first_view(dataset: Dataset, pack: RegionPack) -> tuple[float, float, float, float]:
    """Return west, south, east and north of nearly all incidents; of the line if there are none.

    A few that lie far off, and what is known to a country or the line as a whole, do not make
    everything else small.
    """
    import numpy as np

    known = dataset.locations["uncertainty_km"].to_numpy(float, na_value=np.inf) <= _BROAD_KM
    at = dataset.locations[["label_longitude", "label_latitude"]].to_numpy(float, na_value=np.nan)
    at = at[known & ~np.isnan(at).any(axis=1)]
    if not len(at):
        west, south, east, north = map(float, pack.line.bounds)
        return west, south, east, north
    west, south = np.quantile(at, _FAR, axis=0)
    east, north = np.quantile(at, 1 - _FAR, axis=0)
    # one place is no view: show what lies around it
    wide, high = (max(0.0, _AROUND - span) / 2 for span in (east - west, north - south))
    return float(west - wide), float(south - high), float(east + wide), float(north + high)


def counts(account: Account) -> str:
    """Say in one line what became of the input."""
    return " · ".join(
        [
            _many(account.incidents_read, "incident"),
            f"{account.incidents_located:,} located",
            f"{account.incidents_unlocated:,} not located",
            *([_many(account.reports_read, "report")] if account.reports_read else []),
            f"{_many(account.rows_rejected, 'row')} rejected",
        ]
    )


def _header(title: str, account: Account) -> str:
    return (
        f'<header class="bm-head">\n<h1>{escape(title)}</h1>\n'
        f'<p class="bm-counts">{counts(account)}</p>\n'
        '<a class="bm-about-link" href="#bm-about">About<span> this map</span></a>\n</header>\n'
    )


def _panel(dataset: Dataset, pack: RegionPack, notice: str) -> str:
    return (
        '<aside class="bm-panel" id="bm-panel" aria-label="Incidents and sources">\n'
        '<button type="button" class="bm-grip" id="bm-grip" aria-expanded="false" '
        'aria-controls="bm-sheet">Incidents and sources</button>\n'
        '<div class="bm-sheet" id="bm-sheet">\n'
        f'<p class="bm-notice">{escape(notice)}</p>\n'
        '<section class="bm-card" id="bm-card" aria-label="Incidents"></section>\n'
        f"{_about(dataset, pack)}</div>\n</aside>\n"
    )


def _about(dataset: Dataset, pack: RegionPack) -> str:
    return (
        '<details class="bm-about" id="bm-about">\n<summary>About this map</summary>\n'
        f'<p class="bm-boundary-note">{escape(pack.note)}</p>\n'
        f"<h2>What became of the input</h2>\n{_account(dataset.account)}"
        f"<h2>Sources, with numbers of incidents</h2>\n{_sources(dataset.incidents)}"
        f"{_reports(dataset.reports)}"
        f"<h2>Boundaries, line and places</h2>\n{_items(map(escape, pack.attributions))}"
        f"<p>The line is version {escape(pack.line_version)}. Tolls are made from claims by the "
        f"convention “{escape(dataset.convention)}”; claims of different sides are never added."
        "</p>\n</details>\n"
    )


def _account(account: Account) -> str:
    rows = [
        ("Rows", account.rows_read, account.rows_used, None, account.rows_rejected),
        (
            "Reports",
            account.reports_read,
            account.reports_used,
            account.reports_without_incident,
            account.reports_rejected,
        ),
        (
            "Incidents",
            account.incidents_read,
            account.incidents_located,
            account.incidents_unlocated,
            account.incidents_rejected,
        ),
    ]
    body = "".join(
        f'<tr><th scope="row">{name}</th>'
        + "".join(f"<td>{'' if n is None else f'{n:,}'}</td>" for n in numbers)
        + "</tr>\n"
        for name, *numbers in rows
        if numbers[0]
    )
    reasons = _items(
        f"{escape(what)}: {escape(reason)} ({count:,})"
        for (what, reason), count in sorted(account.reasons.items())
    )
    return (
        '<table class="bm-table"><thead><tr><td></td><th scope="col">read</th>'
        '<th scope="col">used or located</th><th scope="col">no incident, or not located</th>'
        f'<th scope="col">rejected</th></tr></thead>\n<tbody>{body}</tbody></table>\n{reasons}'
    )


def _sources(incidents: pd.DataFrame) -> str:
    if incidents.empty:
        return "<p>None.</p>\n"
    told = incidents[["licence", "source"]].astype(object).fillna("")
    told["source"] = told["source"].str.split("; ")  # an incident may have several
    pairs = told.explode("source").value_counts().reset_index()
    ordered = pairs.sort_values(["count", "source", "licence"], ascending=[False, True, True])
    by_licence: dict[str, list[str]] = {}
    for row in _rows(ordered.head(_LISTED).rename(columns={"count": "incidents"})):
        named = f"{row.source or 'no source given'} ({row.incidents:,})"
        by_licence.setdefault(row.licence or "No licence given", []).append(escape(named))
    more = _more(len(ordered) - _LISTED)
    return "".join(
        f"<p><strong>{escape(licence)}</strong><br>{' · '.join(named)}</p>\n"
        for licence, named in sorted(by_licence.items())
    ) + _items(more)


def _reports(reports: pd.DataFrame) -> str:
    columns = ["title", "publisher", "published", "url", "licence"]
    listed = reports[columns].astype(object).fillna("").drop_duplicates()
    if listed.empty:
        return ""
    lines = []
    for row in _rows(listed.head(_LISTED)):
        words = row.title or row.publisher or row.url or "untitled report"
        extra = [
            escape(part)
            for part in (row.publisher if row.title else "", str(row.published)[:10], row.licence)
            if part
        ]
        lines.append(", ".join([_link(row.url, words), *extra]))
    more = _more(len(listed) - _LISTED)
    return (
        f"<details><summary>{_many(len(listed), 'report')} cited</summary>\n"
        f"{_items([*lines, *more])}</details>\n"
    )


def _without_scripts(dataset: Dataset, pack: RegionPack, notice: str) -> str:
    """Make what a reader sees whose browser or mail preview runs no scripts."""
    keys = dataset.incidents[["date_start", "incident_id"]].reset_index(drop=True)
    by = ["date_start", "incident_id"]
    ordered = keys.sort_values(by, ascending=[False, True], na_position="last")
    newest = dataset.incidents.iloc[ordered.index[:_NEWEST]]  # the other columns are not moved
    ids = newest["incident_id"]
    claims = _by_incident(dataset.claims, ids)
    places = _by_incident(dataset.locations, ids)
    entries = "".join(
        _entry(row, places.get(row.incident_id, []), claims.get(row.incident_id, []))
        for row in _rows(newest)
    )
    return (
        "<noscript>\n<style>.bm-main,.bm-panel,.bm-charts{display:none}body.bm-page{display:block;"
        "overflow:auto;height:auto}</style>\n"
        '<div class="bm-plain">\n<p>This page is shown without its interactive map, '
        "because scripts do not run here. Open the file in a web browser to use the map.</p>\n"
        f"<p>{escape(notice)}</p>\n"
        f"{overview(pack, dataset)}\n"
        f"<p>{escape(pack.note)}</p>\n"
        f"<h2>The newest {_many(len(newest), 'incident')}</h2>\n<ol>\n{entries}</ol>\n"
        f"<p>{'<br>'.join(map(escape, pack.attributions))}</p>\n</div>\n</noscript>\n"
    )


def _by_incident(table: pd.DataFrame, ids: pd.Series) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = {}
    for row in _rows(table[table["incident_id"].isin(ids)]):
        grouped.setdefault(row.incident_id, []).append(row)
    return grouped


def _rows(table: pd.DataFrame) -> list[Any]:
    """Return rows as named tuples, None for null."""
    return list(table.astype(object).where(table.notna(), None).itertuples())


def _entry(incident: Any, places: list[Any], claims: list[Any]) -> str:
    day = str(incident.date_start or "undated")
    if incident.date_end and incident.date_end != incident.date_start:
        day = f"{day} to {incident.date_end}"
    where = "; ".join(dict.fromkeys(p.place_name or p.place_text or "" for p in places))
    what = incident.sub_event_type or "Incident"
    head = " · ".join(escape(str(part)) for part in (day, what, where) if part)
    actors = " → ".join(escape(a) for a in (incident.actor1, incident.actor2) if a)
    summary = f"<p>{escape(incident.summary)}</p>" if incident.summary else ""
    sides: dict[str, list[str]] = {}
    for claim in claims:
        sides.setdefault(claim.claimant_side or "unknown", []).append(_claim(claim))
    said = "".join(
        f"<dt>{escape(side_name(side))}</dt>" + "".join(f"<dd>{text}</dd>" for text in texts)
        for side, texts in sides.items()
    )
    source = " ".join(
        part
        for part in (
            "Disputed." if incident.disputed else "",
            _link(incident.source_url, incident.source or "Source")
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


def _claim(claim: Any) -> str:
    words = [str(claim.claimant or "unnamed")]
    words.append("denies:" if claim.stance == "denies" else "says:")
    low, high = claim.count_min, claim.count_max
    if low is not None or high is not None:
        if low == high:
            number = f"{low:,}"
        elif high is None:
            number = f"at least {low:,}"
        elif low is None:
            number = f"up to {high:,}"
        else:
            number = f"{low:,} to {high:,}"
        words.append(number)
    words += [str(v).replace("_", " ") for v in (claim.unit, claim.victim_group, claim.metric) if v]
    quote = f" <em>{escape(claim.quote)}</em>" if claim.quote else ""
    return escape(" ".join(words)) + quote


def side_name(side: str) -> str:
    """Name a side for a reader: its code in words, abbreviations in capitals."""
    return side.upper() if len(side) <= 4 else side.replace("_", " ").capitalize()


def _link(url: object, words: str) -> str:
    """Link words to an address; where a cell holds several, each with its host's name."""
    text = str(url or "")
    addresses = text.split()
    if len(addresses) > 1:
        hosts = [found[1] if (found := _HOST.match(a)) else a for a in addresses]
        names = words.split("; ")
        names = names if len(names) == len(addresses) else hosts
        return ", ".join(_link(a, name) for a, name in zip(addresses, names, strict=True))
    if not text.lower().startswith(("http://", "https://")):
        return escape(words)
    return f'<a href="{escape(text)}" rel="noopener noreferrer" target="_blank">{escape(words)}</a>'


def _items(lines: Iterable[str]) -> str:
    body = "".join(f"<li>{line}</li>\n" for line in lines)
    return f"<ul>\n{body}</ul>\n" if body else ""


def _more(count: int) -> Sequence[str]:
    return [f"and {count:,} more, in the tables beside this page"] if count > 0 else []


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
