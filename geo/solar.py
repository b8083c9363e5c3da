"""Days of the Solar Hijri calendar, official in Afghanistan until 2021 and in use since.

Reports are read by it, and pages without scripts written; the viewer asks the browser's own
calendar, and a test holds the two against each other.
"""

from __future__ import annotations

from datetime import date

_MARCH_EQUINOX = 226_895  # ordinal of 1 Hamal of year 1, 22 March 622 of the Gregorian calendar
_CYCLE_YEARS, _CYCLE_DAYS = 33, 12_053  # 8 leap years in 33, true from 1178 to 1633


def solar(day: date) -> tuple[int, int, int]:
    """Return year, month and day of the month (both from 1) of a day from 1799 to 2254.

    Raises
    ------
    ValueError
        The day lies outside, where leap years do not come as they do there.
    """
    if not 1799 < day.year < 2254:
        raise ValueError(f"{day} is not between 1800 and 2253")
    number = day.toordinal() - _MARCH_EQUINOX
    year = 1 + number * _CYCLE_YEARS // _CYCLE_DAYS
    while _start(year + 1) <= number:
        year += 1
    while _start(year) > number:
        year -= 1
    passed = number - _start(year)
    if passed < 186:  # six months of 31 days, then of 30
        return year, passed // 31 + 1, passed % 31 + 1
    return year, (passed - 186) // 30 + 7, (passed - 186) % 30 + 1


def gregorian(year: int, month: int, day: int) -> date:
    """Return the day that is a day of the Solar Hijri calendar.

    Raises
    ------
    ValueError
        There is no such day, or its year lies outside those of `solar`.
    """
    if not 1 <= month <= 12 or not 1 <= day <= (31 if month < 7 else 30):
        raise ValueError(f"{year}-{month}-{day} is no day of this calendar")
    passed = (month - 1) * 31 + day - 1 - max(month - 7, 0)
    made = date.fromordinal(_start(year) + _MARCH_EQUINOX + passed)
    if solar(made) != (year, month, day):  # the 30th of the last month of a common year
        raise ValueError(f"{year}-{month}-{day} is no day of this calendar")
    return made


def _start(year: int) -> int:
    """Count the days from the first of year 1 to the first of a year."""
    return 365 * (year - 1) + (8 * year + 21) // _CYCLE_YEARS
