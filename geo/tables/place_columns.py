"""Columns that say where in forms of their own: both coordinates in one, two units in one, P-codes.

A P-code beside a name is held against it. Where both name different districts neither is taken, as
nothing says which is right, but the province that they share; the row is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from geo.errors import printable
from geo.tables.columns import ALIASES, CODES, COORDINATES, GEOMETRIES, folded
from geo.tables.points import NOT_A_POINT
from geo.tables.values import ascii_digits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.gazetteer.hinted_units import HintTexts
    from geo.region import RegionPack

_TEXT = pa.string()
_NAMED = 20  # rows named one by one
_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_WKT = re.compile(
    rf"(?:SRID=4326;)?\s*POINT\s*Z?\s*\(\s*({_NUMBER})\s+({_NUMBER})(?:\s+[-+.\d]+)?\s*\)",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\(?\s*([-+\dNSEW°][^,;/]*?)\s*(?:[,;/]|\s{1,3}(?=[-+\dNSEW]))\s*([-+\dNSEW°][^,;/]*?)\s*\)?",
)
_UNITS = ("admin2", "admin1")
_SEPARATED = re.compile(r"\s*[/,;|–—]\s*|\s+-\s+")


@dataclass
class PlaceColumns:
    """Reads such columns of a file.

    Parameters
    ----------
    found
        Plain column -> column of the file, with `coordinates`, `admin1_pcode` and `admin2_pcode`
        where a tag or the user says so.
    names
        The columns of the file.

    Attributes
    ----------
    used
        Columns of the file that are taken apart, and what of each is made.
    """

    names: Sequence[str]
    found: Mapping[str, str]
    used: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)
    _told: int = 0
    _has_shapes: bool = False

    def __post_init__(self) -> None:
        taken = {name for plain, name in self.found.items() if plain not in _EXTRA}
        free = [name for name in self.names if name not in taken]
        if not {"latitude", "longitude"} & self.found.keys():
            both = self.found.get("coordinates") or next(filter(_holds_both, free), None)
            if both is not None:
                self.used[both] = ("latitude", "longitude")
        for name in free:
            units = _units(name)
            if units and not set(units) & self.found.keys():
                self.used[name] = units
        for unit in _UNITS:
            told = self.found.get(f"{unit}_pcode")
            listed = (name for name in free if folded(name) in CODES[unit])
            code = told or next(listed, None)
            if code is not None and unit in self.found and self.found[unit] != code:
                self._codes[unit] = code
            elif code is not None and unit not in self.found:
                self.used[code] = (unit,)

    def __bool__(self) -> bool:
        return bool(self.used or self._codes)

    @property
    def taken(self) -> tuple[str, ...]:
        """Columns of the file that are read here and nowhere else."""
        return (*self.used, *self._codes.values())

    def said(self) -> list[str]:
        """Say which columns were taken for what."""
        lines = [f"{' and '.join(plain)} from {name!r}" for name, plain in self.used.items()]
        return lines + [f"{unit} held against {name!r}" for unit, name in self._codes.items()]

    def read(
        self, frame: pd.DataFrame, pack: RegionPack | Any, notes: list[str]
    ) -> dict[str, pd.Series]:
        """Return the plain columns that are made, on the index of the rows; tell what contradicts.

        Parameters
        ----------
        frame
            Rows of text.
        pack
            The region, for P-codes.
        notes
            Lines are added to it.
        """
        made: dict[str, pd.Series] = {}
        for name, plain in self.used.items():
            texts = _texts(frame[name])
            known: dict[str, tuple[str | None, ...]]
            if plain == ("latitude", "longitude"):
                known = {text: _both(text, name) for text in {*texts} if text}
                if folded(name) in GEOMETRIES:
                    self._without_shapes(name, known, notes)
            else:
                known = {text: _split(text, plain, pack) for text in {*texts} if text}
            for at, one in enumerate(plain):
                column = [known[text][at] if text else None for text in texts]
                made[one] = pd.Series(column, frame.index, dtype=pd.ArrowDtype(_TEXT))
        if self._codes:
            made |= self._compared(frame, made, pack, notes)
        return made

    def _without_shapes(
        self, name: str, known: dict[str, tuple[str | None, ...]], notes: list[str]
    ) -> None:
        """Take no coordinates of geometries that are no point; say so once."""
        others = [text for text, (_, longitude) in known.items() if longitude is None]
        known |= dict.fromkeys(others, (None, None))
        if others and not self._has_shapes:
            notes.append(f"{name}: {NOT_A_POINT}")
            self._has_shapes = True

    def _compared(
        self,
        frame: pd.DataFrame,
        made: Mapping[str, pd.Series],
        pack: RegionPack | Any,
        notes: list[str],
    ) -> dict[str, pd.Series]:
        """Hold P-codes against names, the province first."""

        def column(plain: str) -> list[str | None]:
            if plain in made:
                return _texts(made[plain])
            name = self.found.get(plain)
            return _texts(frame[name]) if name is not None else [None] * len(frame)

        texts = {plain: column(plain) for plain in ("country", "admin1", "admin2")}
        units = _Units(pack)
        for unit in reversed(_UNITS):
            if unit not in self._codes:
                continue
            codes = _texts(frame[self._codes[unit]])
            for at, code in enumerate(codes):
                if code is None:
                    continue
                row = (texts["country"][at], texts["admin1"][at], texts["admin2"][at])
                answer = units.held(unit, code.strip().upper(), row)
                for plain, value in answer.taken.items():
                    texts[plain][at] = value
                if answer.fault:
                    self._tell(frame.index[at], answer.fault, notes)
        return {
            unit: pd.Series(texts[unit], frame.index, dtype=pd.ArrowDtype(_TEXT)) for unit in _UNITS
        }

    def _tell(self, row: int, fault: str, notes: list[str]) -> None:
        self._told += 1
        if self._told <= _NAMED:
            notes.append(f"row {row}: {fault}")
        elif self._told == _NAMED + 1:
            notes.append("more rows whose P-code and name do not agree")


_EXTRA = ("coordinates", "admin1_pcode", "admin2_pcode")


@dataclass(frozen=True)
class _Answer:
    """What is taken of a row whose P-code was held against its names, and what is wrong."""

    taken: Mapping[str, str | None] = field(default_factory=dict)
    fault: str = ""


class _Units:
    """The units of a region, by code and by what names in a row's columns mean."""

    def __init__(self, pack: RegionPack) -> None:
        from geo.gazetteer import Gazetteer
        from geo.gazetteer.hinted_units import HintReader

        self._index = Gazetteer(pack).index
        self._hints = self._index.once("hint_reader", HintReader)
        self._known: dict[Any, _Answer] = {}

    def held(self, unit: str, code: str, row: HintTexts) -> _Answer:
        """Hold a code of a unit against the country, province and district of its row."""
        if (unit, code, row) not in self._known:
            self._known[unit, code, row] = self._held(unit, code, row)
        return self._known[unit, code, row]

    def _held(self, unit: str, code: str, row: HintTexts) -> _Answer:
        country, admin1, admin2 = row
        name = admin1 if unit == "admin1" else admin2
        number = self._index.by_code.get(code)
        entry = self._index.entries[number] if number is not None else None
        if entry is None or entry.level != unit:
            return _Answer({}, f"no {unit} has the P-code {printable(code)}; the name counts")
        if not name:
            return _Answer({unit: code})
        hints, _ = self._hints.read((country, admin1, admin2 if unit == "admin2" else None))
        meant = hints.admin1 if unit == "admin1" else hints.admin2
        if not meant:
            alone, _ = self._hints.read((country, None, admin2) if unit == "admin2" else row)
            meant = alone.admin2 if unit == "admin2" else None
        if not meant:
            return _Answer({unit: code}, f"{printable(name)} is not known; its P-code counts")
        if code in meant or any(code in self._entry(one).codes for one in meant):
            return _Answer({unit: code})
        fault = f"the P-code {code} is {entry.name}, the words say {printable(name)}: "
        if unit == "admin1":
            return _Answer({unit: None}, f"{fault}neither is taken")
        shared = [
            one for one in self._above(entry) if all(one in self._entry(m).codes for m in meant)
        ]
        shared_name = self._entry(shared[0]).name if shared else ""
        values: dict[str, str | None] = {unit: None, "admin1": shared[0] if shared else None}
        if shared:
            return _Answer(values, f"{fault}{shared_name} is taken, which both share")
        return _Answer(values, f"{fault}neither is taken")

    def _entry(self, code: str) -> Any:
        return self._index.entries[self._index.by_code[code]]

    def _above(self, entry: Any) -> list[str]:
        """Return the province that an entry lies in."""
        return [one for one in sorted(entry.codes) if self._entry(one).level == "admin1"]


