"""The block codec: what Python writes, Python reads back; hostile text stays inert."""

from __future__ import annotations

import base64
import gc
import gzip
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from functools import partial
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maps import payload, tokens

HOSTILE = (
    "{{ 6*7 }}",
    "{% raw %}",
    "{#",
    "${alert(1)}",
    "`",
    "</script><script>alert(1)</script>",
    "<!--",
    '" onerror="alert(1)',
    "پکتیکا\u202e",
    "\x00\x1b[31m",
    "\U0001f6a8",
)
LIMITS = {
    "i32": (-(2**31), 2**31 - 1),
    "u32": (0, 2**32 - 1),
    "u16": (0, 2**16 - 1),
    "u8": (0, 255),
}


def test_numbers_take_no_more_bytes_than_their_block():
    given = np.array([1, 2, 255], np.int64)
    narrow = payload.narrow("a", "u8", given)
    assert narrow.nbytes == 3
    assert payload.narrow("a", "u8", narrow) is narrow
    block = payload.array_block("a", "u8", narrow)
    assert block == payload.array_block("a", "u8", given)


@pytest.mark.parametrize("type_", LIMITS)
def test_whole_numbers_come_back(type_):
    low, high = LIMITS[type_]
    for values in ([], [low], [high, low, 1, high]):
        block = payload.array_block("a/b", type_, np.array(values, np.int64))
        assert block.rows == len(values)
        assert payload.read(block).tolist() == values


@given(st.lists(st.floats(width=32), max_size=40))
def test_reals_come_back(values):
    block = payload.array_block("a", "f32", np.array(values, np.float32))
    np.testing.assert_array_equal(payload.read(block), np.array(values, np.float32))


@pytest.mark.parametrize(
    ("type_", "values", "fault"),
    [
        ("u8", [256], "256 to 256 does not fit u8"),
        ("u16", [-1], "does not fit u16"),
        ("i32", [2**31], "does not fit i32"),
        ("i32", [0.5], "expected whole numbers"),
        ("i32", [[1]], "2 dimensions"),
    ],
)
def test_nothing_is_cut_off(type_, values, fault):
    with pytest.raises(ValueError, match=fault):
        payload.array_block("a", type_, np.array(values))


@given(st.lists(st.text(), max_size=20))
def test_texts_come_back(texts):
    assert payload.read(payload.text_block("a", texts)) == texts


@pytest.mark.parametrize(
    ("text", "read"),
    [("a\ud800b", "a\ufffdb"), ("\udfff", "\ufffd"), ("\ud83d\udea8", "\U0001f6a8")],
)
def test_lone_surrogates_are_replaced(text, read):
    assert payload.read(payload.text_block("a", [text])) == [read]
    assert payload.read(payload.json_block("a", {text: text})) == {read: read}


def test_text_is_inert_in_html_script_and_template():
    block = payload.text_block("a/t", HOSTILE)
    assert payload.read(block) == list(HOSTILE)
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", block.data)
    assert block.html.count("<") == 2


def test_what_stands_as_it_is_is_inert_in_html_and_comes_back():
    value = {"of": [*HOSTILE, "\ud800"], "at": [1, 2.5, None]}
    block = payload.plain_block("a", value)
    assert payload.read(block) == value
    assert block.data.isascii()
    assert block.html.count("<") == 2
    with pytest.raises(ValueError, match="not JSON compliant"):
        payload.plain_block("a", [float("inf")])


@pytest.mark.parametrize("key", ["", "A", "a b", 'a"', "a//b", "/a", "a/", "a<", "é"])
def test_keys_are_plain_words(key):
    with pytest.raises(ValueError, match="block key"):
        payload.json_block(key, 1)


def test_infinity_is_no_json():
    with pytest.raises(ValueError, match="not JSON compliant"):
        payload.json_block("a", [float("inf")])


def test_bytes_stand_in_runs_and_carry_no_time():
    block = payload.array_block("a", "u16", [0x0201, 0x0403])
    packed = block.packed
    assert base64.b64decode(block.data) == packed
    assert gzip.decompress(packed) == bytes([1, 3, 2, 4])
    assert packed[4:8] == bytes(4)  # the gzip header's time


@given(st.lists(st.integers(-(2**40), 2**40), max_size=30))
def test_differences_add_up(values):
    assert np.cumsum(payload.delta(values)).tolist() == values


