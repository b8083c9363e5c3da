"""The command's reading of reports: both forms, honest silence, and bounded time."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import time
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo import pipeline, region, reports
from geo.cli import main
from geo.reports import reading, sources, writing
from geo.reports.documents.document import Document
from geo.reports.explain import explain
from geo.reports.incidents import draft
from geo.schema import PLAIN_COLUMNS

REPORT = """---
title: Shells at Sarkano
publisher: The Valley Post
url: https://example.org/1
published: 2025-10-12
---
Mortar shells killed two civilians in Sarkano district of Kunar on Friday night, officials said.

=Five others were wounded when jets bombed a house in Barmal, Paktika, the same night. \
Pakistan denied that anyone had been killed.
"""


@lru_cache(maxsize=1)
def _pack():
    return region.load("durand")


@pytest.fixture(scope="module")
def pack():
    return _pack()


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.mark.parametrize(
    ("where", "places"),
    [
        ("in the Margha area of Barmal district, Paktika province", ["Margha"]),
        ("in Barmal and Urgun districts of Paktika", ["Barmal district", "Urgun district"]),
        ("in Khost and Paktika provinces", ["Khost province", "Paktika province"]),
        ("along the Durand Line in Kurram district", ["Durand Line in Kurram"]),
        ("along the Durand Line, at Torkham,", ["Torkham crossing"]),
        ("along the Durand Line", ["Durand Line"]),
        # one place under two names
        ("near Torkham and behind the Torkham border crossing", ["Torkham crossing"]),
    ],
)
def test_what_only_holds_another_place_is_no_place_of_its_own(where, places, pack):
    text = f"Jets bombed posts {where} on Friday, killing nine soldiers, the army said."
    document = Document("t", text, published=date(2025, 10, 12))
    (incident,) = reading.read_one(document, pack)
    rows = writing.rows_of(document, incident)
    assert list(dict.fromkeys(row["place"] for row in rows)) == places
    told = [text[place.start : place.end] for place in incident.places]
    assert len(told) >= len(places)  # the evaluation's form holds all


def test_the_long_form_is_what_build_takes(report, pack, tmp_path):
    made = reports.extract([report], pack)
    rows = list(csv.DictReader(io.StringIO(made.text)))
    assert tuple(rows[0]) == PLAIN_COLUMNS
    assert len({row["id"] for row in rows}) == made.incidents == 2
    assert {row["source"] for row in rows} == {"The Valley Post"}
    assert all(row["quote"] in row["notes"] for row in rows if row["quote"])
    table = tmp_path / "found.csv"
    table.write_text(made.text, "utf-8")
    dataset = pipeline.read([table], pack)
    assert len(dataset.incidents) == 2
    assert dataset.account.incidents_located == 2
    assert len(dataset.claims) == made.claims


@pytest.mark.parametrize("where", ["Khost and Paktika", "Kurram and Bajaur"])
def test_no_claim_goes_with_one_of_several_places(where, pack):
    text = f"Shells hit {where} on Friday. Two people were killed and five wounded, officials said."
    document = Document("r1", text, published=date(2025, 10, 12))
    (incident,) = reading.read_one(document, pack)
    rows = writing.rows_of(document, incident)
    told = [(row["place"].split()[0], row.get("metric", "")) for row in rows]
    one, other = where.split(" and ")
    assert told == [(one, "killed"), (one, "wounded"), (other, "")]


def test_a_spreadsheet_that_parts_cells_by_semicolons_too_finds_the_same_cells(pack):
    text = 'Shelling killed two civilians in Sarkano district of Kunar; "five" were hurt.'
    document = Document("t", text, published=date(2025, 10, 12), publisher="Post; Paper")
    (incident,) = reading.read_one(document, pack)
    made = writing.long_form([(document, [incident])])
    rows = list(csv.reader(io.StringIO(made), strict=True))
    bare = re.sub(r'"(?:[^"]|"")*"', "", made)
    assert (made.count(";") > 1, set(bare) & set(';\t"')) == (True, set())
    assert {len(row) for row in rows} == {len(PLAIN_COLUMNS)}
    source = PLAIN_COLUMNS.index("source")
    assert [row[source] for row in rows] == ["source", *["Post; Paper"] * (len(rows) - 1)]


@pytest.mark.parametrize("publisher", ["=1+1", "\u00a0=1+1", " @cmd", "\u3000\uff1d1", "Post"])
def test_a_spreadsheet_runs_nothing_of_a_table_to_correct(publisher, pack):
    text = "Shelling killed two civilians in Sarkano district of Kunar."
    document = Document("t", text, published=date(2025, 10, 12), publisher=publisher)
    made = writing.long_form([(document, reading.read_one(document, pack))])
    (row,) = csv.DictReader(io.StringIO(made))
    assert row["source"] == (publisher if publisher == "Post" else f"'{publisher}")


def test_json_lines_quote_the_text_by_its_offsets(report, pack):
    made = reports.extract([report], pack, form="jsonl")
    (row,) = [json.loads(line) for line in made.text.splitlines()]
    text = REPORT.split("---\n", 2)[2]
    claims = [claim for incident in row["incidents"] for claim in incident["claims"]]
    assert claims
    assert all(text[c["char_start"] : c["char_end"]] == c["quote"] for c in claims)
    places = [place for incident in row["incidents"] for place in incident["places"]]
    assert all(text[p["char_start"] : p["char_end"]] == p["mention"] for p in places)
    assert {p["place_name"] for p in places} >= {"Kunar", "Barmal", "Paktika"}


DEV = Path(__file__).parent / "reports" / "reports_dev.jsonl"


def test_every_decision_is_explained(pack):
    """Of each number, name, piece and fact of an incident a line says what became of it."""
    for document in sources.read([DEV]).documents[:12]:
        found = reading.read_one(document, pack)
        lines = list(explain(document, pack, found))
        heads = [line for line in lines if line.startswith("  incident ")]
        for incident, head in zip(found, heads, strict=True):
            for fact in (
                draft.sub_event_type(incident),
                f"{incident.first}..{incident.last}",
                incident.role,
                incident.actor1 or "nobody named",
                f"({incident.actor1_side}: {incident.actor_clue})",
                f"on {incident.target or 'nobody named'}",
                writing.incident_id(document, incident),
            ):
                assert fact in head
            assert ("domestic" in head) == incident.domestic
            why = lines[lines.index(head) + 1 :]
            why = list(itertools.takewhile(lambda line: line.startswith("    "), why))
            for said in (f"    {incident.role}: ", "domestic: "):
                told = any(said in line for line in why)
                assert told or (incident.role != "current" and said != "domestic: ")
            assert len([line for line in why if line.startswith("    at ")]) == len(incident.places)
            assert sum("    claims '" in line for line in why) == len(incident.claims)
        claims = [line for line in lines if line.startswith("  claim ")]
        assert all("; " in line for line in claims)
        pieces = [line for line in lines if line.startswith("  piece ")]
        assert all(re.search(r"; (incident \d+|of none)$", line) for line in pieces)
        assert {number for line in pieces for number in re.findall(r"incident (\d+)$", line)} == {
            str(number + 1) for number in range(len(found))
        }


EXPLAINED = {
    "Three killed in Barmal, officials say\n\nSHARANA: Jets killed three people in Barmal on Sunday.": (
        "  title: Three killed in Barmal, officials say"
    ),
    "Troops recovered 14 rifles in Kurram.": "number '14 rifles': no claim: what is counted is no",
    "Jets hit Barmal and killed nine, including three children.": (
        "number 'three children': no claim: nothing is said to have happened to these civilians"
    ),
    "Jets struck a house in Barmal.": "piece [air by 'Jets",
    "The ministers met in Doha.": "piece [open; lead]: The ministers met in Doha.; of none",
    "A clash in Barmal, Paktika, killed two.": ("    at Paktika (no row: another is closer)"),
    "Pakistan's army killed nine khwarij in Bannu.": ("    domestic: inside one state"),
    "Khwarij who had crossed the border killed nine in Bannu.": (
        "    not domestic: somebody or something came over the line"
    ),
    "Jets struck Barmal on Sunday. In a raid there in May 2024 nine died.": (
        "    background: recalled, or of days before the news"
    ),
    "Torkham has been shut since Sunday.": "    current: a gate that is shut",
}


@pytest.mark.parametrize("text", EXPLAINED)
def test_a_line_says_why(text, pack):
    document = Document(id="x", text=text, published=date(2025, 10, 13), publisher="Post")
    lines = list(explain(document, pack, reading.read_one(document, pack)))
    assert any(EXPLAINED[text] in line for line in lines), "\n".join(lines)


def test_the_same_report_gives_the_same_ids(report, pack):
    assert reports.extract([report], pack).text == reports.extract([report], pack).text


def test_a_form_that_is_not_known_is_a_fault(report, pack):
    with pytest.raises(ValueError, match="format 'xml'"):
        reports.extract([report], pack, form="xml")


QUIET = [
    "",
    "The two ministers met in Doha and agreed to meet again.",
    "An earthquake of magnitude 6 killed 300 people in Kunar on Sunday.",
    "The gate at Torkham was opened again on Monday after ten days.",
    "Recipe: boil two eggs for ten minutes. Serve with bread.",
    "لغه ورځ په کابل کې غونډه وشوه.",
]


@pytest.mark.parametrize("text", QUIET)
def test_where_nothing_happened_nothing_is_found(text, pack):
    assert reports.read(Document("t", text, published=date(2025, 10, 12)), pack) == [
        {"id": "t", "incidents": []}
    ]


TOLD = b"KHOST, 5 March 2026: Two men died when shells fell on Spera on Wednesday."
HARD = {
    "one line": "Two died in Kunar on Friday and " * 33_000,
    "digits": "12 " * 400_000,
    "one word": "a" * 1_000_000,
    "capitals": "Khost Kunar Paktika " * 60_000,
    "names without end": "Abdul Rahman Khan " * 60_000,
    "commas": ", and " * 200_000,
    "brackets": "(" * 500_000 + ")" * 500_000,
    "blanks": " " * 2_000_000 + "x",
    "lines": "\n- x" * 300_000,
    "bars": "| 3 killed " * 100_000,
    "five megabytes": "Jets bombed Barmal on Friday, killing two men. " * 110_000,
}


@pytest.mark.parametrize("name", HARD)
def test_time_is_bounded(name, pack):
    document = Document("t", HARD[name], published=date(2025, 10, 12))
    begun = time.process_time()
    (found,) = reports.read(document, pack)
    assert time.process_time() - begun < 60
    assert found["id"] == "t"


_WORDS = st.sampled_from(
    [
        "Khost",
        "Kunar",
        "Torkham",
        "jets",
        "bombed",
        "killed",
        "two",
        "soldiers",
        "on",
        "Friday",
        "night",
        ",",
        ".",
        "said",
        "the",
        "Kabul",
        "in",
        "of",
        "and",
        "|",
        "-",
        "12",
        "2025",
        "October",
        "district",
        "village",
        "denied",
        "that",
        "none",
        "were",
        "hurt",
        "\n",
        "\n\n",
        "(",
        ")",
        '"',
        "'",
        ":",
        ";",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_WORDS, max_size=80).map(" ".join) | st.text(max_size=300))
def test_any_text_gives_offsets_that_hold(text):
    (found,) = reports.read(Document("t", text, published=date(2025, 10, 12)), _pack())
    for incident in found["incidents"]:
        assert (incident["date_start"] or "") <= (incident["date_end"] or "")
        for claim in incident["claims"]:
            assert text[claim["char_start"] : claim["char_end"]] == claim["quote"]
        for place in incident["places"]:
            assert text[place["char_start"] : place["char_end"]] == place["mention"]


@pytest.mark.parametrize(
    ("files", "code", "incidents", "said"),
    [
        ({"a.txt": TOLD, "b.txt": b"%PDF-1.7"}, 0, 1, ["b.txt: not a text: 'a PDF file'"]),
        ({"b.txt": b"%PDF-1.7"}, 2, 0, ["not a text", "no report could be read"]),
        ({"a.txt": TOLD, "b.txt": TOLD}, 0, 1, ["given twice"]),
        ({"a.jsonl": b"no\n" * 500, "b.txt": TOLD}, 0, 1, ["line 20", "... and 480 more refused"]),
    ],
)
def test_what_cannot_be_read_is_told_in_few_lines(tmp_path, capsys, files, code, incidents, said):
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    paths = [str(tmp_path / name) for name in files]
    draft = tmp_path / "draft.jsonl"
    assert main(["extract", *paths, "-o", str(draft), "--format", "jsonl"]) == code
    told = capsys.readouterr().err
    assert all(line in told for line in said)
    assert len(told.splitlines()) < 25
    assert draft.exists() == (code == 0)
    if code == 0:
        rows = map(json.loads, draft.read_text("utf-8").splitlines())
        assert sum(len(row["incidents"]) for row in rows) == incidents


@pytest.mark.parametrize(
    "between", ["", "Staff Report\n\n", "5 March 2026\n\nBy Our Correspondent\n\n"]
)
@pytest.mark.parametrize(
    ("where", "whose", "who"),
    [("Khost", "Pakistani", "the Taliban"), ("Kurram", "Afghan", "the ISPR")],
)
def test_a_headline_tells_the_figure_of_its_story_and_none_of_its_own(
    pack, between, where, whose, who
):
    story = f"{whose} shells killed four civilians in {where} on Wednesday, {who} said."
    text = f"Four killed in {where}\n\n{between}{story}"
    made = sources.document(text, {"published": "2026-03-05"})
    (incident,) = reading.read_one(made, pack)
    assert [(c.count_min, c.victim_group) for c in incident.claims] == [(4, "civilians")]
