"""Reasons of places: templates in data, put together into the sentences that tables hold."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from geo.gazetteer import reasons

WRITTEN = "\n".join(
    path.read_text("utf-8") for path in Path(reasons.__file__).parents[1].rglob("*.py")
)
TABLES = {name: said for name, said in reasons.templates().items() if name != "joins"}
TEMPLATES = [(table, code, text) for table, said in TABLES.items() for code, text in said.items()]


def test_parts_are_tables_or_known_names():
    named = {part for _, _, text in TEMPLATES for _, part, _, _ in Formatter().parse(text) if part}
    assert named - TABLES.keys() == {"surface", "name", "names", "km", "origin"}


@pytest.mark.parametrize(("table", "code", "text"), TEMPLATES)
def test_a_template_is_used_and_fills(table, code, text):
    parts = {part: f"<{part}>" for _, part, _, _ in Formatter().parse(text) if part}
    assert reasons.say(table, code, **parts) == re.sub(r"\{(\w+)\}", r"<\1>", text)
    # Codes of kinds are levels of places, those of hints are put together.
    assert table == "kind" or f'"{re.sub("^(country|admin.)_", "", code)}"' in WRITTEN


def test_parts_are_put_together():
    why = reasons.say("whole", "given")
    assert reasons.more(why, "away", km="4") == "coordinates given; the text says 4 km from it"
    assert reasons.join("also", ["a", "b"]) == "a, b"


@pytest.mark.parametrize(("table", "code", "text"), TEMPLATES)
def test_a_template_made_ready_says_the_same(table, code, text):
    parts = [part for _, part, _, _ in Formatter().parse(text) if part]
    told = [f"<{part}>" for part in parts]
    said = reasons.say(table, code, **dict(zip(parts, told, strict=True)))
    assert reasons.saying(table, code, *parts)(tuple(told)) == said
    with pytest.raises(ValueError, match=f"{table}.{code}"):
        reasons.saying(table, code, *parts, "more")
