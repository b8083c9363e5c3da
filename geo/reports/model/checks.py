"""What a model says of a report, held against the report: kept where it stands there, else counted.

Nothing that a model writes is kept but codes of our lists, days, and yes or no. All words are cut
out of the text, all figures are read in it, all places are the gazetteer's.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from geo.errors import printable
from geo.reports.attribution.lookups import MEDIA
from geo.reports.documents.marks import Claim, Place
from geo.reports.incidents.draft import Incident
from geo.reports.language import words as vocabulary
from geo.reports.model import form, found
from geo.reports.reading import gazetteer_of
from geo.reports.what.pieces import Piece
from geo.reports.where import places

if TYPE_CHECKING:
    from geo.region import RegionPack
    from geo.reports.documents.document import Document
    from geo.reports.model.pieces import Part

INCIDENTS, PLACES, CLAIMS, NAMES = (
    f"{what} of a model" for what in ("incidents", "places", "claims", "names of actors")
)
# No part of a report tells of more; what a model says beyond is counted and not looked at, so that
# no answer costs more than some seconds.
INCIDENTS_LIMIT, PLACES_LIMIT, CLAIMS_LIMIT = 60, 200, 200
_NO_QUOTE = "its words do not stand in the text"
_FIGURE_LIMIT = 10_000_000
_FIRST_YEAR = 1000  # a year has four digits, or it is a count
_LONGEST_WINDOW = timedelta(days=366)
_EXPLAINED = 200
_NO_PLACE = frozenset({"person", "organisation"})  # reasons of `geo.reports.where.rejects`

Identity = tuple[object, ...]


class Checks:
    """The checks of one report.

    Attributes
    ----------
    dropped
        What did not hold, by (what, reason).
    explained
        The same with the words of the model, escaped, one line each.
    """

    def __init__(self, document: Document, pack: RegionPack) -> None:
        self.document, self.pack = document.with_words(vocabulary.of(pack)), pack
        self.dropped: Counter[tuple[str, str]] = Counter()
        self.explained: list[str] = []
        self._gazetteer = gazetteer_of(pack)
        # Names may run over the line breaks of a wrapped text; offsets are those of the text given.
        read = document.read_in(pack)
        self._named = places.find(read, self._gazetteer)
        for place in self._named:
            place.start, place.end = read.given(place.start, place.end)
        self._used: dict[Identity, set[tuple[int, int]]] = {}
        self._looked_at: Counter[str] = Counter()
        self._claim_form, self._incident_form = form.claim_of(pack), form.incident_of(pack)

    def incidents(self, rows: list[Any], part: Part) -> list[Incident]:
        """Return the incidents of an answer that hold, in the order of their words."""
        self._used = {}
        self._looked_at = Counter()
        made = [self._incident(row, part) for row in self._first(rows, INCIDENTS, INCIDENTS_LIMIT)]
        kept = [incident for incident in made if incident is not None]
        return sorted(kept, key=lambda incident: incident.pieces[0].start)

    def _first(self, rows: list[Any], what: str, limit: int) -> list[Any]:
        """Return what of a list is looked at; what is beyond the limit of a part is dropped."""
        kept = rows[: limit - self._looked_at[what]]
        self._looked_at[what] += len(kept)
        self._drop(what, f"beyond the first {limit}", len(rows) - len(kept))
        return kept

    def _drop(self, what: str, reason: str, number: int = 1, words: object = "") -> None:
        if number <= 0:
            return
        self.dropped[what, reason] += number
        if len(self.explained) < _EXPLAINED:
            self.explained.append(f"  dropped of {what}: {reason}: {printable(words)}")

    def _incident(self, row: Any, part: Part) -> Incident | None:
        fault = form.fault_of(row, self._incident_form)
        if not fault:
            made = self._made(row, part)
            if isinstance(made, Incident):
                return made
            fault = made
        self._drop(INCIDENTS, fault, words=row.get("quote", "") if isinstance(row, dict) else row)
        claims = row.get("claims") if isinstance(row, dict) else None
        if isinstance(claims, list):
            self._drop(CLAIMS, "of an incident that was dropped", len(claims))
        return None

    def _made(self, row: dict[str, Any], part: Part) -> Incident | str:
        window = self._window(row)
        if window is None:
            return "a day that the report cannot mean"
        told = self._spans(row["quote"], part)
        anchor = told[0] if told else None
        claims = self._claims(row["claims"], part, anchor)
        if anchor is None and not claims:
            return _NO_QUOTE
        start, end = anchor or (claims[0].start, claims[0].end)
        located = self._places(row["places"], part, start)
        sentence = self.document.sentence_at(start)
        kind = form.kind_of_type()[row["sub_event_type"]]
        piece = Piece(
            start,
            end,
            sentence,
            self.document.sentences[sentence].block,
            kind=kind,
            places=located,
            claims=claims,
            text=self.document.text[start:end],
        )
        return Incident(
            pieces=[piece],
            kind=kind,
            first=window[0],
            last=window[1],
            precision=row["date_precision"],
            places=located,
            claims=claims,
            role=row["role"],
            domestic=row["domestic"],
            actor1=self._name(row["actor1"], part, start),
            actor1_side=row["actor1_side"],
            target=self._name(row["target"], part, start),
        )

    def _spans(self, words: str, part: Part) -> list[tuple[int, int]]:
        return found.spans(self.document.text, words, part.start, part.end)

    def _window(self, row: dict[str, Any]) -> tuple[date, date] | None:
        first, last = _day(row["date_start"]), _day(row["date_end"])
        if first is None or last is None or not timedelta(0) <= last - first <= _LONGEST_WINDOW:
            return None
        published = self.document.published
        if published is not None and last > published + timedelta(days=1):
            return None
        # A year that nobody would tell without saying it must be said.
        if published is None or first.year < published.year - 1:
            is_told = re.search(rf"(?<!\d){first.year}(?!\d)", self.document.text)
            return (first, last) if first.year >= _FIRST_YEAR and is_told else None
        return first, last

    def _name(self, words: str, part: Part, near: int) -> str:
        """Return the words that name an actor as the text has them; empty where it has not."""
        if not words.strip():
            return ""
        span = found.nearest(self._spans(words, part), near)
        if span is None:
            self._drop(NAMES, _NO_QUOTE, words=words)
            return ""
        return _plain(self.document.text[slice(*span)])

    def _places(self, rows: list[Any], part: Part, near: int) -> list[Place]:
        made: dict[tuple[int, int], Place] = {}
        for words in self._first(rows, PLACES, PLACES_LIMIT):
            if not isinstance(words, str):
                self._drop(PLACES, "not of the form asked for", words=words)
                continue
            span = found.nearest(self._spans(words, part), near)
            place = self._place(*span) if span is not None else _NO_QUOTE
            if isinstance(place, str):
                self._drop(PLACES, place, words=words)
            else:
                made.setdefault((place.start, place.end), place)
        return list(made.values())

    def _place(self, start: int, end: int) -> Place | str:
        """Resolve a mention: as the rules do in its surroundings, else by its words alone."""
        here = [p for p in self._named if p.start < end and start < p.end]
        known = [p for p in here if p.reason != "unknown"]
        for place in known:
            if place.reason not in _NO_PLACE:
                return replace(place, reason="")
        if known:
            return "the name of a person or body"
        words = _plain(self.document.text[start:end])
        told = self._gazetteer.answers([(words, None, None, None)])[0]
        if told.place_level is None or told.place_name is None:
            return "not known to the gazetteer"
        index = self._gazetteer.index
        unit = index.by_code.get(told.admin1_pcode or "")
        return Place(
            start,
            end,
            self.document.sentence_at(start),
            words,
            level=told.place_level,
            name=told.place_name,
            admin1=None if unit is None else index.entries[unit].name,
            country=told.country,
            latitude=told.latitude,
            longitude=told.longitude,
            label_latitude=told.label_latitude,
            label_longitude=told.label_longitude,
            place_id=told.place_id,
            admin1_pcode=told.admin1_pcode,
            admin2_pcode=told.admin2_pcode,
            rule="a model's mention",
        )

    def _claims(self, rows: list[Any], part: Part, anchor: tuple[int, int] | None) -> list[Claim]:
        made: list[Claim] = []
        for row in self._first(rows, CLAIMS, CLAIMS_LIMIT):
            fault = form.fault_of(row, self._claim_form)
            claim = fault or self._claim(row, part, anchor[0] if anchor else part.start)
            if isinstance(claim, str):
                words = row.get("quote", "") if isinstance(row, dict) else row
                self._drop(CLAIMS, claim, words=words)
            else:
                made.append(claim)
        return sorted(made, key=lambda claim: (claim.start, claim.end, claim.metric))

    def _claim(self, row: dict[str, Any], part: Part, near: int) -> Claim | str:
        spans = self._spans(row["quote"], part)
        if not spans:
            return _NO_QUOTE
        claimant = self._claimant(row["claimant"], part, spans[0][0])
        if claimant is None:
            return "its claimant does not stand in the text"
        if not claimant and row["claimant_side"] not in (MEDIA, "unknown"):
            return "a side, and nobody who speaks for it"
        identity: Identity = (
            claimant,
            *(row[key] for key in ("metric", "victim_group", "stance", "count_min", "count_max")),
        )
        used = self._used.setdefault(identity, set())
        span = found.nearest([one for one in spans if one not in used], near)
        if span is None:
            return "given twice"
        counted = self._bounds(row, *span)
        if isinstance(counted, str):
            return counted
        used.add(span)
        low, high, is_exact = counted
        return Claim(
            *span,
            self.document.sentence_at(span[0]),
            claimant,
            row["claimant_side"],
            row["metric"],
            row["victim_group"],
            low,
            high,
            is_exact=is_exact,
            stance=row["stance"],
            is_subset=row["is_subset"],
            unit=row["unit"],
            rule="a model's claim",
        )

    def _claimant(self, words: str, part: Part, near: int) -> str | None:
        """Return who speaks, as the text names them; None where it does not."""
        if not words.strip():
            return ""
        span = found.nearest(self._spans(words, part), near)
        if span is not None:
            return _plain(self.document.text[slice(*span)])
        return self.document.publisher if _plain(words) == self.document.publisher else None

    def _bounds(
        self, row: dict[str, Any], start: int, end: int
    ) -> tuple[int | None, int | None, bool] | str:
        """Return the bounds that the text gives; what the model makes of a hedge does not count."""
        given = (row["count_min"], row["count_max"])
        wanted = {number for number in given if number is not None}
        denies = row["stance"] == "denies"
        if denies and not found.denied(self.document, start, end):
            return "no denial stands in its quote"
        if not wanted:
            return (None, None, False) if denies else "no figure"
        if any(not 0 <= number <= _FIGURE_LIMIT for number in wanted):
            return "a figure out of all bounds"
        stated = found.counts(self.document, self.pack, start, end)
        fitting = [one for one in stated if wanted <= _figures(one)]
        if not fitting:
            return "its figure does not stand in its quote"
        best = min(fitting, key=lambda one: ((one.low, one.high) != given, one.at))
        if denies:
            return best.low, best.high, False
        if best.high != 0 and found.is_denied(self.document, best.at):
            return "its quote denies it"
        return best.low, best.high, best.is_exact


def _figures(count: found.Count) -> set[int]:
    """Return the numbers that a figure may be given as: "more than 5" is 5 or more, or 6."""
    numbers = {n for n in (count.low, count.high) if n is not None}
    if count.low is not None and count.high is None:
        numbers.add(count.low + 1)
    return numbers


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def _plain(words: str) -> str:
    return " ".join(words.split())
