"""What is known of an incident when it is asked who acted in it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from geo.reports.incidents import doers, tellers
from geo.reports.language import wording
from geo.reports.who import agency, opponents
from geo.reports.who.acts import (
    ANSWERED,
    ATTACKED,
    BEGAN,
    BLAMED,
    CROSSED,
    DID,
    FROM_THEIR_SIDE,
    NAMELESS,
    OURS,
    PROVOKED,
    THEIRS,
    THEY,
    UNPROVOKED,
)
from geo.reports.who.verbs import listed

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.incidents.doers import Deed
    from geo.reports.incidents.draft import Incident
    from geo.reports.language.wording import Pattern
    from geo.reports.what.pieces import Piece
    from geo.reports.who.actors import Actor, Actors, State
    from geo.reports.who.acts import Act

OPEN = ""  # the side that acted, where a report leaves it open


class Case:
    """What the rules of `act` look at.

    Attributes
    ----------
    whole
        The text of the report.
    votes
        The sides that its pieces say act, each with how surely, in order.
    openers
        Those that attacked otherwise than with guns amid a fight that was told of before: houses
        that are hit then say nothing of who began it.
    owning
        The states whose man says that "we" did it.
    charged, answered, provoked
        Those that are said to have attacked, and not in answer; that only answered what the other
        side did; that gave it cause.
    state
        The state it happened in; None where that is not known.
    groups
        Victim groups of its dead and wounded.
    told
        Its pieces, and those that it shares.
    parties
        The rows of `wording/parties.toml`.
    said
        The rows of `wording/incidents.toml`.
    deeds
        Tells what sides do anywhere in the report, see `doers.deeds`.
    owner
        The side of the group that says it was its own; empty where none does.
    others
        The other incidents of the report.
    """

    def __init__(
        self,
        document: Document,
        incident: Incident,
        actors: Actors,
        deeds: Callable[[], Sequence[Deed]],
        owner: str = "",
        others: Sequence[Incident] = (),
    ) -> None:
        self.document, self.incident, self.actors = document, incident, actors
        self.deeds, self.owner, self.others = deeds, owner, others
        self.parties = actors.parties
        self.states = {state.side for state in actors.states.values()}
        self.whole = document.text
        self.said = wording.of(document.words, "incidents")
        self.told = (*incident.pieces, *incident.shared)
        self.votes: list[tuple[str, int]] = []
        self.openers: set[str] = set()
        self.owning: set[str] = set()
        self.charged: set[str] = set()
        self.answered: set[str] = set()
        self.provoked: set[str] = set()
        self.groups = {c.victim_group for c in incident.claims if c.metric in doers.SUFFERED}
        self.state: State | None = self._soil()
        self._only_answered: set[str] = set()  # as their own men say
        beside = (piece for piece in incident.shared if incident.may_be_of(piece.when))
        for piece in (*incident.pieces, *beside):
            self._hear_acts(piece)
            self._hear_teller(piece)
        self.answered = (self.answered | self._only_answered) - {""}

    def _soil(self) -> State | None:
        """Return the state it happened in, as its places say; at a gate "on the X side" does."""
        states, is_shut = self.actors.states, self.incident.kind == "closure"
        places = (p for p in self.incident.places if is_shut or p.level != "crossing")
        countries = [*dict.fromkeys(p.country for p in places if p.country)]
        if len(countries) > 1 and self.incident.kind == "clash":
            return None
        if countries:
            return states.get(countries[0])
        told = ((p.text[: a.start - p.start], a) for p in self.incident.pieces for a in p.actors)
        sides = {a.side for before, a in told if a.is_direction and before.endswith("on the ")}
        return next((s for s in states.values() if sides == {s.side}), None)

    def _hear_acts(self, piece: Piece) -> None:
        """Take in what a piece says that parties did."""
        if not piece.acts:
            return
        before = piece.finds(self.said["came_when"])
        # "A meeting was held a day after men were shot" tells of what it came after.
        is_after = before is not None and any(
            not before.start() <= at - piece.start < before.end()
            for at in [*(t.start for t in piece.triggers), *(c.start for c in piece.claims)]
        )
        is_answer = piece.tells("pieces", "answered")
        is_seen = self.incident.kind == "clash" and piece.tells("incidents", "footage")
        for said in piece.acts:
            if said.rule == FROM_THEIR_SIDE:
                continue  # whoever fired from over the line
            if before is not None and before.start() <= said.at < before.end() and is_after:
                continue  # what it came after
            if is_answer and said.strength == ATTACKED and _is_answered(piece, said):
                continue  # "in reply to X's shelling, Y raided": another event
            side = self._side_of(said, piece)
            if self._is_of_answer(said, side, piece):
                continue
            if said.rule == ANSWERED:
                self.answered.add(side)
            is_cause = said.strength == PROVOKED or said.rule == CROSSED
            if is_cause and side in self.states and not self._was_begun_on(said, side, piece):
                self.provoked.add(side)
            if said.strength == PROVOKED:
                continue
            is_told = said.rule != BLAMED and (is_answer or side in self.answered)
            is_told &= not side or self.teller(piece) != self.actors.across(side)
            if said.strength == BEGAN or (said.strength == ATTACKED and not is_told):
                self.charged.add(side)
            is_past = (is_seen or "recalled" in piece.flags) and said.rule != UNPROVOKED
            # Those who are no army's may be stopped at the line that they come over.
            is_past |= said.rule == CROSSED and not self.actors.across(side)
            strength = min(said.strength, DID) if is_past else said.strength
            if strength == ATTACKED and not self._is_amid(piece):
                self.openers.add(side)
            if side:
                self.votes.append((side, strength))

    def _is_of_answer(self, said: Act, side: str, piece: Piece) -> bool:
        """Tell "X attacked Y, who had begun it", as one of them tells it."""
        return said.strength == ATTACKED and self._was_begun_on(said, side, piece)

    def _was_begun_on(self, said: Act, side: str, piece: Piece) -> bool:
        """Tell "Y fired first as X was building a post", as one of them tells it."""
        other = self.actors.across(side)
        began = [a for a in piece.acts if other and a.strength == BEGAN and a.side == other]
        return any(self._teller_at(piece, a) == self._teller_at(piece, said) for a in began)

    def _teller_at(self, piece: Piece, act: Act) -> str:
        return tellers.side_at(self.document, self.actors, piece.start + act.at)

    def _hear_teller(self, piece: Piece) -> None:
        """Take in what who tells a piece says of his own side and of the other."""
        teller = self.teller(piece) or self.publishing_side
        if teller and piece.tells("incidents", "under_fire"):
            across = self.actors.across(teller)
            is_theirs = any(a.side == across for p in self.incident.pieces for a in p.actors)
            if is_theirs or not self.has_militants:
                self.votes.append((across, BEGAN))
                self.charged.add(across)
        elif self.state is not None and piece.tells("incidents", "unprovoked_across"):
            self.votes.append((self.actors.across(self.state.side), BEGAN))
        if self.incident.kind == "clash" and not self.has_militants:
            self._only_answered |= tellers.attacked_ones(self.document, self.actors, piece)

    def _is_amid(self, piece: Piece) -> bool:
        """Tell houses that were hit in a fight that was told of before."""
        is_fire = self.incident.kind == "clash" and piece.kind in ("", "shelling", "air")
        is_amid = is_fire and self.incident.pieces[0].kind == "clash"
        return is_amid and not piece.tells("incidents", "at_posts")

    def teller(self, piece: Piece) -> str:
        """Return the state whose account a piece is; empty where it is nobody's."""
        said = [c.claimant_side for c in piece.claims if self.actors.across(c.claimant_side)]
        if said:
            return said[0]
        named = piece.finds(self.said["said"])
        parties = (a.side for a in piece.actors if named and a.start - piece.start < named.end())
        return next((side for side in parties if self.actors.across(side)), "")

    def _side_of(self, said: Act, piece: Piece) -> str:
        """Return whose "our forces" and "the enemy" are, and who were insurgents once."""
        side = said.side
        if side not in (OURS, THEIRS):
            named = (a for a in piece.actors if a.start - piece.start == said.at)
            is_theirs = any(a.was_no_army for a in named)
            return self.state.insurgents or side if is_theirs and self.state is not None else side
        told = [c.claimant_side for c in piece.claims if c.claimant_side in self.states]
        at = piece.start + said.at
        speaking = told[0] if told else tellers.side_at(self.document, self.actors, at)
        if said.rule == THEY:
            own = speaking or self.publishing_side or self._lived_on  # some villager's words
            return opponents.of(self.document, self.actors, own, self.home)
        own = speaking or self.publisher
        if side == OURS and said.strength >= ATTACKED:
            self.owning.add(own)
        return own if side == OURS else self.actors.across(own)

    @cached_property
    def publishing_side(self) -> str:
        """The side that publishes the report itself; empty for an outlet."""
        return self.actors.publisher(self.document.publisher)

    @cached_property
    def publisher(self) -> str:
        """The side that publishes the report, or that most of its figures come from."""
        if self.publishing_side:
            return self.publishing_side
        said = [c.claimant_side for c in self.incident.claims if c.claimant_side in self.states]
        return said[0] if said else ""

    def of(self, strength: int) -> list[str]:
        """Return the sides that act at least so surely, each once, in order."""
        return list(dict.fromkeys(side for side, sure in self.votes if sure >= strength))

    @cached_property
    def _armed(self) -> list[Act]:
        """What armed groups do, and armed men of none."""
        told = []
        groups = {actor.side for actor in self.parties_named if actor.kind == "group"}
        for piece in self.incident.pieces:
            named = (act for act in piece.acts if act.side in groups)
            told += [*piece.acts_of_nameless, *named]
        return [act for act in told if act.rule != CROSSED]

    @property
    def attacked_by_nameless(self) -> bool:
        """Tell whether armed men attacked whose group is not named."""
        return any(a.strength >= ATTACKED and a.side == NAMELESS for a in self._armed)

    @property
    def killed_by_armed(self) -> bool:
        """Tell whether armed men, named or not, did anything: "militants killed two"."""
        return bool(self._armed)

    @property
    def have_both_lost(self) -> bool:
        """Tell whether men of both armies were hit."""
        return {state.forces for state in self.actors.states.values()} <= self.groups

    @property
    def lost_across(self) -> bool:
        """Tell whether men of the army across the line were hit."""
        across = self.actors.across(self.home)
        return any(s.forces in self.groups for s in self.actors.states.values() if s.side == across)

    @property
    def names_across(self) -> bool:
        """Tell whether its pieces name the side across the line."""
        across = self.actors.across(self.home)
        return any(a.side == across for p in self.incident.pieces for a in p.actors)

    @cached_property
    def parties_named(self) -> list[Actor]:
        """The parties that its pieces name; "fired from Foo" names a land."""
        return [
            actor
            for piece in self.told
            for actor in piece.actors
            if actor.kind != "government"
            or not agency.is_land(piece.told, actor.start - piece.start)
        ]

    @cached_property
    def names_both(self) -> bool:
        """Tell whether its pieces name both states, and no armed men of none."""
        named = {actor.side for actor in self.parties_named}
        return self.states <= named and not self.has_militants

    @property
    def named_groups(self) -> bool:
        """Tell whether its pieces name an armed group."""
        return any(a.kind == "group" for p in self.incident.pieces for a in p.actors)

    def tells(self, name: str) -> bool:
        """Tell whether its words have a row of `wording/incidents.toml`."""
        return self.has(self.said[name])

    def tells_first(self, name: str) -> bool:
        """Tell whether the words that it begins with have one."""
        return self.incident.pieces[0].tells("incidents", name)

    def title_tells(self, name: str) -> bool:
        """Tell whether the title of the report has one."""
        return self.said[name].is_in(self.document.title)

    def tells_anywhere(self, name: str) -> bool:
        """Tell whether the report has one."""
        return self.has_anywhere(self.said[name])

    def tells_beside(self, name: str) -> bool:
        """Tell whether its words have a row, or a sentence of no incident in its paragraphs."""
        document, row = self.document, self.said[name]
        told = {p.sentence for i in (self.incident, *self.others) for p in i.pieces}
        blocks = {piece.block for piece in self.incident.pieces}
        beside = (
            s for n, s in enumerate(document.sentences) if s.block in blocks and n not in told
        )
        spans = ((document.text_of(s), document.scan, s.start) for s in beside)
        return self.tells(name) or any(row.is_in(*span) for span in spans)

    def all_anywhere(self, name: str) -> list[re.Match[str]]:
        """Return all that the report has of a row, which is looked for once."""
        kept: dict[object, list[re.Match[str]]] = self.document.kept
        if (Case, name) not in kept:
            row = self.said[name]
            kept[Case, name] = [*row.each(self.whole, self.document.scan)]
        return kept[Case, name]

    def has(self, pattern: Pattern) -> bool:
        """Tell whether its words have a pattern."""
        return any(piece.finds(pattern) is not None for piece in self.told)

    def has_anywhere(self, pattern: Pattern) -> bool:
        """Tell whether the report has a pattern."""
        return pattern.is_in(self.whole, self.document.scan)

    @cached_property
    def has_militants(self) -> bool:
        """Tell whether its words name militants: not "X militants", who are the army X."""
        militants = listed(self.document.words, "militants")
        armies = {a.end + 1 for piece in self.told for a in piece.actors if a.kind == "army"}
        return any(
            piece.start + hit.start() not in armies
            for piece in self.told
            for hit in piece.each(militants)
        )

    @property
    def is_contested(self) -> bool:
        """Tell whether it happened in a state that insurgents attack."""
        return self.state is not None and bool(self.state.insurgents)

    @property
    def home(self) -> str:
        """The side whose soil it happened on; empty where that is not known."""
        return self.state.side if self.state is not None else ""

    @property
    def _lived_on(self) -> str:
        """The side on whose soil its places are; empty where only "on the X side" tells."""
        places = self.incident.places
        return self.home if any(p.country and p.level != "crossing" for p in places) else ""

    @property
    def insurgents(self) -> str:
        """The side whose militants attack the state it happened in, where its words name them.

        A group that the report names elsewhere need not have done this.
        """
        side = self.state.insurgents if self.state is not None else ""
        is_named = any(a.side == side for piece in self.told for a in piece.actors)
        return side if is_named and not self.tells("unclaimed") else ""

    @property
    def contested(self) -> State | None:
        """The state that insurgents attack: the one it happened in, else the only such."""
        if self.is_contested:
            return self.state
        return next((s for s in self.actors.states.values() if s.insurgents), None)

    def boasted(self) -> str:
        """Return the one side that gives losses of the other as its own doing."""
        sides = set(doers.boasting(self.incident, self.actors))
        return sides.pop() if len(sides) == 1 else ""


def _is_answered(piece: Piece, said: Act) -> bool:
    """Tell an act before the comma behind which others strike."""
    ends = piece.text.find(",", said.at)
    return ends >= 0 and any(a.at > ends and a.strength >= ATTACKED for a in piece.acts)
