"""Clauses around a verb of speech: what is no speaker, and who speaks in a participle.

Of "gunmen killed two guards, residents said" the first half is a clause and nobody's name; of
"Kabul hit back, claiming nine dead" the subject of the first half speaks.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.language.numerals import number_at
from geo.reports.language.speech_verbs import is_speech_verb
from geo.reports.language.tokens import is_adverb
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words


@lru_cache(maxsize=16 * PACKS)
def _small(words: Words, key: str) -> frozenset[str]:
    return frozenset(words.load("frames")[key])


@lru_cache(maxsize=PACKS)
def _determiners(words: Words) -> frozenset[str]:
    return frozenset({*words.load("grammar")["determiners"], "a", "an"})


def is_clause(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether a subject is a clause of its own: "a girl died of the burns she received"."""
    comma = next((j for j in range(first, end) if tokens.low[j] in _RELATIVE), end)
    words = tokens.low[first:comma]
    if not _small(tokens.words, "clause_verbs").isdisjoint(words):
        return True
    # "asked about the nineteen dead soldiers announced in Kabul"
    return not _small(tokens.words, "harmed").isdisjoint(words) and any(
        number_at(tokens, j) is not None for j in range(first, comma)
    )


_RELATIVE = (",", "who", "whose")  # "a man who fled his village said"


def _has_object(tokens: Tokens, j: int, end: int) -> bool:
    """Tell whether a verb has its object behind it: "destroyed 83 Taliban", "hit the gate"."""
    if j + 1 >= end or not _is_past(tokens, j):
        return False
    behind = tokens.low[j + 1]
    return behind in _determiners(tokens.words) or number_at(tokens, j + 1) is not None


def object_in(tokens: Tokens, first: int, end: int) -> int:
    """Return where the last object begins of words before "which": "police blamed the group"."""
    return next((j + 1 for j in range(end - 1, first, -1) if _has_object(tokens, j, end)), first)


def _is_past(tokens: Tokens, j: int) -> bool:
    """Tell whether a verb of the past may stand at a token."""
    word = tokens.low[j]
    if tokens.raw[j][:1].isupper():
        return False
    return (len(word) > _ED and word.endswith("ed")) or word in _small(tokens.words, "past")


_ED = 4  # letters of no more than "shed", "fled"


def main_subject(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """Return who speaks in a later verb: "Kabul hit back, claiming nine dead"."""
    low, before = tokens.low, i - 1
    while before > 0 and low[before] in _QUOTES:
        before -= 1
    goes_on = low[before] == "and" and (
        low[i + 1 : i + 2] == ("that",)
        or low[i] in _small(tokens.words, "telling")
        or low[i : i + 2] in _SPOKE_OF
    )
    if before < _LEAST or not (goes_on or (low[i].endswith("ing") and low[before] == ",")):
        return None
    before -= goes_on and low[before - 1] == ","  # 'blamed "miscreants", and added that'
    first = _beginning(tokens, before)
    end = next((j for j in range(first + 1, before) if _ends_subject(tokens, j)), before)
    if low[end] == "," and low[end + 1] in _small(tokens.words, "appositions"):
        # "Gul Agha, who commands the police, pointed to smoke and said"
        end = next((j for j in range(end + 2, before) if low[j] == ","), end)
    return (first, end) if end < before else None


def subject_behind(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """Return who speaks in a participle before him: "After denying that nine died, the army"."""
    low = tokens.low
    if not low[i].endswith("ing") or low[i - 1 : i] not in _PREPOSED:
        return None
    first = next((j + 1 for j in range(i, len(low)) if low[j] == ","), len(low))
    end = next((j for j in range(first + 1, len(low)) if _ends_subject(tokens, j)), first)
    return (first, end) if first < end and number_at(tokens, first) is None else None


_PREPOSED = (("after",), ("before",), ("while",), ("despite",), ("without",))


def sentence_subject(tokens: Tokens) -> tuple[int, int] | None:
    """Return the subject that a sentence begins with: "The ministry saw it otherwise"."""
    if not tokens.low:
        return None
    first, limit = _lead(tokens, 0, len(tokens.low)), len(tokens.low)
    if tokens.low[first : first + 1] and tokens.low[first] in _small(tokens.words, "asking"):
        return None  # "What the army has lost is not known"
    end = next((j for j in range(first + 1, limit) if _ends_subject(tokens, j)), limit)
    end -= end - first > 1 and is_adverb(tokens.words, tokens.raw[end - 1])  # of small letters
    head = next(
        (j for j in range(first, end) if tokens.low[j] in _small(tokens.words, "beside")), end
    )
    counted = (number_at(tokens, j) is not None for j in range(first, head))
    return (first, head) if first < head and end < limit and not any(counted) else None


_WHOSE = ("'s", "’s", "its", "their", "his", "her", "the")
_SPOKE_OF = (("spoke", "of"), ("speaks", "of"), ("spoke", "only"))
_LEAST = 2  # words before ", claiming"
_QUOTES = ('"', "”", "'", "’")


def _beginning(tokens: Tokens, end: int) -> int:
    """Return where the clause begins that ends at a comma."""
    first = next((j + 1 for j in range(end - 1, 0, -1) if _parts(tokens, j)), 0)
    return _lead(tokens, first, end)


def _lead(tokens: Tokens, first: int, end: int) -> int:
    """Return where a clause begins, without "Earlier, on 26 February, 2026," before it."""
    low, leading = tokens.low, _small(tokens.words, "leading")
    while first < end:
        word, comma = low[first], first
        if word in leading or word.endswith("ing"):
            comma = next((j for j in range(first, end) if low[j] == ","), first)
        elif not word[0].isalnum() or word in ("and", "but", "while"):
            first += 1
            continue
        if comma == first:
            break
        first = comma + 1
    return _behind_place(tokens, first, end)


def _behind_place(tokens: Tokens, first: int, end: int) -> int:
    """Return where a clause begins behind a place: "In Anytown a spokesman put it otherwise"."""
    j = first + 1
    while j < end and tokens.raw[j][:1].isupper():
        j += 1
    is_place = tokens.low[first : first + 1] == ("in",) and first + 1 < j < end
    return j if is_place and tokens.low[j] in _determiners(tokens.words) else first


def _parts(tokens: Tokens, j: int) -> bool:
    """Tell whether another clause begins behind a token."""
    return tokens.low[j] == "," and tokens.low[j + 1] in ("and", "but", "while")


def _ends_subject(tokens: Tokens, j: int) -> bool:
    word = tokens.low[j]
    if word in _small(tokens.words, "finite_verbs") or word in (",", "(", "who", "which", "that"):
        return True
    if is_speech_verb(tokens, j) and tokens.low[j - 1] not in _WHOSE:
        return True  # no "A's state television", "its account"
    return _is_past(tokens, j) and tokens.low[j - 1] not in _determiners(tokens.words)
