"""Plain reports of two to five sentences: whose is each figure, over the whole of them.

Made of shapes, speakers and sentences, so that the answer is known. Who goes on speaking where no
frame says it is told in `geo/reports/attribution/carrying.py`.
"""

from __future__ import annotations

import random
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

# Side -> who speaks for it, as a sentence begins with it; "they" or "he" or "it" may follow.
BODIES = {
    "pakistan": [
        "The ISPR",
        "The Pakistani military",
        "Pakistan's foreign ministry",
        "The Foreign Office in Islamabad",
        "The district administration of Kurram",
        "Pakistan's information ministry",
        "The army's media wing",
    ],
    "afghanistan": [
        "The Afghan defence ministry",
        "Kabul's interior ministry",
        "The Taliban government",
        "The Islamic Emirate",
        "The governor's office in Khost",
        "The information department of Kunar",
        "The Ministry of National Defence in Kabul",
    ],
    "un": ["UNAMA", "The UN mission in Afghanistan", "The UN refugee agency", "UNICEF"],
    "ttp": ["The TTP", "The Pakistani Taliban", "Jamaat-ul-Ahrar"],
    "iskp": ["Islamic State Khorasan", "ISKP"],
    "unknown": ["The US military", "NATO", "The Iranian embassy in Kabul", "The Pentagon"],
    "local": ["The district hospital", "The Edhi foundation", "Rescue 1122 in Bannu"],
}
PEOPLE = {
    "pakistan": [
        "Defence Minister Khawaja Asif",
        "Information Minister Attaullah Tarar",
        "A police official in Bannu",
        "A senior security official in Peshawar",
        "Deputy Commissioner Javed Iqbal of Chaman",
        "The chief minister of Khyber Pakhtunkhwa",
        "Israr Khan, a police officer in Bajaur,",
        "Army spokesman Lt Gen Ahmed Sharif Chaudhry",
    ],
    "afghanistan": [
        "Taliban spokesman Zabihullah Mujahid",
        "Deputy spokesman Hamdullah Fitrat",
        "Mustaghfar Gurbuz, a spokesman for the governor of Khost,",
        "The police chief of Kunar",
        "A Taliban commander in Spin Boldak",
        "Enayatullah Khowarazmi, the spokesman of the Afghan defence ministry,",
        "The governor of Paktika",
    ],
    "local": [
        "A doctor at the district hospital",
        "A resident of the village, Gul Rahman,",
        "Malik Zarin, a tribal elder,",
        "A shopkeeper in the bazaar",
        "A surgeon in the provincial hospital",
    ],
    "ttp": ["TTP spokesman Mohammad Khorasani"],
    "un": ["Georgette Gagnon, the deputy head of UNAMA,"],
}
MANY = {
    "pakistan": [
        "Pakistani officials",
        "Security officials in Peshawar",
        "Police in Bannu",
        "Pakistani security sources",
        "Officials in Islamabad",
        "Chaman police",
        "Levies officials in Chaman",
    ],
    "afghanistan": [
        "Afghan officials",
        "Taliban officials in Kabul",
        "Khost police",
        "Local officials in Kunar",
        "Afghan border police",
        "Taliban authorities in Paktika",
        "Provincial officials in Nangarhar",
    ],
    "local": [
        "Residents",
        "Doctors at the provincial hospital",
        "Tribal elders",
        "Witnesses",
        "Villagers",
        "Hospital officials",
    ],
    "unknown": ["US officials", "Diplomats in Washington"],
}
HE = ["he said", "he added", "he told reporters", "he stated"]
VERBS = ["said", "stated", "announced", "confirmed", "reported", "claimed"]
TIMES = [
    "",
    "",
    " on Friday",
    " late on Thursday",
    " on Friday, February 27, 2026,",
    " on Saturday",
]
TIMES += [" in a statement", " in a post on X", " in a statement on Friday"]
# What happened, with a number; {n} begins it or not.
DONE = [
    "{n} people were killed",
    "{n} soldiers had been killed",
    "{n} civilians died",
    "{n} people were wounded",
    "{n} villagers had been injured",
    "at least {n} fighters were killed",
    "{n} militants were killed",
    "more than {n} others were wounded",
    "{n} members of one family were killed",
    "shells killed {n} people",
    "{n} posts were captured",
    "{n} houses were destroyed",
    "{n} families were displaced",
]
# Nothing that is counted, and nobody who speaks.
BETWEEN = [
    "The blast took place at dusk.",
    "The firing began shortly after midnight.",
    "Heavy weapons were used.",
    "The shells landed in a village near the border.",
    "The fighting went on until dawn.",
    "Two houses were damaged.",
    "The attack happened near the crossing.",
]
BACKGROUND = [
    "In October last year, {n} people were killed in clashes on the border.",
    "Last month, {n} soldiers were killed in a similar attack.",
    "In January, {n} civilians died in an air strike in the same district.",
    "Separately, {n} people were wounded in a roadside bombing in Quetta.",
    "Earlier this year, {n} people were killed in a suicide attack in the city.",
]
OUTLETS = ["Reuters", "AFP", "TOLOnews", "Geo News", "Al Jazeera", "Dawn", "the BBC"]
PUBLISHERS = ["AFP", "Reuters", "Dawn", "TOLOnews", "Al Jazeera", "Xinhua", "Khaama Press"]
OFFICES = {
    "pakistan": ["ISPR", "Pakistan Army", "Ministry of Foreign Affairs Pakistan"],
    "afghanistan": [
        "Ministry of National Defence",
        "Afghan Ministry of Defence",
        "Islamic Emirate",
    ],
    "un": ["UNAMA"],
    "ttp": ["Umar Media"],
}


