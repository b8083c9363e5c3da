"""Elements that add literal text to a folium page.

folium hands rendered script to branca's ``Element(str)``, which compiles it as a template a second
time, so any ``{{ ... }}`` in a name would run at build time. Nothing here is ever compiled: data
and names travel through these elements only.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from branca.element import Element, Figure
from folium.elements import ElementAddToElement
from folium.map import Layer

from maps import assets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maps.payload import Block

_WORD = re.compile(r"[a-z][a-z0-9/_-]*")


class Literal(Element):
    """Text that renders as itself.

    Parameters
    ----------
    text
        Text of ours, or escaped.
    early
        Whether its scripts run before those of the head; they need none of them.
    """

    def __init__(self, text: str, *, early: bool = False) -> None:
        super().__init__()
        self._name = "Literal"
        self.text, self.early = text, early

    def render(self, **_: Any) -> str:
        """Return the text."""
        return self.text


class Data(Element):
    """A data block: it holds no script and no element's name."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        self._name = "Data"
        self.block = block

    def render(self, **_: Any) -> str:
        """Return the block as an element of the page."""
        return self.block.html


class PagePart(Element):
    """Literal text for the three parts of a page: head, body and the script at its end.

    Parameters
    ----------
    header, html, script
        Text for each part; it must be safe there as it stands. Script text comes from code and
        never holds data.
    first
        Put the body's text before everything else that is there.
    """

    def __init__(
        self, *, header: str = "", html: str = "", script: str = "", first: bool = False
    ) -> None:
        super().__init__()
        self._name = "PagePart"
        self.header, self.html, self.script, self.first = header, html, script, first

    def render(self, **_: Any) -> str:
        """Add the parts to the page."""
        figure = page_of(self)
        for place, text in (
            (figure.header, self.header),
            (figure.html, self.html),
            (figure.script, self.script),
        ):
            if text:
                index = 0 if self.first and place is figure.html else None
                place.add_child(Literal(text), name=self.get_name(), index=index)
        return ""


class Blocks(Element):
    """Data blocks of a page; a key that several elements bring is written once.

    Parameters
    ----------
    blocks
        Blocks as `maps.payload` makes them; they are taken when they are asked for.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        super().__init__()
        self._name = "Blocks"
        self._given = blocks

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All of them."""
        blocks, self._given = tuple(self._given), ()
        return blocks

    def render(self, **_: Any) -> str:
        """Add the blocks to the page's body."""
        figure = page_of(self)
        for block in self.blocks:
            figure.html.add_child(Data(block), name=f"bm {block.key}")
        return ""


class ViewerLayer(Layer):
    """A layer that our viewer draws, for any folium map and layer control.

    Parameters
    ----------
    kind
        The viewer's name of the layer, such as ``base/rivers``; a word from code.
    name
        Shown in a layer control; text from code, since folium compiles it.
    show
        Draw the layer when the page opens.
    """

    def __init__(self, kind: str, name: str, *, show: bool = True) -> None:
        if not _WORD.fullmatch(kind):
            raise ValueError(f"layer kind {kind!r} is not a lower-case word")
        super().__init__(name=name, overlay=True, control=True, show=show)
        self._name = "ViewerLayer"
        self.kind = kind

    def render(self, **kwargs: Any) -> str:
        """Add the layer's script, then those of its children."""
        figure = page_of(self)
        add_viewer(figure)
        figure.script.add_child(
            Literal(f'var {self.get_name()} = bordermap.layer("{self.kind}");'),
            name=self.get_name(),
        )
        added = f"{self.get_name()}_add"
        if self.show and added not in self._children:
            self.add_child(ElementAddToElement(self.get_name(), parent_name(self)), name=added)
        for child in self._children.values():
            child.render(**kwargs)
        return ""


def add_viewer(figure: Figure) -> None:
    """Put our viewer's script and style into a page, once."""
    text = assets.style("viewer.css") + assets.script("viewer.js")
    figure.header.add_child(Literal(text), name="bordermap viewer")


def page_of(element: Element) -> Figure:
    """Return the figure an element stands in.

    Raises
    ------
    ValueError
        The element has not been added to a map or figure.
    """
    root = element.get_root()
    if not isinstance(root, Figure):
        raise ValueError(  # noqa: TRY004 - the tree is at fault, not a type
            f"{type(element).__name__} must be added to a map before it is rendered"
        )
    return root


def parent_name(element: Element) -> str:
    """Return the script name of what an element was added to.

    Raises
    ------
    ValueError
        The element has not been added to anything.
    """
    parent = element._parent  # noqa: SLF001 - branca has no other way
    if parent is None:
        raise ValueError(f"{type(element).__name__} must be added to a map before it is rendered")
    return parent.get_name()
