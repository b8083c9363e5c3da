"""What happened to those who are counted: the verb, adjective or noun that a number belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports import quantities
from geo.reports.tokens import Phrases, Tokens
from geo.reports.victims import PERSONS, Counted, noun_phrase, nouns
from geo.reports.words import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.quantities import Quantity

# Of two readings of one word ("captured" men, "captured" posts) the noun decides, then this order.
_ORDER = ("attacked_persons", "killed", "wounded", "captured", "missing", "displaced")
_FORMS = ("done", "of_itself", "state", "active", "nouns", "noun_of", "toll")
_BACK = 26  # words between a toll and its figure
_ADVERBS = 6


@dataclass(frozen=True, slots=True)
class Item:
    """A number and what it counts."""

    quantity: Quantity
    counted: Counted


@dataclass(frozen=True, slots=True)
class Link:
    """What a number belongs to.

    Attributes
    ----------
    first, end
        Tokens of the verb or noun.
    classes
        Its readings, tables of `predicates.toml`.
    rule
        Name of the rule that tied them.
    is_unsure
        "may have been", "believed".
    """

    first: int
    end: int
    classes: tuple[str, ...]
    rule: str
    is_unsure: bool = False


@lru_cache(maxsize=1)
def forms() -> dict[str, Phrases[tuple[str, ...]]]:
    """Return the predicates by form, each phrase with all its readings."""
    said = load("predicates")
    made = {}
    for form in _FORMS:
        readings: dict[str, tuple[str, ...]] = {}
        for reading, rows in said.items():
            for phrase in rows[form]:
                readings[phrase] = (*readings.get(phrase, ()), reading)
        made[form] = Phrases(readings)
    return made


@lru_cache(maxsize=32)
def small(key: str) -> frozenset[str]:
    """Return one list of small words of `grammar.toml`."""
    return frozenset(load("grammar")[key])


def items(tokens: Tokens, quantities: Sequence[Quantity]) -> list[Item]:
    """Pair numbers with what they count; a number inside another's phrase is left out."""
    made: list[Item] = []
    covered = 0
    for quantity in quantities:
        if quantity.core < covered and quantity.kind == "article":
            continue
        counted = (
            Counted(quantity.end, quantity.end, "forces", "", quantity.end)
            if quantity.kind == "named"
            else noun_phrase(tokens, quantity.end)
        )
        if quantity.core < covered and made and not made[-1].counted.is_partitive:
            last = made[-1].counted
            if quantity.core < last.reach and quantity.core >= last.first:
                continue
        made.append(Item(quantity, counted))
        covered = max(covered, counted.reach if counted.kind in PERSONS else counted.end)
    return made


def metric_of(classes: Sequence[str], kind: str) -> str:
    """Return the metric of a predicate over a class of nouns; empty where there is none."""
    if kind in PERSONS or kind == "":
        return next((reading for reading in _ORDER if reading in classes), "")
    if kind == "families":
        return "displaced" if "displaced" in classes else ""
    if kind in ("posts", "bases") and "taken" in classes:
        return "posts_captured" if kind == "posts" else "bases_captured"
    if "destroyed" in classes:
        return {"vehicles": "vehicles_destroyed", "houses": "houses_destroyed"}.get(
            kind, "posts_destroyed" if kind in ("posts", "bases") else ""
        )
    return ""


def near_link(tokens: Tokens, item: Item) -> Link | None:
    """Tie a number to a predicate beside it: behind it, before it, or itself."""
    if item.counted.kind == "other":
        # no claim, but what is destroyed with them may be: "gutted 27 shops and eight homes"
        passed_on = _before(tokens, item)
        return passed_on if passed_on is not None and "destroyed" in passed_on.classes else None
    p = item.quantity.first
    if p > 1 and tokens.low[p - 1] == "of" and tokens.low[p - 2] in small("remains"):
        return _named_before(tokens, item)  # "the bodies of three were taken to hospital"
    return (
        _itself(tokens, item)
        or _behind(tokens, item)
        or _before(tokens, item)
        or _describing(tokens, item)
        or _named_before(tokens, item)
    )


def _describing(tokens: Tokens, item: Item) -> Link | None:
    """Read "eleven dead Taliban", where nothing else happens to them."""
    first, end = item.quantity.end, item.counted.end
    if first >= end or item.counted.is_partitive:
        return None
    hit = forms()["state"].at(tokens, first)
    if hit is None or first + hit[0] >= end:
        return None
    return Link(first, first + hit[0], hit[1], "describing")


def _itself(tokens: Tokens, item: Item) -> Link | None:
    """Read "four injuries", "146 civilian casualties", "Fifty-one martyrs"."""
    if item.counted.is_pronoun:
        return None
    table, j = forms()["nouns"], item.quantity.end
    of = j < len(tokens) and tokens.low[j] == "of"
    if of:
        return None
    for _ in range(4):
        if j >= len(tokens):
            return None
        hit = table.at(tokens, j)
        inside = hit is not None and j + hit[0] < item.counted.end  # "12 injured men"
        if hit is not None and not inside and not _is_verb_use(tokens, j, j + hit[0]):
            return Link(j, j + hit[0], hit[1], "counted-outcome")
        if not tokens.low[j].isalpha() and tokens.low[j] not in '-"“':
            return None
        if tokens.low[j] in small("stops"):
            return None
        j += 1
    return None


