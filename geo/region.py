"""Region packs: everything that is known of one border region, loaded when it is first asked for.

A pack is a folder with a `region.toml` and the files it names. The engine knows no country: codes,
names, sides and the line all come from here.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from geo import _overlays
from geo import _pack_files as files
from geo.errors import RegionError, fault_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import geopandas as gpd
    import pandas as pd
    from shapely.geometry import LineString
    from shapely.geometry.base import BaseGeometry

_LEVEL_COLUMN = {"country": "country", "admin1": "admin1_pcode", "admin2": "admin2_pcode"}
_Made = TypeVar("_Made")


def data_root() -> Path:
    """Return the folder that holds the packs and samples.

    An installed package carries them as ``geo/_data``; a checkout has them in ``data``.
    """
    here = Path(__file__).resolve().parent
    installed = here / "_data"
    return installed if installed.is_dir() else here.parent / "data"


def load(region: str | Path = "durand", overlays: Iterable[str | Path] = ()) -> RegionPack:
    """Open a region pack; its tables are read when they are first used.

    An embedded pack is opened once as long as its files are as they were: what one call has read
    of it, the next need not read again.

    Parameters
    ----------
    region
        The name of an embedded pack, or the path of a pack's folder or of an overlay's, which
        names the pack, or the overlay, that it extends.
    overlays
        Folders with a user's places and names, to be laid over the pack's in this order.

    Raises
    ------
    RegionError
        There is no such pack, its `region.toml` is faulty, or overlays extend each other.
    """
    text = str(region)
    is_name = isinstance(region, str) and not any(c in text for c in "/\\.")
    path = data_root() / text if is_name else Path(region)
    if is_name and not path.is_dir() and Path(text).is_dir():
        path = Path(text)
    path, below = _overlays.extended(path, data_root())
    if not (path / "region.toml").is_file():
        known = sorted(p.parent.name for p in data_root().glob("*/region.toml"))
        raise RegionError(
            fault_line(
                "no region pack",
                value=text,
                expected=f"a folder with region.toml, or one of: {', '.join(known) or 'none'}",
            )
        )
    laid = (*below, *(_overlays.read(Path(folder)) for folder in overlays))
    if is_name and not laid and path.parent == data_root():
        return _embedded(path, tuple(sorted(map(_state, path.iterdir()))))
    return _opened(path, laid)


def pack_of(region: str | os.PathLike[str] | RegionPack) -> RegionPack:
    """Return a pack, given itself, or what `load` takes for one."""
    if isinstance(region, str):
        return load(region)
    return load(Path(region)) if isinstance(region, os.PathLike) else region


def _state(file: Path) -> tuple[str, int, int]:
    """Return what tells that a file is as it was: name, time and size."""
    found = file.stat()
    return file.name, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=2)
def _embedded(path: Path, _files: tuple[tuple[str, int, int], ...]) -> RegionPack:
    return _opened(path, ())


def _opened(path: Path, laid: tuple[_overlays.Overlay, ...]) -> RegionPack:
    meta = files.read_meta(path)
    if not isinstance(meta.get("id"), str):
        raise RegionError(f"{path.name}/region.toml: no id")
    return RegionPack(meta["id"], path, meta, laid)


@dataclass(frozen=True)
class RegionPack:
    """One region: its units, line, places and names, each read on first use and kept.

    Attributes
    ----------
    id
        The pack's name.
    path
        The pack's folder.
    meta
        Everything `region.toml` says.
    overlays
        A user's places and names over the pack's.

    Every property raises `RegionError`, in one line, where its file is missing or faulty.
    Geometries are WGS84 (EPSG:4326), longitude first.
    """

    id: str
    path: Path
    meta: dict[str, Any] = field(compare=False, repr=False)
    overlays: tuple[_overlays.Overlay, ...] = ()
    _kept: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __reduce__(self) -> tuple[type[RegionPack], tuple[Any, ...]]:
        """Send the pack to another process by its path: it reads its tables for itself."""
        return RegionPack, (self.id, self.path, self.meta, self.overlays)

    def once(self, key: str, make: Callable[[RegionPack], _Made]) -> _Made:
        """Return what `make` makes of this pack, made on first use and kept under `key`.

        What is derived from a pack (the line's frame, the gazetteer) lives as long as the pack.
        """
        if key not in self._kept:
            self._kept[key] = make(self)
        made: _Made = self._kept[key]
        return made

    @cached_property
    def title(self) -> str:
        """The region's name for a reader."""
        return str(self._said("title"))

    @cached_property
    def note(self) -> str:
        """What a map must say of the boundaries' status."""
        return str(self._said("note"))

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """The sides an actor can have."""
        return tuple(self._said("sides"))

    @cached_property
    def claimant_sides(self) -> tuple[str, ...]:
        """The sides a claimant can have."""
        return tuple(self._said("claimant_sides"))

    @cached_property
    def victim_groups(self) -> tuple[str, ...]:
        """The groups victims are counted in."""
        return tuple(self._said("victim_groups"))

    @cached_property
    def attributions(self) -> tuple[str, ...]:
        """The lines of attribution an output must carry."""
        added = (line for overlay in self.overlays for line in overlay.attributions)
        return (*self._said("attributions"), *added)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the region, degrees."""
        west, south, east, north = (float(v) for v in self._said("bounds"))
        return west, south, east, north

    @cached_property
    def country_codes(self) -> tuple[str, str]:
        """The alpha-3 codes of the countries left and right of the line."""
        return str(self._said("line", "left")), str(self._said("line", "right"))

    @cached_property
    def line_sides(self) -> tuple[str, str]:
        """The values of `line_side` for the left and the right of the line."""
        return str(self._said("line", "left_side")), str(self._said("line", "right_side"))

    @cached_property
    def line_name(self) -> str:
        """The name of the line."""
        return str(self._said("line", "name"))

    @cached_property
    def line_version(self) -> str:
        """The version that a kilometre mark belongs to."""
        return str(self._said("line", "version"))

    @cached_property
    def admin(self) -> pd.DataFrame:
        """Every unit of every level, with or without a polygon."""
        return self._table("admin").assign(
            has_polygon=lambda t: t["has_polygon"].str.lower().isin(["true", "1", "yes"])
        )

    @cached_property
    def places(self) -> pd.DataFrame:
        """Populated and other named places; those without a source have no point.

        `origin` is the id of the pack or overlay that a row is from.
        """
        return _overlays.places(self._table("places").assign(origin=self.id), self.overlays)

    @cached_property
    def crossings(self) -> pd.DataFrame:
        """Crossings of the line, snapped to it; those without a source have no point."""
        return self._table("crossings")

    @cached_property
    def names(self) -> pd.DataFrame:
        """Every name of every unit, place, crossing and section; `origin` as of `places`."""
        return _overlays.names(self._table("names").assign(origin=self.id), self.overlays)

    @cached_property
    def sections(self) -> pd.DataFrame:
        """The runs of (left unit, right unit) along the line, in kilometres."""
        return self._table("sections").sort_values("from_km", ignore_index=True)

    @cached_property
    def regions(self) -> pd.DataFrame:
        """Regions that have a name and are made of units; a pack may have none."""
        return self._table("regions")

    @cached_property
    def line(self) -> LineString:
        """The line, from kilometre 0; the left country lies left of it."""
        return files.read_line(self._file("line"))

    @cached_property
    def units(self) -> gpd.GeoDataFrame:
        """The leaf coverage, sorted by `unit_id`."""
        units = self._layer("units").sort_values("unit_id", ignore_index=True)
        if units["unit_id"].duplicated().any():
            raise RegionError(f"{self._file('units').name}: unit_id is not unique")
        return units

    @cached_property
    def districts(self) -> gpd.GeoDataFrame:
        """The second-level units with a polygon: `code, name, country, geometry` by code."""
        return self._dissolve("admin2")

    @cached_property
    def provinces(self) -> gpd.GeoDataFrame:
        """The first-level units with a polygon: `code, name, country, geometry` by code."""
        return self._dissolve("admin1")

    @cached_property
    def countries(self) -> gpd.GeoDataFrame:
        """The countries: `code, name, country, geometry` by code."""
        return self._dissolve("country")

    @cached_property
    def neighbours(self) -> gpd.GeoDataFrame:
        """The countries around, for the map only."""
        return self._layer("neighbours")

    @cached_property
    def rivers(self) -> gpd.GeoDataFrame:
        """Rivers, for the map only."""
        return self._layer("rivers")

    @cached_property
    def lakes(self) -> gpd.GeoDataFrame:
        """Lakes, for the map only."""
        return self._layer("lakes")

    @cached_property
    def unit_names(self) -> Mapping[str, str]:
        """The name of every unit by its code."""
        return dict(zip(self.admin["code"], self.admin["name"], strict=True))

    @cached_property
    def unit_areas(self) -> Mapping[str, BaseGeometry]:
        """The polygon of every unit of every level that has one, by code."""
        areas = dict(zip(self.units["unit_id"], self.units.geometry, strict=True))
        for layer in (self.districts, self.provinces, self.countries):
            areas.update(zip(layer["code"], layer.geometry, strict=True))
        return areas

    def _dissolve(self, level: str) -> gpd.GeoDataFrame:
        import geopandas as gpd
        import numpy as np
        import shapely

        units = self.units
        codes, inverse = np.unique(
            units[_LEVEL_COLUMN[level]].to_numpy(object).astype(str), return_inverse=True
        )
        order = np.argsort(inverse, kind="stable")
        parts = np.split(
            units.geometry.to_numpy()[order],
            np.flatnonzero(np.diff(inverse[order])) + 1,
        )
        geometry = [
            part[0] if len(part) == 1 else shapely.coverage_union_all(part) for part in parts
        ]
        unknown = sorted(set(codes) - set(self.unit_names))
        if unknown:
            raise RegionError(
                fault_line(f"no {level} of this code", value=unknown[0], where="admin")
            )
        first = np.r_[0, np.cumsum([len(part) for part in parts])[:-1]]
        return gpd.GeoDataFrame(
            {
                "code": codes,
                "name": [self.unit_names[code] for code in codes],
                "country": units["country"].to_numpy(object)[order][first],
            },
            geometry=geometry,
            crs="EPSG:4326",
        )

    def _said(self, *keys: str) -> Any:
        value: Any = self.meta
        for key in keys:
            if not isinstance(value, dict) or key not in value:
                raise RegionError(f"{self.path.name}/region.toml: no {'.'.join(keys)}")
            value = value[key]
        return value

    def _file(self, name: str) -> Path:
        return files.path_of(self.path, self.meta, name)

    def _table(self, name: str) -> pd.DataFrame:
        return files.read_table(self._file(name), name)

    def _layer(self, name: str) -> gpd.GeoDataFrame:
        return files.read_layer(self._file(name), name)
