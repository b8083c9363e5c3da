"""Exports of ACLED, UCDP GED and GTD: no pin more precise than their codes, each figure once."""

from __future__ import annotations

import io
import json

import pytest
from folders import decoded

import geo
from geo import region
from geo.cli import main
from geo.tables import data_sets, plain
from geo.tables.formats import read_chunks
from geo.tables.parties import Parties

PACK = region.load("durand")

# All rows here are made up.
ACLED = {
    "event_id_cnty": "AFG1",
    "event_date": "2025-10-11",
    "time_precision": "1",
    "sub_event_type": "Shelling/artillery/missile attack",
    "actor1": "Military Forces of Pakistan (2024-)",
    "actor2": "Civilians (Afghanistan)",
    "country": "Afghanistan",
    "admin1": "Khost",
    "admin2": "Gurbuz",
    "location": "Gurbuz",
    "latitude": "33.2531",
    "longitude": "69.9822",
    "geo_precision": "1",
    "source": "An Outlet",
    "notes": "Made up.",
    "fatalities": "3",
}
UCDP = {
    "id": "7",
    "type_of_violence": "1",
    "dyad_name": "Government of Pakistan - TTP",
    "side_a": "Government of Pakistan",
    "side_b": "TTP",
    "where_prec": "1",
    "where_coordinates": "Miran Shah town",
    "adm_1": "Khyber Pakhtunkhwa",
    "adm_2": "North Waziristan",
    "latitude": "33.0069",
    "longitude": "70.0696",
    "country": "Pakistan",
    "date_prec": "1",
    "date_start": "2019-05-01 00:00:00.000",
    "date_end": "2019-05-01 00:00:00.000",
    "deaths_a": "3",
    "deaths_b": "4",
    "deaths_civilians": "1",
    "deaths_unknown": "0",
    "best": "8",
    "high": "8",
    "low": "8",
}
GTD = {
    "eventid": "201905010001",
    "iyear": "2019",
    "imonth": "5",
    "iday": "1",
    "country_txt": "Pakistan",
    "provstate": "Khyber Pakhtunkhwa",
    "city": "Peshawar",
    "latitude": "34.006",
    "longitude": "71.534",
    "specificity": "1",
    "suicide": "0",
    "attacktype1": "3",
    "gname": "Tehrik-i-Taliban Pakistan (TTP)",
    "target1": "Convoy",
    "nkill": "5",
    "nkillter": "1",
    "nwound": "12",
}


def text(*rows: dict[str, str]) -> str:
    """Write rows as CSV."""
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    return "\n".join(lines) + "\n"


def parse(*rows: dict[str, str]) -> plain.Parsed:
    return plain.parse(read_chunks("-", stdin=io.BytesIO(text(*rows).encode())), PACK)


def read(tmp_path, *rows: dict[str, str]):
    """Read and locate rows; the incident and its place as dictionaries."""
    path = tmp_path / "rows.csv"
    path.write_text(text(*rows), "utf-8")
    made = geo.read([path])
    return made.incidents.iloc[0].to_dict(), made.locations.iloc[0].to_dict()


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (list(ACLED), "ACLED"),
        (["EVENT_ID_CNTY", "Event_Date", "geo_precision", "time_precision"], "ACLED"),
        (list(UCDP), "UCDP GED"),
        (list(GTD), "GTD"),
        (["incident_id", "location_id", "place_why", "where_prec"], "an export of bordermap"),
        (["event_date", "place"], None),
    ],
)
def test_they_are_known_by_their_columns(names, title):
    found = data_sets.of(names)
    assert (found.name if found else None) == title


# What the code says of the place; where_prec, whether there is a pin, uncertainty and level.
WHERE = [
    (ACLED, "geo_precision", "1", (1, True, 2.0, "admin2")),
    (ACLED, "geo_precision", "2", (2, True, 25.0, "admin2")),
    (ACLED, "geo_precision", "3", (4, False, None, "admin1")),
    (ACLED, "geo_precision", "", (3, False, None, "admin2")),
    (ACLED, "geo_precision", "2.0", (2, True, 25.0, "admin2")),
    (UCDP, "where_prec", "1", (1, True, 2.0, "place")),
    (UCDP, "where_prec", "2", (2, True, 25.0, "place")),
    (UCDP, "where_prec", "3", (3, False, None, "admin2")),
    (UCDP, "where_prec", "4", (4, False, None, "admin1")),
    (UCDP, "where_prec", "6", (6, False, None, "country")),
    (GTD, "specificity", "1", (1, True, 2.0, "place")),
    (GTD, "specificity", "4", (4, False, None, "admin1")),
    (GTD, "specificity", "5", (6, False, None, "country")),
]


