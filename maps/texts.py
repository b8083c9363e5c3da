"""Texts of incidents in chunks, which the page reads when one is opened or searched."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from maps.rows import numbers_of, sort_indices

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from geo.dataset import Dataset
    from maps.rows import Rows

CHUNK = 2000  # incidents a chunk: some 200 kB gzipped, 20 ms to open

_TEXTS = ("incident_id", "summary", "actor1", "actor2", "source", "source_url", "licence")
_CLAIM_ORDER = ("claimant_side", "metric", "claim_id")
_CLAIM_TEXTS = ("claimant", "claimant_side", "metric", "victim_group", "unit", "quote")
_REPORT_TEXTS = ("title", "publisher", "url", "published", "language", "licence")


def _list(column: pd.Series, fill: Any = "") -> list[Any]:
    import pyarrow as pa

    values = pa.array(column, from_pandas=True)
    values = values.cast(pa.string()) if fill == "" else values
    filled: list[Any] = (values if fill is None else values.fill_null(fill)).to_pylist()
    return filled


def chunks(dataset: Dataset, rows: Rows, pack: Any) -> Iterator[dict[str, Any]]:
    """Give the texts of `CHUNK` incidents after the other, as columns.

    ``of`` numbers the incident of each claim and place from the chunk's first; ``sources`` lists
    for each incident the chunk's reports it rests on, and ``report`` of a claim is one of them.
    """
    import numpy as np
    import pyarrow as pa

    ids = rows.incidents["incident_id"]
    claim_of = numbers_of(dataset.claims["incident_id"], ids, "claim")
    keys = {key: pa.array(_list(dataset.claims[key])) for key in _CLAIM_ORDER}
    along = sort_indices({"number": claim_of, **keys})
    claims, claim_of = dataset.claims.iloc[along], claim_of[along]
    reports = dataset.reports.drop_duplicates("report_id")
    report_of = {name: i for i, name in enumerate(reports["report_id"])}
    cited = [
        [report_of[name] for name in dict.fromkeys(text.split(";")) if name in report_of]
        for text in _list(rows.incidents["report_ids"])
    ]
    claim_report = [report_of.get(name, -1) for name in _list(claims["report_id"])]
    columns = {name: _list(rows.incidents[name]) for name in _TEXTS}
    for bound in ("low", "high"):
        columns[f"killed_{bound}"] = _list(rows.incidents[f"fatalities_{bound}"], None)
    claim_columns = {name: _list(claims[name]) for name in _CLAIM_TEXTS}
    claim_columns["min"] = _list(claims["count_min"], None)
    claim_columns["max"] = _list(claims["count_max"], None)
    claim_columns["exact"] = _list(claims["is_exact"].fillna(value=False).astype("int64"), None)
    claim_columns["subset"] = _list(claims["is_subset"].fillna(value=False).astype("int64"), None)
    claim_columns["denies"] = [int(stance == "denies") for stance in _list(claims["stance"])]
    report_columns = {name: _list(reports[name]) for name in _REPORT_TEXTS}
    place_columns = {
        "text": _list(
            rows.table["mention"].where(rows.table["mention"].notna(), rows.table["place_text"])
        ),
        "why": _list(rows.table["place_why"]),
        "basis": _basis(rows.table, pack),
        "from_km": _list(rows.table["line_from_km"], None),
        "to_km": _list(rows.table["line_to_km"], None),
    }
    edges = [*range(0, len(ids), CHUNK), len(ids)]
    claim_edges = np.searchsorted(claim_of, edges).tolist()
    row_edges = np.searchsorted(rows.incident, edges).tolist()
    for number, (start, end) in enumerate(pairwise(edges)):
        claim_part = slice(*claim_edges[number : number + 2])
        row_part = slice(*row_edges[number : number + 2])
        local: dict[int, int] = {}
        for report in (*(r for some in cited[start:end] for r in some), *claim_report[claim_part]):
            if report >= 0:
                local.setdefault(report, len(local))
        yield {
            **{name: values[start:end] for name, values in columns.items()},
            "sources": [[local[r] for r in some] for some in cited[start:end]],
            "claims": {
                "of": (claim_of[claim_part] - start).tolist(),
                **{name: values[claim_part] for name, values in claim_columns.items()},
                "report": [local.get(r, -1) for r in claim_report[claim_part]],
            },
            "places": {name: values[row_part] for name, values in place_columns.items()},
            "reports": {
                name: [values[r] for r in local] for name, values in report_columns.items()
            },
        }


def _basis(table: pd.DataFrame, pack: Any) -> list[str]:
    """Look up where each row's place comes from; empty where the pack has no row for it."""
    basis: dict[str, str] = {}
    for name, key in (("admin", "code"), ("places", "place_id"), ("crossings", "place_id")):
        rows = getattr(pack, name, None)
        if rows is not None and {key, "basis"} <= set(rows.columns):
            basis.update(zip(_list(rows[key]), _list(rows["basis"]), strict=True))
    return [basis.get(name, "") for name in _list(table["place_id"])]
