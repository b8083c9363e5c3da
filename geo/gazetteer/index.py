"""Everything a pack gives a name to, found by the keys of its names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from geo import nations
from geo.gazetteer import ready
from geo.gazetteer.entries import (
    BORDER,
    SECTION,
    Entry,
    make_entries,
    records,
    text_or_none,
    values_of,
)
from geo.gazetteer.names import (
    across_of_all,
    consonants,
    consonants_of_all,
    fold,
    load_words,
    skeleton,
    skeletons,
    skeletons_of_words,
    words_of,
    words_of_all,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from numpy.typing import NDArray

    from geo.region import RegionPack

_Made = TypeVar("_Made")

# A name that a district is given by way of its seat, or a seat by way of its district.
_NAMESAKE_WEIGHT = 0.97
# How often a name of this kind is meant by the one who writes it.
_KIND_WEIGHT = {"preferred": 1.0, "alternate": 0.97, "historic": 0.92, "variant": 0.95}
# A name this short is too often something else to stand without a cue.
SHORT_KEY = 3
# Coarser keys shorter than this say too little; one of three letters needs the row's word on where.
_SHORT_SKELETON = 3
_SHORT_CONSONANTS = 3
_SHORT_ACROSS = 2
# Names of more words are rare, and none of them is written in full.
MAX_WORDS = 6


Hits = tuple[tuple[int, float], ...]  # (number of the entry, weight of the name)
Table = dict[str, dict[int, float]]  # the same while the index is made


@dataclass(frozen=True)
class Index:
    """All entries of a pack and their keys, coarsest last: folded, skeleton, consonants."""

    entries: list[Entry]
    by_code: dict[str, int]
    spellings: set[str]
    folded: dict[str, Hits]
    skeletons: dict[str, Hits]
    consonants: dict[str, Hits]
    across: dict[str, Hits]  # of names in Latin letters, by `geo.gazetteer.names.across`
    alike: dict[str, tuple[str, ...]]  # the skeletons of each run of consonants
    lower_case: set[str]  # first words of names that are written without a capital
    beginnings: set[str]  # of the consonants of every name: where a search can stop
    # The overlays of what is not the pack's own, by the id and the folded name, or the id alone.
    origins: dict[tuple[str, str], str]
    _kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: str, make: Callable[[Index], _Made]) -> _Made:
        """Return what `make` makes of this index, made on first use and kept under `key`."""
        if key not in self._kept:
            self._kept[key] = make(self)
        made: _Made = self._kept[key]
        return made

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
        entry = self._coded(text)
        return frozenset({entry.id} if entry and entry.level in levels else ())

    def name_of(self, text: str) -> str:
        """Return the name of a unit whose code a text is; any other text as it is."""
        entry = self._coded(text)
        return entry.name if entry else text

    def _coded(self, text: str) -> Entry | None:
        number = self.by_code.get(text.strip().upper(), self.by_code.get(text))
        return None if number is None else self.entries[number]


def build(pack: RegionPack) -> Index:
    """Read the pack's units, places, crossings, sections and names into an index."""
    entries = make_entries(pack)
    by_code = {entry.id: number for number, entry in enumerate(entries)}
    by_code |= {one.alpha2: by_code[one.code] for one in nations.of(pack) if one.alpha2}
    held = ready.read(pack)
    keys = _made_keys(pack, entries, by_code) if held is None else _held_keys(held)
    beginnings = {rest[:length] for rest in keys.rests for length in range(1, len(rest) + 1)}
    return Index(entries, by_code, *keys[:-1], beginnings, _origins(pack))


class _Keys(NamedTuple):
    """The fields of an `Index` that names give it, and the consonants of every name."""

    spellings: set[str]
    folded: dict[str, Hits]
    skeletons: dict[str, Hits]
    consonants: dict[str, Hits]
    across: dict[str, Hits]
    alike: dict[str, tuple[str, ...]]
    lower_case: set[str]
    rests: list[str]


