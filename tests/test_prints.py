"""Printed maps: what is drawn where, names that stay apart, right-to-left words, the same bytes."""

from __future__ import annotations

import sys
import warnings
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest
import shapely
from datasets import HOSTILE
from packs import write_pack
from pyproj import Geod

import geo
from geo import region
from geo.errors import BordermapError, InputError
from maps import prints
from maps.local_names import words_of
from maps.printed import ground, incidents, legend, names
from maps.printed.labels import Label, Labels
from maps.printed.sheet import frame, graticule, scale_bar
from maps.printed.symbols import outline
from maps.printed.words import words
from maps.rows import AREA, POINT, STRETCH
from maps.words import LANGUAGES, OTHER_LANGUAGES, messages

PACK = region.load()
SVG_ELEMENTS = {"Agent", "RDF", "Work", "clipPath", "creator", "defs", "format", "g", "metadata"}
SVG_ELEMENTS |= {"path", "rect", "style", "svg", "title", "type", "use"}
FONTS = Path(prints.__file__).parent / "fonts"
NIGHT = """\
id,date,place,admin1,country,sub_event_type,actor1_side,source
a,2026-02-26,Torkham,Nangarhar,AFG,Armed clash,afghanistan,Paper
b,2026-02-26,Torkham,Nangarhar,AFG,Shelling/artillery/missile attack,pakistan,Paper
c,2026-02-27,Behsud district,Nangarhar,AFG,Air/drone strike,pakistan,Post
d,2026-02-28,along the Durand Line in Kunar,,AFG,Armed clash,,Post
"""


GREY = """\
id,date,place,sub_event_type,actor1_side,source
a,2026-02-26,Jagram,Armed clash,westland,Paper
b,2026-02-26,"Lakeside, Lowmark",Air/drone strike,eastland,Post
"""


def read(folder, text, pack):
    table = folder / "night.csv"
    table.write_text(text, "utf-8")
    return geo.read([table], region=pack)


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    return read(tmp_path_factory.mktemp("night"), NIGHT, PACK)


@pytest.fixture(scope="module")
def grey(tmp_path_factory):
    folder = tmp_path_factory.mktemp("grey")
    pack = region.load(write_pack(folder / "pack"))
    return read(folder, GREY, pack), pack


@pytest.fixture
def paper():
    with prints._drawing():
        yield prints._paper((297.0, 210.0))


def a_sheet(paper, shown=(69.0, 33.0, 72.0, 35.0), language="en"):
    return frame(paper, (20, 20, 200, 150), shown, words(language, PACK))


def test_files_are_written_and_told_and_the_same_twice(grey, tmp_path):
    dataset, pack = grey
    both = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        told = prints.print_maps(dataset, folder, region=pack)
        assert set(told) == {path.name for path in folder.iterdir()}
        both.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert both[0] == both[1]
    assert set(both[0]) == {"map.pdf", "map.svg", "map.png", "map-LM.pdf", "map-SS.pdf"}
    assert both[0]["map.pdf"].startswith(b"%PDF-")
    assert both[0]["map.png"].startswith(b"\x89PNG")


def test_only_what_a_source_knew_is_a_point(night):
    table = incidents.scene(night, PACK).table
    kinds = dict(zip(table["name"], table["kind"], strict=True))
    assert kinds["Torkham crossing"] == POINT
    assert kinds["Behsud"] == AREA
    assert sorted(table["kind"]) == sorted([POINT, POINT, AREA, STRETCH])


def test_a_province_has_its_own_incidents_and_the_stretches(night):
    whole = incidents.scene(night, PACK)
    assert sorted(whole.of("AF06").table["kind"]) == sorted([POINT, POINT, AREA, STRETCH])
    assert list(whole.of("AF12").table["kind"]) == [STRETCH]


def test_a_sheet_tells_of_its_own_incidents_and_their_sources_only(grey, tmp_path, monkeypatch):
    dataset, pack = grey
    told = {}

    def keep(figure, path):
        told[path.name] = [text.get_text() for text in figure.texts]

    monkeypatch.setattr(prints, "_save", keep)
    prints.print_maps(dataset, tmp_path, region=pack)
    sheets = {name: "\n".join(texts) for name, texts in told.items() if name.endswith(".pdf")}
    assert sorted(sheets) == ["map-LM.pdf", "map-SS.pdf", "map.pdf"]
    for name, count, sources in (
        ("map.pdf", "2 incidents · 26 February 2026", "Paper, Post."),
        ("map-SS.pdf", "1 incident · 26 February 2026", "Paper."),
        ("map-LM.pdf", "1 incident · 26 February 2026", "Post."),
    ):
        assert count in sheets[name]
        assert f"Sources of the incidents: {sources}" in sheets[name]


