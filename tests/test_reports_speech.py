"""Who says it: frames, sources over a whole document, and nobody."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from geo import region
from geo.reports.attribution import speech
from geo.reports.attribution.frames import find_frames
from geo.reports.documents.document import Document
from geo.reports.language import words
from geo.reports.language.tokens import read

PACK = region.load()

# sentence -> (speaker's words, where what is said stands)
FRAMES = {
    # a verb behind its subject
    "The army said nine soldiers died.": [("The army", "leading")],
    "Nine soldiers died, the army said.": [("the army", "trailing")],
    "Nine soldiers died, the army said on Friday in a statement.": [("the army", "trailing")],
    "Nine soldiers died, an official told Reuters.": [("an official", "trailing")],
    "In Kurram, he added, nine soldiers died.": [("he", "middle")],
    "On Friday, the ministry announced that nine had died.": [("the ministry", "leading")],
    # before a colon, with the hour
    "Attaullah Tarar, 6 pm: 481 killed.": [("Attaullah Tarar", "leading")],
    # titles and appositions
    "Maj. Gen. Gul of the Corps, Balochistan, said nine Pakistani civilians died and two were hurt.": [
        ("Maj. Gen. Gul of the Corps, Balochistan", "leading")
    ],
    "Jets struck again, said two Afghan officials.": [("two Afghan officials", "trailing")],
    "Its spokesman, Hamdullah Fitrat, said nine died.": [
        ("Its spokesman, Hamdullah Fitrat", "leading")
    ],
    "Ziauddin, the deputy governor, said nine died.": [
        ("Ziauddin, the deputy governor", "leading")
    ],
    "An official said troops had answered fire, killing nine.": [("An official", "leading")],
    "Pakistan, which had replied with raids, put the dead at nine.": [("Pakistan", "leading")],
    "Gul Khan, who speaks for the police, said nine died.": [
        ("Gul Khan, who speaks for the police", "leading")
    ],
    # a text that is cut off
    "Nine soldiers died, the army said as": [("the army", "leading")],
    # a verb before its subject
    "Nine died, said Noorullah Noori, the minister for borders.": [
        ("Noorullah Noori, the minister for borders", "trailing")
    ],
    '"Nine died," says a shopkeeper.': [("a shopkeeper", "trailing")],
    'It was a long night, said shopkeeper Jan Gul: "Nine died."': [
        ("shopkeeper Jan Gul", "leading")
    ],
    "Nine are missing in Nari, where a post fell, says ISPR.": [("ISPR", "trailing")],
    "The toll was put at nine by a clinic.": [("a clinic", "trailing")],
    # according to, by a count
    "According to the ISPR, nine died.": [("the ISPR", "leading")],
    "Nine died, according to residents.": [("residents", "trailing")],
    "Nine, according to the governor, died.": [("the governor", "middle")],
    "Nine died by Kabul's own count.": [("Kabul", "middle")],
    "Nine died, by his tally.": [("his", "middle")],
    "ISPR: nine soldiers martyred.": [("ISPR", "leading")],
    "06:45 Ministry spokesman, Gul Khan, on X: nine killed.": [
        ("Ministry spokesman, Gul Khan, on X", "leading")
    ],
    "Militants: nine killed in Bajaur.": [],
    # what says why somebody is not named, and what stands in brackets
    "An officer, who wished his name to be kept out of print since he was not cleared to brief "
    "anybody outside the force, said nine died.": [("An officer", "leading")],
    "The ministry (its spokesman: Gul Agha) said nine died.": [("The ministry", "leading")],
    # what somebody says is told does not speak
    "In Kabul, Lt. Gen. Gul Khan, a spokesman for the army, said the report that nine died was "
    "wrong.": [("Lt. Gen. Gul Khan, a spokesman for the army", "leading")],
    "Nine died, said the statement that was read out in Kabul.": [("the statement", "middle")],
    # verbs that need a figure
    "The governor put the toll at nine.": [("The governor", "leading")],
    "Two died, he said; the governor put the dead at nine.": [
        ("he", "trailing"),
        ("the governor", "leading"),
    ],
    "The governor spoke of nine dead.": [("The governor", "leading")],
    "The governor spoke of better days.": [],
    "Pakistan had put up a gate with two wings.": [],
    "The strike killed nine guests: women and a child.": [],
    "The toll was put at nine by the governor.": [("the governor", "trailing")],
    "A post was set on fire by Afghan guards on Friday.": [],
    # nouns that look like verbs
    "Early reports of nine dead proved wrong.": [],
    "He rejected Afghan reports of nine dead.": [("He", "leading")],
    "The United States regrets nine deaths.": [],
    "The gate is said to be shut.": [],
}


@pytest.mark.parametrize("sentence", FRAMES)
def test_frames(sentence):
    tokens = read(sentence, words=words.of(PACK))
    found = [
        (sentence[tokens.starts[f.subject] : tokens.ends[f.subject_end - 1]], f.place)
        for f in find_frames(tokens)
    ]
    assert found == FRAMES[sentence]


# text -> side of who says its last word but one
SIDES = {
    # a gate's village is on one side; what only the gate is called is on both
    "Officials said that at Kharlachi Afghan forces had fired and nine died.": "pakistan",
    "Officials said that at Bahramcha Pakistani forces had fired and nine died.": "afghanistan",
    "Officials said that at Torkham somebody had fired and nine died.": "unknown",
    # officials of one side
    "The Pakistani army said nine died.": "pakistan",
    "The army said nine died.": "pakistan",
    "The ISPR said nine died.": "pakistan",
    "Attaullah Tarar wrote on X that nine died.": "pakistan",
    "Security sources in Islamabad said nine died.": "pakistan",
    "Police in Chaman said nine died.": "pakistan",
    "Officials in Nangarhar said nine died.": "afghanistan",
    "Officials in Khost said nine died.": "afghanistan",
    "The governor of Kunar said nine died.": "afghanistan",
    "Kabul says nine died.": "afghanistan",
    "Islamabad says nine died.": "pakistan",
    "The Taliban said nine died.": "afghanistan",
    "The Afghan defence ministry said nine died.": "afghanistan",
    "Zabihullah Mujahid said nine died.": "afghanistan",
    "A Pakistani security official, who asked not to be named, said nine died.": "pakistan",
    "A Pakistani officer, who would not be named as he had not been cleared to talk to foreign "
    "reporters in the town, said nine died.": "pakistan",
    "An Afghan officer, who would not be named as he had not been cleared to talk to foreign "
    "reporters in the town, said nine died.": "afghanistan",
    "The chief of Nari district, Malik Gul Rahman, said nine died.": "afghanistan",
    "Levies man Gul Rahman said nine died.": "pakistan",
    # local voices, whatever else their words say
    "Malik Gul Rahman said nine died.": "local",
    "A woman in Chaman said nine died.": "local",
    "Afghan residents said nine died.": "local",
    "A doctor at the hospital said nine died.": "local",
    "Elders in Spera said nine died.": "local",
    "People of the bazaar counted nine dead there.": "local",
    "Hospital records show nine dead in it.": "local",
    "Nine died, said Gul Khan, a neighbour, again": "local",
    # the United Nations, other states, groups
    "UNAMA said nine died.": "un",
    "The United Nations, in a first estimate, spoke of nine dead.": "un",
    "The United States embassy said nine died.": "unknown",
    "The TTP said nine died.": "ttp",
    "Amaq said nine died.": "iskp",
    # outlets, and outlets that quote somebody
    "Reuters reported that nine died.": "media",
    "Afghan media reported that nine died.": "media",
    "Quoting the Afghan interior ministry, Reuters said nine died.": "afghanistan",
    "TOLOnews, citing residents, put the dead at nine.": "local",
    "TOLOnews, quoting sources, put the dead at nine there.": "media",
    "The Afghan army said so. TOLOnews, quoting sources, put the dead at nine there.": "media",
    # pronouns and bodies without a name
    "The ISPR said two posts were lost. It added that nine men died.": "pakistan",
    "Zabihullah Mujahid spoke in Kabul. He said nine died.": "afghanistan",
    "Afghan officials were silent at first. They said later that nine died.": "afghanistan",
    "The Taliban said so. A spokesman said nine died.": "afghanistan",
    "Mohammad Gul, a police chief in Khost, spoke on Monday. Gul said nine died.": "afghanistan",
    "The ISPR said two posts held. The other party was not silent. Its spokesmen said nine died.": (
        "afghanistan"
    ),
    # the other side, of whom somebody speaks; who a person is; a name that another one bears in part
    "General Zaman, the Afghan army chief, spoke. The other side was warned, he said. Nine died.": (
        "afghanistan"
    ),
    "General Zaman, Pakistan's army chief, spoke. The other side was warned, he said. Nine died.": (
        "pakistan"
    ),
    "A Pakistani official was silent, he said. Gul Agha, who sells tea, told us nine died.": "local",
    "An Afghan official said so. Gul Agha, who sells tea there, told us nine died.": "local",
    "It was loud, said Nabi Gul, who lives there. Gul Nabi Ahmadi, an Afghan general, said nine died.": (
        "afghanistan"
    ),
    "PESHAWAR: Officials said here on Thursday that nine died.": "pakistan",
    # those who are sources only where they are
    "Clashes were heard in Goshta. A security source said nine died.": "afghanistan",
    "Isaf officials said nine died.": "unknown",
    "The district chief of Lalpura, Haji Omar, told Pajhwok that nine died.": "afghanistan",
    "Health worker in Nari: nine herders died there.": "local",
    "Haji Omar keeps a shop. He said nine died.": "local",
    "Gul Rahman, a farmer of Nari, lost a cow. He said nine died.": "local",
    "The army said so. A customs clerk, reached by telephone, said nine died.": "local",
    "The army said so. Nine died, according to Karim Shah, who sells salt there": "local",
    "The TTP is active there. The group itself said nine died.": "ttp",
    # behind a headline
    "Nine soldiers killed in Spin Boldak: Afghan MoD there": "afghanistan",
    "Nine soldiers were killed in Nari - Rescue 1122 there": "local",
    "Nine died there, and Thursday added two more dead, the army said.": "pakistan",
    # carried over
    "The ISPR said two posts were lost. Nine men died there too.": "pakistan",
    "Nine men died there. The ISPR said so.": "pakistan",
    "The ISPR said two posts were lost.\n\nNine men died there too.": "pakistan",
    "The ISPR said two posts were lost.\n\nSeparately, nine men died there.": "media",
    # two sources in one sentence
    "The ISPR said nine died while Kabul spoke of twelve dead.": "afghanistan",
    "Residents said twelve died, but the ISPR put the dead at nine.": "pakistan",
    # nobody
    "Nine men died there.": "media",
    "KABUL: Nine men died there.": "media",
}


@pytest.mark.parametrize("text", SIDES)
def test_sides(text):
    document = Document(id="x", text=text)
    rows = speech.sources(document, PACK)
    last = len(text) - 6
    sides = [s.speaker.side for row in rows for s in row if s.start <= last < s.end]
    assert sides == [SIDES[text]]


def test_stretches_cover_every_sentence():
    text = "Nine died, the army said, while Kabul spoke of two.\n\nA third paragraph follows."
    document = Document(id="x", text=text, publisher="A Paper")
    for sentence, row in zip(document.sentences, speech.sources(document, PACK), strict=True):
        assert row[0].start == sentence.start
        assert row[-1].end == sentence.end
        assert all(a.end == b.start for a, b in pairwise(row))


@pytest.mark.parametrize(
    ("publisher", "side"),
    [
        ("ISPR", "pakistan"),
        ("Some Site / ISPR", "pakistan"),
        ("Bakhtar News Agency", "afghanistan"),
        ("UNAMA", "un"),
        ("UNAMA Human Rights", "un"),
        ("Zabihullah Mujahid (X)", "afghanistan"),
        ("Ministry of Defence, Afghanistan", "afghanistan"),
        ("Frontier Corps South", "pakistan"),
        ("Kunar governor's media office", "afghanistan"),
        ("Kabul Weekly", "media"),
        ("Pakistan Press Agency", "media"),
        ("Dawn", "media"),
        ("", "media"),
    ],
)
def test_publishers(publisher, side):
    document = Document(id="x", text="Nine men died there.", publisher=publisher)
    speaker = speech.sources(document, PACK)[0][0].speaker
    assert (speaker.side, speaker.text) == (side, publisher or "unattributed")


@pytest.mark.parametrize(
    ("published", "side"), [(date(2020, 7, 31), "unknown"), (date(2025, 10, 12), "afghanistan")]
)
def test_the_taliban_were_no_government_before_august_2021(published, side):
    text = "Zabihullah Mujahid said nine died."
    document = Document(id="x", text=text, published=published)
    assert speech.sources(document, PACK)[0][0].speaker.side == side


@pytest.mark.parametrize(("publisher", "side"), [("Dawn", "pakistan"), ("Pajhwok", "afghanistan")])
def test_police_without_a_place_are_those_at_home(publisher, side):
    document = Document(id="x", text="Police said nine died.", publisher=publisher)
    assert speech.sources(document, PACK)[0][0].speaker.side == side
