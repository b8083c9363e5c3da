"""Plain short reports of several events, by place and by day; of gates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plain_reports import (
    ACROSS,
    ASIDES,
    GATES,
    MONTHS,
    ONE,
    PAKISTANI,
    PUBLISHED,
    Report,
    Told,
    clause,
    counts,
    dateline,
    day_month,
    joined,
    lower,
    named,
    number,
    pick,
    sentence,
    spot,
    upper,
    weekday,
    when,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

LINKS = ["", "In a separate incident, ", "Separately, ", "Meanwhile, ", "In another incident, "]


def two_places(rnd: random.Random) -> Report:
    """Tell two events of one kind or of two, each with its place and figures."""
    published = rnd.choice(PUBLISHED)
    kinds = rnd.choice([list(ACROSS), ["ied", "suicide"]])
    one, other = rnd.choice(kinds), rnd.choice(kinds)
    (a, b), (n, m) = pick(rnd, one, 2), counts(rnd, 2)
    back = rnd.choice([0, 1, 2])
    said, first, last = when(rnd, published, back)
    again, begun, ended = when(rnd, published, rnd.choice([back, max(back - 1, 0)]))
    same = rnd.random() < 0.3
    if same:
        again, begun, ended = "", first, last
    lead = sentence(rnd, one, a, said, n)
    link = rnd.choice(LINKS)
    second = sentence(rnd, other, b, again, m, source=rnd.random() < 0.5)
    second = link + (lower(second) if link else second)
    text = dateline(rnd, published) + joined(rnd, lead, second, rnd.choice(ASIDES))
    told = [
        Told(one, first, last, named(a), frozenset({n})),
        Told(other, begun, ended, named(b), frozenset({m})),
    ]
    return Report(text, published, told, (one, other, link, f"same {same}"))


def raid(rnd: random.Random) -> Report:
    """Tell one raid on several districts, with figures of each or of all."""
    published, kind = rnd.choice(PUBLISHED), "air"
    (a, b), (n, m, k) = pick(rnd, kind, 2), counts(rnd, 3)
    said, first, last = when(rnd, published, rnd.choice([0, 1, 2]))
    own = rnd.random() < 0.5
    lead = rnd.choice(
        [
            f"Pakistani jets bombed {spot(rnd, a)} and {spot(rnd, b)} {said}",
            f"Pakistan carried out air strikes in {spot(rnd, a)} and {spot(rnd, b)} {said}",
            f"Pakistani aircraft struck targets in {spot(rnd, a)} and {spot(rnd, b)} {said}",
        ]
    ).rstrip(",")
    if own:
        second = rnd.choice(
            [
                f"{number(n, starts=True)} people were killed in {a[0]} and {number(m)} in {b[0]}.",
                f"In {a[0]}, {number(n)} people were killed. In {b[0]}, {number(m)} people were killed.",
                f"The strike in {a[0]} killed {number(n)} people. The strike in {b[0]} killed {number(m)}.",
            ]
        )
        told = [
            Told(kind, first, last, named(a), frozenset({n})),
            Told(kind, first, last, named(b), frozenset({m})),
        ]
        lead += rnd.choice([".", ", Afghan officials said."])
    else:
        lead += rnd.choice(
            [
                f", killing {number(n)} civilians, Afghan officials said.",
                f", killing {number(n)} people.",
            ]
        )
        second = rnd.choice(
            ["", f"{number(k, starts=True)} others were wounded.", "Several houses were destroyed."]
        )
        figures = {n} | ({k} if "others" in second else set())
        told = [Told(kind, first, last, named(a, b), frozenset(figures))]
    text = dateline(rnd, published) + joined(rnd, lead, second, rnd.choice(ASIDES))
    return Report(text, published, told, (f"own {own}", lead[:20], second[:20]))


def bulletin(rnd: random.Random) -> Report:
    """Tell a day in items, each with its place."""
    published = rnd.choice(PUBLISHED)
    day = published - rnd.choice([0, 1]) * ONE
    kinds = ["ied", "suicide"] if rnd.random() < 0.5 else list(ACROSS)
    many = rnd.choice([2, 3])
    places, figures = pick(rnd, kinds[0], many), counts(rnd, many)
    mark = rnd.choice(["- ", "• ", "", "1"])
    head = rnd.choice(
        [
            f"Security incidents on {day.day} {MONTHS[day.month - 1]} {day.year}",
            f"Incidents of {weekday(day)}, {MONTHS[day.month - 1]} {day.day}:",
            f"The following incidents were reported on {weekday(day)}:",
        ]
    )
    lines, told = [head], []
    for index, (place, n) in enumerate(zip(places, figures, strict=True)):
        kind = rnd.choice(kinds)
        start = f"{index + 1}. " if mark == "1" else mark
        body = sentence(rnd, kind, place, "", n, source=False)
        if rnd.random() < 0.5:
            head_of = f"{place[0]}: "
            body = (
                head_of
                + upper(clause(rnd, kind, ("the area", ""), "", n))
                .replace("the the area district", "the area")
                .replace("the area district", "the area")
                .replace("the the area", "the area")
                + "."
            )
        lines.append(start + body)
        told.append(Told(kind, day, day, named(place), frozenset({n})))
    return Report("\n".join(lines), published, told, (mark, head[:14]))


def timeline(rnd: random.Random) -> Report:
    """Tell of days one by one."""
    published, many = rnd.choice(PUBLISHED), rnd.choice([2, 3])
    kinds = ["ied", "suicide"] if rnd.random() < 0.5 else list(ACROSS)
    places, figures = pick(rnd, kinds[0], many), counts(rnd, many)
    days = sorted(rnd.sample(range(9), many), reverse=True)
    mark, form = rnd.choice(["", "- "]), rnd.choice([0, 1, 2])
    lines, told = (
        [
            rnd.choice(
                ["Timeline of the attacks", "What happened when:", "How the fighting unfolded"]
            )
        ],
        [],
    )
    for place, n, back in zip(places, figures, days, strict=True):
        day, kind = published - back * ONE, rnd.choice(kinds)
        name = [
            f"{MONTHS[day.month - 1]} {day.day}",
            f"{day.day} {MONTHS[day.month - 1]} {day.year}",
            f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
        ][form]
        lines.append(f"{mark}{name}: {sentence(rnd, kind, place, '', n, source=False)}")
        told.append(Told(kind, day, day, named(place), frozenset({n})))
    return Report("\n".join(lines), published, told, (mark, name))


def under_days(rnd: random.Random) -> Report:
    """Tell of days, each over what happened on it."""
    report = timeline(rnd)
    lines = [line.removeprefix("- ") for line in report.text.split("\n")]
    if rnd.random() < 0.5:
        lines = lines[1:]
    blank = rnd.choice(["\n\n", "\n"])
    text = blank.join(line.replace(": ", "\n", 1) for line in lines)
    return Report(
        text,
        report.published,
        report.told,
        ("blank" if blank == "\n\n" else "line", f"{len(lines)}"),
    )


def reply(rnd: random.Random) -> Report:
    """Tell an air raid, and what the other side did in reply at another place and day."""
    published = rnd.choice(PUBLISHED)
    (a,), (n, m) = pick(rnd, "air"), counts(rnd, 2)
    b = rnd.choice(PAKISTANI[2:5])
    said, first, last = when(rnd, published, 2)
    again, begun, ended = when(rnd, published, rnd.choice([0, 1]))
    lead = sentence(rnd, "air", a, said, n)
    second = rnd.choice(
        [
            f"In response, Afghan forces attacked Pakistani posts in {spot(rnd, b)} {again}, killing {number(m)} soldiers.",
            f"Afghan forces attacked Pakistani border posts in {spot(rnd, b)} {again} in retaliation, killing {number(m)} soldiers, the defence ministry said.",
            f"{upper(again)}, Afghan forces retaliated by attacking Pakistani posts in {spot(rnd, b)}, killing {number(m)} soldiers.".replace(
                ",,", ","
            ),
        ]
    ).replace(",,", ",")
    told = [
        Told("air", first, last, named(a), frozenset({n})),
        Told("clash", begun, ended, named(b), frozenset({m})),
    ]
    text = dateline(rnd, published) + joined(rnd, lead, second, rnd.choice(ASIDES))
    return Report(text, published, told, (said, again))


def parts(rnd: random.Random) -> Report:
    """Tell of several places in the lead, and then of each with its own figures."""
    published = rnd.choice(PUBLISHED)
    kind = rnd.choice(ACROSS)
    a, b = pick(rnd, kind, 2)
    while a[1] == b[1]:
        a, b = pick(rnd, kind, 2)
    n, m = counts(rnd, 2)
    back = rnd.choice([1, 1, 2])
    said, first, last = when(rnd, published, back)
    did = {"air": "Pakistani jets bombed", "shelling": "Pakistani forces shelled"}[kind]
    word = {"air": "air strikes", "shelling": "shelling"}[kind]
    total = rnd.random() < 0.4
    if total:
        lead = rnd.choice(
            [
                f"At least {n + m} people were killed in Pakistani {word} in {a[1]} and {b[1]} provinces {said}, Afghan officials said.",
                f"Pakistani {word} killed {n + m} people in eastern Afghanistan {said}, Afghan officials said.",
            ]
        )
    else:
        lead = rnd.choice(
            [
                f"{did} villages in {a[1]} and {b[1]} provinces {said}, Afghan officials said.",
                f"{did} homes in {a[0]} district of {a[1]} and in {b[0]} district of {b[1]} {said}, residents said.",
                f"{did} several places in {a[1]} and {b[1]} {said}, the Taliban government said.",
            ]
        )

    def part(place: tuple[str, str], count: int) -> str:
        dead = number(count)
        return rnd.choice(
            [
                f"In {place[1]}, {dead} people were killed in {place[0]} district, the governor's spokesman said.",
                f"In {place[0]} district of {place[1]}, a house was hit and {dead} members of a family were killed.",
                f"In the {place[0]} district of {place[1]} {dead} villagers died when a house was hit, a resident said.",
                f"A house was hit in {place[0]} district of {place[1]}. {upper(dead)} people were killed there, officials said.",
                f"In {place[1]}, officials said {dead} people were killed in {place[0]}.",
            ]
        )

    text = dateline(rnd, published) + joined(
        rnd, lead.replace(",,", ","), part(a, n), part(b, m), rnd.choice(ASIDES)
    )
    told = [
        Told(kind, first, last, named(a), frozenset({n})),
        Told(kind, first, last, named(b), frozenset({m})),
    ]
    if total:
        told.append(Told(kind, first, last, frozenset({"*"}), frozenset({n + m}), "aggregate"))
    return Report(text, published, told, (kind, f"total {total}", said))


def closure(rnd: random.Random) -> Report:
    """Tell of a gate that is shut, and why."""
    published, gate = rnd.choice(PUBLISHED), rnd.choice(GATES)
    day = published - rnd.choice([0, 1, 2, 4]) * ONE
    said = rnd.choice([f"on {weekday(day)}", f"on {day_month(rnd, day)}"])
    since = said.replace("on ", "since ")
    lead = rnd.choice(
        [
            f"Pakistan closed the {gate} border crossing {said}, officials said.",
            f"The {gate} crossing was closed {said} to all traffic.",
            f"The {gate} border crossing has been closed {since}, officials said.",
            f"The {gate} crossing remained closed for trade {since}, traders said.",
            f"Pakistani authorities shut the {gate} crossing to trade and travel {said}.",
        ]
    )
    second = rnd.choice(
        [
            "Hundreds of trucks are stranded on both sides.",
            "Traders urged both governments to reopen it.",
            "",
            "It was not clear when it would reopen.",
        ]
    )
    text = dateline(rnd, published) + joined(rnd, lead, second)
    return Report(
        text,
        published,
        [Told("closure", day, published, frozenset({gate}))],
        (lead[:25], second[:20]),
    )


def gate_behind(rnd: random.Random) -> Report:
    """Tell a clash at a gate, and that the gate was shut."""
    published, gate = rnd.choice(PUBLISHED), rnd.choice(GATES)
    (n,) = counts(rnd, 1)
    day = published - rnd.choice([1, 2]) * ONE
    lead = rnd.choice(
        [
            f"Afghan and Pakistani forces exchanged fire near the {gate} crossing on {weekday(day)}, killing {number(n)} people, officials said.",
            f"{number(n, starts=True)} people were killed on {weekday(day)} when Pakistani and Afghan border guards exchanged fire at the {gate} crossing.",
        ]
    )
    second, begun = rnd.choice(
        [
            ("Pakistan then closed the crossing to all traffic.", day),
            ("The crossing was closed after the clash.", day),
            ("The crossing was closed immediately.", day),
            ("Pakistan closed the crossing after the shooting.", day),
            ("The crossing has been closed since then.", day),
            ("The crossing has been closed since the clash.", day),
            (f"The crossing was closed on {weekday(day)}.", day),
            (f"The crossing has been closed since {weekday(day)}.", day),
            ("The crossing was closed soon after the clashes broke out.", day),
        ]
    )
    text = dateline(rnd, published) + joined(
        rnd, lead, second, rnd.choice(["", "Hundreds of trucks are stranded."])
    )
    told = [
        Told("clash", day, day, frozenset({gate}), frozenset({n})),
        Told("closure", begun, published, frozenset({gate})),
    ]
    return Report(text, published, told, (second,))


def long_shut(rnd: random.Random) -> Report:
    """Tell one event and, behind it, of a gate that has long been shut."""
    published, gate = rnd.choice(PUBLISHED), rnd.choice(GATES)
    report_kind = rnd.choice(ACROSS)
    (place,), (n,) = pick(rnd, report_kind), counts(rnd, 1)
    said, first, last = when(rnd, published, 1)
    day = published - rnd.choice([20, 45]) * ONE
    name = f"{MONTHS[day.month - 1]} {day.day}"
    month = MONTHS[day.month - 1]
    start = day.replace(day=1)
    second, begun, precision = rnd.choice(
        [
            (f"The {gate} crossing has been closed since {name}.", day, "day"),
            (
                f"The {gate} border crossing has been shut to trade since {name}, when fighting broke out.",
                day,
                "day",
            ),
            (f"The {gate} crossing, closed since {name}, remained shut.", day, "day"),
            (f"The crossing at {gate} has remained closed since {name}.", day, "day"),
            (f"The {gate} crossing has been closed since {month}.", start, "month"),
            (
                f"The crossing at {gate}, shut since {month}, remains closed to trade.",
                start,
                "month",
            ),
        ]
    )
    text = dateline(rnd, published) + joined(
        rnd, sentence(rnd, report_kind, place, said, n), second
    )
    told = [
        Told(report_kind, first, last, named(place), frozenset({n})),
        Told(
            "closure",
            begun,
            published if precision == "day" else date.max,
            frozenset({gate}),
            precision=precision,
        ),
    ]
    return Report(text, published, told, (second[:45],))


FAMILIES: tuple[Callable[[random.Random], Report], ...] = (
    two_places,
    raid,
    bulletin,
    timeline,
    under_days,
    reply,
    parts,
    closure,
    gate_behind,
    long_shut,
)
