"""The command with a model as reader: what is sent, what is written, and what fails in one line."""

from __future__ import annotations

import csv
import json
import socket
from functools import lru_cache

import pytest
from model_servers import serving, status

from geo import pipeline, region
from geo.cli import main

TABLES = ("--formats", "csv")  # the page and the tables are enough
KEY = "sk-secret-of-a-person"
TEXT = (
    "Mortar shells killed two civilians in Sarkano district of Kunar on Friday night, elders said."
)
HEAD = "---\ntitle: Shells\npublisher: The Valley Post\npublished: 2025-10-12\n---\n"
LIE = "General Nobody said 400 men were killed"
ANSWER = {
    "incidents": [
        {
            "quote": "Mortar shells killed two civilians",
            "date_start": "2025-10-10",
            "date_end": "2025-10-10",
            "date_precision": "day",
            "sub_event_type": "Shelling/artillery/missile attack",
            "actor1": "",
            "actor1_side": "unknown",
            "target": "civilians",
            "role": "current",
            "domestic": False,
            "places": ["Sarkano"],
            "claims": [
                {
                    "quote": quote,
                    "claimant": "elders",
                    "claimant_side": "local",
                    "metric": "killed",
                    "victim_group": "civilians",
                    "count_min": 2,
                    "count_max": 2,
                    "stance": "asserts",
                    "is_subset": False,
                    "unit": "",
                }
                for quote in ("killed two civilians", LIE)
            ],
        }
    ]
}


@lru_cache(maxsize=1)
def pack():
    return region.load("durand")


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "night.txt"
    path.write_text(f"{HEAD}{TEXT}\n", "utf-8")
    return path


def options(server):
    return ["--reader", "llm", "--llm-url", server.url, "--llm-model", "small"]


@pytest.fixture
def no_socket(monkeypatch):
    """Count what would be opened, and open nothing."""
    opened = []

    def refuse(*given, **_):
        opened.append(given)
        raise OSError("no network in this test")

    # a bound socket sends nothing: libraries bind one as they load, to see what the system has
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    return opened


def test_a_default_run_opens_no_socket(report, tmp_path, no_socket, monkeypatch):
    monkeypatch.setenv("BORDERMAP_LLM_KEY", KEY)
    assert main(["extract", str(report), "-o", str(tmp_path / "draft.csv")]) == 0
    assert main(["build", str(report), *TABLES, "-o", str(tmp_path / "site")]) == 0
    assert no_socket == []
    # and the test would see one
    asked = ["--reader", "llm", "--llm-url", "http://127.0.0.1:9/v1", "--llm-model", "m"]
    monkeypatch.setattr("geo.reports.model.server._TRIES", 1)
    assert main(["check", *asked, str(report)]) == 1
    assert len(no_socket) == 1


