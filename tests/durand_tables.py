"""Tables of the embedded pack and of its recipes, for the tests of them."""

import csv
from pathlib import Path

from pyproj import Geod

PACK = Path(__file__).parent.parent / "data" / "durand"
RECIPES = PACK.parent / "recipes"
GEOD = Geod(ellps="WGS84")


def table(name, folder=PACK):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PLACES = table("places.csv")
CROSSINGS = table("crossings.csv")
NAMES = table("names.csv")
ADMIN = {row["code"]: row for row in table("admin.csv")}


def faults(rows, is_right, show="place_id"):
    return [row[show] if isinstance(show, str) else show(row) for row in rows if not is_right(row)]
