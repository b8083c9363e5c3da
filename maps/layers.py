"""Layers of incidents for any folium map."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from folium.elements import ElementAddToElement
from folium.map import Layer

from geo.region import pack_of
from maps import incidents, opening
from maps.cells import PAGE_LIMIT
from maps.document import elements
from maps.literal import Blocks, Literal, ViewerLayer, add_viewer, page_of

if TYPE_CHECKING:
    import os

    from geo.dataset import Dataset
    from geo.region import RegionPack
    from maps.opening import View


class IncidentLayer(Layer):
    """The incidents of a dataset, on this project's page or on any folium map.

    They are drawn on canvases from a columnar payload; no text of the data passes through a
    template or through HTML. Places known to an area or a stretch of the line are drawn as such.
    Where the page has no panel, cards open in one of the layer's own inside the map.

    Parameters
    ----------
    dataset
        Located incidents.
    region
        The region pack, its name or folder; by default the one that located the dataset.
    show
        Draw the incidents when the page opens.
    limit
        Incidents that are held one by one, the newest; older ones are counted in cells by place,
        month and what can be filtered by.
    table
        A file beside the page that has every row; the page names it where there are cells.
    view
        West, south, east and north of what the page opens with, where that is known.

    Attributes
    ----------
    points, areas, stretches
        The three parts as layers of their own, for a layer control that can group.
    data
        The blocks of the page.
    opening
        The block of what the page opens with, to stand before all others; None without a view.
    """

    def __init__(
        self,
        dataset: Dataset,
        region: RegionPack | str | os.PathLike[str] | None = None,
        *,
        show: bool = True,
        limit: int = PAGE_LIMIT,
        table: str = "",
        view: View | None = None,
    ) -> None:
        super().__init__(name="Incidents", overlay=True, control=True, show=show)
        self._name = "IncidentLayer"
        self.points = ViewerLayer("incidents/points", "Known to a place", show=False)
        self.areas = FootprintLayer("areas", "Known to an area")
        self.stretches = FootprintLayer("stretches", "Known to a stretch of the line")
        pack = pack_of(dataset.region_id if region is None else region)
        blocks = incidents.blocks(dataset, pack, limit=limit, table=table, view=view)
        first = next(blocks)
        self.opening = None
        if first.key == opening.KEY:
            self.opening, first = first, next(blocks)
        # texts are made while the page around them is
        self.data = Blocks(chain([first], blocks))
        for part in (self.data, *self.parts):
            self.add_child(part)

    @property
    def parts(self) -> tuple[ViewerLayer, ...]:
        """The three parts, from the bottom to the top of the map."""
        return self.areas, self.stretches, self.points

    def render(self, **kwargs: Any) -> str:
        """Add the viewer, the data and the layer's script to the page.

        Raises
        ------
        ValueError
            The page has another such layer, on this map or on another beside it.
        """
        figure = page_of(self)
        add_viewer(figure)
        if sum(isinstance(element, IncidentLayer) for element in elements(figure)) > 1:
            raise ValueError("a page holds one IncidentLayer; join the datasets instead")
        figure.script.add_child(
            Literal(f'var {self.get_name()} = bordermap.layer("incidents");'),
            name=self.get_name(),
        )
        parent = self._parent
        added = f"{self.get_name()}_add"
        if self.show and parent is not None and added not in self._children:
            self.add_child(ElementAddToElement(self.get_name(), parent.get_name()), name=added)
        for child in self._children.values():
            child.render(**kwargs)
        return ""


class FootprintLayer(ViewerLayer):
    """The incidents of an `IncidentLayer` that are known to areas, or to stretches of the line.

    Parameters
    ----------
    kind
        ``areas`` or ``stretches``.
    name
        Shown in a layer control; text from code.
    """

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"incidents/{kind}", name, show=False)
        self._name = "FootprintLayer"


class ShadingLayer(ViewerLayer):
    """The ground shaded by the incidents of an `IncidentLayer` on the same map; one kind at a time.

    Parameters
    ----------
    kind
        ``density``, hexagons; ``admin1`` or ``admin2``, the region's provinces or districts (where
        the map has the base map of `maps.render`); ``none``, for a choice in a layer control.
    show
        Shade when the page opens.
    """

    KINDS = ("none", "density", "admin1", "admin2")

    def __init__(self, kind: str, *, show: bool = False) -> None:
        if kind not in self.KINDS:
            raise ValueError(f"shading {kind!r} is none of {', '.join(self.KINDS)}")
        names = dict(
            zip(self.KINDS, ("No shading", "Density", "By province", "By district"), strict=True)
        )
        super().__init__(f"shading/{kind}", names[kind], show=show)
        self._name = "ShadingLayer"
