"""A map in plain characters, for a terminal: candidates, the line, and what lies nearest.

Every character takes one column: names are written only in letters that terminals draw so, from
left to right, since others would move what stands after them.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from geo._sphere import KM_PER_DEGREE
from geo.footprints import footprints
from geo.parts import area_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from geo.region import RegionPack

WIDTH, HEIGHT = 60, 17
MARKS = "123456789abcdefghijklmnpqrstuvwyz"  # without the signs of towns and crossings
_LINE, _AREA, _STRETCH, _TOWN, _CROSSING = "#", ".", "=", "o", "x"
_GROUND = frozenset({" ", _AREA})
_TALL = 2.0  # a character is about twice as high as it is wide
# Wide enough around one point to know where one is; room at the edge for what lies there.
_LEAST_KM = 70.0
_EDGE = 0.15
_LABELS = 8
_APART = 2  # characters between names
_LABEL_LETTERS = 18
_SCALES_KM = (200, 100, 50, 20, 10, 5)
_SCALE_SHARE = 0.3  # of the width, at most


class _Label(NamedTuple):
    longitude: float
    latitude: float
    mark: str
    name: str


@dataclass
class _Canvas:
    """Rows of characters over a window: its corner, and how many degrees a character covers."""

    west: float
    north: float
    per_column: float
    per_row: float
    rows: list[list[str]] = field(default_factory=lambda: [[" "] * WIDTH for _ in range(HEIGHT)])

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north."""
        south = self.north - HEIGHT * self.per_row
        return self.west, south, self.west + WIDTH * self.per_column, self.north

    def cell(self, longitude: float, latitude: float) -> tuple[int, int] | None:
        """Return row and column of a point, or None outside the window."""
        column = math.floor((longitude - self.west) / self.per_column)
        row = math.floor((self.north - latitude) / self.per_row)
        return (row, column) if 0 <= row < HEIGHT and 0 <= column < WIDTH else None

    def put(self, longitude: float, latitude: float, mark: str) -> None:
        """Put a sign at a point, if it is inside."""
        if cell := self.cell(longitude, latitude):
            self.rows[cell[0]][cell[1]] = mark

    def trace(self, line: BaseGeometry, mark: str) -> None:
        """Draw a line."""
        import shapely

        inside = shapely.clip_by_rect(line, *self.bounds)
        step = min(self.per_column, self.per_row) / 2
        for longitude, latitude in shapely.get_coordinates(shapely.segmentize(inside, step)):
            self.put(longitude, latitude, mark)

    def write(self, row: int, column: int, text: str, own: int = -1) -> bool:
        """Write a text if only ground is in its way and beside it; tell whether it was written.

        The column `own` has the sign of what is named, and is not in the way.
        """
        end = column + len(text)
        if column < 0 or end > WIDTH:
            return False
        needed = range(max(column - _APART, 0), min(end + _APART, WIDTH))
        if not all(self.rows[row][at] in _GROUND for at in needed if at != own):
            return False
        self.rows[row][column:end] = text
        return True


def draw(pack: RegionPack, found: pd.DataFrame) -> str:
    """Draw candidates, the line, and the towns and crossings nearest to the first candidate.

    Parameters
    ----------
    pack
        The region.
    found
        Candidates, best first: columns of `geo.schema.WHERE`. Their signs are `MARKS`, in order.

    Returns
    -------
    A framed map and its legend, in lines of at most `WIDTH` + 2 characters. The area or stretch
    that the first candidate stands for is marked. Empty where no candidate has a place on a map.
    """
    has_point = found["label_longitude"].notna() & found["label_latitude"].notna()
    points = [
        _Label(float(longitude), float(latitude), mark, "")
        for mark, longitude, latitude, is_there in zip(
            MARKS, found["label_longitude"], found["label_latitude"], has_point, strict=False
        )
        if is_there
    ]
    if not points:
        return ""
    area, stretch = _shapes(pack, found["footprint_id"].iloc[0])
    canvas = _window(points, area if stretch is None else stretch)
    if area is not None:
        _shade(canvas, area)
    canvas.trace(pack.line, _LINE)
    if stretch is not None:
        canvas.trace(stretch, _STRETCH)
    for point in reversed(points):  # so that the best is never hidden
        canvas.put(point.longitude, point.latitude, point.mark)
    _name_countries(canvas, pack)
    taken = {canvas.cell(point.longitude, point.latitude) for point in points}
    _label(canvas, _nearest(canvas, pack, points[0]), taken)
    frame = f"+{'-' * WIDTH}+"
    return "\n".join(
        [frame, *(f"|{''.join(row)}|" for row in canvas.rows), frame, *_legend(canvas, pack)]
    )


