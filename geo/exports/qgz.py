"""A QGIS project beside the GeoPackage: its layers in order, styled, filtered by time, joined.

A ``.qgz`` is a zip of one XML file. Written for QGIS 3.22 and later; what a layer's element leaves
out takes QGIS's default. Expressions of the project read codes and dates alone: QGIS shows what
they give as HTML.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pyarrow.compute as pc
from pyproj import CRS

from geo.exports import gpkg
from geo.exports.plain import shown
from geo.exports.public import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.exports.public import Public

NAME = "incidents.qgz"
_PROJECT = "incidents.qgs"
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the least that a zip file can say

# Group: its layers. On the map they lie as here, the first uppermost; `line` has the pack's name.
_GROUPS = {
    "Incidents": {
        "incidents_points": "Known to a point",
        "crossings": "Crossings",
        "line": "",
        "incidents_stretches": "Known to a stretch of the line",
        "incidents_areas": "Known to an area",
    },
    "Units": {
        "provinces": "Provinces",
        "districts": "Districts",
        "footprints": "Areas in full",
    },
    "Tables": {"claims": "Claims", "reports": "Reports", "locations": "Places"},
}
_HIDDEN = ("footprints",)
_GEOMETRY = {
    "incidents_points": ("Point", "Point"),
    "crossings": ("Point", "Point"),
    "line": ("Line", "LineString"),
    "incidents_stretches": ("Line", "LineString"),
    "incidents_areas": ("Polygon", "MultiPolygon"),
    "provinces": ("Polygon", "MultiPolygon"),
    "districts": ("Polygon", "MultiPolygon"),
    "footprints": ("Polygon", "MultiPolygon"),
}
_INCIDENTS = tuple(f"incidents_{kind}" for kind in KINDS)
_DAY = "coalesce(format_date(\"date_start\", 'yyyy-MM-dd'), '')"
_COUNT = "coalesce(\"count_min\", '?') || '-' || coalesce(\"count_max\", '?')"
_INCIDENT = f"coalesce(\"sub_event_type\", 'Incident') || ', ' || {_DAY}"
_TITLES = {
    **dict.fromkeys(_INCIDENTS, _INCIDENT),
    "crossings": '"place_id"',
    "line": '"line_version"',
    "provinces": '"code"',
    "districts": '"code"',
    "footprints": '"footprint_id"',
    "claims": "\"claimant_side\" || ': ' || \"metric\" || ' ' || \"victim_group\" || ' ' || "
    + _COUNT,
    "reports": '"report_id"',
    "locations": '"location_id"',
}
_TEMPORAL = (
    '<temporal enabled="1" mode="2" startField="date_start" endField="date_end" limitMode="1"'
    ' accumulate="0" durationUnit="d" durationField="" fixedDuration="0" startExpression=""'
    ' endExpression=""><fixedRange><start></start><end></end></fixedRange></temporal>'
)

_PROPERTIES = (
    '<properties><Paths><Absolute type="bool">false</Absolute></Paths><SpatialRefSys>'
    '<ProjectionsEnabled type="int">1</ProjectionsEnabled></SpatialRefSys></properties>'
)


def write(public: Public, folder: Path) -> dict[str, str]:
    """Write the project; return what it is, by its name."""
    info = ZipInfo(_PROJECT, _NO_TIME)
    info.compress_type = ZIP_DEFLATED
    with ZipFile(folder / NAME, "w") as project:
        project.writestr(info, _project(public))
    return {NAME: f"A QGIS project that opens {gpkg.NAME} beside it, styled and filtered by time"}


def _project(public: Public) -> str:
    pack = public.pack
    title, crs = shown(pack.title), _crs()
    layers = {name: said for group in _GROUPS.values() for name, said in group.items()}
    order = "".join(f"<item>{_id(name)}</item>" for name in layers)
    groups = "".join(_group(public, name, tuple(names)) for name, names in _GROUPS.items())
    notes = shown("\n".join([pack.note, *pack.attributions]))
    parts = [
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>",
        f'<qgis projectname="{title}" version="3.22.0">',
        f'<homePath path=""/><title>{title}</title>',
        f"<projectCrs>{crs}</projectCrs>",
        f"<layer-tree-group>{groups}",
        f'<custom-order enabled="1">{order}</custom-order></layer-tree-group>',
        f"<relations>{''.join(_relations())}</relations>",
        "<projectlayers>",
        *(_layer(public, name, crs) for name in layers),
        "</projectlayers>",
        _PROPERTIES,
        f"<projectMetadata><title>{title}</title><abstract>{notes}</abstract></projectMetadata>",
        _view(public, crs),
        _time(public),
        "</qgis>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _crs() -> str:
    """Describe WGS 84 as QGIS does; the number is that of its own table."""
    return (
        f"<spatialrefsys><wkt>{shown(CRS.from_epsg(4326).to_wkt())}</wkt>"
        "<proj4>+proj=longlat +datum=WGS84 +no_defs</proj4><srsid>3452</srsid><srid>4326</srid>"
        "<authid>EPSG:4326</authid><description>WGS 84</description>"
        "<projectionacronym>longlat</projectionacronym>"
        "<ellipsoidacronym>EPSG:7030</ellipsoidacronym>"
        "<geographicflag>true</geographicflag></spatialrefsys>"
    )


def _named(public: Public, name: str) -> str:
    """Name a layer for a reader: the line by its name and what the pack says of its status."""
    if name != "line":
        return next(group[name] for group in _GROUPS.values() if name in group)
    status = public.pack.meta.get("line", {}).get("status")
    return shown(public.pack.line_name + (f" (status {status})" if status else ""))


def _id(name: str) -> str:
    """Give a layer its id; QGIS passes over ids of ten letters or fewer."""
    return f"bordermap_{name}"


def _source(name: str) -> str:
    return f"./{gpkg.NAME}|layername={name}"


def _group(public: Public, title: str, names: tuple[str, ...]) -> str:
    layers = "".join(
        f'<layer-tree-layer id="{_id(name)}" name="{_named(public, name)}" providerKey="ogr"'
        f' source="{_source(name)}" expanded="0"'
        f' checked="{"Qt::Unchecked" if name in _HIDDEN else "Qt::Checked"}"/>'
        for name in names
    )
    return (
        f'<layer-tree-group name="{title}" checked="Qt::Checked" expanded="1">{layers}'
        "</layer-tree-group>"
    )


def _relations() -> Iterator[str]:
    """Join claims to incidents: they stand in an incident's form, each by who says it."""
    for name in _INCIDENTS:
        yield (
            f'<relation id="claims_of_{name}" name="Claims" strength="Association"'
            f' referencedLayer="{_id(name)}" referencingLayer="{_id("claims")}">'
            '<fieldRef referencedField="incident_id" referencingField="incident_id"/></relation>'
        )