def test_build_says_who_read_and_what_was_dropped(report, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BORDERMAP_LLM_KEY", KEY)
    site = tmp_path / "site"
    with serving(ANSWER) as server:
        assert main(["build", *options(server), str(report), *TABLES, "-o", str(site)]) == 0
    assert server.asked[0].headers["Authorization"] == f"Bearer {KEY}"
    assert TEXT in server.asked[0].text
    manifest = json.loads((site / "manifest.json").read_text("utf-8"))
    (reader,) = manifest["readers"]
    assert (reader["reader"], len(reader["reports"])) == ("llm: small", 1)
    reason = {
        "what": "claims of a model",
        "reason": "its words do not stand in the text",
        "count": 1,
    }
    assert reason in manifest["reasons"]
    with (site / "claims.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["quote"], row["claimant"]) for row in rows] == [("killed two civilians", "elders")]
    assert TEXT[int(rows[0]["char_start"]) : int(rows[0]["char_end"])] == rows[0]["quote"]
    written = b"".join(path.read_bytes() for path in sorted(site.iterdir()))
    said = capsys.readouterr()
    assert KEY.encode() not in written
    assert KEY not in said.out + said.err
    assert b"Nobody" not in written
    assert "night.txt: claims of a model: its words do not stand in the text (1)" in said.err


def test_rules_are_named_as_readers_too(report):
    account = pipeline.read([report], pack()).account
    assert [reader for _, reader in account.readers] == ["rules"]


def test_extract_explains_what_was_dropped(report, tmp_path, capsys):
    draft = tmp_path / "draft.csv"
    with serving(ANSWER) as server:
        assert main(["extract", *options(server), "--explain", str(report), "-o", str(draft)]) == 0
    assert LIE not in draft.read_text("utf-8")
    assert f"dropped of claims of a model: its words do not stand in the text: '{LIE}'" in (
        capsys.readouterr().err
    )
    # what a model read is corrected and built as what the rules read
    built = pipeline.read([draft, report], pack())
    assert built.claims["quote"].tolist() == ["killed two civilians"]
    assert built.account.readers == ()


def test_extract_writes_the_form_of_the_scorer(report, tmp_path):
    target = tmp_path / "read.jsonl"
    with serving(ANSWER) as server:
        given = [*options(server), "--format", "jsonl", str(report), "-o", str(target)]
        assert main(["extract", *given]) == 0
    (one,) = json.loads(target.read_text("utf-8"))["incidents"]
    (place,) = one["places"]
    (said,) = one["claims"]
    assert (place["mention"], place["place_level"], place["latitude"]) == (
        "Sarkano",
        "admin2",
        None,
    )
    assert said["quote"] == "killed two civilians"


def test_report_of_a_failing_server_is_refused_in_one_line(report, tmp_path, capsys):
    site = tmp_path / "site"
    with serving(status(403, KEY.encode())) as server:
        assert main(["check", *options(server), str(report)]) == 1
        assert main(["extract", *options(server), str(report)]) == 2
        assert main(["build", *options(server), str(report), *TABLES, "-o", str(site)]) == 0
    said = capsys.readouterr().err
    assert said.count("night.txt: the model's server refuses the key: '403'\n") == 3
    assert KEY not in said
    assert "Traceback" not in said
    account = json.loads((site / "manifest.json").read_text("utf-8"))["account"]
    assert (account["reports_read"], account["reports_rejected"]) == (1, 1)
    assert "night.txt" in (site / "rejected.csv").read_text("utf-8")


def test_fallback_reads_by_rules_and_says_so(report, capsys):
    with serving(status(404)) as server:
        given = [*options(server), "--reader-fallback", "rules"]
        assert main(["check", *given, str(report)]) == 0
    said = capsys.readouterr().err
    assert (
        "night.txt: read by rules: the model's server does not take the question: '404'\n" in said
    )
    assert "1 incident: 1 located" in said


def test_one_report_fails_and_the_others_are_read(report, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(f"{HEAD}{TEXT} It rained.\n", "utf-8")
    from geo.reports.model import ModelReader, Server

    with serving(status(413), ANSWER) as server:
        reader = ModelReader(Server(server.url, "small"))
        account = pipeline.read([report, other], pack(), reader=reader).account
    assert (account.reports_used, account.reports_rejected) == (1, 1)
    assert account.reasons["reports", "the model's server does not take the question"] == 1


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (["--reader", "llm"], "--reader llm needs --llm-url"),
        (["--reader", "llm", "--llm-url", "http://127.0.0.1/v1"], "--reader llm needs --llm-model"),
        (["--llm-url", "http://127.0.0.1/v1"], "--llm-url without --reader llm: nothing was sent"),
        (["--llm-model", "m"], "--llm-model without --reader llm: nothing was sent"),
        (
            ["--reader-fallback", "rules"],
            "--reader-fallback without --reader llm: nothing was sent",
        ),
        (["--reader", "llm", "--llm-url", "nowhere", "--llm-model", "m"], "no address of a model"),
    ],
)
def test_options_that_do_not_fit_are_one_line(given, line, report, capsys):
    assert main(["check", *given, str(report)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"bordermap: {line}")
    assert said.count("\n") == 1


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon"])
def test_timeout_is_a_number_of_seconds(seconds, report, capsys):
    with pytest.raises(SystemExit) as raised:
        main(["check", "--llm-timeout", seconds, str(report)])
    assert raised.value.code == 2
    assert "--llm-timeout" in capsys.readouterr().err


def test_nothing_of_the_model_is_loaded_by_a_default_run():
    import subprocess
    import sys

    code = (
        "import sys, geo.reports.input, geo.cli\ngeo.cli.parser().format_help()\n"
        "print([m for m in sys.modules if m.startswith('geo.reports.model') or m == 'truststore'])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
