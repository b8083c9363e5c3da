"""Who acts: armies, groups and governments of the region, found in a text."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, NamedTuple

from geo.reports.words import either

if TYPE_CHECKING:
    from geo.region import RegionPack


class Actor(NamedTuple):
    """A party named in a text.

    Attributes
    ----------
    start, end
        Its offsets.
    side, kind, group, name
        As in the pack's `actors.toml`.
    """

    start: int
    end: int
    side: str
    kind: str
    group: str
    name: str


class Actors:
    """The actors of a region pack.

    Parameters
    ----------
    pack
        The region; a pack without `actors.toml` knows no actor.
    """

    def __init__(self, pack: RegionPack) -> None:
        path = pack.path / "actors.toml"
        said = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
        self.rows: list[dict[str, str]] = []
        self._of: dict[str, int] = {}
        names: list[str] = []
        for row in said.get("actors", ()):
            if row.get("kind") not in ("army", "government", "group"):
                continue
            self.rows.append(row)
            for name in row["names"]:
                self._of.setdefault(_plain(name), len(self.rows) - 1)
                names.append(name)
        self._pattern = re.compile(rf"\b{either(names)}\b") if names else re.compile(r"(?!)")

    def find(self, text: str, start: int, end: int) -> list[Actor]:
        """Find the actors named in a span, in order."""
        found = []
        for match in self._pattern.finditer(text, start, end):
            row = self.rows[self._of[_plain(match[0])]]
            found.append(
                Actor(
                    match.start(),
                    match.end(),
                    row["side"],
                    row["kind"],
                    row.get("group", "unspecified"),
                    row.get("name") or match[0],
                )
            )
        return found


def _plain(name: str) -> str:
    return re.sub(r"[\s\-‑]+", " ", name).replace("’", "'")


def of(pack: RegionPack) -> Actors:
    """Return the actors of a pack, read once."""
    made = pack.once("report_actors", Actors)
    return made
