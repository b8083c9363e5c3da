"""Counts that stand together: shared verbs, parts of a total, asides that only describe."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reports.counts import among
from geo.reports.counts.links import joined, numbered
from geo.reports.counts.parts import is_group, is_included, is_kin, told_as
from geo.reports.counts.predicates import forms, small
from geo.reports.counts.victims import PERSONS, noun_phrase, nouns

if TYPE_CHECKING:
    from geo.reports.counts.predicates import Item, Link
    from geo.reports.language.tokens import Tokens


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
    inherited = [False] * len(rows)
    for k in range(len(rows) - 2, -1, -1):
        after = links[k + 1]
        if links[k] is not None or after is None or not joined(tokens, rows[k], rows[k + 1]):
            continue
        named = rows[k].counted.kind in PERSONS and rows[k + 1].counted.kind in PERSONS
        behind = after.first >= rows[k + 1].quantity.end and (
            after.rule != "counted-outcome" or (named and after.first >= rows[k + 1].counted.end)
        )
        if behind and rows[k].counted.kind not in ("other", ""):
            links[k], inherited[k] = after, True
    for k in range(1, len(rows)):
        last = k - 1
        while last and is_included(rows[k], tokens) and rows[last].counted.kind == "other":
            last -= 1  # "15 dead in seven villages, including five of one family"
        before = links[last]
        if before is not None and links[k] is None and _closes(rows[k], before, tokens):
            links[k], inherited[k] = before, True
            continue
        if links[k] is not None or before is None or rows[k].counted.kind in ("other", ""):
            continue
        included = is_included(rows[k], tokens) or is_kin(rows[k], tokens)
        shared = before.rule in _SHARED and joined(tokens, rows[k - 1], rows[k])
        if shared or included:
            links[k], inherited[k] = before, True
    return inherited


_SHARED = ("active", "nominal", "toll", "among")  # links that stand before all they tie


def of_things(rows: list[Item], tokens: Tokens) -> list[Item]:
    """Read "destroyed 83 posts and captured 17 others", "two bases, and 14 more": of the same."""
    made = list(rows)
    for k in range(1, len(rows)):
        before, item = made[k - 1], rows[k]
        alike = item.counted.head == "others" or (
            not item.counted.kind and tokens.low[item.quantity.end : item.counted.end] == ("more",)
        )
        if not alike or before.counted.kind not in _THINGS:
            continue
        if not _is_gain(before, item, tokens) and not _are_gone(before, item, tokens):
            continue
        counted = replace(item.counted, kind=before.counted.kind, head=before.counted.head)
        made[k] = replace(item, counted=counted)
    return made


def _is_gain(before: Item, item: Item, tokens: Tokens) -> bool:
    """Tell whether only what was done to things stands between two counts: "and captured"."""
    first = item.quantity.first
    done = forms(tokens.words)["active"].ending(tokens, first)
    between = tokens.low[before.counted.end : first if done is None else done[0]]
    return bool(between) and small(tokens.words, "joins").issuperset(between)


def _are_gone(before: Item, item: Item, tokens: Tokens) -> bool:
    """Read "two posts near X were destroyed and four others were captured": both are of things."""
    low, done = tokens.low, forms(tokens.words)["done"]
    end = item.quantity.first - 1
    first = done.ending(tokens, end) if low[end : end + 1] == ("and",) else None
    if first is None or first[0] <= before.counted.end or low[first[0] - 1] not in _WERE:
        return False
    at = item.counted.end
    at += low[at : at + 1] != () and low[at] in _WERE
    second = done.at(tokens, at) if at < len(tokens) else None
    return second is not None and all(
        not _OF_THINGS.isdisjoint(readings) for readings in (first[1], second[1])
    )


_WERE = frozenset({"were", "was", "been", "being"})
_OF_THINGS = frozenset({"taken", "destroyed"})
_THINGS = ("posts", "bases", "vehicles", "houses")


def _closes(item: Item, before: Link, tokens: Tokens) -> bool:
    """Tell whether a count behind a verb shares it: "two guards were hit and one Afghan"."""
    low = tokens.low
    if item.counted.kind not in PERSONS or before.end > item.quantity.first:
        return False
    between = low[before.end : item.quantity.first]
    if before.rule in _SUFFERED and any(between[-len(w) :] == w for w in _TOGETHER):
        return _is_one_clause(between) and _ends(item.counted.reach, tokens)
    return (
        before.rule == "passive"
        and bool(between)
        and between[-1] == "and"
        and len(between) <= 4
        and (between == (",", "and") or "," not in between[:-1])
        and _ends(item.counted.end, tokens)
    )


def _ends(end: int, tokens: Tokens) -> bool:
    """Tell whether a clause ends behind a count, or goes on with where and when."""
    low = tokens.low
    if end >= len(low) or low[end] in (".", ";", ","):
        return True
    return low[end : end + 2] == ("as", "well") or low[end] in ("in", "at", "on", "near", "when")


def _is_one_clause(words: tuple[str, ...]) -> bool:
    return len(words) <= _CLAUSE and not {",", ";", ":", "said", "says", "who"} & set(words)


_SUFFERED = ("passive", "passive-far", "active", "intransitive-far")
_TOGETHER = (("along", "with"), ("together", "with"), ("as", "well", "as"), ("alongside",))
_CLAUSE = 12  # words between a verb and whom it befell as well


def without_remarks(rows: list[Item], tokens: Tokens) -> list[Item]:
    """Leave out who some of the counted were: "a captain among them", "both traders"."""
    low = tokens.low
    kept: list[Item] = []
    for item in rows:
        first, end = item.quantity.first, item.counted.end
        comma = low[first - 1 : first] in ((",",), ("(",), ("—",), ("–",))
        behind = low[end : end + 2] in (("among", "them"), ("among", "whom"))
        is_remark = behind and not item.counted.is_part
        if kept and comma and (is_remark or low[item.quantity.core] == "both"):
            continue
        kept.append(item)
    return kept


def drop_apposed(tokens: Tokens, rows: list[Item], links: list[Link | None]) -> None:
    """Leave out counts between a subject and its far verb: "a boy of 12, were shot dead"."""
    leaving = tokens.words.listed("grammar", "leaving")
    for k, link in enumerate(links):
        if link is None or not link.rule.endswith("-far"):
            continue
        for m in range(k + 1, len(rows)):
            other, first = links[m], rows[m].quantity.first
            if first >= link.first:
                break
            if not leaving.isdisjoint(tokens.low[rows[k].counted.end : first]):
                links[k] = None  # "a bomber left six people dead"
                break
            chained = all(joined(tokens, rows[n], rows[n + 1]) for n in range(k, m))
            added = tokens.low[first - 2 : first] == (",", "and")
            apposed = m == k + 1 and _is_apposed(rows[k], rows[m], tokens, link)
            apposed = apposed and not _is_last_but_one(rows, m, tokens)
            alone = apposed or not (chained or added)
            if other is not None and other.first == link.first and alone:
                links[m] = None


def _is_last_but_one(rows: list[Item], m: int, tokens: Tokens) -> bool:
    """Tell the middle of a list from an apposition: "a teacher, a baker and two drivers died"."""
    if m + 1 == len(rows):
        return False
    return tokens.low[rows[m].counted.end : rows[m + 1].quantity.first] == ("and",)


def _is_apposed(one: Item, item: Item, tokens: Tokens, link: Link) -> bool:
    """Tell whether a count says who one is: "Sepoy Khan, a resident of Tank, died"."""
    low, end, first = tokens.low, max(one.quantity.end, one.counted.end), item.quantity.first
    single = one.quantity.low == 1 and item.quantity.kind == "article"
    plural = any(word in ("were", "are", "have") for word in low[first : link.end])
    return single and first == end + 1 and low[end] == "," and not plural


def drop_outrun(tokens: Tokens, rows: list[Item], links: list[Link | None]) -> None:
    """Leave out what a toll was before: "the toll of nine was raised to 12"."""
    for k in range(len(rows) - 1):
        one, other = links[k], links[k + 1]
        if one is None or other is None or other.rule != "toll":
            continue
        between = tokens.low[rows[k].counted.end : rows[k + 1].quantity.first]
        is_same = other.first == one.first or other.first in range(one.first, one.end)
        moves = tokens.words.listed("grammar", "rise") | small(tokens.words, "be")
        if is_same and not moves.isdisjoint(between):
            links[k] = None


def surpassed(item: Item, link: Link | None, tokens: Tokens) -> Item:
    """Read "the toll has passed forty": forty at least."""
    first, beyond = item.quantity.first, tokens.words.listed("grammar", "surpassing")
    if link is None or link.rule != "toll" or not first or tokens.low[first - 1] not in beyond:
        return item
    return replace(item, quantity=replace(item.quantity, high=None, is_exact=False))


def _brackets(item: Item, tokens: Tokens) -> bool:
    """Tell whether a count stands in brackets that open shortly before it."""
    for j in range(item.quantity.first - 1, max(-1, item.quantity.first - _ASIDE), -1):
        if tokens.low[j] == "(":
            return j > 0
        if tokens.low[j] in (")", ".", ";"):
            return False
    return False


_ASIDE = 10  # words of an aside in brackets before a count in it


def without_asides(rows: list[Item], tokens: Tokens) -> list[Item]:
    """Leave out what brackets behind a count say of it: "nine children (five of them girls)"."""
    kept: list[Item] = []
    for item in rows:
        if item.counted.is_part or not (kept and _brackets(item, tokens)):
            kept.append(item)
    return kept


def of_the_dead(item: Item, tokens: Tokens) -> Item:
    """Read "four of the dead were soldiers", "two of the injured died"."""
    counted, low = item.counted, tokens.low
    j = counted.end
    of_those = low[j - 1 : j + 1] in _OF_THOSE
    if not counted.is_partitive or counted.kind or (counted.is_pronoun and not of_those):
        return item
    while j < len(low) and low[j] in nouns(tokens.words).determiners:
        j += 1
    if j >= len(low) or low[j] not in small(tokens.words, "harmed"):
        return item
    who = told_as(tokens, j + 1)
    if who is not None and who.kind:
        told = is_group(who, tokens) or who.kind in _BY_RANK
        kind = who.kind if told else "other"  # of what age they were is no count
        counted = replace(counted, end=j, reach=who.reach, kind=kind, head=who.head)
        return replace(item, counted=replace(counted, is_pronoun=False))
    if of_those:
        return item
    return replace(
        item, counted=replace(counted, end=j + 1, reach=j + 1, kind="people", head=low[j])
    )


_OF_THOSE = (("those", "killed"), ("those", "wounded"), ("those", "injured"), ("those", "hurt"))
_BY_RANK = ("forces", "militants", "fighters")


def of_whom(tokens: Tokens, item: Item) -> str:
    """Return what befell those of whom a sentence tells: "Of the dead, six were guards"."""
    opening = next((j for j in range(item.quantity.first) if tokens.low[j] == "of"), None)
    link = among.harmed(tokens, opening) if opening is not None and opening < _OF_WHOM else None
    return "" if link is None else link.classes[0]


_OF_WHOM = 2  # words before "of the dead"
_LABEL = 4  # words before "killed: 12" that say who


def label_of(item: Item, link: Link, tokens: Tokens) -> range:
    """Return the tokens before a count that say whom it counts; none where none do.

    In a cell or before a colon, "Pakistani soldiers killed | 58", and behind the name of a figure:
    "the number of soldiers killed has risen to 58".
    """
    if link.rule != "toll":
        return range(0)
    if tokens.low[item.quantity.first - 1] in _COLONS:
        return range(max(0, link.first - _LABEL), item.quantity.first)
    first = numbered(tokens, link.first + 1)
    return range(0) if first is None else range(first, link.first + 1)


_COLONS = ("|", ":", "-", "–")


def labelled(item: Item, link: Link | None, tokens: Tokens) -> Item:
    """Read what a labelled count counts from its label."""
    if link is None or item.counted.kind:
        return item
    label = label_of(item, link, tokens)
    phrase = noun_phrase(tokens, label.start) if label else item.counted
    if phrase.kind in PERSONS and phrase.end <= item.quantity.first:
        return replace(item, counted=replace(item.counted, kind=phrase.kind, head=phrase.head))
    for j in label:
        hit = nouns(tokens.words).kinds.at(tokens, j)
        if hit is not None:
            head = " ".join(tokens.low[j : j + hit[0]])
            return replace(item, counted=replace(item.counted, kind=hit[1], head=head))
    return item
