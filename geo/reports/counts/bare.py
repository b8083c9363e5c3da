"""Counts without a verb of their own: rival figures, nouns before their figure, who speaks."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.counts.parts import told_as
from geo.reports.counts.predicates import small, verb_at
from geo.reports.counts.victims import PERSONS
from geo.reports.language.numerals import number_at
from geo.reports.language.speech_verbs import is_speech_verb
from geo.reports.language.tokens import Phrases, same
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.reports.counts.predicates import Item
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words


def is_speaker(item: Item, tokens: Tokens) -> bool:
    """Tell whether a count says who speaks: "wounding six, two officials said"."""
    first, low = item.quantity.first, tokens.low
    if low[max(0, first - 2) : first] == ("according", "to") or low[first - 1 : first] == ("told",):
        return True
    if item.counted.kind not in PERSONS:
        return False
    closed = (
        first > 1
        and low[first - 2] in _CLOSED
        and low[first - 1] in tokens.words.listed("frames", "telling")
    )
    if closed and item.quantity.kind == "article":
        # "hit a car, said a resident called Rahim, and one man was killed"
        return verb_at(tokens, item.counted.end, "passive") is None
    j = max(item.counted.reach, item.counted.end)
    if low[j : j + 1] == (",",) and first > 0 and low[first - 1] == ",":
        j += 1  # "Rasul Khan, another elder, claimed"
    telling = tokens.words.listed("frames", "telling")
    if item.quantity.kind == "article" and low[first - 1 : first] == (",",):
        while j < len(low) and j - first < _SPEAKER and low[j] not in telling | {",", "."}:
            j += 1  # "nine dead, a doctor in Anytown said"
    return low[j : j + 1] != () and low[j] in telling and not is_told_of(tokens, j, j + 1)


def is_told_of(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether a verb of speech is told of those counted: "41 civilians reported killed"."""
    if end >= len(tokens) or tokens.low[end] not in tokens.words.listed("frames", "harmed"):
        return False
    return any(number_at(tokens, j) is not None for j in range(max(0, i - _COUNTED), i))


_COUNTED = 4  # words of "41 Afghan civilians" before "reported killed"
_SPEAKER = 8  # words of "a doctor at the hospital in Anytown"
_CLOSED = (",", '"', "”", "'", "’")


def is_bare_figure(item: Item, tokens: Tokens) -> bool:
    """Tell whether a number without noun and verb is a rival figure: "Islamabad speaks of nine"."""
    if item.quantity.kind == "article" or (item.counted.kind and not _is_claimed(item, tokens)):
        return False
    end, low = item.counted.end if item.counted.kind else item.quantity.end, tokens.low
    behind = low[end] if end < len(low) else "."
    if behind not in small(tokens.words, "behind_bare"):
        return False
    first = item.quantity.first
    while first > 1 and low[first - 1] in ("only", "just", "merely", "barely"):
        first -= 1
    if _counting(tokens.words).ending(tokens, first, longest=_COUNTING) is not None:
        return True
    if is_second(item, tokens):
        return True
    return (
        first > 1
        and low[first - 1] in tokens.words.listed("speech", "verbs", "with_bare_figure")
        and low[first - 2] not in ("to", "a", "the")
    )


def _is_claimed(item: Item, tokens: Tokens) -> bool:
    """Read "Kabul claims 110 Pakistani soldiers": those of the other side that it has killed."""
    first = item.quantity.first
    claims = tokens.words.listed("speech", "verbs", "with_counted")
    return (
        item.counted.kind in ("forces", "fighters", "militants")
        and first > 0
        and tokens.low[first - 1] in claims
    )


def is_second(item: Item, tokens: Tokens) -> bool:
    """Tell whether a second source leaves its verb out: "residents say nine, the governor six"."""
    low, first, end = tokens.low, item.quantity.first, item.quantity.end
    if end < len(low) and low[end] not in (".", ";", ",", ")"):
        return False
    begins = next((j for j in range(first - 1, max(-1, first - _SOURCE), -1) if low[j] in _NEW), -1)
    source = low[begins + 1 : first]
    speakers = tokens.words.load("speech")["speakers"]
    named = all(raw[:1].isupper() for raw in tokens.raw[begins + 1 : first])
    known = any(word in speakers[key] for word in source for key in ("official", "local"))
    if begins < 1 or not source or not (named or known):
        return False
    if any(is_speech_verb(tokens, j) for j in range(begins + 1, first)):
        return False
    told = any(is_speech_verb(tokens, j) for j in range(begins))
    return told and any(number_at(tokens, j) is not None for j in range(begins))


