"""Figures of a sentence: counts with what happened to them, before anybody is asked who says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.reports import quantities
from geo.reports.predicates import Item, Link, items, joined, metric_of, near_link
from geo.reports.quantities import Quantity
from geo.reports.reach import far_link
from geo.reports.victims import PERSONS, force_in, noun_phrase, nouns

if TYPE_CHECKING:
    from geo.region import RegionPack
    from geo.reports.tokens import Tokens


_INCLUDED = frozenset({"including", "include", "includes", "among", "with", "comprising"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with its predicate, before it has a speaker."""

    item: Item
    link: Link
    metric: str
    is_subset: bool
    rule: str


def find(tokens: Tokens, pack: RegionPack) -> list[Figure]:
    """Find the counts of a sentence that have something happen to them."""
    numbers = [q for q in quantities.find(tokens) if (q.high or q.low or 0) > 0]
    rows = [_named(i, tokens, pack) for i in items(tokens, _with_articles(tokens, numbers))]
    links: list[Link | None] = []
    for k, item in enumerate(rows):
        following = rows[k + 1] if k + 1 < len(rows) else None
        links.append(near_link(tokens, item) or far_link(tokens, item, following))
    inherited = _inherit(tokens, rows, links)
    _drop_apposed(tokens, rows, links)
    made = []
    last_kind = ""
    for k, item in enumerate(rows):
        link = links[k]
        if link is None or _is_breakdown(tokens, rows, links, inherited, k):
            continue
        kind = item.counted.kind
        metric = metric_of(link.classes, kind or (last_kind if _thingly(link) else ""))
        if (
            kind == ""
            and metric in ("captured", "")
            and last_kind in ("posts", "bases", "vehicles", "houses")
        ):
            metric = metric_of(link.classes, last_kind)
        last_kind = kind or last_kind
        if not metric or (
            item.quantity.kind == "article" and not _article_counts(item, link, inherited[k])
        ):
            continue
        if kind == "" and item.quantity.kind == "article":
            continue
        partitive = item.counted.is_partitive and (
            item.counted.is_pronoun or item.counted.kind == ""
        )
        included = item.quantity.first > 0 and tokens.low[item.quantity.first - 1] in _INCLUDED
        rule = "coordinated" if inherited[k] else link.rule
        made.append(Figure(item, link, metric, partitive or (included and inherited[k]), rule))
    return made


def _thingly(link: Link) -> bool:
    return not set(link.classes) & {"killed", "wounded", "missing", "attacked_persons", "displaced"}


def _article_counts(item: Item, link: Link, inherited: bool) -> bool:
    kind = item.counted.kind
    if kind in PERSONS:
        return link.classes != ("killed", "taken", "destroyed") or kind == "forces"
    return kind in ("houses", "posts", "bases", "vehicles") and (
        link.rule in ("active", "passive", "passive-far") or inherited
    )


def _with_articles(tokens: Tokens, numbers: list[Quantity]) -> list[Quantity]:
    """Add "a soldier", "another child", "the house": one of a noun in the singular."""
    taken = {j for q in numbers for j in range(q.first, q.end)}
    made = list(numbers)
    for i, word in enumerate(tokens.low):
        if word not in ("a", "an", "another", "the") or i in taken or i + 1 in taken:
            continue
        phrase = noun_phrase(tokens, i + 1)
        if phrase.kind in ("", "other") or phrase.is_partitive or not _is_singular(phrase.head):
            continue
        if word == "the" and phrase.kind != "houses":
            continue
        if any(j in taken for j in range(i, phrase.end)):
            continue
        made.append(Quantity(i, i + 1, i, 1, 1, kind="article"))
    return sorted(made, key=lambda q: q.first)


_PLURAL = frozenset(
    {
        "police",
        "troops",
        "personnel",
        "people",
        "taliban",
        "border police",
        "security forces",
        "children",
        "headquarters",
        "mujahideen",
        "police personnel",
        "army personnel",
    }
)


def _is_singular(head: str) -> bool:
    last = head.rpartition(" ")[2]
    return not (
        head in _PLURAL
        or last in _PLURAL
        or last.endswith("men")
        or last == "women"
        or (last.endswith("s") and not last.endswith("ss"))
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


def _inherit(tokens: Tokens, rows: list[Item], links: list[Link | None]) -> list[bool]:
    """Let the counts of one list share a verb; return which ones had none of their own."""
    lists = [k + 1 < len(rows) and joined(tokens, rows[k], rows[k + 1]) for k in range(len(rows))]
    inherited = [False] * len(rows)
    for k in range(len(rows) - 2, -1, -1):
        after = links[k + 1]
        if (
            links[k] is None
            and lists[k]
            and after is not None
            and after.first >= rows[k + 1].quantity.end
            and rows[k].counted.kind not in ("other", "")
            and after.rule != "counted-outcome"
        ):
            links[k], inherited[k] = after, True
    for k in range(1, len(rows)):
        before = links[k - 1]
        if links[k] is not None or before is None or rows[k].counted.kind in ("other", ""):
            continue
        included = (
            tokens.low[rows[k].quantity.first - 1] in _INCLUDED if rows[k].quantity.first else False
        )
        if (lists[k - 1] and before.rule in ("active", "nominal", "toll")) or included:
            links[k], inherited[k] = before, True
    return inherited


def _drop_apposed(tokens: Tokens, rows: list[Item], links: list[Link | None]) -> None:
    """Leave out counts between a subject and its far verb: "a boy of 12, were shot dead"."""
    for k, link in enumerate(links):
        if link is None or not link.rule.endswith("-far"):
            continue
        for m in range(k + 1, len(rows)):
            other = links[m]
            if rows[m].quantity.first >= link.first:
                break
            chained = all(joined(tokens, rows[n], rows[n + 1]) for n in range(k, m))
            if other is not None and other.first == link.first and not chained:
                links[m] = None


def _is_breakdown(
    tokens: Tokens, rows: list[Item], links: list[Link | None], inherited: list[bool], k: int
) -> bool:
    """Tell whether a count only says of what age, sex or rank some of the counted are."""
    item = rows[k]
    before = tokens.low[max(0, item.quantity.first - 2) : item.quantity.first]
    head = item.counted.head.rpartition(" ")[2]
    by_age = head in nouns().breakdown
    if (
        before[-1:]
        and before[-1] in _INCLUDED
        and (by_age or before[-1] == "with")
        and item.counted.kind != ""
    ):
        return True
    link = links[k]
    if (
        item.counted.is_pronoun
        and link is not None
        and tokens.low[link.first - 1 : link.first] == (",",)
    ):
        return True
    if (
        item.counted.is_pronoun
        and link is not None
        and not link.rule.startswith(("passive", "intransitive"))
    ):
        return True
    if (
        item.counted.is_pronoun
        and link is not None
        and link.rule in ("passive-far", "intransitive-far")
    ):
        # "six soldiers, one of them a captain, were killed"
        return True
    if not (inherited[k] and k and link is links[k - 1]):
        return False
    total, part = rows[k - 1].quantity, item.quantity
    general = rows[k - 1].counted.kind in PERSONS and rows[k - 1].counted.head.split()[-1:] not in (
        [w] for w in nouns().breakdown
    )
    comma = tokens.low[item.quantity.first - 1 : item.quantity.first] in (
        (",",),
        ("—",),
        ("–",),
        (":",),
    )
    return by_age and general and comma and (total.low or 0) >= (part.low or 0)
