"""Names in a text that may be places', and what the words around them say of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.names import words_of
from geo.reports.language import wording
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.gazetteer.index import Hits
    from geo.reports.documents.document import Document
    from geo.reports.documents.parts import Sentence
    from geo.reports.language.wording import Ending
    from geo.reports.language.words import Words

# What most are stands first: a word of plain letters.
_WORD = re.compile(
    r"(?=\w)(?:[A-Za-z]+(?=[ ,.])|[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*|\d+(?:st|nd|rd|th)?)"
)
_GAPS = frozenset({" ", "  ", "\t", " \t", "\t ", "\t\t", "-", "‑", "\n"})
LIST_GAP = re.compile(r",?[ \t]*(?:,|and|&|or|as well as|,[ \t]*and)[ \t]*(?:the[ \t]+)?")
_POSSESSIVE = re.compile(r"['’]s?$")


class Token(NamedTuple):
    """A word of a sentence."""

    start: int
    end: int
    word: str  # as written, without possessive
    lower: str
    key: str  # folded
    is_capital: bool
    begins: bool  # a name may begin with it: "203 Corps" too
    is_joined: bool  # only a blank or hyphen stands between it and the word before


_HEAD_LETTERS = 4  # so many capitals before a word with small letters are the head of a line


def _is_head(found: list[Token], following: str) -> bool:
    """Tell "CHAMAN Friendship Gate": a head without a mark, and what it is the head of."""
    letters = 0
    for token in reversed(found):
        if not token.word.isupper():
            break
        letters += len(token.word)
        if not token.is_joined:
            break
    return letters >= _HEAD_LETTERS and following[:1].isupper() and not following.isupper()


_TITLE_WORDS, _TITLE_LETTERS = 5, 4  # so many words of so many letters make a head
_BEFORE = 40  # characters before a name that may make it one


class Line:
    """A sentence in which names of places are looked for.

    Attributes
    ----------
    text, start, end
        The document's text, and where the sentence stands in it.
    number
        Of the sentence.
    tokens
        Its words.
    words, lexis
        The vocabulary, and the lists of `places.toml` as sets.
    said
        The rows of `wording/framed.toml`.
    is_item
        Whether it stands in an item of a list or a row of a table.
    """

    __slots__ = (
        "_before",
        "_has_event",
        "_is_title",
        "_is_told_of",
        "_scan",
        "end",
        "is_item",
        "lexis",
        "number",
        "said",
        "start",
        "text",
        "tokens",
        "words",
    )

    def __init__(self, document: Document, number: int, sentence: Sentence) -> None:
        self.text, self.number = document.text, number
        self.start, self.end = sentence.start, sentence.end
        self.words, self.lexis = document.words, lexicon(document.words)
        self.said = wording.of(self.words, "framed")
        self.is_item = document.blocks[sentence.block].is_item
        self.tokens = _tokens_of(self.text, sentence, self.words)
        self._scan = document.scan
        self._has_event = bool(document.triggers[number])
        self._is_told_of: bool | None = None
        self._is_title: bool | None = None
        self._before: dict[int, Ending] = {}

    def before(self, start: int) -> Ending:
        """Return what stands before a name, which tells the frames that it ends in."""
        if start not in self._before:
            at = max(self.start, start - _BEFORE)
            self._before[start] = self.said.before(self.text[at:start], self._scan, at)
        return self._before[start]

    @property
    def is_told_of(self) -> bool:
        """Tell whether the sentence tells of violence, or of posts."""
        if self._is_told_of is None:
            posts = self.said["posts"].search(self.text, self.start, self.end)
            self._is_told_of = self._has_event or posts is not None
        return self._is_told_of

    @property
    def is_title(self) -> bool:
        """Tell a head in which all words are written like names."""
        if self._is_title is None:
            long = [token for token in self.tokens if len(token.word) >= _TITLE_LETTERS]
            self._is_title = len(long) >= _TITLE_WORDS and all(t.is_capital for t in long)
        return self._is_title


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
        What the words around say: ``placed``, ``list``, ``title``, ``person``, ``named_on`` (a word
        with a capital follows), ``organisation``, ``headed`` (it begins a part of a bulletin),
        ``held`` (what it means lies in what is named beside it).
    level_told
        The level that they say; empty where they say none.
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
    level_told: str = ""


@lru_cache(maxsize=PACKS)
def lexicon(words: Words) -> dict[str, frozenset[str]]:
    """Return the lists of `places.toml` as sets."""
    said = words.load("places")
    return {
        f"{group}.{name}": frozenset(rows)
        for group, lists in said.items()
        for name, rows in lists.items()
    }


@lru_cache(maxsize=PACKS)
def _inner_words(words: Words) -> frozenset[str]:
    """Return the words without a capital that a name may hold."""
    return lexicon(words)["names.joins"] | lexicon(words)["names.facilities"]


def _tokens_of(text: str, sentence: Sentence, words: Words) -> list[Token]:
    """Cut a sentence into words with their offsets."""
    found: list[Token] = []
    forms, add, made = _forms(words), found.append, tuple.__new__  # there are many: in few calls
    before, stop, last = "", -1, sentence.start  # where the word before ends, and its possessive
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        word, low, key, is_capital, begins = forms[text[start:end]]
        is_joined = last == stop and text[last:start] in _GAPS
        if is_capital and is_joined and before.isupper() and _is_head(found, word):
            is_joined = False
        before, stop, last = word, start + len(word), end
        add(made(Token, (start, stop, word, low, key, is_capital, begins, is_joined)))
    return found


class _Forms(dict[str, tuple[str, str, str, bool, bool]]):
    """Of a word as written what `Token` has: `word`, `lower`, `key`, `is_capital`, `begins`."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._named = _inner_words(words)

    def __missing__(self, written: str) -> tuple[str, str, str, bool, bool]:
        """Work a word out when a text first has it."""
        word = _POSSESSIVE.sub("", written)
        first, low = word[0], word.lower()
        is_capital = first.isupper() or (first.isalpha() and not first.islower())
        key = "".join(words_of(word)) if is_capital or low in self._named else low
        if len(self) >= _KEPT:
            self.clear()
        made = self[written] = (word, low, key, is_capital, is_capital or first.isdigit())
        return made


