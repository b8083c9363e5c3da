"""Time expressions of reports against their day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from geo.reports.documents.document import Document
from geo.reports.language.words import load
from geo.reports.when import dates, rule_names
from geo.reports.when.day_rules import rules

# Published on Sunday 12 October 2025: a text, first and last day of its one expression.
WINDOWS = [
    ("Shells fell on Thursday.", "2025-10-09", "2025-10-09"),
    ("Shells fell on Sunday.", "2025-10-12", "2025-10-12"),
    ("Shells fell last Sunday.", "2025-10-05", "2025-10-05"),
    ("Shells fell on Thursday night.", "2025-10-09", "2025-10-09"),
    ("Shells fell before dawn on Saturday.", "2025-10-11", "2025-10-11"),
    ("Shells fell around midnight on Friday.", "2025-10-10", "2025-10-11"),
    ("Shells fell overnight.", "2025-10-11", "2025-10-12"),
    ("Shells fell last night.", "2025-10-11", "2025-10-11"),
    ("Shells fell in the night of October 8-9.", "2025-10-08", "2025-10-09"),
    ("Shells fell between October 3 and 7.", "2025-10-03", "2025-10-07"),
    ("Shells fell on the night between 7 and 8 October.", "2025-10-07", "2025-10-08"),
    ("Shells fell on night 7/8 and 8/9 October 2025.", "2025-10-07", "2025-10-09"),
    ("Shells fell in the night between Friday and Saturday.", "2025-10-10", "2025-10-11"),
    ("Shells fell in the night to Saturday.", "2025-10-10", "2025-10-11"),
    ("Shells fell on Friday night and Saturday morning.", "2025-10-10", "2025-10-11"),
    ("Shells fell from Monday to Wednesday.", "2025-10-06", "2025-10-08"),
    ("The attack began late on Friday.", "2025-10-10", "2025-10-11"),
    ("The man died late on Friday.", "2025-10-10", "2025-10-10"),
    ("Shells fell yesterday.", "2025-10-11", "2025-10-11"),
    ("Shells fell this morning.", "2025-10-12", "2025-10-12"),
    ("Shells fell three days ago.", "2025-10-09", "2025-10-09"),
    ("Shells fell in the past 24 hours.", "2025-10-11", "2025-10-12"),
    ("Shells fell on 9 October 2025.", "2025-10-09", "2025-10-09"),
    ("Shells fell on October 9.", "2025-10-09", "2025-10-09"),
    ("Shells fell on 2025-10-09.", "2025-10-09", "2025-10-09"),
    ("Shells fell on 9/10/2025.", "2025-10-09", "2025-10-09"),
    ("Shells fell on December 3.", "2024-12-03", "2024-12-03"),
    ("Shells fell in December.", "2024-12-01", "2024-12-31"),
    ("Shells fell in March 2024.", "2024-03-01", "2024-03-31"),
    ("Shells fell last year.", "2024-01-01", "2024-12-31"),
    ("Shells fell in 2021.", "2021-01-01", "2021-12-31"),
    ("Shells fell last month.", "2025-09-01", "2025-09-30"),
    ("Shells fell last week.", "2025-09-29", "2025-10-05"),
    ("Shells fell for the third consecutive day.", "2025-10-10", "2025-10-12"),
    ("The gate was shut for ten days.", "2025-10-02", "2025-10-12"),
]


def _examples():
    for row in load("day_rules")["rules"]:
        for text, *days in row["examples"]:
            yield pytest.param(row["name"], text, days, id=f"{row['name']}: {text}")


@pytest.mark.parametrize(("name", "text", "days"), list(_examples()))
def test_every_rule_reads_its_own_sentences(name, text, days):
    found = [[w.first.isoformat(), w.last.isoformat()] for w in find(text) if w.rule == name]
    assert found == ([days] if days else [])


def find(text):
    return dates.find(Document("t", text, published=date(2025, 10, 12)))


@pytest.mark.parametrize(("text", "first", "last"), WINDOWS)
def test_windows(text, first, last):
    found = find(text)
    assert [(w.first.isoformat(), w.last.isoformat()) for w in found] == [(first, last)]


KINDS = [
    ("The army said on Friday that two men had died.", "posted"),
    ("The ministry said in a statement on Friday that two men had died.", "posted"),
    ("Two men died on Friday, the army said.", "window"),
    ("He said his men had attacked late on Friday.", "window"),
    ("The gate has been shut since Friday.", "since"),
    ("The two sides are to meet on Friday.", "future"),
    ("KABUL, Oct 12 - Two men died.", "dateline"),
    ("Twenty died over the past three weeks.", "period"),
    ("The gate was shut for ten days.", "duration"),
    ("Since Friday shelling has killed nine.", "since"),
    ("Since July shelling has killed nine.", "since"),
    ("Since the start of the year shelling has killed nine.", "since"),
    ("Since Friday's shelling two men have died.", "window"),
]


KINDS += [
    ("Two men were killed by shells on Friday.", "window"),
    ("Taliban fighters attacked a post on Friday.", "window"),
    ("He wrote in a post on Friday that two men had died.", "posted"),
    ("By Friday two men had died.", "future"),
    ("On Friday, officials in Khost said that two men had died.", "posted"),
    ("Early on Friday the army said it had killed two men.", "posted"),
    ("On Friday, jets carried out air strikes on what the army called a camp.", "window"),
    ("On Friday, officials who look into the blast said two men had died.", "posted"),
    ("On Friday, the spokesman of the attack force said two men had died.", "posted"),
    ("On Friday, the army shelled two villages in Khost, officials said.", "window"),
    ("On Friday two men died, the army said.", "window"),
    ("A statement of Friday spoke of nine dead.", "posted"),
    ("The army has admitted Friday's raid.", "window"),
    ("He said, on Friday, that two men had died.", "posted"),
    ("The toll rose on Friday to nine.", "posted"),
    ("Shells ended the truce that both had agreed on Friday.", "posted"),
    ("Eight soldiers were killed (Pajhwok Afghan News, 14 November 2025).", "posted"),
]


# Whom a report speaks of, not what happened; and what did happen, told of somebody.
KINDS += [
    ("Militants who had fled from Swat in May 2009 shot at a post.", "aside"),
    ("Men who fled the valley during the operation of May 2009 shot at a post.", "aside"),
    ("The truce that was agreed on Friday did not hold.", "aside"),
    ("The gate, which had opened on Friday, was hit by a shell.", "aside"),
    ("The fight followed an attempt to mend a gate that they had torn down last month.", "aside"),
    # Since when somebody has lived somewhere, or ruled; which event people flee or remember.
    ("Bombs hit Spera, where many families have lived since the offensive of 2014.", "aside"),
    ("Bombs hit Spera, where the army has fought the group since 2014.", "aside"),
    ("A drone hit Tirah, where a curfew has been in force since May.", "aside"),
    ("A post that has stood on the ridge since 2019 was attacked.", "aside"),
    ("The group, in power since 2021, attacked a post.", "aside"),
    ("They attacked Foo, home since 2014 to families from Bar.", "aside"),
    ("Their forces, who took power in August 2021, attacked a post.", "aside"),
    ("A shell hit people who had fled the offensive of 2014.", "aside"),
    ("A shell hit Bar, where people remember the bombardment of 2012.", "aside"),
    ("The fighting, which has gone on since May, has killed 300 people.", "since"),
    ("Clashes in Foo, where shelling has killed 20 since May, have spread.", "since"),
    ("Shelling has killed 20 people since May.", "since"),
    ("Attacks have killed 20 people since the offensive of 2014.", "since"),
    ("The gate, which has been shut since May, was attacked.", "since"),
    ("Jets bombed Spera in the offensive of 2014.", "window"),
    ("Shots fell over a fence which Pakistan had begun to build in May 2009.", "aside"),
    ("A post that was attacked in May 2009 is manned again.", "window"),
    ("The man who was shot on Friday died.", "window"),
    ("They live in a village that was bombed on Friday.", "window"),
    ("Troops who were busy with the fence on Friday were shot at.", "window"),
    ("Kabul, which answered on Friday with rockets, said so.", "window"),
    ("Elders who were crossing the line on Friday were shot.", "window"),
    ("Shots were fired on a customs post on Friday.", "window"),
    ("The TTP wrote in an online post on Friday that nine died.", "posted"),
    ("Officials on Friday of the districts of Khost and Kunar confirmed nine dead.", "posted"),
    ("The police on Friday in Khost confirmed nine dead.", "posted"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text, kind):
    assert [when.kind for when in find(text)] == [kind]


def test_a_day_in_both_calendars_is_no_dateline():
    found = find("On 17 Mizan (9 October) shells fell.")
    assert [(when.first.day, when.kind) for when in found] == [(9, "window")]


def test_a_later_sentence_goes_back_to_the_day_named_last():
    found = find("Jets came on Thursday. A day earlier, shells had fallen. That night a man died.")
    assert [when.first.isoformat() for when in found] == ["2025-10-09", "2025-10-08", "2025-10-08"]


# What began on an evening and was over the next morning: a window of both days.
NIGHTS = [
    ("The attack began at 11pm on Friday and lasted until 4am.", "2025-10-10", "2025-10-11"),
    ("The fight began on Friday evening and ended at dawn.", "2025-10-10", "2025-10-11"),
    ("It began on Friday evening and was over by morning.", "2025-10-10", "2025-10-11"),
    ("Firing broke out at 10:30 p.m. on Friday and lasted two hours.", "2025-10-10", "2025-10-11"),
    ("The raid of Friday night began at 00:30.", "2025-10-10", "2025-10-11"),
    ("The raid of Friday night began an hour after midnight.", "2025-10-10", "2025-10-11"),
    ("Firing broke out at 7 p.m. on Friday and lasted two hours.", "2025-10-10", "2025-10-10"),
    ("Shells fell on Friday night, and went on into the small hours.", "2025-10-10", "2025-10-11"),
    ("They fired on Friday from 9pm until well after midnight.", "2025-10-10", "2025-10-11"),
    ("They fired on Friday until past midnight.", "2025-10-10", "2025-10-11"),
    ("The two sides fired until midnight on Friday evening.", "2025-10-10", "2025-10-11"),
    ("Shells fell on Friday morning and ended at 11 am.", "2025-10-10", "2025-10-10"),
    ("Firing began at 10 pm on Friday and raged through the night.", "2025-10-10", "2025-10-11"),
    ("It began at 1:00 am on Friday and ended eight hours later.", "2025-10-10", "2025-10-10"),
    ("Firing was heard on Friday afternoon until dusk.", "2025-10-10", "2025-10-10"),
]


@pytest.mark.parametrize(("text", "first", "last"), NIGHTS)
def test_what_goes_on_until_morning_has_both_days(text, first, last):
    assert next((w.first.isoformat(), w.last.isoformat()) for w in find(text)) == (first, last)


# A text, and first and last day of the one expression that is not a day of saying.
TOLD = [
    ("Overnight shells fell, the governor said on Saturday.", "2025-10-10", "2025-10-11"),
    ("Shells fell a day earlier, officials said on Saturday.", "2025-10-10", "2025-10-10"),
    (
        "Two men died, he said on Saturday. A day earlier shells had fallen.",
        "2025-10-10",
        "2025-10-10",
    ),
    ("Kabul, 11 October 2025 - Shells fell last night.", "2025-10-10", "2025-10-10"),
    ("He said on Monday that talks go on. Shells fell last night.", "2025-10-11", "2025-10-11"),
]


TOLD += [
    ("- October 8: Overnight shells fell.", "2025-10-07", "2025-10-08"),
    ("October 12 — Shells fell overnight.", "2025-10-11", "2025-10-12"),
]


@pytest.mark.parametrize(("text", "first", "last"), TOLD)
def test_nights_are_counted_from_the_day_of_saying(text, first, last):
    windows = [w for w in find(text) if w.kind == "window"]
    assert [(w.first.isoformat(), w.last.isoformat()) for w in windows] == [(first, last)]


def test_the_third_day_ends_on_the_day_beside_it():
    found = find("On Friday, for the third day running, shells fell.")
    assert ("for the nth day", 8, 10) in [(w.rule, w.first.day, w.last.day) for w in found]
    found = find("It is shut for the third consecutive day after a gunfight on Wednesday.")
    assert ("for the nth day", 10, 12) in [(w.rule, w.first.day, w.last.day) for w in found]


def test_a_later_sentence_says_that_a_night_went_on_until_morning():
    found = find("Jets came on Friday night. Some flew low. It went on until first light.")
    assert [(w.rule, w.first.day, w.last.day) for w in found] == [
        ("weekday", 10, 10),
        ("until morning", 10, 11),
    ]
    assert len(find("Jets came on Friday noon. It went on until first light.")) == 1


def test_days_later_count_from_the_day_of_which_somebody_told():
    text = "Two died on Friday. On August 18 the army said it had killed nine. Three days later a man died."
    assert [when.first.isoformat() for when in find(text)][1:] == ["2025-08-18", "2025-08-21"]


def test_a_week_before_a_month_is_of_that_month():
    found = find("Last month jets bombed Foo, where a week earlier three men had died.")
    assert [(w.first.isoformat(), w.precision) for w in found] == [("2025-09-01", "month")] * 2


def test_an_hour_before_dawn_is_of_the_night_named_before():
    found = find("Jets came on Friday night. Houses were hit at 2:30am. Shells fell at 9am.")
    assert [(w.first.day, w.last.day) for w in found] == [(10, 10), (10, 11)]


def test_at_that_time_is_what_was_named_last():
    found = find("On October 3, the army announced raids. At that time it spoke of nine dead.")
    assert [when.first.day for when in found] == [3, 3]


@pytest.mark.parametrize("text", ["Malik Jan died.", "Mar Ali and Gul Jan, a trader, died."])
def test_abbreviated_months_are_names_too(text):
    assert find(text) == []


@pytest.mark.parametrize(
    "text", ["Two men sat in March.", "He may fall.", "31 February 2025.", "99/99/2025", ""]
)
def test_what_is_no_day_is_none(text):
    assert find(text) == [] or all(when.precision == "month" for when in find(text))


def test_a_day_after_counts_from_when_a_report_was_written():
    text = (
        "KABUL, Oct 12 (AFP) - Shops opened. All was calm in Khost a day after shells fell on it."
    )
    found = dates.find(Document("t", text, published=date(2025, 10, 14)))
    assert [when.first for when in found] == [date(2025, 10, 12), date(2025, 10, 11)]


def test_without_a_day_of_publication_only_full_dates_are_known():
    document = Document("t", "Shells fell on Friday, on October 3 and on 4 October 2025.")
    assert [when.first for when in dates.find(document)] == [date(2025, 10, 4)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("@post | 28.02.2026 | 14K", [date(2026, 2, 28)]),
        ("03.04.2026 22:10", [date(2026, 4, 3)]),  # with dots the day is first
        ("Posted 28/02/2026, or 02/28/2026", [date(2026, 2, 28)] * 2),
        ("2026/02/28, 28-02-2026", [date(2026, 2, 28)] * 2),
        ("04/04/2026", [date(2026, 4, 4)]),
        ("03/04/2026", []),  # of March, or of April
        ("31.02.2026, 13/13/2026, v1.2.3.2026", []),
    ],
)
def test_days_in_numbers_are_full_where_their_order_is_seen(text, days):
    assert [day for _, _, day in dates.full_dates(text)] == days


def test_rules_that_others_ask_for_stand_in_the_table():
    named = [name for key, name in vars(rule_names).items() if key.isupper()]
    asked = {name for names in named for name in ([names] if isinstance(names, str) else names)}
    assert asked - {rule.name for rule in rules()} == {rule_names.UNTIL_MORNING}
