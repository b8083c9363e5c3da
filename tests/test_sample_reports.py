"""The sample reports: several layouts, facts of the sample table only, and linked to it."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

from geo import pipeline, region
from geo.reports import sources

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "samples"
FILES = sorted((SAMPLES / "reports").iterdir())
PARTISAN = re.compile(
    r"terror|kh[ae]?w[ae]?rij|kharij|martyr|shaheed|aggress|infidel|puppet|regime|enemy|fitna"
    r"|proxy|crusader|mercenar|mujahideen|barbaric|coward|neutrali[sz]|eliminat|heroic",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def documents():
    return sources.read(FILES).documents


@pytest.fixture(scope="module")
def built():
    return pipeline.read(None, region.load("durand"), keep_text=True)


def table_rows():
    with (SAMPLES / "incidents.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_enough_in_several_forms(documents):
    assert len(documents) >= 12
    assert {path.suffix for path in FILES} == {".txt", ".md", ".html", ".jsonl"}
    kinds = {block.kind for document in documents for block in document.blocks}
    assert {"paragraph", "heading", "bullet"} <= kinds


def test_the_page_is_left_out_where_nothing_reads_html(monkeypatch):
    assert pipeline.sample_inputs()[1:] == FILES
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert pipeline.sample_inputs()[1:] == [path for path in FILES if path.suffix != ".html"]


def test_each_says_whose_facts_it_retells(documents):
    urls = {row["source_url"] for row in table_rows()}
    for document in documents:
        assert document.publisher.startswith("Retold after "), document.title
        assert document.url in urls, document.title
        assert document.published_from == "metadata", document.title
        assert document.language in ("en", ""), document.title
        assert not PARTISAN.search(document.text), document.title
        assert len(document.text) < 1_500, document.title
    licensed = [d for d in documents if d.licence]
    assert {d.licence for d in licensed} == {"CC0-1.0"}
    assert len(licensed) >= len(documents) - 1  # a page of HTML has no place for it


def test_both_sides_and_others_are_retold(documents):
    told = " ".join(document.publisher for document in documents)
    for outlet in ("Kabul", "Ariana", "ARY News", "Dawn", "AFP", "NewsGram"):
        assert outlet in told


def test_every_report_is_used_and_goes_into_the_table(built):
    account = built.account
    assert account.reports_read == account.reports_used == len(built.texts)
    assert account.reports_rejected == 0
    assert built.incidents["source_id"].notna().all()
    assert len(built.incidents) == len({row["id"] for row in table_rows()})
    linked = set(built.links["incident_id"])
    assert len(linked) >= 12
    assert (built.links["link_score"] >= 0.6).all()


def test_quotes_stand_in_the_texts(built):
    claims = built.claims[built.claims["report_id"].isin(list(built.texts))]
    assert len(claims) >= 40
    for row in claims.itertuples():
        assert built.texts[row.report_id][row.char_start : row.char_end] == row.quote


def test_reports_tell_figures_of_the_table_only(built):
    told = defaultdict(set)
    for row in table_rows():
        counts = {row["count_min"], row["count_max"]} - {""}
        told[row["id"]] |= {(row["metric"], int(count)) for count in counts}
    names = dict(zip(built.incidents["incident_id"], built.incidents["source_id"], strict=True))
    claims = built.claims[built.claims["report_id"].isin(list(built.texts))]
    claims = claims[claims["stance"] == "asserts"]
    strays = [
        (names[row.incident_id], row.metric, count, row.quote)
        for row in claims.itertuples()
        for count in {row.count_min, row.count_max}
        if isinstance(count, int) and (row.metric, count) not in told[names[row.incident_id]]
    ]
    assert strays == []


def test_the_night_of_26_february_has_both_sides_from_reports_too(built):
    (night,) = built.incidents[built.incidents["source_id"] == "2026-02-26-line"].to_dict("records")
    assert night["disputed"]
    assert len(night["merged_ids"].split(";")) >= 3
    claims = built.claims[built.claims["incident_id"] == night["incident_id"]]
    claims = claims[claims["report_id"].isin(list(built.texts))]
    said = {
        (row.claimant_side, row.metric, row.victim_group, row.count_min)
        for row in claims.itertuples()
    }
    assert {
        ("afghanistan", "killed", "pakistani_forces", 55),
        ("afghanistan", "posts_captured", "pakistani_forces", 19),
        ("afghanistan", "killed", "afghan_forces", 8),
        ("afghanistan", "wounded", "afghan_forces", 11),
        ("pakistan", "killed", "afghan_forces", 133),
        ("pakistan", "wounded", "afghan_forces", 200),
        ("pakistan", "killed", "pakistani_forces", 2),
    } <= said
    assert (night["date_start"].isoformat(), night["date_end"].isoformat()) == (
        "2026-02-26",
        "2026-02-27",
    )