def _made_keys(pack: RegionPack, entries: list[Entry], by_code: dict[str, int]) -> _Keys:
    rows = _all_names(pack, entries)
    words = words_of_all({name for _, name, _ in rows} | {entry.name for entry in entries})
    bearers = _bearers(rows, entries, by_code, words)
    cores = {name: _core_of(words[name], load_words().level_of) for name in bearers}
    folded, reduced = _tables(
        [
            (part, borne)
            for name, borne in bearers.items()
            for part in _forms(words[name], cores[name])
        ]
    )
    either: Table = {}
    for name, key in _across_keys(cores).items():
        # "Foo / Bar" of the line is no name of one thing that sounds so: both are found.
        if any(entries[number].level != SECTION for number in bearers[name]):
            _add(either, key, bearers[name])
    rests = consonants_of_all(reduced)
    bare: Table = {}
    alike: dict[str, list[str]] = defaultdict(list)
    for skeleton_key, rest in rests.items():
        if len(rest) >= (_SHORT_CONSONANTS if rest.isascii() else _SHORT_ACROSS):
            _add(bare, rest, reduced[skeleton_key])
            alike[rest].append(skeleton_key)
    skeleton_table = {key: hits for key, hits in reduced.items() if len(key) >= _SHORT_SKELETON}
    shared: dict[int, Hits] = {}
    return _Keys(
        {name.lower() for name in bearers},
        _frozen(folded, shared),
        _frozen(skeleton_table, shared),
        _frozen(bare, shared),
        _frozen(either, shared),
        {rest: tuple(sorted(found)) for rest, found in alike.items()},
        {word for name in bearers if name[:1].islower() for word in words[name][:1]},
        [*dict.fromkeys(rests.values())],
    )


_TABLES = ("folded", "skeletons", "consonants", "across")
_LISTS = ("spellings", "lower_case", "rests")


def held(pack: RegionPack) -> dict[str, NDArray[Any]]:
    """Make the arrays of the keys of a pack's names, for `geo.gazetteer.ready`."""
    import numpy as np

    entries = make_entries(pack)
    keys = _made_keys(pack, entries, {entry.id: at for at, entry in enumerate(entries)})
    tables = [getattr(keys, name) for name in _TABLES]
    distinct = {id(hits): hits for table in tables for hits in table.values()}
    numbers = {key: number for number, key in enumerate(distinct)}
    arrays = {**ready.runs(distinct.values())}
    for name, table in zip(_TABLES, tables, strict=True):
        arrays[name] = ready.lines(table)
        arrays[f"{name}/hits"] = np.array([numbers[id(hits)] for hits in table.values()], np.int32)
    for name in _LISTS:
        arrays[name] = ready.lines(sorted(getattr(keys, name)))
    arrays["alike"] = ready.lines(" ".join([rest, *found]) for rest, found in keys.alike.items())
    return arrays


def _held_keys(arrays: ready.Arrays) -> _Keys:
    hits = ready.hits(arrays)

    def table(name: str) -> dict[str, Hits]:
        meant = map(hits.__getitem__, arrays[f"{name}/hits"].tolist())
        return dict(zip(ready.texts(arrays[name]), meant, strict=True))

    alike = [line.split(" ") for line in ready.texts(arrays["alike"])]
    return _Keys(
        spellings=set(ready.texts(arrays["spellings"])),
        folded=table("folded"),
        skeletons=table("skeletons"),
        consonants=table("consonants"),
        across=table("across"),
        alike={rest: tuple(found) for rest, *found in alike},
        lower_case=set(ready.texts(arrays["lower_case"])),
        rests=ready.texts(arrays["rests"]),
    )


def _origins(pack: RegionPack) -> dict[tuple[str, str], str]:
    """Return which overlay a place is from, or a folded name of anything: by id and name."""
    if not pack.overlays:
        return {}
    places = zip(*(values_of(pack.places, name) for name in ("place_id", "origin")), strict=True)
    found = {(place, ""): origin for place, origin in places if origin != pack.id}
    columns = (values_of(pack.names, name) for name in ("id", "name", "origin"))
    for bearer, name, origin in zip(*columns, strict=True):
        if origin != pack.id:
            found[bearer, fold(name)] = origin
    return found


def _bearers(
    rows: list[tuple[str, str, str]],
    entries: list[Entry],
    by_code: dict[str, int],
    words: dict[str, list[str]],
) -> Table:
    """Gather what bears each name, and how well."""
    alike = _Alike(entries, words)
    bearers: Table = defaultdict(dict)
    for entry_id, name, kind in rows:
        number = by_code.get(entry_id)
        if number is None:
            continue
        borne = bearers[name]
        weight = _KIND_WEIGHT.get(kind, 0.9)
        if weight > borne.get(number, 0.0):
            borne[number] = weight
        for other in alike.called_also(number, name):
            _keep(borne, other, weight * _NAMESAKE_WEIGHT)
    return bearers


def _frozen(table: Table, known: dict[int, Hits]) -> dict[str, Hits]:
    """Freeze a table; `known` has what other tables share with it, by identity."""
    for hits in table.values():
        if id(hits) not in known:
            known[id(hits)] = tuple(hits.items())
    return {key: known[id(hits)] for key, hits in table.items()}


def _core_of(words: list[str], levels: Collection[str]) -> list[str]:
    """Return the words of a name without those that state its level."""
    # "Wuleswali Bihsud" is also "Bihsud"; a name of level words only stays as it is.
    return [word for word in words if word not in levels] or words


