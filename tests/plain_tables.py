"""Plain tables for tests: a made-up pack, a row that is right, and what is made of rows."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from packs import write_pack

from geo import region
from geo.tables import plain
from geo.tables.formats import read_chunks
from geo.tables.headings import Headings


def _pack():
    """Open a pack without speakers, somewhere that the coordinates of a real border are."""
    with TemporaryDirectory() as folder:
        written = write_pack(Path(folder))
        file = written / "region.toml"
        there = "bounds = [60.0, 29.0, 75.0, 38.0]"
        file.write_text(file.read_text("utf-8").replace("bounds = [10.0, 40.0, 12.0, 43.0]", there))
        pack = region.load(written)
        Headings(pack).publisher("Paper")  # what is read of files, while they are there
    return pack


PACK = _pack()
HEADER = "id,date,place,latitude,longitude,admin1,event_type,sub_event_type,source"


def parse(text, **options):
    """Parse CSV text as a file of its own."""
    chunks = read_chunks("-", stdin=io.BytesIO(text.encode()), rows=options.pop("rows", 100_000))
    return plain.parse(chunks, PACK, **options)


def parse_rows(*rows, header=HEADER, **options):
    return parse("\n".join([header, *rows]) + "\n", **options)


def column(frame, *names):
    """The columns as lists, null as None."""
    found = frame[list(names)].astype(object)
    found = found.where(found.notna(), None)
    listed = found.to_numpy().tolist()
    return [row[0] for row in listed] if len(names) == 1 else listed


GOOD_ROW = {
    "id": "7",
    "date": "2026-02-26",
    "date_start": "",
    "date_end": "2026-02-27",
    "date_precision": "",
    "place": "Torkham",
    "latitude": "34.1",
    "longitude": "71.1",
    "event_type": "",
    "sub_event_type": "Armed clash",
    "role": "current",
    "domestic": "no",
    "actor1_side": "Westland",
    "claimant": "Army",
    "claimant_side": "eastland",
    "metric": "killed",
    "victim_group": "civilians",
    "count_min": "5",
    "count_max": "5",
    "is_exact": "true",
    "unit": "",
    "stance": "",
    "quote": "five were killed",
    "char_start": "3",
    "char_end": "19",
}


def csv(*records):
    return pd.DataFrame(records).to_csv(index=False)
