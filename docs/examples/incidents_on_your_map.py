"""Put located incidents on a folium map of your own, with its tiles and its layer control.

    python incidents_on_your_map.py [TABLE] [-o FILE]

Without a table the bundled sample is shown. In a notebook the map shows itself: end a cell with
``page``. Incidents are in the file; the tiles come from their host, which gives them to pages of
notebooks and web servers (try ``python -m http.server``), not to a file opened from the disk.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import folium

import geo
import maps


def make_map(inputs: list[Path]) -> folium.Map:
    """Make a folium map with OpenStreetMap's tiles and the incidents of `inputs`, or the sample."""
    dataset = geo.read(inputs or None)
    page = folium.Map(location=[33.5, 69.5], zoom_start=7, tiles="OpenStreetMap")
    maps.IncidentLayer(dataset).add_to(page)
    folium.LayerControl().add_to(page)
    return page


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", nargs="*", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("incidents_on_your_map.html"))
    options = parser.parse_args()
    maps.save(make_map(options.tables), options.output)
