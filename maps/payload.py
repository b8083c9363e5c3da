"""Data of the page as blocks: base64 of gzip in elements that no browser runs.

The alphabet of base64 has no ``{``, ``<``, ``$`` or backtick, so a block is inert in HTML, in
JavaScript and in templates. `maps/viewer/src/data/payload.ts` reads what this writes. What the page
draws before all else is read stands as it is (`plain_block`).
"""

from __future__ import annotations

import base64
import gzip
import json
import re
import weakref
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from os import SEEK_END
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import TYPE_CHECKING, Any

from maps import tokens
from maps.memory import give_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    import numpy as np
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import ArrayLike, NDArray

_DTYPES = {"i32": "<i4", "u32": "<u4", "u16": "<u2", "u8": "|u1", "f32": "<f4"}
_KEY = re.compile(r"[a-z0-9_]+(/[a-z0-9_]+)*(?:@[a-z]{2})?")
_THREADS = 2
_TIDIED = 100  # blocks
_IN_MEMORY = 4_000_000  # bytes of blocks beyond which they are written to a file
# How hard to compress: numbers hardly become smaller beyond the first, and take twice the time. A
# byte of codes and counts tells of the next only where both are the same: to look for more takes
# three times as long and finds less. Coordinates and days do repeat.
_NUMBERS, _WORDS, _WRITTEN, _SMALL = 4, 4, 5, 6
_REPEATING = ("i32",)
_GZIP = 16 + zlib.MAX_WBITS
DEGREE = 100_000  # coordinates are whole numbers of 0.00001 degree, about a metre


@dataclass(frozen=True)
class Block:
    """One block.

    Attributes
    ----------
    key
        Its name, such as ``incidents/lon``.
    type
        ``i32``, ``u32``, ``u16``, ``u8``, ``f32``, ``json``, ``text``, ``words`` or ``plain``.
    rows
        Number of values; 1 for ``json`` and ``plain``, of ``words`` those in order.
    held
        The gzipped bytes, or where they lie; of ``plain`` those that stand in the page.
    late
        Whether the page draws before it asks for the block: it stands behind the page's script.
    """

    key: str
    type: str
    rows: int
    held: bytes | _Shelved
    late: bool = False

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"block key {self.key!r} is not lower-case words joined by /")

    @property
    def packed(self) -> bytes:
        """The bytes, from where they lie."""
        return self.held if isinstance(self.held, bytes) else self.held.read()

    @property
    def data(self) -> str:
        """Base64 of the bytes, made when it is written: it is a third larger than they are."""
        if self.type == "plain":
            return self.packed.decode("ascii")
        return base64.b64encode(self.packed).decode("ascii")

    @property
    def parts(self) -> tuple[str, str, str]:
        """The block as an element of the page: its start, its data, its end."""
        start = (
            f'<script type="text/plain" data-bm="{self.key}" data-type="{self.type}" '
            f'data-rows="{self.rows}">'
        )
        return start, self.data, "</script>\n"

    @property
    def html(self) -> str:
        """The block as an element of the page."""
        return "".join(self.parts)


def array_block(key: str, type_: str, values: ArrayLike, *, late: bool = False) -> Block:
    """Make a block of numbers.

    Parameters
    ----------
    key
        The block's name.
    type_
        One of ``i32 u32 u16 u8 f32``.
    values
        Whole numbers that fit the type (any numbers for ``f32``), one dimension.
    late
        Whether the page draws before it asks for the block.

    Raises
    ------
    ValueError
        A value does not fit the type: nothing is cut off silently.
    """
    given = narrow(key, type_, values)
    strategy = zlib.Z_DEFAULT_STRATEGY if type_ in _REPEATING else zlib.Z_RLE
    packed = _pack(tokens.shuffle(given), _NUMBERS, strategy)
    return Block(key, type_, given.size, packed, late=late)


def narrow(key: str, type_: str, values: ArrayLike) -> NDArray[Any]:
    """Return the numbers of `array_block` in no more bytes than the block has."""
    import numpy as np

    given = np.asarray(values)
    if given.ndim != 1:
        raise ValueError(f"{key}: {given.ndim} dimensions, expected 1")
    dtype = np.dtype(_DTYPES[type_])
    if given.dtype == dtype:
        return given
    if type_ != "f32" and given.size:
        limits = np.iinfo(dtype)
        if not np.issubdtype(given.dtype, np.integer):
            raise ValueError(f"{key}: {given.dtype} values, expected whole numbers")
        if given.min() < limits.min or given.max() > limits.max:
            raise ValueError(f"{key}: {given.min()} to {given.max()} does not fit {type_}")
    return given.astype(dtype)


def json_block(key: str, value: Any) -> Block:
    """Make a block of one JSON value; lone surrogates in texts become U+FFFD."""
    return Block(key, "json", 1, _pack(_json(value)))


