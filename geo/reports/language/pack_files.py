"""What a region pack says for reports.

`actors.toml` names who acts, `speakers.toml` who speaks. A pack needs neither: its reports are read
with the names of its countries, units and places alone.
"""

from __future__ import annotations

import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.errors import RegionError, fault_line, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from geo.region import RegionPack

ACTORS, SPEAKERS = "actors.toml", "speakers.toml"


class _Field(NamedTuple):
    """What a field may hold: one of `codes`, several of them, or what `is_sound` says."""

    expected: str = ""
    is_sound: Callable[[object], bool] = bool
    codes: Callable[[RegionPack], Collection[str]] | None = None
    is_list: bool = False
    is_needed: bool = True


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) and text for text in value)


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return isinstance(value, str)


_TEXTS = _Field("a list of texts", _is_texts)
_TEXT = _Field("a text", lambda value: isinstance(value, str), is_needed=False)
_FLAG = _Field("true or false", lambda value: isinstance(value, bool), is_needed=False)
_DATE = _Field("a date, such as 2021-08-31", lambda value: type(value) is date, is_needed=False)
_DAY = _Field('a day, such as "2021-08-15"', _is_day, is_needed=False)
_SIDE = _Field(codes=lambda pack: pack.sides)
_SPEAKING = _Field(codes=lambda pack: pack.claimant_sides)
_GROUP = _Field(codes=lambda pack: pack.victim_groups)
_COUNTRY = _Field(codes=lambda pack: pack.country_codes)
_ACTING_KIND = _Field(
    codes=lambda _: ("army", "government", "group", "body", "person", "outlet", "un")
)
_SPEAKING_KIND = _Field(codes=lambda _: ("body", "person", "outlet"))


def _optional(field: _Field) -> _Field:
    return field._replace(is_needed=False)


# The rows of each file by the name of their list; every other field is a slip that no rule reads.
_ROWS: dict[str, dict[str, dict[str, _Field]]] = {
    ACTORS: {
        "actors": {
            "side": _SIDE,
            "kind": _ACTING_KIND,
            "group": _optional(_GROUP),
            "names": _TEXTS,
            "name": _TEXT,
            "weak": _FLAG,
            "until": _DAY,
            "before": _optional(_SIDE),
        },
        "seats": {"side": _SIDE, "names": _TEXTS},
        "publishers": {"side": _SIDE, "names": _TEXTS},
        "states": {
            "country": _COUNTRY,
            "side": _SIDE,
            "forces": _GROUP,
            "insurgents": _optional(_SIDE),
            "has_fighters": _FLAG,
        },
    },
    SPEAKERS: {
        "speakers": {
            "kind": _SPEAKING_KIND,
            "side": _SPEAKING,
            "names": _TEXTS,
            "until": _DAY,
            "before": _optional(_SPEAKING),
        },
        "publishers": {"side": _SPEAKING, "names": _TEXTS},
        "homes": {"side": _SPEAKING, "names": _TEXTS},
        "habits": {
            "side": _SPEAKING,
            "words": _TEXTS,
            "common": _FLAG,
            "weak": _FLAG,
            "at_home": _FLAG,
        },
        "ranks": {"group": _GROUP, "words": _TEXTS},
    },
}
# The tables of each file that stand once.
_TABLES: dict[str, dict[str, dict[str, _Field]]] = {
    ACTORS: {
        "elsewhere": {"names": _TEXTS, "forces": _optional(_TEXTS)},
        "unsaid": {
            "aircraft": _optional(_SIDE),
            "foreign": _optional(_SIDE),
            "foreign_names": _optional(_TEXTS),
            "supplies": _optional(_SIDE),
            "foreign_drones_until": _DATE,
            "never_domestic": _optional(_SIDE)._replace(is_list=True),
        },
    },
    SPEAKERS: {},
}


def read(pack: RegionPack, name: str) -> dict[str, Any]:
    """Read one of the files; a pack that has none says nothing.

    Raises
    ------
    RegionError
        It is no TOML, or has a fault that `bordermap region check` would list; the first is told.
    """
    said = _parsed(pack, name)
    for fault in _faults(pack, name, said):
        raise RegionError(fault)
    return said


def faults(pack: RegionPack) -> Iterator[str]:
    """Yield the faults of `actors.toml` and `speakers.toml`, one line each."""
    for name in _ROWS:
        try:
            said = _parsed(pack, name)
        except RegionError as fault:
            yield str(fault)
            continue
        yield from _faults(pack, name, said)


def _parsed(pack: RegionPack, name: str) -> dict[str, Any]:
    path = pack.path / name
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise RegionError(fault_line("not TOML", value=str(fault), where=name)) from None


def _faults(pack: RegionPack, file: str, said: Mapping[str, Any]) -> Iterator[str]:
    lists, tables = _ROWS[file], _TABLES[file]
    for key, value in said.items():
        where = f"{file}, {printable(key)}"
        if key in lists:
            if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
                yield fault_line("no list of tables", expected=f"[[{key}]]", where=where)
                continue
            for number, row in enumerate(value, 1):
                yield from _row(pack, f"{file}, {key} {number}", row, lists[key])
        elif key in tables:
            if not isinstance(value, dict):
                yield fault_line("no table", expected=f"[{key}]", where=where)
                continue
            yield from _row(pack, f"{file}, {key}", value, tables[key])
        else:
            expected = f"one of: {', '.join((*lists, *tables))}"
            yield fault_line("unknown table", value=key, expected=expected, where=file)
    for number, row in enumerate(said.get("speakers", ()), 1):
        if isinstance(row, dict) and ("until" in row) != ("before" in row):
            yield fault_line("until and before go together", where=f"{file}, speakers {number}")


def _row(
    pack: RegionPack, where: str, row: Mapping[str, Any], fields: Mapping[str, _Field]
) -> Iterator[str]:
    for key in row.keys() - fields.keys():
        yield fault_line(
            "unknown field", value=key, expected=f"one of: {', '.join(fields)}", where=where
        )
    for key, field in fields.items():
        if key not in row:
            if field.is_needed:
                yield fault_line(f"no {key}", where=where)
            continue
        value = row[key]
        if field.codes is None:
            if not field.is_sound(value):
                yield fault_line(f"faulty {key}", value=value, expected=field.expected, where=where)
            continue
        codes = field.codes(pack)
        if field.is_list and not isinstance(value, list):
            yield fault_line(f"faulty {key}", value=value, expected="a list of texts", where=where)
            continue
        for code in value if field.is_list else [value]:
            if code not in codes:
                expected = f"one of: {', '.join(sorted(codes))}"
                yield fault_line(f"unknown {key}", value=code, expected=expected, where=where)
