"""Numbers in digits and words, hedges, ranges, and what is no count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reports.counts import quantities, zero
from geo.reports.language.tokens import read

# sentence -> (words, low, high, exact)
NUMBERS = {
    # plain
    "12 men fell": [("12", 12, 12, True)],
    "twelve men fell": [("twelve", 12, 12, True)],
    "Twenty-seven men fell": [("Twenty-seven", 27, 27, True)],
    "twenty seven men fell": [("twenty seven", 27, 27, True)],
    "2,500 families left": [("2,500", 2500, 2500, True)],
    "1,50,000 people": [("1,50,000", 150000, 150000, True)],
    "a hundred and five men": [("a hundred and five", 105, 105, True)],
    "two hundred and seven men": [("two hundred and seven", 207, 207, True)],
    "three thousand people": [("three thousand", 3000, 3000, True)],
    "2 lakh people": [("2 lakh", 200000, 200000, True)],
    "half a dozen guards": [("half a dozen", 6, 6, True)],
    "a dozen guards": [("a dozen", 12, 12, True)],
    "two dozen guards": [("two dozen", 24, 24, True)],
    "a pair of guards": [("a pair of", 2, 2, True)],
    "On 4 July five guards died": [("five", 5, 5, True)],
    "On July 4 five guards died": [("five", 5, 5, True)],
    "in October twelve men died": [("twelve", 12, 12, True)],
    # at least
    "at least 55 soldiers": [("at least 55", 55, None, False)],
    "more than 200 wounded": [("more than 200", 200, None, False)],
    "over 50 dead": [("over 50", 50, None, False)],
    "no fewer than six": [("no fewer than six", 6, None, False)],
    "not less than nine": [("not less than nine", 9, None, False)],
    "upwards of 30": [("upwards of 30", 30, None, False)],
    "a minimum of 12": [("a minimum of 12", 12, None, False)],
    "well over a hundred": [("well over a hundred", 100, None, False)],
    "50 or more": [("50 or more", 50, None, False)],
    "5+ killed": [("5+", 5, None, False)],
    "more than two dozen": [("more than two dozen", 24, None, False)],
    # up to
    "up to 60 fighters": [("up to 60", None, 60, False)],
    "as many as 40": [("as many as 40", None, 40, False)],
    "no more than 12": [("no more than 12", None, 12, False)],
    "fewer than ten": [("fewer than ten", None, 10, False)],
    # around
    "around 30 wounded": [("around 30", 30, 30, False)],
    "some 40 wounded": [("some 40", 40, 40, False)],
    "nearly 500 families": [("nearly 500", 500, 500, False)],
    "an estimated 70": [("an estimated 70", 70, 70, False)],
    "30 or so men": [("30 or so", 30, 30, False)],
    "close to 90 men": [("close to 90", 90, 90, False)],
    # ranges
    "between 16 and 18 hurt": [("between 16 and 18", 16, 18, False)],
    "from ten to fifteen men": [("from ten to fifteen", 10, 15, False)],
    "16 to 18 men": [("16 to 18", 16, 18, False)],
    "16-18 men": [("16-18", 16, 18, False)],
    "50–60 men": [("50–60", 50, 60, False)],
    "51 or 52 martyrs": [("51 or 52", 51, 52, False)],
    "two or three attackers": [("two or three", 2, 3, False)],
    "between 4 and 9 (nine) men": [("between 4 and 9 (nine)", 4, 9, False)],
    "more than one hundred and two men": [("more than one hundred and two", 102, None, False)],
    "more than one man": [("more than one", 2, None, False)],
    "six to seven hundred men": [("six to seven hundred", 600, 700, False)],
    "two or three dozen men": [("two or three dozen", 24, 36, False)],
    "ten to two hundred men": [("ten to two hundred", 10, 200, False)],
    "Post 12 and a post 12 men held": [("12", 12, 12, True)],
    "every one of the nine": [("nine", 9, 9, True)],
    "rose by three to 22": [("three", 3, 3, True), ("22", 22, 22, True)],
    "more than 10 but fewer than 20 men": [("more than 10 but fewer than 20", 10, 20, False)],
    "at least ten and up to 15 men": [("at least ten and up to 15", 10, 15, False)],
    "at least ten and perhaps up to 15 men": [("at least ten and perhaps up to 15", 10, 15, False)],
    "all but two of the men": [],
    "at least ten and two posts": [("at least ten", 10, None, False), ("two", 2, 2, True)],
    "ten, possibly 15, men": [("ten, possibly 15,", 10, 15, False)],
    "at least ten, perhaps 15, men": [("at least ten, perhaps 15,", 10, None, False)],
    "ten men, possibly 15 men": [("ten", 10, 10, True), ("possibly 15", 15, 15, False)],
    "12, not 14, men": [("12, not 14,", 12, 12, True)],
    "12 dead, not 14": [("12", 12, 12, True), ("14", 14, 14, True)],
    # in other words and marks
    "12 (twelve) men": [("12 (twelve)", 12, 12, True)],
    "1.5 lakh people": [("1.5 lakh", 150_000, 150_000, True)],
    "some 2.5 thousand people": [("some 2.5 thousand", 2500, 2500, False)],
    "half a million people": [("half a million", 500_000, 500_000, True)],
    "a lakh people": [("a lakh", 100_000, 100_000, True)],
    "۲۳ people and ١٢ men": [("۲۳", 23, 23, True), ("١٢", 12, 12, True)],
    "1 200 families": [("1 200", 1200, 1200, True)],
    "12\u202f500 families": [("12\u202f500", 12_500, 12_500, True)],
    "On July 3 200 families left": [("200", 200, 200, True)],
    "some twenty-odd men": [("some twenty-odd", 20, 20, False)],
    "30-plus wounded": [("30-plus", 30, None, False)],
    "a 30-plus-year-old man": [],
    "a trio of guards": [("a trio of", 3, 3, True)],
    "2x soldiers": [("2x", 2, 2, True)],
    "twenty one (21) posts": [("twenty one (21)", 21, 21, True)],
    "over two hundred (200) men": [("over two hundred (200)", 200, None, False)],
    "nine (12 others) died": [("nine", 9, 9, True), ("12", 12, 12, True)],
    "~30 wounded": [("~30", 30, 30, False)],
    ">50 dead": [(">50", 50, None, False)],
    "as high as 15": [("as high as 15", None, 15, False)],
    "a third was hurt": [("a third", 1, 1, True)],
    "another died": [("another", 1, 1, True)],
    "a third of the men": [],
    "killed a": [],
    # vague words
    "a few dozen men": [("a few dozen", 36, None, False)],
    "dozens of soldiers": [("dozens of", 24, None, False)],
    "scores injured": [("scores", 40, None, False)],
    "several checkpoints": [("several", 3, None, False)],
    "a few men": [("a few", 3, None, False)],
    "multiple posts": [("multiple", 2, None, False)],
    "a number of posts": [("a number of", 2, None, False)],
    "hundreds of families": [("hundreds of", 200, None, False)],
    "thousands of people": [("thousands of", 2000, None, False)],
    "several dozen men": [("several dozen", 36, None, False)],
    # a hedge binds only its own number
    "at least 55 soldiers and two bases": [("at least 55", 55, None, False), ("two", 2, 2, True)],
    "eight killed and more than 11 hurt": [
        ("eight", 8, 8, True),
        ("more than 11", 11, None, False),
    ],
    # a toll that moved is two numbers, not a range
    "the toll rose from 12 to 17": [("12", 12, 12, True), ("17", 17, 17, True)],
    # years, dates, times, names, ages and money are no counts
    "In 2020, 4 militants were killed": [("4", 4, 4, True)],
    "on 26 February 2026": [],
    "February 26, 2026": [],
    "the night of October 11-12": [],
    "at 1600 hours": [],
    "at 9:30 and at 6am": [],
    "a 48-hour truce": [],
    "a two-year-old girl": [],
    "an F-16 jet": [],
    "the 203rd Corps": [],
    "a boy of 12": [],
    "a boy, 12, and his brother (9) died": [],
    "(12) soldiers died beside a boy": [("12", 12, 12, True)],  # no age of the last word
    "the dead number eight": [("eight", 8, 8, True)],
    "ward number eight": [],
    "$5 a head": [],
    "20 percent": [],
    "20 per cent": [],
    "many men, some women": [],
}


@pytest.mark.parametrize("sentence", NUMBERS)
def test_numbers(sentence):
    tokens = read(sentence)
    found = [
        (sentence[tokens.starts[q.first] : tokens.ends[q.end - 1]], q.low, q.high, q.is_exact)
        for q in quantities.find(tokens)
    ]
    assert found == NUMBERS[sentence]


ZEROS = {
    "There were no casualties.": "killed",
    "The strike caused no casualties, he said.": "killed",
    "No casualties were reported.": "killed",
    "There was no immediate report of loss of life.": "killed",
    "There were no immediate reports of casualties.": "killed",
    "Nobody was hurt.": "killed",
    "No one was harmed.": "killed",
    "No deaths, no injuries.": "killed",
    "No civilian was harmed.": "killed",
    "None of our men died.": "killed",
    "None of its soldiers was even scratched; none was killed.": "killed",
    "Not a single soldier was hurt.": "killed",
    "No soldiers were killed in the raid.": "killed",
    "The attack was beaten back without any loss of life to the troops.": "killed",
    "It was repulsed without loss.": "killed",
    "They pulled back without losing a man.": "killed",
    "The shells did not cause any casualties.": "killed",
    "The force suffered no losses.": "killed",
    "Zero casualties on our side.": "killed",
    "Casualties: none": "killed",
    "Own losses: nil": "killed",
    "There was no loss to life or property.": "killed",
    "All the occupants escaped unhurt.": "killed",
    "Everyone in the house survived unharmed.": "killed",
    "Two were wounded and none killed.": "killed",
    "No injuries were reported.": "wounded",
    "There were no human casualties.": "killed",
    # silence
    "No losses were announced.": None,
    "The statement mentions no casualties.": None,
    "It gave no casualty figures.": None,
    "No casualty figures were given.": None,
    "There was no word on the dead.": None,
    "It is not known whether there were no casualties.": None,
    "No details of casualties were available.": None,
    "No casualties were mentioned.": None,
    # damage is no casualty; nor is a wish
    "The rounds did no damage.": None,
    "Care was taken to ensure no civilian was harmed.": None,
    "No shop was open.": None,
    "Twelve men died.": None,
}


@pytest.mark.parametrize("sentence", ZEROS)
def test_zero_and_silence(sentence):
    found = [none.metric for none in zero.find(sentence, 0, len(sentence))]
    assert {*found} == ({ZEROS[sentence]} if ZEROS[sentence] else set())


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    tokens = read(text)
    for quantity in quantities.find(tokens):
        assert 0 <= quantity.first <= quantity.core < quantity.end <= len(tokens)
        assert quantity.low is not None or quantity.high is not None
    for none in zero.find(text, 0, len(text)):
        assert 0 <= none.start < none.end <= len(text)


def test_words_alone_stay_counts_within_their_sentence():
    text = "Ten died. Eleven fled."
    tokens = read(text, 10)
    assert [q.low for q in quantities.find(tokens)] == [11]
    assert text[tokens.starts[0] :].startswith("Eleven")
