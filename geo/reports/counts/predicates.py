"""What happened to those who are counted: the verb, adjective or noun that a number belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.counts import quantities
from geo.reports.counts.victims import PERSONS, Counted, noun_phrase, nouns
from geo.reports.language.tokens import Phrases, Tokens, is_adverb
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.counts.quantities import Quantity
    from geo.reports.language.words import Words

# Of two readings of one word ("captured" men, "captured" posts) the noun decides, then this order.
_ORDER = ("attacked_persons", "killed", "wounded", "captured", "missing", "displaced")
_FORMS = ("done", "of_itself", "state", "active", "nouns", "noun_of", "toll")
_ADVERBS = 8


@dataclass(slots=True)
class Item:
    """A number and what it counts."""

    quantity: Quantity
    counted: Counted


@dataclass(slots=True)
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


@lru_cache(maxsize=PACKS)
def forms(words: Words) -> dict[str, Phrases[tuple[str, ...]]]:
    """Return the predicates by form, each phrase with all its readings."""
    said = words.load("predicates")
    made = {}
    for form in _FORMS:
        readings: dict[str, tuple[str, ...]] = {}
        for reading, rows in said.items():
            for phrase in rows[form]:
                readings[phrase] = (*readings.get(phrase, ()), reading)
        made[form] = Phrases(readings)
    return made


@lru_cache(maxsize=32 * PACKS)
def small(words: Words, key: str) -> frozenset[str]:
    """Return one list of small words of `grammar.toml`."""
    return frozenset(words.load("grammar")[key])


@lru_cache(maxsize=PACKS)
def _beginnings(words: Words) -> frozenset[str]:
    """Return the words that a predicate may begin with."""
    bears = (words.listed("predicates", what, "bears") for what in _BORNE)
    return frozenset().union(
        *bears, {"in", "under"}, *(form.beginnings for form in forms(words).values())
    )


def items(tokens: Tokens, quantities: Sequence[Quantity]) -> list[Item]:
    """Pair numbers with what they count; a number inside another's phrase is left out."""
    made: list[Item] = []
    covered = 0
    for quantity in quantities:
        counted = _counted(tokens, quantity)
        if quantity.core < covered and made and not made[-1].counted.is_partitive:
            last = made[-1].counted
            if quantity.core < last.reach and quantity.core >= last.first:
                continue
        made.append(Item(quantity, counted))
        covered = max(covered, counted.reach if counted.kind in PERSONS else counted.end)
    return made


def _counted(tokens: Tokens, quantity: Quantity) -> Counted:
    """Read what a number counts; a rank with its name and a couple count themselves."""
    end = quantity.end
    if quantity.kind == "named":
        return Counted(end, end, "forces", "", end)
    if quantity.kind == "couple":
        return Counted(end, end, "civilians", "couple", end)
    return noun_phrase(tokens, end)


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


def has_object(tokens: Tokens, j: int) -> bool:
    """Tell whether a noun phrase without preposition begins at a token."""
    low = tokens.low
    if j >= len(low):
        return False
    if low[j] in ("the", "a", "an", "its", "their", "his"):
        return True
    return quantities.begins(tokens, j) or nouns(tokens.words).kinds.at(tokens, j) is not None


def verb_at(tokens: Tokens, start: int, rule: str) -> Link | None:
    """Read a predicate that follows its subject, over auxiliaries and adverbs."""
    low = tokens.low
    j, passive, unsure, negative, perfect = start, False, False, False, False
    if low[j : j + 1] in (("who",), ("that",)) and low[j + 1 : j + 2] in _RELATIVE:
        j += 1  # "the 29 who were wounded"
    for _ in range(_ADVERBS):
        if j >= len(low):
            return None
        found = predicate_at(tokens, j, passive=passive, perfect=perfect)
        second = _second_verb(tokens, j) if passive else 0
        if found is not None and "killed" in found[1] and second:
            after = predicate_at(tokens, second, passive=True)
            if after is not None and after[1] == ("captured",):
                found, j = after, second  # "were hunted down and arrested"
        if found is not None:
            return None if negative else Link(j, j + found[0], found[1], rule, unsure)
        if second:
            j = second
            continue
        word = low[j]
        unsure = unsure or word in small(tokens.words, "unsure")
        passive = passive or word in small(tokens.words, "passive")
        negative = negative or word == "not"
        if word in small(tokens.words, "have"):
            perfect = True
        elif word in small(tokens.words, "passive"):
            perfect = False
        if (
            word in small(tokens.words, "auxiliaries")
            or word in small(tokens.words, "adverbs")
            or is_adverb(tokens.words, word)
            or word in "\"”'’)]"
        ):
            j += 1
            continue
        return None
    return None


