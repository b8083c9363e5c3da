"""The page's texts: every language has all of them, in its own letters, and none takes a side."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from geo.errors import BordermapError
from geo.solar import solar
from maps.local_names import own_letters
from maps.words import LANGUAGES, OTHER_LANGUAGES, Words, messages

ROOT = Path(__file__).resolve().parents[1]
TERMS = ROOT / "data" / "wording" / "partisan_terms.csv"
# Texts that are the same in every language: codes, signs, names of organisations.
SAME = re.compile(r"(where_prec )?\{n\}k?|TTP|ISKP|(\{\w+\}|[0-9 ,:;()→–°])*", re.ASCII)
# Letters of the others, by language: whoever writes them has not written in this one.
FOREIGN = {
    "ps": "ٹڈڑںےہھ",
    "fa": "ټډړښږځڅڼېۍټٹڈڑںےہھيك",
    "ur": "ټډړښږځڅڼېۍګيكه",
}


def texts(node, path=""):
    """Walk all texts of a file of texts with the path to each."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, f"{path}.{key}" if path else key)
    else:
        for number, value in enumerate(node):
            yield from texts(value, f"{path}.{number}")


ENGLISH = dict(texts(messages("en")))
PACK = tomllib.loads((ROOT / "data/durand/region.toml").read_text("utf-8"))
LOCAL = {language: dict(texts(PACK["local"][language])) for language in OTHER_LANGUAGES}


