"""The command: exit codes, one line a fault, the documented options."""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pandas as pd
import pytest

from geo import located_writing, schema
from geo.cli import main, parser

TABLES = ("--formats", "csv")  # the page and the tables are enough
ROOT = Path(__file__).resolve().parents[1]
HEADER = "id,date,place,claimant,claimant_side,metric,victim_group,count_min,count_max\n"
GOOD = HEADER + "1,2026-02-26,Nangarhar,Ministry,afghanistan,killed,civilians,17,17\n"
MIXED = GOOD + "2,2026-02-31,Paktika,,,,,,\n"


@pytest.fixture
def table(tmp_path):
    def write(text: str, name: str = "in.csv") -> str:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(path)

    return write


def test_documented_options_are_the_real_ones():
    spec = importlib.util.spec_from_file_location("command_line", ROOT / "docs/command_line.py")
    command_line = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(command_line)
    assert command_line.PAGE.read_text(encoding="utf-8") == command_line.page()


def test_every_command_has_help():
    (commands,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    said = ["build", "extract", "locate", "places", "check", "compare", "region"]
    assert list(commands.choices) == said
    for command in commands.choices.values():
        assert command.description
        assert all(action.help for action in command._actions)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["build", "nothing.csv"], "nothing.csv"),
        (
            ["check", "report.tiff"],
            "report.tiff: unknown kind of file: '.tiff'; expected a report, .txt",
        ),
        (["locate", "nothing.csv", "-o", "out.csv"], "nothing.csv"),
        (
            ["build", "."],
            "bordermap: .: is a folder; expected the files in it, each a report, .txt",
        ),
        (
            ["check", "a.PDF"],
            "a.PDF: unknown kind of file: '.PDF'; expected its text, saved as .txt",
        ),
        (["check", "a.xls"], "'.xls'; expected the sheet, saved as .xlsx or .csv"),
        (["extract", "rows.csv"], "rows.csv: the file is a table; expected reports in words"),
        (["check", "in.csv", "./in.csv"], "bordermap: in.csv: the table is given twice"),
        (["places", "Behsud", "--region", "atlantis"], "no region pack: 'atlantis'"),
    ],
)
def test_faults_are_one_line_and_exit_2(words, fault, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.startswith("bordermap: ")
    assert fault in told
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", [["locate", "in.csv"], ["extract", "in.txt"]])
def test_an_input_is_never_written_over(words, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / words[1]
    file.write_text(GOOD, "utf-8")
    (tmp_path / "linked.csv").symlink_to(file)
    for output in (words[1], f"./{words[1]}", "linked.csv"):
        assert main([*words, "-o", output]) == 2
        assert "the output is the input; expected another name" in capsys.readouterr().err
    assert file.read_text("utf-8") == GOOD


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--link-days", "two"], "--link-days: 'two' is not a whole number of 0 or more"),
        (["--link-km", "-1"], "--link-km: '-1' is not a whole number of 0 or more"),
        (["--llm-rate", "0.5"], "--llm-rate: '0.5' is not a whole number above zero"),
        (["--llm-timeout", "long"], "--llm-timeout: 'long' is not a number of seconds to 3600"),
    ],
)
def test_numbers_of_options(option, said, capsys):
    with pytest.raises(SystemExit, match="2"):
        parser().parse_args(["check", "a.csv", *option])
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "bordermap: the following arguments are required: COMMAND (see bordermap --help)"),
        (["bild"], "bordermap: argument COMMAND: invalid choice: 'bild' (choose from "),
        (["build", "--lang", "xx"], "bordermap build: argument --language: invalid choice: 'xx'"),
        (["region"], "bordermap region: the following arguments are required: VERB"),
        (["check", "a.csv", "--no\n\x1b[31m"], "unrecognized arguments: --no\\n\\x1b[31m (see "),
    ],
)
def test_a_wrong_option_is_one_line(words, said, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(words)
    told = capsys.readouterr().err
    assert said in told
    assert (told.count("\n"), "\x1b" in told) == (1, False)


def test_build_writes_the_site_and_says_what_became_of_the_rows(table, tmp_path, capsys):
    site = tmp_path / "site"
    assert main(["build", table(MIXED), "-o", str(site)]) == 0
    out, err = capsys.readouterr()
    assert Path(out.strip()) == site / "index.html"
    assert "in.csv, row 3, date" in err
    assert "2 incidents: 1 located, 0 not located, 1 refused (2 rows read, 1 refused)" in err
    assert re.search(r"the page is one file of \d\.\d MB that opens without a network", err)
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    assert {path.name for path in site.iterdir()} == {
        *(file["name"] for file in manifest["files"]),
        "manifest.json",
    }


def test_the_toll_convention_is_named_in_every_output(table, tmp_path):
    two = (*GOOD.splitlines(), "1,2026-02-26,Nangarhar,ISPR,pakistan,killed,civilians,3,3")
    path = table("\n".join(two) + "\n")
    best = {}
    for convention in schema.TOLL_CONVENTIONS:
        site = tmp_path / convention
        assert main(["build", path, "--tolls", convention, *TABLES, "-o", str(site)]) == 0
        manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["convention"] == convention
        assert f"convention “{convention}”" in (site / "index.html").read_text(encoding="utf-8")
        with (site / "incidents.csv").open(encoding="utf-8") as file:
            best[convention] = next(csv.DictReader(file))["fatalities_best"]
    assert best == {"raw": "", "acled": "3", "ucdp": "3"}


def test_what_is_said_of_the_sample_is_said_of_no_other_input(table, tmp_path):
    said = {}
    for name, inputs in (("sample", []), ("own", [table(GOOD)])):
        assert main(["build", *inputs, *TABLES, "-o", str(tmp_path / name)]) == 0
        said[name] = (tmp_path / name / "index.html").read_text(encoding="utf-8")
    claims = "Each figure is the claim of the source named beside it."
    assert [claims in said["sample"], claims in said["own"]] == [True, True]
    unverified = "Compiled from press reports and not independently verified. "
    assert [unverified in said["sample"], unverified in said["own"]] == [True, False]


def test_strict_refuses_the_whole_build(table, tmp_path, capsys):
    site = tmp_path / "site"
    assert main(["build", table(MIXED), "-o", str(site), "--strict"]) == 2
    assert "--strict" in capsys.readouterr().err
    assert not site.exists()


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (MIXED, 1)])
def test_check_builds_nothing(text, code, table, tmp_path, capsys):
    assert main(["check", table(text)]) == code
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]
    assert ("31" in capsys.readouterr().err) == bool(code)


