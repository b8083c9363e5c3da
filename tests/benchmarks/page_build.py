"""Build one page in a process of its own, and print what that took as JSON.

    PYTHONPATH=.:tests python tests/benchmarks/page_build.py ours|cluster|geojson DATASET PAGE

DATASET is a pickled `geo.dataset.Dataset`. Time counts from the dataset in memory to the file on
disk, and so holds the import of the maps, the region pack and the base map. `cluster` and `geojson`
draw the same rows with folium's own layers, a popup with the incident's claims at each.
"""

from __future__ import annotations

import html
import json
import pickle
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from geo.dataset import Dataset

# A row is latitude, longitude and the text of its popup.
CALLBACK = """
function (row) {
  return L.marker(new L.LatLng(row[0], row[1])).bindPopup(row[2]);
}"""


def ours(dataset: Dataset, file: Path) -> None:
    import maps

    maps.save(maps.render(dataset), file)


def cluster(dataset: Dataset, file: Path) -> None:
    import folium
    from folium.plugins import FastMarkerCluster

    rows = told(dataset)
    data = rows[["latitude", "longitude", "text"]].to_numpy(object).tolist()
    page = folium.Map(location=[33, 69], zoom_start=6, tiles=None, max_zoom=13)
    page.options["maxZoom"] = 13  # without, clusters throw
    FastMarkerCluster(data, callback=CALLBACK).add_to(page)
    page.save(file)


def geojson(dataset: Dataset, file: Path) -> None:
    import folium
    import geopandas

    rows = told(dataset)
    points = geopandas.GeoDataFrame(
        rows[["text"]],
        geometry=geopandas.points_from_xy(rows["longitude"], rows["latitude"]),
        crs=4326,
    )
    page = folium.Map(location=[33, 69], zoom_start=6, tiles=None, prefer_canvas=True)
    folium.GeoJson(
        points,
        marker=folium.CircleMarker(radius=4),
        popup=folium.GeoJsonPopup(fields=["text"], labels=False),
    ).add_to(page)
    page.save(file)


def told(dataset: Dataset) -> pd.DataFrame:
    """Give each place that can be drawn, with what is told of its incident."""
    quotes = (dataset.claims["claimant"] + ": " + dataset.claims["quote"]).astype(object)
    said = quotes.groupby(dataset.claims["incident_id"].astype(object)).agg("; ".join)
    places = dataset.locations.dropna(subset=["label_latitude", "label_longitude"])
    rows = places.merge(dataset.incidents, on="incident_id", suffixes=("", "_incident"))
    heads = zip(rows["date_start"], rows["sub_event_type"], rows["summary"], strict=True)
    claims = rows["incident_id"].astype(object).map(said).fillna("")
    return rows.assign(
        latitude=rows["label_latitude"].astype(float),
        longitude=rows["label_longitude"].astype(float),
        text=[
            html.escape(f"{' '.join(map(str, head))}. {claim}")
            for head, claim in zip(heads, claims, strict=True)
        ],
    )


def peak_mb() -> float:
    """Most resident memory of this process since it was last set back, in 10^6 bytes."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024 / 1e6  # it is told in KiB


def main() -> None:
    kind, given, file = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    dataset = pickle.loads(given.read_bytes())  # noqa: S301 - the parent has just written it
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # the peak counts from here
    start, cpu = time.perf_counter(), time.process_time()
    {"ours": ours, "cluster": cluster, "geojson": geojson}[kind](dataset, file)
    print(
        json.dumps(
            {
                "s": time.perf_counter() - start,
                "cpu_s": time.process_time() - cpu,
                "peak_mb": peak_mb(),
                "mb": file.stat().st_size / 1e6,
            }
        )
    )


if __name__ == "__main__":
    main()
