"""Who acted in an incident, and whose men were hit, by whole reports."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

FOLDER = Path(__file__).parent / "reports"


def rows(name):
    return [
        (r["text"], r["side"]) for r in tomllib.loads((FOLDER / name).read_text("utf-8"))["rows"]
    ]


# A report, and the side that acted in its one incident.
ACTED = rows("who_acted.toml")
# The same with the names of two sides to be filled in, and what those are for each.
SWAPPED = rows("acted_swapped.toml")
AFGHAN = {"": "Afghan", "_land": "Afghanistan", "_place": "Khost", "_seat": "Jalalabad"}
PAKISTANI = {"": "Pakistani", "_land": "Pakistan", "_place": "Kurram", "_seat": "Peshawar"}
NAMES = {
    own: {f"own{k}": v for k, v in here.items()} | {f"other{k}": v for k, v in there.items()}
    for own, here, there in (("afghanistan", AFGHAN, PAKISTANI), ("pakistan", PAKISTANI, AFGHAN))
}

# A report, the side that acted and the side that it acted on.
TARGETS = [
    ("Taliban fighters attacked a post in Kurram on Friday, killing two soldiers.", "pakistan"),
    ("Security forces killed four TTP militants in Tank on Friday.", "ttp"),
    ("Pakistani jets bombed Barmal on Friday, killing nine civilians.", ""),
    ("Pakistani shells killed two Afghan policemen in Goshta on Friday.", "afghanistan"),
]


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


@pytest.mark.parametrize(("text", "side"), TARGETS)
def test_whose_men_were_hit(text, side, pack):
    document = Document("t", text, published=date(2025, 10, 12))
    (incident, *_) = reading.read_one(document, pack)
    assert incident.target_side == side


@pytest.mark.parametrize(("text", "side"), ACTED)
def test_who_acted(text, side, pack):
    document = Document("t", text, published=date(2025, 10, 12))
    (incident, *_) = reading.read_one(document, pack)
    assert incident.actor1_side == side


@pytest.mark.parametrize("own", NAMES)
@pytest.mark.parametrize(("text", "side"), SWAPPED)
def test_who_acted_is_read_alike_on_both_sides(text, side, own, pack):
    document = Document("t", text.format(**NAMES[own]), published=date(2025, 10, 12))
    (incident, *_) = reading.read_one(document, pack)
    (other,) = NAMES.keys() - {own}
    assert incident.actor1_side == {"own": own, "other": other}.get(side, side)


# An operation that one side began along the line, told over items of what came of it at each place.
ITEMS = [
    ("Taliban fighters opened fire along the whole border on Saturday night.", "afghanistan"),
    ("Pakistani soldiers opened fire along the whole border on Saturday night.", "pakistan"),
    ("Afghan forces attacked Pakistani posts at several places on Saturday night.", "afghanistan"),
    ("Pakistani forces attacked Afghan posts at several places on Saturday night.", "pakistan"),
    # Nobody is said to have begun, or it was another operation.
    ("Afghan and Pakistani forces fought along the border on Saturday night.", "unknown"),
    ("Fighting broke out at several places along the line on Saturday night.", "unknown"),
    ("Pakistani soldiers attacked one post at Torkham on Saturday night.", "unknown"),
]


@pytest.mark.parametrize(("over", "side"), ITEMS)
def test_who_acted_in_items(over, side, pack):
    items = "- Khost: fighting in Gurbuz, two dead.\n\n- Kurram: clash at Kharlachi, three hurt."
    document = Document("t", f"{over} By district:\n\n{items}", published=date(2025, 10, 12))
    told = reading.read_one(document, pack)[-2:]
    assert [incident.actor1_side for incident in told] == [side, side]


@pytest.mark.parametrize(
    ("title", "side"), [("Infiltration on the line", "pakistan"), ("", "unknown")]
)
def test_the_title_of_a_list_tells_that_armed_men_were_stopped(title, side, pack):
    rows = "20 April | Hassan Khel, North Waziristan | 8 | one\n23 April | Angoor Adda | 6 | two"
    text = f"Date | Place | Khwarij killed | Soldiers martyred\n{rows}"
    document = Document("t", text, title=title, published=date(2025, 4, 29))
    assert {i.actor1_side for i in reading.read_one(document, pack)} == {side}


# The title of a report, and the line over its list; who attacked by them at each place of the list,
# which is {own}'s, where the items do not say it themselves.
OVER = [
    ("", "Attacks by {other} forces during the night of 11 October:", "other"),
    ("", "{other} shelling on Saturday:", "other"),
    ("", "Places hit by {other} artillery on Saturday:", "other"),
    ("", "{other_land}'s air strikes and shelling on Saturday:", "other"),
    ("", "{other} troops attacked several places on Saturday:", "other"),
    ("Cross-border shelling by {other_land}", "What was hit on Saturday:", "other"),
    ("Cross-border shelling by {other_land}", "", "other"),
    ("{other} attacks on border districts", "Saturday's list:", "other"),
    # Nobody attacks, or both do; or they are said to have done something else.
    ("", "Shelling on Saturday:", "unknown"),
    ("Afghan and Pakistani forces shell each other", "What was hit on Saturday:", "unknown"),
    ("{own} officials count the dead", "What was hit on Saturday:", "unknown"),
    # Nobody shells his own villages.
    ("", "Shelling by {own} forces on Saturday:", "unknown"),
]
ITEMS_HIT = "- {own_place}: a house hit by a shell, two civilians killed.\n- {own_place}: a school hit by a shell, one civilian killed."


@pytest.mark.parametrize("own", NAMES)
@pytest.mark.parametrize(("title", "over", "side"), OVER)
def test_the_words_over_a_list_say_who_attacked(title, over, side, own, pack):
    names = NAMES[own]
    text = f"{over}\n{ITEMS_HIT}".strip().format(**names)
    document = Document("t", text, title=title.format(**names), published=date(2025, 10, 12))
    found = [i.actor1_side for i in reading.read_one(document, pack) if i.kind == "shelling"]
    (other,) = NAMES.keys() - {own}
    assert found
    assert set(found) == {{"own": own, "other": other}.get(side, side)}
