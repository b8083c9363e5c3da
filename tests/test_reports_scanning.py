"""Phrases looked for in one pass are those that a plain search finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import region
from geo.reports.language import tokens, triggers
from geo.reports.language.beginnings import Beginnings, begins_word, is_open, openings
from geo.reports.language.scanning import Board, Finder, Scan, Starts, Table
from geo.reports.language.words import either, of

WORDS = of(region.load("durand"))
LISTS = {
    "air": ["air strike", "re:air[ -]?raids?", "re:drones? (?:hit|struck)", "at"],
    "land": ["strike", "re:(?:tank|gun)s?", "re:(?<!no )fire", "re:\\d+ rounds"],
    "none": [],
}
TEXTS = {
    "An air strike hit": [(3, 13, "air"), (7, 13, "land")],
    "air raid, air-raids, airraid": [(0, 8, "air"), (10, 19, "air"), (21, 28, "air")],
    "a drone struck tanks at noon": [(2, 14, "air"), (15, 20, "land"), (21, 23, "air")],
    "attacks on cat": [],
    "no fire, 20 rounds of fire": [(9, 18, "land"), (22, 26, "land")],
    "": [],
}


@pytest.mark.parametrize("text", TEXTS)
def test_all_finds_each_list(text):
    table = Table(LISTS, re.IGNORECASE)
    assert table.all(text, 0, len(text)) == TEXTS[text]
    assert table.names(text, 0, len(text)) == {name for *_, name in TEXTS[text]}
    assert table.first(text, 0, len(text)) == (TEXTS[text] or [None])[0]
    assert table.all(text, 0, len(text), Scan(text, 0, len(text))) == TEXTS[text]


def test_a_stretch_ends_its_words():
    table = Table({"": ["re:strikes?"]})
    assert [(hit.start, hit.end) for hit in table.all("airstrikes strikes", 11, 17)] == [(11, 17)]
    assert table.all("airstrikes strikes", 0, 10) == []


def _tables():
    events = WORDS.load("events")
    for kind, rows in events["kinds"].items():
        yield kind, rows["strong"]
    for name, rows in events["not_events"].items():
        yield name, rows
    for name, rows in WORDS.load("sides").items():
        yield name, rows


PLAIN = {name: re.compile(rf"\b{either(rows)}\b", re.IGNORECASE) for name, rows in _tables()}
SCANNED = {name: Table({name: rows}, re.IGNORECASE) for name, rows in _tables()}
PIECES = sorted(
    {
        word
        for _, rows in _tables()
        for row in rows
        for word in re.findall(r"[a-z’'-]{2,}", row.removeprefix("re:"))
    }
)


@given(st.lists(st.sampled_from([*PIECES, "the", "of", ",", ".", "12", "X"]), max_size=14))
def test_every_list_of_the_vocabulary_is_found_as_by_its_pattern(words):
    text = " ".join(words)
    for name, pattern in PLAIN.items():
        plain = [match.span() for match in pattern.finditer(text)]
        assert [(h.start, h.end) for h in SCANNED[name].all(text, 0, len(text))] == plain


@pytest.mark.parametrize(
    ("pattern", "words", "parts"),
    [
        (r"\bon \w+day\b", {"on"}, set()),
        (r"\b(?:late )?last week\b", {"late", "last"}, set()),
        (r"\bstrikes?\b", {"strike", "strikes"}, set()),
        (r"\bstrike", set(), {"strike"}),
        (r"\bretaliat\w*", set(), {"retaliat"}),
        (r"\b(?:gun|tank)[ -]?fire$", {"gun", "tank", "gunfire", "tankfire"}, set()),
        (r"\b(?<!no )[Ff]ire(?! of)\b", {"fire"}, set()),
        (r"\b[a-z]+ern ", set(), set("abcdefghijklmnopqrstuvwxyz")),
        (r"\b\d{1,3} rounds", set(), {*"0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"}),
        (r"\bcounterproductively\b", set(), {"counterprodu"}),
        (rf"\b{either([])}", set(), set()),
        (r"-?fire\b", {"fire"}, set()),
        (r"a[b)|(]\[?(?:x\)|y)", {"a", "ab", "abx"}, {"aby"}),
        (r"\b(?P<n>one|1)(?>\.|st){1,2}", {"one", "1"}, {"onest", "1st", "onestst", "1stst"}),
    ],
)
def test_beginnings_are_read_off_a_pattern(pattern, words, parts):
    begun = Beginnings.of(pattern)
    assert begun is not None
    assert (begun.words - begun.parts, begun.parts) == (words - parts, parts)


@pytest.mark.parametrize(
    ("pattern", "is_one"),
    [(r"[a-z] in $", True), (r"\w+ ago", True), (r"\bin $", False), (r"\b[a-e]\w+ $", False)],
)
def test_patterns_that_nearly_any_word_begins(pattern, is_one):
    assert is_open(Beginnings.of(pattern)) is is_one


@pytest.mark.parametrize("pattern", [r"\w+ ago", r"(?:late )?", r"[^ ]+", r"(?=a)"])
def test_a_pattern_may_begin_with_anything(pattern):
    assert Beginnings.of(pattern) is None


_SAID = st.recursive(
    st.sampled_from(
        [
            "ab",
            "b",
            r"\b",
            " ",
            "-",
            "[ab]",
            "[^b]",
            "[a-c -]",
            r"\w",
            r"\d",
            r"\.",
            ".",
            "(?=b)",
            "$",
        ]
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda rows: f"(?:{'|'.join(rows)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,2}", "{2}"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=8,
)


@given(_SAID, st.text(st.sampled_from("abBc1٣ -."), max_size=10))
def test_what_a_pattern_matches_at_a_word_begins_as_was_read(pattern, text):
    begun = Beginnings.of(pattern)
    words = [word.lower() for word in re.findall(r"\w+", text)]
    is_word = re.match(r"\w", text) is not None
    if begun is None or not is_word or re.compile(pattern, re.IGNORECASE).match(text) is None:
        return
    is_part = any(words[0].startswith(part) for part in begun.parts)
    assert words[0] in begun.words or is_part
    behind = begun.behind.get(words[0])
    assert is_part or behind is None or {*openings(words[1:2])} & behind


@pytest.mark.parametrize(
    ("pattern", "behind"),
    [
        (r"\bair[ -]?strikes?\b", {"air": {"str"}}),
        (
            r"\b(?:in|on) (?:the )?(?:night|\d+th|of)\b",
            {w: {"the", "nig", "0", "of"} for w in ("in", "on")},
        ),
        (r"\bfor\s+days(?: on end)?\b", {"for": {"day"}}),
        (r"\bfar(?: off)?\b", {}),
        (r"\bno \w+ fell\b", {}),
        (r"\ban? (?:a|b)\w*", {}),
        (r"\bX’s [A-Z]", {"x": {"s"}}),
        (r"\b(?:hit \.?the|hit)\b", {}),
    ],
)
def test_what_stands_behind_a_first_word_is_read_off_a_pattern(pattern, behind):
    assert Beginnings.of(pattern).behind == behind


@pytest.mark.parametrize(
    ("pattern", "is_one"),
    [
        (r"\ba", True),
        (r"(?:(?<!no )\ba|\b(?:b|c))d", True),
        (r"(?:\ba|b)", False),
        (r"(?:\ba)?b", False),
        (r"a|\bb", False),
        (r"[\b]a", False),
    ],
)
def test_a_pattern_begins_with_a_word_where_each_of_its_alternatives_does(pattern, is_one):
    assert begins_word(pattern) is is_one


def test_more_beginnings_than_are_kept_are_cut_to_a_few_letters():
    letters = "[abc]" * 8
    assert Beginnings.of(rf"\b{letters}\b").parts == {
        a + b + c for a in "abc" for b in "abc" for c in "abc"
    }


def test_patterns_are_asked_only_where_they_may_begin():
    rows = (r"on \w+day", r"(?:late )?last week", r"\w+ ago", r"last (?:week|year)s?")
    starts = Starts(rows, map(Beginnings.of, rows))
    text = "On it, lasting, the last week. Late last year, last"
    assert [(text[at:].split(maxsplit=1)[0], asked) for at, asked in starts.asking_in(text)] == [
        ("On", (rows[0], rows[2])),
        ("it,", (rows[2],)),
        ("lasting,", (rows[2],)),
        ("the", (rows[2],)),
        ("last", rows[1:]),
        ("week.", (rows[2],)),
        ("Late", rows[1:3]),
        ("last", rows[2:]),
        ("year,", (rows[2],)),
        ("last", (rows[2],)),
    ]
    assert starts.asking_in("") == []


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"\bair ?strikes?\b", "An Air Strike.", "Air Strike"),
        (r"\b(?:shot|fired) at\b|\bduel\b", "They shot and fired at us", "fired at"),
        (r"\bin the (?:north|south)$", "in the north, in the south", "in the south"),
        (r"\bduel\b", "duels", None),
        (rf"\b{either([])} drones", "drones", None),
    ],
)
def test_a_finder_finds_as_a_search_does(pattern, text, found):
    finder = Finder(pattern, re.IGNORECASE)
    match = finder.search(text)
    assert (match and match[0]) == found
    behind = finder.find(text, Scan(f"An air strike, {text}", 0, 99), 15)
    assert (behind and behind.span()) == (match and match.span())
    if match is not None:
        assert finder.search(text, match.end()) is None


@given(st.text(st.sampled_from("aAİßΣσ’' \n\x1c\u2028۱,.-"), max_size=30))
def test_words_are_made_small_one_by_one_and_all_at_once_alike(text):
    words = [(found.start(), found[0].lower()) for found in re.finditer(r"\b\w{1,24}", text)]
    scan = Scan(text, 0, len(text)).words
    assert [word[:2] for word in scan] == words
    assert [following for *_, following in scan] == [*openings(low for _, low in words[1:]), ""][
        : len(words)
    ]
    cut = tokens.read(text)
    assert cut.low == tuple(word.lower().replace("’", "'") for word in cut.raw)
    assert [text[start:end] for start, end in zip(cut.starts, cut.ends, strict=True)] == [*cut.raw]


@pytest.mark.parametrize("pattern", ["strike", r"\b\w+ strike", r"(?:\bair|land)", r"\b[^ ]+"])
def test_a_pattern_that_may_begin_anywhere_is_no_finders(pattern):
    with pytest.raises(ValueError, match="may begin with anything"):
        Finder(pattern)


def test_event_words_of_spans():
    text = "jets bombed two posts and shells fell; nobody died. all is quiet. shells fell"
    spans = [(0, 51), (52, 65), (66, 77)]
    found, *others = triggers.find(WORDS, text, spans, Scan(text, 0, len(text)))
    assert [[t.start for t in row] for row in others] == [[], [66]]
    assert [(text[t.start : t.end], t.kind) for t in found] == [
        ("jets bombed", "air"),
        ("shells fell", "shelling"),
        ("died", ""),
    ]
    assert triggers.any_in(WORDS, text, 40)
    assert not triggers.any_in(WORDS, "a quiet day")


def test_words_that_ask_a_table_are_found_once_a_text():
    text, board = "a drone hit a gun, and a tank", Board()
    scans = [Scan(text, 0, 29, board) for _ in range(2)]  # made before the board has a list
    tables = [Table({"land": ["gun", "tank"]}), Table({"air": ["drone hit", "drone"]})]
    for scan in (*scans, Scan(text, 0, 29, board)):
        assert [t.names(text, 0, 29, scan) for t in tables] == [{"land"}, {"air"}]
        assert [hit.start for hit in tables[0].all(text, 15, 29, scan)] == [25]
        assert tables[1].all(text, 3, 29, scan) == []


def test_a_list_that_joins_a_board_is_asked_of_words_known_before():
    text, board = "a drone hit a gun, and a tank", Board()
    tables = [Table({"land": ["gun", "tank"]}), Table({"air": ["drone hit", "re:tank\\w*"]})]
    for table in tables:
        assert table.names(text, 0, 29, Scan(text, 0, 29, board))
    assert {"a", "hit", "gun"} <= board.keys()
    assert board.keys().isdisjoint({"drone", "tank"})
    scan = Scan(text, 0, 29, board)
    assert [hit.start for table in tables for hit in table.all(text, 0, 29, scan)] == [
        14,
        25,
        2,
        25,
    ]
