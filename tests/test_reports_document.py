"""Files of reports to documents: layouts of files, days of publication, what is refused."""

from __future__ import annotations

import json
import sys
from datetime import date

import pytest

from geo.errors import InputError
from geo.reports import sources
from geo.reports.documents.parts import TEXT_LIMIT

PAGE = """<!doctype html><html lang="en"><head><title>Shells at the gate</title>
<meta property="article:published_time" content="2025-10-12T08:00:00Z">
<meta property="og:site_name" content="The Valley Post"></head><body><nav>Home | World</nav>
<article><h1>Shells at the gate</h1>
<p>Two traders were killed on Saturday when mortar shells fell on the bazaar at Torkham, officials
in Nangarhar said. Five others were hurt, and the gate was closed for the rest of the day.</p>
<p>A spokesman for the border force said that the firing had begun after a dispute over a new
post. Both sides sent more men to the crossing, residents said, and shops stayed shut.</p>
</article><script>alert(1)</script></body></html>"""

FILES = [
    # name, content, title, publisher, published, where the day was found, begins with
    ("a.txt", "Two died at Torkham.", "", "", None, "", "Two died"),
    (
        "b.txt",
        "---\ntitle: At the gate\npublisher: Post\npublished: 2025-10-12\n---\nTwo died.",
        "At the gate",
        "Post",
        date(2025, 10, 12),
        "metadata",
        "Two died",
    ),
    (
        "c.md",
        '---\ntitle: "At the gate"\ndate: 12 October 2025\n---\n# Gate\n\nTwo died.',
        "At the gate",
        "",
        date(2025, 10, 12),
        "metadata",
        "# Gate",
    ),
    (
        "d.txt",
        "Two died at the gate.\n@post | 28.02.2026",
        "",
        "",
        date(2026, 2, 28),
        "text",
        "Two",
    ),
    ("d.txt", "KABUL, March 3rd, 2026 - Two died.", "", "", date(2026, 3, 3), "dateline", "KABUL"),
    ("d.txt", "KABUL, 3 March 2026 - Two died.", "", "", date(2026, 3, 3), "dateline", "KABUL"),
    (
        "e.txt",
        "Two died on February 22. The army spoke on Friday, February 27, 2026.",
        "",
        "",
        date(2026, 2, 27),
        "text",
        "Two died",
    ),
    # the day beside the word for it, and not that of a change or of a printed page
    (
        "e.txt",
        "Two died\nPublished March 14, 2026 | Updated 15 Mar 2026 02:40 AM\nTwo died at the gate.",
        "",
        "",
        date(2026, 3, 14),
        "text",
        "Two died",
    ),
    (
        "f.html",
        PAGE,
        "Shells at the gate",
        "The Valley Post",
        date(2025, 10, 12),
        "metadata",
        "Shells at the gate",
    ),
]


@pytest.mark.parametrize(
    ("name", "content", "title", "publisher", "published", "how", "begins"), FILES
)
def test_files(name, content, title, publisher, published, how, begins, tmp_path):
    (tmp_path / name).write_text(content, "utf-8")
    read = sources.read([tmp_path / name])
    assert read.refused == []
    (made,) = read.documents
    assert (made.title, made.publisher) == (title, publisher)
    assert (made.published, made.published_from) == (published, how)
    assert made.text.lstrip().startswith(begins)
    assert "alert" not in made.text
    assert bool(made.notes) == (published is None)


def test_lines_keep_their_ids_and_faulty_ones_are_refused(tmp_path):
    rows = [
        json.dumps({"id": "r1", "text": "Two died.", "published": "2025-10-12", "title": "T"}),
        "not json",
        "",
        json.dumps({"id": "r2", "text": ""}),
        json.dumps(["a", "list"]),
        "[" * 20_000,
        json.dumps({"text": "Three died.", "incidents": [1]}),
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), "utf-8")
    read = sources.read([tmp_path / "in.jsonl"])
    assert read.documents[0].id == "r1"
    assert [d.text for d in read.documents] == ["Two died.", "Three died."]
    assert [(r.where[-1], r.reason) for r in read.refused] == [
        ("2", "not a JSON object"),
        ("4", "no text"),
        ("5", "no text"),
        ("6", "not a JSON object"),
    ]


