"""Blocks and sentences of reports, as offsets into a text that stays as it is."""

from __future__ import annotations

import pytest

from geo.reports.documents.document import Document
from geo.reports.documents.parts import BLOCK_LIMIT, SENTENCE_LIMIT, TEXT_LIMIT

BLOCKS = [
    ("One line.\n\nAnother line.", ["paragraph", "paragraph"]),
    ("- Khost: two dead.\n- Kunar: quiet.", ["bullet", "bullet"]),
    ("1. Nari: two posts.\n2) Dangam: one.", ["bullet", "bullet"]),
    ("• Bajaur: firing.\n* Kurram: firing.", ["bullet", "bullet"]),
    ("23:40 - Firing at Ghulam Khan.\n08:00 GMT Gate shut.", ["bullet", "bullet"]),
    ("09:50 ISPR: two hurt.\n14:05 PTV reports more.", ["bullet", "bullet"]),
    ("13:05 | ISPR says two died.\n12:30 | Gate shut.", ["bullet", "bullet"]),
    ("13:05 | Nari | 2", ["table_row"]),
    ("1500 men fled.\n\n1200 houses burned.", ["paragraph", "paragraph"]),
    ("Post | Captured\n--- | ---\nNari | 2", ["table_row", "table_row"]),
    ("# The night at the gate\n\nIt began at nine.", ["heading", "paragraph"]),
    ("WHAT WE KNOW\nShots were fired.", ["heading", "paragraph"]),
    # what points to other articles is no part of this one
    ("Two died.\n\nAlso read: Nine die in Quetta\n\nThe gate is shut.", ["paragraph", "paragraph"]),
    (
        "Two died.\nRelated: Five hurt in Kunar\nTwo die in Helmand\n\nNOTE",
        ["paragraph", "heading"],
    ),
    ("Two died.\n\n**Read more**\n\n- Fifteen die in Mir Ali\nThree die in Mastung", ["paragraph"]),
    ("Read more\n\nTwo died at the gate.", ["paragraph"]),
    ("BREAKING | Jets bomb Barmal\n\nTwo died.", ["heading", "paragraph"]),  # one bar is no table
    ("Killed | 3\nHurt | 2\n\nTwo died.", ["table_row", "table_row", "paragraph"]),
    (
        "SIX COPS DIE IN BANNU\nBY OUR CORRESPONDENT\nBANNU\n\nTwo died.",
        [*["heading"] * 3, "paragraph"],
    ),
    ("Torkham: shut\nChaman: open\nDand: shut\n\nTwo died.", [*["bullet"] * 3, "paragraph"]),
    ("Related families fled.\nRead the list: two died.", ["paragraph", "paragraph"]),
    # nor is what a page has around an article
    ("Accept Cookies   Reject\n\nTwo died.\n\nShare on: Facebook | Twitter", ["paragraph"]),
    ("We use cookies to serve you. Accept all\n\nTwo died.", ["paragraph"]),
    ("BREAKING NEWS   LIVE TV   SIGN IN\nHome > World\n\nTwo died.", ["paragraph"]),
    ("Two died.\n\nTags: Khost, Kurram\n\n0 Comments\nAdvertisement", ["paragraph"]),
    (
        "Tanks near Parachinar. Photo: File\nA post at the gate. — Agency/File\nTwo died.",
        ["paragraph"],
    ),
    (
        "Gate shut\nSaturday, 14 Mar 2026 | 3:05 pm\nPublished March 14, 2026\nTwo died.",
        ["heading", "paragraph"],
    ),
    (
        "3 May 2026, 10:05\nTwo died.\n4 May 2026, 11:00\nOne fell.",
        ["heading", "paragraph", "heading", "paragraph"],
    ),
    ("They share a border post.\nThe photo shows two dead men.", ["paragraph", "paragraph"]),
    ("", []),
    (" \n\t\r\n", []),
]


@pytest.mark.parametrize(("text", "kinds"), BLOCKS)
def test_blocks(text, kinds):
    blocks = Document("t", text).blocks
    assert [block.kind for block in blocks] == kinds
    assert all(text[b.start : b.end].strip() == text[b.start : b.end] for b in blocks)


def test_an_item_of_a_live_page_is_its_headline_and_what_stands_under_it():
    text = (
        "Fighting goes on.\n\n21:45 GMT - Blasts heard in Khost\nTwo men were hurt.\n\nMore follows.\n\n"
        "20:30 GMT - Gate shut\nTraders wait.\n\n19:00 GMT - Calm\n"
    )
    document = Document("t", text)
    told = [
        (b.kind, text[b.start : b.end].split(maxsplit=1)[0], text[b.end - 1])
        for b in document.blocks
    ]
    assert told == [
        ("paragraph", "Fighting", "."),
        ("bullet", "Blasts", "."),
        ("bullet", "Gate", "."),
        ("bullet", "Calm", "m"),
    ]
    assert [text[s.start : s.end] for s in document.sentences][1:4] == [
        "Blasts heard in Khost",
        "Two men were hurt.",
        "More follows.",
    ]


def test_a_name_behind_a_time_is_none_of_it():
    document = Document("t", "09:50 Zabihullah Mujahid: two died.\n14:05 PKT ISPR: one died.")
    words = [document.text_of(block) for block in document.blocks]
    assert words == ["Zabihullah Mujahid: two died.", "ISPR: one died."]


