import pandas as pd
import pytest

from geo import text

KEPT = [
    "plain",
    "tab\tand\nnewline",
    "\u0633\u067e\u06cc\u0646 \u0628\u0648\u0644\u062f\u06a9 \u0645\u06cc\u200c\u0631\u0648\u062f",
    "<script>{{ 7*7 }}</script> `${x}`",
    "",
]
# dirty, clean, what is counted
CLEANED = [
    ("a\x00b", "ab", text.CONTROL),
    ("\x1b[31mred\x07", "[31mred", text.CONTROL),
    ("\x85\x9b\x7f", "", text.CONTROL),
    ("a\ufeff\ufffe\uffff", "a", text.CONTROL),
    ("\u202egnp.exe\u202c", "gnp.exe", text.BIDI),
    ("\u2066x\u2069", "x", text.BIDI),
    ("e\u0301", "\u00e9", text.COMPOSED),
    ("x\ud800y", "x\ufffdy", text.SURROGATE),
]


@pytest.mark.parametrize("kept", KEPT)
def test_text_that_is_fine_stays(kept):
    assert text.clean(kept) == kept
    column, counts = text.clean_column(pd.Series([kept], dtype=object))
    assert column.tolist() == [kept]
    assert not counts


@pytest.mark.parametrize(("dirty", "clean", "kind"), CLEANED)
def test_unsafe_characters_go_and_are_counted(dirty, clean, kind):
    assert text.clean(dirty) == clean
    column, counts = text.clean_column(pd.Series([dirty, None, "fine"], dtype=object))
    assert column.tolist() == [clean, pd.NA, "fine"]
    assert counts == {kind: 1}


def test_cleaning_twice_changes_nothing_more():
    once = text.clean("".join(dirty for dirty, _, _ in CLEANED))
    assert text.clean(once) == once


def test_replaced_surrogates_keep_offsets():
    said = "he\udcff said 12"
    assert text.replace_surrogates(said).index("12") == said.index("12")


def test_clean_frame_leaves_numbers_and_unnamed_columns_alone():
    frame = pd.DataFrame({"a": ["x\x00", "y"], "b": ["\x00", "z"], "n": [1, 2]})
    cleaned, counts = text.clean_frame(frame, ["a", "n"])
    assert cleaned["a"].tolist() == ["x", "y"]
    assert cleaned["b"].tolist() == ["\x00", "z"]
    assert cleaned["n"].tolist() == [1, 2]
    assert text.remarks(counts) == (f"{text.CONTROL} in 1 cell",)
    assert text.clean_frame(frame)[1] == {text.CONTROL: 2}


def test_index_of_a_column_is_kept():
    column, _ = text.clean_column(pd.Series(["a\x00", "b"], index=[7, 9]))
    assert column.index.tolist() == [7, 9]
