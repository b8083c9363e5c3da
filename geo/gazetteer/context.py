"""What the other names of a text say of a name: what holds it, what lies near, what contradicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo._sphere import distance_km
from geo.gazetteer.batch import LEVEL, NO_LEVEL, TIER
from geo.gazetteer.columns import NO_CODE, any_of, is_level, spread
from geo.gazetteer.entries import BORDER, DEPTH, SECTION, UNIT_LEVELS

if TYPE_CHECKING:
    from geo.gazetteer.batch import Batch
    from geo.gazetteer.columns import Bits, Columns, Ints, Reals

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
# "X, Y", two districts so far from each other: another X, in Y.
_APART_KM = 100.0
_TOWN_WEIGHT = 0.68  # of a place of the fifth rank
# What is named beside a town and lies so far from it is not what is meant.
_BESIDE_KM = 80.0
_NEAR_KM = 50.0
DISTRICTS = frozenset({"admin2", "admin3"})
POINT_LEVELS = frozenset({"place", "crossing"})
WIDE = frozenset({"country", BORDER})
# The number of a reason that is no entry's: none, and another district.
NOTHING, ELSEWHERE = -1, -2

_COUNTRY, _ADMIN1, _ADMIN2, _PLACE = (LEVEL[x] for x in ("country", "admin1", "admin2", "place"))
_IS_WIDER = is_level(set(UNIT_LEVELS) - {"country"})
_IS_DISTRICT = is_level(DISTRICTS)
_IS_SAID = np.append(_IS_DISTRICT, False)  # also of no level
_IS_POINT = is_level(POINT_LEVELS)
_IS_SMALL = is_level(POINT_LEVELS | DISTRICTS)
_IS_LINE_OR_WIDE = is_level(WIDE | {SECTION})


class Context(NamedTuple):
    """What the other names of its text say of each meaning.

    Attributes
    ----------
    factor
        What agreement or contradiction is worth.
    is_supported
        Another name says that it is this one.
    reason
        The entry that holds it, `ELSEWHERE`, or `NOTHING`.
    holds, is_together
        It contains what another name may mean; it is a place in one district with such.
    has_holder
        Anything contains what another name may mean.
    is_in_district, is_named_unit
        What lies in a district of another name; what another name may mean as a wider unit.
    """

    factor: Reals
    is_supported: Bits
    reason: Ints
    holds: Bits
    is_together: Bits
    has_holder: Bits
    is_in_district: Bits
    is_named_unit: Bits


class _Pairs(NamedTuple):
    """Each meaning of a name with each other name of its text that says something of it."""

    meaning: Ints
    parent: Reals  # the factor of what is not in what the other name means, NaN where it is none
    is_district: Bits  # the other is called a district
    is_said: Bits  # the other is called a district, after this name
    is_called: Bits  # what is called after this name is in the other: "X Road, Y"
    is_spelt: Bits  # this name is spelt as in the gazetteer
    is_town: Bits  # the other may be a town that this is near or beside, or that follows it
    is_near: Bits  # the text says that this is near it
    is_same: Bits  # the other is this name again, which says nothing of where it is
    is_stated: Bits  # the other's level is stated
    is_small: Bits  # the other is no province's or district's name
    is_part: Bits  # the other is the part after this: "X, Y"
    may_hold: Bits  # the other is called a unit, or stands after this, so that this lies in it


def context_of(batch: Batch, rows: Ints, telling: Bits, mention: Ints, entry: Ints) -> Context:
    """Say what the other names of their texts make of meanings.

    Parameters
    ----------
    batch, rows
        The names; those that are weighed, all of a text or none.
    telling
        Of all names: those that say something of others.
    mention, entry
        For each meaning the place of its name in `rows`, and what it is.
    """
    columns, count = batch.columns, entry.size
    pairs, other = _pairs(batch, rows, telling, mention, entry)
    pair, at = batch.meanings(other)
    unit = batch.names.entry[at]
    meaning = pairs.meaning[pair]
    this = entry[meaning]
    level, depth = columns.level, columns.depth

    is_wider = _IS_WIDER[level[unit]] & ~pairs.is_same[pair]
    is_finer = depth[unit] < depth[this]
    # What is filed under a district alone may lie in any part of it.
    is_part = (level[unit] == LEVEL["admin3"]) & _IS_POINT[level[this]]
    is_part &= (columns.admin3[this] == NO_CODE) & (columns.admin2[this] == columns.admin2[unit])
    is_inside = columns.lies_in(this, columns.own[unit]) | is_part
    is_holding = columns.lies_in(unit, columns.own[this])
    finest = _finest(meaning, np.where(is_wider & is_inside & is_finer, depth[unit], -1), count)
    has_finest = finest >= 0
    finest = np.where(has_finest, unit[finest], NOTHING) if unit.size else finest
    elsewhere = _elsewhere(columns, pairs, pair, this, unit, entry)
    is_elsewhere = ~np.isnan(elsewhere)
    far = _far(columns, pairs, pair, this, unit, entry)

    is_parent = ~np.isnan(pairs.parent)
    has_parent = any_of(pairs.meaning, is_parent, count)
    # "Foo, Bar", a place of one district each: they say more than that a district is called Foo.
    is_together = _IS_POINT[level[this]] & _IS_POINT[level[unit]] & ~pairs.is_same[pair]
    is_together &= (columns.admin2[this] == columns.admin2[unit]) & (
        columns.admin2[this] != NO_CODE
    )
    has_together = any_of(pair, is_together, pairs.meaning.size)[pair]
    is_container = is_wider & is_finer & ~_IS_LINE_OR_WIDE[level[this]] & ~has_together
    has_container = any_of(meaning, is_container, count)
    at = np.flatnonzero(is_container)
    shares_any = any_of(meaning[at], columns.share(this[at], columns.inner[unit[at]]), count)
    is_province = is_container & (level[unit] == _ADMIN1)
    is_astray = any_of(meaning, is_province, count)
    is_astray &= ~any_of(meaning, is_province & is_inside, count)
    # "X, Y, Z" with a district and a province neither of which holds it.
    elsewhere = np.where(is_astray, np.minimum(elsewhere, _OTHER_PARENT), elsewhere)
    is_other = columns.admin2[unit] != columns.admin2[this]
    is_other = np.where(level[unit] == LEVEL["admin3"], is_other, level[unit] == _ADMIN2)
    is_in_other = any_of(meaning, is_container & is_other, count)
    is_in_country = any_of(meaning, (level[unit] == _COUNTRY) & is_inside, count)
    is_around = any_of(meaning, is_wider & is_holding, count)
    # That a province is right says little against a district that is not.
    is_sure = has_finest & ~((level[finest] == _ADMIN1) & has_parent)

    factor = np.where(is_in_country, 1.0, ALONE)
    factor = np.where(is_in_other, _OTHER_DISTRICT, factor)
    may_lie_in = any_of(meaning, is_container & pairs.may_hold[pair], count)
    is_outside = has_container & _is_outside(batch, rows, mention, entry, shares_any, may_lie_in)
    factor = np.where(is_outside, UNRELATED, factor) * far
    factor = np.where(has_finest, 1.0, factor)
    factor = np.where(is_elsewhere, elsewhere, factor)
    factor = np.where(is_sure | (~has_finest & is_around), 1.0, factor)
    is_supported = has_finest & (is_sure | ~is_elsewhere)
    is_contradicted = is_elsewhere & ~is_sure & (has_finest | ~is_around)
    is_another = (~pairs.is_same | pairs.is_stated)[pair] & (columns.own[unit] != columns.own[this])
    return Context(
        factor,
        is_supported,
        np.where(is_supported, finest, np.where(is_contradicted, ELSEWHERE, NOTHING)),
        any_of(meaning, is_holding & is_another, count),
        any_of(meaning, is_together & pairs.is_small[pair], count),
        any_of(meaning, columns.has_holder[unit], count),
        any_of(meaning, _IS_DISTRICT[level[unit]] & is_inside, count),
        any_of(meaning, is_wider & (columns.own[unit] == columns.own[this]), count),
    )


def _is_outside(
    batch: Batch, rows: Ints, mention: Ints, entry: Ints, shares_any: Bits, is_held: Bits
) -> Bits:
    """Tell whether a wider unit that a meaning shares nothing with speaks against it.

    Not "Kabul area of X district" with no X there: another Kabul, in what the text calls a
    district.

    Parameters
    ----------
    batch, rows, mention, entry
        As of `context_of`.
    shares_any, is_held
        It shares something with such a unit; the text may say that it lies in one.
    """
    level = batch.columns.level[entry]
    is_called = _IS_DISTRICT[level] & (batch.of_settings("level", rows[mention]) == level)
    is_other = is_called & ~is_held & ~any_of(mention, shares_any, rows.size)[mention]
    return np.asarray(~shares_any & ~is_other)


def _pairs(
    batch: Batch, rows: Ints, telling: Bits, mention: Ints, entry: Ints
) -> tuple[_Pairs, Ints]:
    """Pair each meaning with the other names of its text; return also the rows of these."""
    of = rows[mention]
    meaning, other = spread(batch.first[of], batch.count[of])
    this = of[meaning]
    lists = batch.of_settings("list_start", this)
    # Names of one list stand side by side: none says where another lies.
    is_apart = (lists == -1) | (batch.of_settings("list_start", other) != lists)
    is_kept = (other != this) & is_apart & telling[other]
    meaning, this, other = meaning[is_kept], this[is_kept], other[is_kept]
    has_level = batch.of_names("has_level", other)
    is_reference = batch.of_settings("is_reference", other)
    has_district = has_level[:, _ADMIN2] | has_level[:, LEVEL["admin3"]]
    is_said = _IS_SAID[batch.of_settings("level", other)] & ~is_reference
    is_after = batch.of_settings("start", other) >= batch.of_settings("end", this)
    may_hold = (batch.of_settings("level", other) != NO_LEVEL) | is_after
    # In "X's Y" and its like the holder comes first.
    is_after ^= batch.of_settings("is_owner", np.where(is_after, this, other))
    is_called = batch.of_settings("is_called", this) & is_after
    is_called &= batch.of_settings("level", this) != LEVEL["crossing"]
    is_called &= has_district | has_level[:, _ADMIN1]
    is_after &= ~(is_reference | batch.of_settings("is_reference", this))
    is_placed = batch.of_settings("is_placed", other)
    has_no_level = batch.of_settings("level", this) == NO_LEVEL
    is_parent = has_district & (is_said | (is_after & is_placed))
    # "District, X": a hamlet elsewhere, or a gate that the text does not call one, is another X.
    is_next = batch.of_settings("next_part", other) == batch.of_settings("start", this)
    is_next &= ~has_level[:, _PLACE]
    is_lesser = batch.columns.weight[entry[meaning]] < _TOWN_WEIGHT
    is_lesser |= (batch.columns.level[entry[meaning]] == LEVEL["crossing"]) & has_no_level
    is_beside = (is_after | (is_next & is_lesser)) & has_level[:, _ADMIN2]
    parent = np.where(is_beside, _OTHER_BESIDE, np.nan)
    parent = np.where(is_parent | is_called, _OTHER_PARENT, parent)
    is_same = batch.of_names("meant", other) == batch.of_names("meant", this)
    # What lies on the way from X to Y lies in neither.
    is_end = batch.of_settings("is_end", other)
    parent = np.where(is_same | is_end, np.nan, parent)
    away = np.nan_to_num(batch.of_settings("away_km", other))
    is_near = is_reference & (away < _BESIDE_KM / 2)
    is_sounding = batch.of_names("tier", other) == TIER["consonants"]
    is_town = has_level[:, _PLACE] & ~is_sounding & (is_near | is_placed | is_after) & ~is_end
    is_said_after = is_parent & is_said & is_after & has_no_level
    is_spelt = batch.of_names("tier", this) == TIER["folded"]
    is_stated = batch.of_settings("level", other) != NO_LEVEL
    is_small = ~(has_level[:, _ADMIN1] | has_level[:, _ADMIN2])
    is_part = batch.of_settings("next_part", this) == batch.of_settings("start", other)
    where = (is_town & ~is_same, is_near, is_same, is_stated, is_small, is_part, may_hold)
    pairs = _Pairs(meaning, parent, is_said, is_said_after, is_called, is_spelt, *where)
    return pairs, other


def _finest(meaning: Ints, depth: Ints, count: int) -> Ints:
    """Return for each meaning the row of what is deepest, the first of these; -1 for none."""
    found = np.full(count, -1, np.intp)
    size = depth.size + 1
    value = np.where(depth < 0, -1, depth * size + (size - 1 - np.arange(depth.size)))
    np.maximum.at(found, meaning, value)
    return np.where(found < 0, -1, size - 1 - found % size)


def _elsewhere(
    columns: Columns, pairs: _Pairs, pair: Ints, this: Ints, unit: Ints, entry: Ints
) -> Reals:
    """Return the least factor of the districts named as parents that do not hold a meaning."""
    size = pairs.meaning.size
    # "Sang-e Masha, Ghazni": in the province, which is called as the district of its seat is.
    is_province = (columns.level[unit] == _ADMIN1) & ~pairs.is_district[pair]
    is_in_province = any_of(pair, is_province & columns.lies_in(this, columns.own[unit]), size)
    is_called = pairs.is_called[pair]
    is_holder = _IS_DISTRICT[columns.level[unit]] | (is_called & (columns.level[unit] == _ADMIN1))
    at = np.flatnonzero(is_holder & ~np.isnan(pairs.parent[pair]))
    this, unit, of = this[at], unit[at], pair[at]
    # Two districts stand side by side, unless a country parts them, or one is not spelt so and a
    # province does. That something is called after one says nothing of its sides.
    is_beside = columns.country[unit] == columns.country[this]
    one, two = columns.latitude[this], columns.longitude[this]
    away = distance_km(one, two, columns.latitude[unit], columns.longitude[unit])
    is_beside &= ~((away > _APART_KM) & pairs.is_part[of])
    is_beside &= pairs.is_spelt[of] | columns.share(this, columns.inner[unit])
    district = np.where(columns.level[unit] == _ADMIN1, columns.own[unit], columns.admin2[unit])
    is_there = (district == columns.admin2[this]) | columns.lies_in(this, district)
    may_be_beside = (columns.level[this] == _ADMIN2) & ~pairs.is_called[of]
    is_held = any_of(of, np.where(may_be_beside, is_beside, is_there), size) | is_in_province
    is_itself = any_of(of, unit == this, size)

    of_pair = entry[pairs.meaning]
    is_small = columns.depth[of_pair] >= DEPTH["admin2"]
    is_other = (is_small | pairs.is_called) & ~is_held & ~np.isnan(pairs.parent)
    # "Foo area, Bar district": a Foo in Bar is meant.
    is_beside = pairs.is_said & ~is_itself & (columns.level[of_pair] == _ADMIN2)
    found = np.full(entry.size, np.nan)
    np.fmin.at(found, pairs.meaning[is_other], pairs.parent[is_other])
    np.fmin.at(found, pairs.meaning[is_beside], _OTHER_PARENT)
    return found


def _far(columns: Columns, pairs: _Pairs, pair: Ints, this: Ints, unit: Ints, entry: Ints) -> Reals:
    """Return the factor of what lies far from every point of a town beside which it is named."""
    of_pair = entry[pairs.meaning]
    level = columns.level[of_pair]
    is_asked = pairs.is_town & (_IS_POINT[level] | (_IS_SMALL[level] & pairs.is_near))
    is_town = columns.level[unit] == _PLACE
    # A name that may mean towns, none of which has a point, says nothing.
    has_point = ~np.isnan(columns.latitude[unit])
    is_asked &= any_of(pair, is_town & has_point, is_asked.size)
    at = np.flatnonzero(is_town & is_asked[pair])
    one, two = this[at], unit[at]
    away = distance_km(
        columns.latitude[one], columns.longitude[one], columns.latitude[two], columns.longitude[two]
    )
    # What has no point is somewhere in its country.
    is_same = columns.lies_in(one, columns.country[two])
    away = np.where(np.isnan(away), np.where(is_same, 0.0, np.inf), away)
    is_held = columns.lies_in(two, columns.own[one])
    reach = np.where(pairs.is_near[pair[at]], _NEAR_KM, _BESIDE_KM)
    is_close = any_of(pair[at], is_held | (away < reach), is_asked.size)
    is_far = any_of(pairs.meaning, is_asked & ~is_close, entry.size)
    return np.where(is_far, UNRELATED, 1.0)
