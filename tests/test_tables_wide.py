"""Figures in columns: the claims that are made of them."""

from __future__ import annotations

import io
from datetime import date
from functools import cache

import openpyxl
import pytest
from plain_tables import column

from geo import region
from geo.tables import figure_columns, plain
from geo.tables.formats import read_chunks


@cache
def pack():
    return region.load("durand")


def parse(text, **options):
    chunks = read_chunks("-", stdin=io.BytesIO(text.encode()), rows=options.pop("rows", 100_000))
    return plain.parse(chunks, pack(), **options)


WHAT = ("claimant", "claimant_side", "metric", "victim_group", "count_min", "count_max")


def test_each_cell_is_a_claim_of_its_side():
    read = parse(
        "Date,Place,Killed (Pak claim),Killed (Afghan claim),Source\n"
        "2026-02-26,Barmal,~50,10-12,x\n2026-02-27,Spin Boldak,-,denied,x\n"
    )
    assert column(read.claims, *WHAT) == [
        ["Afghan", "afghanistan", "killed", "unspecified", 10, 12],
        ["Pak", "pakistan", "killed", "unspecified", 50, 50],
        ["Afghan", "afghanistan", "killed", "unspecified", None, None],
    ]
    assert column(read.claims, "stance") == ["asserts", "asserts", "denies"]
    assert column(read.claims, "quote")[:2] == [
        "Killed (Afghan claim): 10-12",
        "Killed (Pak claim): ~50",
    ]
    assert (read.rows_read, read.rows_used, len(read.incidents)) == (2, 2, 2)


SAID_BY = [
    ("Source", "ISPR", ("ISPR", "pakistan")),
    ("Source", "Dawn", ("Dawn", "media")),
    ("Source", "Nobody Times", ("Nobody Times", "media")),
    ("Source", "elders", ("elders", "local")),
    ("Source", "ARCS", ("ARCS", "local")),
    ("Source", "PRCS", ("PRCS", "local")),
    ("Source", "DoRR Kunar", ("DoRR Kunar", "afghanistan")),
    ("Source", "PDMA", ("PDMA", "pakistan")),
    ("Source", "https://example.org/a", ("unattributed", "unknown")),
    ("Claimed by", "MoD Kabul", ("MoD Kabul", "afghanistan")),
    ("Reported by", "local residents", ("local residents", "local")),
    ("Reported by", "Nobody Times", ("Nobody Times", "media")),
    ("Remarks", "ISPR", ("unattributed", "unknown")),
]


@pytest.mark.parametrize(("name", "value", "voice"), SAID_BY)
def test_who_says_what_no_heading_says(name, value, voice):
    read = parse(f"Date,Place,Wounded,{name}\n2026-02-26,Barmal,5,{value}\n")
    assert column(read.claims, "claimant", "claimant_side") == [list(voice)]


def test_a_column_says_whose_losses_they_are():
    rows = "".join(f"2026-02-26,Barmal,{who},3\n" for who in ("Afghan Taliban", "Civilians", "x"))
    read = parse("Date,Place,Side,Killed\n" + rows)
    assert sorted(column(read.claims, "victim_group")) == [
        "afghan_forces",
        "civilians",
        "unspecified",
    ]


def test_two_columns_are_a_range():
    read = parse(
        "Date,Place,Killed (min),Killed (max)\n2026-02-26,a,15,40\n2026-02-27,a,,12\n"
        "2026-02-28,a,9,5\n"
    )
    assert column(read.claims, "count_min", "count_max", "is_exact") == [
        [15, 40, False],
        [None, 12, False],
    ]
    assert any("the lowest figure is above the highest: '9'" in note for note in read.notes)


def test_nothing_is_added_up_over_claimants():
    read = parse(
        "Date,Place,Killed (Pak claim),Killed (Afghan claim),Total killed\n2026-02-26,a,5,7,12\n"
    )
    assert column(read.claims, "count_min") == [7, 5]
    assert any("'Total killed' are not read: it may add up" in note for note in read.notes)


