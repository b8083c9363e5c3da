"""Incidents on a sheet: symbols, rings where several stand together, areas and stretches.

What is drawn where is the page's: a mark only at a point that a source knew, else the area or the
stretch of the line, with a count. An incident counts once at each place it is known to.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from maps.marks import SEVERAL_COLOUR, shape_of, side_colours
from maps.printed import ground, symbols
from maps.printed.labels import Label
from maps.rows import AREA, POINT, STRETCH, kinds, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.dataset import Dataset
    from geo.region import RegionPack
    from maps.printed.labels import Labels
    from maps.printed.sheet import Sheet

Mark = Literal["symbol", "ring", "area", "stretch", "badge", "bar"]
SYMBOL_MM = 1.5  # radius
_TOGETHER_MM = 3.4  # marks nearer than this would touch: they share a ring
_BADGE_MM = (5.4, 4.0)
_AWAY_MM = (0.0, 4.5, 6.5, 9.0, 12.0)  # of a badge from where it belongs, with a leader
_BAR_MM = (3.0, 1.2)  # a count that has no room is a bar of its sides, as on the page
# How dark an area is filled: broad ones lie under others, and darkness must not read as more.
_BROAD_DEGREES, _PALE, _PLAIN = 2.0, 0.05, 0.12


@dataclass(frozen=True)
class Scene:
    """What a dataset has to draw, whatever the sheet.

    Attributes
    ----------
    table
        One row a place of an incident: `incident, kind, shape, side, colour, lon, lat,
        footprint_id, name, id, admin1_pcode`.
    footprints
        Geometry of areas and stretches by id.
    colours
        Of each acting side.
    """

    table: pd.DataFrame
    footprints: Mapping[str, Any]
    colours: Mapping[str, str]

    def of(self, province: str) -> Scene:
        """Return what is known to a province, and the stretches of the line, which none holds."""
        own = self.table["admin1_pcode"].eq(province) | self.table["kind"].eq(STRETCH)
        return replace(self, table=self.table[own.to_numpy(bool)].reset_index(drop=True))


@dataclass
class Drawn:
    """What a legend has to tell: the marks that were drawn, in one frame or several.

    Attributes
    ----------
    types
        How many incidents of each sub-event type have a symbol of their own.
    sides
        The acting sides whose colours are seen.
    marks
        The kinds of marks.
    """

    types: Counter[str] = field(default_factory=Counter)
    sides: set[str] = field(default_factory=set)
    marks: set[Mark] = field(default_factory=set)

    def add(self, mark: Mark, rows: pd.DataFrame) -> None:
        """Note a mark and the rows that it stands for."""
        self.marks.add(mark)
        self.sides.update(rows["side"])
        if mark == "symbol":
            self.types[str(rows["type"].iloc[0])] += 1

    def update(self, other: Drawn) -> None:
        """Take what another frame of the sheet shows."""
        self.types += other.types
        self.sides |= other.sides
        self.marks |= other.marks


def scene(dataset: Dataset, pack: RegionPack) -> Scene:
    """Make the rows that sheets draw from; what has no place has no row."""
    import numpy as np
    import pandas as pd

    rows = rows_of(dataset)
    table = rows.table
    kind = kinds(table, dataset.footprints)
    colours = side_colours(pack)
    sides = table["actor1_side"].astype(object).where(table["actor1_side"].notna(), "unknown")
    names = np.array(rows.places, dtype=object)[rows.place]
    drawn = pd.DataFrame(
        {
            "incident": rows.incident,
            "kind": kind,
            "type": table["sub_event_type"].astype(object).fillna(""),
            "side": sides.to_numpy(object),
            "lon": table["longitude"].where(kind == POINT, table["label_longitude"]).astype(float),
            "lat": table["latitude"].where(kind == POINT, table["label_latitude"]).astype(float),
            "footprint_id": table["footprint_id"].astype(object),
            "id": table["place_id"].astype(object),
            "name": table["place_name"].astype(object).where(table["place_name"].notna(), names),
            "level": table["place_level"].astype(object),
            "admin1_pcode": table["admin1_pcode"].astype(object),
        }
    )
    drawn = drawn[(kind == POINT) | (kind == AREA) | (kind == STRETCH)]
    known = dataset.footprints
    footprints = dict(zip(known["footprint_id"], known.geometry, strict=True))
    return Scene(drawn.reset_index(drop=True), footprints, colours)


def draw(sheet: Sheet, whole: Scene, labels: Labels) -> Drawn:
    """Draw what lies in the frame; take the room of the marks; name the places."""
    import numpy as np

    table, drawn = whole.table, Drawn()
    xy = sheet.points(table[["lon", "lat"]].to_numpy(float))
    west, south, east, north = sheet.extent
    seen = (xy[:, 0] > west) & (xy[:, 0] < east) & (xy[:, 1] > south) & (xy[:, 1] < north)
    shapes = _draw_shapes(sheet, whole, drawn, AREA) + _draw_shapes(sheet, whole, drawn, STRETCH)
    spots = np.flatnonzero(seen & (table["kind"] == POINT).to_numpy())
    together = _apart(list(_near(xy[spots], sheet)), xy[spots], whole, spots, sheet)
    names = [_draw_together(sheet, whole, labels, drawn, spots[group], xy) for group in together]
    shapes.sort(key=lambda pair: (table["kind"].iloc[pair[1][0]] != STRETCH, -len(pair[1])))
    for shape, members in shapes:
        first = members[0]
        at = xy[first] if seen[first] else _middle_of_what_is_seen(sheet, shape)
        _draw_badge(sheet, whole, labels, drawn, members, at)
    labels.place(name for _, name in sorted(names, key=lambda pair: -pair[0]) if name)
    return drawn


def _middle_of_what_is_seen(sheet: Sheet, shape: BaseGeometry) -> NDArray[np.float64]:
    """Return a point of the part of an area or a stretch that lies in the frame, metres."""
    import numpy as np
    import shapely

    parts = shapely.get_parts(_seen(sheet, shape))
    size = np.column_stack([shapely.area(parts), shapely.length(parts)])
    largest = parts[np.lexsort(size.T[::-1])[-1]]
    if largest.geom_type == "LineString":
        at = largest.interpolate(0.5, normalized=True)
    else:
        at = largest.representative_point()
    return np.array([at.x, at.y])


def _seen(sheet: Sheet, shape: BaseGeometry) -> BaseGeometry:
    """Return what of a shape (degrees) lies in the frame, map metres; it may be empty."""
    import numpy as np
    import shapely

    projected = sheet.shapes(np.array([shape], dtype=object))
    cut: BaseGeometry = shapely.clip_by_rect(projected, *sheet.extent)[0]
    return cut


def _draw_shapes(
    sheet: Sheet, whole: Scene, drawn: Drawn, kind: int
) -> list[tuple[BaseGeometry, NDArray[np.int64]]]:
    """Draw areas, the broadest first, or stretches, each once; return them with their rows."""
    import numpy as np
    import shapely

    rows = np.flatnonzero((whole.table["kind"] == kind).to_numpy())
    groups = [
        (whole.footprints[name], members)
        for name, members in _by_footprint(whole.table, rows)
        if name in whole.footprints and not _seen(sheet, whole.footprints[name]).is_empty
    ]
    groups.sort(key=lambda pair: (-pair[0].area, -pair[0].length, shapely.to_wkb(pair[0])))
    for shape, members in groups:
        colour = _one_colour(whole, members)
        drawn.add("stretch" if kind == STRETCH else "area", whole.table.iloc[members])
        held = np.array([shape], dtype=object)
        if kind == STRETCH:
            ground.stroke(sheet, held, colour, 5.0, zorder=5, alpha=0.42)
            continue
        from matplotlib.colors import to_rgba

        ground.fill(
            sheet,
            held,
            to_rgba(colour, _PALE if shape.area > _BROAD_DEGREES else _PLAIN),
            edge=colour,
            width=0.6,
            dashes=(0, (4, 2)),
            zorder=3,
        )
    return groups


def _one_colour(whole: Scene, members: NDArray[np.int64]) -> str:
    sides = set(whole.table["side"].iloc[members])
    return whole.colours[sides.pop()] if len(sides) == 1 else SEVERAL_COLOUR


def _by_footprint(
    table: pd.DataFrame, rows: NDArray[np.int64]
) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """Give each footprint that some of the rows are known to, with those rows."""
    import numpy as np
    import pandas as pd

    codes, names = pd.factorize(table["footprint_id"].iloc[rows])
    for code, name in enumerate(names):
        yield str(name), rows[np.flatnonzero(codes == code)]


def _near(xy: NDArray[np.float64], sheet: Sheet) -> Iterator[NDArray[np.int64]]:
    """Group points whose marks would touch: each joins the fullest spot it is near."""
    import numpy as np

    reach = _TOGETHER_MM * sheet.mm
    spots, of, counts = np.unique(np.round(xy, 0), axis=0, return_inverse=True, return_counts=True)
    of = of.ravel()
    group = np.full(len(spots), -1)
    for first in np.argsort(-counts, kind="stable"):
        if group[first] >= 0:
            continue
        near = np.hypot(*(spots - spots[first]).T) < reach
        group[near & (group < 0)] = first
    for first in np.unique(group):
        yield np.flatnonzero(group[of] == first)


def _apart(
    groups: list[NDArray[np.int64]],
    xy: NDArray[np.float64],
    whole: Scene,
    rows: NDArray[np.int64],
    sheet: Sheet,
) -> list[NDArray[np.int64]]:
    """Put groups together until no two marks touch: a ring is wider than a lone symbol."""
    import numpy as np

    incident = whole.table["incident"].to_numpy()[rows]
    while groups:
        counts = np.array([len(np.unique(incident[group])) for group in groups])
        radii = np.array([_radius_mm(count) for count in counts]) * sheet.mm
        at = np.array([xy[group].mean(axis=0) for group in groups])
        owner = np.full(len(groups), -1)
        for first in np.argsort(-counts, kind="stable"):
            if owner[first] < 0:
                touch = np.hypot(*(at - at[first]).T) < radii + radii[first]
                owner[touch & (owner < 0)] = first
        kept = np.unique(owner)
        if len(kept) == len(groups):
            break
        groups = [
            np.sort(np.concatenate([groups[g] for g in np.flatnonzero(owner == first)]))
            for first in kept
        ]
    return groups


def _radius_mm(count: int) -> float:
    if count == 1:
        return SYMBOL_MM
    return 2.6 + 0.5 * (count >= 10) + 0.6 * (count >= 100) + 0.6 * (count >= 1000)


def _shares(whole: Scene, members: NDArray[np.int64]) -> tuple[int, list[tuple[str, int]]]:
    """Count incidents, each once, and those of each acting side in the pack's order."""
    rows = whole.table.iloc[members].drop_duplicates("incident")
    found = Counter(rows["side"])
    return len(rows), [
        (colour, found[side]) for side, colour in whole.colours.items() if found[side]
    ]


