"""Plain short reports that also tell of what was before: an older event, a tally, a toll since a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plain_reports import (
    ACROSS,
    ASIDES,
    EVENTS,
    MONTHS,
    ONE,
    PUBLISHED,
    Report,
    Told,
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


def recalled(rnd: random.Random) -> Report:
    """Tell one event, and recall an older one by a day, month or year, or a tally."""
    published, kind = rnd.choice(PUBLISHED), rnd.choice(list(EVENTS))
    (a, b), (n, m) = pick(rnd, kind, 2), counts(rnd, 2)
    said, first, last = when(rnd, published, rnd.choice([0, 1, 2]))
    lead = sentence(rnd, kind, a, said, n)
    told = [Told(kind, first, last, named(a), frozenset({n}))]
    way = rnd.choice(["day", "day", "month", "year", "week", "none", "tally", "tally"])
    old = rnd.choice(list(ACROSS) if kind in ACROSS else ["ied", "suicide"])
    if way == "day":
        day = published - rnd.choice([9, 12, 18, 33, 50]) * ONE
        second = sentence(rnd, old, b, f"on {day_month(rnd, day)}", m, source=False)
        second = rnd.choice(
            [
                second,
                f"Earlier, on {day_month(rnd, day)}, {lower(sentence(rnd, old, b, '', m, source=False))}",
                f"On {day_month(rnd, day)}, officials said, {lower(sentence(rnd, old, b, '', m, source=False))}",
                f"A truce had held since {day_month(rnd, day)}, when {lower(sentence(rnd, old, b, '', m, source=False))}",
            ]
        )
        told.append(Told(old, day, day, named(b), frozenset({m}), "background"))
    elif way == "month":
        month = published.replace(day=1) - rnd.choice([1, 40]) * ONE
        start = month.replace(day=1)
        end = (start + 31 * ONE).replace(day=1) - ONE
        phrase = rnd.choice(
            [f"in {MONTHS[start.month - 1]}", f"in {MONTHS[start.month - 1]} {start.year}"]
        )
        second = sentence(rnd, old, b, phrase, m, source=False)
        second = rnd.choice(
            [
                second,
                f"{upper(phrase)}, {lower(sentence(rnd, old, b, '', m, source=False))}",
                f"It was the deadliest attack since {phrase[3:]}, when {lower(sentence(rnd, old, b, '', m, source=False))}",
            ]
        )
        told.append(Told(old, start, end, named(b), frozenset({m}), "background", "month"))
    elif way == "year":
        year = published.year - rnd.choice([1, 1, 4])
        phrase = "last year" if year == published.year - 1 and rnd.random() < 0.6 else f"in {year}"
        second = sentence(rnd, old, b, phrase, m, source=False)
        second = rnd.choice(
            [second, f"{upper(phrase)}, {lower(sentence(rnd, old, b, '', m, source=False))}"]
        )
        told.append(
            Told(
                old,
                date(year, 1, 1),
                date(year, 12, 31),
                named(b),
                frozenset({m}),
                "background",
                "year",
            )
        )
    elif way == "week":
        monday = published - (published.weekday() + 7) * ONE
        second = sentence(rnd, old, b, "last week", m, source=False)
        second = rnd.choice(
            [second, f"Last week, {lower(sentence(rnd, old, b, '', m, source=False))}"]
        )
        told.append(Told(old, monday, monday + 6 * ONE, named(b), frozenset({m}), "background"))
    elif way == "tally":
        start = date(published.year, 1, 1)
        second = rnd.choice(
            [
                "More than 300 people have been killed in the province so far this year.",
                "So far this year, 300 people have been killed in attacks in the province.",
                "At least 300 people have been killed in such attacks since the beginning of the year.",
                "According to the institute, 300 people have been killed in militant violence this year.",
                "At least 300 people have been killed in border clashes this year, according to an agency's tally.",
            ]
        )
        told.append(
            Told("*", start, published, frozenset({"*"}), frozenset({300}), "aggregate", "*")
        )
    else:
        second = rnd.choice(
            [
                "The area has seen a number of attacks in recent months.",
                "The two countries have clashed repeatedly since October.",
                "Violence in the region has risen since the Taliban took power in 2021.",
                "Militants have attacked police in the area for years.",
                "Pakistani jets have struck Paktika and Khost on several occasions.",
                "\n\nIslamabad wants men handed over who fled to Kunar after operations in Swat.",
                "\n\nFamilies displaced from Tirah are staying in a camp in Bara.",
            ]
        )
    text = dateline(rnd, published) + joined(rnd, lead, rnd.choice(ASIDES), second)
    return Report(text, published, told, (kind, way, said))


def near_past(rnd: random.Random) -> Report:
    """Tell an air raid, and the attack some days before that it followed."""
    published = rnd.choice(PUBLISHED)
    (a,), (b,), (n, m) = pick(rnd, "air"), pick(rnd, "clash"), counts(rnd, 2)
    said, first, last = when(rnd, published, rnd.choice([0, 1]))
    old = first - rnd.choice([2, 3, 4]) * ONE
    kind = rnd.choice(["suicide", "ied"])
    how = {"suicide": "a suicide attack", "ied": "a roadside bombing"}[kind]
    lead = sentence(rnd, "air", a, said, n)
    name = weekday(old)
    second = rnd.choice(
        [
            f"On {name}, {number(m)} soldiers were killed in {how} in {spot(rnd, b)}.",
            f"The strikes followed {how} in {spot(rnd, b)} on {name} that killed {number(m)} soldiers.",
            f"The strikes came after {how} on {name} killed {number(m)} soldiers in {spot(rnd, b)}.",
            f"They came days after {how} in {spot(rnd, b)} killed {number(m)} soldiers on {name}.",
            f"{number(m, starts=True)} soldiers were killed on {name} in {how} in {spot(rnd, b)}, which Islamabad blamed on militants based in Afghanistan.",
        ]
    )
    text = dateline(rnd, published) + joined(rnd, lead, rnd.choice(ASIDES), second)
    told = [
        Told("air", first, last, named(a), frozenset({n})),
        Told(kind, old, old, named(b), frozenset({m}), "background"),
    ]
    return Report(text, published, told, (second[:22], said))


def since(rnd: random.Random) -> Report:
    """Tell one event, and a toll since a day."""
    published = rnd.choice(PUBLISHED)
    kind = rnd.choice(ACROSS)
    (place,), (n, _) = pick(rnd, kind), counts(rnd, 2)
    said, first, last = when(rnd, published, rnd.choice([0, 1]))
    day = published - rnd.choice([9, 12, 15, 20]) * ONE
    name = f"{MONTHS[day.month - 1]} {day.day}"
    total = rnd.choice([173, 331, 583, 707])
    second = rnd.choice(
        [
            f"Since {name}, {total} people have been killed in the fighting, the United Nations says.",
            f"At least {total} civilians have been killed in Afghanistan since {name}, the UN mission said.",
            f"Pakistan says {total} Taliban fighters have been killed since the fighting began on {name}.",
            f"Islamabad says that {total} Taliban fighters have been killed since {name}.",
            f"According to the UN mission, {total} civilians have been killed since fighting broke out on {name}.",
            f"The fighting, which began on {name}, has killed {total} people, according to the United Nations.",
            f"The neighbours have been fighting since {name}. Islamabad says {total} Taliban fighters have died since then.",
        ]
    )
    text = dateline(rnd, published) + joined(
        rnd, sentence(rnd, kind, place, said, n), rnd.choice(ASIDES[:5]), second
    )
    told = [
        Told(kind, first, last, named(place), frozenset({n})),
        Told("*", day, published, frozenset({"*"}), frozenset({total}), "aggregate"),
    ]
    return Report(text, published, told, (second[:30],))


FAMILIES: tuple[Callable[[random.Random], Report], ...] = (recalled, near_past, since)
