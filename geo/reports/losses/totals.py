"""Whose the counts of a total are by a remark: "all of them civilians", "one of them a guard"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.counts.forces import CIVILIANS, MILITANTS, UNSPECIFIED
from geo.reports.counts.predicates import small
from geo.reports.counts.victims import noun_phrase, nouns
from geo.reports.language.numerals import number_at
from geo.reports.language.speech_verbs import is_speech_verb
from geo.reports.language.tokens import Phrases, same
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words
    from geo.reports.losses.evidence import Count


def remark_on_total(count: Count) -> str:
    """Read "five dead, one of them a guard", and "Most of the dead were women" behind it."""
    end, following = max(count.noun, count.end), count.context.following
    if not count.is_total:
        return ""
    if _were_among(count):
        return UNSPECIFIED
    if not count.counted.is_mixed and count.remark[0] >= end:
        return ""
    if count.counted.is_mixed or _some_fought(count, end):
        return UNSPECIFIED  # "ten people and soldiers"
    if following is None or len(following) < _SHORT:
        return ""
    if _were_civilians(following):
        return CIVILIANS
    return UNSPECIFIED if _were_mixed(count, following) else ""


def _were_among(count: Count) -> bool:
    """Tell "two soldiers were among the ten killed": those counted before are some of these."""
    if "among" not in count.low[max(0, count.first - 2) : count.first]:
        return False
    return bool(count.before) and count.before[-1].group not in (CIVILIANS, UNSPECIFIED)


def apposition(count: Count) -> str:
    """Read "four dead, a mother with two sons and a neighbour"."""
    end = max(count.link.end, count.reach)
    return CIVILIANS if count.is_vague and _are_civilians(count.tokens, end) else ""


def remark_on_all(count: Count) -> str:
    """Read "all of them civilians" behind counts that name nobody."""
    first, kind = count.remark
    if not count.is_vague or count.first >= first:
        return ""
    return kind if kind in (CIVILIANS, MILITANTS) else count.own if count.kind == "" else ""


def _some_fought(count: Count, end: int) -> bool:
    """Tell whether some of a total were fighters: "five dead, one of them a guard of the force"."""
    low, limit = count.low, min(len(count.low), end + _REMARKED)
    for j in range(end, limit):
        goes_on = low[j] == ":" and j + 1 < len(low)
        if goes_on and number_at(count.tokens, j + 1) is not None:
            return _has_fighters(count, count.tokens, j + 1, len(low))  # "eight: six soldiers and"
        if low[j] in (".", ";", ":"):
            return False
        if _some(count.words).at(count.tokens, j) is None:
            continue
        if low[j] != "including" and {",", "—", "–", "("}.isdisjoint(low[end:j]):
            continue
        stop = next((k for k in range(j + 1, limit) if low[k] in (",", ".", ";")), limit)
        behind = low[j] in ("among", "included")  # "a member of the force among them"
        first = max(end, j - _REMARK) if behind else j
        if low[j : j + 2] == ("of", "them") and "civilians" in low[j + 2 : j + 4]:
            # "six people, four of them civilians"
            return j > end and number_at(count.tokens, j - 1) is not None
        # "most of them civilians", "among them five civilians": the others were none
        return "civilians" in low[first:stop] or _has_fighters(
            count, count.tokens, first, j if behind else min(stop, j + _REMARK)
        )
    return False


def _were_civilians(tokens: Tokens) -> bool:
    """Read "Most of the dead were women and children" of those just counted."""
    low = tokens.low
    opening = next((j for j in range(min(len(low), _OPENING)) if low[j] == "of"), 0)
    if not opening or low[opening - 1] not in ("most", "all", "majority"):
        return False
    j = opening + 1 + (low[opening + 1 : opening + 2] in (("the",), ("these",), ("those",)))
    harmed = small(tokens.words, "harmed") | {"them"}
    if harmed.isdisjoint(low[j : j + 1]) or {"were", "are"}.isdisjoint(low[j + 1 : j + 2]):
        return False
    return noun_phrase(tokens, j + 2).kind == "civilians"


_OPENING = 4  # words of "nearly all of", "the majority of"


def _were_mixed(count: Count, tokens: Tokens) -> bool:
    """Tell whether a sentence says that some of those just counted were fighters."""
    counted, low = number_at(tokens, 0), tokens.low
    opening = counted[1] if counted is not None else 1
    if counted is None and low[0] not in ("most", "some", "many", "several", "half"):
        return False
    follows = low[opening : opening + 2]
    told = follows[:1] in (("were",), ("wore",), ("belonged",)) or follows == ("of", "them")
    return told and _has_fighters(count, tokens, opening, min(len(low), opening + _REMARKED))


def _has_fighters(count: Count, tokens: Tokens, first: int, end: int) -> bool:
    kinds = [nouns(tokens.words).kinds.at(tokens, j) for j in range(first, end)]
    if any(hit is not None and hit[1] in ("forces", "fighters", "militants") for hit in kinds):
        return True
    force = count.report.force(tokens, first, end)
    return force is not None and not force.is_country


_SHORT = 3  # words of no sentence
_REMARKED = 22  # words behind a total in which a remark on some of it stands
_REMARK = 8  # words of the remark


@lru_cache(maxsize=PACKS)
def _some(words: Words) -> Phrases[bool]:
    return Phrases(same(words.listed("losses", "totals", "some"), True))


def _are_civilians(tokens: Tokens, end: int) -> bool:
    """Read whom a count is made up of: "four dead, a mother with two sons and a neighbour"."""
    if tokens.low[end : end + 1] not in ((",",), (":",), ("—",), ("–",), ("-",), ("(",)):
        return False
    j = end + 1
    if j < len(tokens) and (number := number_at(tokens, j)) is not None:
        j = number[1]
    elif tokens.low[j : j + 1] not in (("a",), ("an",)):
        return False
    phrase = noun_phrase(tokens, j + (number is None))
    if phrase.kind != "civilians" or phrase.is_partitive:
        return False
    behind = phrase.end
    # "four died, a doctor in Khar said"
    return not any(
        is_speech_verb(tokens, j) for j in range(behind, min(len(tokens), behind + _SPOKEN))
    )


_SPOKEN = 9  # words behind "a doctor" in which "said" may stand
