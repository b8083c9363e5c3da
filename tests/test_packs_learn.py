"""Names learnt from located tables, and overlays laid over a pack."""

from __future__ import annotations

import csv
import re

import packs as made_up
import pandas as pd
import pytest

from geo import locating, packs, region
from geo.errors import InputError, OutputError, RegionError
from geo.packs import located_rows

UCDP = "where_coordinates,where_description,adm_1,latitude,longitude,where_prec"
ACLED = "location,admin1,latitude,longitude,geo_precision"


@pytest.fixture(scope="module")
def grey(tmp_path_factory):
    return made_up.write_pack(tmp_path_factory.mktemp("pack") / "grey")


def learn(folder, grey, rows, header=UCDP, **options):
    table = folder / "table.csv"
    table.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    made = packs.learn(table, folder / "overlay", grey, **options)
    with (folder / "overlay" / "places.csv").open(encoding="utf-8") as stream:
        places = {row["name"]: row for row in csv.DictReader(stream)}
    return made, places


@pytest.mark.parametrize(
    ("header", "row", "kept"),
    [
        (UCDP, "Kel village,,Lowmark,40.5,10.5,1", True),
        (UCDP, "Kel village,,Lowmark,40.5,10.5,2", True),
        (UCDP, "Kel village,,Lowmark,40.5,10.5,3", False),
        (UCDP, "Kel village,,Lowmark,,,1", False),
        (UCDP, "Kel village,,Lowmark,95,10.5,1", False),
        (UCDP, "Kel village,,Lowmark,50.0,10.5,1", False),  # outside the region
        (UCDP, ",,Lowmark,40.5,10.5,1", False),
        (ACLED, "Kel,Lowmark,40.5,10.5,1", True),
        (ACLED, "Kel,Lowmark,40.5,10.5,2", False),
    ],
)
def test_only_rows_known_to_a_point_are_learnt(tmp_path, grey, header, row, kept):
    made, places = learn(tmp_path, grey, [row], header)
    assert list(places) == (["Kel"] if kept else [])
    assert (made.rows, made.rows_used) == (1, int(kept))
    assert bool(made.remarks) is not kept


def test_every_row_of_the_table_is_counted_and_coordinates_are_read_as_in_any_table(tmp_path, grey):
    rows = [
        "Kel village,,Lowmark,40°30'N,10°30'E,1",
        "Kel,,Lowmark,40.5,10.5,1,more",
        "Kel,,,x,y,1",
    ]
    made, places = learn(tmp_path, grey, rows, UCDP)
    assert (made.rows, made.rows_used, list(places)) == (3, 1, ["Kel"])
    assert made.remarks == (
        "rows that do not fit the header, left out: 1",
        "rows without coordinates, left out: 1",
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            ["Kel,,Lowmark,40.5,10.5,1", "Kell village,,Lowmark,40.5,10.5,1"],
            [("Kel", 40.5, 10.5, 1.0)],
            id="spellings of one place",
        ),
        pytest.param(
            [f"Kel,,Lowmark,{lat},10.5,1" for lat in (40.50, 40.51, 40.52, 40.53, 40.54)],
            [("Kel", 40.52, 10.5, 2.2)],
            id="the middle of the points; their spread is the uncertainty",
        ),
        pytest.param(
            ["Kel,,Lowmark,40.5,10.5,1"] * 9 + ["Kel,,Lowmark,41.5,10.5,1"],
            [("Kel", 40.5, 10.5, 1.0)],
            id="one row against nine is a slip",
        ),
        pytest.param(
            ["Kel,,Lowmark,40.5,10.5,1"] * 2 + ["Kel,,Lowmark,41.5,10.5,1"] * 2,
            [("Kel", 40.5, 10.5, 1.0), ("Kel", 41.5, 10.5, 1.0)],
            id="two places of one name",
        ),
        pytest.param(
            ["Kel,,Lowmark,40.5,10.5,1"] * 9 + ["Kel,,North Shire,42.5,11.5,1"],
            [("Kel", 40.5, 10.5, 1.0), ("Kel", 42.5, 11.5, 1.0)],
            id="the same name in another province",
        ),
        pytest.param(
            ["Kel,Dokri area,Lowmark,40.5,10.5,2"],
            [("Dokri", 40.5, 10.5, 25.0), ("Kel", 40.5, 10.5, 1.0)],
            id="a name that only the text has lies somewhere around",
        ),
        pytest.param(
            ["Kel,Dokri and Shamo in Kel tehsil,Lowmark,40.5,10.5,2"],
            [("Dokri", 40.5, 10.5, 25.0), ("Kel", 40.5, 10.5, 1.0), ("Shamo", 40.5, 10.5, 25.0)],
            id="all names that the text has",
        ),
        pytest.param(
            ["Kel,Kill village,Lowmark,40.5,10.5,2"],
            [("Kel", 40.5, 10.5, 1.0)],
            id="a spelling that only the text has",
        ),
        pytest.param(
            ["Lowmark district,Dokri,Lowmark,40.5,10.5,3"],
            [("Dokri", None, None, None)],
            id="a name known to its district has no point",
        ),
        pytest.param(
            ["Kel,two men were killed near the old mill,Lowmark,40.5,10.5,1"],
            [("Kel", 40.5, 10.5, 1.0)],
            id="a sentence is no name",
        ),
    ],
)
def test_rows_become_places(tmp_path, grey, rows, expected):
    learn(tmp_path, grey, rows)
    table = pd.read_csv(tmp_path / "overlay" / "places.csv")
    columns = ["name", "latitude", "longitude", "uncertainty_km"]
    found = table[columns].astype(object).where(table[columns].notna(), None)
    assert [tuple(row) for row in found.to_numpy()] == expected


