"""What a place text holds: its names, with what the words around say of each, and the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from geo.gazetteer.finding import Found

# How much a key says, by its tier.
TIERS = {
    "exact": 1.0,
    "folded": 0.97,
    "skeleton": 0.85,
    "consonants": 0.6,
    "across": 0.55,
    "slip": 0.5,
}


@dataclass(slots=True, eq=False)
class Setting:
    """What the words around a name say of it, whatever it is; compared by identity.

    Attributes
    ----------
    start, end
        The tokens of the name.
    level
        The level that a word beside it states.
    is_around
        Its surroundings are meant: "X area", "near X".
    is_reference
        It only says where something else is: "near X", "12 km north of X".
    away_km
        The stated distance from it.
    bearing
        The stated direction from it, degrees from north.
    parts, is_of_part
        Which parts of it are meant, as bearings: "northern X"; "the east and south of X".
    is_placed
        The words beside it make it a place: "in X", "X area", "X district".
    after_unknown, before_unknown
        An unknown name stands right before or after it, so that both may be one longer name.
    list_start
        Where the last name of the list it is part of starts: "A, B and C"; -1 outside a list.
    is_end
        It is one of the two ends of what is meant: "between X and Y".
    """

    start: int
    end: int
    level: str | None = None
    is_around: bool = False
    is_reference: bool = False
    away_km: float | None = None
    bearing: int | None = None
    parts: tuple[int, ...] = ()
    is_of_part: bool = False
    is_placed: bool = False
    after_unknown: bool = False
    before_unknown: bool = False
    list_start: int = -1
    is_end: bool = False


class Mention(NamedTuple):
    """A name in a text."""

    setting: Setting
    found: Found


@dataclass(slots=True)
class Reading:
    """What was read in a text.

    Attributes
    ----------
    mentions
        The names, in order.
    unknown
        Words that look like a name and are none we know, in order, with their token.
    is_between
        The text speaks of what is between two names.
    has_border, has_joint, has_sector
        The text speaks of a border; of a stretch, which may be one's; of a sector.
    has_crossing
        The text speaks of a crossing.
    has_unknown_unit
        The text gives a name that is not known as a district or a part of one.
    is_whole
        One name is all of the text.
    """

    mentions: list[Mention] = field(default_factory=list)
    unknown: list[tuple[int, str]] = field(default_factory=list)
    is_between: bool = False
    has_border: bool = False
    has_joint: bool = False
    has_sector: bool = False
    has_crossing: bool = False
    has_unknown_unit: bool = False
    is_whole: bool = False
