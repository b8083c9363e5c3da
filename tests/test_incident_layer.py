"""Dataset -> columns, texts and footprints of the incident layer."""

from __future__ import annotations

import dataclasses
import json

import folium
import numpy as np
import pandas as pd
import pytest
from datasets import HOSTILE, make_dataset
from shapely.geometry import LineString, Polygon
from synthetic_region import make_region

from geo import schema
from maps import incidents, payload
from maps.cells import UNTOLD
from maps.columns import NO_NAME, Lists
from maps.layers import IncidentLayer
from maps.rows import KINDS, NO_DAY
from maps.texts import CHUNK, split

PACK = make_region()
AREA_ID, STRETCH_ID = "PK90000", "line:100-120"


def test_sources_are_codes_of_their_texts_the_most_frequent_first():
    made = make_dataset(30, region=PACK)
    given = ["Post; Paper", "Paper", None]
    sources = pd.Series([given[i % 5 // 2] for i in range(30)], index=made.incidents.index)
    sources = sources.astype(made.incidents["source"].dtype)
    made = dataclasses.replace(made, incidents=made.incidents.assign(source=sources))
    blocks = read(made)
    names = blocks["incidents/meta"]["sources"]
    assert sorted(names) == ["Paper", "Post; Paper"]
    codes = column(blocks, "source")
    told = {int(i): codes[row] for row, i in enumerate(np.cumsum(column(blocks, "incident")))}
    ordered = made.incidents.sort_values(["date_start", "incident_id"], na_position="first")
    for number, source in enumerate(ordered["source"].astype(object)):
        expected = NO_NAME if pd.isna(source) else names.index(source)
        assert told[number] == expected


def test_no_name_has_the_code_of_what_a_cell_does_not_tell():
    many = [f"Paper {number:05}" for number in range(2**16 + 9)]
    absent = dict.fromkeys(("licence", "admin1_pcode", "admin2_pcode", "sub_event_type"))
    lists = Lists.of(pd.DataFrame({"source": many, **absent}, dtype="string[pyarrow]"))
    assert lists.sources == many[: UNTOLD["u16"]]
    assert UNTOLD["u16"] < NO_NAME


def test_reports_of_incidents_are_the_same_looked_up_in_parts(monkeypatch):
    made = make_dataset(40, region=PACK)
    several = ["rep-a;rep-b;rep-a", None, "", "rep-b;rep-gone"]
    cited = pd.Series([several[i % 4] for i in range(40)], index=made.incidents.index)
    cited = cited.astype(made.incidents["report_ids"].dtype)
    known = made.reports["report_id"].iloc[:2].tolist()
    reports = made.reports.replace({"report_id": dict(zip(known, ["rep-a", "rep-b"], strict=True))})
    told = made.incidents.assign(report_ids=cited)
    made = dataclasses.replace(
        made, incidents=told, reports=reports, claims=made.claims.assign(report_id=pd.NA)
    )
    whole = read(made)
    monkeypatch.setattr("maps.texts._PART", 7)
    parts = read(made)
    chunk = whole["incidents/text/0"]
    assert chunk == parts["incidents/text/0"]
    assert np.diff([0, *chunk["source_ends"]]).tolist().count(2) == 10
    assert whole["incidents/words/0"] == parts["incidents/words/0"]


def test_columns_are_the_same_made_of_some_rows_at_a_time(monkeypatch):
    made = make_dataset(60, region=PACK)
    whole = [block.html for block in incidents.blocks(made, PACK)]
    monkeypatch.setattr("maps.columns._PART", 7)
    assert [block.html for block in incidents.blocks(made, PACK)] == whole


def read(dataset, pack=PACK):
    return {block.key: payload.read(block) for block in incidents.blocks(dataset, pack)}


def ids(blocks):
    return [own[0] for own, *_ in split(blocks["incidents/words/0"])]


def column(blocks, name):
    return blocks[f"incidents/{name}"].tolist()


def tables(*, locations, incident=None, claims=(), reports=(), footprints=None):
    """Make a Dataset of one incident with these rows."""
    import geopandas as gpd

    base = make_dataset(1, region=PACK)
    given = {
        "incident_id": "inc-1",
        "sub_event_type": "Armed clash",
        "actor1_side": "pakistan",
        "role": "current",
        "date_start": pd.Timestamp("2026-02-26").date(),
        "date_end": pd.Timestamp("2026-02-27").date(),
        "date_precision": "day",
        "status": "claimed",
        "disputed": False,
        "n_claims": len(claims),
    } | (incident or {})

    def table(rows, of, **more):
        return schema.conform(pd.DataFrame([{**more, **row} for row in rows]), of)

    shapes = footprints or [
        (AREA_ID, "area", Polygon([(70, 33), (71, 33), (71, 34)])),
        (STRETCH_ID, "stretch", LineString([(70, 33), (70.5, 33.5)])),
        ("place:1", "point", Polygon([(1, 1), (2, 1), (2, 2)]).centroid),
    ]
    frame = pd.DataFrame(shapes, columns=list(schema.FOOTPRINT_COLUMNS))
    return dataclasses.replace(
        base,
        incidents=table([given], schema.incidents(PACK.victim_groups)),
        locations=table(
            [{"location_id": f"loc-{i}"} | row for i, row in enumerate(locations)],
            schema.LOCATIONS,
            incident_id="inc-1",
        ),
        claims=table(
            [{"claim_id": f"clm-{i}"} | row for i, row in enumerate(claims)],
            schema.CLAIMS,
            incident_id="inc-1",
        ),
        reports=table(reports, schema.REPORTS),
        footprints=gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326"),
    )


LABEL = {"label_longitude": 70.6, "label_latitude": 33.3}
POINT = {"longitude": 70.123456, "latitude": 33.123456, "where_prec": 1} | LABEL


# ---- how a place is drawn: never more precisely than its source knew it


@pytest.mark.parametrize(
    ("location", "kind", "lon"),
    [
        (POINT, "point", 7_012_346),
        (POINT | {"where_prec": 2, "uncertainty_km": 0.5}, "point", 7_012_350),
        (POINT | {"where_prec": 2, "uncertainty_km": 5.0}, "point", 7_012_300),
        (POINT | {"where_prec": 3, "footprint_id": AREA_ID}, "area", 7_060_000),
        (LABEL | {"where_prec": 3, "footprint_id": AREA_ID}, "area", 7_060_000),
        (LABEL | {"where_prec": 5, "footprint_id": STRETCH_ID}, "stretch", 7_060_000),
        (LABEL | {"where_prec": 4}, "area", 7_060_000),
        (LABEL | {"where_prec": 1}, "area", 7_060_000),
        (POINT | {"where_prec": None}, "area", 7_060_000),
        ({"where_prec": 3, "footprint_id": AREA_ID}, "none", 0),
        ({}, "none", 0),
    ],
)
def test_a_place_is_drawn_as_it_is_known(location, kind, lon):
    blocks = read(tables(locations=[location]))
    assert [KINDS[k] for k in column(blocks, "kind")] == [kind]
    assert column(blocks, "lon") == [lon]


@pytest.mark.parametrize(
    ("location", "level"),
    [
        (POINT | {"place_level": "place"}, "place"),
        (POINT | {"place_level": "crossing", "where_prec": 2}, "crossing"),
        (LABEL | {"place_level": "place", "where_prec": 3}, "admin2"),
        (LABEL | {"place_level": "place", "where_prec": 3, "admin3_id": AREA_ID}, "admin3"),
        (LABEL | {"place_level": "place", "where_prec": 3, "admin2_pcode": AREA_ID}, "admin2"),
        (LABEL | {"place_level": "place", "where_prec": 4, "admin1_pcode": AREA_ID}, "admin1"),
        (LABEL | {"place_level": "place", "where_prec": 6, "footprint_id": None}, "country"),
        (LABEL | {"place_level": "admin1", "where_prec": 4}, "admin1"),
        (
            LABEL | {"place_level": "crossing", "where_prec": 5, "footprint_id": STRETCH_ID},
            "border_section",
        ),
        ({"place_level": "place"}, "place"),
    ],
)
def test_the_level_told_is_that_of_what_is_drawn(location, level):
    blocks = read(tables(locations=[{"footprint_id": AREA_ID} | location]))
    assert [schema.PLACE_LEVELS[code] for code in column(blocks, "level")] == [level]


@pytest.mark.parametrize(
    ("footprint_id", "where_prec", "drawn"),
    [(AREA_ID, 3, [AREA_ID]), (STRETCH_ID, 5, [STRETCH_ID]), ("place:1", 1, []), (AREA_ID, 1, [])],
)
def test_only_footprints_that_are_drawn_are_written_each_once(footprint_id, where_prec, drawn):
    location = POINT | {"footprint_id": footprint_id, "where_prec": where_prec}
    blocks = read(tables(locations=[location, location]))
    meta = blocks["incidents/meta"]["footprints"]
    assert meta["ids"] == drawn
    assert len(blocks["footprints/parts"]) == len(drawn)
    assert column(blocks, "footprint") == [0 if drawn else -1] * 2


def test_the_outline_of_an_area_keeps_its_holes_and_comes_back():
    hole = [(70.4, 33.4), (70.6, 33.4), (70.6, 33.6), (70.4, 33.6)]
    square = Polygon([(70, 33), (71, 33), (71, 34), (70, 34)], [hole])
    shapes = [(AREA_ID, "area", square)]
    location = LABEL | {"where_prec": 3, "footprint_id": AREA_ID}
    blocks = read(tables(locations=[location], footprints=shapes))
    assert blocks["footprints/parts"].tolist() == [2]
    assert blocks["footprints/rings"].tolist() == [5, 5]
    xy = blocks["footprints/xy"].reshape(-1, 2)
    assert np.cumsum(xy[:5], axis=0).tolist()[0] == [7_000_000, 3_300_000]
    assert np.cumsum(xy[5:], axis=0)[:, 0].min() == 7_040_000


# ---- rows


def test_rows_stand_by_date_then_id_an_incidents_places_together_the_primary_first():
    dataset = make_dataset(120, region=PACK)
    blocks = read(dataset)
    day, number = column(blocks, "day"), np.cumsum(blocks["incidents/incident"])
    assert day == sorted(day)
    assert number.tolist() == sorted(number.tolist())
    assert set(number) == set(range(120))
    by = ["date_start", "incident_id"]
    order = dataset.incidents.sort_values(by)["incident_id"].tolist()
    assert ids(blocks) == order
    flags = np.array(column(blocks, "flags"))
    first = np.append(True, np.diff(number) > 0)
    primary = dataset.locations.groupby("incident_id")["is_primary"].any().reindex(order)
    assert ((flags[first] & 2) > 0).tolist() == primary.fillna(value=False).tolist()


def test_an_incident_without_any_location_keeps_a_row():
    dataset = make_dataset(40, region=PACK)
    lost = dataset.incidents["incident_id"].iloc[3]
    kept = dataset.locations[dataset.locations["incident_id"] != lost]
    blocks = read(dataclasses.replace(dataset, locations=kept))
    at = ids(blocks).index(lost)
    rows = np.flatnonzero(np.cumsum(blocks["incidents/incident"]) == at)
    assert [KINDS[column(blocks, "kind")[row]] for row in rows] == ["none"]


@pytest.mark.parametrize("n", [0, 1, CHUNK, CHUNK + 1])
def test_texts_come_in_chunks_that_hold_every_incident_and_claim(n):
    dataset = make_dataset(n, region=PACK, claims=1)
    blocks = read(dataset)
    chunks = [blocks[key] for key in blocks if key.startswith("incidents/text/")]
    assert len(chunks) == -(-n // CHUNK)
    assert all(len(chunk["source_ends"]) == len(chunk["source_url"]) for chunk in chunks)
    assert sum(len(chunk["source_url"]) for chunk in chunks) == n
    assert sum(len(chunk["claims"]["of"]) for chunk in chunks) == len(dataset.claims)
    assert all(max(chunk["claims"]["of"]) < len(chunk["source_url"]) for chunk in chunks)
    words = [
        split(blocks[key.replace("/text/", "/words/")])
        for key in blocks
        if key.startswith("incidents/text/")
    ]
    assert [len(some) for some in words] == [len(chunk["source_url"]) for chunk in chunks]
    quotes = [claims[1::2] for some in words for _, claims, _, _ in some]
    assert sorted(q for some in quotes for q in some) == sorted(dataset.claims["quote"])
    rows = sum(len(places) for some in words for _, _, places, _ in some)
    assert rows == sum(len(chunk["places"]["why"]["at"]) for chunk in chunks)
    assert rows == blocks["incidents/meta"]["rows"] == len(blocks["incidents/lon"])


@pytest.mark.parametrize(
    ("column_name", "value", "want"),
    [
        ("sub_event_type", None, 255),
        ("sub_event_type", "Armed clash", 0),
        ("actor1_side", "martians", 255),
        ("actor1_side", "pakistan", 1),
        ("role", "aggregate", 2),
        ("date_precision", "month", 2),
        ("date_start", None, NO_DAY),
    ],
)
def test_codes_and_what_is_missing(column_name, value, want):
    block = {
        "sub_event_type": "type",
        "actor1_side": "side",
        "date_precision": "dateprec",
        "date_start": "day",
    }.get(column_name, column_name)
    blocks = read(tables(locations=[POINT], incident={column_name: value}))
    assert column(blocks, block) == [want]


@pytest.mark.parametrize(
    ("location", "words"),
    [
        (
            {"place_name": "Behsud", "admin1": "Nangarhar", "place_level": "admin2"},
            "Behsud, Nangarhar",
        ),
        ({"place_name": "Nangarhar", "admin1": "Nangarhar", "place_level": "admin1"}, "Nangarhar"),
        ({"place_name": "Kabul", "admin1": "Kabul", "place_level": "place"}, "Kabul"),
        ({"admin2": "Barmal", "admin1": "Paktika"}, "Barmal, Paktika"),
        ({"place_text": "somewhere"}, "somewhere"),
        ({"country": "AFG", "place_level": "country"}, "AFG"),
        ({}, ""),
    ],
)
def test_a_place_is_named_with_its_province(location, words):
    blocks = read(tables(locations=[POINT | location]))
    assert [blocks["incidents/places"][i] for i in column(blocks, "place")] == [words]


def test_claims_and_sources_of_an_incident_with_their_reports():
    reports = [
        {"report_id": f"rep-{i}", "title": f"Report {i}", "url": f"https://example.org/{i}"}
        for i in range(3)
    ]
    claims = [
        {"claimant_side": "pakistan", "metric": "killed", "count_min": 133, "count_max": 133,
         "is_exact": True, "stance": "asserts", "report_id": "rep-2", "quote": "133 dead"},
        {"claimant_side": "afghanistan", "metric": "killed", "count_min": 55, "count_max": None,
         "is_exact": False, "stance": "denies", "report_id": "rep-gone"},
    ]  # fmt: skip
    dataset = tables(
        locations=[POINT], claims=claims, reports=reports, incident={"report_ids": "rep-1;rep-gone"}
    )
    blocks = read(dataset)
    chunk = blocks["incidents/text/0"]
    ((_, said, _, cited),) = split(blocks["incidents/words/0"])
    assert said[1::2] == ["", "133 dead"]
    assert cited == ["Report 1", ""]
    assert chunk["reports"]["title"] == ["Report 1", "Report 2"]
    assert (chunk["sources"], chunk["source_ends"]) == ([0], [1])
    told = chunk["claims"]
    assert told["claimant_side"] == {"of": ["afghanistan", "pakistan"], "at": [0, 1]}
    assert (told["min"], told["max"]) == ([55, 133], [None, 133])
    assert (told["denies"], told["exact"], told["report"]) == ([1, 0], [0, 1], [-1, 1])


def test_what_parts_texts_is_a_blank_in_them():
    mean = "a\x1db\x1ec\x1fd"
    dataset = tables(
        locations=[POINT | {"mention": mean}],
        claims=[{"claimant": mean, "quote": mean}],
        incident={"summary": mean, "report_ids": None},
    )
    ((own, said, places, cited),) = split(read(dataset)["incidents/words/0"])
    assert (own[1], said, places, cited) == ("a b c d", ["a b c d"] * 2, ["a b c d"], [""])


@pytest.mark.parametrize("table", ["locations", "claims"])
def test_a_row_of_an_incident_that_is_not_there_is_a_fault(table):
    dataset = make_dataset(5, region=PACK)
    rows = getattr(dataset, table).copy()
    rows["incident_id"] = rows["incident_id"].where(rows.index != rows.index[0], "inc-none")
    with pytest.raises(ValueError, match="inc-none"):
        read(dataclasses.replace(dataset, **{table: rows}))


# ---- promises


def test_the_same_rows_in_any_order_give_the_same_bytes():
    blocks = [
        list(incidents.blocks(make_dataset(90, region=PACK, shuffle=s), PACK)) for s in (None, 1)
    ]
    assert blocks[0] == blocks[1]


def test_raw_is_in_no_block():
    dataset = make_dataset(50, region=PACK)
    assert dataset.incidents["raw"].str.contains("RAW-CANARY").all()
    for key, value in read(dataset).items():
        text = json.dumps(value) if not isinstance(value, np.ndarray) else ""
        assert "RAW-CANARY" not in text, key


def test_hostile_text_is_carried_as_it_is_and_inert_in_the_page():
    dataset = make_dataset(len(HOSTILE) * 2, region=PACK, hostile=True)
    words = split(read(dataset)["incidents/words/0"])
    assert set(HOSTILE) <= {own[1] for own, *_ in words}
    assert set(HOSTILE) <= {quote for _, claims, _, _ in words for quote in claims[1::2]}
    page = folium.Map(tiles=None)
    IncidentLayer(dataset, PACK).add_to(page)
    html = page.get_root().render()
    for text in HOSTILE:
        if len(text) > 8:  # a shorter one may stand in base64 or code by chance
            assert text not in html