def test_rings_begin_whole_and_go_on_by_differences():
    rings = [np.array([[70.0, 34.0], [70.00001, 33.99998]]), np.array([[1.0, 2.0]])]
    xy, counts = payload.ring_blocks("g", rings)
    assert payload.read(xy).tolist() == [7_000_000, 3_400_000, 1, -2, 100_000, 200_000]
    assert payload.read(counts).tolist() == [2, 1]
    assert (xy.key, counts.key) == ("g/xy", "g/rings")


@settings(deadline=None)  # the first text waits for imports
@given(st.lists(st.text(alphabet="ab \x1d\x1e\x1f\n\u00a0پ"), max_size=6))
def test_words_come_back_as_their_text(texts):
    told = "".join(f"{text}\x1d" for text in texts)
    block = payload.words_block("a", told.encode())
    assert payload.read(block) == told
    assert block.rows == len(re.findall("[ \x1d-\x1f]", told))


@pytest.mark.parametrize(("count", "width"), [(2**16, 2), (2**16 + 1, 4)])
def test_more_words_than_two_bytes_can_number_take_four(count, width):
    told = "".join(f"{number} " for number in range(count))
    packed, words = tokens.pack(told.encode())
    assert words == count
    assert int.from_bytes(packed[4:8], "little") == width
    assert tokens.unpack(packed) == told


def test_frequent_words_have_small_numbers():
    packed, _ = tokens.pack(b"b a c a b a ")
    assert packed == b"\x06\0\0\0\x02\0\0\0" + bytes([1, 0, 2, 0, 1, 0] + [0] * 6) + b"a b c "


@pytest.mark.parametrize("count", [0, 1, 7])
def test_blocks_made_ahead_come_in_their_order(count):
    makers = [partial(payload.array_block, f"a/{n}", "u8", [n]) for n in range(count)]
    with payload.ahead(makers) as made:
        assert [block.key for block in made] == [f"a/{n}" for n in range(count)]


@pytest.mark.parametrize("in_memory", [1, 10**6])
def test_bytes_of_blocks_made_ahead_lie_in_a_file_or_in_memory(in_memory, monkeypatch):
    monkeypatch.setattr(payload, "_IN_MEMORY", in_memory)
    given = [list(range(n)) for n in (3, 0, 200)]
    makers = [partial(payload.array_block, "a", "u8", values) for values in given]
    with payload.ahead(makers) as made:
        blocks = list(made)
    # out of their order, more than once, and when the maker is gone
    assert [payload.read(block).tolist() for block in reversed(blocks * 2)] == given[::-1] * 2
    for block, make in zip(blocks, makers, strict=True):
        assert (block, hash(block)) == (make(), hash(make()))
        assert (block == blocks[0]) == (block is blocks[0])


def test_a_copy_of_a_block_made_ahead_needs_no_file():
    with payload.ahead([partial(payload.json_block, "a", [1, "ب"])]) as made:
        (block,) = made
    file = block.held.shelf._file
    copy = deepcopy(block)
    assert pickle.loads(pickle.dumps(block)) == copy  # noqa: S301 - our own
    del block
    gc.collect()
    assert file.closed
    assert payload.read(copy) == [1, "ب"]


def test_blocks_are_made_before_they_are_asked_for():
    made = Event()

    def make():
        made.set()
        return payload.json_block("a", 1)

    with payload.ahead([make]) as blocks:
        assert made.wait(60)
        assert [payload.read(block) for block in blocks] == [1]


def test_what_fails_while_blocks_are_made_ends_that(monkeypatch):
    go_on, made = Event(), []
    end = ThreadPoolExecutor.shutdown

    def ended(pool, *, wait=True, cancel_futures=False):
        end(pool, wait=False, cancel_futures=cancel_futures)
        go_on.set()
        end(pool, wait=wait)

    def make(number):
        go_on.wait(60)
        made.append(number)
        return payload.json_block("a", number)

    def fail():
        with payload.ahead([partial(make, number) for number in range(9)]):
            raise ValueError("elsewhere")

    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", ended)
    with pytest.raises(ValueError, match="elsewhere"):
        fail()
    assert len(made) <= 2


def test_a_block_that_cannot_be_made_is_the_fault_of_who_asks():
    fault = partial(payload.array_block, "a", "u8", [300])
    with payload.ahead([fault]) as made, pytest.raises(ValueError, match="does not fit"):
        next(made)
