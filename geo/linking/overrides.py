"""What a person says by hand: these two incidents are one, those two are not."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import InputError, printable
from geo.linking.clusters import Groups

if TYPE_CHECKING:
    from collections.abc import Mapping

MERGE, SPLIT = "merge", "split"
COLUMNS = ("action", "incident_id", "other_id")


@dataclass(frozen=True)
class Override:
    """A line of the file: `action`, two incidents, and where it stands."""

    action: str
    incident_id: str
    other_id: str
    where: str


@dataclass(frozen=True)
class Resolved:
    """Overrides as pairs of numbers.

    Attributes
    ----------
    together, apart
        Pairs to put together, and to part.
    alone
        Incidents that go with no other but those they are put together with.
    notes
        Which rows say nothing, one line each.
    """

    together: list[tuple[int, int]] = field(default_factory=list)
    apart: list[tuple[int, int]] = field(default_factory=list)
    alone: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


def read(path: str | Path) -> list[Override]:
    """Read a file of overrides: CSV with the columns `action`, `incident_id`, `other_id`.

    Cells are parted by commas, or as spreadsheets save them too, by semicolons or tabs.

    ``merge`` makes two incidents one, whatever speaks against it; ``split`` keeps two apart,
    or one from all others where `other_id` is empty. Columns may stand in any order, and others
    beside them.

    Raises
    ------
    InputError
        The file cannot be read, lacks a column, or has a line that says neither.
    """
    file = Path(path)
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or "not UTF-8"
        raise InputError(f"cannot be read ({reason})", where=str(path)) from fault
    parted_by = max(",;\t", key=text.split("\n", 1)[0].count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=parted_by)
    rows.fieldnames = [name.strip().lower() for name in rows.fieldnames or ()]
    missing = [name for name in COLUMNS if name not in rows.fieldnames]
    if missing:
        expected = ",".join(COLUMNS)
        raise InputError("no such column", value=missing[0], expected=expected, where=file.name)
    found = []
    for number, row in enumerate(rows, 2):  # as a spreadsheet counts
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        if not any(cells.values()):
            continue
        where = f"{file.name}, row {number}"
        made = Override(**{**cells, "action": cells["action"].lower()}, where=where)
        lacks_other = made.action == MERGE and not made.other_id
        if made.action not in (MERGE, SPLIT) or not made.incident_id or lacks_other:
            raise InputError(
                "not an override",
                value=",".join(cells.values()),
                expected="merge and two ids, or split and one or two ids",
                where=where,
            )
        found.append(made)
    return found


def resolve(given: list[Override], numbers: Mapping[str, int]) -> Resolved:
    """Find the incidents that overrides name.

    Parameters
    ----------
    given
        The overrides.
    numbers
        The number of each incident id, and of each id of a table's own that names one only.

    Raises
    ------
    InputError
        A line parts two that others put together, be it by way of a third.
    """
    found, groups = Resolved(), Groups()
    alone: list[int] = []
    parted: list[tuple[tuple[int, int], Override]] = []
    for one in given:
        ids = [one.incident_id, *([one.other_id] if one.other_id else [])]
        unknown = [f"no incident {printable(name)}" for name in ids if name not in numbers]
        at = [numbers[name] for name in ids if name in numbers]
        if len(at) == 2 and at[0] == at[1]:
            unknown = [f"{printable(one.incident_id)} twice"]
        if unknown:
            found.notes.extend(f"{one.where}: {said}; the row was left out" for said in unknown)
        elif len(at) == 1:
            alone.append(at[0])
        elif one.action == MERGE:
            found.together.append((min(at), max(at)))
            groups.join(*map(groups.of, at))
        else:
            found.apart.append((min(at), max(at)))
            parted.append(((at[0], at[1]), one))
    for pair, one in parted:
        if groups.of(pair[0]) == groups.of(pair[1]):
            raise InputError(
                "merged and split at once",
                value=f"{one.incident_id}, {one.other_id}",
                expected="one of the two, also where a third is put together with both",
                where=one.where,
            )
    found.alone.update(*(groups.members[groups.of(number)] for number in alone))
    return found
