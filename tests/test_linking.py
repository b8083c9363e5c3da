"""Linking: what several reports tell of one incident is one, and what is not is not."""

from __future__ import annotations

import dataclasses
import json
from functools import lru_cache

import numpy as np
import pytest

import geo
from geo import pipeline, region
from geo.cli import main
from geo.errors import InputError
from geo.linking import Options, clusters, overrides

# Reports of our own: publisher, day, text. What is one incident has one letter in FOUND below.
NIGHT_KABUL = (
    "Kabul Herald",
    "2025-10-12",
    (
        "Pakistani jets bombed a house in Barmal district of Paktika on Saturday night, killing"
        " eight civilians, a spokesman for the Afghan defence ministry said."
    ),
)
NIGHT_LAHORE = (
    "Lahore Herald",
    "2025-10-13",
    (
        "Pakistan's air force struck a camp in Barmal, Paktika, on the night of October 11, killing"
        " more than 20 militants, Pakistani security officials said."
    ),
)
NIGHT_WIRE = (
    "Border Wire",
    "2025-10-14",
    (
        "An air raid on Saturday night killed eight civilians in Paktika province, the Afghan"
        " defence ministry said."
    ),
)
WEEK_LATER = (
    "Kabul Herald",
    "2025-10-19",
    (
        "Pakistani jets bombed a house in Barmal district of Paktika on Saturday night, killing"
        " three civilians, a spokesman for the Afghan defence ministry said."
    ),
)
NEXT_NIGHT = (
    "Border Wire",
    "2025-10-14",
    (
        "Pakistani jets hit a village in Barmal district of Paktika on Sunday, killing five"
        " civilians, residents said."
    ),
)
KURRAM = (
    "Lahore Herald",
    "2025-10-12",
    (
        "Pakistani and Afghan forces exchanged fire in Kurram district on Saturday night. Two"
        " Pakistani soldiers were killed, the army said."
    ),
)
BOLDAK = (
    "Kabul Herald",
    "2025-10-12",
    (
        "Afghan and Pakistani forces exchanged fire in Spin Boldak district of Kandahar on Saturday"
        " night. Two Pakistani soldiers were killed, the Afghan defence ministry said."
    ),
)
SHELLS = (
    "Kabul Herald",
    "2025-10-12",
    (
        "Shells fired from Pakistan killed two civilians near the Torkham crossing on Saturday,"
        " officials in Nangarhar said."
    ),
)
SHUT = (
    "Lahore Herald",
    "2025-10-12",
    "The Torkham crossing was shut to all traffic on Saturday, officials in Khyber district said.",
)
SHUT_TOO = (
    "Border Wire",
    "2025-10-12",
    "Pakistan closed the gate at Torkham on Saturday, officials said.",
)
THEIR_SHELLS = (
    "Border Wire",
    "2025-10-12",
    (
        "Pakistani artillery shelled a village in Barmal district of Paktika on Saturday, killing"
        " four civilians, residents said."
    ),
)
OUR_SHELLS = (
    "Lahore Herald",
    "2025-10-12",
    (
        "Afghan forces shelled a village in Barmal district of Paktika on Saturday, wounding four"
        " civilians, officials in Islamabad said."
    ),
)
STATEMENTS = (  # of two sides, each as along a stretch and by its districts
    (
        "Lahore Herald",
        "2025-10-12",
        (
            "Clashes broke out along the Pak-Afghan border in Kurram and North Waziristan on"
            " Saturday night, the Pakistani military said. It said 41 Afghan Taliban fighters were"
            " killed."
        ),
    ),
    (
        "Border Wire",
        "2025-10-12",
        (
            "Pakistan's military said that it had killed 41 Afghan Taliban fighters in clashes in"
            " Kurram and North Waziristan on Saturday night."
        ),
    ),
    (
        "Kabul Herald",
        "2025-10-12",
        (
            "Clashes broke out along the Durand Line in Spera and Gurbuz districts on Saturday"
            " night, the Afghan defence ministry said. It said 41 Pakistani soldiers were killed."
        ),
    ),
    (
        "Border Wire",
        "2025-10-12",
        (
            "Afghanistan's defence ministry said that it had killed 41 Pakistani soldiers in"
            " clashes in Spera and Gurbuz districts on Saturday night."
        ),
    ),
)


@lru_cache(maxsize=1)
def pack():
    return region.load("durand")


@pytest.fixture
def read(tmp_path):
    def made(*reports, **options):
        lines = [
            json.dumps({"id": f"r{n}", "publisher": p, "published": day, "text": text})
            for n, (p, day, text) in enumerate(reports)
        ]
        path = tmp_path / "reports.jsonl"
        path.write_text("\n".join(lines), "utf-8")
        return pipeline.read([path], pack(), **options)

    return made


