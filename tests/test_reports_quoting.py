"""Words of somebody that are woven into a sentence are read as the sentence is."""

from __future__ import annotations

import pytest
from claims_said import said

from geo.reports.documents.quoting import unmarked

WOVEN = {
    "Posts were “captured from the enemy” there.": "Posts were  captured from the enemy  there.",
    'He called it a "measured response," no more.': "He called it a  measured response,  no more.",
    "It hit ‘several houses’ and “13 shops”.": "It hit  several houses  and  13 shops .",
    "He spoke (“of an attack”).": "He spoke (“of an attack”).",
}
WHOLE = (
    "“Nine children were killed in the attack,” he said.",
    "He said: “they fled.”",
    "It named “Fitna al Khawarij” again.",
    "He said, “We fired. They fled.”",
    "He wrote “they fled at once. nobody stood.”",
    "“they fled” he wrote",
    "It didn't hit the soldiers' posts.",
    "He opened a “quote that never ends.",
    "",
)


@pytest.mark.parametrize("text", WOVEN)
def test_marks_of_woven_words_are_blanks(text):
    assert unmarked(text) == WOVEN[text]


@pytest.mark.parametrize("text", WHOLE)
def test_other_marks_stay(text):
    assert unmarked(text) == text


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        (
            "Mujahid said that 15 outposts were {}captured from the enemy{}.",
            ["posts_captured pakistani_forces 15..15 afghanistan"],
        ),
        (
            "Tarar said that the {}terrorist regime's{} men lost 15 posts.",
            ["posts_captured afghan_forces 15..15 pakistan"],
        ),
        (
            "The ISPR confirmed {}heavy losses{} with 12 posts and equipment destroyed in Khost.",
            ["posts_destroyed afghan_forces 12..12 pakistan"],
        ),
    ],
)
def test_figures_are_read_with_marks_as_without(words, claims):
    assert said(words.format("", "")) == claims
    assert said(words.format("“", "”")) == claims
    assert said(words.format('"', '"')) == claims