def test_the_order_of_the_rows_changes_nothing(tmp_path, grey):
    rows = [f"Kel,,Lowmark,40.{n},10.5,1" for n in (50, 51, 52)] + ["Dok,,Upmark,42.5,10.5,2"]
    files = ("places.csv", "names.csv", "overlay.toml")
    learn(tmp_path, grey, rows)
    before = [(tmp_path / "overlay" / f).read_bytes() for f in files]
    learn(tmp_path, grey, rows[::-1])
    assert before == [(tmp_path / "overlay" / f).read_bytes() for f in files]


def locate(pack, text):
    return locating.locate_rows(pd.DataFrame({"place_text": [text]}), pack).iloc[0]


def test_a_learnt_name_overrides_the_packs_and_says_so(tmp_path, grey):
    made, places = learn(tmp_path, grey, ["Westham town,,Lowmark,41.9,10.3,1"] * 3)
    assert made.replaced == 1
    assert places["Westham"]["replaces"] == "t:1"
    assert places["Westham"]["note"].startswith("3 rows; in place of t:1 (45 km away)")
    base, laid = region.load(grey), region.load(grey, [tmp_path / "overlay"])
    assert locate(base, "Westham").place_id == "t:1"
    # The old spelling leads to the new point.
    for text in ("Westham", "Vestham"):
        found = locate(laid, text)
        assert found.place_id == "learnt:table/westham"
        assert found.latitude == 41.9
        assert "(a name learnt from table," in found.place_why
    assert "(a known name," in locate(laid, "Barmal").place_why
    assert "(a known name," in locate(base, "Westham").place_why
    origin = laid.places.set_index("place_id")["origin"]
    assert (origin["learnt:table/westham"], origin["t:2"]) == ("table", "greyline")
    assert packs.check(laid) == ["SOURCES.md: no such file"]  # of the made-up pack


def test_a_place_without_a_point_gets_the_learnt_one(tmp_path, grey):
    learn(tmp_path, grey, ["Lost Post,,Upmark,42.5,10.2,1"])
    found = locate(region.load(grey, [tmp_path / "overlay"]), "Lost Post")
    assert (found.latitude, found.where_prec) == (42.5, 1)


def test_an_overlay_is_a_region_of_its_own(tmp_path, grey):
    made, _ = learn(
        tmp_path, grey, ["Kelabad,,Lowmark,40.5,10.5,1"], source="UCDP GED", licence="CC BY 4.0"
    )
    pack = region.load(made.folder)
    assert (pack.id, [o.id for o in pack.overlays]) == ("greyline", ["table"])
    assert locate(pack, "Kelabad").place_id == "learnt:table/kelabad"
    assert pack.attributions == ("Made up", "Names learnt from UCDP GED, CC BY 4.0")


