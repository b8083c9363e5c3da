"""Whose soldiers, fighters and posts are, where no owner of theirs is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.attribution.known import known
from geo.reports.counts.forces import MILITANTS, UNSPECIFIED, forces, other_group
from geo.reports.documents.marks import GROUND
from geo.reports.losses.evidence import THINGS

if TYPE_CHECKING:
    from geo.reports.losses.evidence import Count


def named(count: Count) -> str:
    """Return the force or country named: "nine Afghan soldiers"; or "guards from both sides"."""
    if "both" in count.low[count.end : count.end + 2]:
        return UNSPECIFIED
    return count.force.group if count.force is not None else ""


def fighters(count: Count) -> str:
    """Return whose "fighters" are: the speaker's, or of those named last who have some."""
    has, last = count.report.with_fighters, count.context.last
    if count.own in has:
        return count.own
    here = count.last_force(count.first)
    if here in has or last is None:
        return here if here in has else MILITANTS
    before = [force.group for _, _, force in count.report.names.all(last)]
    return next((group for group in reversed(before) if group in has), MILITANTS)


def militants(count: Count) -> str:
    """Return whose gunmen are: militants, if no force is named that they are of.

    "The attackers" are of the other army where its men attacked, here or just before.
    """
    if count.head in count.words.listed("losses", "armed", "attackers") and not count.force:
        here, last = count.report.fighting(count.tokens, count.first), count.context.last
        named = here or (count.report.fighting(last, len(last)) if last is not None else set())
        if count.other in named and MILITANTS not in named:
            return count.other
    return count.army if count.army not in ("", UNSPECIFIED) else MILITANTS


def martyrs(count: Count) -> str:
    """Return whose dead an army honours: "two soldiers were martyred", "two men", no villagers."""
    told = count.low[count.link.first : count.link.end]
    men = count.head in count.words.listed("losses", "people", "men") and count.civil_here <= 0
    honours = not count.report.heads("honoured").isdisjoint(told)
    is_own = honours and (men or count.kind == "forces")
    return count.own if is_own and count.own in count.report.armies else ""


def prisoners(count: Count) -> str:
    """Return whose prisoners an army tells of: "nine were captured"."""
    held = "captured" in count.link.classes and count.link.rule != "active"
    return count.other if held else ""


def army_attacked(count: Count) -> str:
    """Return the army of those or of where somebody struck: "rammed a post in Kurram, killing".

    "Bombers attacked A's police, killing five officers".
    """
    attacked = count.attacked_here if count.link.rule == "active" else ""
    if attacked in count.report.armies:
        return attacked
    if count.report.last_in(count.tokens, count.first) != MILITANTS:
        return ""
    here = count.group_of(count.side_before)
    return here if here in count.report.armies else ""


def where_it_was(count: Count) -> str:
    """Return the army of where an event was: "an attack in Kurram that killed nine"."""
    end = count.link.first
    if count.link.rule != "active" or count.link.end != count.first:
        return ""
    while end > 0 and count.low[end - 1] in count.words.listed("losses", "armed", "which_had"):
        end -= 1
    for i, stop, side in known(count.pack).places.all(count.tokens):
        # no "troops in X"
        if stop == end and count.is_set(i) and count.kind_at(i - 2) in ("other", "bases", "posts"):
            return count.group_of(side)
    return ""


def foes_of_band(count: Count) -> str:
    """Return whom a band fights that says so, or that took posts."""
    doer, is_active = count.doer, count.link.rule == "active"
    side = doer.side if doer is not None and doer.group == MILITANTS else None
    armed = count.kind in THINGS or count.kind == "forces"
    is_told = armed or is_active or "captured" in count.link.classes
    if (count.own == MILITANTS and is_told) or (side is not None and count.kind in THINGS):
        theirs = count.report.fought_by(side or count.speaker.side)
        near = count.group_of(count.context.near)
        return count.last_force(fighting=True) or theirs or near or UNSPECIFIED
    return ""


def foes_of_doer(count: Count) -> str:
    """Return who faces the one who did it."""
    doer = count.doer
    if doer is None:
        return ""
    return other_group(count.pack, doer.group) or count.report.fought_by(doer.side)


def anybodys_forces(count: Count) -> str:
    """Return whose "security forces" are where nothing says it."""
    weak = forces(count.pack, weak=True).all(count.tokens)
    group = next((f.group for _, last, f in weak if count.noun < last <= count.reach), "")
    if not group:
        return ""
    there = count.at_its_place or count.group_of(count.context.home)
    return count.own or there or count.group_of(count.context.near) or group


def counted_before(count: Count) -> str:
    """Return the army whose men were counted before, but for those whom an army tells of."""
    is_own = count.own in count.report.armies and count.link.rule != "active"
    earlier = [b for b in count.context.earlier if b.kind == "forces" and not is_own]
    rows = count.context.previous or earlier
    armies = [b.group for b in rows if b.kind != "fighters" and other_group(count.pack, b.group)]
    return armies[-1] if armies else ""


def enemy_soldiers(count: Count) -> str:
    """Return whose "soldiers" those tell of whose own men are fighters."""
    has_fighters = count.is_head("enemy_soldiers") and count.is_told_by("with_fighters")
    return count.other if has_fighters and not count.admits() else ""


def where_posts_fell(count: Count) -> str:
    """Return whose posts its teller took just before: "Three enemy posts fell. Nine soldiers died".

    The wounded that he counts are his own.
    """
    told = [(c.metric, c.victim_group, c.claimant_side) for c in count.context.claims]
    told += [(b.metric, b.group, b.side) for b in count.context.previous]
    metric, group, side = told[-1] if told else ("", "", "")
    fell = metric in GROUND | {"posts_destroyed"}
    is_foe = fell and count.other and group == count.other and side == count.speaker.side
    return "" if not is_foe or "wounded" in count.link.classes or count.admits() else count.other


def cars(count: Count) -> str:
    """Tell cars and lorries without a word of an army: civilians'."""
    armed = count.words.listed("losses", "armed", "armed")
    is_plain = count.kind == "vehicles" and armed.isdisjoint(count.low[count.noun : count.reach])
    return "civilians" if is_plain and count.is_head("cars") else ""


def hideouts(count: Count) -> str:
    """Read "a hideout and two vehicles were destroyed"; an army's posts are none of militants."""
    of_militants = count.kind != "posts" or not count.other
    told = not count.report.heads("militant_things").isdisjoint(count.low)
    return MILITANTS if of_militants and told else ""


def counted_last(count: Count) -> str:
    """Return whose was counted last in the sentence, but for civilians."""
    rows = reversed(count.context.previous)
    return next((b.group for b in rows if b.group != "civilians"), "")
