"""Plain short reports made of parts, each with the incidents that it tells by construction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.documents.marks import FINE

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from geo.region import RegionPack
    from geo.reports.incidents.draft import Incident

ONE = timedelta(days=1)


@dataclass
class Told:
    """An incident that a text tells by construction."""

    kind: str
    first: date
    last: date
    places: frozenset[str]
    figures: frozenset[int] = frozenset()
    role: str = "current"
    precision: str = "day"


@dataclass
class Report:
    """A text and what it tells."""

    text: str
    published: date
    told: list[Told] = field(default_factory=list)
    axes: tuple[str, ...] = ()


PUBLISHED = [
    date(2026, 2, 28),
    date(2026, 3, 16),
    date(2026, 4, 12),
    date(2025, 10, 14),
    date(2025, 11, 26),
    date(2026, 1, 15),
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September"]
MONTHS += ["October", "November", "December"]
NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
AFGHAN = [
    ("Barmal", "Paktika"),
    ("Gurbuz", "Khost"),
    ("Spera", "Khost"),
    ("Dangam", "Kunar"),
    ("Nari", "Kunar"),
    ("Goshta", "Nangarhar"),
    ("Lal Pur", "Nangarhar"),
    ("Spin Boldak", "Kandahar"),
    ("Achin", "Nangarhar"),
]
PAKISTANI = [
    ("Bannu", ""),
    ("Lakki Marwat", ""),
    ("Kurram", ""),
    ("Bajaur", ""),
    ("Mohmand", ""),
    ("Zhob", ""),
    ("Dera Ismail Khan", ""),
]
GATES = ["Torkham", "Chaman", "Ghulam Khan", "Kharlachi", "Angoor Adda"]


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def day_month(rnd: random.Random, day: date) -> str:
    month = MONTHS[day.month - 1]
    short = month if month in ("May", "June", "July", "March", "April") else f"{month[:3]}."
    return rnd.choice(
        [
            f"{month} {day.day}",
            f"{day.day} {month}",
            f"{short} {day.day}",
            f"{month} {day.day}, {day.year}",
        ]
    )


def when(rnd: random.Random, published: date, back: int) -> tuple[str, date, date]:
    """Return how a day of late is said, and what days that means."""
    day = published - back * ONE
    name = weekday(day)
    plain = [
        f"on {name}",
        f"on {name}",
        f"{name}",
        f"on {name} night",
        f"late on {name}",
        f"early on {name}",
        f"early {name}",
        f"{name} morning",
        f"before dawn on {name}",
        f"on {name} evening",
        f"in the early hours of {name}",
        f"on {day_month(rnd, day)}",
        f"on {name}, {MONTHS[day.month - 1]} {day.day},",
        f"on the night of {MONTHS[day.month - 1]} {day.day}",
    ]
    made = [(said, day, day) for said in plain]
    before = day - ONE
    if before.month == day.month:
        month = MONTHS[day.month - 1]
        made += [
            (f"on the night between {before.day} and {day.day} {month}", before, day),
            (f"in the night of {month} {before.day}-{day.day}", before, day),
        ]
    made += [
        (f"late on {weekday(before)} and early on {name}", before, day),
        (f"overnight from {weekday(before)} to {name}", before, day),
        (f"in the night from {weekday(before)} to {name}", before, day),
    ]
    if back == 1:
        made += [("last night", day, day), ("yesterday", day, day)]
    if back == 0:
        made += [("overnight", day - ONE, day), ("overnight", day - ONE, day), ("today", day, day)]
    if back > 1:
        made += [(f"{NUMBERS[back]} days ago", day, day)]
    return rnd.choice(made)


def spot(rnd: random.Random, place: tuple[str, str]) -> str:
    name, province = place
    if not province:
        return rnd.choice([f"{name} district", f"the {name} district", f"{name}"])
    return rnd.choice(
        [
            f"{name} district of {province} province",
            f"the {name} district of {province}",
            f"{province}'s {name} district",
            f"{name} district in {province}",
            f"{name}",
        ]
    )


def number(count: int, *, starts: bool = False) -> str:
    if count in NUMBERS:
        word = NUMBERS[count]
        return word.capitalize() if starts else word
    return str(count)


def counts(rnd: random.Random, many: int) -> list[int]:
    """Return different numbers of dead."""
    return rnd.sample(range(2, 29), many)


# Kind -> clauses with the slots {place} {when} {n}, each with a subject and its verb.
EVENTS: dict[str, list[str]] = {
    "air": [
        "Pakistani jets bombed a house in {place} {when}, killing {n} civilians",
        "Pakistani air strikes on {place} {when} killed {n} civilians",
        "{N} civilians were killed {when} when Pakistani aircraft struck homes in {place}",
        "a Pakistani drone strike killed {n} villagers in {place} {when}",
        "Pakistani warplanes carried out strikes in {place} {when}, and {n} people were killed",
        "Pakistan carried out air strikes in {place} {when}, killing {n} people",
        "{N} people, including women and children, were killed in a Pakistani air strike on {place} {when}",
    ],
    "shelling": [
        "Pakistani forces shelled villages in {place} {when}, killing {n} villagers",
        "mortar shells fired by Pakistani forces hit a house in {place} {when}, killing {n} villagers",
        "{N} villagers were killed {when} in Pakistani shelling of {place}",
        "Pakistani artillery fire killed {n} civilians in {place} {when}",
        "rockets fired from Pakistan struck homes in {place} {when}, killing {n} civilians",
    ],
    "ied": [
        "a roadside bomb killed {n} policemen in {place} {when}",
        "{N} policemen were killed {when} when a roadside bomb exploded in {place}",
        "a roadside bomb hit a van in {place} {when}, killing {n} policemen",
        "a bomb planted by the roadside exploded in {place} {when}, killing {n} people",
    ],
    "suicide": [
        "a suicide bomber blew himself up at a checkpoint in {place} {when}, killing {n} soldiers",
        "a suicide bombing in {place} killed {n} people {when}",
        "{N} soldiers were killed in a suicide attack on a camp in {place} {when}",
    ],
    "clash": [
        "Pakistani security forces killed {n} militants in an operation in {place} {when}",
        "{N} militants were killed {when} in a gunfight with security forces in {place}",
    ],
}
# Kind -> what such an event is called.
EVENT = {
    "air": "strike",
    "shelling": "shelling",
    "ied": "blast",
    "suicide": "bombing",
    "clash": "attack",
}
ACROSS = ("air", "shelling")
SOURCES = {
    "air": [
        "Afghan officials",
        "the Taliban government",
        "a Taliban spokesman",
        "the provincial governor's office",
    ],
    "shelling": [
        "Afghan officials",
        "the Taliban government",
        "the provincial governor's office",
        "residents",
    ],
    "": ["police", "officials", "a security official", "the military"],
}


def upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def clause(rnd: random.Random, kind: str, place: tuple[str, str], said: str, count: int) -> str:
    made = rnd.choice(EVENTS[kind])
    if made.startswith("{N}") and count not in NUMBERS:
        made = made.replace("{N}", "At least {n}")
    text = made.format(
        place=spot(rnd, place), when=said, n=number(count), N=number(count, starts=True)
    )
    text = text.replace("  ", " ").replace(" ,", ",").replace(",,", ",")
    return text.strip()


def lower(text: str) -> str:
    """Set the first word small where it is no name."""
    first = text.split(maxsplit=1)[0]
    return text if first.startswith("Pakistan") else text[:1].lower() + text[1:]


def sentence(
    rnd: random.Random,
    kind: str,
    place: tuple[str, str],
    said: str,
    count: int,
    *,
    told: str = "",
    source: bool = True,
) -> str:
    """Return a sentence that tells an event, with or without who says so."""
    text = clause(rnd, kind, place, said, count)
    by = rnd.choice(SOURCES.get(kind, SOURCES[""]))
    if not source:
        return f"{upper(text)}."
    tail = f" {told}" if told else ""
    frames = [f"{upper(text)}, {by} said{tail}.", f"{upper(by)} said{tail} that {lower(text)}."]
    if not tail:
        frames.append(f"According to {by}, {lower(text)}.")
        frames.append(f"{upper(text)}, according to {by}.")
    if text.endswith(","):
        frames = frames[1:3]
    return rnd.choice(frames).replace(",,", ",").replace(",.", ".")


def pick(rnd: random.Random, kind: str, many: int = 1) -> list[tuple[str, str]]:
    return rnd.sample(AFGHAN if kind in ACROSS else PAKISTANI, many)


def dateline(rnd: random.Random, published: date) -> str:
    city = rnd.choice(["KABUL", "PESHAWAR", "ISLAMABAD", "QUETTA"])
    month = MONTHS[published.month - 1][:3]
    return rnd.choice(
        [
            "",
            "",
            "",
            f"{city} — ",
            f"{city} (Reuters) - ",
            f"{city}, {month} {published.day} (AFP) - ",
            f"{city}: ",
        ]
    )


def said_day(rnd: random.Random, published: date, said: str, last: date) -> str:
    is_told_then = said in ("last night", "yesterday", "overnight", "today")
    day = published - (0 if is_told_then else rnd.choice([0, 0, 1])) * ONE
    return rnd.choice(["", f"on {weekday(day)}"]) if day >= last else ""


ASIDES = [
    "",
    "There was no immediate comment from the other side.",
    "The figures could not be independently verified.",
    "Relations between the two countries have worsened in recent months.",
    "Islamabad has repeatedly urged Kabul to act against militants, a charge Kabul denies.",
    "Several houses were damaged.",
    "The wounded were taken to the district hospital.",
    "No group has claimed responsibility.",
    "Residents said they heard loud explosions.",
    "Talks mediated by Qatar ended without agreement last week.",
]


def joined(rnd: random.Random, *parts: str) -> str:
    made = ""
    for part in parts:
        if part:
            made += (rnd.choice([" ", "\n\n"]) if made else "") + part
    return made


def named(*places: tuple[str, str]) -> frozenset[str]:
    return frozenset(name for name, _ in places)


def faults(report: Report, found: list[Incident]) -> Iterator[str]:
    """Say what is wrong of what was read."""
    left = list(found)
    for told in report.told:
        if not left:
            yield f"missed {told.kind}"
            continue
        best = max(left, key=lambda i: _alike(told, i))
        if _alike(told, best) <= 0:
            yield f"missed {told.kind} {told.role}"
            continue
        left = [i for i in left if i is not best]
        if told.kind not in ("*", best.kind):
            yield f"kind {told.kind}: {best.kind}"
        if told.role not in ("*", best.role):
            yield f"role {told.role}: {best.role}"
        if told.precision == "*":
            pass
        elif told.first != best.first:
            yield f"start {told.first}: {best.first} {best.last}"
        elif told.last not in (date.max, best.last):
            yield f"end {told.last}: {best.last}"
        named = {p.text for p in best.places if p.level in FINE}
        wrong = [n for n in named if not any(t in n or n in t for t in told.places)]
        if "*" not in told.places:
            lost = [t for t in told.places if not any(t in n or n in t for n in named)]
            if wrong or lost:
                yield f"places {sorted(told.places)}: {sorted(named)}"
        dead = {c.count_min or c.count_max for c in best.claims}
        others = {n for t in report.told if t is not told for n in t.figures}
        if told.figures - dead:
            yield f"figure not here {sorted(told.figures - dead)}"
        if dead & others:
            yield f"figure of another {sorted(dead & others)}"
    for incident in left:
        yield f"extra {incident.kind} {incident.role} {[c.count_min for c in incident.claims]}"


def _alike(told: Told, incident: Incident) -> float:
    named = {p.text for p in incident.places}
    dead = {c.count_min or c.count_max for c in incident.claims}
    score = 3.0 * len(told.figures & dead)
    score += 2.0 * sum(any(t in n or n in t for n in named) for t in told.places)
    score += 0.3 * (told.role == incident.role)
    return score - 0.5 * (told.kind not in ("*", incident.kind))


def read(report: Report, pack: RegionPack) -> list[Incident]:
    """Read the incidents of a report."""
    document = Document(id="x", text=report.text, publisher="AFP", published=report.published)
    return reading.read_one(document, pack)
