"""Names in a text that may be places', and what the words around them say of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.names import words_of
from geo.reports.words import either, load

if TYPE_CHECKING:
    from geo.gazetteer.index import Hits
    from geo.reports.document import Sentence

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*|\d+(?:st|nd|rd|th)?")
_GAPS = frozenset({" ", "  ", "\t", " \t", "\t ", "\t\t", "-", "‑", "\n"})
_POSSESSIVE = re.compile(r"['’]s?$")


class Token(NamedTuple):
    """A word of a sentence."""

    start: int
    end: int
    word: str  # as written, without possessive
    lower: str
    key: str  # folded
    is_capital: bool
    is_joined: bool  # only a blank or hyphen stands between it and the word before


@dataclass(slots=True)
class Toponym:
    """A name in a text that may be a place's.

    Attributes
    ----------
    start, end
        Offsets of its words.
    first, last
        Numbers of its tokens in the sentence; last is not included.
    sentence
        Number of the sentence.
    tier
        ``folded``, ``skeleton`` (found by its sound), or ``frame`` (not known; the words around
        it make it a place).
    hits
        Entries it may mean.
    alike
        Entries whose name sounds so, where `hits` are those spelled so.
    cues
        What the words around say: ``placed``, ``level:admin2``, ``list``, ``title``, ``person``,
        ``organisation``.
    """

    start: int
    end: int
    first: int
    last: int
    sentence: int
    tier: str
    hits: Hits
    cues: set[str] = field(default_factory=set)
    alike: Hits = ()


@lru_cache(maxsize=1)
def lexicon() -> dict[str, frozenset[str]]:
    """Return the lists of `places.toml` as sets."""
    said = load("places")
    return {
        f"{group}.{name}": frozenset(words)
        for group, lists in said.items()
        for name, words in lists.items()
    }


@lru_cache(maxsize=1)
def frame_after() -> re.Pattern[str]:
    """Match the word behind a name that makes it a place's."""
    # What stands between a name and the word that makes it a place's: "refugee", "border".
    between = r"(?:[ \t]+(?:refugee|transit|border|check|general|district|training|military))?"
    return re.compile(
        rf"['’]?s?{between}[ \t]+{either(lexicon()['frames.after'])}\b", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def frame_of() -> re.Pattern[str]:
    """Match the words before a name that make it a place's."""
    return re.compile(rf"\b{either(lexicon()['frames.of'])}[ \t]+$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _placing() -> re.Pattern[str]:
    return re.compile(
        rf"\b{either(lexicon()['frames.placing'])}[ \t]+(?:the[ \t]+)?(?:[a-z]+(?:ern)[ \t]+)?$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=65_536)
def _key(word: str) -> str:
    return "".join(words_of(word))


@lru_cache(maxsize=1)
def _inner_words() -> frozenset[str]:
    """Return the words without a capital that a name may hold."""
    return lexicon()["names.joins"] | lexicon()["names.facilities"]


def tokens_of(text: str, sentence: Sentence) -> list[Token]:
    """Cut a sentence into words with their offsets."""
    found: list[Token] = []
    named = _inner_words()
    end = sentence.start
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        word = match[0]
        if "'" in word or "’" in word:
            word = _POSSESSIVE.sub("", word)
        start = match.start()
        is_joined = text[end:start] in _GAPS and bool(found) and end == found[-1].end
        first = word[0]
        is_capital = first.isupper() or (first.isalpha() and not first.islower())
        low = word.lower()
        key = _key(word) if is_capital or low in named else low
        found.append(Token(start, start + len(word), word, low, key, is_capital, is_joined))
        end = match.end()
    return found


# An item, or a cell of a table, that begins with a name and what holds it, or a count:
# "- Foo, Barmal", "Foo - 11 dead", "Foo | 11".
_CELL = re.compile(r"(?:^|\n|\|)[ \t•*–-]*$")
_CELL_END = re.compile(
    r"(?:,[ \t]+[A-Z]\w+(?:[ \t][A-Z]\w+)?)?[ \t]*[-–—|][ \t]*"
    r"(?:\d|none\b|nil\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b)"
    r"|,[ \t]+[A-Z]\w+(?:[ \t][A-Z]\w+)?[ \t]*(?:\||[-–—][ \t])",
)


def is_cell(text: str, start: int, end: int, stop: int) -> bool:
    """Tell a name that an item or a cell begins with, with what holds it or a count behind it."""
    return (
        _CELL_END.match(text, end, stop) is not None
        and _CELL.search(text, max(0, start - 4), start) is not None
    )


def name_at(
    text: str, sentence: Sentence, tokens: list[Token], at: int, last: int, tier: str, hits: Hits
) -> Toponym:
    """Make a name of the tokens from `at` to `last`, and read the words around it."""
    made = Toponym(tokens[at].start, tokens[last - 1].end, at, last, 0, tier, hits)
    _read_cues(text, sentence, tokens, made)
    return made


def _read_cues(text: str, sentence: Sentence, tokens: list[Token], made: Toponym) -> None:
    lexis = lexicon()
    before = text[max(sentence.start, made.start - 40) : made.start]
    cues = made.cues
    if _placing().search(before) or frame_of().search(before):
        cues.add("placed")
    after = text[made.end : min(sentence.end, made.end + 40)]
    level = LEVEL_AFTER.match(after)
    if level:
        cues.add(f"level:{_level_of(level['level'])}")
        cues.add("placed")
    elif (said := _LEVEL_BEFORE.search(before)) is not None:
        cues.add(f"level:{_level_of(said['level'])}")
        cues.add("placed")
    if frame_after().match(text, made.end, min(sentence.end, made.end + 60)):
        cues.add("placed")
    if is_cell(text, made.start, made.end, sentence.end):
        cues.add("placed")
    if made.first and tokens[made.first].is_joined:
        previous = tokens[made.first - 1]
        if previous.lower in lexis["names.titles"]:
            cues.add("title")
        elif (
            previous.word.isupper()
            and len(previous.word) > 1
            and not text[made.start : made.end].isupper()
        ):
            cues.add("organisation")  # "FC Balochistan North"
        elif previous.is_capital and previous.lower not in lexis["names.not_names"]:
            cues.add("person")
    elif (
        made.first
        and text[tokens[made.first - 1].end : made.start] == ". "
        and tokens[made.first - 1].lower in lexis["names.titles"]
    ):
        cues.add("title")
    if (
        made.last < len(tokens)
        and tokens[made.last].is_joined
        and "'" not in text[made.end : tokens[made.last].start]
    ):
        follow = tokens[made.last]
        tail = text[follow.start : min(sentence.end, follow.start + 30)].lower()
        if _not_place_after().match(tail):
            cues.add("organisation")
        elif (
            follow.is_capital
            and follow.lower not in lexis["names.not_names"]
            and follow.lower not in lexis["names.facilities"]
            and text[made.end : follow.start] == " "
        ):
            cues.add("named_on")


@lru_cache(maxsize=1)
def _not_place_after() -> re.Pattern[str]:
    return re.compile(rf"{either(lexicon()['names.not_place_after'])}\b")


_LEVEL_WORDS = (
    r"provinces?|districts?|tribal[ \t]district|agency|tehsils?|sub-?division|villages?|towns?"
    r"|cit(?:y|ies)|crossings?|gates?|border[ \t]crossings?|border[ \t]point|terminal"
)
LEVEL_AFTER = re.compile(
    rf"['’]?s?[ \t]+(?:border[ \t]|tribal[ \t])?(?P<level>{_LEVEL_WORDS})\b", re.IGNORECASE
)
_LEVEL_BEFORE = re.compile(
    rf"\b(?P<level>{_LEVEL_WORDS})[ \t]+(?:of[ \t]+|called[ \t]+|named[ \t]+"
    rf"|at[ \t]+)?(?:the[ \t]+)?$",
    re.IGNORECASE,
)


def _level_of(word: str) -> str:
    word = word.lower()
    if word.startswith("province"):
        return "admin1"
    if "district" in word or word == "agency":
        return "admin2"
    if word.startswith(("tehsil", "sub")):
        return "admin3"
    if word.startswith(("village", "town", "cit")):
        return "place"
    return "crossing"


@lru_cache(maxsize=512)
def _tells_of_violence(words: str) -> bool:
    from geo.reports import triggers

    return triggers.any_pattern().search(words.lower()) is not None


def is_told_of(text: str, sentence: Sentence) -> bool:
    """Tell whether a sentence tells of violence, or of posts."""
    words = text[sentence.start : sentence.end]
    return _tells_of_violence(words) or _POSTS.search(words) is not None


_POSTS = re.compile(r"\b(?:check ?)?posts?\b|\boutposts?\b|\bhideouts?\b", re.IGNORECASE)
