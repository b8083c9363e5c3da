"""Printed maps: files, frames, scale, north, graticule and ground."""

from __future__ import annotations

import dataclasses
import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest
import shapely
from datasets import HOSTILE
from packs import write_pack
from printing import NIGHT, PACK, a_sheet, read
from pyproj import Geod

from geo import cli, region
from geo.errors import BordermapError, InputError
from maps import prints
from maps.printed import ground
from maps.printed.sheet import graticule, scale_bar

SVG_ELEMENTS = {"Agent", "RDF", "Work", "clipPath", "creator", "defs", "format", "g", "metadata"}
SVG_ELEMENTS |= {"path", "rect", "style", "svg", "title", "type", "use"}
GREY = """\
id,date,place,sub_event_type,actor1_side,source
a,2026-02-26,Jagram,Armed clash,westland,Paper
b,2026-02-26,"Lakeside, Lowmark",Air/drone strike,eastland,Post
"""


@pytest.fixture(scope="module")
def grey(tmp_path_factory):
    folder = tmp_path_factory.mktemp("grey")
    pack = region.load(write_pack(folder / "pack"))
    return read(folder, GREY, pack), pack


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


def test_a_sheet_tells_of_its_own_incidents_and_their_sources_only(grey, tmp_path, monkeypatch):
    dataset, pack = grey
    told = {}

    def keep(figure, path):
        told[path.name] = [text.get_text() for text in figure.texts]

    monkeypatch.setattr("maps.printed.paper.save", keep)
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


@pytest.mark.parametrize(
    ("shown", "language", "names"),
    [
        ((69.0, 33.0, 72.0, 35.0), "en", {"70° E", "71° E", "34° N"}),
        ((-72.0, -5.0, -68.0, -2.0), "en", {"71° W", "70° W", "4° S", "3° S"}),
        ((-1.0, -1.0, 1.0, 1.0), "en", {"0.5° W", "0° E", "0.5° E", "0.5° S", "0° N", "0.5° N"}),
        ((-72.0, -5.0, -68.0, -2.0), "fa", {"۷۰° غرب", "۴° جنوب"}),
    ],
)
def test_the_graticule_is_named_in_degrees(shown, language, names, paper):
    sheet = a_sheet(paper, shown, language)
    graticule(sheet, labels=True)
    assert names <= {text.get_text() for text in sheet.axes.texts}


def test_areas_keep_their_holes_and_parts(paper):
    sheet = a_sheet(paper)
    holed = shapely.box(70, 33.5, 71, 34.5).difference(shapely.box(70.3, 33.8, 70.6, 34.2))
    two = shapely.union_all([shapely.box(69.5, 34, 69.6, 34.1), shapely.box(71.5, 34, 71.6, 34.1)])
    paths = ground._outlines(np.array([holed, two, shapely.Point(70, 34)], dtype=object), sheet)
    assert [int((path.codes == path.MOVETO).sum()) for path in paths] == [2, 2]
    ring = np.flatnonzero(paths[0].codes == paths[0].MOVETO)
    turns = [shapely.LinearRing(part).is_ccw for part in np.split(paths[0].vertices, ring[1:])]
    assert turns[0] != turns[1]  # so that a hole is not filled by the winding rule either


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


def test_the_command_says_so_before_it_reads_anything(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setattr("geo.cli_build._allowed", lambda *_: pytest.fail("it was read first"))
    assert cli.main(["build", "--print", "-o", str(tmp_path / "site")]) != 0
    assert "bordermap[print]" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_what_is_written_at_the_foot_keeps_off_the_edge_of_the_paper(tmp_path, monkeypatch):
    lowest = {}

    def keep(figure, path):
        mm = 25.4 / figure.dpi
        lowest[path.name] = min(text.get_window_extent().y0 * mm for text in figure.texts)

    monkeypatch.setattr("maps.printed.paper.save", keep)
    papers = "; ".join(f"A Paper of a Long Name {number:02}" for number in range(20))
    made = read(tmp_path, NIGHT.replace("Paper", papers))
    prints.print_maps(made, tmp_path, region=PACK, notice="A long notice. " * 30)
    assert {"map-AF06.pdf", "map.pdf"} <= set(lowest)
    assert min(lowest.values()) > 5.0  # mm; office printers leave them white


def test_credits_and_the_note_on_boundaries_are_never_cut_short(tmp_path, monkeypatch):
    feet = {}

    def keep(figure, path):
        feet[path.name] = figure.texts[-1].get_text().replace("\n", " ")

    monkeypatch.setattr("maps.printed.paper.save", keep)
    credits_ = tuple(f"Places of layer {number}: a source with a long name" for number in range(9))
    pack = dataclasses.replace(PACK, meta={**PACK.meta, "attributions": list(credits_)})
    pack.meta["note"] = f"{'The status is disputed. ' * 20}End of the note."
    prints.print_maps(read(tmp_path, NIGHT), tmp_path, region=pack, notice="Notice. " * 90)
    assert "map.pdf" in feet
    for foot in feet.values():
        assert "End of the note." in foot
        assert " · ".join(credits_) in foot
        assert foot.count("…") == 1  # the notice


def test_the_palette_is_the_page_s():
    css = (Path(prints.__file__).parent / "viewer/src/style.css").read_text("utf-8")
    page = dict(re.findall(r"--bm-map-([a-z0-9]+): (#[0-9a-f]{6});", css))
    same = {"district": "admin2", "province": "admin1"}
    for name in (
        *("WATER", "LAND", "COUNTRY", "RIVER", "SHORE", "DISTRICT", "PROVINCE", "BORDER"),
        *("OUTSIDE", "LINE", "HALO", "TOWN", "REGION", "NAME"),
    ):
        assert getattr(ground, name) == page[same.get(name.lower(), name.lower())], name


@pytest.mark.parametrize(
    ("across", "every"), [(0.3, 5), (0.6, 10), (1.5, 25), (3.5, 50), (7.0, 100), (14.0, 200)]
)
def test_kilometres_are_marked_as_near_together_as_their_names_have_room(across, every, paper):
    x, y = PACK.line.interpolate(0.5, normalized=True).coords[0]
    sheet = a_sheet(paper, (x - across / 2, y - across / 4, x + across / 2, y + across / 4))
    marks = [km for *_, km in ground.kilometre_ticks(sheet, PACK)]
    assert len(marks) > 2
    assert set(np.diff(marks)) >= {every}
    assert {km % every for km in marks} == {0}
