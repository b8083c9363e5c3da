"""Everything a pack gives a name to, found by the keys of its names."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from geo.gazetteer.names import consonants, fold, load_words, skeleton, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from geo.region import RegionPack

BORDER = "border"
SECTION = "border_section"
# How far down a level is: finer names decide where a text with several names lies.
DEPTH = {
    "country": 0,
    BORDER: 0,
    "admin1": 1,
    SECTION: 1,
    "admin2": 2,
    "admin3": 3,
    "crossing": 4,
    "place": 4,
}
UNIT_LEVELS = ("country", "admin1", "admin2", "admin3")

# A name that a district is given by way of its seat, or a seat by way of its district.
_NAMESAKE_WEIGHT = 0.97
# How often a name of this kind is meant by the one who writes it.
_KIND_WEIGHT = {"preferred": 1.0, "alternate": 0.97, "historic": 0.92, "variant": 0.95}
# Of things that share a name and lie in each other, which is meant by the bare name: a metropolis
# before its province, a city before its district, a district before the small town that is its
# seat, any town before its subdistrict. Of 239 bare names of UCDP GED (Pakistan to 2012) that name
# a metropolis or its district, coders put 233 into the city; of 45 that name a small town or a
# district, 24 into the district; of 99 that name a town or a subdistrict, 77 into the town.
_LEVEL_WEIGHT = {
    "country": 1.0,
    BORDER: 1.0,
    "admin1": 0.9,
    SECTION: 0.9,
    "admin2": 0.8,
    "crossing": 0.79,
    "admin3": 0.55,
}
_RANK_WEIGHT = {1: 1.0, 2: 0.95, 3: 0.82, 4: 0.78, 5: 0.68, 6: 0.6}
_AIRFIELD_WEIGHT = 0.4
# A name this short is too often something else to stand without a cue.
SHORT_KEY = 3
# Coarser keys shorter than this say too little.
_SHORT_SKELETON = 4
_SHORT_CONSONANTS = 4
# Names of more words are rare, and none of them is written in full.
MAX_WORDS = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing with a name.

    Attributes
    ----------
    id
        Unit code, place id or section id.
    level
        One of `geo.schema.PLACE_LEVELS`.
    name
        The preferred name.
    country, admin1, admin2, admin3
        Codes of the units it is filed under; its own for a unit.
    codes
        All codes it may be said to lie in, also those across the line for a crossing.
    latitude, longitude
        Its point, or a unit's label point; None where none is known.
    uncertainty_km
        Of the point; None for units.
    weight
        How likely it is meant among things of the same name.
    """

    id: str
    level: str
    name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    admin3: str | None
    codes: frozenset[str]
    latitude: float | None
    longitude: float | None
    uncertainty_km: float | None
    weight: float
    has_area: bool = False
    from_km: float | None = None
    to_km: float | None = None


Hits = tuple[tuple[int, float], ...]  # (number of the entry, weight of the name)


@dataclass(frozen=True)
class Index:
    """All entries of a pack and their keys, coarsest last: folded, skeleton, consonants."""

    entries: list[Entry]
    by_code: dict[str, int]
    spellings: set[str]
    folded: dict[str, Hits]
    skeletons: dict[str, Hits]
    consonants: dict[str, Hits]
    beginnings: set[str]  # of the consonants of every name: where a search can stop

    def find(self, text: str, levels: tuple[str, ...]) -> frozenset[str]:
        """Return the codes of the units of these levels that a hint names."""
        key = fold(text)
        if not key:
            return frozenset()
        words = [word for word in words_of(text) if word not in load_words().level_of]
        core = "".join(words)
        for table, name in (
            (self.folded, key),
            (self.folded, core),
            (self.skeletons, skeleton(core)),
            (self.consonants, consonants(skeleton(core))),
        ):
            hits = frozenset(
                self.entries[number].id
                for number, _ in table.get(name, ())
                if self.entries[number].level in levels
            )
            if hits:
                return hits
        return frozenset({text} if text in self.by_code else ())