def test_check_finds_a_report_without_a_day(tmp_path, capsys):
    report = tmp_path / "night.txt"
    report.write_text("Gunmen killed two soldiers in Barmal district, officials said.", "utf-8")
    assert main(["check", str(report)]) == 1
    told = capsys.readouterr().err
    assert "night.txt: no date: 'killed two soldiers'" in told
    assert "expected a date in the text, or `published`" in told


def test_check_lists_words_and_coordinates_that_disagree(table, capsys):
    text = "id,date,place,latitude,longitude\n1,2026-02-26,Spin Boldak,34.10,71.09\n"
    assert main(["check", table(text)]) == 0
    assert "'Spin Boldak' and the coordinates are" in capsys.readouterr().err


@pytest.mark.parametrize("year", ["26", "20266", "soon"])
def test_a_year_has_four_digits(table, year, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["check", table("date,place\n26 Feb,Torkham\n"), "--year", year])
    assert stopped.value.code == 2
    assert f"'{year}' is not a year such as 2026" in capsys.readouterr().err


def test_a_sheet_is_chosen(tmp_path, capsys):
    book = tmp_path / "two.xlsx"
    with pd.ExcelWriter(book) as writer:
        pd.DataFrame({"note": ["read me"]}).to_excel(writer, sheet_name="About", index=False)
        rows = pd.DataFrame({"date": ["2026-02-26"], "place": ["Torkham"]})
        rows.to_excel(writer, sheet_name="Rows", index=False)
    assert main(["check", str(book)]) == 2
    said = capsys.readouterr().err
    assert "no usable column of places: 'note'" in said
    assert said.endswith("; sheet 'About' is read, not 'Rows' (--layer)\n")
    assert main(["check", str(book), "--layer", "Rows"]) == 0
    assert "1 incident: 1 located" in capsys.readouterr().err


