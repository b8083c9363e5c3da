"""The pause of the collector of reference cycles."""

from __future__ import annotations

import gc

import pytest

from geo._collecting import uncollected


@pytest.mark.parametrize("was_enabled", [True, False])
def test_the_collector_is_paused_and_is_afterwards_as_it_was(was_enabled):
    (gc.enable if was_enabled else gc.disable)()
    try:
        with pytest.raises(KeyError):
            _fail_uncollected()
        assert gc.isenabled() is was_enabled
    finally:
        gc.enable()


def _fail_uncollected():
    with uncollected():
        assert not gc.isenabled()
        raise KeyError
