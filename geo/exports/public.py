"""What may leave the house: the tables of a dataset in a fixed order, clean, joined for writing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from geo import schema
from geo.errors import AccountError, OutputError, fault_line
from geo.exports import licences, sentences
from geo.exports.shapes import LABEL_DECIMALS, POINT_DECIMALS, Shapes
from geo.text import clean_frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from geo.dataset import Account, Dataset
    from geo.region import RegionPack

POINT, AREA, STRETCH = "points", "areas", "stretches"
KINDS = (POINT, AREA, STRETCH)
GEOMETRIES = {POINT: "Point", AREA: "MultiPolygon", STRETCH: "LineString"}

_BATCH_ROWS = 20_000
_POINT_PRECS = (1, 2)  # the values of UCDP's where_prec that a point may stand for
_PRIVATE = ("raw",)  # the input row as it came: not for the public


@dataclass(frozen=True)
class Batch:
    """Some rows of the table of places, incident columns repeated.

    Attributes
    ----------
    rows
        `incident_id`, `location_id`, the other columns of incidents, those of locations.
    kind
        One of `KINDS` for each row.
    shape
        Index into `Shapes`, -1 where the row is a point, or has no geometry.
    """

    rows: pa.Table
    kind: NDArray[np.object_]
    shape: NDArray[np.int64]

    def wkb(self, shapes: Shapes) -> NDArray[np.object_]:
        """Return the geometry of each row as WKB, None where the pack has no outline."""
        wkb: NDArray[np.object_] = np.array([*shapes.wkb, None], dtype=object)[self.shape]
        points = self.kind == POINT
        xy = [self.rows[name].to_numpy()[points] for name in ("longitude", "latitude")]
        wkb[points] = shapely.to_wkb(shapely.points(*xy))
        return wkb

    def boxes(self, shapes: Shapes) -> NDArray[np.float64]:
        """Return west, south, east, north of each row's geometry, not finite where it has none."""
        boxes = np.vstack([shapes.bounds.reshape(-1, 4), np.full(4, np.nan)])[self.shape]
        points = self.kind == POINT
        xy = [self.rows[name].to_numpy()[points] for name in ("longitude", "latitude")]
        boxes[points] = np.column_stack([*xy, *xy])
        return boxes

    def placed(self, shapes: Shapes, name: str) -> pa.Table:
        """Return the rows with their geometry as WKB in a column of that name."""
        return self.rows.append_column(name, pa.array(list(self.wkb(shapes)), pa.binary()))


