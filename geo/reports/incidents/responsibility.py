"""Who took responsibility for an attack: groups that say it was theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.reports.documents.parts import TEXT_LIMIT
from geo.reports.who.agency import NOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reports.documents.document import Document
    from geo.reports.who.actors import Actor, Actors

_REACH = 110  # characters from a group's name to the words that own an attack

# "The group claimed the attack", "said it had sent the bomber", "said its men were behind it".
_OWNS = re.compile(
    r"[^.;\n]{0,70}?\b(?:claim(?:(?:ed|s)?(?=[ \t]*(?:[.;]|$))|(?:ed|s|ing)[ \t]+(?:the|it"
    r"|responsibility|both|this"
    r"|an?[ \t]+(?:\w+[ \t]+)?(?:bombing|attack|raid|ambush|killing|blast)"
    r"|(?:\w+[ \t]+){1,2}(?:bombings|attacks|raids|ambushes|killings|blasts)"
    r"|that[ \t]+(?:it|its)|one|to[ \t]+have))|(?:took|taken|takes|accepted"
    r"|assumed)[ \t]+(?:full[ \t]+)?"
    r"(?:responsibility|credit)|owned[ \t]+up|(?:said|says|wrote"
    r"|announced)[ \t]+(?:(?:in|on)[ \t]+(?:\w+[ \t]+){1,4}?)?"
    r"(?:that[ \t]+)?(?:(?:it|they)[ \t]+(?:(?:was|were)[ \t]+behind|(?:had[ \t]+)?"
    r"(?:carried[ \t]+out|sent|planted|staged|launched|done|did))\b|(?:its|their"
    r"|one[ \t]+of[ \t]+(?:its|their))"
    r"[ \t]+(?:own[ \t]+)?(?:m[ae]n|attackers?|cadres?|fighters?|bombers?|suicide|members?"
    r"|snipers?|squad|unit)))",
    re.IGNORECASE,
)
# "The bombing was claimed by", "responsibility was taken by".
_OWNED_BY = re.compile(
    r"\b(?:claimed|owned|(?:responsibility|credit)[^.;\n]{0,40}?(?:claimed|taken"
    r"|accepted))[ \t]+by[ \t]+"
    r"(?:(?:the|a|an)[ \t]+)?(?:[\w-]+[ \t]+){0,3}$",
    re.IGNORECASE,
)


# "The group said", of the only one that a report has named.
_THE_GROUP = re.compile(
    r"\b[Tt]he[ \t]+(?:militant[ \t]+|outlawed[ \t]+)?(?:group|outfit|organi[sz]ation)\b"
)


def claimers(document: Document, actors: Actors) -> Iterator[Actor]:
    """Find the groups that say an attack was theirs, in the order of the text.

    Parameters
    ----------
    document
        The report.
    actors
        Of the region.
    """
    text = document.text
    groups = [actor for actor in actors.find_in(document) if actor.kind == "group"]
    named = groups[:1] if len({actor.side for actor in groups}) == 1 else []
    meant = [
        actor._replace(start=said.start(), end=said.end())
        for actor in named
        for said in _THE_GROUP.finditer(text, actor.end, TEXT_LIMIT)
    ]
    for actor in (*groups, *meant):
        before = text[max(0, actor.start - 90) : actor.start]
        owned = _OWNS.match(text, actor.end, actor.end + _REACH)
        if _OWNED_BY.search(before) or (owned is not None and not NOT.search(owned[0])):
            yield actor
