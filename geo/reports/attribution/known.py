"""Who speaks in a region: the pack's `speakers.toml`, its countries and the names of its units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo import nations
from geo.reports.language import pack_files
from geo.reports.language.tokens import Phrases, same

if TYPE_CHECKING:
    import pandas as pd

    from geo.region import RegionPack
    from geo.reports.language.tokens import Tokens

UN = "un"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something.

    Attributes
    ----------
    text
        As the report names them.
    side
        One of the pack's claimant sides.
    kind
        ``person``, ``body``, ``official``, ``seat`` (a unit for its officials), ``local``,
        ``outlet``, or ``none``.
    """

    text: str
    side: str
    kind: str


@dataclass(frozen=True, slots=True)
class Habit:
    """Whose body a word means in reports of a region unless something else is said.

    Attributes
    ----------
    side
        One of the pack's claimant sides.
    is_common
        Each side has such a body: only reports mean that one by it.
    is_weak
        It gives way to the side that the text is at.
    is_at_home
        It gives way to the side that the report is from.
    """

    side: str
    is_common: bool
    is_weak: bool
    is_at_home: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Names of those who speak, of their countries and units, each with its side."""

    names: Phrases[dict[str, Any]]
    last_names: dict[str, dict[str, Any]]
    publishers: tuple[tuple[str, str], ...]
    homes: tuple[tuple[str, str], ...]
    habits: Phrases[Habit]
    ranks: Phrases[str]
    countries: Phrases[str]
    places: Phrases[str]


def known(pack: RegionPack) -> Known:
    """Return who speaks in a region: the pack's `speakers.toml`, countries and unit names."""
    return pack.once("reports.speakers", _read)


def _read(pack: RegionPack) -> Known:
    said = pack_files.read(pack, pack_files.SPEAKERS)
    names: dict[str, dict[str, Any]] = {}
    last: dict[str, dict[str, Any]] = {}
    for row in said.get("speakers", []):
        for name in row["names"]:
            names.setdefault(name, row)
            if row["kind"] == "person":
                last.setdefault(name.split()[-1], row)
    countries: dict[str, str] = {}
    for nation in nations.of(pack):
        if nation.side:
            countries |= same((*nation.names, *(f"{n}s" for n in nation.names)), nation.side)
    return Known(
        names=Phrases(names, exact=True),
        last_names=last,
        publishers=_pairs(said.get("publishers", [])),
        homes=_pairs(said.get("homes", [])),
        habits=Phrases(
            {
                name: Habit(
                    row["side"],
                    bool(row.get("common") or row.get("weak")),
                    bool(row.get("weak")),
                    bool(row.get("at_home")),
                )
                for row in said.get("habits", [])
                for name in row["words"]
            }
        ),
        ranks=Phrases({n: row["group"] for row in said.get("ranks", []) for n in row["words"]}),
        countries=Phrases(countries, exact=True),
        places=Phrases(_unit_names(pack), exact=True),
    )


def _pairs(rows: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((name.lower(), row["side"]) for row in rows for name in row["names"])


def _unit_names(pack: RegionPack) -> dict[str, str]:
    """Return the names of units and crossings that are on one side only, each with its side."""
    sides = {nation.code: nation.side for nation in nations.of(pack)}
    admin = pack.admin
    units = admin[admin["level"].isin(["admin1", "admin2", "admin3"])]
    country = dict(zip(units["code"], units["country"], strict=True))
    names = pack.names
    latin = names[(names["script"] == "latin") & names["id"].isin(country)]
    rows = list(zip(units["name"], units["code"], strict=True))
    rows += list(zip(latin["name"], latin["id"], strict=True))
    of_gates = set(names["name"][names["id"].isin(pack.crossings["place_id"])])
    for name, code in zip(pack.crossings["name"], pack.crossings["country"], strict=True):
        if isinstance(code, str) and code in sides:
            # "Foo crossing" is at a village of the name; what is a gate's bare name is both sides'
            town = name.removesuffix(" crossing")
            rows += [(name, code), *([(town, code)] if town not in of_gates else [])]
    rows += _towns(pack)
    level = dict(zip(units["code"], units["level"], strict=True))
    found: dict[str, dict[str, set[str]]] = {}
    for name, code in rows:
        if isinstance(name, str) and len(name) > 2:
            side = sides.get(country.get(code, code), "")
            found.setdefault(name, {}).setdefault(level.get(code, "town"), set()).add(side)
    # A province, or a district at the line, before a tehsil of the same name on the other side.
    districts = _far_districts(pack, units)
    far = {name for name, code in rows if code in districts}
    best = {
        name: levels[min(levels)] | (levels.get("admin3", set()) if name in far else set())
        for name, levels in found.items()
    }
    return {name: next(iter(s)) for name, s in best.items() if len(s) == 1 and "" not in s}


def _towns(pack: RegionPack) -> list[tuple[str, str]]:
    """Return the towns whose name no place of another country has, with its code."""
    places = pack.places
    countries = places.groupby("name")["country"].nunique()
    is_town = (places["kind"] == "town") | (places["rank"] <= _TOWN)
    towns = places[is_town & (places["name"].map(countries) == 1)]
    return list(zip(towns["name"], towns["country"], strict=True))


_TOWN = 4  # the lowest rank of a seat of a district that has many people


def _far_districts(pack: RegionPack, units: pd.DataFrame) -> frozenset[str]:
    """Return the codes of districts in no unit that the line's sections name."""
    at_line = {*pack.sections["left_code"], *pack.sections["right_code"]}
    districts = units[units["level"] == "admin2"]
    near = districts["code"].isin(at_line) | districts["parent"].isin(at_line)
    return frozenset(districts["code"][~near])


def plain(tokens: Tokens, first: int, end: int) -> str:
    """Return a phrase as a report would write it, without its article."""
    while first < end - 1 and tokens.low[first] in ("the", "a", "an", "its", "and", "but", "that"):
        first += 1
    words: list[str] = []
    for j in range(first, end):
        glue = j > first and tokens.joined(j - 1, j)
        words.append(("" if glue or not words else " ") + tokens.raw[j])
    return "".join(words)


def name_in(tokens: Tokens, first: int, end: int, text: str) -> str:
    """Return the run of capitals at the end of a phrase with a title: the person's name."""
    if "," not in tokens.low[first:end]:
        return text
    parts: list[list[int]] = [[]]
    for j in range(first, end):
        if tokens.low[j] == ",":
            parts.append([])
        else:
            parts[-1].append(j)
    names = [p for p in parts if p and all(tokens.raw[j][:1].isupper() for j in p)]
    return plain(tokens, names[0][0], names[0][-1] + 1) if names else text