@dataclass(frozen=True)
class Public:
    """A dataset as it is written: no private column, clean text, one order of rows.

    Attributes
    ----------
    incidents, claims, reports, rejected
        Arrow tables; incidents by date and id, the others in the incidents' order.
    unlocated
        One row for each place that was not found, and for each incident without a place.
    links
        What was put together, and why.
    restricted
        Whether there are rows that may not be published: all of it is for own use.
    shapes
        The footprints.
    cleaned
        Cells whose text was changed, by kind of change.
    left_out
        What a format could not hold, by file and what it is; the formats count it as they write.
    """

    incidents: pa.Table
    claims: pa.Table
    reports: pa.Table
    rejected: pa.Table
    unlocated: pa.Table
    shapes: Shapes
    pack: RegionPack
    account: Account
    convention: str
    cleaned: Counter[str]
    locations: pa.Table
    links: pa.Table
    restricted: bool
    left_out: Counter[tuple[str, str]]
    _located: pa.Table
    _owner: NDArray[np.int64]
    _kind: NDArray[np.object_]
    _shape: NDArray[np.int64]

    @classmethod
    def of(cls, dataset: Dataset, pack: RegionPack, *, own_use: bool = False) -> Public:
        """Make the public tables of a dataset; for own use with rows that may not be published.

        Raises
        ------
        OutputError
            A number is not finite, or a licence forbids publication.
        AccountError
            A place or claim belongs to no incident, or a footprint is missing.
        """
        restricted = licences.forbid(dataset.incidents)
        if restricted and not own_use:
            licences.check(dataset.incidents)
        cleaned: Counter[str] = Counter()
        groups = tuple(pack.victim_groups)
        incidents = _table(dataset.incidents, schema.incidents(groups), "incidents", cleaned)
        incidents = _sorted(incidents, "date_start", "incident_id")
        locations = _table(dataset.locations, schema.LOCATIONS, "locations", cleaned)
        locations = _by_incident(locations, incidents, "-is_primary", "location_id")
        claims = _table(dataset.claims, schema.CLAIMS, "claims", cleaned)
        keys = ("claimant_side", "metric", "victim_group", "claim_id")
        claims = _by_incident(claims, incidents, *keys)
        reports = _table(dataset.reports, schema.REPORTS, "reports", cleaned)
        refused = dataset.account.rejected
        refused = schema.empty(schema.REJECTED) if refused is None else refused
        rejected = _table(refused, schema.REJECTED, "rejected", cleaned)
        shapes = Shapes.of(dataset.footprints)
        locations, kind, shape = _placed(locations, shapes)
        located = kind != ""
        return cls(
            incidents=incidents,
            claims=claims,
            reports=_sorted(reports, "report_id"),
            rejected=_sorted(rejected, "file", "row", "column"),
            unlocated=_unlocated(incidents, locations, pa.array(located), claims),
            shapes=shapes,
            pack=pack,
            account=dataset.account,
            convention=dataset.convention,
            restricted=restricted,
            cleaned=cleaned,
            locations=locations,
            links=_links(dataset, incidents, cleaned),
            left_out=Counter(),
            _located=locations.filter(pa.array(located)),
            _owner=_owners(locations, incidents)[located],
            _kind=kind[located],
            _shape=shape[located],
        )

    @property
    def columns(self) -> pa.Schema:
        """The schema of the rows of `batches`."""
        return _joined(self.incidents.slice(0, 0), self._located.slice(0, 0)).schema

    @property
    def located(self) -> pa.Table:
        """The places that were found, in the order of `batches`."""
        return self._located

    @property
    def kinds(self) -> NDArray[np.object_]:
        """One of `KINDS` for each of `located`."""
        return self._kind

    @property
    def licences(self) -> list[str]:
        """The licences of the incidents."""
        values = pc.unique(self.incidents["licence"]).drop_null()
        return sorted(value for value in values.to_pylist() if value)

    @property
    def counts(self) -> dict[str, int]:
        """Rows of what is written; `without_outline` are placed but have no polygon in the pack."""
        bare = (self._shape < 0) & (self._kind != POINT)
        return {
            "incidents": len(self.incidents),
            "locations": len(self._located),
            **{kind: int((self._kind == kind).sum()) for kind in KINDS},
            "without_outline": int(bare.sum()),
            "unlocated": len(self.unlocated),
            "claims": len(self.claims),
            "reports": len(self.reports),
            "rejected": len(self.rejected),
        }

    def batches(self, order: NDArray[np.int64] | None = None) -> Iterator[Batch]:
        """Give the located places with their incidents, some rows at a time.

        Parameters
        ----------
        order
            Which places, by position, and in what order; all as they stand if none is given.
        """
        order = np.arange(len(self._owner)) if order is None else order
        for start in range(0, len(order), _BATCH_ROWS):
            part = order[start : start + _BATCH_ROWS]
            incidents = self.incidents.take(pa.array(self._owner[part]))
            rows = _joined(incidents, self._located.take(pa.array(part)))
            yield Batch(rows, self._kind[part], self._shape[part])

    def batches_of(self, kind: str) -> Iterator[Batch]:
        """Give the located places of one kind, some rows at a time."""
        return self.batches(np.flatnonzero(self._kind == kind))

    def newest(self, limit: int) -> NDArray[np.int64]:
        """Return the positions of the newest places, oldest first; undated ones are the oldest."""
        order = np.arange(len(self._owner))
        undated = np.asarray(pc.is_null(self.incidents["date_start"]))[self._owner]
        return np.concatenate([order[undated], order[~undated]])[max(len(order) - limit, 0) :]

    def bounds(self, *kinds: str) -> tuple[float, float, float, float] | None:
        """Return west, south, east, north of the geometries of some kinds; None if there are none.

        Longitude and latitude, EPSG:4326.
        """
        boxes = []
        if POINT in kinds:
            at = self._kind == POINT
            xy = [_numbers(self._located, name)[at] for name in ("longitude", "latitude")]
            boxes.append(np.column_stack([*xy, *xy]))
        used = np.unique(self._shape[np.isin(self._kind, kinds) & (self._shape >= 0)])
        boxes.append(self.shapes.bounds[used].reshape(-1, 4))
        box = np.concatenate(boxes)
        if not len(box):
            return None
        west, south = box[:, :2].min(axis=0).tolist()
        east, north = box[:, 2:].max(axis=0).tolist()
        return west, south, east, north


