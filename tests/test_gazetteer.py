"""Words to places, over a made-up region: levels, precision, context, hints, and no answer."""

from __future__ import annotations

import time

import packs
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import region, schema
from geo.errors import InputError
from geo.footprints import footprints
from geo.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory):
    return Gazetteer(region.load(packs.write_pack(tmp_path_factory.mktemp("gazetteer") / "grey")))


def ask(gazetteer, text, country=None, admin1=None, admin2=None):
    return gazetteer.answers([(text, country, admin1, admin2)])[0]


WORDS = [
    # text, place_id, level, where_prec, footprint
    ("Westham", "t:1", "place", 1, "t:1"),
    ("westham", "t:1", "place", 1, "t:1"),
    ("WESTHAM, WESTLAND", "t:1", "place", 1, "t:1"),
    ("Vestham", "t:1", "place", 1, "t:1"),
    ("Köln am See", "t:1", "place", 1, "t:1"),
    ("Barmal", "LM01", "admin2", 3, "LM01"),
    ("برمل", "LM01", "admin2", 3, "LM01"),
    ("د سپين هيل ولسوالۍ", "UM01", "admin2", 3, "UM01"),
    ("ولسوالی سپین هیل", "UM01", "admin2", 3, "UM01"),
    ("Barmal district of Lowmark province", "LM01", "admin2", 3, "LM01"),
    ("Lowmark province", "LM", "admin1", 4, "LM"),
    ("Westland", "XWL", "country", 6, "XWL"),
    ("Nearside", "SS01-near", "admin3", 3, "SS01-near"),
    # one name, several levels
    ("Millton", "t:2", "place", 1, "t:2"),
    ("Millton town", "t:2", "place", 1, "t:2"),
    ("Millton district", "SS02", "admin2", 3, "SS02"),
    ("Millton tehsil", "SS02-all", "admin3", 3, "SS02-all"),
    ("district of Millton", "SS02", "admin2", 3, "SS02"),
    # nesting and context
    ("Nawa, Barmal", "t:3", "place", 1, "t:3"),
    ("Nawa village of Lakeside district, North Shire", "t:4", "place", 1, "t:4"),
    ("Lakeside, Lowmark", "LM02", "admin2", 3, "LM02"),
    ("Lakeside, North Shire", "NS01", "admin2", 3, "NS01"),
    ("Eastland: Lakeside", "NS01", "admin2", 3, "NS01"),
    ("Jagram, Nearside tehsil, Korram", "t:6", "place", 1, "t:6"),
    ("Birmal, Lowmark", "LM01", "admin2", 3, "LM01"),
    ("Kurram, South Shire", "SS01", "admin2", 3, "SS01"),
    ("a man was killed in Barmal on Tuesday", "LM01", "admin2", 3, "LM01"),
    # what is named is not known, what holds it is
    ("Foo village of Barmal district", "LM01", "admin2", 3, "LM01"),
    ("Foo, Barmal, Lowmark", "LM01", "admin2", 3, "LM01"),
    ("Foo in Lowmark", "LM", "admin1", 4, "LM"),
    ("Foo, Westland", "XWL", "country", 6, "XWL"),
    ("Foo near Westham", "t:1", "place", 2, "around:41.5,10.2,27.0"),
    # around
    ("near Westham", "t:1", "place", 2, "t:1"),
    ("Westham area", "t:1", "place", 2, "t:1"),
    ("15 km north of Westham", "t:1", "place", 2, "at:41.6349,10.2"),
    ("15 km from Westham", "t:1", "place", 2, "t:1"),
    ("north of Westham", "t:1", "place", 2, "t:1"),
    ("100 km north of Westham", "t:1", "place", 5, "around:42.39932,10.2,100.3"),
    ("100 km from Westham", "t:1", "place", 4, "LM"),
    ("300 km (186 miles) north of Westham", "t:1", "place", 4, "LM"),
    # gates, and what has no point or polygon of its own
    ("Red Gate", "x:red", "crossing", 1, "x:red"),
    ("Torgate crossing", "x:red", "crossing", 1, "x:red"),
    ("Blue Gate", "x:blue", "crossing", 5, "line:229-342"),
    ("Lost Post", "t:5", "place", 3, "UM01"),
    ("New Hill", "UM02", "admin2", 4, "UM"),
    # short names with a cue
    ("Ada village", "t:7", "place", 1, "t:7"),
    ("Ada, Barmal", "t:7", "place", 1, "t:7"),
    # the line
    ("Grey Line", None, "border", 5, "line:0-342"),
    ("the border", None, "border", 5, "line:0-342"),
    ("border of Westland and Eastland", None, "border", 5, "line:0-342"),
    ("West-East border", None, "border", 5, "line:0-342"),
    ("along the Grey Line in Barmal", None, "border_section", 5, "line:0-114"),
    ("near the border in Barmal", None, "border_section", 5, "line:0-114"),
    ("Grey Line in Barmal and Lakeside", None, "border_section", 5, "line:0-230"),
    ("Barmal-Korram sector", None, "border_section", 5, "line:0-114"),
    ("Barmal sector, Lowmark", None, "border_section", 5, "line:0-114"),
    # regions, and parts of a unit
    ("northern Westland", "region:north-west", "region", 5, "region:north-west"),
    ("northern regions of Westland", "region:north-west", "region", 5, "region:north-west"),
    ("southern Westland", None, "region", 5, "XWL/180"),
    ("northern and southern Westland", None, "region", 5, "region:north-west+XWL/180"),
    ("north of Lowmark", None, "region", 4, "LM/0"),
    ("Upmark's eastern part", None, "region", 4, "UM/90"),
    ("northeastern Barmal", None, "admin2", 3, "LM01/45"),
    ("southern Barmal", "LM01", "admin2", 3, "LM01"),
    ("lake country", "region:lakes", "region", 5, "region:lakes"),
    ("Laku", "region:lakes", "region", 5, "region:lakes"),
    ("along the line in northern Westland", None, "border_section", 5, "line:229-342"),
    # between and apart
    ("between Nawa and Ada in Barmal", None, "place", 5, "around:40.4,10.25,28.6"),
    ("Nawa, Lakeside district, North Shire", "t:4", "place", 1, "t:4"),
    ("Jagram, Barmal district", "LM01", "admin2", 3, "LM01"),
    ("Lost Post near Ada in Spin Hill", "t:5", "place", 3, "UM01"),
    ("Westham (near)", "t:1", "place", 2, "t:1"),
    ("outside the town of Westham", "t:1", "place", 2, "t:1"),
    ("five km east of Westham", "t:1", "place", 2, "at:41.49998,10.26004"),
    ("Farside sector", "SS01-far", "admin3", 3, "SS01-far"),  # does not touch the line
    ("frontier between Upmark and Lakeside", None, "border_section", 5, "line:229-342"),
    ("Lowmark / Korram", "LM-SS01", "border_section", 5, "line:0-114"),
]


