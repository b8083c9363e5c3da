"""Which column of a file holds what: by its name, or as the user says."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.errors import InputError
from geo.gazetteer.names import letters
from geo.schema import PLAIN_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_SAID = tomllib.loads(files(__package__).joinpath("columns.toml").read_text("utf-8"))
# Other names people give to the plain columns, best first, compared by what `folded` makes of them.
ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {plain: tuple(names) for plain, names in _SAID["aliases"].items()}
)
# Of these a column may number rows of whatever kind: `geo.tables.numbering` tells.
_NUMBERING = tuple(_SAID["numbering"]["id"])
# P-codes of units, where another column has the name.
CODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "admin1": tuple(name for name in ALIASES["admin1"] if "code" in name),
        "admin2": tuple(name for name in ALIASES["admin2"] if "code" in name),
    }
)
# Columns of geometries, of which only points are coordinates.
GEOMETRIES = ("geo", "geopoint", "geo_point", "wkt", "geom", "geometry", "the_geom", "point")
# Columns that hold latitude and longitude both.
COORDINATES = (
    *GEOMETRIES,
    *("coordinates", "coordinate", "coords", "coord", "gps", "gps_coordinates", "gps_coords"),
    *("geo_coordinates", "geocoordinates", "geolocation"),
    *("latlon", "latlong", "latlng", "lonlat"),
)
# What survey tools add, which is no column of a table of incidents.
_ADDED = frozenset(_SAID["added"]["names"])
_ZWNJ = "\u200c"  # parts the words of one name
_SIGN = re.compile(r"#\s*$")
WHERE = ("place", "latitude", "longitude", "country", "admin1", "admin2")
# Words that say only what a name is of ("Name of village", "Incident location").
_SMALL = frozenset({"name", "names", "of", "the", "incident", "event", "nearest"})
# ... and of a question ("In which province did it happen?").
_ASKED = frozenset({"what", "which", "in", "is", "was", "did", "it", "happen", "happened", "occur"})
# An order of dates or a time zone in brackets: "Date (DD/MM/YYYY)", "Date (UTC)".
_ORDER_IN = re.compile(
    r"[(\[](?:[dmy]+(?:[-/. ][dmy]+)+|utc|gmt|local(?: time)?)[)\]]", re.IGNORECASE
)
# What stands in brackets behind a date: "Date of incident (from)".
_ENDS = {
    **dict.fromkeys(("from", "start", "begin", "began"), "date_start"),
    **dict.fromkeys(("to", "until", "end", "ended"), "date_end"),
}
_LONGER = ("date", "place", "country", "admin1", "admin2")  # what longer names may be of


def folded(name: str) -> str:
    """Fold a column name: its letters as those of any name, lower case, words joined by ``_``.

    A number sign behind words, or alone, is the word that it stands for: "#", "Incident #".
    """
    plain = letters(_SIGN.sub(" no", name.replace(_ZWNJ, " "))).casefold()
    return re.sub(r"[^\w]+", "_", plain).strip("_")


def _folds(names: Sequence[str]) -> dict[str, str]:
    """Give the column of each folded name: its own, or that of one script of a bilingual one."""
    own = {folded(name): name for name in reversed(names)}
    halves = {half: name for name in reversed(names) for half in _scripts(name)}
    return halves | own


def _scripts(name: str) -> list[str]:
    """Fold what a name says in Latin letters, and what it says in others."""
    is_latin = [c.isascii() or "LATIN" in unicodedata.name(c, "") for c in name]
    halves = (
        "".join(c if latin is wanted else " " for c, latin in zip(name, is_latin, strict=True))
        for wanted in (True, False)
    )
    return [fold for half in halves if (fold := folded(half))]


@cache
def _role(name: str) -> str:
    """Tell of where or when a longer name is, each of whose parts says the same; else nothing.

    "Village / Place", "Name of village", "Location (village)", "Date (DD/MM/YYYY)", "Village or
    nearest town", "In which province did it happen?"; a start is "Date of incident (from)".
    """
    small = _SMALL | _ASKED if name.rstrip().endswith("?") else _SMALL
    parts = [folded(part) for part in re.split(r"[/|()\[\]]|\bor\b", _ORDER_IN.sub("", name))]
    bare = ["_".join(w for w in part.split("_") if w not in small) for part in parts if part]
    ends = {_ENDS[part] for part in bare if part in _ENDS}
    bare = [part for part in bare if part not in _ENDS]
    said = {next((r for r in _LONGER if part in (r, *ALIASES[r])), "") for part in bare}
    role = said.pop() if len(said) == 1 else ""
    if ends:
        return ends.pop() if len(ends) == 1 and role == "date" else ""
    return role


def is_numbering(name: str) -> bool:
    """Tell whether a column is called as one that may number rows: "No.", "Ref", "#", "شماره"."""
    numbering = _numbering()
    return folded(name) in numbering or all(half in numbering for half in _scripts(name) or [""])


@cache
def _numbering() -> frozenset[str]:
    return frozenset(map(folded, _NUMBERING))


def guess(
    names: Sequence[str],
    given: Mapping[str, str] | None = None,
    wanted: Collection[str] = PLAIN_COLUMNS,
    where: str = "",
) -> dict[str, str]:
    """Find the plain columns among the columns of a file.

    Parameters
    ----------
    names
        Columns of the file.
    given
        Plain column -> the file's column, as the user says; wins over every guess.
    wanted
        The plain columns to look for.
    where
        The file, for the fault.

    Returns
    -------
    dict
        Plain column -> the file's column; each column of the file at most once.

    Raises
    ------
    InputError
        A given name is no plain column, or the file has no such column.
    """
    of_fold = _folds([name for name in names if name not in _ADDED])
    found: dict[str, str] = {}
    for role, name in (given or {}).items():
        if role not in PLAIN_COLUMNS:
            raise InputError(
                "unknown column", value=role, expected=", ".join(PLAIN_COLUMNS), where=where
            )
        column = name if name in names else of_fold.get(folded(name))
        if column is None:
            raise InputError(
                f"no such column for {role}", value=name, expected=_listed(names), where=where
            )
        found[role] = column
    taken = set(found.values())
    pair, point = _pair(names)
    taken |= {name for name in names if name == point}
    for tried in (False, True):  # exact names first: an alias never takes another's own column
        for role in wanted:
            if role in found:
                continue
            for alias in ALIASES.get(role, ()) if tried else (role,):
                column = of_fold.get(folded(alias))
                if column is not None and column not in taken:
                    found[role] = column
                    taken.add(column)
                    break
    if not {*pair} & {*found}:
        found |= {axis: name for axis, name in pair.items() if axis in wanted and name not in taken}
        taken |= {*pair.values()}
    for name in names:  # and longer names last
        role = "" if name in taken else "id" if is_numbering(name) else _role(name)
        if role in wanted and role not in found:
            found[role] = name
            taken.add(name)
    return found


def _pair(names: Sequence[str]) -> tuple[dict[str, str], str]:
    """Find the one pair of columns "X_latitude" and "X_longitude", and the column of both.

    Survey tools part the answer X to a question so, a point in words, and put "_" before.
    """
    stems: dict[str, dict[str, str]] = {}
    for name in names:
        stem, _, axis = name.rpartition("_")
        if stem and axis.lower() in ("latitude", "longitude"):
            stems.setdefault(stem, {})[axis.lower()] = name
    whole = [(stem, pair) for stem, pair in stems.items() if len(pair) == 2]
    if len(whole) != 1:
        return {}, ""
    ((stem, pair),) = whole
    return pair, stem[1:] if stem.startswith("_") else ""


def has_coordinates(names: Iterable[str]) -> bool:
    """Tell whether a file with geometry has columns of coordinates too.

    Columns called ``x`` and ``y`` do not count: beside a geometry they are often of its own CRS.
    """
    named = [name for name in names if folded(name) not in ("x", "y")]
    return bool(guess(named, wanted=("latitude", "longitude")))


def _listed(names: Sequence[str], limit: int = 12) -> str:
    shown = ", ".join(names[:limit])
    return f"one of {shown}" + (", ..." if len(names) > limit else "")
