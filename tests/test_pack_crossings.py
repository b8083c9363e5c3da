"""Every crossing of the embedded pack: on the line, in the section of its codes."""

import json

import numpy as np
import pytest
import shapely
from durand_tables import ADMIN, CROSSINGS, GEOD, PACK, table

# A gate stands on the line; a published point farther off than this is no source for it.
NEAR_LINE_KM = 3.0


@pytest.fixture(scope="module")
def line():
    collection = json.loads((PACK / "line.geojson").read_text(encoding="utf-8"))
    return np.array(collection["features"][0]["geometry"]["coordinates"], dtype=float)


def nearest_on(line, longitude, latitude):
    """Distance to the line in km and kilometre along it, by brute force on 20 m steps."""
    step = GEOD.inv(*line[:-1].T, *line[1:].T)[2]
    starts = np.concatenate([[0.0], np.cumsum(step)])
    near = np.flatnonzero(
        shapely.distance(
            shapely.linestrings(np.stack([line[:-1], line[1:]], axis=1)),
            shapely.Point(longitude, latitude),
        )
        < 0.1
    )
    best = (np.inf, np.nan)
    for index in near:
        share = np.linspace(0, 1, max(2, int(step[index] / 20)))
        points = line[index] + share[:, None] * (line[index + 1] - line[index])
        count = len(share)
        away = GEOD.inv(np.full(count, longitude), np.full(count, latitude), *points.T)[2]
        at = int(away.argmin())
        along = starts[index] + GEOD.inv(*line[index], *points[at])[2]
        best = min(best, (away[at] / 1000, along / 1000))
    return best


def test_crossings_with_a_point_stand_on_the_line(line):
    path = shapely.LineString(line)
    for row in CROSSINGS:
        if row["basis"] == "unsourced":
            assert (row["latitude"], row["published_latitude"], row["line_km"]) == ("", "", "")
            continue
        longitude, latitude = float(row["longitude"]), float(row["latitude"])
        foot = path.interpolate(path.project(shapely.Point(longitude, latitude)))
        assert GEOD.inv(longitude, latitude, foot.x, foot.y)[2] <= 1.0, row["place_id"]


def test_crossings_keep_the_published_point_and_its_kilometre(line):
    for row in CROSSINGS:
        if row["basis"] == "unsourced":
            continue
        published = float(row["published_longitude"]), float(row["published_latitude"])
        away, along = nearest_on(line, *published)
        assert abs(along - float(row["line_km"])) < 0.1, row["place_id"]
        moved = GEOD.inv(*published, float(row["longitude"]), float(row["latitude"]))[2] / 1000
        assert abs(moved - away) < 0.02, row["place_id"]
        assert f"the published point lies {moved:.2f} km from the line" in row["note"]
        assert away <= NEAR_LINE_KM, row["place_id"]
        assert float(row["uncertainty_km"]) > away


def test_crossings_lie_in_the_section_of_their_codes():
    sections = table("sections.csv")
    for row in CROSSINGS:
        left, right = row["left_code"], row["right_code"]
        assert left in ADMIN, row["place_id"]
        if ADMIN[right]["level"] == "admin3":
            right = ADMIN[right]["parent"]
        assert ADMIN[right]["level"] == "admin2", row["place_id"]
        assert row["status"] in {"official", "local", "pass"}
        runs = [s for s in sections if (s["left_code"], s["right_code"]) == (left[:4], right)]
        assert runs, row["place_id"]
        if row["line_km"]:
            at = float(row["line_km"])
            assert any(float(s["from_km"]) <= at <= float(s["to_km"]) for s in runs), row["name"]


def test_every_official_crossing_is_there():
    names = {row["name"] for row in CROSSINGS}
    assert names >= {
        "Torkham crossing",
        "Chaman crossing",
        "Ghulam Khan crossing",
        "Angur Ada crossing",
        "Kharlachi crossing",
        "Arandu crossing",
        "Badini crossing",
        "Bin Shahi crossing",
    }