def test_check_lists_unknown_places(table, capsys):
    text = "id,date,place,who\nmine,2026-02-26,Xyzzyqwort,\nbare,2026-02-27,,\n,2026-02-28,,me\n"
    text += ",2026-03-01,Qwortxyzzy,\n"
    assert main(["check", table(text)]) == 0
    told = capsys.readouterr().err
    assert re.search(
        r"^'mine' \(inc-\w{20}\): no place found for 'Xyzzyqwort'$", told, re.MULTILINE
    )
    assert re.search(r"^'bare' \(inc-\w{20}\): no place is given$", told, re.MULTILINE)
    assert re.search(
        r"^inc-\w{20} \('date: 2026-02-28; who: me'\): no place is given$", told, re.MULTILINE
    )
    assert re.search(
        r"^inc-\w{20} \(2026-03-01, 'Qwortxyzzy'\): no place found for 'Qwortxyzzy'$",
        told,
        re.MULTILINE,
    )
    assert "read as plain; not read: 'who'\n" in told


def test_a_row_that_does_not_fit_the_header_is_told_without_empty_parts(table, capsys):
    assert main(["check", table("id,date,place\n1,2026-02-26\n")]) == 1
    told = capsys.readouterr().err
    assert "in.csv, row 2: 2 cells under a header of 3; expected 3 cells\n" in told
    assert "(1 row read, 1 refused)" in told


