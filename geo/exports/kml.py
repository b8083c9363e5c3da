"""KML 2.2 for Google Earth: a folder a province, what is known to an area drawn as that area.

Google Earth shows names, descriptions and data as HTML, so text is written as `plain.without_html`
leaves it; as it came it stands in the other files, and so do columns that have no HXL tag, which
would double the size. Symbols name no icon: none is fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from geo.exports import columns, plain, sentences
from geo.exports.public import AREA, POINT, STRETCH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.exports.public import Batch, Public

NAME = "incidents.kml"
LIMIT = 10_000  # places: Google Earth holds all of a file in memory, and draws all of it

# KML writes colours as opacity, blue, green, red; those of the page's and QGIS's symbols.
_STYLES = {
    POINT: "<IconStyle><color>ff544234</color><scale>0.8</scale></IconStyle>"
    "<LabelStyle><scale>0</scale></LabelStyle>",
    AREA: "<LineStyle><color>ff78545c</color><width>1</width></LineStyle>"
    "<PolyStyle><color>40b08a92</color></PolyStyle>",
    STRETCH: "<LineStyle><color>ff78545c</color><width>4</width></LineStyle>",
}
_PRECISION = {1: "exactly", 2: "to a place", 3: "to a district", 4: "to a province"}
_COUNTING = (
    "A placemark is a place of an incident; one with several places has several: count"
    " incident_id. Figures of different claimants are never added."
)


def write(public: Public, folder: Path) -> dict[str, str]:
    """Write the newest `LIMIT` located places; return what the file is, by its name."""
    newest = public.newest(LIMIT)
    older = public.counts["locations"] - len(newest)
    if older:
        public.left_out[NAME, "older places"] += older
    names = _folders(public)[newest]
    order = np.argsort(names, kind="stable")
    with (folder / NAME).open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(_head(public, older))
        opened = None
        titles = iter(names[order])
        for batch in public.batches(newest[order]):
            for placemark in _placemarks(batch, public):
                title = next(titles)
                if title != opened:
                    stream.write("" if opened is None else "</Folder>\n")
                    stream.write(f"<Folder><name>{plain.shown(title[1:])}</name>\n")
                    opened = title
                stream.write(placemark + "\n")
        stream.write("" if opened is None else "</Folder>\n")
        stream.write("</Document>\n</kml>\n")
    return {NAME: "Located incidents by province, for Google Earth" + _newest(older)}


def _newest(older: int) -> str:
    return f"; the newest {LIMIT:,} places, without {older:,} older ones" if older else ""


def _folders(public: Public) -> NDArray[np.object_]:
    """Name each place's folder: a province, else the line, else what is wider; in this order."""
    places = public.located
    country = pc.fill_null(plain.wrapped(" (", places["country"], ")"), "")
    province = pc.binary_join_element_wise("1", places["admin1"], country, "")
    beyond = np.where(
        public.kinds == STRETCH,
        f"2Along the {public.pack.line_name}",
        "3Known to a country or region",
    )
    named = pc.coalesce(province, pa.array(beyond, pa.string()))
    # GDAL makes a layer of a folder, and QGIS finds none whose name has a line break or a bar.
    lines = pc.replace_substring_regex(named, r"[\s|\x{2028}\x{2029}]+", " ")
    names: NDArray[np.object_] = np.asarray(lines)
    return names


def _head(public: Public, older: int) -> str:
    pack = public.pack
    left = f"The newest {LIMIT:,} places; {older:,} older ones are in incidents.csv."
    own = "For your own use: it holds rows that may not be passed on."
    said = [pack.note, _COUNTING, left if older else "", own if public.restricted else ""]
    about = "\n".join([*filter(None, said), *pack.attributions])
    styles = "".join(f'<Style id="{name}">{style}</Style>\n' for name, style in _STYLES.items())
    fields = "".join(
        f'<SimpleField type="{_type(field.type)}" name="{field.name}">'
        f"<displayName>{plain.shown(columns.of(field.name).meaning)}</displayName></SimpleField>\n"
        for field in public.columns
        if columns.of(field.name).hxl
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document id="incidents">\n'
        f"<name>{plain.shown(pack.title)}</name>\n<open>1</open>\n"
        f"<description>{plain.shown(about)}</description>\n"
        f'{styles}<Schema id="incident" name="incident">\n{fields}</Schema>\n'
    )


def _type(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind):
        return "int"
    if pa.types.is_boolean(kind):
        return "bool"
    return "double" if pa.types.is_floating(kind) else "string"


