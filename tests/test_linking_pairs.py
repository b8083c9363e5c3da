"""Linking in bulk gives what comparing each incident with each, one pair at a time, gives."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from geo import linking, schema
from geo.linking import Options, candidates, clusters
from geo.linking.incidents import Incidents
from geo.linking.likeness import go_together, likeness

GROUPS = ("civilians", "unspecified")
TYPES = (*["Armed clash"] * 4, "Shelling/artillery/missile attack", "Other", None)
FIGURES = [(metric, count) for metric in ("killed", "wounded") for count in (None, 0, 2, 8, 20)]
TOWN = ("place", "p", "d", "a", "AAA", 10.0, 20.0, 100.0, 100.0)


def world(rng):
    """Make places on both sides of a border that runs north, at 20.1 E.

    Each is level, place, district, province, country, latitude, longitude, and km of the line. The
    towns of a district lie up to 60 km apart, and next to those of others.
    """
    made = {
        "line": ("border", "line", None, None, None, 12.0, 20.1, 0.0, 900.0),
        "nowhere": (None,) * 9,
    }
    for number in range(8):
        is_west, row = number % 2 == 0, number // 2
        country, province = ("AAA", f"a{row // 2}") if is_west else ("BBB", f"b{row // 2}")
        at = 10.0 + 0.3 * row, 19.95 if is_west else 20.25
        km = (at[0] - 10) * 111
        district = f"d{number}"
        made[district] = ("admin2", district, district, province, country, *at, km - 20, km + 20)
        made[province] = ("admin1", province, None, province, country, *at, km - 60, km + 60)
        made[f"s{row}"] = ("border_section", f"s{row}", None, None, None, at[0], 20.1, km, km + 40)
        for town in range(3):
            point = np.round(np.add(at, rng.uniform(-0.3, 0.3, 2)), 3).tolist()
            level, km = "crossing" if town == 2 else "place", (point[0] - 10) * 111
            name = f"{district}-{town}"
            made[name] = (level, name, district, province, country, *point, km, km)
    return made


def draw(rng, places, number):
    """Draw incidents: places, type, side, role, first day, days, figures, reports."""
    names = [*places, *(name for name in places if "-" in name), "line"]

    def some(values, most):
        return [
            values[at] for at in rng.choice(len(values), rng.integers(0, most + 1), replace=False)
        ]

    def one(values):
        return values[rng.integers(len(values))]

    return [
        {
            "places": list(dict.fromkeys(some(names, 2))),
            "type": one(TYPES),
            "side": one((*["ours"] * 4, "theirs", None)),
            "role": one(("current",) * 14 + ("aggregate",)),
            "first": int(rng.integers(0, 4)),
            "days": one((*[0] * 5, 1, 2, 3, 9, 70)),
            "figures": some(FIGURES, 3),
            "reports": one((*[None] * 8, "r1", "r1;r2")),
        }
        for _ in range(number)
    ]


def tables(drawn, places):
    """Make tables of `geo.schema` of what was drawn."""
    day = np.datetime64("2025-10-01")
    incidents, locations, claims = [], [], []
    for number, one in enumerate(drawn):
        name = f"inc-{(number * 7) % 101:03}"
        incidents.append(
            {
                "incident_id": name,
                "sub_event_type": one["type"],
                "actor1_side": one["side"],
                "role": one["role"],
                "date_start": (day + one["first"]).item(),
                "date_end": (day + one["first"] + one["days"]).item(),
                "date_precision": "day",
                "report_ids": one["reports"],
            }
        )
        columns = ("place_level", "place_id", "admin2_pcode", "admin1_pcode", "country")
        columns += ("label_latitude", "label_longitude", "line_from_km", "line_to_km")
        for rank, place in enumerate(one["places"]):
            row = dict(zip(columns, places[place], strict=True))
            row |= {"place_name": place, "incident_id": name, "is_primary": rank == 0}
            locations.append({**row, "location_id": f"{name}-{rank}"})
        claims += [
            {"incident_id": name, "metric": metric, "count_min": count, "count_max": count}
            for metric, count in one["figures"]
        ]
    return (
        schema.conform(pd.DataFrame(incidents), schema.incidents(GROUPS)),
        schema.conform(pd.DataFrame(locations), schema.LOCATIONS),
        schema.conform(pd.DataFrame(claims), schema.CLAIMS),
        schema.empty(schema.REPORTS),
    )


def meet(known, one, other, options):
    """Tell whether two incidents are near enough to be compared; see `candidates`."""
    places = known.places
    reach = max(options.km, 30.0)
    short = all(known.last[at] - known.first[at] <= 62 for at in (one, other))
    for ours, theirs in itertools.product(
        *(range(places.first[at], places.first[at] + places.count[at]) for at in (one, other))
    ):
        fine = places.is_fine[ours] and places.is_fine[theirs]
        unit = places.is_unit[ours] or places.is_unit[theirs]
        apart = places.apart_km(np.array([ours]), np.array([theirs]))[0]
        near = (
            places.place[ours] == places.place[theirs] >= 0
            or (fine and places.admin2[ours] == places.admin2[theirs] >= 0)
            or (unit and places.admin1[ours] == places.admin1[theirs] >= 0)
            or (fine and apart <= reach)
        )
        if near and short:
            return True
    wide = places.is_wide[one] and places.is_wide[other]
    if bare_line(places, one, other) and wide and short:
        return True
    figures = known.figures.told.shared(np.array([one]), np.array([other]))[1]
    bare = not (places.has_fine[one] and places.has_fine[other])
    return bare and any(known.figures.tenths[figure] >= 6 for figure in figures)


def bare_line(places, one, other):
    """Tell whether two are along one stretch, and one of them no closer than that."""
    fine = places.has_fine[one] and places.has_fine[other]
    return not fine and (places.along[:, one] == places.along[:, other]).all()


def one_by_one(known, options):
    """Score each incident against each, one pair at a time."""
    alike = {}
    for one, other in itertools.combinations(range(len(known.ids)), 2):
        pair = np.array([one]), np.array([other])
        if meet(known, one, other, options) and known.may_be_one(*pair, options.days)[0]:
            score = likeness(known, *pair, options)[0]
            if score:
                alike[one, other] = score
    return alike


def grouped(alike, go_together):
    """Join the best pair first, as long as each of a group is alike to each."""
    groups = []
    for pair in sorted(alike, key=lambda pair: (-alike[pair], pair)):
        one, other = (next((g for g in groups if at in g), {at}) for at in pair)
        if one is other or not all(
            (min(p), max(p)) in alike or go_together(min(p), max(p))
            for p in itertools.product(one, other)
        ):
            continue
        groups = [group for group in groups if group not in (one, other)] + [one | other]
    return sorted(sorted(group) for group in groups if len(group) > 1)


@pytest.mark.parametrize(
    ("seed", "days", "km", "only"),
    [
        (1, 0, 15.0, ()),
        (2, 1, 15.0, ()),
        (3, 3, 15.0, ()),
        (4, 1, 45.0, ()),
        (5, 1, 15.0, ("d0-0", "d0")),  # many at one place: large groups
        (6, 2, 15.0, ("line",)),  # known along the line only
    ],
)
def test_in_bulk_as_one_by_one(seed, days, km, only):
    options = Options(days, km)
    rng = np.random.default_rng(seed)
    places = world(rng)
    drawn = draw(rng, {name: places[name] for name in only or places}, 60 if only else 70)
    made = tables(drawn, places)
    known = Incidents.of(*made)
    expected = one_by_one(known, options)
    one, other, dropped = candidates.pairs(known, np.ones(len(known.ids), bool), options)
    score = likeness(known, one, other, options)
    found = zip(one[score > 0].tolist(), other[score > 0].tolist(), strict=True)
    assert dict(zip(found, score[score > 0].tolist(), strict=True)) == expected
    assert dropped == 0
    groups = grouped(
        expected,
        lambda *pair: go_together(known, *(np.array([at]) for at in pair), options)[0],
    )
    linked = linking.link_tables(*made, options=options)
    homes = linked.links.groupby("incident_id")["merged_id"].apply(set)
    assert sorted(sorted({head, *merged}) for head, merged in homes.items()) == sorted(
        sorted(known.ids[group]) for group in groups
    )
    assert len(linked.incidents) == len(drawn) - len(linked.links)
    assert len(linked.claims) == len(made[2])


@pytest.mark.parametrize(("km", "links"), [(15.0, 0), (60.0, 1), (120.0, 1)])
def test_points_further_apart_than_districts_that_face_each_other(km, links):
    drawn = [
        {"places": [name], "type": "Air/drone strike", "side": "ours", "role": "current"}
        | {"first": 0, "days": 0, "figures": [("killed", 8)], "reports": None}
        for name in ("town", "elsewhere")
    ]
    elsewhere = ("place", "p9", "d9", "a9", "AAA", 10.0, 20.5, 100.0, 100.0)
    made = tables(drawn, {"town": TOWN, "elsewhere": elsewhere})
    assert len(linking.link_tables(*made, options=Options(1, km)).links) == links


def test_a_heap_is_cut_and_the_cut_is_told(monkeypatch):
    drawn = [
        {"places": ["town"], "type": "Armed clash", "side": side, "role": "current"}
        | {"first": 0, "days": 0, "figures": [], "reports": None}
        for side in ("ours", "theirs") * 6
    ]
    made = tables(drawn, {"town": TOWN})
    whole = linking.link_tables(*made)
    monkeypatch.setattr(candidates, "_NEIGHBOURS", 5)
    cut = linking.link_tables(*made)
    assert whole.notes == ()
    assert len(whole.links) == 11
    (note,) = cut.notes
    assert note.startswith("linking: up to ")
    assert "share a place and day with too many to compare" in note
    # the six of a side stand side by side, so that they still are one
    known = Incidents.of(*made)
    side = dict(zip(known.ids, known.side, strict=True))
    assert {
        len({side[name] for name in (head, *merged)})
        for head, merged in cut.links.groupby("incident_id")["merged_id"].apply(set).items()
    } == {1}


def test_scores_between():
    pairs = clusters.Alike(np.array([0, 1]), np.array([3, 2]), np.array([0.9, 0.7]))
    asked = np.array([3, 0, 2, 1, 5]), np.array([0, 3, 1, 3, 9])
    assert pairs.between(*asked).tolist() == [0.9, 0.9, 0.7, 0.0, 0.0]
