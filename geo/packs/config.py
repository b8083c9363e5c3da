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
_BUILD = {
    "boundaries",
    "outlines",
    "line",
    "geonames",
    "alternate_names",
    "tables",
    "simplify_degrees",
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
    for key in _LISTS:
        values = said.get(key)
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            faults.append(f"no list {key}")
    if not isinstance(said.get("attributions", []), list):
        faults.append("attributions: no list")
    line = said.get("line")
    line = line if isinstance(line, dict) else {}
    faults += [f"no line.{key}" for key in _LINE if not isinstance(line.get(key), str)]
    countries = said.get("countries")
    if not isinstance(countries, list) or not all(
        isinstance(c, dict) and isinstance(c.get("code"), str) and isinstance(c.get("name"), str)
        for c in countries
    ):
        return [*faults, "no [[countries]] with code and name"]
    codes = {country["code"] for country in countries}
    faults += [
        f"line.{key}: no country of this code"
        for key in ("left", "right")
        if isinstance(line.get(key), str) and line[key] not in codes
    ]
    return faults


def _build_faults(build: Any) -> list[str]:
    if not isinstance(build, dict) or not isinstance(build.get("boundaries"), list):
        return ["no [[build.boundaries]]"]
    faults = [f"build.{key}: unknown" for key in sorted(build.keys() - _BUILD)]
    for number, entry in enumerate(build["boundaries"], 1):
        where = f"build.boundaries {number}"
        if not isinstance(entry, dict):
            return [*faults, f"{where}: no table"]
        faults += [
            f"{where}: no {key}"
            for key in ("file", "source", "licence")
            if not isinstance(entry.get(key), str)
        ]
        if entry.get("level") not in LEVELS:
            faults.append(f"{where}: level is not one of {', '.join(LEVELS)}")
        if not isinstance(entry.get("country"), str) and not isinstance(
            entry.get("country_column"), str
        ):
            faults.append(f"{where}: neither country nor country_column")
    for key in ("geonames", "alternate_names"):
        for entry in build.get(key, []):
            if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
                faults.append(f"build.{key}: no file")
    return faults


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
