"""Why this place: the reason of an answer, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.choose import is_far
from geo.gazetteer.entries import BORDER, REGION, SECTION, UNIT_LEVELS
from geo.gazetteer.rating import lie_in_one

if TYPE_CHECKING:
    from geo.gazetteer.choose import Choice
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index

_KINDS = {
    "country": "a country",
    REGION: "a region",
    "admin1": "a province",
    "admin2": "a district",
    "admin3": "a subdistrict",
    "place": "a place",
    "crossing": "a crossing",
    SECTION: "a stretch of the line",
    BORDER: "the line",
}
# How a name was found, where not by its folded key.
_TIERS = {
    "skeleton": "romanised alike",
    "consonants": "same consonants",
    "across": "same consonants in another script",
    "slip": "but for one letter",
}
_MAX_ALTERNATIVES = 4
_LEARNT = "learnt"  # ids and bases of what was learnt from a table


def why_of(index: Index, choice: Choice, spelled: str) -> str:
    """Say why this is the answer, how its name was found, and what else the words may mean.

    Parameters
    ----------
    index, choice
        The names; the name that decides.
    spelled
        How the name was found, where by its folded key: ``exact`` or ``folded``.
    """
    mention, best = choice.mention, choice.best
    entry = best.entry
    tier = _TIERS.get(mention.found.tier, spelled)
    said = [f"{_source(index, choice)}, {tier}", *dict.fromkeys(best.reasons)]
    if mention.setting.level == entry.level:
        said.append("the text names its level")
    parts = [f"'{mention.found.surface}' is {_described(index, entry)} ({'; '.join(said)})"]
    if choice.stands_for:
        parts.append(f"'{choice.stands_for}' is not known there, {entry.name} stands for it")
    if (
        mention.setting.away_km is not None
        and mention.setting.bearing is not None
        and not is_far(mention)
    ):
        parts.append(f"moved {mention.setting.away_km:g} km from it as the text says")
    elif mention.setting.away_km is not None:
        parts.append(f"the text says {mention.setting.away_km:g} km from it")
    elif mention.setting.is_around:
        parts.append("the text means its surroundings")
    if choice.beside:
        parts.append("the text also names " + ", ".join(r.entry.name for r in choice.beside[:3]))
    if others := _alternatives(index, choice):
        parts.append("also " + ", ".join(others))
    return "; ".join(parts)


def _source(index: Index, choice: Choice) -> str:
    """Say whether the name is the pack's or one that a person laid over it."""
    if not index.origins:
        return "gazetteer name"
    entry = choice.best.entry
    name = choice.mention.found.surface.replace(" ", "")
    origin = index.origins.get((entry.id, name)) or index.origins.get((entry.id, ""))
    if origin is None:
        return "gazetteer name"
    is_learnt = entry.id.startswith(f"{_LEARNT}:")
    return f"name learnt from {origin}" if is_learnt else f"name of the overlay {origin}"


def _alternatives(index: Index, choice: Choice) -> list[str]:
    best = choice.best
    found = []
    for rated in choice.rated:
        if rated is best:
            continue
        entry = rated.entry
        if lie_in_one(best.entry, entry):
            found.append(f"{_KINDS[entry.level]} of that name there")
        else:
            found.append(f"{_KINDS[entry.level]} in {_parent_name(index, entry)}")
    return list(dict.fromkeys(found))[:_MAX_ALTERNATIVES]


def _described(index: Index, entry: Entry) -> str:
    what = _KINDS[entry.level]
    parent = _parent_name(index, entry)
    shown = f"{what} of {parent}" if entry.level in UNIT_LEVELS else f"{what} in {parent}"
    return shown if parent else what


def _parent_name(index: Index, entry: Entry) -> str:
    for code in (entry.admin2, entry.admin1, entry.country):
        if code and code != entry.id and code in index.by_code:
            return index.entries[index.by_code[code]].name
    return ""