@pytest.mark.parametrize(("text", "place_id", "level", "where_prec", "footprint"), WORDS)
def test_words(gazetteer, text, place_id, level, where_prec, footprint):
    found = ask(gazetteer, text)
    assert (found.place_id, found.place_level, found.where_prec, found.footprint_id) == (
        place_id,
        level,
        where_prec,
        footprint,
    )
    assert level in schema.PLACE_LEVELS
    assert 0 < found.place_score <= 1
    assert found.uncertainty_km > 0
    assert found.label_latitude is not None
    is_near = where_prec <= 2 and found.uncertainty_km <= schema.POINT_KM
    assert (found.latitude is not None) == is_near
    assert found.geo_precision in {1, 2, 3}
    assert len(footprints(gazetteer.pack, [footprint])) == 1


HINTS = [
    # text, country, admin1, admin2, place_id
    ("Lakeside", "Westland", None, None, "LM02"),
    ("Lakeside", "XEL", None, None, "NS01"),
    ("Lakeside", None, "North Shire", None, "NS01"),
    ("Nawa", None, None, "Barmal", "t:3"),
    ("Nawa", None, "North Shire", None, "t:4"),
    ("Nawa", "Westland and Eastland", "Lowmark", None, "t:3"),
    ("Ada", None, "Lowmark", None, "t:7"),
    ("Birmal", None, "Lowmark", None, "LM01"),
    # the row's column is finer than its words, or all it says
    ("Lowmark", None, "Lowmark", "Barmal", "LM01"),
    (None, None, "Lowmark", "Barmal", "LM01"),
    (None, None, "Lowmark", None, "LM"),
    ("", "Westland", None, None, "XWL"),
    # the words are not known there: the row's unit stands for them
    ("Zzyzx", None, "Lowmark", None, "LM"),
    ("Zzyzx", None, "Lowmark", "Barmal", "LM01"),
    ("Westham", None, "North Shire", None, "NS"),
    # the words are known elsewhere, but text and row agree on another district
    ("Nerside, Millton", None, "South Shire", "Millton", "SS02"),
    # a row that names the country asks for what is written nearly so, or is short
    ("Nearsiide", "Eastland", None, None, "SS01-near"),
    ("Nareside", "Eastland", None, None, "SS01-near"),
    ("Ada", "Westland", None, None, "t:7"),
    # a name that is known in Latin letters only
    ("د لیکساید ولسوالۍ", None, "Lowmark", None, "LM02"),
    ("فارساید", "Eastland", None, None, "SS01-far"),
    # a country by its codes; a cell that says that nothing is known
    ("Nareside", "XEL", None, None, "SS01-near"),
    ("Ada", "XW", None, None, "t:7"),
    ("Ada", " xw ", None, None, "t:7"),
    ("", "XW", "LM", None, "LM"),
    ("Westham", "Unknown", None, None, "t:1"),
    ("Westham", "n/a", None, None, "t:1"),
    # hints that are not known say nothing
    ("Westham", None, "Middle Earth", "Shire", "t:1"),
]


