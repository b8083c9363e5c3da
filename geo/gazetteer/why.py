"""Why this place: the reason of an answer, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.choose import is_far
from geo.gazetteer.entries import UNIT_LEVELS
from geo.gazetteer.rating import lie_in_one
from geo.gazetteer.reasons import join, more, say

if TYPE_CHECKING:
    from geo.gazetteer.choose import Choice
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index

# How a name was found, where not by its folded key.
_TIERS = frozenset({"skeleton", "consonants", "across", "slip"})
_MAX_ALTERNATIVES = 4
_MAX_BESIDE = 3
_LEARNT = "learnt"  # ids and bases of what was learnt from a table


def why_of(index: Index, choice: Choice, spelled: str) -> str:
    """Say why this is the answer, how its name was found, and what else the words may mean.

    Parameters
    ----------
    index, choice
        The names; the name that decides.
    spelled
        How the name was found, where by its folded key: ``exact`` or ``folded``; the codes of
        `[spelling]` of `reasons.toml`.
    """
    mention, best = choice.mention, choice.best
    entry = best.entry
    found = mention.found
    spelling = say("spelling", found.tier if found.tier in _TIERS else spelled)
    said = [say("detail", "name", source=_source(index, choice), spelling=spelling)]
    said += [say("detail", code, name=name) for code, name in dict.fromkeys(best.reasons)]
    if mention.setting.level == entry.level:
        said.append(say("detail", "level"))
    meant, detail = _meant(index, entry), join("detail", said)
    why = say("whole", "found", surface=found.surface, meant=meant, detail=detail)
    if choice.stands_for:
        why = more(why, "stands_for", surface=choice.stands_for, name=entry.name)
    away_km = mention.setting.away_km
    if away_km is not None:
        is_moved = mention.setting.bearing is not None and not is_far(mention)
        why = more(why, "moved" if is_moved else "away", km=f"{away_km:g}")
    elif mention.setting.is_around:
        why = more(why, "around")
    if choice.beside:
        names = ", ".join(rated.entry.name for rated in choice.beside[:_MAX_BESIDE])
        why = more(why, "beside", names=names)
    if others := _alternatives(index, choice):
        why = more(why, "also", also=join("also", others))
    return why


def _source(index: Index, choice: Choice) -> str:
    """Say whether the name is the pack's or one that a person laid over it."""
    if not index.origins:
        return say("source", "gazetteer")
    entry = choice.best.entry
    name = choice.mention.found.surface.replace(" ", "")
    origin = index.origins.get((entry.id, name)) or index.origins.get((entry.id, ""))
    if origin is None:
        return say("source", "gazetteer")
    is_learnt = entry.id.startswith(f"{_LEARNT}:")
    return say("source", "learnt" if is_learnt else "overlay", origin=origin)


def _alternatives(index: Index, choice: Choice) -> list[str]:
    best = choice.best
    found = []
    for rated in choice.rated:
        if rated is best:
            continue
        entry = rated.entry
        kind = say("kind", entry.level)
        if lie_in_one(best.entry, entry):
            found.append(say("also", "there", kind=kind))
        elif parent := _parent_name(index, entry):
            found.append(say("also", "in", kind=kind, name=parent))
        else:
            found.append(say("also", "alone", kind=kind))
    return list(dict.fromkeys(found))[:_MAX_ALTERNATIVES]


def _meant(index: Index, entry: Entry) -> str:
    kind, parent = say("kind", entry.level), _parent_name(index, entry)
    if not parent:
        return say("meant", "alone", kind=kind)
    return say("meant", "of" if entry.level in UNIT_LEVELS else "in", kind=kind, name=parent)


def _parent_name(index: Index, entry: Entry) -> str:
    for code in (entry.admin2, entry.admin1, entry.country):
        if code and code != entry.id and code in index.by_code:
            return index.entries[index.by_code[code]].name
    return ""
