"""The reader that asks a model: parts out, answers in, what holds put together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.errors import ReaderError
from geo.reports.model import form, joining, pieces
from geo.reports.model.checks import Checks
from geo.reports.reading import Reading

if TYPE_CHECKING:
    from geo.region import RegionPack
    from geo.reports.documents.document import Document
    from geo.reports.model.server import Server
    from geo.reports.reading import Reader

# So many reports in a row that a server fails on, and the others are not tried.
_PATIENCE = 3


class ModelReader:
    """Reads reports by a model on a server; a `geo.reports.reading.Reader`.

    Parameters
    ----------
    server
        Where the model is asked.
    fallback
        Reads a report that the model could not read; None means that it is refused.
    """

    def __init__(self, server: Server, fallback: Reader | None = None) -> None:
        self.server, self.fallback = server, fallback
        self._failed = 0
        self._lasting: ReaderError | None = None

    @property
    def name(self) -> str:
        """Who read, for the manifest."""
        return f"llm: {self.server.model}"

    def __call__(self, document: Document, pack: RegionPack) -> Reading:
        """Read a report.

        Raises
        ------
        ReaderError
            The server failed, and there is no fallback.
        """
        try:
            return self._read(document, pack)
        except ReaderError as fault:
            if self.fallback is None:
                raise
            reading = self.fallback(document, pack)
            return replace(
                reading,
                dropped=reading.dropped + Counter({("reports read by rules", fault.what): 1}),
                notes=(*reading.notes, f"read by rules: {fault}"),
            )

    def _read(self, document: Document, pack: RegionPack) -> Reading:
        if self._lasting is not None:
            raise self._lasting
        checks = Checks(document, pack)
        wanted = form.answer_of(pack)
        found = []
        try:
            for part in pieces.parts(document):
                answer = self.server.ask(form.messages(document, part), wanted)
                found.append(checks.incidents(answer["incidents"], part))
        except ReaderError as fault:
            self._failed += 1
            if fault.is_lasting or self._failed >= _PATIENCE:
                self._lasting = fault
            raise
        self._failed = 0
        incidents = joining.joined(found)
        dropped = sorted(checks.dropped.items())
        return Reading(
            incidents,
            reader=self.name,
            dropped=checks.dropped,
            notes=tuple(f"{what}: {reason} ({count})" for (what, reason), count in dropped),
            explained=(
                f"report {document.id}: read by {self.name}, {len(incidents)} incidents",
                *checks.explained,
            ),
        )
