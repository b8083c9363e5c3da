"""What a place text holds: its names, with what the words around say of each, and the rest."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.entries import BORDER, UNIT_LEVELS
from geo.gazetteer.names import across, consonants, load_words, skeleton
from geo.gazetteer.tokens import is_telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.gazetteer.index import Hits, Index

# How much a key says, by its tier.
TIERS = {
    "exact": 1.0,
    "folded": 0.97,
    "skeleton": 0.85,
    "consonants": 0.6,
    "across": 0.55,
    "slip": 0.5,
}
# "400 km from X" is not near X (UCDP: within about 25 km); with a direction it is known better,
# until that too leaves half a province open.
NEAR_KM, _NEAR_ALONG_KM = 40.0, 150.0
# What a level word may say of a name; a country has none.
STATED_LEVELS = frozenset(UNIT_LEVELS) - {"country"}
_QUOTED_WORDS = 4  # of a name that is not known


class Found:
    """A name as it is written, wherever that may be; compared by identity.

    Attributes
    ----------
    length, surface
        Its words: how many, and folded.
    tier
        The key it was found by, a key of `TIERS`.
    spelling
        How it was found, a code of `[spelling]` of `reasons.toml`.
    hits, spelt
        What it may name; so many of these, which come first, have a name that is spelt so or is
        reduced so by its tier. The others are only romanised alike.
    likeness
        How like it is written to the name whose consonants it has, 0 to 1.
    is_bare
        It was found by two consonants, which say nothing without the level of what they name.
    is_sole
        It is written with a slip, and nothing else in the text is known.
    letters, sounds
        How many it has; how many consonants, where it was found by these.
    is_latin, is_common
        It is in Latin letters; it is an everyday word too.
    is_line
        It may name the line.
    is_unit
        It may name a unit, not a country, and so bear out other names.
    own
        The level that it states itself: "Foo Agency", which may be a name as a whole.
    shape
        All of it that the words around are read by.
    wider
        For `Finder.widened`.
    """

    __slots__ = (
        *("hits", "is_bare", "is_common", "is_latin", "is_line", "is_sole", "is_unit", "length"),
        *("letters", "likeness", "own", "shape", "sounds", "spelling", "spelt", "surface", "tier"),
        "wider",
    )

    def __init__(
        self,
        words: Sequence[str],
        tier: str,
        hits: Hits,
        index: Index,
        *,
        likeness: float = 1.0,
        is_bare: bool = False,
        is_sole: bool = False,
        more: Hits = (),
    ) -> None:
        self.length = len(words)
        self.surface = " ".join(filter(None, words))
        self.tier = tier
        is_exact = tier == "folded" and self.surface in index.spellings
        self.spelling = "exact" if is_exact else tier
        self.hits = (*hits, *more) if more else hits
        self.spelt = len(hits)
        self.likeness = likeness
        self.is_bare = is_bare
        self.is_sole = is_sole
        levels = {index.entries[number].level for number, _ in self.hits}
        units = levels & STATED_LEVELS
        self.is_unit = bool(units)
        self.is_line = BORDER in levels
        own = load_words().level_of.get(words[-1])
        # Where it is two levels' it states none.
        self.own = own if units == {own} and len(words) > 1 else None
        self.shape = " ".join([self.own or "?", *[w if is_telling(w) else "?" for w in words]])
        self.letters = len(self.surface.replace(" ", ""))
        self.sounds = _sounds(self.surface, tier)
        self.is_latin = self.surface.isascii()
        self.is_common = self.surface in load_words().common
        self.wider: dict[str, Found] = {}

    def as_long(self, length: int) -> Found:
        """Return the same name, so many words of the text long."""
        made = copy(self)
        made.length = length
        return made

    def is_alike(self, number: int) -> bool:
        """Tell whether an entry is one that has a name which is only romanised alike."""
        return self.spelt < len(self.hits) and any(
            number == other for other, _ in self.hits[self.spelt :]
        )


def _sounds(surface: str, tier: str) -> int:
    if tier == "consonants":
        return len(consonants(skeleton(surface.replace(" ", ""))))
    return sum([len(across(word)) for word in surface.split()]) if tier == "across" else 0


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
    is_owner
        What is named next is in it: "X's Y".
    is_placed
        The words beside it make it a place: "in X", "X area", "X district".
    after_unknown, before_unknown
        An unknown name stands right before or after it, so that both may be one longer name.
    list_start
        Where the last name of the list it is part of starts: "A, B and C"; -1 outside a list.
    is_end
        It is one of the two ends of what is meant: "between X and Y".
    is_called
        Something is called after it that may lie elsewhere: "X Road", "X Gate", "X River".
    next_part
        The token after the break that follows it: "X, Y"; -1 where none does.
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
    is_owner: bool = False
    is_placed: bool = False
    after_unknown: bool = False
    before_unknown: bool = False
    list_start: int = -1
    is_end: bool = False
    is_called: bool = False
    next_part: int = -1

    @property
    def is_far(self) -> bool:
        """Whether what is meant is so far from it that it is not near."""
        return is_far(self.away_km, self.bearing)


def is_far(away_km: float | None, bearing: int | None) -> bool:
    """Tell whether what is so far away, in a direction if one is stated, is not near."""
    limit = NEAR_KM if bearing is None else _NEAR_ALONG_KM
    return away_km is not None and away_km > limit


class Mention(NamedTuple):
    """A name in a text."""

    setting: Setting
    found: Found


def named(surface: str, tier: str, index: Index) -> Mention:
    """Make a name that no text holds."""
    return Mention(Setting(0, 0), Found([surface], tier, (), index))


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What the words of a text say of its names, whatever these are; compared by identity.

    Attributes
    ----------
    settings
        What they say of each name.
    stated
        The level that the words right beside each name state.
    unknown
        The tokens that look like a name and are none.
    has_border, has_joint, has_sector
        They speak of a border; of a stretch, which may be one's; of a sector.
    has_crossing
        They speak of a crossing.
    has_unknown_unit
        They give a name that is not known as a district or a part of one.
    has_rural, has_urban
        They speak of villages; of what is in a town.
    """

    settings: tuple[Setting, ...]
    stated: tuple[str | None, ...]
    unknown: tuple[int, ...]
    has_border: bool
    has_joint: bool
    has_sector: bool
    has_crossing: bool
    has_unknown_unit: bool
    has_rural: bool
    has_urban: bool


