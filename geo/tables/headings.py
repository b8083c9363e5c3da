"""What a heading of a column of figures says: what is counted, whose losses, and who says so.

The words are those that reports are read with; what headings have beside them is `headings.toml`.
A country or a party alone, as in "Killed (Pak)", may be whose the dead are or whose word it is:
such a heading is unclear, and nothing of it is guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.reports import cells
from geo.reports.attribution.known import known
from geo.reports.attribution.lookups import LOCAL, MEDIA, UNKNOWN, kinds
from geo.reports.attribution.speakers import Voices
from geo.reports.counts.forces import (
    CIVILIANS,
    UNSPECIFIED,
    force_in,
    forces,
    other_group,
    own_group,
)
from geo.reports.counts.victims import PERSONS, nouns
from geo.reports.documents.document import Document
from geo.reports.language import words as vocabulary
from geo.reports.language.tokens import Phrases, Tokens, read
from geo.tables.heading import Heading, Unclear
from geo.tables.heading_words import counts, metric_at, phrases, said, spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.region import RegionPack
    from geo.reports.language.words import Words

_APART = re.compile(r"\s*[:;|,\n]\s*|\s+[-–—/]\s+|[()\[\]]")
_TAKEN = ("posts", "bases")
_LONGEST = 120  # characters of a heading; a longer one is a question of a form


class Headings:
    """Reads the headings of a region's tables.

    Parameters
    ----------
    pack
        The region: its parties and speakers.
    """

    def __init__(self, pack: RegionPack) -> None:
        self.pack = pack
        self.words: Words = vocabulary.of(pack)
        self._forces = forces(pack)
        self._weak = forces(pack, weak=True)
        self._proper = self._names()

    def read(self, name: str) -> Heading | Unclear | None:
        """Read a heading.

        Returns
        -------
        What its figures are; why it is unclear; None where it counts nothing.
        """
        if len(name) > _LONGEST or not counts(name):
            return None
        text = self._capitals(spaced(name))
        voice, rest, unknown = self._voice(text)
        if unknown is not None:
            return unknown
        return self._figure(rest, voice)

    def speaker(self, text: str) -> tuple[str, str]:
        """Return who speaks and for whom, of the words of a cell such as "MoD Kabul"."""
        listed = dict(known(self.pack).publishers).get(text.strip().lower())
        if listed:
            return text, listed
        document = Document("cell", self._capitals(text), words=self.words)
        tokens = document.cut(0, len(document.text))
        found = self._resolved(tokens, document) if len(tokens) else None
        return (text, found[1]) if found is not None else (text, UNKNOWN)

    def publisher(self, name: str) -> str:
        """Return the side that a source speaks for: media for most, but no elders or police."""
        side = Voices(Document("cell", "", publisher=name), self.pack).publisher().side
        spoken, tokens = self.speaker(name)[1], read(self._capitals(name), words=self.words)
        is_office = any(True for _ in kinds(self.words)["official"].among(tokens, 0, len(tokens)))
        return spoken if side == MEDIA and (is_office or spoken == LOCAL) else side

    def group(self, text: str) -> str:
        """Return whose the losses of a row are by the words of a cell; empty where not said."""
        tokens = read(self._capitals(text), words=self.words)
        return self._group_of(tokens)

    def men(self, text: str) -> str:
        """Return whose losses words of a cell name; a country alone names none."""
        tokens = read(self._capitals(text), words=self.words)
        hits = [nouns(tokens.words).kinds.at(tokens, j) for j in range(len(tokens))]
        persons = any(hit is not None and hit[1] in PERSONS for hit in hits)
        force = force_in(self.pack, tokens, 0, len(tokens))
        return self._group_of(tokens) if persons or (force and not force.is_country) else ""

    def party(self, text: str) -> tuple[str, bool]:
        """Return whose forces a code in words means, and whether it is a country's name alone.

        What names several, or an arm that each has ("army"), means nobody's.
        """
        tokens = read(self._capitals(text), words=self.words)
        forces = [force for *_, force in self._forces.all(tokens)]
        if len({force.group for force in forces}) > 1:
            return "", False
        is_bare = any(force.is_country for force in forces) and not self._owns(tokens)
        return self._group_of(tokens), is_bare and _OF_FORCES.isdisjoint(tokens.low)

    def voice(self, text: str) -> tuple[str, str] | None:
        """Return who says a figure and for whom, of the words beside it in its cell."""
        text = self._capitals(spaced(text))
        voice, rest = self._marked(text)
        if voice is not None:
            return voice if not rest.strip() else None
        return self._spoken(text) if self._kind(text) == "voice" else None

    def metrics(self, text: str) -> tuple[str, ...]:
        """Return what words of a cell count, "killed" in "5 men killed"; nothing for most."""
        column = cells.column_of(read(text, words=self.words), text.lower(), self.pack)
        return () if column is None else column.metrics

    def _group_of(self, tokens: Tokens) -> str:
        force = force_in(self.pack, tokens, 0, len(tokens))
        found = [nouns(tokens.words).kinds.at(tokens, j) for j in range(len(tokens))]
        named = [hit[1] for hit in found if hit is not None]
        if CIVILIANS in named and (force is None or force.is_country):
            return CIVILIANS
        if force is not None:
            return force.group
        return next((kind for kind in named if kind == "militants"), "")

    def _names(self) -> dict[str, str]:
        """Return the proper names of the region by their small letters, but for common words."""
        names: dict[str, str] = {}
        for listed in (self._forces, known(self.pack).names, known(self.pack).countries):
            for name in listed.beginnings:
                low = name.lower()
                if low != name and low not in _COMMON:
                    names[low] = name if name.istitle() else names.get(low, name)
        return names

    def _capitals(self, text: str) -> str:
        """Give names their capitals in words that are all in small letters or all in capitals."""
        if not (text.islower() or text.isupper()):
            return text

        def proper(found: re.Match[str]) -> str:
            low = found[0].lower()
            return self._proper.get(low, low)

        return re.sub(r"[^\W\d_][^\W_]*", proper, text)

    def _voice(self, text: str) -> tuple[tuple[str, str] | None, str, Unclear | None]:
        """Find who says it; return what is left of the heading, or why that is unclear."""
        voice: tuple[str, str] | None = None
        left: list[str] = []
        open_parts: list[str] = []
        for part in (part for part in _APART.split(text) if part and part.strip()):
            found, rest = self._marked(part)
            if found is not None and voice is not None and found != voice:
                return None, "", Unclear("two claimants", "a column for each claimant")
            voice = found or voice
            if not rest.strip() or self._is_of_all(rest):
                continue
            if self._tells_a_deed(rest):
                return None, "", self._either(rest.strip(), "who did it")
            kind = self._kind(rest)
            if kind == "voice" and voice is None:
                voice = self._spoken(rest)
            elif kind in ("voice", "either"):
                open_parts.append(rest)
            else:
                left.append(rest)
        rest = " / ".join(self._telling(left))
        for part in open_parts:
            is_owned = self._group_of(read(rest, words=self.words)) not in ("", CIVILIANS)
            if voice is None and is_owned:
                voice = self._spoken(part)
            elif voice is not None and not is_owned and self._kind(part) == "either":
                rest = f"{part} {rest}"
            else:
                return None, "", self._either(part)
        return voice, rest, None

    def _telling(self, parts: list[str]) -> list[str]:
        """Leave out parts that only say what another says better: "Casualties: killed"."""
        metrics = [self.metrics(part) for part in parts]
        if not any(found and found != _ANY for found in metrics):
            return parts
        return [part for part, found in zip(parts, metrics, strict=True) if found != _ANY]

    def _either(self, part: str, what: str = "whose losses these are") -> Unclear:
        return Unclear(
            f"{part!r} may be {what}, or who says so",
            f"'killed ({part} claim)', or '{part} soldiers killed'",
        )

    def _is_of_all(self, part: str) -> bool:
        """Tell "Affected people", "Human impact": of whom and by whom is not said there."""
        return _OF_ALL.issuperset(read(part, words=self.words).low)

    def _tells_a_deed(self, part: str) -> bool:
        """Tell "by TTP", "Pakistani airstrike" without a mark: what somebody did."""
        tokens = read(part, words=self.words)
        if any(metric_at(tokens, j) for j in range(len(tokens))):
            return False
        return tokens.low[:1] == ("by",) or tokens.low[-1] in said("headings", "deeds")

    def _marked(self, part: str) -> tuple[tuple[str, str] | None, str]:
        """Read "per ISPR" and "Pak claim" in a part; return who speaks, and what else it says."""
        tokens = read(part, words=self.words)
        for j in range(len(tokens)):
            hit = phrases("before_claimant").at(tokens, j)
            end = j + hit[0] if hit else 0
            if hit is None or end >= len(tokens) or (j and self._is_counted_by(tokens, j)):
                continue
            head = part[: tokens.starts[j]]
            said_by = part[tokens.starts[end] :].lstrip(" .:")
            tail = read(said_by, words=self.words)
            last = len(tail) - 1
            if last > 0 and phrases("after_claimant").at(tail, last):
                said_by = said_by[: tail.starts[last]]
            return self._spoken(said_by), head
        for j in range(1, len(tokens)):
            hit = phrases("after_claimant").at(tokens, j)
            first = self._run(tokens, j) if hit is not None else j
            if hit is None or first == j or self._is_nobody(tokens, first, j):
                continue
            rest = part[: tokens.starts[first]] + " " + part[tokens.ends[j + hit[0] - 1] :]
            return self._spoken(part[tokens.starts[first] : tokens.ends[j - 1]]), rest
        return None, part

    def _is_nobody(self, tokens: Tokens, first: int, end: int) -> bool:
        """Tell "low estimate", "final count", "all sources report": nobody says so."""
        lists = ("low", "high", "total", "no_claimants", "fillers")
        words = frozenset(word for name in lists for word in said("headings", name))
        return words.issuperset(tokens.low[first:end])

    def _is_counted_by(self, tokens: Tokens, j: int) -> bool:
        """Tell a word that only looks like a mark of a source: "no. of killed per day"."""
        return tokens.low[j : j + 2] in (("per", "day"), ("per", "week"), ("per", "month"))

    def _run(self, tokens: Tokens, end: int) -> int:
        """Return where the name of a claimant begins that ends before a token."""
        first = end
        while first > 0 and not self._closes(tokens, first - 1):
            first -= 1
        return first

    def _closes(self, tokens: Tokens, j: int) -> bool:
        """Tell whether a token is of what is counted, not of who says so."""
        hit = nouns(tokens.words).kinds.at(tokens, j)
        is_noun = hit is not None and hit[1] != "other" and not tokens.raw[j][0].isupper()
        is_noun = is_noun and kinds(self.words)[LOCAL].at(tokens, j) is None
        is_filler = phrases("fillers").at(tokens, j) is not None
        is_filler = is_filler and tokens.low[j] not in ("side", "'s", "sources")
        is_voice = self._is_office(tokens, j, j + 1)
        return bool(metric_at(tokens, j)) or is_filler or (is_noun and not is_voice)

    def _is_office(self, tokens: Tokens, first: int, end: int) -> bool:
        """Tell whether words name an office, an outlet, local people or the UN."""
        said_so = any(
            phrases.at(tokens, j) is not None
            for key, phrases in kinds(self.words).items()
            for j in range(first, end)
            if key != "un" or tokens.raw[j].isupper() or tokens.raw[j].istitle()
        )
        return said_so or any(True for _ in known(self.pack).names.among(tokens, first, end))

    def _kind(self, part: str) -> str:
        """Return what a part without a mark is: `voice`, `either` or `` for what is counted."""
        tokens = read(part, words=self.words)
        if any(metric_at(tokens, j) for j in range(len(tokens))):
            return ""
        hit = nouns(tokens.words).kinds.ending(tokens, len(tokens))
        persons = hit is not None and hit[1] in PERSONS
        persons = persons or tokens.low[-1:] in _PEOPLE
        force = force_in(self.pack, tokens, 0, len(tokens))
        fights = any(phrases("both").at(tokens, j) for j in range(len(tokens)))
        is_voice = self._is_office(tokens, 0, len(tokens))
        if is_voice and not persons and not fights and (force is None or force.is_country):
            return "voice"
        if persons and (not is_voice or tokens.low[-1:] in _PEOPLE):
            return ""
        return "either" if is_voice or force is not None or fights else ""

    def _spoken(self, words: str) -> tuple[str, str]:
        """Return who speaks and for whom; a name that nobody knows speaks for nobody known."""
        words = words.strip(" .,:;'\"-–—").removesuffix("'s").removesuffix("’s")
        document = Document("heading", words, words=self.words)
        tokens = document.cut(0, len(words))
        found = self._resolved(tokens, document) if len(tokens) else None
        return found or (words, UNKNOWN)

    def _resolved(self, tokens: Tokens, document: Document) -> tuple[str, str] | None:
        voices = Voices(document, self.pack, by_habit=False)
        first = next((j for j in range(len(tokens)) if tokens.low[j] not in _ARTICLES), 0)
        found = voices.resolve(tokens, first, len(tokens))
        if found is None:
            side = voices.country(tokens, 0, len(tokens))
            return (document.text, side) if side else None
        strange = found.kind == "person" and voices.row(tokens, first, len(tokens)) is None
        return document.text, UNKNOWN if strange and found.side == LOCAL else found.side

    def _figure(self, rest: str, voice: tuple[str, str] | None) -> Heading | Unclear | None:
        """Read what is counted, and whose losses they are."""
        low = rest.lower().strip(" .:")
        tokens = read(rest, words=self.words)
        tokens, marks = self._without(tokens)
        column = cells.column_of(tokens, low, self.pack)
        if column is None:
            return None
        strange = self._strange(tokens)
        if strange:
            return Unclear(
                f"{strange!r} is not understood",
                "what is counted, of whom, and in brackets who says so:"
                " 'soldiers of X killed (Y claim)'",
            )
        if land := self._land(tokens):
            return self._either(land)
        group = self._group_of(tokens) or column.group
        if column.kind in _TAKEN and not group and voice is not None:
            group = other_group(self.pack, own_group(self.pack, voice[1]))
        if column.kind in ("houses", "families") and not group:
            group = CIVILIANS
        unit = "" if column.kind != "families" else "families"
        unit = "households" if unit and "household" in low else unit
        heading = Heading(column.metrics, group or UNSPECIFIED, unit=unit, **marks)
        return heading if voice is None else replace(heading, claimant=voice[0], side=voice[1])

    def _land(self, tokens: Tokens) -> str:
        """Return the country that stands alone in "killed in X", "X deaths": no soldiers of X's."""
        force = force_in(self.pack, tokens, 0, len(tokens))
        if force is None or not force.is_country or self._owns(tokens):
            return ""
        first, end, _ = next(iter(self._forces.all(tokens)), (0, len(tokens), force))
        return " ".join(tokens.raw[first:end])

    def _owns(self, tokens: Tokens) -> bool:
        """Tell words for people or things behind a country's name, or losses of its side."""
        hits = (nouns(tokens.words).kinds.at(tokens, j) for j in range(len(tokens)))
        owned = any(hit is not None and hit[1] != "other" for hit in hits)
        return owned or not frozenset(said("headings", "of_side")).isdisjoint(tokens.low)

    def _without(self, tokens: Tokens) -> tuple[Tokens, dict[str, Any]]:
        """Take words of bounds, totals and parts out of a heading, and who did it."""
        marks: dict[str, Any] = {"bound": "", "is_part": False, "is_total": False}
        kept: list[str] = []
        j = 0
        while j < len(tokens):
            step = 1
            if (hit := phrases("part").at(tokens, j)) is not None:
                marks["is_part"], step = True, hit[0]
            elif (hit := phrases("total").at(tokens, j)) is not None:
                marks["is_total"], step = True, hit[0]
            elif (hit := phrases("low").at(tokens, j)) is not None:
                marks["bound"], step = "low", hit[0]
            elif (hit := phrases("high").at(tokens, j)) is not None:
                marks["bound"], step = "high", hit[0]
            elif tokens.low[j] in said("headings", "doer") and j:
                break
            else:
                kept.append(tokens.raw[j])
            j += step
        return read(" ".join(kept), words=self.words), marks

    def _strange(self, tokens: Tokens) -> str:
        """Return the first word of a heading that says nothing known; empty where all do."""
        known_at = set(self._understood(tokens))
        return next((tokens.raw[j] for j in range(len(tokens)) if j not in known_at), "")

    def _understood(self, tokens: Tokens) -> Iterator[int]:
        listed = (*_listed(self.words), self._forces, self._weak, known(self.pack).countries)
        for j in range(len(tokens)):
            lengths = [hit[0] for phrases in listed if (hit := phrases.at(tokens, j)) is not None]
            lengths += [metric_at(tokens, j)] + [1] * (tokens.low[j] in _OF_FORCES)
            yield from range(j, j + max(lengths))


_ANY = ("attacked_persons",)
_PEOPLE = frozenset((word,) for word in said("headings", "people"))
_OF_ALL = frozenset((*said("headings", "over_all"), ":"))
_ARTICLES = frozenset(said("headings", "articles"))
_OF_FORCES = frozenset(said("headings", "of_forces"))
_COMMON = frozenset(said("headings", "common"))


def _listed(words: Words) -> tuple[Phrases[Any], ...]:
    return nouns(words).kinds, phrases("fillers")
