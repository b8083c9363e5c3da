"""The pause of the collector of reference cycles."""

from __future__ import annotations

import gc

import pytest

from geo._collecting import uncollected
from geo.errors import ReaderError
from geo.reports.documents.document import Document
from geo.reports.reading import Reading, read_each


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


def test_the_first_report_is_read_uncollected_with_which_all_is_made_that_is_made_once():
    seen = []

    def reader(document, _pack):
        seen.append(gc.isenabled())
        if document.text == "no":
            raise ReaderError("no")
        return Reading([])

    read, refused = read_each([Document(t, t) for t in ("no", "a", "b")], None, reader)
    assert (seen, len(read), len(refused)) == ([False, True, True], 2, 1)
    assert gc.isenabled()
