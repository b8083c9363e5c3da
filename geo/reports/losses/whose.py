"""Words of a sentence that say of all its counts whose they are: labels and "all of them"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.reports.counts.forces import force_in, other_group, own_group
from geo.reports.counts.predicates import small
from geo.reports.counts.victims import PERSONS, noun_phrase, nouns
from geo.reports.language.numerals import number_at
from geo.reports.language.speech_verbs import is_speech_verb
from geo.reports.language.tokens import Phrases, same
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.region import RegionPack
    from geo.reports.attribution.known import Speaker
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words

_LABEL = 6  # words before the colon of a label
_SPOKEN = 9  # words behind "a doctor" in which "said" may stand
_SHORT_LABEL = 3  # "The enemy's: fourteen dead"


class Whole(NamedTuple):
    """A remark on all that were counted before it.

    Attributes
    ----------
    first
        Its first token.
    kind
        Class of its noun, as in `counted.toml`.
    """

    first: int
    kind: str


def labelled(pack: RegionPack, tokens: Tokens, speaker: Speaker, before: int) -> str:
    """Return whose dead a sentence lists by its label: "Enemy losses: 21 killed, two captured".

    Parameters
    ----------
    pack, tokens, speaker
        The region, the sentence and who says it.
    before
        The count's first token.
    """
    low = tokens.low
    before_on = tokens.words.listed("losses", "whose", "on")
    side = next((j for j in range(before - 1, 0, -1) if low[j] == "side"), None)
    opening = max(0, side - 3) if side is not None else 0
    fired = not tokens.words.listed("targets", "doing").isdisjoint(low[max(0, opening - 1) : side])
    if side is not None and not fired and "on" in low[opening:side] and low[opening] in before_on:
        is_other = opening == 0 and "other" in low[:side]  # than that of whom was told before
        if is_other and any(is_speech_verb(tokens, j) for j in range(side + 1, before)):
            return ""  # "On the other side, the police said that nine were hurt"
        return of_words(pack, tokens, side - 3, side + 1, speaker)
    colon = next((j for j in range(1, min(len(low), _LABEL + 1)) if low[j] == ":"), None)
    if colon is None or not (
        small(tokens.words, "labels") & set(low[:colon]) or colon <= _SHORT_LABEL
    ):
        return ""
    if not small(tokens.words, "account_labels").isdisjoint(low[:colon]):
        return ""  # "Kabul's version: 12 killed" says who tells it
    return of_words(pack, tokens, 0, colon, speaker)


def of_words(pack: RegionPack, tokens: Tokens, first: int, end: int, speaker: Speaker) -> str:
    """Return whose side some words name: a force, "own", "our", "enemy", "the other"."""
    named = force_in(pack, tokens, first, end)
    if named is not None:
        return named.group
    words, own = nouns(tokens.words), own_group(pack, speaker.side)
    inside = tokens.low[max(0, first) : end]
    if any(word in words.enemy for word in inside) or "other" in inside:
        return other_group(pack, own)
    its = inside[:2] == ("among", "its")
    if its or any(word in ("own", "our", "ours") for word in inside):
        return own
    if "side" in inside and not {"his", "its", "their", "her"}.isdisjoint(inside):
        return own  # "four wounded on his side"
    return ""


def remark(tokens: Tokens) -> Whole | None:
    """Find "all civilians", "all of them members of one family", "both were herders"."""
    table, skipped = _all(tokens.words), tokens.words.listed("losses", "whose", "skipped")
    for first, end, _ in table.all(tokens):
        j = end
        while j < len(tokens) and j < end + 3 and tokens.low[j] in skipped:
            j += 1
        hit = nouns(tokens.words).kinds.at(tokens, j) if j < len(tokens) else None
        if first and hit is not None and hit[1] in PERSONS - {"people"}:
            return Whole(first, hit[1])
    return None


def is_mixed(pack: RegionPack, tokens: Tokens, end: int) -> bool:
    """Tell whether some of a total were fighters: "five dead, one of them a guard of the force"."""
    limit = min(len(tokens), end + _REMARKED)
    for j in range(end, limit):
        if tokens.low[j] in (".", ";", ":"):
            return False
        if _some(tokens.words).at(tokens, j) is None:
            continue
        stop = next((k for k in range(j + 1, limit) if tokens.low[k] in (",", ".", ";")), limit)
        if tokens.low[j] != "including" and not {",", "—", "–", "("} & set(tokens.low[end:j]):
            continue
        behind = tokens.low[j] in ("among", "included")  # "a member of the force among them"
        first = max(end, j - _REMARK) if behind else j
        if tokens.low[j : j + 2] == ("of", "them") and "civilians" in tokens.low[j + 2 : j + 4]:
            return (
                j > end and number_at(tokens, j - 1) is not None
            )  # "six people, four of them civilians"
        if _names_civilians(tokens, j + 1, stop):
            return True
        if "civilians" in (tokens.low[first:j] if behind else tokens.low[j:stop]):
            return True  # "most of them civilians", "civilians among them"
        return _has_fighters(pack, tokens, first, j if behind else min(stop, j + _REMARK))
    return False


def _names_civilians(tokens: Tokens, first: int, end: int) -> bool:
    """Tell "17 wounded, among them five civilians": the others were none."""
    for j in range(first, min(end, first + _CIVILIANS)):
        number = number_at(tokens, j)
        if number is not None:
            return "civilians" in tokens.low[number[1] : number[1] + 2]
    return False


_CIVILIANS = 3  # words of "among them" and those before a number


def were_civilians(tokens: Tokens | None) -> bool:
    """Read "Most of the dead were women and children" of those just counted."""
    if tokens is None or len(tokens) < _SHORT_LABEL:
        return False
    opening = next((j for j in range(min(len(tokens), _OPENING)) if tokens.low[j] == "of"), 0)
    if not opening or tokens.low[opening - 1] not in ("most", "all", "majority"):
        return False
    j = opening + 1
    j += tokens.low[j : j + 1] in (("the",), ("these",), ("those",))
    harmed = small(tokens.words, "harmed") | {"them"}
    if harmed.isdisjoint(tokens.low[j : j + 1]) or tokens.low[j + 1 : j + 2] not in (
        ("were",),
        ("are",),
    ):
        return False
    return noun_phrase(tokens, j + 2).kind == "civilians"


_OPENING = 4  # words of "nearly all of", "the majority of"


def were_mixed(pack: RegionPack, tokens: Tokens | None) -> bool:
    """Tell whether a sentence says that some of those just counted were fighters."""
    if tokens is None or len(tokens) < _SHORT_LABEL:
        return False
    counted = number_at(tokens, 0)
    opening = counted[1] if counted is not None else 1
    if counted is None and tokens.low[0] not in ("most", "some", "many", "several", "half"):
        return False
    follows = tokens.low[opening : opening + 3]
    if not follows or not (
        follows[0] in ("were", "wore", "belonged") or follows[:2] == ("of", "them")
    ):
        return False
    return _has_fighters(pack, tokens, opening, min(len(tokens), opening + _REMARKED))


def _has_fighters(pack: RegionPack, tokens: Tokens, first: int, end: int) -> bool:
    kinds = [nouns(tokens.words).kinds.at(tokens, j) for j in range(first, end)]
    if any(hit is not None and hit[1] in ("forces", "fighters", "militants") for hit in kinds):
        return True
    force = force_in(pack, tokens, first, end)
    return force is not None and not force.is_country


_REMARKED = 22  # words behind a total in which a remark on some of it stands
_REMARK = 8  # words of the remark


@lru_cache(maxsize=PACKS)
def _some(words: Words) -> Phrases[bool]:
    return Phrases(same(words.listed("losses", "whose", "some"), True))


def are_civilians(tokens: Tokens, end: int) -> bool:
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


@lru_cache(maxsize=PACKS)
def _all(words: Words) -> Phrases[bool]:
    return Phrases(same(words.load("grammar")["of_all"], True))