def _is_verb_use(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether a word like "killed" takes an object here, so that it does not count."""
    return tokens.low[first] in (
        "killed",
        "wounded",
        "injured",
        "hurt",
        "captured",
        "displaced",
    ) and _has_object(tokens, end)


def _has_object(tokens: Tokens, j: int) -> bool:
    """Tell whether a noun phrase without preposition begins at a token."""
    low = tokens.low
    if j >= len(low):
        return False
    if low[j] in ("the", "a", "an", "its", "their", "his"):
        return True
    return quantities.begins(tokens, j) or nouns().kinds.at(tokens, j) is not None


def _behind(tokens: Tokens, item: Item) -> Link | None:
    """Read "55 soldiers were killed", "five others wounded", "12 dead"."""
    for start in dict.fromkeys((item.counted.end, item.counted.reach)):
        link = verb_at(tokens, start, "passive")
        if link is not None:
            return link
    return None


def verb_at(tokens: Tokens, start: int, rule: str) -> Link | None:
    """Read a predicate that follows its subject, over auxiliaries and adverbs."""
    low = tokens.low
    j, passive, unsure, negative, perfect = start, False, False, False, False
    for _ in range(_ADVERBS):
        if j >= len(low):
            return None
        found = predicate_at(tokens, j, passive=passive, perfect=perfect)
        if found is not None:
            return None if negative else Link(j, j + found[0], found[1], rule, unsure)
        word = low[j]
        unsure = unsure or word in small("unsure")
        passive = passive or word in small("passive")
        negative = negative or word == "not"
        if word in _HAVE:
            perfect = True
        elif word in small("passive"):
            perfect = False
        if (
            word in small("auxiliaries")
            or word in small("adverbs")
            or word.endswith("ly")
            or word in "\"”'’)]"
        ):
            j += 1
            continue
        return None
    return None


_HAVE = frozenset({"have", "has", "had", "having"})


def predicate_at(
    tokens: Tokens, j: int, *, passive: bool, perfect: bool = False
) -> tuple[int, tuple[str, ...]] | None:
    """Return length and readings of the predicate at a token; an active verb is none.

    Parameters
    ----------
    tokens, j
        The token.
    passive
        "was" or "were" stands before it.
    perfect
        "has" or "had" does and no "been": a participle there is what its subject did.
    """
    table = forms()
    best = _held(tokens, j)
    if best is not None:
        return best
    for form in ("of_itself",) if perfect else ("of_itself", "state", "done"):
        hit = table[form].at(tokens, j)
        if hit is None:
            continue
        if form == "done" and not passive and _has_object(tokens, j + hit[0]):
            continue
        if best is None or hit[0] > best[0]:
            best = hit
        elif hit[0] == best[0]:
            best = (best[0], tuple(dict.fromkeys(best[1] + hit[1])))
    if best is None or len(best[1]) == 0:
        return None
    follow = tokens.low[j + best[0] : j + best[0] + 2]
    if tokens.low[j] == "taken" and best[0] == 1 and follow[:1] and follow[0] in small("taken_to"):
        return None  # to hospital
    if tokens.low[j] in ("hurt", "hit", "left", "fell") and follow[:1] == ("the",):
        return None
    if (
        tokens.low[j] == "fell"
        and follow[:1]
        in (
            ("on",),
            ("in",),
            ("near",),
            ("inside",),
            ("into",),
            ("by",),
            ("from",),
            ("ill",),
            ("short",),
        )
        and follow[1:] != ("action",)
        and follow[1:] != ("battle",)
    ):
        return None
    return best


def _held(tokens: Tokens, j: int) -> tuple[int, tuple[str, ...]] | None:
    """Read "in enemy hands", "under the group's control", "in army custody"."""
    if tokens.low[j] not in ("in", "under"):
        return None
    for end in range(j + 1, min(len(tokens), j + _HELD)):
        word = tokens.low[end]
        if word in ("hands", "control"):
            return end + 1 - j, ("taken",)
        if word in ("custody", "captivity"):
            return end + 1 - j, ("captured",)
        if not (word[0].isalpha() or word == "'s"):
            return None
    return None


_HELD = 5  # words of "in the hands of", "under the Emirate's control"


def _before(tokens: Tokens, item: Item) -> Link | None:
    """Read "killing at least 55 soldiers", "lost eight men", "wounded five"."""
    p, table = item.quantity.first, forms()["active"]
    for _ in range(5):
        hit = table.ending(tokens, p)
        if hit is not None:
            aux = tokens.low[hit[0] - 1] if hit[0] else ""
            going_on = tokens.low[hit[0]].endswith("ing")  # "were treating 14 people"
            if (aux in _BE and not going_on) or _is_no_object(tokens, hit[0], p):
                return None
            return Link(hit[0], p, hit[1], "active")
        if p == 0 or not _skippable(tokens.low[p - 1]):
            return None
        p -= 1
    return None


_BE = ("was", "were", "been", "being")


def _is_no_object(tokens: Tokens, first: int, end: int) -> bool:
    words = tokens.low[first:end]
    return words in (("claimed",), ("claiming",), ("cost",), ("costs",), ("costing",)) and not {
        "lives",
        "life",
    } & set(tokens.low[end : end + 6])


def _skippable(word: str) -> bool:
    return word in small("object_skips") or word.endswith("ly")


def _named_before(tokens: Tokens, item: Item) -> Link | None:
    """Read "the death of 55", "the toll rose to 17", "put the wounded at five", "Killed: 12"."""
    low, p = tokens.low, item.quantity.first
    while p and low[p - 1] in (
        "the",
        "its",
        "a",
        "an",
        "initial",
        "total",
        "their",
        "some",
        "another",
        "his",
        '"',
        "“",
        "our",
    ):
        p -= 1
    if not p:
        return None
    if low[p - 1] == "of":
        q = p - 1
        hit = forms()["noun_of"].ending(tokens, q)
        if hit is not None:
            return Link(hit[0], p, hit[1], "nominal")
    told = _telegraphic(tokens, item, p)
    if told is not None:
        return told
    if low[p - 1] not in small("near_toll") or low[max(0, p - 2) : p] == ("according", "to"):
        return None
    return _toll(tokens, p)


def _telegraphic(tokens: Tokens, item: Item, p: int) -> Link | None:
    """Read "shaheed 2, injured 5;": the name of a figure straight before it."""
    low, end = tokens.low, item.quantity.end
    if item.counted.kind or not (end >= len(low) or low[end] in (",", ";", ".", ")", "|", "(")):
        return None
    for table in ("toll", "state"):
        hit = forms()[table].ending(tokens, p)
        if hit is not None and (hit[0] == 0 or low[hit[0] - 1] in _OPENS):
            return Link(hit[0], p, hit[1], "toll")
    return None


_OPENS = (",", ";", ".", ":", "|", "-", "–", "•", "(", "own", "enemy", "and", "troops", "civilians")


def _toll(tokens: Tokens, p: int) -> Link | None:
    from geo.reports.quantities import number_at

    table, low = forms()["toll"], tokens.low
    floor = max(0, p - _BACK)
    far = low[p - 1] in (
        "to",
        "at",
        "reached",
        "stood",
        "is",
        "was",
        "exceeded",
        "passed",
        "topped",
        "surpassed",
        "past",
    )
    rises = far and any(word in small("rise") for word in low[floor:p])
    for j in range(p - 1, floor - 1, -1):
        hit = table.at(tokens, j)
        if hit is not None and j + hit[0] <= p:
            if "among" in low[max(0, j - 2) : j]:
                return None  # "among the dead were two women"
            longer = table.ending(tokens, j + hit[0])
            first = longer[0] if longer is not None else j
            classes = longer[1] if longer is not None else hit[1]
            if _is_toll_use(tokens, first, j + hit[0], p):
                return Link(first, p, classes, "toll")
        if low[j] in (".", ";") or (low[j] == "," and not rises):
            return None
        if j < p - 1 and number_at(tokens, j) is not None and not rises:
            return None
        if p - j > 9 and not rises:
            return None
    return None


def _is_toll_use(tokens: Tokens, first: int, end: int, p: int) -> bool:
    """Tell whether a word is the name of a figure and not a verb: "were killed at two posts"."""
    low = tokens.low
    if any(word in small("toll_names") for word in low[first:end]):
        return not (
            low[first] in ("dead", "deaths") and p == end + 1 and low[p - 1] in ("of", "as")
        )
    before = low[first - 1] if first else ""
    if before in ("the", "of", "those") or first == 0:
        return True
    if low[end] in ("at", "to") and p == end + 1 and before not in small("passive"):
        return True  # "puts deaths at 12 and wounded at over 100"
    counted = first > 1 and low[first - 2] == "of" and nouns().kinds.at(tokens, first - 1)
    return bool(counted) or low[end] in (":", "|", "-", "–", "=")


def _unbracketed(words: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out words in brackets: "nine children (five boys and four girls) and a woman"."""
    if "(" not in words or ")" not in words:
        return words
    opening, closing = words.index("("), words.index(")")
    return words[:opening] + words[closing + 1 :] if opening < closing else words


def joined(tokens: Tokens, item: Item, following: Item) -> bool:
    """Tell whether two counts are of one list: "three women, two children and a soldier"."""
    first, last = max(item.counted.end, item.quantity.end), following.quantity.first
    for start in dict.fromkeys((first, max(item.counted.reach, first))):
        between = _unbracketed(tokens.low[start:last]) if start <= last else None
        if (
            between is not None
            and between
            and len(between) <= 4
            and all(word in small("joins") for word in between)
        ):
            return True
    return False