@pytest.mark.parametrize(
    ("reports", "incidents"),
    [
        ((NIGHT_KABUL, NIGHT_LAHORE), 1),
        ((NIGHT_KABUL, NIGHT_LAHORE, NIGHT_WIRE), 1),
        ((SHUT, SHUT_TOO), 1),
        ((NIGHT_KABUL, WEEK_LATER), 2),
        ((NIGHT_KABUL, NEXT_NIGHT), 2),
        ((KURRAM, BOLDAK), 2),
        ((SHELLS, SHUT), 2),
        ((THEIR_SHELLS, OUR_SHELLS), 2),
        (STATEMENTS[:2], 1),
        (STATEMENTS[2:], 1),
    ],
)
def test_what_is_one_incident(read, reports, incidents):
    dataset = read(*reports)
    account = dataset.account
    assert account.incidents_read == len(reports)
    assert len(dataset.incidents) == incidents
    assert account.incidents_merged == len(dataset.links) == len(reports) - incidents
    assert len(dataset.claims) == len(read(*reports, link="none").claims)


def test_a_merged_incident_has_all_of_its_members(read):
    dataset = read(NIGHT_WIRE, NIGHT_LAHORE, NIGHT_KABUL)
    (row,) = dataset.incidents.to_dict("records")
    apart = read(NIGHT_WIRE, NIGHT_LAHORE, NIGHT_KABUL, link="none").incidents
    earliest = apart[apart["report_ids"] == "r2"]["incident_id"].iloc[0]
    assert row["incident_id"] == earliest
    assert set(row["merged_ids"].split(";")) == set(apart["incident_id"]) - {earliest}
    assert row["report_ids"] == "r0;r1;r2"
    assert row["n_reports"] == 3
    assert row["source"] == "Border Wire; Kabul Herald; Lahore Herald"
    assert (row["date_start"].isoformat(), row["sub_event_type"]) == (
        "2025-10-11",
        "Air/drone strike",
    )
    assert set(dataset.claims["report_id"]) == {"r0", "r1", "r2"}
    primary = dataset.locations[dataset.locations["is_primary"]]
    assert list(primary["place_name"]) == ["Barmal"]
    assert dataset.locations["location_id"].is_unique
    links = dataset.links.to_dict("records")
    assert {link["incident_id"] for link in links} == {earliest}
    assert all(0.6 <= link["link_score"] <= 1 for link in links)
    told = {link["merged_id"]: link["link_reason"] for link in links}
    wire = apart[apart["report_ids"] == "r0"]["incident_id"].iloc[0]
    assert "the same figures: killed 8" in told[wire]
    assert "Barmal lies in Paktika" in told[wire]
    assert all("both Air/drone strike" in reason for reason in told.values())


ALL = (
    *(NIGHT_KABUL, NIGHT_LAHORE, NIGHT_WIRE, WEEK_LATER, NEXT_NIGHT, KURRAM, BOLDAK, SHELLS),
    *(SHUT, SHUT_TOO, THEIR_SHELLS, OUR_SHELLS),
)


def test_the_order_of_reports_changes_nothing(tmp_path):
    lines = [
        json.dumps({"id": f"r{n}", "publisher": p, "published": day, "text": text})
        for n, (p, day, text) in enumerate(ALL)
    ]
    made = []
    for turn in (0, 1, 5):
        lines = [*lines[turn:], *lines[:turn]][::-1]
        path = tmp_path / f"{turn}.jsonl"
        path.write_text("\n".join(lines), "utf-8")
        made.append(pipeline.read([path], pack()))
    for name in ("incidents", "locations", "claims", "links"):
        for other in made[1:]:
            assert getattr(other, name).equals(getattr(made[0], name)), name


@pytest.mark.parametrize("days", [0, 1, 10])
def test_days_apart_need_figures_that_agree(read, days):
    later = (*NIGHT_KABUL[:1], "2025-10-15", NIGHT_KABUL[2].replace("Saturday night", "Sunday"))
    assert len(read(NIGHT_KABUL, later, link_days=days).incidents) == (1 if days else 2)
    assert len(read(NIGHT_KABUL, WEEK_LATER, link_days=days).incidents) == 2


