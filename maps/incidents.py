"""Dataset -> the blocks of the incident layer: columns, texts in chunks, footprints.

One row a place of an incident, in the order of date, incident and place; the rows of an incident
stand together, so a span of dates is a slice. An incident without a place keeps one row, which the
list shows. Numbers and codes are columns; texts come in chunks of `CHUNK` incidents that the page
reads when one is opened. `raw` is never written.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from maps import payload

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import geopandas as gpd
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from geo.dataset import Dataset

CHUNK = 2000  # incidents a chunk of texts: some 200 kB gzipped, 20 ms to open
GROUP = "incidents"
NO_DAY = -(2**31)
NO_KM = 2**16 - 1
KINDS = ("point", "area", "stretch", "none")
_POINT, _AREA, _STRETCH, _NONE = range(4)
_SIMPLIFY_DEGREES = 0.001  # about 100 m, less than a pixel up to zoom 10

# The mark of an event on page and print: by sub-event type, else by event type.
SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "Air/drone strike": "circle",
        "Armed clash": "square",
        "Shelling/artillery/missile attack": "triangle",
        "Battles": "square",
        "Explosions/Remote violence": "diamond",
        "Violence against civilians": "pentagon",
        "Protests": "wedge",
        "Riots": "wedge",
        "Strategic developments": "cross",
    }
)
OTHER_SHAPE = "hexagon"

# Colours of acting sides: the left and right side of the line, then the others in the pack's order.
# Told apart with any kind of colour vision (hue and lightness both differ); none of them is the red
# or green that reads as bad or good.
LINE_COLOURS = ("#b5541f", "#2f6db3")
OTHER_COLOURS = ("#5b3a72", "#c9a227", "#84908f", "#d6d6d0")
SEVERAL_COLOUR = "#56657a"  # an area or stretch of incidents of several sides


def blocks(dataset: Dataset, pack: Any) -> Iterator[payload.Block]:
    """Make the blocks of a dataset.

    Parameters
    ----------
    dataset
        Located incidents; the order of its rows does not matter.
    pack
        The region pack: its sides, line sides and claimant sides, and the basis of its places.
    """
    rows = _rows(dataset)
    shapes = _drawn_footprints(dataset.footprints, rows)
    yield payload.json_block(f"{GROUP}/meta", _meta(rows, dataset, pack, shapes))
    yield payload.json_block(f"{GROUP}/places", rows.places)
    for name, (type_, values) in _columns(rows, pack, shapes).items():
        yield payload.array_block(f"{GROUP}/{name}", type_, values)
    yield from _footprint_blocks(shapes)
    for number, chunk in enumerate(_chunks(dataset, rows, pack)):
        yield payload.json_block(f"{GROUP}/text/{number}", chunk)


@dataclass(frozen=True)
class _Rows:
    """The places in the page's order, each with its incident.

    Attributes
    ----------
    incidents
        Incidents by date, then id.
    table
        Columns of incidents and locations side by side, one row a place.
    incident
        Number of the incident of each row.
    place, places
        Code of the words for each row's place, and the words.
    """

    incidents: pd.DataFrame
    table: pd.DataFrame
    incident: NDArray[np.int64]
    place: NDArray[np.int64]
    places: list[str]


def _rows(dataset: Dataset) -> _Rows:
    import numpy as np
    import pandas as pd

    incidents = dataset.incidents.sort_values(
        ["date_start", "incident_id"], ignore_index=True, na_position="first"
    )
    order = pd.Series(np.arange(len(incidents)), index=incidents["incident_id"].to_numpy(object))
    locations = dataset.locations
    number = order.reindex(locations["incident_id"].to_numpy(object)).to_numpy(float)
    if np.isnan(number).any():
        lost = locations["incident_id"][np.isnan(number)].iloc[0]
        raise ValueError(f"location of incident {lost!r}, which is not in the dataset")
    primary = locations["is_primary"].to_numpy(dtype=bool, na_value=False)
    ids = locations["location_id"].to_numpy(object)
    along = np.lexsort((ids.astype(str), ~primary, number))
    bare = np.setdiff1d(np.arange(len(incidents)), number)
    table = pd.concat(
        [locations.iloc[along], locations.iloc[:0].reindex(range(len(bare)))], ignore_index=True
    )
    incident = np.concatenate([number[along].astype(np.int64), bare])
    again = np.argsort(incident, kind="stable")
    table, incident = table.iloc[again].reset_index(drop=True), incident[again]
    shared = ["incident_id", "report_id"]
    table = pd.concat(
        [table.drop(columns=shared), incidents.iloc[incident].reset_index(drop=True)], axis=1
    )
    words = _place_words(table)
    codes, names = pd.factorize(words, sort=True)
    return _Rows(incidents, table, incident, codes.astype(np.int64), [str(name) for name in names])


def _place_words(table: pd.DataFrame) -> NDArray[Any]:
    """Name a place as the page shows it: its own name and the province it lies in."""
    import numpy as np

    def text(column: str) -> NDArray[Any]:
        return table[column].astype(object).where(table[column].notna(), "").to_numpy(object)

    name = text("place_name")
    for column in ("admin3", "admin2", "admin1", "place_text", "country"):
        name = np.where(name == "", text(column), name)
    province = text("admin1")
    narrow = np.isin(text("place_level"), ("place", "crossing", "admin3", "admin2", ""))
    told = narrow & (province != "") & (province != name) & (name != "")
    both: NDArray[Any] = np.where(told, name + ", " + province, name)
    return both


def _whole(column: pd.Series, fill: int, factor: float = 1.0) -> NDArray[np.int64]:
    import numpy as np

    values = column.to_numpy(dtype=float, na_value=np.nan) * factor
    return np.where(np.isnan(values), fill, np.rint(values)).astype(np.int64)


def _codes(column: pd.Series, names: Sequence[str]) -> NDArray[np.int64]:
    """Give each value the number of its place in `names`; 255 is none of them."""
    import numpy as np
    import pandas as pd

    codes = pd.Index(list(names), dtype=object).get_indexer(pd.Index(column.astype(object)))
    return np.where(codes < 0, 255, codes).astype(np.int64)


def _days(column: pd.Series) -> NDArray[np.int64]:
    """Count days since 1970-01-01."""
    import numpy as np
    import pyarrow as pa

    days = pa.array(column).cast(pa.int32())
    days = days.fill_null(NO_DAY)
    return np.asarray(days).astype(np.int64)


def _kinds(table: pd.DataFrame, footprints: gpd.GeoDataFrame) -> NDArray[np.int64]:
    """Say how a place is drawn: a point only where the source knew one (where_prec 1 or 2)."""
    import numpy as np

    kind_of = dict(zip(footprints["footprint_id"], footprints["kind"], strict=True))
    kind = table["footprint_id"].astype(object).map(kind_of).to_numpy(object)
    exact = np.isin(_whole(table["where_prec"], 0), (1, 2)) & table["latitude"].notna().to_numpy()
    labelled = table["label_latitude"].notna().to_numpy()
    kinds: NDArray[np.int64] = np.full(len(table), _NONE, np.int64)
    kinds[labelled] = _AREA
    kinds[labelled & (kind == "stretch")] = _STRETCH
    kinds[exact] = _POINT
    return kinds


def _position(table: pd.DataFrame, kind: NDArray[np.int64], axis: str) -> NDArray[np.int64]:
    """Degrees in steps of 0.00001, in coarser steps where the source knew no better."""
    import numpy as np

    exact = table[axis].to_numpy(dtype=float, na_value=np.nan)
    label = table[f"label_{axis}"].to_numpy(dtype=float, na_value=np.nan)
    degrees = np.where(kind == _POINT, exact, label)
    whole = np.where(np.isfinite(degrees), np.rint(degrees * payload.DEGREE), 0).astype(np.int64)
    uncertainty = table["uncertainty_km"].to_numpy(dtype=float, na_value=0.0)
    step = np.select([uncertainty >= 5, uncertainty >= 0.5], [100, 10], 1)
    step = np.where(kind == _POINT, step, 1)
    coarse: NDArray[np.int64] = np.rint(whole / step).astype(np.int64) * step
    return coarse


def _columns(
    rows: _Rows, pack: Any, shapes: gpd.GeoDataFrame
) -> dict[str, tuple[str, NDArray[Any]]]:
    import numpy as np
    import pandas as pd

    from geo import schema

    table = rows.table
    kind = shapes.attrs["kind"]
    day, end = _days(table["date_start"]), _days(table["date_end"])
    flags = sum(
        table[name].to_numpy(dtype=bool, na_value=False).astype(np.int64) << bit
        for bit, name in enumerate(("disputed", "is_primary", "domestic"))
    )
    where = pd.Index(shapes["footprint_id"].astype(object))
    footprint = where.get_indexer(table["footprint_id"].astype(object))
    footprint = np.where(np.isin(kind, (_AREA, _STRETCH)), footprint, -1)
    return {
        "lon": ("i32", _position(table, kind, "longitude")),
        "lat": ("i32", _position(table, kind, "latitude")),
        "day": ("i32", day),
        "days": (
            "u16",
            np.where((day == NO_DAY) | (end == NO_DAY), 0, np.clip(end - day, 0, NO_KM)),
        ),
        "incident": ("u32", payload.delta(rows.incident)),
        "place": ("u32", rows.place),
        "footprint": ("i32", footprint),
        "uncertainty": ("u16", np.clip(_whole(table["uncertainty_km"], NO_KM, 10), 0, NO_KM)),
        "claims": ("u16", np.clip(_whole(table["n_claims"], 0), 0, NO_KM)),
        "kind": ("u8", kind),
        "type": ("u8", _codes(table["sub_event_type"], _types(table))),
        "side": ("u8", _codes(table["actor1_side"], pack.sides)),
        "role": ("u8", _codes(table["role"], schema.ROLES)),
        "status": ("u8", _codes(table["status"], schema.STATUSES)),
        "dateprec": ("u8", _codes(table["date_precision"], schema.DATE_PRECISIONS)),
        "prec": ("u8", _whole(table["where_prec"], 0)),
        "level": ("u8", _codes(table["place_level"], schema.PLACE_LEVELS)),
        "flags": ("u8", np.asarray(flags)),
    }


def _types(table: pd.DataFrame) -> list[str]:
    return sorted(str(name) for name in table["sub_event_type"].dropna().unique())


def _meta(rows: _Rows, dataset: Dataset, pack: Any, shapes: gpd.GeoDataFrame) -> dict[str, Any]:
    from geo import schema

    event_of = schema.EVENT_TYPE_OF
    return {
        "rows": len(rows.table),
        "incidents": len(rows.incidents),
        "chunk": CHUNK,
        "delta": ["incident"],
        "kinds": KINDS,
        "types": [
            {"name": name, "event": event_of.get(name, ""), "shape": shape_of(name)}
            for name in _types(rows.table)
        ],
        "sides": [{"code": code, "colour": colour} for code, colour in side_colours(pack).items()],
        "names": _names(pack),
        "several": SEVERAL_COLOUR,
        "line_sides": list(pack.line_sides),
        "claimant_sides": list(pack.claimant_sides),
        "roles": schema.ROLES,
        "statuses": schema.STATUSES,
        "date_precisions": schema.DATE_PRECISIONS,
        "levels": schema.PLACE_LEVELS,
        "convention": dataset.convention,
        "footprints": {
            "ids": [str(name) for name in shapes["footprint_id"]],
            "kinds": [str(kind) for kind in shapes["kind"]],
        },
    }


def _names(pack: Any) -> dict[str, dict[str, str]]:
    """Take the pack's words for its codes; a claimant that speaks for a country has its name."""
    countries = {row["code"]: row["name"] for row in pack.meta.get("countries", [])}

    def words(key: str, *, by_country: bool = False) -> dict[str, str]:
        given = pack.meta.get(key, {})
        return {
            code: countries[row["country"]]
            if by_country and row.get("country") in countries
            else str(row["name"])
            for code, row in given.items()
        }

    return {
        "sides": words("side_names"),
        "claimants": words("claimant_side_names", by_country=True),
        "victims": words("victim_group_names"),
    }


