"""What is known of a phrase: names of the pack, words for offices, and who publishes a report."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geo.reports.attribution import imprint
from geo.reports.attribution.known import UN, Speaker, known
from geo.reports.counts.forces import Force, forces
from geo.reports.documents.datelines import dateline_end
from geo.reports.language import words
from geo.reports.language.tokens import Phrases, Tokens, read, same
from geo.reports.language.words import PACKS
from geo.reports.who import actors

if TYPE_CHECKING:
    from geo.region import RegionPack
    from geo.reports.documents.document import Document
    from geo.reports.language.words import Words

LOCAL, MEDIA, UNKNOWN = "local", "media", "unknown"
UNATTRIBUTED = "unattributed"

_SUBJECT = 3  # words of "The 201st Khalid Corps has destroyed posts", before "its spokesman said"
_ALONE = 2  # ends of one phrase without "and"
NAME = 2  # words of a name beside an office
_LETTER_HEAD = 400  # characters in which the head of a letter stands
_DATELINE = 160  # characters in which a dateline stands
_HOME_LIMIT = 6_000  # characters read to tell which side of the line a text is at home


@lru_cache(maxsize=PACKS)
def kinds(vocabulary: Words) -> dict[str, Phrases[str]]:
    """Return the words that make a phrase a local, an official or another voice."""
    said = vocabulary.load("speech")["speakers"]
    keys = ("local", "un", "official", "anonymous", "media", "titles")
    return {key: Phrases(same(said[key], key)) for key in keys}


@lru_cache(maxsize=PACKS)
def _own_offices(vocabulary: Words) -> Phrases[bool]:
    return Phrases(same(vocabulary.load("speech")["speakers"]["own_offices"], True))


@lru_cache(maxsize=PACKS)
def _letter(vocabulary: Words) -> re.Pattern[str]:
    """Return what finds the head of a letter, and its writer."""
    return re.compile(vocabulary.load("layout")["imprint"]["letter"], re.IGNORECASE)


@lru_cache(maxsize=PACKS)
def _kinds_at(vocabulary: Words) -> dict[str, list[tuple[str, Phrases[str]]]]:
    """Return for each word the kinds of which a phrase may begin with it."""
    found: dict[str, list[tuple[str, Phrases[str]]]] = {}
    for kind, phrases in kinds(vocabulary).items():
        for word in phrases.beginnings:
            found.setdefault(word, []).append((kind, phrases))
    return found


class Lookups:
    """The names and offices that a report's phrases may hold.

    Parameters
    ----------
    document, pack
        The report; its region.
    by_habit
        Whether "the army", of which each side has one, is the one that reports of the region mean.
    """

    def __init__(self, document: Document, pack: RegionPack, *, by_habit: bool = True) -> None:
        self.document, self.pack, self.known = document, pack, known(pack)
        self.by_habit = by_habit
        self.words = words.of(pack)
        self.forces: Phrases[Force] = forces(pack)
        self.persons: dict[str, Speaker] = {}
        self.bodies: dict[str, Speaker] = {}
        self.heads: dict[str, Speaker] = {}
        self.last_person: Speaker | None = None
        self.last_body: Speaker | None = None
        self.last_spoken: Speaker | None = None
        self.mentioned: Speaker | None = None
        self.group: Speaker | None = None
        self.hero: Speaker | None = None
        self.seat = ""  # the side whose capital the paragraph tells of

    def _names(self, key: str) -> frozenset[str]:
        """Return one list of words for speakers of `speech.toml`."""
        return self.words.listed("speech", "speakers", key)

    def publisher(self) -> Speaker:
        """Return who says what has no source: an outlet, the side it speaks for, who wrote."""
        if self._writer is not None:
            return self._writer
        name = self.document.publisher or UNATTRIBUTED
        side = self._publishing_side
        return Speaker(name, side or MEDIA, "body" if side else "none")

    @cached_property
    def _writer(self) -> Speaker | None:
        """Who wrote a letter or paper that an outlet prints, where its head names an office."""
        for who in imprint.papers(self.document, self.words):
            if side := self._side_of_account(read(who, words=self.words)):
                return Speaker(who, side, "body")
        head = f"{self.document.title}\n{self.document.text}"[:_LETTER_HEAD]
        match = _letter(self.words).search(head)
        if match is None:
            return None
        tokens = read(match["who"])
        side = self.country(tokens, 0, len(tokens))
        is_office = side in self.pack.line_sides and "official" in self._hits(
            tokens, 0, len(tokens)
        )
        return Speaker(match["who"], side, "body") if is_office else None

    @cached_property
    def _publishing_side(self) -> str:
        name = re.sub(r"\([^)]*\)", "", self.document.publisher)  # "... (translated)"
        parts = [p.strip().lower() for p in name.replace(";", "/").split("/")]
        listed = next((side for said, side in self.known.publishers if said in parts), "")
        return listed or self._account_side

    @cached_property
    def _account_side(self) -> str:
        """Return the side of a publisher that is a known person or body, or a country's office."""
        name = self.document.publisher
        return self._side_of_account(read(name, 0, min(len(name), 200)))

    def _side_of_account(self, tokens: Tokens) -> str:
        if not len(tokens):
            return ""
        row = self.row(tokens, 0, len(tokens))
        if row is not None and row["kind"] == "outlet":
            return ""
        named = row is not None and (row["kind"] == "person" or not self._is_seat(row, tokens))
        if row is not None and named:
            side = self._side_of(row)
            is_foreign = side == UNKNOWN and self._is_whole(tokens)
            return side if side not in (LOCAL, UNKNOWN) or is_foreign else ""
        hits = self._hits(tokens, 0, len(tokens))
        own = _own_offices(self.words).all(tokens)
        if "un" in hits:
            return UN
        if "official" not in hits or (hits & {"media", "local"} and not own):
            return ""
        side = self.country(tokens, 0, len(tokens))
        return side if side in self.pack.line_sides else ""

    def _is_whole(self, tokens: Tokens) -> bool:
        """Tell whether a known name is all of a publisher's: "ISAF", not "Outlook India"."""
        hit = self.known.names.at(tokens, 0)
        return hit is not None and hit[0] == len(tokens)

    def _is_seat(self, row: dict[str, Any], tokens: Tokens) -> bool:
        """Tell whether a name stands for a government only by its capital: "Kabul Weekly"."""
        seats = actors.of(self.pack).seats
        return any(name in seats for name in row["names"] if name in tokens.raw)

    @cached_property
    def home(self) -> str:
        """The side of the line that the report is at home on; empty where nothing tells."""
        if self.base:
            return self.base
        if place := self._place_of_dateline:
            return place
        tokens = self.document.cut(0, min(_HOME_LIMIT, len(self.document.text)))
        sides = Counter(side for _, _, side in self.known.places.all(tokens))
        sides.update(side for _, _, side in self.known.countries.all(tokens))
        return sides.most_common(1)[0][0] if sides else ""

    @cached_property
    def base(self) -> str:
        """The side of the line that the report's publisher is at home on; empty where not known."""
        publisher = self.document.publisher.lower()
        side = self._publishing_side
        if side in self.pack.line_sides:
            return side
        said = set(read(publisher).low)
        for name, home in self.known.homes:
            if name == publisher or (name in publisher and set(name.split()) <= said):
                return home
        return ""

    @cached_property
    def _place_of_dateline(self) -> str:
        """The side of the place that the report was written at."""
        text = self.document.text
        end = dateline_end(text, 0, min(len(text), _DATELINE))
        end = max([end, *(end for start, end in self.document.datelines[:1] if end <= _DATELINE)])
        seats = actors.of(self.pack).seat_sides
        tokens = read(text[:end].title())
        sides = {side for _, _, side in self.known.places.all(tokens)}
        sides |= {seats[word] for word in tokens.raw if word in seats}
        return next(iter(sides)) if len(sides) == 1 else ""

    def _hits(self, tokens: Tokens, first: int, end: int) -> set[str]:
        found: set[str] = set()
        kinds_at = _kinds_at(self.words)
        for j in range(first, end):
            for kind, phrases in kinds_at.get(tokens.low[j], ()):
                hit = phrases.at(tokens, j) if kind not in found else None
                if (
                    hit is not None
                    and j + hit[0] <= end
                    and (kind != "un" or tokens.raw[j] != "un")
                ):
                    found.add(kind)
        return found

    def calls_local(self, tokens: Tokens, first: int, end: int) -> bool:
        """Tell whether a phrase calls somebody one of the place.

        Not "the chief, Malik Gul", whose title that is, nor "Levies man Gul", who serves.
        """
        services, grown = (
            self.words.listed("counted", "heads", name) for name in ("services", "grown")
        )
        low, raw = tokens.low, tokens.raw
        for j, length, _ in kinds(self.words)["local"].among(tokens, first, end):
            titles = [raw[k].istitle() for k in range(j, min(j + 2, end))]
            is_title = length == 1 and j > first and low[j - 1] == "," and titles == [True, True]
            serves = j > first and low[j] in grown and low[j - 1] in services
            if not (serves or (is_title and "official" in self._hits(tokens, first, j))):
                return True
        return False

    def is_joint(self, tokens: Tokens, first: int, end: int) -> bool:
        """Tell "police and hospital officials", "residents and two officials": these speak too."""
        words = tokens.low[first:end]
        parts = [first, *(j + 1 for j in range(first, end) if tokens.low[j] == "and"), end]
        if len(parts) == _ALONE:
            return False
        officers = not self._names("officers").isdisjoint(words[: parts[1] - first])
        if officers and words[-1] in ("officials", "sources"):
            return True
        halves = pairwise(parts)
        return any(self._is_official(tokens, one, other) for one, other in halves)

    def _is_official(self, tokens: Tokens, first: int, end: int) -> bool:
        """Tell whether a half of a phrase is an office of its own: no "relatives of soldiers"."""
        hits, low = self._hits(tokens, first, end), tokens.low
        return "official" in hits and "local" not in hits and low[first] != "former"

    def is_local_source(self, tokens: Tokens, first: int, end: int) -> bool:
        """Tell "sources in Khost", "two sources in the area", of no office."""
        words = tokens.low[first:end]
        at = next((j for j, word in enumerate(words) if word in ("source", "sources")), None)
        if at is None or words[at + 1 : at + 2] not in (("in",), ("from",), ("near",)):
            return False
        behind = self._hits(tokens, first + at + 1, end)
        return self._names("bare").issuperset(words[:at]) and "official" not in behind

    def is_outlet(self, tokens: Tokens, first: int, end: int) -> bool:
        """Tell an outlet that nobody listed by its name: "Kabul Times", "Radio Khost"."""
        first += tokens.low[first] == "the"
        if end - first <= 1 or not all(raw[:1].isupper() for raw in tokens.raw[first:end]):
            return False
        listed = self.known.names.at(tokens, first)
        if listed is not None and first + listed[0] == end:
            return False
        last, begins = self._names("last_of_outlets"), self._names("first_of_outlets")
        return tokens.low[end - 1] in last or tokens.low[first] in begins

    def may_speak(self, tokens: Tokens, first: int, end: int) -> bool:
        """Tell whether a phrase names a body that "it" may be: an office, an outlet, a hospital."""
        row = self.row(tokens, first, end)
        if row is not None:
            return str(row["kind"]) != "person"
        country = self.known.countries.at(tokens, first)
        named = country is not None and first + country[0] == end  # "Pakistan", which "it" may be
        named = named or bool(self._hits(tokens, first, end) & {"official", "media", "un"})
        return named or not self._names("buildings").isdisjoint(tokens.low[first:end])

    def row(self, tokens: Tokens, first: int, end: int) -> dict[str, Any] | None:
        """Return the known speaker that a phrase names; None where it names none."""
        best: tuple[int, dict[str, Any]] | None = None
        for _, length, row in self.known.names.among(tokens, first, end):
            weight = length + 10 * (row["kind"] == "person") + 5 * (row["side"] == UN)
            if best is None or weight > best[0]:
                best = (weight, row)
        if best is not None:
            return best[1]
        last = tokens.raw[end - 1]
        # A bare last name: only where the report has named nobody else so, and stands alone.
        if end - first == 1 and last not in self.persons:
            return self.known.last_names.get(last)
        return None

    def _side_of(self, row: dict[str, Any]) -> str:
        until, published = row.get("until"), self.document.published
        if until and published is not None and published < date.fromisoformat(until):
            return str(row["before"])
        return str(row["side"])

    def country(self, tokens: Tokens, first: int, end: int, *, units: bool = True) -> str:
        """Return the side of the country or unit that a phrase names, the countries first."""
        # "Tehrik-i-Taliban Pakistan" is no country's
        for _, length, row in self.known.names.among(tokens, first, end):
            if length > 1 and row["kind"] == "body":
                side = self._side_of(row)
                if side not in (*self.pack.line_sides, LOCAL, MEDIA, UN):
                    return side
        hit = self.known.countries.inside(tokens, first, end)
        if hit is not None:
            return hit[2]
        for j, _, place in self.known.places.among(tokens, first, end if units else first):
            if not self.in_name(tokens, j):
                return place
        for j in range(first, end):
            known = self.known.names.at(tokens, j)
            if known is not None and known[1]["side"] in self.pack.line_sides:
                return self._side_of(known[1])
            force = self.forces.at(tokens, j)
            if force is not None and force[1].side in self.pack.claimant_sides:
                return force[1].side
        return ""

    def subject_side(self, tokens: Tokens, before: int) -> str:
        """Return whose force a sentence is of: "X Corps has taken a post, its spokesman said"."""
        hits = (self.forces.at(tokens, j) for j in range(min(before, _SUBJECT)))
        side = next((hit[1].side for hit in hits if hit is not None), "")
        return side if side in self.pack.claimant_sides else ""

    def whose_office(self, phrase: str) -> str:
        """Return whose an office is that does something: by what it names, or only one side has.

        "The district administration" is that of the side that the report's publisher is at home on.
        """
        tokens = read(phrase, words=self.words)
        if side := self.country(tokens, 0, len(tokens)):
            return side
        hits = (self.known.habits.at(tokens, j) for j in range(len(tokens)))
        own = next((hit[1].side for hit in hits if hit is not None and not hit[1].is_common), "")
        return own or ("" if self._names("local_offices").isdisjoint(tokens.low) else self.base)

    def sender(self, tokens: Tokens, first: int, end: int) -> str:
        """Return whose "the ambassador in X" is: not of those in whose capital he sits."""
        low, envoys = tokens.low, self._names("envoys")
        sent = next((j for j in range(first, end) if low[j] in envoys), end)
        at = next((j for j in range(sent, end) if low[j] in ("in", "to")), end)
        host = self.country(tokens, at + 1, end) if at + 1 < end else ""
        others = [side for side in self.pack.line_sides if side != host]
        if host not in self.pack.line_sides or len(others) != 1:
            return ""
        if named := self.country(tokens, first, at):
            return named
        own = self._names("determiners") | {"its", "their", "his"}
        is_foreign = any(
            tokens.raw[j][:1].isupper() and low[j] not in own for j in range(first, sent)
        )
        return UNKNOWN if is_foreign else others[0]  # "the German ambassador in X"

    def bodies_in(self, tokens: Tokens, first: int, end: int) -> list[str]:
        """Return the offices that a phrase names, without those that are anybody's."""
        found: list[str] = []
        after, anybodys = first, self._names("generic") | self._names("many")
        for j, length, _ in kinds(self.words)["official"].among(tokens, first, end):
            if j < after:
                continue
            said = " ".join(tokens.low[j : j + length])
            if said not in anybodys:
                found.append(said)
            after = j + length
        return found

    def in_name(self, tokens: Tokens, i: int) -> bool:
        """Tell whether a unit's name is the end of a person's: "Nasir Safi", "Idris Mohmand"."""
        return (
            i > 0
            and tokens.raw[i - 1].istitle()
            and tokens.raw[i - 1].isalpha()
            and not self.is_common(tokens, i - 1)
            and not any(tokens.low[i - 1] in self._names(key) for key in ("halves", "determiners"))
            and tokens.low[i - 1] not in self.words.load("grammar")["stops"]
            and tokens.low[i - 1] not in self.words.load("frames")["heads"]
        )

    def is_name(self, tokens: Tokens, first: int) -> bool:
        """Tell whether a person stands beside his office: "Haji Saadullah of the council"."""
        both = range(first, first + NAME)
        return all(tokens.raw[j][:1].isupper() for j in both) and not any(
            self.is_common(tokens, j) for j in both
        )

    def is_common(self, tokens: Tokens, j: int) -> bool:
        """Tell whether a word is the name of a place or body, an office or a title."""
        return (
            self.known.countries.at(tokens, j) is not None
            or self.known.places.at(tokens, j) is not None
            or kinds(self.words)["official"].at(tokens, j) is not None
            or kinds(self.words)["titles"].at(tokens, j) is not None
            or self.known.names.at(tokens, j) is not None
        )