def test_what_locate_can_write_is_what_its_help_says():
    (commands,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    (output,) = (a for a in commands.choices["locate"]._actions if a.dest == "output")
    assert tuple(re.findall(r"\.\w+", output.help)) == located_writing.SUFFIXES


def test_places_as_text_and_json(capsys):
    assert main(["places", "Nangarhar"]) == 0
    assert "AF06" in capsys.readouterr().out
    assert main(["places", "Nangarhar", "--format", "json", "--limit", "1"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["text"] == "Nangarhar"
    assert [c["admin1_pcode"] for c in answer["candidates"]] == ["AF06"]
    assert main(["places", "Barmalzai", "--format", "json"]) == 0
    guessed = json.loads(capsys.readouterr().out)
    assert (answer["answered"], guessed["answered"]) == (True, False)
    assert guessed["candidates"]
    assert main(["places", "Barmalzai"]) == 0
    assert capsys.readouterr().out.startswith("no place found for 'Barmalzai'; the nearest names")
    assert main(["places", "Xyzzy"]) == 0  # what only sounds alike is not even a guess
    assert capsys.readouterr().out == "no place found for 'Xyzzy'\n"
    assert main(["places", "Xyzzyqwort\x1b[31m"]) == 0
    assert "no place found for 'Xyzzyqwort\\x1b[31m'" in capsys.readouterr().out


@pytest.mark.parametrize("code_page", ["ascii", "cp1252", "utf-16"])
def test_results_are_utf_8_whatever_the_code_page(code_page, tmp_path):
    words = [sys.executable, "-c", "import sys; from geo.cli import main; sys.exit(main())"]
    words += ["places", "تورخم", "--format", "json"]
    setting = {**os.environ, "PYTHONIOENCODING": code_page, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(words, capture_output=True, check=True, cwd=tmp_path, env=setting)
    assert json.loads(ended.stdout.decode("utf-8"))
    assert "تورخم".encode() in ended.stdout
    assert b"\r" not in ended.stdout


def test_a_reader_who_leaves_does_not_stop_the_build(table, tmp_path):
    ours, theirs = os.pipe()
    os.close(ours)  # as in `bordermap build in.csv 2>&1 | head -1`
    site = tmp_path / "site"
    command = "import sys; from geo.cli import main; sys.exit(main())"
    words = [sys.executable, "-c", command, "build", table(MIXED), *TABLES, "-o", str(site)]
    ended = subprocess.run(words, stdout=theirs, stderr=theirs, check=False, cwd=ROOT)
    os.close(theirs)
    assert ended.returncode == 0
    assert (site / "manifest.json").is_file()


def test_a_closed_error_stream_is_no_fault(table, monkeypatch, capsys):
    path = table(MIXED)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["check", path]) == 1
    assert capsys.readouterr().out == ""


def test_region_build_learn_check(tmp_path, capsys):
    toml = str(ROOT / "data" / "recipes" / "armenia_azerbaijan.toml")
    assert main(["region", "check", str(ROOT / "tests" / "packs" / "armenia-azerbaijan")]) == 0
    assert capsys.readouterr().err == "no faults\n"
    events = tmp_path / "events.csv"
    events.write_text(
        "site,lat,lon,prec\nQwertabad,34.51,70.02,1\nQwertabad,34.51,70.02,1\n", encoding="utf-8"
    )
    names = str(tmp_path / "names")
    words = ["region", "learn", str(events), "-o", names, "--name", "site", "--precision", "prec"]
    words += ["--latitude", "lat", "--longitude", "lon", "--exact", "1"]
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert out == f"{names}\n"
    assert "2 of 2 rows used: 1 place (0 in place of the pack's), 1 name" in err
    assert main(["places", "Qwertabad", "--region", names]) == 0
    assert "Qwertabad (place)" in capsys.readouterr().out
    assert main(["region", "build", toml, "-o", str(events)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


REPORT = (
    "JALALABAD, March 3 - A drone strike hit a house in Achin district of Nangarhar on Monday,"
    " killing four civilians, the provincial governor's office said.\n"
)


def test_extract_gives_a_table_that_build_takes(tmp_path, capsys):
    report, draft = tmp_path / "report.txt", tmp_path / "draft.csv"
    report.write_text(f"---\npublished: 2026-03-03\n---\n{REPORT}", encoding="utf-8")
    assert main(["extract", str(report), "-o", str(draft)]) == 0
    assert "1 report: 1 incident with 1 claim;" in capsys.readouterr().err
    draft_as_read = draft.read_bytes()
    draft.write_bytes(draft_as_read.replace(b"Achin", b"Nazyan"))  # a person corrects it
    assert main(["extract", str(report), "-o", str(draft)]) == 2
    assert capsys.readouterr().err == (
        f"bordermap: {draft}: there already, perhaps with corrections;"
        " expected a new name, or --replace\n"
    )
    assert b"Nazyan" in draft.read_bytes()
    assert main(["extract", str(report), "-o", str(draft), "--replace"]) == 0
    assert draft.read_bytes() == draft_as_read
    capsys.readouterr()
    assert draft.read_bytes().startswith(b"\xef\xbb\xbfid,date,")  # for Excel; a pipe gets none
    assert main(["extract", str(report)]) == 0
    assert capsys.readouterr().out == draft.read_text("utf-8-sig")
    site = tmp_path / "site"
    assert main(["build", str(draft), *TABLES, "-o", str(site)]) == 0
    claims = (site / "claims.csv").read_text(encoding="utf-8")
    assert '"killed","civilians",4,4' in claims
    assert "killing four civilians" in claims


@pytest.mark.parametrize(
    ("command", "given", "text", "begins"),
    [
        ("extract", "night.txt", "Jets bombed Barmal on 2 March 2025.\n", "id,date,"),
        ("locate", "places.csv", "place\nTorkham\n", '"place","place_name",'),
    ],
)
def test_a_pipe_is_written_into_and_stays_one(tmp_path, command, given, text, begins):
    """A file beside it that took its place would take away /dev/null, if one may write there."""
    source, pipe = tmp_path / given, tmp_path / "pipe.csv"
    source.write_text(text, encoding="utf-8")
    os.mkfifo(pipe)
    got = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8-sig")))
    reader.start()
    assert main([command, str(source), "-o", str(pipe)]) == 0
    reader.join()
    assert got[0].startswith(begins)
    assert pipe.is_fifo()


def test_extract_explains_and_says_when_there_is_nothing(tmp_path, capsys):
    quiet = tmp_path / "quiet.txt"
    quiet.write_text("The ministers met in Doha to talk about trade.\n", encoding="utf-8")
    assert main(["extract", str(quiet), "--format", "jsonl", "--explain"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["incidents"] == []
    assert "1 report without incident" in err
    assert main(["extract", str(tmp_path / "none.txt")]) == 2
    assert "none.txt" in capsys.readouterr().err
