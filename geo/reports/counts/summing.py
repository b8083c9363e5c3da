"""Figures of one source that add up, and those that it only gives again."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.language.words import PACKS, either

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.reports.documents.marks import Claim
    from geo.reports.language.words import Words


@lru_cache(maxsize=2 * PACKS)
def _any_of(words: Words, key: str) -> re.Pattern[str]:
    return re.compile(rf"\b{either(words.listed('counted', 'sums', key))}\b", re.IGNORECASE)


def summed(counted: list[tuple[Claim, int]], text: str, words: Words) -> list[Claim]:
    """Add up one list of persons of one group and one verb: "three women, two children".

    Parameters
    ----------
    counted
        Claims of one sentence, each with the token that its verb begins with.
    text
        Of the document.
    words
        Of the region.
    """
    made: list[Claim] = []
    last_link = -1
    for claim, link in counted:
        last = made[-1] if made else None
        if last is not None and link == last_link and _AMONG.match(text, claim.start):
            made.append(replace(claim, is_subset=True))
            continue
        if last is not None and link == last_link and _adds_up(last, claim, text, words):
            low, more_low = last.count_min, claim.count_min
            high, more_high = last.count_max, claim.count_max
            made[-1] = replace(
                last,
                end=max(last.end, claim.end),
                count_min=None if low is None or more_low is None else low + more_low,
                count_max=None if high is None or more_high is None else high + more_high,
                is_exact=last.is_exact and claim.is_exact,
                rule="sum",
            )
            continue
        made.append(claim)
        last_link = link
    return made


# "eight guards, two of the force's commanders, Gul and Jan, among them"
_AMONG = re.compile(r"[^.;:]{0,90}?\bamong (?:them|whom)\b")


def without_parts(
    counted: list[tuple[Claim, int]], text: str, words: Words
) -> list[tuple[Claim, int]]:
    """Leave out the parts of a whole: "eight people, five women and three children, died"."""
    if len(counted) < _WHOLE_AND_PARTS:
        return counted
    kept: list[tuple[Claim, int]] = []
    wholes, number = _any_of(words, "wholes"), 0
    young, of_young = _any_of(words, "young"), _any_of(words, "of_young")
    while number < len(counted):
        whole, link = counted[number]
        kept.append(counted[number])
        number += 1
        parts, total = number, 0
        told = counted[number][0].start if number < len(counted) else whole.end
        # a quote that runs on to the verb holds the others: "four guards and four villagers died"
        told = min(told, whole.end) if told > whole.start else whole.end
        is_whole = wholes.search(text, whole.start, told) is not None
        if not is_whole and young.search(text, whole.start, told) is None:
            continue
        while parts < len(counted) and counted[parts][1] == link:
            part = counted[parts][0]
            between = text[counted[parts - 1][0].end : part.start]
            if part.metric != whole.metric or len(between) > _PART_GAP or part.count_min is None:
                break
            if not is_whole and of_young.search(text, part.start, part.start + _PART_GAP) is None:
                break  # "five children, three women and two men"
            total += part.count_min
            parts += 1
            if total == whole.count_min and parts - number > 1:
                number = parts
                break
    return kept


_WHOLE_AND_PARTS = 3  # counts, at least
_PART_GAP = 25  # characters between a whole and its parts


def _adds_up(last: Claim, claim: Claim, text: str, words: Words) -> bool:
    same = (last.metric, last.victim_group, last.claimant, last.unit) == (
        claim.metric,
        claim.victim_group,
        claim.claimant,
        claim.unit,
    )
    if not same or claim.is_subset or last.is_subset or claim.metric not in _ADDED:
        return False
    bodies = _any_of(words, "bodies")
    end = text.find(",", claim.start, claim.end)
    told = text[last.start : claim.start], text[claim.start : claim.end if end < 0 else end]
    one, other = ({body.lower() for body in bodies.findall(part)} for part in told)
    if one and other and one != other:
        return False
    if claim.start < last.end:
        # the first quote runs to the verb that both share
        return "coordinated" not in claim.rule
    plain = re.sub(r"\([^()]*\)", " ", text[last.end : claim.start])  # "(aged 33)"
    plain = re.sub(r"^ of \w+|^,(?: aged)? \w{1,3},", " ", plain)  # "a boy of twelve and a man"
    between = plain.lower().replace(",", " ").replace("&", " ").split()
    return words.listed("counted", "sums", "joins").issuperset(between)


_ADDED = frozenset({"vehicles_destroyed", "killed", "wounded", "captured", "missing"})


def without_repeats(
    claims: Sequence[Claim], blocks: Sequence[int] = (), headlines: Collection[int] = ()
) -> list[Claim]:
    """Leave out a figure that its source gives again, in the same of its sentences' `blocks`.

    Of the sentences that are `headlines` a figure is left out that the story below gives: it says
    whose losses they are where "Four killed in Khost" does not.
    """
    kept: dict[tuple[object, ...], Claim] = {}
    of_story: set[tuple[object, ...]] = set()
    for claim in claims:
        where = blocks[claim.sentence] if blocks else 0
        said = claim.claimant, claim.claimant_side, claim.unit, claim.is_subset, where
        denied = claim.start if claim.stance == "denies" else -1
        what = (*said, claim.metric, claim.count_min, claim.count_max, denied)
        is_headline = claim.sentence in headlines
        if not is_headline:
            of_story.add(what)
        kept.setdefault((*what, claim.victim_group, is_headline), claim)
    return [
        claim
        for (*what, _, is_headline), claim in kept.items()
        if not is_headline or (*what,) not in of_story
    ]
