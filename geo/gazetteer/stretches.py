"""Texts that mean a stretch of the line rather than a place or an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import line
from geo.gazetteer.answers import Answer, stretch_answer
from geo.gazetteer.choose import THRESHOLD
from geo.gazetteer.index import BORDER, SECTION, UNIT_LEVELS

if TYPE_CHECKING:
    from geo.gazetteer.choose import Rated
    from geo.gazetteer.index import Entry, Index
    from geo.gazetteer.mentions import Reading
    from geo.region import RegionPack


def find(
    pack: RegionPack, index: Index, reading: Reading, rated: list[list[Rated]]
) -> Answer | None:
    """Return the stretch that a text means, or None where it means none.

    "The Durand Line", "along the line in Khost and Kunar" (both units' contacts with it),
    "Khost-Kurram sector", "frontier between Goshta and Mohmand" (what both sides share).
    """
    if not (reading.has_border or reading.has_joint or _names_line(index, reading)):
        return None
    if reading.has_crossing or reading.unknown:
        return None
    best = [found[0] for found in rated if found and found[0].quality >= THRESHOLD]
    if any(r.entry.level not in (*UNIT_LEVELS, BORDER, SECTION) for r in best):
        best = [_as_unit(found) for found in rated if found and found[0].quality >= THRESHOLD]
    sections = [r for r in best if r.entry.level == SECTION]
    if sections:
        return None  # a named section is an entry of its own
    units = [r for r in best if r.entry.level in UNIT_LEVELS and r.entry.level != "country"]
    has_line = _names_line(index, reading)
    if any(r.entry.level not in (*UNIT_LEVELS, BORDER) for r in best):
        return None
    if not units:
        return _whole(pack, best, has_line=has_line, has_border=reading.has_border)
    touching = line.contacts(pack)
    if any(r.entry.id not in touching for r in units):
        return None
    left = [r for r in units if r.entry.country == pack.country_codes[0]]
    right = [r for r in units if r.entry.country == pack.country_codes[1]]
    if not (left and right) and not (has_line or _is_their_border(reading, units, best)):
        return None
    marks = _marks(touching, left, right)
    if marks is None:
        return None
    entries = [r.entry for r in units]
    name = f"{pack.line_name}, {' / '.join(entry.name for entry in entries)}"
    how = "between" if left and right else "along"
    why = f"the line {how} {' and '.join(entry.name for entry in entries)} (contact of the units)"
    score = round(min(r.quality for r in units), 3)
    level = BORDER if not units else SECTION
    return stretch_answer(pack, marks, name, level, score, why, _shared(entries))


def _whole(
    pack: RegionPack, best: list[Rated], *, has_line: bool, has_border: bool
) -> Answer | None:
    named = {r.entry.id for r in best if r.entry.level == "country"}
    both = named == set(pack.country_codes)
    if not (has_line or (has_border and (both or not named))):
        # "The Afghan border" is this line too, where the pack has no other; but "Pakistan, near
        # the border" is the country.
        return None
    marks = (0.0, line.length_km(pack))
    why = f"the text names the {pack.line_name} as a whole"
    return stretch_answer(pack, marks, pack.line_name, BORDER, 0.9 if has_line else 0.7, why)


def _names_line(index: Index, reading: Reading) -> bool:
    number = index.by_code[BORDER]
    return any(number == hit for mention in reading.mentions for hit, _ in mention.hits)


def _is_their_border(reading: Reading, units: list[Rated], best: list[Rated]) -> bool:
    """Tell whether "border" with units of one side is the line, not a border among themselves."""
    names_country = any(r.entry.level == "country" for r in best)
    return reading.has_border and (len(units) == 1 or names_country)


def _as_unit(found: list[Rated]) -> Rated:
    """Prefer the unit among namesakes: a line has units beside it, not towns."""
    units = [r for r in found if r.entry.level in UNIT_LEVELS and r.quality >= THRESHOLD]
    return units[0] if units else found[0]


def _marks(
    touching: dict[str, tuple[float, float]], left: list[Rated], right: list[Rated]
) -> tuple[float, float] | None:
    runs = []
    for side in (left, right):
        if side:
            spans = [touching[r.entry.id] for r in side]
            runs.append((min(s[0] for s in spans), max(s[1] for s in spans)))
    start, end = max(run[0] for run in runs), min(run[1] for run in runs)
    return (start, end) if start < end else None


def _shared(entries: list[Entry]) -> Entry | None:
    """Return the one unit a stretch lies along, so that its codes can be told."""
    return entries[0] if len(entries) == 1 else None