@pytest.mark.parametrize(("text", "country", "admin1", "admin2", "place_id"), HINTS)
def test_hints(gazetteer, text, country, admin1, admin2, place_id):
    assert ask(gazetteer, text, country, admin1, admin2).place_id == place_id


NOTHING = [
    # text, country, what place_why says
    (None, None, "no words and no coordinates"),
    ("", None, "no words and no coordinates"),
    ("x", None, "no place found in 'x'"),
    ("Zzyzx", None, "no place found in 'zzyzx'"),
    ("Ada", None, "'ada' alone does not say that Ada is meant"),
    ("Bermal", None, "no place found in 'bermal'; Barmal sounds like it"),
    ("فارساید", None, "no place found in 'فارساید'; Farside sounds like it"),
    ("Westham Bar", None, "'westham' alone does not say that Westham is meant"),
    # beside a name that is like one and is none; a common noun beside an unknown name
    ("Brmal Ada", None, "no place found in 'brmal'; Barmal sounds like it"),
    ("Zzyzx and Nawa", None, "'nawa' alone does not say that Nawa is meant"),
    ("Westham", "Eastland", "'westham' is known, but not where the row says it is"),
    ("Westham", "Narnia", "the country 'Narnia' is not in this region"),
    ("😀😀", None, "no place found in '😀😀'"),
    ("\x00\x1b[31m", None, "no place found in "),
    ("district", None, "no place found in 'district'"),
    ("the village", None, "no place found in 'the village'"),
    ("12", None, "no place found in '12'"),
]


@pytest.mark.parametrize(("text", "country", "why"), NOTHING)
def test_no_answer_says_why(gazetteer, text, country, why):
    found = ask(gazetteer, text, country)
    assert found.place_why.startswith(why)
    assert [value for value in found if value is not None] == [found.place_why]


WHYS = [
    (
        "Barmal, Lowmark",
        "'barmal' is a district of Lowmark (a known name, spelt so; in Lowmark, which",
    ),
    ("Lakeside, Lowmark", "the name is also that of a district in North Shire"),
    ("Köln am See", "(a known name, spelt so but for marks and spaces"),
    ("Kurram, South Shire", "another spelling"),
    ("Birmal, Lowmark", "only its vowels differ"),
    ("Foo village of Barmal district", "'foo' is not known there, Barmal stands for it"),
    ("15 km from Westham", "the text says 15 km from it"),
    ("15 km north of Westham", "moved 15 km from it as the text says"),
    ("Lost Post", "no source gives its exact spot, Spin Hill stands for it"),
    ("New Hill", "its outline is not sure, Upmark stands for it"),
    ("Barmal district", "the text calls it that"),
    ("Upmark and Lowmark provinces", "the text also names Lowmark"),
]


@pytest.mark.parametrize(("text", "said"), WHYS)
def test_why(gazetteer, text, said):
    assert said in ask(gazetteer, text).place_why


