"""Event words, sides, and the vocabulary that they are read from."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.incidents import sides
from geo.reports.language import alike, triggers, words
from geo.reports.language.scanning import Scan
from geo.reports.language.words import either, of
from geo.reports.what import events
from geo.reports.who import actors
from geo.schema import EVENT_TYPE_OF

WORDS = of(region.load("durand"))
KINDS = [
    ("Jets bombed a house.", "air"),
    ("A drone hit a car.", "air"),
    ("A precision strike killed twelve.", "air"),
    ("Ten died in the bombardment of four villages.", "shelling"),
    ("They dropped their largest bomb on a tunnel.", "air"),
    ("A missile fired from a foreign drone hit a car.", "air"),
    ("Rounds were fired from a post.", "clash"),
    ("Air strikes were reported.", "air"),
    ("Mortar shells fell on the village.", "shelling"),
    ("They fired rockets at the post.", "shelling"),
    ("Troops clashed for an hour.", "clash"),
    ("Forces gave a befitting response to the other side's unprovoked aggression.", "clash"),
    ("He promised a befitting reply to critics.", ""),
    ("The two sides exchanged heavy fire.", "clash"),
    ("Militants stormed a post.", "clash"),
    ("Troops foiled an infiltration bid.", "clash"),
    ("A suicide bomber blew himself up.", "suicide"),
    ("They drove a car bomb into the gate.", "suicide"),
    ("A roadside bomb went off.", "ied"),
    ("He stepped on a mine.", "ied"),
    ("Gunmen shot dead a teacher.", "attack"),
    ("It owned up to shooting down two policemen.", "attack"),
    ("They shot down a drone.", "air"),
    ("The crossing has been shut since Friday.", "closure"),
    ("Officials closed the gate.", "closure"),
    ("A hand grenade was thrown.", "grenade"),
    ("Two engineers were kidnapped.", "abduction"),
    ("Shops were torched.", "property"),
    ("Government troops retook the district.", "regain"),
    ("Afghan forces took control of the Ghulam Khan crossing.", "clash"),
    ("The crossing fell to Afghan forces.", "clash"),
    ("Pakistan sent drones at targets in Khost.", "air"),
    ("Its forces fired with heavy weapons at a post.", "shelling"),
    ("They opened fire with light and heavy weapons at a post.", "clash"),
    ("The units carried out reprisal operations.", "clash"),
    ("Militants overran two villages.", "overtake"),
    ("The envoy arrived.", ""),
    ("Militants storm a station at night.", "clash"),
    ("A storm tore down tents.", ""),
    ("Sniping went on at the post.", "clash"),
    ("Three posts were taken on Monday.", "clash"),
    ("They blew up a bridge.", "ied"),
    ("A convoy was held up on the road.", "attack"),
    ("Taliban fighters walked into the town.", "overtake"),
    ("Torkham: shut", "closure"),
    ("The closure continues.", "closure"),
    ("Islamabad stopped all trucks.", "closure"),
    ("The session on transit closed today.", ""),
    ("Bombs fell on a compound.", "air"),
    ("Shooting ensued at the gate.", "clash"),
    ("They tried to take the post.", "clash"),
    ("Machine-gun fire was heard.", "clash"),
    ("A post was destroyed with heavy weapons.", "shelling"),
    ("An unexploded shell killed a boy.", "ied"),
    ("Their truck ran over an explosive device.", "ied"),
    ("A man with a bomb vest walked in.", "suicide"),
    ("Five men were seized by armed men.", "abduction"),
    ("Gunmen carried off three policemen.", "abduction"),
    ("The bullet-riddled bodies lay there.", "attack"),
    ("Two health workers were shot by men on a motorcycle.", "attack"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text, kind):
    scan = Scan(text, 0, len(text))
    told = triggers.find(WORDS, text.lower(), [(0, len(text))], scan)[0]
    found = [t.kind for t in told if t.kind]
    assert (found or [""])[0] == kind


def _phrases():
    said = WORDS.load("events")
    for kind, row in said["kinds"].items():
        for phrase in row["strong"]:
            yield kind, phrase
    for name, phrases in said["not_events"].items():
        for phrase in phrases:
            yield name, phrase
    for phrase in said["generic"]["words"]:
        yield "generic", phrase


@pytest.mark.parametrize(("name", "phrase"), list(_phrases()))
def test_every_row_of_the_vocabulary_is_a_pattern_that_finds_its_words(name, phrase):
    pattern = re.compile(rf"\b{either([phrase])}\b", re.IGNORECASE)
    assert pattern.search("Nothing of the kind.") is None or name in ("hypothetical", "recall")
    if not phrase.startswith("re:"):
        assert pattern.search(f"It said {phrase} there.") is not None


def _lists(said, path=()):
    for key, value in said.items():
        if isinstance(value, dict):
            yield from _lists(value, (*path, key))
        elif isinstance(value, list) and all(isinstance(row, str) for row in value):
            yield ".".join((*path, key)), value


@pytest.mark.parametrize(
    "file",
    sorted(Path(words.__file__).with_name("vocabulary").glob("*.toml")),
    ids=lambda f: f.stem,
)
def test_no_list_of_the_vocabulary_holds_a_row_twice(file):
    said = tomllib.loads(file.read_text("utf-8"))
    twice = {name: sorted({r for r in rows if rows.count(r) > 1}) for name, rows in _lists(said)}
    assert {name: rows for name, rows in twice.items() if rows} == {}


LOSSES = tomllib.loads((Path(words.__file__).parent / "vocabulary/losses.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("table", "key"), [(table, key) for table in LOSSES for key in LOSSES[table]]
)
def test_every_list_of_losses_is_read_by_the_module_of_its_name(table, key):
    code = (Path(words.__file__).parents[1] / f"losses/{table}.py").read_text("utf-8")
    assert f'"{key}"' in code
    rows = alike.in_other_words(LOSSES[table][key], is_pattern=False)
    assert WORDS.listed("losses", table, key) == {*rows}


def test_every_kind_has_a_type_of_acled():
    assert set(triggers.types().values()) <= set(EVENT_TYPE_OF)


SIDES = [
    ("Pakistani jets bombed Barmal.", "pakistan"),
    ("Afghan forces opened fire on a post.", "afghanistan"),
    ("The attack by Pakistani troops began at nine.", "pakistan"),
    ("The ministry of the Taliban said its troops had stormed three posts.", "afghanistan"),
    ("Kabul was silent; officials blamed Pakistan for the strikes.", "pakistan"),
    ("TTP fighters attacked a convoy.", "ttp"),
    ("Six Taliban fighters killed.", ""),
    ("Afghan posts were destroyed in air strikes.", ""),
    ("Two Pakistani soldiers were killed in a clash.", ""),
    ("Shells fell on the village.", ""),
]


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


@pytest.mark.parametrize(("text", "side"), SIDES)
def test_sides(text, side, pack):
    document = Document("t", text, published=date(2025, 10, 12))
    (piece, *_) = events.cut(document, [], [], [], actors.of(pack))
    assert sides.stated(piece) == side


def test_every_actor_has_a_side_and_kind_of_the_pack(pack):
    known = set(pack.sides) | set(pack.claimant_sides)
    for row in actors.of(pack).rows:
        assert row["side"] in known, row
        assert row.get("group", "unspecified") in pack.victim_groups, row
        found = [a for name in row["names"] for a in actors.of(pack).find(name, 0, len(name))]
        assert len(found) >= len(row["names"]), row


def test_the_other_side_of_the_line(pack):
    known = actors.of(pack)
    assert (known.across("pakistan"), known.across("ttp")) == ("afghanistan", "")


PIECES = [
    # one sentence, how many events
    ("Jets bombed Barmal on Friday, hours after shells hit Sarkano on Thursday.", 2),
    ("Two men died when jets bombed Barmal.", 1),
    ("Days after an attack in Bannu killed 10 soldiers, drones hit Barmal, killing four.", 2),
    ("A day after a bomb in Bannu, a town of the south, jets struck a house in Barmal.", 2),
    ("After militants attacked a post in Bannu, troops fired back, killing five of them.", 1),
    ("After fighting in Kurram, shells struck villages of Kurram.", 1),
    ("The gate at Torkham was closed after the two sides traded fire there.", 2),
]


@pytest.mark.parametrize(("text", "count"), PIECES)
def test_sentences_are_cut_where_another_event_begins(text, count, pack):
    from geo.reports.when import dates
    from geo.reports.where import places

    document = Document("t", text, published=date(2025, 10, 12))
    found = places.find(document, reading.gazetteer_of(pack))
    pieces = events.cut(document, dates.find(document), found, [], actors.of(pack))
    assert len([piece for piece in pieces if piece.is_event]) == count
