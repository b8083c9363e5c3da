"""What speaks for a group: forces named, who acts, words for homes or for fighting."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
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
from geo.reports.counts.predicates import small
from geo.reports.counts.victims import nouns
from geo.reports.language import words
from geo.reports.language.numerals import number_at
from geo.reports.language.words import PACKS
from geo.reports.losses import doers, targets
from geo.reports.who import actors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.region import RegionPack
    from geo.reports.attribution.known import Speaker
    from geo.reports.counts.predicates import Item, Link
    from geo.reports.documents.document import Document
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words
    from geo.reports.losses.context import Before, Context

_READ = 20_000  # characters of a report, in which forces and words of an operation are counted

_HEAD = 3  # words of a place that stands first, as a head

HARMED = ("killed", "wounded", "attacked_persons")
THINGS = frozenset({"posts", "bases", "vehicles", "houses"})


@lru_cache(maxsize=16 * PACKS)
def heads(vocabulary: Words, key: str) -> frozenset[str]:
    """Return one list of nouns of `counted.toml` that say little by themselves."""
    return frozenset(vocabulary.load("counted")["heads"][key])


class Evidence:
    """What a report's words say of who was killed, before any rule decides."""

    def __init__(self, document: Document, pack: RegionPack) -> None:
        self.pack, self.words = pack, words.of(pack)
        self.title = frozenset(document.title.lower().split())
        self._names = forces(pack, day=document.published)
        self._actors = actors.of(pack)
        states = self._actors.states.values()
        self.armies = frozenset(state.forces for state in states)
        self._fighters = {MILITANTS, *(s.forces for s in states if s.has_fighters)}
        self._main: str | None = None
        self._all: frozenset[str] | None = None
        self._document = document

    def _said(self, key: str) -> frozenset[str]:
        return self.words.listed("losses", "evidence", key)

    def _people(self, key: str) -> frozenset[str]:
        """Return words for homes, for fighting or for shelling."""
        return self.words.listed("speech", "people", key)

    def _force(self, tokens: Tokens, first: int, end: int) -> Force | None:
        """Return the force or country named among some tokens, as it was when they were written."""
        return force_in(self.pack, tokens, first, end, self._names)

    def _rank(self, item: Item, context: Context) -> str:
        """Return the group of a rank or service that only one side has, among a count's words."""
        ranks = known(self.pack).ranks
        first = item.quantity.first if item.quantity.kind == "named" else item.quantity.end
        for j in range(first, min(item.counted.reach, len(context.tokens))):
            hit = ranks.at(context.tokens, j)
            if hit is not None:
                return hit[1]
        return ""

    def _weak(self, item: Item, tokens: Tokens) -> str:
        """Return whose "security forces" are where nothing says it."""
        end = max(item.counted.reach, item.counted.end)
        for _, last, force in forces(self.pack, weak=True).all(tokens):
            if item.quantity.end < last <= end:
                return force.group
        return ""

    def _fought_by(self, side: str) -> str:
        """Return the forces of the state whose insurgents a side is."""
        states = actors.of(self.pack).states.values()
        return next((s.forces for s in states if s.insurgents and s.insurgents == side), "")

    def _attacked_by(self, side: str, context: Context) -> str:
        """Return the forces that a group fights: those of the state whose insurgents they are."""
        named = self._last_force(context, fighting=True)
        theirs = self._fought_by(side)
        return named or theirs or own_group(self.pack, context.near) or UNSPECIFIED

    def _subject_force(self, item: Item, context: Context) -> str:
        low, last = context.tokens.low, item.quantity.first
        by = next((j for j in range(last) if low[j] == "by"), last)
        force = self._force(context.tokens, 0, by)  # "attacked by drones" is no owner
        return force.group if force is not None else ""

    def _doer(self, link: Link, speaker: Speaker, context: Context) -> Force | None:
        """Return who did it, where a sentence says so."""
        if link.rule == "active":
            return doers.of_active(self.pack, self._names, context.tokens, link, speaker)
        return doers.of_passive(self._names, context.tokens, link)

    def _agent(self, link: Link, speaker: Speaker, context: Context) -> str:
        """Return the group of those who did it."""
        doer = self._doer(link, speaker, context)
        return doer.group if doer is not None else ""

    def _attacked(self, item: Item, context: Context, *, here: bool = False) -> str:
        """Return the group of those who were attacked, in a sentence or in the one before.

        With `here`, only what stands before the count.
        """
        tokens = context.tokens
        side = self._side_before(item, context) or context.near or context.home
        before = targets.attacked(self.pack, tokens, side, item.quantity.first)
        if before or here:
            return before
        there = targets.attacked(self.pack, tokens, side)
        if there or context.last is None:
            return there
        return targets.attacked(self.pack, context.last, side)

    def _attacking_force(self, item: Item, speaker: Speaker, context: Context) -> str:
        """Return the army that "the attackers" are of, where a sentence names no militants."""
        other = other_group(self.pack, own_group(self.pack, speaker.side))
        named = {
            force.group
            for at, _, force in self._names.all(context.tokens)
            if at < item.quantity.first and not force.is_country
        }
        return other if other in named and MILITANTS not in named else ""

    def _is_military(self, words: tuple[str, ...]) -> bool:
        return not targets.military_words(self.words).isdisjoint(words)

    def _are_enemies(self, item: Item, speaker: Speaker) -> bool:
        """Tell whether those speak of "soldiers" whose own men are fighters."""
        if item.counted.head not in heads(self.words, "enemy_soldiers"):
            return False
        words = set(speaker.text.lower().replace("'", " ").split())
        return not words.isdisjoint(heads(self.words, "with_fighters"))

    def _admits(self, link: Link, item: Item, context: Context, *, surely: bool = False) -> bool:
        """Tell whether its teller owns up to a count: "confirmed that six soldiers were killed"."""
        first = min(link.first, item.quantity.first)
        said = context.tokens.low[max(0, first - 4) : first]
        is_said = not self._said("confirming").isdisjoint(said)
        return not self._said("admitting").isdisjoint(said) or (is_said and not surely)

    def _is_of_army(self, speaker: Speaker) -> bool:
        names = set(speaker.text.lower().replace("'", " ").split())
        return not names.isdisjoint(heads(self.words, "military"))

    def _fell_to(self, link: Link, context: Context) -> str:
        """Return whose posts "fell to Afghan fighters": of those who face them."""
        tokens = context.tokens
        if "fell" not in tokens.low[link.first : link.end]:
            return ""
        force = self._force(tokens, link.end, link.end + 5)
        to = "to" in tokens.low[link.first : link.end + 4]
        return other_group(self.pack, force.group) if to and force is not None else ""

    def _beaten(self, own: str, context: Context) -> str:
        """Return the group of those whom an army says that it threw back, here or just before."""
        other = other_group(self.pack, own)
        here = targets.repelled(self.pack, context.tokens, own, other)
        if here or context.last is None:
            return here
        return targets.repelled(self.pack, context.last, own, other)

    def _last_force(self, context: Context, *, fighting: bool = False, before: int = 10_000) -> str:
        last, low = "", context.tokens.low
        for at, end, force in self._names.all(context.tokens):
            if at >= before:
                break
            if force.is_country and "and" in (*low[at - 1 : at], *low[end : end + 1]):
                continue  # "hurt after A and B traded fire"
            where = self.words.listed("losses", "doers", "where")
            if force.is_country and not where.isdisjoint(context.tokens.low[at - 1 : at]):
                continue
            if force.group != UNSPECIFIED and not (fighting and force.group == MILITANTS):
                last = force.group
        return last

    def _last_named(self, item: Item, context: Context, doer: str) -> str:
        """Return whom "of them" means where nobody was counted: "intruders came; two of them"."""
        here = self._last_in(context.tokens, item.quantity.first)
        if (here and here != doer) or context.last is None:
            return here
        there = self._last_in(context.last, len(context.last))
        return "" if doer and there == doer else there

    def _nearest(self, item: Item, context: Context) -> str:
        """Return whom "of them" means where some are named behind the last count of a sentence.

        "Four soldiers died before the attackers were pushed back, and twelve of them died."
        """
        tokens = context.tokens
        for j in range(item.quantity.first - 1, -1, -1):
            force = self._names.at(tokens, j)
            if number_at(tokens, j) is not None or (force and not force[1].is_country):
                return ""
            hit = nouns(tokens.words).kinds.at(tokens, j)
            if hit is not None and hit[1] == MILITANTS:
                counted = any(number_at(tokens, k) is not None for k in range(max(0, j - 2), j))
                return "" if counted else MILITANTS
        return ""

    def _last_in(self, tokens: Tokens, end: int) -> str:
        """Return the group of the last people named before a token."""
        for j in range(end - 1, -1, -1):
            hit = nouns(tokens.words).kinds.at(tokens, j)
            kind = hit[1] if hit is not None else ""
            if kind in (MILITANTS, CIVILIANS):
                return kind
            force = self._names.at(tokens, j)
            if force is not None and not force[1].is_country:
                return force[1].group
        return ""

    def _at_its_place(self, item: Item, context: Context) -> str:
        """Return the army of the side where a count's clause is set: "killed nine in Kurram".

        The place stands behind the count, or before all else: "Spinwam: nine soldiers killed".
        """
        tokens, first = context.tokens, item.quantity.first
        ends, head_ends = self._said("ends"), self._said("head_ends")
        end = next((j for j in range(first, len(tokens)) if tokens.low[j] in ends), len(tokens))
        sides = {
            side
            for i, behind, side in known(self.pack).places.all(tokens)
            if (first < i < end and self._is_set(tokens, i))
            or (i < _HEAD and not head_ends.isdisjoint(tokens.low[behind : behind + 1]))
        }
        return own_group(self.pack, sides.pop()) if len(sides) == 1 else ""

    def _where_it_was(self, item: Item, link: Link, context: Context) -> str:
        """Return the army of where an event was: "an attack in Kurram that killed nine"."""
        tokens, end = context.tokens, link.first
        if link.rule != "active" or link.end != item.quantity.first:
            return ""
        while end > 0 and tokens.low[end - 1] in self._said("which_had"):
            end -= 1
        places = known(self.pack).places.all(tokens)
        here = [(i, side) for i, stop, side in places if stop == end and self._is_set(tokens, i)]
        hit = nouns(tokens.words).kinds.at(tokens, here[0][0] - 2) if here else None
        is_event = hit is not None and hit[1] in ("other", "bases", "posts")  # no "troops in X"
        return own_group(self.pack, here[0][1]) if is_event else ""

    def _is_set(self, tokens: Tokens, i: int) -> bool:
        """Tell whether a place stands where it says where: "in the Kunar province", no "from"."""
        came = tokens.low[i - 2] in self._said("came")
        came = came and tokens.low[i - 1] == "the"
        return tokens.low[i - 1] in small(tokens.words, "set_in") and not came

    def _side_before(self, item: Item, context: Context) -> str:
        """Return the side of the line that the last place of a clause before a count is on."""
        tokens, end = context.tokens, item.quantity.first
        first = next((j for j in range(end - 1, -1, -1) if tokens.low[j] == ";"), 0)
        sides = [
            side
            for i, behind, side in known(self.pack).places.all(tokens)
            if first < i < end and self._said("of_its").isdisjoint(tokens.low[behind : behind + 1])
        ]
        return sides[-1] if sides else ""

    def _of_attacked(self, item: Item, link: Link, context: Context) -> str:
        """Return the army of those or of where somebody struck: "rammed a post in Kurram, killing".

        "Bombers attacked A's police, killing five officers".
        """
        attacked = self._attacked(item, context, here=True) if link.rule == "active" else ""
        if attacked in self.armies:
            return attacked
        if self._last_in(context.tokens, item.quantity.first) != MILITANTS:
            return ""
        here = own_group(self.pack, self._side_before(item, context))
        return here if here in self.armies else ""

    def _are_mixed(self, rows: Sequence[Before], head: str) -> bool:
        """Tell whether counts before are of an army's men and civilians; of both armies' too.

        Only "others" go on with both: "nine of theirs died; two of ours, and four were hurt".
        """
        rows = [b for b in reversed(rows) if b.kind not in THINGS]
        groups = {b.group for b in takewhile(lambda b: b.metric == rows[0].metric, rows)}
        armed = len(groups.intersection(self.armies))
        return armed > 0 and (CIVILIANS in groups or (armed > 1 and head == "others"))

    def _only_told(self, context: Context) -> str:
        """Return the group that all are of whom the report has counted so far."""
        groups = {group for metric, group, _ in context.told if metric in HARMED}
        return groups.pop() if len(groups) == 1 else ""

    def _antecedent(self, context: Context, doer: str = "") -> str:
        rows = [*context.earlier, *context.previous]
        persons = [b.group for b in rows if b.kind not in THINGS and b.group != doer]
        return persons[-1] if persons else ""

    def _main_force(self) -> str:
        """Return the forces that the report names most often."""
        if self._main is None:
            tokens = self._document.cut(0, min(len(self._document.text), _READ))
            two = {own_group(self.pack, side) for side in self.pack.line_sides}
            count = Counter(f.group for _, _, f in self._names.all(tokens) if f.group in two)
            best = [*count.most_common(2), (UNSPECIFIED, 0), (UNSPECIFIED, 0)]
            self._main = best[0][0] if best[0][1] > best[1][1] else UNSPECIFIED
        return self._main

    def _is_civil(self, context: Context, *, wide: bool = True) -> int:
        """Weigh the words for homes and shelling against those for fighting."""
        civil, fighting = self._people("civil"), self._people("fighting")
        around = (frozenset(context.tokens.low), context.block, self.title)
        for told in around if wide else around[:1]:
            score = len(told & civil) - len(told & fighting)
            if score:
                return score
        return 0

    def _is_shelled(self, context: Context) -> bool:
        """Tell whether shells fell where no word tells of fighting: who they hit were at home."""
        around = frozenset(context.tokens.low)
        is_shelled = not self._people("shelling").isdisjoint(around)
        return is_shelled and self._people("fighting").isdisjoint(around)

    def _is_hunt(self, context: Context) -> bool:
        """Tell whether an army was after militants, by the words for it and for its own losses."""
        if self._all is None:
            text = self._document.text
            self._all = frozenset(self._document.cut(0, min(len(text), _READ)).low)
        for told in (frozenset(context.tokens.low), context.block, self.title, self._all):
            score = len(told & heads(self.words, "hunt")) - len(
                told & heads(self.words, "honoured")
            )
            if score:
                return score > 0
        return False

    def of_nobody(self, context: Context) -> str:
        """Return the group of "no casualties" that names nobody."""
        civil, fighting = self._people("civil"), self._people("fighting")
        civil = civil | targets.civil_words(self.words)
        if context.block & civil and not context.block & fighting:
            return CIVILIANS  # "a clinic was struck. Staff had left; no one was harmed"
        return CIVILIANS if self._is_civil(context, wide=False) > 0 else UNSPECIFIED

    def _anybody(self, context: Context) -> str:
        return CIVILIANS if self._is_civil(context) > 0 else UNSPECIFIED
