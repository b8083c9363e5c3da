"""Memory that is free is given back to the system, where the C library would keep it."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def give_back() -> None:
    """Give free memory back, that of pyarrow and, in glibc, that of all else.

    Between two steps of a large page it holds a fifth of what the page needs: small results that
    last lie among large ones that do not.
    """
    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    _trim()(0)


@cache
def _trim() -> Callable[[int], object]:
    if not sys.platform.startswith("linux"):
        return int
    trim: Callable[[int], object] = getattr(ctypes.CDLL(None), "malloc_trim", int)
    return trim
