"""Plain short reports of one event, or of none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plain_reports import (
    ACROSS,
    AFGHAN,
    ASIDES,
    EVENT,
    EVENTS,
    GATES,
    NUMBERS,
    ONE,
    PUBLISHED,
    Report,
    Told,
    counts,
    dateline,
    day_month,
    joined,
    named,
    number,
    pick,
    said_day,
    sentence,
    spot,
    upper,
    weekday,
    when,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable


def single(rnd: random.Random) -> Report:
    """Tell one event: lead, something aside."""
    published, kind = rnd.choice(PUBLISHED), rnd.choice(list(EVENTS))
    (place,), (n,) = pick(rnd, kind), counts(rnd, 1)
    said, first, last = when(rnd, published, rnd.choice([0, 1, 1, 2, 3]))
    lead = sentence(
        rnd,
        kind,
        place,
        said,
        n,
        told=said_day(rnd, published, said, last),
        source=rnd.random() < 0.7,
    )
    text = dateline(rnd, published) + joined(rnd, lead, rnd.choice(ASIDES), rnd.choice(ASIDES))
    return Report(
        text, published, [Told(kind, first, last, named(place), frozenset({n}))], (kind, said)
    )


def undated(rnd: random.Random) -> Report:
    """Tell one event without a day, or with it in the second sentence only."""
    published, kind = rnd.choice(PUBLISHED), rnd.choice(list(EVENTS))
    (place,), (n, other) = pick(rnd, kind), counts(rnd, 2)
    lead = sentence(rnd, kind, place, "", n)
    back = rnd.choice([0, 1, 2])
    said, first, last = when(rnd, published, back)
    word = EVENT[kind]
    event = rnd.choice(
        [
            f"The {word} took place {said}.",
            f"The {word} happened {said}.",
            f"The incident occurred {said}.",
            f"The {word} was {said}.",
            f"The {word} came {said}.",
            f"The {word} {said} also wounded {number(other)} others.",
            f"{number(other, starts=True)} others were wounded in the {word} {said}.",
            "",
        ]
    ).replace(",.", ".")
    figures = {n, other} if "other" in event else {n}
    if not event:
        first = last = published
    text = dateline(rnd, published) + joined(rnd, lead, event, rnd.choice(ASIDES))
    return Report(
        text, published, [Told(kind, first, last, named(place), frozenset(figures))], (kind, event)
    )


def two_sides(rnd: random.Random) -> Report:
    """Tell one event with the figures of both sides."""
    published, kind = rnd.choice(PUBLISHED), rnd.choice(ACROSS)
    (place,), (n, m, k) = pick(rnd, kind), counts(rnd, 3)
    said, first, last = when(rnd, published, rnd.choice([0, 1, 2]))
    lead = sentence(rnd, kind, place, said, n)
    other = rnd.choice(
        [
            f"Pakistan said {number(m)} militants were killed in the operation.",
            f"Pakistan's military said it had killed {number(m)} militants.",
            f"Islamabad said the strikes had killed {number(m)} militants.",
            f"Pakistan's information minister said {number(m)} militants had been killed.",
            f"A Pakistani security official put the number of militants killed at {m}.",
        ]
    )
    hurt = rnd.choice(
        [
            "",
            f"{number(k, starts=True)} others were wounded.",
            f"Another {number(k)} people were wounded.",
        ]
    )
    figures = {n, m} | ({k} if hurt else set())
    text = dateline(rnd, published) + joined(rnd, lead, hurt, other, rnd.choice(ASIDES))
    return Report(
        text,
        published,
        [Told(kind, first, last, named(place), frozenset(figures))],
        (kind, said, other),
    )


def follow_up(rnd: random.Random) -> Report:
    """Tell of a toll that rises, or of funerals."""
    published, kind = rnd.choice(PUBLISHED), rnd.choice(["air", "suicide", "ied", "shelling"])
    (place,), (n, m) = pick(rnd, kind), counts(rnd, 2)
    n, m = max(n, m), min(n, m)
    day = published - rnd.choice([1, 1, 2, 3]) * ONE
    name = weekday(day)
    word = {
        "air": "air strike",
        "shelling": "shelling",
        "ied": "roadside bombing",
        "suicide": "suicide bombing",
    }[kind]
    at = "of" if kind == "shelling" else rnd.choice(["in", "on"]) if kind == "air" else "in"
    where = f"{at} {place[0]} district"
    an = "an" if word[0] in "aeiou" else "a"
    text = rnd.choice(
        [
            f"The death toll from {name}'s {word} {where} has risen to {n}, officials said on {weekday(published)}.",
            f"The death toll from a {word} {where} on {name} has risen to {n}, officials said on {weekday(published)}.".replace(
                "a air", "an air"
            ),
            f"The number of people killed in {name}'s {word} {where} rose to {n} on {weekday(published)}, officials said.",
            f"{upper(number(n))} people are now known to have died in {name}'s {word} {where}, officials said.",
            f"The death toll in {an} {word} {where} climbed to {n} after {NUMBERS[2]} of the wounded died, officials said on {weekday(published)}. The {word} took place on {name}.",
        ]
    )
    second = rnd.choice(
        [
            "",
            f"Officials had earlier put the toll at {m}.",
            f"On {name}, officials had said that {number(m)} people were killed.",
            f"Earlier reports said {number(m)} people had been killed.",
        ]
    )
    figures = {n} | ({m} if second else set())
    made = dateline(rnd, published) + joined(rnd, text, second, rnd.choice(ASIDES))
    return Report(
        made, published, [Told(kind, day, day, named(place), frozenset(figures))], (kind, text[:30])
    )


def quiet(rnd: random.Random) -> Report:
    """Tell of something else, with or without an attack that is recalled."""
    published = rnd.choice(PUBLISHED)
    gate, place = rnd.choice(GATES), rnd.choice(AFGHAN)
    day = weekday(published - rnd.choice([0, 1]) * ONE)
    lead = rnd.choice(
        [
            f"Afghan and Pakistani officials met in Doha on {day} for talks on the border.",
            f"Pakistan's foreign minister arrived in Kabul on {day} for talks on trade and security.",
            f"More than 2,000 Afghan refugees returned from Pakistan through {gate} on {day}, the UN said.",
            f"Afghanistan's exports to Pakistan fell by a third last month, the chamber of commerce said on {day}.",
            f"Pakistan on {day} urged Kabul to stop militants from using Afghan soil.",
            f"The Taliban on {day} rejected Pakistani accusations that militants are sheltered in Afghanistan.",
            f"The {gate} border crossing reopened for trade on {day} after talks between officials of both sides.",
            f"China's envoy met Pakistani officials in Islamabad on {day} and called for restraint.",
            f"A delegation of tribal elders visited {place[0]} district on {day} to discuss a truce.",
            f"Pakistan's army chief visited troops in Peshawar on {day} and vowed to defeat terrorism.",
            f"Afghanistan's defence minister warned on {day} that any attack would be answered.",
            f"Pakistan said on {day} that it reserved the right to strike militant hideouts across the border.",
            f"Afghan traders said on {day} that delays at {gate} were costing them millions.",
            f"The United Nations called on both countries on {day} to protect civilians.",
        ]
    )
    second = rnd.choice(
        [
            "",
            "The two countries agreed to meet again next month.",
            "Relations between the neighbours have been tense for months.",
            "Islamabad accuses Kabul of sheltering militants who carry out attacks in Pakistan, which Kabul denies.",
            "Thousands of trucks cross the frontier every month.",
            "The two countries share a 2,600-kilometre border.",
            "The Pakistani Taliban have stepped up attacks on police and soldiers since a ceasefire ended in 2022.",
            "Dozens of people were waiting at the gate.",
        ]
    )
    text = dateline(rnd, published) + joined(
        rnd, lead, second, rnd.choice(ASIDES[2:5] + ASIDES[-1:])
    )
    return Report(text, published, [], (lead[:40], second[:40]))


def recalled_alone(rnd: random.Random) -> Report:
    """Tell of talks or statements, with an attack of some weeks ago."""
    report = quiet(rnd)
    while any(gate in report.text for gate in GATES) or "tribal elders" in report.text:
        report = quiet(rnd)
    published, kind = report.published, rnd.choice(["air", "shelling"])
    (place,), (n,) = pick(rnd, kind), counts(rnd, 1)
    day = published - rnd.choice([16, 18, 25, 40]) * ONE
    second = sentence(rnd, kind, place, f"on {day_month(rnd, day)}", n, source=False)
    told = [Told(kind, day, day, named(place), frozenset({n}), "background")]
    return Report(joined(rnd, report.text, second), published, told, (*report.axes, kind))


def after_talks(rnd: random.Random) -> Report:
    """Tell an event, and that it came some time after talks, which gives it no other day."""
    report = single(rnd)
    word = EVENT[report.told[0].kind]
    second = rnd.choice(
        [
            f"The {word} came a week after the two countries agreed in Doha to work together against militants.",
            f"The {word} came two days after officials of both sides met in Istanbul.",
            f"The {word} comes days after Pakistan's defence minister visited Kabul.",
            "It came three days after the two sides signed a ceasefire in Qatar.",
            f"The {word} came hours after Pakistan's envoy held talks in Kabul.",
            f"The {word} took place a month after the two countries agreed to a truce.",
        ]
    )
    return Report(
        joined(rnd, report.text, second),
        report.published,
        report.told,
        (*report.axes, second[-30:]),
    )


def clash(rnd: random.Random) -> Report:
    """Tell an exchange of fire with the figures of both sides, and an older one."""
    published = rnd.choice(PUBLISHED)
    (a,), (n, m) = pick(rnd, "air"), counts(rnd, 2)
    said, first, last = when(rnd, published, rnd.choice([0, 1, 2]))
    lead = (
        rnd.choice(
            [
                f"Afghan and Pakistani forces exchanged fire in {spot(rnd, a)} {said}, officials on both sides said.",
                f"Heavy fighting broke out between Afghan and Pakistani forces in {spot(rnd, a)} {said}.",
                f"Clashes erupted between Afghan and Pakistani border forces in {spot(rnd, a)} {said}, officials said.",
                f"Border guards of Afghanistan and Pakistan traded fire in {spot(rnd, a)} {said}.",
            ]
        )
        .replace(",,", ",")
        .replace(",.", ".")
    )
    second = rnd.choice(
        [
            f"The Taliban said {number(n)} Pakistani soldiers were killed. Pakistan said it had killed {number(m)} Taliban fighters.",
            f"Kabul said its forces killed {number(n)} Pakistani soldiers, while Islamabad said {number(m)} Taliban fighters were killed.",
            f"Afghanistan's defence ministry said {number(n)} Pakistani soldiers were killed in the fighting.\n\nPakistan's military said {number(m)} Taliban fighters were killed.",
        ]
    )
    text = dateline(rnd, published) + joined(rnd, lead, second, rnd.choice(ASIDES))
    return Report(
        text,
        published,
        [Told("clash", first, last, named(a), frozenset({n, m}))],
        (said, lead[:30], second[:20]),
    )


def protest(rnd: random.Random) -> Report:
    """Tell that an envoy was summoned over a raid, whose day stands behind."""
    published = rnd.choice(PUBLISHED)
    (place,), (n,) = pick(rnd, "air"), counts(rnd, 1)
    spoke = published - rnd.choice([0, 1]) * ONE
    day = spoke - ONE
    dead = number(n)
    lead = rnd.choice(
        [
            f"The Taliban government summoned Pakistan's envoy in Kabul on {weekday(spoke)} over air strikes that it said had killed {dead} people in {place[1]} province.",
            f"Afghanistan on {weekday(spoke)} condemned Pakistani air strikes that it said killed {dead} civilians in {place[1]}.",
            f"The United Nations called on {weekday(spoke)} for an investigation into Pakistani air strikes that killed {dead} people in {place[1]}.",
        ]
    )
    second = rnd.choice(
        [
            f'"Last night Pakistan bombed houses in {place[0]} district," a spokesman said on {weekday(spoke)}.',
            f"Pakistani jets bombed a house in {place[0]} district on {weekday(day)}, officials said.",
            f"The strikes hit {place[0]} district late on {weekday(day)}.",
            f"The strikes took place on {weekday(day)} night in {place[0]} district.",
        ]
    )
    text = dateline(rnd, published) + joined(rnd, lead, second, rnd.choice(ASIDES))
    return Report(
        text,
        published,
        [Told("air", day, day, named(place), frozenset({n}))],
        (lead[:30], second[:20]),
    )


def risen(rnd: random.Random) -> Report:
    """Tell of a toll that rose on one day, of a raid of another, with its place at length."""
    published = rnd.choice(PUBLISHED)
    n, m = sorted(counts(rnd, 2), reverse=True)
    day, told_on = published - rnd.choice([1, 2]) * ONE, published
    where, spot_of, kind = rnd.choice(
        [
            ("Pakistan's northwestern district of Bajaur", "Mamund", "clash"),
            ("Kurram district", "Kharlachi", "clash"),
            ("Paktika province", "Barmal", "air"),
            ("Khost province", "Spera", "air"),
        ]
    )
    word = {"clash": "a raid by militants on posts", "air": "Pakistani air strikes"}[kind]
    text = (
        f"The death toll from {word} in {where} rose to {n} on {weekday(told_on)}, officials said."
    )
    second = {
        "clash": f"Militants attacked a post in {spot_of} early on {weekday(day)} and fled.",
        "air": f"Jets bombed a house in {spot_of} district late on {weekday(day)}.",
    }[kind]
    third = rnd.choice(["", f"Officials had earlier put the toll at {m}."])
    figures = {n, m} if third else {n}
    name = "Bajaur" if "Bajaur" in where else where.split()[0]
    places = {spot_of} if kind == "air" else {spot_of, name}
    made = dateline(rnd, published) + joined(rnd, text, second, third, rnd.choice(ASIDES))
    return Report(
        made,
        published,
        [Told(kind, day, day, frozenset(places), frozenset(figures))],
        (where, third[:5]),
    )


def lasted(rnd: random.Random) -> Report:
    """Tell of a fight that went on into the next day, or did not."""
    published = rnd.choice(PUBLISHED)
    (a,), (n,) = pick(rnd, "air"), counts(rnd, 1)
    day = published - rnd.choice([1, 2]) * ONE
    part = rnd.choice(["", " evening", " morning", " night"])
    lead = f"Afghan and Pakistani forces exchanged fire in {spot(rnd, a)} on {weekday(day)}{part}, killing {number(n)} people, officials said."
    after = weekday(day + ONE)
    second, last = rnd.choice(
        [
            (f"The fighting continued until {after} morning.", day + ONE),
            (f"Intermittent firing went on until {after}.", day + ONE),
            ("The fighting lasted for more than 24 hours.", day + ONE),
            ("The exchange lasted about two hours.", day),
            ("The firing stopped after an hour.", day),
            ("The fighting has since stopped.", day),
            ("The fighting lasted for several hours.", day),
        ]
    )
    if part == " night" and "hour" in second and last == day:
        second = ""
    text = dateline(rnd, published) + joined(rnd, lead, second, rnd.choice(ASIDES))
    return Report(
        text, published, [Told("clash", day, last, named(a), frozenset({n}))], (part, second)
    )


FAMILIES: tuple[Callable[[random.Random], Report], ...] = (
    single,
    undated,
    two_sides,
    follow_up,
    quiet,
    recalled_alone,
    after_talks,
    clash,
    protest,
    risen,
    lasted,
)
