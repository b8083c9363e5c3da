"""Pieces of a report: parts of sentences that each tell one event, or go on with one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.reports.documents.marks import fine_of
from geo.reports.language import wording
from geo.reports.language.words import ENGLISH, Words
from geo.reports.when.rule_names import LASTING, NTH_DAY, OVERNIGHT, THAT_DAY, TODAY
from geo.reports.who import agency
from geo.reports.who.told import Told

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from geo.reports.documents.marks import Claim, Place, When
    from geo.reports.language.scanning import Scan
    from geo.reports.language.triggers import Trigger
    from geo.reports.language.wording import Pattern
    from geo.reports.who.actors import Actor
    from geo.reports.who.acts import Act


@dataclass(slots=True)
class Piece:
    """A part of a sentence that tells one event, or goes on with one.

    Attributes
    ----------
    start, end
        Its offsets.
    sentence, block
        Numbers of its sentence and block.
    triggers
        Its event words.
    kind
        The kind they tell; empty where they leave it open.
    whens, places, claims, actors
        What stands in it; places only those that may locate an incident.
    when
        The time that it gives its event, as `when_of` chooses it once the piece is whole.
    header
        For an item of a list: the time that the words over the list give.
    meant
        The armies that "the soldiers" are in it, as `who.meant` finds them.
    flags
        Names of what `geo.reports.what.flags` noticed; ``told over`` where its place stands over
        its list, ``over`` what stands over a list itself, ``unplaced`` an item of a live page that
        tells neither place nor day, ``form`` where the lines of a form tell it.
    text
        Its words.
    words
        The vocabulary that it is read with.
    quoted
        Where somebody's own words begin and end in `text`.
    scan
        The words of the document, if at hand.
    scene
        Those told before it that are of no incident: they say where and when its paragraph is.
    """

    start: int
    end: int
    sentence: int
    block: int
    triggers: list[Trigger] = field(default_factory=list)
    kind: str = ""
    whens: list[When] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    meant: list[Actor] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    text: str = ""
    when: When | None = None
    header: When | None = None
    words: Words = ENGLISH
    quoted: list[tuple[int, int]] = field(default_factory=list)
    scan: Scan | None = field(default=None, repr=False)
    scene: Sequence[Piece] = field(default=(), repr=False)
    _acts: list[Act] | None = field(default=None, init=False, repr=False)
    _acts_of_nameless: list[Act] | None = field(default=None, init=False, repr=False)

    @property
    def told(self) -> Told:
        """Its words, for what reads who acts in them."""
        return Told(self.words, self.text, self.scan, self.start)

    @property
    def _parties(self) -> list[tuple[int, int, Actor]]:
        """Where the parties stand in its words."""
        parties = sorted([*self.actors, *self.meant])
        return [(a.start - self.start, a.end - self.start, a) for a in parties]

    @property
    def acts(self) -> list[Act]:
        """What the parties named in it do, in order."""
        if self._acts is None:
            self._acts = agency.acts(self.told, self._parties, self.quoted)
        return self._acts

    @property
    def acts_of_nameless(self) -> list[Act]:
        """What armed men do in it whose group is not named."""
        if self._acts_of_nameless is None:
            self._acts_of_nameless = agency.acts_of_nameless(self.told, self._parties)
        return self._acts_of_nameless

    def add_act(self, act: Act) -> None:
        """Add what its layout tells that a party did."""
        self._acts = [*self.acts, act]

    def tells(self, file: str, name: str) -> bool:
        """Tell whether its words have a row of a file of `vocabulary/wording`."""
        return self.finds(wording.of(self.words, file)[name]) is not None

    def finds(self, pattern: Pattern) -> re.Match[str] | None:
        """Find a pattern in its words."""
        return pattern.find(self.text, self.scan, self.start)

    def each(self, pattern: Pattern) -> Iterator[re.Match[str]]:
        """Find a pattern wherever its words have it."""
        return pattern.each(self.text, self.scan, self.start)

    @property
    def fine(self) -> list[Place]:
        """Its places that are finer than a province."""
        return fine_of(self.places)

    @property
    def is_event(self) -> bool:
        """Tell whether it tells of an event at all."""
        return bool(self.triggers or self.claims or "soft" in self.flags)


def when_of(piece: Piece) -> When | None:
    """Choose the time that a piece gives its event: the nearest to its event word."""
    if not piece.whens:
        return None
    kinds = {"window", "since", "period"}
    if piece.kind == "closure":
        kinds |= {"duration", "begun"}
        if any(w.precision != "day" for w in piece.whens):
            kinds -= {"duration"}  # "it was shut for ten days last year"
        lasting = [w for w in piece.whens if w.kind in kinds & {"duration", "since"}]
        if lasting:
            return lasting[0]
    running = [w for w in piece.whens if w.rule == NTH_DAY and piece.tells("pieces", "going_on")]
    if running:
        return running[0]
    found = [w for w in piece.whens if w.kind in kinds]
    if not found and piece.claims and piece.kind != "closure":
        found = [w for w in piece.whens if w.kind == "begun"]  # "300 died since the war began"
    if not found and piece.kind != "closure" and piece.tells("pieces", "lasting"):
        found = [w for w in piece.whens if w.rule == LASTING]
    if piece.sentence < 2 and any(w.precision == "day" for w in found):
        found = [w for w in found if w.precision == "day"]
    if not found:
        return None
    told = [(t.start, t.end) for t in piece.triggers if t.kind]
    told = told or [(t.start, t.end) for t in piece.triggers]
    told = told or [(c.start, c.end) for c in piece.claims] or [(piece.start, piece.start)]

    def rank(when: When) -> tuple[int, int]:
        vague = when.rule in _VAGUE or when.kind == "period"
        gap = min(_apart(piece, when, start, end) for start, end in told)
        return int(vague) + 2 * (when.precision != "day"), gap

    return min(found, key=rank)


_VAGUE = frozenset({OVERNIGHT, THAT_DAY, TODAY})
_OTHER_VERB = 20  # characters: "apologised on Monday and shelled" makes Monday so much farther


def _apart(piece: Piece, when: When, start: int, end: int) -> int:
    """Return how far a day stands from an event word."""
    if when.start >= start:
        return when.start - end
    between = piece.text[when.end - piece.start : start - piece.start]
    return start - when.end + _OTHER_VERB * (" and " in between)