def shape_of(sub_event_type: str) -> str:
    """Name the mark of a sub-event type."""
    from geo import schema

    event_type = schema.EVENT_TYPE_OF.get(sub_event_type, "")
    return SHAPES.get(sub_event_type, SHAPES.get(event_type, OTHER_SHAPE))


def side_colours(pack: Any) -> dict[str, str]:
    """Give each side of a pack its colour, in the pack's order."""
    colours = dict(zip(pack.line_sides, LINE_COLOURS, strict=True))
    others = [side for side in pack.sides if side not in colours]
    # the last two of a pack's sides are the light greys: whoever else, and nobody knows
    start = max(0, len(OTHER_COLOURS) - len(others))
    for number, side in enumerate(others):
        colours[side] = OTHER_COLOURS[min(start + number, len(OTHER_COLOURS) - 1)]
    return {side: colours[side] for side in pack.sides}


def _drawn_footprints(footprints: gpd.GeoDataFrame, rows: _Rows) -> gpd.GeoDataFrame:
    """Take the areas and stretches that some row is known to, each once, simplified."""
    kind = _kinds(rows.table, footprints)
    used = rows.table["footprint_id"].astype(object)[kind != _POINT].dropna().unique()
    drawn = footprints[
        footprints["footprint_id"].isin(used) & footprints["kind"].isin(("area", "stretch"))
    ]
    drawn = drawn.sort_values("footprint_id", ignore_index=True)
    drawn = drawn.set_geometry(drawn.geometry.simplify(_SIMPLIFY_DEGREES))
    drawn.attrs["kind"] = kind
    return drawn