def test_a_weaker_key_never_scores_above_a_stronger_one(gazetteer):
    scores = [
        ask(gazetteer, text, None, "Lowmark").place_score for text in ("Barmal", "Bermal", "Brmal")
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 1


def test_namesakes_far_apart_share_the_score(gazetteer):
    assert ask(gazetteer, "Nawa").place_score < 0.5
    assert ask(gazetteer, "Nawa, Barmal").place_score > 0.7


def test_two_provinces_are_covered_by_the_uncertainty(gazetteer):
    one, both = ask(gazetteer, "Upmark"), ask(gazetteer, "Upmark and Lowmark provinces")
    assert both.uncertainty_km > 160 > one.uncertainty_km


def test_the_uncertainty_of_a_unit_holds_nearly_all_of_it(gazetteer):
    # Farside is a rectangle of 0.4 by 1 degree without named places: 0.475 of a degree is 52.8 km
    # north or south of its middle, and a little more with the way aside.
    found = ask(gazetteer, "Farside")
    assert found.label_latitude == pytest.approx(40.5, abs=0.05)
    assert found.uncertainty_km == pytest.approx(54, abs=2.5)


def test_resolve_keeps_index_order_and_repeats(gazetteer):
    queries = pd.DataFrame(
        {
            "text": ["Westham", None, "Nawa", "Westham", "Nawa"],
            "admin1": ["", None, "North Shire", "", "Lowmark"],
        },
        index=[9, 4, 4, 1, 0],
    )
    found = gazetteer.resolve(queries)
    assert list(found.index) == [9, 4, 4, 1, 0]
    assert [None if pd.isna(v) else v for v in found["place_id"]] == [
        *("t:1", None, "t:4", "t:1", "t:3"),
    ]
    assert list(found["admin2"].dropna()) == ["Lakeside", "Lakeside", "Lakeside", "Barmal"]


def test_resolve_of_nothing(gazetteer):
    assert gazetteer.resolve(pd.DataFrame({"text": []})).empty


def test_candidates_are_sorted_and_say_why(gazetteer):
    found = gazetteer.candidates("Lakeside")
    assert list(found["place_id"]) == ["LM02", "NS01", "NS01-all"]
    assert found["place_score"].is_monotonic_decreasing
    assert found["place_why"][0].startswith("'lakeside' is a district of Lowmark")
    assert list(found.columns) == schema.WHERE.names


@pytest.mark.parametrize("text", ["Lakeside, North Shire", "Grey Line in Barmal", "Millton"])
def test_the_first_candidate_is_the_answer(gazetteer, text):
    first = gazetteer.candidates(text).iloc[0]
    found = ask(gazetteer, text)
    assert (first.footprint_id, first.place_why) == (found.footprint_id, found.place_why)


@pytest.mark.parametrize(("text", "nearest"), [("Westhxm", "t:1"), ("Bermall Tor", "LM01")])
def test_unknown_names_get_the_nearest_guesses(gazetteer, text, nearest):
    assert ask(gazetteer, text).place_id is None
    found = gazetteer.candidates(text)
    assert nearest in set(found["place_id"])
    assert found["place_score"].max() < 0.3


def test_candidates_of_nothing(gazetteer):
    found = gazetteer.candidates("qqqqqq")
    assert found.empty
    assert list(found.columns) == schema.WHERE.names


def test_candidates_of_another_country_are_refused(gazetteer):
    with pytest.raises(InputError, match="not a country of this region: 'Narnia'; expected W"):
        gazetteer.candidates("Westham", country="Narnia")


def test_a_code_of_a_country_is_no_name_of_a_text(gazetteer):
    assert ask(gazetteer, "XW").place_id is None
    assert "'xw'" not in ask(gazetteer, "", "XW", "LM").place_why


def test_candidates_obey_the_limit_and_the_country(gazetteer):
    assert len(gazetteer.candidates("Lakeside", limit=1)) == 1
    assert gazetteer.candidates("Lakeside", country="XEL")["place_id"][0] == "NS01"


WORDS_OF_TEXTS = [
    *("Barmal", "Nawa", "near", "of", "and", "district"),
    *("15", "km", ",", "(", "Grey", "Line", "border", "د"),
]


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(st.characters(codec=None), max_size=80)
    | st.lists(
        st.sampled_from(WORDS_OF_TEXTS),
        max_size=12,
    ).map(" ".join),
    country=st.none() | st.sampled_from(["XWL", "Eastland", "", "\x00"]),
)
def test_any_text_is_answered_or_not(gazetteer, text, country):
    found = ask(gazetteer, text, country)
    assert found.place_why
    assert (found.place_level is None) == (found.footprint_id is None)
    assert gazetteer.answers([(text, country, None, None)]) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Barmal " * 15_000,
        "x" * 100_000,
        "ب" * 100_000,
        "(" * 100_000,
        "Barmal, " * 12_500,
        "\x00" * 100_000,
        "Bermalk Tor " * 8_000,
        "12 km north of Barmal and " * 4_000,
    ],
    ids=["names", "letters", "arabic", "brackets", "list", "nul", "slips", "distances"],
)
@pytest.mark.parametrize("admin1", [None, "Lowmark"])
def test_a_text_of_100_kb_takes_no_longer_than_its_beginning(gazetteer, text, admin1):
    started = time.process_time()  # of this process: others use the machine too
    found = ask(gazetteer, text, None, admin1)
    assert time.process_time() - started < 2
    assert found.place_why
