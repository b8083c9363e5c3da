"""What the page says of its data as a whole: who reported, how late, until when; the account."""

from __future__ import annotations

import dataclasses
import re

import datasets
import pages
import pandas as pd
import pytest
from synthetic_region import make_region

import maps
from geo import line
from geo.dataset import Account
from maps import about, bias, facts, payload
from maps.words import LANGUAGES, Words


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return pages.plain_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def made(pack):
    return pages.some(pack, 30)


def told(made, **columns):
    """Change columns of tables: ``incidents={"date_end": [...]}``, row by row from the first."""
    changed = {}
    for table, values in columns.items():
        frame = getattr(made, table).copy()
        for column, cells in values.items():
            column_of = frame[column].astype(object)
            column_of.iloc[: len(cells)] = cells
            frame[column] = pd.Series(column_of, index=frame.index).astype(frame[column].dtype)
        changed[table] = frame
    return dataclasses.replace(made, **changed)


def test_claims_of_each_side_in_the_packs_order(made, pack):
    counted = bias.reporting(made, pack)["claimants"]
    claims = made.claims
    assert [side for side, _ in counted] == [
        side for side in pack.claimant_sides if (claims["claimant_side"] == side).any()
    ]
    for side, count in counted:
        assert count == (claims["claimant_side"] == side).sum()


def test_reports_by_language_the_most_first(made, pack):
    languages = ["ps", "ps", "ur", None]
    counted = bias.reporting(told(made, reports={"language": languages}), pack)["languages"]
    assert dict(map(tuple, counted))["ps"] == 2
    assert dict(map(tuple, counted))[""] == 1
    assert [n for _, n in counted] == sorted((n for _, n in counted), reverse=True)
    assert sum(n for _, n in counted) == len(made.reports)


DELAYS = (  # last day of the incident, its precision, publication, the span it falls into
    ("2026-02-26", "day", "2026-02-26", 0),
    ("2026-02-26", "day", "2026-02-25", 0),
    ("2026-02-26", "day", "2026-02-27T08:30:00Z", 1),
    ("2026-02-26", "day", "2026-03-01", 2),
    ("2026-02-26", "day", "2026-03-05", 3),
    ("2026-02-26", "day", "2026-03-28", 4),
    ("2026-02-26", "day", "2026-03-29", 5),
    ("2026-02-26", "month", "2026-02-27", None),
    ("2026-02-26", "day", "yesterday", None),
    ("2026-02-26", "day", None, None),
)


@pytest.mark.parametrize(("end", "precision", "published", "span"), DELAYS)
def test_delays(made, pack, end, precision, published, span):
    incidents = made.incidents.iloc[:1].copy()
    reports = made.reports.iloc[:1].copy()
    dataset = dataclasses.replace(made, incidents=incidents, reports=reports)
    dataset = told(
        dataset,
        incidents={
            "date_end": [pd.Timestamp(end).date()],
            "date_precision": [precision],
            "report_ids": [f"{reports['report_id'].iloc[0]};rep-elsewhere"],
        },
        reports={"published": [published]},
    )
    counted = bias.reporting(dataset, pack)
    assert counted["delays"] == [int(n == span) for n in range(6)]
    assert counted["undated"] == (span is None)


def test_districts_along_the_line_in_its_order(made, pack):
    districts = bias.reporting(made, pack)["districts"]
    starts = [line.contacts(pack)[code][0] for code, _ in districts]
    assert starts == sorted(starts)
    named = dict(zip(pack.admin["code"], pack.admin["name"], strict=True))
    assert {code: names["en"] for code, names in districts} == {
        code: named[code] for code in pack.districts["code"] if code in line.contacts(pack)
    }


def test_nothing_to_count(made, pack):
    empty = dataclasses.replace(
        made,
        incidents=made.incidents.iloc[:0],
        claims=made.claims.iloc[:0],
        reports=made.reports.iloc[:0],
    )
    counted = bias.reporting(empty, pack)
    assert (counted["claimants"], counted["languages"]) == ([], [])
    assert (sum(counted["delays"]), counted["undated"]) == (0, 0)
    assert facts.as_of(empty) == ""


def test_order_of_rows_changes_nothing():
    region = make_region()
    made = [
        facts.block("f/f", datasets.make_dataset(60, region=region, shuffle=seed), region)
        for seed in (None, 1)
    ]
    assert made[0] == made[1]
    read = payload.read(made[0])
    assert read["line_version"] == region.line_version
    assert read["reporting"]["districts"] == []  # this region has no table of units


AS_OF = (
    ("2026-02-26", "2026-03-01T10:00:00Z", "2026-03-01"),
    ("2026-02-26", "soon", "2026-02-26"),
    ("2026-02-26", None, "2026-02-26"),
)


@pytest.mark.parametrize(("end", "published", "want"), AS_OF)
def test_as_of(made, end, published, want):
    dataset = dataclasses.replace(
        made, incidents=made.incidents.iloc[:1], reports=made.reports.iloc[:1]
    )
    dataset = told(
        dataset,
        incidents={"date_end": [pd.Timestamp(end).date()]},
        reports={"published": [published]},
    )
    assert facts.as_of(dataset) == want


def test_the_account_says_what_was_put_together(made, pack):
    account = Account(incidents_read=9, incidents_located=5, incidents_merged=4)
    html = about.about(dataclasses.replace(made, account=account), pack, Words())
    row = re.search(r'data-t="page.incidentsRow".*?</tr>', html)[0]
    assert re.findall(r"<span[^>]*page.number[^>]*>(\d+)", row) == ["9", "5", "0", "4", "0"]
    plain = about.about(
        dataclasses.replace(made, account=Account(incidents_read=5, incidents_located=5)),
        pack,
        Words(),
    )
    assert "page.merged" in html
    assert "page.merged" not in plain


def test_views_are_told_with_who_holds_them_and_are_text(made, pack):
    views = [
        {"holder": "<b>West</b>", "date": "2024", "view": "{{ 6*7 }}", "source": "javascript:1"},
        {"holder": "East", "date": "2025", "view": "Open.", "source": "https://example.org/e"},
    ]
    meta = {**pack.meta, "worldviews": views}
    held = type("Pack", (), {"__getattr__": lambda _, name: getattr(pack, name), "meta": meta})()
    html = about.about(made, held, Words())
    assert "&lt;b&gt;West&lt;/b&gt;, 2024: {{ 6*7 }}" in html
    assert 'href="https://example.org/e"' in html
    assert "javascript:" not in html.replace("javascript:alert(1)", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_about_has_every_part_in_each_language(made, pack, language):
    words = Words(language)
    html = about.about(made, pack, words)
    for key in ("method", "sure", "figures", "wrong"):
        assert words.text(f"page.{key}") in html
        assert words.text(f"page.{key}Text") in html
    assert words.date(facts.as_of(made)) in html
    assert 'id="bm-bias"' in html


def test_the_page_has_the_block_once(made, pack):
    html = maps.to_html(maps.render(made, pack))
    assert html.count('data-bm="incidents/facts"') == 1
