"""The TOML that names the inputs of a pack, read and checked as a whole."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geo.errors import RegionError, fault_line

if TYPE_CHECKING:
    from pathlib import Path

LEVELS = ("admin1", "admin2", "admin3")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
# What `region.toml` must say; the rest of the file is copied as it is.
_TEXTS = ("id", "title", "note", "licence")
_LISTS = ("sides", "claimant_sides", "victim_groups")
_LINE = ("name", "left", "right", "left_side", "right_side", "version")
_NEEDED = {
    "boundaries": ("file", "source", "licence"),
    "outlines": ("file", "country_column"),
    "geonames": ("file",),
    "alternate_names": ("file",),
}
# What `[build]` and each of its tables may say beside that, by the words for its kind.
_TEXT, _WORDS, _NUMBER = "a text", "a list of texts", "a number from 0 on"
_TABLE, _TABLES = "a table", "a list of tables"
_COLUMNS = dict.fromkeys(
    ("layer", "code", "name", "parent", "parent_name", "country", "country_column", "basis"), _TEXT
)
_CREDIT = dict.fromkeys(("file", "source", "licence"), _TEXT)
_DUMP = _CREDIT | dict.fromkeys(("classes", "codes", "languages"), _WORDS)
_MAY = {
    "": {
        **dict.fromkeys(("boundaries", "geonames", "alternate_names"), _TABLES),
        **dict.fromkeys(("outlines", "line", "tables"), _TABLE),
        "simplify_degrees": _NUMBER,
    },
    "boundaries": {**_CREDIT, **_COLUMNS, "level": _TEXT},
    "outlines": _CREDIT | _COLUMNS,
    "line": {**_CREDIT, "longest_gap_km": _NUMBER},
    "tables": dict.fromkeys(("places", "crossings", "names"), _TEXT),
    "geonames": _DUMP,
    "alternate_names": _DUMP,
}


@dataclass(frozen=True)
class Boundaries:
    """One file of units; a column name that is empty is looked for in the known layouts."""

    file: Path
    level: str
    source: str
    country: str
    layer: str | None
    columns: dict[str, str]
    basis: str
    licence: str


@dataclass(frozen=True)
class Dump:
    """One file of GeoNames."""

    file: Path
    classes: tuple[str, ...] = ("P",)
    codes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    source: str = "GeoNames (geonames.org)"
    licence: str = "CC BY 4.0"


@dataclass(frozen=True)
class Config:
    """Everything the TOML says: `region` is what goes into the pack, the rest are inputs."""

    region: dict[str, Any]
    boundaries: tuple[Boundaries, ...]
    geonames: tuple[Dump, ...]
    alternate_names: tuple[Dump, ...]
    tables: dict[str, Path]
    outlines: Boundaries | None = None
    line_file: Path | None = None
    line_source: str = ""
    line_licence: str = ""
    longest_gap_km: float = 5.0
    simplify_degrees: float = 0.0
    countries: dict[str, str] = field(default_factory=dict)  # alpha-3 by alpha-2

    @property
    def left(self) -> str:
        """Code of the country left of the line."""
        return str(self.region["line"]["left"])

    @property
    def right(self) -> str:
        """Code of the country right of the line."""
        return str(self.region["line"]["right"])


def read(path: Path) -> Config:
    """Read and check the TOML; paths in it are relative to its folder.

    Raises
    ------
    RegionError
        The file is missing or no TOML, or lacks what a pack needs: all of it in one line.
    """
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as fault:
        text = str(fault).splitlines()[0] if not isinstance(fault, OSError) else fault.strerror
        raise RegionError(fault_line(f"cannot be read: {text}", where=path.name)) from None
    build = said.pop("build", {})
    faults = [*_region_faults(said), *_build_faults(build)]
    if faults:
        raise RegionError(fault_line("; ".join(faults), where=path.name))
    root = path.parent
    line = build.get("line", {})
    outlines = build.get("outlines")
    return Config(
        region=said,
        boundaries=tuple(_boundaries(root, entry) for entry in build["boundaries"]),
        geonames=tuple(_dump(root, entry) for entry in build.get("geonames", [])),
        alternate_names=tuple(_dump(root, entry) for entry in build.get("alternate_names", [])),
        tables={key: root / value for key, value in build.get("tables", {}).items()},
        outlines=None if outlines is None else _boundaries(root, {"level": "country", **outlines}),
        line_file=root / line["file"] if "file" in line else None,
        line_source=line.get("source", ""),
        line_licence=line.get("licence", ""),
        longest_gap_km=float(line.get("longest_gap_km", 5.0)),
        simplify_degrees=float(build.get("simplify_degrees", 0.0)),
        countries={c["alpha2"]: c["code"] for c in said["countries"] if "alpha2" in c},
    )


def _region_faults(said: dict[str, Any]) -> list[str]:
    faults = [f"no {key}" for key in _TEXTS if not isinstance(said.get(key), str)]
    if isinstance(said.get("id"), str) and not _ID.fullmatch(said["id"]):
        faults.append("id: lower-case letters, digits and hyphens only")
    faults += [f"no list {key}" for key in _LISTS if not _is(_WORDS, said.get(key))]
    faults += [
        f"{key} is not {_WORDS}"
        for key in ("attributions", "languages")
        if not _is(_WORDS, said.get(key, []))
    ]
    line = said.get("line")
    line = line if isinstance(line, dict) else {}
    faults += [f"no line.{key}" for key in _LINE if not isinstance(line.get(key), str)]
    countries: Any = said.get("countries")
    if not _is(_TABLES, countries) or not all(
        isinstance(country.get(key), str) for country in countries for key in ("code", "name")
    ):
        return [*faults, "no [[countries]] with code and name"]
    faults += [
        f"countries {number}: alpha2 is not {_TEXT}"
        for number, country in enumerate(countries, 1)
        if not isinstance(country.get("alpha2", ""), str)
    ]
    codes = {country["code"] for country in countries}
    faults += [
        f"line.{key}: no country of this code"
        for key in ("left", "right")
        if isinstance(line.get(key), str) and line[key] not in codes
    ]
    return faults


def _build_faults(build: Any) -> list[str]:
    if not isinstance(build, dict) or not _is(_TABLES, build.get("boundaries")):
        return ["no [[build.boundaries]]"]
    faults = [f"build.{key}: unknown" for key in sorted(build.keys() - _MAY[""])]
    faults += _entry_faults("", "build", build)
    for key, kind in _MAY[""].items():
        said: Any = build.get(key)
        if kind == _TABLE and isinstance(said, dict):
            faults += _entry_faults(key, f"build.{key}", said)
        elif kind == _TABLES and _is(_TABLES, said):
            for number, entry in enumerate(said, 1):
                faults += _entry_faults(key, f"build.{key} {number}", entry)
    faults += [f"build.tables.{key}: unknown" for key in _unknown(build.get("tables"))]
    for number, entry in enumerate(build["boundaries"], 1):
        where = f"build.boundaries {number}"
        if entry.get("level") not in LEVELS:
            faults.append(f"{where}: level is not one of {', '.join(LEVELS)}")
        if not entry.keys() & {"country", "country_column"}:
            faults.append(f"{where}: neither country nor country_column")
    return faults


def _unknown(tables: Any) -> list[str]:
    return sorted(tables.keys() - _MAY["tables"]) if isinstance(tables, dict) else []


def _entry_faults(key: str, where: str, said: dict[str, Any]) -> list[str]:
    """List what a table of the TOML lacks, and what in it is not of its kind."""
    lacking = [f"{where}: no {name}" for name in _NEEDED.get(key, ()) if name not in said]
    wrong = [
        f"{where}: {name} is not {kind}"
        for name, kind in _MAY[key].items()
        if name in said and not _is(kind, said[name])
    ]
    return lacking + wrong


def _is(kind: str, value: Any) -> bool:
    """Tell whether a value is of a kind."""
    if kind == _NUMBER:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return is_number and 0 <= value < float("inf")
    if kind in {_TEXT, _TABLE}:
        return isinstance(value, str if kind == _TEXT else dict)
    of = str if kind == _WORDS else dict
    return isinstance(value, list) and all(isinstance(one, of) for one in value)


def _boundaries(root: Path, entry: dict[str, Any]) -> Boundaries:
    columns = ("code", "name", "parent", "parent_name")
    return Boundaries(
        file=root / entry["file"],
        level=entry["level"],
        source=entry.get("source", ""),
        country=entry.get("country", ""),
        layer=entry.get("layer"),
        columns={
            **{key: entry.get(key, "") for key in columns},
            "country": entry.get("country_column", ""),
        },
        basis=entry.get("basis", ""),
        licence=entry.get("licence", ""),
    )


def _dump(root: Path, entry: dict[str, Any]) -> Dump:
    said: dict[str, Any] = {
        key: tuple(entry[key]) for key in ("classes", "codes", "languages") if key in entry
    }
    said |= {key: entry[key] for key in ("source", "licence") if key in entry}
    return Dump(root / entry["file"], **said)