def test_incidents_of_one_place_share_a_ring_and_count_once_each(night, paper):
    sheet = a_sheet(paper)
    labels = Labels(sheet)
    incidents.draw(sheet, incidents.scene(night, PACK), labels)
    figures = sorted(text.get_text() for text in sheet.axes.texts)
    assert figures == ["1", "1", "2", "Torkham crossing"]


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


def points_of(count, spacing_mm, sheet):
    """Make a scene of `count` points a side, each of its own incident."""
    x, y = np.meshgrid(*[np.arange(count) * spacing_mm * sheet.mm] * 2)
    west, south, _, _ = sheet.extent
    at = sheet.to_map.transform(
        west + 60 * sheet.mm + x.ravel(), south + 60 * sheet.mm + y.ravel(), direction="INVERSE"
    )
    rows = {"lon": at[0], "lat": at[1], "incident": np.arange(count**2), "kind": POINT}
    rows |= {"type": "", "side": "a", "id": "p", "name": "P", "footprint_id": None}
    return incidents.Scene(pd.DataFrame(rows), {}, {"a": "#123456"})


@pytest.mark.parametrize(("spacing_mm", "together"), [(2.0, True), (2.9, True), (3.8, False)])
def test_no_two_marks_touch_and_none_is_lost(spacing_mm, together, paper, monkeypatch):
    sheet = a_sheet(paper)
    drawn = []

    def ring(_, at, radius, __, text):
        drawn.append((*at, radius, int(text)))

    def symbol(_, at, radius, *__):
        drawn.append((*at, radius, 1))

    monkeypatch.setattr(incidents.symbols, "ring", ring)
    monkeypatch.setattr(incidents.symbols, "symbol", symbol)
    incidents.draw(sheet, points_of(9, spacing_mm, sheet), Labels(sheet))
    assert sum(mark[3] for mark in drawn) == 81
    assert (len(drawn) < 81) == together
    for one, other in combinations(drawn, 2):
        assert np.hypot(one[0] - other[0], one[1] - other[1]) >= one[2] + other[2]


def test_a_count_without_room_is_a_bar_of_its_sides(night, paper):
    sheet = a_sheet(paper)
    labels = Labels(sheet)
    labels.keep_corner_free(0, 0, 200, 150)
    incidents.draw(sheet, incidents.scene(night, PACK), labels)
    assert [text.get_text() for text in sheet.axes.texts] == ["2"]  # the ring; no name, no tag
    bars = [patch for patch in sheet.axes.patches if patch.get_zorder() == 18]
    wide = {round(bar.get_width() / sheet.mm, 2) for bar in bars}
    assert (len(bars), wide) == (2, {3.0})


@pytest.mark.parametrize(
    ("shown", "told", "untold"),
    [
        (None, {"place", "stretch of the line", "Crossings", "Air/drone strike"}, set()),
        (
            (70.3, 34.3, 70.6, 34.6),
            {"area, no spot in it", "Air/drone strike", "Provinces"},
            {"place", "stretch of the line", "Crossings", "Armed clash", "Afghan side"},
        ),
    ],
)
def test_the_legend_has_what_the_frame_shows(night, shown, told, untold, paper):
    legend.draw(
        paper, (20, 20, 60, 150), incidents.scene(night, PACK), PACK, words("en", PACK), shown
    )
    written = {text.get_text() for text in paper.axes[0].texts}
    assert told <= written
    assert not untold & written
    assert any("Durand Line" in text for text in written) == (shown is None)


@pytest.mark.parametrize(
    "shown", [(60.5, 29.0, 75.0, 37.5), (69.0, 33.0, 72.0, 35.0), (66.0, 30.5, 67.0, 31.5)]
)
def test_the_scale_bar_is_as_long_as_it_says(shown, paper):
    sheet = a_sheet(paper, shown)
    scale_bar(sheet, 5.0, 3.0)
    under, *halves = sheet.axes.patches
    assert under.get_zorder() < halves[0].get_zorder()  # the ground does not show through
    figures = [text.get_text() for text in sheet.axes.texts]
    km = float(figures[-1].removesuffix(" km"))
    assert [float(figures[0]), float(figures[1])] == [0, km / 2]
    length = sum(half.get_width() for half in halves)
    west, south, east, north = sheet.extent
    x, y = (west + east) / 2, (south + north) / 2
    lon, lat = sheet.to_map.transform([x - length / 2, x + length / 2], [y, y], direction="INVERSE")
    metres = Geod(ellps="WGS84").inv(lon[0], lat[0], lon[1], lat[1])[2]
    assert metres == pytest.approx(km * 1000, rel=0.005)


def test_north_is_up_in_the_middle_and_everything_shown_is_inside(paper):
    shown = (69.0, 33.0, 72.0, 35.0)
    sheet = a_sheet(paper, shown)
    low, high = sheet.points(np.array([[70.5, 33.9], [70.5, 34.1]]))
    assert abs(high[0] - low[0]) < 1
    west, south, east, north = sheet.lonlat
    assert west <= shown[0]
    assert south <= shown[1]
    assert east >= shown[2]
    assert north >= shown[3]
    across = sheet.axes.get_window_extent()
    x_m = (sheet.extent[2] - sheet.extent[0]) / across.width
    y_m = (sheet.extent[3] - sheet.extent[1]) / across.height
    assert x_m == pytest.approx(y_m, rel=0.01)  # a circle is drawn round


