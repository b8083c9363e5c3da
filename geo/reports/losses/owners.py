"""Whose a count is by its owner: a possessor, a side named beside it, who lost or inflicted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.attribution.known import UN
from geo.reports.counts.forces import MILITANTS, UNSPECIFIED, other_group
from geo.reports.counts.victims import is_side, nouns
from geo.reports.language.numerals import number_at
from geo.reports.losses import doers, persons, targets, whose
from geo.reports.losses.evidence import THINGS
from geo.reports.who import opponents

if TYPE_CHECKING:
    from geo.reports.losses.evidence import Count

_BEFORE = 4  # words before a number that may say whose they are ("its own losses at eight")
_LOSABLE = ("people", "forces", "fighters", "posts", "bases", "vehicles", "")
_SUBJECT = 3  # words of "the Afghan border police" before "suffered heavy losses"
_NEARBY, _AFAR = 6, 10  # words of "losses in Anytown on Friday were"


def _small(count: Count, key: str) -> frozenset[str]:
    return count.words.listed("losses", "owners", key)


def label(count: Count) -> str:
    """Read "Enemy losses: 21 killed", "On the Afghan side nine died", of none named otherwise.

    And an item of a list that stands under "Enemy losses".
    """
    if count.kind in ("civilians", "houses", "families", "militants"):
        return ""
    if count.army or (count.force is not None and count.kind == "forces"):
        return ""  # "three dead on the Afghan side and a Pakistani soldier wounded"
    end = max(count.link.end, count.reach)
    if count.low[end : end + 1] == ("on",) and "side" in count.low[end + 1 : end + _SIDE]:
        return ""  # "three on the Afghan side and five on the Pakistani side"
    told = whose.labelled(count.pack, count.tokens, count.speaker, count.first)
    return told or whose.headed(count.pack, count.context.over, count.speaker)


_SIDE = 5  # words of "on the Pakistani side"


def side_beside(count: Count) -> str:
    """Return whose side is named beside a count: "three were hurt on the Afghan side"."""
    low, at, speaker = count.low, count.first, count.speaker
    if count.force is not None or (count.speaker.side == UN and count.is_head("anybody")):
        return ""
    behind = max(count.noun, count.end, count.link.end)
    if low[behind : behind + 1] == ("among",):  # "nine deaths among its troops"
        return whose.of_words(count.pack, count.tokens, behind, behind + 4, speaker)
    both = low[behind : behind + 1] in (("and",), (",",)) and behind + 1 < len(low)
    more = range(behind + 1, min(behind + 4, len(low)))
    number = next((j for j in more if number_at(count.tokens, j) is not None), None)
    both = both and number is not None and low[number + 1 : number + 2] != ("of",)
    # "six dead and nine hurt on the Afghan side"
    beyond = ((behind + 2, behind + 10),) if both else ()
    between = (count.end, count.link.first)  # "ten soldiers on the other side were killed"
    around = ((behind, behind + 5), *beyond, (at - 6, at))
    if low[behind : behind + 1] != ("on",):
        # not of "three on the Afghan side and five on the Pakistani side"
        around = (between, (at - 2, at), *around)
    doing, bears = count.words.listed("targets", "doing"), count.report.heads("bears")
    sides = _small(count, "sides")
    for first, end in around:
        for j in range(max(0, first), min(end, len(low))):
            if first >= count.end and low[j] in (",", ";", "."):
                break
            if low[j] not in sides:
                continue
            if j < at and "and" in low[j + 1 : at]:
                continue  # "shells fell on the Afghan side, and three died"
            opening = max(0, j - 3)
            if not doing.isdisjoint(low[opening - (opening > 0) : j]) and j < at:
                continue  # "opened fire on the Afghan side, killing three"
            if {"on", "of"}.isdisjoint(low[opening:j]) and bears.isdisjoint(low[j + 1 : j + 2]):
                continue
            if named := whose.of_words(count.pack, count.tokens, opening, j + 1, speaker):
                return named
    return ""


def person(count: Count) -> str:
    """Read "they attacked our posts and lost two men", "seven of theirs", of an army's man.

    "40 of the enemy" are of the other side, whoever else is named.
    """
    if not count.other or count.kind not in _LOSABLE:
        return ""
    if (side := count.low[count.noun + 1 : count.end]) and is_side(count.words, side):
        return count.own if side == ("ours",) else count.other
    document = count.report.document
    whose_are = persons.owner(document, count.tokens, count.item)
    if whose_are != persons.OTHER:
        return count.own if whose_are else ""
    if count.kind in ("forces", "posts", "bases"):
        return count.other  # no armed men have "soldiers"
    last, before = count.report.last_in(count.tokens, count.first), count.context.last
    if not last and before is not None:
        last = count.report.last_in(before, len(before))
    if last in (MILITANTS, count.other):
        return last
    near = count.context.near
    them = opponents.of(document, count.report.actors, count.speaker.side, near)
    return count.group_of(them) or UNSPECIFIED


def toll(count: Count) -> str:
    """Read "put Afghan losses at nine dead".

    And "Afghan forces suffered heavy losses, with nine soldiers killed".
    """
    low, first = count.low, count.first
    if count.kind not in _LOSABLE:
        return ""
    is_told = low[max(0, first - 1)] in _small(count, "amounting")
    lost, opening = count.report.heads("lost"), max(0, first - (_AFAR if is_told else _NEARBY))
    name = next((j for j in range(first - 1, opening - 1, -1) if low[j] in lost), None)
    if name is None:
        return ""
    if not count.words.listed("frames", "telling").isdisjoint(low[name:first]):
        return ""  # "put its dead at nine and said that 40 Taliban had died"
    borne, before = _small(count, "suffering"), range(name - 1, max(-1, name - 5), -1)
    suffering = next((j for j in before if low[j] in borne), None)
    between = low[name + 1 : first]
    goes_on = "with" in between or _small(count, "going_on").issuperset(between)
    if suffering is not None and goes_on:
        force = count.force_in(suffering - _SUBJECT, suffering)
        return force.group if force is not None else ""
    if count.kind in THINGS or (not is_told and _small(count, "putting").isdisjoint(between)):
        return ""
    owned = low[max(0, name - 1) : name] == ("'s",)  # "the Afghan army's losses"
    force = count.force_in(max(0, name - (_OWNER if owned else 2)), name)
    if force is not None:
        return force.group
    if not {*low[max(0, name - 1 - owned) : name]} & (
        _small(count, "possessors") | _small(count, "bodies")
    ):
        return ""
    theirs = persons.side_of(count.report.document, count.tokens, name - 1) == persons.OTHER
    own = count.other if theirs else count.own  # "their losses are two dead", in quoted words
    return own if low[name] in _small(count, "losses") else ""


_OWNER = 4  # words of "the Afghan army's"


def loser(count: Count) -> str:
    """Return who lost them: "Pakistan lost seven men", "we have lost two", "it left two posts".

    And "the army suffered 40 dead"; not "ten fighters lost their lives", "it had killed 40".
    """
    low, at = count.low, count.link.first
    at += low[at] in ("has", "have", "had")  # "has lost"
    is_man = count.kind == "" or count.is_head("owned")
    enemy = nouns(count.words).enemy
    if low[at] in ("loss", "losses") and is_man:
        return count.own if enemy.isdisjoint(low[max(0, at - 2) : at]) else count.other
    gave_up = count.kind in THINGS and low[at] in count.report.heads("leaving")
    lives = count.head in count.words.listed("losses", "evidence", "bodies")
    if is_man and not lives and low[max(0, count.first - 2) : count.first] == ("cost", "of"):
        price, names = count.first - 2, count.report.names
        payer = doers.of_verb(count.pack, names, count.tokens, price, count.speaker)
        return payer.group if payer is not None else count.own
    lost = gave_up or (low[at] in _small(count, "losing") and count.kind in _LOSABLE)
    if not (lost and at <= count.first):
        at = count.first
        suffered = count.report.heads("suffered").isdisjoint(low[max(0, at - 2) : at])
        if suffered or not is_man or count.link.rule == "active":
            return ""
    elif low[max(0, at - 1) : at] == ("and",):
        names, speaker = count.report.names, count.speaker
        subject = doers.of_verb(count.pack, names, count.tokens, at, speaker)
        if subject is not None:
            return subject.group  # "its troops killed 28 fighters and lost six soldiers"
    before = low[max(0, at - _LOSER) : at]
    if not enemy.isdisjoint(before):
        return count.other
    if count.own and not _small(count, "losers").isdisjoint(before):
        return count.own
    named = count.force_in(max(0, at - 2 * _LOSER), at)
    return named.group if named is not None else (gave_up and (count.own or UNSPECIFIED)) or ""


_LOSER = 4  # words of "the enemy has" before "lost"


def left_behind(count: Count) -> str:
    """Read "the attackers fled, leaving seven bodies behind": those of who left them."""
    low, first = count.low, count.first
    bodies = count.words.listed("losses", "evidence", "bodies")
    if bodies.isdisjoint((count.head, *low[count.link.first : count.link.end])):
        return ""
    left, behind = _small(count, "left"), _small(count, "behind")
    near, end = range(first - 1, max(-1, first - _LEFT), -1), max(count.link.end, count.end)
    verb = next((j for j in near if low[j] in left), None)
    if verb is None or behind.isdisjoint((*low[verb:first], *low[end : end + _LEFT])):
        return ""
    force = count.force_in(0, verb)
    if force is not None:
        return force.group
    return MILITANTS if "militants" in map(count.kind_at, range(verb)) else ""


_LEFT = 4  # words of "left behind some" before a count, of "on the battlefield" behind it


def possessor(count: Count) -> str:
    """Return whose "its soldiers", "five of their men", "our men", "enemy troops" are."""
    if count.kind in ("people", "") and not count.is_head("owned", "leaders"):
        return ""
    words, low, first, own = nouns(count.words), count.low, count.first, count.own
    inside, owned = low[count.noun : count.reach], low[count.noun : count.noun + 2]
    if owned[:1] != ("of",):
        owned = owned[:1]  # "it cost nine workmen their lives"
    before = low[max(0, first - _BEFORE) : first]
    parting = _small(count, "parted")
    parted = [k for k, word in enumerate(before) if word in parting]
    before = before[parted[-1] + 1 :] if parted else before
    if not words.enemy.isdisjoint((*inside, *before)):
        return count.other
    if own and targets.is_ours(count.tokens, first):
        return own
    is_of_their = low[count.noun : count.noun + 1] == ("of",) and "their" in owned
    teller = count.speaker.text.lower().split()[-1:]
    is_teller = own and teller and teller[0] in low[:first]
    if owned[:1] == ("their",) or is_of_their:
        rows = [*([] if is_teller else count.context.earlier), *count.context.previous]
        two = [b.group for b in rows if other_group(count.pack, b.group)]
        if two and two[-1] != own:
            return two[-1]  # "two Pakistani posts were burnt and five of their men killed"
    if {"its", "their"} & set(owned):
        here = count.group_of(count.context.near)
        if holder := targets.owner_before(count.pack, count.tokens, first, here, count.other):
            return holder  # "a Pakistani post was burnt and six of its soldiers killed"
    if is_of_their and is_teller:
        return own  # "the army reported three of their personnel hurt"
    of_his = _small(count, "of_his")  # "seven members of his battalion"
    theirs = any(" ".join(inside[k : k + 2]) in of_his for k in range(len(inside)))
    theirs = theirs and not targets.military_words(count.words).isdisjoint(inside)
    if theirs or not words.own.isdisjoint(owned) or "own" in before:
        by = next((j for j in range(first) if low[j] == "by"), first)
        force = count.force_in(0, by)  # "attacked by drones" is no owner
        return own or (force.group if force is not None else "")
    return ""


def name_of_figure(count: Count) -> str:
    """Read whose dead a name of a figure says: "the Pakistani dead at 12"."""
    if count.link.rule not in ("toll", "nominal", "counted-outcome"):
        return ""
    at, end = count.link.first, count.first
    # not "the TTP put the dead at nine, Taliban officials at ten"
    puts = (
        j + 1
        for j in range(at - 1, max(0, at - 3) - 1, -1)
        if count.low[j] in _small(count, "puts")
    )
    first = next(puts, max(0, at - 3))
    before = count.force_in(first, at)  # "the Pakistani dead"
    # "the number of those killed by Pakistani shells": who did it is not whose they are
    by = _small(count, "by")
    end = next((j for j in range(at, end) if count.low[j] in by), end)
    force = before or count.force_in(at, end)
    kinds = [count.kind_at(j) for j in range(first, end)]
    armed = "forces" in kinds or targets.military_words(count.words) & {*count.low[at:end]}
    # where it was is not whose they are: "the toll of strikes on two Afghan provinces"
    if force is not None and (before or armed or not force.is_country):
        return force.group
    if "civilians" in kinds[at - first :]:
        return "civilians"  # "the number of dead villagers is nine"
    return MILITANTS if "militants" in kinds else ""