def _draw_together(
    sheet: Sheet,
    whole: Scene,
    labels: Labels,
    drawn: Drawn,
    members: NDArray[np.int64],
    xy: NDArray[np.float64],
) -> tuple[int, Label | None]:
    """Draw one mark for the points that stand together; return how many, and the name to write."""
    count, shares = _shares(whole, members)
    at = xy[members].mean(axis=0)
    first = whole.table.iloc[members[0]]
    radius = _radius_mm(count)
    drawn.add("symbol" if count == 1 else "ring", whole.table.iloc[members])
    if count == 1:
        symbols.symbol(
            sheet.axes, at, radius * sheet.mm, shape_of(first["type"]), whole.colours[first["side"]]
        )
    else:
        symbols.ring(sheet.axes, at, radius * sheet.mm, shares, sheet.words.number(count))
    labels.keep_free(float(at[0]), float(at[1]), 2 * radius, 2 * radius)
    named = Counter(
        zip(whole.table["id"].iloc[members], whole.table["name"].iloc[members], strict=True)
    )
    (place, name), _ = named.most_common(1)[0]
    text = sheet.words.name(str(place), str(name))
    return count, Label(
        text, float(at[0]), float(at[1]), 7.5, radius + 0.5, colour="#22272e", weight="bold"
    )


