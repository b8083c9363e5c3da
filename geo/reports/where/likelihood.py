"""How likely a name is where something happened, judged by the words around it.

A second opinion beside the rules of `rejects`. Rules know the frames that somebody thought of; in
reports that nobody has read, most of the names that they keep wrongly stand in a frame that nobody
did. The weights in `likelihood.json` were fitted on annotated reports (logistic regression with a
penalty): a name that they make unlikely is set aside, and one that they make all but certain is
taken back, unless the rule that rejects it knows what the name itself is (a person, a government).
`tests/benchmarks/report_places.py` fits them anew, and measures them on reports that they were not
fitted on.

No name and no number is a clue: places, persons and days are read as what they are (`NAME`, `DAY`),
so that no weight knows a country. Words that say the same are read as one, by `alike` of
`spellings.toml` and `places.toml`, so that no weight turns on which of them a report takes.
"""

from __future__ import annotations

import itertools
import json
import math
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from geo.reports.documents import tables
from geo.reports.documents.marks import POINTLESS
from geo.reports.language import alike
from geo.reports.language.words import load
from geo.reports.when.day_words import said_words
from geo.reports.where.cues import LIST_GAP, lexicon
from geo.reports.where.surroundings import patterns

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place
    from geo.reports.language.tokens import Tokens

REASON = "words around it"
"""Why a place is set aside that no rule rejects."""

TOO_UNLIKELY, LIKELY_ENOUGH = 0.25, 0.9
"""Of the names less likely than the first that rules keep, a quarter locate an incident; anything
from 0.2 to 0.3, and from 0.8 to 0.95, serves reports that were left out of the fit as well."""

LIKELY_SEAT = 0.5
"""A town where a government sits stands for it wherever nothing else is said: of 26 such names that
rules keep in annotated reports 8 located nothing, and 3 of these, none of the others, are less
likely than this."""

OPEN_REASONS = frozenset({"context", "talks"})
"""The reasons of rules that judge what a sentence tells, not what the name in it is."""

_SURE = frozenset({"recalled"})  # the clue that knows that a name is of another event

IN_THE_REPORT = ("sentence", "fifth of the report", "event word in the next", "times named")
"""The kinds of clue that say where in a report a name stands."""

STEM = 6
"""Letters that tell the words of a sentence apart, whatever their ending."""

_TOLD = 3  # clues that are told of a name
_NEAR = 4  # words before and behind a name that are clues by themselves
_EDGE = "-"  # where no word stands
_OPENERS = frozenset(
    "\"'“‘(:–—-"
)  # behind which a word may have a capital as the first of a sentence
_DISTANCES = (4, 8, 15)  # words that tell near from far
_EVENT_BEFORE = "words to the event before"
_JUST_BEFORE = frozenset({"4", "8"})  # "blasts were reported in the capital Kabul"

Clues: TypeAlias = "dict[str, Collection[str]]"
"""What stands around a name: by the kind of clue, the words."""


