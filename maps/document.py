"""From folium's tree of elements to one file: assets inlined, ids numbered, policy last.

folium gives every element a random id and links ten files of six hosts. Here the tree is rendered
once, its ids become numbers in the order they are met, links become the text of the files, and the
content security policy (`maps.policy`) is made of the final text.
"""

from __future__ import annotations

import html
import re
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from branca.element import Element, Link

from maps import assets
from maps.literal import Data
from maps.policy import asks_others, policy, scripts_of, without_scripts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from branca.element import Figure

    from maps.words import Words

# What folium asks for by these names; None: our viewer stands in for what folium uses of it.
_ASSETS = {
    "leaflet": "leaflet.js",
    "leaflet_css": "leaflet.css",
    "L.Control.Layers.Tree.min.js": "tree.js",
    "L.Control.Layers.Tree.min.css": "tree.css",
    "jquery": None,
    "bootstrap": None,
    "bootstrap_css": None,
    "awesome_markers": None,
    "awesome_markers_css": None,
    "awesome_markers_font_css": None,
    "awesome_rotate_css": None,
    "glyphicons_css": None,
    "meta_http": None,
}
_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>')


def assemble(
    figure: Figure,
    *,
    title: str,
    words: Words | None = None,
    body_class: str = "",
    allow: Mapping[str, Iterable[str]] | None = None,
) -> Iterator[str]:
    """Render a figure to the parts of one HTML document. The figure is left as it was.

    Data that the page does not draw first is written as it is asked for: of a million incidents it
    is large.

    Parameters
    ----------
    figure
        The root of a folium map.
    title
        The document's title, plain text.
    words
        The words of our page, which readers can have in another language; None on another map.
    body_class
        Class of the body element.
    allow
        More sources for the page's policy, by directive.
    """
    with _untouched(figure):
        for child in list(figure._children.values()):  # noqa: SLF001 - branca has no other way
            child.render()
        links = list(_foreign_links(figure.header))
        standing = list(elements(figure))
        ids = {element._id: "" for element in standing}  # noqa: SLF001 - branca has no other way
        number = _Numbering(ids)
        head = [number(_head_text(n, c)) for n, c in figure.header._children.items()]  # noqa: SLF001
        # A data block is no template, no script and names no element: it is taken as it is.
        children = list(figure.html._children.values())  # noqa: SLF001
        late = [child for child in children if isinstance(child, Data) and child.block.late]
        body: list[str] = []
        written: list[str] = []
        behind: list[str] = []
        for child in children:
            if not isinstance(child, Data):
                text = number(_clean(child.render()))
                written.append(text)
                early = getattr(child, "early", False) or not any(scripts_of(text))
                (body if early else behind).append(text)
            elif not child.block.late:
                body += child.block.parts
        code = number(assets.inert(_clean(figure.script.render())))
    tail = f"<script>{code}</script>\n"
    spoken = ' lang="en"'
    if words is not None:
        spoken = f' lang="{words.tag}" dir="{words.dir}" data-bm-language="{words.language}"'
        # what is seen first is drawn before scripts as large as these are read
        behind = [script for text in head for script in scripts_of(text)] + behind
        head = [assets.script("dress.js"), *map(without_scripts, head)]
    scripted = [*head, *written, *behind, tail]
    told = policy(scripted, links, standing, allow)
    # hosts of tiles ask what page asks them; a page that asks nobody tells nobody
    referrer = "strict-origin-when-cross-origin" if asks_others(links, standing) else "no-referrer"
    start = [
        f"<!DOCTYPE html>\n<html{spoken}>\n<head>\n",
        '<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(told)}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f'<meta name="referrer" content="{referrer}">\n',
        '<link rel="icon" href="data:,">\n',
        f"<title>{html.escape(_clean(title))}</title>\n",
        *head,
        f'</head>\n<body class="{html.escape(body_class)}">\n',
        *body,
        *behind,
        tail,
    ]
    # what is not drawn is parsed while the page draws
    more = (part for child in late for part in child.block.parts)
    return chain(start, more, ["</body>\n</html>\n"])


class _Numbering:
    """Replaces the random ids of known elements by numbers, in the order they are met."""

    def __init__(self, ids: dict[str, str]) -> None:
        self.ids, self.count = ids, 0

    def __call__(self, text: str) -> str:
        return _ID.sub(self._number, text)

    def _number(self, match: re.Match[str]) -> str:
        found = match[0]
        if self.ids.get(found) == "":
            self.count += 1
            self.ids[found] = f"{self.count:08x}"
        return self.ids.get(found, found)


@contextmanager
def _untouched(figure: Figure) -> Iterator[None]:
    """Take back what rendering adds to the tree, so that a second rendering gives the same."""
    before = [(element, element._children.copy()) for element in elements(figure)]  # noqa: SLF001
    try:
        yield
    finally:
        for element, children in before:
            element._children = children  # noqa: SLF001


def elements(root: Element) -> Iterator[Element]:
    """Walk every element that hangs on `root`, popups' inner ones included."""
    seen, waiting = {id(root)}, [root]
    while waiting:
        element = waiting.pop()
        yield element
        for value in vars(element).values():
            if isinstance(value, Element):
                near: Iterable[object] = (value,)
            elif isinstance(value, dict):
                near = value.values()
            elif isinstance(value, list | tuple):
                near = value
            else:
                continue
            for other in near:
                if isinstance(other, Element) and id(other) not in seen:
                    seen.add(id(other))
                    waiting.append(other)


def _head_text(name: str, child: Element) -> str:
    if name not in _ASSETS:
        return _VIEWPORT.sub("", _clean(child.render()))
    asset = _ASSETS[name]
    if asset is None:
        return ""
    return assets.script(asset) if asset.endswith(".js") else assets.style(asset)


def _foreign_links(header: Element) -> Iterator[Link]:
    for name, child in header._children.items():  # noqa: SLF001
        if name not in _ASSETS and isinstance(child, Link):
            yield child


def _clean(text: str) -> str:
    """Make text that UTF-8 can hold and that a browser reads as it stands."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
