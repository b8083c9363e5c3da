"""Verbs far behind their subject: "six soldiers, one of them a captain, were killed"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.counts.predicates import (
    Link,
    forms,
    harmed_at,
    has_object,
    predicate_at,
    small,
    verb_at,
    was_not_killed,
)
from geo.reports.counts.victims import PERSONS, is_known, nouns
from geo.reports.language.numerals import number_at
from geo.reports.language.tokens import Phrases, same
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.counts.predicates import Item
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words

_FAR = 34  # words between a noun and its verb
_ASIDE, _SHORT_ASIDE = 26, 14  # words between two commas, behind a noun and behind a bare number


def far_link(tokens: Tokens, item: Item, following: Sequence[Item]) -> Link | None:
    """Tie a count to a verb behind prepositions, asides and appositions."""
    counted = item.counted
    bare = counted.kind == "" and not counted.is_partitive
    behind_comma = tokens.low[counted.end : counted.end + 1] == (",",)
    if (
        counted.kind == "other"
        or not is_known(tokens.words, counted.head)
        or (bare and not behind_comma)
    ):
        return None
    where = tokens.low[max(0, item.quantity.first - 1) : item.quantity.first]
    if counted.is_pronoun and where in (("in",), ("at",), ("near",), ("on",), ("from",)):
        return None  # "in one of them 18 people were killed"
    first = counted.reach if counted.is_partitive and not counted.kind else counted.end
    link = _walk(tokens, first, following, bare=bare)
    is_named = item.quantity.kind == "named"
    return None if link and is_named and _is_of_next(tokens, link, following) else link


def _is_of_next(tokens: Tokens, link: Link, following: Sequence[Item]) -> bool:
    """Tell a verb with a subject of its own: "Major Khan, the spokesman, says nine were killed"."""
    for item in following:
        before = tokens.low[max(0, item.quantity.first - 1) : item.quantity.first]
        if before == ("and",) or item.quantity.kind == "named" or item.counted.end > link.first:
            continue
        own = verb_at(tokens, item.counted.end, link.rule)
        if own is not None and own.first == link.first:
            return True
    return False


def _walk(tokens: Tokens, first: int, following: Sequence[Item], *, bare: bool) -> Link | None:
    low, j, commas, aside = tokens.low, first, 0, False
    limit = min(len(low), j + _FAR)
    while j < limit:
        word = low[j]
        if (word == "who" and not aside) or (word == "that" and j == first):
            inside = _over_relative(tokens, j + 1, limit)
            if inside is not None:
                return inside
        if word in ("(", "[", "—", "–") or (word == "-" and not tokens.joined(j - 1, j)):
            aside = not (aside and word in "—–-")
        elif word in (")", "]"):
            if not aside:
                return None  # it began inside
            aside = False
        elif word == "," and not aside:
            jump = _over_aside(tokens, j, min(limit, j + (_SHORT_ASIDE if bare else _ASIDE)))
            if jump is not None or bare:
                return jump
            commas += 1
        elif word == "but" and not aside and (late := _but_were(tokens, j + 1)) is not None:
            return late
        elif (aside and word in (".", "?", "!")) or (
            not aside
            and (
                word in small(tokens.words, "clause")
                or (word in small(tokens.words, "speaking") and low[j - 1] == "and")
                or (word in ("and", "leaving") and not _goes_on(tokens, first, j, following))
            )
        ):
            return None
        elif not aside:
            if word in small(tokens.words, "finite"):
                return verb_at(tokens, j, "passive-far")
            link = _plain_verb(tokens, j, is_bare_word=j > first and commas != 1)
            if link is not None:
                return link
            if word in small(tokens.words, "speaking") and (commas % 2 == 0 or low[j - 1] == ","):
                return None  # "Gul Khan, a doctor at the hospital, said 12 people were killed"
        j += 1
    return None


def _but_were(tokens: Tokens, j: int) -> Link | None:
    """Read "three men tried to enter but were gunned down", "... but all were killed"."""
    j += tokens.low[j : j + 1] == ("all",)
    be = tokens.low[j : j + 1] in (("were",), ("was",))
    return verb_at(tokens, j, "passive-far") if be else None


def _over_relative(tokens: Tokens, first: int, limit: int) -> Link | None:
    """Read "two drivers who had been resting by the bridge are still missing"."""
    # "who had come ... were killed" has two of these verbs, "who came ... were killed" one.
    has_own = tokens.low[first : first + 1] and tokens.low[first].endswith("ed")
    seen = int(bool(has_own))
    for j in range(first, limit):
        word = tokens.low[j]
        if word in (".", ";", ":", ",", "?", "!", "|") or word in small(tokens.words, "speaking"):
            return None
        if word in small(tokens.words, "finite") and tokens.low[j - 1] not in small(
            tokens.words, "finite_pair"
        ):
            seen += 1
            link = verb_at(tokens, j, "passive-far") if seen > 1 else None
            if link is not None:
                return link
    return None


def _plain_verb(tokens: Tokens, j: int, *, is_bare_word: bool) -> Link | None:
    """Read "died", or "killed" in a headline, at a token."""
    word = tokens.low[j]
    hit = forms(tokens.words)["of_itself"].at(tokens, j) or harmed_at(tokens, j)
    if hit is not None and was_not_killed(tokens, j + hit[0]):
        return None
    if hit is not None and (word != "fell" or hit[0] > 1) and hit[1] != ("displaced",):
        return Link(j, j + hit[0], hit[1], "intransitive-far")
    named = j > 0 and tokens.low[j - 1] in ("the", "'s", "of", "its", "their", "a", "no")
    if word == "dead" and tokens.low[j - 1] in ("shot", "struck") and has_object(tokens, j + 1):
        return None
    named = named or number_at(tokens, j - 1) is not None  # "a resident saw four dead"
    if is_bare_word and word in small(tokens.words, "bare_states") and not named:
        found = predicate_at(tokens, j, passive=False)
        return Link(j, j + found[0], found[1], "passive-far") if found is not None else None
    return None


def _over_aside(tokens: Tokens, comma: int, limit: int) -> Link | None:
    """Look behind a pair of commas for the verb."""
    for j in range(comma + 1, limit):
        word = tokens.low[j]
        is_said = word in small(tokens.words, "speaking") and tokens.low[j + 1 : j + 2] == (",",)
        if is_said:
            continue  # "ten more, the governor said, were wounded"
        if word in (".", ";", ":", "?", "!", "|", "said", "says", "told"):
            return None
        if word in small(tokens.words, "speaking") and tokens.low[j + 1 : j + 2] == ("that",):
            return None
        if word == "," and j + 1 < len(tokens):
            link = verb_at(tokens, j + 1, "passive-far")
            if link is not None and not _has_subject(tokens, comma, j):
                return link
            if tokens.low[j + 1] in small(tokens.words, "finite"):
                return None
    return None


_RELATIVE = 3  # the comma, "who" and the verb behind it


def _has_subject(tokens: Tokens, first: int, end: int) -> bool:
    if tokens.low[first + 1] in ("who", "which"):  # "guards, who were on patrol,"
        first += _RELATIVE
    return any(word in ("was", "were", "when", "while", "but") for word in tokens.low[first:end])


def _goes_on(tokens: Tokens, first: int, j: int, following: Sequence[Item]) -> bool:
    """Tell whether "and" still belongs to the subject; "leaving nine others hurt" does not.

    Nor does it in "three gunmen attacked a convoy and nine were killed".
    """
    if tokens.low[j] == "leaving":
        return not any(j < item.quantity.first <= j + 2 for item in following)
    verb = j + 1 < len(tokens) and predicate_at(tokens, j + 1, passive=True) is not None
    listed = [item for item in following if not item.counted.is_pronoun]
    counted = next((item for item in listed if j < item.quantity.first <= j + 3), None)
    if counted is not None and not verb:
        own = verb_at(tokens, counted.counted.end, "passive")
        return own is None or not _have_acted(tokens, first, j)
    if j + 1 < len(tokens) and (
        tokens.raw[j + 1][0].isupper() or nouns(tokens.words).kinds.at(tokens, j + 1)
    ):
        return True
    if j + 2 >= len(tokens):
        return False
    if (
        tokens.low[j + 1] in small(tokens.words, "one_of")
        and nouns(tokens.words).kinds.at(tokens, j + 2) is not None
    ):
        return True  # "150 homes, 3 mosques and a clinic were razed"
    return tokens.low[j + 1] in small(tokens.words, "after_and")


def _have_acted(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether those before some tokens did something to somebody in them."""
    return any(
        at < end and not tokens.low[behind - 1].endswith("ing") and has_object(tokens, behind)
        for at, behind, _ in _deeds(tokens.words).all(tokens)
        if at >= first
    )


