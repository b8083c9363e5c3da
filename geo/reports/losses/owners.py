"""Whose a count is by its owner: a possessor, a side named beside it, who lost or inflicted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.counts.forces import (
    CIVILIANS,
    MILITANTS,
    UNSPECIFIED,
    Force,
    other_group,
    own_group,
)
from geo.reports.counts.victims import nouns
from geo.reports.language.numerals import number_at
from geo.reports.losses import doers, persons, targets, whose
from geo.reports.losses.evidence import THINGS, Evidence, heads
from geo.reports.who import opponents

if TYPE_CHECKING:
    from geo.reports.attribution.known import Speaker
    from geo.reports.counts.predicates import Item, Link
    from geo.reports.language.tokens import Tokens
    from geo.reports.losses.context import Context

_BEFORE = 4  # words before a number that may say whose they are ("its own losses at eight")
_LOSABLE = ("people", "forces", "fighters", "posts", "bases", "vehicles", "")
_SUBJECT = 3  # words of "the Afghan border police" before "suffered heavy losses"
_NEARBY, _AFAR = 6, 10  # words of "losses in Anytown on Friday were"


def _is_named_before(tokens: Tokens, first: int, speaker: Speaker) -> bool:
    """Tell whether the one who speaks is named in the sentence before a count."""
    words = speaker.text.lower().split()
    return bool(words) and words[-1] in tokens.low[:first]


class Owners(Evidence):
    """What a report's words say of whose the counted are, by their owners."""

    def _small(self, key: str) -> frozenset[str]:
        return self.words.listed("losses", "owners", key)

    def _named_side(self, item: Item, link: Link, speaker: Speaker, context: Context) -> str:
        """Return whose side is named beside a count: "three were hurt on the Afghan side"."""
        tokens = context.tokens
        behind = max(item.quantity.end, item.counted.end, link.end)
        if tokens.low[behind : behind + 1] == ("among",):  # "nine deaths among its troops"
            return whose.of_words(self.pack, tokens, behind, behind + 4, speaker)
        at = item.quantity.first
        both = tokens.low[behind : behind + 1] in (("and",), (",",)) and behind + 1 < len(tokens)
        more = range(behind + 1, min(behind + 4, len(tokens)))
        both = both and any(number_at(tokens, j) is not None for j in more)
        # "six dead and nine hurt on the Afghan side"
        beyond = ((behind + 2, behind + 10),) if both else ()
        between = (item.counted.end, link.first)  # "ten soldiers on the other side were killed"
        around = ((behind, behind + 5), *beyond, (at - 6, at))
        if tokens.low[behind : behind + 1] != ("on",):
            # not of "three on the Afghan side and five on the Pakistani side"
            around = (between, (at - 2, at), *around)
        doing = self.words.listed("targets", "doing")
        for first, end in around:
            for j in range(max(0, first), min(end, len(tokens))):
                if first >= item.counted.end and tokens.low[j] in (",", ";", "."):
                    break
                if tokens.low[j] not in self._small("sides"):
                    continue
                opening = max(0, j - 3)
                if not doing.isdisjoint(tokens.low[opening - (opening > 0) : j]) and j < at:
                    continue  # "opened fire on the Afghan side, killing three"
                bears = tokens.low[j + 1 : j + 2] and tokens.low[j + 1] in heads(
                    self.words, "bears"
                )
                if not ({"on", "of"} & set(tokens.low[opening:j]) or bears):
                    continue
                named = whose.of_words(self.pack, tokens, opening, j + 1, speaker)
                if named:
                    return named
        return ""

    def _loser(self, item: Item, link: Link, speaker: Speaker, context: Context) -> str:
        """Return whose men they are: "Pakistan lost seven men", "we have lost two"."""
        verb = context.tokens.low[link.first]
        if item.counted.kind in _LOSABLE and (by := self._by_person(item, speaker, context)):
            return by
        inflicted = self._inflicted(item, speaker, context)
        if inflicted:
            return inflicted
        before = context.tokens.low[max(0, item.quantity.first - 2) : item.quantity.first]
        men = item.counted.kind == "" or item.counted.head in heads(self.words, "owned")
        men = men and link.rule != "active"  # "it had killed 40"
        if men and not heads(self.words, "suffered").isdisjoint(before):
            named = self._force(
                context.tokens, max(0, item.quantity.first - 8), item.quantity.first
            )
            return named.group if named is not None else ""
        if any(
            w in nouns(context.tokens.words).enemy
            for w in context.tokens.low[max(0, link.first - 2) : link.first]
        ):
            return other_group(self.pack, own_group(self.pack, speaker.side))
        if verb in ("loss", "losses") and item.counted.head in heads(self.words, "owned"):
            return own_group(self.pack, speaker.side)
        if verb not in self._small("losing") or link.first > item.quantity.first:
            return ""  # "ten fighters lost their lives"
        if item.counted.kind not in _LOSABLE:
            return ""
        if context.tokens.low[max(0, link.first - 1) : link.first] == ("and",):
            subject = doers.of_verb(self.pack, self._names, context.tokens, link, speaker)
            if subject is not None:
                return subject.group  # "its troops killed 28 fighters and lost six soldiers"
        first = max(0, link.first - 4)
        if not self._small("losers").isdisjoint(context.tokens.low[first : link.first]):
            own = own_group(self.pack, speaker.side)
            if own:
                return own
        named = self._force(context.tokens, first, link.first)
        return named.group if named is not None else ""

    def _by_person(self, item: Item, speaker: Speaker, context: Context) -> str:
        """Read "they attacked our posts and lost two men", "seven of theirs", of an army's man."""
        own = own_group(self.pack, speaker.side)
        other = other_group(self.pack, own)
        if not other:
            return ""
        whose_are = persons.owner(self._document, context.tokens, item)
        if whose_are != persons.OTHER:
            return own if whose_are else ""
        if item.counted.kind in ("forces", "posts", "bases"):
            return other  # no armed men have "soldiers"
        last = self._last_in(context.tokens, item.quantity.first)
        if not last and context.last is not None:
            last = self._last_in(context.last, len(context.last))
        if last in (MILITANTS, other):
            return last
        them = opponents.of(self._document, self._actors, speaker.side, context.near)
        return own_group(self.pack, them) or UNSPECIFIED

    def _inflicted(self, item: Item, speaker: Speaker, context: Context) -> str:
        """Read "put Afghan losses at nine dead".

        And "Afghan forces suffered heavy losses, with nine soldiers killed".
        """
        tokens, first = context.tokens, item.quantity.first
        if item.counted.kind not in _LOSABLE:
            return ""
        is_told = tokens.low[max(0, first - 1)] in self._small("amounting")
        low, opening = tokens.low, max(0, first - (_AFAR if is_told else _NEARBY))
        name = next(
            (j for j in range(first - 1, opening - 1, -1) if low[j] in heads(self.words, "lost")),
            None,
        )
        if name is None:
            return ""
        borne = self._small("suffering")
        suffering = next(
            (j for j in range(name - 1, max(-1, name - 5), -1) if low[j] in borne), None
        )
        between = low[name + 1 : first]
        goes_on = "with" in between or self._small("going_on").issuperset(between)
        if suffering is not None and goes_on:
            force = self._force(tokens, suffering - _SUBJECT, suffering)
            return force.group if force is not None else ""
        if item.counted.kind in THINGS:
            return ""
        if not is_told and self._small("putting").isdisjoint(low[name + 1 : first]):
            return ""
        force = self._force(tokens, max(0, name - 2), name)
        if force is not None:
            return force.group
        theirs = name > 0 and low[name - 1] in self._small("possessors")
        own = own_group(self.pack, speaker.side)  # "gave their losses as one dead"
        if name and persons.side_of(self._document, tokens, name - 1) == persons.OTHER:
            own = other_group(self.pack, own)  # "their losses are two dead", in quoted words
        return own if theirs and low[name] in self._small("losses") else ""

    def _is_honoured(self, link: Link, context: Context) -> bool:
        """Tell what is said of one's own dead alone: "were martyred"."""
        told = context.tokens.low[link.first : link.end]
        return not heads(self.words, "honoured").isdisjoint(told)

    def _told_by_army(self, own: str, link: Link, context: Context) -> str:
        """Return whose bare "soldiers" an army tells of: its martyrs, its prisoners."""
        if self._is_honoured(link, context):
            return own
        is_held = "captured" in link.classes and link.rule == "passive"
        return other_group(self.pack, own) if is_held else ""

    def _by_possessor(self, item: Item, speaker: Speaker, context: Context) -> str:
        words, tokens = nouns(context.tokens.words), context.tokens
        first, end = item.quantity.end, item.counted.end
        inside = tokens.low[first : max(end, item.counted.reach)]
        owned = tokens.low[first : first + 2]
        owned = owned if self._small("ended").isdisjoint(owned[:1]) else ()
        own = own_group(self.pack, speaker.side)
        if any(w in words.enemy for w in inside):
            return other_group(self.pack, own)
        before = tokens.low[max(0, item.quantity.first - _BEFORE) : item.quantity.first]
        parted = [k for k, word in enumerate(before) if word in self._small("parted")]
        before = before[parted[-1] + 1 :] if parted else before
        if any(w in words.enemy for w in before):
            return other_group(self.pack, own)
        if own and targets.is_ours(tokens, item.quantity.first):
            return own
        if owned[:1] == ("their",) or (
            tokens.low[first : first + 1] == ("of",) and "their" in owned
        ):
            is_teller = _is_named_before(tokens, item.quantity.first, speaker)
            rows = context.previous if own and is_teller else [*context.earlier, *context.previous]
            two = [b.group for b in rows if other_group(self.pack, b.group)]
            if two and two[-1] != own:
                return two[-1]  # "two Pakistani posts were burnt and five of their men killed"
        if {"its", "their"} & set(owned):
            here = own_group(self.pack, context.near)
            holder = targets.owner_before(self.pack, tokens, item.quantity.first, here)
            if holder:
                return holder  # "a Pakistani post was burnt and six of its soldiers killed"
        is_of_their = owned[:1] == ("of",) and "their" in owned
        if own and is_of_their and _is_named_before(tokens, item.quantity.first, speaker):
            return own  # "the army reported three of their personnel hurt"
        of_his = self._small("of_his")  # "seven members of his battalion"
        theirs = any(" ".join(inside[k : k + 2]) in of_his for k in range(len(inside)))
        theirs = theirs and self._is_military(inside)
        if theirs or any(w in words.own for w in owned) or ("own" in before):
            force = self._subject_force(item, context)
            return own or (force or "")
        return ""

    def _things(
        self, item: Item, link: Link, speaker: Speaker, context: Context, force: Force | None
    ) -> str:
        tokens = context.tokens
        winner = self._fell_to(link, context)
        if winner:
            return winner
        if force is not None:
            return force.group
        if item.counted.kind == "vehicles" and item.counted.head in heads(self.words, "cars"):
            words = tokens.low[item.quantity.end : item.counted.reach]
            if self._small("armed").isdisjoint(words):
                return CIVILIANS
        near = self._by_possessor(item, speaker, context)
        if near:
            return near
        own = own_group(self.pack, speaker.side)
        if tokens.low[link.first] in heads(self.words, "leaving"):
            left = self._force(tokens, max(0, link.first - 4), link.first)
            return left.group if left is not None else own or UNSPECIFIED
        doer = self._doer(link, speaker, context)
        agent = doer.group if doer is not None else ""
        if MILITANTS in (own, agent):  # a group that overran posts
            side = doer.side if doer is not None and agent == MILITANTS else speaker.side
            return self._attacked_by(side or speaker.side, context)
        of_militants = item.counted.kind != "posts" or not other_group(self.pack, own)
        if of_militants and not heads(self.words, "militant_things").isdisjoint(tokens.low):
            return MILITANTS
        known = [b.group for b in context.previous if b.group != CIVILIANS]
        if agent and other_group(self.pack, agent):
            return other_group(self.pack, agent)
        other = other_group(self.pack, own) if own else ""
        return other or (known[-1] if known else self._main_force())

    def _group_before(self, item: Item, link: Link, context: Context) -> str:
        """Read whose dead a name of a figure says: "the Pakistani dead at 12"."""
        tokens = context.tokens
        if link.rule not in ("toll", "nominal", "counted-outcome"):
            return ""
        first, end = max(0, link.first - 3), item.quantity.first
        # "the number of those killed by Pakistani shells": who did it is not whose they are
        by = self._small("by")
        end = next((j for j in range(link.first, end) if tokens.low[j] in by), end)
        force = self._force(tokens, first, end)
        if force is not None:
            return force.group
        kinds = [nouns(context.tokens.words).kinds.at(tokens, j) for j in range(first, end)]
        inside = kinds[link.first - first :]
        if any(hit is not None and hit[1] == CIVILIANS for hit in inside):
            return CIVILIANS  # "the number of dead villagers is nine"
        if any(hit is not None and hit[1] == "militants" for hit in kinds):
            return MILITANTS
        return ""
