"""The map in characters: what it shows, and that every line keeps its width."""

from __future__ import annotations

import json
import unicodedata

import pandas as pd
import pytest

from geo import place_words, region, text_map
from geo.cli import main
from geo.text_map import HEIGHT, WIDTH


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


def drawn(pack, text, **hints):
    return text_map.draw(pack, place_words.places(text, region=pack, **hints))


def ground(shown):
    """Return the rows inside the frame."""
    rows = shown.splitlines()[1 : HEIGHT + 1]
    return [row[1:-1] for row in rows]


@pytest.mark.parametrize(
    ("text", "on_map", "not_on_map"),
    [
        ("Torkham", ["1", "#", "AFGHANISTAN", "PAKISTAN", "o Landi Kotal"], ["=", "2"]),
        ("Spin Boldak district", ["1", "....", "#", "Chaman"], ["="]),
        ("Khost-Kurram sector", ["1", "===", "#", "AFGHANISTAN"], ["."]),
        ("Kabul", ["1", "AFGHANISTAN"], ["PAKISTAN"]),
    ],
)
def test_what_is_on_the_map(pack, text, on_map, not_on_map):
    inside = "\n".join(ground(drawn(pack, text)))
    assert [sign for sign in on_map if sign not in inside] == []
    assert [sign for sign in not_on_map if sign in inside] == []


def test_the_line_parts_the_countries_names(pack):
    (row,) = (row for row in ground(drawn(pack, "Torkham")) if "1" in row)
    assert row.index("AFGHANISTAN") < row.index("#") < row.index("PAKISTAN")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Torkham", ["# Durand Line", "The status of the Durand Line is disputed.", "north is up"]),
        ("Spin Boldak district", [". area of 1"]),
        ("Khost-Kurram sector", ["= stretch of 1"]),
    ],
)
def test_the_legend_tells_what_is_seen(pack, text, told):
    legend = "\n".join(drawn(pack, text).splitlines()[HEIGHT + 2 :])
    assert [words for words in told if words not in legend] == []


def test_candidates_far_apart_share_a_map(pack):
    inside = "".join(ground(drawn(pack, "Behsud")))
    assert "1" in inside
    assert "2" in inside


@pytest.mark.parametrize("text", ["Torkham", "سپین بولدک", "Behsud", "the Durand Line", "Lahore"])
def test_every_character_takes_one_column(pack, text):
    frame, *rows = drawn(pack, text).splitlines()
    assert frame == f"+{'-' * WIDTH}+"
    assert {len(row) for row in rows[: HEIGHT + 1]} == {WIDTH + 2}
    assert max(map(len, rows)) <= WIDTH + 20
    for char in "".join(rows):
        assert unicodedata.east_asian_width(char) not in "WF"
        assert unicodedata.bidirectional(char) not in ("R", "AL", "AN")
        assert not unicodedata.combining(char)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Landi Kotal", "Landi Kotal"),
        ("Laçın", "Laçın"),
        ("A very long name of a village", "A very long name ~"),
        ("تورخم", ""),
        ("東京", ""),
        ("e\u0301t", ""),
        ("a\x1b[31mb", ""),
        ("a\u202eb", ""),
    ],
)
def test_only_names_that_keep_the_columns(pack, name, shown):
    assert text_map._plain_name(pack, "nowhere", name) == shown


def test_another_name_where_the_first_would_move_columns(pack):
    assert text_map._plain_name(pack, "AF06", "ننګرهار") == "Nangarhar"


def test_nothing_to_draw(pack):
    found = pd.DataFrame({"label_longitude": [None], "label_latitude": [None]})
    assert text_map.draw(pack, found) == ""


@pytest.mark.parametrize(
    ("text", "uri", "url"),
    [
        ("Torkham", "geo:34.12258,71.09398;u=", "?mlat=34.12258&mlon=71.09398#map=14/"),
        # What is known to a district has no marker.
        ("Spin Boldak district", "geo:", "openstreetmap.org/#map="),
    ],
)
def test_links_to_open(pack, text, uri, url):
    found = place_words.places(text, region=pack, limit=1)
    (candidate,) = json.loads(place_words.as_json(text, found, pack))["candidates"]
    assert candidate["geo_uri"].startswith(uri)
    assert url in candidate["map_url"]
    assert candidate["map_url"].startswith("https://www.openstreetmap.org/")


def test_the_command_draws_unless_told_not_to(capsys):
    assert main(["places", "Torkham"]) == 0
    shown = capsys.readouterr().out
    assert "at km 18" in shown
    assert "basis: " in shown
    assert f"+{'-' * WIDTH}+" in shown
    assert main(["places", "Torkham", "--no-map"]) == 0
    without = capsys.readouterr().out
    assert shown.startswith(without.rstrip("\n"))
    assert f"+{'-' * WIDTH}+" not in without
