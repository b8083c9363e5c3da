"""Tables side by side: columns in an order of rows, and what stands in one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from maps.joined import Joined

TABLE = pd.DataFrame({"why": pd.array(["b", None, "a", "b"], "string[pyarrow]")})


@pytest.mark.parametrize(
    ("along", "held", "each"),
    [
        ([2, 0, 3], ["a", "b", "b"], ["a", "b"]),
        ([1, -1, 3], [None, None, "b"], ["b"]),
        ([-1, 1], [None, None], []),
        ([], [], []),
    ],
)
def test_what_stands_in_a_column(along, held, each):
    joined = Joined((TABLE, ("why",), np.array(along, np.int64)))
    assert joined.array("why").to_pylist() == held
    assert joined.distinct("why").to_pylist() == each
