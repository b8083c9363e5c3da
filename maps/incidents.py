"""Dataset -> the blocks of the incident layer: columns, footprints, texts in chunks.

`maps.rows` gives the rows and their columns, `maps.texts` what the page reads when an incident is
opened, `maps.marks` how it is drawn. `raw` is never written.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from maps import cells, facts, figures, local_names, opening, payload, place_names, reasons
from maps.columns import Lists, columns
from maps.marks import SEVERAL_COLOUR, shape_of, side_colours
from maps.memory import give_back
from maps.rows import KINDS, POINT, Rows, kinds, rows_of
from maps.shapes import lines_of, simplified
from maps.texts import CHUNK, incidents_of, makers
from maps.things import things_of
from maps.words import OTHER_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray

    from geo.dataset import Dataset
    from maps.opening import View

GROUP = "incidents"
# Columns that the first drawing needs, as `IncidentData.start` of the viewer reads them; the others
# stand behind the page's script.
DRAWN_FIRST = frozenset(
    ("lon", "lat", "incident", "place", "footprint", "kind", "type", "side", "level")
)
_SIMPLIFY_DEGREES = 0.001  # about 100 m, less than a pixel up to zoom 10


def blocks(
    dataset: Dataset,
    pack: Any,
    *,
    limit: int = cells.PAGE_LIMIT,
    table: str = "",
    view: View | None = None,
) -> Iterator[payload.Block]:
    """Make the blocks of a dataset.

    Parameters
    ----------
    dataset
        Located incidents; the order of its rows does not matter.
    pack
        The region pack: its sides, line sides and claimant sides, and the basis of its places.
    limit
        Incidents that the page holds one by one, the newest; older ones are cells (`maps.cells`).
    table
        The file beside the page that has every row, named where there are cells.
    view
        West, south, east and north of what the page opens with, if that is known: the block of
        `maps.opening` is made too and comes first, unless there are cells.
    """
    rows = rows_of(dataset)
    give_back()
    kind = kinds(rows.table, dataset.footprints)
    shapes = _drawn_footprints(dataset.footprints, rows, kind)
    lists = Lists.of(rows.table)
    claim_of = incidents_of(dataset.claims, rows)
    things = things_of(dataset.claims, claim_of, len(rows.incidents))
    give_back()
    meta = _meta(rows, dataset, pack, shapes, lists) | {"things": things.sets}
    arrays = columns(rows, pack, kind, shapes, lists, things.of)
    shapes = shapes.set_geometry(simplified(shapes.geometry.to_numpy(), _SIMPLIFY_DEGREES))
    told = facts.block(f"{GROUP}/facts", dataset, pack)
    newest, more = rows, []
    if (older := len(rows.incidents) - limit) > 0:
        folded = cells.fold(rows, dict(arrays), limit)
        meta |= {"rows": len(folded.incident), "incidents": limit}
        meta["cells"] = {**folded.meta, "table": table}
        claims, claim_of = cells.claims_of(dataset.claims, claim_of, older)
        dataset = replace(dataset, claims=claims)
        newest, arrays = folded.rows, iter(folded.columns.items())
        more = [payload.array_block(f"{GROUP}/weight", "u32", folded.weights)]
    # what takes most memory is made before the texts, each for itself
    claimed = [*figures.blocks(dataset, newest, pack, claim_of)]
    give_back()
    first: dict[str, NDArray[Any]] = {}
    held = [
        *payload.in_threads(
            partial(
                payload.array_block, f"{GROUP}/{name}", type_, values, late=name not in DRAWN_FIRST
            )
            for name, (type_, values) in _keeping(arrays, first)
        )
    ]
    give_back()
    if view is not None and not more:
        yield opening.block(first, shapes, meta, view)
    del first
    give_back()
    # texts take most of the time, and most of that where Python is not needed
    with payload.ahead(makers(dataset, newest, pack, GROUP, claim_of)) as made:
        yield payload.json_block(f"{GROUP}/meta", meta)
        yield from more
        yield told
        yield payload.text_block(f"{GROUP}/places", rows.places)
        yield from place_names.place_blocks(pack, rows, f"{GROUP}/places")
        yield from _unit_blocks(pack, lists.units)
        yield from held
        yield from _footprint_blocks(shapes)
        yield from claimed
        yield from made
    give_back()
    yield from reasons.blocks(newest.table.distinct("place_why"), pack, f"{GROUP}/reasons")


def _keeping(
    arrays: Iterable[tuple[str, tuple[str, NDArray[Any]]]], first: dict[str, NDArray[Any]]
) -> Iterator[tuple[str, tuple[str, NDArray[Any]]]]:
    """Pass columns on, and put those of the first drawing into `first`."""
    for name, (type_, values) in arrays:
        if name in DRAWN_FIRST:
            first[name] = values.astype("uint8" if type_ == "u8" else "int32")
        # several wait to be compressed
        yield name, (type_, payload.narrow(f"{GROUP}/{name}", type_, values))


def _meta(
    rows: Rows, dataset: Dataset, pack: Any, shapes: gpd.GeoDataFrame, lists: Lists
) -> dict[str, Any]:
    from geo import schema

    event_of = schema.EVENT_TYPE_OF
    return {
        "rows": len(rows.table),
        "incidents": len(rows.incidents),
        "chunk": CHUNK,
        "delta": ["incident"],
        "kinds": KINDS,
        "types": [
            {"name": name, "event": event_of.get(name, ""), "shape": shape_of(name)}
            for name in lists.types
        ],
        "sources": lists.sources,
        "licences": lists.licences,
        "units": lists.units,
        "sides": [{"code": code, "colour": colour} for code, colour in side_colours(pack).items()],
        **(words := _words(pack, "en")),
        "words": {"en": words, **{code: _words(pack, code) for code in OTHER_LANGUAGES}},
        "published": pack.meta.get("published", {}),
        "several": SEVERAL_COLOUR,
        "line_sides": list(pack.line_sides),
        "claimant_sides": list(pack.claimant_sides),
        "roles": schema.ROLES,
        "statuses": schema.STATUSES,
        "date_precisions": schema.DATE_PRECISIONS,
        "levels": schema.PLACE_LEVELS,
        "convention": dataset.convention,
        "footprints": {
            "ids": [str(name) for name in shapes["footprint_id"]],
            "kinds": [str(kind) for kind in shapes["kind"]],
        },
    }


def _words(pack: Any, language: str) -> dict[str, Any]:
    """Take the pack's words for its codes and its line in a language; English where it has none."""
    line = pack.meta.get("line", {})
    return {
        "names": {
            "sides": local_names.names_by_code(pack, "side_names", language),
            "claimants": local_names.names_by_code(
                pack, "claimant_side_names", language, by_country=True
            ),
            "victims": local_names.names_by_code(pack, "victim_group_names", language),
        },
        "line": {
            "name": str(line.get("local_names", {}).get(language, line.get("name", ""))),
            "status": str(line.get("status", "")),
        },
    }


