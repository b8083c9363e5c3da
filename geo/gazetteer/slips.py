"""Names written with one letter too many, too few, or another: only ever with support.

A slip is a guess. It is looked for where the text or the row says in which unit the name lies or
what level it has, and what lies elsewhere is dropped when meanings are weighed.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from geo.gazetteer.names import consonants, reduce_word

if TYPE_CHECKING:
    from geo.gazetteer.index import Hits, Index

# Letters of a skeleton; shorter ones have too many neighbours. A vowel is written wrongly more
# often than a consonant, and parts fewer names.
_LEAST, _LEAST_CONSONANT = 5, 7
_LEAST_STATED = 6  # of a consonant's, where the row names the province and the text says "district"
_LEAST_HINTED = 4  # where the row itself says in which province the place lies
_LEAST_SOLE = 6  # of the words as they are written
_WELL_KNOWN = ("admin1", "admin2")


def like(
    words: list[str],
    index: Index,
    *,
    is_sole: bool = False,
    is_hinted: bool = False,
    stated: str | None = None,
) -> Hits:
    """Return what bears a name that differs by one letter from these words, in its skeleton.

    Where the words are all that the text names, so that nothing bears them out, only provinces and
    districts are looked for.

    Parameters
    ----------
    words, index
        The words, and all names.
    is_sole, is_hinted
        Nothing else is named; the row says in which unit the place lies.
    stated
        The level that the text gives them.
    """
    key = "".join([reduce_word(word).skeleton for word in words])
    is_short = is_sole and sum(map(len, words)) < _LEAST_SOLE
    if len(key) < (_LEAST_HINTED if is_hinted else _LEAST) or is_short or not key.isascii():
        return ()
    table = index.once(f"slips of {key[0]}", partial(_table, letter=key[0]))
    near = {known for part in (key, *_parts(key)) for known in table.get(part, ())}
    found: dict[int, float] = {}
    provinces: set[int] = set()  # "Paktina province" is like two
    for known in sorted(near):
        is_vowel = consonants(known) == consonants(key)
        length = min(len(known), len(key))
        is_long = length >= _LEAST_CONSONANT
        is_stated = is_hinted and stated == "admin2" and length >= _LEAST_STATED
        if not _is_one_apart(known, key):
            continue
        for number, weight in index.skeletons[known]:
            level = index.entries[number].level
            if stated == level == "admin1":
                provinces.add(number)
            is_near = is_vowel or is_long or (is_stated and level == stated)
            if is_near and (not is_sole or level in _WELL_KNOWN):
                found[number] = max(found.get(number, 0.0), weight)
    return tuple(found.items()) if len(provinces) < 2 else ()


def _table(index: Index, letter: str) -> dict[str, list[str]]:
    """Note skeletons that begin with a letter under themselves, and without each other letter."""
    table: defaultdict[str, list[str]] = defaultdict(list)
    for key in index.skeletons:
        if key[0] == letter and len(key) >= _LEAST_HINTED and key.isascii():
            table[key].append(key)
            for part in _parts(key):
                table[part].append(key)
    return table


def _parts(key: str) -> list[str]:
    """Return a skeleton without each of its letters but the first, which writers seldom miss."""
    return [key[:at] + key[at + 1 :] for at in range(1, len(key))]


def _is_one_apart(one: str, two: str) -> bool:
    """Tell whether two texts differ by one letter put in, left out, changed, or two swapped."""
    start = 0
    shorter = min(len(one), len(two))
    while start < shorter and one[start] == two[start]:
        start += 1
    rest, other = one[start:], two[start:]
    if len(rest) == len(other):
        return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    return rest[1:] == other or rest == other[1:]