class Report(NamedTuple):
    """A text, its publisher, whose each number is, and who denies; `shape` says how it was made."""

    text: str
    publisher: str
    sides: dict[int, str]
    denies: list[str]
    shape: str


#: Shape -> whose the numbers are in turn (A, B; M an outlet's; "-B" that B denies) and the text: {A}
#: is a speaker at the head of a sentence, {a} within; {w1} what happened, {s} a sentence between.
SHAPES = {
    # one who speaks first, then figures without a verb of speech
    "lead": ("AA", "{w1}, {a} {v}{t}. {s} {w2}."),
    "lead3": ("AAA", "{w1}, {a} said{t}. {w2}. {s} {w3}."),
    "begins": ("AA", "{A} {v}{t} that {w1}. {w2}."),
    "begins, then between": ("AA", "{A} {v}{t} that {w1}. {s} {w2}."),
    "two in one": ("AA", "{A} said{t} that {w1} and {w2}."),
    "according": ("AA", "According to {a}, {w1}. {w2}."),
    "according behind": ("AA", "{w1}, according to {a}. {s} {w2}."),
    "according, no comma": ("AA", "According to {t_} a bomb went off at noon. {w1}. {w2}."),
    "statement from": ("A", "{w1}, according to a statement from {a}."),
    "figures by": ("A", "{w1}, according to figures released by {a}."),
    "count of": ("A", "In all, {w1} this year, according to a count of {a}."),
    "told": ("A", "{w1}, {a} told {o}."),
    "told first": ("AA", "{A} told {o}{t} that {w1}. {w2}."),
    "told a conference": ("AA", "{H} told a news conference{t} that {w1}. {s} {w2}."),
    "only in second": ("AA", "{w1}. {w2}, {a} said."),
    "only in third": ("AA", "{w1}. {s} {w2}, {a} said."),
    # later words of the same one
    "he": ("AA", "{H} said{t} that {w1}. {w2}, {he}."),
    "he leads": ("AA", "{H} said{t} that {w1}. He {more} that {w2}."),
    "he, third": ("AAA", "{H} said{t} that {w1}. {w2}. {w3}, {he}."),
    "it": ("AA", "{I} said{t} that {w1}. It {more} that {w2}."),
    "it behind": ("AA", "{I} said{t} that {w1}. {s} {w2}, it said."),
    "they": ("AA", "{T} said{t} that {w1}. They {more} that {w2}."),
    "they behind": ("AA", "{T} said{t} that {w1}. {s} {w2}, they said."),
    "statement": ("AA", "{I} said in a statement that {w1}. The statement {more} that {w2}."),
    "statement behind": ("AA", "{w1}, {i} said{t}. {w2}, the statement said."),
    "paragraph": ("AA", "{w1}, {t_} said{t}.\n\n{s} {w2}, they said."),
    "paragraph, bare": ("AA", "{w1}, {x} said{t}.\n\n{s} {w2}."),
    # quotes
    "quote": ("AA", '"{w1}," {a} said{t}. "{w2}."'),
    "quote runs on": ("AA", '"{w1}. {w2}," {a} said{t}.'),
    "quote inverted": ("A", '"{w1}," said {a}.'),
    "quote, inverted between": ("AA", '"{w1}," said {a}. "{w2}."'),
    "quote behind": ("AA", '{A} said: "{w1}. {w2}."'),
    "quote in next": ("AA", '"{w1}," {h} said.\n\n"{w2}," he added.'),
    "wrote": ("AA", '{H} wrote on X: "{w1}. {s} {w2}."'),
    # two sides
    "two": ("AB", "{A} {v}{t} that {w1}. {B} said that {w2}."),
    "two, then on": ("ABB", "{A} {v}{t} that {w1}. {B} said that {w2}. {w3}."),
    "for its part": ("AB", "{A} said{t} that {w1}. For its part, {b} said that {w2}."),
    "meanwhile": ("AB", "{A} said{t} that {w1}. Meanwhile, {b} claimed that {w2}."),
    "meanwhile behind": ("AB", "{A} said{t} that {w1}. {B}, meanwhile, said that {w2}."),
    "however": ("AB", "{A} said{t} that {w1}. {B}, however, said that {w2}."),
    "however first": ("AB", "{A} said{t} that {w1}. However, {b} said {w2}."),
    "in response": ("AB", "{A} said{t} that {w1}. In response, {b} said {w2}."),
    "while": ("AB", "{A} said{t} that {w1}, while {b} said {w2}."),
    "but": ("AB", "{A} said that {w1}, but {b} said {w2}."),
    "semicolon": ("AB", "{A} said that {w1}; {b} said that {w2}."),
    "while first": ("AB", "While {a} said that {w1}, {b} said that {w2}."),
    "turns": ("ABAB", "{A} said {w1}. {B} said {w2}.\n\n{w3}, {a} said. {w4}, {b} said."),
    "paragraphs": ("ABB", "{A} said{t} that {w1}.\n\n{B} said that {w2}. {s} {w3}."),
    "on the other side": ("AB", "{w1}, {a} said. On the other side, {w2}, {b} said."),
    "said then": ("BA", "{B} said{t} that {w1}. {w2}, {a} said then."),
    "at the time": ("BA", "{B} said{t} that {w1}.\n\n{w2}, {a} said at the time."),
    "described and said": ("BA", "{B} said {w1}. {X} called it unprovoked and said that {w2}."),
    "a day after": (
        "BA-A",
        "{B} said {w1}.\n\nA day after denying that anybody had died, {a} confirmed that {w2}.",
    ),
    "somebody met": (
        "AL",
        '{A} said that {w1}.\n\nAt the camp a shopkeeper, Nasir Ahmad, sat. "{w2}," he said.',
    ),
    "from Pakistan": ("D", "PESHAWAR, Pakistan (AP) - {w1} on Friday, local officials said."),
    "from a line": ("DD", "QUETTA, Pakistan\n\n{w1}, local officials said{t}. {s} {w2}."),
    "after denying": ("BA", "{B} said {w1}. After saying it was quiet, {a} confirmed that {w2}."),
    "two outlets": ("AB", "{w1}, {a} told {o}. {B} told local media that {w2}."),
    "same source": ("AA", "{w1}, {i} said{t}. {s} {w2}, the same source said."),
    "of the other side": (
        "AA",
        "{i} said that {w1}. Nobody of the other side died. {w2}, it said.",
    ),
    "who blamed": (
        "D",
        "{w1}, said District Police Officer Waqar Ahmad, who blamed Afghan forces.",
    ),
    "in the middle": (
        "AA",
        "Jets hit a house, {a} said, killing {n1} civilians and wounding {n2}.",
    ),
    # one quotes another
    "outlet citing": ("A", "{O} reported{t}, citing {a}, that {w1}."),
    "outlet reported, citing": ("A", "{w1}, {o} reported, citing {a}."),
    "quoted as saying": ("A", "{O} quoted {a} as saying that {w1}."),
    "was quoted": ("A", "{A} was quoted by {o} as saying that {w1}."),
    # the outlet itself
    "outlet": ("M", "{w1} on Friday. {s}"),
    "outlet's lead": ("MA", "{w1} on Friday in fighting on the border.\n\n{A} said that {w2}."),
    "outlet reports": ("M", "{w1}, {o} reported{t}."),
    "background": ("AM", "{A} said{t} that {w1}.\n\n{back}"),
    "background within": ("AM", "{A} said{t} that {w1}. {s} {back}"),
    "background by day": ("AM", "{A} said{t} that {w1}.\n\nOn October 9, {w2}."),
    "headline": ("A", "{w1} on border\n\n{w1}, {a} said{t}."),
    # what an office publishes
    "office": ("PP", "{w1}{t__}. {s} {w2}."),
    "office, another": ("PBP", "{w1}. {B} said that {w2}.\n\n{w3}."),
    # items
    "bullets": ("AB", "Friday's fighting:\n\n- {w1}, {a} said.\n- {w2}, {b} said."),
    "bullets led": ("AB", "Friday's fighting:\n\n- {A}: {w1}.\n- {B}: {w2}."),
    "bullets signed": ("AB", "Friday's fighting:\n\n- {w1} ({a}).\n- {w2} ({b})."),
    "bullet, bare": ("AM", "Friday's fighting:\n\n- {w1}, {a} said.\n- {w2} in Quetta."),
    "dated items": ("AM", "February 26: {w1}, {a} said.\n\nFebruary 27: {w2} in Quetta."),
    "dated lines": ("AM", "February 26\n\n{w1}, {a} said.\n\nFebruary 27\n\n{w2} in Quetta."),
    # denials
    "denies": ("A-B", "{A} said{t} that {w1}. {B} {deny}."),
    "denies in next": ("A-B", "{A} said{t} that {w1}.\n\n{B} {deny}."),
    "denied by": ("A-B", "{A} said that {w1}. The claim was rejected by {b}."),
    "says false": ("A-B", "{A} said that {w1}. {B} said the report was false."),
    "denies, then says": ("A-BB", "{A} said that {w1}. {Y} {deny}. It said {w2}."),
    "denies and says": ("A-BB", "{A} said that {w1}. {B} {deny} and said that {w2}."),
    "claim that": ("A-B", "{A} said that {w1}, a claim that {b} denied."),
}
DENY = [
    "denied it",
    "rejected the claim",
    "denied the report",
    "dismissed the claim as baseless",
    "rejected the report as false",
    "called the claim baseless",
    "denied the claim on Saturday",
    "rejected this",
    "rejected that claim",
    "rejected the allegation",
]
# Mark of a shape -> from whom who speaks, or who answers, is taken.
FIRST = {"{H}": PEOPLE, "{h}": PEOPLE, "{I}": BODIES, "{i}": BODIES, "{T}": MANY, "{t_}": MANY}
_ONES = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def reports(seed: int, count: int) -> Iterator[Report]:
    """Make reports, each of a shape in turn."""
    rnd = random.Random(seed)  # noqa: S311 - no secret is made of it
    names = list(SHAPES)
    for number in range(count):
        yield _report(rnd, names[number % len(names)])


