"""Everything a pack gives a name to, found by the keys of its names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.gazetteer.entries import BORDER, Entry, make_entries, records, text_or_none
from geo.gazetteer.names import (
    across,
    consonants,
    fold,
    load_words,
    reduce_word,
    skeleton,
    words_of,
)

if TYPE_CHECKING:
    from geo.region import RegionPack

# A name that a district is given by way of its seat, or a seat by way of its district.
_NAMESAKE_WEIGHT = 0.97
# How often a name of this kind is meant by the one who writes it.
_KIND_WEIGHT = {"preferred": 1.0, "alternate": 0.97, "historic": 0.92, "variant": 0.95}
# A name this short is too often something else to stand without a cue.
SHORT_KEY = 3
# Coarser keys shorter than this say too little.
_SHORT_SKELETON = 4
_SHORT_CONSONANTS = 4
# Names of more words are rare, and none of them is written in full.
MAX_WORDS = 6


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
    across: dict[str, Hits]  # of names in Latin letters, by `geo.gazetteer.names.across`
    alike: dict[str, tuple[str, ...]]  # the skeletons of each run of consonants
    lower_case: set[str]  # first words of names that are written without a capital
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
    entries = make_entries(pack)
    by_code = {entry.id: number for number, entry in enumerate(entries)}
    bearers = _bearers(pack, entries, by_code)
    folded: dict[str, dict[int, float]] = defaultdict(dict)
    skeletons: dict[str, dict[int, float]] = defaultdict(dict)
    bare: dict[str, dict[int, float]] = defaultdict(dict)
    either: dict[str, dict[int, float]] = defaultdict(dict)
    alike: dict[str, set[str]] = defaultdict(set)
    beginnings: set[str] = set()
    lower_case: set[str] = set()
    for name, borne in bearers.items():
        words = words_of(name)
        core = _core_of(words)
        if name[:1].islower():
            lower_case.update(words[:1])
        across_key = "".join([across(word) for word in core]) if name.isascii() else ""
        if len(across_key) >= SHORT_KEY:
            _keep_all(either[across_key], borne)
        for key, reduced in _keys(words, core):
            _keep_all(folded[key], borne)
            for skeleton_key in reduced:
                rest = consonants(skeleton_key)
                beginnings.update([rest[:length] for length in range(1, len(rest) + 1)])
                if len(skeleton_key) >= _SHORT_SKELETON:
                    _keep_all(skeletons[skeleton_key], borne)
                if len(rest) >= _SHORT_CONSONANTS:
                    _keep_all(bare[rest], borne)
                    alike[rest].add(skeleton_key)
    return Index(
        entries,
        by_code,
        {name.lower() for name in bearers},
        _frozen(folded),
        _frozen(skeletons),
        _frozen(bare),
        _frozen(either),
        {rest: tuple(sorted(found)) for rest, found in alike.items()},
        lower_case,
        beginnings,
    )


def _bearers(
    pack: RegionPack, entries: list[Entry], by_code: dict[str, int]
) -> dict[str, dict[int, float]]:
    """Gather what bears each name, and how well."""
    namesakes = _namesakes(entries)
    bearers: dict[str, dict[int, float]] = defaultdict(dict)
    for entry_id, name, kind in _all_names(pack, entries):
        number = by_code.get(entry_id)
        if number is None:
            continue
        weight = _KIND_WEIGHT.get(kind, 0.9)
        _keep(bearers[name], number, weight)
        for other in namesakes.get(number, ()):
            _keep(bearers[name], other, weight * _NAMESAKE_WEIGHT)
    return bearers


def _frozen(table: dict[str, dict[int, float]]) -> dict[str, Hits]:
    return {key: tuple(hits.items()) for key, hits in table.items()}


def _core_of(words: list[str]) -> list[str]:
    """Return the words of a name without those that state its level."""
    levels = load_words().level_of
    # "Wuleswali Bihsud" is also "Bihsud"; a name of level words only stays as it is.
    return [word for word in words if word not in levels] or words


def _keys(words: list[str], core: list[str]) -> list[tuple[str, set[str]]]:
    """Return the folded keys of a name, each with its skeletons."""
    found = []
    for kept in (words,) if len(core) == len(words) else (words, core):
        if kept and len(kept) <= MAX_WORDS:
            key = "".join(kept)
            # A text is reduced word by word; a name also as if it were written in one word.
            found.append(
                (key, {skeleton(key), "".join(reduce_word(word).skeleton for word in kept)})
            )
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
