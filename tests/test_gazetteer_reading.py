"""How texts are cut, read and read once: words, frames, and what texts share."""

from __future__ import annotations

from dataclasses import asdict, fields

import packs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import region
from geo.gazetteer import Gazetteer, finding, hinted_units, rating, reading, resolve
from geo.gazetteer.names import load_words
from geo.gazetteer.tokens import is_telling, tokenise, tokenise_all


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    pack = region.load(packs.write_pack(tmp_path_factory.mktemp("reading") / "grey"))
    return Gazetteer(pack).index


@pytest.fixture
def reader(index):
    return reading.Reader(index)


TEXTS = [
    # text, its words with breaks as |
    ("Foo of Bar, baz (Qux).", "Foo of Bar | baz | Qux | |"),
    ("near  Foo", "near Foo"),
    ("N. Foo and S Bar", "North Foo and South Bar"),
    ("Foo's Bar", "Foo Bar"),
    ("Foo-Bar", "Foo Bar"),
    ("Foo - Bar", "Foo | Bar"),
    ("- Foo -", "Foo"),
    ("Foo\t-\nBar", "Foo | | Bar"),
    ("Foo–Bar road", "Foo Bar road"),
    ("Foo – Bar", "Foo | Bar"),
    ("Foo—Bar", "Foo | Bar"),
    ("St.Foo", "St Foo"),
    ("12km of Foo", "12 km of Foo"),
    ("Köln\u00a0- See", "Koln | See"),
    ("٣ برمل", "3 برمل"),
    ("", ""),
    ("😀", ""),
]


@pytest.mark.parametrize(("text", "words"), TEXTS)
def test_texts_are_cut_into_words_and_breaks(text, words):
    found = [
        (token.word.capitalize() if token.is_capital else token.word) or "|"
        for token in tokenise(text)
    ]
    assert found == words.split()


@given(st.text(st.sampled_from("aÅ9 -.,'’\t\n\u200cبN"), max_size=30))
def test_a_text_cut_by_spaces_is_as_cut_whole(text):
    # A hyphen between spaces makes all of a text be cut whole.
    whole = [token.role for token in tokenise(f"x - {text}")][2:]
    parts = [token.role for token in tokenise(f"x. {text}")][2:]
    assert parts == whole


ROLES = [
    # words that say the same beside a name, words that do not
    ("Qzx", "Vbn", True),
    ("qzx", "vbn", True),
    ("Qzx", "qzx", False),
    ("Qzx", "برغ", True),
    ("q", "9999", False),
    ("1200", "99999", True),
    ("12", "13", False),
    ("north", "south", False),
    ("village", "Village", True),
]


@pytest.mark.parametrize(("one", "two", "is_same"), ROLES)
def test_words_of_one_role_are_read_alike(one, two, is_same):
    assert (tokenise(one)[0].role == tokenise(two)[0].role) is is_same


def test_every_word_of_the_vocabulary_keeps_its_own_role():
    words = load_words()
    # What names are made of, written alike, common, or all of a cell says nothing of its neighbour.
    silent = {"common", "inner", "same", "stand_ins", "unsaid"}
    told = [
        word
        for field in fields(words)
        if field.name not in silent
        for word in getattr(words, field.name)
    ]
    assert len(told) > 500
    assert {word for word in told if word.isalpha() and not is_telling(word)} == set()


FRAMES = [
    # text, and for each name: stated level, distance and bearing, nearness
    ("Foo village of Barmal district", [("admin2", None, None, False)]),
    ("near Westham in Barmal", [(None, None, None, True), (None, None, None, False)]),
    ("12 km north of Westham", [(None, 12, 0, True)]),
    ("twelve miles from Westham", [(None, 19.3, None, True)]),
    ("1200 km from Westham", [(None, 1000, None, True)]),
    ("Westham area", [(None, None, None, True)]),
    (
        "Westham, Barmal and Lakeside districts",
        [("admin2", None, None, False)] * 3,
    ),
]


@pytest.mark.parametrize(("text", "expected"), FRAMES)
def test_the_words_around_a_name_say_what_they_say(reader, text, expected):
    (seen,) = reader.see([(text, False)])
    mentions = reader.read(seen).mentions
    found = [(s.level, s.away_km, s.bearing, s.is_around) for s, _ in mentions]
    assert found == expected


ALIKE = [
    # two texts, whether they are one to a reader, whether the words around their names are
    ("Qzx area of Barmal", "Vbn area of Barmal", True, True),
    ("Qzx area of Barmal", "Qzx area of Lakeside", False, True),
    ("Qzx area of Barmal", "qzx area of Barmal", False, False),
    ("1200 km from Westham", "3400 km from Westham", True, True),
    ("12 km from Westham", "13 km from Westham", False, False),
    ("near Westham", "Westham", False, False),
    ("Westham, Barmal", "WESTHAM, BARMAL", True, True),
    ("Barmal district", "Westham district", False, True),
]


