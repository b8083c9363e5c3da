"""A page of a few incidents to take something away from, and its menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geo
import maps

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from geo.region import RegionPack

TABLE = """\
id,date_start,place,latitude,longitude,country,admin1,sub_event_type,actor1,actor1_side,claimant,\
claimant_side,metric,victim_group,count_min,stance,quote,source,source_url,licence
spot,2026-02-21,,41.5,11.7,,,Armed clash,West forces,westland,West ministry,westland,killed,\
east_forces,5,asserts,five fell,Paper,https://example.org/one,CC0
area,2026-02-22,South Shire,,,XEL,South Shire,Air/drone strike,East forces,eastland,,,,,,,,Post,,\
CC BY 4.0; words CC0
stretch,2026-02-23,Grey Line,,,,,Armed clash,West forces,westland,,,,,,,,Post,,CC BY 4.0
lost,2026-02-24,Nowhere at all,,,,,Attack,Unnamed,unknown,,,,,,,,Post,,CC BY 4.0
"""


def few(folder: Path, pack: RegionPack) -> Path:
    """Save the page of one incident each at a point, in an area, along the line, and nowhere."""
    table = folder / "table.csv"
    table.write_text(TABLE, "utf-8")
    return maps.save(maps.render(geo.read([table], pack), pack), folder / "page.html")


def menu(page: Page) -> Locator:
    """Open the menu, if it is not, and return what can be chosen in it."""
    if page.locator(".bm-share-panel").is_hidden():
        page.locator(".bm-share-button").click()
    return page.locator(".bm-share-item")
