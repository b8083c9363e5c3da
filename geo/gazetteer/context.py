"""What the other names of a text say of a name: what holds it, what lies near, what contradicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo._sphere import apart_km
from geo.gazetteer.entries import BORDER, DEPTH, SECTION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Meant
    from geo.gazetteer.mentions import Mention

# What agreement and contradiction are worth. They are ranks, not measured frequencies: another
# name in the text often says where a name lies.
ALONE = 0.92
UNRELATED = 0.3
_OTHER_DISTRICT = 0.5
# A district that the text itself names as what holds the place ("X, Y district") is right against
# a place of that name elsewhere: less than the threshold.
_OTHER_PARENT = 0.28
# "X, Y" with a district of that name: nearly as much; a name spelt as in the gazetteer stands.
_OTHER_BESIDE = 0.35
# What is named beside a town and lies so far from it is not what is meant.
_BESIDE_KM = 150.0
ELSEWHERE = "the text names another district"
POINT_LEVELS = frozenset({"place", "crossing"})
_SMALL = POINT_LEVELS | {"admin2", "admin3"}
WIDE = frozenset({"country", BORDER})


@dataclass(slots=True)
class Context:
    """What the text's other names may mean.

    Attributes
    ----------
    units, wider
        Units; those that are no country.
    parents
        For each name that the text gives as what holds this one, the districts it may mean, and
        the factor of what lies elsewhere.
    said
        Those of the parents that the text calls districts, after this name.
    towns
        For each name of a town, its points, and whether the text says that this is near it.
    holds
        Codes of what contains another name.
    inside
        Codes of the wider units and of what contains them.
    """

    units: Sequence[Entry]
    wider: Sequence[Entry]
    parents: list[tuple[Sequence[Entry], float]]
    said: list[Sequence[Entry]]
    towns: list[tuple[Sequence[Entry], bool]]
    holds: AbstractSet[str]
    inside: AbstractSet[str]


_NOTHING = Context((), (), [], [], [], frozenset(), frozenset())


def context_of(mention: Mention, others: list[tuple[Mention, Meant]]) -> Context:
    """Gather what the other names of a text, each with what it may mean, say of a name."""
    if not others:
        return _NOTHING
    parents: list[tuple[Sequence[Entry], float]] = []
    said: list[Sequence[Entry]] = []
    towns: list[tuple[Sequence[Entry], bool]] = []
    for other, found in others:
        districts = found.districts
        is_said = other.level in ("admin2", "admin3") and not other.is_reference
        is_after = other.start >= mention.end
        is_after = is_after and not (other.is_reference or mention.is_reference)
        if districts and (is_said or (is_after and other.is_placed)):
            parents.append((districts, _OTHER_PARENT))
            if is_said and is_after and mention.level is None:
                said.append(districts)
        elif is_after and "admin2" in found.levels:
            parents.append((districts, _OTHER_BESIDE))
        is_near = other.is_reference and (other.away_km or 0.0) < _BESIDE_KM / 2
        if found.points and other.tier != "consonants" and (is_near or other.is_placed):
            towns.append((found.points, is_near))
    if len(others) == 1:
        return Context(found.units, found.wider, parents, said, towns, found.above, found.inside)
    each = [found for _, found in others]
    return Context(
        [unit for found in each for unit in found.units],
        [unit for found in each for unit in found.wider],
        parents,
        said,
        towns,
        frozenset().union(*[found.above for found in each]),
        frozenset().union(*[found.inside for found in each]),
    )


def context_factor(entry: Entry, around: Context, reasons: list[str]) -> tuple[float, bool]:
    """Return the factor, and whether another name of the text says that it is this one."""
    if not around.units and not around.towns:
        return ALONE, False
    depth = DEPTH[entry.level]
    finest = None
    for unit in around.wider:
        if unit.id in entry.codes and DEPTH[unit.level] < depth:
            depth_so_far = -1 if finest is None else DEPTH[finest.level]
            finest = unit if DEPTH[unit.level] > depth_so_far else finest
    # That a province is right says little against a district that is not.
    if finest is not None and (finest.level != "admin1" or not around.parents):
        reasons.append(f"in {finest.name}")
        return 1.0, True
    if finest is None and entry.id in around.inside:
        return 1.0, False
    elsewhere = [factor for units, factor in around.parents if _are_elsewhere(entry, units)]
    if entry.level == "admin2" and any(entry not in units for units in around.said):
        elsewhere.append(_OTHER_PARENT)  # "Foo area, Bar district": a Foo in Bar is meant
    if elsewhere:
        reasons.append(ELSEWHERE)
        return min(elsewhere), False
    if finest is not None:
        reasons.append(f"in {finest.name}")
        return 1.0, True
    far = _far_from_towns(entry, around.towns) if around.towns else 1.0
    containers = [unit for unit in around.wider if DEPTH[unit.level] < depth]
    if containers and entry.level not in WIDE and entry.level != SECTION:
        if not any(entry.codes & unit.codes - {unit.country} for unit in containers):
            return UNRELATED * far, False
        if any(unit.level == "admin2" for unit in containers):
            return _OTHER_DISTRICT * far, False
    if any(unit.level == "country" and unit.id in entry.codes for unit in around.units):
        return far, False
    return ALONE * far, False


def _are_elsewhere(entry: Entry, parents: Sequence[Entry]) -> bool:
    """Tell whether none of the districts that a name may mean holds this one, or is it."""
    if DEPTH[entry.level] < DEPTH["admin2"]:
        return False
    if entry.level == "admin2":  # two districts stand side by side, unless a country parts them
        return all(unit.country != entry.country for unit in parents)
    return not any(unit.admin2 == entry.admin2 or unit.admin2 in entry.codes for unit in parents)


def _far_from_towns(entry: Entry, towns: list[tuple[Sequence[Entry], bool]]) -> float:
    """Return the factor of what lies far from every town beside which it is named."""
    if entry.latitude is None or entry.longitude is None or entry.level not in _SMALL:
        return 1.0
    is_point = entry.level in POINT_LEVELS
    for points, is_near in towns:
        if (is_point or is_near) and not any(
            apart_km(entry.latitude, entry.longitude, point.latitude, point.longitude) < _BESIDE_KM
            for point in points
            if point.latitude is not None and point.longitude is not None
        ):
            return UNRELATED
    return 1.0
