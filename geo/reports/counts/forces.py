"""Names of those who fight, the victim groups that their dead belong to, and who faces them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo import nations
from geo.reports.language import pack_files
from geo.reports.language.tokens import Phrases, Tokens

if TYPE_CHECKING:
    from datetime import date

    from geo.region import RegionPack

CIVILIANS, MILITANTS, UNSPECIFIED = "civilians", "militants", "unspecified"


@dataclass(frozen=True, slots=True)
class Force:
    """A name of those who fight, or of their country.

    Attributes
    ----------
    group
        The victim group that its dead belong to.
    side
        One of the pack's sides.
    is_country
        It names a country or people, so that its civilians are no force.
    """

    group: str
    side: str
    is_country: bool


def forces(pack: RegionPack, *, weak: bool = False, day: date | None = None) -> Phrases[Force]:
    """Return the names of those who fight, from the pack's `actors.toml`.

    Parameters
    ----------
    pack
        The region.
    weak
        Those that may be anybody's ("security forces"), with whose they are where nothing says.
    day
        When it was written: who became an army later was an insurgent then.
    """
    later = {until for until in _changes(pack) if str(day or "9999") < until}

    def make(pack: RegionPack) -> Phrases[Force]:
        names: dict[str, Force] = {}
        for row in _actors(pack):
            if bool(row.get("weak")) != weak:
                continue
            group = MILITANTS if row.get("until") in later else row.get("group", UNSPECIFIED)
            force = Force(group, row["side"], row["kind"] == "government")
            for name in row["names"]:
                # first row wins; a plural and a possessive are the same name
                names.setdefault(name, force)
        return Phrases(names, exact=True)

    return pack.once(f"reports.{'weak_' * weak}forces {sorted(later)}", make)


def _actors(pack: RegionPack) -> list[dict[str, Any]]:
    """Return the rows of `actors.toml`, read once: every sentence with a count asks for them."""

    def make(pack: RegionPack) -> list[dict[str, Any]]:
        return list(pack_files.read(pack, pack_files.ACTORS).get("actors", ()))

    return pack.once("reports.force_rows", make)


def _changes(pack: RegionPack) -> list[str]:
    """Return the days on which somebody became an army."""

    def make(pack: RegionPack) -> list[str]:
        return [row["until"] for row in _actors(pack) if "until" in row]

    return pack.once("reports.force_changes", make)


def own_group(pack: RegionPack, side: str) -> str:
    """Return the victim group of a side's own forces; empty where it has none."""

    def make(pack: RegionPack) -> dict[str, str]:
        countries = {nation.side: nation.code for nation in nations.of(pack)}
        groups = {
            said["country"]: group
            for group, said in pack.meta.get("victim_group_names", {}).items()
            if "country" in said
        }
        own = {side: groups[code] for side, code in countries.items() if code in groups}
        bands = {row["side"] for row in _actors(pack) if row.get("kind") == "group"}
        return dict.fromkeys(bands, MILITANTS) | own

    return pack.once("reports.own_groups", make).get(side, "")


def other_group(pack: RegionPack, group: str) -> str:
    """Return the group of those who face a group across the line; empty where it is none's."""

    def make(pack: RegionPack) -> dict[str, str]:
        two = [own_group(pack, side) for side in pack.line_sides]
        return dict(zip(two, reversed(two), strict=True)) if all(two) else {}

    return pack.once("reports.other_groups", make).get(group, "")


def force_in(
    pack: RegionPack, tokens: Tokens, first: int, end: int, names: Phrases[Force] | None = None
) -> Force | None:
    """Return the force or country that is named among some tokens, the most telling first."""
    names = names or forces(pack)
    best: Force | None = None
    j, stop = max(first, 0), min(end, len(tokens.low))
    while j < stop:
        hit = names.at(tokens, j) if tokens.raw[j] in names.beginnings else None
        if hit is None:
            j += 1
            continue
        if best is None or (best.is_country and not hit[1].is_country):
            best = hit[1]
        j += hit[0]
    return best
