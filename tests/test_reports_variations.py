"""What a report tells is the same where it is written otherwise and says nothing else.

The annotated reports are read as they are and with one thing changed throughout: a word for
another, the dateline, marks, figures, a sentence that tells nothing. A floor, as that of the
passages: more that changes is a fault of the change. A rule that turns on one word shows here first.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from geo import region
from geo.reports import reading, sources
from geo.reports.attribution.lookups import Lookups

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
# Of the side that a report is at home on: another's would say whose place it is told from.
DATELINES = {
    "afghanistan": ["KABUL: ", "KABUL (Reuters) - ", "KHOST CITY (Pajhwok): ", "KANDAHAR: "],
    "pakistan": ["PESHAWAR: ", "ISLAMABAD — ", "QUETTA, Pakistan — ", "PESHAWAR (AFP): "],
}
MONTHS = "|".join(calendar.month_name[1:])
PROVINCES = "Nangarhar|Kunar|Khost|Paktika|Paktia|Kandahar|Helmand|Nuristan|Zabul|Balochistan"
DISTRICT = rf"\b(?:the )?([A-Z][a-z]+(?: [A-Z][a-z]+)?) district of ({PROVINCES})(?: province)?\b"
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
    return patterns(*((rf"\b{word}\b", other) for word, other in pairs))


def patterns(*pairs):
    """Return what writes one thing for another, as patterns."""

    def write(document, _):
        text = document.text
        for pattern, other in pairs:
            text = re.sub(pattern, other, text)
        return text

    return write


def in_digits(document, _):
    row = "|".join(NUMBERS)
    said = rf"(?<!-)\b({row})\b(?!-| (?:or|and|hundred)){COUNTED}"
    return re.sub(said, lambda hit: str(NUMBERS.index(hit[1]) + 2), document.text)


def in_words(document, _):
    said = rf"(?<![\d.,:/-])(?<!(?i:on) )(?<!\b[A-Z][a-z][a-z] )\b([2-9]|1[0-2])\b{COUNTED}"
    return re.sub(said, lambda hit: NUMBERS[int(hit[1]) - 2], document.text)


def behind_a_dateline(document, rng):
    text, home = document.text, Lookups(document, PACK).base
    has_head = re.match(r"[A-Z ,/]{4,}", text) or re.search(r"[—–:(]|\) -", text[:60])
    if has_head or not text[0].isalpha() or home not in DATELINES:
        return text
    return rng.choice(DATELINES[home]) + text


def according(document, _):
    """Write ", according to X." for ", X said."."""

    def write(hit):
        is_clause = re.search(r"\b(?:he|she|it|they|who|which|also|and|but)\b", hit[1])
        return hit[0] if is_clause else f", according to {hit[1]}."

    return re.sub(r", ([^,.;:“”\"\n]{3,80}?) said\.(?= |\n|$)", write, document.text)


def of_the_emirate(document, _):
    """Write "forces of the Islamic Emirate" for "Afghan forces", in reports of its years."""
    if document.published is None or document.published.year < 2022:
        return document.text

    def write(hit):
        opens = hit.start() == 0 or hit.string[hit.start() - 2] in ".:\n"
        return (hit[1].capitalize() if opens else hit[1]) + " of the Islamic Emirate"

    return re.sub(r"\b(?:the )?Afghan (forces|troops|soldiers)\b", write, document.text)


def as_ordinals(document, _):
    nth = {"1": "st", "2": "nd", "3": "rd", "21": "st", "22": "nd", "23": "rd", "31": "st"}
    said = rf"\b({MONTHS}) (\d{{1,2}})(?!\d|[-–/]\d| (?:and|to|or) \d)"
    return re.sub(said, lambda hit: f"{hit[0]}{nth.get(hit[2], 'th')}", document.text)


def with_a_paragraph(document, rng):
    parts = document.text.split("\n\n")
    is_prose = [len(part) > PROSE and "\n" not in part for part in parts]
    between = [n for n in range(1, len(parts)) if is_prose[n - 1] and is_prose[n]]
    at = rng.choice(between) if between else len(parts)
    return "\n\n".join([*parts[:at], rng.choice(SAYS_NOTHING), *parts[at:]])


def with_a_sentence(document, rng):
    text = document.text
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


def in_one_paragraph(document, _):
    first, *parts = re.split(r"(\n+)", document.text)
    made, is_prose = first, first.rstrip().endswith((".", "”", '"'))
    for gap, line in zip(parts[::2], parts[1::2], strict=True):
        before, is_prose = is_prose, LINE.fullmatch(line) is not None
        made += (" " if before and is_prose else gap) + line
    return made


def each_by_itself(document, _):
    lines = document.text.split("\n")
    return "\n".join(BETWEEN.sub("\n\n", one) if LINE.fullmatch(one) else one for one in lines)


def typographers(document, _):
    return re.sub(r'"([^"\n]*)"', r"“\1”", document.text).replace("'", "’")


SAID_FULLY = (
    r"\bsaid(?= that\b|[.;]| (?:its|their|two|three|four|five|six|seven|eight|nine|ten|no"
    r"|(?:Afghan|Pakistani|Taliban) (?:forces|troops|soldiers|guards))\b"
    r"| (?:on|late on|early on) \w+day\b)"
)
SMALL = "that|by|and|when|of|from|after|as|to|with|on|at|against"  # a word before a party

# How it is written, and how many of what incidents tell may change.
VARIATIONS = {
    "close to": (words(("near", "close to")), 2),
    "not far from": (patterns((r"\bnear(?= (?:the )?[A-Z])", "not far from")), 3),
    "outposts": (words(("posts", "outposts"), ("post", "outpost")), 0),
    "checkpoints": (words(("posts", "checkpoints"), ("post", "checkpoint")), 0),
    "assault": (words(("attacks", "assaults"), ("attack", "assault")), 0),
    "assaulted": (words(("attacked", "assaulted")), 0),
    "hamlet": (words(("villages", "hamlets"), ("village", "hamlet")), 0),
    "demolished": (words(("destroyed", "demolished")), 0),
    "skirmishes": (words(("clashes", "skirmishes"), ("clash", "skirmish")), 0),
    "hurt": (words(("injured", "hurt")), 0),
    "troops": (words(("soldiers", "troops")), 1),
    "insurgents": (words(("militants", "insurgents")), 3),
    "stated": (words(("said", "stated")), 2),
    "noted": (words(("said", "noted")), 3),
    "authorities": (words(("officials", "authorities"), ("Officials", "Authorities")), 1),
    "told reporters": (patterns((SAID_FULLY, "told reporters")), 0),
    "claimed": (
        patterns(
            (r"\bsaid(?! (?:its|their|they|it|he|[A-Z]))\b(?! that (?:its|it|they))", "claimed")
        ),
        3,
    ),
    "according to": (according, 1),
    "as per": (words(("according to", "as per"), ("According to", "As per")), 1),
    "bombardment": (words(("shelling", "bombardment"), ("shelled", "bombarded")), 1),
    "air raids": (patterns((r"\b([Aa])ir ?strike", r"\1ir raid")), 0),
    "aerial attacks": (
        patterns((r"\ban air ?strike\b", "an aerial attack"), (r"\bair ?strike", "aerial attack")),
        0,
    ),
    "lost their lives": (
        patterns(
            (r"\bwere killed\b(?! by)", "lost their lives"),
            (r"\bwas killed\b(?! by)", "lost his life"),
        ),
        2,
    ),
    "as well as": (
        patterns((r"(?<=[a-z]{3}) and (?=(?:two|three|four|five|six|seven|\d+) )", " as well as ")),
        3,
    ),
    "military personnel": (words(("soldiers", "military personnel")), 6),
    "Pakistan's": (
        patterns(
            (
                r"\bPakistani (forces|troops|soldiers|jets|aircraft|drones|artillery|warplanes)\b",
                r"Pakistan's \1",
            )
        ),
        1,
    ),
    "the army of Pakistan": (
        patterns((r"\b([Tt])he Pakistani (army|military|air force)\b", r"\1he \2 of Pakistan")),
        3,
    ),
    "Islamabad's": (
        patterns(
            (rf"(^|[.:] |\b(?:{SMALL}) )Pakistani (forces|troops|soldiers)\b", r"\1Islamabad's \2"),
            (r"\b[Tt]he Pakistani (army|military)\b", r"Islamabad's \1"),
        ),
        6,
    ),
    "of the Islamic Emirate": (of_the_emirate, 0),
    "a province": (
        patterns(
            (
                rf"\b({PROVINCES})\b(?!['’]s|[ ,-]* (?:province|provincial|[Cc]ity|governor|police|airport|hospital|district)|-|, Afg|/| and )(?<!the )",
                r"\1 province",
            )
        ),
        7,
    ),
    "its district": (patterns((DISTRICT, r"\2's \1 district")), 0),
    "district in brackets": (patterns((DISTRICT, r"\1 district (\2)")), 0),
    "local time": (
        patterns(
            (
                r"\b((?:at|about|around) \d{1,2}(?::\d\d)? ?[ap]\.?m\.?)(?! local| \()",
                r"\1 local time",
            )
        ),
        0,
    ),
    "month before day": (
        patterns(
            (
                rf"(?<![\d/–-])(?<!\d and )(?<!\d to )(?<!\d or )(?<!between )\b(\d{{1,2}}) ({MONTHS})\b(?! \d|, \d{{4}})",
                r"\2 \1",
            )
        ),
        0,
    ),
    "day before month": (
        patterns(
            (
                rf"\b({MONTHS}) (\d{{1,2}})(?!\d|[-–/]\d|, \d{{4}}| \d{{4}}| (?:and|to|or) \d)",
                r"\2 \1",
            )
        ),
        0,
    ),
    "ordinals": (as_ordinals, 2),
    "in words": (in_words, 0),
    "no quotation marks": (patterns((r"[“\"]([a-z][a-z\- ]{2,40})[”\"]", r"\1")), 0),
    "no fewer than": (words(("at least", "no fewer than")), 0),
    "typographer's marks": (typographers, 0),
    "no-break blanks": (patterns((r"(\d) (?=[a-zA-Z])", "\\1\u00a0")), 0),
    "in digits": (in_digits, 3),
    "behind a dateline": (behind_a_dateline, 0),
    "a paragraph of nothing": (with_a_paragraph, 0),
    "a sentence of nothing": (with_a_sentence, 0),
    "in one paragraph": (in_one_paragraph, 49),
    "each sentence by itself": (each_by_itself, 31),
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
    files = [
        FOLDER / name
        for name in ("reports_dev.jsonl", "reports_made.jsonl", "reports_invented.jsonl")
    ]
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
        text = write(document, rng)
        if text != document.text:
            texts += 1
            found += changes(was, told(replace(document, text=text)))
    assert texts, "nothing is written otherwise"
    assert len(found) <= most, found
