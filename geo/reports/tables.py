"""Incidents of reports -> the tables of `geo.schema`, the way that a corrected table of them takes.

What `bordermap extract` writes and what `bordermap build` makes of a report are the same rows of
the plain form, read by the same reader. So a report and its table to correct give the same ids,
and what a person corrected can stand in the place of what the report gives.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo import schema
from geo.reports import writing
from geo.tables import plain
from geo.tables.chunk import Chunk
from geo.text import clean, clean_in_place

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from geo.region import RegionPack
    from geo.reports.documents.document import Document
    from geo.tables.plain import Parsed

_FILE = "reports"
_UNDATED = "a date in the text, or `published` in the report's front matter or JSON"
_WORDS = 40  # characters of a quote that a note shows


@dataclass(frozen=True)
class Found:
    """What reports give.

    Attributes
    ----------
    parsed
        As of tables, with the offsets of places and claims; of its account only the incidents
        that could not be used count, since there were no rows.
    used
        Ids of the reports that give an incident.
    reasons
        Why incidents could not be used, and how many.
    lost
        The claims, and incidents without one, that could not be used: `geo.schema.REJECTED` by the
        name of their report. An extractor that is right gives none but undated ones.
    """

    parsed: Parsed
    used: frozenset[str]
    reasons: Counter[str]
    lost: pd.DataFrame


def tables(found: Sequence[writing.Read], pack: RegionPack) -> Found:
    """Make the tables of what was read in reports.

    Parameters
    ----------
    found
        Reports, each with its incidents.
    pack
        The region.
    """
    rows = [row for document, incidents in found for row in _rows(document, incidents)]
    text = pd.ArrowDtype(schema.CLAIMS.field("quote").type)
    index = pd.RangeIndex(1, len(rows) + 1)
    texts = pd.DataFrame(
        {
            name: pd.Series([_text(row.get(name)) for row in rows], index, dtype=text)
            for name in schema.PLAIN_COLUMNS
        }
    )
    parsed = plain.parse([Chunk(texts, _FILE)], pack)
    documents = {clean(document.id): document for document, _ in found}
    reasons = _lost(texts, parsed)
    cited = _reports_of(parsed.incidents)
    lost = _listed(parsed, texts, documents)
    parsed = replace(
        parsed,
        mentions=_with_words(parsed.mentions, found),
        claims=anchored(parsed.claims, documents)[0],
        reports=reports([documents[key] for key in sorted(cited & set(documents))]),
        notes=(),
        rejected=parsed.rejected.iloc[:0],
    )
    return Found(parsed, frozenset(cited), reasons, lost)


def _rows(document: Document, incidents: Sequence[Any]) -> list[dict[str, Any]]:
    return [row for incident in incidents for row in writing.rows_of(document, incident)]


def _text(cell: Any) -> str | None:
    return None if cell is None or cell == "" else clean(str(cell))


def _reports_of(incidents: pd.DataFrame) -> set[str]:
    return {key for keys in incidents["report_ids"].dropna() for key in keys.split(";")}


def _lost(texts: pd.DataFrame, parsed: Parsed) -> Counter[str]:
    """Count the incidents of which no row could be used, by reason."""
    kept = set(parsed.incidents["incident_id"])
    ids = texts["id"].reindex(parsed.rejected["row"].to_numpy()).to_numpy(object)
    first: dict[str, str] = {}
    for key, reason in zip(ids, parsed.rejected["reason"], strict=True):
        if key not in kept:
            first.setdefault(key, reason)
    return Counter(first.values())


def _listed(parsed: Parsed, texts: pd.DataFrame, documents: Mapping[str, Document]) -> pd.DataFrame:
    """List the rows that could not be used by the words that say them, not by the row we made."""
    rows = []
    for row in parsed.rejected.to_dict("records"):
        made = texts.loc[row["row"]]
        said = made["quote"] if isinstance(made["quote"], str) else made["place"]
        undated = row["reason"] == plain.NO_DATE
        rows.append(
            row
            | {"file": documents[made["report_id"]].name, "row": None, "value": said}
            | ({"column": None, "expected": _UNDATED} if undated else {})
        )
    frame = pd.DataFrame(rows, columns=schema.REJECTED.names).astype(object)
    return schema.conform(frame.where(frame.notna(), None), schema.REJECTED)


def reports(documents: Sequence[Document]) -> pd.DataFrame:
    """Make the table of reports from documents.

    A report without a title is called by the heading that it begins with, else by its file.
    `sha256` is that of the file (of the line, in a file of JSON lines), `text_sha256` and
    `text_chars` are of the text that offsets count in.
    """
    import hashlib

    rows = [
        {
            "report_id": document.id,
            "title": clean(document.title or document.as_read.title) or document.file or None,
            "publisher": clean(document.publisher) or None,
            "url": clean(document.url) or None,
            "published": document.published.isoformat() if document.published else None,
            "language": document.language or None,
            "licence": clean(document.licence) or None,
            "sha256": document.sha256 or None,
            "text_sha256": hashlib.sha256(
                document.text.encode("utf-8", "surrogatepass")
            ).hexdigest(),
            "text_chars": len(document.text),
        }
        for document in documents
    ]
    frame = pd.DataFrame(rows, columns=schema.REPORTS.names).astype(object)
    return schema.conform(frame, schema.REPORTS)


def _with_words(mentions: pd.DataFrame, found: Sequence[writing.Read]) -> pd.DataFrame:
    """Add where each place is named in its report: at the first mention that was located by it."""
    spans: dict[tuple[str, str], tuple[str, int, int]] = {}
    for document, incidents in found:
        for incident in incidents:
            key = writing.incident_id(document, incident)
            for place in incident.places:
                words = clean_in_place(document.text[place.start : place.end])
                span = (words, place.start, place.end)
                spans.setdefault((key, _squeezed(writing.place_words(place))), span)
    at = [
        spans.get((key, _squeezed(text)), (None, None, None))
        for key, text in zip(
            mentions["incident_id"], mentions["place_text"].fillna(""), strict=True
        )
    ]
    told = pd.DataFrame(at, columns=["mention", "char_start", "char_end"], index=mentions.index)
    told = told.astype(object).where(told.notna(), None)
    columns = {str(name): told[name] for name in told}
    return schema.conform(mentions.assign(**columns), schema.MENTIONS)


def _squeezed(text: str) -> str:
    return " ".join(clean(text).split())


def anchored(
    claims: pd.DataFrame, documents: Mapping[str, Document]
) -> tuple[pd.DataFrame, Collection[str]]:
    """Make the quotes of claims stand in their reports, character by character.

    A quote that stands where its offsets say is taken as it is there. One that a person changed is
    looked for; where it stands nowhere in the report, its offsets are dropped.

    Parameters
    ----------
    claims
        Table of `geo.schema.CLAIMS`.
    documents
        Reports by id; claims of other reports are left as they are.

    Returns
    -------
    pandas.DataFrame
        The claims.
    list of str
        What was not found, one line each.
    """
    cited = claims["report_id"].isin(list(documents)).to_numpy(bool)
    if not cited.any():
        return claims, []
    columns = ["quote", "char_start", "char_end"]
    cells = claims[columns].astype(object).where(claims[columns].notna(), None)
    lines = []
    spans = []
    for here, report, quote, start, end in zip(
        cited, claims["report_id"], *(cells[name] for name in columns), strict=True
    ):
        if not here or quote is None:
            spans.append((quote, start, end))
            continue
        span = _find(documents[report].text, quote, start, end)
        if span is None:
            lines.append(
                f"{documents[report].name}: the quote '{_short(quote)}' does not stand in its text"
            )
            spans.append((quote, None, None))
        else:
            words = clean_in_place(documents[report].text[span[0] : span[1]])
            spans.append((words, *span))
    told = pd.DataFrame(spans, columns=columns, index=claims.index, dtype=object)
    exact = {name: told[name] for name in columns}
    return schema.conform(claims.assign(**exact), schema.CLAIMS), lines


def _find(text: str, quote: str, start: int | None, end: int | None) -> tuple[int, int] | None:
    if start is not None and end is not None:
        here = text[start:end]
        if _squeezed(here) == _squeezed(quote) or clean_in_place(here) == quote:
            return start, end
    at = _places(text, quote)
    if not at:
        return None
    first = min(at, key=lambda place: (abs(place - (start or 0)), place))
    return first, first + len(quote)


def _places(text: str, quote: str) -> list[int]:
    found: list[int] = []
    at = text.find(quote)
    while at >= 0 and len(found) < 1000:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _short(text: str) -> str:
    text = _squeezed(text)
    return text if len(text) <= _WORDS else text[: _WORDS - 1] + "…"
