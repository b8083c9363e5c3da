"""A night of incidents and a frame on paper, for the tests of printed maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geo
from geo import region
from maps.printed.sheet import frame
from maps.printed.words import words

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

    from geo.dataset import Dataset
    from geo.region import RegionPack
    from maps.printed.sheet import Box, Sheet

PACK = region.load()
NIGHT = """\
id,date,place,admin1,country,sub_event_type,actor1_side,source
a,2026-02-26,Torkham,Nangarhar,AFG,Armed clash,afghanistan,Paper
b,2026-02-26,Torkham,Nangarhar,AFG,Shelling/artillery/missile attack,pakistan,Paper
c,2026-02-27,Behsud district,Nangarhar,AFG,Air/drone strike,pakistan,Post
d,2026-02-28,along the Durand Line in Kunar,,AFG,Armed clash,,Post
"""


def read(folder: Path, text: str, pack: RegionPack = PACK) -> Dataset:
    """Read a table that is given as a text."""
    table = folder / "night.csv"
    table.write_text(text, "utf-8")
    return geo.read([table], region=pack)


def a_sheet(paper: Figure, shown: Box = (69.0, 33.0, 72.0, 35.0), language: str = "en") -> Sheet:
    """Place a frame of 200 by 150 mm."""
    return frame(paper, (20, 20, 200, 150), shown, words(language, PACK))
