"""What GDAL needs around it: its faults told as ours."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from geo.errors import OutputError, fault_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_FAULTS = (DataLayerError, DataSourceError, FeatureError, RuntimeError, sqlite3.Error)


@contextmanager
def writing(name: str) -> Iterator[None]:
    """Tell a fault of GDAL or SQLite as one of the file that is being written.

    Raises
    ------
    OutputError
        It could not be written, because the disk is full for instance.
    """
    try:
        yield
    except _FAULTS as fault:
        said = str(fault).splitlines() or [type(fault).__name__]
        raise OutputError(fault_line("cannot be written", value=said[0], where=name)) from fault


def count(name: str, found: int, sent: int) -> None:
    """Compare what is in a file with what was sent: GDAL may lose rows without a word.

    Raises
    ------
    OutputError
        They differ.
    """
    if found != sent:
        raise OutputError(fault_line(f"has {found} rows", expected=f"{sent}", where=name))
