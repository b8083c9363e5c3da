"""What must hold for any table: each row is in the account; order and chunks change nothing."""

import io
import json

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plain_tables import PACK

from geo.errors import InputError
from geo.schema import PLAIN_COLUMNS
from geo.tables import plain
from geo.tables.formats import SUFFIXES, read_chunks

TABLES = ("incidents", "mentions", "claims", "reports")
hold = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

# Values that fit some column, and text that fits none.
FITTING = st.sampled_from(
    [
        *(
            "1",
            "2",
            "3",
            "12+",
            "1,200",
            "34.5",
            "71.5",
            "2026-02-26",
            "2026-02",
            "2026",
            "13/02/2026",
        ),
        *(
            "Torkham",
            "Armed clash",
            "Battles",
            "killed",
            "wounded",
            "civilians",
            "westland",
            "media",
        ),
        *("asserts", "denies", "current", "true", "no", "month", "families", "Wire", "http://w/1"),
    ]
)
HOSTILE = st.sampled_from(
    [
        *("<script>", "{{ 7*7 }}", "${x}", "=1+1", "'=1", "a\x00b", "\u202ex", "e\u0301", "\ud800"),
        *(
            "inf",
            "NaN",
            "-1",
            "1.5",
            "2026-02-31",
            "31/12/2025",
            "9" * 400,
            "x" * 3000,
            "\n",
            '"',
            "\\",
        ),
        *("inc-" + "0a" * 10, "\ufeff", "\u06f1\u06f2", "\u00a0", "-0", "1e999", "00", "1_000"),
    ]
)
CELLS = st.one_of(st.none(), FITTING, HOSTILE, st.text(max_size=8))
RECORDS = st.lists(
    st.dictionaries(st.sampled_from(PLAIN_COLUMNS), CELLS, max_size=12), min_size=1, max_size=14
)
# Rows that mostly fit and share few ids, so that incidents of several rows come up.
SHARED = st.lists(
    st.fixed_dictionaries(
        {
            "date": st.sampled_from(["2026-02-26", "2026-02-27", "", "13/02/2026"]),
            "place": st.sampled_from(["Torkham", "Barmal", ""]),
        },
        optional={
            "id": st.sampled_from(["1", "2", "3", ""]),
            "admin1": st.sampled_from(["Nangarhar", "Paktika", ""]),
            "latitude": st.sampled_from(["34.1", "33", ""]),
            "longitude": st.sampled_from(["71.1", "70", ""]),
            "claimant": st.sampled_from(["Army", "Residents", ""]),
            "metric": st.sampled_from(["killed", "wounded", ""]),
            "count_min": st.sampled_from(["5", "7", "", "x"]),
            "fatalities": st.sampled_from(["1", "2+", ""]),
            "source": st.sampled_from(["Wire", "Daily", ""]),
            "notes": st.sampled_from(["a", "b", ""]),
            "actor1": st.sampled_from(["one", "", "", ""]),
        },
    ),
    min_size=1,
    max_size=25,
)


def as_json(records):
    return json.dumps(records).encode()


def parse(records, **options):
    """Parse records, beside one that can always be used."""
    records = [*records, {"id": "always", "date": "2026", "place": "Torkham"}]
    rows = options.pop("rows", 100_000)
    chunks = read_chunks("-", stdin=io.BytesIO(as_json(records)), rows=rows)
    return plain.parse(chunks, PACK, **options)


@hold
@given(records=RECORDS, day_first=st.sampled_from([None, True, False]))
def test_every_row_is_used_or_rejected(records, day_first):
    try:
        parsed = parse(records, day_first=day_first)
    except InputError as fault:
        told = str(fault)
    else:
        _check_account(parsed, records)
        return
    assert day_first is None
    assert "order" in told  # the only fault of a whole table of these


def _check_account(parsed, records):
    filled = sum(any(cell for cell in record.values()) for record in records)
    assert parsed.rows_read == filled + 1
    assert parsed.rows_used + len(parsed.rejected) == parsed.rows_read
    assert parsed.rejected["reason"].notna().all()
    assert parsed.incidents["incident_id"].is_unique
    assert parsed.mentions["location_id"].is_unique
    assert parsed.claims["claim_id"].is_unique
    assert parsed.mentions["incident_id"].isin(parsed.incidents["incident_id"]).all()
    assert parsed.claims["incident_id"].isin(parsed.incidents["incident_id"]).all()
    kept = sum(len(json.loads(raw)) for raw in parsed.incidents["raw"])
    assert kept == parsed.rows_used


@hold
@given(records=SHARED, data=st.data())
def test_the_order_of_rows_and_the_size_of_chunks_change_no_table(records, data):
    first = parse(records)
    shuffled = parse(data.draw(st.permutations(records)), rows=7)
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(first, name), getattr(shuffled, name))
    assert (first.rows_read, first.rows_used) == (shuffled.rows_read, shuffled.rows_used)
    assert first.incidents_rejected == shuffled.incidents_rejected
    small = parse(records, rows=1)
    pd.testing.assert_frame_equal(small.rejected, first.rejected)
    assert small.notes == first.notes


@hold
@given(records=SHARED)
def test_a_repeated_table_adds_no_incident_with_an_id(records):
    records = [{**record, "id": record.get("id") or "9"} for record in records]
    once, twice = parse(records), parse(records + records)
    for name in ("mentions", "claims", "reports"):
        pd.testing.assert_frame_equal(getattr(once, name), getattr(twice, name))
    without = [c for c in once.incidents if c != "raw"]
    pd.testing.assert_frame_equal(once.incidents[without], twice.incidents[without])
    assert twice.rows_used == 2 * once.rows_used - 1


@hold
@given(
    content=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")),
    )
)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_bytes_break_a_reader(tmp_path, suffix, content):
    marks = {
        ".xlsx": b"PK\x03\x04",
        ".gpkg": b"SQLite format 3\x00",
        ".parquet": b"PAR1",
        ".json": b"[{",
    }
    for start in (b"", marks.get(suffix, b"a,b\n")):
        path = tmp_path / f"t{suffix}"
        path.write_bytes(start + content)
        told = ""
        try:
            for chunk in read_chunks(path):
                assert len(chunk.frame.columns) or not len(chunk.frame)
        except InputError as fault:
            told = str(fault)
        assert len(told.splitlines()) <= 1


@hold
@given(
    table=st.lists(st.lists(st.text(max_size=6), min_size=2, max_size=2), min_size=1, max_size=8)
)
def test_csv_and_json_of_the_same_cells_are_the_same(table):
    records = [{"a": one, "b": other} for one, other in table]
    stream = io.StringIO(newline="")
    pd.DataFrame(records, dtype=object).to_csv(stream, index=False, quoting=1)
    texts = []
    for content in (stream.getvalue().encode(), as_json(records)):
        try:
            chunks = list(read_chunks("-", stdin=io.BytesIO(content)))
        except InputError as fault:
            texts.append(str(fault))
        else:
            frame = pd.concat([c.frame for c in chunks])
            frame.index -= not content.startswith(b"[")  # the header of a sheet is its row 1
            texts.append(frame.to_dict("split"))
    guarded = any(cell[:1] == "'" for row in table for cell in row)
    assert guarded or texts[0] == texts[1]
