"""What a person is told of reports: remarks on how they were read, and why one gives nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.reports.documents.document import Document

_NAMED = 5  # reports of one remark that are named
# Languages that reports of such places come in, by ISO 639-1 code; of others the code is told.
_LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fa": "Dari or Persian",
    "fr": "French",
    "hi": "Hindi",
    "ps": "Pashto",
    "ru": "Russian",
    "tr": "Turkish",
    "ur": "Urdu",
    "zh": "Chinese",
}


def told(documents: Iterable[Document], quiet: Sequence[Document]) -> list[str]:
    """Say what is to be known of reports, one line a remark, however many it is of.

    Parameters
    ----------
    documents
        All that were given.
    quiet
        Those in which no incident was found.
    """
    of_note: dict[str, list[str]] = {}
    for document in documents:
        for note in document.notes:
            of_note.setdefault(note, []).append(document.name)
    for document in quiet:
        of_note.setdefault(_why_quiet(document), []).append(document.name)
    return [f"{_listed(names)}: {note}" for note, names in of_note.items()]


def _why_quiet(document: Document) -> str:
    if not _is_foreign(document):
        return "no incident found"
    code = document.language
    language = f" but {_LANGUAGES.get(code, code)}" if code and code != "en" else ""
    return f"no incident found: not in English{language}, and only English is read"


def _is_foreign(document: Document) -> bool:
    """Tell a text in another language: by its letters, or as its language was told."""
    letters = [char for char in document.text[:4_000] if char.isalpha()]
    in_latin = sum(char < "\u0250" for char in letters)
    return in_latin * 2 < len(letters) or document.language not in ("", "en")


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(sorted(names)[:_NAMED]) + more
