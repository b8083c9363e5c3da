"""Gates that are shut: an incident while it lasts, however it is said."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

SHUT = [
    "The Ghulam Khan crossing did not open this morning, drivers said.",
    "At Ghulam Khan 600 empty trucks have been waiting since September 12, when the border closed, an agent said.",
    "Gunfire was heard at Chaman on Monday. Gate shut, also for the UN trucks.",
    "The Bab-i-Dosti was closed by the authorities on Monday after the firing in Chaman.",
    "Torkham has been closed since the fighting began on Monday.",
    "Torkham and Spin Boldak remain closed to commercial cargo.",
    "The gate at Torkham stayed shut on Tuesday.",
    "Trade through Torkham has been suspended since September 20.",
    "Torkham was shut to all traffic on Monday.",
    "Both Torkham and Chaman were closed on Sunday.",
    "No vehicle has crossed at Kharlachi since the gate was shut on September 22.",
    "Hundreds of trucks are stranded at Torkham, which has been closed since Sunday.",
    "Pakistan closed the Torkham border crossing on Monday.",
    "Pakistan sealed the crossing at Angoor Adda on Monday.",
    "The Taliban shut the gate at Torkham on Monday.",
    "The crossing at Chaman, closed since Thursday, was not opened on Monday.",
    "TORKHAM: Afghan guards shut the crossing on Monday in protest.",
    "CHAMAN: Pakistani guards shut the gate on Monday in protest.",
    "Torkham: closed for a fifth day.",
    "Angoor Adda crossing - closed by Pakistani side since 16 September.",
    "The border at Chaman has been shut for nine days.",
    "Torkham remains closed for trade and pedestrians, an official said.",
    "Traffic at Ghulam Khan came to a halt on Monday when guards closed the gate.",
    "The Friendship Gate was shut at once, and trucks turned back.",
    "Authorities have closed Torkham to pedestrians since Monday.",
    "Since Monday the Kharlachi terminal has been closed.",
    "The Torkham crossing was closed after the clash and is still shut.",
    "Officials agreed to reopen Torkham, which has been closed for nine days.",
    "Traders asked for talks. Torkham, shut since Monday, is to reopen once they end.",
    "Soon after the clashes began, the authorities closed the Friendship Gate on the border.",
    "At the same time with these clashes, the Ghulam Khan route has also been closed to traffic.",
    "Borders at Torkham and Chaman close, halting trade.",
    "Pakistan closed the Torkham and Chaman borders after Monday's bombing at a shrine in Quetta.",
    "Troops opened fire in Spina Shaga on Monday, forcing closure of the Kharlachi crossing.",
    "Gunfire went on in some areas, and crossings such as Torkham and Chaman remained closed.",
    "Guards fired on Teri Mangal on Monday, residents said, adding that the border was closed.",
    "Officials sealed the crossing at Ghulam Khan following a night of shelling in Spera.",
    "Two soldiers were killed in a raid at Teri Mangal on Monday. After the raid the border was closed.",
    "After the attack the Torkham border was closed on Monday.",
    # A gate that another sentence names, before or after; words of any kind for shut.
    "The crossing was sealed on Monday. Trucks waited at Chaman.",
    "Guards fought at Torkham on Monday. Officials say that the border was closed at noon.",
    "Torkham stayed barred for a third day. The border was sealed after a bombing in Lahore, in which nine people died.",
    "Shells fell at Torkham on Monday. Chaman, the second gate, was blocked as well.",
    "The commissioner of Torkham announced on Sunday that the gateway was closed to travellers.",
    "The administration shut the Borki point in Kurram on Monday.",
    "It is day 5 of the closure at Torkham, and 300 trucks wait.",
    "Nobody crosses at Chaman. The gate is in its sixth day of closure.",
    "Who closed the crossings? Pakistan did, a trader at Torkham said.",
    # A gate that has not been opened since; and one that is being shut, as live pages tell it.
    "Guards fought at Torkham on Monday. The crossing has not been opened since.",
    "Guards fought at Torkham on Monday. Torkham has not reopened since the clash.",
    "The gate at Kharlachi was not opened on Monday.",
    "Guards fought at Torkham on Monday. The gate had not been opened when this report was filed.",
    "Officials close the gate at Torkham.",
    "14:00 Guards seal off the crossing at Kharlachi",
    # Behind the fight in the same sentence, and after a long clause.
    "Guards fought at Torkham on Monday, and the gate was closed.",
    "Guards fought at Torkham on Monday, after which the gate was closed.",
    "Guards fought near Chaman on Monday. The Friendship Gate, through which most of the fruit of two provinces is carried abroad, has been closed since.",
    # The time before is another one.
    "Pakistan shut the crossing at Chaman on Monday; it was last closed for five days in May.",
    "Pakistan shut the crossing at Chaman on Monday. The gate had last been shut in May, for five days.",
]
# It is open, would be shut, or something else is.
NOT_SHUT = [
    "The Torkham crossing was reopened on Monday.",
    "Torkham reopened on Monday after a closure of nine days.",
    "Traders want Torkham opened around the clock.",
    "The Torkham crossing is open from eight to five.",
    "Schools near Torkham are closed until Monday.",
    "Traders fear that Torkham would be closed again.",
    "A closure of Torkham would cost traders millions.",
    "Shops in Chaman stayed shut on Monday in mourning.",
    "A sit-in has led to the closure of the Angoor Adda bazaar.",
    "The gate at Chaman will be closed on Fridays under the new schedule.",
    "An agreement was reached and Torkham reopened after it had been closed for a week.",
    "Officials may close the gate at Torkham.",
    "Guards at Torkham close the gate every evening.",
]


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


@pytest.mark.parametrize("text", SHUT)
def test_shut(text, pack):
    found = reading.read_one(Document("t", text, published=date(2025, 9, 30)), pack)
    (closure,) = [incident for incident in found if incident.kind == "closure"]
    assert closure.places
    assert closure.role == "current"


@pytest.mark.parametrize("text", NOT_SHUT)
def test_not_shut(text, pack):
    found = reading.read_one(Document("t", text, published=date(2025, 9, 30)), pack)
    assert "closure" not in {incident.kind for incident in found}


# A report; the days of its closures.
WINDOWS = [
    (
        "Chaman was closed on Monday. In June 2024 guards had closed the gate there.",
        ["29-30", "1-30"],
    ),
    ("The gate at Chaman has been closed after a gunman opened fire on Sunday.", ["28-30"]),
    ("Shells fell at Chaman on Sunday. Soon after the attack, guards shut the gate.", ["28-30"]),
    # So does a paragraph of its own that names no gate: it is the one told of before.
    ("A bomb went off at Torkham on Sunday. Two men died.\nThe gate was closed.", ["28-30"]),
    ("Guards fought at Torkham on Sunday.\nThe gate was closed at once.", ["28-30"]),
    # It remained shut: since the fight told with it, or since the day that is told.
    (
        "Guards exchanged fire at Chaman on Monday. The gate remained closed on Tuesday.",
        ["29-30"],
    ),
    (
        "Guards exchanged fire at Torkham on Sunday. The border was closed, a driver said.",
        ["28-30"],
    ),
    (
        "Chaman has been shut to trade and travellers since 5 September, when fighting broke out.",
        ["5-30"],
    ),
    (
        (
            "12 September: Posts fell in Barmal. Torkham and Chaman close, stranding thousands.\n"
            "14-15 September: Calm in Barmal. Skirmishes resume at Spin Boldak.\n"
            "16 September (latest): Shells fall in Barmal."
        ),
        ["12-12"],
    ),
    # What was shut for some days since a day long past; "for a third day" of the day that is told of.
    (
        "On September 3 two guards were killed in Kurram, and Torkham was shut for ten days.",
        ["3-12"],
    ),
    (
        "Guards exchanged fire at Torkham on Monday and two were hurt. The gate stayed shut for a third day.",
        ["27-30"],
    ),
    (
        "Guards exchanged fire at Torkham on Monday and two were hurt. The gate is shut for a third day.",
        ["28-30"],
    ),
    # Of two fights since that at the gate.
    (
        (
            "Guards fought at Spin Boldak on Monday. In Khost shells had fallen on Zazi Maidan on Sunday night.\n"
            "The gates at Spin Boldak and Torkham remain closed."
        ),
        ["29-30"],
    ),
    ("26 September: crossing at Kharlachi shut until further notice; traders wait.", ["26-30"]),
    # Days that are counted, of the report or of the table that tells them.
    ("Torkham: crossing closed, day 22. No lorry passed.", ["9-30"]),
    ("Monday, 29 September 2025\n\nTorkham | Crossing closed, day 22 | customs", ["8-29"]),
    # What came hours after is no reason that it is over.
    (
        "Two guards were killed at Kharlachi on Saturday, hours after Afghan guards had shut the gate.",
        ["27-30"],
    ),
]


@pytest.mark.parametrize(("text", "days"), WINDOWS)
def test_days(text, days, pack):
    found = reading.read_one(Document("t", text, published=date(2025, 9, 30)), pack)
    told = [i for i in found if i.kind == "closure"]
    assert [f"{i.first.day}-{i.last.day}" for i in told] == days


# A report, and who shut the gate.
CLOSERS = [
    ("Torkham has stayed shut since Monday on the orders of Afghan authorities.", "afghanistan"),
    ("Torkham has stayed shut since Monday on the orders of Pakistani officials.", "pakistan"),
    (
        '"We closed the crossing on Monday," the Afghan commissioner at Torkham said.',
        "afghanistan",
    ),
    ("The Torkham crossing remained closed on Tuesday, residents said.", "unknown"),
    (
        "Torkham was shut on Monday after Afghan guards objected to a fence. The crossing had been shut by the Pakistani side, officials said.",
        "pakistan",
    ),
    # Who is blamed for something else did not shut it, nor who only stands before it.
    (
        "Blaming Pakistan for breaking its word, the Afghan authorities closed Torkham on Sunday.",
        "afghanistan",
    ),
    (
        "Blaming Afghanistan for breaking its word, the Pakistani authorities closed Torkham on Sunday.",
        "pakistan",
    ),
    ("Between Pakistan and nearby Afghanistan, the Torkham gate was closed on Sunday.", "unknown"),
    (
        "It was not clear whether Afghan or Pakistani guards closed Torkham on Sunday.",
        "unknown",
    ),
    # On one side's soil, or for whom only one shuts it.
    ("The Friendship Gate was closed on Monday after the clashes.", "unknown"),
    ("Torkham was closed on Monday to trucks with NATO supplies.", "pakistan"),
]


@pytest.mark.parametrize(("text", "side"), CLOSERS)
def test_who_shut_it(text, side, pack):
    found = reading.read_one(Document("t", text, published=date(2025, 9, 30)), pack)
    assert [i.actor1_side for i in found if i.kind == "closure"] == [side]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Kharlachi and Ghulam Khan are also closed.", ["12 30"]),
        ("Ghulam Khan, too, remains closed.", ["12 30"]),
        ("Ghulam Khan is closed as well.", ["12 30"]),
        ("Ghulam Khan was also closed on Monday.", ["12 30", "29 30"]),
    ],
)
def test_a_gate_shut_likewise_is_so_since_the_gate_before(text, days, pack):
    text = f"Torkham has been shut since September 12. {text}"
    found = reading.read_one(Document("t", text, published=date(2025, 9, 30)), pack)
    assert [f"{i.first:%d} {i.last:%d}" for i in found] == days
    assert sum(len(i.places) for i in found) == 2 + ("Kharlachi" in text)


def test_a_fight_and_a_gate_of_one_sentence_keep_their_places(pack):
    text = "Pakistan closed the Torkham border after Monday's bombing in Quetta, which killed nine."
    gate, bomb = reading.read_one(Document("t", text, published=date(2025, 9, 30)), pack)
    assert [p.text for p in gate.places] == ["Torkham border"]
    assert [p.text for p in bomb.places] == ["Quetta"]
    assert not gate.claims


# How long a gate was shut, in reports of Sunday 12 October 2025: a text, its first and last day.
LASTED = [
    ("Torkham was closed from September 21 until October 3.", "2025-09-21", "2025-10-03"),
    ("Torkham was shut from Monday to Thursday.", "2025-10-06", "2025-10-09"),
    ("Torkham was closed between 1 and 3 October.", "2025-10-01", "2025-10-03"),
    ("Torkham was closed in the night between 1 and 2 October.", "2025-10-01", "2025-10-12"),
    ("Torkham was closed on October 3.", "2025-10-03", "2025-10-12"),
]


@pytest.mark.parametrize(("text", "first", "last"), LASTED)
def test_a_gate_is_shut_until_the_day_told(text, first, last):
    document = Document("x", text, published=date(2025, 10, 12))
    (found,) = reading.read_one(document, region.load())
    assert (str(found.first), str(found.last)) == (first, last)


def test_who_shut_it_may_stand_where_a_long_report_is_no_longer_read(pack):
    told = "Torkham, the crossing, has been shut since Monday, traders said.\n\n"
    filler = "Rain fell on the hills again. " * 2500
    document = Document("x", f"{told}{filler}\n\nPakistan closed it.", published=date(2026, 3, 3))
    (incident,) = reading.read_one(document, pack)
    assert incident.kind == "closure"