def test_what_has_no_day_is_put_together_by_hand_only(read, tmp_path):
    dated = read(NIGHT_KABUL, NIGHT_WIRE, link="none")
    assert len(geo.link(dated).incidents) == 1
    names = ["date_start", "date_end", "date_precision", "date_prec", "time_precision"]
    incidents = dated.incidents.copy()
    incidents[names] = None
    bare = dataclasses.replace(dated, incidents=incidents.astype(dated.incidents.dtypes))
    assert len(geo.link(bare).links) == 0
    file = tmp_path / "links.csv"
    merge = ["action,incident_id,other_id", f"merge,{','.join(bare.incidents['incident_id'])}"]
    file.write_text("\n".join(merge), "utf-8")
    merged = geo.link(bare, by_hand=file).incidents
    assert len(merged) == 1
    assert merged["date_start"].isna().all()


@pytest.mark.parametrize(("report", "incidents"), [("one", 2), ("another", 1)])
def test_one_report_tells_its_incidents_apart(tmp_path, report, incidents):
    table = tmp_path / "rows.csv"
    rows = "".join(
        f'{n},2025-10-11,"Barmal district, Paktika",Air/drone strike,killed,{n},{said}\n'
        for n, said in ((2, "one"), (4, report))
    )
    table.write_text(f"id,date,place,sub_event_type,metric,count_min,report_id\n{rows}", "utf-8")
    dataset = pipeline.read([table], pack(), link="all")
    assert (len(dataset.incidents), dataset.account.incidents_read) == (incidents, 2)


def test_claims_of_one_claimant_and_of_two_are_kept(read):
    dataset = read(NIGHT_KABUL, NIGHT_LAHORE)
    told = dataset.claims[["claimant_side", "victim_group", "count_min"]].to_numpy().tolist()
    assert sorted(told) == [["afghanistan", "civilians", 8], ["pakistan", "militants", 20]]


HEAD = "id,date,place,sub_event_type,actor1_side,claimant,claimant_side,metric,victim_group"
TABLE = (
    f"{HEAD},count_min,count_max,source\n"
    'barmal,2025-10-11,"Barmal district, Paktika",Air/drone strike,pakistan,Ministry,afghanistan,'
    "killed,civilians,8,8,Table\n"
    "kurram,2025-10-11,Kurram district,Armed clash,,ISPR,pakistan,killed,pakistani_forces,2,2,"
    "Table\n"
)


@pytest.fixture
def mixed(tmp_path):
    table, report = tmp_path / "own.csv", tmp_path / "night.jsonl"
    table.write_text(TABLE, "utf-8")
    publisher, day, text = NIGHT_LAHORE
    row = {"id": "r", "publisher": publisher, "published": day, "text": text}
    report.write_text(json.dumps(row), "utf-8")
    return [table, report]


def test_rows_of_tables_are_linked_if_asked_and_keep_their_ids(mixed):
    apart = pipeline.read(mixed, pack())
    assert (len(apart.incidents), len(apart.links)) == (3, 0)
    linked = pipeline.read(mixed, pack(), link="all")
    assert (len(linked.incidents), len(linked.links)) == (2, 1)
    assert sorted(linked.incidents["source_id"]) == ["barmal", "kurram"]
    again = geo.link(apart)
    for name in ("incidents", "locations", "claims", "links"):
        assert getattr(again, name).equals(getattr(linked, name)), name
    assert again.account.incidents_merged == 1
    assert geo.link(again).incidents.equals(again.incidents)


def test_links_are_written_and_told(mixed, tmp_path, capsys):
    site = tmp_path / "site"
    assert main(["build", *map(str, mixed), "--link", "--formats", "csv", "-o", str(site)]) == 0
    assert "0 refused, 1 put together" in capsys.readouterr().err
    (header, row) = (site / "links.csv").read_text("utf-8").splitlines()
    assert header == '"incident_id","merged_id","linked_to","link_score","link_reason"'
    assert "both at Barmal" in row
    page = (site / "index.html").read_text("utf-8")
    assert "told by several reports, put together with another" in page


# by hand


@pytest.mark.parametrize("name", ["days", "km"])
@pytest.mark.parametrize("value", [-1, float("nan"), float("inf")])
def test_what_is_no_distance_is_refused(name, value):
    with pytest.raises(InputError, match=f"{name} of 0 or more"):
        Options(**{name: value})