def _forms(words: list[str], core: list[str]) -> list[list[str]]:
    """Return the words by which a name is found: all, without those that state a level or link.

    "Shahid-e-Hassas" is also Shahid Hassas, "Pachir wa Agam" Pachir Agam.
    """
    level = load_words().level_of.get(words[0]) if len(core) == len(words) - 1 else None
    # In the Arabic script's languages what begins with "district" is called one, whatever it is.
    is_stated = level in {"admin1", "admin2"} and not words[0].isascii()
    both = [core] if is_stated else [words] if len(core) == len(words) else [words, core]
    links = load_words().inner
    if any(word in links for word in core[1:-1]):
        inner = [word for word in core[1:-1] if word not in links]
        both.append([core[0], *inner, core[-1]])
    return [form for form in both if 0 < len(form) <= MAX_WORDS]


def _tables(forms: list[tuple[list[str], dict[int, float]]]) -> tuple[Table, Table]:
    """Return what bears a name by its folded key, and by its skeletons."""
    keys = ["".join(form) for form, _ in forms]
    whole = skeletons(keys)
    by_word = skeletons_of_words({word for form, _ in forms for word in form})
    folded: Table = {}
    reduced: Table = {}
    for key, (form, borne) in zip(keys, forms, strict=True):
        # A text is reduced word by word; a name also as if it were written in one word.
        in_one, in_words = whole[key], "".join([by_word[word] for word in form])
        _add(folded, key, borne)
        _add(reduced, in_one, borne)
        if in_words != in_one:
            _add(reduced, in_words, borne)
    return folded, reduced


def _across_keys(cores: dict[str, list[str]]) -> dict[str, str]:
    """Return the keys across scripts of the names in Latin letters that are long enough."""
    latin = {name: core for name, core in cores.items() if name.isascii()}
    sounds = across_of_all({word for core in latin.values() for word in core})
    keys = {name: "".join([sounds[word] for word in core]) for name, core in latin.items()}
    return {name: key for name, key in keys.items() if len(key) >= _SHORT_ACROSS}


def _keep(hits: dict[int, float], number: int, weight: float) -> None:
    if weight > hits.get(number, 0.0):
        hits[number] = weight


def _add(table: Table, key: str, borne: dict[int, float]) -> None:
    """Let a key stand for what bears a name too; most keys stand for one name's bearers."""
    known = table.get(key)
    if known is None:
        table[key] = borne
    elif known is not borne:
        table[key] = merged = dict(known)
        for number, weight in borne.items():
            _keep(merged, number, weight)


class _Alike:
    """The things that bear one name and lie in each other, such as a district and its seat.

    What one of them is called in another language or spelling, the others are called too. And what
    lies in a unit may have a name that is romanised or sounds like the unit's: it is the unit's
    too, or the village would hide the unit from all who spell it so.

    Parameters
    ----------
    entries, words
        All that bears a name; the folded words of the names.
    """

    def __init__(self, entries: list[Entry], words: dict[str, list[str]]) -> None:
        self._entries, self._words = entries, words
        self._reduced = skeletons_of_words({word for each in words.values() for word in each})
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            self._by_key[self._key(entry.name)].append(number)

    def called_also(self, number: int, name: str) -> set[int]:
        """Return what else is called by a name of something."""
        own = self._entries[number]
        found = {
            other
            for other in self._by_key[self._key(own.name)]
            if self._entries[other].id in own.codes or own.id in self._entries[other].codes
        }
        units = self._by_key.get(self._key(name), ())
        found.update([unit for unit in units if self._entries[unit].id in own.codes])
        # A province is known well enough by its own names, and its town has others.
        return {other for other in found if self._entries[other].level != "admin1"} - {number}

    def _key(self, name: str) -> str:
        return "".join([self._reduced[word] for word in self._words[name]])


def _all_names(pack: RegionPack, entries: list[Entry]) -> list[tuple[str, str, str]]:
    names = pack.names.dropna(subset=["id", "name"])
    columns = (values_of(names, column) for column in ("id", "name", "kind"))
    rows = list(zip(*columns, strict=True))
    # A region to one side of a country is found by the country's name and the direction.
    sided = set(pack.regions.dropna(subset=["bearing"])["region_id"])
    rows += [(entry.id, entry.name, "preferred") for entry in entries if entry.id not in sided]
    for country in pack.meta.get("countries", ()):
        code = country["code"]
        rows += [(code, name, "alternate") for name in (code, *_said_names(country))]
    rows += [(BORDER, name, "alternate") for name in _said_names(pack.meta["line"])]
    for region in records(pack.regions):
        said = (text_or_none(region.names) or "").split(";")
        rows += [(region.region_id, name, "alternate") for name in said if name]
    return rows


def _said_names(said: dict[str, Any]) -> list[str]:
    """Return the names that `region.toml` gives to a country or the line."""
    return [*said.get("names", ()), *said.get("local_names", {}).values()]
