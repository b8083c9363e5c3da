"""HXL: the located incidents with the tags of the Humanitarian Exchange Language in a second row.

Only columns that have a tag (`columns.csv`) are in it: a dashboard has nothing to leave out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import csv

from geo.exports import columns
from geo.exports.csvs import guarded

if TYPE_CHECKING:
    from pathlib import Path

    from geo.exports.public import Public

NAME = "incidents_hxl.csv"


def write(public: Public, folder: Path) -> dict[str, str]:
    """Write the tagged columns; return what the file is, by its name."""
    names = [name for name in public.columns.names if columns.of(name).hxl]
    schema = pa.schema([public.columns.field(name) for name in names])
    tags = (columns.of(name).hxl for name in names)
    with (folder / NAME).open("wb") as stream:
        for line in (names, tags):
            stream.write((",".join(f'"{cell}"' for cell in line) + "\n").encode())
        with csv.CSVWriter(
            stream, schema, write_options=csv.WriteOptions(include_header=False)
        ) as writer:
            for batch in public.batches():
                writer.write_table(guarded(batch.rows.select(names)))
    return {NAME: "Located incidents with HXL tags in the second row, tagged columns only"}
