"""Open what `bordermap build` wrote in QGIS, as a user would, and draw it.

Run by the system's Python (see README.md). Exits 1 and says what is wrong if a layer does not open,
has another number of features or another geometry type than the manifest and the format promise, or
if the style that the GeoPackage carries is not the one QGIS applies by itself.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (
    QgsApplication,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

# Layer: (geometry types it may have, the symbol layers its style must bring, top of the map first)
_POINT, _LINE, _AREA = "Point", "LineString", "MultiPolygon"
GPKG_LAYERS = {
    "incidents_points": (_POINT, ["SimpleMarker", "SimpleMarker"]),
    "crossings": (_POINT, ["SimpleMarker"]),
    "line": (_LINE, ["SimpleLine", "SimpleLine"]),
    "incidents_stretches": (_LINE, ["SimpleLine", "SimpleLine"]),
    "incidents_areas": (
        _AREA,
        ["SimpleFill", "LinePatternFill", "SimpleFill", "LinePatternFill", "SimpleFill"],
    ),
    "footprints": (_AREA, ["SimpleFill"]),
    "provinces": (_AREA, ["SimpleFill"]),
    "districts": (_AREA, ["SimpleFill"]),
    "locations": ("NoGeometry", []),
    "claims": ("NoGeometry", []),
    "reports": ("NoGeometry", []),
}
PARTS = {"incidents_points": _POINT, "incidents_areas": _AREA, "incidents_stretches": _LINE}
GEOJSON_FILES = {
    **PARTS,
    "incidents": None,
}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path, help="what bordermap build wrote")
    arguments.add_argument("-o", "--output", type=Path, help="where to draw the map (PNG)")
    arguments.add_argument("--extent", help="west,south,east,north of the map; default: incidents")
    given = arguments.parse_args()
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    try:
        faults, layers = check(given.folder)
        if given.output:
            draw([layers[name] for name in GPKG_LAYERS if name in layers], given)
    finally:
        layers = {}
        application.exitQgis()
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


def check(folder: Path) -> tuple[list[str], dict[str, QgsVectorLayer]]:
    rows = json.loads((folder / "manifest.json").read_text("utf-8"))["rows"]
    package = folder / "incidents.gpkg"
    faults: list[str] = []
    layers = {}
    for name, (kind, symbols) in GPKG_LAYERS.items():
        layer = QgsVectorLayer(f"{package}|layername={name}", name, "ogr")
        with sqlite3.connect(package) as database:
            query = f'SELECT count(*) FROM "{name}"'  # noqa: S608 - our own names
            (count,) = database.execute(query).fetchone()
        if name.startswith("incidents_") and count != rows[name.removeprefix("incidents_")]:
            faults.append(f"{name}: {count} rows, the manifest says otherwise")
        faults += _faults(f"gpkg {name}", layer, kind, count)
        if symbols and layer.isValid():
            drawn = layer.renderer().symbols(QgsRenderContext())
            found = [part.layerType() for symbol in drawn for part in symbol.symbolLayers()]
            if found != symbols:
                faults.append(f"gpkg {name}: drawn with {found}, its style has {symbols}")
        layers[name] = layer
    line = layers["line"].renderer().symbol().symbolLayer(1)
    if not line.useCustomDashPattern():
        faults.append("gpkg line: not dash-dotted")
    for name, kind in GEOJSON_FILES.items():
        layer = QgsVectorLayer(str(folder / f"{name}.geojson"), name, "ogr")
        count = rows["locations" if kind is None else name.removeprefix("incidents_")]
        if kind is None:  # QGIS shows mixed geometry as one layer for each type
            parts = [f"{layer.source()}|geometrytype={k}" for k in (_POINT, _LINE, _AREA)]
            found = sum(QgsVectorLayer(part, name, "ogr").featureCount() for part in parts)
            if not layer.isValid() or found > count:
                faults.append(f"geojson {name}: {found} features of {count}")
        elif count:
            faults += _faults(f"geojson {name}", layer, kind, count)
    for name, kind in PARTS.items():
        layer = QgsVectorLayer(str(folder / f"{name}.fgb"), name, "ogr")
        faults += _faults(f"fgb {name}", layer, kind, rows[name.removeprefix("incidents_")])
    faults += _project_faults(folder) + _kml_faults(folder, min(rows["locations"], 10_000))
    return faults, layers


def _project_faults(folder: Path) -> list[str]:
    """Open the project as a user would, and look at what is in it."""
    project = QgsProject.instance()
    if not project.read(str(folder / "incidents.qgz")):
        return [f"qgz: {project.error()}"]
    layers = {layer.source().rpartition("=")[2]: layer for layer in project.mapLayers().values()}
    faults = [f"qgz: no layer {name}" for name in GPKG_LAYERS if name not in layers]
    for name, layer in layers.items():
        kind, symbols = GPKG_LAYERS[name]
        faults += _faults(f"qgz {name}", layer, kind, layer.featureCount())
        drawn = layer.renderer().symbols(QgsRenderContext()) if layer.isSpatial() else []
        found = [part.layerType() for symbol in drawn for part in symbol.symbolLayers()]
        if found != symbols:
            faults.append(f"qgz {name}: drawn with {found}, its style has {symbols}")
        if layer.temporalProperties().isActive() != name.startswith("incidents_"):
            faults.append(f"qgz {name}: filtered by time, or not, as it should not be")
    relations = project.relationManager().relations().values()
    if len(relations) != len(PARTS) or not all(relation.isValid() for relation in relations):
        faults.append("qgz: claims are not joined to incidents")
    if project.crs().authid() != "EPSG:4326":
        faults.append(f"qgz: {project.crs().authid()}")
    return faults


def _kml_faults(folder: Path, count: int) -> list[str]:
    """Open every folder of the KML; QGIS names a layer of several types once for each."""
    path = str(folder / "incidents.kml")
    whole = QgsVectorLayer(path, "kml", "ogr")
    names = [text.split("!!::!!")[1] for text in whole.dataProvider().subLayers()]
    found = 0
    for name in dict.fromkeys(names):
        parts = [f"{path}|layername={name}|geometrytype={k}" for k in (_POINT, _LINE, "Polygon")]
        found += sum(max(QgsVectorLayer(part, name, "ogr").featureCount(), 0) for part in parts)
    sys.stdout.write(f"kml: {found} features in {len(set(names))} folders\n")
    return [] if count == found else [f"kml: {found} features, not {count}"]


def _faults(name: str, layer: QgsVectorLayer, kind: str, count: int) -> list[str]:
    if not layer.isValid():
        return [f"{name}: does not open"]
    faults = []
    found = QgsWkbTypes.displayString(layer.wkbType())
    if found != kind:
        faults.append(f"{name}: {found}, not {kind}")
    if layer.featureCount() != count:
        faults.append(f"{name}: {layer.featureCount()} features, not {count}")
    broken = [
        feature.id()
        for feature in layer.getFeatures()
        if feature.hasGeometry() and not feature.geometry().isGeosValid()
    ]
    if broken:
        faults.append(f"{name}: geometry of features {broken[:5]} is not valid")
    if kind != "NoGeometry" and layer.crs().authid() not in {"EPSG:4326", "OGC:CRS84"}:
        faults.append(f"{name}: {layer.crs().authid()}")
    sys.stdout.write(f"{name}: {layer.featureCount()} features, {found}\n")
    return faults


def draw(layers: list[QgsVectorLayer], given: argparse.Namespace) -> None:
    shown = [layer for layer in layers if layer.isSpatial() and layer.name() != "footprints"]
    settings = QgsMapSettings()
    settings.setLayers(shown)
    settings.setBackgroundColor(QColor("#ffffff"))
    settings.setOutputSize(QSize(1400, 1100))
    settings.setOutputDpi(110)
    settings.setDestinationCrs(shown[0].crs())
    if given.extent:
        extent = QgsRectangle(*map(float, given.extent.split(",")))
    else:
        extent = QgsRectangle()
        for layer in shown:
            if layer.name().startswith("incidents_") and layer.featureCount():
                extent.combineExtentWith(layer.extent())
        extent.scale(1.1)
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    if not job.renderedImage().save(str(given.output)):
        raise SystemExit(f"{given.output}: not written")
    sys.stdout.write(f"{given.output}\n")


if __name__ == "__main__":
    sys.exit(main())
