"""Names of units, places and the line in the languages of the page, from the pack.

A name that the pack has in a sister language only is written in the letters of the language asked
for: the three write most names alike, but each has letters of its own for the same sounds. It is
borrowed from the language in which the pack names most units of that country: there it is the
official name, and not a neighbour's translation of it.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from maps import payload
from maps.words import OTHER_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from geo.region import RegionPack
    from maps.payload import Block

# Where a language has no name of its own, and a country names no more units in one than in another;
# "" is the script without a language.
_SISTERS = {
    "ps": ("ps", "fa", "ur", ""),
    "fa": ("fa", "ps", "", "ur"),
    "ur": ("ur", "", "fa", "ps"),
}
# Short vowels, doubled letters and joints: only lists write them, and none the names of a map.
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0657"
_JOINT = "-ے "  # "of", as lists write it that turn Latin letters into these
# A sound's letter in Pashto, Dari and Urdu; one of "" is written otherwise where another is given.
_LETTERS = (
    {"ps": "ټ", "ur": "ٹ"},
    {"ps": "ډ", "ur": "ڈ"},
    {"ps": "ړ", "ur": "ڑ"},
    {"ps": "ګ", "fa": "گ", "ur": "گ"},
    {"ps": "ه", "fa": "ه", "ur": "ہ"},
    {"": "ٹ", "fa": "ت"},
    {"": "ڈ", "fa": "د"},
    {"": "ڑ", "fa": "ر"},
    {"": "ھ", "ps": "ه", "fa": "ه"},
    {"": "ں", "ps": "ن", "fa": "ن"},
    {"": "ے", "ps": "ی", "fa": "ی"},
    {"": "ي", "fa": "ی", "ur": "ی"},
    {"": "ى", "ps": "ی", "fa": "ی", "ur": "ی"},
    {"": "ك", "ps": "ک", "fa": "ک", "ur": "ک"},
    {"": "\u0670", "ps": "", "fa": ""},  # the small alef, which Urdu writes
    *({"": mark, "ps": "", "fa": "", "ur": ""} for mark in _MARKS),
)

# Letters that all three write, those that one writes beside them, and those Arabic lacks.
_ALPHABET = "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئءؤ \u200c-()"
_OWN = {"ps": "ټځڅډړږښګڼيېۍۀ", "fa": "ۀ", "ur": "ٹڈڑںہھےۃ\u0670"}
_NOT_ARABIC = "پچژگکیېۍټډړڼګٹڈڑںہھے"
_NONE = (-99, 0)


def own_letters(name: str, language: str) -> str:
    """Write a name in the letters of a language of the region."""
    return name.translate(_letters_of(language))


@cache
def _letters_of(language: str) -> dict[int, str]:
    return {
        ord(letter): row[language]
        for row in _LETTERS
        if language in row
        for letter in row.values()
        if letter != row[language]
    }


def names_in(pack: RegionPack, language: str) -> dict[str, str]:
    """Return the name of each unit, place, crossing and section that has one in a language.

    Parameters
    ----------
    pack
        The region.
    language
        ``ps``, ``fa`` or ``ur``.
    """
    if getattr(pack, "names", None) is None:  # a layer needs no more of a pack than its codes
        return {}
    return pack.once(f"names in {language}", lambda _: _names_in(pack, language))


def _names_in(pack: RegionPack, language: str) -> dict[str, str]:
    countries = pack.once("countries of what has a name", _countries)
    orders = _orders(pack, language, countries)
    # the first of a language's own names; of others the one that looks most like its own
    best: dict[str, tuple[int, int]] = {}
    found: dict[str, str] = {}
    for key, given, spoken in pack.once("names in arabic letters", _in_arabic_letters):
        rank = orders[countries.get(key, "")].get(spoken)
        if rank is None or (rank > 0 and best.get(key, _NONE)[0] == 0):
            continue
        name = own_letters(given.replace(_JOINT, " "), language)
        if rank > 0 and not _alphabet(language, spoken).issuperset(name):
            continue
        worth = (-rank, 0 if rank == 0 else sum(map(_NOT_ARABIC.__contains__, name)))
        if key not in best or worth > best[key]:
            best[key], found[key] = worth, name
    _from_units(pack, found, best)
    found.update(words_of(pack, language).get("names", {}))
    for country in pack.meta.get("countries", []):
        if name := country.get("local_names", {}).get(language):
            found[country["code"]] = name
    parts = pack.sections[["section_id", "left_code", "right_code"]].astype(object)
    for section, left, right in parts.itertuples(index=False):
        if left in found and right in found:
            found.setdefault(section, f"{found[left]} / {found[right]}")
    return found


def _countries(pack: RegionPack) -> dict[str, str]:
    """Return the country of each unit and place."""
    found: dict[str, str] = {}
    for table, key in ((pack.admin, "code"), (pack.places, "place_id")):
        found.update(_rows(table[[key, "country"]].astype(object).fillna("")))
    return found


def _orders(
    pack: RegionPack, language: str, countries: Mapping[str, str]
) -> dict[str, dict[str, int]]:
    """Return for each country in which order a language takes names, its own first.

    Names without a language keep their turn: of them nobody knows who uses them. What lies in no
    one country, as a crossing does, is ``""``.
    """
    units = set(pack.admin["code"])
    names = pack.once("names in arabic letters", _in_arabic_letters)
    spoken = Counter((countries[key], tongue) for key, _, tongue in names if key in units)
    own, *others = _SISTERS[language]
    orders = {}
    for country in {"", *countries.values()}:
        count = {sister: -spoken[country, sister] for sister in others if sister}
        turns = iter(sorted(count, key=count.__getitem__))
        order = [own, *(sister and next(turns) for sister in others)]
        orders[country] = {sister: rank for rank, sister in enumerate(order)}
    return orders


def _in_arabic_letters(pack: RegionPack) -> list[tuple[str, str, str]]:
    """Return what each name is the name of, the name, and its language."""
    table = pack.names
    arabic = table[(table["script"] == "arabic") & (table["kind"] != "variant")]
    return _rows(arabic[["id", "name", "language"]].astype(object).fillna(""))


def _rows(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(zip(*(table[name].tolist() for name in table), strict=True))


@cache
def _alphabet(language: str, spoken: str) -> frozenset[str]:
    """Return the letters that a name borrowed from a sister language may have."""
    return frozenset(_ALPHABET + _OWN[language] + _OWN.get(spoken, ""))


def _from_units(
    pack: RegionPack, found: dict[str, str], best: Mapping[str, tuple[int, int]]
) -> None:
    """Call a town as the unit of its name that it lies in, where only the unit has a name."""
    for key, codes in pack.once("towns named as their units", _named_as_units):
        for code in codes:
            if code in found and best[code] > best.get(key, _NONE):
                found[key] = found[code]
                break


def _named_as_units(pack: RegionPack) -> list[tuple[str, list[str]]]:
    """Return the places of the name of a unit that they lie in, with those, the smallest first."""
    units = dict(zip(pack.admin["code"], pack.admin["name"], strict=True))
    columns = ["place_id", "name", "admin3_id", "admin2_pcode", "admin1_pcode"]
    places = pack.places[columns].astype(object)
    rows = _rows(places[places["name"].isin(set(units.values()))])
    told = (
        (key, [code for code in codes if units.get(code) == name]) for key, name, *codes in rows
    )
    return [(key, codes) for key, codes in told if codes]


def words_of(pack: RegionPack, language: str) -> dict[str, Any]:
    """Return what `region.toml` says in a language: title, note, and names by code."""
    said = pack.meta.get("local", {}).get(language, {})
    return said if isinstance(said, dict) else {}


def names_by_code(
    pack: RegionPack, key: str, language: str, *, by_country: bool = False
) -> dict[str, str]:
    """Name the codes of a table of `region.toml`; in English where it has no other name.

    Parameters
    ----------
    pack
        The region.
    key
        The table, such as ``side_names``.
    language
        Its code.
    by_country
        Give what speaks for a country the country's name.
    """
    own = words_of(pack, language).get(key, {})
    countries = {
        row["code"]: row.get("local_names", {}).get(language, row["name"])
        for row in pack.meta.get("countries", [])
    }
    return {
        code: countries[row["country"]]
        if by_country and row.get("country") in countries
        else str(own.get(code, row["name"]))
        for code, row in pack.meta.get(key, {}).items()
    }


def line_names(pack: RegionPack) -> dict[str, str]:
    """Return the line's name by language, English first."""
    local = pack.meta.get("line", {}).get("local_names", {})
    return {
        "en": pack.line_name,
        **{code: local[code] for code in OTHER_LANGUAGES if code in local},
    }


