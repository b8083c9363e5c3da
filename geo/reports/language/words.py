"""The vocabulary: words of a language, and those that only the reports of one region have.

English and the words of reporting stand in `vocabulary/*.toml`. What is peculiar to a region stands
in its pack's `words.toml`, which adds to those lists under the same names.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo import nations
from geo.errors import RegionError, fault_line
from geo.reports.language import alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.region import RegionPack

FILE = "words.toml"
_FOLDER = Path(__file__).with_name("vocabulary")
# These are the same in every region: packs add nothing to them.
_FIXED = frozenset({"accounts", "dates", "day_rules", "layout", "spellings", "states", "zero"})
# So many packs at a time have their patterns and tables kept by the caches of these rooms.
PACKS = 8


class Words:
    """The vocabulary that reports are read with.

    Two are never equal: what is made of one is cached by it.

    Parameters
    ----------
    added
        What a pack adds: tables and lists named as in `vocabulary/*.toml`, the file's name first.
    countries
        The names of the region's countries, those of their people among them ("Afghanistan",
        "Afghan"); in patterns ``{nation}`` stands for all of a country's but the first.

    Attributes
    ----------
    countries
        As given.
    listed
        Returns a list of a file as a set, by the file's name and keys; made once.

    Raises
    ------
    RegionError
        Something is added to a list that does not exist, or a pattern cannot be searched for.
    """

    def __init__(
        self,
        added: Mapping[str, Any] | None = None,
        countries: Iterable[tuple[str, ...]] = (),
    ) -> None:
        self._added = dict(added or {})
        for name, tables in self._added.items():
            known = _english(name) if name in _names() else None
            _check(tables, known, name)
        self.countries = (*countries,)
        self._files: dict[str, dict[str, Any]] = {}
        self.listed = cache(self._listed)  # asked at nearly every word
        said = _merged(_english("names"), self._added.get("names", {}))
        self._filled = {
            "{nation}": [
                *(n.lower() for names in self.countries for n in names[1:]),
                *said["nations"],
            ],
            "{band}": said["bands"],
            "{gate}": said["gates"],
            "{outlaw}": said["outlaws"],
        }

    def __reduce__(self) -> tuple[Any, ...]:
        """Send it to another process by what it was made of."""
        return _sent, (self._added, self.countries)

    def load(self, name: str) -> dict[str, Any]:
        """Return a file of the vocabulary with what the pack adds."""
        if name not in self._files:
            merged = _merged(_english(name), self._added.get(name, {}))
            named = {f"{{{key}}}": part for key, part in merged.get("parts", {}).items()}
            named |= {key: either(rows) for key, rows in self._filled.items()}
            is_pattern = name.startswith("wording/")  # whose rows take lists themselves
            filled = _with_names(merged if is_pattern else self._with_lists(merged), named)
            self._files[name] = alike.in_other_words(filled, is_pattern=is_pattern)
        return self._files[name]

    def _with_lists(self, said: Any) -> Any:
        """Put the lists of other files in the place of their names: ``{speech.verbs.tell}``."""
        if isinstance(said, dict):
            return {key: self._with_lists(value) for key, value in said.items()}
        if not isinstance(said, list):
            return said
        found: list[Any] = []
        for row in said:
            name = _LIST.fullmatch(row) if isinstance(row, str) else None
            found += [self._with_lists(row)] if name is None else self._list(*name[1].split("."))
        return [*dict.fromkeys(found)] if len(found) > len(said) else found

    def _list(self, name: str, *keys: str) -> list[str]:
        said: Any = self.load(name)
        for key in keys:
            said = said[key]
        return [*said]

    def _listed(self, name: str, *keys: str) -> frozenset[str]:
        return frozenset(self._list(name, *keys))


def of(pack: RegionPack) -> Words:
    """Return the vocabulary of a region, read once.

    Raises
    ------
    RegionError
        The pack's `words.toml` is faulty.
    """
    return pack.once("reports.words", _of)


def _of(pack: RegionPack) -> Words:
    path = pack.path / FILE
    try:
        added = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise RegionError(fault_line("not TOML", value=str(fault), where=FILE)) from fault
    names = [(said.name, *(n for n in said.names if n != said.name)) for said in nations.of(pack)]
    return Words(added, names)


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(path.stem for path in _FOLDER.glob("*.toml")) - _FIXED


@lru_cache(maxsize=1)
def spoken() -> frozenset[str]:
    """Return the words in small letters of all rows of the vocabulary, those of patterns too.

    With a capital where a sentence begins they are names no more than elsewhere.
    """
    files = (path.relative_to(_FOLDER).with_suffix("") for path in _FOLDER.rglob("*.toml"))
    rows = "\n".join(row for path in files for row in _rows(_english(path.as_posix())))
    return frozenset(_SPOKEN.findall(_ESCAPED.sub(" ", rows)))


def _rows(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, (dict, list)):
        for part in said.values() if isinstance(said, dict) else said:
            yield from _rows(part)


_LIST = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)+)\}")
_SPOKEN = re.compile(r"\b[a-z]{3,}\b")
_ESCAPED = re.compile(r"\\.")


@cache
def _english(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


def _check(added: Any, known: Any, where: str) -> None:
    """Refuse what would be added to nothing: no rule would ever read it."""
    if isinstance(added, dict) and isinstance(known, dict):
        for key, value in added.items():
            _check(value, known.get(key), f"{where}.{key}")
        return
    is_list = isinstance(added, list) and isinstance(known, list)
    if not is_list or not all(isinstance(word, str) for word in added):
        raise RegionError(
            fault_line(
                "no such list of words",
                value=where,
                expected="a list of texts, named as in geo/reports/language/vocabulary",
                where=FILE,
            )
        )
    for row in added:
        if fault := _fault_of(row):
            raise RegionError(fault_line(fault, value=row, where=f"{FILE}, {where}"))


def _fault_of(row: str) -> str:
    """Say why a row cannot be one of the alternatives of a pattern; empty where it can."""
    if not row.strip():
        return "an empty row"
    if not row.startswith("re:"):
        return ""
    try:
        re.compile(f"(?:a|{row[3:]})")
        found = re.compile(row[3:])
    except re.error as fault:
        return f"no pattern ({fault})"
    if found.groups:
        return "a group that is kept, (...) for (?:...)"
    return "a pattern of nothing" if found.match("") else ""


def _merged(known: dict[str, Any], added: Mapping[str, Any]) -> dict[str, Any]:
    if not added:
        return known
    return known | {
        key: _merged(known[key], more) if isinstance(more, dict) else [*known[key], *more]
        for key, more in added.items()
    }


def _with_names(said: Any, named: Mapping[str, str]) -> Any:
    """Fill the names of the region into patterns that ask for them."""
    if isinstance(said, dict):
        return {key: _with_names(value, named) for key, value in said.items()}
    if isinstance(said, list):
        return [_with_names(value, named) for value in said]
    if isinstance(said, str) and said.startswith("re:"):
        for key, part in named.items():
            said = said.replace(key, part)
    return said


# What other processes sent, one of each: all that is made of a vocabulary is cached by it.
_received: dict[str, Words] = {}


def _sent(added: dict[str, Any], countries: tuple[tuple[str, ...], ...]) -> Words:
    key = repr((added, countries))
    if key not in _received:
        _received[key] = Words(added, countries)
    return _received[key]


# English alone, for what no region adds to: times, layout, zeros.
ENGLISH = Words()


def load(name: str) -> dict[str, Any]:
    """Return a file of the vocabulary as it is in English."""
    return ENGLISH.load(name)


def low(words: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases to be searched for in a text in lower case, as whole words.

    Without the flag for any case the engine skips what cannot begin a phrase: several times faster.
    """
    return re.compile(rf"\b{either(map(lowered, words))}\b")


