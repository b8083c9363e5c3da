"""What a word costs does not grow with the length of the report it stands in."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from itertools import cycle, islice

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.language.wording import Pattern

PACK = region.load("durand")
PLACES = ("Barmal", "Chaman", "Torkham", "Kurram", "Dangam", "Lal Pura", "Spera", "Shewa Bala")
TOLD = (
    "On {day} March shells fell in {place} and killed {n} people, the governor's spokesman said.",
    "A drone struck a house in the Kala Ragha area of {place} on {day} March, wounding {n} women.",
    "He added that the other side had opened fire first near {place}.",
)
MOST = 1.2  # calls of a word in a report eight times as long, against those in the shorter one


def _report(sentences: int) -> Document:
    named = zip(cycle(TOLD), cycle(PLACES), cycle(range(1, 28)), strict=False)
    told = [text.format(place=p, day=n, n=n % 9 + 2) for text, p, n in islice(named, sentences)]
    paragraphs = [" ".join(told[n : n + 3]) for n in range(0, sentences, 3)]
    return Document(id="x", text="\n\n".join(paragraphs), published=date(2026, 4, 1))


def _calls_of_a_word(document: Document) -> float:
    """Count calls, not seconds: they are the same on every machine, however busy."""
    reading.read_one(replace(document), PACK)  # what is made once a run
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        reading.read_one(replace(document), PACK)
    finally:
        sys.setprofile(before)
    return calls / len(document.text.split())


def test_work_is_linear_in_the_length_of_a_report():
    short, long = _report(45), _report(360)
    assert reading.read_one(long, PACK)
    assert _calls_of_a_word(long) < MOST * _calls_of_a_word(short)


def test_a_report_is_not_searched_again_for_each_of_its_incidents(monkeypatch):
    searched: list[int] = []
    all_in = Pattern.all_in

    def noted(pattern, text, *span):
        searched.append(span[1] - span[0] if len(span) > 1 else len(text))
        return all_in(pattern, text, *span)

    monkeypatch.setattr(Pattern, "all_in", noted)
    characters = []
    for document in (_report(45), _report(360)):
        searched.clear()
        assert len(reading.read_one(document, PACK)) > 1
        characters.append(sum(searched) / len(document.text))
    assert characters[1] < MOST * characters[0]


# What nobody writes, again and again: a reader that looks back or ahead for its end would be slow.
RUNS = (
    *(
        "[a](b",
        "(a) [b] ",
        "3 to ",
        "killed and ",
        "Khan Gul, ",
        "he said that ",
        "of the district ",
    ),
    *('"a ', "a- ", "1. x\n", "\n| a | b", "5 March ", "no one ", "between ", "a.b.", "“a", ": a"),
)


@pytest.mark.parametrize("run", RUNS)
def test_work_is_linear_in_the_length_of_a_run_without_sense(run):
    short, long = (
        Document(id="x", text=f"Two men died in Kurram.\n{run * times}", published=date(2026, 4, 1))
        for times in (500, 2_500)
    )
    assert _calls_of_a_word(long) * _words(long) < 5 * MOST * _calls_of_a_word(short) * _words(
        short
    )


def _words(document: Document) -> int:
    return len(document.text.split())
