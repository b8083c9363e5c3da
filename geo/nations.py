"""The countries of a region, as `[[countries]]` of its `region.toml` names them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.errors import RegionError, fault_line

if TYPE_CHECKING:
    from geo.region import RegionPack


_ALPHA2 = re.compile("[A-Z]{2}")


class Nation(NamedTuple):
    """One of the countries.

    Attributes
    ----------
    code
        Alpha-3.
    name
        The preferred name.
    names
        What it and its people are called ("Afghanistan", "Afghan").
    side
        Its side; where nothing is said that of the line's bank it lies on, empty for none.
    alpha2
        Its code of two letters, which P-codes begin with too; empty where none is said.
    """

    code: str
    name: str
    names: tuple[str, ...]
    side: str
    alpha2: str = ""


def of(pack: RegionPack) -> tuple[Nation, ...]:
    """Return the countries of a region, read once.

    Raises
    ------
    RegionError
        A row has no code, no name, a faulty alpha2 or side, or `names` is no list of texts.
    """
    return pack.once("nations", _of)


def _of(pack: RegionPack) -> tuple[Nation, ...]:
    rows = pack.meta.get("countries", [])
    if not isinstance(rows, list):
        raise RegionError("region.toml: no list of tables: expected [[countries]]")
    return tuple(_nation(pack, row, number) for number, row in enumerate(rows, 1))


def _nation(pack: RegionPack, row: Any, number: int) -> Nation:
    where = f"region.toml, countries {number}"
    for key in ("code", "name"):
        if not isinstance(row, dict) or not isinstance(row.get(key), str) or not row[key]:
            raise RegionError(f"{where}: no {key}")
    names = row.get("names", [])
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise RegionError(
            fault_line("faulty names", value=names, expected="a list of texts", where=where)
        )
    banks = dict(zip(pack.country_codes, pack.line_sides, strict=True))
    side = row.get("side", banks.get(row["code"], ""))
    if side and side not in pack.sides:
        expected = f"one of: {', '.join(sorted(pack.sides))}"
        raise RegionError(fault_line("unknown side", value=side, expected=expected, where=where))
    alpha2 = row.get("alpha2", "")
    if not isinstance(alpha2, str) or (alpha2 and not _ALPHA2.fullmatch(alpha2)):
        raise RegionError(fault_line("faulty alpha2", value=alpha2, expected="AB", where=where))
    return Nation(row["code"], row["name"], tuple(names), side, alpha2)
