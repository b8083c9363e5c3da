"""Whose voice a phrase is: names, offices, local people, outlets, and whom a text introduced."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from geo.reports import actors
from geo.reports.frames import apposition_end, is_local, is_title
from geo.reports.known import UN, Speaker, known, name_in, plain
from geo.reports.tokens import Phrases, Tokens, read, same
from geo.reports.victims import Force, forces, nouns
from geo.reports.words import load

if TYPE_CHECKING:
    from geo.region import RegionPack
    from geo.reports.document import Document

LOCAL, MEDIA, UNKNOWN = "local", "media", "unknown"
UNATTRIBUTED = "unattributed"
_HOME_LIMIT = 6_000  # characters read to tell which side of the line a text is at home


@lru_cache(maxsize=1)
def _kinds() -> dict[str, Phrases[str]]:
    said = load("speech")["speakers"]
    keys = ("local", "un", "official", "anonymous", "media", "titles")
    return {key: Phrases(same(said[key], key)) for key in keys}


# Anybody's: alone they mean the body that spoke before, and are no memory of one.
_BARE = frozenset(
    {
        "its",
        "the",
        "some",
        "informed",
        "unnamed",
        "various",
        "reliable",
        "several",
        "other",
        "own",
        "two",
        "three",
    }
)
_GENERIC = frozenset(
    {
        "spokesman",
        "spokesperson",
        "spokeswoman",
        "statement",
        "communique",
        "communiqué",
        "bulletin",
        "side",
    }
)
_MANY = frozenset(
    {
        "official",
        "officials",
        "officer",
        "officers",
        "source",
        "sources",
        "chief",
        "head",
        "spokesmen",
        "office",
        "general",
        "major",
        "colonel",
        "commander",
        "director",
        "minister",
        "governor",
    }
)


_OWN_OFFICES: Phrases[bool] = Phrases(
    same(("media office", "media centre", "media center", "media wing", "public affairs"), True)
)
_FOLLOWERS = ("group", "movement", "militia", "outfit", "faction", "organisation", "organization")
_HONOURED = frozenset({"Haji", "Malik", "Hajji", "Baba", "Bibi", "Mama"})


_DETERMINERS = ("a", "the", "its", "their", "another", "one", "his", "official")
_PARTIES = ("side", "party", "army", "government", "capital", "camp", "ministry")
_LONG = 25  # words of a sentence in which a name in passing is no "he" of the next


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset().union(*(phrases.beginnings for phrases in _kinds().values()))


class Voices:
    """The voices of one report: resolves phrases to speakers, and remembers whom it introduced.

    Parameters
    ----------
    document
        The report.
    pack
        Whose speakers, countries and unit names are known.
    """

    def __init__(self, document: Document, pack: RegionPack) -> None:
        self.document, self.pack, self.known = document, pack, known(pack)
        self.forces: Phrases[Force] = forces(pack)
        self.persons: dict[str, Speaker] = {}
        self.bodies: dict[str, Speaker] = {}
        self.last_person: Speaker | None = None
        self.last_body: Speaker | None = None
        self.mentioned: Speaker | None = None
        self.group: Speaker | None = None

    def publisher(self) -> Speaker:
        """Return who says what has no source: the outlet, or the side it speaks for."""
        name = self.document.publisher or UNATTRIBUTED
        side = self._publishing_side()
        return Speaker(name, side or MEDIA, "body" if side else "none")

    def _publishing_side(self) -> str:
        parts = [p.strip().lower() for p in self.document.publisher.replace(";", "/").split("/")]
        listed = next((side for said, side in self.known.publishers if said in parts), "")
        return listed or self._account_side()

    def _account_side(self) -> str:
        """Return the side of a publisher that is a known person or body, or a country's office."""
        tokens = read(self.document.publisher, 0, min(len(self.document.publisher), 200))
        if not len(tokens):
            return ""
        row = self._row(tokens, 0, len(tokens))
        if row is not None and row["kind"] == "outlet":
            return ""
        named = row is not None and (row["kind"] == "person" or not self._is_seat(row, tokens))
        if row is not None and named:
            side = self._side_of(row)
            return "" if side in (LOCAL, UNKNOWN) else side
        hits = self._hits(tokens, 0, len(tokens))
        own = _OWN_OFFICES.all(tokens)
        if "official" not in hits or (hits & {"media", "local"} and not own):
            return ""
        side = self._country(tokens, 0, len(tokens))
        return side if side in self.pack.line_sides else ""

    def _is_seat(self, row: dict[str, Any], tokens: Tokens) -> bool:
        """Tell whether a name stands for a government only by its capital: "Kabul Weekly"."""
        seats = actors.of(self.pack).seats
        return any(name in seats for name in row["names"] if name in tokens.raw)

    @cached_property
    def home(self) -> str:
        """The side of the line that the report is at home on; empty where nothing tells."""
        publisher = self.document.publisher.lower()
        side = self._publishing_side()
        if side and side != UN:
            return side
        words = set(read(publisher).low)
        for name, home in self.known.homes:
            if name == publisher or (name in publisher and set(name.split()) <= words):
                return home
        tokens = read(self.document.text, 0, min(_HOME_LIMIT, len(self.document.text)))
        sides = Counter(side for _, _, side in self.known.places.all(tokens))
        sides.update(side for _, _, side in self.known.countries.all(tokens))
        return sides.most_common(1)[0][0] if sides else ""

    def resolve(self, tokens: Tokens, first: int, end: int, *, near: str = "") -> Speaker | None:
        """Resolve a phrase to its speaker.

        Parameters
        ----------
        tokens, first, end
            The phrase.
        near
            The side of the line that the words around it are at, for a voice without a name.
        """
        while first < end and (
            not tokens.low[first][0].isalnum() or tokens.low[first] in ("mr", "mrs", "ms")
        ):
            first += 1
        while end > first and tokens.low[end - 1] in (
            ",",
            "“",
            '"',
            "(",
            "-",
            "–",
            "—",
            "also",
            "later",
        ):
            end -= 1
        if first >= end:
            return None
        low = tokens.low[first:end]
        if low[-1] in ("sources", "source") and all(w in _BARE for w in low[:-1]):
            return None
        speech = load("speech")
        if len(low) <= 2 and low[0] in speech["verbs"]["he"]:
            return self.last_person or self.last_body
        if low in (
            ("it",),
            ("they",),
            ("the", "statement"),
            ("the", "release"),
            ("its", "statement"),
        ):
            return self.last_body or self.last_person or self.mentioned
        if low[0] == "the" and low[1:2] and low[1] in _FOLLOWERS and low[2:] in ((), ("itself",)):
            return self.group or self.last_body
        text = plain(tokens, first, end)
        other = self._other(tokens, first, end, text)
        if other is not None:
            self.last_body = other
            return other
        speaker = self._named(tokens, first, end, text, near)
        if speaker is not None:
            self._remember(tokens, first, end, speaker)
        return speaker

    def _other(self, tokens: Tokens, first: int, end: int, text: str) -> Speaker | None:
        """Read "the other side", "the other army": who faces the one that spoke last."""
        low = tokens.low[first:end]
        two = self.pack.line_sides
        if "other" not in low or not any(word in _PARTIES for word in low):
            return None
        if self.last_body is None or self.last_body.side not in two:
            return None
        return Speaker(text, two[1 - two.index(self.last_body.side)], "official")

    def introduce(self, tokens: Tokens, near: str) -> None:
        """Keep in mind the people that a sentence names without letting them speak."""
        before = self.last_person
        for i in range(len(tokens) - 2):
            if tokens.low[i : i + 2] == ("the", "other") and tokens.low[i + 2] in _PARTIES:
                self.resolve(tokens, i, i + 3, near=near)
        for i, j, row in self.known.names.all(tokens):
            if row["kind"] == "person":
                self.resolve(tokens, i, j, near=near)
        for comma in range(1, len(tokens) - 2):
            if tokens.low[comma] != "," or not tokens.raw[comma - 1][0].isupper():
                continue
            end = apposition_end(tokens, comma)
            if end is None or not (
                is_title(tokens, comma + 1, end) or is_local(tokens, comma + 1, end)
            ):
                continue
            first = comma
            while first > max(0, comma - 4) and tokens.raw[first - 1][0].isupper():
                first -= 1
            if self._row(tokens, first, comma) is None and not self._is_common(tokens, first):
                self.resolve(tokens, first, end, near=near)
        if before is not None and self.last_person is not before and len(tokens) > _LONG:
            self.last_person = before
        if self.last_person is None:
            self._introduce_honoured(tokens)

    def _introduce_honoured(self, tokens: Tokens) -> None:
        """Keep in mind "Haji Rahmat", "Malik Zarin": people without office."""
        for i in range(len(tokens) - 1):
            if tokens.raw[i] in _HONOURED and tokens.raw[i + 1][:1].isupper():
                end = i + 2
                while end < len(tokens) and end < i + 4 and tokens.raw[end][:1].isupper():
                    end += 1
                self._remember(tokens, i + 1, end, Speaker(plain(tokens, i, end), LOCAL, "person"))
                return

    def mention_group(self, tokens: Tokens) -> None:
        """Keep in mind the group that a sentence names: "the group", later, is that."""
        for i, j, force in self.forces.all(tokens):
            if not force.is_country and force.side in self.pack.claimant_sides:
                self.group = Speaker(plain(tokens, i, j), force.side, "body")

    def mention(self, tokens: Tokens) -> None:
        """Keep in mind the office that a sentence names: "they" may be its people."""
        for i, j, _ in _kinds()["official"].all(tokens):
            habit = self.known.habits.at(tokens, i)
            country = self._country(tokens, max(0, i - 2), i) or (habit[1][0] if habit else "")
            if country:
                self.mentioned = Speaker(plain(tokens, max(0, i - 1), j), country, "official")

    def _named(self, tokens: Tokens, first: int, end: int, text: str, near: str) -> Speaker | None:
        hits = self._hits(tokens, first, end)
        if "local" in hits and not self._is_office(tokens, first, end):
            return Speaker(text, LOCAL, "local")
        row = self._row(tokens, first, end)
        if row is not None:
            return self._of_row(row, tokens, first, end, text, near)
        if "un" in hits:
            return Speaker(text, UN, "body")
        spoken = self._introduced(tokens, first, end)
        if spoken is not None:
            return spoken
        if hits & {"official", "anonymous"} and self._of_outlaws(tokens, first, end):
            return self._of_outlaws(tokens, first, end)
        if hits & {"official", "anonymous"}:
            return Speaker(text, self._official_side(tokens, first, end, near), "official")
        if "media" in hits:
            return Speaker(text, MEDIA, "outlet")
        return self._by_name(tokens, first, end, text, near)

    def _of_outlaws(self, tokens: Tokens, first: int, end: int) -> Speaker | None:
        """Read "a spokesman for the group": the group that was named, or a state's insurgents."""
        words = tokens.low[first:end]
        outlawed = any(word in ("outlawed", "banned", "proscribed") for word in words)
        if not outlawed and not any(word in _FOLLOWERS for word in words):
            return None
        if self._country(tokens, first, end):
            return None
        if self.group is not None:
            return replace(self.group, text=plain(tokens, first, end))
        states = actors.of(self.pack).states.values()
        theirs = [state.insurgents for state in states if state.insurgents]
        if outlawed and theirs:
            return Speaker(plain(tokens, first, end), theirs[0], "official")
        return None

    def _is_office(self, tokens: Tokens, first: int, end: int) -> bool:
        """Tell whether an office only deals with local people: "the refugee department"."""
        words = tokens.low[first:end]
        speech = load("speech")["speakers"]
        return any(word in speech["offices"] for word in words) and not any(
            word in speech["healers"] for word in words
        )

    def _of_row(
        self, row: dict[str, Any], tokens: Tokens, first: int, end: int, text: str, near: str
    ) -> Speaker:
        """Make a speaker of a name that the pack knows."""
        side, hits = self._side_of(row), self._hits(tokens, first, end)
        if row["kind"] == "outlet":
            if "anonymous" in hits:
                return Speaker(text, self._official_side(tokens, first, end, near), "official")
            return Speaker(text, MEDIA, "outlet")
        if side in (LOCAL, UN) or row["kind"] == "person" or "official" not in hits:
            return Speaker(name_in(tokens, first, end, text), side, row["kind"])
        country = self._country(tokens, first, end)
        return Speaker(text, side if side == UNKNOWN or not country else country, "official")

    def _by_name(
        self, tokens: Tokens, first: int, end: int, text: str, near: str
    ) -> Speaker | None:
        """Make a speaker of a phrase without office: a country, or a person nobody introduced."""
        country = self._country(tokens, first, end, units=False)
        if country and (end - first <= 4 or tokens.low[first] in ("the", "a", "an", "one", "two")):
            return Speaker(text, country, "official")
        comma = next((j for j in range(first, end) if tokens.low[j] == ","), end)
        if first < comma < end - 1 and tokens.low[comma + 1] in ("who", "whose"):
            end = comma  # "Gul Khan, who sold salt there"
        if end - first == 1 and self._is_no_person(tokens, first):
            return None
        if tokens.raw[end - 1][:1].isupper() and tokens.low[first] not in ("the", "a"):
            titled = "titles" in self._hits(tokens, first, end)
            side = self._official_side(tokens, first, end, near) if titled else LOCAL
            return Speaker(text, side, "person")
        if is_local(tokens, first, end):
            return Speaker(text, LOCAL, "local")
        kinds = [nouns().kinds.at(tokens, j) for j in range(first, end)]
        if any(hit is not None and hit[1] == "forces" for hit in kinds):
            return Speaker(text, self._official_side(tokens, first, end, near), "official")
        return None

    def _is_no_person(self, tokens: Tokens, j: int) -> bool:
        """Tell whether a capital only begins a sentence: "Firing went on"."""
        word = tokens.low[j]
        return j == 0 and (word.endswith("ing") or nouns().kinds.at(tokens, j) is not None)

    def _hits(self, tokens: Tokens, first: int, end: int) -> set[str]:
        found: set[str] = set()
        begins = _beginnings()
        for j in range(first, end):
            if tokens.low[j] not in begins:
                continue
            for kind, phrases in _kinds().items():
                if kind in found:
                    continue
                hit = phrases.at(tokens, j)
                if (
                    hit is not None
                    and j + hit[0] <= end
                    and (kind != "un" or tokens.raw[j] != "un")
                ):
                    found.add(kind)
        return found

    def _row(self, tokens: Tokens, first: int, end: int) -> dict[str, Any] | None:
        best: tuple[int, dict[str, Any]] | None = None
        for j in range(first, end):
            hit = self.known.names.at(tokens, j)
            if hit is None or j + hit[0] > end:
                continue
            weight = hit[0] + 10 * (hit[1]["kind"] == "person") + 5 * (hit[1]["side"] == UN)
            if best is None or weight > best[0]:
                best = (weight, hit[1])
        if best is not None:
            return best[1]
        last = tokens.raw[end - 1]
        row = self.known.last_names.get(last)
        # A bare last name: only where the report has named nobody else so, and stands alone.
        if row is not None and end - first == 1 and last not in self.persons:
            return row
        return None

    def _side_of(self, row: dict[str, Any]) -> str:
        until, published = row.get("until"), self.document.published
        if until and published is not None and published < date.fromisoformat(until):
            return str(row["before"])
        return str(row["side"])

    def _introduced(self, tokens: Tokens, first: int, end: int) -> Speaker | None:
        for j in range(end - 1, first - 1, -1):
            if tokens.raw[j] in self.persons:
                return self.persons[tokens.raw[j]]
        return None

    def _country(self, tokens: Tokens, first: int, end: int, *, units: bool = True) -> str:
        """Return the side of the country or unit that a phrase names, the countries first."""
        for phrases in (self.known.countries, self.known.places)[: 1 + units]:
            for j in range(first, end):
                hit = phrases.at(tokens, j)
                if hit is not None and j + hit[0] <= end:
                    return hit[1]
        for j in range(first, end):
            row = self.known.names.at(tokens, j)
            if row is not None and row[1]["side"] in self.pack.line_sides:
                return self._side_of(row[1])
            force = self.forces.at(tokens, j)
            if force is not None and force[1].side in self.pack.claimant_sides:
                return force[1].side
        return ""

    def _official_side(self, tokens: Tokens, first: int, end: int, near: str) -> str:
        country = self._country(tokens, first, end)
        if country:
            return country
        if tokens.low[first] in ("its", "his", "their") and self.last_body is not None:
            return self.last_body.side
        words = tokens.low[first:end]
        if (
            words[-1] in _GENERIC
            and all(w in _DETERMINERS for w in words[:-1])
            and self.last_body is not None
        ):
            return self.last_body.side
        for body in self._bodies(tokens, first, end):
            if body in self.bodies:
                return self.bodies[body].side
        for j in range(first, end):
            habit = self.known.habits.at(tokens, j)
            if habit is not None:
                side, weak = habit[1]
                return (near or side) if weak else side
        return near or self.home or UNKNOWN

    def _bodies(self, tokens: Tokens, first: int, end: int) -> list[str]:
        """Return the offices that a phrase names, without those that are anybody's."""
        found: list[str] = []
        j = first
        while j < end:
            hit = _kinds()["official"].at(tokens, j)
            if hit is None or j + hit[0] > end:
                j += 1
                continue
            said = " ".join(tokens.low[j : j + hit[0]])
            if said not in _GENERIC and said not in _MANY:
                found.append(said)
            j += hit[0]
        return found

    def _remember(self, tokens: Tokens, first: int, end: int, speaker: Speaker) -> None:
        capitals = [j for j in range(first, end) if tokens.raw[j][:1].isupper()]
        name_like = speaker.kind == "person" or (
            speaker.kind == "official" and "titles" in self._hits(tokens, first, end)
        )
        if name_like:
            for j in capitals:
                word = tokens.raw[j]
                if len(word) > 2 and not self._is_common(tokens, j):
                    self.persons.setdefault(word, speaker)
            self.last_person = speaker
        elif speaker.kind == "local":
            self.last_person = speaker
        if speaker.kind in ("official", "body", "outlet"):
            self.last_body = speaker
            if speaker.side in self.pack.line_sides:
                for body in self._bodies(tokens, first, end):
                    self.bodies[body] = speaker

    def _is_common(self, tokens: Tokens, j: int) -> bool:
        return (
            self.known.countries.at(tokens, j) is not None
            or self.known.places.at(tokens, j) is not None
            or _kinds()["official"].at(tokens, j) is not None
            or _kinds()["titles"].at(tokens, j) is not None
            or self.known.names.at(tokens, j) is not None
        )
