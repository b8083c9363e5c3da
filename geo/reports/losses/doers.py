"""Who did it: the subject of an active verb, and who stands behind a passive one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.counts.forces import MILITANTS, Force, other_group, own_group
from geo.reports.counts.victims import nouns

if TYPE_CHECKING:
    from geo.region import RegionPack
    from geo.reports.attribution.known import Speaker
    from geo.reports.counts.predicates import Link
    from geo.reports.language.tokens import Phrases, Tokens

_CLAUSE = 30  # words of a clause before its verb


def of_active(
    pack: RegionPack, names: Phrases[Force], tokens: Tokens, link: Link, speaker: Speaker
) -> Force | None:
    """Return who an active verb's subject is: a force, the speaker's own, militants."""
    if tokens.low[link.first] in _said(tokens, "bearing"):
        return None
    return of_verb(pack, names, tokens, link.first, speaker)


def of_verb(
    pack: RegionPack, names: Phrases[Force], tokens: Tokens, verb: int, speaker: Speaker
) -> Force | None:
    """Return who the subject of the verb at a token is, whoever suffers by it."""
    low, theirs = tokens.low, _said(tokens, "theirs")
    first, begins = verb, _said(tokens, "clause_begins")
    while first > max(0, verb - _CLAUSE) and low[first - 1] not in begins:
        first -= 1
        if low[first] == "and" and low[first + 1] in theirs:
            break  # another subject: "and our forces seized a post"
    first = _fired(tokens, first, verb)
    first = _antecedent(names, tokens, first, verb)
    first = _attacking(names, tokens, first, verb)
    militants, j = None, first
    while j < verb:
        if low[j][0].isdigit():
            break  # what stands behind the first number of the clause is an object
        if low[j] in theirs and (own := own_group(pack, speaker.side)):
            if low[j + 1] in _said(tokens, "rivals") and (other := other_group(pack, own)):
                own = other  # "its neighbour"
            return Force(own, speaker.side, is_country=False)
        hit = names.at(tokens, j)
        if hit is not None and not _is_beside(tokens, j, j + hit[0]):
            return hit[1]
        if _is_militant(tokens, j):
            militants = _MILITANTS
        j += hit[0] if hit is not None else 1  # a name within a longer one is nobody
    return militants


def _fired(tokens: Tokens, first: int, verb: int) -> int:
    """Return where what was fired begins: "A shut the gate after a shell from B killed two"."""
    fire, opens = tokens.words.listed("speech", "people", "shelling"), _said(tokens, "opens_clause")
    for j in range(verb - 1, first, -1):
        if tokens.low[j] == ",":
            break
        if tokens.low[j] in opens:
            return first if fire.isdisjoint(tokens.low[j:verb]) else j + 1
    return first


def _antecedent(names: Phrases[Force], tokens: Tokens, first: int, verb: int) -> int:
    """Return where the one begins of whom a clause tells: "A blamed B for C, who killed"."""
    clause = next((j for j in range(verb - 1, first, -1) if tokens.low[j] in ("which", "who")), 0)
    near = range(clause - 1, max(first, clause - _NAMED), -1) if clause else ()
    hit = (j for j in near if names.at(tokens, j) is not None or _is_militant(tokens, j))
    return next(hit, first)


_NAMED = 6  # words of a name before ", which has killed"


def _attacking(names: Phrases[Force], tokens: Tokens, first: int, verb: int) -> int:
    """Return who attacked last: "A fired back after B shelled X, killing nine"."""
    doing, after = tokens.words.listed("targets", "doing"), _said(tokens, "after")
    for j in range(verb - 1, first, -1):
        hit = names.at(tokens, j + 1) if tokens.low[j] in after else None
        if hit is not None:
            behind = j + 1 + hit[0]
            did = not doing.isdisjoint(tokens.low[behind : behind + _DOING])
            return j + 1 if did else first
    return first


def of_passive(names: Phrases[Force], tokens: Tokens, link: Link) -> Force | None:
    """Return who did what "were killed" tells, where it is said behind the verb.

    "... by Afghan forces", "in Afghan fire", "in a clash with the army", "when militants attacked";
    "fell to Afghan forces".
    """
    low, end, ends = tokens.low, link.end, _said(tokens, "ends")
    fell = "fell" in low[link.first : link.end]
    takers = ("by", "to") if fell else ("by",)
    while end < len(tokens) and low[end] not in ends:
        end += 1
    for j in range(link.end - fell, end):
        if low[j] not in _said(tokens, "before_doer") and low[j] not in takers:
            continue
        at = j + 1
        at += at < end and low[at] in _said(tokens, "articles")
        if at >= end:
            break
        hit = names.at(tokens, at)
        named = hit[1] if hit is not None else _MILITANTS if _is_militant(tokens, at) else None
        if named is None:
            continue
        behind = at + (hit[0] if hit is not None else 1)
        if low[behind : behind + 1] == ("and",) and names.at(tokens, behind + 1) is not None:
            return None  # "hurt after A and B traded fire"
        doing, meeting = (tokens.words.listed("targets", key) for key in ("doing", "met"))
        did = not doing.isdisjoint(low[behind : behind + _DOING])
        met = low[j] == "with" and not meeting.isdisjoint(low[link.end : j])
        if low[j] in takers or met or (low[j] != "with" and did):
            return named
    return None


_MILITANTS = Force(MILITANTS, "", is_country=False)
_DOING = 4  # words of "border guards opened fire"


def _is_militant(tokens: Tokens, j: int) -> bool:
    hit = nouns(tokens.words).kinds.at(tokens, j)
    return hit is not None and hit[1] == "militants"


def _is_beside(tokens: Tokens, at: int, end: int) -> bool:
    """Tell a name that is no subject: "opened fire on the troops", "the Pak-Afghan border"."""
    dashes = {*tokens.low[at - 1 : at], *tokens.low[end : end + 1]} & {"-", "–"}
    inside = _said(tokens, "of_name")
    while at and (tokens.low[at - 1] in inside or tokens.low[at - 1].endswith("ern")):
        at -= 1  # "in the northwestern X"
    if at > 1 and tokens.low[at - 1] == "'s":
        at -= 2  # "hit the headquarters of A's X"
    if (
        at > 1
        and tokens.low[at - 1] == "of"
        and tokens.low[at - 2] in tokens.words.listed("targets", "men_of")
    ):
        return bool(dashes)  # "troops of the X army", "jets of the X"
    while at and tokens.low[at - 1] in _said(tokens, "articles"):
        at -= 1  # "an attack on an X army post"
    before = tokens.low[at - 1] if at else ""
    return bool(dashes) or before in _said(tokens, "at") or before in _said(tokens, "where")


def _said(tokens: Tokens, key: str) -> frozenset[str]:
    return tokens.words.listed("losses", "doers", key)