def _speaker(
    rnd: random.Random, rows: dict[str, list[str]], but: tuple[str, ...]
) -> tuple[str, str]:
    side, names = rnd.choice([row for row in rows.items() if row[0] not in but])
    return side, rnd.choice(names)


def _report(rnd: random.Random, shape: str) -> Report:
    whose, form = SHAPES[shape]
    anybody = rnd.choice([PEOPLE, BODIES, MANY])
    rows = next((rows for mark, rows in FIRST.items() if mark in form), anybody)
    # residents give no statement, and are no source of the next paragraph
    apart = ("local",) if "statement" in shape or "{X}" in form or "{x}" in form else ()
    side, first = _speaker(rnd, rows, apart)
    other, second = _speaker(
        rnd, BODIES if "{Y}" in form else rnd.choice([PEOPLE, BODIES, MANY]), (side,)
    )
    office = rnd.choice(list(OFFICES))
    if "P" in whose and office == other:
        office = next(name for name in OFFICES if name != other)
    publisher = rnd.choice(OFFICES[office] if "P" in whose else PUBLISHERS)
    by_letter = {"A": side, "B": other, "M": "media", "P": office, "L": "local", "D": "pakistan"}
    fills = {"t": rnd.choice(TIMES), "v": rnd.choice(VERBS), "s": rnd.choice(BETWEEN)}
    fills |= {"he": rnd.choice(HE), "more": rnd.choice(["added", "said", "claimed"])}
    fills |= {
        "deny": rnd.choice(DENY),
        "o": rnd.choice(OUTLETS),
        "t__": rnd.choice(["", " on Friday"]),
    }
    fills["O"] = fills["o"][0].upper() + fills["o"][1:]
    said: dict[int, str] = {}
    for k, letter in enumerate(whose.replace("-B", "").replace("-A", "")):
        n = rnd.choice([n for n in range(3, 13) if n not in said])
        said[n] = by_letter[letter]
        word = str(n) if n > 9 and rnd.random() < 0.5 else _ONES[n - 3]
        fills[f"n{k + 1}"] = word
        fills[f"w{k + 1}"] = rnd.choice(DONE).format(n=word)
        fills["back"] = rnd.choice(BACKGROUND).format(n=word)
    fills |= dict.fromkeys("AHITX", first) | dict.fromkeys("BY", second)
    fills |= dict.fromkeys(("a", "h", "i", "t_", "x"), _within(first)) | {"b": _within(second)}
    text = form.format(**fills)
    for mark in ",.:)":  # "Gul, an elder," has no second comma where the clause ends
        text = text.replace("," + mark, mark)
    text = text.replace(", as saying", " as saying")
    return Report(
        _capitals(text),
        publisher,
        said,
        [by_letter[whose[whose.index("-") + 1]]] if "-" in whose else [],
        shape,
    )


