"""What a person corrected stands in the place of what the report gives.

A table corrected from `bordermap extract` has incident ids of ours in `id` and the report's in
`report_id`. It is the whole account of that report: what was deleted from it stays deleted, what
was added stays, and neither is undone by an extractor that has changed meanwhile, nor by a row that
cannot be used: what was corrected must not come back uncorrected. That holds too where the text of
the report has changed since, and with it the id that was made of the text.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyarrow as pa

from geo import ids
from geo.text import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import pandas as pd

    from geo.reports.documents.document import Document
    from geo.tables.plain import Parsed

_WORD = re.compile(r"[^\W_]+")
# So much of what a table cites of a report must stand in a text that is taken for it.
_SHARE, _CHARACTERS = 0.5, 60


@dataclass(frozen=True)
class Corrections:
    """What corrected tables say of the reports that are given beside them.

    Attributes
    ----------
    parsed
        The tables; they cite reports by the ids that these have now.
    replaced
        The number of incidents that a table gives in the place of a report, by its id.
    silent
        The number of refused rows that stand for a report of which no row could be used, by its id.
    kept_out
        Incident ids of ours in rows that were refused.
    changed
        The ids that reports have now whose text has changed, by those in the table.
    """

    parsed: Parsed
    replaced: Mapping[str, int]
    silent: Mapping[str, int]
    kept_out: frozenset[str]
    changed: Mapping[str, str]

    @property
    def stands_for(self) -> set[str]:
        """The reports that are not to be read."""
        return self.replaced.keys() | self.silent.keys()

    def notes(self, documents: Mapping[str, Document]) -> list[str]:
        """Say of each report what stands for it, one line each."""
        notes = [
            f"{documents[key].name}: {counted(number, 'incident')} of a corrected table in the"
            " place of its own"
            for key, number in sorted(self.replaced.items())
        ]
        notes += [
            f"{documents[key].name}: taken for {before}, which the table was corrected by: its"
            " text has changed, and what is new in it is not read"
            for before, key in sorted(self.changed.items())
        ]
        notes += [
            f"{documents[key].name}: not read, as a corrected table stands for it, of which"
            f" {counted(number, 'row')} {'was' if number == 1 else 'were'} refused"
            for key, number in sorted(self.silent.items())
        ]
        return notes


def read(parsed: Parsed, documents: Mapping[str, Document]) -> Corrections:
    """Read what corrected tables say of reports.

    Parameters
    ----------
    parsed
        Of all tables.
    documents
        The reports that are given too, by id.
    """
    now = changed(parsed, documents)
    parsed = renamed(parsed, now)
    replaced = corrected(parsed.incidents, documents)
    rows, kept_out = refused(parsed.rejected, documents, now)
    silent = {key: number for key, number in rows.items() if key not in replaced}
    return Corrections(parsed, replaced, silent, frozenset(kept_out), now)


def corrected(incidents: pd.DataFrame, report_ids: Collection[str]) -> dict[str, int]:
    """Tell which reports a corrected table speaks for.

    Parameters
    ----------
    incidents
        Incidents of tables (`geo.schema.incidents`), with their rows in `raw`.
    report_ids
        The reports that are given too.

    Returns
    -------
    dict
        The number of incidents that a table gives in the place of each such report.
    """
    wanted = set(report_ids)
    found: dict[str, int] = {}
    for cited, _, _ in _of_ours(incidents) if wanted else ():
        for report in wanted.intersection(cited):
            found[report] = found.get(report, 0) + 1
    return found


def _of_ours(incidents: pd.DataFrame) -> Iterator[tuple[list[str], str, str]]:
    """Yield reports, summary and rows of the incidents that a corrected table has."""
    if not len(incidents):
        return
    own = ids.are_incident_ids(pa.array(incidents["incident_id"], pa.string()))
    rows = incidents.loc[own & incidents["report_ids"].notna().to_numpy(bool)]
    columns = (rows[name] for name in ("incident_id", "report_ids", "summary", "raw"))
    for key, cited, summary, raw in zip(*columns, strict=True):
        if key in (raw or ""):  # the id stands in the row: it was not made from it
            yield cited.split(";"), summary if isinstance(summary, str) else "", raw


def changed(parsed: Parsed, documents: Mapping[str, Document]) -> dict[str, str]:
    """Tell which reports of a corrected table are given with a text that is another by now.

    A report has an id that is made of its text. One that a table speaks for and that is not given
    is looked for among those that no table cites: by its address, else by what the table cites of
    it, of which more than half must stand in the text, and by no other publisher.

    Returns
    -------
    dict
        The id that such a report has now, by the one in the table.
    """
    passages: dict[str, set[str]] = defaultdict(set)
    for cited, summary, raw in _of_ours(parsed.incidents):
        for report in cited:
            if report not in documents and report in raw:
                passages[report].add(_squeezed(summary))
    claims = parsed.claims[parsed.claims["report_id"].isin(list(passages))]
    for report, quote in zip(claims["report_id"], claims["quote"], strict=True):
        passages[report].add(_squeezed(quote if isinstance(quote, str) else ""))
    free = [d for key, d in documents.items() if key not in _cited(parsed)] if passages else []
    if not free:
        return {}
    texts = [(document, _squeezed(document.text)) for document in free]
    columns = (parsed.reports[name].fillna("").astype(str) for name in ("url", "publisher"))
    said = dict(zip(parsed.reports["report_id"], zip(*columns, strict=True), strict=True))
    found = {}
    for report, words in sorted(passages.items()):
        url, publisher = said.get(report, ("", ""))
        now = [document for document in free if url and document.url == url]
        if not now:
            likely = ((_share(words - {""}, text), d) for d, text in texts if _may_be(d, publisher))
            share, best = max(likely, key=lambda one: (one[0], one[1].id), default=(0, None))
            now = [best] if best and share > _SHARE else []
        if len(now) == 1:
            found[report] = now[0].id
    return found


def _cited(parsed: Parsed) -> set[str]:
    return {key for keys in parsed.incidents["report_ids"].dropna() for key in keys.split(";")}


def _may_be(document: Document, publisher: str) -> bool:
    return not (document.publisher and publisher) or document.publisher == publisher


def _share(passages: Collection[str], text: str) -> float:
    """Say how much of what is cited stands in a text; nought if that is but a few words."""
    there = [words for words in passages if words in text]
    is_much = sum(map(len, there)) >= _CHARACTERS
    return len(there) / len(passages) if there and is_much else 0.0


def _squeezed(text: str) -> str:
    """Keep letters and digits: a page, its text and a mail differ in marks and blanks."""
    return f" {' '.join(_WORD.findall(text))} " if text.strip() else ""


def renamed(parsed: Parsed, now: Mapping[str, str]) -> Parsed:
    """Let a table cite reports by the ids that they have now."""
    if not now:
        return parsed

    def new(cell: str | None) -> str | None:
        if not isinstance(cell, str):
            return cell
        return ";".join(dict.fromkeys(now.get(key, key) for key in cell.split(";")))

    def told(frame: pd.DataFrame, column: str) -> pd.DataFrame:
        cells = frame[column].map(new).astype(frame[column].dtype)
        return frame.assign(**{column: cells})

    return replace(
        parsed,
        incidents=told(parsed.incidents, "report_ids"),
        claims=told(parsed.claims, "report_id"),
        reports=told(parsed.reports, "report_id").drop_duplicates("report_id", ignore_index=True),
    )


def refused(
    rejected: pd.DataFrame, report_ids: Collection[str], now: Mapping[str, str]
) -> tuple[dict[str, int], set[str]]:
    """Tell of which reports and incidents a corrected table has rows that cannot be used.

    Parameters
    ----------
    rejected
        Rows of tables that were refused (`geo.schema.REJECTED`), as they came in `raw`.
    report_ids
        The reports that are given too.
    now
        The ids that `changed` ones have now, by those in the table.

    Returns
    -------
    dict
        The number of such rows of each report that they name.
    set
        The incident ids of ours that stand in them.
    """
    wanted = set(report_ids)
    rows: dict[str, int] = {}
    incidents: set[str] = set()
    for raw in rejected["raw"].dropna() if wanted else ():
        cells = [now.get(cell, cell) for cell in _cells(raw)]
        own = [cell for cell in cells if ids.is_incident_id(cell)]
        incidents.update(own)
        for report in wanted.intersection(cells) if own else ():
            rows[report] = rows.get(report, 0) + 1
    return rows, incidents


def _cells(raw: str) -> list[str]:
    """List the texts of a row: by column, or cell by cell where it does not fit its header."""
    row = json.loads(raw)
    listed = row.values() if isinstance(row, dict) else row if isinstance(row, list) else ()
    return [cell for cell in listed if isinstance(cell, str)]
