"""Weighing what names may mean, by the words around them, each other, and the row's hints.

All names of a batch of texts are weighed at once; a single text is a batch of one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.gazetteer.batch import LEVEL, NO_LEVEL, TIER, Batch
from geo.gazetteer.columns import any_of, is_level
from geo.gazetteer.context import (
    ALONE,
    DISTRICTS,
    POINT_LEVELS,
    UNRELATED,
    WIDE,
    context_of,
)
from geo.gazetteer.entries import UNIT_LEVELS
from geo.gazetteer.hinting import in_district
from geo.gazetteer.names import fold, load_words
from geo.gazetteer.rated import THRESHOLD, Rates, Weighed
from geo.gazetteer.wholeness import Wholeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.gazetteer.columns import Bits, Ints, Reals
    from geo.gazetteer.context import Context
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.hinting import Hints
    from geo.gazetteer.index import Index
    from geo.gazetteer.mentions import Reading

# What agreement and contradiction are worth. They are ranks, not measured frequencies.
_OTHER_LEVEL = 0.6
_OTHER_LEVEL_WHERE_ONE_FITS = 0.25
_STAND_IN = 0.95
# What has the consonants of a name may be it where it is written so alike.
_LIKE_BARE = 0.75
_BORNE_LETTERS = 6  # of a name with a slip that the text calls a district; a province's one less
# Distances are given from towns, not from districts.
_AWAY_FROM_TOWN = 1.5
# A name beside that of something inside it is the province's, not the city's ("Paghman, Kabul").
# Beside an unknown one too, unless the words speak of a town or most of the unit is near the city:
# of 1,137 Afghan villages named with Kandahar, Herat or Kabul 14 in 100 lay within 20 km of the
# city, of 17 events of UCDP GED so told (Pakistan to 2012) 16.
_HOLDS_ANOTHER = 1.5
_TOGETHER = 1.5  # a place of the district of another that the text names
# What is called as the unit that the text or the row's column names as well ("Ghazni, Ghazni") is
# finer than that: its town, mostly.
_SAID_TWICE = 0.75
# So many pairs of meanings are weighed at once.
_PIECE = 250_000
_IS_UNIT = np.append(is_level(UNIT_LEVELS), False)  # also of no level
_IS_DISTRICT = is_level(DISTRICTS)
_MAY_BE_FINER = is_level({"admin1", "admin2"})
_IS_WIDE = is_level(WIDE)
_IS_POINT = is_level(POINT_LEVELS)
_IS_IN_UNITS = is_level(POINT_LEVELS | {"admin3"})


def rate_all(index: Index, readings: Sequence[Reading], hints: Sequence[Hints]) -> Iterator[Rates]:
    """Rate all that each name of each text may mean, some texts after the others.

    Parameters
    ----------
    index
        The names.
    readings, hints
        The texts, and what their rows say.
    """
    for start, end in _pieces(readings):
        yield _rate(index, readings[start:end], hints[start:end])


def _pieces(readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """Cut texts into pieces in which so many meanings are weighed by each other."""
    meanings = [sum([len(found.hits) for found in reading.names]) for reading in readings]
    piece = np.cumsum(np.array(meanings, np.int64) ** 2) // _PIECE
    yield from pairwise([*np.unique(piece, return_index=True)[1].tolist(), len(readings)])


def _rate(index: Index, readings: Sequence[Reading], hints: Sequence[Hints]) -> Rates:
    batch = Batch(index, readings, hints)
    every = np.arange(len(batch.found))
    size = batch.meanings(every)[1].size
    whole = Weighed(*[np.empty(size, kind) for kind in (int, float, float, int, int)])
    rates = Rates(index, readings, batch, whole)
    rows = every
    while rows.size:
        weighed, mention = _weigh(batch, rows)
        first = np.searchsorted(mention, np.arange(rows.size))
        into = rates.first[rows][mention] + np.arange(mention.size) - first[mention]
        for column, values in zip(whole, weighed, strict=True):
            column[into] = values
        batch.quality[rows] = weighed.quality[first]
        rows = _reject(batch, rows)
    return rates


def _weigh(batch: Batch, rows: Ints) -> tuple[Weighed, Ints]:
    """Weigh what some names may mean, those of whole texts; return also the name of each."""
    columns, names = batch.columns, batch.names
    mention, at = batch.meanings(rows)
    entry, this = names.entry[at], rows[mention]
    name, setting, text = batch.name[this], batch.setting[this], batch.text[this]
    # A guess says nothing of others, nor does what was rejected.
    is_slip = names.tier[batch.name] == TIER["slip"]
    around = context_of(batch, rows, ~is_slip & ~batch.rejected, mention, entry)
    hint, agrees, hint_reason = batch.hinted.factors(batch.hints[text], entry)

    level = columns.level[entry]
    stated = batch.settings.level[setting]
    is_alone = ~batch.has_unknown
    is_alone[batch.text[is_slip | batch.rejected]] = False
    fit = _fit(stated, level, names.has_level[name])
    quality = names.worth[name] * names.weight[at] * fit * hint
    # A hint outweighs that nothing in the text agrees, not that something contradicts.
    quality = np.where(~agrees | (around.factor < ALONE), quality * around.factor, quality)
    likeness = names.likeness[name]
    is_bare = names.is_bare[name] & (stated != level) & ~(agrees & (likeness >= _LIKE_BARE))
    is_bare |= _unlike(batch, name, level) & ~(around.is_supported | in_district(hint_reason))
    quality = np.where(is_bare, quality * UNRELATED, quality)
    is_guess = is_slip[this] & ~(names.is_sole[name] & _is_known_alone(batch, text, level))
    is_guess &= ~(agrees | _borne_out(around, level, stated, names.letters[name]))
    quality = np.where(is_guess, quality * UNRELATED, quality)

    # That the row's province agrees says nothing for a point that is only alike, if it does with
    # one that is spelt so; a hamlet still does not hide a district.
    is_alike = names.is_alike[at]
    is_spelt_there = any_of(mention, agrees & ~is_alike, rows.size)[mention]
    is_told = agrees & ~(is_spelt_there & _IS_POINT[level])
    is_borne = is_told | around.is_supported | (stated == level)
    quality = np.where(is_alike & ~is_borne, 0.0, quality)

    wholeness = Wholeness(batch, this, entry, around, is_alone[text])
    is_open = ~(agrees | around.is_supported)
    # A province bears out a name that only sounds like one, but not a part of a longer one.
    is_part = wholeness.is_sounding() & ~around.is_supported
    quality = np.where(is_open | is_part, quality * wholeness.factor(), quality)
    # "Foo in X tehsil" with an X that is not known: any Foo that we know is another.
    is_other = batch.has_unknown_unit[text] & (stated != level) & _IS_IN_UNITS[level]
    is_weak = (wholeness.lacks_cue() | is_other) & ~_IS_WIDE[level]
    quality = np.where(is_open & is_weak, quality * UNRELATED, quality)

    rank = quality * columns.weight[entry]
    is_away = ~np.isnan(batch.settings.away_km[setting]) & (level == LEVEL["place"])
    rank = np.where(is_away, rank * _AWAY_FROM_TOWN, rank)
    holds = around.holds | _holds_unknown(batch, this, entry, is_alone)
    holds |= ~is_alone[text] & batch.hinted.is_district(batch.hints[text], columns.own[entry])
    rank = np.where(holds, rank * _HOLDS_ANOTHER, rank)
    has_unit = any_of(mention, around.holds, rows.size)[mention]
    is_together = around.is_together & ~has_unit & (stated == NO_LEVEL)
    rank = np.where(is_together, rank * _TOGETHER, rank)
    is_twice = batch.hinted.is_named(batch.hints[text], columns.own[entry])
    is_twice = (is_twice & batch.is_whole[text]) | batch.is_repeated[this]
    is_twice &= _MAY_BE_FINER[level] & (stated == NO_LEVEL)
    rank = np.where(is_twice, rank * _SAID_TWICE, rank)
    order = np.lexsort((columns.order[entry], -columns.depth[entry], -rank, mention))
    weighed = Weighed(
        entry[order],
        np.minimum(1.0, quality)[order],
        rank[order],
        hint_reason[order],
        around.reason[order],
    )
    _prefer_towns(batch, rows, mention, weighed)
    return weighed, mention


def _holds_unknown(batch: Batch, this: Ints, entry: Ints, is_alone: Bits) -> Bits:
    """Tell whether a unit is meant rather than its city, since a name that is not known lies in it.

    Parameters
    ----------
    batch
        The names.
    this, entry
        For each meaning its name and what it is.
    is_alone
        Of all texts: they hold no unknown name.
    """
    text, setting, level = batch.text[this], batch.setting[this], batch.columns.level[entry]
    is_asked = (~is_alone & ~batch.has_urban)[text] & ~batch.settings.is_reference[setting]
    is_asked &= batch.settings.level[setting] == NO_LEVEL
    is_far = batch.beyond_cities[entry] | (batch.has_rural[text] & (level == LEVEL["admin2"]))
    # "X, Y, Y" is the district's.
    is_twice = batch.is_repeated[this]
    return np.asarray(is_asked & np.where(is_twice, level == LEVEL["admin2"], is_far))


def _is_known_alone(batch: Batch, text: Ints, level: Ints) -> Bits:
    """Tell of meanings whether a slip in all that a text says may be one of them."""
    has_country = batch.hinted.has_country[batch.hints[text]]
    return np.asarray(has_country | (level == LEVEL["admin1"]))


def _unlike(batch: Batch, name: Ints, level: Ints) -> Bits:
    """Tell of names whether they are written quite otherwise than a point's, but for consonants.

    Most are of a place that is not known, so a province does not bear them out.
    """
    names = batch.names
    is_unlike = (names.tier == TIER["consonants"]) & names.is_latin & (names.likeness < _LIKE_BARE)
    return np.asarray(is_unlike[name] & _IS_POINT[level])


def _borne_out(around: Context, level: Ints, stated: Ints, letters: Ints) -> Bits:
    """Tell whether the text bears out a name with a slip: its district, or its own level."""
    is_district = _IS_DISTRICT[level]
    least = np.where(level == LEVEL["admin1"], _BORNE_LETTERS - 1, _BORNE_LETTERS)
    is_said = (is_district | (level == LEVEL["admin1"])) & (stated == level) & (letters >= least)
    is_held = ~is_district | ~around.is_named_unit
    return np.where(around.is_in_district, is_held, is_said)


def _fit(stated: Ints, level: Ints, has_level: Bits) -> Reals:
    """Return the factor of the level that the text states."""
    stand_ins = np.zeros((NO_LEVEL + 1, NO_LEVEL), bool)
    for name, others in load_words().stand_ins.items():
        stand_ins[LEVEL[name], [LEVEL[other] for other in others]] = True
    has_one = has_level[np.arange(stated.size), stated]
    fit = np.where(has_one, _OTHER_LEVEL_WHERE_ONE_FITS, _OTHER_LEVEL)
    stand_in = np.where(has_one, _OTHER_LEVEL, _STAND_IN)
    fit = np.where(stand_ins[stated, level], stand_in, fit)
    return np.where((stated == level) | (stated == NO_LEVEL), 1.0, fit)


def _prefer_towns(batch: Batch, rows: Ints, mention: Ints, weighed: Weighed) -> None:
    """Put the town of a crossing before it, where the text speaks of no crossing."""
    has_gate = np.unique(mention[batch.columns.level[weighed.entry] == LEVEL["crossing"]])
    this = rows[has_gate]
    is_open = (batch.of_settings("level", this) == NO_LEVEL) & (
        ~batch.has_crossing[batch.text[this]]
    )
    for one, at in zip(has_gate[is_open], this[is_open], strict=True):
        start, end = np.searchsorted(mention, [one, one + 1])
        surface = batch.found[at].surface.replace(" ", "")
        _prefer_town(batch, weighed, range(start, end), surface)


def _prefer_town(batch: Batch, weighed: Weighed, span: range, surface: str) -> None:
    entries = [batch.entries[number] for number in weighed.entry[span.start : span.stop]]
    for place, town in enumerate(entries):
        if town.level != "place":
            continue
        # A town is meant: that of the crossing, or of a name that the crossing also has. What has
        # no point is not known better than a crossing, unless that is there and has none either.
        before = [
            at
            for at, gate in enumerate(entries[:place])
            if gate.level == "crossing"
            and (town.latitude is not None or (gate.latitude is None and lie_in_one(town, gate)))
            and (lie_in_one(town, gate) or not fold(gate.name).startswith(surface))
        ]
        if not before:
            continue
        to, at = span[before[0]], span[place]
        if weighed.quality[at] >= weighed.quality[to] * ALONE:
            weighed.rank[at] = weighed.rank[to]
            for column in weighed:
                column[to : at + 1] = np.roll(column[to : at + 1], 1)
            return


def _reject(batch: Batch, rows: Ints) -> Ints:
    """Reject the least likely name of each text; return the names of the texts that have one.

    One at a time, the worst first: the others may be unlikely only because of it. What the text
    calls a district or province says where the rest is, so it goes last.
    """
    text = batch.text[rows]
    count = np.bincount(text, minlength=batch.hints.size)
    rejected = np.bincount(text, batch.rejected[rows], count.size)
    is_unlikely = (batch.quality[rows] < THRESHOLD) & ~batch.rejected[rows]
    is_unlikely &= (rejected + 1 < count)[text]
    # What only sounds like a name may have spoilt the others; or two names each other.
    sounds = batch.of_names("tier", rows) != TIER["folded"]
    unlikely = np.bincount(text, is_unlikely, count.size)
    is_all = unlikely + rejected == count
    has_sound = any_of(text, is_unlikely & sounds, count.size)
    is_unlikely &= ~(is_all & has_sound)[text] | sounds
    one = rows[is_unlikely]
    is_unit = _IS_UNIT[batch.of_settings("level", one)]
    one = one[np.lexsort((one, batch.quality[one], is_unit, batch.text[one]))]
    of, first = np.unique(batch.text[one], return_index=True)
    one = one[first]
    batch.rejected[one] = True
    # What is like a name and is none we know may be part of the name beside it.
    rows = rows[np.isin(text, of)]
    beside = one[np.searchsorted(of, batch.text[rows])]
    start, end = (batch.of_settings(name, rows) for name in ("start", "end"))
    batch.after_unknown[rows] |= start == batch.of_settings("end", beside)
    is_before = end == batch.of_settings("start", beside)
    batch.before_unknown[rows] |= is_before & ~batch.of_settings("is_owner", rows)
    return rows


def lie_in_one(one: Entry, two: Entry) -> bool:
    """Tell whether two things lie in each other or in one district: a wrong one is near."""
    own, other, district, part = one.codes, two.codes, one.admin2, one.admin3
    if one.id in other or two.id in own:
        return True
    return (district in own and district in other) or (part in own and part in other)
