"""What a sentence turns to that does not go on with who spoke before it.

Another story ("Separately"), a day long ago ("On 4 July" in a report of September), what is looked
back at, what anybody sees ("The gate remained shut"), an item or a dated line of its own; and who
only reacts to what others say (denies it, takes credit, has no comment).
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.reports.attribution.frames import find_frames
from geo.reports.attribution.phrases import is_day
from geo.reports.attribution.spoken import is_of_date
from geo.reports.language.numerals import number_at
from geo.reports.language.speech_verbs import is_speech_verb
from geo.reports.language.tokens import Phrases, same
from geo.reports.language.words import PACKS
from geo.reports.when.day_words import month_number

if TYPE_CHECKING:
    from geo.reports.documents.document import Document
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words


@lru_cache(maxsize=PACKS)
def phrases(words: Words, key: str) -> Phrases[bool]:
    """Return one list of `[turns]` in `frames.toml`."""
    return Phrases(same(words.load("frames")["turns"][key], True))


def _small(words: Words, key: str) -> frozenset[str]:
    return words.listed("frames", "turns", key)


def recalls(tokens: Tokens) -> bool:
    """Tell whether a paragraph looks back: "The last incident, in May, left one man dead"."""
    if (len(tokens) > 1 and is_day(tokens, 1)) or phrases(tokens.words, "recalling").all(tokens):
        return True  # "On Monday gunmen shot at ..."
    if _month_and_day(tokens) is not None:
        return True  # "On 4 July two fell"
    before, low = _small(tokens.words, "before_year"), tokens.low
    years = (pair for pair in pairwise(low) if pair[1][:2] in _CENTURIES)
    return any(one in before and _is_year(year) for one, year in years)


def _is_year(word: str) -> bool:
    return len(word) == _YEAR and word[:2] in _CENTURIES and word.isdigit()


_YEAR, _CENTURIES = 4, ("19", "20")


def is_past(tokens: Tokens, published: date | None) -> bool:
    """Tell whether a sentence begins with a day long before its report: "On 4 July two fell"."""
    named = _month_and_day(tokens)
    if published is None or named is None:
        return False
    year = next(filter(_is_year, tokens.low[_OPENING : _OPENING + 2]), None)
    try:
        told = date(int(year or published.year), *named)
    except ValueError:
        return False
    ago = (published - told).days
    # without a year: of last year, if it is not one of the next days
    return ago > _NEWS or (year is None and ago < -_NEWS and ago % _YEAR_DAYS > _NEWS)


def _month_and_day(tokens: Tokens) -> tuple[int, int] | None:
    """Return the month and day that a sentence begins with: "On 4 July", "On July 4th"."""
    if len(tokens.low) < _OPENING or tokens.low[0] != "on":
        return None
    for month, day in ((1, 2), (2, 1)):
        if tokens.low[month] not in tokens.words.load("dates")["months"]:
            continue
        if (nth := _NTH.fullmatch(tokens.low[day])) is not None:
            return month_number(tokens.low[month]), int(nth[1])
        if (number := number_at(tokens, day)) is not None:
            return month_number(tokens.low[month]), number[0]
    return None


_NTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")


_OPENING, _YEAR_DAYS, _NEWS = 3, 365, 7


def narrates(tokens: Tokens) -> bool:
    """Tell whether an outlet tells what it sees itself: shut schools, families on the road."""
    return bool(phrases(tokens.words, "narrated").all(tokens))


def turns(tokens: Tokens) -> bool:
    """Tell whether a sentence turns to something else than the last source spoke of."""
    # "Four hundred households have since left" goes on with what was told.
    said, perfect = phrases(tokens.words, "anywhere").all(tokens), _small(tokens.words, "perfect")
    return any(i == 0 or tokens.low[i - 1] not in perfect for i, *_ in said)


def turns_away(tokens: Tokens) -> bool:
    """Tell whether a sentence begins another story: "Separately, two men were shot in Dir"."""
    return bool(tokens.low) and phrases(tokens.words, "first").at(tokens, 0) is not None


@lru_cache(maxsize=PACKS)
def _reacting(words: Words) -> Phrases[bool]:
    turned = words.load("frames")["turns"]
    said = (*turned["reacting"], *turned["silent"], *words.load("speech")["denials"]["verbs"])
    return Phrases(same(said, True))


def reacts(tokens: Tokens) -> bool:
    """Tell whether who is named last only reacts: "Kabul denied it", "The army had no comment"."""
    said, nobody = _reacting(tokens.words).all(tokens), _small(tokens.words, "nobody")
    rows = [i for i, *_ in said if nobody.isdisjoint(tokens.low[max(0, i - 2) : i])]
    if not rows:
        return False
    if any(is_speech_verb(tokens, j) for j in range(rows[-1] + 1, len(tokens))):
        return False  # "denied it, saying that six of its guards had died"
    frames = find_frames(tokens)
    return not frames or rows[-1] >= frames[-1].first - 1  # "Denied by the army"


def is_silent(tokens: Tokens) -> bool:
    """Tell whether a sentence only says who said nothing: "There was no comment from Kabul"."""
    return bool(phrases(tokens.words, "silent").all(tokens)) and not counts(tokens)


def only_blames(tokens: Tokens, which: int) -> bool:
    """Tell whether a frame of a sentence accuses somebody and gives no figure."""
    blaming = _small(tokens.words, "blaming")
    if blaming.isdisjoint(tokens.low) or numbers(tokens):
        return False
    frames = find_frames(tokens)
    if not frames:
        return False
    return not blaming.isdisjoint(tokens.low[frames[which].first : frames[which].end])


def numbers(tokens: Tokens) -> set[int]:
    """Return what a sentence counts."""
    return {hit[0] for j in range(len(tokens)) if (hit := number_at(tokens, j)) is not None}


def counts(tokens: Tokens) -> bool:
    """Tell whether a sentence has a number that is of no date."""
    hits = (j for j in range(len(tokens)) if number_at(tokens, j) is not None)
    return any(not is_of_date(tokens, j) for j in hits)


def is_date(tokens: Tokens) -> bool:
    """Tell whether a line is a date alone, over what happened then: "27 February"."""
    if len(tokens) > _DATE:
        return False
    said = tokens.words.load("dates")
    words = [j for j, word in enumerate(tokens.low) if word[0].isalnum()]
    days = [
        j for j in words if tokens.low[j] in said["months"] or tokens.low[j] in said["weekdays"]
    ]
    return bool(days) and all(j in days or number_at(tokens, j) is not None for j in words)


_DATE = 7  # words of "Friday, 27 February, 2026:"


def is_item(document: Document, tokens: Tokens, places: Phrases[str]) -> bool:
    """Tell whether a paragraph is an item: "Lower Dir: ...", "Bajaur. ...", "3 May 2024 - ..."."""
    first, low = 0, tokens.low
    halves = tokens.words.listed("speech", "speakers", "halves")
    while first < len(low) and low[first] in halves:
        first += 1
    hit = places.at(tokens, first) if first < len(low) else None
    if hit is not None:
        end = first + hit[0]
        return end >= len(low) or low[end] in (":", ".")
    return bool(len(low)) and _DATED.match(document.text, tokens.starts[0]) is not None


def only_names(tokens: Tokens) -> bool:
    """Tell whether a line only says whose what follows is: "Recorded by X", "X counts:"."""
    if tokens.low[-1] == ":":
        return True
    frames = find_frames(tokens)
    return frames[:1] != [] and frames[0].first == 0 and frames[0].end >= len(tokens) - 1


def is_label(tokens: Tokens) -> bool:
    """Tell whether a line begins with what it is of: "Spera: five dead"."""
    return ":" in tokens.low[1:_LABEL] and tokens.low[-1] != ":"


_LABEL = 5  # words of "Zazi Maidan, Khost:"


_DATED = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})(?:,? \d{4})?(?: [-–—]|:) "
)
