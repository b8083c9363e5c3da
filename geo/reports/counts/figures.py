"""Figures of a sentence: counts with what happened to them, before anybody is asked who says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.reports.counts import bare, lists, parts, quantities, singles
from geo.reports.counts.forces import force_in
from geo.reports.counts.links import is_of_kin, joined, near_link
from geo.reports.counts.predicates import (
    Item,
    Link,
    forms,
    has_object,
    items,
    metric_of,
    small,
)
from geo.reports.counts.reach import far_link
from geo.reports.counts.victims import PERSONS, is_known, nouns
from geo.reports.language.numerals import number_at
from geo.reports.language.tokens import is_adverb
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.region import RegionPack
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words


@dataclass(slots=True)
class Figure:
    """A count with its predicate, before it has a speaker.

    Attributes
    ----------
    item, link
        The count and what it belongs to.
    metric
        Empty where the counts before it say.
    is_subset
        A part of another count.
    rule
        Name of the rule.
    is_mentioned
        It is no claim, but says whom those after it count: "of the 20 men, 14 died".
    """

    item: Item
    link: Link
    metric: str
    is_subset: bool
    rule: str
    is_mentioned: bool = False


def find(tokens: Tokens, pack: RegionPack) -> list[Figure]:
    """Find the counts of a sentence that have something happen to them."""
    numbers = [q for q in quantities.find(tokens) if (q.high or q.low or 0) > 0]
    if not numbers and not _may_happen(tokens):
        return []
    numbers = [singles.couple(q, tokens) for q in numbers]
    rows = [_named(i, tokens, pack) for i in items(tokens, singles.added(tokens, numbers))]
    rows = [lists.of_the_dead(i, tokens) for i in rows]
    rows = [i for i in rows if not bare.is_speaker(i, tokens)]
    rows = parts.parted(lists.of_things(rows, tokens), tokens)
    rows = lists.without_remarks(lists.without_asides(rows, tokens), tokens)
    rows = parts.mixed(rows, tokens)
    links: list[Link | None] = []
    for k, item in enumerate(rows):
        links.append(_own_link(tokens, item, rows[k + 1 : k + 4]))
        rows[k] = lists.surpassed(lists.labelled(item, links[k], tokens), links[k], tokens)
    links = [
        replace(link, rule="whole")
        if link is not None and _only_whole(item, link, tokens)
        else link
        for item, link in zip(rows, links, strict=True)
    ]
    inherited = lists.inherit(tokens, rows, links)
    lists.drop_apposed(tokens, rows, links)
    lists.drop_outrun(tokens, rows, links)
    return _made(tokens, rows, links, inherited, pack)


def _own_link(tokens: Tokens, item: Item, following: Sequence[Item]) -> Link | None:
    """Tie a count to its predicate; a thing has none that only befalls people."""
    of_many = item.quantity.low != 1 and item.counted.head in tokens.words.listed(
        "counted", "heads", "adjectives"
    )
    if of_many and "and" in tokens.low[item.counted.first : item.counted.end + 1]:
        return None  # "several official and private buildings were hit"
    link = near_link(tokens, item) or far_link(tokens, item, following)
    is_thing = item.counted.kind in ("houses", "posts", "bases", "vehicles")
    if link is not None and is_thing and not metric_of(link.classes, item.counted.kind):
        return None  # "hit a house where four people lost their lives"
    if link is None or _is_on_board(tokens, link, item) or is_of_kin(tokens, item, link):
        return None
    return _in_the_end(tokens, link, item)


def _is_on_board(tokens: Tokens, link: Link, item: Item) -> bool:
    """Tell "a bus carrying 16 people was hit": the bus, and nothing of those in it."""
    before = tokens.low[item.quantity.first - 1 : item.quantity.first]
    was = tokens.low[link.first - 1 : link.first] in _WAS
    carries = not small(tokens.words, "carrying").isdisjoint(before)
    return item.quantity.low != 1 and was and carries


_WAS = (("was",), ("is",))


def _in_the_end(tokens: Tokens, link: Link, item: Item) -> Link:
    """Read "was struck and died on the way", "were led away and shot": who was hurt is dead."""
    of_persons = item.counted.kind in (*PERSONS, "")
    if link.classes[0] not in _ALIVE or link.rule not in _OF_THE_HURT or not of_persons:
        return link
    low, table = tokens.low, forms(tokens.words)
    are_those = low[link.first - 1] not in small(tokens.words, "passive")
    told = low[item.counted.end : link.first]
    if (are_those and not parts.is_whole(item, tokens)) or "who" in told:
        link = _died_of_it(tokens, link, is_aside=told[:1] == (",",)) or link
    if link.rule == "counted-outcome":
        return link
    for j in range(link.end, min(len(tokens), link.end + _THEN)):
        if low[j] in (".", ";", ":", "who", "while", "when", "but"):
            break
        if low[j] not in (",", "and"):
            continue
        after = j + 1
        later = small(tokens.words, "and_later")
        while after < len(low) and (low[after] in later or is_adverb(tokens.words, low[after])):
            after += 1
        for form in ("of_itself", "done"):
            hit = table[form].at(tokens, after) if after < len(low) else None
            did = hit is not None and has_object(tokens, after + hit[0])  # "and shot a guard"
            if hit is not None and not did and hit[1][0] == "killed":
                return Link(after, after + hit[0], ("killed",), link.rule, link.is_unsure)
    return link


_ALIVE = ("wounded", "captured")
_OF_THE_HURT = ("passive", "passive-far", "counted-outcome")
_THEN = 9  # words between a wound and "and died"


def _is_of_patients(tokens: Tokens, link: Link) -> bool:
    """Tell "16 injured were brought, of whom three were shifted to Foo": from bed to bed."""
    said = tokens.words.load("predicates")["wounded"]
    hurt = {*said["state"], *said["nouns"], *said["hospitals"]}
    is_carried = not set(said["carried"]).isdisjoint(tokens.low[link.first : link.end])
    return is_carried and not hurt.isdisjoint(tokens.low[: link.first])


def _died_of_it(tokens: Tokens, link: Link, *, is_aside: bool) -> Link | None:
    """Read "two of those wounded in the raid have died", "a guard, who was hit, died"."""
    low, table = tokens.low, forms(tokens.words)["of_itself"]
    others = small(tokens.words, "of_others")
    for j in range(link.end, min(len(tokens), link.end + _OF_IT)):
        hit = table.at(tokens, j)
        if hit is not None and hit[1] == ("killed",):
            return Link(j, j + hit[0], hit[1], link.rule, link.is_unsure)
        if (
            not (low[j].isalpha() or low[j] == "'s" or (is_aside and low[j] == ","))
            or low[j] in others
            or number_at(tokens, j) is not None
        ):
            return None
    return None


_OF_IT = 14  # words of where and when they were hurt


def _made(
    tokens: Tokens,
    rows: list[Item],
    links: list[Link | None],
    inherited: list[bool],
    pack: RegionPack,
) -> list[Figure]:
    """Make figures of the counts, in their order; what each means may lie with those before."""
    made: list[Figure] = []
    last_kind = ""
    for k, item in enumerate(rows):
        if item.counted.is_part:
            made += [_part(item, made[-1])] if made and made[-1].metric else []
            continue
        link = links[k] = links[k] or _gapped(item, tokens, made)
        of_told = bool(made and made[-1].metric) and parts.is_whole(item, tokens)
        if link is None and not of_told and (alone := _bare(item, tokens, made, pack)) is not None:
            made.append(alone)
        elif link is None and _may_go_on(item, tokens):
            at = Link(item.quantity.first, item.counted.end, (), "mentioned")
            made.append(Figure(item, at, "", is_subset=False, rule="mentioned", is_mentioned=True))
        if link is None and item.counted.kind in ("houses", "posts", "bases", "vehicles"):
            last_kind = item.counted.kind
        if link is None or parts.is_breakdown(tokens, rows, links, k, is_inherited=inherited[k]):
            continue
        kind = item.counted.kind
        told = tokens.low[link.first : link.end]
        metric = metric_of(link.classes, kind or (last_kind if _thingly(link) else ""))
        if not kind:  # "six of the men in the house died, the remaining three were captured"
            metric = metric or metric_of(link.classes, "")
        last_kind = kind or last_kind
        if not metric or (
            item.quantity.kind == "article"
            and not _article_counts(tokens.words, item, link, inherited[k])
        ):
            continue
        is_more = tokens.low[item.quantity.core] in ("a", "another")  # "a fifth"
        if kind == "" and (
            item.quantity.kind == "article" or ("condition" in told and not is_more)
        ):
            continue  # "one was in a critical condition"
        if metric == "displaced" and (kind or last_kind) in ("militants", "forces", "fighters"):
            continue  # "three were killed, four fled"
        if metric == "displaced" and not kind and _is_of_patients(tokens, link):
            continue
        if metric not in ("killed", "wounded", "missing") and not is_known(
            tokens.words, item.counted.head
        ):
            continue
        partitive = item.counted.is_partitive and (
            item.counted.is_pronoun or item.counted.kind == ""
        )
        words = tokens.low[item.quantity.end : item.counted.reach]
        if any(w in nouns(tokens.words).enemy or w in ("our", "ours") for w in words):
            partitive = False  # "36 of the enemy"
        included = parts.is_included(item, tokens) or parts.is_kin(item, tokens)
        rule = "coordinated" if inherited[k] else link.rule
        mentioned = _only_whole(item, link, tokens)
        subset = (
            partitive
            or link.rule in ("among", "gapped-part")
            or (included and (inherited[k] or link.rule == "gapped"))
        )
        made.append(Figure(_none_of(item, tokens), link, metric, subset, rule, mentioned))
    _within_tolls(tokens, made)
    return made


def _within_tolls(tokens: Tokens, made: list[Figure]) -> None:
    """Read "two died, raising the toll to six", "rose to six after two died": parts of the six.

    "Three were killed, raising those killed in the operation to 50" is of two events.
    """
    words, died = tokens.words, forms(tokens.words)["of_itself"]
    for one, other in pairwise(made):
        if one.metric != other.metric or (one.link.rule == "toll") == (other.link.rule == "toll"):
            continue
        toll, few = (one, other) if one.link.rule == "toll" else (other, one)
        if died.at(tokens, few.link.first) is None:
            continue
        between = tokens.low[one.item.counted.end : other.item.quantity.first]
        if few is one:
            raised = not words.listed("grammar", "raising").isdisjoint(between)
        else:
            rises = words.listed("grammar", "rise")
            before = tokens.low[toll.link.first : toll.item.quantity.first]
            raised = between[:1] != () and between[0] in words.listed("grammar", "raised")
            raised = raised and not rises.isdisjoint(before)
        few.is_subset |= raised and (few.item.quantity.low or 0) < (toll.item.quantity.low or 0)


def _part(item: Item, before: Figure) -> Figure:
    """Read a part of a total by its group: it befell them what befell the total."""
    at = Link(item.quantity.first, max(item.quantity.end, item.counted.end), (), "part")
    return Figure(item, at, before.metric, is_subset=True, rule="part")


def _none_of(item: Item, tokens: Tokens) -> Item:
    """Read "not one soldier is missing", "not even one was hurt": none."""
    quantity, first = item.quantity, item.quantity.first
    denied = next((words for words in _NOT if tokens.low[first - len(words) : first] == words), ())
    if quantity.low != 1 or first < len(denied) or not denied:
        return item
    return replace(item, quantity=replace(quantity, first=first - len(denied), low=0, high=0))


_NOT = (("not",), ("not", "even"))


def _gapped(item: Item, tokens: Tokens, made: list[Figure]) -> Link | None:
    """Read a count that leaves its verb to the one before: "ten died at A and 15 at B"."""
    told = [figure for figure in made if figure.metric]
    if not told:
        return None
    whole = told[0].item.quantity.low or 0
    part = bare.is_part(item, tokens) and (item.quantity.low or 0) < whole
    at = item.quantity
    if part and told[0].link.rule != "gapped":
        return Link(at.first, at.end, told[-1].link.classes, "gapped-part")
    if not (part or bare.is_rival(item, tokens) or bare.is_gapped(item, tokens)):
        return None
    return Link(at.first, at.end, told[-1].link.classes, "gapped")


def _may_go_on(item: Item, tokens: Tokens) -> bool:
    """Tell whether a count without a verb may be whom later ones are of: "sixty men attacked"."""
    before = tokens.low[max(0, item.quantity.first - 1) : item.quantity.first]
    included = bool(before) and before[0] in parts.INCLUDED
    return item.counted.kind in PERSONS and item.quantity.kind == "number" and not included


def _only_whole(item: Item, link: Link, tokens: Tokens) -> bool:
    """Tell whether a count is only the whole of others; "of the 25 wounded, four died" is two."""
    return parts.is_whole(item, tokens) and link.rule not in ("counted-outcome", "describing")


def _bare(item: Item, tokens: Tokens, made: list[Figure], pack: RegionPack) -> Figure | None:
    """Read a count that has no verb of its own."""
    at = Link(item.quantity.first, max(item.quantity.end, item.counted.end), (), "bare-figure")
    met = bare.present(item, tokens)
    if met is not None:
        return Figure(met, at, "attacked_persons", is_subset=False, rule="present")
    who = bare.described(item, tokens)
    goes_on = bool(made) and made[-1].rule == "described"
    if who is None and goes_on and joined(tokens, made[-1].item, item):
        who = item  # "six were guards, two policemen"
    who = who and _named(who, tokens, pack)
    if who is not None and parts.is_group(who.counted, tokens):
        metric = made[-1].metric if made else lists.of_whom(tokens, item)
        part = made[-1].is_subset if goes_on else item.counted.is_pronoun
        return Figure(who, at, metric, is_subset=part, rule="described")
    if bare.is_bare_figure(item, tokens):
        return Figure(item, at, "", is_subset=False, rule=at.rule)
    return None


def _thingly(link: Link) -> bool:
    return not set(link.classes) & {"killed", "wounded", "missing", "attacked_persons", "displaced"}


def _article_counts(words: Words, item: Item, link: Link, inherited: bool) -> bool:
    kind = item.counted.kind
    if kind == "civilians" and link.rule == "active" and (item.quantity.is_owned or inherited):
        return True  # "I lost my wife"
    if kind in PERSONS:
        return link.classes != ("killed", "taken", "destroyed") or kind == "forces"
    if item.counted.head in words.listed("counted", "heads", "cars") or (
        kind == "bases" and "destroyed" in link.classes
    ):
        return False  # "a bulldozer was set on fire", "a camp of the group was destroyed"
    return kind in ("houses", "posts", "bases", "vehicles") and (
        link.rule in ("active", "passive", "passive-far") or inherited
    )


def _may_happen(tokens: Tokens) -> bool:
    """Tell whether a sentence has a word that some predicate has, so that "a soldier" may count."""
    return not _predicate_words(tokens.words).isdisjoint(tokens.low)


@lru_cache(maxsize=PACKS)
def _predicate_words(words: Words) -> frozenset[str]:
    """Return of each predicate the word that tells most, and of what is held in whose hands."""
    small = words.listed("grammar", "untelling")
    return words.listed("grammar", "hands").union(
        max(phrase, key=lambda word: (word not in small, len(word), word))
        for table in forms(words).values()
        for phrase in table.phrases
    )


def _named(item: Item, tokens: Tokens, pack: RegionPack) -> Item:
    """Let a name count as the noun: "six Pakistanis", "12 TTP"."""
    counted = item.counted
    if counted.kind or counted.is_pronoun:
        return item
    force = force_in(pack, tokens, item.quantity.end, counted.reach)
    if force is None or counted.reach == item.quantity.end:
        return item
    kind = "people" if force.is_country else "forces"
    return replace(item, counted=replace(counted, end=counted.reach, kind=kind))