def _footprint_blocks(shapes: gpd.GeoDataFrame) -> Iterator[payload.Block]:
    """Rings of all footprints one after the other, and how many each has.

    Holes need no mark: the page fills by the even-odd rule.
    """
    import numpy as np
    import shapely

    parts, owner = shapely.get_parts(shapes.geometry.to_numpy(), return_index=True)
    lines: list[NDArray[np.float64]] = []
    counts = np.zeros(len(shapes), np.int64)
    for part, index in zip(parts, owner, strict=True):
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        lines.extend(shapely.get_coordinates(ring) for ring in rings)
        counts[index] += len(rings)
    yield from payload.ring_blocks("footprints", lines)
    yield payload.array_block("footprints/parts", "u32", counts)


_TEXTS = ("incident_id", "summary", "actor1", "actor2", "source", "source_url", "licence")
_CLAIM_TEXTS = ("claimant", "claimant_side", "metric", "victim_group", "unit", "quote")
_REPORT_TEXTS = ("title", "publisher", "url", "published", "language", "licence")


def _list(column: pd.Series, fill: Any = "") -> list[Any]:
    import pyarrow as pa

    values = pa.array(column, from_pandas=True)
    values = values.cast(pa.string()) if fill == "" else values
    filled: list[Any] = (values if fill is None else values.fill_null(fill)).to_pylist()
    return filled


