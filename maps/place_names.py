"""The words for each place of a page in the other languages: a name, or a part of what has one.

A name has an id in the pack. "Northern X" and "Line, X" are put together by the engine, and are
taken apart here. What cannot be said in a language stays as the engine has it, in English: an
area's name alone would say something else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geo import nations
from maps import payload
from maps.local_names import every_name, line_names, names_in
from maps.words import OTHER_LANGUAGES, Words, messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.region import RegionPack
    from maps.payload import Block
    from maps.rows import Rows

_ON_LINE = ("border", "border_section")
_COLUMNS = ("place_id", "admin3_id", "admin2_pcode", "admin1_pcode", "place_name", "place_level")


class _Place(NamedTuple):
    """What the words of a place name: an id, the province told behind it, words without an id."""

    id: str
    province: str
    words: str


def place_blocks(pack: RegionPack, rows: Rows, key: str) -> Iterator[Block]:
    """Make the words for each place of the page in each other language."""
    if getattr(pack, "names", None) is None:  # a layer needs no more of a pack than its codes
        return
    places = _places(pack, rows)
    for language in OTHER_LANGUAGES:
        tongue = _Tongue(pack, language)
        told = [tongue.tell(one) for one in places]
        if any(told):
            yield payload.text_block(f"{key}@{language}", told)
    yield from every_name(pack, key, [one.id for one in places])


def _places(pack: RegionPack, rows: Rows) -> list[_Place]:
    """Return what each text of `rows.places` names."""
    import numpy as np

    _, first = np.unique(rows.place, return_index=True)
    table = rows.table.rows(first)[[*_COLUMNS, "country"]].astype(object)
    table = table.where(table.notna(), "")
    units = set(pack.unit_names.values())
    found = []
    for row, shown in zip(table.itertuples(index=False), rows.places, strict=True):
        ids = [row.place_id] if row.place_name else [row.admin3_id, row.admin2_pcode]
        name = next((str(one) for one in [*ids, row.admin1_pcode, row.country] if one), "")
        # the words have a comma and the province where rows.py put it there
        both = shown != row.place_name and row.admin1_pcode not in ("", name)
        apart = row.place_level in _ON_LINE or (
            row.place_level == "region" and row.place_name not in units
        )
        own, words = (row.place_id, row.place_name) if apart else (name, "")
        found.append(_Place(str(own), str(row.admin1_pcode) if both else "", str(words)))
    return found


class _Tongue:
    """What places are called in one language."""

    def __init__(self, pack: RegionPack, language: str) -> None:
        self.names: Mapping[str, str] = names_in(pack, language)
        self.words = Words(language)
        self.line = pack.line_name, line_names(pack).get(language, "")
        # of units of one name the largest is meant
        units = pack.admin.sort_values("level", ascending=False, kind="stable")
        self.codes: dict[str, str] = dict(zip(units["name"], units["code"], strict=True))
        self.codes |= {nation.name: nation.code for nation in nations.of(pack)}
        self.directions: dict[str, str] = messages(language)["page"]["directions"]
        which = "|".join(messages("en")["page"]["directions"])
        self.part = re.compile(rf"((?:{which})(?:(?:, | and )(?:{which}))*) (.+)")

    def tell(self, place: _Place) -> str:
        """Return the words for a place, empty where the language has none."""
        name = self.names.get(place.id) if place.id else None
        if name is None:
            return self._put_together(place.words)
        province = self.names.get(place.province) if place.province else None
        return f"{name}، {province}" if province else name

    def _put_together(self, words: str) -> str:
        line, own = self.line
        if own and words == line:
            return own
        if own and words.startswith(f"{line}, "):
            area = self._area(words.removeprefix(f"{line}, "))
            return f"{own}، {area}" if area else ""
        return self._area(words)

    def _area(self, words: str) -> str:
        """Name a unit or country, or parts of one by their directions."""
        if (parts := self.part.fullmatch(words)) is None:
            return self.names.get(self.codes.get(words, ""), "")
        name = self.names.get(self.codes.get(parts[2], ""))
        if name is None:
            return ""
        which = [self.directions[one] for one in re.split(", | and ", parts[1])]
        joined = self.words.text("page.directionsAnd").join(which)
        return self.words.text("page.partOf", which=joined, name=name)