_KEPT = 30_000  # words as written whose forms are kept


@lru_cache(maxsize=PACKS)
def _forms(words: Words) -> _Forms:
    return _Forms(words)


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


# "1120 Foo: shells", "27 Oct: Foo (Bar) - Baz", "Foo. Exchange of fire": a head, of a known name.
_HEAD_OF = re.compile(r"(?:^|\n|\d{4}[ \t]|[:|][ \t]|[ \t][-–—][ \t])[ \t•*–-]*$")
_HEAD_END = re.compile(r":[ \t\n]|[ \t]\([A-Z]|[ \t][-–—][ \t][A-Z]")
# "Foo, 5 October - nine killed", "5 Oct: Foo, no one hurt": what an item of a list begins with.
_ITEM_END = re.compile(r"[ \t]*[,:;(|]|[ \t]+[-–—][ \t]")


def _is_head_of(line: Line, start: int, end: int) -> bool:
    """Tell a name that a part of a log or bulletin begins with."""
    before, name = line.text[max(0, start - 8) : start], line.text[start:end]
    ends = _ITEM_END if line.is_item else _HEAD_END
    return (
        not name.isupper()
        and ends.match(line.text, end, line.end) is not None
        and (start == line.start or _HEAD_OF.search(before) is not None)
    )


def _cues_of_line(line: Line, made: Toponym) -> set[str]:
    """Return what stands around a name on its line: it begins a cell, or a part of a bulletin.

    Or somebody was "named as" it.
    """
    cues = {"placed"} if is_cell(line.text, made.start, made.end, line.end) else set()
    if made.hits and _is_head_of(line, made.start, made.end):
        cues.add("headed")
    before = line.before(made.start)
    if before.has("named_as") and not before.has("kind_of"):
        cues.add("title")
    return cues


def name_at(line: Line, at: int, last: int, tier: str, hits: Hits = ()) -> Toponym:
    """Make a name of the tokens from `at` to `last`, and read the words around it."""
    tokens = line.tokens
    made = Toponym(tokens[at].start, tokens[last - 1].end, at, last, line.number, tier, hits)
    _read_cues(line, made)
    return made


def _read_cues(line: Line, made: Toponym) -> None:
    text, tokens, lexis = line.text, line.tokens, line.lexis
    before = line.before(made.start)
    cues = made.cues
    if before.has("placing", "kind_of", "hit", "many"):
        cues.add("placed")
    after = text[made.end : min(line.end, made.end + 40)]
    level = line.said["level_behind"].search(after)
    if level:
        made.level_told = _level_of(level)
        cues.add("placed")
    elif (said := before.find("level")) is not None:
        cues.add("placed")
        if not _is_taken(line, before.text, said.start()):
            made.level_told = _level_of(said)
    if line.said["frame"].search(text, made.end, min(line.end, made.end + 60)):
        cues.add("placed")
    cues |= _cues_of_line(line, made)
    if made.first and tokens[made.first].is_joined:
        previous = tokens[made.first - 1]
        if previous.lower in lexis["names.titles"] and not before.has("kind_of"):
            cues.add("title")  # not "a hamlet called Foo"
        elif (
            previous.word.isupper()
            and len(previous.word) > 1
            and not text[made.start : made.end].isupper()
        ):
            cues.add("organisation")  # "FC Balochistan North"
        elif previous.is_capital and (
            previous.lower not in lexis["names.not_names"] or _is_second_name(line, made.first - 1)
        ):
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
        tail = text[follow.start : min(line.end, follow.start + 30)].lower()
        if line.said["no_place"].search(tail):
            cues.add("organisation")
        elif (
            follow.is_capital
            and follow.lower not in lexis["names.not_names"]
            and follow.lower not in lexis["names.facilities"]
            and text[made.end : follow.start] == " "
        ):
            cues.add("named_on")


def _is_second_name(line: Line, at: int) -> bool:
    """Tell "Gul Jan" before a name, where the second might be a short month."""
    first, second = line.tokens[at - 1], line.tokens[at]
    is_name = first.is_capital and not first.word.isupper() and second.is_joined
    return at > 0 and is_name and second.lower in line.words.load("dates")["months"]


LEVELS = ("admin1", "admin2", "admin3", "place", "crossing")


def _is_taken(line: Line, before: str, at: int) -> bool:
    """Tell whether the word that says what a name is belongs to the name before it."""
    name = line.said["taken"].search(before, 0, at)
    return name is not None and name[1].lower() not in line.lexis["names.not_names"]


def _level_of(found: re.Match[str]) -> str:
    return next(level for level in LEVELS if found[level])
