"""Who did it: the subject of an active verb, and who stands behind a passive one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.counts.forces import MILITANTS, Force, own_group
from geo.reports.counts.victims import nouns
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.region import RegionPack
    from geo.reports.attribution.known import Speaker
    from geo.reports.counts.predicates import Link
    from geo.reports.language.tokens import Phrases, Tokens
    from geo.reports.language.words import Words

THEIRS = frozenset({"it", "he", "its", "his", "our", "their", "they", "we"})
_AT = frozenset({"on", "at", "against", "upon", "between", "with", "of", "near", "along", "and"})
WHERE = frozenset({"from", "inside", "in", "into", "within", "towards", "across"})
_OF_NAME = (
    "the",
    "multiple",
    "several",
    "north",
    "south",
    "east",
    "west",
    "southwest",
    "northwest",
)
_CLAUSE = 30  # words of a clause before its verb
_CLAUSE_BEGINS = frozenset({"said", "says", "that", ";", ":", "while", "but", "claimed"})


def of_active(
    pack: RegionPack, names: Phrases[Force], tokens: Tokens, link: Link, speaker: Speaker
) -> Force | None:
    """Return who an active verb's subject is: a force, the speaker's own, militants."""
    if tokens.low[link.first] in ("lost", "losing", "claimed", "claiming", "lose", "loses"):
        return None
    return of_verb(pack, names, tokens, link, speaker)


def of_verb(
    pack: RegionPack, names: Phrases[Force], tokens: Tokens, link: Link, speaker: Speaker
) -> Force | None:
    """Return who the subject of a verb is, whoever suffers by it."""
    low = tokens.low
    first = link.first
    while first > max(0, link.first - _CLAUSE) and low[first - 1] not in _CLAUSE_BEGINS:
        first -= 1
        if low[first] == "and" and low[first + 1] in THEIRS:
            break  # another subject: "and our forces seized a post"
    first = _antecedent(names, tokens, first, link.first)
    militants, j = None, first
    while j < link.first:
        if low[j][0].isdigit():
            break  # what stands behind the first number of the clause is an object
        if low[j] in THEIRS and (own := own_group(pack, speaker.side)):
            return Force(own, speaker.side, is_country=False)
        hit = names.at(tokens, j)
        if hit is not None and not _is_beside(tokens, j, j + hit[0]):
            return hit[1]
        if _is_militant(tokens, j):
            militants = _MILITANTS
        j += hit[0] if hit is not None else 1  # a name within a longer one is nobody
    return militants


def _antecedent(names: Phrases[Force], tokens: Tokens, first: int, verb: int) -> int:
    """Return where the one begins of whom a clause tells: "A blamed B for C, who killed"."""
    clause = next((j for j in range(verb - 1, first, -1) if tokens.low[j] in ("which", "who")), 0)
    near = range(clause - 1, max(first, clause - _NAMED), -1) if clause else ()
    hit = (j for j in near if names.at(tokens, j) is not None or _is_militant(tokens, j))
    return next(hit, first)


_NAMED = 6  # words of a name before ", which has killed"


def of_passive(names: Phrases[Force], tokens: Tokens, link: Link) -> Force | None:
    """Return who did what "were killed" tells, where it is said behind the verb.

    "... by Afghan forces", "in Afghan fire", "in a clash with the army", "when militants attacked".
    """
    low, end = tokens.low, link.end
    while end < len(tokens) and low[end] not in _ENDS:
        end += 1
    for j in range(link.end, end):
        if low[j] not in _BEFORE_DOER:
            continue
        at = j + 1 + (low[j + 1 : j + 2] in _ARTICLES)
        if at >= end:
            break
        hit = names.at(tokens, at)
        named = hit[1] if hit is not None else _MILITANTS if _is_militant(tokens, at) else None
        if named is None:
            continue
        behind = at + (hit[0] if hit is not None else 1)
        did = not _listed(tokens.words, "doing").isdisjoint(low[behind : behind + _DOING])
        met = low[j] == "with" and not _listed(tokens.words, "met").isdisjoint(low[link.end : j])
        if low[j] == "by" or met or (low[j] != "with" and did):
            return named
    return None


_MILITANTS = Force(MILITANTS, "", is_country=False)
_ENDS = frozenset({".", ";", ":", "said", "says", "but", "while"})
_BEFORE_DOER = frozenset({"by", "in", "from", "with", "when", "after", "as", "during", "under"})
_ARTICLES = (("the",), ("a",), ("an",), ("suspected",), ("unidentified",), ("unknown",))
_DOING = 4  # words of "border guards opened fire"


def _is_militant(tokens: Tokens, j: int) -> bool:
    hit = nouns(tokens.words).kinds.at(tokens, j)
    return hit is not None and hit[1] == "militants"


def _is_beside(tokens: Tokens, at: int, end: int) -> bool:
    """Tell a name that is no subject: "opened fire on the troops", "the Pak-Afghan border"."""
    dashes = {*tokens.low[at - 1 : at], *tokens.low[end : end + 1]} & {"-", "–"}
    while at and (tokens.low[at - 1] in _OF_NAME or tokens.low[at - 1].endswith("ern")):
        at -= 1  # "in the northwestern X"
    if (
        at > 1
        and tokens.low[at - 1] == "of"
        and tokens.low[at - 2] in _listed(tokens.words, "men_of")
    ):
        return bool(dashes)  # "troops of the X army", "jets of the X"
    return bool(dashes) or not (_AT | WHERE).isdisjoint(tokens.low[max(at - 1, 0) : at])


@lru_cache(maxsize=4 * PACKS)
def _listed(words: Words, key: str) -> frozenset[str]:
    return frozenset(words.load("targets")[key])