def _within(name: str) -> str:
    return name[0].lower() + name[1:] if name.split(maxsplit=1)[0] in SMALL else name


SMALL = {
    *("The", "A", "Residents", "Tribal", "Witnesses", "Villagers", "Police", "Security"),
    *("Doctors", "Hospital", "Officials", "Local", "Provincial", "Diplomats"),
}


def _capitals(text: str) -> str:
    """Begin sentences with capitals."""
    return _BEGINS.sub(lambda match: match[0].upper(), text)


_BEGINS = re.compile(r'(?:^|\n|[.:]"? |- )"?[a-z](?=\w* )')


def wrong(report: Report, pack: region.RegionPack) -> list[str]:
    """Return what is read wrongly of a report."""
    day = date(2026, 2, 28)
    document = Document(id="x", text=report.text, publisher=report.publisher, published=day)
    found = claims.find(document, pack)
    faults = []
    for n, side in report.sides.items():
        of_n = {c.claimant_side for c in found if c.count_min == n and c.stance == "asserts"}
        if not of_n <= {side}:
            faults.append(f"{n}: {sorted(of_n)} for {side}")
    if not any(c.stance == "asserts" for c in found):
        faults.append("no figure found")
    denied = [c.claimant_side for c in found if c.stance == "denies"]
    if denied != report.denies:
        faults.append(f"denied by {denied} for {report.denies}")
    return faults


def test_whose_each_figure_is() -> None:
    pack = region.load()
    faults = [(r.text, wrong(r, pack)) for r in reports(seed=9, count=5 * len(SHAPES))]
    assert [row for row in faults if row[1]] == []
