"""Who was attacked: "a bomb hit a convoy of the army" says whose the three killed behind it are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.counts.forces import CIVILIANS, MILITANTS, UNSPECIFIED, force_in, own_group
from geo.reports.counts.victims import PERSONS, nouns
from geo.reports.language.numerals import number_at
from geo.reports.language.tokens import Phrases, same
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.region import RegionPack
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words

_OBJECT = 9  # words of what was attacked
_DOER = 8  # words of "by suspected militants on"


@lru_cache(maxsize=4 * PACKS)
def _phrases(words: Words, key: str) -> Phrases[bool]:
    return Phrases(same(words.load("targets")[key], True))


def military_words(words: Words) -> frozenset[str]:
    """Return the words for posts, patrols and what else only those have who fight."""
    return words.listed("targets", "military")


def attacked(pack: RegionPack, tokens: Tokens, side: str, before: int | None = None) -> str:
    """Return the group of whom a sentence says that they were attacked; empty where it does not.

    A "police post" is of the side of the line that it is at. If given, only what stands before a
    token counts.
    """
    words = tokens.words
    if not words.listed("targets", "both").isdisjoint(tokens.low):
        return ""
    stop = len(tokens) if before is None else before
    found: list[tuple[int, str]] = []
    be = words.listed("losses", "targets", "be")
    for at, first, _ in _phrases(words, "on").all(tokens):
        done = (at > 0 and tokens.low[at - 1] in be) or tokens.low[first : first + 1] == ("by",)
        if first < stop and not done:
            found.append((first, _whose(pack, tokens, first, _end(tokens, first), side)))
    for last, first, _ in _phrases(words, "passive").all(tokens):
        if first <= stop:
            found.append((last, _whose(pack, tokens, _beginning(tokens, last), last, side)))
    for _, first, _ in _phrases(words, "by").all(tokens):
        at = next((j for j in range(first, min(stop, first + _DOER)) if tokens.low[j] == "on"), 0)
        if at:  # "an attack by militants on a police post"
            found.append((at + 1, _whose(pack, tokens, at + 1, _end(tokens, at + 1), side)))
    groups = [group for _, group in sorted(found) if group]
    return groups[-1] if groups else ""


def is_by_counted(tokens: Tokens, before: int | None = None) -> bool:
    """Tell whether some who were counted attacked, before a token: "three gunmen hit a bus"."""
    stop = len(tokens) if before is None else before
    first = min((at for at, _, _ in _phrases(tokens.words, "on").all(tokens)), default=stop)
    return first < stop and any(number_at(tokens, j) is not None for j in range(first))


def _end(tokens: Tokens, first: int) -> int:
    end, stops = first, tokens.words.listed("losses", "targets", "stops")
    while end < len(tokens) and end - first < _OBJECT and tokens.low[end] not in stops:
        end += 1
    return end


def _beginning(tokens: Tokens, last: int) -> int:
    first = last
    while (
        first > 0 and last - first < _OBJECT and tokens.low[first - 1] not in (".", ";", ":", "and")
    ):
        first -= 1
    return first


def _whose(pack: RegionPack, tokens: Tokens, first: int, end: int, side: str) -> str:
    inside, words = tokens.low[first:end], tokens.words
    kinds = [nouns(words).kinds.at(tokens, j) for j in range(first, end)]
    named = {hit[1] for hit in kinds if hit is not None}
    military = any(word in words.listed("targets", "military") for word in inside)
    force = force_in(pack, tokens, first, end)
    at_side = "side" in inside and not military  # "fired on the Afghan side": at whom is not said
    if force is not None and not (force.is_country or at_side) and force.group != UNSPECIFIED:
        return force.group
    if "militants" in named or any(word in words.listed("targets", "militants") for word in inside):
        return MILITANTS
    if force is not None and (military or "forces" in named):
        return force.group
    official = any(word in words.listed("targets", "official") for word in inside)
    if (military or "forces" in named) and official:
        return own_group(pack, side)
    civil = "civilians" in named or any(word in words.listed("targets", "civil") for word in inside)
    return CIVILIANS if civil else ""


def is_ours(tokens: Tokens, before: int) -> bool:
    """Tell "they hit our post and wounded seven": men of those who speak."""
    listed, low = tokens.words.listed("targets", "ours"), tokens.low
    for _, first, _ in _phrases(tokens.words, "on").all(tokens):
        if first >= before or low[first] not in listed:
            continue
        end = _end(tokens, first)
        inside = set(low[first:end])
        is_military = not inside.isdisjoint(military_words(tokens.words))
        if is_military and listed.isdisjoint(low[end:before]) and before - end < _OWNER:
            return True
    return False


def repelled(pack: RegionPack, tokens: Tokens, own: str, other: str) -> str:
    """Return the group of those whom a side says that it beat: "a patrol crossed and was met"."""
    table = _beaten(tokens.words)
    if next(iter(table.all(tokens)), None) is None:
        return ""
    for j in range(len(tokens)):
        if tokens.low[j] in nouns(tokens.words).enemy:
            return other
        hit = nouns(tokens.words).kinds.at(tokens, j)
        if hit is not None and hit[1] == "militants":
            return MILITANTS
        force = force_in(pack, tokens, j, j + 3)
        if force is not None and force.group not in (own, UNSPECIFIED):
            return force.group
    return ""


@lru_cache(maxsize=PACKS)
def _beaten(words: Words) -> Phrases[bool]:
    return Phrases(same(words.load("targets")["repelled"], True))


def owner_before(pack: RegionPack, tokens: Tokens, before: int, here: str, foe: str) -> str:
    """Return whose "its soldiers" are: of the post, convoy or patrol named before them.

    Those of "the enemy" are the foe's.
    """
    for j in range(before - 1, max(-1, before - _OWNER), -1):
        word = tokens.low[j]
        if word in (".", ";", ":") or word in ("said", "says", "told", "added"):
            return ""
        if word not in tokens.words.listed("targets", "military"):
            continue
        hit = nouns(tokens.words).kinds.at(tokens, j)
        if hit is not None and hit[1] in PERSONS:
            continue
        first, end = max(0, j - 3), min(len(tokens), j + 4)
        if foe and not nouns(tokens.words).enemy.isdisjoint(tokens.low[first:end]):
            return foe
        force = force_in(pack, tokens, first, end)
        return force.group if force is not None else here
    return ""


_OWNER = 16  # words between a post and "its soldiers"