def _texts(column: pd.Series) -> list[str | None]:
    array = pa.array(column, _TEXT, from_pandas=True).to_pylist()
    return [text.strip() or None if text is not None else None for text in array]


def _holds_both(name: str) -> bool:
    """Tell whether a column is called as one that holds latitude and longitude."""
    fold = folded(name)
    parts = fold.split("_")
    pair = {"lat", "latitude"} & {*parts} and {"lon", "long", "lng", "longitude"} & {*parts}
    return fold in COORDINATES or bool(pair)


def _units(name: str) -> tuple[str, ...]:
    """Return the units that a heading names two of, "District / Province"; nothing for most."""
    parts = [folded(part) for part in re.split(r"[/,&|+()-]", name) if folded(part)]
    of_alias = {alias: unit for unit in _UNITS for alias in (unit, *ALIASES[unit])}
    found = tuple(of_alias.get(part, "") for part in parts)
    return found if sorted(found) == sorted(_UNITS) else ()


def _split(text: str, plain: tuple[str, ...], pack: RegionPack | Any) -> tuple[str | None, ...]:
    """Part the units of a cell; of one that is alone its name says whether it is a province."""
    if len(plain) == 1:
        return (text,)
    parts = [part.strip("() ") for part in _SEPARATED.split(text) if part.strip("() ")]
    if len(parts) == 1:
        from geo.gazetteer import Gazetteer

        is_province = bool(Gazetteer(pack).index.find(parts[0], ("admin1",)))
        return tuple(parts[0] if is_province is (unit == "admin1") else None for unit in plain)
    return (*parts, None)[:2] if len(parts) <= len(plain) else (text, None)  # "A / B; C / D"


def _both(text: str, name: str) -> tuple[str | None, str | None]:
    """Read latitude and longitude of a cell; what is neither stays, to be refused as it is."""
    plain = ascii_digits(text).strip()
    point = _WKT.fullmatch(plain)
    if point is not None:
        return point[2], point[1]
    pair = _PAIR.fullmatch(plain)
    if pair is None:
        return text, None
    first = folded(name).split("_")[0]
    is_turned = first in ("lon", "long", "lng", "longitude", "x") or pair[1].strip()[-1:] in "EW"
    return (pair[2], pair[1]) if is_turned else (pair[1], pair[2])
