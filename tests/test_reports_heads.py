"""Heads of items: places, days and gates that a list tells before or over its items."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents import layout
from geo.reports.documents.document import Document


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


def read(text, pack):
    document = Document("t", text, published=date(2025, 10, 15))
    return reading.eval_form(document, reading.read_one(document, pack))["incidents"]


# A report; the first places of its incidents.
LISTS = [
    (
        (
            "Bajaur. Eleven men fell in a raid on Monday.\n\n"
            "Lower Dir. Three soldiers were killed in an ambush on Tuesday."
        ),
        ["Bajaur", "Lower Dir"],
    ),
    (
        (
            "Kurram: two rounds fell on a school today, one child was killed.\n"
            "Bannu: a bomb killed four policemen today.\n"
            "Zhob: rain."
        ),
        ["Kurram", "Bannu"],
    ),
    (
        (
            "Brought to our wards from the shelling of Gurbuz on Monday:\n\n"
            "Dead: four\nWounded: nine\nDischarged: two"
        ),
        ["Gurbuz"],
    ),
    (
        "14 Oct | Foo Kalay, Giyan | drone | 2 killed\n14 Oct | Dangam | mortars | 1 killed",
        ["Foo Kalay", "Dangam"],
    ),
    (
        (
            "Losses of the bombing of Monday in Barmal:\n\nMirgha Kot - 6 killed\nLandai Kot - 8 killed\n"
            "Spin Kot - 2 killed"
        ),
        ["Mirgha Kot", "Landai Kot", "Spin Kot"],
    ),
]


@pytest.mark.parametrize(("text", "places"), LISTS)
def test_an_item_has_the_place_of_its_head(text, places, pack):
    assert [i["places"][0]["mention"] for i in read(text, pack)] == places


def test_a_single_head_is_no_list(pack):
    (incident,) = read("Kurram: officials met.\n\nTwo men were shot dead in Bannu.", pack)
    assert [p["mention"] for p in incident["places"]] == ["Bannu"]


def test_gates_of_one_list_shut_at_one_time_are_one_closure(pack):
    text = "State of the gates:\n\nTorkham: shut\nKharlachi: shut\nChaman: open\nGhulam Khan: open"
    (closure,) = read(text, pack)
    assert [p["mention"] for p in closure["places"]] == ["Torkham", "Kharlachi"]


def test_a_sentence_of_names_says_where(pack):
    text = "Afghan forces began an offensive on Monday. Khost, Paktika, Kunar. Ten soldiers were killed."
    (incident,) = read(text, pack)
    assert [p["mention"] for p in incident["places"]] == ["Khost", "Paktika", "Kunar"]


def test_posts_of_a_timeline_that_name_one_place_go_on_with_it(pack):
    text = (
        "09:10 - Shooting at Spin Boldak, two soldiers were killed.\n"
        "10:30 - Kurram: a bomb killed one policeman.\n"
        "11:45 - Hospital in Spin Boldak: now three soldiers dead from the shooting."
    )
    assert [i["places"][0]["mention"] for i in read(text, pack)] == ["Spin Boldak", "Kurram"]


def test_what_is_shot_down_in_a_battle_is_no_event_of_its_own(pack):
    text = (
        "Our men stormed a post at Barmal on Monday and killed nine soldiers of the enemy.\n\n"
        "Two of their drones were brought down."
    )
    assert [i["sub_event_type"] for i in read(text, pack)] == ["Armed clash"]


def test_a_sum_in_a_paragraph_of_its_own_is_an_aggregate(pack):
    text = (
        "Bajaur. Eleven militants were killed in a raid on Monday.\n\n"
        "Tank. Nine militants were killed in an ambush on Tuesday.\n\n"
        "All told, the army counts 20 militants killed in the two operations."
    )
    assert [i["role"] for i in read(text, pack)] == ["current", "current", "aggregate"]


def test_what_happened_in_the_month_of_a_review_is_its_news(pack):
    text = (
        "September was calmer than the month before.\n\nOn 4 September a shell killed a girl in Dangam. On the"
        " 26th two guards were wounded at Kharlachi in an exchange of fire.\n\nIn June 2025 a strike on"
        " Barmal had killed nine people."
    )
    assert [i["role"] for i in read(text, pack)] == ["current", "current", "background"]


def test_a_month_that_is_recalled_is_background_whatever_its_place(pack):
    text = (
        "Shells fell on Dangam on Monday, killing one child.\n\n"
        "In May 2017 nine townsmen were killed along the frontier."
    )
    assert [i["role"] for i in read(text, pack)] == ["current", "background"]


@pytest.mark.parametrize(
    "text",
    [
        "Nine dead since the ground shook on Sunday. Helicopters flew 60 sorties to Nurgal.",
        "The committee on transit closed its session in Kabul today.",
        "A drone killed two miners on Monday in Tajikistan, that country's ministry said.",
        # Another border's violence, also where nobody's guards are named.
        (
            "Tajikistan asked the Taliban to find those who killed three workers on its side of the Panj."
            " A drone with grenades came over on Wednesday. A miner was killed there a year ago."
        ),
        "Two guards were shot dead in the Saravan area of Sistan-Baluchestan on Friday, police said.",
        "Clinics in Spin Boldak report 1,150 cases of diarrhoea; two infants died of dehydration.",
        "Rumours of a raid in Spera on Monday were not borne out.",
        # Floods, snow, sickness, sport: whatever their dead, and whatever words they borrow.
        (
            "A torrent came down the Gomal on Monday night, carried off a bridge and killed nine people"
            " in Tank.\n\nEleven soldiers were lifted out of a fort by helicopter. It came like a bomb,"
            " said an elder."
        ),
        (
            "Heavy snowfall has cut off Chitral, the disaster management authority said on Monday.\n\n"
            "Three people were killed when an avalanche struck a house in Dir. The same storm killed"
            " eleven people in Nuristan."
        ),
        (
            "Vaccinators began on Monday to go from door to door in Nangarhar and Khyber.\n\nHospitals"
            " in Khost reported 212 deaths from measles this year. The virus hit both sides of Torkham."
        ),
        (
            "The Tigers were beaten in Kandahar on Monday by four wickets.\n\nOpener Gul launched an"
            " assault on the bowlers and struck six sixes. Four batsmen fell without scoring."
        ),
        (
            "SHARJAH: The side from Khost won by one wicket on Monday.\n\nSeven spectators were hurt when"
            " bottles flew. In Nangarhar men fired into the air."
        ),
        # What burned of itself.
        "A market burned down in Chaman on Sunday, traders said. Forty shops were destroyed.",
        # Another border's; long ago; the law's.
        (
            "Three Iranian border guards were killed on Monday in a fight with the Taliban at a post"
            " opposite Kang in Nimroz.\n\nThe Taliban gave their own loss as one."
        ),
        (
            "In March 1897 the mullah of Hadda called the tribes together.\n\nForts at Shabqadar were"
            " attacked, and villages of Mohmand were burnt. Lalpura still has a tower that was blown up."
        ),
        "Police in Quetta and Chagai arrested 312 people without papers last week, an officer said.",
    ],
)
def test_reports_of_something_else_are_quiet(text, pack):
    assert read(text, pack) == []


# Lines without a full stop; what each is.
LINES = [
    ("Torkham: shut\nChaman: shut\nKharlachi: open", ["bullet", "bullet", "bullet"]),
    ("Gates today:\nTorkham: shut\nChaman: open", ["heading", "bullet", "bullet"]),
    ("Two dead in Bannu\nBy our reporter\n\nA bomb went off.", ["heading", "heading", "paragraph"]),
    ("Bannu\n\nKurram\n\nZhob", ["heading", "heading", "heading"]),
]


@pytest.mark.parametrize(("text", "kinds"), LINES)
def test_short_lines_on_end_are_items(text, kinds):
    assert [block.kind for block in layout.find_blocks(text)] == kinds


# Entries of a timeline: first and last day of each incident.
ENTRIES = [
    (
        (
            "October 10-11: Eleven soldiers are killed in Tirah.\n\n"
            "October 12: Overnight, Taliban forces seize several posts in Khost.\n\n"
            "October 13: Envoys meet. Then soldiers clash at Spin Boldak."
        ),
        ["10 11", "11 12", "13 13"],
    ),
    (
        (
            "- Oct 7: Envoys meet. Jets bomb Barmal, killing two.\n"
            "- Oct 9: A day earlier a bomb killed a man in Bannu."
        ),
        ["07 07", "08 08"],
    ),
]


@pytest.mark.parametrize(("text", "days"), ENTRIES)
def test_the_day_of_an_entry_is_that_of_all_it_tells(text, days, pack):
    told = [(i["date_start"][-2:], i["date_end"][-2:]) for i in read(text, pack)]
    assert told == [tuple(each.split()) for each in days]


def test_a_sentence_says_that_fire_went_on_into_the_next_day(pack):
    text = (
        "Soldiers clashed in Kurram early on Saturday, killing two. Firing dragged on into Sunday."
    )
    (incident,) = read(text, pack)
    assert (incident["date_start"], incident["date_end"]) == ("2025-10-11", "2025-10-12")


def test_a_report_goes_on_with_its_main_clause(pack):
    text = (
        "Jets bombed Khost early on Tuesday, hours after fighters launched ground attacks on posts "
        "in Kurram.\n\n"
        "Nine people were killed."
    )
    raid, attack = read(text, pack)
    assert [c["count_min"] for c in raid["claims"]] == [9]
    assert (attack["date_start"], attack["date_end"]) == ("2025-10-13", "2025-10-14")
