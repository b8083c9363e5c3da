"""Whose voice a phrase is: names, offices, local people, outlets, and whom a text introduced."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geo.reports.attribution.known import UN, Habit, Speaker, name_in, plain
from geo.reports.attribution.lookups import LOCAL, MEDIA, NAME, UNKNOWN, Lookups
from geo.reports.attribution.phrases import is_day, is_local, small
from geo.reports.counts.victims import nouns
from geo.reports.language.tokens import Phrases, same

if TYPE_CHECKING:
    from geo.reports.language.tokens import Tokens


_THESE = frozenset({"these", "those"})  # sources that were named
_GROUP = 3  # words of "the militant group"
_OWNER = 3  # words of "Afghan media quote" before "their army"


class Voices(Lookups):
    """The voices of one report: resolves phrases to speakers, and remembers whom it introduced."""

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
        first += 2 * (first + 2 < end and is_day(tokens, first + 1))  # "On Tuesday sources said"
        pairs = ((j, " ".join(tokens.low[j : j + 2])) for j in range(first + 1, end))
        others = self._names("others")
        end = next((j for j, said in pairs if said in others), end)
        while end > first and tokens.raw[end - 1] in self._names("behind"):
            end -= 1
        if tokens.low[first : first + 4] == ("on", "the", "other", "side"):
            first += 4 * (first + 4 < end)  # "On the other side Gul Khan, who heads the hospital,"
        if first >= end:
            return None
        low = tokens.low[first:end]
        if low in self._vague:
            return Speaker(low[0], MEDIA, "outlet")
        if low[-1] in ("sources", "source") and (self._names("bare") | _THESE).issuperset(low[:-1]):
            is_named = low[:-1] in ((), ("the",)) or not _THESE.isdisjoint(low)
            source = self.heads.get("source") if is_named else None
            self.last_spoken = source or Speaker(low[-1], MEDIA, "outlet")
            return self.last_spoken
        speech = self.words.load("speech")
        if len(low) <= 2 and low[0] in speech["verbs"]["he"]:
            someone = self.last_person or self.last_body or self.hero
            if someone is None and not {"my", "i", "our", "we"}.isdisjoint(tokens.low):
                return Speaker(low[0], LOCAL, "local")  # '"I buried my wife," he says'
            return someone
        if (
            low == ("they",)
            and self.last_spoken is not None
            and self.last_spoken.kind != "official"
        ):
            return self.last_spoken
        if " ".join(low) in self._names("it"):
            return self.last_body or self.last_person or self.mentioned
        named = low[: len(low) - (low[-1] == "itself")]  # "the group", "the militant group itself"
        if low[0] == "the" and len(named) <= _GROUP and named[-1] in self._names("followers"):
            return self.group or self.last_body
        text = plain(tokens, first, end)
        other = self._other(tokens, first, end, text)
        if other is not None:
            self.last_body = other
            return other
        speaker = self._named(tokens, first, end, text, near)
        if speaker is not None:
            self.remember(tokens, first, end, speaker)
            self.last_spoken = speaker
        return speaker

    @cached_property
    def _vague(self) -> frozenset[tuple[str, ...]]:
        """Those of whom a report says no more than that they are others: "some say nine"."""
        said = self.words.load("speech")["speakers"]["vague"]
        return frozenset(tuple(phrase.split()) for phrase in said)

    def _other(self, tokens: Tokens, first: int, end: int, text: str) -> Speaker | None:
        """Read "the other side", "the other army": who faces the one that spoke last."""
        low = tokens.low[first:end]
        two = self.pack.line_sides
        if "other" not in low or self._names("parties").isdisjoint(low):
            return None
        if self.last_body is None or self.last_body.side not in two:
            return None
        return Speaker(text, two[1 - two.index(self.last_body.side)], "official")

    def named(self, tokens: Tokens, first: int, end: int, near: str) -> Speaker | None:
        """Resolve a phrase of somebody who does not speak yet; it is no "it" of what follows."""
        return self._named(tokens, first, end, plain(tokens, first, end), near)

    def _named(self, tokens: Tokens, first: int, end: int, text: str, near: str) -> Speaker | None:
        if self.is_outlet(tokens, first, end):
            return Speaker(text, MEDIA, "outlet")
        row = self.row(tokens, first, end)
        is_person = row is not None and row["kind"] == "person"
        if not is_person and (whose := self._speaks_for(tokens, first, end)):
            comma = next((j for j in range(whose, end) if tokens.low[j] == ","), end)
            office = self._named(tokens, whose, comma, text, near)
            if office is not None:
                return office
        hits = self._hits(tokens, first, end)
        is_local = "local" in hits and "un" not in hits  # "the UN refugee agency"
        is_local = is_local and self.calls_local(tokens, first, end)
        is_local = is_local and not self._is_office(tokens, first, end)
        is_local = is_local or (not is_person and self._is_past(tokens, first, end))
        is_local = is_local or self.is_local_source(tokens, first, end)
        is_local = is_local or self._is_of_house(tokens, first, end)
        if is_local and not self.is_joint(tokens, first, end):
            return Speaker(text, LOCAL, "local")
        if "un" not in hits and not is_person and (sender := self.sender(tokens, first, end)):
            return Speaker(text, sender, "official")
        if row is not None:
            return self._of_row(row, tokens, first, end, text)
        if "un" in hits or self._is_of_un(tokens, first, end):
            return Speaker(text, UN, "body")
        spoken = self._introduced(tokens, first, end)
        if spoken is not None:
            return spoken
        if hits & {"official", "anonymous"}:
            return Speaker(text, self._official_side(tokens, first, end, near), "official")
        if "media" in hits and self.publisher().kind == "body" and "report" in text:
            return self.publisher()  # "according to reports received so far"
        if "media" in hits or not self._names("research").isdisjoint(tokens.low[first:end]):
            return Speaker(text, MEDIA, "outlet")
        return self._by_name(tokens, first, end, text, near)

    def _speaks_for(self, tokens: Tokens, first: int, end: int) -> int:
        """Return where those begin for whom somebody speaks: "a man who speaks for the army"."""
        hits = self._phrases_for.among(tokens, first, end)
        return next((j + length for j, length, _ in hits if j + length < end), 0)

    @cached_property
    def _phrases_for(self) -> Phrases[bool]:
        return Phrases(same(self.words.load("speech")["speakers"]["speaks_for"], True))

    def _is_of_un(self, tokens: Tokens, first: int, end: int) -> bool:
        """Tell "the agency's representative" behind what an agency of the UN said."""
        if self.last_body is None or self.last_body.side != UN:
            return False
        bodies, low = self._names("followers") | {"agency", "mission"}, tokens.low
        of = self._names("possessive")
        return any(low[j] in bodies and low[j + 1] in of for j in range(first, end - 1))

    def _is_office(self, tokens: Tokens, first: int, end: int) -> bool:
        """Tell whether an office only deals with local people: "the refugee department"."""
        words = tokens.low[first:end]
        speech = self.words.load("speech")["speakers"]
        return any(word in speech["offices"] for word in words) and not any(
            word in speech["healers"] for word in words
        )

    def _is_of_house(self, tokens: Tokens, first: int, end: int) -> bool:
        """Tell "one of its officials", "an official there", of a hospital that was named before."""
        said = tokens.low[first:end]
        is_of_it = said[-1] == "there" or "its" in said
        return is_of_it and not self._names("buildings").isdisjoint(tokens.low[:first])

    def _is_past(self, tokens: Tokens, first: int, end: int) -> bool:
        """Tell "a former governor", and not "the former governor's office"."""
        opening = tokens.low[first : first + 2]
        return not self._names("past").isdisjoint(opening) and "'s" not in tokens.low[first:end]

    def _of_row(
        self, row: dict[str, Any], tokens: Tokens, first: int, end: int, text: str
    ) -> Speaker:
        """Make a speaker of a name that the pack knows."""
        side, hits = self._side_of(row), self._hits(tokens, first, end)
        if row["kind"] == "outlet":
            return Speaker(text, MEDIA, "outlet")
        if side in (LOCAL, UN) or row["kind"] == "person" or "official" not in hits:
            return Speaker(name_in(tokens, first, end, text), side, row["kind"])
        # "a spokesman of the central TTP in North Waziristan" is no official of that place
        country = self.country(tokens, first, end, units=side in self.pack.line_sides)
        return Speaker(text, side if side == UNKNOWN or not country else country, "official")

    def _by_name(
        self, tokens: Tokens, first: int, end: int, text: str, near: str
    ) -> Speaker | None:
        """Make a speaker of a phrase without office: a country, or a person nobody introduced."""
        country = self.country(tokens, first, end, units=False)
        if country and (end - first <= 4 or tokens.low[first] in ("the", "a", "an", "one", "two")):
            return Speaker(text, country, "official")
        place = self.known.places.at(tokens, first)
        if place is not None and first + place[0] == end:
            return Speaker(text, place[1], "seat")  # "Parachinar admits to one"
        comma = next((j for j in range(first, end) if tokens.low[j] == ","), end)
        named = all(raw[:1].isupper() for raw in tokens.raw[first:comma])
        is_told_of = tokens.low[comma : comma + 2] in ((",", "who"), (",", "whose"))
        if first < comma < end - 1 and (named or is_told_of):
            end = comma  # "Gul Khan, who sold salt there"
        if end - first == 1 and self.is_no_person(tokens, first):
            return None
        if tokens.low[end - 1].endswith(tuple(self._names("of_outlets"))):
            return Speaker(text, MEDIA, "outlet")
        if tokens.raw[end - 1][:1].isupper() and tokens.low[first] not in ("the", "a"):
            titled = "titles" in self._hits(tokens, first, end)
            if titled:
                return Speaker(text, self._official_side(tokens, first, end, near), "person")
            office = "" if is_told_of else self._named_later()
            return Speaker(text, office or LOCAL, "person")
        if is_local(tokens, first, end):
            return Speaker(text, LOCAL, "local")
        return None

    def _named_later(self) -> str:
        """Return the side of an office that spoke just before without a name: its holder's.

        "The governor's spokesman said so. Nine had died, explained Gul Agha Sherzad."
        """
        last, said = self.last_spoken, self.words.load("speech")["speakers"]
        if last is None or last.kind != "official":
            return ""
        words = last.text.lower().split()
        single = any(word in said["titles"] for word in words)
        several = any(word.endswith("s") and word[:-1] in said["titles"] for word in words)
        return last.side if single and not several else ""

    def is_no_person(self, tokens: Tokens, j: int) -> bool:
        """Tell whether a capital only begins a sentence: "Firing went on"."""
        word = tokens.low[j]
        if word in self._names("nobody"):
            return True
        if word.endswith("day") or word in ("yesterday", "today"):
            return True  # "Thursday added one more"
        return j == 0 and (
            word.endswith("ing") or nouns(self.words).kinds.at(tokens, j) is not None
        )

    def _introduced(self, tokens: Tokens, first: int, end: int) -> Speaker | None:
        """Return who was introduced by a name of the phrase, and by no other than its names."""
        for j in range(end - 1, first - 1, -1):
            person = self.persons.get(tokens.raw[j])
            if person is not None and not self._is_namesake(tokens, first, j, end, person):
                return person
        return None

    def _is_namesake(self, tokens: Tokens, first: int, j: int, end: int, person: Speaker) -> bool:
        """Tell whether the name beside one is of somebody else: "Gul Khan", then "Israr Khan"."""
        names = {j}
        for step in (-1, 1):
            beside = j + step
            while first <= beside < end and self._is_of_name(tokens, beside):
                names.add(beside)
                beside += step
        return any(tokens.raw[name] not in person.text for name in names)

    def _is_of_name(self, tokens: Tokens, j: int) -> bool:
        raw = tokens.raw[j]
        is_name = raw.istitle() and raw.isalpha()
        return is_name and not self.is_common(tokens, j) and not self._is_small(tokens, j)

    def _official_side(self, tokens: Tokens, first: int, end: int, near: str) -> str:
        if "both" in tokens.low[first:end] or self._is_of_two(tokens, first, end):
            return UNKNOWN  # "officials of both countries", "Afghan and Pakistani officials"
        if country := self.country(tokens, first, end):
            return country
        if tokens.low[first] in ("its", "his", "their"):
            owner = self.country(tokens, max(0, first - _OWNER), first, units=False)
            owner = owner or self.subject_side(tokens, first)
            last = self.last_body
            if owner or (last is not None and last.kind != "outlet"):  # its sources are a side's
                return owner or (last.side if last else "")  # "Afghan media quote their army"
        words = tokens.low[first:end]
        if side := self._generic_side(words):
            return side
        if "here" in words and (side := self._place_of_dateline or self.base):
            return side
        habit = next(filter(None, (self._habit_at(tokens, j) for j in range(first, end))), None)
        of_each = habit is not None and habit.is_at_home
        elsewhere = self._names("officers")  # each side has police: where a text is at says which
        for body in self.bodies_in(tokens, first, end):
            told = self.bodies[body].side if body in self.bodies else ""
            if told and (near in ("", told) or body not in elsewhere or of_each):
                return told
        # "The officials", of whom the report has told whose they are; no "provincial police chief"
        is_of_place = not self._names("local_offices").isdisjoint(words)
        if words[0] == "the" and not is_of_place:
            for word in words[1:]:
                if word.rstrip("s") in self.heads:
                    return self.heads[word.rstrip("s")].side
        if habit is not None and of_each:
            return self._whose_army(words) or habit.side
        if habit is not None:
            is_own = not habit.is_weak or self.base == habit.side
            return habit.side if is_own else near or self.base or habit.side
        if words[0] == "local" and self._place_of_dateline:
            return self._place_of_dateline  # "local security officials said"
        own = self.base if "anonymous" in self._hits(tokens, first, end) else ""
        # of no side are the officers of a foreign army that publishes the report
        own = UNKNOWN if self.publisher().side == UNKNOWN else own
        sides = (near, own) if is_of_place else (own, near)
        return next(filter(None, sides), self.home or UNKNOWN)

    def _whose_army(self, words: tuple[str, ...]) -> str:
        """Return whose "the army" is, of which each side has one; empty where nothing tells.

        Of the officials who spoke before is "a military statement"; "the army" is that at home.
        """
        if self.seat:
            return self.seat
        last = self.last_body
        if words[0] in ("a", "an") and last is not None and last.side in self.pack.line_sides:
            return last.side
        return self.base or self._place_of_dateline

    def _habit_at(self, tokens: Tokens, j: int) -> Habit | None:
        hit = self.known.habits.at(tokens, j)
        return None if hit is None or (hit[1].is_common and not self.by_habit) else hit[1]

    def _is_of_two(self, tokens: Tokens, first: int, end: int) -> bool:
        """Tell whether a phrase names a country, "and", and another one."""
        named = (hit for hit in self.known.countries.all(tokens) if first <= hit[0] < end)
        return any(
            one[2] != other[2] and tokens.low[one[1] : other[0]] == ("and",)
            for one, other in pairwise(named)
        )

    def _generic_side(self, words: tuple[str, ...]) -> str:
        """Return whose "a spokesman" is, of whom nothing more is said."""
        if words[-1] not in self._names("generic"):
            return ""
        if not self._names("determiners").issuperset(words[:-1]):
            return ""
        publishing = self.publisher()
        own = publishing.side if publishing.kind == "body" else ""  # in a briefing
        return self.last_body.side if self.last_body is not None else own

    def _is_small(self, tokens: Tokens, j: int) -> bool:
        """Tell whether a capital only begins a sentence: "The Kunar police", "Another official"."""
        word = tokens.low[j]
        known = (self._names("determiners"), self._names("bare"), nouns(self.words).determiners)
        if any(word in names for names in known):
            return True
        grammar = self.words.load("grammar")
        return (
            word in grammar["stops"]
            or word in grammar["adverbs"]
            or word in small(self.words, "heads")
        )

    def _is_somebody(self, tokens: Tokens, first: int, end: int) -> bool:
        """Tell one without a name: "a security source in Foo"."""
        is_one = tokens.low[first] in ("a", "an", "another", "one")
        return is_one and not self._names("single").isdisjoint(tokens.low[first:end])

    def remember(self, tokens: Tokens, first: int, end: int, speaker: Speaker) -> None:
        """Keep in mind who spoke: a later "he", "the ministry" or last name is that."""
        name_like = speaker.kind == "person" or speaker in self.persons.values()
        if not name_like and speaker.kind == "official":
            name_like = "titles" in self._hits(tokens, first, end) or (
                end - first > NAME
                and (self.is_name(tokens, first) or self.is_name(tokens, end - NAME))
            )
        if name_like:
            for j in [j for j in range(first, end) if tokens.raw[j][:1].isupper()]:
                word = tokens.raw[j]
                if (
                    len(word) > 2
                    and not self.is_common(tokens, j)
                    and not self._is_small(tokens, j)
                ):
                    self.persons[word] = speaker
            self.last_person = speaker
        elif speaker.kind == "local":
            self.last_person = speaker
            if not {"sources", "source"}.isdisjoint(tokens.low[first:end]):
                self.heads["source"] = speaker
            if not self._names("buildings").isdisjoint(tokens.low[first:end]):
                self.last_body = speaker  # "it", later, is the hospital
        elif speaker.kind == "official" and self._is_somebody(tokens, first, end):
            self.last_person = speaker  # "A security source denied it. Nine died, he said"
        if speaker.kind in ("official", "body", "outlet"):
            self.last_body = speaker
            if speaker.side in self.pack.line_sides:
                for body in self.bodies_in(tokens, first, end):
                    self.bodies[body] = self.bodies[body.split()[-1]] = speaker
                many = self._names("many")
                for word in tokens.low[first:end]:
                    if word in many:
                        self.heads[word.rstrip("s")] = speaker