def test_the_graticule_is_named_in_degrees(paper):
    sheet = a_sheet(paper)
    graticule(sheet, labels=True)
    named = {text.get_text() for text in sheet.axes.texts}
    assert {"70° E", "71° E", "34° N"} <= named


def test_areas_keep_their_holes_and_parts(paper):
    sheet = a_sheet(paper)
    holed = shapely.box(70, 33.5, 71, 34.5).difference(shapely.box(70.3, 33.8, 70.6, 34.2))
    two = shapely.union_all([shapely.box(69.5, 34, 69.6, 34.1), shapely.box(71.5, 34, 71.6, 34.1)])
    paths = ground._outlines(np.array([holed, two, shapely.Point(70, 34)], dtype=object), sheet)
    assert [int((path.codes == path.MOVETO).sum()) for path in paths] == [2, 2]
    ring = np.flatnonzero(paths[0].codes == paths[0].MOVETO)
    turns = [shapely.LinearRing(part).is_ccw for part in np.split(paths[0].vertices, ring[1:])]
    assert turns[0] != turns[1]  # so that a hole is not filled by the winding rule either


@pytest.mark.parametrize(
    "shape", ["circle", "square", "triangle", "wedge", "diamond", "pentagon", "hexagon", "cross"]
)
def test_symbols_are_closed_and_about_one_size(shape):
    path = outline(shape)
    size = path.get_extents()
    assert 1.6 < size.width < 2.7
    assert 1.6 < size.height < 2.7
    assert path.contains_point((0, 0))


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
    legend.draw(paper, (20, 20, 60, 150), incidents.scene(night, PACK), PACK, told)
    sheet = a_sheet(paper, (60.0, 28.0, 76.0, 39.0), language)
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
    prints._save(paper, tmp_path / "map.pdf")
    assert [bool(text.get_path_effects()) for text in drawn] == [True, True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legend_keeps_in_its_box_with_a_row_for_each_shape(language, night, paper):
    scene = incidents.scene(night, PACK)
    named = ["Suicide bomb", "Remote explosive/landmine/IED", "Armed clash"]
    scene.table["type"] = np.resize(named, len(scene.table))
    told = words(language, PACK)
    legend.draw(paper, (20, 20, 40, 150), scene, PACK, told)
    axes = paper.axes[0]
    assert len(scene.table) >= len(named)
    for text in axes.texts:
        box = text.get_window_extent().transformed(axes.transData.inverted())
        assert box.x0 >= -0.5
        assert box.x1 <= 40.5
    rows = [" ".join(text.get_text().split()) for text in axes.texts]
    both = told.joined([told.table("types", name, name) for name in named[:2]])
    assert " ".join(both.split()) in rows


def test_hostile_names_and_sources_are_only_written(tmp_path):
    folder = write_pack(tmp_path / "pack")
    table = pd.read_csv(folder / "admin.csv")
    named = table.index[table["level"].isin(["admin1", "admin2"])]
    texts = [*HOSTILE, r"$\frac{1}{$ _x^", "%s %(x)s"]
    table["name"] = table["name"].astype(object)
    for number, at in enumerate(named):
        table.loc[at, "name"] = texts[-1 - number].replace("\x00", "")
    table.to_csv(folder / "admin.csv", index=False)
    rows = "".join(
        f'{number},2026-02-26,Jagram,Armed clash,westland,"{text}"\n'
        for number, text in enumerate(t.replace('"', '""') for t in texts)
    )
    pack = region.load(folder)
    made = read(tmp_path, GREY.splitlines()[0] + "\n" + rows, pack)
    told = prints.print_maps(made, tmp_path, region=pack)
    assert set(told) == {"map.pdf", "map.svg", "map.png", "map-SS.pdf"}
    drawn = ET.parse(tmp_path / "map.svg")  # noqa: S314 - a file that was just written here
    # texts are drawn as outlines; what they say stands in comments, which the parser leaves out
    assert {element.tag.rpartition("}")[2] for element in drawn.iter()} <= SVG_ELEMENTS
    assert not any(name.startswith("on") for element in drawn.iter() for name in element.attrib)


def test_an_unknown_language_is_told_in_one_line(night, tmp_path):
    with pytest.raises(BordermapError, match="no language 'xx'; there are en, ps, fa, ur"):
        prints.print_maps(night, tmp_path, language="xx")


def test_without_the_extra_it_says_what_to_install(night, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(InputError, match=r"bordermap\[print\]"):
        prints.print_maps(night, tmp_path)
