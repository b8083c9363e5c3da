"""The paper of a printed map: its fonts and file, what stands above and below the drawing."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    from matplotlib.figure import Figure

    from geo.region import RegionPack
    from maps.printed.sheet import Box
    from maps.printed.words import SheetWords

EDGE = 12.0  # mm
_WHITE = 5.5  # mm; office printers leave the edge of the paper white
_FONTS = ("Noto Sans", "Noto Sans Arabic", "DejaVu Sans")
_LEGIBLE_DPI = 200
_MM = 25.4  # of an inch


def check() -> None:
    """Refuse to draw where matplotlib is missing.

    Raises
    ------
    InputError
        It tells which extra to install.
    """
    try:
        import matplotlib as mpl  # noqa: F401 - only whether it is there
    except ImportError as fault:
        from geo.errors import InputError

        raise InputError(
            "printed maps need matplotlib", expected="pip install 'bordermap[print]'"
        ) from fault


@contextmanager
def drawing() -> Iterator[None]:
    """Use the bundled fonts, and nothing of the user's own settings."""
    check()
    import matplotlib as mpl
    from matplotlib import font_manager

    for font in sorted((Path(__file__).parents[1] / "fonts").glob("*.ttf")):
        font_manager.fontManager.addfont(font)
    settings: dict[Any, Any] = {
        "font.family": list(_FONTS),
        "svg.fonttype": "path",
        "svg.hashsalt": "bordermap",
        "pdf.fonttype": 42,
        "path.simplify": False,
        "axes.unicode_minus": True,
        "text.parse_math": False,  # a name with two dollar signs is a name
        "text.usetex": False,
    }
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(settings)
        with warnings.catch_warnings():
            # A letter of the data that no font here has is drawn as a box, and so is seen.
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            yield


_MARKS = frozenset("\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")


def save(figure: Figure, path: Path) -> None:
    """Write a sheet as its file's ending says; the same sheet gives the same bytes."""
    from matplotlib import patheffects
    from matplotlib.text import Text

    dates = {"pdf": {"CreationDate": None}, "svg": {"Date": None}, "png": {"Software": None}}
    for text in figure.findobj(Text):
        # matplotlib's PDF gives a mark of direction the width of a space, paths of letters do not
        if isinstance(text, Text) and not _MARKS.isdisjoint(text.get_text()):
            text.set_path_effects([*(text.get_path_effects() or [patheffects.Normal()])])
    figure.savefig(path, dpi=_LEGIBLE_DPI, metadata=dates[path.suffix[1:]])


def blank(size: tuple[float, float]) -> Figure:
    """Return an empty sheet, of a width and height in mm."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(size[0] / _MM, size[1] / _MM), dpi=100, facecolor="#fffefb")
    FigureCanvasAgg(figure)
    return figure


def head(
    figure: Figure, size: tuple[float, float], title: str, below: str, words: SheetWords
) -> None:
    """Write the title of a sheet, and a line below it; its size is in mm."""
    width, height = size
    right = words.right_to_left
    x = 1 - EDGE / width if right else (EDGE + 6) / width
    side: Any = "right" if right else "left"
    figure.text(x, 1 - (EDGE + 3) / height, title, fontsize=19, weight="bold", ha=side, va="center")
    figure.text(
        x, 1 - (EDGE + 12) / height, below, fontsize=10.5, color="#59616a", ha=side, va="center"
    )


def foot(
    figure: Figure,
    box: Box,
    notes: Sequence[str],
    incidents: pd.DataFrame,
    pack: RegionPack,
    words: SheetWords,
) -> None:
    """Write notes, the boundary note, sources of what is shown and attributions, wrapped.

    The box is left, bottom, width and height in mm.
    """
    from textwrap import wrap

    from maps.local_names import in_languages

    wide, high = figure.get_figwidth() * _MM, figure.get_figheight() * _MM
    left, bottom, width, height = box
    names = incidents["source"].dropna().astype(str)
    sources = sorted({part for name in names.unique() for part in name.split("; ")})
    told = ", ".join(sources[:12])
    if len(sources) > 12:
        told = words.text("print.andMoreSources", names=told, n=len(sources) - 12)
    letters = int(width / 1.02)
    note = words.page.of(in_languages(pack, "note", pack.note))
    texts = (
        (" ".join(note for note in notes if note), 2),
        (note, None),  # what a map must say and what licences ask for is never cut short
        (words.text("print.sourcesLine", names=told), 2),
        (" · ".join(pack.attributions), None),
    )
    text = "\n".join(
        line
        for said, most in texts
        for line in wrap(said, letters, max_lines=most, placeholder=" …")
    )
    right = words.right_to_left
    written = figure.text(
        (left + width) / wide if right else left / wide,
        (bottom + height) / high,
        text,
        fontsize=6,
        color="#59616a",
        ha="right" if right else "left",
        va="top",
        linespacing=1.12,
    )
    low = written.get_window_extent().y0 * _MM / figure.dpi
    if low < _WHITE:
        written.set_y((bottom + height + _WHITE - low) / high)
