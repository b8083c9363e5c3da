"""What is wrong with what a region pack says for reports: its files, and patterns of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import RegionError
from geo.reports.documents.document import Document
from geo.reports.language import pack_files, words
from geo.reports.reading import read_one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.region import RegionPack

# A report that asks for most lists of words: a place, a day, figures, who acted and who speaks.
_REPORT = (
    "Gunmen attacked a post in Anytown village of Anyname district on Monday. Two soldiers and a"
    " child were killed near Anyplace when troops returned fire, the army's spokesman John Doe said"
    " in a statement. The other side denied it, and said that three of its men were wounded."
)


def faults(pack: RegionPack) -> Iterator[str]:
    """Yield the faults of a pack's files for reports, one line each."""
    yield from pack_files.faults(pack)
    try:
        words.of(pack)
    except RegionError as fault:
        yield str(fault)
    else:
        yield from _unfit(pack)


def _unfit(pack: RegionPack) -> Iterator[str]:
    """Yield what makes patterns of the pack's words unfit: they are made when a report is read."""
    if not (pack.path / words.FILE).is_file():
        return
    try:
        read_one(Document("check", _REPORT), pack)
    except RegionError as fault:
        yield f"{words.FILE}: {fault}"