@pytest.mark.parametrize("case", WHERE, ids=lambda case: f"{case[1]}={case[2]}")
def test_no_pin_is_more_precise_than_the_code(case, tmp_path):
    row, column, code, (prec, is_pin, reach, level) = case
    _, place = read(tmp_path, {**row, column: code})
    assert place["where_prec"] == prec
    assert (place["latitude"] is not None) == is_pin
    if reach is not None:
        assert place["uncertainty_km"] == reach
    if not is_pin:
        assert place["place_level"] == level


def test_locate_takes_the_codes_too(tmp_path):
    source, target = tmp_path / "acled.csv", tmp_path / "located.csv"
    rows = [{**ACLED, "event_id_cnty": f"A{code}", "geo_precision": code} for code in "123"]
    source.write_text(text(*rows), "utf-8")
    assert main(["locate", str(source), "-o", str(target)]) == 0
    import pandas as pd

    found = pd.read_csv(target)
    assert found["where_prec"].tolist() == [1, 2, 4]
    assert found["latitude"].notna().tolist() == [True, True, False]
    assert found["input_latitude"].tolist() == [33.2531] * 3
    frame = geo.locate(pd.DataFrame(rows))
    assert frame["where_prec"].tolist() == [1, 2, 4]


DAYS = [
    (ACLED, {"event_date": "11 October 2025"}, ("2025-10-11", "2025-10-11", "day")),
    (ACLED, {"time_precision": "2"}, ("2025-10-06", "2025-10-12", "week")),
    (ACLED, {"time_precision": "3"}, ("2025-10-01", "2025-10-31", "month")),
    (UCDP, {}, ("2019-05-01", "2019-05-01", "day")),
    (UCDP, {"date_prec": "2", "date_end": "2019-05-03"}, ("2019-05-01", "2019-05-03", "day")),
    (UCDP, {"date_prec": "4", "date_end": "2019-05-31"}, ("2019-05-01", "2019-05-31", "month")),
    (UCDP, {"date_prec": "5", "date_end": "2019-12-31"}, ("2019-05-01", "2019-12-31", "year")),
    (GTD, {}, ("2019-05-01", "2019-05-01", "day")),
    (GTD, {"iday": "0"}, ("2019-05-01", "2019-05-31", "month")),
    (GTD, {"imonth": "0", "iday": "0"}, ("2019-01-01", "2019-12-31", "year")),
]


@pytest.mark.parametrize("case", DAYS, ids=lambda case: str(case[1]))
def test_days_are_as_precise_as_the_code(case):
    row, changed, expected = case
    (told,) = parse({**row, **changed}).incidents.to_dict("records")
    assert (str(told["date_start"]), str(told["date_end"]), told["date_precision"]) == expected


# Changes of a row; its claims as (metric, group, count, whether exact, whether part of another).
FIGURES = [
    (ACLED, {}, [("killed", "unspecified", 3, True, False)]),
    (ACLED, {"fatalities": "0"}, []),
    (UCDP, {}, [("killed", "civilians", 1, True, False), ("killed", "militants", 4, True, False),
                ("killed", "pakistani_forces", 3, True, False)]),
    (UCDP, {"high": "12"}, [("killed", "civilians", 1, False, False),
                            ("killed", "militants", 4, False, False),
                            ("killed", "pakistani_forces", 3, False, False)]),
    # dead of no group stand beside the others, and two groups of one kind are one figure
    (UCDP, {"deaths_unknown": "5", "best": "13"}, [
        ("killed", "civilians", 1, True, True), ("killed", "militants", 4, True, True),
        ("killed", "pakistani_forces", 3, True, True), ("killed", "unspecified", 5, True, True)]),
    (UCDP, {"side_a": "IS", "side_b": "TTP"}, [("killed", "civilians", 1, True, False),
                                               ("killed", "militants", 7, True, False)]),
    (UCDP, {"deaths_a": "0", "deaths_b": "0", "deaths_civilians": "0", "deaths_unknown": "5"},
     [("killed", "unspecified", 5, True, False)]),
    (GTD, {}, [("killed", "militants", 1, True, True), ("killed", "unspecified", 5, True, False),
               ("wounded", "unspecified", 12, True, False)]),
    (GTD, {"nkill": "0", "nkillter": "0", "nwound": ""},
     [("killed", "unspecified", 0, True, False)]),
    (GTD, {"nkill": "", "nkillter": "", "nwound": ""}, []),
]  # fmt: skip


