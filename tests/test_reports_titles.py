"""The headline in a text: found, read as a title is, and only read as a sentence if it must be."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

PACK = region.load("durand")
BODY = "Two soldiers died on Friday when gunmen fired on a post near Torkham, officials said."
SEATED = f"PESHAWAR: {BODY}"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Two soldiers die at Torkham\n\n{BODY}", "Two soldiers die at Torkham"),
        (f"# Two die at the gate\n\n{BODY}", "Two die at the gate"),
        (f"Two die at the gate\n{SEATED}", "Two die at the gate"),
        (f"Two die at the gate\nBy A. Khan\n\n{BODY}", "Two die at the gate"),
        (f"Two die at the gate\n\nOct 9, 2026\n\n{SEATED}", "Two die at the gate"),
        (
            f"WORLD\n\nTwo die at the gate\n\nThird attack in a week\n\n{BODY}",
            "Two die at the gate",
        ),
        (f"Who fired first at the gate?\n\n{BODY}", "Who fired first at the gate?"),
        (f'"They came at night"\n\n{BODY}', '"They came at night"'),
        # A long one, with lines of an agency under it.
        (
            f"Two soldiers of the border guard die in third attack\nCalm by noon\nAFP\n{BODY}",
            "Two soldiers of the border guard die in third attack",
        ),
        # A short paragraph opens a long article.
        (f"Live: fire at the gate\n\nTimes are local.\n\n{BODY * 4}", "Live: fire at the gate"),
        # No headline: a sentence, a lone line, a dateline, a place, who wrote it, a day.
        (f"Two men died on Friday.\n\n{BODY}", ""),
        ("Two die at the gate", ""),
        ("Two die at the gate\n\nThe gate is shut", ""),
        (f"KABUL, 3 March 2026 -\n\n{BODY}", ""),
        (f"KURRAM\n\n{BODY}", ""),
        (f"By Our Own Correspondent\n\n{BODY}", ""),
        (f"9 October 2026\n\n{BODY}", ""),
        # Nor what goes on, a line of a form, what stands over items or over one story of two.
        (f"The ministry of defence announces:\n\n{BODY}", ""),
        (f"Place: Kurram district\nType: armed clash\nTold: {BODY}", ""),
        ("Events of the week\n\n- Kurram: two killed.\n- Khyber: gate shut.", ""),
        (f"Clash in Kurram district\n\n{BODY}\n\nGate is shut at Chaman\n\n{BODY}", ""),
        ("", ""),
    ],
)
def test_a_headline_is_the_title_of_its_text(text, title):
    document = Document("t", text)
    assert document.as_read.title == title
    assert len(document.as_read.text) == len(text)
    assert (title in document.as_read.text) is (not title)


@pytest.mark.parametrize("behind", ["", " | The Frontier Daily", " - News"])
def test_the_title_told_is_no_sentence_of_the_text(behind):
    text = f"Two die at the gate near Torkham\n\n{SEATED}"
    document = Document("t", text, title=f"Two die at the gate near Torkham{behind}")
    assert document.as_read.title == document.title
    assert document.as_read.text.lstrip() == SEATED
    other = Document("t", text, title="Morning news")
    assert other.as_read.text == text


def _read(text: str, title: str = "") -> list[tuple[object, ...]]:
    document = Document("t", text, title=title, published=date(2026, 10, 12))
    return [
        (
            i.kind,
            i.first,
            i.actor1_side,
            [p.name for p in i.places],
            [(c.metric, c.count_min, c.victim_group, c.claimant_side) for c in i.claims],
        )
        for i in reading.read_one(document, PACK)
    ]


ARTICLES = [
    (
        "Nine children die in Khost raid, Taliban say",
        (
            "KHOST: Nine children and a woman were killed when Pakistani jets bombed a house in the"
            " Gurbuz district on Friday night, a Taliban spokesman said."
        ),
    ),
    (
        "Rockets hit Kunar; nobody hurt",
        (
            "Six rockets fired from across the line fell in the Marawara district of Kunar on Friday"
            " and hurt nobody, the governor's office said."
        ),
    ),
    (
        "Khyber clash: toll climbs to six",
        (
            "Two more soldiers have died of their wounds after Friday's clash in the Tirah valley of"
            " Khyber, security officials said."
        ),
    ),
    (
        "Gate shut for a second day",
        (
            "LANDI KOTAL: The Torkham crossing was closed on Saturday after guards of the two sides"
            " exchanged fire, officials said. Two of them were wounded."
        ),
    ),
]


@pytest.mark.parametrize("layout", ["{}\n\n{}", "# {}\n\n{}", "{}\n{}", "{}\n\nBy A. Khan\n\n{}"])
@pytest.mark.parametrize(("title", "text"), ARTICLES)
def test_a_headline_changes_nothing_that_the_text_tells(title, text, layout):
    assert _read(layout.format(title, text)) == _read(text, title)


@pytest.mark.parametrize(
    ("title", "text", "kind", "place", "claims"),
    [
        (
            "Nine children killed in Khost raid",
            (
                "Nine children were killed when Pakistani jets bombed a house on Friday night, a"
                " Taliban spokesman said."
            ),
            "air",
            "Khost",
            [("killed", 9, "civilians", "afghanistan")],
        ),
        (
            "Pakistani jets bombed two houses in Barmal tonight",
            "Local officials say that at least 12 people, most of them women, were killed.",
            "air",
            "Barmal",
            [("killed", 12, "civilians", "afghanistan")],
        ),
        (
            "Jets bomb Barmal, ten dead",
            "The raid came at night, a resident said by telephone. Two houses lay in ruins.",
            "air",
            "Barmal",
            [("killed", 10, "unspecified", "media")],
        ),
        (
            "Torkham shut for a third day",
            "Traders said that more than 500 lorries were waiting on both sides on Saturday.",
            "closure",
            "Torkham crossing",
            [],
        ),
    ],
)
def test_a_headline_tells_what_its_text_leaves_out(title, text, kind, place, claims):
    ((told, _, _, places, figures),) = _read(f"{title}\n\n{text}")
    assert (told, places) == (kind, [place])
    assert [figure for figure in figures if figure[0] == "killed"] == claims


def test_offsets_are_those_of_the_text_as_it_was_given():
    title, text = ARTICLES[0]
    given = f"{title}\n\n{text}"
    (incident,) = reading.read_one(Document("t", given, published=date(2026, 10, 12)), PACK)
    quotes = [given[claim.start : claim.end] for claim in incident.claims]
    assert quotes == ["Nine children and a woman were killed"]
    assert [given[p.start : p.end] for p in incident.places] == ["Gurbuz"]
