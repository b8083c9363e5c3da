"""The rows of a located table that tell where a name is: UCDP GED, ACLED, or a person's own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

_MAX_WORDS = 3
_MAX_NAMES = 6  # of one text; what lists more tells of a campaign, not of a place
_MARKS = re.compile(r"[,;:()\[\]/]|\.(?=\s|$)")


@dataclass(frozen=True)
class Roles:
    """Which column of a table says what; an empty name means that none does."""

    name: str
    latitude: str
    longitude: str
    admin1: str = ""
    precision: str = ""
    text: str = ""
    exact: tuple[str, ...] = ()
    district: tuple[str, ...] = ()


# The layouts of data sets that many have: UCDP GED codebook 23.1, ACLED codebook of 2023.
# UCDP's where_prec 1 is the exact place, 2 its surroundings, 3 the district; ACLED's geo_precision
# 1 is a town.
LAYOUTS = {
    "UCDP": Roles(
        "where_coordinates",
        "latitude",
        "longitude",
        "adm_1",
        "where_prec",
        "where_description",
        ("1", "2"),
        ("3",),
    ),
    "ACLED": Roles("location", "latitude", "longitude", "admin1", "geo_precision", "", ("1",)),
}


def read_rows(
    path: Path, columns: Mapping[str, str], exact: tuple[str, ...]
) -> tuple[pd.DataFrame, int, Counter[str]]:
    """Read the rows of a table that have a name, a point and a precision that is good enough.

    Returns
    -------
    pandas.DataFrame
        `name, latitude, longitude, admin1`; `words`, the names that the row's text gives;
        `is_exact`, whether the point is that of the name and not of its district.
    int
        How many rows the table has.
    collections.Counter
        What was left out, and why.
    """
    import pandas as pd

    from geo.tables.formats import read_chunks

    remarks: Counter[str] = Counter()
    parts = []
    rows = 0
    roles: Roles | None = None
    for chunk in read_chunks(path):
        frame = chunk.frame
        if roles is None:
            roles = _roles([str(c) for c in frame.columns], columns, exact, path.name)
        parts.append(_usable(frame, roles, remarks))
        rows += len(frame) + len(chunk.rejected)
        remarks["rows that do not fit the header, left out"] += len(chunk.rejected)
    if not parts:
        raise InputError("the table has no rows", where=path.name)
    return pd.concat(parts, ignore_index=True), rows, remarks


def _roles(
    present: list[str], columns: Mapping[str, str], exact: tuple[str, ...], file: str
) -> Roles:
    for layout in LAYOUTS.values() if not columns else ():
        if {layout.name, layout.latitude, layout.longitude, layout.precision} <= set(present):
            return layout
    lacking = [role for role in ("name", "latitude", "longitude") if role not in columns]
    if lacking:
        raise InputError(
            "the table is neither UCDP's nor ACLED's",
            expected=f"columns given for {', '.join(lacking)}, such as --{lacking[0]} COLUMN",
            where=file,
        )
    strange = [column for column in columns.values() if column not in present]
    if strange:
        raise InputError(
            "no such column", value=strange[0], expected=", ".join(present), where=file
        )
    if "precision" in columns and not exact:
        raise InputError(
            "a column of precision without its values",
            expected="those that mean a known point",
            where=file,
        )
    said: dict[str, Any] = dict(columns)
    return Roles(**said, exact=tuple(exact))


def _usable(frame: pd.DataFrame, roles: Roles, remarks: Counter[str]) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    made = pd.DataFrame(
        {
            "name": [_bare_name(text) for text in frame[roles.name].fillna("").astype(str)],
            "latitude": _degrees(frame[roles.latitude], "latitude"),
            "longitude": _degrees(frame[roles.longitude], "longitude"),
            "admin1": frame[roles.admin1].fillna("").astype(str)
            if roles.admin1 in frame
            else np.full(len(frame), ""),
            "words": [_names_in(text) for text in frame[roles.text].fillna("").astype(str)]
            if roles.text in frame
            else [()] * len(frame),
        },
        index=frame.index,
    )
    keep = np.ones(len(made), bool)
    made["is_exact"] = True
    if roles.precision:
        said = frame[roles.precision].astype(object).map(_whole)
        made["is_exact"] = said.isin(roles.exact).to_numpy(bool)
        # A district's point tells where a name is not, but which district it stands for.
        is_district = said.isin(roles.district) & made["words"].map(bool)
        keep &= (made["is_exact"] | is_district).to_numpy(bool)
        remarks["rows known to no point, left out"] += int((~keep).sum())
    is_point = made["latitude"].abs().le(90) & made["longitude"].abs().le(180)
    remarks["rows without coordinates, left out"] += int((keep & ~is_point).sum())
    keep &= is_point.to_numpy(bool)
    is_named = made["name"].ne("").to_numpy(bool)
    remarks["rows without a name, left out"] += int((keep & ~is_named).sum())
    return made[keep & is_named]


def _degrees(column: pd.Series, axis: str) -> NDArray[np.float64]:
    """Read coordinates as every table is read; NaN where there are none, or a cell is none."""
    import numpy as np
    import pyarrow as pa

    from geo.tables.values import coordinates

    cells = pa.array(column, pa.string(), from_pandas=True)
    return np.asarray(coordinates(cells, axis).values.to_numpy(zero_copy_only=False), np.float64)  # noqa: PD011 - not pandas


def _whole(value: Any) -> str:
    text = "" if value is None or value != value else str(value).strip()  # noqa: PLR0124 - NaN
    return text.removesuffix(".0")


def _bare_name(text: str) -> str:
    """Return a name without brackets and without the word for what it is ("Kel village")."""
    from geo.gazetteer.names import fold, load_words
    from geo.text import clean

    words = clean(text).partition("(")[0].partition(",")[0].split()
    known = load_words()
    while len(words) > 1 and fold(words[-1]) in known.level_of.keys() | known.around_after:
        words.pop()
    name = " ".join(words)
    return name if len(fold(name)) > 1 else ""


def _names_in(text: str) -> tuple[str, ...]:
    """Return the names that a text lists: words with a capital between marks and small words."""
    from geo.text import clean

    parts = [""]
    for word in _MARKS.sub(" | ", clean(text)).split():
        if word[0].isalpha() and not word[0].islower():
            parts[-1] += f" {word}"
        else:
            parts.append("")
    found = (_one_name(part.strip()) for part in parts)
    return tuple(dict.fromkeys(name for name in found if name))[:_MAX_NAMES]


def _one_name(said: str) -> str:
    """Return the name that a part of a text consists of, or nothing where it says more."""
    from geo.gazetteer.names import fold, load_words

    words = load_words()
    if not said or said[0].islower() or not said.replace(" ", "").replace("-", "").isalpha():
        return ""
    name = _bare_name(said)
    folded = [fold(word) for word in name.split()]
    is_name = 0 < len(folded) <= _MAX_WORDS and not words.generic & {*folded}
    is_name &= not {*folded} <= words.common  # "Kot" alone is any fort, "Shin Kot" is not
    return name if is_name else ""
