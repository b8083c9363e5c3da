"""Reports as the input of a run: read, joined to what tables give, and their account."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from geo import schema
from geo.reports import review
from geo.reports import tables as making
from geo.reports.attribution.imprint import signed
from geo.reports.reading import read_each
from geo.reports.telling import told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geo.region import RegionPack
    from geo.reports.documents.document import Document
    from geo.reports.reading import Reader, Reading
    from geo.reports.sources import Refused, Reports
    from geo.tables.plain import Parsed

    Progress = Callable[[str, int, int], None]

_QUIET = "no incident found"
_UNUSED = "its incidents could not be used"
_ROWS_REFUSED = "the rows of a corrected table that stand for it were refused"
_TWICE = "the id of another report"


@dataclass(frozen=True)
class ReadReports:
    """What tables and reports give together.

    Attributes
    ----------
    parsed
        The tables of both; rejected reports are listed after rejected rows, then what was lost.
    used, quiet, rejected
        Reports that give an incident, that give none, that could not be read.
    lost
        Claims, and incidents without one, of reports that could not be used.
    reasons
        What became of reports and of their incidents, as in `geo.dataset.Account`.
    texts
        Texts of the used reports by id.
    readers
        Who read each report: its id, and ``rules`` or a model.
    """

    parsed: Parsed
    used: int
    quiet: int
    rejected: int
    lost: int
    reasons: Counter[tuple[str, str]]
    texts: Mapping[str, str]
    readers: tuple[tuple[str, str], ...] = ()


def read(
    given: Reports,
    parsed: Parsed,
    pack: RegionPack,
    *,
    reader: Reader | None = None,
    progress: Progress | None = None,
    jobs: int = 1,
) -> ReadReports:
    """Read reports and join what they give to what tables give.

    Parameters
    ----------
    given
        The reports.
    parsed
        Of the tables. What they say of a report by its id, with incident ids of ours, replaces
        what the report gives (`geo.reports.review`), also where such a row is refused.
    pack
        The region.
    reader
        Finds the incidents of a report; none means `geo.reports.reading.by_rules`.
    progress
        Called with the name of the step, reports done and reports in all.
    jobs
        As of `geo.reports.reading.read_each`.
    """
    documents, refused = distinct(given)
    documents = {key: signed(document, pack) for key, document in documents.items()}
    said = review.read(parsed, documents)
    to_read = [document for key, document in documents.items() if key not in said.stands_for]

    def tell(done: int) -> None:
        if progress:
            progress("reading reports", done, len(to_read))

    readings, unread = read_each(to_read, pack, reader, tell, jobs)
    refused += unread
    found = making.tables([(document, reading.incidents) for document, reading in readings], pack)
    joined = _joined(said.parsed, _without(found.parsed, said), documents)
    used = found.used | said.replaced.keys()
    quiet = [(document, reading) for document, reading in readings if document.id not in used]
    claims, strays = making.anchored(joined.claims, documents)
    notes = [
        *joined.notes,
        *said.notes(documents),
        *told(documents.values(), [document for document, one in quiet if not one.incidents]),
        *(f"{document.name}: {note}" for document, one in readings for note in one.notes),
        *strays,
    ]
    joined = replace(
        joined,
        claims=claims,
        rejected=pd.concat([parsed.rejected, _listed(refused), found.lost], ignore_index=True),
        notes=tuple(notes),
    )
    return ReadReports(
        joined,
        used=len(used),
        quiet=len(quiet) + len(said.silent),
        rejected=len(refused),
        lost=len(found.lost),
        reasons=_reasons([reading for _, reading in quiet], said, refused)
        + Counter({("incidents", reason): number for reason, number in found.reasons.items()})
        + sum((reading.dropped for _, reading in readings), Counter()),
        texts={key: documents[key].text for key in sorted(used)},
        readers=tuple((document.id, reading.reader) for document, reading in readings),
    )


def _reasons(
    quiet: Sequence[Reading], said: review.Corrections, refused: Sequence[Refused]
) -> Counter[tuple[str, str]]:
    """Count why reports gave no incident."""
    why = [_UNUSED if reading.incidents else _QUIET for reading in quiet]
    why += [_ROWS_REFUSED] * len(said.silent)
    why += [one.reason for one in refused]
    return Counter(("reports", reason) for reason in why)


def distinct(given: Reports) -> tuple[dict[str, Document], list[Refused]]:
    """Keep one report an id, the same whatever the order of the files."""
    from geo.reports.sources import Refused

    ordered = sorted(given.documents, key=lambda d: (d.id, d.sha256, d.text))
    kept: dict[str, Document] = {}
    refused = list(given.refused)
    for document in ordered:
        if document.id in kept:
            is_same = document.text == kept[document.id].text
            reason = "given twice" if is_same else _TWICE
            refused.append(Refused(f"report {document.id}", reason, document.title))
        else:
            kept[document.id] = document
    return kept, refused


def _without(parsed: Parsed, said: review.Corrections) -> Parsed:
    """Leave out the incidents of reports that a table gives itself, or that it was refused."""
    read = parsed.incidents["incident_id"]
    ids = said.kept_out | (set(said.parsed.incidents["incident_id"]) if len(read) else set())
    if ids.isdisjoint(read):
        return parsed
    tables = {
        name: frame[~frame["incident_id"].isin(ids)]
        for name in ("incidents", "mentions", "claims")
        for frame in [getattr(parsed, name)]
    }
    return replace(parsed, **tables)


def _joined(tables: Parsed, own: Parsed, documents: Mapping[str, Document]) -> Parsed:
    incidents = pd.concat([tables.incidents, own.incidents], ignore_index=True)
    cited = tables.reports[tables.reports["report_id"].isin(list(documents))]
    described = making.reports([documents[key] for key in sorted(cited["report_id"])])
    reports = pd.concat(
        [_filled(described, cited), tables.reports.drop(cited.index), own.reports],
        ignore_index=True,
    ).drop_duplicates("report_id", ignore_index=True)
    return replace(
        tables,
        incidents=_ordered(incidents, "date_start", "incident_id"),
        mentions=pd.concat([tables.mentions, own.mentions], ignore_index=True),
        claims=pd.concat([tables.claims, own.claims], ignore_index=True),
        reports=_ordered(reports, "report_id"),
        incidents_rejected=tables.incidents_rejected + own.incidents_rejected,
        notes=(*tables.notes, *own.notes),
    )


def _filled(described: pd.DataFrame, cited: pd.DataFrame) -> pd.DataFrame:
    """Take from a table what a report does not say of itself."""
    said = cited.set_index("report_id").reindex(described["report_id"]).reset_index()
    columns = {name: described[name].fillna(said[name]) for name in ("publisher", "url", "licence")}
    return schema.conform(described.assign(**columns), schema.REPORTS)


def _ordered(frame: pd.DataFrame, *keys: str) -> pd.DataFrame:
    return frame.sort_values(list(keys), ignore_index=True, kind="stable")


def _listed(refused: list[Refused]) -> pd.DataFrame:
    rows = [
        {
            "file": one.file,
            "row": one.line or None,
            "value": one.value or None,
            "reason": one.reason,
            "expected": one.expected or None,
        }
        for one in refused
    ]
    frame = pd.DataFrame(rows, columns=["file", "row", "value", "reason", "expected"])
    return schema.conform(frame.astype(object).where(frame.notna(), None), schema.REJECTED)