def test_what_is_not_read_is_told_and_its_row_stays():
    read = parse(
        "Date,Place,Killed (Pak),Cause of death,Wounded (UN)\n"
        "2026-02-26,Barmal,5,shelling,many\n2026-02-27,Barmal,2,,4\n"
    )
    assert (read.rows_used, len(read.claims)) == (2, 1)
    told = "\n".join(read.notes)
    assert "figures in 'Killed (Pak)' are not read" in told
    assert "write 'killed (Pak claim)', or 'Pak soldiers killed'" in told
    assert "row 2, Wounded (UN): no figure: 'many', left out" in told
    assert "figures in 'Cause of death'" not in told


def test_many_cells_without_a_figure_are_counted():
    rows = "".join(f"2026-02-26,Barmal {n},many\n" for n in range(30))
    read = parse("Date,Place,Wounded\n" + rows, rows=7)
    assert sum(", left out;" in note for note in read.notes) == 20
    assert any(note.endswith("more cells without a figure, left out: 10") for note in read.notes)


def test_the_size_of_chunks_changes_no_claim():
    rows = "".join(f"2026-02-{n:02},Barmal,{n},~{n},{n}+\n" for n in range(1, 25))
    text = "Date,Place,Killed (Pak claim),Wounded (Pak claim),Killed (UN)\n" + rows
    small, whole = parse(text, rows=5), parse(text)
    assert column(small.claims, "claim_id", *WHAT) == column(whole.claims, "claim_id", *WHAT)
    assert column(small.incidents, "raw") == column(whole.incidents, "raw")
    assert small.notes == whole.notes


def test_the_long_form_is_read_as_it_is():
    read = parse(
        "id,date,place,metric,count_min,count_max,Killed (Pak claim)\n"
        "1,2026-02-26,a,wounded,3,3,9\n"
    )
    assert column(read.claims, "metric", "count_min") == [["wounded", 3]]


def test_nothing_is_said_to_be_read_where_no_figure_is():
    read = parse("Date,Place,Killed (Pak)\n2026-02-26,Barmal,3\n")
    assert not [note for note in read.notes if "figures in columns" in note]


