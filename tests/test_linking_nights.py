"""Several articles about one night: what is one event is one, whichever side is told of."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest

from geo import schema
from geo.linking import link_tables, merging

NIGHT = date(2031, 3, 10)
STRIKE, CLASH, SHUT = "Air/drone strike", "Armed clash", "Other"
SHELLS = "Shelling/artillery/missile attack"
# level, place, district, province, country, latitude, longitude, from and to km of the line
PLACES = {
    "Hut": ("place", "hut", "d1", "p1", "AAA", 10.0, 20.0, 100.0, 100.0),
    "Mill": ("place", "mill", "d1", "p1", "AAA", 10.05, 20.0, 105.0, 105.0),
    "Ward": ("admin3", "ward", "d1", "p1", "AAA", 10.0, 20.0, 95.0, 110.0),
    "First": ("admin2", "d1", "d1", "p1", "AAA", 10.0, 20.0, 90.0, 120.0),
    "Second": ("admin2", "d2", "d2", "p1", "AAA", 10.9, 20.0, 190.0, 220.0),
    "Third": ("admin2", "d3", "d3", "p2", "AAA", 12.0, 20.0, 310.0, 330.0),
    "North": ("admin1", "p1", None, "p1", "AAA", 10.5, 20.0, 90.0, 220.0),
    "South": ("admin1", "p2", None, "p2", "AAA", 12.0, 20.0, 300.0, 400.0),
    "West": ("admin1", "p3", None, "p3", "AAA", 14.0, 20.0, 500.0, 600.0),
    "Gate": ("crossing", "gate", "d1", "p1", "AAA", 10.02, 20.1, 102.0, 102.0),
    "Beside": ("border_section", None, None, None, None, 10.5, 20.1, 80.0, 300.0),
    "Beyond": ("border_section", None, None, None, None, 13.0, 20.1, 120.0, 520.0),
    "Line": ("border", "line", None, None, None, 12.0, 20.1, 0.0, 900.0),
}
_WHERE = ("place_level", "place_id", "admin2_pcode", "admin1_pcode", "country")
_WHERE += ("label_latitude", "label_longitude", "line_from_km", "line_to_km")
_OTHER = {"ours": "theirs", "theirs": "ours"}


def told(report, places, *figures, kind=STRIKE, side="theirs", days=(0, 0), published=5, role=None):
    """Tell of an incident; a figure is the side that gives it, how many were killed and who."""
    return {
        "report": report,
        "places": places.split(),
        "figures": figures,
        "kind": kind,
        "side": side,
        "days": days,
        "published": published,
        "role": role or "current",
    }


def groups(incidents, *, swap=False, read=True):
    """Link incidents, sides exchanged or not; as reports or as rows of a table."""
    rows, locations, claims = [], [], []
    for number, one in enumerate(incidents):
        name = f"inc-{number}"
        side = _OTHER.get(one["side"], one["side"]) if swap else one["side"]
        first, last = (NIGHT + timedelta(days) for days in one["days"])
        rows.append(
            {"incident_id": name, "sub_event_type": one["kind"], "actor1_side": side}
            | {"role": one["role"], "date_start": first, "date_end": last, "date_precision": "day"}
            | {"report_ids": one["report"]}
        )
        for rank, place in enumerate(one["places"]):
            where = dict(zip(_WHERE, PLACES[place], strict=True)) | {"line_distance_km": 0.0}
            ids = {"location_id": f"{name}-{rank}", "incident_id": name, "place_name": place}
            locations.append(where | ids | {"report_id": one["report"], "is_primary": rank == 0})
        for who, count, *of in one["figures"]:
            said = _OTHER.get(who, who) if swap else who
            claim = {"incident_id": name, "report_id": one["report"], "claimant_side": said}
            claim |= {"victim_group": of[0] if of else None}
            claims.append(claim | {"metric": "killed", "count_min": count, "count_max": count})
    reports = {
        one["report"]: {
            "report_id": one["report"],
            "published": (NIGHT + timedelta(one["published"])).isoformat(),
            "text_sha256": "0" * 64 if read else None,
        }
        for one in incidents
    }
    columns = ["incident_id", "report_id", "claimant_side", "metric", "count_min", "count_max"]
    columns += ["victim_group"]
    linked = link_tables(
        schema.conform(pd.DataFrame(rows), schema.incidents(("civilians", "unspecified"))),
        schema.conform(pd.DataFrame(locations, columns=[*locations[0]]), schema.LOCATIONS),
        schema.conform(pd.DataFrame(claims, columns=columns), schema.CLAIMS),
        schema.conform(pd.DataFrame([*reports.values()]), schema.REPORTS),
    )
    home = {f"inc-{number}": f"inc-{number}" for number in range(len(incidents))}
    home |= dict(zip(linked.links["merged_id"], linked.links["incident_id"], strict=True))
    found = {}
    for name, head in home.items():
        found.setdefault(head, []).append(int(name.removeprefix("inc-")))
    return sorted(found.values()), linked


TEN = ("ours", 10)
CASES = {
    # "Monday midnight" and "early on Tuesday": one statement of one side says that it is one night
    "a night belongs to both days": (
        [
            told("r0", "Hut First", TEN),
            told("r1", "First", TEN, days=(1, 1)),
            told("r2", "First"),
            told("r3", "Hut", days=(1, 1)),
            told("r4", "North", TEN),
        ],
        [[0, 1, 2, 3, 4]],
    ),
    "a night and the next": ([told("r0", "First"), told("r1", "First", days=(1, 1))], [[0], [1]]),
    "days too far apart": (
        [told("r0", "Hut", TEN), told("r1", "Hut", TEN, days=(2, 2))],
        [[0], [1]],
    ),
    # a report that says no day is dated by its publication
    "a day that may be no more than that of the report": (
        [
            told("r0", "Hut", ("ours", 8), ("ours", 16)),
            told("r1", "First", ("ours", 8), ("ours", 16), days=(2, 2), published=2),
        ],
        [[0, 1]],
    ),
    "such a day without figures": (
        [told("r0", "Hut"), told("r1", "Hut", days=(1, 1), published=1)],
        [[0], [1]],
    ),
    "two districts of one day": (
        [told("r0", "First", TEN), told("r1", "Second", TEN), told("r2", "North", TEN)],
        [[0, 2], [1]],
    ),
    "at least ten is ten": (
        [told("r0", "First", ("ours", 10)), told("r1", "North", ("un", 10), days=(1, 1))],
        [[0, 1]],
    ),
    # a report that says nothing of where
    "one statement makes up for a place": (
        [told("r0", "Hut", ("ours", 58), kind=CLASH), told("r1", "", ("ours", 58), kind=CLASH)],
        [[0, 1]],
    ),
    "another side's figure does not, where both sides fight": (
        [
            told("r0", "Hut", ("ours", 58), kind=CLASH, side="unknown"),
            told("r1", "", ("theirs", 58), kind=CLASH, side="unknown"),
        ],
        [[0], [1]],
    ),
    "nor does a small one": (
        [told("r0", "Hut", ("ours", 8)), told("r1", "", ("ours", 8))],
        [[0], [1]],
    ),
    "a statement makes up for provinces": (
        [
            told("r0", "North South", ("ours", 274), ("ours", 400)),
            told("r1", "West", ("ours", 274), ("ours", 400)),
        ],
        [[0, 1]],
    ),
    "and not for districts": (
        [
            told("r0", "First", ("ours", 274), ("ours", 400)),
            told("r1", "Third", ("ours", 274), ("ours", 400)),
        ],
        [[0], [1]],
    ),
    # types
    "an attack that was a strike": (
        [told("r0", "Hut", TEN), told("r1", "First", TEN, kind=CLASH)],
        [[0, 1]],
    ),
    "where another figure is told": (
        [told("r0", "Hut", TEN), told("r1", "First", ("ours", 11), kind=CLASH)],
        [[0], [1]],
    ),
    "a strike and what is done for it": (
        [told("r0", "Hut", TEN), told("r1", "Hut", TEN, kind=CLASH, side="ours")],
        [[0], [1]],
    ),
    "a strike and a fight": (
        [told("r0", "Hut", TEN), told("r1", "Hut", TEN, kind=CLASH, side="unknown")],
        [[0], [1]],
    ),
    "a gate that each says the other shut": (
        [told("r0", "Gate", kind=SHUT), told("r1", "Gate", kind=SHUT, side="ours")],
        [[0, 1]],
    ),
    # one report
    "a headline and its sentence": (
        [told("r0", "First", ("ours", 46)), told("r0", "Hut", ("ours", 46))],
        [[0, 1]],
    ),
    "two strikes of one report": (
        [told("r0", "First", ("ours", 46)), told("r0", "Hut", ("ours", 12))],
        [[0], [1]],
    ),
    "two strikes that killed as few": (
        [told("r0", "First", ("ours", 4)), told("r0", "Hut", ("ours", 4))],
        [[0], [1]],
    ),
    "a headline without a figure, beside another report": (
        [told("r0", "North"), told("r0", "Hut", TEN), told("r1", "Hut", TEN)],
        [[0, 1, 2]],
    ),
    # fights of a night along the line
    "the line, and many places along it": (
        [
            told("r0", "Line", ("ours", 12), kind=CLASH, side="unknown"),
            told("r1", "First Second Third Line", ("theirs", 30), kind=CLASH, side="unknown"),
        ],
        [[0, 1]],
    ),
    "the line, and one place at it": (
        [
            told("r0", "Line", ("ours", 12), kind=CLASH, side="unknown"),
            told("r1", "First Line", ("theirs", 30), kind=CLASH, side="unknown"),
        ],
        [[0], [1]],
    ),
    "a district, and a stretch of the line along it": (
        [
            told("r0", "First Second", ("ours", 41), kind=CLASH),
            told("r1", "Beside", ("ours", 41), kind=CLASH, side="ours"),
        ],
        [[0, 1]],
    ),
    "without a figure that both have": (
        [told("r0", "First", kind=CLASH), told("r1", "Beside", kind=CLASH)],
        [[0], [1]],
    ),
    "a district, and a stretch that begins where it ends": (
        [
            told("r0", "First", ("ours", 41), kind=CLASH),
            told("r1", "Beyond", ("ours", 41), kind=CLASH),
        ],
        [[0], [1]],
    ),
    "a sum and its parts": (
        [told("r0", "North", ("ours", 20), role="aggregate"), told("r1", "North", ("ours", 20))],
        [[0], [1]],
    ),
}


@pytest.mark.parametrize("swap", [False, True])
@pytest.mark.parametrize("name", CASES)
def test_articles_about_one_night(name, swap):
    incidents, expected = CASES[name]
    found, linked = groups(incidents, swap=swap)
    assert found == expected
    assert len(linked.claims) == sum(len(one["figures"]) for one in incidents)


def test_rows_of_a_table_are_alike_each_to_each():
    incidents, _ = CASES["a night belongs to both days"]
    found, _ = groups(incidents, read=False)
    assert max(map(len, found)) < len(incidents)
    for name in ("a headline and its sentence", "one statement makes up for a place"):
        assert groups(CASES[name][0], read=False)[0] == [[0], [1]]


def test_nights_in_a_row_stay_apart():
    # each night is told with the toll of the night before it
    nights = [
        told(f"r{day}", "Hut", ("ours", 10 + day), ("ours", 11 + day), days=(day, day), published=9)
        for day in range(12)
    ]
    for group in groups(nights)[0]:
        assert len(group) <= 2
        assert all(later - earlier == 1 for earlier, later in pairwise(group))


def test_reasons_are_in_plain_words():
    def why(name):
        (row,) = groups(CASES[name][0])[1].links.to_dict("records")
        return row["link_reason"]

    assert why("one statement makes up for a place").startswith(
        "one of them says nothing of where; the same days; both Armed clash; the same side acts;"
    )
    assert why("a statement makes up for provinces").startswith("told of different places;")
    assert why("the line, and many places along it").startswith(
        "Line and First are at one stretch of the line;"
    )
    assert "; 2 days apart, the later dated by its report;" in why(
        "a day that may be no more than that of the report"
    )


@pytest.mark.parametrize(
    ("one", "other", "days", "expected"),
    [
        ("Ward", "First", (0, 0), "Ward lies in First; the same days"),
        ("First", "Ward", (0, 1), "Ward lies in First; the days of one inside those of the other"),
        ("Ward", "Hut", (0, 0), "Ward and Hut lie in one district; the same days"),
        ("North", "Hut", (0, 0), "Hut lies in North; the same days"),
        ("First", "North", (0, 0), "First lies in North; the same days"),
        ("First", "First", (1, 1), "both at First; a day apart"),
    ],
)
def test_reasons_say_what_lies_in_what_and_how_far_days_are_apart(one, other, days, expected):
    pair = [told("r0", one, TEN), told("r1", other, TEN, days=days)]
    for rows in (pair, pair[::-1]):
        (row,) = groups(rows)[1].links.to_dict("records")
        reason = row["link_reason"].split("; both Air")[0]
        assert reason.replace("Hut and Ward", "Ward and Hut") == expected


def test_sides_that_differ_are_told_as_that():
    rows = [told(f"r{at}", "First", TEN, kind=CLASH, side=side) for at, side in enumerate(_OTHER)]
    (row,) = groups(rows)[1].links.to_dict("records")
    assert "; they differ in who acts; the same figures: killed 10" in row["link_reason"]


@pytest.mark.parametrize("swap", [False, True])
@pytest.mark.parametrize(
    ("kind", "figure", "expected"),
    [
        # beside: shells killed three civilians, says "ours"
        (CLASH, ("ours", 2, "ours_forces"), 2),  # a sniper killed two guards, it says too
        (CLASH, ("theirs", 2, "theirs_forces"), 1),  # the other side tells of its own
        (CLASH, ("ours", 5, "civilians"), 1),  # a toll that grew
        (CLASH, ("ours", 2, "unspecified"), 1),
        (CLASH, ("ours", 2), 1),
        (CLASH, ("ours", 3, "ours_forces"), 1),  # the figure is the same
        (CLASH, ("ours", 0, "ours_forces"), 1),  # none was harmed
        (SHELLS, ("ours", 2, "ours_forces"), 1),  # of one type
    ],
)
def test_two_types_with_victims_of_their_own_are_two(swap, kind, figure, expected):
    shells = told("r0", "First", ("ours", 3, "civilians"), kind=SHELLS)
    other = told("r1", "First", figure, kind=kind, side="unknown")
    for rows in ([shells, other], [other, shells]):
        assert len(groups(rows, swap=swap)[0]) == expected
    # nor do they meet by a third that is alike to both
    third = told("r2", "First", kind=SHELLS)
    assert len(groups([shells, other, third], swap=swap)[0]) == expected


@pytest.mark.parametrize("swap", [False, True])
@pytest.mark.parametrize("kind", ["Grenade", "Remote explosive/landmine/IED"])
def test_a_blast_and_a_fight_are_one_by_a_figure(kind, swap):
    fight = told("r0", "First", ("ours", 3), kind=CLASH, side="unknown")
    for count, expected in ((3, 1), (2, 2)):
        blast = told("r1", "First", ("theirs", count), kind=kind, side="unknown")
        assert len(groups([fight, blast], swap=swap)[0]) == expected


def test_every_link_leads_to_the_incident_that_is_kept():
    # the later reports are most alike to each other
    night = [
        told("r0", "North", ("ours", 30)),
        told("r1", "First", ("ours", 30), ("ours", 40), published=6),
        told("r2", "First", ("ours", 30), ("ours", 40), published=7),
        told("r3", "First", ("ours", 30), ("ours", 40), published=8),
    ]
    for swap in (False, True):
        found, linked = groups(night, swap=swap)
        assert found == [[0, 1, 2, 3]]
        to = dict(zip(linked.links["merged_id"], linked.links["linked_to"], strict=True))
        ends = set(to)
        for _ in to:
            ends = {to.get(name, name) for name in ends}
        assert ends == {"inc-0"}


def merged(*incidents):
    """Put incidents together and give the sides and the days that come out."""
    found, linked = groups(incidents)
    assert found == [[*range(len(incidents))]]
    (row,) = linked.incidents.to_dict("records")
    return row["actor1_side"], row["date_start"], row["date_end"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        # (first, last, day of publication), and what comes out
        (
            [(0, 0, 5), (1, 1, 1)],
            (0, 0),
        ),  # said; perhaps no more than written then
        ([(0, 1, 5), (1, 1, 1)], (0, 1)),
        ([(1, 1, 1), (0, 1, 5)], (0, 1)),
        ([(1, 1, 5), (0, 1, 5)], (1, 1)),  # both said: the narrower
        ([(1, 1, 1), (1, 1, 1), (1, 1, 1), (0, 1, 5)], (1, 1)),  # most
    ],
)
def test_a_day_that_is_said_counts_more_than_that_of_a_report(days, expected):
    rows = [
        told(f"r{number}", "Hut", TEN, days=window, published=published)
        for number, (*window, published) in enumerate(days)
    ]
    first, last = (NIGHT + timedelta(day) for day in expected)
    assert merged(*rows)[1:] == (first, last)


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        # who acts and on whom, a report a pair
        ([("ours", None), ("ours", None), ("unknown", "ours")], ("ours", None)),
        ([("ours", "theirs"), ("theirs", "ours"), ("ours", None)], ("ours", "theirs")),
        ([("unknown", "theirs"), ("theirs", "ours"), ("theirs", None)], ("theirs", "ours")),
        ([("unknown", None), ("unknown", "theirs")], ("unknown", "theirs")),
    ],
)
def test_two_sides_where_reports_differ(named, expected):
    row = {"actor1": None, "actor2": None}
    rows = [row | {"actor1_side": one, "actor2_side": other} for one, other in named]
    made = merging._actors(rows)
    assert (made["actor1_side"], made["actor2_side"]) == expected
    swapped = [
        row | {"actor1_side": _OTHER.get(one, one), "actor2_side": _OTHER.get(other, other)}
        for one, other in named
    ]
    made = merging._actors(swapped)
    assert (made["actor1_side"], made["actor2_side"]) == tuple(_OTHER.get(s, s) for s in expected)
