"""What two sides say of each other in one breath: "each claimed to have killed nine soldiers"."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.attribution.known import known
from geo.reports.attribution.lookups import UNKNOWN
from geo.reports.counts.forces import UNSPECIFIED, force_in, forces, other_group, own_group
from geo.reports.language.speech_verbs import is_speech_verb
from geo.reports.language.tokens import Phrases, same
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.region import RegionPack
    from geo.reports.documents.marks import Claim
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words

_SAYING = 2  # words between who speaks and the verb: "each also claimed"


def of_both(claims: list[Claim], before: Sequence[Tokens], pack: RegionPack) -> list[Claim]:
    """Give a claim that both sides make to each of them, with the other's losses.

    The claims are those of the last of the sentences before. Two take the place of one that both
    sides make; where the report has not named both, or others fight too, it stays one, of nobody
    known and of nobody's losses.
    """
    spoken = _spoken(before[-1]) if claims else None
    if spoken is None:
        return claims
    first, end = spoken
    tokens = before[-1]
    start, text = tokens.ends[end - 1], " ".join(tokens.raw[first:end])
    behind = " ".join(tokens.raw[end:])  # where others may speak of their own
    sides = pack.line_sides if _are_both_named(before, pack) else (UNKNOWN,)
    made: list[Claim] = []
    for claim in claims:
        if claim.start < start or claim.stance != "asserts" or claim.claimant in behind:
            made.append(claim)
            continue
        for side in sides:
            group = _group(claim, tokens, end, side, pack)
            told = replace(claim, claimant=text, claimant_side=side, victim_group=group)
            made.append(replace(told, rule=f"{claim.rule}, of both sides"))
    return made


@lru_cache(maxsize=PACKS)
def _speakers(words: Words) -> Phrases[bool]:
    return Phrases(same(words.load("losses")["mutual"]["speakers"], True))


def _spoken(tokens: Tokens) -> tuple[int, int] | None:
    """Return where those stand who say something of each other; None where nobody does."""
    for first, end, _ in _speakers(tokens.words).all(tokens):
        verbs = range(end, min(end + _SAYING, len(tokens)))
        if any(is_speech_verb(tokens, j) for j in verbs):
            return first, end
    return None


def _are_both_named(before: Sequence[Tokens], pack: RegionPack) -> bool:
    """Tell whether the report has named both sides of the line, and nobody else who fights."""
    names, countries = forces(pack), known(pack).countries
    named: set[str] = set()
    for tokens in before:
        named |= {force.side for _, _, force in names.all(tokens)}
        named |= {side for _, _, side in countries.all(tokens)}
    return named == set(pack.line_sides)


def _group(claim: Claim, tokens: Tokens, end: int, side: str, pack: RegionPack) -> str:
    """Return whose losses one of the two tells of: the other's, unless the claim names whose."""
    if not other_group(pack, claim.victim_group) and claim.victim_group != UNSPECIFIED:
        return claim.victim_group  # "both said three civilians were killed"
    first = next(j for j, at in enumerate(tokens.starts) if at >= claim.start)
    last = next((j for j in range(first, len(tokens)) if tokens.ends[j] >= claim.end), first)
    if force_in(pack, tokens, first, last + 1) is not None:
        return claim.victim_group
    others = tokens.words.listed("losses", "mutual", "the_other")
    is_theirs = claim.rule == "active" or not others.isdisjoint(tokens.low[end : last + 1])
    return other_group(pack, own_group(pack, side)) if is_theirs else UNSPECIFIED
