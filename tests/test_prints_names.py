"""Printed maps: names that stay apart, and words in the letters and the order of a language."""

from __future__ import annotations

import warnings
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from printing import PACK, a_sheet

import maps
from maps.local_names import words_of
from maps.printed import incidents, legend, names
from maps.printed.labels import Label, Labels
from maps.printed.paper import save
from maps.printed.words import words
from maps.words import LANGUAGES, OTHER_LANGUAGES, messages

FONTS = Path(maps.__file__).parent / "fonts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_stay_apart_and_inside(language, paper):
    sheet = a_sheet(paper, language=language)
    labels = Labels(sheet)
    labels.keep_free(0.0, 0.0, 10, 10)
    names.write(sheet, PACK, labels, towns=6, districts=True, country=9.0)
    assert len(labels.placed) > 30
    paper.canvas.draw()
    written = [text.get_window_extent() for text in sheet.axes.texts]
    assert len(written) == sum(map(len, labels.placed.values()))
    box = sheet.axes.get_window_extent()
    for one, other in combinations(written, 2):
        across = min(one.x1, other.x1) - max(one.x0, other.x0)
        along = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert across <= 1 or along <= 1  # a pixel, from hinting at another position
    assert all(box.x0 <= name.x0 + 1 and name.x1 <= box.x1 + 1 for name in written)


def test_a_name_without_room_is_left_out_and_a_twin_named_once(paper):
    sheet = a_sheet(paper)
    labels = Labels(sheet)
    x, y = sheet.points(np.array([[70.5, 34.0]]))[0]
    drawn = []
    at = {"x": x, "y": y, "size": 8}
    beside = {**at, "x": x + 20 * sheet.mm}
    labels.place(
        [
            Label("Here", gap=None, mark=lambda: drawn.append("first"), **at),
            Label("There", gap=None, mark=lambda: drawn.append("second"), **at),
            Label("Here", gap=1.0, mark=lambda: drawn.append("twin"), **at),
            Label("Hidden", gap=12.0, mark=lambda: drawn.append("under a name"), **at),
            Label("Beside", gap=1.0, mark=lambda: drawn.append("beside"), **beside),
            Label("Stopped", gap=None, **beside),
        ]
    )
    assert drawn == ["first", "beside"]
    assert [text.get_text() for text in sheet.axes.texts] == ["Here", "Beside"]


@pytest.mark.parametrize("turn", [0, 45, 90, 135])
def test_a_name_stands_beside_a_line_and_over_it_only_without_other_room(turn, paper):
    sheet = a_sheet(paper)
    labels = Labels(sheet)
    at = sheet.points(np.array([[70.5, 34.0]]))[0]
    run = 40 * sheet.mm * np.array([np.cos(np.radians(turn)), np.sin(np.radians(turn))])
    end = at + run
    line = shapely.linestrings([at - run, end])
    labels.keep_off(line)
    labels.place([Label("Beside", *at, 8, 2.0), Label("Over", *end, 8, None)])
    paper.canvas.draw()
    crossed = {}
    for text in sheet.axes.texts:
        box = sheet.axes.transData.inverted().transform(text.get_window_extent().get_points())
        crossed[text.get_text()] = bool(line.intersects(shapely.box(*box.ravel())))
    assert crossed == {"Beside": False, "Over": True}


@pytest.mark.parametrize(
    ("corners", "taken"), [((0, 1), 1), ((1, 0), 1), ((0,), 0), ((2, 1), 2), ((0, 3), 0)]
)
def test_a_corner_that_the_line_crosses_is_left_to_it(corners, taken, paper):
    """Of the lower left, the lower right, the upper left, and one more over the line."""
    rooms = [(0, 0, 50, 9), (150, 0, 200, 9), (0, 140, 12, 150), (0, 5, 60, 12)]
    sheet = a_sheet(paper)
    labels = Labels(sheet)
    west, south, *_ = sheet.extent
    over = shapely.linestrings([(20, -5), (40, 60)])
    labels.keep_off(shapely.transform(over, lambda mm: mm * sheet.mm + (west, south)))
    assert labels.keep_corner_free(*[rooms[n] for n in corners]) == rooms[taken]
    left, bottom, right, top = rooms[taken]
    middle = west + (left + right) / 2 * sheet.mm, south + (bottom + top) / 2 * sheet.mm
    assert not labels.is_free(*middle, 1, 1)


@pytest.mark.parametrize("inside", ["AF06", "AF30", "PK2", "PK5"])
def test_both_countries_are_named_around_the_province_whatever_is_taken(inside, paper):
    area = PACK.provinces.geometry[PACK.provinces["code"] == inside].iloc[0]
    taken = []
    for _ in range(2):
        sheet = a_sheet(paper, area.bounds)
        labels = Labels(sheet)
        for at in taken:
            labels.keep_free(*at, 12, 4)
        names.write(sheet, PACK, labels, towns=0, districts=False, country=9.0, inside=inside)
        countries = {
            text.get_text(): text.get_position()
            for text in sheet.axes.texts
            if text.get_text() in {"AFGHANISTAN", "PAKISTAN"}
        }
        assert len(countries) == 2
        for at in countries.values():
            assert at not in taken
            assert not area.contains(
                shapely.Point(sheet.to_map.transform(*at, direction="INVERSE"))
            )
        taken = list(countries.values())


