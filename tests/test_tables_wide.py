"""Figures in columns: what headings and cells say, and the claims that are made of them."""

from __future__ import annotations

import io
from datetime import date
from functools import cache

import openpyxl
import pytest
from plain_tables import column

from geo import region
from geo.tables import plain, wide
from geo.tables.figures import cell
from geo.tables.formats import read_chunks
from geo.tables.headings import Headings, Unclear
from geo.tables.values import Fault


@cache
def pack():
    return region.load("durand")


@cache
def headings():
    return Headings(pack())


# heading -> what is counted, whose losses, who says so and for whom
HEADINGS = [
    ("Killed (Pak claim)", "killed", "unspecified", "Pak", "pakistan"),
    ("Killed (Afghan claim)", "killed", "unspecified", "Afghan", "afghanistan"),
    ("Civ killed (UN)", "killed", "civilians", "UN", "un"),
    ("Afghan MoD: Pakistani soldiers killed", "killed", "pakistani_forces", "Afghan MoD", ""),
    ("ISPR: Taliban killed", "killed", "afghan_forces", "ISPR", "pakistan"),
    ("Posts captured (Afghan claim)", "posts_captured", "pakistani_forces", "Afghan", ""),
    ("Afghan posts destroyed (Pakistan says)", "posts_destroyed", "afghan_forces", "Pakistan", ""),
    ("Killed (per ISPR)", "killed", "unspecified", "ISPR", "pakistan"),
    ("Killed (acc. to Kabul)", "killed", "unspecified", "Kabul", "afghanistan"),
    ("Fatalities reported by Islamabad", "killed", "unspecified", "Islamabad", "pakistan"),
    ("Wounded (local sources)", "wounded", "unspecified", "local sources", "local"),
    ("Injured civilians (local media)", "wounded", "civilians", "local media", "media"),
    ("MoD Kabul says: Pakistani soldiers killed", "killed", "pakistani_forces", "MoD Kabul", ""),
    ("Pak claims of Afghan soldiers killed", "killed", "afghan_forces", "Pak", "pakistan"),
    (
        "Kabul's count of Pakistani soldiers dead",
        "killed",
        "pakistani_forces",
        "Kabul",
        "afghanistan",
    ),
    ("Pak losses", "killed", "pakistani_forces", "", ""),
    ("Afg. Taliban killed (Pak. claim)", "killed", "afghan_forces", "Pak", "pakistan"),
    ("Militants killed (Pak army)", "killed", "militants", "Pak army", "pakistan"),
    ("killed_pak_claim", "killed", "unspecified", "Pak", "pakistan"),
    ("AFGHAN CLAIM KILLED", "killed", "unspecified", "Afghan", "afghanistan"),
    ("pakSoldiersKilled", "killed", "pakistani_forces", "", ""),
    ("ttp_killed", "killed", "militants", "", ""),
    ("Pak KIA", "killed", "pakistani_forces", "", ""),
    ("Killed: Civ", "killed", "civilians", "", ""),
    ("Killed: Pak forces", "killed", "pakistani_forces", "", ""),
    ("Pakistani civilians killed", "killed", "civilians", "", ""),
    ("Soldiers killed", "killed", "unspecified", "", ""),
    ("Casualties: killed", "killed", "unspecified", "", ""),
    ("Affected people: Killed", "killed", "unspecified", "", ""),
    ("Human impact: Civilians killed (UN)", "killed", "civilians", "UN", "un"),
    ("Casualties", "attacked_persons", "unspecified", "", ""),
    ("No. of deaths", "killed", "unspecified", "", ""),
    ("POWs (Afghan claim)", "captured", "unspecified", "Afghan", "afghanistan"),
    ("Killed (per Nobody Times)", "killed", "unspecified", "Nobody Times", "unknown"),
    ("Tanks destroyed (Afghan MoD)", "vehicles_destroyed", "unspecified", "Afghan MoD", ""),
    ("Houses destroyed", "houses_destroyed", "civilians", "", ""),
]