def test_names_learnt_for_an_overlay_are_laid_over_it(tmp_path, grey):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    first, _ = learn(tmp_path / "one", grey, ["Kelabad,,Lowmark,40.5,10.5,1"])
    rows = ["Kelabad,,Lowmark,40.6,10.5,1", "Dokabad,,Lowmark,40.7,10.5,1"]
    second, _ = learn(tmp_path / "two", first.folder, rows)
    pack = region.load(second.folder)
    assert [overlay.path.parent.name for overlay in pack.overlays] == ["one", "two"]
    assert locate(pack, "Kelabad").latitude == 40.6
    assert locate(pack, "Dokabad").latitude == 40.7
    told = (first.folder / "overlay.toml").read_text("utf-8")
    turned = re.sub('extends = ".*"', 'extends = "../../two/overlay"', told)
    (first.folder / "overlay.toml").write_text(turned, "utf-8")
    with pytest.raises(RegionError, match="extends an overlay that extends it"):
        region.load(second.folder)


def test_a_later_overlay_wins(tmp_path, grey):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    learn(tmp_path / "one", grey, ["Kelabad,,Lowmark,40.5,10.5,1"])
    learn(tmp_path / "two", grey, ["Kelabad,,Lowmark,40.6,10.5,1"])
    pack = region.load(grey, [tmp_path / "one" / "overlay", tmp_path / "two" / "overlay"])
    assert locate(pack, "Kelabad").latitude == 40.6


def test_columns_of_an_own_table_are_named(tmp_path, grey):
    columns = {"name": "ort", "latitude": "y", "longitude": "x", "precision": "p"}
    _, places = learn(
        tmp_path,
        grey,
        ["Kel,40.5,10.5,good", "Dok,40.6,10.5,bad"],
        "ort,y,x,p",
        columns=columns,
        exact=("good",),
    )
    assert list(places) == ["Kel"]


@pytest.mark.parametrize(
    ("header", "options", "fault"),
    [
        ("a,b", {}, "neither UCDP's nor ACLED's"),
        ("a,b", {"columns": {"name": "a"}}, "columns given for latitude, longitude"),
        (
            "a,b",
            {"columns": {"name": "a", "latitude": "b", "longitude": "z"}},
            "no such column: 'z'",
        ),
        (
            "a,b",
            {"columns": dict.fromkeys(("name", "latitude", "longitude", "precision"), "a")},
            "precision without its values",
        ),
    ],
)
def test_unknown_columns_are_refused_in_one_line(tmp_path, grey, header, options, fault):
    with pytest.raises(InputError, match=fault):
        learn(tmp_path, grey, ["x,1"], header, **options)
    assert not (tmp_path / "overlay").exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path, grey):
    (tmp_path / "overlay").mkdir()
    (tmp_path / "overlay" / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(OutputError, match=r"holds files, and no overlay\.toml"):
        learn(tmp_path, grey, ["Kel,,Lowmark,40.5,10.5,1"])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (None, "no such file"),
        ("id = ", "cannot be read"),
        ('id = "x"', "no extends"),
        ('id = "x"\nextends = "durand"', "no attributions"),
    ],
)
def test_a_faulty_overlay_is_told_in_one_line(tmp_path, grey, text, fault):
    folder = tmp_path / "over"
    folder.mkdir()
    if text is not None:
        (folder / "overlay.toml").write_text(text, "utf-8")
    with pytest.raises(RegionError, match=fault) as told:
        region.load(grey, [folder])
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kel village", "Kel"),
        ("Kel", "Kel"),
        ("Kel (near Dok)", "Kel"),
        ("Kel area", "Kel"),
        ("Village", "Village"),
        ("K", ""),
        ("", ""),
        ("Kel\u202e town", "Kel"),
    ],
)
def test_names_without_the_word_for_what_they_are(text, name):
    assert located_rows._bare_name(text) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dokri area of Kel tehsil", ("Dokri", "Kel")),
        ("Dokri, Kel Tehsil", ("Dokri", "Kel")),
        ("Shin Kamar", ("Shin Kamar",)),
        ("near Dokri", ("Dokri",)),
        ("attack", ()),
        ("Dokri and Kel, also Dokri", ("Dokri", "Kel")),
        ("Dokri (Dukri)", ("Dokri", "Dukri")),
        ("Road 12", ()),
        ("Kot", ()),  # a fort, a garden, a shrine: no name by itself
        ("Shin Kot", ("Shin Kot",)),
        ("One Two Three Four", ()),
        ("کرم", ("کرم",)),
        ("A1, B2, Ab, Cd, Ef, Gh, Ij, Kl, Mn", ("Ab", "Cd", "Ef", "Gh", "Ij", "Kl")),
    ],
)
def test_names_that_a_text_lists(text, names):
    assert located_rows._names_in(text) == names
