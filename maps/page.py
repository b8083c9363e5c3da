"""The map page: a folium map of a dataset, and the one file it is saved as."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
from folium.plugins.treelayercontrol import TreeLayerControl

from maps import basemap
from maps.cells import PAGE_LIMIT
from maps.document import assemble, elements
from maps.frame import Frame, first_view
from maps.literal import page_of
from maps.words import Words

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

    from geo.dataset import Dataset
    from geo.region import RegionPack

# The words of the shadings, in the order of `ShadingLayer.KINDS`.
_SHADINGS = ("shadingNone", "density", "byAdmin1", "byAdmin2")
_MIN_ZOOM, _MAX_ZOOM = 4, 13  # the embedded base map has nothing to show beyond
_CELL_HIGH = 700  # CSS pixels of the page in a notebook's cell


class _Page(folium.Map):
    """A map that is a whole page; a notebook shows the file that `save` would write."""

    def _repr_html_(self, **_: Any) -> str:
        return (
            f'<iframe title="Map" srcdoc="{escape(to_html(self))}"'
            f' style="box-sizing:border-box;width:100%;height:{_CELL_HIGH}px;'
            'border:1px solid #d9d5ca"></iframe>'
        )


def render(
    dataset: Dataset,
    region: RegionPack | str | os.PathLike[str] | None = None,
    *,
    title: str | None = None,
    notice: str | Mapping[str, str] | None = None,
    language: str = "en",
    page_limit: int = PAGE_LIMIT,
    table: str = "",
) -> folium.Map:
    """Make the map of a dataset: base map, incidents, layer control, and the page around it.

    The result is a `folium.Map`: add to it what you like, then `save` it. At the end of a
    notebook's cell it shows itself, without the network.

    Parameters
    ----------
    dataset
        Located incidents.
    region
        The region pack, its name or folder; by default the one that located the dataset.
    title
        The page's title; by default made of the line's name.
    notice
        What the reader must know of the data, by language if in several; by default that figures
        are claims.
    language
        The language the page opens in: ``en``, ``ps``, ``fa`` (Dari) or ``ur``. Readers can choose
        another in the page.
    page_limit
        Incidents that the page holds one by one, the newest; older ones are counted in cells by
        place, month and what can be filtered by, and the page says so.
    table
        A file beside the page that has every row; the page names it where there are cells.

    Returns
    -------
    folium.Map
        Without tiles: the base map is drawn from the pack.
    """
    from geo.region import pack_of
    from maps.layers import IncidentLayer, ShadingLayer

    pack = pack_of(dataset.region_id if region is None else region)
    words = Words(language)
    west, south, east, north = pack.bounds
    page = _Page(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=6,
        tiles=None,
        zoom_control="topleft",
        zoom_snap=0.25,
        zoom_delta=0.75,
        wheel_px_per_zoom_level=90,
        max_bounds_viscosity=0.8,
    )
    # Map takes min_zoom and max_zoom for a tile layer only; clusters need the map's own.
    page.options.update(minZoom=_MIN_ZOOM, maxZoom=_MAX_ZOOM)
    view = first_view(dataset, pack)
    # what is made of the incidents goes on while the rest of the page is made
    incidents = IncidentLayer(dataset, pack, limit=page_limit, table=table, view=view)
    groups = basemap.add_to(page, pack)
    incidents.add_to(page)
    shown = [incidents.points, incidents.areas, incidents.stretches]
    shadings = [ShadingLayer(kind, show=kind == "none") for kind in ShadingLayer.KINDS]
    for shading in shadings:
        shading.add_to(page)
    tree = [
        _branch(
            words,
            "incidents",
            list(zip(("points", "areas", "stretches"), shown, strict=True)),
        ),
        _choice(words, "shading", list(zip(_SHADINGS, shadings, strict=True))),
        *(_branch(words, key, layers) for key, layers in groups),
    ]
    TreeLayerControl(
        overlay_tree=tree,
        collapsed=True,
        position="topright",
        closed_symbol="▸ ",
        opened_symbol="▾ ",
    ).add_to(page)
    frame = Frame(
        dataset, pack, view, title=title, notice=notice, words=words, opening=incidents.opening
    )
    frame.add_to(page)
    return page


def to_html(page: folium.Map, *, allow: Mapping[str, Iterable[str]] | None = None) -> str:
    """Return a map as the text of one HTML file that asks no host for anything.

    Everything that stands on the map when this is called is in the file and in its policy; hosts
    of tiles, images and plugins that a person added are named in the policy. The map is left as
    it was, and the same map gives the same text.

    Parameters
    ----------
    page
        A map of `render`, or any other folium map.
    allow
        What else plugins may do, as sources of the policy by directive. One that asks a host while
        it is used (``Geocoder``) needs ``{"connect-src": ["https://nominatim.openstreetmap.org"]}``,
        one that makes code of text (``MeasureControl``) ``{"script-src": ["'unsafe-eval'"]}``.

    Raises
    ------
    ValueError
        The policy has no such directive, or no such source can be in one.
    """
    return "".join(_parts(page, allow))


def save(
    page: folium.Map,
    path: str | os.PathLike[str],
    *,
    allow: Mapping[str, Iterable[str]] | None = None,
) -> Path:
    """Write a map to one HTML file (UTF-8), as `to_html` tells it, and return its path."""
    file, parts = Path(path), _parts(page, allow)
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(parts)
    return file


def _parts(page: folium.Map, allow: Mapping[str, Iterable[str]] | None) -> Iterator[str]:
    """Give the text of a map's file in parts: put together, a million incidents are large."""
    figure = page_of(page)
    frame = next((e for e in elements(figure) if isinstance(e, Frame)), None)
    title = frame.title if frame else figure.title or "Map"
    return assemble(
        figure,
        title=title,
        words=frame.words if frame else None,
        body_class="bm-page" if frame else "bm-bare",
        allow=allow,
    )


def _branch(words: Words, key: str, layers: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make a branch of the layer control; the control takes labels as HTML, and these are ours."""
    return {
        "label": _label(words, key),
        "select_all_checkbox": True,
        "collapsed": False,
        "children": [{"label": _label(words, name), "layer": layer} for name, layer in layers],
    }


def _choice(words: Words, key: str, layers: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make a branch of which one layer is shown at a time."""
    return {
        "label": _label(words, key),
        "collapsed": False,
        "children": [
            {"label": _label(words, name), "layer": layer, "radioGroup": f"bm-{key}"}
            for name, layer in layers
        ],
    }


def _label(words: Words, name: str) -> str:
    return words.span(f"page.layers.{name}")
