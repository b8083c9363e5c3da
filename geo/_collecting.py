"""The collector of reference cycles, out of the way where much is made and no cycle is."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the collector.

    It would look through all that a gazetteer or a vocabulary keeps again and again, for a fifth
    of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if not gc.get_freeze_count():
                # What was made is old now: the next look at what is young need not go through it.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
