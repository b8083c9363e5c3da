"""Free memory is given back where the C library can, and elsewhere nothing happens."""

from __future__ import annotations

import sys

import pytest

from maps import memory


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_memory_is_given_back_on_any_platform(monkeypatch, platform):
    called = []
    library = type("Library", (), {"malloc_trim": staticmethod(called.append)})
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _: library)
    memory._trim.cache_clear()
    memory.give_back()
    memory._trim.cache_clear()
    assert called == ([0] if platform == "linux" else [])


def test_another_library_has_no_such_call(monkeypatch):
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _: object())
    memory._trim.cache_clear()
    memory.give_back()
    assert memory._trim() is int
    memory._trim.cache_clear()
