"""HXL hashtags under a header ("#adm2+code", "#affected+killed") -> what the columns hold."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from geo.reports.counts.forces import UNSPECIFIED
from geo.tables.heading import Heading, Unclear

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z][a-z0-9_]*)*", re.IGNORECASE)
_TWO = Unclear("its tag counts two things", "a column for each")
_SOME = Unclear("its tag counts only some of those", "a column of all, or the heading in words")


@cache
def _said() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("hxl.toml").read_text("utf-8"))


def are_tags(cells: Sequence[str | None]) -> bool:
    """Tell whether all filled cells of a row are hashtags, and one is."""
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    return bool(filled) and all(_TAG.fullmatch(cell) for cell in filled)


def _parts(tag: str) -> tuple[str, frozenset[str]]:
    hashtag, *attributes = re.sub(r"\s", "", tag).lower().split("+")
    return hashtag, frozenset(attributes)


def told(names: Sequence[str], below: Sequence[str | None]) -> dict[str, str]:
    """Return what `columns` does of a header of hashtags, or of one with hashtags under it."""
    if are_tags(below):
        return columns({name: tag for name, tag in zip(names, below, strict=False) if tag})
    return columns({name: name for name in names}) if are_tags(names) else {}


def columns(tags: Mapping[str, str]) -> dict[str, str]:
    """Return plain column -> column of the file, as hashtags say.

    `coordinates` is a column that holds both coordinates, `admin1_pcode` and `admin2_pcode` hold
    codes beside names.

    Parameters
    ----------
    tags
        Column of the file -> its hashtag.
    """
    found: dict[str, str] = {}
    for row in _said()["columns"]["rows"]:
        for name, tag in tags.items():
            hashtag, attributes = _parts(tag)
            fits = hashtag == row["tag"] and attributes.issuperset(row.get("with", ()))
            fits = fits and attributes.isdisjoint(row.get("without", ()))
            if fits and row["column"] not in found and name not in found.values():
                found[row["column"]] = name
    return found


def figures(tags: Mapping[str, str]) -> dict[str, Heading | Unclear]:
    """Return what the figures of columns are, as hashtags say; nothing for other columns."""
    found: dict[str, Heading | Unclear] = {}
    said = _said()["figures"]
    for name, tag in tags.items():
        hashtag, attributes = _parts(tag)
        metrics = [said[one] for one in sorted(attributes) if isinstance(said.get(one), str)]
        if hashtag != said["tag"] or not metrics:
            continue
        if not attributes.isdisjoint(said["parts"]):
            found[name] = _SOME
            continue
        if len(set(metrics)) > 1:
            found[name] = _TWO
            continue
        unit, bound, group = (
            next((said[of][one] for one in sorted(attributes) if one in said[of]), "")
            for of in ("units", "bounds", "groups")
        )
        found[name] = Heading((metrics[0],), group or UNSPECIFIED, unit=unit, bound=bound)
    return found
