"""A text as its words, each once, and the order in which they stand.

Texts of incidents repeat few words very often. So a page searches the few, then numbers, and holds
less: 100,000 incidents of 430 letters are 17 MB of numbers and 3 MB of words. A word ends with the
blank or the mark that follows it, so that the words in their order are the text itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

# Ends of an incident, of a group of its texts, and of a text. A blank stands for them in data.
INCIDENT, GROUP, TEXT = "\x1d", "\x1e", "\x1f"
_FIRST_MARK, _ENDS = 0x1D, 4
_HEAD = "<u4"


def pack(letters: bytes | pa.Buffer) -> tuple[bytes, int]:
    """Take a text apart.

    Parameters
    ----------
    letters
        The text in UTF-8, ending with a blank or a mark.

    Returns
    -------
    tuple
        The bytes of a block, and the number of words in order. They hold that number and the width
        of the numbers in bytes (4 bytes each, little-endian), the numbers byte-shuffled, and the
        words one after the other, the most frequent first.
    """
    import numpy as np
    import pyarrow as pa

    told = np.frombuffer(letters, np.uint8)
    # the three marks and the blank follow one another, and what is less becomes large
    ends = np.flatnonzero(told - _FIRST_MARK < _ENDS) + 1
    offsets = np.concatenate([[0], ends]).astype(np.int32)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(letters)]
    found = pa.Array.from_buffers(pa.binary(), len(ends), buffers).dictionary_encode()
    codes = np.asarray(found.indices)
    often = np.argsort(-np.bincount(codes), kind="stable")
    rank = np.empty(len(often), "<u2" if len(often) <= 2**16 else "<u4")
    rank[often] = np.arange(len(often))
    words = b"".join(found.dictionary.take(pa.array(often)).to_pylist())
    head = np.array([len(codes), rank.itemsize], _HEAD).tobytes()
    return head + shuffle(rank[codes]) + words, len(codes)


def unpack(packed: bytes) -> str:
    """Put a text together again."""
    import re

    import numpy as np

    count, width = np.frombuffer(packed, _HEAD, 2).tolist()
    start = 8 + count * width
    runs = np.frombuffer(packed[8:start], np.uint8).reshape(width, -1)
    order = np.ascontiguousarray(runs.T).view(f"<u{width}").ravel()
    words = re.findall(r"[^ \x1d-\x1f]*[ \x1d-\x1f]", packed[start:].decode())
    return "".join(words[at] for at in order.tolist())


def shuffle(values: NDArray[Any]) -> bytes:
    """Give the first bytes of all values, then their second bytes, and so on."""
    import numpy as np

    runs = values.view(np.uint8).reshape(-1, values.dtype.itemsize).T
    return np.ascontiguousarray(runs).tobytes()
