"""From a rank to a probability: what share of the answers of a score turned out right."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple


class Calibration(NamedTuple):
    """A rising mapping, straight between its points."""

    raw: tuple[float, ...]
    right: tuple[float, ...]


@lru_cache(maxsize=1)
def load_calibration() -> Calibration:
    """Read `calibration.toml`, which lies beside this module and says how it was made."""
    import tomllib

    said = tomllib.loads(Path(__file__).with_name("calibration.toml").read_text("utf-8"))
    return Calibration(tuple(said["raw"]), tuple(said["right"]))


@lru_cache(maxsize=4_096)
def calibrated(raw: float) -> float:
    """Return the share of answers of this quality that is right, 0 to 1."""
    known = load_calibration()
    at = min(max(bisect_right(known.raw, raw), 1), len(known.raw) - 1)
    low, high = known.raw[at - 1], known.raw[at]
    share = (min(max(raw, low), high) - low) / (high - low)
    return known.right[at - 1] + share * (known.right[at] - known.right[at - 1])
