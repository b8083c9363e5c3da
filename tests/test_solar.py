"""The Solar Hijri calendar: there and back, and days that it has not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from geo.solar import gregorian, solar


def test_every_day_of_a_cycle_goes_there_and_back():
    day = date(1990, 3, 20)
    for _ in range(33 * 366):
        day += timedelta(days=1)
        assert gregorian(*solar(day)) == day


@pytest.mark.parametrize(
    "never",
    [(1403, 12, 31), (1404, 12, 30), (1404, 7, 31), (1404, 13, 1), (1404, 0, 1), (1404, 1, 0)],
)
def test_a_day_that_is_none_is_refused(never):
    with pytest.raises(ValueError, match="is no day"):
        gregorian(*never)


def test_a_year_outside_is_refused():
    with pytest.raises(ValueError, match="between 1800 and 2253"):
        gregorian(1000, 1, 1)