def _shapes(
    pack: RegionPack, footprint_id: object
) -> tuple[BaseGeometry | None, BaseGeometry | None]:
    """Return the area or the stretch of a footprint."""
    if not isinstance(footprint_id, str):
        return None, None
    footprint = footprints(pack, [footprint_id]).iloc[0]
    area = footprint.geometry if footprint["kind"] == "area" else None
    return area, footprint.geometry if footprint["kind"] == "stretch" else None


def _window(points: Sequence[_Label], shape: BaseGeometry | None) -> _Canvas:
    """Choose a window that holds the points and the shape."""
    lon, lat = [point.longitude for point in points], [point.latitude for point in points]
    if shape is not None:
        west, south, east, north = shape.bounds
        lon, lat = [*lon, west, east], [*lat, south, north]
    middle_lon, middle_lat = (min(lon) + max(lon)) / 2, (min(lat) + max(lat)) / 2
    squeeze = math.cos(math.radians(middle_lat))
    wide = (max(lon) - min(lon)) * KM_PER_DEGREE * squeeze * (1 + 2 * _EDGE)
    high = (max(lat) - min(lat)) * KM_PER_DEGREE * (1 + 2 * _EDGE)
    column_km = max(wide / WIDTH, high / HEIGHT / _TALL, _LEAST_KM / WIDTH)
    per_column = column_km / (KM_PER_DEGREE * squeeze)
    per_row = column_km * _TALL / KM_PER_DEGREE
    west, north = middle_lon - per_column * WIDTH / 2, middle_lat + per_row * HEIGHT / 2
    return _Canvas(west, north, per_column, per_row)


def _shade(canvas: _Canvas, area: BaseGeometry) -> None:
    import numpy as np
    import shapely

    lon = canvas.west + (np.arange(WIDTH) + 0.5) * canvas.per_column
    lat = canvas.north - (np.arange(HEIGHT) + 0.5) * canvas.per_row
    for row, column in np.argwhere(shapely.contains_xy(area, *np.meshgrid(lon, lat))):
        canvas.rows[row][column] = _AREA


