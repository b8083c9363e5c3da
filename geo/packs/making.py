"""A region pack out of a person's boundary and gazetteer files, as a TOML names them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo import folders
from geo._pack_files import COLUMNS, FILES
from geo.errors import InputError
from geo.packs import border, config, coverage, points, shapes, units, writing

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from geo.packs.config import Config

_LEVEL_CODES = {
    "country": "country",
    "admin1": "admin1_pcode",
    "admin2": "admin2_pcode",
    "admin3": "admin3_id",
}
# How near the label point is to the middle of the largest circle inside, degrees.
_LABEL_DEGREES = 0.001
# The base map shows this much around the region, degrees.
_MARGIN_DEGREES = 2.0
_AROUND_DEGREES = 0.02
_WRITTEN = [file for name, file in FILES.items() if name != "regions"]
_PACK = folders.kind_of("region.toml", "SOURCES.md", *_WRITTEN)


@dataclass(frozen=True)
class Built:
    """What a build has made: counts, and what was worked out, repaired or left out."""

    folder: Path
    units: int
    places: int
    crossings: int
    names: int
    line_km: float
    remarks: tuple[str, ...]


def build(config_toml: str | Path, target_folder: str | Path) -> Built:
    """Make a region pack.

    Parameters
    ----------
    config_toml
        The TOML; `docs/region-packs.md` says what it may hold. Paths in it are relative to it.
    target_folder
        A new or empty folder, or that of a pack, whose files are replaced all at once; what a
        build does not write (`words.toml`, say) stays.

    Returns
    -------
    Built
        Counts and remarks for the person who builds.

    Raises
    ------
    RegionError
        The TOML is faulty.
    InputError
        An input file is.
    OutputError
        The folder holds something else, or cannot be written.
    """
    said = config.read(Path(config_toml))
    target = Path(target_folder)
    folders.check(target, _PACK)
    files = _Files(said)
    with folders.replacing(target, _PACK) as folder:
        files.write(folder)
    return Built(
        target,
        len(files.units),
        len(files.points.places),
        len(files.points.crossings),
        len(files.names),
        files.border.length_km,
        files.remarks(),
    )


class _Files:
    """Everything of a pack, made in order from the inputs."""

    def __init__(self, said: Config) -> None:
        self.said = said
        countries = [country["code"] for country in said.region["countries"]]
        self.hierarchy = units.read(said.boundaries, countries)
        outlines, self.around = _outlines(said, countries)
        self.notes: list[str] = list(self.hierarchy.remarks)
        given = shapes.read_line(said.line_file) if said.line_file is not None else None
        if given is not None:
            outlines = outlines or _dissolved(self.hierarchy.leaves)
            parted = coverage.part_at(given, outlines[said.left], outlines[said.right])
            outlines |= {said.left: parted[0], said.right: parted[1]}
        self.units = coverage.build(self.hierarchy.leaves, outlines, given, said.simplify_degrees)
        lost = set(self.hierarchy.leaves["unit_id"]) - set(self.units["unit_id"])
        self.notes += [f"{code}: nothing is left of this unit" for code in sorted(lost)]
        self.border = border.shared_edge(self.units, said.left, said.right, said.longest_gap_km)
        self.points = points.gather(said, self.units, self.border.line)
        self.admin = _admin(said, self.hierarchy.table, self.units)
        named = [(row["code"], row["name"]) for row in self.admin]
        self.names = points.finish_names(self.points, named, self.hierarchy.names)

    def remarks(self) -> tuple[str, ...]:
        """Say what a person should know of the build."""
        counted = [f"{what}: {count}" for what, count in sorted(self.points.remarks.items())]
        return (*self.notes, *self.border.remarks, *counted)

    def write(self, folder: Path) -> None:
        """Write all files."""
        names = {row["code"]: row["name"] for row in self.admin}
        line = self.border.line
        sections = border.sections(self.units, line, self.said.left, self.said.right, names)
        version = self.said.region["line"]["version"]
        writing.write_parquet(folder / "units.parquet", self.units)
        writing.write_line(
            folder / "line.geojson",
            line,
            {"line_version": version, "length_km": round(self.border.length_km, 1)},
        )
        writing.write_csv(folder / "admin.csv", COLUMNS["admin"], self.admin)
        writing.write_csv(folder / "sections.csv", [str(c) for c in sections], _records(sections))
        writing.write_csv(folder / "places.csv", points.PLACE_COLUMNS, self.points.places)
        writing.write_csv(folder / "crossings.csv", points.CROSSING_COLUMNS, self.points.crossings)
        writing.write_csv(folder / "names.csv", points.NAME_COLUMNS, self.names)
        self._write_around(folder)
        bounds = _bounds(self.units)
        region = {**self.said.region, "bounds": bounds}
        region["line"] = {**self.said.region["line"], "length_km": round(self.border.length_km, 1)}
        region.setdefault("attributions", sorted({source for source, _ in self._sources()}))
        (folder / "region.toml").write_text(writing.toml(region), "utf-8", newline="\n")
        (folder / "SOURCES.md").write_text(self._sources_text(), "utf-8", newline="\n")

    def _write_around(self, folder: Path) -> None:
        import geopandas as gpd
        import shapely

        west, south, east, north = _bounds(self.units)
        m = _MARGIN_DEGREES
        window = (west - m, south - m, east + m, north + m)
        rows = [
            (code, name, shapely.clip_by_rect(_main_parts(area), *window))
            for code, name, area in self.around
        ]
        rows = [row for row in rows if not shapely.is_empty(row[2])]
        neighbours = gpd.GeoDataFrame(
            {"country": [row[0] for row in rows], "name": [row[1] for row in rows]},
            geometry=[
                shapely.make_valid(shapely.simplify(row[2], _AROUND_DEGREES)) for row in rows
            ],
            crs="EPSG:4326",
        )
        writing.write_parquet(folder / "neighbours.parquet", neighbours)
        for name, columns in (("rivers", ("name", "rank")), ("lakes", ("name",))):
            nothing: dict[str, list[Any]] = {column: [] for column in columns}
            empty = gpd.GeoDataFrame(nothing, geometry=[], crs="EPSG:4326")
            writing.write_parquet(folder / f"{name}.parquet", empty)

    def _sources(self) -> list[tuple[str, str]]:
        said = self.said
        inputs = [*said.boundaries, *([said.outlines] if said.outlines else [])]
        found = [(entry.source, entry.licence) for entry in inputs]
        found += [(d.source, d.licence) for d in (*said.geonames, *said.alternate_names)]
        if said.line_file is not None:
            found.append((said.line_source, said.line_licence))
        return sorted({pair for pair in found if pair[0]})

    def _sources_text(self) -> str:
        said = self.said
        rows = [
            *(
                (entry.file.name, f"units ({entry.level})", entry.source, entry.licence)
                for entry in said.boundaries
            ),
            *(
                (entry.file.name, "outlines of countries", entry.source, entry.licence)
                for entry in ([said.outlines] if said.outlines else [])
            ),
            *(
                (entry.file.name, "places and names", entry.source, entry.licence)
                for entry in (*said.geonames, *said.alternate_names)
            ),
            *(
                (path.name, key, "own table; each row names its basis", said.region["licence"])
                for key, path in sorted(said.tables.items())
            ),
        ]
        if said.line_file is not None:
            rows.append((said.line_file.name, "line", said.line_source, said.line_licence))
        table = [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
        remarks = [f"* {remark}" for remark in self.remarks()]
        return "\n".join(
            [
                f'# Sources of the region pack "{said.region["id"]}"',
                "",
                f"Licence of the pack: {said.region['licence']}.",
                "",
                "| file | used for | source | licence |",
                "| --- | --- | --- | --- |",
                *table,
                "",
                "## What the build has worked out, repaired or left out",
                "",
                *(remarks or ["Nothing."]),
                "",
            ]
        )


def _outlines(
    said: Config, countries: list[str]
) -> tuple[dict[str, Any] | None, list[tuple[str, str, Any]]]:
    """Return the outlines of the pack's countries, without overlaps, and the countries around."""
    import shapely

    if said.outlines is None:
        return None, []
    frame = shapes.read(said.outlines.file, said.outlines.layer)
    codes = shapes.texts(frame[said.outlines.columns["country"]])
    name = said.outlines.columns["name"]
    names = shapes.texts(frame[name]) if name else codes
    areas = dict(zip(codes, frame.geometry.to_numpy(), strict=True))
    others = shapely.union_all([area for code, area in areas.items() if code not in countries])
    made: dict[str, Any] = {}
    for code in countries:
        if code not in areas:
            raise InputError("no outline of a country", value=code, where=said.outlines.file.name)
        area = shapely.union_all([_filled(part) for part in shapely.get_parts(areas[code])])
        rest = [others, *(areas[c] for c in countries if c != code and c not in made)]
        made[code] = shapely.difference(area, shapely.union_all([*rest, *made.values()]))
    around = [
        (code, label, area)
        for code, label, area in zip(codes, names, frame.geometry, strict=True)
        if code not in countries
    ]
    return made, sorted(around, key=lambda row: row[0])


