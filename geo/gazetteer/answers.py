"""What a text means, as a table says it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from geo import line
from geo.gazetteer.entries import BORDER, SECTION, UNIT_LEVELS

if TYPE_CHECKING:
    import pandas as pd

    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index
    from geo.region import RegionPack

# ACLED's geo_precision (Codebook 2024: 1 town, 2 part of a region or its seat as stand-in, 3 larger
# region) of UCDP GED's where_prec (Codebook 22.1, section 4).
GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3}
VAGUE_PREC = 5  # UCDP: what is known to a line or a fuzzy area


class Stretch(NamedTuple):
    """A run of the line."""

    name: str
    level: str
    from_km: float
    to_km: float


class Answer(NamedTuple):
    """What a text means; the columns of `geo.schema.WHERE` that words alone can give."""

    place_name: str | None = None
    place_id: str | None = None
    place_level: str | None = None
    country: str | None = None
    admin1_pcode: str | None = None
    admin2_pcode: str | None = None
    admin3_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    label_latitude: float | None = None
    label_longitude: float | None = None
    where_prec: int | None = None
    geo_precision: int | None = None
    uncertainty_km: float | None = None
    place_score: float | None = None
    place_why: str | None = None
    footprint_id: str | None = None
    line_from_km: float | None = None
    line_to_km: float | None = None


def stretch_answer(pack: RegionPack, stretch: Stretch, entry: Entry | None = None) -> Answer:
    """Make the answer that is a stretch of the line, without score and reason.

    Parameters
    ----------
    pack
        The region.
    stretch
        Its name, level and kilometre marks.
    entry
        What has a name and stands for the stretch, if anything: a section, a unit, a crossing.
    """
    start, end = stretch.from_km, stretch.to_km
    lon, lat = line.point_at(pack, (start + end) / 2)
    unit = entry if entry is not None and entry.level != SECTION else None
    is_named = entry is not None and entry.level not in UNIT_LEVELS and entry.level != BORDER
    return Answer(
        place_name=stretch.name,
        place_id=entry.id if entry is not None and is_named else None,
        place_level=stretch.level,
        country=unit.country if unit else None,
        admin1_pcode=unit.admin1 if unit else None,
        admin2_pcode=unit.admin2 if unit else None,
        label_latitude=round(lat, 5),
        label_longitude=round(lon, 5),
        where_prec=VAGUE_PREC,
        geo_precision=GEO_PRECISION[VAGUE_PREC],
        uncertainty_km=round((end - start) / 2, 1),
        footprint_id=f"line:{math.floor(start)}-{math.ceil(end)}",
        line_from_km=round(start, 1),
        line_to_km=round(end, 1),
    )


def table(
    index: Index, places: list[Answer], scores: list[float | None], reasons: list[str]
) -> pd.DataFrame:
    """Put answers into a table, with the names of their units.

    Parameters
    ----------
    index
        All names.
    places
        Answers without score and reason; one object, or a few, for all that lie in one place.
    scores, reasons
        Of each answer.
    """
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    from geo.schema import WHERE

    numbers = {id(place): place for place in places}
    distinct = [*numbers.values()]
    numbers_of = dict(zip(numbers, range(len(distinct)), strict=True))
    at = np.array([numbers_of[id(place)] for place in places], np.intp)
    columns = zip(*distinct, strict=True) if distinct else ((),) * len(Answer._fields)
    made = {
        name: pa.array(values, WHERE.field(name).type)
        for name, values in zip(Answer._fields, columns, strict=True)
    }
    for name, code in (
        ("admin1", "admin1_pcode"),
        ("admin2", "admin2_pcode"),
        ("admin3", "admin3_id"),
    ):
        codes = made[code].to_pylist()
        names = [None if c is None else index.entries[index.by_code[c]].name for c in codes]
        made[name] = pa.array(names, pa.string())
    made = {name: array.take(at) for name, array in made.items()}
    made["place_score"] = pa.array(scores, WHERE.field("place_score").type)
    made["place_why"] = pa.array(reasons, pa.string())
    return pd.DataFrame({k: pd.arrays.ArrowExtensionArray(array) for k, array in made.items()})
