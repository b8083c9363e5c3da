"""Choosing what a text means among what its names may mean, and how likely that is.

The names of a batch of texts are chosen from at once; a single text is a batch of one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from geo.gazetteer.batch import LEVEL
from geo.gazetteer.calibration import calibrated
from geo.gazetteer.columns import NO_CODE, any_of, is_level, spread
from geo.gazetteer.context import DISTRICTS, ELSEWHERE, POINT_LEVELS, WIDE
from geo.gazetteer.entries import BORDER, DEPTH, UNIT_LEVELS
from geo.gazetteer.mentions import NEAR_KM
from geo.gazetteer.rated import THRESHOLD
from geo.gazetteer.rating import lie_in_one

if TYPE_CHECKING:
    from geo.gazetteer.columns import Bits, Ints
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.mentions import Mention
    from geo.gazetteer.rated import Rated, Rates

_IS_WIDE = is_level(WIDE)
_IS_POINT = is_level(POINT_LEVELS)
_IS_DISTRICT = is_level(DISTRICTS)
_IS_SAID = np.append(_IS_DISTRICT, False)  # also of no level
_ADMIN1, _ADMIN3 = LEVEL["admin1"], LEVEL["admin3"]
_PLACE, _BORDER = LEVEL["place"], LEVEL[BORDER]


@dataclass(slots=True)
class Choice:
    """What a text means: the name that decides, its rated meanings, and what else is named."""

    mention: Mention
    best: Rated
    rated: list[Rated]
    beside: list[Rated] = field(default_factory=list)  # other names of the same rank, not nested
    stands_for: str = ""  # a name that lies in or near the answer, not known or without a point
    known: Entry | None = None  # what that name means, where no source gives its exact spot


def choose(rates: Rates) -> list[Choice | None]:
    """Choose of each text the name that says most closely where, None where none is likely."""
    batch, count = rates.batch, len(rates.readings)
    likely = batch.quality >= THRESHOLD
    likely &= ~_contradicted(rates, likely)
    ordered = _closest_first(rates, likely)
    text, first = np.unique(batch.text[ordered], return_index=True)
    name, meaning = _known_nearer(rates, ordered, first)
    number, beside = _beside(rates, ordered, first, name, meaning)
    is_open = batch.has_unknown | any_of(batch.text, ~likely, count)

    made: list[Choice | None] = [None] * count
    others = iter(rates.of_meanings(rates.first[beside]))
    best = meaning - rates.first[name]
    columns = (text, name, ordered[first], best, number, is_open[text])
    objects = (batch.mentions(name), rates.of_names(name))
    each = zip(*[column.tolist() for column in columns], *objects, strict=True)
    for of, at, nearest, best_at, number_beside, is_asked, mention, rated in each:
        choice = Choice(mention, rated[best_at], rated, [*islice(others, number_beside)])
        if at != nearest:
            choice = _standing(rates, nearest, choice)
        elif is_asked:
            is_unit = choice.best.entry.level in UNIT_LEVELS
            choice.stands_for = _unknown_beside(rates, of, at, likely, is_unit=is_unit)
        made[of] = choice
    return made


def _contradicted(rates: Rates, likely: Bits) -> Bits:
    """Tell of names whether a district that the text names is surer, and they lie in another."""
    batch, first = rates.batch, rates.first
    is_elsewhere = rates.weighed.context[first] == ELSEWHERE
    level = batch.columns.level[rates.weighed.entry[first]]
    is_sure = likely & _IS_DISTRICT[level] & ~is_elsewhere
    surest = np.zeros(len(rates.readings))
    np.maximum.at(surest, batch.text[is_sure], batch.quality[is_sure])
    return np.asarray(is_elsewhere & (batch.quality < surest[batch.text]))


def _closest_first(rates: Rates, likely: Bits) -> Ints:
    """Return the likely names, those of a text together, what says most closely where first."""
    batch = rates.batch
    every = np.arange(likely.size)
    entry = rates.weighed.entry[rates.first]
    level = batch.columns.level[entry]
    # "Near X, in Y" is told of Y, but X says more closely where.
    is_reference = batch.of_settings("is_reference", every)
    is_told = likely & ~is_reference & ~_IS_WIDE[level]
    named = np.flatnonzero(likely & is_reference)
    run, other = spread(batch.first[named], batch.count[named])
    this, that = entry[named][run], entry[other]
    is_outside = ~batch.columns.lies_in(this, batch.columns.own[that])
    is_outside |= batch.of_settings("is_far", named)[run]
    is_beside = np.zeros(likely.size, bool)
    is_beside[named] = any_of(run, is_told[other] & (that != this) & is_outside, named.size)
    # "Foo of X district" with an X that is known as a town only: Foo is the finer of both.
    is_said = (level == _PLACE) & _IS_SAID[batch.of_settings("level", every)]
    depth = np.where(is_said, DEPTH["admin2"], batch.columns.depth[entry])
    start = batch.of_settings("start", every)
    is_last = _is_nested(rates, level)
    ordered = np.lexsort((start, ~is_last, -depth, is_beside, _IS_WIDE[level], batch.text))
    return ordered[likely[ordered]]


def _is_nested(rates: Rates, level: Ints) -> Bits:
    """Tell of names whether they are the Y of "X, Y, Z" with a province Z, and X may be in Y."""
    batch = rates.batch
    every = np.arange(level.size)
    start, after = (batch.of_settings(name, every) for name in ("start", "next_part"))
    is_part = (after[:-1] == start[1:]) & (batch.text[:-1] == batch.text[1:])
    is_nested = np.zeros(level.size, bool)
    is_nested[1:-1] = is_part[:-1] & is_part[1:] & (level[2:] == _ADMIN1)
    return is_nested


def _known_nearer(rates: Rates, ordered: Ints, first: Ints) -> tuple[Ints, Ints]:
    """Choose the name and the meaning of each text.

    They are the first, but of a place without a point what it is known by better than by its
    district: a town of that district which the text names beside it; else its subdistrict, by its
    own name or named beside it.

    Parameters
    ----------
    rates
        The texts.
    ordered, first
        Their likely names, the closest first, and where those of each text begin.
    """
    batch, columns, weighed = rates.batch, rates.batch.columns, rates.weighed
    name = ordered[first]
    meaning = rates.first[name]
    entry = weighed.entry[meaning]
    asked = np.flatnonzero((columns.level[entry] == _PLACE) & np.isnan(columns.latitude[entry]))
    run, at = spread(first[asked], np.diff(np.append(first, ordered.size))[asked])
    place, also = entry[asked][run], ordered[at]

    of, row = spread(rates.first[also], rates.count[also])
    unit, this = weighed.entry[row], place[of]
    is_unit = (columns.level[unit] == _ADMIN3) & columns.has_area[unit]
    is_unit &= columns.admin2[unit] == columns.admin2[this]
    is_unit &= columns.own[weighed.entry[rates.first[also]]][of] != columns.admin2[this]
    is_unit &= (columns.admin3[this] == NO_CODE) & (weighed.quality[row] >= THRESHOLD)
    is_unit &= ~(columns.has_near[this] | batch.of_settings("is_end", also)[of])
    town = weighed.entry[rates.first[also]]
    is_town = _IS_POINT[columns.level[town]] & ~np.isnan(columns.latitude[town])
    is_town &= columns.lies_in(town, columns.admin2[place]) & (also != name[asked][run])
    is_town &= ~(batch.of_settings("away_km", also) > NEAR_KM)
    # "X, on the Y-Z road" is by neither.
    is_town &= ~batch.of_settings("is_end", also)
    for text, better, means in (
        (run[of[is_unit]], also[of[is_unit]], row[is_unit]),
        (run[is_town], also[is_town], rates.first[also[is_town]]),
    ):
        to, nearest = np.unique(text, return_index=True)
        name[asked[to]], meaning[asked[to]] = better[nearest], means[nearest]
    return name, meaning


def _standing(rates: Rates, name: int, stand: Choice) -> Choice:
    """Let what the text names beside a place without a point stand for it.

    What the pack itself gives as near the place stands for it anyway: that is then left out, as
    where the text names the place alone. Not where others bear its name, which then says less
    than what is beside it, nor where the text tells a distance from that.
    """
    at = np.array([name])
    (mention,), (rated,) = rates.batch.mentions(at), rates.of_names(at)
    is_own = len(rated) == 1 and rated[0].entry.near == stand.best.entry.id
    if is_own and stand.mention.setting.away_km is None:
        return Choice(mention, rated[0], rated, stand.beside)
    return replace(stand, stands_for=mention.found.surface, known=rated[0].entry)


def _beside(
    rates: Rates, ordered: Ints, first: Ints, name: Ints, meaning: Ints
) -> tuple[Ints, Ints]:
    """Return the other names of the rank of what is chosen, not nested: how many, and which."""
    batch, columns = rates.batch, rates.batch.columns
    text = np.repeat(np.arange(first.size), np.diff(np.append(first, ordered.size)))
    entry = rates.weighed.entry[rates.first[ordered]]
    best = rates.weighed.entry[meaning][text]
    is_beside = columns.depth[entry] == columns.depth[best]
    lists = batch.of_settings("list_start", ordered)
    is_beside |= (lists != -1) & (lists == batch.of_settings("list_start", name)[text])
    is_beside &= ~batch.of_settings("is_reference", ordered)
    is_end = batch.of_settings("is_end", ordered)
    is_beside &= ~is_end | batch.of_settings("is_end", name)[text]
    is_beside &= ~columns.lies_in(best, columns.own[entry]) & (columns.level[entry] != _BORDER)
    is_beside &= (ordered != name[text]) & (entry != best)
    is_beside[first] = False  # it is what is chosen, or stands in what is
    return np.bincount(text[is_beside], minlength=first.size), ordered[is_beside]


def _unknown_beside(rates: Rates, text: int, name: int, likely: Bits, *, is_unit: bool) -> str:
    """Return the words before a name that are no known name; else those of the part after it.

    Of a unit's name all others: "X's Foo area".
    """
    reading = rates.readings[text]
    first = int(rates.batch.first[name])
    setting = reading.mentions[name - first].setting
    unlikely = [
        mention
        for mention, is_likely in zip(reading.mentions, likely[first:].tolist(), strict=False)
        if not is_likely
    ]
    before = reading.quoted([m for m in unlikely if m.setting.start < setting.start], setting.start)
    beside = before or reading.part(unlikely, setting.next_part)
    return beside or (reading.quoted(unlikely) if is_unit or setting.is_owner else "")


def probability(choice: Choice) -> float:
    """Return how likely the choice is right: its quality, calibrated, shared with its namesakes."""
    return calibrated(choice.best.quality) * share_of_namesakes(choice)


def share_of_namesakes(choice: Choice) -> float:
    """Return the share of the choice among all of its name elsewhere that fit, by their rank."""
    best = choice.best
    if len(choice.rated) == 1 and best.entry.admin2 is not None:
        return 1.0 if best.rank else 0.0
    others = 0.0
    known = [best.entry]
    for rated in choice.rated:  # best first, so that of things in each other the likeliest counts
        if not any(lie_in_one(rated.entry, other) for other in known):
            known.append(rated.entry)
            others += rated.rank
    total = best.rank + others
    return best.rank / total if total else 0.0