def test_the_texts_are_gathered():
    assert len(ENGLISH) > 300
    assert ENGLISH["page.layers.rivers"] == "Rivers"


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_no_text_is_missing_and_none_is_left_over(language):
    assert list(dict(texts(messages(language)))) == list(ENGLISH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_an_address_may_hold_stands_behind_one(language):
    # a citation ends its sources with an address; readers' programs take other marks into the link
    after = messages(language)["citeSources"].partition("{names}")[2]
    assert after[0] in ". "


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_what_is_filled_in_is_the_same(language):
    def parts(text):
        return sorted(re.findall(r"\{(\w+)\}", text))

    # English writes one and two out where others have the number
    own = dict(texts(messages(language)))
    plural = {key.removesuffix(".one") for key in ENGLISH if key.endswith(".one")}
    for key, english in ENGLISH.items():
        if key.endswith(".one") and not parts(own[key]):
            continue
        sentence = key.rpartition(".")[0]
        told = ENGLISH[f"{sentence}.other"] if sentence in plural else english
        assert parts(own[key]) == parts(told), key


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_nothing_is_left_in_english(language):
    own = dict(texts(messages(language)))
    left = [
        key
        for key, text in own.items()
        if text == ENGLISH[key] and not SAME.fullmatch(text) and not key.startswith("language.")
    ]
    assert left == []


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_each_writes_its_own_letters(language):
    own = {**dict(texts(messages(language))), **LOCAL[language]}
    wrong = [text for text in own.values() if any(letter in text for letter in FOREIGN[language])]
    # a name may come from a neighbour's language, and keep its letters
    assert [text for text in wrong if text not in LOCAL[language].values()] == []


def test_no_text_has_markup():
    for language in LANGUAGES:
        for key, text in texts(messages(language)):
            assert not re.search(r"[<>&`$]|\{\{", text), (language, key)


def test_terms_that_take_a_side_have_a_reason():
    rows = list(csv.DictReader(TERMS.read_text("utf-8").splitlines()))
    assert {row["language"] for row in rows} == set(LANGUAGES)
    assert all(row["term"].strip() and len(row["reason"]) > 5 for row in rows)
    pairs = [(row["language"], row["term"]) for row in rows]
    assert len(pairs) == len(set(pairs)) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_takes_a_side(language):
    terms = [
        row["term"]
        for row in csv.DictReader(TERMS.read_text("utf-8").splitlines())
        if row["language"] == language
    ]
    told = [text for _, text in texts(messages(language))]
    if language == "en":
        told += [PACK["title"], PACK["note"], *PACK["attributions"]]
        for table in ("side_names", "claimant_side_names", "victim_group_names"):
            told += [row["name"] for row in PACK[table].values()]
        told += PACK["published"].values()
    else:
        told += LOCAL[language].values()
    # what a town or an organisation is called is no word of ours
    for name in (
        "غازی خان",
        "غازي خان",
        "دولت اسلامی ولایت خراسان",
        "د خراسان ولایت اسلامي دولت",
        "دولتِ اسلامیہ صوبہ خراسان",
    ):
        told = [text.replace(name, "") for text in told]
    found = [(term, text) for term in terms for text in told if says(text, term)]
    assert found == []


def says(text, term):
    """Tell whether a text has a word that begins as a term does."""
    return re.search(rf"(?<!\w){re.escape(term)}", text, re.IGNORECASE) is not None


def test_a_term_would_be_found():
    assert says("The terrorists of the enemy", "terror")
    assert not says("An interior district", "terror")
    assert says("دښمن وايي", "دښمن")


SENTENCES = (
    ("en", "page.reports", {"n": 1}, "1 report"),
    ("en", "page.reports", {"n": 1200}, "1,200 reports"),
    ("ps", "page.reports", {"n": 1200}, "۱٬۲۰۰ راپورونه"),
    ("fa", "page.layers.rivers", {}, "رودها"),
    ("ur", "page.rowsRejected", {"n": 3}, "3 سطریں مسترد"),
    (
        "en",
        "page.title",
        {"line": {"en": "Grey Line", "ps": "کرښه"}},
        "Incidents along the Grey Line",
    ),
    ("ps", "page.title", {"line": {"en": "Grey Line", "ps": "کرښه"}}, "پېښې – کرښه"),
    (
        "ur",
        "page.title",
        {"line": {"en": "Grey Line"}},
        "\u2068Grey Line\u2069 کے ساتھ ساتھ واقعات",
    ),
)


@pytest.mark.parametrize(("language", "key", "parts", "want"), SENTENCES)
def test_sentences(language, key, parts, want):
    assert Words(language).text(key, **parts) == want


DATES = (
    ("en", "26 February 2026 (7 Hut 1404)"),
    ("ps", "۷ کب ۱۴۰۴ (۲۶ فبروري ۲۰۲۶)"),
    ("fa", "۷ حوت ۱۴۰۴ (۲۶ فبروری ۲۰۲۶)"),
    ("ur", "26 فروری 2026 (7 حوت 1404)"),
)


@pytest.mark.parametrize(("language", "want"), DATES)
def test_dates_by_both_calendars(language, want):
    assert Words(language).date(date(2026, 2, 26)) == want
    assert Words(language).date("2026-02-26") == want
    assert Words(language).date(None) == ""


def test_a_date_of_long_ago_has_one_calendar():
    assert Words("en").date("1747-10-01") == "1 October 1747"


SOLAR = (  # by the Iranian and Afghan calendars' tables of Nawroz and of leap years
    ("1893-11-12", (1272, 8, 21)),
    ("1979-03-21", (1358, 1, 1)),
    ("2021-03-20", (1399, 12, 30)),
    ("2021-03-21", (1400, 1, 1)),
    ("2021-08-15", (1400, 5, 24)),
    ("2025-03-20", (1403, 12, 30)),
    ("2026-02-26", (1404, 12, 7)),
)


@pytest.mark.parametrize(("day", "want"), SOLAR)
def test_solar_hijri(day, want):
    assert solar(date.fromisoformat(day)) == want


def test_elements_name_their_text():
    words = Words("fa")
    assert words.span("page.none") == '<span data-t="page.none">هیچ.</span>'
    said = words.element("p", "page.located", n=2)
    assert json.loads(re.search(r'data-parts="([^"]+)"', said)[1].replace("&quot;", '"')) == {
        "n": 2
    }
    own = words.own("p", {"en": "<b>", "fa": '"x"'})
    assert own == (
        '<p dir="auto" data-words="{&quot;en&quot;:&quot;&lt;b&gt;&quot;,'
        '&quot;fa&quot;:&quot;\\&quot;x\\&quot;&quot;}">&quot;x&quot;</p>'
    )


def test_another_language_is_refused():
    with pytest.raises(BordermapError, match="there are en, ps, fa, ur"):
        Words("de")


LETTERS = (
    ("ps", "ٹانک", "ټانک"),
    ("ur", "ډېره", "ڈېرہ"),
    ("fa", "كويته", "کویته"),
    ("ur", "ګردیز", "گردیز"),
    ("fa", "بنوں", "بنون"),
    ("fa", "لنڈی کوتل", "لندی کوتل"),
    ("fa", "باجوڑ", "باجور"),
    ("ps", "", ""),
)


@pytest.mark.parametrize(("language", "name", "want"), LETTERS)
def test_borrowed_names_are_written_in_own_letters(language, name, want):
    assert own_letters(name, language) == want
