"""Which of the names of a text decides, by the columns of all texts at once."""

from __future__ import annotations

import packs
import pytest

from geo import region
from geo.gazetteer import Gazetteer
from geo.gazetteer.choose import choose
from geo.gazetteer.hinting import Hints
from geo.gazetteer.rating import rate_all
from geo.gazetteer.reading import read

# Places without a point: one in a district that has subdistricts, one with the name of such a one.
UNPLACED = [
    ("t:8", "Lost Mill", None, None, "XEL", "SS", "SS01", None, "village", 6, None, "unsourced"),
    ("t:9", "Farside", None, None, "XEL", "SS", "SS01", None, "village", 6, None, "unsourced"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packs, "PLACES", [*packs.PLACES, *UNPLACED])
        folder = packs.write_pack(tmp_path_factory.mktemp("choose") / "grey")
    return Gazetteer(region.load(folder)).index


CHOICES = [
    # text, what is chosen, the unknown name it stands for, what is named beside it
    ("Westham in Lakeside", "t:1", "", []),
    ("near Westham in Lakeside", "t:1", "", []),
    ("60 km from Westham in Lakeside", "LM02", "", []),
    ("near Jagram in Millton", "t:2", "jagram", []),
    ("Lost Mill", "t:8", "", []),
    ("Lost Mill, Jagram", "t:6", "lost mill", []),
    ("Lost Mill, 60 km from Jagram", "t:8", "", []),
    ("Lost Mill, Nearside", "SS01-near", "lost mill", []),
    ("Lost Mill, Westham", "t:1", "lost mill", []),
    ("Farside, Korram", "SS01-far", "", []),
    ("Ada and Nawa, Barmal", "t:7", "", ["t:3"]),
    ("Ada near Nawa, Barmal", "t:7", "", []),
    ("Qzx near Jagram", "t:6", "qzx", []),
    ("Jagram, Qzx", "t:6", "qzx", []),
    ("Jagram, Lakeside district", "LM02", "jagram", []),
    ("Grey Line in Barmal", "LM01", "", []),
    ("Qzx", None, "", []),
]


def _told(choice):
    if choice is None:
        return None, "", []
    beside = [rated.entry.id for rated in choice.beside]
    return choice.best.entry.id, choice.stands_for, beside


def _chosen(index, texts):
    readings = [read(text, index) for text in texts]
    pieces = rate_all(index, readings, [Hints()] * len(texts))
    return [_told(choice) for rates in pieces for choice in choose(rates)]


@pytest.mark.parametrize(("text", "chosen", "stands_for", "beside"), CHOICES)
def test_the_name_that_says_most_closely_where_decides(index, text, chosen, stands_for, beside):
    assert _chosen(index, [text]) == [(chosen, stands_for, beside)]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Lost Mill, Jagram", "t:8"),
        ("Lost Mill, Nearside", "t:8"),
        ("Qzx near Jagram", None),
    ],
)
def test_a_known_name_is_not_called_unknown_where_another_stands_for_it(index, text, known):
    (rates,) = rate_all(index, [read(text, index)], [Hints()])
    (choice,) = choose(rates)
    assert (choice.stands_for != "", choice.known and choice.known.id) == (True, known)


def test_many_texts_are_chosen_from_as_each_is(index):
    texts = [text for text, *_ in CHOICES] * 2
    assert _chosen(index, texts) == [tuple(expected) for _, *expected in CHOICES] * 2
