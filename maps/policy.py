"""The content security policy of a page: what may run in it, and whom it may ask for what.

A page of ours asks nobody. Tiles, images and plugins that a person adds to a map are named by their
host; the icons and fonts of a plugin's style come from the style's own host.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from branca.element import CssLink, JavascriptLink
from folium.features import CustomIcon
from folium.plugins import FloatImage
from folium.raster_layers import ImageOverlay, TileLayer, VideoOverlay, WmsTileLayer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from branca.element import Element, Link

# Where elements of folium keep the address of what they show: an attribute or option.
_SHOWN = (
    ("img-src", TileLayer, "tiles"),
    ("img-src", WmsTileLayer, "url"),
    ("img-src", ImageOverlay, "url"),
    ("img-src", FloatImage, "image"),
    ("img-src", CustomIcon, "icon_url"),
    ("media-src", VideoOverlay, "video_url"),
)
# What a person may add to; the rest has no use on a map.
_OPEN = ("script-src", "style-src", "img-src", "font-src", "media-src", "connect-src")
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_RUN_TYPES = {"", "text/javascript", "application/javascript", "module"}
_SOURCE = re.compile(r"[!-+\--:<-~]+")  # printable ASCII but space, ; and ,


def policy(
    texts: Iterable[str],
    links: Sequence[Link],
    elements: Iterable[Element],
    allow: Mapping[str, Iterable[str]] | None = None,
) -> str:
    """Return the policy of a page.

    Parameters
    ----------
    texts
        The page's final text: the scripts in it may run, and no others.
    links
        Scripts and styles of other hosts that the page links.
    elements
        All that stands on the map.
    allow
        More sources, by directive.

    Raises
    ------
    ValueError
        A directive of `allow` cannot be added to, or a source is not one.
    """
    scripts = [_file(link.url) for link in links if isinstance(link, JavascriptLink)]
    styles = [link.url for link in links if isinstance(link, CssLink)]
    beside = [host for host in map(_host, styles) if host]
    sources: dict[str, list[str]] = {
        "script-src": [*_hashes(texts), *scripts],
        "style-src": ["'unsafe-inline'", *map(_file, styles)],
        "img-src": ["data:", "blob:"],
        "font-src": ["data:"],
        "media-src": [],
        "connect-src": [],
    }
    shown = [("font-src", host) for host in beside] + [("img-src", host) for host in beside]
    for directive, host in sorted({*shown, *_hosts(elements)}):
        sources[directive].append(host)
    for directive, more in (allow or {}).items():
        sources[_open(directive)] += map(_checked, more)
    told = (" ".join([name, *(said or ["'none'"])]) for name, said in sources.items())
    return "; ".join(["default-src 'none'", *told, "base-uri 'none'", "form-action 'none'"])


def asks_others(links: Sequence[Link], elements: Iterable[Element]) -> bool:
    """Tell whether a page asks a host for anything by what stands on its map."""
    return bool(links) or any(True for _ in _hosts(elements))


def scripts_of(text: str) -> Iterator[str]:
    """Yield the script elements of a text as they stand."""
    return (match[0] for match in _SCRIPT.finditer(text))


def without_scripts(text: str) -> str:
    """Return a text without its script elements."""
    return _SCRIPT.sub("", text)


def _hosts(elements: Iterable[Element]) -> Iterator[tuple[str, str]]:
    """Yield directive and host of what elements that a person added show."""
    for element in elements:
        for directive, kind, key in _SHOWN:
            if isinstance(element, kind):
                held = {**getattr(element, "options", {}), **vars(element)}
                if host := _host(str(held.get(key, ""))):
                    yield directive, host


def _host(url: str) -> str:
    """Return scheme and host of an address, as a policy names them; "" of what has no host."""
    parts = urlsplit(f"https:{url}" if url.startswith("//") else url)
    # A policy knows a wildcard only as the whole first label of a host.
    host = re.sub(r"^[^.]*{[^}]*}[^.]*", "*", parts.netloc)
    known = parts.scheme in ("http", "https") and _SOURCE.fullmatch(host)
    return f"{parts.scheme}://{host}" if known else ""


def _file(url: str) -> str:
    """Return the policy's name of a linked file: its address up to the query, no separators."""
    return re.sub(r"[;,\s].*", "", url.split("?", maxsplit=1)[0])


def _hashes(texts: Iterable[str]) -> Iterator[str]:
    seen = set()
    for text in texts:
        for attributes, code in _SCRIPT.findall(text):
            kind = _TYPE.search(attributes)
            if (kind[1].lower() if kind else "") in _RUN_TYPES and code and code not in seen:
                seen.add(code)
                digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
                yield f"'sha256-{digest}'"


def _open(directive: str) -> str:
    if directive not in _OPEN:
        raise ValueError(f"{directive!r} cannot be allowed more; these can: {', '.join(_OPEN)}")
    return directive


def _checked(source: str) -> str:
    if not _SOURCE.fullmatch(source):
        raise ValueError(f"{source!r} is not one source of a policy")
    return source
