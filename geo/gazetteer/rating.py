"""Weighing what names may mean, by the words around them, each other, and the row's hints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.gazetteer.context import (
    ALONE,
    ELSEWHERE,
    POINT_LEVELS,
    UNRELATED,
    WIDE,
    context_factor,
    context_of,
)
from geo.gazetteer.entries import DEPTH, UNIT_LEVELS
from geo.gazetteer.index import SHORT_KEY
from geo.gazetteer.mentions import TIERS
from geo.gazetteer.names import across, consonants, fold, load_words, skeleton

if TYPE_CHECKING:
    from geo.gazetteer.context import Context
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index, Meant
    from geo.gazetteer.mentions import Mention, Reading

# An answer that is less likely than this is none.
THRESHOLD = 0.3
# What agreement and contradiction are worth. They are ranks, not measured frequencies: a stated
# country is nearly always right, a stated province usually.
_FOREIGN = 0.1
_OTHER_ADMIN = 0.3
_OTHER_DISTRICT = 0.5
_OTHER_LEVEL = 0.6
_OTHER_LEVEL_WHERE_ONE_FITS = 0.25
_STAND_IN = 0.95
# A name of so many consonants may stand by them alone, one of so many letters by its skeleton
# beside names that are not known.
_LONG_CONSONANTS = 6
_LONG_SKELETON = 7
_LONG_ACROSS = 4
# What has the consonants of a name may be it where it is written so alike, the row says the
# country, and the text holds no other name.
_LIKE, _LIKE_LETTERS = 0.87, 7
_LIKE_OTHER, _LIKE_OTHER_LETTERS, _LIKE_BARE = 0.8, 5, 0.75
# A name of so many letters beside an unknown one is seldom a part of a longer name.
_LONG_NAME, _IN_LONGER = 8, 0.6
# Distances are given from towns, not from districts.
_AWAY_FROM_TOWN = 1.5
# A name beside that of something inside it is the province's, not the city's ("Paghman, Kabul");
# and beside an unknown name the district's that the row names.
_HOLDS_ANOTHER = 1.5
DISTRICTS = frozenset({"admin2", "admin3"})
_IN_UNITS = POINT_LEVELS | {"admin3"}
# Provinces, districts and cities are known well enough to follow a name without a comma.
_KNOWN_WEIGHT = 0.78


@dataclass(frozen=True, slots=True)
class Hints:
    """What the row says beside the place text, as codes; None where it says nothing."""

    countries: frozenset[str] | None = None
    admin1: frozenset[str] | None = None
    admin2: frozenset[str] | None = None
    around: frozenset[str] = frozenset()  # the hinted units and all that contain them

    @property
    def says(self) -> bool:
        """Whether the row says anything."""
        return not (self.countries is None and self.admin1 is None and self.admin2 is None)


@dataclass(slots=True)
class Rated:
    """One thing a name may mean.

    Attributes
    ----------
    quality
        How well all that is known fits it, 0 to 1.
    rank
        The same, weighed by how often it is meant by its name: decides among namesakes.
    """

    entry: Entry
    quality: float
    rank: float
    reasons: list[str] = field(default_factory=list)

    @property
    def is_elsewhere(self) -> bool:
        """Whether the text names a district that it does not lie in."""
        return ELSEWHERE in self.reasons


def rate_all(index: Index, reading: Reading, hints: Hints) -> list[list[Rated]]:
    """Rate all that each name of a text may mean, best first."""
    rated = _rate_each(index, reading, hints, [])
    rejected: list[Mention] = []
    while len(rejected) + 1 < len(rated):
        unlikely = [
            (mention.level in UNIT_LEVELS, found[0].quality, mention.start, mention)
            for mention, found in zip(reading.mentions, rated, strict=True)
            if found[0].quality < THRESHOLD and not _is_one_of(mention, rejected)
        ]
        if not unlikely:
            break
        if len(unlikely) + len(rejected) == len(rated):
            # What only sounds like a name may have spoilt the others; or two names each other.
            unlikely = [one for one in unlikely if one[-1].tier != "folded"] or unlikely
        # One at a time, the worst first: the others may be unlikely only because of it. What the
        # text calls a district or province says where the rest is, so it goes last.
        rejected.append(min(unlikely, key=lambda one: one[:-1])[-1])
        # What is like a name and is none we know may be part of the name beside it.
        starts, ends = {m.start for m in rejected}, {m.end for m in rejected}
        for mention in reading.mentions:
            mention.after_unknown |= mention.start in ends
            mention.before_unknown |= mention.end in starts
        rated = _rate_each(index, reading, hints, rejected)
    return rated


def _is_one_of(mention: Mention, some: list[Mention]) -> bool:
    return any(mention is one for one in some)


def _rate_each(
    index: Index, reading: Reading, hints: Hints, rejected: list[Mention]
) -> list[list[Rated]]:
    mentions = reading.mentions
    meant = [index.meant(mention.hits) for mention in mentions]
    # A guess says nothing of others, nor does what was rejected.
    telling = [
        (mention, index.meant(()) if rejected and _is_one_of(mention, rejected) else own)
        for mention, own in zip(mentions, meant, strict=True)
        if mention.tier != "slip"
    ]
    is_alone = not reading.unknown and not rejected and len(telling) == len(mentions)
    rated = []
    for mention, own in zip(mentions, meant, strict=True):
        # Names of one list stand side by side: none says where another lies.
        others = [
            other
            for other in telling
            if other[0] is not mention
            and (mention.list_start == -1 or other[0].list_start != mention.list_start)
        ]
        context = context_of(mention, others)
        meanings = _rate(
            mention, own, context, hints, is_alone, is_elsewhere=reading.has_unknown_unit
        )
        if len(meanings) > 1 and mention.level is None and not reading.has_crossing:
            _prefer_town(meanings, mention.surface)
        rated.append(meanings)
    return rated


def _rate(
    mention: Mention,
    meant: Meant,
    around: Context,
    hints: Hints,
    is_alone: bool,
    *,
    is_elsewhere: bool,
) -> list[Rated]:
    found = []
    surface, level = mention.surface, mention.level
    # Scripts without vowels say more in as many letters.
    short = SHORT_KEY if surface.isascii() else SHORT_KEY - 1
    is_common = not is_alone and surface in load_words().common
    is_short = len(surface.replace(" ", "")) <= short
    says_hints, has_country = hints.says, hints.countries is not None
    # "Foo Ziarat area" is a shrine's, though "Ziarat area" would be the town's.
    is_all = mention.is_whole and has_country
    lacks_cue = (is_short or is_common) and not (mention.is_placed or is_all)
    lacks_cue |= is_common and mention.after_unknown
    tier = TIERS[mention.tier]
    is_slip = mention.tier == "slip" and not (mention.is_sole and has_country)
    is_sure = mention.tier == "folded" and not (mention.before_unknown or mention.after_unknown)
    is_asked = has_country and not around.holds
    for entry, (_, weight) in zip(meant.entries, mention.hits, strict=True):
        reasons: list[str] = []
        hint, is_hinted = _hint_factor(entry, hints, reasons) if says_hints else (1.0, False)
        context, is_supported = context_factor(entry, around, reasons)
        fit = 1.0 if level is None else _fits_level(level, entry, meant.levels)
        quality = tier * weight * fit * hint
        # A hint outweighs that nothing in the text agrees, not that something contradicts.
        if not is_hinted or context < ALONE:
            quality *= context
        is_alike = is_hinted and mention.likeness >= _LIKE_BARE
        if mention.is_bare and level != entry.level and not is_alike:
            quality *= UNRELATED
        if is_slip and not (is_hinted or _is_borne_out(mention, entry, around)):
            quality *= UNRELATED
        if not (is_hinted or is_supported):
            if not is_sure:
                quality *= _wholeness(mention, entry, is_alone=is_alone, is_asked=is_asked)
            # "Foo in X tehsil" with an X that is not known: any Foo that we know is another.
            is_other = is_elsewhere and level != entry.level and entry.level in _IN_UNITS
            if (lacks_cue or is_other) and entry.level not in WIDE:
                quality *= UNRELATED
        rank = quality * entry.weight
        if mention.away_km is not None and entry.level == "place":
            rank *= _AWAY_FROM_TOWN
        if entry.id in around.holds or (not is_alone and entry.id in (hints.admin2 or ())):
            rank *= _HOLDS_ANOTHER
        found.append(Rated(entry, min(1.0, quality), rank, reasons))
    if len(found) > 1:
        found.sort(key=lambda rated: (-rated.rank, -DEPTH[rated.entry.level], rated.entry.id))
    return found


def _gives_way(gate: Rated, town: Rated, surface: str) -> bool:
    """Tell whether a town is meant, not a crossing: its own, or that of a name it also has."""
    return are_nested(town, gate) or not fold(gate.entry.name).startswith(surface.replace(" ", ""))


def _prefer_town(rated: list[Rated], surface: str) -> None:
    """Put the town of a crossing before it, where the text speaks of no crossing."""
    crossings = [at for at, found in enumerate(rated) if found.entry.level == "crossing"]
    if not crossings:
        return
    for at, town in enumerate(rated):
        is_town = town.entry.level == "place" and town.entry.latitude is not None
        before = [
            gate for gate in crossings if gate < at and _gives_way(rated[gate], town, surface)
        ]
        if is_town and before and town.quality >= rated[before[0]].quality * ALONE:
            town.rank = rated[before[0]].rank
            rated.insert(before[0], rated.pop(at))
            return


def _is_borne_out(mention: Mention, entry: Entry, around: Context) -> bool:
    """Tell whether the text bears out a name with a slip: its district, or its own level."""
    if any(unit.level in DISTRICTS and unit.id in entry.codes for unit in around.wider):
        return entry.level not in DISTRICTS or entry.id not in {unit.id for unit in around.wider}
    is_said = entry.level in DISTRICTS and mention.level == entry.level
    return is_said and len(mention.surface) >= _LIKE_LETTERS - 1


def _fits_level(stated: str, entry: Entry, levels: frozenset[str]) -> float:
    if stated == entry.level:
        return 1.0
    if entry.level in load_words().stand_ins[stated]:
        return _STAND_IN if stated not in levels else _OTHER_LEVEL
    return _OTHER_LEVEL_WHERE_ONE_FITS if stated in levels else _OTHER_LEVEL


def _hint_factor(entry: Entry, hints: Hints, reasons: list[str]) -> tuple[float, bool]:
    """Return the factor, and whether a hint of a province or district agrees."""
    if hints.countries is not None and not entry.codes & hints.countries:
        reasons.append("country disagrees")
        return _FOREIGN, False
    agrees = False
    factor = 1.0
    for name, codes in (("admin1", hints.admin1), ("admin2", hints.admin2)):
        if codes is None:
            continue
        if entry.codes & codes or entry.id in hints.around:
            agrees = True
            reasons.append(f"hint {name} agrees")
        elif codes:
            # A district may have been split or renamed since: its province is the better witness.
            factor *= _OTHER_ADMIN if name == "admin1" or not agrees else _OTHER_DISTRICT
            reasons.append(f"hint {name} disagrees")
    return factor, agrees


def _wholeness(mention: Mention, entry: Entry, *, is_alone: bool, is_asked: bool) -> float:
    """Return how sure it is that a name is meant as a whole and by itself.

    Parameters
    ----------
    mention, entry
        The name and what it may mean, which neither a hint nor another name of the text supports.
    is_alone
        The text holds no unknown name.
    is_asked
        The row names the country, this lies in it, and no other name of the text is known.
    """
    letters = len(mention.surface.replace(" ", ""))
    factor = 1.0
    if mention.tier == "consonants":
        key = consonants(skeleton(mention.surface.replace(" ", "")))
        is_like = is_asked and mention.likeness >= _LIKE and letters >= _LIKE_LETTERS
        is_like |= entry.level in DISTRICTS and mention.level == entry.level
        # Scripts without vowels differ by the letters that stand for some of them.
        is_other = not mention.surface.isascii() and letters >= _LIKE_OTHER_LETTERS
        is_like |= is_asked and is_other and mention.likeness >= _LIKE_OTHER
        is_known = entry.weight >= _KNOWN_WEIGHT and (mention.is_whole or mention.is_placed)
        is_like |= is_asked and is_known and not mention.surface.isascii() and len(key) >= SHORT_KEY
        factor = 1.0 if len(key) >= _LONG_CONSONANTS or is_like else UNRELATED
    elif mention.tier == "across":
        key = "".join([across(word) for word in mention.surface.split()])
        is_said = is_asked or mention.level == entry.level
        # Three consonants by themselves are enough for what is known well, two for nothing.
        is_known = entry.weight >= _KNOWN_WEIGHT and (mention.is_whole or mention.is_placed)
        least = SHORT_KEY if is_known or mention.level == entry.level else _LONG_ACROSS
        factor = 1.0 if is_said and len(key) >= least else UNRELATED
    elif mention.tier == "skeleton" and not is_alone and mention.level != entry.level:
        factor = 1.0 if letters >= _LONG_SKELETON else UNRELATED
    # "Bara Bandai" is not Bara, but "Lyari Karachi" is Karachi.
    if mention.before_unknown or (mention.after_unknown and entry.weight < _KNOWN_WEIGHT):
        is_long = mention.tier == "folded" and letters >= _LONG_NAME
        factor *= _IN_LONGER if is_long else UNRELATED
    return factor


def are_nested(one: Rated, two: Rated) -> bool:
    """Tell whether two meanings lie in each other or in one district: a wrong one is near."""
    first, second = one.entry, two.entry
    if first.id in second.codes or second.id in first.codes:
        return True
    shared = first.codes & second.codes
    return bool({first.admin2, first.admin3} & shared)