def in_languages(pack: RegionPack, key: str, english: str) -> dict[str, str]:
    """Return a text of the pack, ``title`` or ``note``, by language."""
    local = {code: words_of(pack, code).get(key) for code in OTHER_LANGUAGES}
    return {"en": english, **{code: text for code, text in local.items() if text}}


def blocks(
    pack: RegionPack, key: str, ids: Sequence[str], own: str | None = None
) -> Iterator[Block]:
    """Make the names of a block in each other language, empty where there is none.

    Parameters
    ----------
    pack
        The region.
    key
        The block that holds the names as the pack has them.
    ids
        What each name is the name of.
    own
        The pack's table of names for what has no id, such as ``neighbours``.
    """
    for language in OTHER_LANGUAGES:
        table: Mapping[str, str] = (
            names_in(pack, language) if own is None else words_of(pack, language).get(own, {})
        )
        names = [table.get(name, "") for name in ids]
        if any(names):
            yield payload.text_block(f"{key}@{language}", names)


def every_name(pack: RegionPack, key: str, ids: Sequence[str]) -> Iterator[Block]:
    """Make the block of all that the pack calls what has an id, a line each, to be searched."""
    if getattr(pack, "names", None) is None:  # a layer needs no more of a pack than its codes
        return
    names = pack.names[pack.names["id"].isin(ids)]
    told: dict[str, dict[str, None]] = {}
    for name, said in _rows(names[["id", "name"]].astype(object)):
        told.setdefault(name, {})[said] = None
    if told:
        yield payload.text_block(f"{key}/names", ["\n".join(told.get(name, ())) for name in ids])