def lowered(row: str) -> str:
    """Write a phrase in lower case; of a pattern all but its classes, such as not a letter."""
    if not row.startswith("re:"):
        return row.lower()
    return "re:" + re.sub(r"(?<!\\)[A-Z]", lambda letter: letter[0].lower(), row[3:])


def longest_first(words: Iterable[str]) -> list[str]:
    """Return phrases each once, in the order in which one is tried before what it begins with."""
    return sorted(set(words), key=lambda said: (-len(said), said))


def either(words: Iterable[str]) -> str:
    """Make the part of a pattern that matches any of the phrases, the longest first.

    A space in a phrase matches any run of blanks, and a hyphen; the rest is taken literally unless
    it begins with ``re:``, which makes the row a pattern of its own, whose spaces match any run of
    blanks. No phrase matches nothing.
    """
    parts = []
    for word in longest_first(words):
        if word.startswith("re:"):
            parts.append(spaced(word[3:]))
        else:
            parts.append(re.escape(word).replace(r"\ ", r"[\s\-‑]{1,3}").replace("'", "['’]"))
    return "(?:" + "|".join(parts or ["(?!)"]) + ")"


def spaced(pattern: str) -> str:
    """Let a space of a pattern be any run of blanks, but in classes and in what looks back."""
    return _BLANK.sub(_blanks, pattern)


_BLANK = re.compile(r"\\.|\(\?<[!=][^()]*\)|\[(?:\\.|[^\]\\])+\]| (?P<many>(?=[?*+{]))?")


def _blanks(found: re.Match[str]) -> str:
    if found[0] != " ":
        return found[0]
    return r"[ \t]+" if found["many"] is None else r"(?:[ \t]+)"


def filled(pattern: str, parts: Mapping[str, str]) -> str:
    """Put the parts of patterns, which may hold others, in the place of their names in braces."""
    while (found := _PART.search(pattern)) is not None:
        pattern = pattern.replace(found[0], parts[found[1]])
    return pattern


_PART = re.compile(r"\{([a-z_]+)\}")