@lru_cache(maxsize=PACKS)
def _deeds(words: Words) -> Phrases[bool]:
    return Phrases(same(words.load("targets")["on"], True))


def carried(tokens: Tokens, item: Item) -> Link | None:
    """Read "three people, one a woman, had been brought to the town's clinic with wounds"."""
    is_bare = not item.counted.kind and not item.counted.is_partitive  # "five were rushed to"
    if item.counted.kind not in PERSONS and not is_bare:
        return None
    if item.counted.head in small(tokens.words, "lifeless"):
        return None
    low, said = tokens.low, tokens.words.load("predicates")["wounded"]
    limit = min(len(low), item.counted.end + _CARRIED)
    verb = next(
        (j for j in range(item.counted.end, limit) if low[j] in said["carried"]),
        None,
    )
    if (
        verb is None
        or low[verb - 1] not in small(tokens.words, "done_to")
        or not _is_clear(tokens.words, low[item.counted.end : verb])
        or _is_part(low, item, verb)
    ):
        return None
    for j in range(verb + 1, min(len(low), verb + _CARRIED)):
        if low[j] in (".", ";", ":", ",", "and"):
            return None
        if low[j] == "with" and not small(tokens.words, "wounds").isdisjoint(low[j + 1 : j + 4]):
            return Link(verb, j + 2, ("wounded",), "passive")
        if low[j] in ("injured", "wounded") or low[j] in said["hospitals"]:
            return Link(verb, j + 1, ("wounded",), "passive")
    return None