@pytest.mark.parametrize("case", FIGURES, ids=lambda case: f"{len(case[0])} {case[1]}")
def test_each_figure_is_a_claim_of_the_data_set(case):
    row, changed, expected = case
    parsed = parse({**row, **changed})
    told = [
        (c["metric"], c["victim_group"], c["count_min"], c["is_exact"], c["is_subset"])
        for c in parsed.claims.to_dict("records")
    ]
    assert sorted(told) == sorted(expected)
    name = data_sets.of(list(row)).name
    assert set(parsed.claims["claimant"]) <= {name}
    assert (parsed.rows_read, parsed.rows_used, len(parsed.incidents)) == (1, 1, 1)


@pytest.mark.parametrize("unknown", [0, 5])
@pytest.mark.parametrize("sides", [("Government of Pakistan", "TTP"), ("IS", "TTP")])
def test_the_toll_of_a_row_is_the_best_figure_of_ucdp(unknown, sides, tmp_path):
    row = UCDP | dict(zip(("side_a", "side_b"), sides, strict=True), deaths_unknown=str(unknown))
    incident, _ = read(tmp_path, row)
    assert incident["fatalities_best"] == 8 + unknown
    assert incident["deaths_civilians"] == 1


def test_a_figure_that_is_none_refuses_its_row_once_and_names_the_column():
    parsed = parse({**UCDP, "deaths_a": "some", "deaths_b": "many"}, {**UCDP, "id": "8"})
    assert (parsed.rows_read, parsed.rows_used, parsed.incidents_rejected) == (2, 1, 1)
    (told,) = parsed.rejected.to_dict("records")
    assert (told["row"], told["value"], told["reason"]) == (2, "some", "not a number")
    assert told["column"].startswith("deaths_a")
    assert json.loads(told["raw"])["deaths_b"] == "many"


def test_a_row_of_tags_is_none_of_the_data_set():
    tags = dict.fromkeys(ACLED, "") | {
        "event_id_cnty": "#event+code",
        "event_date": "#date+occurred",
        "latitude": "#geo+lat",
        "longitude": "#geo+lon",
        "admin1": "#adm1+name",
        "fatalities": "#affected+killed",
    }
    parsed = parse(tags, ACLED, {**ACLED, "event_id_cnty": "AFG2"})
    assert (parsed.rows_read, parsed.rows_used, len(parsed.incidents)) == (2, 2, 2)
    assert all('"AFG' in raw for raw in parsed.incidents["raw"])


def test_a_fault_names_the_column_of_the_data_set():
    (told,) = parse({**ACLED, "sub_event_type": "Duel"}).rejected.to_dict("records")
    assert (told["column"], told["value"]) == ("sub_event_type", "Duel")
    (told,) = parse({**GTD, "iyear": "19"}).rejected.to_dict("records")
    assert told["column"] == "iyear"


def test_the_row_as_it_came_is_kept_and_ids_are_those_of_the_data_set():
    one, two = parse(ACLED), parse(ACLED, {**ACLED, "event_id_cnty": "AFG2", "source": "Another"})
    kept = json.loads(one.incidents["raw"].iloc[0])
    assert kept == [{name: value for name, value in sorted(ACLED.items()) if value}]
    assert one.incidents["source_id"].tolist() == ["AFG1"]
    assert set(one.incidents["incident_id"]) < set(two.incidents["incident_id"])
    assert one.notes == ("standard input: read as ACLED",)


