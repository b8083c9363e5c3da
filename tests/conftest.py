"""What holds for all tests: none depends on how fast the machine is."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from datasets import HOSTILE, make_dataset
from hypothesis import HealthCheck, settings
from synthetic_region import make_region

from geo.exports.public import Public

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

    from geo.dataset import Dataset

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def hostile() -> Public:
    """150 incidents, every text of them and of their region something that a reader would run."""
    region = dataclasses.replace(
        make_region(lambda name: f"{name} {HOSTILE[0]} {HOSTILE[3]}"),
        title=f"Border {HOSTILE[2]}",
        note=f"{HOSTILE[1]} {HOSTILE[15]}",
        line_name=f"Line {HOSTILE[2]} $[name]",
        attributions=HOSTILE[2:6],
    )
    return Public.of(make_dataset(150, region=region, hostile=True), region)


@pytest.fixture(scope="session")
def nothing() -> Public:
    """A dataset without any incident."""
    region = make_region()
    return Public.of(make_dataset(0, region=region), region)


@pytest.fixture(scope="session")
def night(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Four incidents of the sample's region: two at a crossing, an area, a stretch of the line."""
    from printing import NIGHT, read

    return read(tmp_path_factory.mktemp("night"), NIGHT)


@pytest.fixture
def paper() -> Iterator[Figure]:
    """An empty sheet of A4, and the settings to draw on it."""
    from maps.printed import paper

    with paper.drawing():
        yield paper.blank((297.0, 210.0))