def _filled(part: Any) -> Any:
    """Fill the holes of a country: lakes; what other countries hold of them is taken out again."""
    import shapely

    return shapely.Polygon(part.exterior)


def _main_parts(area: Any) -> Any:
    """Return a country around without its lakes and small islands."""
    import shapely

    parts = [_filled(part) for part in shapely.get_parts(area)]
    limit = _AROUND_DEGREES**2 * 10
    return shapely.make_valid(shapely.multipolygons([p for p in parts if p.area > limit]))


def _dissolved(leaves: gpd.GeoDataFrame) -> dict[str, Any]:
    import shapely

    codes = leaves["country"].to_numpy(object)
    return {
        code: shapely.union_all(leaves.geometry.to_numpy()[codes == code]) for code in set(codes)
    }


def _admin(said: Config, table: pd.DataFrame, leaves: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    import shapely

    areas = {}
    for column in _LEVEL_CODES.values():
        for code, group in leaves.groupby(column):
            areas[str(code)] = shapely.coverage_union_all(group.geometry.to_numpy())
    source = said.outlines or said.boundaries[0]
    basis = source.basis or f"published:{source.source}"
    rows = [
        {
            "code": country["code"],
            "level": "country",
            "country": country["code"],
            "parent": "",
            "name": country["name"],
            "basis": basis,
        }
        for country in said.region["countries"]
    ]
    order = {level: number for number, level in enumerate(_LEVEL_CODES)}
    rows += _records(table)
    for row in rows:
        area = areas.get(row["code"])
        row["has_polygon"] = area is not None
        row["note"] = "" if area is not None else "nothing of it is left in the coverage"
        if area is not None:
            longitude, latitude = _label(area)
            row |= {"label_longitude": f"{longitude:.5f}", "label_latitude": f"{latitude:.5f}"}
    return sorted(rows, key=lambda row: (order[row["level"]], row["code"]))


def _label(area: Any) -> tuple[float, float]:
    """Return the middle of the largest circle inside, five decimals."""
    import shapely

    largest = max(shapely.get_parts(area), key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=_LABEL_DEGREES)
    longitude, latitude = shapely.get_coordinates(circle)[0].round(5)
    if not shapely.contains_xy(area, longitude, latitude):
        longitude, latitude = shapely.get_coordinates(shapely.point_on_surface(largest))[0]
    return float(longitude), float(latitude)


def _bounds(leaves: gpd.GeoDataFrame) -> list[float]:
    import numpy as np

    west, south, east, north = leaves.total_bounds
    low, high = np.floor([west, south]), np.ceil([east, north])
    return [float(v) for v in (*low, *high)]


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = table.to_dict("records")  # type: ignore[assignment]
    return records