def _draw_badge(
    sheet: Sheet,
    whole: Scene,
    labels: Labels,
    drawn: Drawn,
    members: NDArray[np.int64],
    at: NDArray[np.float64],
) -> None:
    """Draw the count of an area or a stretch where it is free, nearest to a point of it.

    Where nothing is free, a bar of the acting sides stands at the point, under the marks.
    """
    import numpy as np

    count, shares = _shares(whole, members)
    text = sheet.words.number(count)
    width, height = _BADGE_MM[0] + 1.3 * max(0, len(text) - 2), _BADGE_MM[1]
    for away in _AWAY_MM:
        for turn in range(0, 360, 45):
            angle = np.radians(turn)
            tried = at + away * sheet.mm * np.array([np.cos(angle), np.sin(angle)])
            if labels.is_free(float(tried[0]), float(tried[1]), width, height):
                break
        else:
            continue
        break
    else:
        drawn.add("bar", whole.table.iloc[members])
        symbols.bar(sheet.axes, at, (_BAR_MM[0] * sheet.mm, _BAR_MM[1] * sheet.mm), shares)
        labels.keep_free(float(at[0]), float(at[1]), *_BAR_MM)
        return
    if not np.allclose(tried, at):
        sheet.axes.plot(*np.array([at, tried]).T, color=symbols.INK, lw=0.5, zorder=18.5)
        sheet.axes.plot(*at, ".", color=symbols.INK, ms=2.5, zorder=18.6)
    size = (width * sheet.mm, height * sheet.mm)
    drawn.add("badge", whole.table.iloc[members])
    dashed = whole.table["kind"].iloc[members[0]] == AREA
    symbols.badge(sheet.axes, tried, size, shares, text, dashed=dashed)
    labels.keep_free(float(tried[0]), float(tried[1]), width, height)
