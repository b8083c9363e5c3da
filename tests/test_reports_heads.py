"""What is said of a report: front matter, heads of mails, keys of JSON, pages; and its day."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest

from geo import inputs
from geo.reports import heads, pages, sources
from geo.reports.language.words import load

DAY = date(2026, 3, 5)
TEXT = "Three soldiers were killed in Kurram district on Wednesday, officials said.\n"
MAIL = (
    "From: Desk <desk@example.org>\nTo: all@example.org\nDate: Thu, 5 Mar 2026 08:14:22 +0500\n"
    f"Subject: Clash\n\n{TEXT}"
)
ENCODED = (
    "From: a@example.org\nMIME-Version: 1.0\nDate: Thu, 5 Mar 2026 08:14:22 +0500\nSubject: Clash\n"
    'Content-Type: multipart/alternative; boundary="b"\n\n--b\n'
    "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    + TEXT.replace("in Kurram", "in=20Kur=\nram")
    + "\n--b--\n"
)


def read(name, data):
    found = sources.Reports()
    sources.add(found, name, data if isinstance(data, bytes) else data.encode())
    return found


@pytest.mark.parametrize(
    "head",
    [
        "---\npublished: 2026-03-05\ntitle: Clash\n---\n",
        "\n\n---\r\npublished: 2026-03-05 # as printed\r\ntitle: 'Clash'\r\n...\r\n",
        "---\ndatePublished: 2026-03-05T08:14:00+05:00\nheadline: Clash\ntags: [a, b]\n---\n",
        '+++\ndate = 2026-03-05T08:14:00Z\ntitle = "Clash"\n+++\n',
        "Title: Clash\nPublisher: Dawn\nURL: https://example.org/1\nDate: 5 March 2026\n\n",
        MAIL.removesuffix(TEXT),
        "FYI\n\n---------- Forwarded message ---------\n" + MAIL.removesuffix(TEXT),
        "Seen?\n\nBegin forwarded message:\n\n" + MAIL.removesuffix(TEXT),
    ],
)
def test_a_head_tells_title_and_day_and_is_no_text(head):
    (made,) = read("report.txt", head + TEXT).documents
    assert (made.title, made.published, made.published_from) == ("Clash", DAY, "metadata")
    assert made.text.lstrip("\n") == TEXT


@pytest.mark.parametrize(
    "text",
    [
        f"Title: Clash\n{TEXT}",  # no blank line, no day
        f"Date: 5 March 2026\nLocation: Kurram\nTitle: Clash\n\n{TEXT}",  # a form
        f"Subject: Clash\nDate: 5 March 2026\n{TEXT}",
        f"Kabul: Clash\n\n{TEXT}",
        f"---\n\n{TEXT}",
    ],
)
def test_what_is_no_head_stays_in_the_text(text):
    assert heads.parted(text) == ({}, text)


@pytest.mark.parametrize("name", ["mail.eml", "mail.txt", "mail"])
def test_a_mail_in_parts_is_decoded(name):
    (made,) = read(name, ENCODED).documents
    assert (made.title, made.published, made.text.strip()) == ("Clash", DAY, TEXT.strip())


@pytest.mark.parametrize(
    "said",
    [
        *("2026-03-05", "20260305", "2026-03-05T23:14:00.000Z", "2026/03/05 08:14", "5 March 2026"),
        *("Thu, 05 Mar 2026 08:14:00 +0500", "March 5, 2026 8:14 am PKT", "1772679600"),
        *("1772679600000", "1772679600.5", "Thu Mar 05 08:14:00 +0000 2026"),
    ],
)
def test_a_day_is_read_however_it_is_given(said):
    assert heads.day_of(said) == DAY


@pytest.mark.parametrize("said", ["", "soon", "2026-02-31", "99999999999999999", "03/05/26", "7"])
def test_what_is_no_day_is_none(said):
    assert heads.day_of(said) is None


@pytest.mark.parametrize(("said", "day"), [("3/5/2026", None), ("3/5/2026 10:15", DAY)])
def test_a_day_of_a_head_that_may_be_of_two_months_is_told(said, day):
    text = f"{TEXT}It began on 5 March 2026." if day else TEXT
    (made,) = read("mail.txt", f"From: Desk\nDate: {said}\nSubject: Clash\n\n{text}").documents
    assert (made.published, made.published_from) == (day, "text" if day else "")
    assert f"'{said}'" in made.notes[0]


@pytest.mark.parametrize("name", load("layout")["heads"])
def test_each_word_of_a_head_is_read(name):
    for word in load("layout")["heads"][name]:
        assert heads.named({word.upper(): "x", "other": "y"}) == {name: "x"}


ROWS = [
    {"title": "Clash", "published": "2026-03-05", "text": TEXT},
    {"headline": "Clash", "datePublished": "2026-03-05", "articleBody": TEXT},
    {"title": "Clash", "published_at": 1772679600, "content": TEXT, "text": ""},
    {"Title": "Clash", "pubDate": "2026-03-05", "Body": TEXT, "source": {"id": 1, "name": "Dawn"}},
    {"title": "Clash", "seendate": "20260305T043100Z", "maintext": TEXT},
    {"subject": "Clash", "date": "2026-03-01", "published": "2026-03-05", "text": TEXT},
]


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize(
    "written",
    [
        lambda row: json.dumps(row).encode(),
        lambda row: json.dumps(row, indent=2).encode(),
        lambda row: json.dumps([row, row]).encode(),
        lambda row: json.dumps([row], indent=1).encode(),
        lambda row: json.dumps({"status": "ok", "articles": [row]}).encode(),
        lambda row: json.dumps(row).encode("utf-16"),
        lambda row: json.dumps(row | {"note": "’"}, ensure_ascii=False).encode("cp1252"),
    ],
)
@pytest.mark.parametrize("name", ["reports.jsonl", "reports.json"])
def test_json_is_read_by_the_names_that_others_use(row, written, name):
    found = read(name, written(row))
    assert found.documents
    assert not found.refused
    for made in found.documents:
        assert (made.title, made.published, made.text) == ("Clash", DAY, TEXT)


# JSON that a file of this name, or standard input, holds, and whether it is of reports.
JSON = [
    *((json.dumps([row]), True) for row in ROWS),
    *((json.dumps({"status": "ok", "articles": [{"id": 1}, row]}), True) for row in ROWS),
    (json.dumps(ROWS[0], indent=2), True),
    ('[{"id": 1}, ' + json.dumps({"title": "Long", "text": TEXT * 4_000}) + "]", False),
    (json.dumps([{"date": "2026-03-05", "place": "Kurram", "text": TEXT}]), False),
    (json.dumps([{"date": "2026-03-05", "lat": 33.7, "lon": 70.1, "content": TEXT}]), False),
    (json.dumps({"rows": [{"date": "2026-03-05", "admin1": "Khost"}]}), False),
    (json.dumps({"type": "FeatureCollection", "features": []}), False),
    ("[" * 50_000, False),
    ('{"a":' * 50_000, False),
    ("", False),
]


@pytest.mark.parametrize(("written", "are_reports"), JSON)
def test_json_of_reports_is_told_from_that_of_a_table(tmp_path, written, are_reports):
    path = tmp_path / "any.json"
    path.write_text(written, "utf-8")
    assert sources.is_report(path) is are_reports
    assert inputs.is_table(written.encode()) is not (are_reports or not written)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_a_text_is_decoded(encoding):
    (made,) = read(
        "report.txt", f"---\npublished: 2026-03-05\n---\n{TEXT}".encode(encoding)
    ).documents
    assert (made.text, made.published) == (TEXT, DAY)


PAGE = f"""<html><head><meta property="article:published_time" content="2026-03-05T08:00:00Z">
<title>Clash</title></head><body><table><tr><td>Home</td><td><b>Clash</b><br><br>{TEXT}<br><br>
The army said in a statement that its troops had returned fire, and that the post was held until the
morning, when the firing stopped and people went back to their homes in the villages below it. A
shopkeeper of the area said that nobody had slept, and that the road to the bazaar was still shut.
</td></tr></table></body></html>"""


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page.php", "page", "page.xhtml"])
@pytest.mark.parametrize(
    "before", ["", "<!DOCTYPE html>\n", '<?xml version="1.0"?>\n', "<!-- x -->"]
)
def test_a_page_is_told_by_its_first_words_and_tables_of_layout_are_none(name, before):
    (made,) = read(name, before + PAGE).documents
    assert made.published == DAY
    assert "|" not in made.text
    assert TEXT.strip() in made.text.splitlines()


def test_a_page_saved_with_a_mail_s_head_is_read_as_a_page():
    head = ENCODED.partition("Content-Type: multipart")[0] + "Content-Type: text/html\n\n"
    (made,) = read("saved.mhtml", head + PAGE).documents
    assert TEXT.strip() in made.text.splitlines()


BOMBS = {
    "tags": "<" * 1_000_000,
    "scripts": "<script>" * 100_000,
    "remarks": "<!--" * 200_000,
    "attributes": "<p " + " ".join(f'a{n}="{n}"' for n in range(30_000)) + ">" + TEXT,
    "a picture": '<img src="data:' + "A" * 2_000_000 + '">' + TEXT,
    "depth": "<div>" * 60_000 + TEXT,
    "paragraphs": "<p>a</p>" * 60_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_pages_made_to_stop_a_reader_are_read_in_time(bomb):
    began = time.process_time()
    pages.read(f"<html><body>{BOMBS[bomb]}</body></html>")
    assert time.process_time() - began < 5
