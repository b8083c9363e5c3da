"""Reasons of places as codes and parts, so that the page can say them in its languages.

A table holds the sentence (`place_why`); the templates it was put together from are those of
`geo.gazetteer.reasons`, and so tell what it is. A sentence that they do not make stays as it is.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from geo.gazetteer.reasons import templates
from maps import payload
from maps.local_names import line_names, names_in
from maps.words import OTHER_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from geo.region import RegionPack
    from maps.payload import Block

# A template without parts is its code, one with parts a list: its code, then each part in order;
# a part that is a table's is one of that table's, or a list of them where the table has a join.
Told = str | list["Told"]

_PART = re.compile(r"\{(\w+)\}")
# Bounds for a file that is made to be slow to read: no reason of ours comes near them.
_LONGEST, _MOST_TRIES = 2_000, 6
_KEPT = 50_000
_NAMES = ("name", "names")
_LISTED = re.compile(r", | and ")


@lru_cache(maxsize=_KEPT)
def recognise(sentence: str) -> list[Told] | None:
    """Return the parts of a reason, the first of `[whole]`, the others of `[further]`.

    Returns
    -------
    None where the templates do not make this sentence.
    """
    if len(sentence) > _LONGEST:
        return None
    for at in (*_places(_joins("further"), sentence), len(sentence)):
        first = _one("whole", sentence[:at])
        rest = sentence[at + len(_joins("further")) :]
        if first is not None and (more := _several("further", rest) if rest else []) is not None:
            return [first, *more]
    return None


def blocks(sentences: pa.Array, pack: RegionPack, key: str) -> Iterator[Block]:
    """Make the names that reasons speak of, by the name, in each language that the pack has."""
    if getattr(pack, "names", None) is None:  # a layer needs no more of a pack than its codes
        return
    said: set[str] = set()
    for sentence in sentences.cast("string").to_pylist():
        for number, part in enumerate(recognise(sentence) or ()):
            for name in _named("further" if number else "whole", part):
                said |= {name, *_LISTED.split(name)}
    bearers = [(name, one) for name, one in _bearers(pack) if name in said]
    for language in OTHER_LANGUAGES:
        local = names_in(pack, language)
        found = {name: local[one] for name, one in reversed(bearers) if one in local}
        if line := line_names(pack).get(language):
            found[pack.line_name] = line
        yield payload.written_block(f"{key}@{language}", _json(dict(sorted(found.items()))))


def told(sentence: str) -> list[Told] | str:
    """Give a reason as the page reads it: its parts, or the sentence itself."""
    return recognise(sentence) or sentence


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _bearers(pack: RegionPack) -> Iterator[tuple[str, str]]:
    """Give names and what bears them, of namesakes first what is largest."""
    for country in pack.meta.get("countries", []):
        yield country["name"], country["code"]
    units = pack.admin.sort_values("level", kind="stable")
    for table, key in ((units, "code"), (pack.places, "place_id"), (pack.crossings, "place_id")):
        yield from zip(table["name"], table[key], strict=True)


def _named(table: str, told: Told) -> Iterator[str]:
    """Give the parts that are names of places."""
    if isinstance(told, str):
        return
    code, *parts = told
    for name, part in zip(_PART.findall(templates()[table][str(code)]), parts, strict=True):
        if name in _NAMES:
            yield str(part)
        elif name in templates():
            for one in part if _joins(name) else [part]:
                yield from _named(name, one)


@cache
def _joins(table: str) -> str:
    return templates()["joins"].get(table, "")


@cache
def _pieces(table: str) -> list[tuple[str, list[str]]]:
    """Return the codes of a table and their templates, cut at the parts: text, part, text ...

    The one with most words of its own comes first: of "{name} near it stands for it" and "{name}
    stands for it" the second makes the first's sentences too, with a name that is none.
    """
    cut = [(code, _PART.split(text)) for code, text in templates()[table].items()]
    return sorted(cut, key=lambda one: -sum(map(len, one[1][::2])))


@lru_cache(maxsize=_KEPT)
def _one(table: str, text: str) -> Told | None:
    """Return which template of a table makes a text, and its parts."""
    for code, pieces in _pieces(table):
        if text.startswith(pieces[0]) and text.endswith(pieces[-1]):
            if len(pieces) == 1:
                if text == pieces[0]:
                    return code
            elif (parts := _parts(pieces[1:], text[len(pieces[0]) :])) is not None:
                return [code, *parts]
    return None


def _parts(pieces: list[str], text: str) -> list[Told] | None:
    """Return the parts of a text that begins with a part: its name, what follows it, and so on."""
    name, after, *rest = pieces
    # what is made of a template ends as it does
    ends = _places(after, text) if rest else [len(text) - len(after)]
    for at in ends:
        part = _part(name, text[:at]) if at > 0 else None
        if part is None:
            continue
        if not rest:
            return [part]
        if (more := _parts(rest, text[at + len(after) :])) is not None:
            return [part, *more]
    return None


def _part(name: str, text: str) -> Told | None:
    if name not in templates():
        return text
    return _several(name, text) if _joins(name) else _one(name, text)


@lru_cache(maxsize=_KEPT)
def _several(table: str, text: str) -> list[Told] | None:
    """Return the parts of one table that make a text."""
    for at in (*_places(_joins(table), text), len(text)):
        first = _one(table, text[:at])
        if first is None:
            continue
        rest = text[at + len(_joins(table)) :]
        if not rest:
            return [first]
        if (more := _several(table, rest)) is not None:
            return [first, *more]
    return None


def _places(mark: str, text: str) -> list[int]:
    """Return where a mark stands in a text, the first few."""
    found: list[int] = []
    at = -1
    while len(found) < _MOST_TRIES and (at := text.find(mark, at + 1)) >= 0:
        found.append(at)
    return found
