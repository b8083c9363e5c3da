"""What the numbers leave out: who told, in which language, how late, and where none did.

Counts of what was reported, so that quiet on the map is not read as peace. They are of the whole
dataset; what depends on the reader's filters (outlets, districts) is counted in the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maps.arrays import text_of
from maps.ground import contacts
from maps.local_names import names_in
from maps.rows import NO_DAY, days
from maps.words import OTHER_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from geo.dataset import Dataset

# Last day of each span of delays; one more span is beyond the last.
DELAY_DAYS = (0, 1, 3, 7, 30)


def reporting(dataset: Dataset, pack: Any) -> dict[str, Any]:
    """Count what was reported.

    Parameters
    ----------
    dataset
        Located incidents.
    pack
        The region pack: its claimant sides, and its districts along the line.

    Returns
    -------
    dict
        ``claimants``: side, claims. ``languages``: code ("" where none
        is told) and reports. ``delays``: numbers of pairs of an incident and a report of it by days
        from the incident's last day to publication, a number for each span of ``delay_days`` and
        one beyond; ``undated`` pairs lack a date, or have one that is no single day. ``districts``:
        those that the line touches, with their names by language.
    """
    delays, undated = _delays(dataset)
    return {
        "claimants": _claimants(dataset.claims, pack.claimant_sides),
        "languages": _counts(dataset.reports["language"]),
        "delay_days": list(DELAY_DAYS),
        "delays": delays,
        "undated": undated,
        "districts": _districts(pack),
    }


def _claimants(claims: pd.DataFrame, sides: Sequence[str]) -> list[list[Any]]:
    import pyarrow.compute as pc

    side = pc.fill_null(text_of(claims["claimant_side"]), "unknown")
    counted = pc.value_counts(side)
    names, counts = counted.field("values").to_pylist(), counted.field("counts").to_pylist()
    of = {name: [name, count] for name, count in zip(names, counts, strict=True)}
    return [of[name] for name in [*sides, *sorted(set(of) - set(sides))] if name in of]


def _counts(column: pd.Series) -> list[list[Any]]:
    counts = column.astype(object).fillna("").value_counts()
    pairs = zip(map(str, counts.index), counts.tolist(), strict=True)
    return [[name, count] for name, count in sorted(pairs, key=lambda pair: (-pair[1], pair[0]))]


def _delays(dataset: Dataset) -> tuple[list[int], int]:
    """Count the pairs of an incident and a report by span of days, and those without a date."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    incidents, reports = dataset.incidents, dataset.reports
    ids = pc.split_pattern(text_of(incidents["report_ids"]), ";")
    names, owner = pc.list_flatten(ids), pc.list_parent_indices(ids)
    at = pc.index_in(names, value_set=text_of(reports["report_id"]))
    cited = np.asarray(pc.is_valid(at))
    published = _days_of_text(reports["published"])
    if not cited.any():
        return [0] * (len(DELAY_DAYS) + 1), 0
    out = published[np.asarray(at.filter(pa.array(cited))).astype(np.int64)]
    row = np.asarray(owner.filter(pa.array(cited))).astype(np.int64)
    end = days(incidents["date_end"])[row]
    single = (incidents["date_precision"] == "day").to_numpy(bool, na_value=False)[row]
    dated = single & (out != NO_DAY) & (end != NO_DAY)
    span = np.searchsorted(DELAY_DAYS, np.maximum(0, out[dated] - end[dated]))
    counted: list[int] = np.bincount(span, minlength=len(DELAY_DAYS) + 1).tolist()
    return counted, int((~dated).sum())


def _days_of_text(column: pd.Series) -> NDArray[np.int64]:
    """Read the days of texts that begin as ISO 8601 has it; `NO_DAY` for any other."""
    import numpy as np
    import pandas as pd

    text = column.astype(object).where(column.notna(), None).astype(str).str.slice(0, 10)
    read = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce").to_numpy("datetime64[D]")
    return np.where(np.isnat(read), NO_DAY, read.astype(np.int64))


def _districts(pack: Any) -> list[list[Any]]:
    """Name the districts that the line touches, in the order of the line."""
    admin = getattr(pack, "admin", None)
    if admin is None:  # a layer needs no more of a pack than its codes
        return []
    meets = contacts(pack)
    rows = admin.loc[admin["level"] == "admin2", ["code", "name"]].astype(object)
    names = {language: names_in(pack, language) for language in OTHER_LANGUAGES}
    found = [
        (meets[code], str(code), {"en": str(name), **_local(names, code)})
        for code, name in rows.itertuples(index=False)
        if code in meets
    ]
    return [[code, said] for _, code, said in sorted(found, key=lambda one: one[:2])]


def _local(names: dict[str, dict[str, str]], code: str) -> dict[str, str]:
    return {language: known[code] for language, known in names.items() if code in known}