def _second_verb(tokens: Tokens, j: int) -> int:
    """Return where the second of two verbs begins: "were hunted down and neutralised", or 0."""
    low, end = tokens.low, j + 1
    if not (low[j].endswith("ed") or low[j] in tokens.words.listed("frames", "past")):
        return 0
    end += low[end : end + 1] in _PARTICLES
    return end + 1 if low[end : end + 1] == ("and",) else 0


_PARTICLES = (("down",), ("out",), ("up",), ("off",))
_CAUSE = 5  # words of "of a sudden heart attack"
_RELATIVE = (("was",), ("were",), ("had",), ("have",), ("are",), ("died",), ("lost",))


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
    if tokens.low[j] not in _beginnings(tokens.words):
        return None
    table = forms(tokens.words)
    best = _held(tokens, j) or harmed_at(tokens, j)
    for form in ("of_itself",) if perfect else ("of_itself", "state", "done"):
        hit = table[form].at(tokens, j)
        if hit is None:
            continue
        active = form == "done" or (
            form == "state" and tokens.low[j] in small(tokens.words, "active_states")
        )
        if active and not passive and has_object(tokens, j + hit[0]):
            continue
        if best is None or hit[0] > best[0]:
            best = hit
        elif hit[0] == best[0]:
            best = (best[0], tuple(dict.fromkeys(best[1] + hit[1])))
    if best is None or len(best[1]) == 0:
        return None
    follow = tokens.low[j + best[0] : j + best[0] + 2]
    if (
        tokens.low[j] == "taken"
        and best[0] == 1
        and follow[:1]
        and follow[0] in small(tokens.words, "taken_to")
    ):
        dated = follow[0] == "on" and follow[1:] and follow[1].endswith("day")
        return best if dated else None  # to hospital
    if not passive and tokens.low[j : j + 2] == ("held", "by"):
        return None  # "fired at a post held by the scouts"
    elsewhere = _befalls_others(tokens, j, j + best[0], passive=passive) or (
        tokens.low[j] == "fell"
        and follow[:1]
        and follow[0] in small(tokens.words, "fell_elsewhere")
    )
    alive = "killed" in best[1] and was_not_killed(tokens, j + best[0])
    return None if elsewhere or alive else best


def _befalls_others(tokens: Tokens, j: int, end: int, *, passive: bool) -> bool:
    """Tell whether what follows has it: "hit the town", "56 hit Sarkano", "shot down" a drone."""
    word, follow = tokens.low[j], tokens.low[end : end + 1]
    if word == "hit" and not passive and tokens.raw[end : end + 1] and tokens.raw[end].istitle():
        return True
    return word == "shot" and follow == ("down",)


def was_not_killed(tokens: Tokens, end: int) -> bool:
    """Tell whether nobody's fire killed them: "died of the heat", "have fallen out"."""
    if tokens.low[end - 1] in ("fell", "fallen"):
        return not small(tokens.words, "fell_alive").isdisjoint(tokens.low[end : end + 1])
    if tokens.low[end : end + 1] not in (("of",), ("from",)):
        return False
    causes = tokens.words.listed("predicates", "killed", "natural")
    return not causes.isdisjoint(tokens.low[end + 1 : end + _CAUSE])


def _held(tokens: Tokens, j: int) -> tuple[int, tuple[str, ...]] | None:
    """Read "in enemy hands", "under the group's control", "in army custody"."""
    if tokens.low[j] not in ("in", "under"):
        return None
    for end in range(j + 1, min(len(tokens), j + _HELD)):
        word = tokens.low[end]
        if word in ("hands", "control"):
            return end + 1 - j, ("taken", "captured")
        if word in ("custody", "captivity"):
            return end + 1 - j, ("captured",)
        if not (word[0].isalpha() or word == "'s"):
            return None
    return None


def harmed_at(tokens: Tokens, j: int) -> tuple[int, tuple[str, ...]] | None:
    """Read "sustained minor shrapnel injuries", "attained the high station of martyrdom"."""
    said = tokens.words
    for what in _BORNE:
        if tokens.low[j] not in said.listed("predicates", what, "bears"):
            continue
        for end in range(j + 1, min(len(tokens), j + _HARMED)):
            if tokens.low[end] in said.listed("predicates", what, "harm"):
                return end + 1 - j, (what,)
            if not tokens.low[end].isalpha() or tokens.low[end] in small(said, "ends_harm"):
                break
    return None


_BORNE = ("wounded", "killed")
_ENDS_OBJECT = ("and", "or", "but", "as", "with", "while", "then")
_HARMED = 6  # words of "sustained a minor shrapnel wound"
_HELD = 5  # words of "in the hands of", "under the Emirate's control"