def _is_clear(words: Words, low: tuple[str, ...]) -> bool:
    """Tell whether words between a count and its verb hold no other clause."""
    return small(words, "between").isdisjoint(low)


def _is_part(low: tuple[str, ...], item: Item, verb: int) -> bool:
    """Tell "one of them a woman, were": no fourth of "three, one of them a woman, were brought"."""
    first, end = item.quantity.first, item.quantity.end
    is_of_them = any(low[i : i + 2] in _OF_THEM for i in (end, first - 2))
    return is_of_them and "," in low[end:verb]


_OF_THEM = (("of", "them"), ("of", "whom"))


_CARRIED = 10  # words between a count, what was done to them, and their wounds


_AWAY = ((), (".",), (",",), (";",), ("and",), ("the",), ("their",), ("for",), ("on",), ("after",))


def moved(tokens: Tokens, item: Item) -> Link | None:
    """Read "250 families went to Asmar", "40 families left their homes"."""
    end, kind = item.counted.end, item.counted.kind
    while tokens.low[end : end + 1] in (("have",), ("had",), ("also",), ("since",), ("already",)):
        end += 1
    word = tokens.low[end] if end < len(tokens) else ""
    is_helped = tokens.low[end + 1 : end + 2] == ("with",)  # "1,200 families reached with tents"
    is_moved = word in tokens.words.load("predicates")["displaced"]["moved"] and not is_helped
    if kind == "families" and is_moved:
        return Link(end, end + 1, ("displaced",), "passive")
    follows = tokens.low[end + 1 : end + 2]
    if kind == "families" and word == "left" and follows in _AWAY:
        return Link(end, end + 1, ("displaced",), "passive")
    return None