def _table(frame: pd.DataFrame, wanted: pa.Schema, name: str, cleaned: Counter[str]) -> pa.Table:
    frame, changes = clean_frame(
        frame[[c for c in wanted.names if c in frame and c not in _PRIVATE]]
    )
    cleaned.update(changes)
    public = pa.schema([field for field in wanted if field.name not in _PRIVATE])
    table = pa.Table.from_pandas(schema.conform(frame, public), schema=public, preserve_index=False)
    table = table.replace_schema_metadata(None)
    for number, field in enumerate(public):
        if not pa.types.is_floating(field.type):
            continue
        column = table[field.name]
        if pc.any(pc.is_inf(column)).as_py():
            where = f"{name}, {field.name}"
            raise OutputError(fault_line("not a finite number", value="inf", where=where))
        bare = pc.if_else(pc.is_nan(column), pa.scalar(None, field.type), column)
        table = table.set_column(number, field, bare)
    return table.combine_chunks()


def _links(dataset: Dataset, incidents: pa.Table, cleaned: Counter[str]) -> pa.Table:
    frame = schema.empty(schema.LINKS) if dataset.links is None else dataset.links
    links = _table(frame, schema.LINKS, "links", cleaned)
    written = incidents["incident_id"].combine_chunks()
    return _sorted(
        links.filter(pc.is_in(links["incident_id"], value_set=written)), "incident_id", "merged_id"
    )


def _sorted(table: pa.Table, *keys: str) -> pa.Table:
    order = [
        (key.removeprefix("-"), "descending" if key.startswith("-") else "ascending")
        for key in keys
    ]
    return table.take(pc.sort_indices(table, sort_keys=order)).combine_chunks()


def _owners(table: pa.Table, incidents: pa.Table) -> NDArray[np.int64]:
    """Return the position of each row's incident."""
    found = pc.index_in(table["incident_id"], value_set=incidents["incident_id"].combine_chunks())
    if found.null_count:
        stray = table["incident_id"].filter(pc.is_null(found))[0].as_py()
        raise AccountError(fault_line("a row belongs to no incident", value=stray))
    positions: NDArray[np.int64] = found.combine_chunks().to_numpy(zero_copy_only=False)
    return positions.astype(np.int64)


def _by_incident(table: pa.Table, incidents: pa.Table, *keys: str) -> pa.Table:
    owner = "incident position"
    table = table.append_column(owner, pa.array(_owners(table, incidents)))
    booleans = [key for key in keys if pa.types.is_boolean(table[key.removeprefix("-")].type)]
    for key in booleans:  # Arrow does not sort truth values
        name = key.removeprefix("-")
        table = table.append_column(f"{name} number", table[name].cast(pa.int8()))
    renamed = [f"{key} number" if key in booleans else key for key in keys]
    table = _sorted(table, owner, *renamed)
    return table.drop_columns([name for name in table.column_names if " " in name])


