"""What the page says of itself: method, precision, figures, account, sources, boundaries, views.

Every text that comes from data passes `html.escape`; addresses become links only where they are
``http`` or ``https``.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from maps.arrays import text_of
from maps.facts import as_of
from maps.local_names import in_languages
from maps.plain_list import items as _items
from maps.plain_list import link as _link
from maps.plain_list import rows as _rows
from maps.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from geo.dataset import Account, Dataset
    from geo.region import RegionPack

_LISTED = 200  # reports and sources listed in the page; the tables beside it have all
_SAID = ("method", "sure", "figures", "wrong")  # each a heading with a paragraph or two


def about(dataset: Dataset, pack: RegionPack, words: Words) -> str:
    """Write the part of the panel that tells how the map is made, and what it cannot tell.

    Parameters
    ----------
    dataset, pack
        What the page tells of, and its region.
    words
        The page's texts.
    """
    note = words.own("p", in_languages(pack, "note", pack.note), ' class="bm-boundary-note"')
    version = words.element(
        "p", "page.lineVersion", version=pack.line_version, convention=dataset.convention
    )
    method, sure, figures, wrong = (_said(words, key) for key in _SAID)
    return (
        '<details class="bm-about" id="bm-about">\n'
        f"{words.element('summary', 'page.aboutMap')}\n{_until(dataset, words)}{note}\n"
        f"{method}{sure}{figures}"
        # the viewer writes who reported here, and what nobody reported
        '<div id="bm-bias"></div>\n'
        f"{words.element('h2', 'page.account')}\n{_account(dataset.account, words)}"
        f"{words.element('h2', 'page.sources')}\n{_sources(dataset.incidents, words)}"
        f"{_reports(dataset.reports, words)}"
        f"{words.element('h2', 'page.boundaries')}\n{_credits(pack)}"
        f"{version}\n{_views(pack, words)}{wrong}</details>\n"
    )


def _until(dataset: Dataset, words: Words) -> str:
    day = as_of(dataset)
    if not day:
        return ""
    dates = {language: Words(language).date(day) for language in LANGUAGES}
    return words.element("p", "page.until", ' class="bm-until"', date=dates) + "\n"


def _said(words: Words, key: str) -> str:
    heading = words.element("h2", f"page.{key}")
    return f"{heading}\n{words.element('p', f'page.{key}Text')}\n"


def _views(pack: RegionPack, words: Words) -> str:
    """Tell how those concerned see the line; in the language in which it was gathered."""
    views = pack.meta.get("worldviews", [])
    if not views:
        return ""
    lines = [
        f'<bdi lang="en">{escape(str(one["holder"]))}, {escape(str(one["date"]))}: '
        f"{escape(str(one['view']))}</bdi> {_link(str(one['source']), '↗')}"
        for one in views
    ]
    heading = words.element("summary", "page.views")
    return f"<details>{heading}\n{_items(lines)}</details>\n"


def _credits(pack: RegionPack) -> str:
    return _items(f'<bdi lang="en">{escape(line)}</bdi>' for line in pack.attributions)


def _account(account: Account, words: Words) -> str:
    table: list[tuple[str, list[int | None]]] = [
        ("rows", [account.rows_read, account.rows_used, None, None, account.rows_rejected]),
        (
            "reportsRow",
            [
                account.reports_read,
                account.reports_used,
                account.reports_without_incident,
                None,
                account.reports_rejected,
            ],
        ),
        (
            "incidentsRow",
            [
                account.incidents_read,
                account.incidents_located,
                account.incidents_unlocated,
                account.incidents_merged,
                account.incidents_rejected,
            ],
        ),
    ]
    columns = ["read", "used", "unused", "merged", "rejected"]
    if not account.incidents_merged:  # most datasets have nothing to put together
        columns.remove("merged")
        for _, numbers in table:
            del numbers[3]
    row = ' scope="row"'
    body = "".join(
        f"<tr>{words.element('th', f'page.{name}', row)}"
        + "".join("<td></td>" if n is None else f"<td>{_count(n, words)}</td>" for n in numbers)
        + "</tr>\n"
        for name, numbers in table
        if numbers[0]
    )
    heads = "".join(words.element("th", f"page.{name}", ' scope="col"') for name in columns)
    reasons = _items(
        f"{_reason(what, reason, words)} ({_count(count, words)})"
        for (what, reason), count in sorted(account.reasons.items())
    )
    return (
        f'<table class="bm-table"><thead><tr><td></td>{heads}</tr></thead>\n'
        f"<tbody>{body}</tbody></table>\n{reasons}"
    )


def _reason(what: str, reason: str, words: Words) -> str:
    """Say what became of rows, reports or incidents; what tells of a value stays English."""
    told = words.table("page.reasons", reason) and words.span(f"page.reasons.{reason}")
    of = words.table("page.parts", what) and words.span(f"page.parts.{what}")
    pairs = ((of, what), (told, reason))
    return ": ".join(known or f'<bdi lang="en">{escape(text)}</bdi>' for known, text in pairs)


def _count(number: int, words: Words) -> str:
    return words.span("page.number", n=int(number))


def _sources(incidents: pd.DataFrame, words: Words) -> str:
    if incidents.empty:
        return words.element("p", "page.none") + "\n"
    told = _counted(incidents, ["licence", "source"])
    told["source"] = told["source"].str.split("; ")  # an incident may have several
    counts = told.explode("source").groupby(["licence", "source"])["count"].sum()
    pairs = counts.reset_index()
    ordered = pairs.sort_values(["count", "source", "licence"], ascending=[False, True, True])
    by_licence: dict[str, list[str]] = {}
    for row in _rows(ordered.head(_LISTED).rename(columns={"count": "incidents"})):
        name = f"<bdi>{escape(row.source)}</bdi>" if row.source else words.span("page.noSource")
        # whole: in a line that runs the other way the words of a broken name change places
        said = f'<span class="bm-source">{name} ({_count(row.incidents, words)})</span>'
        by_licence.setdefault(row.licence, []).append(said)
    more = _more(len(ordered) - _LISTED, words)
    # what has a licence comes first
    return "".join(
        "<p>"
        + (f'<strong dir="auto">{escape(licence)}</strong>' if licence else none)
        + f"<br>{' · '.join(named)}</p>\n"
        for none in (words.element("strong", "page.noLicence"),)
        for licence, named in sorted(by_licence.items(), key=lambda item: (not item[0], item[0]))
    ) + _items(more)


def _counted(table: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Count the rows of each combination of texts, as ``count``; no column is copied."""
    import pyarrow as pa

    texts = pa.table({name: text_of(table[name]) for name in names})
    counted: pd.DataFrame = texts.group_by(names).aggregate([([], "count_all")]).to_pandas()
    return counted.fillna("").rename(columns={"count_all": "count"})


def _reports(reports: pd.DataFrame, words: Words) -> str:
    columns = ["title", "publisher", "published", "url", "licence"]
    listed = reports[columns].astype(object).fillna("").drop_duplicates()
    if listed.empty:
        return ""
    lines = []
    for row in _rows(listed.head(_LISTED)):
        named = row.title or row.publisher or row.url or words.text("page.untitled")
        extra = [
            f"<bdi>{escape(part)}</bdi>"
            for part in (row.publisher if row.title else "", str(row.published)[:10], row.licence)
            if part
        ]
        lines.append(", ".join([_link(row.url, named), *extra]))
    more = _more(len(listed) - _LISTED, words)
    return (
        f"<details>{words.element('summary', 'page.reportsCited', n=len(listed))}\n"
        f"{_items([*lines, *more])}</details>\n"
    )


def _more(count: int, words: Words) -> Sequence[str]:
    return [words.span("page.andMore", n=count)] if count > 0 else []
