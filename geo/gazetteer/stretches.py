"""Texts that mean a stretch of the line rather than a place or an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import line
from geo._sphere import distance_km
from geo.gazetteer.answers import GEO_PRECISION, VAGUE_PREC, Answer, Stretch, stretch_answer
from geo.gazetteer.calibration import calibrated
from geo.gazetteer.columns import any_of
from geo.gazetteer.contacts import contacts
from geo.gazetteer.entries import BORDER, REGION, SECTION, UNIT_LEVELS
from geo.gazetteer.rated import THRESHOLD
from geo.gazetteer.reasons import say
from geo.gazetteer.regions import part_of
from geo.gazetteer.told import Told
from geo.parts import JOIN, area_of, members_of

if TYPE_CHECKING:
    from collections.abc import Container

    from geo.gazetteer.columns import Bits
    from geo.gazetteer.index import Index
    from geo.gazetteer.mentions import Frame, Reading
    from geo.gazetteer.rated import Rated, Rates
    from geo.region import RegionPack

# Of the line by its name; of "the border", which might be another one.
_SURE, _LIKELY = 0.9, 0.7
_BESIDE_BORDER_KM = 10.0  # what is told of a border lies near it, not on it
# A unit across the line lies in none of the others named, which elsewhere counts against it.
_ACROSS = 0.08


def may_be(rates: Rates) -> Bits:
    """Tell of texts whether they may mean a stretch: they speak of a border or of the line."""
    batch = rates.batch
    has_line = any_of(batch.text, batch.names.is_line[batch.name], len(rates.readings))
    is_told: Bits = batch.has_border | batch.has_joint | has_line
    is_other: Bits = batch.has_crossing | batch.has_unknown
    return is_told & ~is_other


def find(pack: RegionPack, rates: Rates, text: int) -> Told | None:
    """Return the stretch that a text means which may be one, or None where it means none.

    "The Durand Line", "along the line in Khost and Kunar" (both units' contacts with it),
    "Khost-Kurram sector", "frontier between Goshta and Mohmand" (what both sides share).
    """
    reading, rated = rates.readings[text], rates.of_text(text)
    frame = reading.frame
    has_line = any(found.is_line for found in reading.names)
    # "Along the line in A and B" lists what lies beside it, "A-B sector" what faces each other.
    touching = contacts(pack)
    best = _meanings(rated, touching if frame.has_joint or not has_line else ())
    if not _has_both_sides(pack, best) and not has_line:
        # "Border of A and B": B says on which side A is looked for, as A says it of B.
        turned = _meanings(rated[::-1], touching)[::-1]
        best = turned if _has_both_sides(pack, turned) else best
    if any(r.entry.level not in (*UNIT_LEVELS, BORDER, REGION) for r in best):
        return None  # a place is known better than the line; a named section is an entry
    if (has_line or frame.has_border) and (
        made := _along_regions(pack, rates.index, reading, best)
    ) is not None:
        return made
    named = [r for r in best if r.entry.level not in ("country", BORDER)]
    # "Foo sector, Bar": Bar only says where Foo is.
    units = [
        r
        for r in named
        if not any(r.entry.id in s.entry.codes and r.entry is not s.entry for s in named)
    ]
    if units:
        made = _between(pack, frame, best, units, has_line=has_line)
        return made or (_shared_border(pack, units) if frame.has_border else None)
    return _whole(pack, best, has_line=has_line, has_border=frame.has_border)


def _has_both_sides(pack: RegionPack, best: list[Rated]) -> bool:
    """Tell whether units of both sides of the line are named, each of which touches it."""
    touching = contacts(pack)
    sides = {r.entry.country for r in best if r.entry.id in touching}
    return sides == set(pack.country_codes)


def _along_regions(
    pack: RegionPack, index: Index, reading: Reading, best: list[Rated]
) -> Told | None:
    """Return the stretch that the units of a region touch: "along the line in eastern X"."""
    touching, members = contacts(pack), members_of(pack)
    numbers = {index.by_code[rated.entry.id]: rated.entry for rated in best}
    for mention in reading.mentions:
        for number, _ in mention.found.hits:
            if (entry := numbers.get(number)) is None:
                continue
            said = mention.setting
            part = part_of(pack, index, entry, said.parts, is_of_part=said.is_of_part)
            ids = (part.footprint_id if part else entry.id).split(JOIN)
            units = [unit for one in ids for unit in members.get(one, ())]
            spans = [touching[unit] for unit in units if unit in touching]
            if spans:
                name = part.name if part else entry.name
                marks = min(span[0] for span in spans), max(span[1] for span in spans)
                stretch = Stretch(f"{pack.line_name}, {name}", SECTION, *marks)
                why = say("whole", "along", name=name)
                return Told(stretch_answer(pack, stretch), _SURE, why)
    return None


def _between(
    pack: RegionPack,
    frame: Frame,
    best: list[Rated],
    units: list[Rated],
    *,
    has_line: bool,
) -> Told | None:
    touching = contacts(pack)
    left = [r for r in units if r.entry.country == pack.country_codes[0]]
    right = [r for r in units if r.entry.country == pack.country_codes[1]]
    is_line = bool(left and right) or has_line or _is_their_border(frame, units, best)
    if not is_line or any(r.entry.id not in touching for r in units):
        return None
    marks = _marks(touching, left, right)
    if marks is None:
        return None
    entries = [r.entry for r in units]
    names = [entry.name for entry in entries]
    how = "between_units" if left and right else "along_units"
    why = say("whole", how, names=" and ".join(names))
    quality = min(r.quality for r in units)
    # Two units that face each other across the line confirm each other.
    score = round(max(quality, _LIKELY) if left and right else quality, 3)
    stretch = Stretch(f"{pack.line_name}, {' / '.join(names)}", SECTION, *marks)
    made = stretch_answer(pack, stretch, entries[0] if len(entries) == 1 else None)
    return Told(made, score, why)


def _shared_border(pack: RegionPack, units: list[Rated]) -> Told | None:
    """Return what lies along the border of two units of one side: both, seen from that border."""
    import shapely

    entries = [rated.entry for rated in units]
    areas = [area_of(pack, entry.id) for entry in entries]
    if len(areas) != 2 or any(area is None for area in areas):
        return None
    shared = shapely.intersection(areas[0], areas[1])
    if shared.is_empty or not shared.length:
        return None
    middle = shapely.shortest_line(shared, shared.centroid).coords[0]
    points = shapely.get_coordinates(shared)
    reach = float(distance_km(middle[1], middle[0], points[:, 1], points[:, 0]).max())
    names = " and ".join(entry.name for entry in entries)
    admin1 = entries[0].admin1 if entries[0].admin1 == entries[1].admin1 else None
    place = Answer(
        place_name=f"border of {names}",
        place_level=REGION,
        country=entries[0].country,
        admin1_pcode=admin1,
        label_latitude=round(middle[1], 5),
        label_longitude=round(middle[0], 5),
        where_prec=VAGUE_PREC,
        geo_precision=GEO_PRECISION[VAGUE_PREC],
        uncertainty_km=round(reach + _BESIDE_BORDER_KM, 1),
        footprint_id=JOIN.join(entry.id for entry in entries),
    )
    score = round(calibrated(min(rated.quality for rated in units)), 3)
    return Told(place, score, say("whole", "shared", names=names))


def _whole(pack: RegionPack, best: list[Rated], *, has_line: bool, has_border: bool) -> Told | None:
    named = {r.entry.id for r in best if r.entry.level == "country"}
    # "Pakistan, near the border" is the country; "the border" of both, or of none, is the line.
    if not has_line and not (has_border and (not named or named == set(pack.country_codes))):
        return None
    stretch = Stretch(pack.line_name, BORDER, 0.0, line.length_km(pack))
    why = say("whole", "all_of_line", name=pack.line_name)
    return Told(stretch_answer(pack, stretch), _SURE if has_line else _LIKELY, why)


def _is_their_border(frame: Frame, units: list[Rated], best: list[Rated]) -> bool:
    """Tell whether the border of units of one side is the line, not one among themselves.

    It is of one, and of three or more.
    """
    names_country = any(r.entry.level == "country" for r in best)
    is_one = len(units) == 1
    is_all = len(units) != 2 or names_country
    return (frame.has_border and is_all) or (frame.has_sector and is_one)


def _meanings(rated: list[list[Rated]], across: Container[str]) -> list[Rated]:
    """Take one meaning of each name: of namesakes the unit, since a line has units beside it.

    Parameters
    ----------
    rated
        The meanings of each name.
    across
        The units that are preferred where those named before are on the other side of the line.
    """
    best: list[Rated] = []
    countries: set[str | None] = set()
    for found in rated:
        if not found:
            continue
        units = [r for r in found if r.entry.level in UNIT_LEVELS and r.entry.level != "country"]
        facing = [r for r in units if r.entry.country not in countries and r.quality >= _ACROSS]
        facing = [r for r in facing if r.entry.id in across]
        if countries and facing:
            best.append(facing[0])
        elif found[0].quality >= THRESHOLD:
            likely = [r for r in units if r.quality >= THRESHOLD]
            best.append(likely[0] if likely else found[0])
        else:
            continue
        if best[-1].entry.level in UNIT_LEVELS and best[-1].entry.level != "country":
            countries.add(best[-1].entry.country)
    return best


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