def test_a_person_merges_and_splits(read, tmp_path):
    reports = (NIGHT_KABUL, NIGHT_LAHORE, WEEK_LATER)
    bare = read(*reports, link="none").incidents
    of_report = dict(zip(bare["report_ids"], bare["incident_id"], strict=True))
    a, b, c = (of_report[f"r{n}"] for n in range(3))
    file = tmp_path / "links.csv"
    for lines, groups in (
        ([f"split,{a},{b}"], []),
        ([f"split,{a},"], []),
        ([f"merge,{a},{c}"], [[a, b, c]]),
        ([f"merge,{a},{c}", f"split,{b},{c}"], [[a, c]]),
        ([f"merge,{a},{c}", f"split,{c},"], [[a, c]]),
    ):
        file.write_text("action,incident_id,other_id\n" + "\n".join(lines), "utf-8")
        links = read(*reports, links=file).links
        found = {}
        for row in links.itertuples():
            found.setdefault(row.incident_id, {row.incident_id}).add(row.merged_id)
        assert sorted(map(sorted, found.values())) == sorted(map(sorted, groups)), lines
    by_hand = links[links["merged_id"] == c].iloc[0]
    assert by_hand["link_reason"] == "put together by hand"
    file.write_text(f"action,incident_id,other_id\nmerge,{a},inc-none\n", "utf-8")
    dataset = read(*reports, links=file)
    assert "links.csv, row 2: no incident 'inc-none'; the row was left out" in dataset.account.notes
    assert len(dataset.links) == 1
    file.write_text(f"action,incident_id,other_id\nsplit,{a},{a}\n", "utf-8")
    assert (
        f"links.csv, row 2: {a!r} twice; the row was left out"
        in read(*reports, links=file).account.notes
    )
    for mark in ";\t":  # as spreadsheets save it, and with a column of a person's own
        text = f"\ufeffOther_ID ,why,incident_id,Action\r\n,no,{a},Split\r\n"
        file.write_text(text.replace(",", mark), "utf-8")
        assert len(read(*reports, links=file).links) == 0


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("incident_id,other_id\na,b\n", "no such column"),
        ("action,incident_id,other_id\njoin,a,b\n", "not an override"),
        ("action,incident_id,other_id\nmerge,a,\n", "not an override"),
        ("action,incident_id,other\nsplit,a,b\n", "no such column: 'other_id'"),
        ("action,incident_id,other_id\nmerge,a,b\nsplit,b,a\n", "merged and split at once"),
        ("action,incident_id,other_id\nsplit,a,c\nmerge,a,b\nmerge,c,b\n", "row 2: merged and"),
    ],
)
def test_a_faulty_file_is_refused(tmp_path, text, fault):
    file = tmp_path / "links.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=fault):
        overrides.resolve(overrides.read(file), {"a": 0, "b": 1, "c": 2})


# groups


@pytest.mark.parametrize(
    ("alike", "together", "apart", "groups"),
    [
        ({(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.7}, [], [], [[0, 1, 2]]),
        ({(0, 1): 0.9, (1, 2): 0.8}, [], [], [[0, 1]]),  # a chain is no group
        ({(0, 1): 0.8, (1, 2): 0.9}, [], [], [[1, 2]]),
        ({(n, n + 1): 0.7 for n in range(30)}, [], [], [[n, n + 1] for n in range(0, 30, 2)]),
        ({(0, 1): 0.9}, [], [(1, 0)], []),
        ({}, [(0, 5)], [], [[0, 5]]),
        ({(1, 2): 0.9}, [(0, 1)], [], [[0, 1, 2]]),
        ({(1, 2): 0.9}, [(0, 1)], [(0, 2)], [[0, 1]]),
    ],
)
def test_groups(alike, together, apart, groups):
    one, other = np.array(sorted(alike), np.int64).reshape(-1, 2).T
    pairs = clusters.Alike(one, other, np.array([alike[pair] for pair in sorted(alike)]))
    assert clusters.groups(pairs, together, apart) == groups
    assert clusters.groups(pairs, together[::-1], apart[::-1]) == groups


def test_options_are_the_documented_ones():
    assert (Options().days, Options().km) == (1, 15.0)


def test_a_place_that_holds_another_reports_place_is_left_out(read):
    dataset = read(NIGHT_KABUL, NIGHT_WIRE)  # Barmal in Paktika; Paktika
    assert set(dataset.locations["place_name"]) == {"Barmal"}
    bare = (*NIGHT_KABUL[:2], NIGHT_KABUL[2].replace("Barmal district of Paktika", "Barmal"))
    merged = read(bare, NIGHT_WIRE)
    assert len(merged.incidents) == 1
    assert list(merged.locations["place_name"]) == ["Barmal"]
    assert merged.locations["is_primary"].all()


def test_what_a_person_wrote_of_an_incident_stands(tmp_path, read):
    table = tmp_path / "own.csv"
    table.write_text(f"{TABLE.splitlines()[0]},notes\n{TABLE.splitlines()[1]},Mine.\n", "utf-8")
    read(NIGHT_LAHORE)
    dataset = pipeline.read([table, tmp_path / "reports.jsonl"], pack(), link="all")
    assert dataset.incidents["summary"].tolist() == ["Mine."]
    assert len(dataset.claims) == 2