def plain_block(key: str, value: Any) -> Block:
    """Make a block of one JSON value that stands in the page as it is.

    It is larger, but read at once: a browser unpacks in turns of its own. It is ASCII and holds
    no ``<``, so that it is inert in HTML.
    """
    text = json.dumps(value, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
    return Block(key, "plain", 1, text.encode("ascii"))


def written_block(key: str, text: str) -> Block:
    """Make a late block of one JSON value that is written already."""
    return Block(key, "json", 1, _pack(text.encode(), _WRITTEN), late=True)


def text_block(key: str, texts: Sequence[str]) -> Block:
    """Make a block of texts; lone surrogates become U+FFFD."""
    return Block(key, "text", len(texts), _pack(_json(list(texts))))


def words_block(key: str, letters: bytes | pa.Buffer) -> Block:
    """Make a late block of a text in UTF-8, as `maps.tokens` packs it."""
    packed, count = tokens.pack(letters)
    return Block(key, "words", count, _pack(packed, _WORDS), late=True)


def in_threads(makers: Iterable[Callable[[], Block]]) -> Iterator[Block]:
    """Make blocks in their order, two at a time: compression leaves other threads room."""
    from collections import deque
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_THREADS) as pool:
        waiting: deque[Future[Block]] = deque()
        for number, make in enumerate(makers):
            if number % _TIDIED == 0:
                give_back()
            waiting.append(pool.submit(make))
            if len(waiting) > 2 * _THREADS:  # no more in memory than that keeps them busy
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def ahead(makers: Iterable[Callable[[], Block]]) -> Iterator[Iterator[Block]]:
    """Make blocks while something else is done; give them in their order.

    They are made two at a time in any case, and their bytes lie in a file once they are many.
    """
    from concurrent.futures import ThreadPoolExecutor

    shelf = _Shelf()
    with ThreadPoolExecutor(_THREADS) as pool:
        try:
            started = [pool.submit(lambda make: shelf.put(make()), make) for make in makers]
            yield _results(started)
        finally:
            pool.shutdown(cancel_futures=True)


def _results(started: Sequence[Future[Block]]) -> Iterator[Block]:
    for number, future in enumerate(started):
        if number % _TIDIED == 0:
            give_back()
        yield future.result()


class _Shelf:
    """A file for the bytes of blocks, gone with the last of them: a million incidents have 70 MB.

    Threads put them there and take them.
    """

    def __init__(self) -> None:
        self._file, self._lock = SpooledTemporaryFile(_IN_MEMORY), Lock()  # noqa: SIM115 - closed below
        weakref.finalize(self, self._file.close)

    def put(self, block: Block) -> Block:
        """Return the block with its bytes in the file."""
        held = block.packed
        with self._lock:
            start = self._file.seek(0, SEEK_END)
            self._file.write(held)
        return replace(block, held=_Shelved(self, start, len(held)))

    def read(self, start: int, size: int) -> bytes:
        with self._lock:
            self._file.seek(start)
            return self._file.read(size)


@dataclass(frozen=True, eq=False)
class _Shelved:
    """Where bytes lie in a file; they are what it is compared by. A copy holds them itself."""

    shelf: _Shelf
    start: int
    size: int

    def read(self) -> bytes:
        return self.shelf.read(self.start, self.size)

    def __eq__(self, other: object) -> bool:
        return self.read() == (other.read() if isinstance(other, _Shelved) else other)

    def __hash__(self) -> int:
        return hash(self.read())

    def __reduce__(self) -> tuple[type[bytes], tuple[bytes]]:
        return bytes, (self.read(),)


def whole_degrees(degrees: ArrayLike) -> NDArray[np.int64]:
    """Return coordinates as the whole numbers that the page reads, in one row."""
    import numpy as np

    whole: NDArray[np.int64] = np.rint(np.ravel(degrees) * DEGREE).astype(np.int64)
    return whole


def texts(column: pd.Series) -> list[str]:
    """Return the texts of a column; what is missing is empty."""
    return [str(text) for text in column.astype(object).where(column.notna(), "")]


def delta(values: ArrayLike) -> NDArray[np.int64]:
    """Return the first value and then the differences between neighbours."""
    import numpy as np

    steps: NDArray[np.int64] = np.asarray(values, dtype=np.int64).copy()
    steps[1:] -= steps[:-1].copy()
    return steps


def ring_values(
    rings: Iterable[NDArray[np.float64]],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give rings or lines of longitude and latitude as whole numbers, and the points of each.

    The first are longitude and latitude in turn, 0.00001 degree, each ring's first point whole and
    the others as differences.
    """
    import numpy as np

    all_rings = [np.asarray(ring, np.float64) for ring in rings]
    counts = np.array([len(ring) for ring in all_rings], np.int64)
    xy = np.concatenate(all_rings) if all_rings else np.zeros((0, 2))
    whole = np.rint(xy * DEGREE).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), np.int64))
    starts = (np.cumsum(counts) - counts)[counts > 0]
    steps[starts] = whole[starts]
    return steps.ravel(), counts


def ring_blocks(key: str, rings: Iterable[NDArray[np.float64]]) -> list[Block]:
    """Make ``key/xy`` and ``key/rings`` of rings or lines, as `ring_values` gives them."""
    xy, counts = ring_values(rings)
    return [array_block(f"{key}/xy", "i32", xy), array_block(f"{key}/rings", "u32", counts)]


def read(block: Block) -> Any:
    """Read a block back: a numpy array, a JSON value, a list of texts or the text of words."""
    import numpy as np

    if block.type == "plain":
        return json.loads(block.packed)
    raw = gzip.decompress(block.packed)
    if block.type == "words":
        return tokens.unpack(raw)
    if block.type in ("json", "text"):
        return json.loads(raw)
    dtype = np.dtype(_DTYPES[block.type])
    runs = np.frombuffer(raw, np.uint8).reshape(dtype.itemsize, -1)
    return np.ascontiguousarray(runs.T).view(dtype).ravel()


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        pass
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _pack(raw: bytes, level: int = _SMALL, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> bytes:
    """Compress as gzip; its head tells no time, since the same data must give the same bytes."""
    made = zlib.compressobj(level, zlib.DEFLATED, _GZIP, zlib.DEF_MEM_LEVEL, strategy)
    return made.compress(raw) + made.flush()
