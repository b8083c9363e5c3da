"""Plain reports of one incident, made of a pack's names, of which is known what locates it."""

from __future__ import annotations

import random
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from geo.gazetteer.names import words_of

if TYPE_CHECKING:
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index
    from geo.region import RegionPack

FRAMES = tomllib.loads((Path(__file__).parent / "reports/plain_places.toml").read_text("utf-8"))
# Provinces on both sides of the line.
BORDER = {
    "AFG": ("AF34", "AF30", "AF27", "AF26", "AF12", "AF13", "AF14", "AF06", "AF15", "AF16"),
    "PAK": ("PK2", "PK5"),
}
_TOWNS_OF = {*BORDER["AFG"], *BORDER["PAK"], "AF01"}
_TWO_TOWNS = ("geonames:1123906", "geonames:1181611")  # with a gate between them
FIGURES = ["3", "5", "14", "22", "three", "seven", "twelve"]
_VILLAGE, _TOWN = 0.6, 0.82  # weights of names
_OF_EACH = 3  # villages of one district in a report
_MARK = re.compile(r"\{(\w+)\}|\[(\w+)\]|%([LN])")
_NAME = re.compile(r"[A-Z][a-z]{3,}(?:[ -][A-Z][a-z]{2,})?")

Cast = dict[str, tuple[str, str | None]]  # letter of a frame -> name and id


@dataclass
class Sample:
    """A report; where its incident was, each with the id of what is meant; and other names."""

    text: str = ""
    yes: list[tuple[int, int, str | None]] = field(default_factory=list)
    no: list[tuple[int, int]] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)

    def add(self, frame: str, cast: Cast, where: str = "") -> None:
        """Write a frame behind what is there; `where` is what happened was at."""
        at = 0
        for mark in _MARK.finditer(frame):
            self.text += frame[at : mark.start()]
            at, start = mark.end(), len(self.text)
            if mark[3]:
                self.add(where, cast)
                continue
            name, code = cast[mark[1] or mark[2]]
            self.text += name
            if mark[2]:
                self.no.append((start, len(self.text)))
            elif mark[1] != "n":
                self.yes.append((start, len(self.text), code))
        self.text += frame[at:]

    def tell(self, frame: str, cast: Cast, where: str = "") -> None:
        """Write a sentence."""
        start = len(self.text)
        self.add(frame, cast, where)
        self.text = self.text[:start] + self.text[start].upper() + self.text[start + 1 :]


def _letters(*frames: str) -> list[str]:
    found = (m[1] or m[2] for frame in frames for m in _MARK.finditer(frame) if not m[3])
    return [letter for letter in dict.fromkeys(found) if letter != "n"]


