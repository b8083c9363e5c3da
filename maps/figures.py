"""What each side says of each incident, as blocks: the viewer shades units by one side's figures.

Figures of one metric and one side stand together, by incident (`incidents` in the order of
`maps.rows`). They are never brought together across sides, here or in the viewer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maps import payload

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from geo.dataset import Dataset
    from maps.rows import Rows

GROUP = "figures"
NO_FIGURE = 2**32 - 1


def blocks(
    dataset: Dataset, rows: Rows, pack: Any, claim_of: NDArray[np.int32] | None = None
) -> Iterator[payload.Block]:
    """Make the blocks of a dataset's figures.

    ``figures/meta`` lists the runs, each with its metric, its claimant's side and the row after its
    last; ``incident`` is given as differences, starting anew in each run.

    Parameters
    ----------
    dataset
        Located incidents.
    rows
        The page's rows of it.
    pack
        The region pack, for the claimants' sides.
    claim_of
        Number of each claim's incident, as `maps.texts.incidents_of` gives it.
    """
    import numpy as np

    from geo import claimed

    reports = dataset.reports
    days = reports.loc[reports["published"].notna(), ["report_id", "published"]]
    told = claimed.side_totals(
        dataset.claims,
        rows.incidents["incident_id"],
        pack.claimant_sides,
        published=dict(zip(days["report_id"], days["published"], strict=True)),
        incident=claim_of,
    )
    metric, side = (told[name].to_numpy() for name in ("metric", "side"))
    changes = np.flatnonzero((metric[1:] != metric[:-1]) | (side[1:] != side[:-1])) + 1
    starts = np.concatenate([[0], changes]).astype(np.int64)[: len(told)]
    ends = np.append(starts[1:], len(told))
    runs = [
        {
            "metric": claimed.METRICS[metric[start]],
            "side": pack.claimant_sides[side[start]],
            "end": int(end),
        }
        for start, end in zip(starts, ends[: len(starts)], strict=True)
    ]
    incident = told.pop("incident").to_numpy(np.int64)
    steps = payload.delta(incident)
    steps[starts] = incident[starts]
    yield payload.json_block(f"{GROUP}/meta", {"runs": runs})
    yield payload.array_block(f"{GROUP}/incident", "u32", steps, late=True)
    del incident, steps
    yield payload.array_block(f"{GROUP}/low", "u32", _whole(told.pop("low")), late=True)
    yield payload.array_block(f"{GROUP}/high", "u32", _whole(told.pop("high")), late=True)
    yield payload.array_block(f"{GROUP}/open", "u8", told["open"].to_numpy(np.uint8), late=True)


def _whole(column: pd.Series) -> NDArray[np.uint32]:
    import numpy as np

    values = np.clip(column.to_numpy(float), 0, NO_FIGURE - 1)
    values[np.isnan(values)] = NO_FIGURE
    whole: NDArray[np.uint32] = np.rint(values, out=values).astype(np.uint32)
    return whole
