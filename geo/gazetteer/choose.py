"""Choosing what a text means among what its names may mean, and how likely that is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.gazetteer.calibration import calibrated
from geo.gazetteer.context import DISTRICTS, POINT_LEVELS, WIDE
from geo.gazetteer.entries import BORDER, DEPTH
from geo.gazetteer.rating import THRESHOLD, lie_in_one

if TYPE_CHECKING:
    from geo.gazetteer.mentions import Mention, Reading
    from geo.gazetteer.rating import Rated

# "400 km from X" is not near X (UCDP: within about 25 km); with a direction it is known better,
# until that too leaves half a province open.
_FAR_KM, _FAR_ALONG_KM = 40.0, 150.0


@dataclass(slots=True)
class Choice:
    """What a text means: the name that decides, its rated meanings, and what else is named."""

    mention: Mention
    best: Rated
    rated: list[Rated]
    beside: list[Rated] = field(default_factory=list)  # other names of the same rank, not nested
    stands_for: str = ""  # a name that is not known and lies in or near the answer


def choose(reading: Reading, rated: list[list[Rated]]) -> Choice | None:
    """Choose the name that says most closely where, or None where none is likely enough."""
    likely = [
        (mention, found)
        for mention, found in zip(reading.mentions, rated, strict=True)
        if found and found[0].quality >= THRESHOLD
    ]
    if not likely:
        return None
    is_all = len(likely) == len(rated)
    if len(likely) > 1:
        likely = _closest_first(_without_contradicted(likely))
    mention, found = likely[0]
    best, stands_for = found[0], ""
    if best.entry.level == "place" and best.entry.latitude is None:
        mention, best, stands_for = _known_nearer(likely)
        found = next(meant for also, meant in likely if also is mention)
    depth = DEPTH[best.entry.level]
    beside = [
        other[0]
        for also, other in likely[1:]
        if DEPTH[other[0].entry.level] == depth
        and not also.setting.is_reference
        and other[0].entry.id not in best.entry.codes
        and other[0].entry.level != BORDER
    ]
    if not stands_for and (reading.unknown or not is_all):
        stands_for = _unknown_before(mention, reading, rated)
    return Choice(mention, best, found, beside, stands_for)


def _closest_first(
    likely: list[tuple[Mention, list[Rated]]],
) -> list[tuple[Mention, list[Rated]]]:
    """Put the names that say more closely where before the others."""
    # "Near X, in Y" is told of Y, but X says more closely where.
    told = [
        found[0].entry
        for mention, found in likely
        if not mention.setting.is_reference and found[0].entry.level not in WIDE
    ]

    def order(pair: tuple[Mention, list[Rated]]) -> tuple[bool, bool, int, int]:
        mention, found = pair
        entry = found[0].entry
        is_beside = mention.setting.is_reference and any(
            other is not entry and (other.id not in entry.codes or is_far(mention))
            for other in told
        )
        # "Foo of X district" with an X that is known as a town only: Foo is the finer of both.
        is_said = entry.level == "place" and mention.setting.level in DISTRICTS
        depth = DEPTH["admin2"] if is_said else DEPTH[entry.level]
        return entry.level in WIDE, is_beside, -depth, mention.setting.start

    return sorted(likely, key=order)


def _unknown_before(mention: Mention, reading: Reading, rated: list[list[Rated]]) -> str:
    """Return the words before a name that are no known name."""
    passed = [
        (also.setting.start, also.found.surface)
        for also, meant in zip(reading.mentions, rated, strict=True)
        if not meant or meant[0].quality < THRESHOLD
    ]
    before = [
        word for place, word in sorted([*reading.unknown, *passed]) if place < mention.setting.start
    ]
    return " ".join(before[:4])


def _without_contradicted(
    likely: list[tuple[Mention, list[Rated]]],
) -> list[tuple[Mention, list[Rated]]]:
    """Leave out what lies in another district than the text says, where that district is sure."""
    if not any(found[0].is_elsewhere for _, found in likely):
        return likely
    districts = [
        found[0]
        for _, found in likely
        if found[0].entry.level in DISTRICTS and not found[0].is_elsewhere
    ]
    return [
        (mention, found)
        for mention, found in likely
        if not found[0].is_elsewhere or all(found[0].quality >= one.quality for one in districts)
    ]


def is_far(mention: Mention) -> bool:
    """Tell whether the text puts what it means so far from a name that the name is not near it."""
    limit = _FAR_KM if mention.setting.bearing is None else _FAR_ALONG_KM
    return mention.setting.away_km is not None and mention.setting.away_km > limit


def _known_nearer(likely: list[tuple[Mention, list[Rated]]]) -> tuple[Mention, Rated, str]:
    """Find what a place without a point is known by better than by its district.

    A town of its district that the text names beside it; its subdistrict, by its own name or
    named beside it. Returns the name, its meaning, and the name that it then stands for.
    """
    mention, found = likely[0]
    unknown = found[0].entry
    for also, meant in likely[1:]:
        entry = meant[0].entry
        is_point = entry.level in POINT_LEVELS and entry.latitude is not None
        is_near = (also.setting.away_km or 0.0) <= _FAR_KM
        if is_point and is_near and unknown.admin2 in entry.codes:
            return also, meant[0], mention.found.surface
    if unknown.admin3 is None:
        for also, meant in likely:
            for rated in meant:
                entry = rated.entry
                is_subdistrict = entry.level == "admin3" and entry.has_area
                if is_subdistrict and entry.admin2 == unknown.admin2 and rated.quality >= THRESHOLD:
                    return also, rated, "" if also is mention else mention.found.surface
    return mention, found[0], ""


def probability(choice: Choice) -> float:
    """Return how likely the choice is right: its quality, calibrated, shared with its namesakes."""
    return calibrated(choice.best.quality) * share_of_namesakes(choice)


def share_of_namesakes(choice: Choice) -> float:
    """Return the share of the choice among all of its name elsewhere that fit, by their rank."""
    best = choice.best
    if len(choice.rated) == 1 and best.entry.admin2 is not None:
        return 1.0 if best.rank else 0.0
    rivals: list[Rated] = []
    for rated in choice.rated:  # best first, so that of things in each other the likeliest counts
        if not any(lie_in_one(rated.entry, known.entry) for known in (best, *rivals)):
            rivals.append(rated)
    total = best.rank + sum(rated.rank for rated in rivals)
    return best.rank / total if total else 0.0
