"""Score names learnt from the earlier events of a table on its later ones.

    python tests/benchmarks/learnt.py EVENTS.csv SCORE.py [--until 2009] [--region durand]
        [--country Pakistan]

EVENTS.csv is in the form of UCDP GED, with `year`. The rows up to a year are learnt from; of the
later ones only the words (`where_description`) and the country are given. SCORE.py is called as
``SCORE.py score GOLD.csv LOCATED.csv`` three times: for the pack alone, with the names learnt from
`where_coordinates` and their points alone, and with those that `where_description` lists too, which
is what `region learn` does with UCDP's tables.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pandas as pd

from geo import locating, packs, region

# The columns of a UCDP table without its texts, and the precisions that mean a known point.
NAMES_ALONE: dict[str, Any] = {
    "columns": {
        "name": "where_coordinates",
        "latitude": "latitude",
        "longitude": "longitude",
        "admin1": "adm_1",
        "precision": "where_prec",
    },
    "exact": ("1", "2"),
}


def main() -> None:
    """Learn, locate and score."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("events", type=Path)
    parser.add_argument("score", type=Path)
    parser.add_argument("--until", type=int, default=2009)
    parser.add_argument("--region", default="durand")
    parser.add_argument("--country", default="Pakistan")
    parser.add_argument("--misses", type=int, default=0)
    given = parser.parse_args()
    table = pd.read_csv(given.events, dtype=str)
    early = table["year"].astype(int) <= given.until
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table[early].to_csv(folder / "early.csv", index=False)
        table[~early].to_csv(folder / "gold.csv", index=False)
        print("the pack alone")
        _score(table[~early], region.load(given.region), given, folder)
        for what, options in (("where_coordinates", NAMES_ALONE), ("the texts too", {})):
            target = folder / what.replace(" ", "-")
            started = time.perf_counter()
            learnt = packs.learn(folder / "early.csv", target, given.region, **options)
            seconds = time.perf_counter() - started
            print(
                f"learnt from {what}: {learnt.places} places from {learnt.rows_used} rows,", end=""
            )
            print(f" {seconds:.1f} s")
            for remark in learnt.remarks:
                print(f"  {remark}")
            _score(table[~early], region.load(given.region, (target,)), given, folder)


def _score(
    table: pd.DataFrame, pack: region.RegionPack, given: argparse.Namespace, folder: Path
) -> None:
    _locate(table, pack, given.country).to_csv(folder / "out.csv", index=False)
    command = [sys.executable, str(given.score), "score"]
    command += [str(folder / "gold.csv"), str(folder / "out.csv")]
    subprocess.run([*command, "--misses", str(given.misses)], check=True)


def _locate(table: pd.DataFrame, pack: region.RegionPack, country: str) -> pd.DataFrame:
    rows = pd.DataFrame({"place_text": table["where_description"], "country": country})
    started = time.perf_counter()
    found = locating.locate_rows(rows, pack).assign(id=table["id"])
    print(f"  {len(rows)} rows located in {time.perf_counter() - started:.1f} s", flush=True)
    return found


if __name__ == "__main__":
    main()