SENTENCES = [
    ("Two died. Three were hurt.", ["Two died.", "Three were hurt."]),
    ("Maj. Gen. Asif spoke. He left.", ["Maj. Gen. Asif spoke.", "He left."]),
    ("It came at 8 p.m. on Friday.", ["It came at 8 p.m. on Friday."]),
    ("It came at 8 p.m. The drones left.", ["It came at 8 p.m.", "The drones left."]),
    ("The U.N. Mission counted two.", ["The U.N. Mission counted two."]),
    ("It came to the U.N. The drones left.", ["It came to the U.N.", "The drones left."]),
    ("A. Khan said 1.5 tonnes burned.", ["A. Khan said 1.5 tonnes burned."]),
    ('"Go!" he said. They went.', ['"Go!" he said.', "They went."]),
    ("On Sept. 3 shells fell. No one died.", ["On Sept. 3 shells fell.", "No one died."]),
    ("Nari | 2 killed. | 3 hurt.", ["Nari | 2 killed. | 3 hurt."]),
    ("دوه تنه ووژل شول۔ درې ټپيان دي۔", ["دوه تنه ووژل شول۔", "درې ټپيان دي۔"]),
]


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences(text, sentences):
    document = Document("t", text)
    assert [document.text_of(sentence) for sentence in document.sentences] == sentences


DATELINES = [
    ("KABUL, 3 March 2026 - Two died.", "KABUL, 3 March 2026 - "),
    ("ISLAMABAD: Two died.", "ISLAMABAD: "),
    ("PESHAWAR, Pakistan -- Lorries moved.", "PESHAWAR, Pakistan -- "),
    ("JALALABAD (Pajhwok): One died.", "JALALABAD (Pajhwok): "),
    ("Kandahar (Afghanistan) (AFP) - Fire was traded.", "Kandahar (Afghanistan) (AFP) - "),
    ("QUETTA, Pakistan/KABUL, Feb 27 (FNA) - Two died.", "QUETTA, Pakistan/KABUL, Feb 27 (FNA) - "),
    (
        "KABUL, Afghanistan, and QUETTA, Pakistan — Two died.",
        "KABUL, Afghanistan, and QUETTA, Pakistan — ",
    ),
    ("KABUL and QUETTA, Feb. 27 — Two died.", "KABUL and QUETTA, Feb. 27 — "),
    ("KABUL (FNA)/QUETTA: Two died.", "KABUL (FNA)/QUETTA: "),
    ("Kabul/Quetta — Two men died in Wana.", "Kabul/Quetta — "),
    (
        "Quetta, Pakistan/Kabul, Afghanistan – Two men died in Wana.",
        "Quetta, Pakistan/Kabul, Afghanistan – ",
    ),
    ("ISLAMABAD/KABUL, Feb 27 - Both sides spoke.", "ISLAMABAD/KABUL, Feb 27 - "),
    (
        "QUETTA, Pakistan/KABUL, May 8 (AFP) - It was loud.",
        "QUETTA, Pakistan/KABUL, May 8 (AFP) - ",
    ),
    ("Shafaq Post - Kabul\n\nA house was hit.", "Shafaq Post - Kabul"),
    ("PESHAWAR, Feb 21 (APP) Traders met.", "PESHAWAR, Feb 21 (APP) "),
    ("Islamabad/Kabul: Jets struck two districts.", "Islamabad/Kabul: "),
    ("Islamabad (Pakistan):A post was hit.", "Islamabad (Pakistan):"),
    ("Islamabad: Pakistan on Monday sent jets into Khost.", "Islamabad: "),
    ("Kabul - The ministry says shells hit Asadabad in Kunar.", "Kabul - "),
    ("Two died in Kabul - nobody knows why.", ""),
    ("Kurram: two died there, police said.", ""),
]


@pytest.mark.parametrize(("text", "dateline"), DATELINES)
def test_datelines(text, dateline):
    spans = Document("t", text).datelines
    assert [text[start:end] for start, end in spans] == ([dateline] if dateline else [])


def test_no_rule_looks_at_more_than_the_limits():
    document = Document("t", "word " * 400_000)
    assert max(b.end for b in document.blocks) <= TEXT_LIMIT
    assert max(b.end - b.start for b in document.blocks) <= BLOCK_LIMIT
    assert max(s.end - s.start for s in document.sentences) <= SENTENCE_LIMIT


def test_a_sentence_is_found_by_an_offset_in_it():
    document = Document("t", "One died. Two fled.")
    assert [document.sentence_at(at) for at in (0, 5, 10, 18)] == [0, 0, 1, 1]


def test_times_on_lines_of_their_own_begin_the_items_of_a_live_page():
    text = (
        "Fighting goes on\n\n18:05 GMT\nGate shut\nTraders wait at the gate.\n\n"
        "15:40 GMT\nBlasts heard\nTwo men were hurt.\n"
    )
    document = Document("t", text)
    told = [(b.kind, document.text_of(b)) for b in document.blocks]
    assert told == [
        ("heading", "Fighting goes on"),
        ("bullet", "Gate shut\nTraders wait at the gate."),
        ("bullet", "Blasts heard\nTwo men were hurt."),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "",
        "Gate shut\n\nBy Web Desk\n\nOur Correspondent\n\nFrom the newspaper\n\n",
        "Accept cookies\n\nGate shut\n\nBy Web Desk (desk@paper.example)\n\nUpdated\n\n",
    ],
)
@pytest.mark.parametrize("line", ["ISLAMABAD: ", "KABUL (KNA) — ", "ISLAMABAD, March 14 (WW) - "])
def test_a_dateline_is_found_behind_what_stands_over_an_article(head, line):
    body = "Border guards traded fire for three hours in Kurram district late on Thursday, officials said."
    document = Document("t", f"{head}{line}{body}\n\nTwo died.")
    start = len(head)
    assert (start, start + len(line)) in document.datelines
