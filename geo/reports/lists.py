"""Counts that stand together: shared verbs, parts of a total, asides that only describe."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reports.predicates import joined
from geo.reports.victims import PERSONS, noun_phrase, nouns

if TYPE_CHECKING:
    from geo.reports.predicates import Item, Link
    from geo.reports.tokens import Tokens

INCLUDED = frozenset({"including", "include", "includes", "among", "with", "comprising"})
_LISTING = (("among", "them"), ("of", "whom"), ("of", "them"))
_DEAD = ("dead", "killed", "wounded", "injured", "victims", "slain", "hurt", "deceased")


def inherit(tokens: Tokens, rows: list[Item], links: list[Link | None]) -> list[bool]:
    """Let the counts of one list share a verb.

    Parameters
    ----------
    tokens, rows
        The sentence and its counts.
    links
        What each count belongs to; the missing ones are filled in where they share another's.

    Returns
    -------
    list
        Which counts had no verb of their own.
    """
    together = [
        k + 1 < len(rows) and joined(tokens, rows[k], rows[k + 1]) for k in range(len(rows))
    ]
    inherited = [False] * len(rows)
    for k in range(len(rows) - 2, -1, -1):
        after = links[k + 1]
        if links[k] is not None or not together[k] or after is None:
            continue
        behind = after.first >= rows[k + 1].quantity.end and after.rule != "counted-outcome"
        if behind and rows[k].counted.kind not in ("other", ""):
            links[k], inherited[k] = after, True
    for k in range(1, len(rows)):
        before = links[k - 1]
        if links[k] is not None or before is None or rows[k].counted.kind in ("other", ""):
            continue
        first = rows[k].quantity.first
        included = first > 0 and tokens.low[first - 1] in INCLUDED
        if (together[k - 1] and before.rule in ("active", "nominal", "toll")) or included:
            links[k], inherited[k] = before, True
    return inherited


def drop_apposed(tokens: Tokens, rows: list[Item], links: list[Link | None]) -> None:
    """Leave out counts between a subject and its far verb: "a boy of 12, were shot dead"."""
    for k, link in enumerate(links):
        if link is None or not link.rule.endswith("-far"):
            continue
        for m in range(k + 1, len(rows)):
            other, first = links[m], rows[m].quantity.first
            if first >= link.first:
                break
            chained = all(joined(tokens, rows[n], rows[n + 1]) for n in range(k, m))
            added = tokens.low[first - 2 : first] == (",", "and")
            if other is not None and other.first == link.first and not chained and not added:
                links[m] = None


def is_breakdown(
    tokens: Tokens, rows: list[Item], links: list[Link | None], k: int, *, is_inherited: bool
) -> bool:
    """Tell whether a count only says of what age, sex or rank some of the counted are."""
    item, link = rows[k], links[k]
    before = tokens.low[max(0, item.quantity.first - 2) : item.quantity.first]
    by_age = item.counted.head.rpartition(" ")[2] in nouns().breakdown
    if before in _LISTING:
        return _is_shared(links, k)
    if before and before[-1] in INCLUDED and item.counted.kind and (by_age or before[-1] == "with"):
        return True
    if item.counted.is_pronoun and link is not None:
        # "six soldiers, one of them a captain, were killed"
        own = link.rule in ("passive", "intransitive") and tokens.low[link.first - 1] != ","
        return not own
    return is_inherited and by_age and _is_part(tokens, rows, links, k)


def _is_part(tokens: Tokens, rows: list[Item], links: list[Link | None], k: int) -> bool:
    """Tell whether a count by age stands behind the total that it is a part of."""
    if not k or links[k] is not links[k - 1]:
        return False
    total, part = rows[k - 1], rows[k]
    general = total.counted.kind in PERSONS and (
        total.counted.head.rpartition(" ")[2] not in nouns().breakdown
    )
    comma = tokens.low[part.quantity.first - 1] in (",", "—", "–", ":", "(")
    return general and comma and (total.quantity.low or 0) >= (part.quantity.low or 0)


def _is_shared(links: list[Link | None], k: int) -> bool:
    link = links[k]
    return link is None or any(
        other is not None and other.first == link.first for m, other in enumerate(links) if m != k
    )


def of_the_dead(item: Item, tokens: Tokens) -> Item:
    """Read whom "four of the dead were soldiers" counts; of what age they were is no count."""
    counted, low = item.counted, tokens.low
    if not counted.is_partitive or counted.kind or counted.is_pronoun:
        return item
    j = counted.end
    if j + 1 >= len(low) or low[j] not in _DEAD or low[j + 1] not in ("were", "are", "was", "is"):
        return item
    phrase = noun_phrase(tokens, j + 2 + (low[j + 2 : j + 3] in (("a",), ("an",), ("the",))))
    described = phrase.head.rpartition(" ")[2] in nouns().breakdown
    kind = "other" if described or not phrase.kind else phrase.kind
    return replace(item, counted=replace(counted, kind=kind, head=phrase.head))
