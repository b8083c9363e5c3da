"""The bundled sample: every row of `data/samples/incidents.csv` against the rules it keeps to."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from geo import schema

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "samples"
COLUMNS = [
    *("id", "date_start", "date_end", "date_precision", "place", "latitude", "longitude"),
    *("country", "admin1", "admin2", "event_type", "sub_event_type", "role", "domestic"),
    *("actor1", "actor1_side", "actor2", "actor2_side", "claimant", "claimant_side", "metric"),
    *("victim_group", "count_min", "count_max", "is_exact", "is_subset", "unit", "stance"),
    *("quote", "report_id", "source", "source_url", "notes", "licence"),
]
CLAIM_CELLS = COLUMNS[COLUMNS.index("claimant") : COLUMNS.index("report_id")]
# Equal in all rows of one id; contradictions are the fault of the plain form (design, "Tables").
EVENT_CELLS = [
    *("date_start", "date_end", "date_precision", "event_type", "sub_event_type", "role"),
    *("domestic", "actor1", "actor1_side", "actor2", "actor2_side"),
]
SIDES = {"afghanistan", "pakistan", "ttp", "iskp", "other", "unknown"}
CLAIMANT_SIDES = {"afghanistan", "pakistan", "un", "ttp", "iskp", "local", "media", "unknown"}
VICTIM_GROUPS = {"civilians", "pakistani_forces", "afghan_forces", "militants", "unspecified"}
# Labels that one side has for the other, in any form; the sample quotes none.
PARTISAN = re.compile(
    r"terror|kh[ae]?w[ae]?rij|kharij|martyr|shaheed|shahadat|aggress|infidel|puppet|regime|enemy"
    r"|fitna|proxy|crusader|mercenar|mujahideen|barbaric|coward|neutrali[sz]|eliminat|heroic",
    re.IGNORECASE,
)
ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
]
# Words for figures as the sample uses them: least count each stands for.
LOOSE = {"no": 0, "a dozen": 12, "multiple": 2, "several": 3, "dozens": 24, "scores": 40}
COUNTS = re.compile(rf"\b(?:{'|'.join([*LOOSE, *ONES])})\b")


def read() -> list[dict[str, str]]:
    with (SAMPLES / "incidents.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        assert reader.fieldnames == COLUMNS
        return list(reader)


ROWS = read()
INCIDENTS: dict[str, list[dict[str, str]]] = defaultdict(list)
for _row in ROWS:
    INCIDENTS[_row["id"]].append(_row)
CLAIMS = [row for row in ROWS if row["claimant"]]
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['id']}:{ROWS.index(row)}")
every_claim = pytest.mark.parametrize(
    "row", CLAIMS, ids=lambda row: f"{row['id']}:{ROWS.index(row)}"
)
every_incident = pytest.mark.parametrize("rows", INCIDENTS.values(), ids=INCIDENTS.keys())


def figures(text: str) -> set[int]:
    """Read the figures of a short clause, written in digits or in words."""
    lower = text.lower()
    digits = {int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", lower)}
    words = COUNTS.findall(lower)
    return digits | {LOOSE[w] if w in LOOSE else ONES.index(w) for w in words}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 55 soldiers killed", {55}),
        ("some 16,400 households", {16400}),
        ("51 to 52 killed", {51, 52}),
        ("Seventeen killed, seven hurt", {17, 7}),
        ("dozens killed", {24}),
        ("a dozen wounded", {12}),
        ("no casualties", {0}),
        ("northern posts noted", set()),
    ],
)
def test_figures(text, expected):
    assert figures(text) == expected


def test_size_and_years():
    assert len(INCIDENTS) >= 40
    years = {row["date_start"][:4] for row in ROWS} | {row["date_end"][:4] for row in ROWS}
    assert years == {"2021", "2022", "2023", "2024", "2025", "2026"}


def test_columns_are_those_of_the_plain_form():
    assert set(COLUMNS) <= set(schema.PLAIN_COLUMNS)


@every_row
def test_codes(row):
    assert row["sub_event_type"] in schema.SUB_EVENT_TYPES[row["event_type"]]
    assert row["role"] in schema.ROLES
    assert row["domestic"] in {"true", "false"}
    assert row["date_precision"] in schema.DATE_PRECISIONS
    assert row["country"] in {"AFG", "PAK", ""}
    assert (row["actor1_side"], row["actor2_side"]) in {(a, b) for a in SIDES for b in SIDES}


@every_row
def test_dates(row):
    start, end = date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"])
    assert start <= end
    assert re.match(r"\d{4}-\d{2}", row["id"])
    assert row["date_start"][:7] <= row["id"][:7] <= row["date_end"][:7]


@every_row
def test_place_is_words_only(row):
    assert row["place"]
    assert row["latitude"] == row["longitude"] == ""
    # The line itself lies in no country; all else does.
    assert (row["country"] == "") == row["place"].startswith("along the Durand Line")


@every_row
def test_source(row):
    assert row["source"]
    assert row["report_id"]
    assert re.fullmatch(r"https?://[a-z0-9.-]+\.[a-z]{2,}/\S+", row["source_url"])
    assert row["licence"] == "Facts compiled from press reports; wording CC0-1.0"


def test_one_report_has_one_source():
    ids, urls = defaultdict(set), defaultdict(set)
    for row in ROWS:
        ids[row["report_id"]].add((row["source"], row["source_url"]))
        urls[row["source_url"]].add(row["report_id"])
    assert [key for key, found in ids.items() if len(found) != 1] == []
    assert [key for key, found in urls.items() if len(found) != 1] == []


@every_incident
def test_one_event_an_id(rows):
    for cell in EVENT_CELLS:
        assert len({row[cell] for row in rows}) == 1, cell
    assert [bool(row["notes"]) for row in rows] == [True] + [False] * (len(rows) - 1)
    assert rows[0]["notes"].endswith(".")


@every_incident
def test_rows_of_an_id_stand_together_and_differ(rows):
    first = ROWS.index(rows[0])
    assert ROWS[first : first + len(rows)] == rows
    assert len({tuple(row[c] for c in COLUMNS if c != "notes") for row in rows}) == len(rows)


@every_row
def test_claim_cells_are_all_there_or_all_empty(row):
    needed = {"claimant", "claimant_side", "metric", "victim_group", "is_exact", "is_subset"}
    needed |= {"stance", "quote"}
    filled = {cell for cell in CLAIM_CELLS if row[cell]}
    assert filled == set() or needed <= filled


@every_claim
def test_claim(row):
    assert row["claimant_side"] in CLAIMANT_SIDES
    assert row["metric"] in schema.METRICS
    assert row["victim_group"] in VICTIM_GROUPS
    assert row["stance"] in schema.STANCES
    assert row["unit"] in {"", *schema.UNITS}
    assert row["is_exact"] in {"true", "false"}
    assert row["is_subset"] in {"true", "false"}
    assert 3 <= len(row["quote"].split()) <= 15


@every_claim
def test_figure_stands_in_the_quote(row):
    bounds = [int(row[cell]) for cell in ("count_min", "count_max") if row[cell]]
    assert bounds == sorted(bounds)
    assert set(bounds) <= figures(row["quote"])
    if row["stance"] == "asserts":
        assert row["count_min"]
    else:
        assert re.search(r"\bden(y|ies)\b", row["quote"])
    if row["is_exact"] == "true":
        assert row["count_min"] == row["count_max"]


@every_row
def test_no_partisan_label(row):
    cells = ("place", "actor1", "actor2", "claimant", "quote", "notes")
    assert [row[cell] for cell in cells if PARTISAN.search(row[cell])] == []


# (id, side, metric, victim group, least, most, stance): what the sample must tell.
REQUIRED = [
    ("2026-02-26-line", "afghanistan", "killed", "pakistani_forces", "55", "", "asserts"),
    ("2026-02-26-line", "afghanistan", "bases_captured", "pakistani_forces", "2", "2", "asserts"),
    ("2026-02-26-line", "afghanistan", "posts_captured", "pakistani_forces", "19", "19", "asserts"),
    ("2026-02-26-line", "afghanistan", "killed", "afghan_forces", "8", "8", "asserts"),
    ("2026-02-26-line", "afghanistan", "wounded", "afghan_forces", "11", "11", "asserts"),
    ("2026-02-26-line", "pakistan", "killed", "afghan_forces", "133", "133", "asserts"),
    ("2026-02-26-line", "pakistan", "wounded", "afghan_forces", "200", "", "asserts"),
    ("2026-02-26-line", "pakistan", "posts_destroyed", "afghan_forces", "27", "27", "asserts"),
    ("2026-02-26-line", "pakistan", "posts_captured", "afghan_forces", "9", "9", "asserts"),
    ("2026-02-26-line", "pakistan", "killed", "pakistani_forces", "2", "2", "asserts"),
    ("2026-02-26-line", "pakistan", "posts_captured", "pakistani_forces", "", "", "denies"),
    ("2026-02-26-camp-nangarhar", "afghanistan", "wounded", "civilians", "13", "13", "asserts"),
    *(
        ("2026-02-22-nangarhar-paktika", *claim)
        for claim in [
            ("afghanistan", "attacked_persons", "civilians", "22", "22", "asserts"),
            ("afghanistan", "killed", "civilians", "17", "17", "asserts"),
            ("afghanistan", "wounded", "civilians", "5", "5", "asserts"),
            ("pakistan", "killed", "militants", "70", "", "asserts"),
            ("afghanistan", "killed", "militants", "70", "70", "denies"),
        ]
    ),
    ("2025-10-15-spin-boldak", "afghanistan", "killed", "civilians", "12", "12", "asserts"),
    ("2025-10-15-spin-boldak", "pakistan", "killed", "afghan_forces", "15", "20", "asserts"),
    ("2025-10-14-kurram", "afghanistan", "killed", "civilians", "1", "1", "asserts"),
    ("2025-10-14-kurram", "pakistan", "killed", "afghan_forces", "25", "30", "asserts"),
    ("2025-10-17-paktika", "afghanistan", "killed", "civilians", "8", "8", "asserts"),
    ("2025-10-17-paktika", "pakistan", "killed", "militants", "60", "70", "asserts"),
    ("2025-10-17-paktika", "pakistan", "killed", "civilians", "", "", "denies"),
    ("2025-10-11-line", "afghanistan", "killed", "pakistani_forces", "58", "58", "asserts"),
    ("2025-10-11-line", "pakistan", "killed", "pakistani_forces", "23", "23", "asserts"),
    ("2025-10-11-line", "pakistan", "killed", "afghan_forces", "200", "", "asserts"),
]


@pytest.mark.parametrize("claim", REQUIRED, ids="/".join)
def test_required_claim(claim):
    incident, *values = claim
    cells = ["claimant_side", "metric", "victim_group", "count_min", "count_max", "stance"]
    assert values in [[row[cell] for cell in cells] for row in INCIDENTS[incident]]


@pytest.mark.parametrize(
    ("incident", "places"),
    [
        (
            "2026-02-26-line",
            {
                "along the Durand Line in eastern and southeastern Afghanistan",
                *("Paktia province", "Paktika province", "Khost province"),
            },
        ),
        (
            "2026-02-22-nangarhar-paktika",
            {"Behsud district, Nangarhar", "Barmal district, Paktika"},
        ),
        ("2025-10-15-spin-boldak", {"Spin Boldak, Kandahar"}),
        ("2025-10-14-kurram", {"Kurram district, Khyber Pakhtunkhwa"}),
        ("2025-10-17-paktika", {"Urgun district, Paktika", "Barmal district, Paktika"}),
        ("2025-10-12-crossings-shut", {"Torkham crossing", "Chaman crossing"}),
        ("2025-02-21-torkham-shut", {"Torkham crossing"}),
    ],
)
def test_required_places(incident, places):
    assert places <= {row["place"] for row in INCIDENTS[incident]}


def test_closures_are_without_figures():
    shut = [rows for key, rows in INCIDENTS.items() if key.endswith("-shut")]
    assert len(shut) >= 4
    for rows in shut:
        assert {row["sub_event_type"] for row in rows} == {"Other"}
        assert {row["claimant"] for row in rows} == {""}


def test_all_roles_and_both_stances_occur():
    assert {row["role"] for row in ROWS} == set(schema.ROLES)
    assert {row["stance"] for row in CLAIMS} == set(schema.STANCES)
    assert {row["domestic"] for row in ROWS} == {"true", "false"}


def test_both_sides_speak_about_the_same_number_of_times():
    said = {
        side: sum(row["claimant_side"] == side for row in CLAIMS)
        for side in ("afghanistan", "pakistan")
    }
    cross_border = [
        row["claimant_side"]
        for row in CLAIMS
        if row["domestic"] == "false" and row["role"] == "current"
    ]
    afghan, pakistani = cross_border.count("afghanistan"), cross_border.count("pakistan")
    assert min(said.values()) > 50
    assert abs(afghan - pakistani) <= 0.25 * (afghan + pakistani)


def test_readme_says_what_the_sample_is():
    text = (SAMPLES / "README.md").read_text(encoding="utf-8")
    for words in ("compiled from press reports", "not verified", "correct a row", "CC0-1.0"):
        assert words in text
    assert f"{len(INCIDENTS)} incidents" in text
    assert f"{len(CLAIMS)} claims" in text