_SOURCE = 9  # words of a source that leaves its verb out
_NEW = (",", ";", "and", "while")
_COUNTING = 6  # words of "put the figure as high as"


@lru_cache(maxsize=PACKS)
def _counting(words: Words) -> Phrases[bool]:
    """Return what a bare figure may stand behind, whatever follows: "spoke of", "put it at"."""
    return Phrases(same(words.load("speech")["verbs"]["before_bare_figure"], True))


def present(item: Item, tokens: Tokens) -> Item | None:
    """Read "24 people in the house", "a family of 22": those an attack met, not its dead."""
    low, first, end = tokens.low, item.quantity.first, item.counted.end
    if item.quantity.kind == "article":
        return None
    if low[max(0, first - 2) : first] in (("family", "of"), ("household", "of")):
        return replace(item, counted=replace(item.counted, kind="civilians"))
    if item.counted.kind not in ("people", "civilians"):
        return None
    j = end
    while j < len(low) and j - end < _ASLEEP and low[j] in small(tokens.words, "staying"):
        j += 1
    inside = low[j : j + 1] in (("in",), ("inside",)) and low[j + 1 : j + 2] in _A
    rooms = small(tokens.words, "rooms")
    return item if inside and not rooms.isdisjoint(low[j + 2 : j + 3]) else None


_ASLEEP = 4
_A = (("the",), ("a",), ("their",), ("his",), ("that",))


def described(item: Item, tokens: Tokens) -> Item | None:
    """Read whose the dead before were: "fifteen were men of the group", "six belonged to it"."""
    counted, low = item.counted, tokens.low
    if counted.kind or (counted.is_partitive and not counted.is_pronoun):
        return None
    if item.quantity.kind == "article" or low[item.quantity.core] == "both":
        return None  # a remark on those before it
    end = max(item.quantity.end, counted.end) if counted.is_pronoun else item.quantity.end
    who = told_as(tokens, end)
    return None if who is None else replace(item, counted=who)


def is_rival(item: Item, tokens: Tokens) -> bool:
    """Tell whether another's count leaves its verb out: "...; according to Kabul, 12 guards"."""
    first, low, end = item.quantity.first, tokens.low, item.counted.end
    closed = end >= len(low) or low[end] in (".", ";")
    if low[end : end + 2] == ("according", "to") and item.counted.kind in PERSONS:
        return low[first - 1 : first] in ((",",), ("and",), (";",))
    if item.counted.kind not in PERSONS or low[first - 1 : first] != (",",) or not closed:
        return False
    for j in range(first - 2, max(0, first - _RIVAL), -1):
        if low[j : j + 2] == ("according", "to"):
            return low[j - 1] in (";", "and", "while", "but", ",")
        if low[j] in (";", ".", ":"):
            return False
    return False


_RIVAL = 14  # words of "according to" a source


def is_part(item: Item, tokens: Tokens) -> bool:
    """Tell whether a count is a part by day or place: "54 of them on Friday, 17 in the sweep"."""
    low, first, end = tokens.low, item.quantity.first, item.counted.end
    if item.counted.kind or item.quantity.kind == "article":
        return False
    while first > 1 and low[first - 1] in ("the", "remaining", "other"):
        first -= 1
    if not item.counted.is_pronoun:
        if low[first - 1 : first] not in (("and",), (",",), (":",), ("—",), ("–",), ("whom",)):
            return False
        end = item.quantity.end + (low[item.quantity.end : item.quantity.end + 1] == ("more",))
    if low[end : end + 1] not in (("on",), ("in",), ("at",), ("near",), ("during",)):
        return False
    if low[end : end + 2] == ("on", "a"):
        return False  # "six wounded children, one on a drip"
    return not {"was", "were", "had", "have", "who"} & set(low[end : end + 9])


def is_gapped(item: Item, tokens: Tokens) -> bool:
    """Tell whether a count leaves its verb to the one before: "ten died at A and 15 at B"."""
    low, end, first = tokens.low, item.quantity.end, item.quantity.first
    if item.counted.kind or item.counted.is_partitive or item.quantity.kind == "article":
        return False
    end += low[end : end + 1] in (("more",), ("others",))
    if end + 1 >= len(low) or low[end] not in ("at", "in", "on", "near"):
        return False
    named = tokens.raw[end + 1][0].isupper() or "side" in low[end + 2 : end + 5]
    return named and low[first - 1] in ("and", ",", "another", ";", "with", "including")
