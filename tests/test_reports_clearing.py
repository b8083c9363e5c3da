"""What a copied text has beside its words is not read, and offsets are those of the text given."""

from __future__ import annotations

import csv
import io
import re
import textwrap
import time

import pytest

from geo import region
from geo.reports.documents.clearing import cleared
from geo.reports.reading import eval_form, read_one
from geo.reports.sources import document
from geo.reports.writing import long_form

SAID = (
    "Three Afghan soldiers were killed and seven others wounded when Pakistani forces opened fire"
    " on a post in Spera district of Khost on Wednesday night, officials in Khost’s capital said."
)


@pytest.fixture(scope="module")
def durand():
    return region.load("durand")


SENTENCES = (
    "Shells fell; two died; a road was cut; he fled.\nGuns spoke; all ran; a house burned; we left."
    "\nDrones came; four died; a shop burned; they ran."
)
# What is given, and what is read.
READ = [
    ("Kur\u200bram\u200e and sol\u00addiers", "Kurram and soldiers"),
    ("می\u200cشود", "می\u200cشود"),  # a joiner is spelling in Persian
    ("in\u00a0Kurram\u2009district", "in Kurram district"),
    ("five o\ufb03cers of the \ufb01rst brigade", "five officers of the first brigade"),
    ("\U0001d5d5\U0001d5f2 safe", "Be safe"),
    ("«they \ufb02ed», he said", "“they fled”, he said"),
    ("Pakistanâ€™s â€œpostâ€\ufffd, 5 kmÂ\u00a0away", "Pakistan’s “post”, 5 km away"),
    ("Pakistan&#8217;s post, M&amp;S, Q&A", "Pakistan’s post, M&S, Q&A"),
    ("> They fled,\n> > he said.", "They fled,\nhe said."),
    # "&" stands for "and", but not in a name of letters.
    ("3 killed & 5 hurt in Nari &amp; Asmar", "3 killed and 5 hurt in Nari and Asmar"),
    ("“post”, & 2 men; three killed&five hurt", "“post”, and 2 men; three killed and five hurt"),
    ("NARI & ASMAR: P & T and AT&T said", "NARI AND ASMAR: P & T and AT&T said"),
    # What all lines begin with is no part of them.
    ("  They fled.\n\n  18:40\n    Two died.", "They fled.\n\n18:40\n  Two died."),
    ("They fled.\n  Two died.", "They fled.\n  Two died."),
    ("in [Spera](https://example.org/a_(b)) of *Khost*", "in Spera of Khost"),
    ("TORKHAM ......... closed\nNo . . . he said", "TORKHAM: closed\nNo . . . he said"),
    # Tables whose columns tabs, semicolons or runs of blanks part; sentences are none.
    (
        "Place\tDead\tHurt\nNari\t4\t1\nAsmar\t0\t3",
        "Place | Dead | Hurt\nNari | 4 | 1\nAsmar | 0 | 3",
    ),
    (
        "No; Day; Place; Dead\n1; 3 May; Nari; 4\n2; 5 May; Asmar; 0\n\nAll; of; it; said.",
        "No | Day | Place | Dead\n1 | 3 May | Nari | 4\n2 | 5 May | Asmar | 0\n\nAll; of; it; said.",
    ),
    (
        "Place    Dead   Hurt\nNari     4      1\nAsmar    0      3",
        "Place | Dead | Hurt\nNari | 4 | 1\nAsmar | 0 | 3",
    ),
    (SENTENCES, SENTENCES),
    ("![a post](p.jpg) **five** died, __two__ fled", " five died, two fled"),
    ("**Khost**\nfive died", "**Khost**\nfive died"),  # a heading
    ("5 * 3 * 2 and snake_case_name", "5 * 3 * 2 and snake_case_name"),
    ("sol-\ndiers of the cross-\nborder force", "soldiers of the cross-border force"),
    ("a Pakistan-\nAfghanistan gate", "a Pakistan-\nAfghanistan gate"),
    (
        "Monitor\n\nFive men\nPage 1 of 2\n\fMonitor\n\nwere killed.\n- 2 -\nMonitor\n\nThey",
        "\nFive men\nwere killed.\n\nThey",
    ),
    ("10 A\n11 b\n12 \n13 c\n14 d", "A\nb\n\nc\nd"),  # numbers of lines
    ("1: A\n2:b\n3:c\n\n4: d\n5:e", "A\nb\nc\n\nd\ne"),
    (
        "a\nb\nc\nd\n5   e\nf\ng\nh\ni\n10  j\nk\nl\nm\nn\n15  o",
        "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\no",
    ),
    ("3 killed\n4 hurt\n5 missing", "3 killed\n4 hurt\n5 missing"),
    ("5 killed\n7 hurt\n2 held\n9 lost\n1 fled", "5 killed\n7 hurt\n2 held\n9 lost\n1 fled"),
    (
        "1\n00:00:04,000 --> 00:00:07,500\nFive men\n\n2\n00:00:08,000 --> 00:00:11,500\ndied.",
        "Five men\ndied.",
    ),
    (r"\"They fled,\" he said.\n\nTwo died.", '"They fled," he said.\n\nTwo died.'),
    ("C:\\new and\n\\n", "C:\\new and\n\\n"),
    (
        "0:00\nFive\n0:04\nmen\n0:08\nwere\n0:12\nkilled\n1:00:16\nthere",
        "Five\nmen\nwere\nkilled\nthere",
    ),
    (
        "10:00\nFive died\n10:04\nA gate shut\n10:08\nJets heard\n10:12\nFire\n10:16\nSix died",
        "10:00\nFive died\n10:04\nA gate shut\n10:08\nJets heard\n10:12\nFire\n10:16\nSix died",
    ),
    ("They left the page.\nThey left the page.", "They left the page.\nThey left the page."),
]


