"""Whose "people", "men" and bare numbers are, by who was counted before and what befell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.attribution.known import UN
from geo.reports.attribution.lookups import LOCAL, MEDIA, UNKNOWN
from geo.reports.counts.forces import CIVILIANS, MILITANTS, UNSPECIFIED
from geo.reports.counts.victims import is_known
from geo.reports.documents.marks import GROUND, HARM, HARMED
from geo.reports.language.numerals import number_at
from geo.reports.language.tokens import contains
from geo.reports.losses import targets, whose
from geo.reports.losses.evidence import THINGS

if TYPE_CHECKING:
    from geo.reports.losses.evidence import Count


def words_behind(count: Count) -> str:
    """Read "two of its own were killed"."""
    return whose.of_words(count.pack, count.tokens, count.noun, count.reach, count.speaker)


def militants_before(count: Count) -> str:
    """Return whom "of them" means where some are named behind the last count of a sentence.

    "Four soldiers died before the attackers were pushed back, and twelve of them died."
    """
    for j in range(count.first - 1, -1, -1):
        force = count.report.names.at(count.tokens, j)
        if number_at(count.tokens, j) is not None or (force and not force[1].is_country):
            return ""
        if count.kind_at(j) == MILITANTS:
            told = any(number_at(count.tokens, k) is not None for k in range(max(0, j - 2), j))
            return "" if told else MILITANTS
    return ""


def named_but_doer(count: Count) -> str:
    """Return whom "of them" means where nobody was counted: "intruders came; two of them"."""
    here, last = count.report.last_in(count.tokens, count.first), count.context.last
    if (here and here != count.doing_army) or last is None:
        return here
    there = count.report.last_in(last, len(last))
    return "" if there == count.doing_army else there


def things_before(count: Count) -> str:
    """Read "19 Afghan posts were captured and seven destroyed"."""
    classes, rows = count.link.classes, count.context.previous
    if count.kind or not rows or rows[-1].kind not in THINGS or "killed" in classes:
        return ""
    return "" if {"taken", "destroyed"}.isdisjoint(classes) else rows[-1].group


def two_kinds(count: Count) -> str:
    """Read "five soldiers and civilians", "nine fighters of the X and the Y"."""
    names = count.report.names.all(count.tokens)
    named = {f.group for at, _, f in names if count.noun <= at < count.reach and not f.is_country}
    if len(named) > 1:
        return UNSPECIFIED
    return (count.army or UNSPECIFIED) if count.counted.is_mixed else ""


def civilians(count: Count) -> str:
    """Return civilians where the noun or a word before it says so; houses, and the displaced."""
    words, driven = count.report.heads("civilians"), "displaced" in count.link.classes
    told = count.kind in ("civilians", "houses", "families") or (
        driven and count.kind in ("people", "")
    )
    told = told or contains(count.tokens, count.noun, count.reach, words)
    return CIVILIANS if told else ""


def civilians_before(count: Count) -> str:
    """Read "12 civilians died and 100 were hurt on the Afghan side".

    But of "two soldiers and a boy were killed and nine others injured" nobody knows.
    """
    if count.head in ("others", "people") and count.are_mixed(count.before):
        return UNSPECIFIED
    last = count.context.previous[-1:]
    goes_on = count.head in ("others", "") and last and last[0][:2] == (CIVILIANS, CIVILIANS)
    return CIVILIANS if goes_on else ""


def band(count: Count) -> str:
    """Read "nine members of a banned group", "nine bodies of the raiders"."""
    inside = count.low[count.noun : count.counted.reach]
    if not count.report.heads("bands").isdisjoint(inside):
        return MILITANTS
    bodies = count.words.listed("losses", "evidence", "bodies")
    theirs = count.head in bodies or count.is_head("owned")  # no "victims of the raiders"
    reach = range(count.end, count.counted.reach)
    return MILITANTS if theirs and any(count.kind_at(j) == MILITANTS for j in reach) else ""


def of_country(count: Count) -> str:
    """Read "nine Afghans": its people at home, else its men; "an Afghan man" is anybody."""
    if count.force is None or not count.is_head("of_country"):
        return ""
    if count.head == "man" and count.force.is_country:
        return CIVILIANS
    return CIVILIANS if count.civil_here > 0 else count.force.group


def going_on(count: Count) -> str:
    """Return the group of those counted before, for "five others", "another ten"."""
    head, earlier = count.head, count.earlier
    rows = [] if count.is_by_counted else count.before
    if not count.is_head("going_on"):
        return ""
    if rows and (head or rows[-1].side in ("", count.speaker.side)):
        return UNSPECIFIED if count.are_mixed(rows) else rows[-1].group
    if head == "others" and count.are_mixed(earlier):
        return UNSPECIFIED  # "A captain and two Afghan guards died. Nine others were hurt"
    around = count.low[max(0, count.first - 2) : count.noun + 2]
    if head != "others" and count.words.listed("losses", "people", "more").isdisjoint(around):
        return ""
    told = [c.victim_group for c in count.context.claims if c.metric in HARMED]
    told = [b.group for b in earlier] or told
    return told[-1] if told else ""


def leaders(count: Count) -> str:
    """Return whose "two commanders" are: of those among whom they are, or of fighters."""
    if not count.is_head("leaders"):
        return ""
    total = count.context.previous[-1].group if count.context.previous else ""
    among = {"including", "among"}.isdisjoint(count.low[max(0, count.first - 2) : count.first])
    return MILITANTS if among and total not in count.report.with_fighters else total or MILITANTS


def men(count: Count) -> str:
    """Return whose "two men" are, by what befell them and by who was counted before."""
    is_of_place = count.low[count.end : count.end + 1] == ("from",)  # "men from the village"
    if is_of_place or count.head not in count.words.listed("losses", "people", "men"):
        return ""
    groups = {group for metric, group, _ in count.context.told if metric in HARM}
    if MILITANTS in groups and CIVILIANS not in groups:
        return MILITANTS
    if count.only_told in count.report.armies and count.civil_here <= 0:
        return count.only_told  # "six soldiers were killed. Eleven men are missing"
    if count.attacked in count.report.armies and count.civil_here <= 0:
        return count.attacked  # "They set upon an army patrol. Six men fell"
    return UNSPECIFIED if count.low[count.link.first] in ("lost", "losing", "lose") else ""


def people(count: Count) -> str:
    """Return whether "people" were civilians: hit by shells, or at home and nobody fought.

    Of those whom an agency counts, and beside fighters, the sentence itself must tell of homes.
    """
    known = is_known(count.words, count.head)
    if known and (_is_shelled(count) or count.attacked == CIVILIANS):
        return CIVILIANS
    armed = (*count.report.armies, MILITANTS)
    beside = any(b.group in armed for b in count.context.previous)
    if known and (beside or count.speaker.side in (MEDIA, UNKNOWN)):
        return CIVILIANS if count.civil_here > 0 else UNSPECIFIED
    return at_home(count)


def _is_shelled(count: Count) -> bool:
    """Tell whether shells fell where nobody fights."""
    told = frozenset(count.low)
    shelling, fighting = (
        count.words.listed("speech", "people", key) for key in ("shelling", "fighting")
    )
    return not shelling.isdisjoint(told) and fighting.isdisjoint(told)


def at_home(count: Count) -> str:
    """Return civilians, unless more words around tell of fighting."""
    return CIVILIANS if count.civil >= 0 else UNSPECIFIED


def surely_at_home(count: Count) -> str:
    """Return civilians, if more words around tell of homes."""
    return CIVILIANS if count.civil > 0 else UNSPECIFIED


def counted_earlier(count: Count) -> str:
    """Return whose were counted in the sentence before, if no army owns up to these.

    Not of those who attacked somebody: "Two gunmen hit a school. They killed nine".
    """
    group = count.earlier[-1].group if count.earlier and not count.was_by_counted else ""
    owns = group in count.report.armies and count.own and count.admits(surely=True)
    return "" if owns else group


def admitted(count: Count) -> str:
    """Read "the Afghan side admits three killed", "the army confirmed that three were killed"."""
    of_army = count.is_told_by("military") and count.report.heads("hunt").isdisjoint(count.low)
    return count.own if count.own and count.admits(surely=not of_army) else ""


def only_told(count: Count) -> str:
    """Return civilians or the army of which alone the report tells; local people count bodies."""
    bodies = count.words.listed("losses", "evidence", "bodies")
    is_open = count.head not in bodies and count.speaker.side != LOCAL
    armies = count.report.armies if is_open else ()
    return count.only_told if count.only_told in (CIVILIANS, *armies) else ""


def attacked(count: Count) -> str:
    """Return whom an army threw back, here or just before; or "a bomb hit a convoy; nine died"."""
    sentences = (count.tokens, count.context.last) if count.other else ()
    found = (targets.repelled(count.pack, s, count.own, count.other) for s in sentences if s)
    return next(filter(None, found), "") or count.attacked


def by_homes(count: Count) -> str:
    """Return civilians where words tell of homes; an outlet's must stand in the sentence.

    The United Nations count civilians, unless the words tell of fighting.
    """
    if count.speaker.side == UN:
        return at_home(count)
    if count.civil <= 0:
        return ""
    return CIVILIANS if count.own or count.civil_here > 0 else UNSPECIFIED


def of_army(count: Count) -> str:
    """Return whom an army's bare figure counts: whose posts it took, militants, or its own.

    Whom it has killed, nobody knows, nor who died where aircraft struck or shells fell.
    """
    is_raid = not count.report.heads("raid").isdisjoint(count.low)
    has_killed = count.link.rule == "active" and count.doer is not None
    if count.own in ("", MILITANTS) or not count.is_told_by("military") or has_killed or is_raid:
        return UNSPECIFIED
    if _is_shelled(count):
        return UNSPECIFIED  # "Nari: 40 shells, two dead"
    taken = any(b.metric in GROUND for b in count.context.previous)
    if taken and count.other:
        return count.other
    return MILITANTS if count.report.is_hunt(count.context) else count.own


def is_of_force(count: Count) -> bool:
    """Tell "nine members of the Afghan border police", or of its force, who are soldiers."""
    bodies = count.words.listed("losses", "owners", "bodies")
    inside = range(count.end, count.counted.reach)
    return any(count.kind_at(j) == "forces" or count.low[j] in bodies for j in inside)
