"""Add something of your own to bordermap's page, and save it as one file that needs no network.

    python marker_on_our_map.py [TABLE] [-o FILE]

`maps.render` gives a `folium.Map`; whatever folium and its plugins can add to a map can be added to
it. `maps.save` then writes the file and puts what you added under the page's security policy.
`help(maps.to_html)` says how the few plugins that need more (`Geocoder`, `MeasureControl`) get it.
Text of your own data belongs in no popup or tooltip: folium evaluates it (see SECURITY.md).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import folium

import geo
import maps


def make_map(inputs: list[Path]) -> folium.Map:
    """Make bordermap's page of `inputs` with a marker and a circle on it."""
    page = maps.render(geo.read(inputs or None))
    place = [34.52813, 69.17233]  # GeoNames 1138958, Kabul
    folium.Marker(place, tooltip="Our office").add_to(page)
    folium.Circle(place, radius=25_000, color="#14507f", fill=False).add_to(page)
    return page


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", nargs="*", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("marker_on_our_map.html"))
    options = parser.parse_args()
    maps.save(make_map(options.tables), options.output)
