"""Reports read in one process and in several: what each process costs, and from where it pays.

    python tests/benchmarks/jobs.py REPORTS [--times N] [--jobs N]

REPORTS is a file of reports, read N times over. Prints seconds of both, their ratio, the time that
a process needs before its first report, and whether the results are the same.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from geo import region
from geo.reports import processes, sources, writing
from geo.reports.reading import read_each

if TYPE_CHECKING:
    from geo.reports.documents.document import Document


def main() -> None:
    """Measure."""
    given = argparse.ArgumentParser(description="Reports in one process and in several.")
    given.add_argument("reports")
    given.add_argument("--times", type=int, default=10)
    given.add_argument("--jobs", type=int, default=0)
    asked = given.parse_args()
    read = sources.read([asked.reports]).documents
    documents = [replace(d, id=f"{d.id}-{n}") for n in range(asked.times) for d in read]
    jobs = asked.jobs or max(2, processes.worth(documents))
    pack = region.load("durand")
    read_each(documents[:1], pack)  # loads what one process needs
    one, alone = _timed(documents, pack, 1)
    many, beside = _timed(documents, pack, jobs)
    first, _ = _timed(documents[:1], pack, jobs)
    characters = sum(len(d.text) for d in documents)
    print(f"{len(documents)} reports, {characters:,} characters, {jobs} processes")
    print(f"one {one:.1f} s, {jobs} {many:.1f} s: {one / many:.2f} times as fast")
    print(f"a process begins in {first:.1f} s, which is {first / one * characters:,.0f} characters")
    print("same result" if alone == beside else "THE RESULTS DIFFER")


def _timed(documents: list[Document], pack: region.RegionPack, jobs: int) -> tuple[float, str]:
    start = time.perf_counter()
    read, _ = read_each(documents, pack, jobs=jobs)
    end = time.perf_counter()
    return end - start, writing.jsonl([(d, reading.incidents) for d, reading in read])


if __name__ == "__main__":
    main()
