"""The built front end: scripts and styles that stand in the page itself."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from geo.errors import BordermapError

_ENDS = re.compile(r"<(?=/script|!--)", re.IGNORECASE)
_STATIC = Path(__file__).resolve().parent / "static"


@cache
def read(name: str) -> str:
    """Return the text of a built file, such as ``viewer.js``.

    Raises
    ------
    BordermapError
        The front end has not been built.
    """
    try:
        return (_STATIC / name).read_text("utf-8")
    except FileNotFoundError:
        raise BordermapError(
            f"the front end's {name} is not built; install the package (pip install .) to build it"
        ) from None


def script(name: str) -> str:
    """Return a built script as an element of the page."""
    return f"<script>{inert(read(name))}</script>\n"


def style(name: str) -> str:
    """Return a built style sheet as an element of the page."""
    text = read(name)
    if "</style" in text.lower():
        raise BordermapError(f"the front end's {name} would end its own element")
    return f"<style>{text}</style>\n"


def inert(code: str) -> str:
    r"""Keep JavaScript from ending its own element.

    ``</script`` and ``<!--`` can stand in strings and comments only, where ``<\/`` and ``<\!``
    mean the same. Line ends become ``\n``, as a browser reads them, so that hashes agree.
    """
    code = code.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return _ENDS.sub(r"<\\", code)
