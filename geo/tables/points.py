"""Point geometry -> longitude and latitude in EPSG:4326; other geometry is no coordinate.

A representative point of an area would pretend to a precision nobody had, so none is taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geo.errors import InputError

NOT_A_POINT = "geometries that are not one point: no coordinates taken"
_DECIMALS = 7  # of transformed degrees, about a centimetre


class Number(str):
    """A number of JSON, kept as text; a text that looks like one is a plain `str`."""

    __slots__ = ()


@dataclass(frozen=True)
class Coordinates:
    """Takes the coordinates of point geometries, from the CRS they are in.

    Attributes
    ----------
    crs
        What `pyproj.CRS` understands; none means WGS84 longitude, latitude.
    """

    crs: Any = None

    @property
    def plain(self) -> bool:
        """Whether coordinates are WGS84 longitude and latitude already."""
        return self.crs is None

    @classmethod
    def of(cls, crs: Any, where: str) -> Coordinates:
        """Recognise a CRS.

        Raises
        ------
        InputError
            The CRS is unknown, or no place on earth follows from its coordinates.
        """
        from pyproj import CRS
        from pyproj.exceptions import CRSError, ProjError

        if crs in (None, "", "OGC:CRS84", "EPSG:4326"):
            return cls()
        try:
            known = CRS.from_user_input(crs)
        except CRSError as fault:
            raise InputError(
                "unknown coordinate system", value=crs, expected="such as EPSG:4326", where=where
            ) from fault
        same = known.equals(CRS("EPSG:4326"), ignore_axis_order=True)
        if same:
            return cls()
        try:
            _transformer(known.to_json())
        except ProjError as fault:
            raise InputError(
                "no way from the coordinate system to degrees", value=known.name, where=where
            ) from fault
        return cls(known)

    @classmethod
    def from_geojson(cls, member: Any, where: str) -> Coordinates:
        """Recognise the ``crs`` member of GeoJSON of before RFC 7946."""
        if member is None:
            return cls()
        name = member.get("properties", {}).get("name") if isinstance(member, dict) else None
        if not isinstance(name, str) or not name:
            raise InputError(
                "unknown coordinate system", value=member, expected="a named crs", where=where
            )
        return cls() if name.upper().endswith(":CRS84") else cls.of(name, where)

    def of_geojson(self, geometry: Any) -> tuple[str, str] | None:
        """Give longitude and latitude of a GeoJSON point, as text; null for anything else."""
        if not isinstance(geometry, dict):
            return None
        position = geometry.get("coordinates")
        if geometry.get("type") == "MultiPoint" and isinstance(position, list):
            position = position[0] if len(position) == 1 else None
        elif geometry.get("type") != "Point":
            return None
        if not isinstance(position, list) or len(position) < 2:
            return None
        x, y = position[:2]
        if not isinstance(x, Number) or not isinstance(y, Number):
            return None
        if self.plain:
            return x, y
        try:
            xs, ys = self.transformed([float(x)], [float(y)])
        except ValueError:
            return x, y
        return repr(float(xs[0])), repr(float(ys[0]))

    def transformed(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Give longitudes and latitudes in degrees, EPSG:4326."""
        import numpy as np

        if self.plain:
            return x, y
        lon, lat = _transformer(self.crs.to_json()).transform(np.asarray(x), np.asarray(y))
        return np.round(lon, _DECIMALS), np.round(lat, _DECIMALS)


_TRANSFORMERS: dict[str, Any] = {}


def _transformer(crs_json: str) -> Any:
    from pyproj import CRS, Transformer

    if crs_json not in _TRANSFORMERS:
        _TRANSFORMERS[crs_json] = Transformer.from_crs(
            CRS.from_json(crs_json), "EPSG:4326", always_xy=True
        )
    return _TRANSFORMERS[crs_json]
