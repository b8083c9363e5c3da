"""What turned out right: from a rank to a probability, and how far off answers of a kind are.

The figures are in `calibration.toml`, which says from which events they come and which command of
`tests/benchmarks/places.py` makes them.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple


class Calibration(NamedTuple):
    """What was found on located events.

    Attributes
    ----------
    raw, right
        A rising mapping from the quality of an answer to the share that is right, straight between
        its points.
    least_km
        The least uncertainty, km, by the kind of the answer.
    share
        The share of an area and its known places that its radius holds, from its seat or another
        point.
    told_km
        How much farther off, km, a place without a point may lie than the subdistrict it is said
        to lie in.
    """

    raw: tuple[float, ...]
    right: tuple[float, ...]
    least_km: dict[str, float]
    share: dict[str, float]
    told_km: float


@lru_cache(maxsize=1)
def load_calibration() -> Calibration:
    """Read `calibration.toml`, which lies beside this module and says how it was made."""
    import tomllib

    said = tomllib.loads(Path(__file__).with_name("calibration.toml").read_text("utf-8"))
    return Calibration(
        tuple(said["raw"]),
        tuple(said["right"]),
        said["least_km"],
        said["share"],
        said["told"]["subdistrict_km"],
    )


@lru_cache(maxsize=4_096)
def calibrated(raw: float) -> float:
    """Return the share of answers of this quality that is right, 0 to 1."""
    known = load_calibration()
    at = min(max(bisect_right(known.raw, raw), 1), len(known.raw) - 1)
    low, high = known.raw[at - 1], known.raw[at]
    share = (min(max(raw, low), high) - low) / (high - low)
    return known.right[at - 1] + share * (known.right[at] - known.right[at - 1])
