"""Who took responsibility for an attack: groups that say it was theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.language import wording
from geo.reports.who.agency import NOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reports.documents.document import Document
    from geo.reports.who.actors import Actor, Actors

_REACH = 110  # characters from a group's name to the words that own an attack


def claimers(document: Document, actors: Actors) -> Iterator[Actor]:
    """Find the groups that say an attack was theirs, in the order of the text.

    Parameters
    ----------
    document
        The report.
    actors
        Of the region.
    """
    text, said = document.text, wording.of(document.words, "incidents")
    groups = [actor for actor in actors.find_in(document) if actor.kind == "group"]
    named = groups[:1] if len({actor.side for actor in groups}) == 1 else []
    meant = [
        actor._replace(start=hit.start(), end=hit.end())
        for actor in named
        for hit in said["the_group"].all_in(text, actor.end)
    ]
    for actor in (*groups, *meant):
        before = text[max(0, actor.start - 90) : actor.start]
        owned = said["owns"].search(text, actor.end, actor.end + _REACH)
        if said["owned_by"].is_in(before) or (owned is not None and not NOT.search(owned[0])):
            yield actor
