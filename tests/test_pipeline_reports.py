"""Reports as input of a run, alone and among tables: what comes out, and that all is accounted."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from functools import lru_cache

import pytest

import geo
from geo import pipeline, region
from geo.cli import main
from geo.errors import InputError
from geo.inputs import is_table
from geo.reports import sources

HEAD = "title: Two raids\npublisher: The Valley Post\nurl: https://example.org/1\n"
BODY = (
    "Mortar shells killed two civilians in Sarkano district of Kunar on Friday night, officials"
    " said.\n\n=Five others were wounded when jets bombed a house in Barmal, Paktika, the same"
    " night. Pakistan denied that anyone had been killed.\n"
)
REPORT = f"---\n{HEAD}published: 2025-10-12\n---\n{BODY}"
PAGE = (
    "<!doctype html><html><head><title>Gate shut</title>"
    '<meta property="article:published_time" content="2025-10-13"></head><body><article>'
    "<h1>Gate shut</h1><p>The crossing at Torkham was shut on Sunday after a night of fighting,"
    " officials in Khyber district said. Three Pakistani soldiers were killed near the gate, the"
    " army said in a statement.</p></article></body></html>"
)
LINES = [
    {"id": "x:1", "published": "2025-10-12", "text": "Two soldiers were killed in Kurram."},
    {"id": "x:2", "published": "2025-10-12", "text": "The ministers met in Doha to talk."},
    {"id": "x:3", "title": "no text here"},
]
TABLE = (
    "id,date,place,claimant,claimant_side,metric,victim_group,count_min,count_max\n"
    "1,2026-02-26,Nangarhar,Ministry,afghanistan,killed,civilians,17,17\n"
    "2,2026-02-31,Paktika,,,,,,\n"
)


@lru_cache(maxsize=1)
def pack():
    return region.load("durand")


@pytest.fixture
def file(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    folder = tmp_path_factory.mktemp("inputs")
    contents = {
        "night.txt": REPORT,
        "gate.html": PAGE,
        "lines.jsonl": "".join(json.dumps(row) + "\n" for row in LINES) + "not json\n",
        "noise.txt": "\x00\x01\x02\x03",
        "table.csv": TABLE,
    }
    for name, content in contents.items():
        (folder / name).write_text(content, "utf-8")
    return [folder / name for name in contents]


@pytest.fixture(scope="module")
def read_all(several):
    return pipeline.read(several, pack(), keep_text=True)


def test_what_of_a_report_cannot_be_used_is_listed(tmp_path):
    path = tmp_path / "undated.txt"
    path.write_text("Gunmen killed two soldiers and wounded six in Barmal district.", "utf-8")
    account = pipeline.read([path], pack()).account.check()
    listed = account.rejected
    assert account.report_claims_rejected == len(listed) == 2
    assert set(listed["file"]) == {"undated.txt"}
    assert set(listed["reason"]) == {"no date"}
    assert sorted(listed["value"]) == ["killed two soldiers", "wounded six"]
    assert listed["row"].isna().all()
    assert (account.rows_rejected, account.incidents_rejected) == (0, 1)


def test_every_input_is_accounted_for(read_all):
    account = read_all.account
    assert (account.reports_read, account.reports_used) == (7, 3)
    assert (account.reports_without_incident, account.reports_rejected) == (1, 3)
    assert (account.rows_read, account.rows_used, account.rows_rejected) == (2, 1, 1)
    assert account.incidents_read == len(read_all.incidents) + account.incidents_rejected
    assert account.reasons["reports", "no incident found"] == 1
    assert account.reasons["reports", "no text"] == 1
    assert [name for name, _ in account.inputs] == [
        *("night.txt", "gate.html", "lines.jsonl", "noise.txt", "table.csv")
    ]
    rejected = account.rejected
    assert list(zip(rejected["file"], rejected["row"].fillna(0), strict=True)) == [
        ("table.csv", 3),
        ("lines.jsonl", 3),
        ("lines.jsonl", 4),
        ("noise.txt", 0),
    ]


def test_an_empty_list_of_inputs_is_not_the_sample():
    with pytest.raises(InputError, match="no input; expected files"):
        geo.read([])


def test_quotes_and_mentions_stand_in_the_texts(read_all):
    texts, claims, places = read_all.texts, read_all.claims, read_all.locations
    from_reports = claims[claims["report_id"].isin(list(texts))]
    assert len(from_reports) >= 5
    for row in from_reports.itertuples():
        assert texts[row.report_id][row.char_start : row.char_end] == row.quote
    named = places[places["report_id"].isin(list(texts))]
    assert len(named) >= 4
    for row in named.itertuples():
        assert texts[row.report_id][row.char_start : row.char_end] == row.mention


def test_reports_are_described(read_all):
    reports = read_all.reports.set_index("report_id")
    row = reports[reports["title"] == "Two raids"].iloc[0]
    assert row["publisher"] == "The Valley Post"
    assert row["url"] == "https://example.org/1"
    assert row["published"] == "2025-10-12"
    assert row["text_chars"] == len(BODY)
    assert row["text_sha256"] == hashlib.sha256(BODY.encode()).hexdigest()
    assert row["sha256"] == hashlib.sha256(REPORT.encode()).hexdigest()
    line = json.dumps(LINES[0]).encode()
    assert reports.loc["x:1", "sha256"] == hashlib.sha256(line).hexdigest()
    assert "x:2" not in reports.index  # a report without an incident is counted, not cited


def test_a_dataset_says_in_a_line_what_is_in_it(read_all):
    told = repr(read_all)
    assert "\n" not in told
    assert told.startswith(
        f"<Dataset of {read_all.region_id}; incidents: {len(read_all.incidents)}"
    )


def test_the_order_of_inputs_changes_nothing(several, read_all):
    again = pipeline.read(several[::-1], pack())
    for name in ("incidents", "locations", "claims", "reports"):
        assert getattr(again, name).equals(getattr(read_all, name)), name
    assert again.texts == {}


def test_a_report_without_a_day_rejects_its_incident_and_says_so(file):
    path = file("undated.txt", "Two soldiers were killed in Kurram, officials said.\n")
    dataset = pipeline.read([path], pack())
    account = dataset.account
    assert (account.reports_without_incident, account.incidents_rejected) == (1, 1)
    assert account.reasons["incidents", "no date"] == 1
    assert account.reasons["reports", "its incidents could not be used"] == 1
    assert any("no day of publication" in note for note in account.notes)


@pytest.mark.parametrize(
    ("other", "reason"), [(REPORT, "given twice"), ("changed", "the id of another report")]
)
def test_one_report_an_id(file, other, reason):
    def line(text):
        return json.dumps({"id": "r", "published": "2025-10-12", "text": text}) + "\n"

    paths = [file("a.jsonl", line(REPORT)), file("b.jsonl", line(other))]
    account = pipeline.read(paths, pack()).account
    assert (account.reports_read, account.reports_rejected) == (2, 1)
    assert account.reasons["reports", reason] == 1


def test_a_file_of_reports_that_is_not_there_is_a_fault(tmp_path):
    with pytest.raises(InputError, match=r"none\.txt"):
        pipeline.read([tmp_path / "none.txt"], pack())


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TABLE, True),
        ("place;date\nKhost;2025-10-12\n", True),
        ('[{"place": "Khost", "date": "2025-10-12"}]', True),
        ('{"place": "Khost"}\n{"place": "Kunar"}\n', True),
        ("PK\x03\x04", True),
        ('{"id": "1", "text": "Two died."}\n', False),
        ("On Friday, two soldiers died in Khost, Kabul said.", False),
        (REPORT, False),
        ("", False),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(data, expected):
    assert is_table(data.encode()) is expected
    assert is_table(b"\xef\xbb\xbf" + data.encode()) is expected


@pytest.mark.parametrize("data", [REPORT, TABLE])
def test_standard_input_is_named_and_hashed(data, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    told = geo.read("-").account
    assert told.inputs == (("standard input", hashlib.sha256(data.encode()).hexdigest()),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_lines_may_be_utf_16(tmp_path, encoding):
    (tmp_path / "a.jsonl").write_text('{"text": "Two died."}\n', encoding=encoding)
    read = sources.read([tmp_path / "a.jsonl"])
    assert [document.text for document in read.documents] == ["Two died."]


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_json_lines_without_a_line_are_no_text(tmp_path, data):
    (tmp_path / "a.jsonl").write_bytes(data)
    read = sources.read([tmp_path / "a.jsonl"])
    assert [(refused.file, refused.reason) for refused in read.refused] == [("a.jsonl", "no text")]


@pytest.mark.parametrize("data", [REPORT, TABLE.rsplit("2,", 1)[0]])
def test_check_reads_standard_input(data, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    assert main(["check", "-"]) == 0
    assert " 0 refused" in capsys.readouterr().err


def test_build_writes_claims_with_their_quotes_and_the_texts_if_asked(several, tmp_path, capsys):
    sites = {}
    asked = ["build", *map(str, several), "--formats", "csv"]
    for name, options in (("bare", []), ("kept", ["--keep-text"])):
        site = tmp_path / name
        assert main([*asked, "-o", str(site), *options]) == 0
        sites[name] = {path.name: path for path in site.iterdir()}
    told = capsys.readouterr().err
    assert "noise.txt: not a text" in told
    assert "lines.jsonl, line 4: not a JSON object: 'not json'" in told
    assert "(7 reports read, 1 without incident, 3 refused; 2 rows read, 1 refused)" in told
    assert set(sites["kept"]) - set(sites["bare"]) == {"reports.jsonl"}
    assert "killed two civilians" in sites["bare"]["claims.csv"].read_text("utf-8")
    (row,) = [
        row
        for line in sites["kept"]["reports.jsonl"].read_text("utf-8").splitlines()
        if (row := json.loads(line))["title" if "title" in json.loads(line) else "id"]
        == "Two raids"
    ]
    assert row["text"] == BODY
    again = pipeline.read([sites["kept"]["reports.jsonl"]], pack())
    first = pipeline.read(several[:3], pack())
    assert again.claims["claim_id"].equals(first.claims["claim_id"])


def test_strict_minds_reports(several, tmp_path, capsys):
    site = tmp_path / "site"
    assert main(["build", *map(str, several[:4]), "-o", str(site), "--strict"]) == 2
    assert "--strict" in capsys.readouterr().err
    assert not site.exists()


HOSTILE = [
    {"id": "a;b\ud800c", "text": "\ud800 " + BODY + "\x00Three \u202esoldiers died in Kurram."},
    {
        "id": "=1+1",
        "title": "{{7*7}}",
        "url": "javascript:alert(1)",
        "text": "a\u0301\ufeff" + BODY,
    },
    {"id": "inc-0123456789abcdef0123", "text": BODY.replace("\n", "\r\n")},
    {"id": ["x"], "text": BODY + "<script>alert(1)</script>"},
]


def test_hostile_reports_are_written_safely_and_their_offsets_hold(file, tmp_path):
    rows = [{**row, "published": "2025-10-12"} for row in HOSTILE]
    path = file("hostile.jsonl", "\n".join(map(json.dumps, rows)))
    dataset = pipeline.read([path], pack(), keep_text=True, link="none")
    assert dataset.account.reports_used == len(HOSTILE)
    folder = geo.write(dataset, tmp_path / "site", region=pack(), formats=())
    lines = (folder / "reports.jsonl").read_text("utf-8").split("\n")
    written = [json.loads(line) for line in lines if line]
    texts = {row["id"]: row["text"] for row in written}
    assert set(texts) == set(dataset.reports["report_id"])
    for row in dataset.claims.itertuples():
        assert texts[row.report_id][row.char_start : row.char_end] == row.quote
    bytes_ = (folder / "reports.jsonl").read_bytes() + (folder / "reports.csv").read_bytes()
    assert not any(mark in bytes_ for mark in (b"\\u0000", b"\x00", "\u202e".encode()))
    assert b'"\'=1+1"' in (folder / "reports.csv").read_bytes()
