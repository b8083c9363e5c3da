"""What a region pack says for reports, and what is wrong with it.

`actors.toml` names who acts, `speakers.toml` who speaks, `words.toml` the words that only reports
of the region have. A pack needs none of them: its reports are read with the names of its
countries, units and places alone.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from geo.errors import RegionError, printable
from geo.reports import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from geo.region import RegionPack

ACTORS, SPEAKERS = "actors.toml", "speakers.toml"
_ACTORS = frozenset({"army", "government", "group", "body", "person", "outlet", "un"})
_SPEAKERS = frozenset({"body", "person", "outlet"})


def faults(pack: RegionPack) -> Iterator[str]:
    """Yield the faults of a pack's files for reports, one line each."""
    try:
        words.of(pack)
    except RegionError as fault:
        yield str(fault)
    for name, check in ((ACTORS, _actors), (SPEAKERS, _speakers)):
        path = pack.path / name
        if not path.is_file():
            continue
        try:
            said = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            yield f"{name}: not TOML: {printable(str(fault))}"
            continue
        yield from check(pack, said)


def _actors(pack: RegionPack, said: dict[str, Any]) -> Iterator[str]:
    for row in said.get("actors", ()):
        yield from _row(ACTORS, row, "side", pack.sides)
        yield from _row(ACTORS, row, "kind", _ACTORS)
        yield from _row(ACTORS, {"group": "unspecified"} | row, "group", pack.victim_groups)
        yield from _names(ACTORS, row, "names")
    for key in ("seats", "publishers"):
        for row in said.get(key, ()):
            yield from _row(ACTORS, row, "side", pack.sides)
            yield from _names(ACTORS, row, "names")
    for row in said.get("states", ()):
        yield from _row(ACTORS, row, "country", pack.country_codes)
        yield from _row(ACTORS, row, "side", pack.sides)
        yield from _row(ACTORS, row, "forces", pack.victim_groups)


def _speakers(pack: RegionPack, said: dict[str, Any]) -> Iterator[str]:
    for row in said.get("speakers", ()):
        yield from _row(SPEAKERS, row, "kind", _SPEAKERS)
        if "until" in row:
            yield from _row(SPEAKERS, row, "before", pack.claimant_sides)
    for key, names in (("speakers", "names"), ("publishers", "names"), ("homes", "names")):
        for row in said.get(key, ()):
            yield from _row(SPEAKERS, row, "side", pack.claimant_sides)
            yield from _names(SPEAKERS, row, names)
    for row in said.get("habits", ()):
        yield from _row(SPEAKERS, row, "side", pack.claimant_sides)
        yield from _names(SPEAKERS, row, "words")
    for row in said.get("ranks", ()):
        yield from _row(SPEAKERS, row, "group", pack.victim_groups)
        yield from _names(SPEAKERS, row, "words")


def _row(file: str, row: dict[str, Any], key: str, known: Collection[str]) -> Iterator[str]:
    if row.get(key) not in known:
        expected = ", ".join(sorted(known))
        yield f"{file}: unknown {key} {printable(str(row.get(key)))}; expected one of: {expected}"


def _names(file: str, row: dict[str, Any], key: str) -> Iterator[str]:
    names = row.get(key)
    if not isinstance(names, list) or not all(isinstance(n, str) and n for n in names):
        yield f"{file}: a row whose {key} are no list of texts"