@pytest.mark.parametrize(("name", "metric", "group", "claimant", "side"), HEADINGS)
def test_headings(name, metric, group, claimant, side):
    read = headings().read(name)
    assert (read.metrics, read.group, read.claimant) == ((metric,), group, claimant)
    assert not side or read.side == side
    assert bool(read.side) is bool(claimant)


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("Displaced families", {"unit": "families"}),
        ("IDP households (OCHA)", {"unit": "households", "side": "un"}),
        ("Killed (min)", {"bound": "low"}),
        ("Deaths_Civ_High", {"bound": "high", "group": "civilians"}),
        ("of which civilians killed", {"is_part": True}),
        ("Total killed", {"is_total": True}),
        ("Killed/wounded (Afghan MoD)", {"metrics": ("killed", "wounded")}),
    ],
)
def test_what_else_headings_say(name, marks):
    read = headings().read(name)
    assert {key: getattr(read, key) for key in marks} == marks


UNCLEAR = [
    ("Killed (Pak)", "'Pak' may be whose losses these are, or who says so"),
    ("Pakistan: killed", "'Pakistan' may be whose"),
    ("Killed (Taliban)", "'Taliban' may be whose"),
    ("Killed (TTP)", "'TTP' may be whose"),
    ("Killed (police)", "'police' may be whose"),
    ("Civilians injured (Pak)", "'Pak' may be whose"),
    ("Killed (local residents)", "'local residents' may be whose"),
    ("Name of killed", "'Name' is not understood"),
    ("Killed (Nobody Times)", "'Nobody' is not understood"),
    ("Killed per UN and per ISPR (Pak claim)", "two claimants"),
    # a country that stands alone is where it was, or whose civilians
    ("Killed in Pakistan", "'Pakistan' may be whose"),
    ("Afghan deaths", "'Afghan' may be whose"),
    ("Kabul's count of Pakistani dead", "'Pakistani' may be whose"),
    # what somebody did is not what he says
    ("Pakistani soldiers killed (by TTP)", "'by TTP' may be who did it"),
    ("Pakistani soldiers killed (TTP attack)", "'TTP attack' may be who did it"),
    ("Afghan soldiers killed (Pakistani airstrike)", "may be who did it"),
]


@pytest.mark.parametrize(("name", "reason"), UNCLEAR)
def test_what_headings_leave_open_is_not_guessed(name, reason):
    read = headings().read(name)
    assert isinstance(read, Unclear)
    assert reason in read.reason
    assert read.instead


@pytest.mark.parametrize("name", ["Place", "Remarks", "Date", "Weapon", "x" * 200 + " killed"])
def test_other_headings_count_nothing(name):
    assert headings().read(name) is None


# cell -> lowest, highest, whether exact
FIGURES = [
    ("50", 50, 50, True),
    ("1,200", 1200, 1200, True),
    ("1.200", 1200, 1200, True),
    ("1 200", 1200, 1200, True),
    ("1,00,000", 100000, 100000, True),
    ("12.0", 12, 12, True),
    ("2020", 2020, 2020, True),
    ("۱۲", 12, 12, True),
    ("٤٠", 40, 40, True),
    ("seven", 7, 7, True),
    ("دو", 2, 2, True),
    ("آٹھ", 8, 8, True),
    ("شپږ", 6, 6, True),
    ("nil", 0, 0, True),
    ("None", 0, 0, True),
    ("14*", 14, 14, True),
    ("40 (confirmed)", 40, 40, True),
    ("~50", 50, 50, False),
    ("c. 50", 50, 50, False),
    ("c50", 50, 50, False),
    ("around 50", 50, 50, False),
    ("50?", 50, 50, False),
    ("50 (est.)", 50, 50, False),
    ("~2000", 2000, 2000, False),
    ("10-12", 10, 12, False),
    ("10 – 12", 10, 12, False),
    ("5 to 7", 5, 7, False),
    ("at least 55", 55, None, False),
    ("55+", 55, None, False),
    (">55", 55, None, False),
    ("≥55", 55, None, False),
    ("min. 5", 5, None, False),
    ("dozens", 24, None, False),
    ("several", 3, None, False),
    ("<5", None, 5, False),
    ("max 5", None, 5, False),
    ("58 killed", 58, 58, True),
    ("1.200 families", 1200, 1200, True),
]


