"""The data package (Frictionless, version 1): each file; of each table the columns and codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from geo import schema
from geo.exports import _json, columns, csvs, hxl

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geo.exports.public import Public

NAME = "datapackage.json"
SAID = {NAME: "This folder as a data package: columns, types, codes, licences (Frictionless)"}

_MEDIA = {
    "csv": "text/csv",
    "fgb": "application/vnd.flatgeobuf",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "html": "text/html",
    "jsonl": "application/jsonl",
    "kml": "application/vnd.google-earth.kml+xml",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "png": "image/png",
    "qgz": "application/zip",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_KEYS = {
    "incidents.csv": ["location_id"],
    hxl.NAME: ["location_id"],
    "claims.csv": ["claim_id"],
    "reports.csv": ["report_id"],
    "links.csv": ["incident_id", "merged_id"],
}
# Columns whose values are a closed list that is the engine's own.
_CODES: dict[str, Sequence[str]] = {
    "date_precision": schema.DATE_PRECISIONS,
    "metric": schema.METRICS,
    "place_level": schema.PLACE_LEVELS,
    "role": schema.ROLES,
    "stance": schema.STANCES,
    "status": schema.STATUSES,
    "unit": schema.UNITS,
}
_UNTRUE = re.compile(r"[^a-z0-9.-]+")  # what a name of the specification may not hold


def write(folder: Path, public: Public, files: Sequence[Mapping[str, Any]]) -> None:
    """Describe the files of a run.

    Parameters
    ----------
    folder
        The folder that is being built.
    public
        What the files were made of.
    files
        Name, what it is, size in bytes and SHA-256 of each, as the manifest lists them.
    """
    pack = public.pack
    own = " It holds rows that may not be passed on: for own use." if public.restricted else ""
    content = {
        "profile": "data-package",
        "name": f"bordermap-{_name(pack.id)}",
        "title": pack.title,
        "description": f"{pack.note} Figures of different claimants are never added; best figures"
        f" follow the convention {public.convention}.{own}",
        "licenses": _licences(public),
        "sources": [
            *({"title": text} for text in pack.attributions),
            *({"title": name} for name, _ in public.account.inputs),
        ],
        "resources": [_resource(file, tables(public)) for file in files],
    }
    _json.write(folder / NAME, content)


def tables(public: Public) -> dict[str, pa.Schema]:
    """Return the columns of each table that is written as CSV, by its name."""
    tagged = [field for field in public.columns if columns.of(field.name).hxl]
    return csvs.schemas(public) | {hxl.NAME: pa.schema(tagged)}


def _resource(file: Mapping[str, Any], described: Mapping[str, pa.Schema]) -> dict[str, Any]:
    kind = file["name"].rpartition(".")[2]
    resource = {
        "name": _name(file["name"]),
        "path": file["name"],
        "title": file["what"],
        "format": kind,
        "mediatype": _MEDIA.get(kind, "application/octet-stream"),
        "bytes": file["bytes"],
        "hash": f"sha256:{file['sha256']}",
    }
    if file["name"] not in described:
        # Else readers look into workbooks and Parquet by their format, and guess what is there.
        return resource | {"type": "file"}
    tags = {"commentRows": [2]} if file["name"] == hxl.NAME else {}
    return resource | {
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "lineTerminator": "\n", "header": True}
        | tags,
        "schema": _schema(described[file["name"]], _KEYS.get(file["name"])),
    }


def _schema(table: pa.Schema, key: list[str] | None) -> dict[str, Any]:
    fields = [_field(field) for field in table]
    return {"fields": fields, "missingValues": [""]} | ({"primaryKey": key} if key else {})


def _field(field: pa.Field) -> dict[str, Any]:
    column = columns.of(field.name)
    told: dict[str, Any] = {
        "name": field.name,
        "type": _type(field.type),
        "description": column.meaning,
    }
    if pa.types.is_boolean(field.type):
        told |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.hxl:
        told["hxl"] = column.hxl
    if field.name in _CODES:
        told["constraints"] = {"enum": list(_CODES[field.name])}
    return told


def _type(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind):
        return "number"
    if pa.types.is_boolean(kind):
        return "boolean"
    return "date" if pa.types.is_date(kind) else "string"


def _licences(public: Public) -> list[dict[str, str]]:
    """List the licences of boundaries and places, then those of the rows as their source says."""
    meta = public.pack.meta
    pack = {"name": meta.get("licence"), "path": meta.get("licence_url")}
    title = {"title": f"{meta.get('licence')}: boundaries, places, names"}
    rows = [{"name": _name(text), "title": f"{text}: incidents"} for text in public.licences]
    return [{key: text for key, text in pack.items() if text} | title, *rows]


def _name(text: str) -> str:
    return _UNTRUE.sub("-", text.lower()).strip("-.") or "unnamed"