class Weights(NamedTuple):
    """What each clue adds to the log-odds that a name is where something happened."""

    base: float
    of: dict[str, dict[str, float]]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Read `likelihood.json`, which lies beside this module."""
    said = json.loads(Path(__file__).with_name("likelihood.json").read_text("utf-8"))
    return Weights(said["base"], said["weights"])


def judge(document: Document, places: Sequence[Place], seats: frozenset[str]) -> None:
    """Set aside the places that the words around make unlikely, take back those they make certain.

    Parameters
    ----------
    document
        The report.
    places
        Its places, each with the reason by which a rule rejects it, or none; it may be changed. Of
        those without, the likeliest stays so in any case: what happened was somewhere.
    seats
        Names of the towns where governments sit.
    """
    by = weights()
    judged = [
        (likelihood(clues, by), place, clues)
        for place, clues in zip(places, read(document, places, OPEN_REASONS | {""}), strict=True)
        if clues
    ]
    for likely, place, _ in judged:
        place.likely = likely
    of_list = _of_lists(document, places)
    likeliest = max((likely for likely, place, _ in judged if not place.reason), default=1.0)
    for likely, place, clues in judged:
        if place.reason in OPEN_REASONS and place.clue not in _SURE and likely > LIKELY_ENOUGH:
            place.keep()
        elif place.reason or _heads_item(document, place) or _is_told_there(document, place):
            continue
        is_seat = place.name in seats and _JUST_BEFORE.isdisjoint(clues[_EVENT_BEFORE])
        least = LIKELY_SEAT if is_seat else TOO_UNLIKELY
        if max(likely, of_list.get(place.start, 0.0)) < min(least, likeliest):
            place.set_aside(REASON)
    _agree(document, places)


def _heads_item(document: Document, place: Place) -> bool:
    """Tell where an item of a list says itself where it was: "- Foo post, Bar: destroyed"."""
    block = document.blocks[document.sentences[place.sentence].block]
    noun = patterns(document.words)["head_noun"].search(document.text, place.end)
    end = place.end if noun is None else noun.end()
    if block.kind != "bullet" or _HEAD_END.match(document.text, end) is None:
        return False
    said = said_words()
    words = _LONG.findall(document.text, block.start, place.start)
    return all(word.lower() in said["months"] or word.lower() in said["weekdays"] for word in words)


def _is_told_there(document: Document, place: Place) -> bool:
    """Tell "officials in X said that five had died there"."""
    end = document.sentences[place.sentence].end
    told = patterns(document.words)["told_there"].search(document.text, place.end, end)
    return told is not None and bool(document.triggers[place.sentence])


_LONG = re.compile(r"[^\W\d_]{4,}")  # words that may be a day's or say more
_HEAD_END = re.compile(r" ?\(|[,.:;]| [–—-] ")


def _of_lists(document: Document, places: Sequence[Place]) -> dict[int, float]:
    """Return how likely the likeliest name of its list is, by where each name of a list starts.

    "Areas such as A, B and C", "A (B and C)": what is told of one is told of all.
    """
    lists: list[list[Place]] = [[]]
    for left, right in itertools.pairwise(places):
        gap = document.text[left.end : right.start]
        is_one = LIST_GAP.fullmatch(gap) is not None or gap == " ("
        if not is_one or left.reason or right.reason:
            lists.append([])
        else:
            lists[-1] = lists[-1] or [left]
            lists[-1].append(right)
    return {p.start: max(q.likely or 0.0 for q in one) for one in lists for p in one}


def _agree(document: Document, places: Sequence[Place]) -> None:
    """Let what holds a place share what is said of it: "the Foo valley of Bar", "Bar's Foo".

    The holder is named to say where the other is, so it stands where that one stands.
    """
    for left, right in itertools.pairwise(places):
        gap = document.text[left.end : right.start]
        if left.sentence != right.sentence or not (left.place_id or left.parents):
            continue
        if right.place_id in left.parents and patterns(document.words)["holds"].is_in(gap):
            inner, holder = left, right
        elif left.place_id in right.parents and patterns(document.words)["held"].is_in(gap):
            inner, holder = right, left
        else:
            continue
        if {inner.reason, holder.reason} == {"", REASON}:
            holder.set_aside(inner.reason)


def likelihood(clues: Clues, by: Weights) -> float:
    """Return the probability that a name with these clues is where something happened."""
    odds, of = by
    for kind, words in clues.items():
        known = of[kind]
        for word in words:
            if word in known:
                odds += known[word]
    return 1 / (1 + math.exp(-odds))


def told(clues: Clues, by: Weights) -> str:
    """Say how likely a name with these clues is, and which three clues say most."""
    found = (
        (by.of[kind].get(word, 0.0), kind, word) for kind, words in clues.items() for word in words
    )
    most = sorted(found, key=lambda row: (-abs(row[0]), row[1:]))[:_TOLD]
    reasons = "; ".join(f"{kind} '{word}' {weight:+.2f}" for weight, kind, word in most)
    return f"{likelihood(clues, by):.2f} by the words around it ({reasons})"


def read(
    document: Document, places: Sequence[Place], reasons: Collection[str] | None = None
) -> list[Clues]:
    """Return the clues around each place, in order.

    None in datelines, lists of names, stretches and cells whose heading says that they hold places,
    and where a rule rejects the place for another than some reasons; None takes any.
    """
    names = [document.lower[place.start : place.end] for place in places]
    times = Counter(names)
    breaks = lexicon(document.words)["frames.clause_breaks"]
    sentences: dict[int, _Sentence] = {}
    told = tables.under(document, document.words.listed("layout", "forms", "places"))
    told += document.datelines
    made: list[Clues] = []
    for place, name in zip(places, names, strict=True):
        is_asked = reasons is None or place.reason in reasons
        is_told = any(start <= place.start < stop for start, stop in told)
        if is_told or not is_asked or place.level in POINTLESS:
            made.append({})
            continue
        number = place.sentence
        if number not in sentences:
            sentences[number] = _Sentence.of(_told_tokens(document, number), breaks)
        if not sentences[number].tells:
            made.append({})
            continue
        clues = sentences[number].around(place.start, place.end)
        clues["level"] = (place.level or "unknown",)
        clues |= _events(document, place)
        clues["sentence"] = (str(min(number, 3)),)
        clues["fifth of the report"] = (str(5 * place.start // (len(document.text) + 1)),)
        clues["times named"] = (str(min(times[name], 4)),)
        made.append(clues)
    return made


def _told_tokens(document: Document, number: int) -> Tokens:
    """Return the tokens of a sentence, from behind a dateline that it begins with."""
    start, end = document.spans[number]
    begun = max((stop for _, stop in document.datelines if start < stop <= end), default=start)
    return document.cut(begun, end) if begun > start else document.tokens[number]


def _events(document: Document, place: Place) -> Clues:
    """Return where the next event words stand: as many words before and behind, or in the next."""
    number = place.sentence
    events, starts = document.triggers[number], document.tokens[number].starts
    first, stop = (bisect_left(starts, at) for at in (place.start, place.end))
    before = [first - bisect_left(starts, e.end) for e in events if e.end <= place.start]
    behind = [bisect_left(starts, e.start) - stop for e in events if e.start >= place.end]
    following = document.sentences[number + 1 : number + 2]
    goes_on = any(next_.block == document.sentences[number].block for next_ in following)
    return {
        "event word in its sentence": (str(bool(events)),),
        "event word in the next": (str(goes_on and bool(document.triggers[number + 1])),),
        _EVENT_BEFORE: (_distance(before),),
        "words to the event behind": (_distance(behind),),
    }


def _distance(words: Sequence[int]) -> str:
    if not words:
        return "none"
    return next((str(limit) for limit in _DISTANCES if min(words) < limit), "far")


@dataclass(slots=True)
class _Sentence:
    """A sentence's words in small letters, names and numbers as what they are; and their stems."""

    starts: tuple[int, ...]
    words: list[str]
    stems: list[str]
    breaks: list[int]  # the words between its clauses
    tells: bool  # it has more than names and marks

    @classmethod
    def of(cls, tokens: Tokens, breaks: frozenset[str]) -> _Sentence:
        masks = _masks()
        opens = [True, *[word in _OPENERS for word in tokens.low]]
        words = [masks[raw, opened] for raw, opened in zip(tokens.raw, opens, strict=False)]
        tells = any(raw.islower() and raw.isalpha() for raw in tokens.raw)
        starts = tokens.starts
        if not _alike().firsts.isdisjoint(words):
            starts, words = _as_one(starts, words)
        at = [i for i, word in enumerate(words) if word in breaks]
        return cls(starts, words, [word[:STEM] for word in words], at, tells)

    def around(self, start: int, end: int) -> Clues:
        """Return the clues around the name between two offsets."""
        first, stop = bisect_left(self.starts, start), bisect_left(self.starts, end)
        before, after = self.words[:first], self.words[stop:]
        left, right = _nearest(before[::-1]), _nearest(after)
        clues: Clues = {
            "words before": {*left} - {_EDGE},
            "words behind": {*right} - {_EDGE},
            "two before": (f"{left[1]} {left[0]}",),
            "three before": (f"{left[2]} {left[1]} {left[0]}",),
            "two behind": (f"{right[0]} {right[1]}",),
            "both sides": (f"{left[0]} {right[0]}",),
            "sentence before": {*self.stems[:first]},
            "sentence behind": {*self.stems[stop:]},
        }
        for i in range(_NEAR):
            clues[f"word before, {i + 1}"] = (left[i],)
            clues[f"word behind, {i + 1}"] = (right[i],)
        at = bisect_left(self.breaks, first)
        opened = self.breaks[at - 1] + 1 if at else 0
        at = bisect_left(self.breaks, stop)
        closed = self.breaks[at] if at < len(self.breaks) else None
        clues["clause before"] = {*self.stems[opened:first]}
        clues["clause behind"] = {*self.stems[stop:closed]}
        return clues


