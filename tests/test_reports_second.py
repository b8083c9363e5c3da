"""Reports of another border are read with that pack's names alone: the engine has none of its own."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from geo import region
from geo.errors import RegionError
from geo.reports import pack_faults, reading
from geo.reports.documents.document import Document
from geo.reports.language import pack_files, words

PACK = region.load(Path(__file__).parent / "packs" / "armenia-azerbaijan")
PUBLISHED = date(2022, 9, 14)


def read(text, publisher="Reuters"):
    document = Document("t", text, publisher=publisher, published=PUBLISHED)
    return reading.read_one(document, PACK)


def told(incident):
    return [
        (c.claimant_side, c.metric, c.victim_group, c.count_min, c.count_max, c.stance)
        for c in incident.claims
    ]


STORY = """\
YEREVAN, September 14 (Reuters) - Azerbaijani artillery shelled the town of Goris in Syunik province \
on Tuesday night, the Armenian defence ministry said. It said at least three Armenian soldiers were \
killed and two villagers wounded there.

Azerbaijan's defence ministry denied that its forces had attacked. It said seven Azerbaijani \
servicemen were killed when Armenian troops opened fire on positions in the Lachin district.
"""


def test_a_report_becomes_incidents_of_both_sides():
    shelled, fought = read(STORY)
    assert [p.name for p in shelled.places][:2] == ["Goris", "Syunik"]
    assert (shelled.first, shelled.last) == (date(2022, 9, 13), date(2022, 9, 13))
    assert (shelled.kind, shelled.actor1_side) == ("shelling", "azerbaijan")
    assert told(shelled)[:2] == [
        ("armenia", "killed", "armenian_forces", 3, None, "asserts"),
        ("armenia", "wounded", "civilians", 2, 2, "asserts"),
    ]
    assert ("azerbaijan", "killed", "unspecified", None, None, "denies") in told(shelled)
    assert [p.name for p in fought.places] == ["Lachin District"]
    assert (fought.kind, fought.actor1_side) == ("clash", "armenia")
    assert told(fought) == [("azerbaijan", "killed", "azerbaijani_forces", 7, 7, "asserts")]


# a sentence -> who says it, who was hit
CLAIMS = {
    "The Armenian army said two of its soldiers were killed.": ("armenia", "armenian_forces"),
    "Baku said four Azerbaijani soldiers were wounded.": ("azerbaijan", "azerbaijani_forces"),
    "Two gizirs were killed, Azerbaijani officials said.": ("azerbaijan", "azerbaijani_forces"),
    "Residents of Goris said a woman was injured.": ("local", "civilians"),
    "UNICEF said two children were killed.": ("un", "civilians"),
    "Five militants were killed near Goris, Yerevan said.": ("armenia", "unspecified"),
    "Eleven enemy soldiers were killed, the Armenian army said.": (
        "armenia",
        "azerbaijani_forces",
    ),
}


@pytest.mark.parametrize("sentence", CLAIMS)
def test_sides_and_groups_are_the_packs(sentence):
    (claim,) = reading.find_claims(Document("t", sentence, publisher="Reuters"), PACK)
    assert (claim.claimant_side, claim.victim_group) == CLAIMS[sentence]


# a sentence -> side that acted, kind, place
ACTS = {
    "Azerbaijani drones hit a car in Tegh on Monday, killing two.": ("azerbaijan", "air", "Tegh"),
    "Armenian forces opened fire on a post in Tovuz district on Monday, killing a soldier.": (
        "armenia",
        "clash",
        "Tovuz District",
    ),
    "Two soldiers died in Goris on Monday when Armenian and Azerbaijani troops exchanged fire.": (
        "unknown",
        "clash",
        "Goris",
    ),
    "Shells fired by the Azerbaijani army killed a farmer in Kapan on Monday.": (
        "azerbaijan",
        "shelling",
        "Kapan",
    ),
}


@pytest.mark.parametrize("sentence", ACTS)
def test_who_acted_and_where(sentence):
    (incident,) = read(sentence)
    found = (incident.actor1_side, incident.kind, incident.places[0].name)
    assert found == ACTS[sentence]


def test_codes_are_the_packs():
    for text in (STORY, *CLAIMS, *ACTS, "Taliban fighters and khwarij killed two sepoys in Goris."):
        for incident in read(text):
            assert incident.actor1_side in PACK.sides
            for claim in incident.claims:
                assert claim.claimant_side in PACK.claimant_sides
                assert claim.victim_group in PACK.victim_groups


def test_words_of_one_region_are_unknown_in_another():
    text = "Officials said two sepoys were killed and five khwarij wounded in Goris."
    groups = [
        {c.victim_group for c in reading.find_claims(Document("t", text), pack)}
        for pack in (PACK, region.load("durand"))
    ]
    assert groups == [{"civilians"}, {"pakistani_forces", "militants"}]


def test_a_pack_adds_to_english():
    assert words.Words().load("counted") == words.load("counted")
    assert "soldiers" in words.of(PACK).load("counted")["forces"]
    assert "gizir" in words.of(PACK).load("counted")["forces"]
    assert "gizir" not in words.load("counted")["forces"]


@pytest.mark.parametrize(
    "added",
    [
        {"counted": {"soldiery": ["gizir"]}},  # no such list: no rule would read it
        {"numbres": {"ones": ["one"]}},
        {"day_rules": {"rules": ["x"]}},  # the same in every region
        {"counted": {"forces": "gizir"}},
        {"counted": {"forces": [1]}},
        {"counted": ["gizir"]},
    ],
)
def test_words_that_no_rule_would_read_are_refused(added):
    with pytest.raises(RegionError, match="no such list of words"):
        words.Words(added)


def test_the_packs_files_for_reports_are_sound():
    assert [*pack_faults.faults(PACK), *pack_faults.faults(region.load("durand"))] == []


STATE = '[[states]]\nside="armenia"\n'
SPEAKER = '[[speakers]]\nnames=["A"]\nside="un"\nkind="body"\n'
FAULTS = {
    "actors.toml": [
        ('[[actors]]\nnames=["A"]\nside="moon"\nkind="army"', "actors 1: unknown side: 'moon'"),
        ('[[actors]]\nnames=["A"]\nside="armenia"\nkind="club"', "unknown kind: 'club'"),
        ('[[actors]]\nnames=["A"]\nside="other"\nkind="army"\ngroup="x"', "unknown group: 'x'"),
        (
            '[[actors]]\nnames="A"\nside="other"\nkind="army"',
            "faulty names: 'A'; expected a list of texts",
        ),
        ('[[actors]]\nnames=["A"]\nside="other"', "actors 1: no kind"),
        ('[[actors]]\nnames=["A"]\nside="other"\nkind="army"\nweak="yes"', "faulty weak: 'yes'"),
        ('[[actors]]\nnames=["A"]\nside="other"\nkind="army"\nnam=1', "unknown field: 'nam'"),
        ('[[actor]]\nnames=["A"]', "unknown table: 'actor'"),
        ('actors="A"', "no list of tables; expected [[actors]]"),
        ('[[unsaid]]\nforeign="other"', "no table; expected [unsaid]"),
        ('[unsaid]\nforeign="moon"', "unsaid: unknown foreign: 'moon'"),
        ('[unsaid]\nforeign_names="US"', "faulty foreign_names: 'US'"),
        ('[unsaid]\nforeign_names=["US", ""]', "faulty foreign_names"),
        ('[unsaid]\nforeign_drones_until="2021-08-31"', "faulty foreign_drones_until"),
        ('[unsaid]\nnever_domestic=["moon"]', "unknown never_domestic: 'moon'"),
        ('[unsaid]\nnever_domestic="other"', "faulty never_domestic: 'other'"),
        ("[elsewhere]\nnames=[1]", "elsewhere: faulty names"),
        (f'{STATE}country="XXX"\nforces="civilians"', "unknown country: 'XXX'"),
        (f'{STATE}country="ARM"\nforces="x"', "unknown forces: 'x'"),
        (f'{STATE}country="ARM"\nforces="civilians"\nhas_fighters=1', "faulty has_fighters: '1'"),
        (f'{STATE}country="ARM"\nforces="civilians"\nhas_fighter=true', "field: 'has_fighter'"),
        (f'{STATE}country="ARM"\nforces="civilians"\ninsurgents="x"', "unknown insurgents: 'x'"),
        ("[[actors", "not TOML"),
    ],
    "speakers.toml": [
        ('[[speakers]]\nnames=["A"]\nside="other"\nkind="body"', "unknown side: 'other'"),
        ('[[speakers]]\nnames=["A"]\nside="un"\nkind="army"', "unknown kind: 'army'"),
        ('[[ranks]]\nwords=["a"]\ngroup="x"', "unknown group: 'x'"),
        ('[[habits]]\nside="un"', "habits 1: no words"),
        (f'{SPEAKER}until="2021"\nbefore="un"', "faulty until: '2021'"),
        (f'{SPEAKER}until="2021-08-15"', "until and before go together"),
        (f'{SPEAKER}until="2021-08-15"\nbefore="moon"', "unknown before: 'moon'"),
        ('[common_names]\nfirst=["Ali"]', "unknown"),
    ],
    "words.toml": [
        ('[counted]\nsoldiery=["a"]', "no such list of words"),
        ("[counted", "not TOML"),
        (
            '[counted]\nforces=["a", "re:gizir("]',
            "words.toml, counted.forces: no pattern (missing )",
        ),
        ('[counted]\nforces=["re:(?i)gizir"]', "words.toml, counted.forces: no pattern (global"),
        ('[counted]\nforces=["re:(gizir)s?"]', "counted.forces: a group that is kept"),
        ('[counted]\nforces=["re:(?:gizir)?"]', "counted.forces: a pattern of nothing: 're:(?:"),
        ('[counted.heads]\nhunt=[" "]', "words.toml, counted.heads.hunt: an empty row"),
    ],
}


def test_a_pattern_that_may_begin_with_anything_is_told(tmp_path):
    shutil.copytree(PACK.path, tmp_path / "pack")
    file = tmp_path / "pack" / "words.toml"
    file.write_text('[places.frames]\nplacing = ["re:\\\\w+ of"]', "utf-8")
    pack = region.load(file.parent)
    (found,) = pack_faults.faults(pack)
    assert found.startswith("words.toml: a pattern may begin with anything: ")
    with pytest.raises(RegionError, match="may begin with anything"):
        reading.read_one(Document("t", STORY), pack)


@pytest.mark.parametrize(
    ("file", "text", "fault"), [(file, *row) for file, rows in FAULTS.items() for row in rows]
)
def test_faults_of_the_packs_files_are_told(tmp_path, file, text, fault):
    for name in ("region.toml", "admin.csv", "names.csv", "crossings.csv"):
        (tmp_path / name).write_bytes((PACK.path / name).read_bytes())
    (tmp_path / file).write_text(text, "utf-8")
    pack = region.load(tmp_path)
    found = list(pack_faults.faults(pack))
    assert len(found) == 1
    assert fault in found[0]
    assert found[0].startswith(file)
    with pytest.raises(RegionError) as raised:  # what reads the file says the same
        words.of(pack) if file == words.FILE else pack_files.read(pack, file)
    assert str(raised.value) == found[0]
