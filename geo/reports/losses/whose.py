"""Words of a sentence that say of all its counts whose they are: labels and "all of them"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.counts.forces import (
    CIVILIANS,
    force_in,
    forces,
    other_group,
    own_group,
)
from geo.reports.counts.predicates import small
from geo.reports.counts.victims import PERSONS, nouns
from geo.reports.language.speech_verbs import is_speech_verb
from geo.reports.language.tokens import Phrases, same
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.region import RegionPack
    from geo.reports.attribution.known import Speaker
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words

_LABEL = 6  # words before the colon of a label
_SHORT_LABEL = 3  # "The enemy's: fourteen dead"


def labelled(pack: RegionPack, tokens: Tokens, speaker: Speaker, before: int) -> str:
    """Return whose dead a sentence lists by its label: "Enemy losses: 21 killed" before a token."""
    low = tokens.low
    side = next((j for j in range(before - 1, 0, -1) if low[j] == "side"), None)
    opening = max(0, side - 3) if side is not None else 0
    fired = not tokens.words.listed("targets", "doing").isdisjoint(low[max(0, opening - 1) : side])
    if side is not None and not fired and _begins_on(tokens, opening, side):
        is_other = opening == 0 and "other" in low[:side]  # than that of whom was told before
        if is_other and any(is_speech_verb(tokens, j) for j in range(side + 1, before)):
            return ""  # "On the other side, the police said that nine were hurt"
        return of_words(pack, tokens, side - 3, side + 1, speaker)
    colon = next((j for j in range(1, min(len(low), _LABEL + 1)) if low[j] == ":"), None)
    if colon is None:
        return ""
    named = small(tokens.words, "labels") & set(low[:colon])
    tells = speaker.text.lower().split()[-1:] == [*low[colon - 1 : colon]]
    if not named and (tells or colon > _SHORT_LABEL):
        return ""  # "Afghan defence ministry: 12 posts captured" says who tells it, too
    if not small(tokens.words, "account_labels").isdisjoint(low[:colon]):
        return ""  # "Kabul's version: 12 killed" says who tells it
    return of_words(pack, tokens, 0, colon, speaker)


def headed(pack: RegionPack, over: Tokens | None, speaker: Speaker) -> str:
    """Return whose dead the items of a list are by the line over them: "Losses of the X army:".

    Not by one that says who did it, or names both sides.
    """
    if over is None:
        return ""
    end = next((j for j, word in enumerate(over.low) if word in _HEADS), len(over))
    said = over.low[:end]
    if "by" in said or small(over.words, "labels").isdisjoint(said):
        return ""
    kinds = nouns(over.words).kinds
    if any((hit := kinds.at(over, j)) is not None and hit[1] == CIVILIANS for j in range(end)):
        return CIVILIANS
    groups = {force.group for i, _, force in forces(pack).all(over) if i < end}
    return of_words(pack, over, 0, end, speaker) if len(groups) <= 1 else ""


_HEADS = (",", ":", "(", "-", "–", "—")


def _begins_on(tokens: Tokens, opening: int, side: int) -> bool:
    """Tell "on the Afghan side" at the head of a clause: no "nine died on the Afghan side"."""
    on = next((j for j in range(opening, side) if tokens.low[j] == "on"), None)
    before = tokens.words.listed("losses", "whose", "before_on")
    return on is not None and (on == 0 or tokens.low[on - 1] in before)


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


def remark(tokens: Tokens) -> tuple[int, str]:
    """Find "all civilians", "all of them members of one family", "both were herders".

    Its first token, -1 where there is none, and the class of its noun, as in `counted.toml`.
    """
    table, skipped = _all(tokens.words), tokens.words.listed("losses", "whose", "skipped")
    for first, end, _ in table.all(tokens):
        j = end
        while j < len(tokens) and j < end + 3 and tokens.low[j] in skipped:
            j += 1
        hit = nouns(tokens.words).kinds.at(tokens, j) if j < len(tokens) else None
        if first and hit is not None and hit[1] in PERSONS - {"people"}:
            return first, hit[1]
    return -1, ""


@lru_cache(maxsize=PACKS)
def _all(words: Words) -> Phrases[bool]:
    return Phrases(same(words.load("grammar")["of_all"], True))