def build(pack: RegionPack) -> Index:
    """Read the pack's units, places, crossings, sections and names into an index."""
    entries = [*_countries_and_units(pack), *_places(pack), *_crossings(pack)]
    entries += _sections(pack)
    entries.append(_line(pack))
    by_code = {entry.id: number for number, entry in enumerate(entries)}
    namesakes = _namesakes(entries)
    # For each name, what bears it and how well.
    bearers: dict[str, dict[int, float]] = defaultdict(dict)
    for entry_id, name, kind in _all_names(pack, entries):
        number = by_code.get(entry_id)
        if number is None:
            continue
        weight = _KIND_WEIGHT.get(kind, 0.9)
        _keep(bearers[name], number, weight)
        for other in namesakes.get(number, ()):
            _keep(bearers[name], other, weight * _NAMESAKE_WEIGHT)
    folded: dict[str, dict[int, float]] = defaultdict(dict)
    skeletons: dict[str, dict[int, float]] = defaultdict(dict)
    bare: dict[str, dict[int, float]] = defaultdict(dict)
    beginnings: set[str] = set()
    for name, borne in bearers.items():
        for key, reduced in _keys(name):
            _keep_all(folded[key], borne)
            for skeleton_key in reduced:
                rest = consonants(skeleton_key)
                beginnings.update(rest[:length] for length in range(1, len(rest) + 1))
                if len(skeleton_key) >= _SHORT_SKELETON:
                    _keep_all(skeletons[skeleton_key], borne)
                if len(rest) >= _SHORT_CONSONANTS:
                    _keep_all(bare[rest], borne)
    return Index(
        entries,
        by_code,
        {name.lower() for name in bearers},
        _frozen(folded),
        _frozen(skeletons),
        _frozen(bare),
        beginnings,
    )


def _frozen(table: dict[str, dict[int, float]]) -> dict[str, Hits]:
    return {key: tuple(hits.items()) for key, hits in table.items()}


def _keys(name: str) -> list[tuple[str, set[str]]]:
    """Return the folded keys of a name, each with its skeletons."""
    words = words_of(name)
    levels = load_words().level_of
    # "Wuleswali Bihsud" is also "Bihsud"; a name of level words only stays as it is.
    core = [word for word in words if word not in levels] or words
    found = []
    for kept in (words,) if len(core) == len(words) else (words, core):
        if kept and len(kept) <= MAX_WORDS:
            key = "".join(kept)
            # A text is reduced word by word; a name also as if it were written in one word.
            found.append((key, {skeleton(key), "".join(map(skeleton, kept))}))
    return found


def _keep(hits: dict[int, float], number: int, weight: float) -> None:
    if weight > hits.get(number, 0.0):
        hits[number] = weight


def _keep_all(hits: dict[int, float], borne: dict[int, float]) -> None:
    for number, weight in borne.items():
        _keep(hits, number, weight)