def _layer(public: Public, name: str, crs: str) -> str:
    geometry, wkb = _GEOMETRY.get(name, ("No geometry", "NoGeometry"))
    style = _style(name)
    return "".join(
        [
            f'<maplayer type="vector" geometry="{geometry}" wkbType="{wkb}" readOnly="0"',
            f' styleCategories="AllStyleCategories" labelsEnabled="{int("<labeling" in style)}">',
            f"<id>{_id(name)}</id>",
            f"<datasource>{_source(name)}</datasource>",
            f"<layername>{_named(public, name)}</layername>",
            f"<srs>{crs}</srs>" if name in _GEOMETRY else "",
            '<provider encoding="UTF-8">ogr</provider>',
            _TEMPORAL if name in _INCIDENTS else "",
            style,
            f"<previewExpression>{shown(_TITLES[name])}</previewExpression>",
            "</maplayer>",
        ]
    )


def _style(name: str) -> str:
    """Take the symbols and labels out of the style that the GeoPackage carries too."""
    file = files(__package__) / "styles" / f"{name}.qml"
    if not file.is_file():
        return ""
    text = file.read_text("utf-8")
    return text[text.index("<renderer-v2") : text.index("<layerGeometryType>")]


def _view(public: Public, crs: str) -> str:
    """Show the incidents, or the whole region where there are none."""
    west, south, east, north = public.bounds(*KINDS) or public.pack.bounds
    return (
        '<ProjectViewSettings UseProjectScales="0"><Scales/>'
        f'<DefaultViewExtent xmin="{west}" ymin="{south}" xmax="{east}" ymax="{north}">{crs}'
        "</DefaultViewExtent></ProjectViewSettings>"
    )


def _time(public: Public) -> str:
    """Say from when to when the incidents are, for the temporal controller."""
    first = pc.min(public.incidents["date_start"]).as_py()
    last = pc.max(public.incidents["date_end"]).as_py()
    if first is None or last is None:
        return ""
    return (
        '<ProjectTimeSettings timeStep="1" timeStepUnit="d" frameRate="1"'
        ' cumulativeTemporalRange="0"><TemporalRange>'
        f"<start>{first}T00:00:00Z</start><end>{last}T23:59:59Z</end>"
        "</TemporalRange></ProjectTimeSettings>"
    )