class Reading(NamedTuple):
    """What was read in a text.

    Attributes
    ----------
    frame
        What is said of its names.
    names
        These, in order.
    unknown
        Words that look like a name and are none we know, in order, with their token.
    is_whole
        One name is all of the text.
    """

    frame: Frame
    names: tuple[Found, ...]
    unknown: list[tuple[int, str]]
    is_whole: bool

    @property
    def mentions(self) -> list[Mention]:
        """The names with what is said of each."""
        return [*map(Mention, self.frame.settings, self.names)]

    def part(self, names: Iterable[Mention], start: int) -> str:
        """Put together the unknown words, or some of its names, that begin at a token."""
        said = dict(self.unknown) | {s.start: found.surface for s, found in names}
        told = []
        while start in said:
            told.append(said[start])
            start += len(said[start].split())
        return " ".join(told[:_QUOTED_WORDS])

    def quoted(self, names: Iterable[Mention], before: int | None = None) -> str:
        """Put the first of its unknown words and of some of its names together, in their order.

        Parameters
        ----------
        names
            What is not known where it is named.
        before
            The token that all of it stands before, if any.
        """
        said = [*self.unknown, *[(setting.start, found.surface) for setting, found in names]]
        told = [word for at, word in sorted(said) if before is None or at < before]
        return " ".join(told[:_QUOTED_WORDS])