@pytest.mark.parametrize(("text", "low", "high", "exact"), FIGURES)
def test_cells(text, low, high, exact):
    (found,) = cell(text, headings())
    assert (found.low, found.high, found.is_exact, found.denies) == (low, high, exact, False)


@pytest.mark.parametrize("text", ["-", "—", "?", "unknown", "N/A", "TBC", "not reported"])
def test_cells_in_which_nothing_is_known(text):
    assert cell(text, headings()) == ()


NO_FIGURES = [
    ("many", "no figure"),
    ("few", "no figure"),
    ("-5", "no figure"),
    ("3.5", "no figure"),
    ("5/7", "no figure"),
    ("5 dead, 3 wounded", "no figure"),
    ("6 wounded", "no figure"),
    ("1e5", "no figure"),
    ("9" * 12, "no figure"),
    ("12.000", "a point that may part thousands"),
    ("2026-10-12", "a day, as spreadsheets make one of 10-12"),
    ("12-Oct", "a day, as spreadsheets make one of 10-12"),
    ("5 (Pak)", "words in brackets that are not understood"),
    ("12 (police)", "words in brackets that are not understood"),
    ("5 " * 50, "more than a figure"),
]


@pytest.mark.parametrize(("text", "reason"), NO_FIGURES)
def test_cells_that_hold_no_figure(text, reason):
    found = cell(text, headings())
    assert isinstance(found, Fault)
    assert found.reason == reason


# cell -> for each figure its number, group, whether a part, and claimant
SEVERAL = [
    ("3 (2 civ.)", [(3, "", False, ""), (2, "civilians", True, "")]),
    ("3 (incl. 2 women)", [(3, "", False, ""), (2, "civilians", True, "")]),
    ("7 (all civilians)", [(7, "civilians", False, "")]),
    ("12 Pak soldiers", [(12, "pakistani_forces", False, "")]),
    ("2 soldiers, 1 civilian", [(2, "", False, ""), (1, "civilians", False, "")]),
    ("12 (ISPR)", [(12, "", False, "ISPR")]),
    ("58 (Afghan claim); 23 (Pak claim)", [(58, "", False, "Afghan"), (23, "", False, "Pak")]),
]


@pytest.mark.parametrize(("text", "figures"), SEVERAL)
def test_cells_of_several_figures(text, figures):
    found = cell(text, headings())
    assert [(one.low, one.group, one.is_part, one.claimant) for one in found] == figures


def test_a_cell_of_two_things_and_one_of_both():
    both = ("killed", "wounded")
    assert [(one.low, one.place) for one in cell("3/5", headings(), both)] == [(3, 0), (5, 1)]
    assert [(one.low, one.place) for one in cell("12", headings(), both)] == [(12, -1)]


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
    ("Source", "https://example.org/a", ("unattributed", "unknown")),
    ("Claimed by", "MoD Kabul", ("MoD Kabul", "afghanistan")),
    ("Reported by", "local residents", ("local residents", "local")),
    ("Reported by", "Nobody Times", ("Nobody Times", "unknown")),
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
    assert "'type' holds other words than our event types, left out: 2" in " ".join(read.notes)


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
    assert wide.find(names, found, region.load("durand"), {}) is None


@pytest.mark.parametrize("heading", ["Killed (low estimate)", "Killed (final count)"])
def test_nobody_speaks_in_a_kind_of_estimate(heading):
    names = ("date", "place", heading)
    read = wide.find(names, {"date": "date", "place": "place"}, region.load("durand"), {})
    assert read is not None
    assert not [one for one in read._columns.values() if one.claimant]


CLAIMED = ("Killed (Pak claim)", "Killed (Afghan claim)")


@pytest.mark.parametrize("total", ["All killed", "Killed (all)", "Total casualties"])
def test_totals_beside_two_claimants_are_left_out(total):
    names = ("date", "place", *CLAIMED, total)
    read = wide.find(names, {"date": "date", "place": "place"}, region.load("durand"), {})
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


def test_a_comma_that_parts_no_thousands_is_no_figure():
    assert isinstance(cell("10,12", headings()), Fault)
    assert [one.low for one in cell("1,200", headings())] == [1200]
