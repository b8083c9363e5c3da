"""Whose they are: the victim group of a count, from its noun, its adjectives and its context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.attribution.known import UN
from geo.reports.attribution.lookups import LOCAL, MEDIA, UNKNOWN
from geo.reports.counts.forces import (
    CIVILIANS,
    MILITANTS,
    UNSPECIFIED,
    Force,
    other_group,
    own_group,
)
from geo.reports.counts.lists import label_of
from geo.reports.counts.victims import is_known, nouns
from geo.reports.language.tokens import contains
from geo.reports.losses import persons, whose
from geo.reports.losses.evidence import HARMED, THINGS, heads
from geo.reports.losses.owners import Owners

if TYPE_CHECKING:
    from geo.reports.attribution.known import Speaker
    from geo.reports.counts.predicates import Item, Link
    from geo.reports.losses.context import Context


class Groups(Owners):
    """The victim groups of one report."""

    def _of(self, key: str) -> frozenset[str]:
        return self.words.listed("losses", "groups", key)

    def of(self, item: Item, link: Link, speaker: Speaker, context: Context) -> str:
        """Return the victim group of a count."""
        counted, tokens = item.counted, context.tokens
        own = own_group(self.pack, speaker.side)
        if link.rule == "bare-figure" and not counted.kind:
            return self._antecedent(context) or self._anybody(context)
        if counted.is_pronoun or (counted.is_partitive and not counted.kind):
            end = max(counted.reach, counted.end)
            named = whose.of_words(self.pack, tokens, item.quantity.end, end, speaker)
            if named and not counted.is_pronoun:
                return named  # "36 of the enemy dead", "two of ours"
            if by_person := self._by_person(item, speaker, context):
                return by_person
            near = self._nearest(item, context) if counted.is_pronoun else ""
            is_ours = persons.subject(self._document, tokens, link.first) == persons.OWN
            doer = own if is_ours else self._agent(link, speaker, context)
            doer = doer if doer in self.armies else ""  # "we killed four of them": of others
            before = near or self._antecedent(context, doer)
            before = before or self._last_named(item, context, doer) or other_group(self.pack, doer)
            return before or self._anybody(context)
        if counted.is_partitive and counted.head == "missing":
            told = [c.victim_group for c in context.claims if c.metric == "missing"]
            return told[-1] if told else self._antecedent(context) or self._anybody(context)
        if counted.is_partitive and counted.head in self._of("hurt"):
            return self._antecedent(context) or self._anybody(context)  # "one of the wounded"
        last = context.previous[-1] if context.previous else None
        if not counted.kind and last is not None and last.kind in THINGS and _is_taken(link):
            return last.group  # "19 Afghan posts were captured and seven destroyed"
        said = self._of_sentence(item, link, speaker, context)
        if said:
            return said
        if counted.kind in ("houses", "families"):
            return CIVILIANS
        if counted.kind in ("people", "") and "displaced" in link.classes:
            return CIVILIANS
        return self._loser(item, link, speaker, context) or self._of_kind(
            item, link, speaker, context
        )

    def _of_sentence(self, item: Item, link: Link, speaker: Speaker, context: Context) -> str:
        """Return whose all counts of a sentence are by its label or by a remark behind them."""
        counted, remark = item.counted, context.remark
        if counted.is_mixed and self._is_total(item, context):
            return UNSPECIFIED
        end = max(item.quantity.end, counted.end)
        of_all = remark is not None and remark.first >= end
        if self._is_total(item, context) and not of_all:
            if whose.is_mixed(self.pack, context.tokens, end):
                return UNSPECIFIED
            if whose.were_civilians(context.following):
                return CIVILIANS
            if whose.were_mixed(self.pack, context.following):
                return UNSPECIFIED
        vague = counted.kind == "" or counted.head in heads(self.words, "anybody")
        end = max(link.end, counted.reach, counted.end)
        if vague and whose.are_civilians(context.tokens, end):
            return CIVILIANS
        if remark is not None and vague and item.quantity.first < remark.first:
            if remark.kind == "civilians":
                return CIVILIANS
            if remark.kind == "militants":
                return MILITANTS
            return own_group(self.pack, speaker.side) if counted.kind == "" else ""
        if counted.kind in ("civilians", "houses", "families", "militants"):
            return ""
        own = self._force(context.tokens, item.quantity.end, counted.end)
        if own is not None and (counted.kind == "forces" or not own.is_country):
            return ""  # "three dead on the Afghan side and a Pakistani soldier wounded"
        low = context.tokens.low
        if low[end : end + 1] == ("on",) and "side" in low[end + 1 : end + _SIDE]:
            return ""  # "three on the Afghan side and five on the Pakistani side"
        return whose.labelled(self.pack, context.tokens, speaker, item.quantity.first)

    def _is_total(self, item: Item, context: Context) -> bool:
        """Tell whether a count says nothing of whom it counts: "15 people", "nineteen bodies"."""
        counted = item.counted
        before = context.previous[-1].group if context.previous else ""
        with_civilians = context.tokens.low[counted.end : counted.end + 2] == (",", "civilians")
        if counted.head == "others" and before in (*self.armies, MILITANTS) and not with_civilians:
            return False  # "a soldier died and four others, two of them officers, were hurt"
        if nouns(self.words).own & {*context.tokens.low[item.quantity.end : counted.end]}:
            return False  # "three of its men, among them a major"
        anybody = counted.head in heads(self.words, "anybody") | self._of("bodies")
        tokens, first = context.tokens, item.quantity.end
        named = self._force(tokens, first, max(counted.reach, counted.end))
        if (named is not None and not named.is_country) or self._rank(item, context):
            return False  # "six FC men, including a captain"
        return not counted.is_pronoun and (counted.kind == "" or anybody)

    def _of_kind(self, item: Item, link: Link, speaker: Speaker, context: Context) -> str:
        counted, tokens, kind = item.counted, context.tokens, item.counted.kind
        first, end = item.quantity.end, max(counted.reach, counted.end)
        force = self._force(tokens, first, end)
        if force is None and (label := label_of(item, link, tokens)):
            force = self._force(tokens, label.start, label.stop)
        if kind in ("posts", "bases", "vehicles"):
            return self._things(item, link, speaker, context, force)
        if counted.is_mixed:
            return force.group if force is not None and not force.is_country else UNSPECIFIED
        if kind == "civilians" or contains(tokens, first, end, heads(self.words, "civilians")):
            return CIVILIANS
        before = context.previous[-1:]
        if counted.head in ("others", "people") and self._are_mixed(context.previous, counted.head):
            return UNSPECIFIED  # "two soldiers and a boy were killed and nine others injured"
        if counted.head in ("others", "") and before and before[0][:2] == (CIVILIANS, CIVILIANS):
            return CIVILIANS  # "12 civilians died and 100 were hurt on the Afghan side"
        counted_by_un = speaker.side == UN and counted.head in heads(self.words, "anybody")
        if force is None and kind != "militants" and not counted_by_un:
            side = self._named_side(item, link, speaker, context)
            if side:
                return side
        if kind == "militants" and counted.head in self._of("attackers") and force is None:
            soldiers = self._attacking_force(item, speaker, context)
            if soldiers:
                return soldiers
        if kind == "militants":
            named = force is not None and not force.is_country and force.group != UNSPECIFIED
            return force.group if named and force is not None else MILITANTS
        if kind in ("forces", "fighters"):
            return self._fighting(item, link, speaker, context, force)
        return self._persons(item, link, speaker, context, force)

    def _fighting(
        self, item: Item, link: Link, speaker: Speaker, context: Context, force: Force | None
    ) -> str:
        if force is not None and force.group:
            return force.group
        if "both" in context.tokens.low[item.counted.end : item.counted.end + 2]:
            return UNSPECIFIED  # "guards from both sides"
        rank = self._rank(item, context)
        if rank:
            return rank
        near = self._by_possessor(item, speaker, context)
        own = own_group(self.pack, speaker.side)
        if near:
            return near
        if item.counted.kind == "fighters":
            return self._of_fighters(item, own, context)
        if own in self.armies and (sure := self._told_by_army(own, link, context)):
            return sure
        here = self._of_attacked(item, link, context) or self._where_it_was(item, link, context)
        if here:
            return here
        if own == MILITANTS and item.counted.kind == "forces":
            return self._attacked_by(speaker.side, context)
        doer = self._doer(link, speaker, context)
        hit = doer and (other_group(self.pack, doer.group) or self._fought_by(doer.side))
        if hit:
            return hit
        weak = self._weak(item, context.tokens)
        if weak:
            there = self._at_its_place(item, context) or own_group(self.pack, context.home)
            return own or there or own_group(self.pack, context.near) or weak
        is_own = own in self.armies and link.rule != "active"
        rows = context.previous or [b for b in context.earlier if b.kind == "forces" and not is_own]
        before = [b.group for b in rows if b.kind != "fighters" and other_group(self.pack, b.group)]
        if before:
            return before[-1]
        admits = self._admits(link, item, context)
        if own and not admits and self._are_enemies(item, speaker):
            return other_group(self.pack, own)
        there = self._at_its_place(item, context)
        if there:
            return there
        named = own or self._last_force(context, fighting=True)
        named = named or own_group(self.pack, context.near) or self._main_force()
        if named != UNSPECIFIED:
            return named
        return own_group(self.pack, context.home) or UNSPECIFIED

    def _of_fighters(self, item: Item, own: str, context: Context) -> str:
        """Return whose "fighters" are: the speaker's, or of those named last who have some."""
        if own in self._fighters:
            return own
        last = self._last_force(context, before=item.quantity.first)
        if last in self._fighters or context.last is None:
            return last if last in self._fighters else MILITANTS
        before = [force.group for _, _, force in self._names.all(context.last)]
        return next((group for group in reversed(before) if group in self._fighters), MILITANTS)

    def _persons(
        self, item: Item, link: Link, speaker: Speaker, context: Context, force: Force | None
    ) -> str:
        head = item.counted.head
        inside = context.tokens.low[item.quantity.end : item.counted.reach]
        if any(word in heads(self.words, "bands") for word in inside):
            return MILITANTS
        if speaker.side == UN and force is None and head in heads(self.words, "anybody"):
            return CIVILIANS if self._is_civil(context) >= 0 else UNSPECIFIED
        served = [
            nouns(context.tokens.words).kinds.at(context.tokens, j)
            for j in range(item.counted.end, item.counted.reach)
        ]
        if any(hit is not None and hit[1] == "forces" for hit in served):
            return self._fighting(item, link, speaker, context, force)
        if force is not None and not force.is_country:
            return force.group
        rank = self._rank(item, context)
        if rank:
            return rank
        if force is not None and head in heads(self.words, "of_country"):
            return CIVILIANS if self._is_civil(context, wide=False) > 0 else force.group
        near = self._by_possessor(item, speaker, context)
        if near and head in heads(self.words, "owned"):
            return near
        named = self._going_on(item, speaker, context) or self._group_before(item, link, context)
        if named:
            return named
        if head in heads(self.words, "leaders"):
            included = context.tokens.low[max(0, item.quantity.first - 2) : item.quantity.first]
            of_them = near or bool({"including", "among"} & set(included))
            total = near or (context.previous[-1].group if context.previous else "")
            return total if total and (of_them or total in self._fighters) else MILITANTS
        men = self._of_men(link, speaker, context) if head in self._of("men") else ""
        if men:
            return men
        if head in heads(self.words, "anybody") or not is_known(self.words, head):
            return self._of_anybody(item, speaker, context)
        return self._elliptic(item, link, speaker, context)

    def _of_anybody(self, item: Item, speaker: Speaker, context: Context) -> str:
        """Return whether "people" were civilians: at home, where no fighters are told of."""
        if item.counted.head not in heads(self.words, "anybody"):
            return CIVILIANS if self._is_civil(context) >= 0 else UNSPECIFIED
        if self._is_shelled(context) or self._attacked(item, context) == CIVILIANS:
            return CIVILIANS
        with_forces = any(b.group in (*self.armies, MILITANTS) for b in context.previous)
        if with_forces or speaker.side in (MEDIA, UNKNOWN):
            # "an agency counted ten people", "two guards and five people": nothing says whom
            return CIVILIANS if self._is_civil(context, wide=False) > 0 else UNSPECIFIED
        return CIVILIANS if self._is_civil(context) >= 0 else UNSPECIFIED

    def _of_men(self, link: Link, speaker: Speaker, context: Context) -> str:
        """Return whose "two men" are, by what befell them and by who was counted before."""
        own, told = own_group(self.pack, speaker.side), context.tokens.low[link.first : link.end]
        fought = self._is_civil(context, wide=False) <= 0
        if self._is_honoured(link, context) and other_group(self.pack, own) and fought:
            return own  # "a lieutenant and two men were martyred"
        if self._are_militants(context):
            return MILITANTS
        army = self._only_told(context)
        if army in self.armies and fought:
            return army  # "six soldiers were killed. Eleven men are missing"
        return UNSPECIFIED if told[:1] in (("lost",), ("losing",), ("lose",)) else ""

    def _are_militants(self, context: Context) -> bool:
        """Tell whether the report has counted dead militants so far, and no civilians."""
        groups = {group for metric, group, _ in context.told if metric in ("killed", "wounded")}
        return MILITANTS in groups and CIVILIANS not in groups

    def _going_on(self, item: Item, speaker: Speaker, context: Context) -> str:
        """Return the group of those counted before, for "five others", "another ten"."""
        head = item.counted.head
        if head not in heads(self.words, "going_on"):
            return ""
        known = [b for b in context.previous if b.kind not in THINGS]
        if known and not known[-1].metric and self._attacked(item, context):
            known = []  # "Three gunmen struck at a college, causing nine deaths": who did it
        if known and (head or known[-1].side in ("", speaker.side)):
            return UNSPECIFIED if self._are_mixed(context.previous, head) else known[-1].group
        if head == "others" and self._are_mixed(context.earlier, head):
            return UNSPECIFIED  # "A captain and two Afghan guards died. Nine others were hurt"
        persons = [b.group for b in context.earlier if b.kind not in THINGS]
        if head != "others" and not _is_more(item, context):
            return ""
        persons = persons or [c.victim_group for c in context.claims if c.metric in HARMED]
        return persons[-1] if persons else ""

    def _elliptic(self, item: Item, link: Link, speaker: Speaker, context: Context) -> str:
        """Return the group of a count without a noun: "three killed"."""
        own = own_group(self.pack, speaker.side)
        persons = [b.group for b in context.earlier if b.kind not in THINGS]
        owns = persons and own and self._admits(link, item, context, surely=True)
        if persons and not (owns and persons[-1] in self.armies):
            return persons[-1]
        tokens = context.tokens
        if speaker.side == UN:
            return CIVILIANS if self._is_civil(context) >= 0 else UNSPECIFIED
        if own == MILITANTS and ("captured" in link.classes or link.rule == "active"):
            return self._attacked_by(speaker.side, context)
        of_army = self._is_of_army(speaker) and heads(self.words, "hunt").isdisjoint(tokens.low)
        if own and self._admits(link, item, context, surely=not of_army):
            return own  # "the Afghan side admits three killed"
        if self._only_told(context) == CIVILIANS:
            return CIVILIANS
        beaten = self._beaten(own, context) if other_group(self.pack, own) else ""
        attacked = beaten or self._attacked(item, context)
        if attacked:
            return attacked  # "a bomb hit an army convoy; three were killed"
        army = self._only_told(context) if item.counted.head not in self._of("bodies") else ""
        if army in self.armies and speaker.side != LOCAL:
            return army
        if link.rule == "active" and self._agent(link, speaker, context):
            return CIVILIANS if self._is_civil(context) > 0 else UNSPECIFIED
        if "captured" in link.classes and other_group(self.pack, own):
            return other_group(self.pack, own)
        if self._is_civil(context) > 0:
            is_sure = own or self._is_civil(context, wide=False) > 0
            return CIVILIANS if is_sure else UNSPECIFIED
        if not own or own == MILITANTS:
            return UNSPECIFIED
        if not self._is_of_army(speaker):
            return UNSPECIFIED
        taken = any(b.metric in ("posts_captured", "bases_captured") for b in context.previous)
        if taken and other_group(self.pack, own):
            return other_group(self.pack, own)
        return MILITANTS if self._is_hunt(context) else own


_SIDE = 5  # words of "on the Pakistani side"


def _is_taken(link: Link) -> bool:
    """Tell whether a predicate is one of things: "taken", "destroyed"."""
    return not {"taken", "destroyed"}.isdisjoint(link.classes) and "killed" not in link.classes


def _is_more(item: Item, context: Context) -> bool:
    """Tell whether a count goes on with those of the sentence before: "another ten"."""
    words = context.tokens.low[max(0, item.quantity.first - 2) : item.quantity.end + 2]
    return not context.tokens.words.listed("losses", "groups", "more").isdisjoint(words)