@pytest.mark.parametrize(("given", "read"), READ)
def test_marks_that_nobody_reads_are_not_read(given, read):
    assert cleared(given).text == read


@pytest.mark.parametrize("given", [given for given, _ in READ])
def test_each_character_read_stands_where_it_stood(given):
    read = cleared(given)
    starts = list(read.starts) if read.starts is not None else list(range(len(given) + 1))
    assert len(starts) == len(read.text) + 1
    assert starts == sorted(starts)
    assert starts[-1] == len(given)
    for character, at in zip(read.text, starts, strict=False):
        assert (
            character == given[at]
            or not (character.isalnum() and given[at].isascii())
            or (given[at] == "&")
        )


# Ways in which the same sentence comes out of a page, a phone or a PDF.
COPIED = {
    "plain": lambda text: text,
    "no width": lambda text: text.replace("Spera", "Spe\u200bra").replace("Three", "\u200eThree"),
    "soft hyphens": lambda text: text.replace("soldiers", "sol\u00addiers"),
    "blanks that do not break": lambda text: text.replace(" ", "\u00a0"),
    "bold": lambda text: text.replace("Spera", "**Spera**").replace("seven", "*seven*"),
    "links": lambda text: text.replace("Khost", "[Khost](https://example.org/khost)"),
    "letters drawn as one": lambda text: text.replace("fi", "\ufb01"),
    "entities": lambda text: text.replace("’", "&rsquo;").replace("post in", "post&nbsp;in"),
    "decoded twice": lambda text: text.replace("’", "â€™"),
    "cited": lambda text: textwrap.indent(textwrap.fill(text, 60), "> "),
    "numbers of lines": lambda text: (
        "\n".join(f"{n:4d} {line}" for n, line in enumerate(textwrap.wrap(text, 50), 1)) + "\n   5"
    ),
    "a column": lambda text: textwrap.fill(text, 26),
    "subtitles": lambda text: "\n\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{line}"
        for n, line in enumerate(textwrap.wrap(text, 32), 1)
    ),
    "a transcript": lambda text: "\n".join(
        f"0:{4 * n:02d}\n{line}" for n, line in enumerate(textwrap.wrap(text, 30))
    ),
    "as code": "\\n{}\\n".format,
    "hyphens": lambda text: text.replace("soldiers", "sol-\ndiers").replace(
        "wounded", "woun-\nded"
    ),
    "a page's foot": lambda text: textwrap.fill(text, 60).replace("\n", "\n- 3 -\n\f\n", 1),
}


@pytest.mark.parametrize("way", COPIED)
@pytest.mark.parametrize("swapped", [False, True])
def test_however_it_was_copied_a_text_tells_the_same(durand, way, swapped):
    said = SAID
    if swapped:
        for one, other in (("Afghan", "_"), ("Pakistani", "Afghan"), ("_", "Pakistani")):
            said = said.replace(one, other)
    plain = document(said, {"published": "2026-03-05"})
    copied = document(COPIED[way](said), {"published": "2026-03-05"})
    (wanted,) = eval_form(plain, read_one(plain, durand))["incidents"]
    (found,) = eval_form(copied, read_one(copied, durand))["incidents"]
    for mark in (*found["places"], *found["claims"]):
        quote = mark.get("quote") or mark["mention"]
        assert copied.text[mark["char_start"] : mark["char_end"]] == quote
    told = {"mention", "char_start", "char_end", "quote"}
    shorn = [
        [{k: v for k, v in mark.items() if k not in told} for mark in one[name]]
        for one in (wanted, found)
        for name in ("places", "claims")
    ]
    assert shorn[:2] == shorn[2:]
    quotes = [
        [re.findall(r"[^\W\d]+", cleared(c["quote"]).text) for c in one["claims"]]
        for one in (wanted, found)
    ]
    assert quotes[0] == quotes[1]


@pytest.mark.parametrize("width", [40, 60, 90])
def test_each_row_has_the_sentence_of_its_claim_where_lines_are_wrapped(durand, width):
    last = "In Kabul a spokesman said that nine Pakistani soldiers were captured in the fighting."
    made = document(textwrap.fill(f"{SAID} {last}", width), {"published": "2026-03-05"})
    rows = list(csv.DictReader(io.StringIO(long_form([(made, read_one(made, durand))]))))
    assert {row["notes"] for row in rows} == {SAID, last}
    assert all(" ".join(row["quote"].split()) in row["notes"] for row in rows)


@pytest.mark.parametrize(
    "run", [" ", "\t", " \t", " ;", ";", ". ", ".", "a .", "a\tb\tc\n", "a  b  c\n"], ids=repr
)
def test_clearing_takes_no_longer_a_character_of_a_long_run(run):
    def spent(characters, times):
        text = "a" + run * (characters // len(run)) + "b\tc;d"
        begun = time.process_time()
        for _ in range(times):
            cleared(text)
        return time.process_time() - begun

    pairs = [(spent(32_000, 2), spent(4_000, 16)) for _ in range(3)]
    assert min(long / short for long, short in pairs) < 5  # eight, where it is looked at anew
