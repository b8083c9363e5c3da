"""Where what is meant lies: precision, uncertainty, footprint, and what stands for it."""

from __future__ import annotations

import packs
import pytest

from geo import region
from geo.gazetteer import Gazetteer
from geo.gazetteer.calibration import load_calibration
from geo.gazetteer.meant import Meant
from geo.gazetteer.where import between, where
from geo.parts import around_id

LEAST = load_calibration().least_km


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory):
    return Gazetteer(region.load(packs.write_pack(tmp_path_factory.mktemp("where") / "grey")))


def _entry(gazetteer, code):
    return gazetteer.index.entries[gazetteer.index.by_code[code]]


def _where(gazetteer, code, beside=(), **said):
    others = tuple(_entry(gazetteer, other) for other in beside)
    meant = Meant(_entry(gazetteer, code), beside=others, **said)
    return where(gazetteer.pack, gazetteer.index, meant)


PLACES = [
    # what is meant, what the words say, where_prec, has a point, footprint, note
    ("t:1", {}, 1, True, "t:1", ""),
    ("t:1", {"is_around": True}, 2, True, "t:1", ""),
    ("t:1", {"holds_unknown": True}, 1, True, "t:1", ""),
    ("t:7", {"holds_unknown": True}, 2, False, "around:40.6,10.4,27.0", ""),
    ("t:1", {"away_km": 12.0}, 2, True, "t:1", ""),
    ("t:1", {"away_km": 60.0}, 4, False, "LM", "far"),
    ("t:1", {"away_km": 12.0, "bearing": 0}, 2, True, "at:41.60792,10.2", ""),
    ("t:1", {"away_km": 60.0, "bearing": 0}, 5, False, "around:42.03959,10.2,60.5", ""),
    ("x:red", {}, 1, True, "x:red", ""),
    ("x:blue", {}, 5, False, "line:229-342", "crossing"),
    ("t:5", {}, 3, False, "UM01", "no_point"),
    ("LM01", {}, 3, False, "LM01", ""),
    ("UM02", {}, 4, False, "UM", "no_outline"),
    ("LM", {}, 4, False, "LM", ""),
    ("LM", {"parts": (0,), "is_of_part": True}, 4, False, "LM/0", "part_computed"),
    ("XWL", {"parts": (0,)}, 5, False, "region:north-west", "part_listed"),
    ("border", {}, 5, False, "line:0-342", ""),
    ("LM-SS01", {}, 5, False, "line:0-114", ""),
]


@pytest.mark.parametrize(("code", "said", "prec", "has_point", "footprint", "note"), PLACES)
def test_what_the_words_say_makes_where(gazetteer, code, said, prec, has_point, footprint, note):
    place = _where(gazetteer, code, **said)
    answer = place.answer
    assert (answer.where_prec, answer.footprint_id, place.note) == (prec, footprint, note)
    assert (answer.latitude is not None) is has_point
    assert (answer.place_score, answer.place_why) == (None, None)


UNCERTAINTIES = [
    # what is meant, what the words say, the least uncertainty, km
    ("t:7", {}, LEAST["place"]),
    ("t:3", {}, LEAST["town"]),
    ("t:7", {"is_around": True}, LEAST["around"]),
    ("t:7", {"holds_unknown": True}, LEAST["unknown"]),
    ("t:1", {"holds_unknown": True}, LEAST["unknown_in_city"]),
    ("t:7", {"away_km": 12.0}, LEAST["place"] + 12),
    ("x:red", {}, 2.0),
]


@pytest.mark.parametrize(("code", "said", "uncertainty"), UNCERTAINTIES)
def test_a_point_is_as_sure_as_answers_of_its_kind_were(gazetteer, code, said, uncertainty):
    assert _where(gazetteer, code, **said).answer.uncertainty_km == pytest.approx(uncertainty)


def test_what_is_named_beside_widens_where(gazetteer):
    alone, both = (_where(gazetteer, "t:3", beside).answer for beside in ((), ("t:7",)))
    said = "label_latitude", "label_longitude", "place_id", "admin2_pcode"
    assert [getattr(both, name) for name in said] == [getattr(alone, name) for name in said]
    assert (alone.where_prec, both.where_prec) == (1, 5)
    assert (both.latitude, both.longitude) == (None, None)  # one of both is meant, or both
    assert both.uncertainty_km > 51 + LEAST["place"]  # as far as they are apart
    at = both.label_latitude, both.label_longitude
    assert both.footprint_id == around_id(*at, both.uncertainty_km)


BETWEEN = [
    ("t:3", "t:7", 5, "LM01", "around:40.4,10.25,28.6"),
    ("t:1", "t:2", 5, None, "around:41.55,10.95,70.7"),
    ("t:6", "x:red", 5, None, "around:40.7,11.4,39.4"),
]


@pytest.mark.parametrize(("one", "two", "prec", "admin2", "footprint"), BETWEEN)
def test_between_two_points_is_their_middle(gazetteer, one, two, prec, admin2, footprint):
    place = between(_entry(gazetteer, one), _entry(gazetteer, two))
    assert place.note == "between"
    found = place.answer.where_prec, place.answer.admin2_pcode, place.answer.footprint_id
    assert found == (prec, admin2, footprint)


def test_where_is_worked_out_once_for_all_that_is_alike(gazetteer, monkeypatch):
    asked = []

    def counted(pack, index, meant):
        asked.append(meant)
        return where(pack, index, meant)

    monkeypatch.setattr("geo.gazetteer.resolve.where", counted)
    texts = ["Jagram, Korram", "Jagram in Korram", "Jagram of Nearside", "near Jagram"]
    found = gazetteer.answers([(text, None, None, None) for text in texts])
    assert [answer.place_id for answer in found] == ["t:6"] * 4
    assert len({answer.place_why for answer in found}) > 2
    assert [meant.is_around for meant in asked] == [False, True]