def test_what_is_beyond_the_limit_is_noted():
    assert sources.document("x" * TEXT_LIMIT).notes == (sources.NO_DAY,)
    noted = sources.document("x" * (TEXT_LIMIT + 1_200)).notes
    assert noted[0] == "1,200 characters beyond the first 50,000 not read"


def test_an_id_is_the_texts_own():
    one, two = sources.document("Two died."), sources.document("Two died. ")
    assert one.id == sources.document("Two died.").id != two.id
    assert one.id.startswith("rep-")


REFUSED = [
    ("binary.txt", bytes(range(256)) * 40, "not a text"),
    ("scan.pdf", b"%PDF-1.7\n1 0 obj", "not a text"),
    ("really.txt", b"PK\x03\x04word", "not a text"),
    ("rich.txt", b"{\\rtf1 Two died.}", "not a text"),
    ("empty.txt", b"", "no text"),
    ("blank.md", b" \n\n ", "no text"),
]


@pytest.mark.parametrize(("name", "content", "reason"), REFUSED)
def test_what_is_no_text_is_refused(name, content, reason, tmp_path):
    (tmp_path / name).write_bytes(content)
    read = sources.read([tmp_path / name])
    assert read.documents == []
    assert [(r.where, r.reason) for r in read.refused] == [(name, reason)]


def test_other_encodings_are_read(tmp_path):
    (tmp_path / "a.txt").write_bytes("Zwei Männer – tot.".encode("cp1252"))
    (tmp_path / "b.txt").write_bytes("Two died.".encode("utf-16"))
    read = sources.read([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert [d.text.lstrip("\ufeff") for d in read.documents] == ["Zwei Männer – tot.", "Two died."]


def test_a_file_that_is_not_there_is_a_fault(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        sources.read([tmp_path / "none.txt"])


@pytest.mark.parametrize(("name", "is_one"), [("a.TXT", True), ("a.html", True), ("a.csv", False)])
def test_reports_are_told_by_their_ending(name, is_one):
    assert sources.is_report(name) is is_one


def test_html_without_its_library_says_what_to_install(tmp_path, monkeypatch):
    page = tmp_path / "report.html"
    page.write_text(
        "<html><body><p>A gate was shut at Torkham.</p></body></html>", encoding="utf-8"
    )
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(InputError, match=r"pip install 'bordermap\[reports\]'"):
        sources.read([page])


LANGUAGES = [
    ("Shells fell.", ""),  # too short to tell
    ("Troops fired on the post at the gate and two of its men were hurt, officials said.", "en"),
    ("Zwei Soldaten starben in der Nacht zum Montag an der Grenze, sagte ein Sprecher.", "de"),
    ("Het leger heeft in de nacht van zondag op maandag geschoten op posten aan de grens.", "nl"),
    ("Dos soldados murieron en un ataque a un puesto de la frontera, dijo el ministerio.", "es"),
    ("در شب دوشنبه دو سرباز در مرز کشته شدند و سخنگوی وزارت این را گفت.", "fa"),
    ("پیر کی رات سرحد پر دو فوجی مارے گئے اور وزارت کے ترجمان نے یہ بات بتائی۔", "ur"),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_a_language_is_told(text, language):
    assert sources.language_of(text) == language


def test_english_is_told_without_a_model(monkeypatch):
    monkeypatch.setitem(sys.modules, "py3langid", None)
    told = {text: sources.language_of(text) for text, _ in LANGUAGES}
    assert [text for text in told if told[text]] == [LANGUAGES[1][0]]