def _numbers(table: pa.Table, name: str) -> NDArray[np.float64]:
    column = table[name].cast(pa.float64()).combine_chunks()
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)


def _placed(
    locations: pa.Table, shapes: Shapes
) -> tuple[pa.Table, NDArray[np.object_], NDArray[np.int64]]:
    """Tell points from areas and stretches, and round what is coarse.

    A point is what is known to a point (`where_prec` 1 or 2); its coordinates are kept for no
    other. A place without an outline in the pack counts as an area without geometry. A kind of ""
    is a place that was not found.
    """
    index = pc.index_in(locations["footprint_id"], value_set=pa.array(shapes.ids, pa.string()))
    lacking = pc.and_(pc.is_null(index), pc.is_valid(locations["footprint_id"]))
    if pc.any(lacking).as_py():
        stray = locations["footprint_id"].filter(lacking)[0].as_py()
        raise AccountError(fault_line("a place has no footprint in the dataset", value=stray))
    shape = np.asarray(pc.fill_null(index, -1)).astype(np.int64)
    known = np.asarray(pc.is_valid(locations["place_level"]))
    x, y = _numbers(locations, "longitude"), _numbers(locations, "latitude")
    precise = np.isin(_numbers(locations, "where_prec"), _POINT_PRECS)
    points = known & precise & np.isfinite(x) & np.isfinite(y)
    named = np.append(shapes.kinds, "")[shape]
    areas = known & ~points & (named == "area")
    stretches = known & ~points & (named == "stretch")
    kind = np.select([points, stretches, known], [POINT, STRETCH, AREA], default="").astype(object)
    for name, decimals in (
        ("longitude", POINT_DECIMALS),
        ("latitude", POINT_DECIMALS),
        ("label_longitude", LABEL_DECIMALS),
        ("label_latitude", LABEL_DECIMALS),
    ):
        is_label = name.startswith("label")
        values = _numbers(locations, name)
        values = np.where(points, values.round(POINT_DECIMALS), values.round(decimals))
        column = pa.array(values, mask=np.isnan(values) | ~(points | (is_label & known)))
        locations = locations.set_column(locations.column_names.index(name), name, column)
    return locations, kind, np.where(areas | stretches, shape, -1)


def _joined(incidents: pa.Table, locations: pa.Table) -> pa.Table:
    columns = {
        "incident_id": incidents["incident_id"],
        "location_id": locations["location_id"],
    }
    for table in (incidents, locations):
        columns.update({n: table[n] for n in table.column_names if n not in columns})
    return pa.table(columns)


def _unlocated(
    incidents: pa.Table, locations: pa.Table, located: pa.Array, claims: pa.Table
) -> pa.Table:
    """List every place that was not found and every incident without one, with what is claimed.

    `is_located_elsewhere` tells that another place of the incident was found.
    """
    found = locations.filter(located)["incident_id"].combine_chunks()
    lost = locations.filter(pc.invert(located))
    has_place = pc.is_in(
        incidents["incident_id"], value_set=locations["incident_id"].combine_chunks()
    )
    bare = incidents.filter(pc.invert(has_place))
    owners = np.concatenate([_owners(lost, incidents), _owners(bare, incidents)])
    order = np.argsort(owners, kind="stable")
    rows = pa.concat_tables([lost, bare.select(["incident_id"])], promote_options="default")
    rows = rows.select(["location_id", "mention", "place_text", "place_why"])
    rows = rows.take(pa.array(order))
    table = _joined(incidents.take(pa.array(owners[order])), rows)
    ids = table["incident_id"].combine_chunks()
    told = sentences.told(claims.filter(pc.is_in(claims["incident_id"], value_set=ids)))
    said = [" | ".join(told[i]) if i in told else None for i in ids.to_pylist()]
    return table.append_column(
        "is_located_elsewhere", pc.is_in(ids, value_set=found)
    ).append_column("claims", pa.array(said, pa.string()))