def _namesakes(entries: list[Entry]) -> dict[int, list[int]]:
    """Find the things that bear one name and lie in each other, such as a district and its seat.

    What one of them is called in another language or spelling, the others are called too.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        groups[fold(entry.name)].append(number)
    found: dict[int, list[int]] = defaultdict(list)
    for group in groups.values():
        for one in group if len(group) > 1 else ():
            for two in group:
                first, second = entries[one], entries[two]
                if one != two and (first.id in second.codes or second.id in first.codes):
                    found[one].append(two)
    return found


def _all_names(pack: RegionPack, entries: list[Entry]) -> list[tuple[str, str, str]]:
    names = pack.names.dropna(subset=["id", "name"])
    columns = (names[column].fillna("").tolist() for column in ("id", "name", "kind"))
    rows = list(zip(*columns, strict=True))
    rows += [(entry.id, entry.name, "preferred") for entry in entries]
    for country in pack.meta.get("countries", ()):
        code = country["code"]
        rows += [(code, name, "alternate") for name in (code, *_said_names(country))]
    rows += [(BORDER, name, "alternate") for name in _said_names(pack.meta["line"])]
    return rows


def _said_names(said: dict[str, Any]) -> list[str]:
    """Return the names that `region.toml` gives to a country or the line."""
    return [*said.get("names", ()), *said.get("local_names", {}).values()]


def _countries_and_units(pack: RegionPack) -> list[Entry]:
    admin = pack.admin
    codes = admin["code"].tolist()
    parents = dict(zip(codes, admin["parent"].tolist(), strict=True))
    levels = dict(zip(codes, admin["level"].tolist(), strict=True))
    made = []
    for row in _records(admin):
        chain: dict[str, str] = {}
        code: object = row.code
        while isinstance(code, str) and code in levels and levels[code] not in chain:
            chain[levels[code]] = code
            code = parents[code]
        made.append(
            Entry(
                row.code,
                row.level,
                row.name,
                chain.get("country", row.country),
                chain.get("admin1"),
                chain.get("admin2"),
                chain.get("admin3"),
                frozenset(chain.values()),
                _number(row.label_latitude),
                _number(row.label_longitude),
                None,
                _LEVEL_WEIGHT.get(row.level, 0.5),
                bool(row.has_polygon),
            )
        )
    return made


def _places(pack: RegionPack) -> list[Entry]:
    made = []
    for row in _records(pack.places):
        country, admin1 = _text(row.country), _text(row.admin1_pcode)
        admin2, admin3 = _text(row.admin2_pcode), _text(row.admin3_id)
        rank = _number(row.rank)
        weight = _RANK_WEIGHT.get(6 if rank is None else int(rank), _RANK_WEIGHT[6])
        made.append(
            Entry(
                row.place_id,
                "place",
                row.name,
                country,
                admin1,
                admin2,
                admin3,
                frozenset(code for code in (country, admin1, admin2, admin3) if code),
                _number(row.latitude),
                _number(row.longitude),
                _number(row.uncertainty_km),
                _AIRFIELD_WEIGHT if row.kind == "airfield" else weight,
            )
        )
    return made


def _crossings(pack: RegionPack) -> list[Entry]:
    admin = dict(zip(pack.admin["code"], pack.admin["parent"], strict=True))
    left, right = pack.country_codes
    made = []
    for row in _records(pack.crossings):
        left_code, right_code = _text(row.left_code), _text(row.right_code)
        own = right_code if row.country == right else left_code
        codes = {left, right, left_code, right_code}
        codes |= {_text(admin.get(code)) for code in (left_code, right_code) if code}
        made.append(
            Entry(
                row.place_id,
                "crossing",
                row.name,
                _text(row.country),
                _text(admin.get(own)) if own else None,
                own,
                None,
                frozenset(code for code in codes if code),
                _number(row.latitude),
                _number(row.longitude),
                _number(getattr(row, "uncertainty_km", None)),
                _LEVEL_WEIGHT["crossing"],
            )
        )
    return made


def _sections(pack: RegionPack) -> list[Entry]:
    return [
        Entry(
            row.section_id,
            SECTION,
            row.name,
            None,
            None,
            None,
            None,
            frozenset({row.left_code, row.right_code, *pack.country_codes}),
            None,
            None,
            None,
            _LEVEL_WEIGHT[SECTION],
            from_km=float(row.from_km),
            to_km=float(row.to_km),
        )
        for row in _records(pack.sections)
    ]


def _line(pack: RegionPack) -> Entry:
    return Entry(
        BORDER,
        BORDER,
        pack.line_name,
        None,
        None,
        None,
        None,
        frozenset(pack.country_codes),
        None,
        None,
        None,
        _LEVEL_WEIGHT[BORDER],
    )


def _records(table: pd.DataFrame) -> Iterator[SimpleNamespace]:
    """Walk a table's rows; lists are several times faster to walk than columns."""
    names = [str(name) for name in table]
    for values in zip(*(table[name].tolist() for name in names), strict=True):
        yield SimpleNamespace(**dict(zip(names, values, strict=True)))


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not math.isnan(value) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
