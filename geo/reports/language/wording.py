"""What a text says, by patterns that stand under their names in `vocabulary/wording/*.toml`.

A row is a rule's: its section says where it is looked for, `words` what may stand there, with what
follows on each in `then`; where that cannot say it, `pattern` does. `has` and `lacks` are its
tests. A space is any run of blanks; ``{sides.militants}`` stands for that list of the vocabulary,
``{deed}`` for a part of the file.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from geo.errors import RegionError, fault_line
from geo.reports.language.beginnings import Beginnings, begins_word, is_open
from geo.reports.language.compiling import compiled
from geo.reports.language.scanning import Finder, Starts
from geo.reports.language.words import PACKS, either, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geo.reports.language.scanning import Scan
    from geo.reports.language.words import Words

# Of each section how its alternatives stand in a pattern, and how that is looked for.
_SECTIONS = {
    "before": (r"\b(?:{}){}$", "search"),  # it ends where a name or verb begins
    "behind": (r"(?:{}){}\b", "match"),  # it begins where one ends
    "between": ("(?:{}){}", "fullmatch"),  # it fills what stands between two
    "opening": (r"[\W]*(?:{}){}\b", "match"),  # a sentence or its part begins with it
    "within": (r"\b(?:{}){}\b", "search"),  # anywhere
}
SECTIONS = tuple(_SECTIONS)
# Sections whose rows of words are only tried where they may begin.
QUICK = ("before", "within")
# A pattern of so many letters is found sooner by the words it may begin with than at every letter.
_LONG = 250
_PART = re.compile(r"\{([a-z][a-z0-9_.]*)\}")


class Pattern:
    """A row.

    Parameters
    ----------
    section
        Where it is looked for: ``before``, ``behind``, ``between``, ``opening``, ``within``.
    said, flags
        As `re.compile` takes them, which is done when a text first asks: most ask for few rows.

    Attributes
    ----------
    section, said, flags
        As given.
    """

    def __init__(self, section: str, said: str, flags: int) -> None:
        self.section, self.said, self.flags = section, said, flags

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled; what is not only tried where it may begin is to fail soon."""
        is_tried_late = self.section in QUICK and self.begins_word
        return (re.compile if is_tried_late else compiled)(self.said, self.flags)

    @cached_property
    def begins_word(self) -> bool:
        """Each of its alternatives begins with a word."""
        return begins_word(self.said)

    @property
    def is_quick(self) -> bool:
        """It can be tried only at the words that it may begin with."""
        return self.begins_word and Beginnings.of(self.said) is not None

    @cached_property
    def _finder(self) -> Finder | None:
        # One that nearly any word begins would be asked at each.
        is_found = self.section == "within" and self.is_quick
        is_found = is_found and not is_open(Beginnings.of(self.said))
        return Finder(self.said, self.flags) if is_found else None

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """What finds it in a text, or a stretch of one, as its section says."""
        if self.section == "within" and len(self.said) > _LONG and self._finder is not None:
            return self._finder.search
        found: Callable[..., re.Match[str] | None]
        found = getattr(self.pattern, _SECTIONS[self.section][1])
        return found

    @cached_property
    def find(self) -> Callable[..., re.Match[str] | None]:
        """What finds it in a text, and takes the words of one if they are at hand.

        That is a `scan` that holds them from an offset `at` on.
        """
        if self._finder is not None:
            return self._finder.find
        return lambda text, _scan=None, _at=0: self.search(text)

    def is_in(self, text: str, scan: Scan | None = None, at: int = 0) -> bool:
        """Tell whether a text has it, which is looked for as `find` does."""
        return self.find(text, scan, at) is not None

    def is_all_of(self, text: str, *span: int) -> bool:
        """Tell whether it fills a text, or a stretch of it."""
        return self.pattern.fullmatch(text, *span) is not None

    def all_in(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        """Find it wherever a text, or a stretch of it, has it."""
        return self.pattern.finditer(text, *span)

    def each(
        self, text: str, scan: Scan | None, at: int = 0, *span: int
    ) -> Iterator[re.Match[str]]:
        """Find it as `all_in` does, with the words of the text if they are at hand, as `find`."""
        if scan is None or self._finder is None:
            return self.all_in(text, *span)
        return self._finder.each(text, scan, at, *span)


class Wording(dict[str, Pattern]):
    """The rows of a file by their names."""

    @cached_property
    def _before(self) -> dict[str, Beginnings | None]:
        return {name: Beginnings.of(r.said) for name, r in self.items() if r.section == "before"}

    @cached_property
    def open(self) -> frozenset[str]:
        """The rows of ``before`` that begin with any word, which is no use to ask about them."""
        return frozenset(name for name, begun in self._before.items() if is_open(begun))

    @cached_property
    def _begun(self) -> Starts[str]:
        begun = {name: begun for name, begun in self._before.items() if name not in self.open}
        return Starts([*begun], begun.values())

    def before(self, text: str, scan: Scan | None = None, at: int = 0) -> Ending:
        """Return what tells of a short text in which rows of ``before`` it ends.

        `scan` holds its words if they are at hand, from `at` on.
        """
        if scan is None:
            return Ending(self, text, self._begun.asking_in(text))
        return Ending(self, text, scan.asking(self._begun, at, at + len(text)), at)


class Ending:
    """What a short text ends in: a row is only tried at words of it that may begin that row.

    Parameters
    ----------
    said
        The rows.
    text
        What stands before a name or verb.
    asking
        Where its words begin, with the rows of ``before`` that may begin there.
    start
        Where the text begins, as `asking` counts.

    Attributes
    ----------
    text
        As given.
    asked
        The rows that it may end in.
    """

    __slots__ = ("_asking", "_said", "_start", "asked", "text")

    def __init__(
        self, said: Wording, text: str, asking: list[tuple[int, tuple[str, ...]]], start: int = 0
    ) -> None:
        self.text, self._said, self._asking, self._start = text, said, asking, start
        self.asked = said.open.union(*[names for _, names in asking])

    def find(self, name: str) -> re.Match[str] | None:
        """Find a row that it ends in."""
        if name not in self.asked:
            return None
        row = self._said[name]
        if not row.begins_word or name in self._said.open:
            return row.search(self.text)
        for at, names in self._asking:
            if (
                name in names
                and (found := row.pattern.match(self.text, at - self._start)) is not None
            ):
                return found
        return None

    def has(self, *names: str) -> bool:
        """Tell whether it ends in any of some rows."""
        return not self.asked.isdisjoint(names) and any(map(self.find, names))


@lru_cache(maxsize=16 * PACKS)
def of(words: Words, file: str) -> Wording:
    """Return the rows of a file of `vocabulary/wording`, with the lists of a region in them.

    Raises
    ------
    RegionError
        With what a pack adds, words that are tried only where they may begin may begin anywhere.
    """
    return read(words, file, {})


def read(words: Words, file: str, parts: Mapping[str, str]) -> Wording:
    """Read a file as `of` does, with parts of patterns that do not stand in it."""
    said = words.load(f"wording/{file}")
    known = {name: _joined(row) for name, row in said.get("parts", {}).items()} | dict(parts)
    return Wording(
        (name, _pattern(section, row, known, words))
        for section in _SECTIONS
        for name, row in said.get(section, {}).items()
    )


def _pattern(
    section: str, row: Mapping[str, Any], parts: Mapping[str, str], words: Words
) -> Pattern:
    """Make a row as its file has it; one with parts, which a pack may add to, is checked."""
    if "pattern" in row:
        made = _joined(row["pattern"])
    else:
        made = _SECTIONS[section][0].format(_either(row["words"]), _joined(row.get("then", "")))
    has_parts = False
    while (found := _PART.search(made)) is not None:
        has_parts, part = True, parts.get(found[1])
        made = made.replace(found[0], _listed(words, found[1]) if part is None else part)
    pattern = Pattern(section, made, 0 if row.get("cased") else re.IGNORECASE)
    if has_parts and "words" in row and section in QUICK and not pattern.is_quick:
        raise RegionError(fault_line("a pattern may begin with anything", value=made))
    return pattern


def _joined(parts: str | list[str]) -> str:
    return spaced("".join(parts))


def _either(words: str | list[str]) -> str:
    return "|".join(map(_joined, [words] if isinstance(words, str) else words))


def _listed(words: Words, name: str) -> str:
    """Return the part of a pattern that is a list of the vocabulary, by its file and keys."""
    if name == "countries":
        return either(said for names in words.countries for said in names)
    file, *keys = name.split(".")
    said: Any = words.load(file)
    for key in keys:
        said = said[key]
    return either(said)
