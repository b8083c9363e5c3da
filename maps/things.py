"""What is claimed of each incident, as a code: civilians killed, forces wounded, posts captured.

Few incidents in a million differ in that, so a page tells each set of such things once and holds
its number beside every incident. The search finds their words by it, and a filter counts by it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from maps.arrays import array_of, cast, filled
from maps.columns import NAMES, NO_NAME

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

BETWEEN = "; "
# Before a thing that is only denied, or of which there were none.
NOT = "-"
# Incidents whose sets are put together at once: of a million their texts would take 100 MB.
_PART = 100_000


class Things(NamedTuple):
    """Sets of things, and which of them each incident has.

    Attributes
    ----------
    sets
        The most frequent first; incidents with a rarer one than `NAMES` are found by their texts
        only. A thing is ``metric/victim_group``, or ``metric/victim_group/unit`` where it counts
        families or households.
    of
        Number of each incident's set; `NO_NAME` where nothing is claimed.
    """

    sets: list[str]
    of: NDArray[np.uint16]


def things_of(claims: pd.DataFrame, claim_of: NDArray[np.int32], incidents: int) -> Things:
    """Gather what is claimed of each incident; `claim_of` numbers the incident of each claim."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    thing, names = _coded(claims)
    # each thing of an incident once; claims are mostly in order: `np.unique` takes ten times longer
    both = np.sort(claim_of * np.int64(max(1, len(names))) + thing, kind="stable")
    both = both[np.append(True, both[1:] != both[:-1])[: len(both)]]
    owner, thing = np.divmod(both, max(1, len(names)))
    words = pa.array(names, pa.string())
    numbers: dict[str, int] = {"": 0}
    found = np.zeros(incidents, np.int32)
    for first, last in pairwise([*range(0, incidents, _PART), incidents]):
        ends = np.searchsorted(owner, np.arange(first, last + 1))
        told = words.take(pa.array(thing[ends[0] : ends[-1]]))
        groups = pa.ListArray.from_arrays(pa.array((ends - ends[0]).astype(np.int32)), told)
        sets = pc.binary_join(groups, BETWEEN).dictionary_encode()
        known = [numbers.setdefault(one, len(numbers)) for one in sets.dictionary.to_pylist()]
        found[first:last] = np.array([*known, 0])[np.asarray(sets.indices)]
    counts = np.bincount(found, minlength=len(numbers))
    counts[0] = 0
    texts = sorted((text for text in numbers if text), key=lambda one: (-counts[numbers[one]], one))
    code = np.full(len(numbers), NO_NAME, np.uint16)
    for number, text in enumerate(texts[:NAMES]):
        code[numbers[text]] = number
    return Things(texts[:NAMES], code[found])


def _coded(claims: pd.DataFrame) -> tuple[NDArray[np.int32], list[str]]:
    """Give each claim the number of its thing, and the things in their order."""
    import numpy as np
    import pyarrow as pa

    code = np.zeros(len(claims), np.int32)
    names = [""]
    for column in ("metric", "victim_group", "unit"):
        found = filled(cast(array_of(claims[column]), pa.string()), "").dictionary_encode()
        words: list[str] = found.dictionary.to_pylist()
        code = code * max(1, len(words)) + np.asarray(found.indices)
        names = [f"{name}/{word}" for name in names for word in words]
    names = [name.strip("/") for name in names]
    denied = (claims["stance"] == "denies").to_numpy(bool, na_value=False)
    nobody = (claims["count_max"] == 0).to_numpy(bool, na_value=False)
    code = code * 2 + (denied | nobody)
    names = [mark + name for name in names for mark in ("", NOT)]
    # those that some claim has, in their order
    used = np.flatnonzero(np.bincount(code)).tolist()
    order = sorted(used, key=names.__getitem__)
    rank = np.zeros(len(names), np.int32)
    rank[order] = np.arange(len(order))
    return rank[code], [names[one] for one in order]