# An actor, its day; side and victim group.
PARTIES = [
    ("Military Forces of Pakistan (2024-)", "2025-01-01", "pakistan", "pakistani_forces"),
    ("Police Forces of Afghanistan (2021-)", "2025-01-01", "afghanistan", "afghan_forces"),
    ("TTP: Tehreek-i-Taliban Pakistan", "2025-01-01", "ttp", "militants"),
    ("Taliban", "2025-01-01", "afghanistan", "afghan_forces"),
    ("Taliban", "2019-01-01", "other", "militants"),
    ("Taleban", "2019-01-01", "other", "militants"),
    ("Islamic State Khorasan Province (ISKP)", "2019-01-01", "iskp", "militants"),
    ("Khorasan Chapter of the Islamic State", "2019-01-01", "iskp", "militants"),
    ("Unidentified Armed Group (Pakistan)", "2025-01-01", "unknown", None),
    ("Civilians (Pakistan)", "2025-01-01", None, "civilians"),
    ("Some Group", "2025-01-01", "other", None),
    (None, "2025-01-01", None, None),
]


def test_whose_the_actors_are():
    import pyarrow as pa

    parties = Parties(PACK, data_sets._described()["actors"])
    names, days = (pa.array([row[at] for row in PARTIES], pa.string()) for at in (0, 1))
    sides, groups = parties.column(names, days)
    found = list(zip(sides.to_pylist(), groups.to_pylist(), strict=True))
    assert found == [(side, group) for _, _, side, group in PARTIES]


@pytest.mark.parametrize(
    ("row", "side"),
    [
        (ACLED, "pakistan"),
        ({**ACLED, "sub_event_type": "Armed clash"}, "unknown"),
        (UCDP, "unknown"),
        ({**UCDP, "type_of_violence": "3", "side_a": "IS"}, "iskp"),
        (GTD, "ttp"),
    ],
)
def test_who_began_a_clash_is_not_told_by_the_order_of_names(row, side):
    (told,) = parse(row).incidents.to_dict("records")
    assert told["actor1_side"] == side


def test_what_is_left_out_takes_no_incident_of_a_persons_own_with_it(tmp_path, capsys):
    """Both tell of one clash; put together first, the merged one would be under ACLED's terms."""
    (tmp_path / "acled.csv").write_text(text(ACLED), "utf-8")
    columns = ("event_date", "location", "admin1", "latitude", "longitude", "sub_event_type")
    own = {name: ACLED[name] for name in columns} | {"id": "mine", "source": "Own notes"}
    (tmp_path / "own.csv").write_text(text(own), "utf-8")
    inputs = [str(tmp_path / name) for name in ("acled.csv", "own.csv")]
    linked = ["build", *inputs, "--link", "--formats", "csv"]
    assert main([*linked, "-o", str(tmp_path / "public")]) == 0
    assert "2 incidents: 1 located, 0 not located, 1 refused (" in capsys.readouterr().err
    assert "Own notes" in (tmp_path / "public/incidents.csv").read_text("utf-8")
    assert main([*linked, "-o", str(tmp_path / "own"), "--own-use"]) == 0
    assert "2 incidents: 1 located, 0 not located, 0 refused, 1 put together" in (
        capsys.readouterr().err
    )


def test_rows_that_may_not_be_passed_on_are_left_out_unless_for_own_use(tmp_path, capsys):
    source = tmp_path / "acled.csv"
    source.write_text(text(ACLED), "utf-8")
    assert main(["build", str(source), "-o", str(tmp_path / "public")]) == 0
    told = capsys.readouterr().err
    assert "1 incident left out: its licence forbids passing it on (--own-use keeps it)" in told
    assert "mailed or copied" in told
    assert not [p.name for p in (tmp_path / "public").iterdir() if b"AFG1" in decoded(p)]
    assert main(["build", str(source), "-o", str(tmp_path / "own"), "--own-use"]) == 0
    assert "mailed" not in capsys.readouterr().err
    own = [p.name for p in (tmp_path / "own").iterdir() if b"AFG1" in decoded(p)]
    assert {f"incidents.{kind}" for kind in ("csv", "xlsx", "parquet", "geojson", "gpkg")} < set(
        own
    )
    manifest = json.loads((tmp_path / "own/manifest.json").read_text("utf-8"))
    assert manifest["for_own_use"] == "rows that may not be passed on"
    page = (tmp_path / "own/index.html").read_text("utf-8")
    assert "For your own use only" in page
