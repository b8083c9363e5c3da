"""One of a noun: "a soldier", "his brother", "a couple", "Naik Khan"."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.counts.predicates import forms, predicate_at, small, verb_at
from geo.reports.counts.quantities import Quantity
from geo.reports.counts.victims import PERSONS, noun_phrase, nouns
from geo.reports.documents.marks import HARM
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words


def added(tokens: Tokens, numbers: list[Quantity]) -> list[Quantity]:
    """Add "a soldier", "another child", "and his son", "the house": one of a noun."""
    taken = {j for q in numbers for j in range(q.first, q.end)}
    made, articles = list(numbers), small(tokens.words, "articles")
    the_one, houses = tokens.words.listed("counted", "heads", "the_one"), _house_words(tokens.words)
    for i, word in enumerate(tokens.low):
        if word not in articles or i in taken or i + 1 in taken:
            continue
        if word in ("a", "an") and tokens.low[i - 1 : i] == ("by",):
            continue  # "firing by a guard": who did it
        is_one = word == "the" and not the_one.isdisjoint(tokens.low[i + 1 : i + 4])
        if word == "the" and not is_one and houses.isdisjoint(tokens.low[i + 1 : i + 10]):
            continue
        phrase = noun_phrase(tokens, i + 1)
        if word == "'s" and phrase.head not in tokens.words.listed("counted", "heads", "kin"):
            continue
        if word == "its" and phrase.head not in the_one:
            continue
        if (
            phrase.kind in ("", "other")
            or phrase.is_partitive
            or not is_singular(tokens.words, phrase.head)
        ):
            continue
        is_one = is_one and phrase.head in the_one
        is_one = is_one and (_suffers(tokens, phrase.end) or _is_object(tokens, i))
        if word == "the" and phrase.kind != "houses" and not is_one:
            continue
        if not any(j in taken for j in range(i, phrase.end)):
            owned = word in ("his", "her", "their", "my", "our")
            made.append(Quantity(i, i + 1, i, 1, 1, kind="article", is_owned=owned))
    made += _headlines(tokens, taken)
    ranks = _named_ranks(tokens, {j for q in made for j in range(q.first, q.end)})
    made = [q for q in made if not (q.kind == "article" and _is_told_of(tokens, ranks, q))]
    return sorted([*made, *ranks], key=lambda q: q.first)


def _is_told_of(tokens: Tokens, ranks: list[Quantity], article: Quantity) -> bool:
    """Tell "Naik Bilal Khan, 31, a resident of Karak, was killed": the soldier once more."""
    named = next((q for q in reversed(ranks) if q.end < article.first), None)
    if named is None or tokens.low[article.first - 1] != ",":
        return False
    between = tokens.low[named.end : article.first]
    return all(word in (",", "aged") or word.isdigit() for word in between)


def couple(quantity: Quantity, tokens: Tokens) -> Quantity:
    """Read "a couple and their daughter": man and wife, where no noun follows."""
    said = tokens.low[quantity.core : quantity.end]
    follows = tokens.low[quantity.end : quantity.end + 1]
    if "couple" not in said or not (follows in _BEHIND_COUPLE or not follows):
        return quantity
    return replace(quantity, low=2, high=2, is_exact=True, kind="couple")


_BEHIND_COUPLE = (("and",), (",",), (".",), ("was",), ("were",), ("who",), ("with",), ("died",))


def _is_object(tokens: Tokens, i: int) -> bool:
    """Tell whether a verb stands before: "killing the driver"."""
    hit = forms(tokens.words)["active"].ending(tokens, i)
    return hit is not None and hit[1][0] in HARM


def _suffers(tokens: Tokens, end: int) -> bool:
    """Tell whether a predicate follows: "the driver was injured", "the baker and a boy died"."""
    stop = min(len(tokens), end + _SUFFERS_WITHIN)
    return any(verb_at(tokens, j, "suffers") is not None for j in range(end, stop))


_SUFFERS_WITHIN = 9  # words between "the driver" and what happened to him


def _headlines(tokens: Tokens, taken: set[int]) -> list[Quantity]:
    """Add "Soldier martyred, two hurt": one, where a clause begins without an article."""
    made: list[Quantity] = []
    if small(tokens.words, "happened").isdisjoint(tokens.low):
        return made
    for i in range(len(tokens) - 1):
        if (i and tokens.low[i - 1] not in _OPENING) or not _is_noun_at(tokens, i):
            continue
        phrase = noun_phrase(tokens, i)
        if (
            phrase.kind not in PERSONS
            or phrase.is_mixed
            or not is_singular(tokens.words, phrase.head)
        ):
            continue
        end = phrase.end
        if (
            end >= len(tokens)
            or tokens.low[end] not in small(tokens.words, "happened")
            or taken & {*range(i, end)}
        ):
            continue
        if predicate_at(tokens, end, passive=False) is not None:
            made.append(Quantity(i, i, i, 1, 1, kind="article"))
    return made


def _is_noun_at(tokens: Tokens, i: int) -> bool:
    word = tokens.low[i]
    return (
        word[0].isalpha()
        and word not in small(tokens.words, "articles")
        and word not in small(tokens.words, "no_noun")
    )


_OPENING = (",", ";", ":", "|", "—", "–", "(", ".")


def _named_ranks(tokens: Tokens, taken: set[int]) -> list[Quantity]:
    """Add "Naik Bilal Khan": one soldier, by his rank and name."""
    made: list[Quantity] = []
    ranks, end = tokens.words.listed("counted", "heads", "ranks"), 0
    if ranks.isdisjoint(tokens.low):
        return made
    for i, word in enumerate(tokens.low):
        if i < end or word not in ranks or not tokens.raw[i][:1].isupper() or i in taken:
            continue
        end = i + 1
        while end < len(tokens) and end - i < _NAME and _is_name(tokens, end):
            end += 1
        if tokens.raw[end - 1][:1].isupper() and tokens.low[end - 1] not in ranks and end > i + 1:
            made.append(Quantity(i, end, i, 1, 1, kind="named"))
    return made


def _is_name(tokens: Tokens, j: int) -> bool:
    if tokens.low[j] == ".":
        return tokens.joined(j - 1, j) and tokens.low[j - 1] in tokens.words.listed(
            "counted", "heads", "ranks"
        )
    return tokens.raw[j][:1].isupper() and tokens.raw[j].isalpha()


_NAME = 6  # tokens of a rank and a name


@lru_cache(maxsize=PACKS)
def _house_words(words: Words) -> frozenset[str]:
    return frozenset(word for phrase in words.load("counted")["houses"] for word in phrase.split())


def is_singular(words: Words, head: str) -> bool:
    """Tell whether a noun counts one."""
    plurals, last = nouns(words).plurals, head.rpartition(" ")[2]
    return not (
        head in plurals
        or last in plurals
        or last.endswith("men")
        or last == "women"
        or (last.endswith("s") and not last.endswith("ss"))
    )
