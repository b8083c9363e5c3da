"""What a person is told of reports, and of tables that are taken for reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.cli import main
from geo.errors import InputError
from geo.inputs import check_report
from geo.reports.sources import document
from geo.reports.telling import told

PASHTO = "د پکتیکا ولایت په برمل ولسوالۍ کې د پاکستاني رژیم الوتکو تېره شپه پر کورونو بمباري وکړه"
DAY = {"published": "2026-03-14"}


def named(*files, text="Calm.", **said):
    return [replace(document(text, DAY | said), file=file) for file in files]


@pytest.mark.parametrize(
    ("documents", "line"),
    [
        (named("a.txt"), "a.txt: no incident found"),
        (named("b.txt", "a.txt"), "a.txt, b.txt: no incident found"),
        (named(*"gfedcba"), "a, b, c, d, e and 2 more: no incident found"),
        (
            named("a.txt", text=PASHTO, language="ps"),
            "a.txt: no incident found: not in English but Pashto, and only English is read",
        ),
        (
            named("a.txt", text=PASHTO, language="en"),  # told wrongly: its letters say more
            "a.txt: no incident found: not in English, and only English is read",
        ),
        (
            named("a.txt", text="Zwei Soldaten starben.", language="xx"),
            "a.txt: no incident found: not in English but xx, and only English is read",
        ),
    ],
)
def test_why_a_report_gives_nothing(documents, line):
    assert told([], documents) == [line]


def test_a_remark_names_its_reports_by_their_files():
    undated = [*named("a.txt", text="Two died.", published=""), *named("b.txt")]
    (line,) = told(undated, [])
    assert line.startswith("a.txt: no day of publication found; expected `published`")


def test_extract_says_why_there_is_nothing(tmp_path, capsys):
    for name, content in (("ps.txt", PASHTO.encode()), ("x.pdf", b"%PDF-1.4 x")):
        (tmp_path / name).write_bytes(content)
    files = [str(tmp_path / name) for name in ("ps.txt", "x.pdf")]
    assert main(["extract", *files, "-o", str(tmp_path / "draft.csv")]) == 0
    said = capsys.readouterr().err
    assert "ps.txt: no incident found: not in English" in said
    assert "x.pdf: not a text: 'a PDF file'; expected a report in words" in said


@pytest.mark.parametrize(
    ("name", "content", "is_table"),
    [
        ("a.txt", "id\tdate\tplace\n1\t2026-02-26\tKhost\n".encode("utf-16"), True),
        ("a.txt", b"Date;Place;Killed\n", True),
        ("a.md", b"Date;Place;Killed\n", False),
        ("a.txt", b"Date, place and the number of the killed are not known.", False),
        ("a.txt", b"Killed in Khost, two men, on a date not told\n", False),
        ("a.txt", b"", False),
    ],
)
def test_a_table_that_is_called_a_text_is_refused(name, content, is_table):
    if is_table:
        with pytest.raises(InputError, match=r"a\.txt: the text is a table.*\.tsv or \.csv"):
            check_report(name, content)
    else:
        check_report(name, content)
