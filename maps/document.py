"""From folium's tree of elements to one file: assets inlined, ids numbered, policy last.

folium gives every element a random id and links ten files of six hosts. Here the tree is rendered
once, its ids become numbers in the order they are met, links become the text of the files, and a
content security policy names the hash of every script of the final text.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from branca.element import CssLink, Element, JavascriptLink, Link
from folium.raster_layers import ImageOverlay, TileLayer, WmsTileLayer

from maps import assets
from maps.literal import Data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_RUN_TYPES = {"", "text/javascript", "application/javascript", "module"}


def assemble(
    figure: Figure, *, title: str, words: Words | None = None, body_class: str = ""
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
    """
    with _untouched(figure):
        for child in list(figure._children.values()):  # noqa: SLF001 - branca has no other way
            child.render()
        links = list(_foreign_links(figure.header))
        ids = {element._id: "" for element in elements(figure)}  # noqa: SLF001
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
                early = getattr(child, "early", False) or not _SCRIPT.search(text)
                (body if early else behind).append(text)
            elif not child.block.late:
                body += child.block.parts
        code = number(assets.inert(_clean(figure.script.render())))
        images = sorted(set(_image_hosts(figure)))
    tail = f"<script>{code}</script>\n"
    spoken = ' lang="en"'
    if words is not None:
        spoken = f' lang="{words.tag}" dir="{words.dir}" data-bm-language="{words.language}"'
        # what is seen first is drawn before scripts as large as these are read
        behind = [match[0] for text in head for match in _SCRIPT.finditer(text)] + behind
        head = [assets.script("dress.js"), *(_SCRIPT.sub("", text) for text in head)]
    scripted = [*head, *written, *behind, tail]
    policy = _policy(_hashes(scripted), links, images)
    start = [
        f"<!DOCTYPE html>\n<html{spoken}>\n<head>\n",
        '<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        '<meta name="referrer" content="no-referrer">\n',
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


def _image_hosts(figure: Figure) -> Iterator[str]:
    """Yield the hosts of the tile and image layers that a person added to the map."""
    for element in elements(figure):
        if isinstance(element, TileLayer):
            url = element.tiles
        elif isinstance(element, WmsTileLayer | ImageOverlay):
            url = element.url
        else:
            continue
        parts = urlsplit(str(url))
        if parts.scheme in ("http", "https") and parts.netloc:
            # A policy knows a wildcard only as the whole first label of a host.
            yield f"{parts.scheme}://{re.sub(r'^[^.]*{[^}]*}[^.]*', '*', parts.netloc)}"


def _hashes(texts: Iterable[str]) -> Iterator[str]:
    seen = set()
    for text in texts:
        for attributes, code in _SCRIPT.findall(text):
            kind = _TYPE.search(attributes)
            if (kind[1].lower() if kind else "") in _RUN_TYPES and code and code not in seen:
                seen.add(code)
                digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
                yield f"'sha256-{digest}'"


def _policy(hashes: Iterable[str], links: list[Link], images: list[str]) -> str:
    scripts = [_source(link.url) for link in links if isinstance(link, JavascriptLink)]
    styles = [_source(link.url) for link in links if isinstance(link, CssLink)]
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src", *hashes, *scripts]),
            " ".join(["style-src 'unsafe-inline'", *styles]),
            " ".join(["img-src data: blob:", *images]),
            "font-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _source(url: str) -> str:
    """Return the policy's name of a linked file: its address up to the query, no separators."""
    return re.sub(r"[;,\s].*", "", url.split("?", maxsplit=1)[0])


def _clean(text: str) -> str:
    """Make text that UTF-8 can hold and that a browser reads as it stands."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
