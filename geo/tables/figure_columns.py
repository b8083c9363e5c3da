"""Which columns of a sheet hold figures, and what those of each are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.reports.documents.marks import HARMED
from geo.reports.language.words import load
from geo.tables.columns import folded
from geo.tables.heading import Heading, Unclear
from geo.tables.heading_words import counts
from geo.tables.headings import Headings
from geo.tables.wide import Wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.region import RegionPack

# Of these a table says itself what its figures are.
LONG = ("metric", "count_min", "count_max")
# ... and of these whose they are and who says so: its figures are in the long form.
_OWN = ("claimant_side", "victim_group", "stance", "quote")
_KILLED = "fatalities"  # the plain column that is one of figures by itself


def find(
    names: Sequence[str],
    found: Mapping[str, str],
    pack: RegionPack | Any,
    tags: Mapping[str, Any],
    killed: str | None = None,
) -> Wide | None:
    """Find the columns of figures of a file; None where it has none, or is in the long form.

    Parameters
    ----------
    names
        Its columns.
    found
        Plain column -> column of the file, as guessed.
    pack
        The region.
    tags
        Column -> what its figures are by its HXL tag.
    killed
        The column of fatalities, where the user names it.
    """
    if any(name in found for name in (*LONG, *_OWN)):
        return None
    taken = {name for plain, name in found.items() if plain != _KILLED}
    free = [
        name
        for name in names
        if name not in taken and (counts(name) or name in tags or name == killed)
    ]
    if not free or not hasattr(pack, "once"):
        return None
    headings = Headings(pack)
    columns: dict[str, Heading] = {}
    unread: dict[str, Unclear] = {}
    for name in free:
        read = headings.read(name) if name != killed else Heading(("killed",))
        tagged = tags.get(name)
        if tagged is not None and (isinstance(tagged, Unclear) or not isinstance(read, Heading)):
            read = tagged
        if isinstance(read, Unclear):
            unread[name] = read
        elif read is not None:
            columns[name] = read
    _without_sums(columns, unread)
    if not columns and not unread:
        return None
    said_by = found.get("claimant") or _named(names, "source", taken)
    whose = _named(names, "whose", {*taken, *columns})
    return Wide(columns, unread, headings, found.get("source"), said_by, whose, killed)


def _named(names: Iterable[str], key: str, taken: Iterable[str]) -> str | None:
    """Return the column that is called as one of a list of headings of reports."""
    said = {folded(one) for one in load("layout")["columns"][key] if one}
    free = (name for name in names if name not in taken)
    return next((name for name in free if folded(name) in said), None)


def _without_sums(columns: dict[str, Heading], unread: dict[str, Unclear]) -> None:
    """Leave out totals without a claimant beside figures of several: they add up what both say."""
    for name, one in list(columns.items()):
        others = {c.claimant for c in columns.values() if c.claimant and _overlap(c, one)}
        if one.is_total and not one.claimant and len(others) > 1:
            del columns[name]
            unread[name] = Unclear(
                "it may add up what several claim", f"who says it: '{name} (per X)'"
            )


def _overlap(one: Heading, other: Heading) -> bool:
    """Tell whether two headings count the same people: "casualties" are the killed and wounded."""
    is_any = "attacked_persons" in {*one.metrics, *other.metrics}
    both = {*one.metrics} & {*other.metrics}
    return bool(both) or (is_any and {*one.metrics, *other.metrics} <= HARMED)
