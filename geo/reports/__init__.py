"""Reports: an article becomes incidents, places and claims, each with its sentence."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from geo.region import RegionPack
    from geo.reports.documents.document import Document
    from geo.reports.reading import Reader
    from geo.reports.sources import Refused

__all__ = ["Extracted", "extract", "read"]


class Extracted(NamedTuple):
    """What was made of files of reports.

    Attributes
    ----------
    text
        What is to be written, in the form asked for.
    reports, incidents, claims
        How many were read and found.
    quiet
        Reports without an incident.
    refused
        Reports that could not be read.
    explained
        Lines that say why, if asked for.
    notes
        Remarks on reports, and of a reader on how it read, one line each.
    """

    text: str
    reports: int
    incidents: int
    claims: int
    quiet: int
    refused: tuple[Refused, ...]
    explained: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read(documents: Document | Iterable[Document], pack: RegionPack) -> list[dict[str, Any]]:
    """Read the incidents of reports.

    Parameters
    ----------
    documents
        One report, or several.
    pack
        The region.

    Returns
    -------
    One object a report, `{"id", "incidents": [...]}`, in the form of the evaluation's guide.
    """
    from geo.reports.documents.document import Document
    from geo.reports.reading import eval_form, read_one

    several = [documents] if isinstance(documents, Document) else documents
    return [eval_form(document, read_one(document, pack)) for document in several]


def extract(
    paths: Sequence[str | Path],
    pack: RegionPack,
    *,
    form: str = "csv",
    explain: bool = False,
    reader: Reader | None = None,
    jobs: int = 1,
) -> Extracted:
    """Read files of reports for `bordermap extract`.

    Parameters
    ----------
    paths
        Files of `geo.reports.sources.read`; ``-`` is standard input.
    pack
        The region.
    form
        ``csv``, the plain long form that a person corrects and `build` takes, or ``jsonl``, the
        evaluation's.
    explain
        Also say why, line by line.
    reader
        Finds the incidents of a report; none means `geo.reports.reading.by_rules`.
    jobs
        As of `geo.reports.reading.read_each`.

    Raises
    ------
    InputError
        A file is a table, or cannot be read at all.
    ValueError
        `form` is none of the two.
    """
    from geo.inputs import only_reports
    from geo.reports import explain as explaining
    from geo.reports import writing
    from geo.reports.attribution.imprint import signed
    from geo.reports.input import distinct
    from geo.reports.reading import read_each
    from geo.reports.telling import told

    if form not in writing.FORMATS:
        raise ValueError(f"format '{form}'; expected one of {', '.join(writing.FORMATS)}")
    given = only_reports(paths)
    kept, refused = distinct(given)
    several = [document for document in given.documents if kept[document.id] is document]
    documents = [signed(document, pack) for document in several]
    read, unread = read_each(documents, pack, reader, jobs=jobs)
    found = [(document, reading.incidents) for document, reading in read]
    explained = (
        explaining.explain(document, pack, reading.incidents)
        if reading.explained is None
        else reading.explained
        for document, reading in read
        if explain
    )
    return Extracted(
        text=writing.jsonl(found) if form == "jsonl" else writing.long_form(found),
        reports=len(found),
        incidents=sum(len(incidents) for _, incidents in found),
        claims=sum(len(i.claims) for _, incidents in found for i in incidents),
        quiet=sum(not incidents for _, incidents in found),
        refused=(*refused, *unread),
        explained=tuple(chain.from_iterable(explained)),
        notes=(
            *told(documents, [d for d, incidents in found if not incidents]),
            *(f"{d.name}: {note}" for d, reading in read for note in reading.notes),
        ),
    )
