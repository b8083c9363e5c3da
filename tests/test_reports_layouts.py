"""A report laid out otherwise: one paragraph, or each sentence one of its own, tells the same."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

PACK = region.load("durand")
REPORTS = {
    "officials are of the side that was named last": (
        "Shells from the Afghan side hit the Mamond area of Bajaur on Friday.",
        "Officials said that two children had been killed.",
        "In Kunar, Pakistani artillery hit the Sarkano district on the same day.",
        "Officials said that a woman had died and that two men were wounded.",
    ),
    "guards are of the side that was named last": (
        "Guards of both sides exchanged fire near Chaman on Sunday; shells fell on Spin Boldak.",
        "Police in Chaman said one man had died.",
        "In Spin Boldak, hospital staff received six bodies.",
        "Security officials said that three guards had been wounded.",
    ),
    "those who speak of a place are of its side": (
        "On Thursday a bomb went off beside a convoy at Mir Ali in North Waziristan.",
        "Three women and a soldier died there, security sources said.",
    ),
    "nobody is a civilian where a house was hit": (
        "In Dangam district a mortar bomb exploded in the yard of a mosque on Tuesday.",
        "It hurt no one.",
    ),
}


def _read(text: str) -> list[tuple[object, ...]]:
    document = Document("t", text, published=date(2026, 10, 12))
    return [
        (
            i.kind,
            i.first,
            i.last,
            [p.name for p in i.places],
            [(c.metric, c.count_min, c.victim_group, c.claimant_side) for c in i.claims],
        )
        for i in reading.read_one(document, PACK)
    ]


@pytest.mark.parametrize("sentences", REPORTS.values(), ids=REPORTS)
def test_one_paragraph_or_many_tell_the_same(sentences):
    assert _read(" ".join(sentences)) == _read("\n\n".join(sentences)) != []


@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_who_speaks_is_of_the_side_that_was_named_last(between):
    first, second = _read(between.join(REPORTS["officials are of the side that was named last"]))
    assert first[-1] == [("killed", 2, "civilians", "pakistan")]
    assert second[-1] == [
        ("killed", 1, "civilians", "afghanistan"),
        ("wounded", 2, "civilians", "afghanistan"),
    ]
