"""Where prose turns to something else is read off its words, whatever its paragraphs are."""

from __future__ import annotations

import re
from datetime import date

import pytest

from geo import region
from geo.reports.documents import passages
from geo.reports.documents.document import Document
from geo.reports.explain import explain
from geo.reports.language.tokens import read

BEFORE = [read("Shells hit Sarkano on Monday, the Kunar police said.")]
OPENS = [
    # It says so itself.
    "Separately, two men were shot.",
    "In another attack a guard was wounded.",
    "In all, nine soldiers were killed.",
    "On the same evening jets flew over the town.",
    # Another place, day or hour.
    "In Khost two houses burned.",
    "Late on Tuesday the firing began again.",
    "At about 3 a.m. a drone came down.",
    "Near the village of Shonkrai a mortar bomb exploded.",
    "Four hours after the first raid the helicopters were back.",
    "Two days later a post was set on fire.",
    "Gunmen shot two traders in Dir on Friday.",
    "The Friendship Gate was closed at once.",
    # Who speaks next.
    "Residents said that three houses had burned.",
    "But a security official who asked not to be named told reporters of 20 dead.",
    "Dr Akhtar, superintendent of the hospital, later counted nine bodies.",
    "Jamshid, a tribal leader, had gone there to give blood.",
    "“They came at dawn,” said a shopkeeper.",
    "The elders told it differently.",
]
GOES_ON = [
    "He added that two had been wounded.",
    "But they were driven off.",
    "Their houses burned down.",
    "Two of the wounded were children.",
    "The shells killed a shepherd.",
    "The Kunar police came with an ambulance.",
    "Nine people were brought to the hospital.",
    "“They came at dawn,” he said.",
    "Nobody was hurt.",
    "In Kabul the ministry did not respond to questions.",
]


@pytest.mark.parametrize("text", OPENS)
def test_a_sentence_opens_a_passage(text):
    assert passages.opens(read(text), BEFORE)


@pytest.mark.parametrize("text", GOES_ON)
def test_a_sentence_goes_on(text):
    assert not passages.opens(read(text), BEFORE)


def test_the_end_of_a_paragraph_counts_beside_a_new_name():
    named, nameless = read("Troops were sent to Tirah."), read("Troops were sent there.")
    assert passages.opens(named, BEFORE, is_apart=True)
    assert not passages.opens(named, BEFORE)
    assert not passages.opens(nameless, BEFORE, is_apart=True)


LONG = (
    "Shells hit Sarkano on Monday and killed a boy. His mother was wounded. Nobody else was hurt."
    "\n\nResidents said that three houses had burned. They had no cellars.\n\n"
    "In Khost a drone struck a car. It burned out. Two men in it died."
)
TOLD = [0, 0, 0, 1, 1, 2, 2, 2]
BULLETIN = (
    "Kunar. A mortar round hit a house. Three people died there, officials said. "
    "Khost. On Tuesday troops fired at each other. One guard died. Paktika. A drone came down."
)


def told_in(text):
    """Return of which passage each sentence is."""
    return [sentence.block for sentence in Document("1", text).sentences]


@pytest.mark.parametrize(
    "text", [LONG, LONG.replace("\n\n", " "), re.sub(r"\.\s+", ".\n\n", LONG)], ids=str
)
def test_passages_are_the_same_in_any_layout(text):
    assert told_in(text) == TOLD


@pytest.mark.parametrize("text", [BULLETIN, BULLETIN.replace("Khost.", "Khost province.")])
def test_what_stands_under_a_name_is_of_it(text):
    assert told_in(text) == [0, 0, 0, 1, 1, 1, 2, 2]


@pytest.mark.parametrize(
    "head", ["21 January. Zhob", "Night of 28-29 January. Kurram", "May 3: Dir"]
)
def test_a_paragraph_that_begins_with_a_day_is_an_entry(head):
    told = told_in(f"{LONG}\n\n{head}; men fired on guards.\n\n2 June. Dir; men fired on guards.")
    assert [told.index(TOLD[-1] + n) for n in (1, 2)] == [len(TOLD), len(told) - 2]


def test_a_short_report_is_read_as_it_is_set():
    text = "Shells hit Sarkano on Monday. In Khost a drone struck a car."
    assert told_in(text) == [0, 0]
    assert told_in(text.replace(". ", ".\n\n")) == [0, 1]


def test_words_of_somebody_go_on():
    said = "“We ran. In Khost they ran too. Residents said so,” he told us. "
    assert set(told_in(said + "It burned. " * 6)) == {0}


def test_blocks_hold_their_sentences():
    document = Document("1", LONG)
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
    ends = [block.end for block in document.blocks]
    assert all(a <= b.start for a, b in zip(ends, document.blocks[1:], strict=False))


def test_a_sentence_that_tells_of_no_event_is_passed_over_and_explained():
    text = "Shells hit Sarkano on Monday and killed a boy. The ministry did not immediately respond to questions."
    document = Document("1", text, published=date(2026, 3, 9))
    assert [document.text_of(one) for one in document.sentences] == [text[:46]]
    assert [document.text_of(one) for one in document.idle] == [text[47:]]
    (line,) = (row for row in explain(document, region.load(), []) if "passed over" in row)
    assert line.endswith("The ministry did not immediately respond to questions.")


def test_of_a_text_of_nothing_else_no_sentence_is_passed_over():
    document = Document("1", "The ministry did not immediately respond to questions.")
    assert (len(document.sentences), document.idle) == (1, ())
