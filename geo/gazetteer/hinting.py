"""What the row says beside the place text, and how well meanings fit it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.gazetteer.columns import NO_CODE

if TYPE_CHECKING:
    from geo.gazetteer.columns import Bits, Columns, Ints, Reals

# What agreement and contradiction are worth. They are ranks, not measured frequencies: a stated
# country is nearly always right, a stated province usually.
_FOREIGN = 0.1
_OTHER_ADMIN = 0.3
_OTHER_DISTRICT = 0.5
# Numbers of reasons: the country, and three times that of the province plus that of the district.
_COUNTRY_DISAGREES = -1
_AGREES, _DISAGREES = 1, 2
_CODES = {_AGREES: "agrees", _DISAGREES: "disagrees"}
CONTRADICTED = frozenset({"country_disagrees", "admin1_disagrees", "admin2_disagrees"})


@dataclass(frozen=True, slots=True)
class Hints:
    """What the row says beside the place text, as codes; None where it says nothing."""

    countries: frozenset[str] | None = None
    admin1: frozenset[str] | None = None
    admin2: frozenset[str] | None = None
    around: frozenset[str] = frozenset()  # the hinted units and all that contain them


class Hinted(NamedTuple):
    """The hints of rows, as columns; codes as `Columns.rows_of` gives them."""

    columns: Columns
    has_country: Bits
    has_admin1: Bits
    has_admin2: Bits
    country: Ints
    admin1: Ints
    admin2: Ints
    around: Ints

    def factors(self, hints: Ints, entries: Ints) -> tuple[Reals, Bits, Ints]:
        """Return the factor of entries, whether a province or district agrees, and the reason.

        Parameters
        ----------
        hints
            The number of the hints that each is weighed by.
        entries
            What may be meant.
        """
        factor, reason = np.ones(entries.size), np.zeros(entries.size, np.intp)
        agrees = np.zeros(entries.size, bool)
        at = np.flatnonzero((self.has_country | self.has_admin1 | self.has_admin2)[hints])
        hint, entry = hints[at], entries[at]
        share = self.columns.share
        is_foreign = self.has_country[hint] & ~share(entry, self.country[hint])
        is_around = (self.around[hint] == self.columns.own[entry][:, None]).any(axis=1)
        # Where in its district a place lies may not be known: nothing speaks against a part of it.
        is_open = self.columns.admin3[entry] == NO_CODE
        is_open &= (self.around[hint] == self.columns.admin2[entry][:, None]).any(axis=1)
        known = np.zeros(at.size, bool)
        worth, said = np.ones(at.size), np.zeros(at.size, np.intp)
        for has, codes, other, is_within in (
            (self.has_admin1, self.admin1, _OTHER_ADMIN, is_around),
            (self.has_admin2, self.admin2, _OTHER_DISTRICT, is_around | is_open),
        ):
            is_said = has[hint]
            is_right = is_said & (share(entry, codes[hint]) | is_within)
            # A district may have been split or renamed since: its province is the better witness.
            less = np.where(known, other, _OTHER_ADMIN)
            worth = np.where(is_said & ~is_right, worth * less, worth)
            said = said * 3 + np.where(is_right, _AGREES, np.where(is_said, _DISAGREES, 0))
            known |= is_right
        factor[at] = np.where(is_foreign, _FOREIGN, worth)
        agrees[at] = known & ~is_foreign
        reason[at] = np.where(is_foreign, _COUNTRY_DISAGREES, said)
        return factor, agrees, reason

    def is_district(self, hints: Ints, codes: Ints) -> Bits:
        """Tell whether codes are those of the district that the row names."""
        return np.asarray((self.admin2[hints] == codes[:, None]).any(axis=1))

    def is_named(self, hints: Ints, codes: Ints) -> Bits:
        """Tell whether codes are those of the province or the district that the row names."""
        is_province = (self.admin1[hints] == codes[:, None]).any(axis=1)
        return np.asarray(is_province | self.is_district(hints, codes))

    def reasons(self, number: int) -> tuple[str, ...]:
        """Return the codes of a reason, those of `[detail]` of `reasons.toml`."""
        if number == _COUNTRY_DISAGREES:
            return ("country_disagrees",)
        said = zip(("admin1", "admin2"), divmod(number, 3), strict=True)
        return tuple([f"{name}_{_CODES[what]}" for name, what in said if what])


def in_district(reasons: Ints) -> Bits:
    """Tell of numbers of reasons whether the district that the row names agrees."""
    return np.asarray(reasons % 3 == _AGREES)


def hinted(columns: Columns, each: list[Hints]) -> Hinted:
    """Put hints into columns."""
    nothing: frozenset[str] = frozenset()
    return Hinted(
        columns,
        np.array([hints.countries is not None for hints in each], bool),
        np.array([hints.admin1 is not None for hints in each], bool),
        np.array([hints.admin2 is not None for hints in each], bool),
        columns.rows_of([hints.countries or nothing for hints in each]),
        columns.rows_of([hints.admin1 or nothing for hints in each]),
        columns.rows_of([hints.admin2 or nothing for hints in each]),
        columns.rows_of([hints.around for hints in each]),
    )
