"""What speaks for a group: of a report, and of one count; each asked once."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from geo.reports.attribution.known import known
from geo.reports.counts.forces import (
    CIVILIANS,
    MILITANTS,
    UNSPECIFIED,
    Force,
    force_in,
    forces,
    other_group,
    own_group,
)
from geo.reports.counts.lists import label_of
from geo.reports.counts.predicates import small
from geo.reports.counts.victims import nouns
from geo.reports.documents.marks import HARMED
from geo.reports.language import words
from geo.reports.losses import doers, persons, targets, whose
from geo.reports.who import actors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.region import RegionPack
    from geo.reports.attribution.known import Speaker
    from geo.reports.counts.predicates import Item, Link
    from geo.reports.documents.document import Document
    from geo.reports.language.tokens import Tokens
    from geo.reports.losses.context import Before, Context

_READ = 20_000  # characters of a report, in which forces and words of an operation are counted
_HEAD = 3  # words of a place that stands first, as a head

THINGS = frozenset({"posts", "bases", "vehicles", "houses"})


class Report:
    """What a whole report says of who was killed, whomever a count is of."""

    def __init__(self, document: Document, pack: RegionPack) -> None:
        self.document, self.pack, self.words = document, pack, words.of(pack)
        self.title = frozenset(document.title.lower().split())
        self.names = forces(pack, day=document.published)
        self.actors = actors.of(pack)
        states = self.actors.states.values()
        self.armies = frozenset(state.forces for state in states)
        self.with_fighters = {MILITANTS, *(s.forces for s in states if s.has_fighters)}

    def force(self, tokens: Tokens, first: int, end: int) -> Force | None:
        """Return the force or country named among some tokens, as it was when they were written."""
        return force_in(self.pack, tokens, first, end, self.names)

    def heads(self, key: str) -> frozenset[str]:
        """Return one list of nouns of `counted.toml` that say little by themselves."""
        return self.words.listed("counted", "heads", key)

    def fought_by(self, side: str) -> str:
        """Return the forces of the state whose insurgents a side is."""
        states = self.actors.states.values()
        return next((s.forces for s in states if s.insurgents and s.insurgents == side), "")

    def last_in(self, tokens: Tokens, end: int) -> str:
        """Return the group of the last people named before a token."""
        for j in range(end - 1, -1, -1):
            hit = nouns(tokens.words).kinds.at(tokens, j)
            kind = hit[1] if hit is not None else ""
            if kind in (MILITANTS, CIVILIANS):
                return kind
            force = self.names.at(tokens, j)
            if force is not None and not force[1].is_country:
                return force[1].group
        return ""

    def fighting(self, tokens: Tokens, end: int) -> set[str]:
        """Return the groups of all who fight named before a token."""
        named = {f.group for at, _, f in self.names.all(tokens) if at < end and not f.is_country}
        hits = (nouns(tokens.words).kinds.at(tokens, j) for j in range(end))
        return named | {MILITANTS for hit in hits if hit is not None and hit[1] == MILITANTS}

    def civil(self, context: Context, *, wide: bool = True) -> int:
        """Weigh the words for homes and shelling against those for fighting."""
        civil, fighting = (self.words.listed("speech", "people", k) for k in ("civil", "fighting"))
        around = (frozenset(context.tokens.low), context.block, self.title)
        scores = (len(told & civil) - len(told & fighting) for told in around[: 3 if wide else 1])
        return next((score for score in scores if score), 0)

    def nobody(self, context: Context) -> str:
        """Return the group of "no casualties" that names nobody."""
        fighting = self.words.listed("speech", "people", "fighting")
        civil = self.words.listed("speech", "people", "civil") | self.words.listed(
            "targets", "civil"
        )
        if context.block & civil and not context.block & fighting:
            return CIVILIANS  # "a clinic was struck. Staff had left; no one was harmed"
        return CIVILIANS if self.civil(context, wide=False) > 0 else UNSPECIFIED

    @cached_property
    def _opening(self) -> Tokens:
        return self.document.cut(0, min(len(self.document.text), _READ))

    @cached_property
    def main_force(self) -> str:
        """The forces that the report names most often; empty where two are as often named."""
        two = {own_group(self.pack, side) for side in self.pack.line_sides}
        count = Counter(f.group for _, _, f in self.names.all(self._opening) if f.group in two)
        best = [*count.most_common(2), ("", 0), ("", 0)]
        return best[0][0] if best[0][1] > best[1][1] else ""

    def is_hunt(self, context: Context) -> bool:
        """Tell whether an army was after militants, by the words for it and for its own losses."""
        hunt, honoured = self.heads("hunt"), self.heads("honoured")
        for told in (frozenset(context.tokens.low), context.block, self.title, self._all):
            if score := len(told & hunt) - len(told & honoured):
                return score > 0
        return False

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(self._opening.low)


class Count:
    """A count of a report, and what the words around it say of whose it is.

    Attributes
    ----------
    own, other
        The forces of the side that tells it, and those who face them; empty where it has none.
    first, noun, end, reach
        Its first token, those behind its number and its noun, and that behind all that may say
        whose they are.
    before, earlier
        The persons counted before it in its sentence; and in the one before.
    """

    def __init__(
        self, report: Report, item: Item, link: Link, speaker: Speaker, context: Context
    ) -> None:
        self.report, self.pack, self.words = report, report.pack, report.words
        self.item, self.counted, self.link = item, item.counted, link
        self.speaker, self.context = speaker, context
        self.tokens, self.low = context.tokens, context.tokens.low
        self.kind, self.head = item.counted.kind, item.counted.head
        self.first, self.noun, self.end = item.quantity.first, item.quantity.end, item.counted.end
        self.reach = max(item.counted.reach, self.end)
        self.own = own_group(report.pack, speaker.side)
        self.other = other_group(report.pack, self.own)
        self.before = [b for b in context.previous if b.kind not in THINGS]
        self.earlier = [b for b in context.earlier if b.kind not in THINGS]

    def is_head(self, *keys: str) -> bool:
        """Tell whether its noun stands in a list of `counted.toml`."""
        return any(self.head in self.report.heads(key) for key in keys)

    def group_of(self, side: str) -> str:
        """Return the forces of a side."""
        return own_group(self.pack, side)

    def force_in(self, first: int, end: int) -> Force | None:
        """Return the force or country named among some tokens of the sentence."""
        return self.report.force(self.tokens, first, end)

    def kind_at(self, j: int) -> str:
        """Return the class of the noun that begins at a token."""
        hit = nouns(self.words).kinds.at(self.tokens, j)
        return hit[1] if hit is not None else ""

    @cached_property
    def force(self) -> Force | None:
        """The force or country that what is counted names, or its label."""
        force = self.force_in(self.noun, self.reach)
        if force is None and (label := label_of(self.item, self.link, self.tokens)):
            return self.force_in(label.start, label.stop)
        return force

    @property
    def army(self) -> str:
        """The same of those who fight alone: no country."""
        force = self.force
        return force.group if force is not None and not force.is_country else ""

    @cached_property
    def rank(self) -> str:
        """The group of a rank or service that only one side has, among its words."""
        first = self.first if self.item.quantity.kind == "named" else self.noun
        ranks, end = known(self.pack).ranks, min(self.counted.reach, len(self.low))
        hits = [hit for j in range(first, end) if (hit := ranks.at(self.tokens, j)) is not None]
        return hits[0][1] if hits else ""

    @cached_property
    def is_total(self) -> bool:
        """It says nothing of whom it counts: "15 people", "nineteen bodies"."""
        before = self.context.previous[-1].group if self.context.previous else ""
        with_civilians = self.low[self.end : self.end + 2] == (",", "civilians")
        armed = (*self.report.armies, MILITANTS)
        if self.head == "others" and before in armed and not with_civilians:
            return False  # "a soldier died and four others, two of them officers, were hurt"
        if nouns(self.words).own & {*self.low[self.noun : self.end]}:
            return False  # "three of its men, among them a major"
        if self.army or self.rank:
            return False  # "six FC men, including a captain"
        bodies = self.words.listed("losses", "evidence", "bodies")
        return not self.counted.is_pronoun and (self.is_vague or self.head in bodies)

    @property
    def is_vague(self) -> bool:
        """It may count anybody: "nine", "nine people"."""
        return self.kind == "" or self.is_head("anybody")

    @cached_property
    def remark(self) -> tuple[int, str]:
        """What the sentence says of all that it counts; see `whose.remark`."""
        return whose.remark(self.tokens)

    @cached_property
    def doer(self) -> Force | None:
        """Who did it, where the sentence says so."""
        names = self.report.names
        if self.link.rule == "active":
            return doers.of_active(self.pack, names, self.tokens, self.link, self.speaker)
        return doers.of_passive(names, self.tokens, self.link)

    @cached_property
    def doing_army(self) -> str:
        """The army that did it: "we killed four of them" is of others."""
        ours = persons.subject(self.report.document, self.tokens, self.link.first) == persons.OWN
        doer = self.own if ours else self.doer.group if self.doer is not None else ""
        return doer if doer in self.report.armies else ""

    def is_told_by(self, key: str) -> bool:
        """Tell whether who speaks is called by a word of a list of `counted.toml`."""
        names = self.speaker.text.lower().replace("'", " ").split()
        return not self.report.heads(key).isdisjoint(names)

    @property
    def civil(self) -> int:
        """How much more the words around tell of homes than of fighting."""
        return self.report.civil(self.context)

    @property
    def civil_here(self) -> int:
        """The same of its sentence alone."""
        return self.report.civil(self.context, wide=False)

    def admits(self, *, surely: bool = False) -> bool:
        """Tell whether its teller owns up to it: "confirmed that six soldiers were killed"."""
        first = min(self.link.first, self.first)
        said = self.low[max(0, first - 4) : first]
        admitting, confirming = (
            self.words.listed("losses", "evidence", key) for key in ("admitting", "confirming")
        )
        is_said = not confirming.isdisjoint(said)
        return not admitting.isdisjoint(said) or (is_said and not surely)

    @property
    def only_told(self) -> str:
        """The group that all are of whom the report has counted so far."""
        groups = {group for metric, group, _ in self.context.told if metric in HARMED}
        return groups.pop() if len(groups) == 1 else ""

    @property
    def antecedent(self) -> str:
        """The group of those counted last, but for who did it; of "the missing", of those."""
        rows = [b for b in (*self.earlier, *self.before) if b.group not in ("", self.doing_army)]
        told = [b.group for b in rows]
        if self.head:
            metric = "missing" if self.head == "missing" else "wounded"
            claims = [c.victim_group for c in self.context.claims if c.metric == metric]
            told += [*claims, *(b.group for b in rows if b.metric == metric)]
        return told[-1] if told else ""

    def are_mixed(self, rows: Sequence[Before]) -> bool:
        """Tell whether counts before are of an army's men and civilians; of both armies' too.

        Only "others" go on with both: "nine of theirs died; two of ours, and four were hurt".
        """
        groups = {b.group for b in takewhile(lambda b: b.metric == rows[-1].metric, rows[::-1])}
        armed = len(groups.intersection(self.report.armies))
        return armed > 0 and (CIVILIANS in groups or (armed > 1 and self.head == "others"))

    @property
    def is_by_counted(self) -> bool:
        """Those counted last did it: "three gunmen hit a bus, killing nine"."""
        return self._are_met(self.before) and targets.is_by_counted(self.tokens, self.first)

    @property
    def was_by_counted(self) -> bool:
        """Those counted last in the sentence before did it: "Two gunmen hit a bus. Nine died"."""
        last = self.context.last
        return self._are_met(self.earlier) and last is not None and targets.is_by_counted(last)

    @staticmethod
    def _are_met(rows: Sequence[Before]) -> bool:
        """Tell whether nothing befell those counted last."""
        return bool(rows) and not rows[-1].metric

    @cached_property
    def side_before(self) -> str:
        """The side of the line that the last place of its clause before it is on.

        Not of "militants from Foo", who may have come over it.
        """
        end, of_its = self.first, self.words.listed("losses", "evidence", "of_its")
        first = next((j for j in range(end - 1, -1, -1) if self.low[j] == ";"), 0)
        sides = [
            side
            for i, behind, side in known(self.pack).places.all(self.tokens)
            if first < i < end
            and of_its.isdisjoint(self.low[behind : behind + 1])
            and self.low[i - 1] != "from"
        ]
        return sides[-1] if sides else ""

    @cached_property
    def attacked_here(self) -> str:
        """The group of who was attacked before the count, in its sentence."""
        return targets.attacked(self.pack, self.tokens, self._side, self.first)

    @property
    def attacked(self) -> str:
        """The same, or behind it, or in the sentence before."""
        found = self.attacked_here or targets.attacked(self.pack, self.tokens, self._side)
        if found or self.context.last is None:
            return found
        return targets.attacked(self.pack, self.context.last, self._side)

    @property
    def _side(self) -> str:
        return self.side_before or self.context.near or self.context.home

    def last_force(self, before: int = 10_000, *, fighting: bool = False) -> str:
        """Return the force that the sentence names last; with `fighting`, of an army."""
        last, low = "", self.low
        where = self.words.listed("losses", "doers", "where")
        for at, end, force in self.report.names.all(self.tokens):
            if at >= before:
                break
            if force.is_country and "and" in (*low[at - 1 : at], *low[end : end + 1]):
                continue  # "hurt after A and B traded fire"
            first = at - (low[at - 1 : at] == ("the",))
            is_land = force.is_country or low[end - 1] == "side"
            if is_land and not where.isdisjoint(low[first - 1 : first]):
                continue  # "fire from the A side killed two"
            if force.group != UNSPECIFIED and not (fighting and force.group == MILITANTS):
                last = force.group
        return last

    @property
    def at_its_place(self) -> str:
        """The army of the side where its clause is set: "killed nine in Kurram".

        The place stands behind the count, or before all else: "Spinwam: nine soldiers killed".
        """
        ends, heads = (self.words.listed("losses", "evidence", k) for k in ("ends", "head_ends"))
        end = next((j for j in range(self.first, len(self.low)) if self.low[j] in ends), 10_000)
        sides = {
            side
            for i, behind, side in known(self.pack).places.all(self.tokens)
            if (self.first < i < end and self.is_set(i))
            or (i < _HEAD and not heads.isdisjoint(self.low[behind : behind + 1]))
        }
        return self.group_of(sides.pop()) if len(sides) == 1 else ""

    def is_set(self, i: int) -> bool:
        """Tell whether a place stands where it says where: "in the Kunar province", no "from"."""
        came = self.low[i - 2] in self.words.listed("losses", "evidence", "came")
        came = came and self.low[i - 1] == "the"
        return self.low[i - 1] in small(self.words, "set_in") and not came
