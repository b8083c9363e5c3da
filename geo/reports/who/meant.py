"""Whom "the soldiers", "the guards" mean: the army whose men a paragraph named so before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.reports.who.verbs import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reports.documents.document import Document
    from geo.reports.who.actors import Actor, Actors

_THE = re.compile(r"\b[Tt]he $")
_WHOSE = re.compile(r"[ \t]+(?:of|from|at|who|on|in)\b|['’]s?\b|-")


def find(document: Document, actors: Actors) -> Iterator[Actor]:
    """Yield the armies that are meant by "the" and what their men were called.

    "X soldiers came to put up a wall. The soldiers opened fire": not where men of two sides were
    called so before in the paragraph.
    """
    text = document.text
    named = [a for a in actors.find_in(document) if a.kind == "army" and not a.was_no_army]
    if not named:
        return
    called: dict[tuple[int, str], dict[str, Actor]] = {}
    for actor in named:
        block = document.sentences[document.sentence_at(actor.start)].block
        noun = text[actor.start : actor.end].lower().split()[-1]
        called.setdefault((block, noun), {}).setdefault(actor.side, actor)
    nouns = {noun for _, noun in called}
    for hit in listed(document.words, "forces").each(text, document.scan):
        noun = hit[0].lower()
        if noun not in nouns or not _THE.search(text, max(0, hit.start() - 4), hit.start()):
            continue
        if _WHOSE.match(text, hit.end()):
            continue
        block = document.sentences[document.sentence_at(hit.start())].block
        told = called.get((block, noun), {})
        (only,) = told.values() if len(told) == 1 else (None,)
        if only is not None and only.end < hit.start():
            yield only._replace(start=hit.start(), end=hit.end(), is_direction=False)