def _name_countries(canvas: _Canvas, pack: RegionPack) -> None:
    """Write the name of each country of the pack once, where most of it is seen."""
    import shapely

    window = shapely.box(*canvas.bounds)
    for code in pack.country_codes:
        area, name = area_of(pack, code), pack.unit_names.get(code, code).upper()
        seen = shapely.intersection(area, window) if area is not None else None
        if seen is None or seen.is_empty or not _is_plain(name):
            continue
        at = canvas.cell(*_middle(max(shapely.get_parts(seen), key=shapely.area)))
        if at is None:
            continue
        for step in range(HEIGHT):
            # From the middle outwards: another row where something is in the way.
            tried = at[0] + (step + 1) // 2 * (-1) ** step
            if 0 <= tried < HEIGHT and canvas.write(tried, at[1] - len(name) // 2, name):
                break


def _middle(area: BaseGeometry) -> tuple[float, float]:
    point = area.representative_point()
    return point.x, point.y


def _nearest(canvas: _Canvas, pack: RegionPack, best: _Label) -> Iterator[_Label]:
    """Give the towns and crossings in the window, large and near ones first."""
    import numpy as np
    import pandas as pd

    columns = ["place_id", "name", "longitude", "latitude", "rank"]
    crossings = pack.crossings.assign(rank=2.0)[columns].assign(mark=_CROSSING)
    table = pd.concat([pack.places[columns].assign(mark=_TOWN), crossings], ignore_index=True)
    west, south, east, north = canvas.bounds
    inside = table["longitude"].between(west, east) & table["latitude"].between(south, north)
    table = table[inside].sort_values("place_id", ignore_index=True)
    apart = np.hypot(
        (table["longitude"].to_numpy(float) - best.longitude) / canvas.per_column,
        (table["latitude"].to_numpy(float) - best.latitude) / canvas.per_row * _TALL,
    )
    # A step in rank weighs as much as a sixth of the map.
    order = np.argsort(apart / (WIDTH / 6) + table["rank"].fillna(6).to_numpy(float), kind="stable")
    for row in table.take(order).to_dict("records"):
        if name := _plain_name(pack, row["place_id"], row["name"]):
            yield _Label(row["longitude"], row["latitude"], row["mark"], name)


def _label(
    canvas: _Canvas, known: Iterator[_Label], candidates: set[tuple[int, int] | None]
) -> None:
    """Write names beside their points until there are enough; the signs of candidates stay."""
    written: set[tuple[int, int]] = set()
    for label in known:
        cell = canvas.cell(label.longitude, label.latitude)
        if cell is None or cell in written:
            continue
        row, column = cell
        is_free = canvas.rows[row][column] in (*_GROUND, _LINE, _STRETCH)
        if not is_free and cell not in candidates:
            continue
        beside = (column + 2, column - 1 - len(label.name))
        if any(canvas.write(row, start, label.name, own=column) for start in beside):
            if cell not in candidates:
                canvas.rows[row][column] = label.mark
            written.add(cell)
        if len(written) == _LABELS:
            return


def _plain_name(pack: RegionPack, place_id: str, name: str) -> str:
    """Return a name whose letters take a column each, or nothing."""
    names = pack.names
    others = names.loc[names["id"].eq(place_id), "name"] if not _is_plain(name) else ()
    found = next((str(one) for one in (name, *others) if _is_plain(str(one))), "")
    return found if len(found) <= _LABEL_LETTERS else f"{found[: _LABEL_LETTERS - 1]}~"


def _is_plain(name: str) -> bool:
    return all(
        char.isprintable()
        and unicodedata.bidirectional(char) not in ("R", "AL", "AN")
        and unicodedata.east_asian_width(char) not in ("W", "F")
        and not unicodedata.combining(char)
        for char in name
    )


def _legend(canvas: _Canvas, pack: RegionPack) -> list[str]:
    """Explain the signs that are on the map, and its scale."""
    km = canvas.per_row * KM_PER_DEGREE / _TALL
    scale = next((s for s in _SCALES_KM if s / km <= WIDTH * _SCALE_SHARE), _SCALES_KM[-1])
    bar = "-" * max(round(scale / km) - 2, 1)
    seen = {char for row in canvas.rows for char in row}
    signs = [
        f"{sign} {what}"
        for sign, what in (
            (_TOWN, "town"),
            (_CROSSING, "crossing"),
            (_LINE, pack.line_name),
            (_AREA, "area of 1"),
            (_STRETCH, "stretch of 1"),
        )
        if sign in seen
    ]
    # The first sentence of the pack's note says whose line this is, or that it is disputed.
    note = pack.note.partition(". ")[0].rstrip(".") if seen & {_LINE, _STRETCH} else ""
    lines = [f"|{bar}| {scale} km, north is up", "   ".join(signs), f"{note}." if note else ""]
    return [f" {line}" for line in lines if line]
