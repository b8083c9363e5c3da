"""Parts of a total: who some of those counted were, by group, age or rank, and the total itself."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.counts.predicates import small
from geo.reports.counts.victims import PERSONS, Counted, is_by_age, noun_phrase, nouns
from geo.reports.language.numerals import number_at
from geo.reports.language.tokens import Phrases, same
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.reports.counts.predicates import Item, Link
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words

INCLUDED = frozenset(
    {"including", "include", "includes", "among", "with", "comprising", "incl", "incl."}
)
_LISTING = (("among", "them"), ("of", "whom"), ("of", "them"))
_AMONG = (("among", "them"), ("among", "whom"))
_FIGHTING = ("forces", "militants", "fighters")


def is_included(item: Item, tokens: Tokens) -> bool:
    """Tell whether a count is of a total before it: "including two", "among them two guards"."""
    first = item.quantity.first
    before = tokens.low[max(0, first - 2) : first]
    if before[:1] and before[0] in _TOGETHER:
        return False
    if before in _AMONG:
        return item.counted.kind in _FIGHTING or is_kin(item, tokens)
    return first > 0 and tokens.low[first - 1] in INCLUDED


def parted(rows: list[Item], tokens: Tokens) -> list[Item]:
    """Mark the parts of a total that are of different groups, and the total as mixed.

    "Ten people were hurt, seven guards and three herders": parts that add up to it; "nine of them
    civilians".
    """
    made = list(rows)
    for k, item in enumerate(rows):
        if k and (named := of_them(item, tokens)) is not None:
            made[k] = named
        elif k and _some_of(rows[k - 1], item, tokens):
            made[k] = replace(item, counted=replace(item.counted, is_part=True))
        parts = _by_group(rows, k, tokens)
        for m in parts:
            made[m] = replace(rows[m], counted=replace(rows[m].counted, is_part=True))
        if len({rows[m].counted.kind in _FIGHTING for m in parts}) > 1:
            made[k] = replace(item, counted=replace(item.counted, is_mixed=True))
    return made


def _some_of(total: Item, item: Item, tokens: Tokens) -> bool:
    """Read "20 people, among them six civilians" and "20 people, five guards among them"."""
    first, end, low = item.quantity.first, item.counted.end, tokens.low
    if item.quantity.kind == "article" or total.counted.kind not in ("people", "", "other"):
        return False
    if low[max(0, first - 2) : first] in _AMONG:
        return item.counted.head in _civilians(tokens.words)
    behind = low[end : end + 2] in _AMONG and low[first - 1 : first] in _PARTS_BEGIN
    fighting = item.counted.kind in _FIGHTING and not is_by_rank(item.counted, tokens)
    return behind and (fighting or item.counted.head in _civilians(tokens.words))


def _by_group(rows: list[Item], k: int, tokens: Tokens) -> list[int]:
    """Return which counts behind a total are its parts by group or by force: they add up to it."""
    total, found, low = rows[k], list[int](), tokens.low
    first = rows[k + 1].quantity.first if k + 1 < len(rows) else 0
    is_total = total.counted.kind in (*PERSONS, "") and not total.counted.is_pronoun
    if not is_total or low[first - 1 : first] not in _PARTS_BEGIN:
        return []
    for m in range(k + 1, len(rows)):
        last = rows[m - 1].counted
        behind = rows[m].quantity.first - max(last.end, rows[m - 1].quantity.end)
        near = m == k + 1 or behind <= _BEFORE_PARTS or last.reach <= rows[m].quantity.first - 1
        if rows[m].counted.kind not in PERSONS or not near:
            break
        found.append(m)
    if (
        len(found) < _PARTS_AT_LEAST
        or sum(rows[m].quantity.low or 0 for m in found) != total.quantity.low
    ):
        return []
    end = rows[found[-1]].counted.reach
    if end < len(low) and low[end] not in _PARTS_END:
        return []
    fighting = [rows[m].counted.kind in _FIGHTING for m in found]
    told = total.counted.kind in ("people", "") and any(fighting)
    forces = all(fighting) and not any(is_by_rank(rows[m].counted, tokens) for m in found)
    return found if (told and not all(fighting)) or forces else []


_BEFORE_PARTS = 3  # words between two parts
_PARTS_AT_LEAST = 2


def is_by_rank(counted: Counted, tokens: Tokens) -> bool:
    """Tell whether fighters are told by rank alone: "a captain", "two officers"."""
    last = counted.head.rpartition(" ")[2]
    heads = (tokens.words.listed("counted", "heads", key) for key in ("ranks", "leading"))
    ranks = frozenset[str]().union(*heads)
    named = any(raw[:1].isupper() for raw in tokens.raw[counted.first : counted.end])
    return not named and (last in ranks or last.removesuffix("s") in ranks)  # "FC men"


def told_as(tokens: Tokens, verb: int) -> Counted | None:
    """Read who those are whose verb stands at a token: "were men of the group", "belong to it"."""
    low, end = tokens.low, verb
    belonging = _belonging(tokens.words).at(tokens, end) if end < len(tokens) else None
    if belonging is not None or (low[end : end + 1] == ("to",) and "belonged" in low):
        end += 1 if belonging is None else belonging[0]
        services = tokens.words.listed("counted", "heads", "services")
        for j in range(end, min(end + _BODY, len(low))):
            if low[j] in services:  # "to the army", "to paramilitary units"
                return Counted(end, j + 1, "forces", low[j], j + 2)
            if low[j] in _PARTS_END or low[j] in _OF_BODY:
                break
    elif low[end : end + 1] != () and low[end] in small(tokens.words, "is"):
        end += 1
    else:
        return None
    end += low[end : end + 1] in (("a",), ("an",), ("the",))
    phrase = noun_phrase(tokens, end)
    return replace(phrase, reach=max(phrase.reach, phrase.end))


_BODY = 5  # words of "the Afghan border police"
_OF_BODY = ("in", "at", "from", "near", "who", "that", "which")


@lru_cache(maxsize=PACKS)
def _belonging(words: Words) -> Phrases[bool]:
    return Phrases(same(words.load("counted")["heads"]["belonging"], True))


def is_group(counted: Counted, tokens: Tokens) -> bool:
    """Tell whether those counted are told by their group, and not by age, sex or rank alone."""
    by_age = counted.head.rpartition(" ")[2] in nouns(tokens.words).breakdown
    alone = counted.reach == counted.end
    return counted.kind in PERSONS and not (alone and (by_age or is_by_rank(counted, tokens)))


def of_them(item: Item, tokens: Tokens) -> Item | None:
    """Read "seven people were hurt, six of them soldiers": who some of a mixed total were."""
    low, end, first = tokens.low, item.counted.end, item.quantity.first
    if not item.counted.is_pronoun or low[first - 1 : first] not in _PARTS_BEGIN:
        return None
    phrase = noun_phrase(tokens, end)
    is_family = phrase.kind == "civilians" and phrase.head == "members"
    closed = phrase.end >= len(low) or low[phrase.end] in _PARTS_END
    closed |= is_family and low[phrase.end] in ("in", "at", "itself", "alone")
    total = next(
        (hit for j in range(first - 1, -1, -1) if (hit := nouns(tokens.words).kinds.at(tokens, j))),
        None,
    )
    fighting = phrase.kind in PERSONS - {"civilians", "people"}
    if "officer" in phrase.head and "others" in low[:first]:
        return None  # a rank of theirs, no group
    by_group = fighting or phrase.head in _civilians(tokens.words)
    bodies = tokens.words.listed("counted", "sums", "bodies")
    of_body = phrase.kind in PERSONS and not bodies.isdisjoint(low[phrase.first : phrase.end])
    by_group |= is_family or of_body  # "from one family", "FC men"
    wholes = ("people", "other", *(("civilians",) if is_family else ()))
    if not (by_group and closed) or (total is not None and total[1] not in wholes):
        return None
    return replace(item, counted=replace(phrase, is_partitive=False, is_part=True))


_PARTS_BEGIN = ((",",), ("—",), ("–",), ("(",), (":",), ("-",))
_PARTS_END = (",", ".", ";", ")", "—", "–", "and")


@lru_cache(maxsize=PACKS)
def _civilians(words: Words) -> frozenset[str]:
    """Return the words that say no more of people than that they are no fighters."""
    return frozenset(words.load("counted")["heads"]["civilians"])


def mixed(rows: list[Item], tokens: Tokens) -> list[Item]:
    """Mark a total of people that includes others than civilians: "17 people, 11 of them ..."."""
    made = list(rows)
    for k in range(len(rows) - 1):
        included = is_included(rows[k + 1], tokens) and rows[k + 1].counted.kind in _FIGHTING
        if included and rows[k].counted.kind in ("people", ""):
            made[k] = replace(rows[k], counted=replace(rows[k].counted, is_mixed=True))
    return made


def is_breakdown(
    tokens: Tokens, rows: list[Item], links: list[Link | None], k: int, *, is_inherited: bool
) -> bool:
    """Tell whether a count only says of what age, sex or rank some of the counted are."""
    item, link = rows[k], links[k]
    before = tokens.low[max(0, item.quantity.first - 2) : item.quantity.first]
    by_age = is_by_age(tokens, item.counted)
    if before in (("were", "among"), ("was", "among")):
        return False  # "two guards were among five people killed"
    # "with 15 others injured", "killed along with a driver"
    with_own = before[-1:] == ("with",) and (not is_inherited or before[0] in _TOGETHER)
    if (
        before
        and before[-1] in INCLUDED
        and item.counted.kind
        and (by_age or before[-1] == "with")
        and not with_own
    ):
        return True
    if k and is_included(item, tokens):
        one = item.quantity.kind == "article"  # "five people, including an officer"
        if one or _is_rank(rows[k - 1], item):
            return True  # "seven soldiers, including a captain"
    if item.counted.is_pronoun and link is not None and not link.rule.startswith("gapped"):
        # "six soldiers, one of them a captain, were killed"
        done = link.rule in ("passive", "intransitive") and tokens.low[link.first - 1] != ","
        told = link.rule in ("active", "nominal") or item.quantity.first == 0
        own = done or told  # "killing two of them", "the bodies of 17 of them"
        return not own
    return False


_TOGETHER = ("along", "together")


def is_kin(item: Item, tokens: Tokens) -> bool:
    """Tell whether a family is named inside a total: "48 died, twenty-four of one family"."""
    first, end, low = item.quantity.first, item.counted.end, tokens.low
    before = low[max(0, first - 2) : first]
    named = item.counted.head.startswith("member") or item.counted.kind == "families"
    is_alone = before[-1:] in _ALONE and (end >= len(low) or low[end] in _BEHIND_KIN)
    is_listed = before in _LISTING or before[-1:] in (("including",), ("include",))
    return named and (is_listed or is_alone)


_ALONE = (("said",), ("says",), (",",), ('"',), ("“",), (":",), ("—",), ("–",))
_BEHIND_KIN = (".", ",", ";", ")", '"', "”", "—", "–", "itself", "alone")


def _is_rank(total: Item, part: Item) -> bool:
    """Tell whether those included are of the kind of the total: no more than their rank is said."""
    kin = part.counted.head.startswith("member") or part.counted.kind == "families"
    alike = total.counted.kind == part.counted.kind and part.counted.kind in PERSONS
    leads = part.counted.head.rpartition(" ")[2] in ("commander", "commanders", "leader", "leaders")
    return (alike or leads) and not kin


def is_whole(item: Item, tokens: Tokens) -> bool:
    """Tell whether a count is the whole that others are a part of: "of the 20 men, 14 died"."""
    first, low = item.quantity.first, tokens.low
    while first > 0 and low[first - 1] in ("the", "these", "those", "its"):
        first -= 1
    if first == 0 or low[first - 1] != "of":
        return False
    if low[max(0, first - 3) : first - 1] == ("every", "one"):
        return False
    is_part = first > 1 and low[first - 2] in small(tokens.words, "of_whole")
    if first == 1 or is_part or number_at(tokens, first - 2) is not None:
        return True
    return first < item.quantity.first and low[first - 2] in (",", ";", "—", "–", ":", ".")