def _drawn_footprints(
    footprints: gpd.GeoDataFrame, rows: Rows, kind: NDArray[np.uint8]
) -> gpd.GeoDataFrame:
    """Take the areas and stretches that some row is known to, each once."""
    import numpy as np

    used = rows.table.rows(np.flatnonzero(kind != POINT))["footprint_id"].dropna().unique()
    drawn = footprints[
        footprints["footprint_id"].isin(used) & footprints["kind"].isin(("area", "stretch"))
    ]
    return drawn.sort_values("footprint_id", ignore_index=True)


def _unit_blocks(pack: Any, codes: Sequence[str]) -> Iterator[payload.Block]:
    """Name the provinces and districts that some row lies in, in every language."""
    names = getattr(pack, "unit_names", None)  # a layer needs no more of a pack than its codes
    if names is not None:
        yield payload.text_block(f"{GROUP}/units", [str(names.get(code, "")) for code in codes])
        yield from local_names.blocks(pack, f"{GROUP}/units", codes)
        yield from local_names.every_name(pack, f"{GROUP}/units", codes)


def _footprint_blocks(shapes: gpd.GeoDataFrame) -> Iterator[payload.Block]:
    """Rings of all footprints one after the other, and how many each has."""
    lines, counts = lines_of(shapes.geometry.to_numpy())
    yield from payload.ring_blocks("footprints", lines)
    yield payload.array_block("footprints/parts", "u32", counts)
