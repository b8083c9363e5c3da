"""Who published a report whose metadata does not say: by its imprint, the lines around its text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geo.reports.language import pack_files, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.region import RegionPack
    from geo.reports.documents.document import Document

_HEAD, _FOOT = 4, 3  # so many lines at either end may hold an imprint
_LINE_CHARS = 90
_PARTS = re.compile(r"[ \t]+[|•·–—/-]+[ \t]+|[ \t]*[|•·][ \t]*|,[ \t]+(?=\d)")
_NUMBER = re.compile(r"(?<![^\s(\[])(?=\S*\d)[A-Z0-9]+(?:[-/][A-Z0-9]+){2,}(?![^\s)\].,:])")
_AGENCY = re.compile(r"[(\[]([^()\[\]\n]{1,40})[)\]]")
_DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com|net|org|pk|af|tv)\b.*$")


def signed(document: Document, pack: RegionPack) -> Document:
    """Return a report with the publisher that its own lines name, itself where it has one.

    A line of its own at the head or foot that is a known outlet, office or spokesman's body and
    nothing more ("ISPR", "Dawn.com | Published October 12", "Source: Outlet", "ISPR press
    release"), whose name its number has ("No PR-12/2019-ISPR"), or the agency in the brackets of
    its dateline. Names are the pack's.
    """
    if document.publisher:
        return document
    name = next((n for n in _candidates(document, pack) if n), "")
    if not name:
        return document
    note = f"publisher '{name}' taken from its text"
    return replace(document, publisher=name, notes=(*document.notes, note))


def _candidates(document: Document, pack: RegionPack) -> Iterator[str]:
    outlets, publishers = pack.once("reports.imprints", _names)
    lines = [line.strip() for line in document.text.splitlines() if line.strip()]
    kinds = words.of(pack).listed("layout", "imprint", "kinds")
    labels = words.of(pack).listed("layout", "imprint", "by")
    foot = lines[max(_HEAD, len(lines) - _FOOT) :]
    for line in (*lines[:_HEAD], *foot):
        if len(line) <= _LINE_CHARS:
            # not "Troops on patrol. - ISPR": whose picture it is
            yield publishers.get(_bare(line, kinds, labels), "")
            for number in _NUMBER.findall(line):
                yield from (publishers.get(part.lower(), "") for part in re.split(r"[-/]", number))
            for part in _PARTS.split(line):
                yield outlets.get(_bare(part, kinds, labels), "")
    for start, end in document.datelines:
        for found in _AGENCY.finditer(document.text[start:end]):
            yield (outlets | publishers).get(_bare(found[1], kinds, labels), "")


@lru_cache(maxsize=words.PACKS)
def _papers(vocabulary: words.Words) -> tuple[re.Pattern[str], ...]:
    """Return what finds whose paper a line says that a report is."""
    said = vocabulary.load("layout")["imprint"]
    rows = (words.filled(row, said["parts"]) for row in said["papers"])
    return tuple(re.compile(row, re.IGNORECASE) for row in rows)


def papers(document: Document, vocabulary: words.Words) -> Iterator[str]:
    """Yield whose paper a report says it is, by its title and the lines at its head."""
    lines = document.text[: _HEAD * _LINE_CHARS].splitlines()
    head = [line.strip() for line in lines if line.strip()][:_HEAD]
    both = (f"{body}, {line}" for body, line in pairwise(head))  # a body, and below it "Statement"
    for line in (document.title, *head, *both):
        if len(line) <= _LINE_CHARS:
            plain = line.title() if line.isupper() else line
            found = (pattern.match(plain) for pattern in _papers(vocabulary))
            yield from (match["who"] for match in found if match is not None)


def _bare(part: str, kinds: frozenset[str], labels: frozenset[str]) -> str:
    """Return a part of a line without what says only that it is an imprint, in small letters."""
    text = _DOMAIN.sub("", " ".join(part.lower().split())).strip(" .:,-–—*_#@\"'()[]")
    for label in sorted(labels, key=len, reverse=True):
        text = re.sub(rf"^{re.escape(label)}(?:[ ]*[:,][ ]*|[ ]+)", "", text)
    for kind in sorted(kinds, key=len, reverse=True):
        text = re.sub(rf"[ ,:-]+{re.escape(kind)}$", "", text)
    return re.sub(r" \([a-z]{2,6}$", "", text).removeprefix("the ")  # "Office of X (OX)"


def _names(pack: RegionPack) -> tuple[dict[str, str], dict[str, str]]:
    """Return the pack's outlets, and who publishes for a side, by their names in small letters."""
    said = pack_files.read(pack, pack_files.SPEAKERS)
    outlets = [row for row in said.get("speakers", []) if row["kind"] == "outlet"]
    return _written(outlets), _written(said.get("publishers", []))


def _written(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {name.lower().removeprefix("the "): name for row in rows for name in row["names"]}