class _Alike(NamedTuple):
    """What says the same as a word that the weights know, which it is read as."""

    words: dict[str, str]
    phrases: dict[tuple[str, ...], str]
    firsts: frozenset[str]  # the words that phrases begin with
    longest: int  # words of a phrase


@lru_cache(maxsize=1)
def _alike() -> _Alike:
    """Read `alike` of `places.toml`."""
    rows = {row: word for word, rows in load("places")["alike"].items() for row in rows}
    # Of their words, too, some are read as others: "just outside".
    phrases = {
        (*(rows.get(part, part) for part in row.split()),): word
        for row, word in rows.items()
        if " " in row
    }
    firsts = frozenset(row[0] for row in phrases)
    return _Alike(rows, phrases, firsts, max(map(len, phrases)))


def _as_one(starts: Sequence[int], words: Sequence[str]) -> tuple[tuple[int, ...], list[str]]:
    """Put one word for each phrase that says the same: "close to" is "near"."""
    said, begun, made = _alike(), [*starts], [*words]
    for at, word in enumerate(made):  # which grows shorter
        if word in said.firsts:
            for length in range(said.longest, 1, -1):
                one = said.phrases.get((*made[at : at + length],))
                if one is not None:
                    begun[at : at + length], made[at : at + length] = [begun[at]], [one]
                    break
    return tuple(begun), made


class _Masks(dict[tuple[str, bool], str]):
    """What a word is read as, by how it is written and whether a sentence may begin with it."""

    def __missing__(self, key: tuple[str, bool]) -> str:
        """Work it out when a text first has it."""
        if len(self) >= _KEPT:
            self.clear()
        made = self[key] = self._masked(*key)
        return made

    def _masked(self, raw: str, is_first: bool) -> str:
        low, said = raw.lower().replace("’", "'"), said_words()
        if not raw[0].isupper():
            return "NUMBER" if raw[0].isdigit() else _alike().words.get(low) or alike.as_known(low)
        if low in said["weekdays"]:
            return "DAY"
        if low in said["months"]:
            return "MONTH"
        return low if is_first else "NAME"


_KEPT = 30_000  # words whose masks are kept
_masks = lru_cache(maxsize=1)(_Masks)


def _nearest(words: Sequence[str]) -> list[str]:
    """Return the nearest words of one side, a name of several words as one, and edges behind."""
    made: list[str] = []
    for word in words:
        if word != "NAME" or made[-1:] != ["NAME"]:
            made.append(word)
        if len(made) > _NEAR:
            break
    return (made + [_EDGE] * _NEAR)[:_NEAR]