class Maker:
    """Makes reports, the same ones for one seed.

    Parameters
    ----------
    pack, index
        The names.
    seed
        Of the choice.
    """

    def __init__(self, pack: RegionPack, index: Index, seed: int) -> None:
        self.index = index
        self.chance = random.Random(seed)  # noqa: S311  nothing here is secret
        self.spellings: dict[str, list[str]] = defaultdict(list)
        rows = pack.names
        rows = rows[(rows.script == "latin") & (rows.kind != "historic")]
        for code, name in zip(rows.id, rows.name, strict=True):
            if _NAME.fullmatch(name):
                self.spellings[code].append(name)
        self.districts: dict[str, list[Entry]] = defaultdict(list)
        self.villages: dict[str, list[Entry]] = defaultdict(list)
        self.towns: list[Entry] = []
        self.crossings: list[Entry] = []
        self.tehsils: list[Entry] = []
        border = {code for codes in BORDER.values() for code in codes}
        for entry in index.entries:
            is_near = entry.admin1 in border and bool(self.spellings[entry.id])
            if entry.level == "admin2" and is_near and entry.name != self.unit(entry.admin1).name:
                self.districts[entry.admin1 or ""].append(entry)
            elif entry.level == "admin3" and is_near and self.spellings[entry.admin2 or ""]:
                self.tehsils.append(entry)
            elif entry.level == "crossing" and entry.name.endswith(" crossing"):
                self.crossings.append(entry)
            elif entry.level == "place" and entry.latitude is not None and entry.admin2:
                if entry.weight >= _TOWN and entry.admin1 in _TOWNS_OF:
                    self.towns.append(entry)
                elif entry.weight <= _VILLAGE and is_near:
                    self.villages[entry.admin2].append(entry)

    def unit(self, code: str | None) -> Entry:
        """Return what has a code."""
        return self.index.entries[self.index.by_code[code or ""]]

    def _others(self, side: str, *but: Entry) -> list[Entry]:
        return [self.unit(code) for code in BORDER[side] if code not in {e.id for e in but}]

    def _cast(self) -> Cast:
        """Choose which name each letter of the frames stands for."""
        pick, sample = self.chance.choice, self.chance.sample
        side, other = sample(list(BORDER), 2)
        roles: dict[str, Entry] = {"P": self.unit(pick(BORDER[side]))}
        districts = self.districts[roles["P"].id]
        roles["D"], roles["E"], roles["F"] = sample(districts, 3)
        full = [d for d in districts if len(self.villages[d.id]) >= _OF_EACH]
        if full and self.chance.random() < 0.7:
            roles["D"] = pick(full)
            roles |= zip("VWX", sample(self.villages[roles["D"].id], _OF_EACH), strict=True)
        roles["P2"], roles["oP"] = pick(self._others(side, roles["P"])), pick(self._others(other))
        roles["Q"], roles["Q2"] = sample(self._others("AFG", roles["P"], roles["oP"]), 2)
        roles["aP"], roles["aP2"] = sample(self._others("AFG"), 2)
        roles["pP"] = pick(self._others("PAK"))
        roles["t"] = pick([t for t in self.towns if t.admin1 != roles["P"].id])
        roles["T"] = pick(self.tehsils)
        roles["tD"] = self.unit(roles["T"].admin2)
        roles["C"] = pick(self.crossings)
        roles["cP"] = self.unit(roles["C"].admin1)
        towns = [entry for entry in self.index.entries if entry.id in _TWO_TOWNS]
        roles |= zip("AB", sample(towns, 2), strict=True)
        cast: Cast = {}
        for letter, entry in roles.items():
            is_own = letter in ("t", "C", "A", "B")
            name = entry.name if is_own else pick(self.spellings[entry.id] or [entry.name])
            cast[letter] = name.removesuffix(" crossing"), entry.id
        cast["TT"] = cast["t"][0].upper(), None
        cast["U"] = pick(FRAMES["unknown"]), roles["D"].id
        cast["g"] = pick(FRAMES["tribes"]), None
        cast |= {seat: (seat, None) for seat in ("Kabul", "Islamabad", "Rawalpindi")}
        return cast

    def _is_of_many(self, name: str) -> bool:
        """Tell a name that things in several provinces bear."""
        hits = self.index.folded.get("".join(words_of(name))) or ()
        return len({self.index.entries[number].admin1 for number, _ in hits}) > 1

    def make(self) -> Sample:
        """Make a report in which no name is part of another."""
        pick, sample = self.chance.choice, self.chance.sample
        while True:
            event = pick(FRAMES["events"])
            where = pick(FRAMES["where"] if "%L" in event else FRAMES["named"])
            line, behind = pick(FRAMES["datelines"]), pick(["", "", *FRAMES["behind"]])
            behind = "" if "said" in event or ", " in event else behind
            also = sample(FRAMES["also"], pick([0, 0, 1]) if "{D}" in where else 0)
            rest = [*also, *sample(FRAMES["beside"], pick([0, 1, 1, 2]))]
            cast = self._cast()
            letters = _letters(line, where, behind, *rest)
            if not cast.keys() >= set(letters):
                continue
            names = [cast[letter][0].lower() for letter in letters if letter != "TT"]
            if not any(a in b or b in a for n, a in enumerate(names) for b in names[:n]):
                break
        if "P" not in letters:  # of two districts of one name either may be meant
            held = [x for x in "DEFU" if self._is_of_many(cast["D" if x == "U" else x][0])]
            cast |= {letter: (cast[letter][0], None) for letter in held}
        made = Sample(frames=[line, event, where, behind, *rest])
        made.add(line, cast)
        cast["n"] = pick(FIGURES), None
        made.tell(event[:-1] + behind + "." if behind else event, cast, where)
        for sentence in sample(rest, len(rest)):
            made.text += pick([" ", "\n\n"])
            cast["n"] = pick(FIGURES), None
            made.tell(sentence, cast)
        return made
