"""The tables of bordermap: columns, types, units and code lists. The only place that has them.

Names are the field's: event and sub-event types are ACLED's (Codebook, 2024 edition), `where_prec`,
`date_prec` and low/best/high are UCDP GED's (Codebook 22.1), P-codes are OCHA's. Units stand in the
name. Coordinates are WGS84 degrees (EPSG:4326). Between steps a table is an Arrow-backed pandas
DataFrame without geometry; `conform` gives it its columns, order and types.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

_TEXT, _WHOLE, _REAL, _FLAG, _DAY = pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32()

# ACLED's event types and their sub-event types.
SUB_EVENT_TYPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Battles": (
            "Armed clash",
            "Government regains territory",
            "Non-state actor overtakes territory",
        ),
        "Explosions/Remote violence": (
            "Air/drone strike",
            "Chemical weapon",
            "Grenade",
            "Remote explosive/landmine/IED",
            "Shelling/artillery/missile attack",
            "Suicide bomb",
        ),
        "Violence against civilians": (
            "Abduction/forced disappearance",
            "Attack",
            "Sexual violence",
        ),
        "Protests": (
            "Excessive force against protesters",
            "Peaceful protest",
            "Protest with intervention",
        ),
        "Riots": ("Mob violence", "Violent demonstration"),
        "Strategic developments": (
            "Agreement",
            "Arrests",
            "Change to group/activity",
            "Disrupted weapons use",
            "Headquarters or base established",
            "Looting/property destruction",
            "Non-violent transfer of territory",
            "Other",
        ),
    }
)
EVENT_TYPE_OF: Mapping[str, str] = MappingProxyType(
    {sub: event for event, subs in SUB_EVENT_TYPES.items() for sub in subs}
)

# Sides, claimants' sides and victim groups are the region pack's (`region.toml`), not the engine's.
METRICS = (
    "killed",
    "wounded",
    "attacked_persons",
    "captured",
    "missing",
    "displaced",
    "posts_captured",
    "bases_captured",
    "posts_destroyed",
    "vehicles_destroyed",
    "houses_destroyed",
)
STANCES = ("asserts", "denies")
UNITS = ("families", "households")
ROLES = ("current", "background", "aggregate")
STATUSES = ("claimed", "corroborated", "disputed", "denied", "retracted")
DATE_PRECISIONS = ("day", "week", "month", "year")
PLACE_LEVELS = (
    "place",
    "crossing",
    "admin3",
    "admin2",
    "admin1",
    "border_section",
    "border",
    "region",
    "country",
)
ON_LINE = "on_line"  # the value of line_side beside the pack's two sides of the line
TOLL_CONVENTIONS = ("raw", "acled", "ucdp")

# A point is known to within so many km at the least (UCDP GED Codebook 22.1, where_prec 2).
POINT_KM = 25.0

# UCDP GED date_prec and ACLED time_precision, as numbers 1..n.
DATE_PREC_OF: Mapping[str, int] = MappingProxyType({"day": 1, "week": 3, "month": 4, "year": 5})
TIME_PRECISION_OF: Mapping[str, int] = MappingProxyType(
    {"day": 1, "week": 2, "month": 3, "year": 3}
)

_WHAT_AND_WHEN = [
    ("incident_id", _TEXT),
    ("version", _TEXT),
    ("merged_ids", _TEXT),  # ids joined by ";"
    ("event_type", _TEXT),
    ("sub_event_type", _TEXT),
    ("actor1", _TEXT),
    ("actor1_side", _TEXT),
    ("actor2", _TEXT),
    ("actor2_side", _TEXT),
    ("role", _TEXT),
    ("domestic", _FLAG),
    ("status", _TEXT),
    ("summary", _TEXT),
    ("date_start", _DAY),
    ("date_end", _DAY),
    ("date_precision", _TEXT),
    ("date_prec", _WHOLE),
    ("time_precision", _WHOLE),
]
_FROM = [
    ("disputed", _FLAG),
    ("n_claims", _WHOLE),
    ("n_reports", _WHOLE),
    ("n_locations", _WHOLE),
    ("report_ids", _TEXT),  # ids joined by ";"
    ("source", _TEXT),  # names joined by "; "
    ("source_id", _TEXT),
    ("source_url", _TEXT),
    ("licence", _TEXT),
    ("raw", _TEXT),  # JSON of the input rows; never written out
]
_TOLLS = (
    *(
        f"{metric}_{bound}"
        for metric in ("fatalities", "wounded")
        for bound in ("low", "best", "high")
    ),
)


def incidents(victim_groups: Sequence[str]) -> pa.Schema:
    """Make the schema of incidents for a region pack.

    Parameters
    ----------
    victim_groups
        The pack's victim groups; each gives a column ``deaths_<group>``, in this order.
    """
    deaths = [f"deaths_{group}" for group in victim_groups]
    return pa.schema(
        [
            *_WHAT_AND_WHEN,
            *((name, _WHOLE) for name in (*_TOLLS, *deaths)),
            *_FROM,
        ]
    )


# The columns `locating.locate_rows` gives to a row of words or coordinates.
WHERE = pa.schema(
    [
        ("place_name", _TEXT),
        ("place_id", _TEXT),
        ("place_level", _TEXT),
        ("country", _TEXT),
        ("admin1", _TEXT),
        ("admin1_pcode", _TEXT),
        ("admin2", _TEXT),
        ("admin2_pcode", _TEXT),
        ("admin3", _TEXT),
        ("admin3_id", _TEXT),
        ("latitude", _REAL),
        ("longitude", _REAL),
        ("label_latitude", _REAL),
        ("label_longitude", _REAL),
        ("where_prec", _WHOLE),
        ("geo_precision", _WHOLE),
        ("uncertainty_km", _REAL),
        ("place_score", _REAL),
        ("place_why", _TEXT),
        ("where_conflict_km", _REAL),
        ("footprint_id", _TEXT),
        ("line_km", _REAL),
        ("line_from_km", _REAL),
        ("line_to_km", _REAL),
        ("line_distance_km", _REAL),
        ("line_side", _TEXT),
        ("line_section", _TEXT),
        ("nearest_crossing", _TEXT),
        ("nearest_crossing_km", _REAL),
        ("line_version", _TEXT),
    ]
)

_MENTION = [
    ("location_id", _TEXT),
    ("incident_id", _TEXT),
    ("report_id", _TEXT),
    ("is_primary", _FLAG),
    ("mention", _TEXT),
    ("char_start", _WHOLE),
    ("char_end", _WHOLE),
    ("place_text", _TEXT),
]
LOCATIONS = pa.schema([*_MENTION, *WHERE])

# A place of an incident as its source gives it, before it is located.
MENTIONS = pa.schema(
    [
        *_MENTION,
        ("latitude", _REAL),
        ("longitude", _REAL),
        ("uncertainty_km", _REAL),  # of the coordinates, where their source says it
        ("country", _TEXT),
        ("admin1", _TEXT),
        ("admin2", _TEXT),
    ]
)

CLAIMS = pa.schema(
    [
        ("claim_id", _TEXT),
        ("incident_id", _TEXT),
        ("report_id", _TEXT),
        ("claimant", _TEXT),
        ("claimant_side", _TEXT),
        ("metric", _TEXT),
        ("victim_group", _TEXT),
        ("count_min", _WHOLE),
        ("count_max", _WHOLE),
        ("is_exact", _FLAG),
        ("stance", _TEXT),
        ("is_subset", _FLAG),
        ("unit", _TEXT),
        ("quote", _TEXT),
        ("char_start", _WHOLE),
        ("char_end", _WHOLE),
    ]
)

REPORTS = pa.schema(
    [
        ("report_id", _TEXT),
        ("title", _TEXT),
        ("publisher", _TEXT),
        ("url", _TEXT),
        ("published", _TEXT),
        ("language", _TEXT),
        ("licence", _TEXT),
        ("sha256", _TEXT),
        ("text_sha256", _TEXT),
        ("text_chars", _WHOLE),
    ]
)

# What was put together: `merged_id` is now `incident_id`. `linked_to` is the member of the group it
# is most alike to, `link_score` how much from 0 to 1 (null by hand), `link_reason` why in words.
LINKS = pa.schema(
    [
        ("incident_id", _TEXT),
        ("merged_id", _TEXT),
        ("linked_to", _TEXT),
        ("link_score", _REAL),
        ("link_reason", _TEXT),
    ]
)

# `geometry` is shapely, EPSG:4326; the table is made at the edge, once an id.
FOOTPRINT_COLUMNS = ("footprint_id", "kind", "geometry")

REJECTED = pa.schema(
    [
        ("file", _TEXT),
        ("row", _WHOLE),  # 1 is the first row after the header
        ("column", _TEXT),
        ("value", _TEXT),
        ("reason", _TEXT),
        ("expected", _TEXT),
        ("also", _TEXT),  # what else is wrong with the row, in the same words
        ("raw", _TEXT),  # JSON of the row as read
    ]
)

# The plain input table, long form: one row a claim.
PLAIN_COLUMNS = (
    "id",
    "date",
    "date_start",
    "date_end",
    "date_precision",
    "place",
    "latitude",
    "longitude",
    "uncertainty_km",
    "country",
    "admin1",
    "admin2",
    "event_type",
    "sub_event_type",
    "role",
    "domestic",
    "actor1",
    "actor1_side",
    "actor2",
    "actor2_side",
    "claimant",
    "claimant_side",
    "metric",
    "victim_group",
    "count_min",
    "count_max",
    "is_exact",
    "is_subset",
    "unit",
    "stance",
    "quote",
    "report_id",
    "char_start",
    "char_end",
    "source",
    "source_url",
    "notes",
    "licence",
    "fatalities",
)


def conform(frame: pd.DataFrame, schema: pa.Schema) -> pd.DataFrame:
    """Give a table the columns, order and Arrow-backed types of `schema`.

    Columns that are missing become null; columns that the schema does not name are dropped.

    Parameters
    ----------
    frame
        Any table; its index is kept.
    schema
        One of the schemas of this module.

    Raises
    ------
    pyarrow.ArrowInvalid
        A value does not fit its column's type.
    """
    import pandas as pd

    columns = {}
    for field in schema:
        dtype = pd.ArrowDtype(field.type)
        if field.name not in frame:
            columns[field.name] = pd.Series(pd.NA, index=frame.index, dtype=dtype)
            continue
        column = frame[field.name]
        if column.dtype != dtype:
            array = pa.array(column, from_pandas=True)
            column = pd.Series(
                pd.arrays.ArrowExtensionArray(array.cast(field.type)), index=frame.index
            )
        columns[field.name] = column
    return pd.DataFrame(columns, index=frame.index)


def empty(schema: pa.Schema) -> pd.DataFrame:
    """Make a table of `schema` without rows."""
    import pandas as pd

    return conform(pd.DataFrame(index=pd.RangeIndex(0)), schema)
