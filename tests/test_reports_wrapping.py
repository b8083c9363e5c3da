"""Texts that an editor broke at a width are read as the same texts in long lines."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.documents.wrapping import unwrapped

PACK = region.load()
STORY = (
    "KABUL: Four civilians were killed and eleven others injured when mortar shells landed on "
    "houses in the Dangam district of Kunar on Tuesday night, the spokesman of the ministry of "
    "defence, Enayatullah Khowarazmi, told reporters in the capital. Nobody was hurt in Asmar.\n\n"
    "Residents of Dangam said by telephone that at least seven people had died under the fire "
    "that came over the line, and that the road to Asadabad had been shut until the morning."
)


@pytest.mark.parametrize("width", [24, 30, 36, 50, 60, 72, 80, 98])
@pytest.mark.parametrize("mark", ["\n", "\r\n", "\n\n"])
def test_a_wrapped_text_says_what_it_said(width, mark):
    known = {"publisher": "Pajhwok", "published": date(2026, 3, 5)}
    long = Document("x", STORY, **known)
    lines = [textwrap.fill(block, width) for block in STORY.split("\n\n")]
    wrapped = Document("x", "\n\n".join(lines).replace("\n", mark), **known)
    made = [
        [
            (c.metric, c.victim_group, c.claimant_side, c.claimant, c.count_min)
            for i in reading.read_one(document, PACK)
            for c in i.claims
        ]
        for document in (long, wrapped)
    ]
    assert len(made[0]) == 4
    assert made[0] == made[1]
    for row in reading.eval_form(wrapped, reading.read_one(wrapped, PACK))["incidents"]:
        for claim in row["claims"]:
            assert wrapped.text[claim["char_start"] : claim["char_end"]] == claim["quote"]


LISTS = [
    "Torkham: shut\nChaman: open\nKharlachi: shut\nAngoor Adda: open\nGhulam Khan: shut\nDand: open\nArandu: shut",
    "Killed: 3\nWounded: 15\nPlace: Dangam\nDistrict: Kunar\nSide: Afghan\nDay: Monday\nSource: police\nNote: none",
    "One.\n\nTwo of them.\n\nThree men.\n\nFour.\n\nFive were hurt.\n\nSix.\n\nSeven said so.\n\nEight.",
    "Torkham: shut since the evening of Friday\nChaman: open\nKharlachi: shut for the day\nAngoor Adda: open",
    "- Khost: two soldiers were killed when a shell landed there\n- Kunar: quiet.\n- Paktia: one hurt.",
    "One line of a story that ends with a stop.\nAnother line of it.\n\nA third.",
    (
        "A paragraph in one line that is far longer than a line of any text that an editor broke, as "
        "it is in most files.\nAnother paragraph, in one line too, and no part of that before it."
    ),
    "Place | Killed | Wounded in the fire of the night | Source\nDangam | 2 | 4 | hospital\nAsmar | 0 | 1 | police",
    "",
    "\n\n\n",
]


@pytest.mark.parametrize("text", LISTS)
def test_lists_and_paragraphs_of_one_line_stay(text):
    assert unwrapped(text) == text


def test_an_item_of_a_list_runs_on_but_takes_in_no_other():
    items = (
        (
            "- ",
            "Three soldiers were killed and five others wounded at a post near the gate of Torkham.",
        ),
        (
            "- ",
            "Two shells landed in a village of Dangam district, where a woman and her son were hurt.",
        ),
    )
    text = "\n".join(
        textwrap.fill(words, 50, initial_indent=mark, subsequent_indent="  ")
        for mark, words in items
    )
    flowing = unwrapped(text)
    assert len(flowing) == len(text)
    assert flowing.count("\n") == 1
    assert [block.kind for block in replace(Document("x", text), text=flowing).blocks] == [
        "bullet",
        "bullet",
    ]
