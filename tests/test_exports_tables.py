"""The CSV files, what is left out of them, and the tables behind every format."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import sqlite3
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from datasets import HOSTILE, make_dataset
from folders import decoded
from synthetic_region import make_region

from geo import exports, schema
from geo.errors import AccountError, OutputError
from geo.exports import csvs, licences
from geo.exports.public import AREA, POINT, STRETCH, Public
from geo.text import clean, is_formula

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset import Dataset

REGION = make_region()
SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
BLANKS = (" ", "\xa0 ", "\u3000")
FORMULA = (*(f"{blank}{sign}" for blank in ("", *BLANKS) for sign in SIGNS), *"\t\r\n")


def rows_of(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


def change(table: pd.DataFrame, row: int, **values: Any) -> pd.DataFrame:
    table = table.copy()
    for column, value in values.items():
        table.loc[table.index[row], column] = value
    return table


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return make_dataset(150, region=REGION)


@pytest.fixture(scope="module")
def written(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exports.write(dataset, tmp_path_factory.mktemp("w") / "site", region=REGION, formats=())


@pytest.fixture(scope="module")
def hostile() -> Dataset:
    return make_dataset(80, region=REGION, hostile=True)


def test_one_row_a_place_ids_first_incident_columns_repeated(
    dataset: Dataset, written: Path
) -> None:
    rows = rows_of(written / "incidents.csv")
    known = dataset.locations[dataset.locations["place_level"].notna()]
    assert [row["location_id"] for row in rows] == known["location_id"].tolist()
    expected = ["incident_id", "location_id"]
    expected += [
        n for n in schema.incidents(REGION.victim_groups).names if n not in (*expected, "raw")
    ]
    expected += [n for n in schema.LOCATIONS.names if n not in expected]
    assert list(rows[0]) == expected
    summaries = dataset.incidents.set_index("incident_id")["summary"]
    assert all(row["summary"] == summaries[row["incident_id"]] for row in rows)


def test_values_come_back_as_they_were(dataset: Dataset, written: Path) -> None:
    back = pd.read_csv(written / "incidents.csv", dtype=str, keep_default_na=False)
    joined = dataset.locations.merge(dataset.incidents, on="incident_id")
    joined = joined[joined["place_level"].notna()].reset_index(drop=True)
    for name in ("date_start", "role", "fatalities_high", "fatalities_best", "where_prec"):
        want = joined[name].astype(object).map(lambda v: "" if pd.isna(v) else str(v))
        assert back[name].tolist() == want.tolist(), name
    assert set(back["domestic"]) == {"true", "false"}
    at = joined["where_prec"] <= 2
    assert back.loc[at, "longitude"].astype(float).tolist() == joined.loc[at, "longitude"].tolist()


def test_points_only_where_a_point_is_known(written: Path) -> None:
    rows = rows_of(written / "incidents.csv")
    assert {row["where_prec"] for row in rows} > {"1", "2"}
    for row in rows:
        is_point = row["where_prec"] in {"1", "2"}
        assert (row["longitude"] != "") == (row["latitude"] != "") == is_point
        decimals = len(row["label_longitude"].partition(".")[2])
        assert decimals <= (5 if is_point else 2)


def test_a_coarse_place_loses_coordinates_that_it_should_not_have(dataset: Dataset) -> None:
    at = int(np.flatnonzero((dataset.locations["where_prec"] == 3).fillna(False))[0])
    wrong = change(dataset.locations, at, longitude=70.123456, latitude=33.123456)
    public = Public.of(dataclasses.replace(dataset, locations=wrong), REGION)
    row = public.locations.to_pandas().set_index("location_id").loc[wrong["location_id"].iloc[at]]
    assert pd.isna(row["longitude"])
    assert pd.isna(row["latitude"])


def test_a_place_without_an_outline_is_listed_without_geometry(dataset: Dataset) -> None:
    at = int(np.flatnonzero((dataset.locations["where_prec"] == 3).fillna(False))[0])
    bare = change(dataset.locations, at, footprint_id=pd.NA)
    public = Public.of(dataclasses.replace(dataset, locations=bare), REGION)
    assert public.counts["without_outline"] == 1
    found = [
        (kind, shape)
        for batch in public.batches()
        for kind, shape, name in zip(
            batch.kind, batch.shape, batch.rows["location_id"].to_pylist(), strict=True
        )
        if name == bare["location_id"].iloc[at]
    ]
    assert found == [(AREA, -1)]


def test_kinds_of_places(dataset: Dataset) -> None:
    public = Public.of(dataset, REGION)
    prec = dataset.locations["where_prec"]
    assert public.counts[POINT] == int((prec <= 2).sum())
    assert public.counts[AREA] == int(prec.isin([3, 4]).sum())
    assert public.counts[STRETCH] == int((prec == 5).sum())
    assert public.counts["locations"] == len(prec.dropna())


def test_unlocated_incidents_are_listed_with_their_claims(dataset: Dataset, written: Path) -> None:
    rows = rows_of(written / "unlocated.csv")
    lost = dataset.locations[dataset.locations["place_level"].isna()]
    assert [row["location_id"] for row in rows] == lost["location_id"].tolist()
    assert len(rows) > 1
    for row in rows:
        claims = dataset.claims[dataset.claims["incident_id"] == row["incident_id"]]
        assert row["n_claims"] == str(len(claims))
        assert all(quote in row["claims"] for quote in claims["quote"])
        assert row["is_located_elsewhere"] == "false"


def test_no_incident_is_lost(dataset: Dataset) -> None:
    bare_id = dataset.incidents["incident_id"].iloc[5]
    partly_id = dataset.locations.loc[dataset.locations["incident_id"].duplicated(), "incident_id"]
    partly = dataset.locations["incident_id"] == partly_id.iloc[0]
    locations = dataset.locations.copy()
    locations.loc[partly & ~locations["is_primary"], "place_level"] = pd.NA
    locations = locations[locations["incident_id"] != bare_id].reset_index(drop=True)
    public = Public.of(dataclasses.replace(dataset, locations=locations), REGION)
    unlocated = public.unlocated.to_pandas()
    by_id = unlocated.set_index("incident_id")
    assert pd.isna(by_id.loc[bare_id, "location_id"])
    assert by_id.loc[partly_id.iloc[0], "is_located_elsewhere"].all()
    located = {i for batch in public.batches() for i in batch.rows["incident_id"].to_pylist()}
    assert located | set(by_id.index) == set(dataset.incidents["incident_id"])
    order = dataset.incidents["incident_id"].tolist()
    assert unlocated["incident_id"].map(order.index).is_monotonic_increasing


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ({"count_min": 3, "count_max": 3}, "A: killed civilians 3 (q)"),
        ({"count_min": 3, "count_max": None}, "A: killed civilians at least 3 (q)"),
        ({"count_min": 3, "count_max": 3, "is_exact": False}, "A: killed civilians about 3 (q)"),
        ({"count_min": None, "count_max": 9}, "A: killed civilians up to 9 (q)"),
        ({"count_min": 3, "count_max": 9}, "A: killed civilians 3 to 9 (q)"),
        ({"count_min": 0, "count_max": 0}, "A: killed civilians 0 (q)"),
        ({"stance": "denies"}, "A: denies killed civilians number not given (q)"),
        ({"unit": "families"}, "A: killed civilians families number not given (q)"),
        ({"claimant": None, "quote": None}, "pakistan: killed civilians number not given"),
    ],
)
def test_the_words_of_a_claim(dataset: Dataset, claim: dict[str, Any], said: str) -> None:
    lost = dataset.locations.loc[dataset.locations["place_level"].isna(), "incident_id"].iloc[0]
    values = {
        "claim_id": "clm-1",
        "incident_id": lost,
        "claimant": "A",
        "claimant_side": "pakistan",
        "metric": "killed",
        "victim_group": "civilians",
        "quote": "q",
    }
    table = schema.conform(pd.DataFrame([values | claim]).astype(object), schema.CLAIMS)
    public = Public.of(dataclasses.replace(dataset, claims=table), REGION)
    told = dict(
        zip(*public.unlocated.select(["incident_id", "claims"]).to_pydict().values(), strict=True)
    )
    assert told[lost] == said


def test_raw_rows_are_in_no_file(hostile: Dataset, tmp_path: Path) -> None:
    site = exports.write(hostile, tmp_path / "site", region=REGION)
    for path in site.iterdir():
        assert b"RAW-CANARY" not in decoded(path), path.name
        assert b'"raw":' not in decoded(path), path.name
    with sqlite3.connect(site / "incidents.gpkg") as database:
        layers = [row[0] for row in database.execute("SELECT table_name FROM gpkg_contents")]
        columns = {
            row[1] for name in layers for row in database.execute(f'PRAGMA table_info("{name}")')
        }
    assert "raw" not in columns
    assert "summary" in columns
    assert "raw" not in rows_of(site / "rejected.csv")[0]


def test_files_are_utf_8_without_a_mark_and_lines_end_in_lf(written: Path) -> None:
    paths = [*written.glob("*.csv")]
    assert len(paths) == 6
    for path in paths:
        content = path.read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content
        assert content.endswith(b"\n")


def test_tables_without_rows_have_their_header(tmp_path: Path) -> None:
    site = exports.write(
        make_dataset(0, region=REGION), tmp_path / "site", region=REGION, formats=()
    )
    for name in ("incidents", "claims", "reports", "unlocated"):
        lines = (site / f"{name}.csv").read_text("utf-8").splitlines()
        assert len(lines) == 1, name
        assert "_id" in lines[0], name


def test_hostile_text_is_carried_as_text(hostile: Dataset, tmp_path: Path) -> None:
    site = exports.write(hostile, tmp_path / "site", region=REGION, formats=())
    places = rows_of(site / "incidents.csv")
    known = hostile.locations[hostile.locations["place_level"].notna()].reset_index(drop=True)
    joined = known.merge(hostile.incidents, on="incident_id", suffixes=("_location", ""))
    checked = 0
    for column in ("actor1", "summary", "source_url", "mention", "place_text", "place_why"):
        for row, value in zip(places, joined[column], strict=True):
            text = clean(value)
            assert row[column] == (f"'{text}" if text.startswith(FORMULA) else text)
            checked += 1
    assert checked > 6 * 75
    for row in rows_of(site / "claims.csv"):
        for cell in row.values():
            assert not (cell.startswith(FORMULA))
            assert not set(cell) & set("\x00\x1b\x9b\u202e\ufeff\ufffe")


@pytest.mark.parametrize("text", [*HOSTILE, *(f"{sign}1+1" for sign in FORMULA)])
def test_guard_and_its_undoing(text: str) -> None:
    from geo.tables.chunk import unguard

    table = csvs.guarded(pa.table({"t": [text], "n": [-1], "none": pa.array([None], pa.string())}))
    assert table.column("n").to_pylist() == [-1]
    assert table.column("none").to_pylist() == [None]
    (cell,) = table.column("t").to_pylist()
    assert cell == (f"'{text}" if text.startswith(FORMULA) else text)
    assert unguard(table.column("t").combine_chunks()).to_pylist() == [text]
    assert is_formula(text) == text.startswith(FORMULA)


def test_numbers_stay_numbers(dataset: Dataset, tmp_path: Path) -> None:
    claims = change(dataset.claims, 0, char_start=-5)
    site = exports.write(
        dataclasses.replace(dataset, claims=claims), tmp_path / "site", region=REGION, formats=()
    )
    assert rows_of(site / "claims.csv")[0]["char_start"] == "-5"


def test_a_cell_of_a_megabyte(dataset: Dataset, tmp_path: Path) -> None:
    long = "پکتیکا <b>" * 100_000
    incidents = change(dataset.incidents, 3, summary=long)
    ident = incidents["incident_id"].iloc[3]
    site = exports.write(
        dataclasses.replace(dataset, incidents=incidents),
        tmp_path / "site",
        region=REGION,
        formats=("geojson", "gpkg"),
    )
    found = [r["summary"] for r in rows_of(site / "incidents.csv") if r["incident_id"] == ident]
    assert set(found) == {long}
    features = json.loads((site / "incidents.geojson").read_bytes())["features"]
    told = {f["properties"]["summary"] for f in features if f["properties"]["incident_id"] == ident}
    assert told == {long}
    with sqlite3.connect(site / "incidents.gpkg") as database:
        query = "SELECT summary FROM incidents_areas WHERE incident_id = :id UNION ALL "
        query += "SELECT summary FROM incidents_points WHERE incident_id = :id UNION ALL "
        query += "SELECT summary FROM incidents_stretches WHERE incident_id = :id"
        assert {row[0] for row in database.execute(query, {"id": ident})} == {long}


@pytest.mark.parametrize("value", [float("inf"), float("-inf")])
def test_infinity_is_refused_and_no_file_written(
    dataset: Dataset, tmp_path: Path, value: float
) -> None:
    locations = change(dataset.locations, 2, uncertainty_km=value)
    with pytest.raises(OutputError, match=r"locations, uncertainty_km: not a finite number"):
        exports.write(
            dataclasses.replace(dataset, locations=locations), tmp_path / "site", region=REGION
        )
    assert list(tmp_path.iterdir()) == []


def test_not_a_number_is_an_empty_cell(dataset: Dataset) -> None:
    scores = pa.array([float("nan")] * len(dataset.locations), pa.float64())
    locations = dataset.locations.assign(
        place_score=pd.Series(pd.arrays.ArrowExtensionArray(scores))
    )
    public = Public.of(dataclasses.replace(dataset, locations=locations), REGION)
    assert public.locations["place_score"].null_count == len(locations)


@pytest.mark.parametrize("table", ["locations", "claims"])
def test_a_row_of_no_incident_is_a_fault(dataset: Dataset, table: str) -> None:
    stray = change(getattr(dataset, table), 0, incident_id="inc-nobody")
    with pytest.raises(AccountError, match=r"belongs to no incident: 'inc-nobody'"):
        Public.of(dataclasses.replace(dataset, **{table: stray}), REGION)


def test_a_missing_footprint_is_a_fault(dataset: Dataset) -> None:
    with pytest.raises(AccountError, match=r"no footprint in the dataset"):
        Public.of(dataclasses.replace(dataset, footprints=dataset.footprints.iloc[:3]), REGION)


@pytest.mark.parametrize(
    ("licence", "is_forbidden"),
    [
        ("ACLED", True),
        ("acled terms of use", True),
        ("Terms: ACLED (2026)", True),
        ("CC BY 4.0 (UCDP)", False),
        ("GTD terms of use", True),
        ("placled", False),
        ("", False),
        (None, False),
    ],
)
def test_licences_that_forbid_publication(
    dataset: Dataset, licence: str | None, is_forbidden: bool
) -> None:
    incidents = dataset.incidents.copy()
    incidents.loc[[0, 1], "licence"] = pd.NA if licence is None else licence
    changed = dataclasses.replace(dataset, incidents=incidents)
    kept = exports.publishable(changed)
    assert kept.account.check().incidents_rejected == (2 if is_forbidden else 0)
    assert (kept is changed) != is_forbidden
    if is_forbidden:
        with pytest.raises(OutputError, match=r"^2 incidents are under a licence that forbids"):
            Public.of(changed, REGION)
    assert Public.of(changed, REGION, own_use=True).restricted == is_forbidden
    assert not Public.of(kept, REGION).restricted


def test_withheld_rows_are_in_no_table(dataset: Dataset) -> None:
    withheld = set(dataset.incidents["incident_id"].iloc[:2])
    incidents = change(change(dataset.incidents, 0, licence="ACLED"), 1, licence="ACLED")
    public = Public.of(
        exports.publishable(dataclasses.replace(dataset, incidents=incidents)), REGION
    )
    for table in (public.incidents, public.locations, public.claims, public.unlocated):
        assert not withheld & set(table["incident_id"].to_pylist())
    cited = set(dataset.claims.loc[~dataset.claims["incident_id"].isin(withheld), "report_id"])
    assert set(public.reports["report_id"].to_pylist()) == cited


@pytest.mark.parametrize("rule", licences.rules())
def test_every_licence_rule_has_a_word_and_a_basis(rule: licences.Rule) -> None:
    assert rule.word.strip() == rule.word != ""
    assert rule.rule
    assert rule.basis.startswith("https://")
