"""How many places the embedded pack holds, and what the known limits say of it."""

from collections import Counter
from pathlib import Path

from durand_tables import ADMIN, CROSSINGS, NAMES, PLACES

LIMITS = Path(__file__).parent.parent / "docs" / "known-limits.md"
WRITTEN = " ".join(LIMITS.read_text("utf-8").split())

# What the basis of a point holds, by the words of the known limits, in their order.
POINTS = {
    "geonames:": "that of a town of GeoNames",
    "pakistan_polling_stations": "that of a polling station called after them",
    "symerio/postal-codes-data": "that of the post office of their name",
    "openstreetmap": "one of OpenStreetMap",
    "DroneStrikesPakistan": "one read off a map of Waziristan",
    "": "another published one",
}
# Names without a point, by how their id begins.
NAMED = {
    "durand:uc-": "are names of lists, most of them union councils",
    "durand:post-": "are villages with a post office",
    "durand:poll-": "are villages with a polling centre",
    "durand:said-": "are posts and villages of reports",
    "": "are others of which no published point was found",
}


def counted(rows, column, words):
    found = Counter(next(key for key in words if key in row[column]) for row in rows)
    return ", ".join(f"{found[key]:,} {said}" for key, said in words.items())


def test_known_limits_say_how_many_places_there_are():
    pointed = [row for row in PLACES if row["latitude"]]
    without = [row for row in PLACES if not row["latitude"]]
    gates = sum(row["latitude"] != "" for row in CROSSINGS)
    sentence = (
        f"The gazetteer holds {len(PLACES):,} places. {len(pointed):,} have a point: "
        f"{counted(pointed, 'basis', POINTS)}. Of the {len(without):,} without one "
        f"{counted(without, 'place_id', NAMED)}. "
        f"Of {len(CROSSINGS)} crossings {gates} have a point."
    )
    assert sentence in WRITTEN, f"write: {sentence}"


def test_known_limits_say_how_many_units_have_no_local_name():
    spoken = {row["id"] for row in NAMES if row["script"] == "arabic"}
    counts = []
    for level in ("admin2", "admin3"):
        units = [code for code, row in ADMIN.items() if row["level"] == level]
        counts.append(f"{sum(code not in spoken for code in units)} of {len(units)}")
    sentence = "{} districts and {} subdistricts have no name in local letters.".format(*counts)
    assert sentence in WRITTEN, f"write: {sentence}"
