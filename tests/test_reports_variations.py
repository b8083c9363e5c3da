"""What a report tells is the same where it is written otherwise and says nothing else.

The annotated reports are read as they are and with one thing changed throughout: a word for
another, the dateline, marks, figures, a sentence that tells nothing. A floor, as that of the
passages: more that changes is a fault of the change. A rule that turns on one word shows here first.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from geo import region
from geo.reports import reading, sources

PACK = region.load("durand")
FOLDER = Path(__file__).parent / "reports"
NUMBERS = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
# What is counted may follow a number so far behind.
COUNTED = r"(?=(?: \w+){0,2} (?:people|persons|soldiers|civilians|children|fighters|posts|others))"
DATELINES = ["PESHAWAR: ", "KABUL (Reuters) - ", "QUETTA, Pakistan — ", "KHOST CITY (Pajhwok): "]
PROSE = 80  # characters of a paragraph, not of an item or a heading
SAYS_NOTHING = [
    "Relations between the two neighbours have been tense for years.",
    "There was no immediate comment from Kabul.",
    "Further details were not immediately available.",
    "The figures could not be independently verified.",
    "The foreign ministry in Islamabad did not immediately respond to questions.",
    "Mobile phone services in the remote area were down.",
]


def words(*pairs):
    """Return what writes one word for another."""

    def write(text, _):
        for word, other in pairs:
            text = re.sub(rf"\b{word}\b", other, text)
        return text

    return write


def in_digits(text, _):
    row = "|".join(NUMBERS)
    said = rf"(?<!-)\b({row})\b(?!-| (?:or|and|hundred)){COUNTED}"
    return re.sub(said, lambda hit: str(NUMBERS.index(hit[1]) + 2), text)


def behind_a_dateline(text, rng):
    has_head = re.match(r"[A-Z ,/]{4,}", text) or re.search(r"[—–:(]|\) -", text[:60])
    return text if has_head or not text[0].isalpha() else rng.choice(DATELINES) + text


def with_a_paragraph(text, rng):
    parts = text.split("\n\n")
    is_prose = [len(part) > PROSE and "\n" not in part for part in parts]
    between = [n for n in range(1, len(parts)) if is_prose[n - 1] and is_prose[n]]
    at = rng.choice(between) if between else len(parts)
    return "\n\n".join([*parts[:at], rng.choice(SAYS_NOTHING), *parts[at:]])


def with_a_sentence(text, rng):
    ends = [hit.end() for hit in re.finditer(r"[a-z]\.(?= [A-Z][a-z]+ )", text)]
    at = rng.choice(ends) if ends else len(text)
    return f"{text[:at]} {rng.choice(SAYS_NOTHING)}{text[at:]}"


# A line of prose ends as a sentence does, and is no item, row or head of one.
LINE = re.compile(
    r"(?![-*•#|>\[(\d]|[ivx]+\.|[A-Z][\w’' ,()-]{1,45}(?::|\s[–—-]\s)|[A-Z][A-Z /,-]{2,}[.:,])"
    r"[^|]{30,}[.!?”\"]\s*"
)
# Between two sentences, behind no "Gen." and no "a.m.".
BETWEEN = re.compile(r"(?<=[a-z]{4}[.”\"]) (?=[A-Z][a-z]+ )")


def in_one_paragraph(text, _):
    first, *parts = re.split(r"(\n+)", text)
    made, is_prose = first, first.rstrip().endswith((".", "”", '"'))
    for gap, line in zip(parts[::2], parts[1::2], strict=True):
        before, is_prose = is_prose, LINE.fullmatch(line) is not None
        made += (" " if before and is_prose else gap) + line
    return made


def each_by_itself(text, _):
    lines = text.split("\n")
    return "\n".join(BETWEEN.sub("\n\n", one) if LINE.fullmatch(one) else one for one in lines)


# How it is written, and how many of what incidents tell may change.
VARIATIONS = {
    "close to": (words(("near", "close to")), 1),
    "outposts": (words(("posts", "outposts"), ("post", "outpost")), 0),
    "checkpoints": (words(("posts", "checkpoints"), ("post", "checkpoint")), 0),
    "assault": (words(("attacks", "assaults"), ("attack", "assault")), 0),
    "assaulted": (words(("attacked", "assaulted")), 0),
    "hamlet": (words(("villages", "hamlets"), ("village", "hamlet")), 0),
    "demolished": (words(("destroyed", "demolished")), 0),
    "skirmishes": (words(("clashes", "skirmishes"), ("clash", "skirmish")), 0),
    "hurt": (words(("injured", "hurt")), 0),
    "troops": (words(("soldiers", "troops")), 2),
    "insurgents": (words(("militants", "insurgents")), 0),
    "stated": (words(("said", "stated")), 1),
    "noted": (words(("said", "noted")), 2),
    "authorities": (words(("officials", "authorities"), ("Officials", "Authorities")), 1),
    "told reporters": (words(("said", "told reporters")), 14),
    "no fewer than": (words(("at least", "no fewer than")), 0),
    "typographer's marks": (
        lambda text, _: re.sub(r'"([^"\n]*)"', r"“\1”", text).replace("'", "’"),
        0,
    ),
    "no-break blanks": (lambda text, _: re.sub(r"(\d) (?=[a-zA-Z])", "\\1\u00a0", text), 0),
    "in digits": (in_digits, 3),
    "behind a dateline": (behind_a_dateline, 8),
    "a paragraph of nothing": (with_a_paragraph, 6),
    "a sentence of nothing": (with_a_sentence, 8),
    "in one paragraph": (in_one_paragraph, 31),
    "each sentence by itself": (each_by_itself, 29),
}


def told(document):
    """Return what each incident of a report tells, in its order."""
    return [
        {
            "actor1_side": incident.actor1_side,
            "kind": incident.kind,
            "days": (incident.first, incident.last),
            "role": incident.role,
            "places": {place.name for place in incident.places},
            "claims": sorted(
                str((c.metric, c.count_min, c.count_max, c.victim_group, c.claimant_side, c.stance))
                for c in incident.claims
            ),
        }
        for incident in reading.read_one(replace(document), PACK)
    ]


@cache
def as_written():
    """Return the annotated reports, each with what it tells."""
    files = [FOLDER / name for name in ("reports_dev.jsonl", "reports_made.jsonl")]
    return [(document, told(document)) for document in sources.read(files).documents]


def changes(was, now):
    """Return what changed of each incident, told beside the one that is most like it."""
    found, left = [f"{len(was)} incidents, then {len(now)}"] * abs(len(was) - len(now)), [*now]
    for one in was:
        if left:
            other = max(left, key=lambda row: sum(row[key] == one[key] for key in one))
            left.remove(other)
            keys = [key for key in one if one[key] != other[key]]
            found += [f"{key}: {one[key]}, then {other[key]}" for key in keys]
    return found


@pytest.mark.parametrize("name", VARIATIONS)
def test_what_is_written_otherwise_tells_the_same(name):
    (write, most), rng = VARIATIONS[name], np.random.default_rng(1)
    found, texts = [], 0
    for document, was in as_written():
        text = write(document.text, rng)
        if text != document.text:
            texts += 1
            found += changes(was, told(replace(document, text=text)))
    assert texts, "nothing is written otherwise"
    assert len(found) <= most, found
