"""Why this place: the reason of an answer, in words.

What answers repeat is put into words once: what is meant, and how its name was found.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from geo.gazetteer.beside import BEYOND_KM
from geo.gazetteer.entries import UNIT_LEVELS
from geo.gazetteer.rating import lie_in_one
from geo.gazetteer.reasons import join, say, saying

if TYPE_CHECKING:
    from geo.gazetteer.choose import Choice
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index

_MAX_ALTERNATIVES = 4
_MAX_BESIDE = 3
_LEARNT = "learnt"  # ids and bases of what was learnt from a table
_OWN = "gazetteer", ""  # the source of a name of the pack: a code of `[source]`
_KEPT = 16_384


class Reasons:
    """Says why something is the answer.

    Parameters
    ----------
    index
        All names.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._found = saying("whole", "found", "surface", "meant", "detail")
        self._stands_for = saying("further", "stands_for", "surface", "name")
        self._spot_of = saying("further", "spot_of", "surface", "name")
        self._meant = lru_cache(_KEPT)(partial(_meant, index))
        self._also = lru_cache(_KEPT)(partial(_also, index))

    def why(self, choice: Choice, spelled: str = "") -> str:
        """Say why this is the answer, how its name was found, and what else the words may mean.

        Parameters
        ----------
        choice
            The name that decides.
        spelled
            How the name was found, where not in the text: a code of `[spelling]` of `reasons.toml`.
        """
        best, (setting, found) = choice.best, choice.mention
        entry = best.entry
        is_alike = found.is_alike(self._index.by_code.get(entry.id, -1))
        spelling = spelled or ("skeleton" if is_alike else found.spelling)
        source = _source(self._index, choice) if self._index.origins else _OWN
        detail = _detail(source, spelling, best.reasons, setting.level == entry.level)
        said = [self._found((found.surface, self._meant(entry), detail))]
        if choice.stands_for:
            stands_for = self._spot_of if choice.known else self._stands_for
            said.append(stands_for((choice.stands_for, entry.name)))
        if setting.away_km is not None:
            is_moved = setting.bearing is not None and not setting.is_far
            km = f"{setting.away_km:g}" if setting.away_km < BEYOND_KM else f"{BEYOND_KM} or more"
            said.append(say("further", "moved" if is_moved else "away", km=km))
        elif setting.is_around:
            said.append(say("further", "around"))
        if choice.beside:
            names = ", ".join([rated.entry.name for rated in choice.beside[:_MAX_BESIDE]])
            said.append(say("further", "beside", names=names))
        if len(choice.rated) > 1:
            others = [rated.entry for rated in choice.rated if rated is not best]
            said.append(self._also(entry, *others))
        return join("further", said)


def _source(index: Index, choice: Choice) -> tuple[str, str]:
    """Tell whether the name is the pack's or one of an overlay: a code of `[source]`, and which."""
    entry = choice.best.entry
    name = choice.mention.found.surface.replace(" ", "")
    origin = index.origins.get((entry.id, name)) or index.origins.get((entry.id, ""))
    if origin is None:
        return _OWN
    return "learnt" if entry.id.startswith(f"{_LEARNT}:") else "overlay", origin


@lru_cache(_KEPT)
def _detail(
    source: tuple[str, str],
    spelling: str,
    reasons: tuple[tuple[str, str], ...],
    is_level_said: bool,
) -> str:
    code, origin = source
    name = say("source", code, origin=origin)
    said = [say("detail", "name", source=name, spelling=say("spelling", spelling))]
    said += [say("detail", code, name=name) for code, name in dict.fromkeys(reasons)]
    if is_level_said:
        said.append(say("detail", "level"))
    return join("detail", said)


def _meant(index: Index, entry: Entry) -> str:
    kind, parent = say("kind", entry.level), _parent_name(index, entry)
    if not parent:
        return say("meant", "alone", kind=kind)
    return say("meant", "of" if entry.level in UNIT_LEVELS else "in", kind=kind, name=parent)


@lru_cache(_KEPT)
def _there(level: str) -> str:
    return say("also", "there", kind=say("kind", level))


def _also(index: Index, best: Entry, *others: Entry) -> str:
    """Say what else has the name, the likeliest first."""
    found = [
        _there(entry.level) if lie_in_one(best, entry) else _elsewhere(index, entry)
        for entry in others
    ]
    return say("further", "also", also=join("also", [*dict.fromkeys(found)][:_MAX_ALTERNATIVES]))


def _elsewhere(index: Index, entry: Entry) -> str:
    kind, parent = say("kind", entry.level), _parent_name(index, entry)
    return say("also", "in" if parent else "alone", kind=kind, name=parent)


def _parent_name(index: Index, entry: Entry) -> str:
    for code in (entry.admin2, entry.admin1, entry.country):
        if code and code != entry.id and code in index.by_code:
            return index.entries[index.by_code[code]].name
    return ""
