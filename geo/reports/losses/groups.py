"""Whose a count is: one table of clues to its victim group, the strongest first.

A clue reads a count and returns a group or, where it says nothing, an empty text. The first that
answers decides, and its name is what `bordermap extract --explain` prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.reports.counts.forces import MILITANTS, UNSPECIFIED, other_group
from geo.reports.counts.victims import is_known
from geo.reports.losses import armed, owners, people, totals
from geo.reports.losses.evidence import THINGS, Count

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.reports.attribution.known import Speaker
    from geo.reports.counts.predicates import Item, Link
    from geo.reports.losses.context import Context
    from geo.reports.losses.evidence import Report


class Clue(NamedTuple):
    """A row of the table: its name, the kinds of counts it is asked of, and what it reads."""

    name: str
    of: str
    read: Callable[[Count], str]


CLUES = (
    Clue("words behind", "them", people.words_behind),
    Clue("things before", "bare", people.things_before),
    Clue("remark on the total", "people bare", totals.remark_on_total),
    Clue("apposition", "people bare", totals.apposition),
    Clue("remark on all", "people bare", totals.remark_on_all),
    Clue("label", "things fighters forces people bare", owners.label),
    Clue("who speaks", "them things fighters forces people bare", owners.person),
    Clue("left behind", "people bare", owners.left_behind),
    Clue("toll", "things fighters forces people bare", owners.toll),
    Clue("loser", "things fighters forces people bare", owners.loser),
    Clue("two kinds", "militants fighters forces people bare", people.two_kinds),
    Clue("civilians", "militants fighters forces people bare", people.civilians),
    Clue("civilians before", "people bare", people.civilians_before),
    Clue("side beside", "fighters forces people bare", owners.side_beside),
    Clue("militants", "militants", armed.militants),
    Clue("name", "things fighters forces", armed.named),
    Clue("cars", "things", armed.cars),
    Clue("band", "people bare", people.band),
    Clue("name of an army", "people bare", lambda count: count.army),
    Clue("rank", "fighters forces people bare", lambda count: count.rank),
    Clue("of a country", "people bare", people.of_country),
    Clue("possessor", "things fighters forces people bare", owners.possessor),
    Clue("going on", "people bare", people.going_on),
    Clue("name of the figure", "people bare", owners.name_of_figure),
    Clue("leaders", "people bare", people.leaders),
    Clue("martyrs", "forces people", armed.martyrs),
    Clue("men", "people bare", people.men),
    Clue("people", "people", people.people),
    Clue("fighters", "fighters", armed.fighters),
    Clue("prisoners", "forces", armed.prisoners),
    Clue("army attacked", "forces", armed.army_attacked),
    Clue("where it was", "forces", armed.where_it_was),
    Clue("attacked before it", "bare", lambda count: count.attacked_here),
    Clue("counted earlier", "bare", people.counted_earlier),
    Clue("foes of a band", "things forces bare", armed.foes_of_band),
    Clue("hideouts", "things", armed.hideouts),
    Clue("foes of the doer", "things forces", armed.foes_of_doer),
    Clue("admitted", "bare", people.admitted),
    Clue("only told", "bare", people.only_told),
    Clue("attacked", "bare", people.attacked),
    Clue("prisoners", "bare", armed.prisoners),
    Clue("anybody's forces", "forces", armed.anybodys_forces),
    Clue("counted before", "forces", armed.counted_before),
    Clue("enemy's soldiers", "forces", armed.enemy_soldiers),
    Clue("where posts fell", "forces", armed.where_posts_fell),
    Clue("at its place", "forces", lambda count: count.at_its_place),
    Clue("of the teller", "forces", lambda count: count.own),
    Clue("named last", "forces", lambda count: count.last_force(fighting=True)),
    Clue("place of the paragraph", "forces", lambda count: count.group_of(count.context.near)),
    Clue("of the other side", "things", lambda count: count.other),
    Clue("counted last", "things", armed.counted_last),
    Clue("most often named", "things forces", lambda count: count.report.main_force),
    Clue("home of the report", "forces", lambda count: count.group_of(count.context.home)),
    Clue("words for homes", "bare", people.by_homes),
    Clue("of an army", "bare", people.of_army),
    Clue("militants before", "them", people.militants_before),
    Clue("counted before", "them", lambda count: count.antecedent),
    Clue("named before", "them", people.named_but_doer),
    Clue("foes", "them", lambda count: other_group(count.pack, count.doing_army)),
    Clue("surely at home", "them", people.surely_at_home),
)
ORDER = {
    kind: tuple(clue for clue in CLUES if kind in clue.of.split())
    for kind in ("them", "things", "militants", "fighters", "forces", "people", "bare")
}


class Whose(NamedTuple):
    """A victim group, and the name of the clue that told it."""

    group: str
    clue: str


def of(report: Report, item: Item, link: Link, speaker: Speaker, context: Context) -> Whose:
    """Return the victim group of a count."""
    count = Count(report, item, link, speaker, context)
    for clue in ORDER[kind_of(count)]:
        if group := clue.read(count):
            return Whose(group, clue.name)
    return Whose(UNSPECIFIED, "nothing")


def kind_of(count: Count) -> str:
    """Return the kind of a count, by which its clues are asked.

    "Them" are those of whom others were told before: "nine of them", "one of the wounded".
    """
    counted, kind = count.counted, count.kind
    of_those = not kind or count.head in count.words.listed("losses", "groups", "of_those")
    if counted.is_pronoun or (counted.is_partitive and of_those):
        return "them"
    if count.link.rule == "bare-figure" and not kind:
        return "them"
    if kind in THINGS - {"houses"}:
        return "things"
    if kind in (MILITANTS, "fighters", "forces"):
        return kind
    if people.is_of_force(count) and not people.band(count):
        return "forces"
    return "people" if count.is_head("anybody") or not is_known(count.words, count.head) else "bare"
