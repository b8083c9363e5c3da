"""A small static map, for readers whose browser runs no scripts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from maps.ground import ADMIN1, COAST, COUNTRY, ground, lines_of
from maps.local_names import in_languages, line_names, names_in
from maps.rows import AREA, POINT, STRETCH, kinds
from maps.shapes import simplified, spread_over

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from geo.dataset import Dataset
    from geo.region import RegionPack
    from maps.words import Words

    _Project = Callable[[NDArray[np.float64]], NDArray[np.float64]]

_WIDTH = 800.0  # SVG units
_COARSE = 0.02  # degrees; finer is not seen at this size
_DOTS = 2_000
_TURN = 36_000  # hundredths of a degree
_MARK = "#1f4e79"


def overview(pack: RegionPack, dataset: Dataset, words: Words) -> str:
    """Draw countries, provinces, the line, and what incidents are known to, as SVG.

    Places are dots, areas pale, stretches thick along the line; a caption says what is drawn.

    Parameters
    ----------
    pack
        The region; its box is the picture's.
    dataset
        Located incidents; at most 2,000 distinct places are drawn.
    words
        The page's texts.
    """
    import shapely

    project, height = _projection(pack.bounds)
    shapes = ground(pack)
    borders = lines_of(shapes, "arcs")
    level = shapes["arcs/kind"]
    provinces = _path_of(borders[level == ADMIN1], project)
    countries = _path_of(borders[(level == COUNTRY) | (level == COAST)], project)
    line = _path_of(shapely.get_parts(pack.line), project)
    locations = dataset.locations
    kind = kinds(locations, dataset.footprints)
    known = kind == POINT
    at = (locations[name][known].to_numpy(float) for name in ("longitude", "latitude"))
    spots = _distinct(*at)
    xy = project(spread_over(spots, _DOTS))
    areas = _footprints(dataset, kind == AREA, "area")
    stretches = _footprints(dataset, kind == STRETCH, "stretch")
    pale = "".join(f'<path d="{path}"/>' for path in _paths(areas, project))
    thick = "".join(f'<path d="{path}"/>' for path in _paths(stretches, project))
    dots = "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4"/>' for x, y in xy)
    local = {} if words.language == "en" else names_in(pack, words.language)
    admin = pack.admin[pack.admin["level"] == "country"].dropna(subset=["label_longitude"])
    where = project(admin[["label_longitude", "label_latitude"]].to_numpy(float))
    names = [
        f'<text x="{x:.0f}" y="{y:.0f}">{escape(local.get(code, name))}</text>'
        for code, name, (x, y) in zip(admin["code"], admin["name"], where, strict=True)
    ]
    # Near its start the line is straightest, so its name stands there.
    at = project(shapely.get_coordinates(pack.line.interpolate(0.06, normalized=True)))[0]
    named = (
        f'<text x="{at[0]:.0f}" y="{at[1] + 22:.0f}" font-style="italic" fill="#3d3a33" '
        f'font-size="15">{escape(words.of(line_names(pack)))}</text>'
    )
    return (
        f'<svg class="bm-overview" viewBox="0 0 {_WIDTH:.0f} {height:.0f}" role="img" '
        f'aria-label="{escape(words.of(in_languages(pack, "title", pack.title)))}">\n'
        f'<g fill="{_MARK}" fill-opacity="0.13" fill-rule="evenodd">{pale}</g>\n'
        f'<path d="{provinces}" fill="none" stroke="#c0bbae" stroke-width="0.9"/>\n'
        f'<path d="{countries}" fill="none" stroke="#8a8577" stroke-width="1.2"/>\n'
        f'<g fill="none" stroke="{_MARK}" stroke-opacity="0.3" stroke-width="9" '
        f'stroke-linejoin="round">{thick}</g>\n'
        f'<path d="{line}" fill="none" stroke="#3d3a33" stroke-width="2" '
        'stroke-dasharray="9 3 2 3"/>\n'
        f'<g fill="#6b6760" font-family="sans-serif" font-size="18">{"".join(names)}{named}</g>\n'
        f'<g fill="{_MARK}" fill-opacity="0.7" stroke="#fff">{dots}</g>\n</svg>\n'
        f"<p>{escape(_caption(len(spots), len(areas), len(stretches), words))}</p>"
    )


def _path_of(lines: NDArray[Any], project: _Project) -> str:
    """Write lines as one path, joined end to end, without what is not seen at this size."""
    import numpy as np
    import shapely

    joined = shapely.line_merge(shapely.multilinestrings(lines))
    return _paths(simplified(np.array([joined]), _COARSE), project)[0]


def _distinct(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return places to a hundredth of a degree, each once, from west to east."""
    import numpy as np

    east, north = (np.rint(degrees * 100).astype(np.int64) for degrees in (lon, lat))
    east, north = np.divmod(np.unique(east * _TURN + north + _TURN // 2), _TURN)
    return np.column_stack([east, north - _TURN // 2]) / 100


def _footprints(dataset: Dataset, rows: NDArray[np.bool_], kind: str) -> NDArray[Any]:
    """Take what some of the rows are known to, each once, the largest first."""
    import numpy as np
    import shapely

    used = dataset.locations["footprint_id"][rows].dropna().unique()
    shapes = dataset.footprints
    drawn = shapes[shapes["footprint_id"].isin(used) & (shapes["kind"] == kind)]
    found = simplified(drawn.geometry.to_numpy(), _COARSE)
    order = np.lexsort((shapely.to_wkb(found), -shapely.length(found), -shapely.area(found)))
    return found[order]


def _caption(spots: int, areas: int, stretches: int, words: Words) -> str:
    dots = (
        words.text("page.dotsDrawn", n=spots, drawn=_DOTS)
        if spots > _DOTS
        else words.text("page.dots", n=spots)
    )
    told = [
        text
        for count, text in (
            (spots, dots),
            (areas, words.text("page.areas", n=areas)),
            (stretches, words.text("page.stretches", n=stretches)),
        )
        if count
    ]
    return (
        words.text("page.overview", what="; ".join(told))
        if told
        else words.text("page.overviewNone")
    )


def _projection(bounds: tuple[float, float, float, float]) -> tuple[_Project, float]:
    import numpy as np

    def mercator(latitude: NDArray[np.float64]) -> NDArray[np.float64]:
        tangent = np.tan(np.pi / 4 + np.radians(latitude) / 2)
        return np.asarray(np.degrees(np.log(tangent)), dtype=np.float64)

    west, south, east, north = bounds
    low, high = mercator(np.array([south, north]))
    scale = _WIDTH / (east - west)

    def project(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        x = (lonlat[:, 0] - west) * scale
        y = (high - mercator(lonlat[:, 1])) * scale
        return np.column_stack([x, y])

    return project, float((high - low) * scale)


def _paths(shapes: NDArray[Any], project: _Project) -> list[str]:
    """Write shapes as paths; all at once, since there may be hundreds."""
    import numpy as np
    import shapely

    # the parts of lines, and the rings of polygons
    parts, owner = shapely.get_parts(shapes, return_index=True)
    lines = shapely.get_parts(
        np.where(shapely.get_dimensions(parts) == 2, shapely.boundary(parts), parts),
        return_index=True,
    )
    lonlat, line = shapely.get_coordinates(lines[0], return_index=True)
    first = np.diff(line, prepend=-1) > 0
    xy = np.round(project(lonlat), 1).tolist()
    told = [
        f"{'M' if starts else 'L'}{x:g} {y:g}"
        for starts, (x, y) in zip(first.tolist(), xy, strict=True)
    ]
    ends = np.searchsorted(owner[lines[1]][line], np.arange(len(shapes)), side="right").tolist()
    return ["".join(told[start:end]) for start, end in zip([0, *ends], ends, strict=False)]
