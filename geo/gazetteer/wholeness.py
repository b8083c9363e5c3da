"""Whether a name is meant as a whole and by itself: short, everyday and only alike names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.gazetteer.batch import TIER
from geo.gazetteer.columns import is_level
from geo.gazetteer.context import DISTRICTS, ELSEWHERE, UNRELATED
from geo.gazetteer.index import SHORT_KEY

if TYPE_CHECKING:
    from geo.gazetteer.batch import Batch
    from geo.gazetteer.columns import Bits, Ints, Reals
    from geo.gazetteer.context import Context

# A name of so many consonants may stand by them alone, one of so many letters by its skeleton
# beside names that are not known.
_LONG_CONSONANTS = 6
_LONG_SKELETON = 7
_LONG_ACROSS = 4
# What has the consonants of a name may be it where it is written so alike, the row says the
# country, and the text holds no other name.
_LIKE, _LIKE_LETTERS = 0.87, 7
_LIKE_OTHER, _LIKE_OTHER_LETTERS = 0.8, 5
_LIKE_DISTRICT, _LIKE_DISTRICT_LETTERS = 0.8, 6
_LIKE_ALONE = 0.9  # the same where no row says the country
# A name of so many letters beside an unknown one is seldom a part of a longer name.
_LONG_NAME, _IN_LONGER = 8, 0.6
# Provinces, districts and cities are known well enough to follow a name without a comma.
_KNOWN_WEIGHT = 0.78

_IS_DISTRICT = is_level(DISTRICTS)
_IS_KNOWN = is_level({"admin1", "admin2"})


class Wholeness:
    """How sure it is that a name is meant as a whole, by itself, and as a place.

    Asked of meanings that neither a hint nor another name of the text supports.

    Parameters
    ----------
    batch
        The names.
    this, entry
        For each meaning its name and what it is.
    around
        What the other names of the text say of it.
    is_alone
        The text holds no unknown name.
    """

    def __init__(
        self, batch: Batch, this: Ints, entry: Ints, around: Context, is_alone: Bits
    ) -> None:
        setting, text = batch.setting[this], batch.text[this]
        self.names, self.name = batch.names, batch.name[this]
        self.level = batch.columns.level[entry]
        self.is_stated = batch.settings.level[setting] == self.level
        self.is_known_well = batch.columns.weight[entry] >= _KNOWN_WEIGHT
        self.is_elsewhere = around.reason == ELSEWHERE
        self.is_placed = batch.settings.is_placed[setting]
        self.is_whole = batch.is_whole[text]
        self.is_alone = is_alone
        self.after_unknown = batch.after_unknown[this]
        self.before_unknown = batch.before_unknown[this]
        self.has_country = batch.hinted.has_country[batch.hints[text]]
        # The row names the country, this lies in it, and no other name of the text is known.
        self.is_asked = self.has_country & ~around.has_holder

    def lacks_cue(self) -> Bits:
        """Tell whether a short or everyday word has nothing beside it that makes it a place."""
        names, name = self.names, self.name
        # Scripts without vowels say more in as many letters.
        short = np.where(names.is_latin, SHORT_KEY, SHORT_KEY - 1)
        is_common = names.is_common[name] & ~self.is_alone
        is_short = (names.letters <= short)[name]
        # "Foo Ziarat area" is a shrine's, though "Ziarat area" would be the town's.
        is_all = self.is_whole & (self.has_country | self._is_abbreviation())
        lacks = (is_short | is_common) & ~(self.is_placed | is_all)
        lacks |= is_common & self.after_unknown
        return lacks

    def _is_abbreviation(self) -> Bits:
        """Tell whether a name is spelt as that of a province or district: "KP", "NWA"."""
        is_spelt = self.names.tier[self.name] == TIER["folded"]
        return np.asarray(is_spelt & self.names.is_latin[self.name] & _IS_KNOWN[self.level])

    def is_sounding(self) -> Bits:
        """Tell whether a name only sounds like one, and may be a part of a longer one."""
        is_short = self.names.sounds[self.name] < _LONG_CONSONANTS
        is_beside = self.before_unknown | self.after_unknown
        return np.asarray(is_beside & is_short & (self.names.tier[self.name] > TIER["skeleton"]))

    def factor(self) -> Reals:
        """Return how sure it is that a name is meant as a whole and by itself."""
        names, name = self.names, self.name
        tier, letters = names.tier[name], names.letters[name]
        is_open = (tier == TIER["skeleton"]) & (letters < _LONG_SKELETON)
        is_open &= ~(self.is_alone | self.is_stated)
        is_open |= (tier == TIER["consonants"]) & ~self._is_alike()
        is_open |= (tier == TIER["across"]) & ~self._is_across()
        factor = np.where(is_open, UNRELATED, 1.0)
        # "Bara Bandai" is not Bara, but "Lyari Karachi" is Karachi, unless the text says otherwise.
        is_known = self.is_known_well & ~self.is_elsewhere
        is_part = self.before_unknown | (self.after_unknown & ~is_known)
        is_long = (tier == TIER["folded"]) & (letters >= _LONG_NAME)
        return np.where(is_part, factor * np.where(is_long, _IN_LONGER, UNRELATED), factor)

    def _is_alike(self) -> Bits:
        """Tell whether what has the consonants of a name may be it."""
        names, name = self.names, self.name
        letters, likeness, sounds = names.letters[name], names.likeness[name], names.sounds[name]
        is_alike = self.is_asked & (likeness >= _LIKE) & (letters >= _LIKE_LETTERS)
        is_alike |= _IS_DISTRICT[self.level] & self.is_stated
        # A district that all of the text names but for one vowel, as `slips` lets it.
        is_known = _IS_KNOWN[self.level] & self.is_whole & (letters >= _LIKE_DISTRICT_LETTERS)
        is_alike |= is_known & (likeness >= np.where(self.is_asked, _LIKE_DISTRICT, _LIKE_ALONE))
        # Scripts without vowels differ by the letters that stand for some of them.
        is_other = self.is_asked & ~names.is_latin[name]
        is_alike |= is_other & (letters >= _LIKE_OTHER_LETTERS) & (likeness >= _LIKE_OTHER)
        is_known = self.is_known_well & (self.is_whole | self.is_placed)
        is_alike |= is_other & is_known & (sounds >= SHORT_KEY)
        return is_alike | (sounds >= _LONG_CONSONANTS)

    def _is_across(self) -> Bits:
        """Tell whether what has the consonants of a name in another script may be it."""
        # Three consonants by themselves are enough for what is known well, two for nothing.
        is_known = self.is_known_well & (self.is_whole | self.is_placed)
        least = np.where(is_known | self.is_stated, SHORT_KEY, _LONG_ACROSS)
        is_long = self.names.sounds[self.name] >= least
        return np.asarray(is_long & (self.is_asked | self.is_stated))
