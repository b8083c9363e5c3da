"""Who acted and what happened in plain sentences and short reports: `reports/acted.toml`."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

PACK = region.load()
SAID = tomllib.loads((Path(__file__).parent / "reports/acted.toml").read_text("utf-8"))
TEXTS = 3  # of each row
SEED = 9


def choice(rng: np.random.Generator, rows: list[str]) -> str:
    """Return one of the rows."""
    return rows[int(rng.integers(len(rows)))]


def filled(rng: np.random.Generator, row: dict[str, Any]) -> str:
    """Write one text of a row."""
    lists = SAID["lists"]
    words = {}
    for name, rest in row["fill"].items():
        rows = [w for said in rest for w in (lists[said[1:]] if said[:1] == "@" else [said])]
        word = choice(rng, rows)
        for key, letter in ((name.lower(), str.lower), (name.upper(), str.upper)):
            words.setdefault(key, letter(word[:1]) + word[1:])
        words[name] = word
    text = choice(rng, row["templates"]).format(**words)
    around = row.get("around")
    if around is None:
        return text.strip()
    text = ". ".join(part[:1].upper() + part[1:] for part in text.split(". "))
    before, after = (choice(rng, lists[f"{where}_{around}"]) for where in ("before", "after"))
    return before + text + after


def read(text: str, row: dict[str, Any], title: str) -> list[list[str]]:
    """Return type and side of the incidents of the news."""
    day = row.get("day", date(2026, 2, 28))
    document = Document("t", text, title, publisher="Reuters", published=day)
    found = reading.eval_form(document, reading.read_one(document, PACK))["incidents"]
    return [[i["sub_event_type"], i["actor1_side"]] for i in found if i["role"] == "current"]


def is_right(found: list[list[str]], want: list[list[str]]) -> bool:
    """Tell whether each incident that is wanted is found, and no other."""
    rest = list(found)
    for types, side in want:
        hit = next((i for i in rest if i[0] in types.split("|") and i[1] == side), None)
        if hit is None:
            return False
        rest.remove(hit)
    return not rest


@pytest.mark.parametrize("row", SAID["rows"], ids=[row["name"] for row in SAID["rows"]])
def test_who_acted(row: dict[str, Any]) -> None:
    rng = np.random.default_rng(SEED)
    wrong = []
    for _ in range(TEXTS):
        text, title = filled(rng, row), choice(rng, row.get("titles", [""]))
        found = read(text, row, title)
        if not is_right(found, row["want"]):
            wrong.append((text, found))
    assert wrong == []
