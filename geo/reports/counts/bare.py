"""Counts without a verb of their own: rival figures, nouns before their figure, who speaks."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.counts.predicates import small, verb_at
from geo.reports.counts.victims import PERSONS, is_by_age, noun_phrase, nouns
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
    return low[j : j + 1] != () and low[j] in tokens.words.listed("frames", "telling")


_CLOSED = (",", '"', "”", "'", "’")


def put_at(item: Item, tokens: Tokens) -> Item | None:
    """Read "put the villagers among them at eighteen": the noun stands before its figure."""
    first, low = item.quantity.first, tokens.low
    if item.counted.kind or item.quantity.kind == "article" or low[first - 1 : first] != ("at",):
        return None
    opening = max(0, first - _PUT)
    verb = next((j for j in range(first - 1, opening, -1) if low[j] in ("put", "puts")), None)
    if verb is None:
        return None
    phrase = noun_phrase(tokens, verb + 1)
    if phrase.kind not in PERSONS:
        return None
    return replace(item, counted=replace(phrase, first=item.quantity.end, end=item.quantity.end))


_PUT = 9  # words between "put" and its figure


def apposed(item: Item, tokens: Tokens) -> Item:
    """Read "the attackers, three in all, were shot dead": the noun stands before a comma."""
    first, end, low = item.quantity.first, item.quantity.end, tokens.low
    if item.counted.kind not in ("", "other") or first < 3:
        return item
    if low[first - 1] != "," and low[first - 2 : first] != (",", "numbering"):
        return item
    numbered = low[first - 1 : first] == ("numbering",) and low[first - 2] == ","
    if not numbered and low[end : end + 2] not in _IN_ALL:
        return item
    first -= numbered
    for j in range(first - 2, max(-1, first - 5), -1):
        hit = nouns(tokens.words).kinds.at(tokens, j)
        if hit is not None and j + hit[0] == first - 1:
            after = end + 2 * (not numbered)
            after += low[after : after + 1] == (",",)
            head = " ".join(low[j : j + hit[0]])
            said = replace(item.counted, kind=hit[1], head=head, end=after, reach=after)
            return replace(item, counted=said)
    return item


_IN_ALL = (("in", "all"), ("in", "total"), ("in", "number"))


def in_brackets(item: Item, tokens: Tokens) -> bool:
    """Tell whether a count leaves its verb to an earlier one: "Kunar (31 dead), Khost (19)"."""
    first, end, low = item.quantity.first, item.quantity.end, tokens.low
    if first < 2 or low[first - 1] != "(" or low[end : end + 1] != (")",):
        return False
    return tokens.raw[first - 2][:1].isupper()


def is_bare_figure(item: Item, tokens: Tokens) -> bool:
    """Tell whether a number without noun and verb is a rival figure: "Islamabad speaks of nine"."""
    if item.counted.kind or item.counted.is_partitive or item.quantity.kind == "article":
        return False
    end, low = item.quantity.end, tokens.low
    behind = low[end] if end < len(low) else "."
    if behind not in small(tokens.words, "behind_bare"):
        return False
    first = item.quantity.first
    while first > 1 and low[first - 1] in ("only", "just", "merely", "barely"):
        first -= 1
    words, told = tokens.words, set(low[:first])
    figures = small(words, "figures")
    if first <= 1 and behind == "," and end + 1 < len(low) and is_speech_verb(tokens, end + 1):
        return True  # "Five, maintained the governor"
    if (
        low[first - 1] in ("as", "at")
        and low[first - 2] in figures
        and small(words, "putting") & told
    ):
        return True  # "gives their number as four"
    if _counting(tokens.words).ending(tokens, first, longest=_COUNTING) is not None:
        return True
    if low[first - 2 : first] == (",", "then"):
        return behind in (".", ";")  # "counted four dead, then seven"
    if (
        low[first - 1] == "at"
        and low[first - 2] in ("stood", "stands")
        and low[first - 3] in figures
    ):
        return True  # "by evening the figure stood at nine"
    raised = small(words, "raised")
    if low[first - 1] == "to" and raised & told and figures & told:
        return low[first - 2] in raised | figures
    if is_second(item, tokens) or _by_another(item, tokens):
        return True
    gapped = low[first - 1] in ("at", "of") and low[first - 2] not in small(words, "toll_names")
    if gapped and {"put", "puts", "spoke", "speaks"} & set(low[: first - 2]):
        return any(number_at(tokens, j) is not None for j in range(first - 2))
    first -= low[first - 1] == "the" and first > _LED  # "the director confirms the six"
    return (
        first > 1
        and low[first - 1] in tokens.words.listed("speech", "verbs", "with_bare_figure")
        and low[first - 2] not in ("to", "a", "the")
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


def _by_another(item: Item, tokens: Tokens) -> bool:
    """Tell whether another source's figure is put between: "- 20, in the words of the governor"."""
    low, first, end = tokens.low, item.quantity.first, item.quantity.end
    if first < 1 or low[first - 1] not in ("-", "–", "—", "(", "or", ";"):
        return False
    behind = end + (low[end : end + 1] == (",",))
    phrases = tokens.words.load("speech")["verbs"]["according"]
    said = any(low[behind : behind + len(p.split())] == tuple(p.split()) for p in phrases)
    said = said or low[behind : behind + 1] in (("said",), ("says",))
    return said and any(number_at(tokens, j) is not None for j in range(first - 1))


_SOURCE = 9  # words of a source that leaves its verb out
_NEW = (",", ";", "and", "while")
_LED = 2  # words before "the six"
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
    """Read "fifteen were men of the group": whose the dead of the sentence before were."""
    end, low = item.quantity.end, tokens.low
    if item.counted.kind or item.counted.is_partitive or item.quantity.kind == "article":
        return None
    if low[item.quantity.core] == "both":
        return None  # a remark on those before it
    if low[end : end + 1] not in (("were",), ("are",)):
        return None
    phrase = noun_phrase(tokens, end + 1)
    by_age = phrase.head.rpartition(" ")[2] in nouns(tokens.words).breakdown
    if phrase.kind not in PERSONS or (by_age and phrase.reach == phrase.end):
        return None
    return replace(item, counted=phrase)


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


def among_them(item: Item, tokens: Tokens) -> bool:
    """Tell whether one is told of those just counted: "a guard of the office was among them"."""
    low = tokens.low
    if item.counted.kind not in PERSONS or is_by_age(tokens, item.counted):
        return False
    for j in dict.fromkeys((item.counted.end, item.counted.reach)):
        if low[j : j + 1] in (("was",), ("were",)) and low[j + 1 : j + 3] == ("among", "them"):
            return True
    return False


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