def test_a_country_that_the_frame_only_touches_is_not_named(paper):
    sheet = a_sheet(paper)
    west, south, east, north = sheet.lonlat
    across = shapely.box(west + 0.5, south + 0.5, east - 0.5, north - 0.5)
    beside = shapely.box(west - 2, south, west, north)  # a line of it is the frame's edge
    at_corner = shapely.Polygon([(east, north), (east + 1, north), (east, north + 1)])
    pack = SimpleNamespace(
        admin=pd.DataFrame(
            {"code": ["XA", "XB", "XC"], "level": "country", "name": ["Aland", "Beland", "Celand"]}
        ).assign(label_longitude=0.0),
        neighbours=gpd.GeoDataFrame(
            {"name": ["Neland", "Oland"]},
            geometry=[at_corner, shapely.union(beside, shapely.box(west, south, west + 1, north))],
        ),
        unit_areas={"XA": shapely.MultiPolygon([across, at_corner]), "XB": beside},
        regions=pd.DataFrame({"region_id": [], "members": []}),
    )
    pack.once = lambda _, make: make(pack)
    named = [label.text for label in names._countries(sheet, pack, 9.0, None)]
    assert named == ["ALAND", "Oland"]


def test_around_a_province_no_villages_are_named(paper):
    sheet = a_sheet(paper)
    labels = Labels(sheet)
    names.write(sheet, PACK, labels, towns=6, districts=False, country=0, inside="AF06")
    known = PACK.places.set_index("name")
    villages = known[known["rank"].astype(float).gt(4) & known["admin1_pcode"].notna()]
    unique = villages[~villages.index.duplicated(keep=False)]
    named = unique.loc[unique.index.intersection(list(labels.placed)), "admin1_pcode"]
    assert len(named) > 20
    towns = set(known.index[known["rank"].astype(float).le(4)]) | set(PACK.admin["name"])
    assert set(named[~named.index.isin(towns)]) == {"AF06"}


def test_the_fonts_have_every_letter_of_every_language():
    from matplotlib.ft2font import FT2Font

    known = {
        chr(code) for font in FONTS.glob("*-Regular.ttf") for code in FT2Font(font).get_charmap()
    }
    for language in LANGUAGES:
        told = words(language, PACK)
        letters = set("".join(_strings(messages(language))) + "".join(told.names.values()))
        missing = {letter for letter in letters - known if letter.isprintable() and letter != " "}
        # signs that only the page shows; matplotlib's own font has them too
        assert missing <= set("←→≈≤≥⤓↗▸▾✕⌕"), language


def _strings(texts):
    if isinstance(texts, str):
        yield texts
    elif isinstance(texts, dict):
        for value in texts.values():
            yield from _strings(value)
    elif isinstance(texts, list):
        for value in texts:
            yield from _strings(value)


@pytest.mark.parametrize(
    ("language", "number", "written"),
    [("en", 12.5, "12.5"), ("en", 1250, "1,250"), ("ps", 12.5, "۱۲٫۵"), ("fa", 1250, "۱٬۲۵۰")],
)
def test_numbers_in_the_digits_of_the_language(language, number, written):
    assert words(language, PACK).number(number, digits=1 if number % 1 else 0) == written


def test_texts_are_filled_without_reading_what_is_filled_in():
    told = words("en", PACK)
    assert told.text("print.sourcesLine", names="{n} {0.__class__}") == (
        "Sources of the incidents: {n} {0.__class__}."
    )


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_the_pack_s_own_words_are_in_the_language(language, night, paper):
    told = words(language, PACK)
    sheet = a_sheet(paper, (60.0, 28.0, 76.0, 39.0), language)
    drawn = incidents.draw(sheet, incidents.scene(night, PACK), Labels(sheet))
    legend.draw(paper, (225, 20, 60, 150), drawn, PACK, told)
    names.write(sheet, PACK, Labels(sheet), towns=1, districts=False, country=9.0)
    written = {text.get_text() for axes in paper.axes for text in axes.texts}
    for key, codes in (("side_names", ("afghanistan", "pakistan")), ("neighbours", ("China",))):
        assert {words_of(PACK, language)[key][code] for code in codes} <= written
    assert not [text for text in written if text.isascii() and text.strip(" .0123456789")]


def test_parts_of_a_heading_stand_in_the_order_of_the_language(paper):
    parts = ["Latin title", "۲۷ پېښې"]
    assert words("en", PACK).joined(parts) == "Latin title · ۲۷ پېښې"
    ordered = words("ps", PACK).joined(parts)
    assert ordered.startswith("\N{RIGHT-TO-LEFT MARK}Latin")
    paper.text(0.5, 0.5, ordered)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # the mark is no box
        paper.canvas.draw()


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_no_dot_between_parts_is_read_as_a_zero(language):
    """A dot beside Arabic digits looks like their zero: 25 incidents were read as 250."""
    told = words(language, PACK)
    line = told.joined([told.number(25), told.number(3)])
    between = set(line) - set(told.number(253))
    assert between == {*messages(language)["language"]["joint"], "\N{RIGHT-TO-LEFT MARK}"}
    assert not between & set("·.•|")


def test_words_with_marks_of_direction_are_paths(paper, tmp_path):
    """In text matplotlib's PDF gives such a mark the width of a space, and letters overlap."""
    texts = [words("ps", PACK).joined(["AFP", "۲۱"]), "وسله\u200cواله", "AFP"]
    drawn = [paper.text(0.5, 0.2 * row, text) for row, text in enumerate(texts, 1)]
    save(paper, tmp_path / "map.pdf")
    assert [bool(text.get_path_effects()) for text in drawn] == [True, True, False]
