"""Who acts: armies, groups and governments of the region, found in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from geo import nations
from geo.reports.documents.parts import TEXT_LIMIT
from geo.reports.language import pack_files, wording, words
from geo.reports.language.scanning import Table
from geo.reports.language.words import either
from geo.reports.who.verbs import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from geo.region import RegionPack
    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place
    from geo.reports.language.scanning import Scan


class Actor(NamedTuple):
    """A party named in a text.

    Attributes
    ----------
    start, end
        Its offsets.
    side, kind, group, name
        As in the pack's `actors.toml`.
    is_direction
        "The Afghan side": where something came from, unless it acts.
    was_no_army
        When the report was written they were no army yet, see `until` of `actors.toml`; `side` is
        what they were then.
    """

    start: int
    end: int
    side: str
    kind: str
    group: str
    name: str
    is_direction: bool = False
    was_no_army: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """One of the two states along the line.

    Attributes
    ----------
    country
        Its alpha-3 code.
    side, forces
        Its side, and the victim group that its forces are.
    insurgents
        The side whose militants attack it, where words name them; empty if none.
    has_fighters
        Its men are called fighters, too.
    """

    country: str
    side: str
    forces: str
    insurgents: str = ""
    has_fighters: bool = False


_NO_FIGHTERS = ("civilians", "unspecified")


class Actors:
    """The actors of a region pack.

    Attributes
    ----------
    rows
        Those that act, as the pack has them.
    seats, seat_sides
        Names of the cities that stand for a government, and whose.
    states
        The two states, by country.
    elsewhere
        Names of cities that are no place on the line, in lower case.
    aircraft, foreign, foreign_names, foreign_drones_until
        What reports leave unsaid: whose aircraft cross the line, the side of armies from
        elsewhere, what those are called, and until when drones were theirs.
    supplies
        The side that shuts the way of supplies for armies from elsewhere.
    never_domestic
        Sides that are at home in neither country.
    groups
        The victim groups of those who fight, in the pack's order, and what each is called.
    parties
        The rows of `wording/parties.toml`.

    Parameters
    ----------
    pack
        The region; a pack without `actors.toml` knows no actor.
    """

    def __init__(self, pack: RegionPack) -> None:
        self.pack = pack
        said = pack_files.read(pack, pack_files.ACTORS)
        self.states = {row["country"]: State(**row) for row in said.get("states", ())}
        sides = [state.side for state in self.states.values()]
        self._across = {a: b for a in sides for b in reversed(sides) if a != b}
        unsaid = said.get("unsaid", {})
        self.aircraft: str = unsaid.get("aircraft", "")
        self.foreign: str = unsaid.get("foreign", "")
        self.supplies: str = unsaid.get("supplies", "")
        self.foreign_names: list[str] = unsaid.get("foreign_names", [])
        self.never_domestic = frozenset(unsaid.get("never_domestic", ()))
        named = pack.meta.get("victim_group_names", {})
        self.groups = {
            group: named[group]["name"] if "country" in named.get(group, ()) else group
            for group in pack.victim_groups
            if group not in _NO_FIGHTERS
        }
        self.foreign_drones_until: date | None = unsaid.get("foreign_drones_until")
        self.seat_sides: dict[str, str] = {
            name: row["side"] for row in said.get("seats", ()) for name in row["names"]
        }
        self.seats = frozenset(name for row in said.get("seats", ()) for name in row["names"])
        self.elsewhere = frozenset(
            name.lower() for name in said.get("elsewhere", {}).get("names", ())
        )
        self._publishers: list[tuple[str, str]] = [
            (name, row["side"]) for row in said.get("publishers", ()) for name in row["names"]
        ]
        self.rows: list[dict[str, str]] = []
        self._of: dict[str, int] = {}
        self._before: dict[tuple[str, str], tuple[date, str]] = {}
        names: list[str] = []
        for row in said.get("actors", ()):
            if row.get("kind") not in ("army", "government", "group"):
                continue
            self.rows.append(row)
            if "until" in row and "name" in row:
                told = date.fromisoformat(row["until"]), row["before"]
                self._before[row["side"], row["name"]] = told
            for name in row["names"]:
                self._of.setdefault(_plain(name), len(self.rows) - 1)
                names.append(name)
        self._names = Table({"": names})
        self.parties = self._parties(pack, said.get("elsewhere", {}).get("forces", ()))

    def _parties(self, pack: RegionPack, third: Collection[str]) -> wording.Wording:
        """Return the rows of `wording/parties.toml` with what a region calls its parties."""
        safe = [code for code, state in self.states.items() if not state.insurgents]
        told = [nation for nation in nations.of(pack) if nation.code in safe]
        names = {
            "foreign": self.foreign_names,
            "third": third,
            "country": [nation.name for nation in told],
            "safe": [name for nation in told for name in nation.names],
            "line": pack.meta.get("line", {}).get("names", ()),
        }
        parts = {name: either(rows) for name, rows in names.items()}
        return wording.read(words.of(pack), "parties", parts)

    def publisher(self, name: str) -> str:
        """Return the side of an army, ministry or group that publishes a report itself."""
        sides = [side for said, side in self._publishers if said in name]
        sides = sides or [a.side for a in self.find(name) if a.kind in ("army", "group")]
        return sides[0] if sides else ""

    def across(self, side: str) -> str:
        """Return the side of the other state; empty for a side that is no state's."""
        return self._across.get(side, "")

    def find_in(self, document: Document) -> list[Actor]:
        """Find the actors named in a document, once."""
        if self not in document.kept:  # another region's actors are others
            end = min(len(document.text), TEXT_LIMIT)
            named = self.find(document.text, 0, end, document.scan)
            named = [self.as_of(document.published, actor) for actor in named]
            document.kept[self] = [*self._of_groups(document, named)]
        found: list[Actor] = document.kept[self]
        return found

    def _of_groups(self, document: Document, named: Sequence[Actor]) -> Iterator[Actor]:
        """Give actors as those of the insurgents that a report names: "Foo militants" by an army's.

        Where Foo is the short name of an army, and no other word tells whose.
        """
        sides = {state.insurgents for state in self.states.values()}
        sides &= {actor.side for actor in named if actor.kind == "group"}
        militants = listed(document.words, "militants").pattern
        for actor in named:
            is_short = actor.kind == "army" and " " not in document.text[actor.start : actor.end]
            if len(sides) == 1 and is_short and militants.match(document.text, actor.end + 1):
                (side,) = sides
                yield actor._replace(side=side, kind="group", group="militants")
            else:
                yield actor

    def governments(self, places: Iterable[Place]) -> Iterator[Actor]:
        """Yield the capitals that stand for their governments: "Kabul said", "by Islamabad"."""
        for place in places:
            side = self.seat_sides.get(place.text)
            if side is not None and place.reason == "stands for a government":
                named = (row for row in self.rows if row["side"] == side)
                row = next((row for row in named if row["kind"] == "government"), {})
                group, name = row.get("group", "unspecified"), row.get("name", place.text)
                yield Actor(place.start, place.end, side, "government", group, name)

    def seat_at(self, text: str, at: int) -> str:
        """Return the side of the government whose capital is named at an offset; empty for none."""
        named = (seat for seat in self.seats if text.startswith(seat, at))
        return next((self.seat_sides[seat] for seat in named), "")

    def before(self, actor: Actor) -> tuple[date, str] | None:
        """Return the day until which an actor was of another side, and which; None for most."""
        return self._before.get((actor.side, actor.name))

    def as_of(self, day: date | None, actor: Actor) -> Actor:
        """Return an actor as what it was on the day of a report."""
        before = self.before(actor)
        if before is None or day is None or day >= before[0]:
            return actor
        return actor._replace(side=before[1], kind="group", was_no_army=True)

    def find(
        self, text: str, start: int = 0, end: int | None = None, scan: Scan | None = None
    ) -> list[Actor]:
        """Find the actors named in a span, in order."""
        found = []
        for hit in self._names.all(text, start, len(text) if end is None else end, scan):
            said = text[hit.start : hit.end]
            row = self.rows[self._of[_plain(said)]]
            found.append(
                Actor(
                    hit.start,
                    hit.end,
                    row["side"],
                    row["kind"],
                    row.get("group", "unspecified"),
                    row.get("name") or said,
                    said.lower().endswith(" side"),
                )
            )
        return found


def _plain(name: str) -> str:
    return _BLANKS.sub(" ", name).replace("’", "'")


_BLANKS = re.compile(r"[\s\-‑]+")


def of(pack: RegionPack) -> Actors:
    """Return the actors of a pack, read once."""
    return pack.once("report_actors", Actors)