def _placemarks(batch: Batch, public: Public) -> list[str]:
    """Make the text of each row, column by column."""
    rows = batch.rows
    cells = {name: plain.xml(plain.without_html(_text(rows[name]))) for name in rows.column_names}
    what = pc.coalesce(cells["sub_event_type"], cells["event_type"], "Incident")
    where = pc.coalesce(cells["place_name"], cells["place_text"], "")
    told = plain.xml(plain.without_html(pa.array(_descriptions(batch, public), pa.string())))
    data = [
        plain.wrapped(f'<SimpleData name="{name}">', cell, "</SimpleData>")
        for name, cell in cells.items()
        if columns.of(name).hxl
    ]
    outlines = pa.array([*_outlines(public.shapes.small), ""], pa.string())
    points = plain.joined(
        *("<Point><coordinates>", cells["longitude"], ",", cells["latitude"]),
        "</coordinates></Point>",
    )
    shapes = pc.if_else(
        pa.array(batch.kind == POINT), points, outlines.take(pa.array(batch.shape % len(outlines)))
    )
    listed: list[str] = plain.joined(
        *('<Placemark id="', cells["location_id"], '"><name>', what, ", ", where, "</name>"),
        *("<Snippet>", cells["date_start"], "</Snippet><description>", told, "</description>"),
        *("<TimeSpan>", plain.wrapped("<begin>", cells["date_start"], "</begin>")),
        *(plain.wrapped("<end>", cells["date_end"], "</end>"), "</TimeSpan><styleUrl>#"),
        *(pa.array(batch.kind, pa.string()), "</styleUrl>"),
        '<ExtendedData><SchemaData schemaUrl="#incident">',
        *data,
        *("</SchemaData></ExtendedData>", shapes, "</Placemark>"),
    ).to_pylist()
    return listed


def _text(column: Any) -> Any:
    column = column.combine_chunks()
    if pa.types.is_boolean(column.type):  # GDAL takes true and false for 0
        column = column.cast(pa.int8())
    return column.cast(pa.string())


def _descriptions(batch: Batch, public: Public) -> Iterator[str]:
    """Tell each place's incident in lines of text."""
    ids = pc.unique(batch.rows["incident_id"])
    claims = public.claims.filter(pc.is_in(public.claims["incident_id"], value_set=ids))
    told = sentences.told(claims)
    for row in batch.rows.to_pylist():
        days = dict.fromkeys(str(row[name]) for name in ("date_start", "date_end") if row[name])
        who = [row[f"actor{n}"] for n in (1, 2) if row[f"actor{n}"]]
        units = [row[name] for name in ("admin2", "admin1", "country") if row[name]]
        known = _PRECISION.get(row["where_prec"], "to no district or province")
        within = f", within {row['uncertainty_km']:g} km" if row["uncertainty_km"] else ""
        claims_of = told.get(row["incident_id"], [])
        lines = [
            row["summary"],
            f"When: {' to '.join(days)} (known to the {row['date_precision']})" if days else None,
            f"Where: {', '.join(units)}; known {known}{within}",
            f"Who: {'; '.join(who)}" if who else None,
            f"Status: {row['status']}" if row["status"] else None,
            "Claims (never added across claimants):" if claims_of else None,
            *(f"- {claim}" for claim in claims_of),
            f"Source: {row['source']}" if row["source"] else None,
            row["source_url"],
        ]
        yield "\n".join(line for line in lines if line)


def _outlines(shapes: NDArray[np.object_]) -> Iterator[str]:
    """Make the KML of areas and stretches; outer rings run against the clock, as KML asks."""
    for shape in shapely.orient_polygons(shapes, exterior_cw=False):
        parts = "".join(map(_part, shapely.get_parts(shape)))
        yield f"<MultiGeometry>{parts}</MultiGeometry>"


def _part(shape: Any) -> str:
    if shape.geom_type == "Polygon":
        inner = "".join(
            f"<innerBoundaryIs><LinearRing>{_coordinates(ring)}</LinearRing></innerBoundaryIs>"
            for ring in shape.interiors
        )
        outer = f"<LinearRing>{_coordinates(shape.exterior)}</LinearRing>"
        return (
            f"<Polygon><tessellate>1</tessellate><outerBoundaryIs>{outer}</outerBoundaryIs>"
            f"{inner}</Polygon>"
        )
    if shape.geom_type == "LineString":
        return f"<LineString><tessellate>1</tessellate>{_coordinates(shape)}</LineString>"
    return f"<Point>{_coordinates(shape)}</Point>"


def _coordinates(shape: Any) -> str:
    pairs = " ".join(f"{x!r},{y!r}" for x, y in shapely.get_coordinates(shape).tolist())
    return f"<coordinates>{pairs}</coordinates>"