def test_a_header_of_two_rows_and_merged_cells(tmp_path):
    book = openpyxl.Workbook()
    for line in (
        ["Incidents of the week"],
        ["Date", "Place", "Afghan claim", None, "Pakistani claim", None, "Source"],
        [None, None, "Killed", "Wounded", "Killed", "Wounded", None],
        ["2026-02-26", "Barmal", 12, 20, "~9", None, "Dawn"],
        [None, "Giyan", 3, None, None, None, None],
        ["Total", None, 15, 20, 9, None, None],
        ["Note: as claimed, not verified"],
    ):
        book.active.append(line)
    for cells in ("A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "A4:A5"):
        book.active.merge_cells(cells)
    book.save(tmp_path / "in.xlsx")
    read = plain.parse([tmp_path / "in.xlsx"], pack())
    assert sorted(column(read.claims, "claimant", "metric", "count_min")) == [
        ["Afghan", "killed", 3],
        ["Afghan", "killed", 12],
        ["Afghan", "wounded", 20],
        ["Pakistani", "killed", 9],
    ]
    assert column(read.incidents, "date_start") == column(read.incidents, "date_end")
    assert column(read.rejected, "row", "reason") == [
        [6, "a row that adds up others"],
        [7, "a remark, not an incident"],
    ]
    assert read.incidents_rejected == 0


def test_cells_merged_under_tags_count_for_each_row_unless_they_are_figures(tmp_path):
    book = openpyxl.Workbook()
    for line in (
        ["Reported on", "Area", "Toll"],
        ["#date+occurred", "#adm1+name", "#affected+killed"],
        ["۲۶/۰۲/۲۰۲۶", "Kunar", 5],
        [None, "Khost", None],
    ):
        book.active.append(line)
    for cells in ("A3:A4", "C3:C4"):
        book.active.merge_cells(cells)
    book.save(tmp_path / "in.xlsx")
    read = plain.parse([tmp_path / "in.xlsx"], pack())
    assert column(read.incidents, "date_start") == [date(2026, 2, 26)] * 2
    assert column(read.claims, "metric", "count_min") == [["killed", 5]]
    assert len(read.rejected) == 0


def test_a_row_of_several_figures_is_refused_once():
    read = parse(
        "Date,Place,Killed (Pak claim),Wounded (Pak claim),type\n?,Barmal,5,6,Bad day\n"
        "2026-02-26,Barmal,5,6,Bad day\n"
    )
    assert (read.rows_read, read.rows_used, len(read.rejected)) == (2, 1, 1)
    assert "'type' holds other words than our event types, taken as the summary: 2" in " ".join(
        read.notes
    )
    assert column(read.incidents, "summary") == ["Bad day"]


@pytest.mark.parametrize("over", ["Humanitarian consequence", "Effects", "Human impact"])
def test_what_stands_over_figures_and_says_nothing_hides_no_word(over):
    read = parse(f"Date,Place,{over}: Injured civ.\n2026-02-26,Barmal,6\n")
    assert column(read.claims, "metric", "victim_group") == [["wounded", "civilians"]]


def test_tags_say_what_headings_do_not():
    read = parse(
        "نیټه,ولایت,مړه,ټپیان,کورنۍ,ښځې\n"
        "#date+occurred,#adm1+name,#affected+killed,#affected+injured,#affected+displaced+hh,"
        "#affected+killed+f\n2026-02-26,Kunar,۵,~12,۳۴۰,1\n"
    )
    assert column(read.claims, "metric", "count_min", "unit") == [
        ["displaced", 340, "households"],
        ["killed", 5, None],
        ["wounded", 12, None],
    ]
    assert any("its tag counts only some" in note for note in read.notes)


def test_the_words_of_a_heading_count_beside_its_tag():
    read = parse(
        "Day,Where,Killed (Pak claim)\n#date,#loc+name,#affected+killed\n2026-02-26,Barmal,5\n"
    )
    assert column(read.claims, "claimant", "claimant_side") == [["Pak", "pakistan"]]
    assert column(read.mentions, "place_text") == ["Barmal"]


def test_a_heading_may_be_a_tag_alone():
    read = parse("#date+start,#adm2+name,#affected+injured\n2026-02-26,Barmal,5\n")
    assert column(read.claims, "metric", "count_min") == [["wounded", 5]]


def test_figures_whose_table_says_whose_they_are_stay_in_the_long_form():
    names = ("date", "place", "fatalities", "claimant", "claimant_side", "quote")
    found = {name: name for name in names}
    assert figure_columns.find(names, found, region.load("durand"), {}) is None


@pytest.mark.parametrize("heading", ["Killed (low estimate)", "Killed (final count)"])
def test_nobody_speaks_in_a_kind_of_estimate(heading):
    names = ("date", "place", heading)
    read = figure_columns.find(names, {"date": "date", "place": "place"}, region.load("durand"), {})
    assert read is not None
    assert not [one for one in read._columns.values() if one.claimant]


CLAIMED = ("Killed (Pak claim)", "Killed (Afghan claim)")


@pytest.mark.parametrize("total", ["All killed", "Killed (all)", "Total casualties"])
def test_totals_beside_two_claimants_are_left_out(total):
    names = ("date", "place", *CLAIMED, total)
    read = figure_columns.find(names, {"date": "date", "place": "place"}, region.load("durand"), {})
    assert set(read._columns) == set(CLAIMED)


@pytest.mark.parametrize("low", ["58 (Afghan claim)", "denied", "3 (2 civ.)", "10-12"])
def test_an_end_of_a_range_is_a_number_alone(low, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        f"date,place,Killed (min),Killed (max),source\n2026-02-26,Spin Boldak,{low},60,ISPR\n",
        "utf-8",
    )
    parsed = plain.parse(read_chunks(path), pack())
    assert not len(parsed.claims)