def _chunks(dataset: Dataset, rows: _Rows, pack: Any) -> Iterator[dict[str, Any]]:
    """Give the texts of `CHUNK` incidents after the other, as columns.

    ``of`` numbers the incident of each claim and place from the chunk's first; ``sources`` lists
    for each incident the chunk's reports it rests on, and ``report`` of a claim is one of them.
    """
    import numpy as np

    ids = rows.incidents["incident_id"]
    claims, claim_of = _in_order(dataset.claims, ids, ("claimant_side", "metric", "claim_id"))
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


def _in_order(
    table: pd.DataFrame, ids: pd.Series, keys: Sequence[str]
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Sort rows by the number of their incident, then by `keys`."""
    import numpy as np
    import pandas as pd

    order = pd.Series(np.arange(len(ids)), index=ids.to_numpy(object))
    number = order.reindex(table["incident_id"].to_numpy(object))
    if number.isna().any():
        lost = table["incident_id"].to_numpy(object)[number.isna().to_numpy()][0]
        raise ValueError(f"claim about incident {lost!r}, which is not in the dataset")
    texts = [np.array(_list(table[key]), dtype=str) for key in reversed(keys)]
    along = np.lexsort((*texts, number.to_numpy(np.int64)))
    return table.iloc[along], number.to_numpy(np.int64)[along]


def _basis(table: pd.DataFrame, pack: Any) -> list[str]:
    """Look up where each row's place comes from; empty where the pack has no row for it."""
    basis: dict[str, str] = {}
    for name, key in (("admin", "code"), ("places", "place_id"), ("crossings", "place_id")):
        rows = getattr(pack, name, None)
        if rows is not None and {key, "basis"} <= set(rows.columns):
            basis.update(zip(_list(rows[key]), _list(rows["basis"]), strict=True))
    return [basis.get(name, "") for name in _list(table["place_id"])]