@pytest.mark.parametrize(("one", "two", "is_one", "is_one_frame"), ALIKE)
def test_texts_that_are_read_alike_are_read_once(reader, one, two, is_one, is_one_frame):
    first, second = reader.see([(one, False), (two, False)])
    assert (first.key == second.key) is is_one
    assert (first.frame is second.frame) is is_one_frame


def test_a_name_is_found_once_wherever_it_stands(reader):
    texts = ("Westham", "near Westham, Barmal", "in Westham")
    names = [seen.found for seen in reader.see((text, False) for text in texts)]
    assert len({id(found[0]) for found in names}) == 1


QUOTED = [
    ("Qzx area of Barmal", "Vbn area of Barmal", "qzx", "vbn"),
    ("Qzx, Wxy", "Vbn, Bcd", "qzx wxy", "vbn bcd"),
    ("12 and 13", "12 and 13 of it", "12 and 13", "12 and 13 of it"),
]


@pytest.mark.parametrize(("one", "two", "first", "second"), QUOTED)
def test_an_answer_that_texts_share_quotes_the_words_of_each(tmp_path, one, two, first, second):
    gazetteer = Gazetteer(region.load(packs.write_pack(tmp_path / "grey")))
    answers = gazetteer.answers([(text, None, None, None) for text in (one, two, one)])
    assert f"'{first}'" in answers[0].place_why
    assert f"'{second}'" in answers[1].place_why
    assert answers[0] == answers[2]
    assert answers[0]._replace(place_why="") == answers[1]._replace(place_why="")


def test_what_is_kept_is_bounded_and_changes_no_answer(tmp_path, monkeypatch):
    texts = ["Westham, Barmal", "Qzx area of Barmal", "برمل", "Westhan tehsil", "near Lakeside"]
    queries = [(text, None, None, None) for text in texts * 3]
    folder = packs.write_pack(tmp_path / "grey")
    expected = Gazetteer(region.load(folder)).answers(queries)
    for module in (finding, hinted_units, reading, resolve):
        monkeypatch.setattr(module, "_KEPT", 1)
    monkeypatch.setattr(resolve, "_KEPT_PLACES", 1)
    assert Gazetteer(region.load(folder)).answers(queries) == expected


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Westham", "Qzx", "near", ",", "of", "12", "km", "north", "Barmal", "area"]
        ),
        max_size=7,
    )
)
def test_a_text_means_the_same_after_others(index, words):
    text = " ".join(words)
    fresh = reading.Reader(index)
    kept = index.once("reader", reading.Reader)
    (first,), (second,) = (reader.see([(text, False)]) for reader in (fresh, kept))
    one, two = fresh.read(first), kept.read(second)
    assert (one.unknown, one.is_whole) == (two.unknown, two.is_whole)
    assert asdict(one.frame) == asdict(two.frame)
    assert [*map(_told, one.names)] == [*map(_told, two.names)]


def _told(found):
    return found.surface, found.tier, found.hits


TOGETHER = [
    *("Westham, Barmal", "Westham", "near Westham in Barmal", "برمل", "Qzx area of Lakeside"),
    *("Westhan, Barmal district", "between Westham and Lakeside", "Barmal, Lakeside and Westham"),
    *("12 km north of Westham, Eastland", "northern Lowmark", "Qzx", "", "12", "Qzx Westham, Vbn"),
]


@pytest.mark.parametrize("pairs", [1, 40, 250_000])
def test_texts_weighed_together_mean_what_each_means_alone(tmp_path, monkeypatch, pairs):
    monkeypatch.setattr(rating, "_PIECE", pairs)  # of meanings that are weighed at once
    folder = packs.write_pack(tmp_path / "grey")
    hints = [(None, None, None), ("Westland", None, None), (None, "Lowmark", "Barmal")]
    queries = [(text, *hint) for text in TOGETHER for hint in hints]
    together = Gazetteer(region.load(folder)).answers(queries)
    monkeypatch.setattr(resolve, "_PIECE", 1)
    alone = Gazetteer(region.load(folder)).answers(queries)
    assert together == alone
    assert len({answer.place_id for answer in together}) > 4


def test_texts_cut_together_are_cut_as_each_alone():
    texts = [
        *("S. Foo's gate", "Foo’s bar\nN Bar", "a - b road", "a – b", "قلعهٔ نو", "Qzx12 area"),
        *("د كابل ښار", "`a`\x00b", "sub-tehsil", "ﺍﻟ", "", "x" * 3_000, "é\u0301 'q'", "5 km"),
    ]
    together = [[token.word for token in tokens] for tokens in tokenise_all(texts)]
    assert together == [[token.word for token in tokenise(text)] for text in texts]
    assert [token.is_owner for token in tokenise("Foo's bar's")] == [True, False]
