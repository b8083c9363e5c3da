"""Imports run one way: no circle, `geo` never to `maps`, rooms of `geo.reports` only downwards."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# From the ground up; what stands on one line knows nothing of each other. `geo/reports/` itself is
# the top.
FLOORS = (
    ("language",),
    ("documents",),
    ("when", "who", "counts"),
    ("where", "what", "attribution"),
    ("incidents", "losses"),
)
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for folder in ("geo", "maps")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "node_modules" not in path.parts
}


def _imported(node: ast.AST) -> list[str]:
    """Modules of ours that an import names, those for types included."""
    if isinstance(node, ast.Import):
        named = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        whole = [f"{node.module}.{alias.name}" for alias in node.names]
        named = [name if name in MODULES else node.module for name in whole]
    else:
        return []
    return [name for name in named if name in MODULES]


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    return {
        name: {
            other
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            for other in _imported(node)
            if other != name
        }
        for name, path in MODULES.items()
    }


def test_no_circle(imports):
    order = list(TopologicalSorter(imports).static_order())  # CycleError names the circle
    assert len(order) == len(MODULES) > 200


def test_the_engine_knows_no_map(imports):
    drawn = [name for name, others in imports.items() if any(o.startswith("maps") for o in others)]
    assert {name for name in drawn if name.startswith("geo")} == {"geo.cli_build"}


def test_rooms_of_reports_stand_on_each_other(imports):
    floor = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    top = len(FLOORS)

    def room_of(name: str) -> str:
        return ".".join(name.split(".")[2:3]) if name.startswith("geo.reports.") else ""

    found = {room_of(name) for name in MODULES if MODULES[name].parent.parent.name == "reports"}
    assert found == {*floor, "model"}
    upwards = [
        f"{name} -> {other}"
        for name, others in imports.items()
        if (own := room_of(name)) in floor
        for other in others
        if other.startswith("geo.reports")
        and room_of(other) != own
        and floor.get(room_of(other), top) >= floor[own]
    ]
    assert upwards == []
