"""The review loop: extract, correct in a spreadsheet, build; through a real workbook."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from functools import lru_cache

import openpyxl
import pytest

from geo import pipeline, region
from geo.cli import main
from geo.reports.reading import Reading

REPORT = """---
title: A night on the line
publisher: The Valley Post
url: https://example.org/night
published: 2025-10-12
---
Mortar shells killed two civilians in Sarkano district of Kunar on Friday night, officials said.

=Five others were wounded when jets bombed a house in Barmal, Paktika, the same night. Pakistan \
denied that anyone had been killed.

The crossing at Torkham was shut on Saturday, officials in Khyber district said.
"""
TEXT = REPORT.split("---\n", 2)[2]
OTHER = """---
title: Another night
published: 2025-11-03
---
Two soldiers were killed in a clash in Kurram on Sunday, Pakistan's army said.
"""


@lru_cache(maxsize=1)
def pack():
    return region.load("durand")


class Review:
    """A report, its draft, and what a person does to the draft in a spreadsheet."""

    def __init__(self, folder):
        self.report, self.other = folder / "night.txt", folder / "other.txt"
        self.report.write_text(REPORT, "utf-8")
        self.other.write_text(OTHER, "utf-8")
        self.draft, self.book = folder / "draft.csv", folder / "corrected.xlsx"
        assert main(["extract", str(self.report), "-o", str(self.draft)]) == 0
        with self.draft.open(encoding="utf-8-sig", newline="") as file:
            self.rows = list(csv.DictReader(file))
        self.columns = list(self.rows[0])

    def of(self, kind):
        """Return the rows of the incident of a type."""
        return [row for row in self.rows if row["sub_event_type"] == kind]

    def save(self):
        """Write the rows as a spreadsheet program keeps them: numbers, days, truth values."""
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(self.columns)
        for row in self.rows:
            sheet.append([_typed(name, row.get(name)) for name in self.columns])
        book.save(self.book)

    def build(self, *more):
        self.save()
        return pipeline.read([self.book, self.report, *more], pack())


def _typed(name, cell):
    if cell in ("", None):
        return None
    if name.startswith("date_") and name != "date_precision":
        return datetime.fromisoformat(cell)
    if name in ("count_min", "count_max", "char_start", "char_end"):
        return int(cell)
    if cell in ("true", "false"):
        return cell == "true"
    return cell


@pytest.fixture
def review(tmp_path):
    return Review(tmp_path)


TABLES = ("incidents", "locations", "claims")


def test_a_draft_left_as_it_is_changes_nothing(review):
    alone = pipeline.read([review.report], pack())
    built = review.build()
    for name in TABLES:
        key = "claim_id" if name == "claims" else "incident_id"
        assert getattr(built, name)[key].tolist() == getattr(alone, name)[key].tolist()
    for name in ("quote", "char_start", "char_end", "count_min", "stance", "claimant"):
        assert built.claims[name].equals(alone.claims[name]), name
    assert built.reports.equals(alone.reports)
    assert (built.account.reports_used, built.account.rows_rejected) == (1, 0)
    assert len(built.incidents) == 3


def test_what_was_corrected_stands(review):
    (shells, *_) = review.of("Shelling/artillery/missile attack")
    strike = review.of("Air/drone strike")
    review.rows = [row for row in review.rows if row["sub_event_type"] != "Other"]
    shells["count_min"] = shells["count_max"] = "3"
    shells["quote"] = "Mortar shells killed two civilians"
    shells["notes"] = "Corrected by hand."
    for row in strike:
        row["place"], row["admin2"] = "Barmal district, Paktika", ""
        row["date_start"] = row["date_end"] = "2025-10-09"
    missing = {"metric": "missing", "count_min": "1", "count_max": "1", "quote": "one is missing"}
    review.rows.append({**strike[0], **missing, "char_start": "", "char_end": ""})
    own = {"id": "mine", "place": "Zhob district", "date_start": "2025-10-11"}
    kind = {"event_type": "Battles", "sub_event_type": "Armed clash"}
    review.rows.append({**own, **kind, "report_id": strike[0]["report_id"]})
    built = review.build()
    kinds = built.incidents["sub_event_type"].tolist()
    assert sorted(kinds) == [
        "Air/drone strike",
        "Armed clash",
        "Shelling/artillery/missile attack",
    ]
    claims = built.claims.set_index("quote")
    (corrected,) = built.claims[built.claims["count_min"] == 3].to_dict("records")
    assert TEXT[corrected["char_start"] : corrected["char_end"]] == corrected["quote"]
    added = claims.loc["one is missing"]
    assert added[["char_start", "char_end"]].isna().all()
    said = [note for note in built.account.notes if note.startswith("night.txt: ")]
    assert any("2 incidents of a corrected table in the place of its own" in note for note in said)
    assert any("'one is missing' does not stand in its text" in note for note in said)
    kept = {row["id"] for row in review.rows} - {"mine"}
    assert kept <= set(built.incidents["incident_id"])
    strike_row = built.incidents.set_index("incident_id").loc[strike[0]["id"]]
    assert strike_row["date_start"].isoformat() == "2025-10-09"
    assert built.account.incidents_read == 3
    assert built.account.reports_used == 1


def test_other_reports_are_read_as_before(review):
    built = review.build(review.other)
    assert (built.account.reports_read, len(built.incidents)) == (2, 4)


def test_corrections_survive_a_changed_extractor(review):
    (shells, *_) = review.of("Shelling/artillery/missile attack")
    shells["count_min"] = shells["count_max"] = "3"
    before = review.build(review.other)

    def other_reader(document, _):
        assert document.title == "Another night", "a corrected report is not read again"
        return Reading([])

    after = pipeline.read([review.book, review.report, review.other], pack(), reader=other_reader)
    kept = before.incidents["report_ids"].isin(after.incidents["report_ids"])
    assert after.incidents["incident_id"].tolist() == before.incidents["incident_id"][kept].tolist()
    assert 3 in after.claims["count_min"].tolist()
    assert after.account.reports_without_incident == 1


def test_a_row_without_its_report_still_replaces_its_incident(review):
    for row in review.rows:
        row["report_id"] = ""
    (shells, *_) = review.of("Shelling/artillery/missile attack")
    review.rows = [shells]
    shells["count_min"] = shells["count_max"] = "3"
    built = review.build()
    assert len(built.incidents) == 3
    assert sorted(built.claims["count_min"].dropna()) == [3, 5]


# Ids of reports that a spreadsheet makes numbers, days or truth values of.
@pytest.mark.parametrize("key", ["00123", "20251012001234567", "1E5", "2025-10-12", "true"])
def test_a_report_keeps_its_id_through_a_spreadsheet(tmp_path, key):
    report, draft = tmp_path / "night.jsonl", tmp_path / "draft.csv"
    line = {"id": key, "title": "Night", "published": "2025-10-12", "text": TEXT}
    report.write_text(json.dumps(line), "utf-8")
    assert main(["extract", str(report), "-o", str(draft)]) == 0
    with draft.open(encoding="utf-8-sig", newline="") as file:
        assert {row["report_id"] for row in csv.DictReader(file)} == {f"'{key}"}
    built = pipeline.read([draft, report], pack())
    assert set(built.incidents["report_ids"]) == {key}
    assert (built.account.reports_used, len(built.incidents)) == (1, 3)
    assert any("corrected table in the place" in note for note in built.account.notes)


def test_a_table_with_ids_of_its_own_replaces_nothing(review):
    for number, row in enumerate(review.rows):
        row["id"] = f"mine-{number}"
    built = review.build()
    assert len(built.incidents) == 3 + len(review.rows)


def test_what_was_corrected_does_not_come_back_when_its_rows_are_refused(review):
    (shells, *_) = review.of("Shelling/artillery/missile attack")
    shells["date_start"] = "2025-10-32"
    review.rows = [shells]
    with review.draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, review.columns)
        writer.writeheader()
        writer.writerows(review.rows)
    built = pipeline.read([review.draft, review.report], pack())
    assert built.incidents.empty
    account = built.account
    assert (account.rows_rejected, account.incidents_rejected, account.incidents_read) == (1, 1, 1)
    assert (account.reports_used, account.reports_without_incident) == (0, 1)
    why = "the rows of a corrected table that stand for it were refused"
    assert account.reasons["reports", why] == 1
    assert any("night.txt: not read, as a corrected table" in note for note in account.notes)


@pytest.mark.parametrize("extra", [[], ["one cell too many"]])
def test_a_refused_row_without_its_report_still_replaces_its_incident(review, extra):
    (shells, *_) = review.of("Shelling/artillery/missile attack")
    shells |= {"report_id": "", "date_start": "2025-10-32"}
    with review.draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(review.columns)
        writer.writerow([*(shells[name] for name in review.columns), *extra])
    built = pipeline.read([review.draft, review.report], pack())
    assert shells["id"] not in built.incidents["incident_id"].tolist()
    assert (len(built.incidents), built.account.rows_rejected) == (2, 1)


MENDED = TEXT.replace("Five others", "Five more")
UPDATED = TEXT + "\nA third civilian died of his wounds on Sunday, officials said.\n"
OF = "url: https://example.org/night\n"


@pytest.mark.parametrize(
    ("text", "head", "is_same"),
    [
        (MENDED, REPORT, True),
        (UPDATED, REPORT, True),
        ("\n" + TEXT + "\n\n", REPORT, True),
        (MENDED, REPORT.replace(OF, ""), True),
        (UPDATED, REPORT.replace(OF, "").replace("publisher: The Valley Post\n", ""), True),
        (MENDED.replace("Five", "**Five**").replace(" ", "  "), REPORT.replace(OF, ""), True),
        # its address is that of the report, whatever stands there now
        (OTHER.split("---\n", 2)[2], REPORT, True),
        (MENDED, REPORT.replace(OF, "").replace("Valley", "Mountain"), False),
        (OTHER.split("---\n", 2)[2], REPORT.replace(OF, ""), False),
        ("The crossing at Torkham was shut on Saturday, officials said.", "---\n---\n", False),
    ],
)
def test_what_was_corrected_stands_for_a_report_whose_text_has_changed(review, text, head, is_same):
    (shells, *_) = review.of("Shelling/artillery/missile attack")
    shells["count_min"] = shells["count_max"] = "3"
    review.report.write_text("---\n" + head.split("---\n")[1] + "---\n" + text, "utf-8")
    built = review.build()
    account, notes = built.account, "\n".join(built.account.notes)
    assert 3 in built.claims["count_min"].tolist()
    assert ("its text has changed" in notes) == is_same
    assert (account.reports_used, account.rows_rejected) == (1, 0) or not is_same
    if is_same:
        assert built.incidents["incident_id"].nunique() == len({row["id"] for row in review.rows})
        assert len(built.reports) == 1
        stood = built.claims.dropna(subset=["char_start", "char_end"])
        columns = (stood[name] for name in ("quote", "char_start", "char_end"))
        assert all(text[start:end] == quote for quote, start, end in zip(*columns, strict=True))


def test_a_refused_row_of_a_changed_report_does_not_let_it_come_back(review):
    (shells, *_) = review.of("Shelling/artillery/missile attack")
    shells["date_start"] = "2025-10-32"
    with review.draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, review.columns)
        writer.writeheader()
        writer.writerows(review.rows)
    review.report.write_text(REPORT.replace(TEXT, UPDATED), "utf-8")
    built = pipeline.read([review.draft, review.report], pack())
    assert "Shelling/artillery/missile attack" not in built.incidents["sub_event_type"].tolist()
    assert (built.account.rows_rejected, len(built.incidents)) == (1, 2)
