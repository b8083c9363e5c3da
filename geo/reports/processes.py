"""Reports read in several processes: the order and the result are those of one."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

    from geo.region import RegionPack
    from geo.reports.documents.document import Document

# A process loads the package and the pack before it reads, in the time in which 130,000 to 200,000
# characters are read (`tests/benchmarks/jobs.py`): fewer than this are not worth another.
_WORTH = 300_000
# Reports that are sent ahead for each process, so that none waits and few are held twice.
_AHEAD = 4

_Made = TypeVar("_Made")

# In a process that reads for another: what it was given to read by, and the pack.
_given: list[tuple[Callable[[Document, RegionPack], Any], RegionPack]] = []


def worth(documents: Sequence[Document]) -> int:
    """Return how many processes pay for these reports: at most one for each core we may use."""
    characters = sum(len(document.text) for document in documents)
    return max(1, min(_cores(), characters // _WORTH))


def read(
    documents: Sequence[Document],
    pack: RegionPack,
    reader: Callable[[Document, RegionPack], _Made],
    jobs: int,
) -> Iterator[_Made]:
    """Read reports in `jobs` processes.

    Parameters
    ----------
    documents
        The reports.
    pack
        The region; each process opens it for itself.
    reader
        A function of a module, which refuses no report.
    jobs
        How many processes.

    Yields
    ------
    The reading of each report, in the order given. Where a process ends before its time (killed
    for want of memory, say), this one reads the rest.
    """
    done = 0
    try:
        for reading in _ahead(documents, pack, reader, jobs):
            yield reading
            done += 1
    except BrokenProcessPool:
        for document in documents[done:]:
            yield reader(document, pack)


def _ahead(
    documents: Sequence[Document],
    pack: RegionPack,
    reader: Callable[[Document, RegionPack], _Made],
    jobs: int,
) -> Iterator[_Made]:
    # "spawn" is what every system has, and the only start that is safe beside threads.
    start = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, start, _begin, (reader, pack)) as pool:
        rest = iter(documents)
        waiting: deque[Future[_Made]] = deque(
            pool.submit(_read, document) for document in islice(rest, jobs * _AHEAD)
        )
        try:
            while waiting:
                reading = waiting.popleft().result()
                waiting += [pool.submit(_read, document) for document in islice(rest, 1)]
                yield reading
        finally:
            for future in waiting:
                future.cancel()


def _begin(reader: Callable[[Document, RegionPack], Any], pack: RegionPack) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process says when to stop
    _given.append((reader, pack))


def _read(document: Document) -> Any:
    reader, pack = _given[0]
    return reader(document, pack)


def _cores() -> int:
    """Return how many cores this process may use, which may be fewer than there are."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
