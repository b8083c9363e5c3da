"""Chats that were exported or copied: messages are reports of their own, of their day."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest

from geo import inputs
from geo.reports import chats, sources

SAID = "Three soldiers were killed in Kurram district today, officials said."
MORE = "Two policemen were hurt in Bannu,\n\nthe police said."
DAYS = (date(2026, 11, 28), date(2026, 11, 29))


def read(text: str, name: str = "chat.txt") -> sources.Reports:
    found = sources.Reports()
    sources.add(found, name, text.encode())
    return found


# How the heads of two messages are written, one a day, by whom: a person, or a channel.
HEADS = {
    "iPhone": ("[28/11/2026, 17:02:11] Gul Khan: ", "[29/11/2026, 07:00:01] ~\u202fMina: ", ""),
    "iPhone, American": (
        "[11/28/26, 5:02:11\u202fPM] Gul Khan: ",
        "\u200e[11/29/26, 7:00:01\u202fAM] \u202a+92 300 1234567\u202c: ",
        "",
    ),
    "Android": ("28/11/2026, 17:02 - Gul Khan: ", "29/11/2026, 07:00 - Gul Khan: ", ""),
    "Android, German": ("28.11.26, 17:02 - Gul Khan: ", "29.11.26, 07:00 - Mina: ", ""),
    "Android, Swedish": ("2026-11-28, 17:02 - Gul Khan: ", "2026-11-29, 07:00 - Mina: ", ""),
    "Android, p.m.": ("28/11/26, 5:02 p.m. - Gul Khan: ", "29/11/26, 7:00 a.m. - Mina: ", ""),
    "Android, Dari": ("۲۸/۱۱/۲۰۲۶، ۱۷:۰۲ - Gul Khan: ", "۲۹/۱۱/۲۰۲۶، ۰۷:۰۰ - Mina: ", ""),
    "web": ("[17:02, 28/11/2026] Gul Khan: ", "[07:00, 29/11/2026] Mina: ", ""),
    "Telegram": (
        "Border Watch, [28.11.2026 17:02]\n",
        "Border Watch, [29.11.2026 07:00]\n",
        "Border Watch",
    ),
    "Telegram, American": (
        "Watch, [11/28/2026 5:02 PM]\n",
        "Watch, [11/29/2026 7:00 AM]\n",
        "Watch",
    ),
    "Telegram, two persons": ("Gul, [28.11.2026 17:02]\n", "Mina, [29.11.2026 07:00]\n", ""),
}


@pytest.mark.parametrize("way", HEADS)
@pytest.mark.parametrize("mark", ["\n", "\r\n", "\n\n"])
def test_a_message_is_a_report_of_its_day_and_of_a_channel_only(way, mark):
    first, second, publisher = HEADS[way]
    made = read(f"\ufeff{first}{SAID}{mark}{second}{MORE}{mark}").documents
    assert [document.text for document in made] == [SAID, MORE]
    assert tuple(document.published for document in made) == DAYS
    assert {document.published_from for document in made} == {"metadata"}
    assert {document.publisher for document in made} == {publisher}


@pytest.mark.parametrize(
    "line",
    [
        "[28/11/2026, 17:00:00] Messages and calls are end-to-end encrypted.",
        "[28/11/2026, 17:00:00] Gul Khan: \u200eimage omitted",
        "[28/11/2026, 17:00:00] Gul Khan: <Media omitted>",
        "[28/11/2026, 17:00:00] Gul Khan: This message was deleted.",
        "[28/11/2026, 17:00:00] Gul Khan:",
    ],
)
def test_what_tells_nothing_is_no_report(line):
    made = read(f"{line}\n[28/11/2026, 17:02:11] Mina: {SAID}\n{line}\n").documents
    assert [(document.text, document.file) for document in made] == [(SAID, "chat.txt, line 2")]


# The days of a chat as written, and what they are: month and day of each; none where unclear.
ORDERS = [
    (["3/5/2026", "13/5/2026"], [(5, 3), (5, 13)]),
    (["3/5/2026", "3/13/2026"], [(3, 5), (3, 13)]),
    (["3/5/2026", "4/4/2026"], [(3, 5), (4, 4)]),  # a chat never goes back
    (["30/4/2026", "1/5/2026"], [(4, 30), (5, 1)]),
    (["3/3/2026"], [(3, 3)]),
    (["3.5.2026"], [(5, 3)]),
    (["2026-05-03"], [(5, 3)]),
    (["3/5/2026"], None),
    (["3/5/2026", "4/5/2026"], None),
    (["3/13/2026", "13/3/2026"], None),
    (["13/13/2026"], None),
    (["28/11"], None),
]


@pytest.mark.parametrize(("written", "expected"), ORDERS)
def test_the_order_of_days_is_told_from_the_whole_chat(written, expected):
    text = "".join(f"[{day}, 17:02] Gul Khan: {SAID} {n}\n" for n, day in enumerate(written))
    found = read(text)
    days = [(document.published.month, document.published.day) for document in found.documents]
    assert (days or None) == expected
    assert [(one.where, one.reason) for one in found.refused] == (
        [] if expected else [("chat.txt", chats.UNCLEAR)]
    )
    assert all(one.expected for one in found.refused)


def test_a_head_above_tells_the_day_and_publisher_that_messages_do_not():
    head = "---\npublished: 2026-05-03\npublisher: Valley Post\n---\n"
    (made,) = read(f"{head}[3/5/2026, 17:02] Gul Khan: {SAID}\n").documents
    assert (made.published, made.publisher) == (date(2026, 5, 3), "Valley Post")
    assert made.file == "chat.txt, line 5"


def test_a_post_names_the_channel_that_it_was_forwarded_from():
    head = "Border Watch, [28.11.2026 17:02]\n[In reply to Gul Khan]\n"
    made = read(f"{head}[Forwarded from Valley Post]\n{SAID}\n\n{head}{MORE}").documents
    assert [document.publisher for document in made] == ["Valley Post", "Border Watch"]
    assert [document.text for document in made] == [SAID, MORE]


def test_the_same_words_of_two_days_are_two_reports():
    one, two = read("".join(f"[{n}/11/2026, 17:02] Gul: {SAID}\n" for n in (28, 29))).documents
    assert one.text == two.text
    assert one.id != two.id


NO_CHATS = [
    f"17:02 - {SAID}\n17:05 - {MORE}",
    f"28 November 2026, 17:02 - {SAID}",
    f"Kurram, 28/11/2026, 17:02 - {SAID}",
    "[2026-11-28 17:02:11] worker: killed 3 processes",
    "2026-11-28 17:02:11 - worker: killed 3 processes",
    f"{SAID} [28/11/2026, 17:02] Gul Khan: so it was.",
]


@pytest.mark.parametrize("text", NO_CHATS)
def test_other_stamps_make_no_chat(text):
    assert chats.messages(text) == []


EXPORT = {
    "name": "Border Watch",
    "type": "public_channel",
    "id": 1,
    "messages": [
        {"id": 1, "type": "service", "date": "2026-11-28T17:00:00", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2026-11-28T17:02:11",
            "from": "Border Watch",
            "text": ["Three soldiers were ", {"type": "bold", "text": "killed"}, SAID[26:]],
        },
        {
            "id": 3,
            "type": "message",
            "date": "2026-11-29T07:00:01",
            "forwarded_from": "Valley Post",
            "text": MORE,
        },
        {"id": 4, "type": "message", "date": "2026-11-29T07:00:01", "photo": "p.jpg", "text": ""},
    ],
}


@pytest.mark.parametrize(("kind", "channel"), [("public_channel", True), ("private_group", False)])
@pytest.mark.parametrize("indent", [None, 1])
def test_an_export_in_json_is_read_as_its_messages(tmp_path, kind, channel, indent):
    path = tmp_path / "result.json"
    path.write_text(json.dumps(EXPORT | {"type": kind}, indent=indent), "utf-8")
    made = inputs.told_apart([path]).reports.documents
    assert [document.text for document in made] == [SAID, MORE]
    assert tuple(document.published for document in made) == DAYS
    assert [document.publisher for document in made] == [
        "Border Watch" if channel else "",
        "Valley Post",
    ]


def test_a_long_chat_is_read_in_time():
    text = f"[28/11/2026, 17:02:11] Gul Khan: {'[' * 50} {'x, ' * 30}\n" * 5_000
    began = time.process_time()
    assert len(chats.messages(text)) == 5_000
    assert time.process_time() - began < 2
