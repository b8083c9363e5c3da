"""Which names a sheet writes, in the order of what matters to its reader."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from geo.parts import area_of
from maps.printed import ground
from maps.printed.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.region import RegionPack
    from maps.printed.labels import Labels
    from maps.printed.sheet import Sheet

_TOWN_RANK = 4  # the least of the towns; what follows are villages and lone sites
_TRIED = 15  # places along and across a country, to write its name


def write(
    sheet: Sheet,
    pack: RegionPack,
    labels: Labels,
    *,
    towns: int,
    districts: bool,
    country: float,
    inside: str | None = None,
) -> None:
    """Write the names of crossings, provinces, districts and towns that find room.

    Parameters
    ----------
    sheet, pack, labels
        The frame, the region, and the room that is taken.
    towns
        The least rank of a place that is named (1 is a metropolis, 6 a village).
    districts
        Whether districts are named.
    country
        Size of the names of countries, points; 0 leaves them out.
    inside
        The code of the province the sheet is about; around it only towns are named, no villages.
    """
    labels.place(_crossings(sheet, pack, labels))
    if country:
        labels.place(_countries(sheet, pack, country, inside))
    labels.place(_towns(sheet, pack, 2))
    labels.place(_units(sheet, pack, "admin1", 8.5, "italic"))
    labels.place(_towns(sheet, pack, towns, inside))
    if districts:
        labels.place(_units(sheet, pack, "admin2", 6.5, "normal"))


def _crossings(sheet: Sheet, pack: RegionPack, labels: Labels) -> Iterator[Label]:
    known = pack.crossings.dropna(subset=["longitude", "latitude"]).sort_values("line_km")
    xy = sheet.points(known[["longitude", "latitude"]].to_numpy(float))
    for (x, y), place, name in zip(xy, known["place_id"], known["name"], strict=True):
        if not _shows(sheet, x, y):
            continue
        if labels.is_free(x, y, 1.0, 1.0):
            sheet.axes.plot(x, y, "x", ms=4, mew=1.1, color=ground.LINE, zorder=7)
            labels.keep_free(x, y, 1.4, 1.4)
        yield Label(
            sheet.words.name(place, name), x, y, 6.5, 1.2, colour=ground.LINE, weight="bold"
        )


def _countries(sheet: Sheet, pack: RegionPack, size: float, inside: str | None) -> Iterator[Label]:
    """Name each country in the frame, beside the province the sheet is about if it can be."""
    import numpy as np
    import shapely

    countries = pack.admin[pack.admin["level"].eq("country")].dropna(subset=["label_longitude"])
    around = pack.neighbours
    for code, name in zip(countries["code"], countries["name"], strict=True):
        shown = _shown(sheet, area_of(pack, code))
        if shown.is_empty:
            continue
        if inside is not None:
            around_it = shown.difference(area_of(pack, inside))
            shown = shown if around_it.is_empty else around_it
        # the part that is seen may be far from the country's own middle
        at = shapely.get_coordinates(shapely.maximum_inscribed_circle(shown))[:1]
        (x, y), *elsewhere = sheet.points(np.concatenate([at, _spread(shown)])).tolist()
        text = sheet.words.name(code, name)
        yield Label(
            text.upper(),
            x,
            y,
            size,
            None,
            colour=ground.NAME,
            weight="bold",
            elsewhere=tuple((x, y) for x, y in elsewhere),
        )
    for name, shape in zip(around["name"], around.geometry, strict=True):
        shown = _shown(sheet, shape)
        if not shown.is_empty:
            x, y = sheet.points(np.array(shown.representative_point().coords))[0]
            text = sheet.words.of_pack("neighbours", str(name)) or str(name)
            yield Label(text, x, y, 0.7 * size, None, colour=ground.NAME, style="italic")


def _shown(sheet: Sheet, shape: BaseGeometry | None) -> BaseGeometry:
    """Return the areas (degrees) of a shape that lie in the frame; what touches it does not."""
    import shapely

    cut = shapely.intersection(shapely.box(*sheet.lonlat), shape)
    parts = shapely.get_parts(shapely.get_parts(cut))
    shown: BaseGeometry = shapely.multipolygons(parts[shapely.get_dimensions(parts) == 2])
    return shown


def _spread(shape: BaseGeometry) -> NDArray[np.float64]:
    """Return points all over an area (degrees), shape (n, 2), those farthest from its edge first.

    Every country in a frame is to be named, and its middle may be taken.
    """
    import numpy as np
    import shapely

    west, south, east, north = shape.bounds
    x, y = np.meshgrid(
        np.linspace(west, east, _TRIED + 2)[1:-1], np.linspace(south, north, _TRIED + 2)[1:-1]
    )
    points = shapely.points(x.ravel(), y.ravel())
    points = points[shapely.contains(shape, points)]
    inward = shapely.distance(points, shapely.boundary(shape))
    return np.asarray(shapely.get_coordinates(points[np.argsort(-inward, kind="stable")]))


def _units(sheet: Sheet, pack: RegionPack, level: str, size: float, style: str) -> Iterator[Label]:
    units = pack.admin[pack.admin["level"].eq(level)].dropna(subset=["label_longitude"])
    xy = sheet.points(units[["label_longitude", "label_latitude"]].to_numpy(float))
    for (x, y), code, name in zip(xy, units["code"], units["name"], strict=True):
        if _shows(sheet, x, y):
            text = sheet.words.name(code, name)
            yield Label(text, x, y, size, None, colour=ground.REGION, style=style)


def _towns(
    sheet: Sheet, pack: RegionPack, least: int, inside: str | None = None
) -> Iterator[Label]:
    known = pack.places.dropna(subset=["longitude", "latitude"])
    rank = known["rank"].astype(float).fillna(6)
    people = known["population"].astype(float).fillna(0)
    allowed = rank <= least
    if inside is not None:
        allowed &= known["admin1_pcode"].eq(inside).fillna(False) | (rank <= _TOWN_RANK)
    # what cannot be read in the language gives way to what can
    named = known["place_id"].isin(list(sheet.words.names))
    known = known.assign(rank=rank, people=people, named=named)[allowed]
    order = ["rank", "named", "people", "place_id"]
    known = known.sort_values(order, ascending=[True, False, False, True])
    xy = sheet.points(known[["longitude", "latitude"]].to_numpy(float))
    for (x, y), place, name, rank_ in zip(
        xy, known["place_id"], known["name"], known["rank"], strict=True
    ):
        if not _shows(sheet, x, y):
            continue
        size = 7.5 if rank_ <= 2 else 6.5
        dot = partial(
            sheet.axes.plot, x, y, "o", ms=2.4, mfc="#ffffff", mec=ground.TOWN, mew=0.6, zorder=7.5
        )
        yield Label(sheet.words.name(place, name), x, y, size, 0.9, colour=ground.TOWN, mark=dot)


def _shows(sheet: Sheet, x: float, y: float) -> bool:
    west, south, east, north = sheet.extent
    return bool(west < x < east and south < y < north)
