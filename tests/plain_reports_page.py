"""Plain reports of a longer breath: posts, missions' counts, gates that open again, live pages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plain_reports import (
    AFGHAN,
    GATES,
    MONTHS,
    ONE,
    PUBLISHED,
    Report,
    Told,
    counts,
    joined,
    number,
    pick,
    spot,
    weekday,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

ANY = frozenset({"*"})


def post(rnd: random.Random) -> Report:
    """Tell a night's operations with both sides' losses, and fire of the other side elsewhere."""
    published = rnd.choice(PUBLISHED)
    place = rnd.choice(AFGHAN)
    n, own, hurt, posts = counts(rnd, 4)
    last = published - ONE
    said, first = rnd.choice(
        [
            ("Last night's retaliatory operations along the Durand Line are over.", last),
            ("Last night's operations along the Durand Line have ended.", last),
            (f"The operations along the Durand Line on {weekday(last)} night are over.", last),
            (f"On {weekday(last)} our forces attacked enemy posts along the Durand Line.", last),
            ("Last night our forces carried out operations along the Durand Line.", last),
        ]
    )
    toll = rnd.choice(
        [
            f"{n} enemy soldiers killed, {posts} posts taken.",
            f"{n} Pakistani soldiers were killed and {posts} posts were captured.",
            f"As a result, {n} enemy soldiers were killed and {posts} posts captured.",
            f"The enemy lost {n} soldiers; {posts} of its posts were captured.",
        ]
    )
    ours = rnd.choice(
        [
            f"Our losses: {own} mujahideen martyred.",
            f"{own} of our mujahideen were martyred.".capitalize(),
            f"On our side {own} mujahideen were martyred.",
        ]
    )
    where = rnd.choice([spot(rnd, place), place[1], f"{place[1]} province"])
    fire = rnd.choice(
        [
            f"In {where} {hurt} civilians were wounded by enemy rocket fire on a refugee camp.",
            f"In {where}, enemy shelling of a village wounded {hurt} civilians.",
            f"{hurt} civilians were wounded in {where} by Pakistani mortar fire.",
            f"Enemy artillery hit homes in {where}, wounding {hurt} civilians.",
            f"The enemy shelled houses in {where} and wounded {hurt} civilians.",
            f"{hurt} civilians were wounded when enemy rockets hit a camp in {where}.",
        ]
    )
    told = [
        Told("clash", first, first, ANY, frozenset({n, posts, own})),
        Told("shelling", first, first, ANY, frozenset({hurt})),
    ]
    parts = [said, toll, ours, fire] if rnd.random() < 0.7 else [said, toll, fire]
    if ours not in parts:
        told[0].figures = frozenset({n, posts})
    return Report(joined(rnd, *parts), published, told, (said[:20], toll[:12], fire[:14], where))


def counted(rnd: random.Random) -> Report:
    """Tell what a mission counted over some days, cases with their own day, and who fled."""
    published = rnd.choice([date(2026, 3, 12), date(2026, 4, 12), date(2025, 10, 18)])
    a, b = pick(rnd, "air", 2)
    while a[1] == b[1]:
        a, b = pick(rnd, "air", 2)
    n, m = counts(rnd, 2)
    begun, ended = published - 6 * ONE, published - rnd.choice([1, 2]) * ONE
    month = MONTHS[begun.month - 1]
    dead, hurt, fled = 60 + n, 110 + m, 16_400
    between = rnd.choice(
        [
            f"between {begun.day} {month} and {ended.day} {month}",
            f"between {month} {begun.day} and {month} {ended.day}",
            f"from {begun.day} to {ended.day} {month}",
            f"between {begun.day} and {ended.day} {month}",
        ]
    )
    lead = rnd.choice(
        [
            f"The United Nations Assistance Mission in Afghanistan (UNAMA) has documented at least {dead} civilian deaths and {hurt} injuries caused by cross-border airstrikes and shelling {between}.",
            f"At least {dead} civilians were killed and {hurt} wounded in cross-border airstrikes and shelling {between}, the United Nations mission in Afghanistan said.",
            f"UNAMA said it had recorded {dead} civilians killed and {hurt} injured in Afghanistan {between} in Pakistani airstrikes and shelling.",
        ]
    )
    day, other = begun, begun + 2 * ONE
    one = rnd.choice(
        [
            f"In {a[0]} district, {a[1]} province, an airstrike on the night of {day.day} {month} killed at least {number(n)} civilians.",
            f"In {a[1]}, an airstrike on {month} {day.day} in {a[0]} district killed {number(n)} civilians, including children.",
            f"On {day.day} {month}, an airstrike in {spot(rnd, a)} killed {number(n)} people.",
            f"An airstrike on {day.day} {month} hit a house in {spot(rnd, a)}, killing {number(n)} civilians.",
        ]
    )
    two = rnd.choice(
        [
            f"In {b[1]} province, shelling of {b[0]} district on {other.day} {month} left {number(m)} people dead.",
            f"On {other.day} {month}, shelling in {spot(rnd, b)} killed {number(m)} people.",
            "",
        ]
    )
    away = rnd.choice(
        [
            f"The Mission has received reports that about {fled:,} households were displaced from border districts in Nangarhar, Kunar, Khost, Paktya and Paktika.",
            f"About {fled:,} families have been displaced in Nangarhar, Kunar, Khost, Paktia and Paktika provinces.",
            f"Some {fled:,} households have fled their homes in Kunar, Khost and Paktika, it said.",
            "",
        ]
    )
    total = {dead, hurt} | ({fled} if away else set())
    told = [Told("*", begun, ended, ANY, frozenset(total), "aggregate")]
    told.append(Told("air", day, day, frozenset({a[0]}), frozenset({n})))
    if two:
        told.append(Told("shelling", other, other, frozenset({b[0]}), frozenset({m})))
    for case in told[1:]:
        case.role = "*"
    end = rnd.choice(
        ["", "UNAMA reminds all parties of their obligations under international law."]
    )
    return Report(
        joined(rnd, lead, one, two, away, end), published, told, (lead[:12], one[:14], away[:12])
    )


def opened(rnd: random.Random) -> Report:
    """Tell that a gate is open again, how long it was shut, and what was fought there meanwhile."""
    published, gate = rnd.choice(PUBLISHED), rnd.choice(GATES)
    n, m = counts(rnd, 2)
    shut, fought = published - 27 * ONE, published - 16 * ONE
    since, on = (f"{MONTHS[d.month - 1]} {d.day}" for d in (shut, fought))
    lead = rnd.choice(
        [
            f"The {gate} crossing between Afghanistan and Pakistan reopened for trade on {weekday(published)} after 27 days of closure, officials on both sides confirmed.",
            f"Pakistan reopened the {gate} border crossing on {weekday(published)} after 27 days, officials said.",
            f"The {gate} border crossing was reopened on {weekday(published)}, nearly four weeks after it was shut.",
            f"Trucks began crossing at {gate} on {weekday(published)} as the gate reopened after a closure of 27 days.",
        ]
    )
    back = rnd.choice(
        [
            f"The crossing had been closed since {since} over a dispute about the construction of a border post.",
            f"The crossing was closed on {since} after a dispute over a new post.",
            f"It had been shut since {since}.",
            f"Pakistan closed the crossing on {since}.",
            "The gate had been closed for 27 days because of a dispute over a new post.",
            f"The crossing had remained closed since {since}.",
            "",
        ]
    )
    fight, figures = rnd.choice(
        [
            (
                f"{number(n, starts=True)} Afghan border guards were killed in exchanges of fire on {on}.",
                {n},
            ),
            (
                f"On {on}, {number(n)} Afghan border guards were killed in an exchange of fire.",
                {n},
            ),
            (
                f"The two sides exchanged fire on {on}, and {number(n)} soldiers were killed.",
                {n},
            ),
            (
                f"Afghan and Pakistani forces clashed there on {on}, leaving {number(n)} people dead.",
                {n},
            ),
            ("", set()),
        ]
    )
    other = (
        f"Pakistani officials said {number(m)} people were hurt in the clashes." if fight else ""
    )
    told = []
    if fight:
        told = [
            Told("clash", fought, fought, frozenset({gate}), frozenset(figures | {m}), "background")
        ]
    end = rnd.choice(["", "Thousands of trucks carrying goods were stranded on both sides."])
    return Report(
        joined(rnd, lead, back, fight, other, end), published, told, (lead[:14], back[:24], fight)
    )


def live(rnd: random.Random) -> Report:
    """Tell a live page: stamped items, each with its headline."""
    published = date(2026, 2, 28)
    before = published - 2 * ONE
    a, b = pick(rnd, "air", 2)
    n, m, k, hurt = counts(rnd, 4)
    mark = rnd.choice(["{} GMT – ", "{} GMT - ", "{} GMT: ", "{} – ", "[{}] "])
    items: list[tuple[str, str, Told | None]] = [
        (
            rnd.choice(
                ["Afghan defence ministry says operation over", "Kabul says operation has ended"]
            ),
            f"The Afghan defence ministry says its operation along the Durand Line has ended. It says {n} Pakistani soldiers were killed and {m} posts captured.",
            Told("clash", published, published, ANY, frozenset({n, m})),
        ),
        (
            rnd.choice(
                [
                    f"Air strike hits house in {a[0]}",
                    f"{number(k, starts=True)} killed in {a[0]}, Afghan officials say",
                    f"Jets bomb {a[0]}, residents say",
                    "Deaths reported in air strike",
                ]
            ),
            rnd.choice(
                [
                    f"Pakistani jets bombed a house in {a[0]} district, killing {number(k)} people, Afghan officials say.",
                    f"An air strike on a house in {a[0]} district of {a[1]} has killed {number(k)} people, officials say.",
                ]
            ),
            Told("air", published, published, frozenset({a[0]}), frozenset({k})),
        ),
        (
            rnd.choice(
                [
                    f"{b[0]} camp hit, Afghan officials say",
                    f"Shells land in {b[0]}",
                    "Mortar fire hits camp",
                ]
            ),
            f"Afghan officials say a mortar shell landed in a camp in {b[0]} district in {b[1]}, wounding {number(hurt)} people.",
            Told("shelling", published, published, frozenset({b[0]}), frozenset({hurt})),
        ),
        (
            rnd.choice(
                [
                    "Pakistan says 133 Taliban fighters killed",
                    "133 Taliban fighters killed, Pakistan says",
                    "Islamabad gives toll",
                ]
            ),
            rnd.choice(
                [
                    f"Pakistan's information minister says 133 Afghan Taliban fighters have been killed since {weekday(before)} night. He says 57 posts have been destroyed.",
                    f"Pakistan says 133 Taliban fighters have been killed and 57 posts destroyed since {weekday(before)}.",
                ]
            ),
            Told("*", before, published, ANY, frozenset({133, 57}), "aggregate"),
        ),
        (
            "UN urges restraint",
            "UN chief Antonio Guterres has called on both sides to de-escalate.",
            None,
        ),
        (
            "China offers to mediate",
            "China's foreign ministry says it is ready to help the two sides talk.",
            None,
        ),
    ]
    told_of = rnd.sample(items[:4], rnd.choice([2, 3, 4]))
    chosen = [*told_of, *rnd.sample(items[4:], rnd.choice([0, 1]))]
    rnd.shuffle(chosen)
    blank = rnd.choice(["\n\n", "\n"])
    text = blank.join(
        f"{mark.format(f'{23 - i}:{10 + 5 * i}')}{head}\n{body}"
        for i, (head, body, _) in enumerate(chosen)
    )
    return Report(
        text,
        published,
        [told for _, _, told in chosen if told],
        (mark, *(head for head, _, _ in chosen)),
    )


VILLAGES = [
    ("the Torkham crossing", "Bacha Maina", frozenset({"Torkham", "Bacha Maina"})),
    ("Kurram district", "Borki", frozenset({"Kurram", "Borki"})),
    ("Bajaur district", "Mamund", frozenset({"Bajaur", "Mamund"})),
    ("Kurram district", "Teri Mangal", frozenset({"Kurram", "Teri Mangal"})),
    ("the Chaman crossing", "Kili Luqman", frozenset({"Chaman", "Kili Luqman"})),
    ("Gurbuz district", "Kharlachi", frozenset({"Gurbuz", "Kharlachi"})),
    ("Borki", "Kharlachi", frozenset({"Borki", "Kharlachi"})),
    ("Kharlachi", "Ghozgarhi", frozenset({"Kharlachi", "Ghozgarhi"})),
    ("Spin Boldak", "Wesh", frozenset({"Spin Boldak", "Wesh"})),
]


def began_at(rnd: random.Random) -> Report:
    """Tell a fight, and in which village it began, spread to or was worst."""
    published = rnd.choice(PUBLISHED)
    where, village, places = rnd.choice(VILLAGES)
    (n,) = counts(rnd, 1)
    day = published - rnd.choice([0, 1]) * ONE
    lead = rnd.choice(
        [
            f"Afghan and Pakistani forces clashed near {where} on {weekday(day)}, and {number(n)} soldiers were killed, officials said.",
            f"{number(n, starts=True)} soldiers were killed on {weekday(day)} in clashes between Afghan and Pakistani forces near {where}.",
            f"Fighting between Afghan and Pakistani border forces near {where} on {weekday(day)} killed {number(n)} soldiers.",
            f"Afghan and Pakistani forces exchanged fire near {where} on {weekday(day)}, killing {number(n)} soldiers.",
        ]
    )
    second = rnd.choice(
        [
            f"The firing began in {village}, residents said.",
            f"The firing began near {village} and lasted for two hours.",
            f"The shooting started in {village}.",
            f"The shelling began in {village}, a resident said.",
            f"The fighting began in {village}.",
            f"The gunfire was heaviest in {village}.",
            f"The fighting later spread to {village}.",
        ]
    )
    told = [Told("clash", day, day, places, frozenset({n}))]
    end = rnd.choice(["", "There was no immediate comment from the other side."])
    return Report(joined(rnd, lead, second, end), published, told, (lead[:20], second[:22], where))


FAMILIES: tuple[Callable[[random.Random], Report], ...] = (post, counted, opened, live, began_at)
