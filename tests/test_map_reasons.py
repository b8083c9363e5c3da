"""Reasons of places on the page: recognised by the templates that made them, in each language."""

from __future__ import annotations

import gzip
import json
import re
from itertools import product
from string import Formatter

import pandas as pd
import pyarrow as pa
import pytest

from geo import region
from geo.gazetteer import reasons as words
from geo.locating import locate_rows
from maps import payload, reasons
from maps.words import LANGUAGES, messages

TABLES = {name: said for name, said in words.templates().items() if name != "joins"}
# What stands in for the parts that are no templates; a name may hold what parts others.
FILLED = {
    "surface": "barmal (khas); in",
    "name": "Kot (Rodat)",
    "names": "Khost and Paktya",
    "km": "12.5",
    "origin": "table, 2020",
}


def said(table, told):
    """Say what was recognised in the words of tables again."""
    code, *parts = told if isinstance(told, list) else [told]
    names = [name for _, name, _, _ in Formatter().parse(TABLES[table][code]) if name]
    filled = {}
    for name, part in zip(names, parts, strict=True):
        if name not in TABLES:
            filled[name] = part
        elif name in words.templates()["joins"]:
            filled[name] = words.join(name, [said(name, one) for one in part])
        else:
            filled[name] = said(name, part)
    return words.say(table, code, **filled)


def sentence(told):
    first, *others = told
    return words.join("further", [said("whole", first), *(said("further", one) for one in others)])


def examples(table):
    """Make every template of a table, with every template of the tables that stand in it."""
    for code, text in TABLES[table].items():
        names = [name for _, name, _, _ in Formatter().parse(text) if name]
        if (table, code) in (("further", "named"), ("further", "words")):
            yield words.say(table, code, whole=words.say("whole", "given"))
            continue
        tables = [[*examples(name)] if name in TABLES else [FILLED[name]] for name in names]
        for parts in product(*tables):
            yield words.say(table, code, **dict(zip(names, parts, strict=True)))


WHOLE = [*examples("whole")]
FURTHER = [*examples("further")]


def test_every_template_is_recognised():
    assert len(WHOLE) > 900
    for one in WHOLE:
        told = reasons.recognise(one)
        assert told is not None, one
        assert sentence(told) == one
    for one in FURTHER:
        whole = words.join("further", [WHOLE[0], one, words.say("further", "around")])
        told = reasons.recognise(whole)
        assert told is not None, one
        assert (len(told), sentence(told)) == (3, whole)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "near the old fort, by the coder",
        "coordinates given; near the old fort",
        "'barmal' is a castle in Lowmark (a known name, spelt so)",
        "'a' is a place in b (" + "in c; " * 600 + "in d)",
        "'" + "' is " * 400,
    ],
)
def test_what_no_template_makes_stays_a_sentence(text):
    assert reasons.recognise(text) is None
    assert reasons.told(text) == text


@pytest.mark.parametrize("code", reasons.templates()["further"])
def test_each_part_of_a_reason_is_told_from_all_others(code):
    parts = {"also": "a place there", "whole": "coordinates given"}
    said = re.sub(
        r"\{(\w+)\}", lambda part: parts.get(part[1], "Foo"), reasons.templates()["further"][code]
    )
    told = reasons.recognise(f"coordinates given; {said}")
    assert told is not None
    (_, further) = told
    assert (further if isinstance(further, str) else further[0]) == code


def test_answers_are_recognised_and_their_names_sent():
    pack = region.load("durand")

    texts = ["Barmal, Paktika", "border of Khost and Kurram", "20 km north of Miranshah", "Xyzzy"]
    texts += [
        "the Durand Line",
        "between Khost and Gardez",
        "northern Waziristan",
        "near Torkham, Nangarhar",
        "Omari camp, 5 km west of Torkham",
    ]
    found = locate_rows(
        pd.DataFrame(
            {
                "place_text": texts * 2,
                "latitude": [None] * 9 + [33.0] * 9,
                "longitude": [None] * 9 + [69.5] * 9,
            }
        ),
        pack,
    )
    for why in found["place_why"]:
        told = reasons.recognise(why)
        assert told is not None, why
        assert sentence(told) == why
    sent = {
        one.key: _opened(one) for one in reasons.blocks(pa.array(found["place_why"]), pack, "r")
    }
    assert list(sent) == ["r@ps", "r@fa", "r@ur"]
    assert sent["r@ps"]["Khost"] == sent["r@fa"]["Khost"] == "خوست"
    assert sent["r@fa"]["Nangarhar"] == "ننگرهار"
    assert pack.line_name in sent["r@ur"]


def _opened(block: payload.Block):
    return json.loads(gzip.decompress(block.packed))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_template(language):
    own, english = messages(language)["reasons"], words.templates()
    if language == "en":
        assert own == english
    assert {name: list(said) for name, said in own.items()} == {
        name: list(said) for name, said in english.items()
    }
