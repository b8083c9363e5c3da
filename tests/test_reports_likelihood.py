"""A second opinion on where something happened, by the words around a name."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from geo import region
from geo.gazetteer.names import words_of
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.language.words import load
from geo.reports.where import likelihood, places
from geo.reports.where.likelihood import Weights

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))
import report_places

PACK = region.load()
SEATS = frozenset({"Kabul", "Islamabad"})


def resolved(text):
    document = Document("t", text, published=date(2026, 3, 9)).read_in(PACK)
    return document, places.resolve(document, reading.gazetteer_of(PACK))


def clues_in(text):
    document, found = resolved(text)
    names = (document.text[p.start : p.end] for p in found)
    return dict(zip(names, likelihood.read(document, found), strict=True))


def clues_of(text, name):
    return clues_in(text)[name]


def test_the_clues_are_the_words_around_and_no_names():
    clues = clues_of(
        "On Sunday, Gul Khan told Reuters, 14 men died near Barmal in March when shells fell.",
        "Barmal",
    )
    assert clues["word before, 1"] == ("near",)
    assert clues["two before"] == ("died near",)
    assert clues["word before, 4"] == ("NUMBER",)
    assert clues["word behind, 2"] == ("MONTH",)
    assert clues["clause before"] == {"NUMBER", "men", "died", "near"}  # from the comma
    assert clues["clause behind"] == {"in", "MONTH"}  # up to "when"
    assert {"on", "DAY", "NAME", "told"} <= set(clues["sentence before"])
    assert clues["sentence behind"] >= {"shells", "fell"}
    assert clues["level"] == ("admin2",)
    assert clues["event word in its sentence"] == ("True",)
    assert clues["sentence"] == ("0",)
    assert clues["times named"] == ("1",)
    said = {word for words in clues.values() for word in words}
    assert not {"gul", "khan", "reuters", "14", "march", "sunday"} & said


def test_what_stands_at_an_edge_has_no_words_there():
    clues = clues_of("Barmal was hit.", "Barmal")
    assert clues["word before, 1"] == ("-",)
    assert clues["words before"] == set()
    assert clues["words behind"] == {"was", "hit", "."}
    assert clues["both sides"] == ("- was",)


def test_a_sentence_begins_behind_its_dateline():
    clues = clues_of("CHAMAN (AFP) - In Barmal, 3 people were killed.", "Barmal")
    assert clues["word before, 1"] == ("in",)
    assert clues["two before"] == ("- in",)


def test_a_capital_behind_a_mark_of_speech_makes_no_name():
    clues = clues_of("He said: “In Barmal, 3 people were killed.”", "Barmal")
    assert clues["word before, 1"] == ("in",)


def test_the_events_beside_a_name_are_clues_by_how_far_they_are():
    clues = clues_of(
        "Men in Barmal were killed. Shells fell where they stood.\n\nNothing more is known.",
        "Barmal",
    )
    assert clues["words to the event before"] == ("none",)
    assert clues["words to the event behind"] == ("4",)
    assert clues["event word in the next"] == ("True",)
    assert clues["fifth of the report"] == ("0",)
    alone = clues_of("Men in Barmal were killed.\n\nShells fell where they stood.", "Barmal")
    assert alone["event word in the next"] == ("False",)  # of the next paragraph


def test_a_name_of_several_words_is_one():
    clues = clues_of("Colonel Gul Rahman Khan died in Barmal.", "Barmal")
    assert clues["word before, 3"] == ("NAME",)
    assert clues["word before, 4"] == ("colonel",)


@pytest.mark.parametrize(
    ("word", "row"),
    [(word, row) for word, rows in load("places")["alike"].items() for row in rows],
)
def test_what_says_the_same_is_read_as_one(word, row):
    text = "Men ran, and {} Barmal, it is told, 3 fell." + " Nothing more is known." * 9
    written, read = (clues_of(text.format(said), "Barmal") for said in (row, word))
    assert written == read
    assert read["word before, 1"] == (word,)


def test_datelines_stretches_and_lists_of_names_have_no_clues():
    text = "KABUL: Troops clashed along the Durand Line near Barmal. Khost, Kunar."
    clues = clues_in(text)
    assert clues["KABUL"] == clues["Durand Line"] == clues["Khost"] == clues["Kunar"] == {}
    assert clues["Barmal"]


def test_a_name_that_a_rule_knows_is_not_judged():
    document, found = resolved("Islamabad said its jets had bombed Barmal.")
    likelihood.judge(document, found, SEATS)
    assert [(p.text, p.likely > 0) for p in found] == [("Islamabad", False), ("Barmal", True)]


def judged(text, monkeypatch, of, base=0.0, seats=SEATS):
    kinds = {kind: {} for kind in likelihood.weights().of} | of
    monkeypatch.setattr(likelihood, "weights", lambda: Weights(base, kinds))
    document, found = resolved(text)
    likelihood.judge(document, found, seats)
    return {document.text[p.start : p.end]: p.reason for p in found}


FIRED = "Shells fell on Barmal. Men heard of Dangam."


def test_a_name_that_is_unlikely_is_set_aside(monkeypatch):
    reasons = judged(FIRED, monkeypatch, {"word before, 1": {"of": -1.2}})
    assert reasons == {"Barmal": "", "Dangam": likelihood.REASON}  # 1 / (1 + e^1.2): 0.23


@pytest.mark.parametrize(
    ("item", "is_head"),
    [
        ("- Boya post, on that side: burnt down.", True),
        ("- Dangam, the old road there: both fire.", True),
        ("* March 7 to 9, Barmal. Mortars of both.", True),
        ("- Quiet again since Barmal, it says.", False),
        ("- Barmal was calm, it says.", False),
    ],
)
def test_what_an_item_begins_with_is_not_judged(item, is_head, monkeypatch):
    of = {key: {} for key in likelihood.weights().of} | {"sentence": {"0": 9.0}}
    monkeypatch.setattr(likelihood, "weights", lambda: Weights(-4.5, of))
    document, found = resolved(f"Three were killed in Khost.\n\n{item}\n")
    for place in found:
        place.keep()
    likelihood.judge(document, found, SEATS)
    kept = {document.text[p.start : p.end] for p in found if not p.reason} - {"Khost", "Bajaur"}
    assert bool(kept) == is_head


def test_rules_stand_where_the_words_leave_it_open(monkeypatch):
    reasons = judged(FIRED, monkeypatch, {"word before, 1": {"of": -1.0}})
    assert reasons == {"Barmal": "", "Dangam": ""}  # 0.27


def test_a_government_s_seat_must_be_likelier(monkeypatch):
    seats = frozenset({"Dangam"})
    for told, weight, reason in (
        ("Men heard of Dangam.", -0.5, likelihood.REASON),  # 0.38
        ("Men heard of Dangam.", 0.5, ""),
        ("Explosions shook Dangam.", -0.5, ""),  # as any other: it happened there
    ):
        text, of = f"Shells fell on Barmal. {told}", {"sentence": {"1": weight}}
        reasons = judged(text, monkeypatch, of, seats=seats)
        assert reasons == {"Barmal": "", "Dangam": reason}


def test_the_likeliest_of_all_is_kept(monkeypatch):
    reasons = judged(FIRED, monkeypatch, {"word before, 1": {"of": -1.2}}, base=-3.0)
    assert reasons == {"Barmal": "", "Dangam": likelihood.REASON}


TAKEN = (
    "Shells fell on Barmal. They met at Dangam. The hurt were driven to Nari. "
    "A ministry in Kabul said so."
)


@pytest.mark.parametrize(("weight", "reason"), [(2.3, ""), (2.1, "context")])
def test_a_name_that_is_all_but_certain_is_taken_back(weight, reason, monkeypatch):
    of = {"word before, 1": {"at": weight, "to": 9.0, "in": 9.0}}
    reasons = judged(TAKEN, monkeypatch, of)
    assert reasons["Dangam"] == reason  # 0.909, 0.891
    assert reasons["Nari"] == "destination"  # a rule knows the way that somebody goes
    assert (
        reasons["Kabul"] == "stands for a government"
    )  # what the name is, no words around it tell


LISTED = "Shells fell on Barmal. Men heard of Dangam, Nari and Asmar, and of Giyan."


def test_the_names_of_a_list_are_judged_by_the_likeliest_of_them(monkeypatch):
    reasons = judged(LISTED, monkeypatch, {"word before, 1": {"of": -9.0}})
    assert [reasons[name] for name in ("Dangam", "Nari", "Asmar")] == ["", "", ""]
    assert reasons["Giyan"] == likelihood.REASON


HELD = "Shells fell on Barmal. Men heard of the Rajgal valley of Khyber Agency, with Kunar’s Nari."


def test_what_holds_a_place_stands_where_it_stands(monkeypatch):
    reasons = judged(HELD, monkeypatch, {"word before, 1": {"the": -9.0, "with": -9.0}})
    assert reasons["Rajgal"] == reasons["Khyber Agency"] == likelihood.REASON
    assert reasons["Kunar"] == reasons["Nari"] == ""


def test_the_weights_are_of_known_kinds_and_of_no_names():
    by = likelihood.weights()
    assert set(by.of) == set(clues_of("Shells fell on Barmal.", "Barmal"))
    held = {
        word
        for kind, words in by.of.items()
        if kind != "level"
        for w in words
        for word in w.split()
    }
    entries = reading.gazetteer_of(PACK).index.entries
    units = {words_of(e.name)[0] for e in entries if e.level in ("admin1", "crossing", "country")}
    assert not {unit for unit in units if len(unit) > likelihood.STEM} & held
    assert not {"khost", "kunar", "kabul", "taliban", "afghan", "pakist"} & held


def test_explain_tells_the_likelihood_and_its_clues():
    clues, by = clues_of("Shells fell on Barmal.", "Barmal"), likelihood.weights()
    said = likelihood.told(clues, by)
    assert said.startswith(f"{likelihood.likelihood(clues, by):.2f} by the words around it (")
    assert said.count("; ") == 2


def example(word, *, is_place):
    clues, small = {"word before, 1": (word,)}, frozenset({"near", "from", "seen"})
    return report_places.Example("r", 0, word, clues, small, frozenset({"kabul"}), "", is_place)


def test_a_fit_learns_from_examples_and_drops_what_may_be_a_name():
    told = {"near": True, "from": False, "torkham": True, "kabul": False, "seen": None}
    by = report_places.fit([example(w, is_place=told[w]) for w in told for _ in range(9)])
    # Two may be names, and of one the coder took another mention.
    assert set(by.of["word before, 1"]) == {"near", "from"}
    assert by.of["word before, 1"]["near"] > 0 > by.of["word before, 1"]["from"]
