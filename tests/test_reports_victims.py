"""Whose the counted are: nouns, adjectives, possessors and context."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.counts import victims
from geo.reports.counts.quantities import find
from geo.reports.documents.document import Document
from geo.reports.language import words
from geo.reports.language.tokens import read

PACK = region.load()
WORDS = words.of(PACK)

# words behind a number -> class, head, what says whose they are
PHRASES = {
    "two soldiers died": ("forces", "soldiers", "soldiers"),
    "two Afghan border policemen died": (
        "forces",
        "border policemen",
        "Afghan border policemen",
    ),
    "two soldiers last night": ("forces", "soldiers", "soldiers"),
    "two soldiers last week": ("forces", "soldiers", "soldiers"),
    "two soldiers Friday night": ("forces", "soldiers", "soldiers"),
    "two soldiers hours later": ("forces", "soldiers", "soldiers"),
    "two night guards died": ("forces", "guards", "night guards"),
    "two nights": ("other", "nights", "nights"),
    "two of the last attackers died": ("militants", "attackers", "of the last attackers"),
    "two of its frontier men died": ("forces", "frontier men", "of its frontier men"),
    "two members of the Afghan Taliban regime died": (
        "people",
        "members",
        "members of the Afghan Taliban regime",
    ),
    "two members of the security forces died": (
        "forces",
        "members of the security forces",
        "members of the security forces",
    ),
    "two men from the Frontier Corps died": ("people", "men", "men from the Frontier Corps"),
    "seven of a household of nine died": ("civilians", "members", "of a household of nine"),
    "seven displaced families left": ("families", "families", "displaced families"),
    "two lorry drivers died": ("civilians", "drivers", "lorry drivers"),
    "two tanks and armoured vehicles burned": ("vehicles", "tanks", "tanks and armoured vehicles"),
    "two of the attackers died": ("militants", "attackers", "of the attackers"),
    'two "khwarij" died': ("militants", "khwarij", '" khwarij "'),
    "two police posts fell": ("posts", "police posts", "police posts"),
    "two police stations burned": ("other", "stations", "police stations"),
    "two villages": ("other", "villages", "villages"),
    "two of them died": ("", "", "of them"),
    "two died": ("", "", ""),
    "two posts its men held": ("posts", "posts", "posts"),
}


@pytest.mark.parametrize("text", PHRASES)
def test_noun_phrases(text):
    tokens = read(text, words=WORDS)
    phrase = victims.noun_phrase(tokens, find(tokens)[0].end)
    said = " ".join(tokens.raw[phrase.first : max(phrase.reach, phrase.end)])
    assert (phrase.kind, phrase.head, said) == PHRASES[text]


# sentence -> group of its first claim
GROUPS = {
    # a nationality or a name
    "Nine Pakistani soldiers were killed.": "pakistani_forces",
    "Nine Afghan soldiers were killed.": "afghan_forces",
    "Nine Taliban fighters were killed.": "afghan_forces",
    "Nine members of the Afghan Taliban were killed.": "afghan_forces",
    "Nine men of the Frontier Corps were killed.": "pakistani_forces",
    "Nine TTP fighters were killed.": "militants",
    "Nine khwarij were killed.": "militants",
    "Nine members of the TTP were killed.": "militants",
    "Nine gunmen were killed.": "militants",
    "Nine infiltrators were shot.": "militants",
    "Nine suicide bombers were killed.": "militants",
    # civilians, whatever their passport
    "Nine civilians were killed.": "civilians",
    "Nine Afghan civilians were killed.": "civilians",
    "Ten Afghan and Pakistani civilians were killed.": "civilians",
    "Nine women and children were killed.": "civilians",
    "Nine labourers were killed.": "civilians",
    "Nine tribesmen were killed.": "civilians",
    "Nine people were killed when a shell hit a house.": "civilians",
    "Nine people were killed in the fighting.": "unspecified",
    "Dozens of soldiers and civilians were killed.": "unspecified",
    # the speaker's own
    "The Pakistani army said nine of its soldiers were killed.": "pakistani_forces",
    "The Pakistani army said nine soldiers were killed.": "pakistani_forces",
    "The Afghan defence ministry said nine of its fighters were killed.": "afghan_forces",
    "The Afghan defence ministry put its own losses at nine dead.": "afghan_forces",
    "The ISPR said nine sepoys were martyred.": "pakistani_forces",
    "Pakistan lost nine men, the Afghan defence ministry said.": "pakistani_forces",
    # the other side's
    "The Afghan defence ministry said nine enemy soldiers were killed.": "pakistani_forces",
    "The Pakistani army said nine hostile posts were captured.": "afghan_forces",
    "The Afghan defence ministry said its forces had killed nine soldiers.": "pakistani_forces",
    "The Afghan defence ministry said its men had seized nine posts.": "pakistani_forces",
    "The Pakistani army said nine posts were destroyed.": "afghan_forces",
    "The Pakistani army admitted the loss of nine posts.": "pakistani_forces",
    # a side named beside the count
    "Nine were wounded on the Pakistani side.": "pakistani_forces",
    "On the Afghan side nine were wounded.": "afghan_forces",
    "On the Afghan side nine were hurt, on the Pakistani side nobody.": "afghan_forces",
    "Nine civilians were killed on the Afghan side.": "civilians",
    "Pakistan had nine wounded.": "pakistani_forces",
    "On our side nine were hurt, the Afghan defence ministry said.": "afghan_forces",
    # the label of a list
    "Kabul's ministry said: Enemy losses: nine killed.": "pakistani_forces",
    # a remark on all of them
    "Nine dead and four hurt, all of them civilians, a doctor said.": "civilians",
    "Nine people were killed in the fighting; all were shepherds.": "civilians",
    # whose losses
    "Kabul put Pakistani losses at nine dead.": "pakistani_forces",
    # "their" after the other side's posts
    "Kabul said two Pakistani posts were burnt and nine of their men killed.": "pakistani_forces",
    # a group that fights a state counts the soldiers of that state
    "The TTP said it had killed nine soldiers.": "pakistani_forces",
    "The TTP said nine of its fighters were killed.": "militants",
    "The Emirate's guards and Pakistani troops traded fire. Locals said nine mujahideen were martyred.": "afghan_forces",
    "IEA forces shot at a Pakistani post. Nine mujahideen were martyred, residents said.": "afghan_forces",
    "Pakistani troops raided a TTP hideout. Residents said nine fighters were killed.": "militants",
    # what a UN mission counts
    "UNAMA said nine people had been killed.": "civilians",
    # things
    "Locals said the Pakistani side suffered heavy losses, nine posts burned.": "pakistani_forces",
    "Pakistani strikes on Khost kill nine - Taliban": "unspecified",  # who says so, and no dead
    "Nine houses were destroyed.": "civilians",
    "Nine lorries were burned.": "civilians",
    "Nine families fled.": "civilians",
    # the name of a figure
    "The Pakistani dead stood at nine.": "pakistani_forces",
    "The number of civilian deaths rose to nine.": "civilians",
}


@pytest.mark.parametrize("text", GROUPS)
def test_groups(text):
    found = claims.find(Document(id="x", text=text), PACK)
    persons = [claim.victim_group for claim in found if not claim.metric.startswith("posts_des")]
    assert (persons or [claim.victim_group for claim in found])[:1] == [GROUPS[text]]
