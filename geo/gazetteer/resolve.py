"""The gazetteer: distinct texts, with the hints of their rows, to answers."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from geo._collecting import uncollected
from geo.gazetteer import stretches
from geo.gazetteer.answers import Answer, answer, between_answer, nothing
from geo.gazetteer.choose import Choice, choose, probability
from geo.gazetteer.context import POINT_LEVELS
from geo.gazetteer.entries import UNIT_LEVELS
from geo.gazetteer.hinting import CONTRADICTED, Hints
from geo.gazetteer.index import build
from geo.gazetteer.mentions import Found, Mention, Setting
from geo.gazetteer.names import fold, skeleton
from geo.gazetteer.queries import distinct
from geo.gazetteer.rating import THRESHOLD, Rated, rate_all
from geo.gazetteer.reading import Reader, read
from geo.gazetteer.reasons import say
from geo.gazetteer.told import WHOLE, Told, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index
    from geo.gazetteer.mentions import Reading
    from geo.gazetteer.queries import Query
    from geo.gazetteer.reading import Seen
    from geo.region import RegionPack

_HINT_LEVELS = {
    "admin1": ("admin1",),
    "admin2": ("admin2", "admin3"),
}
# An answer that only the row's column gives: where its words are wider, or are not known.
_AGREED_HINT, _HINT = 0.9, 0.7
# A table is read in pieces, and each names the places of those before; about 70 MB with all else.
_KEPT = 50_000
_PIECE = 5_000
_GUESSES, _GUESSED_WORDS = 5, 3
_GUESS_CUTOFF = 0.72  # of difflib's ratio: one letter in four may differ


class _Asked(NamedTuple):
    """A query that is read: its words, its text, what its row says, what it is read by."""

    query: Query
    seen: Seen
    text: str
    hints: Hints
    key: tuple[object, ...]


class Gazetteer:
    """All names of a region pack.

    Parameters
    ----------
    pack
        The region; its names are indexed once and kept with it.
    """

    def __init__(self, pack: RegionPack) -> None:
        self.pack = pack
        with uncollected():
            self.index: Index = pack.once("gazetteer_index", build)
        self._reader = self.index.once("reader", Reader)
        self._hints: dict[tuple[str | None, ...], tuple[Hints, str]] = {}
        self._told: dict[tuple[object, ...], Told] = pack.once("gazetteer_told", lambda _: {})
        self._answers: dict[Query, Answer] = pack.once("gazetteer_answers", lambda _: {})

    def resolve(self, queries: pd.DataFrame) -> pd.DataFrame:
        """Answer queries; repeated ones are answered once.

        Parameters
        ----------
        queries
            `text`, and where known `country`, `admin1`, `admin2` (names or codes).

        Returns
        -------
        The fields of `geo.gazetteer.answers.Answer` and the names of the units, on the index of
        the queries. Where nothing is found all is null but `place_why`.
        """
        found = distinct(queries)
        return self.table(found.queries).take(found.codes).set_axis(queries.index, axis=0)

    def table(self, queries: Iterable[Query]) -> pd.DataFrame:
        """Answer distinct queries as a table, in their order; the columns of `resolve`."""
        return _table(self.index, self.answers(queries))

    def answers(self, queries: Iterable[Query]) -> list[Answer]:
        """Answer distinct queries, many at a time; an answer is kept for the next time."""
        rest, made = iter(queries), []
        with uncollected():
            while piece := [*islice(rest, _PIECE)]:
                made += self._answer(piece)
        return made

    def candidates(
        self,
        text: str,
        country: str | None = None,
        admin1: str | None = None,
        admin2: str | None = None,
        limit: int = 10,
    ) -> pd.DataFrame:
        """List what a text may mean, best first; the nearest names where it means nothing known.

        Returns
        -------
        The columns of `geo.schema.WHERE` but for those of the line, by falling `place_score`. The
        first is the answer of `resolve`, if there is one.
        """
        from geo.schema import WHERE, conform

        hints, _ = self._hint(country, admin1, admin2)
        reading = read(text, self.index, is_hinted=bool(hints.around))
        rated = rate_all(self.index, [reading], [hints])[0]
        first = self.answers([(text, country, admin1, admin2)])[0]
        found = [] if first.place_level is None else [first]
        for choice in _choices(reading, rated):
            made = answer(self.pack, self.index, choice, self._spelled(choice.mention))
            share = choice.best.rank / (choice.rated[0].rank or 1.0)
            score = round(min(probability(choice) * share, 1.0), 3)
            found.append(made._replace(place_score=score))
        if first.place_level is None:
            found += self._guesses(reading, hints)
        unique = {(a.place_id, a.footprint_id): a for a in reversed(found)}
        ordered = sorted(
            (a for a in unique.values() if a.place_level is not None),
            key=lambda a: (a is not first, -(a.place_score or 0.0), a.place_id or ""),
        )
        return conform(_table(self.index, ordered[:limit]), WHERE)

    def _answer(self, queries: list[Query]) -> list[Answer]:
        """Answer a piece of a table; what is read alike is worked out once."""
        known, told = self._answers, self._told
        made: dict[Query, Answer] = {}
        new: dict[tuple[object, ...], list[_Asked]] = {}
        for query in queries:
            if query in known:
                continue
            asked = self._ask(query)
            if isinstance(asked, Answer):
                made[query] = asked
            elif asked.key in told:
                made[query] = told[asked.key].of(asked.seen, asked.text)
            else:
                new.setdefault(asked.key, []).append(asked)
        if len(told) + len(new) > _KEPT:
            told.clear()
        alone: list[_Asked] = []  # answered for themselves only
        firsts = [alike[0] for alike in new.values()]
        for (key, alike), found in zip(new.items(), self._tell(firsts), strict=True):
            if found.is_general:
                told[key] = found
                made.update({one.query: found.of(one.seen, one.text) for one in alike})
            else:
                made[alike[0].query] = found.of(alike[0].seen, alike[0].text)
                alone += alike[1:]
        for one, found in zip(alone, self._tell(alone), strict=True):
            made[one.query] = found.of(one.seen, one.text)
        answers = [made[query] if query in made else known[query] for query in queries]
        if len(known) + len(made) > _KEPT:
            known.clear()
        known.update(made)
        return answers

    def _ask(self, query: Query) -> _Asked | Answer:
        text, country, admin1, admin2 = query
        hints, fault = self._hint(country, admin1, admin2)
        if fault:
            return nothing(fault)
        if not text:
            # The row's own columns are all it says of the place.
            text = ", ".join(part for part in (admin2, admin1, country) if part)
            if not text:
                return nothing(say("whole", "no_words"))
        seen = self._reader.see(text, is_hinted=bool(hints.around))
        return _Asked(query, seen, text, hints, (country, admin1, admin2, *seen.key))

    def _tell(self, asked: list[_Asked]) -> list[Told]:
        """Work out what texts mean, and all texts that are read alike."""
        frames = [self._reader.frame(one.seen) for one in asked]
        readings = [
            self._reader.read(one.seen, frame, [(at, mark_of(at)) for at in frame.unknown])
            for one, frame in zip(asked, frames, strict=True)
        ]
        rated = rate_all(self.index, readings, [one.hints for one in asked])
        return [*map(self._told_of, asked, readings, rated)]

    def _told_of(self, asked: _Asked, reading: Reading, rated: list[list[Rated]]) -> Told:
        hints = asked.hints
        if (stretch := stretches.find(self.pack, self.index, reading, rated)) is not None:
            return Told(stretch)
        choice = choose(reading, rated)
        is_general = True
        unknown = [at for at, _ in reading.unknown]
        if choice is None and not unknown:
            choice = self._part_of_hint(asked.text, hints)
            is_general = self._hinted(hints) is None
        found = self._found(reading, rated, choice, hints)
        quoted = (*unknown, WHOLE) if unknown or found.place_level is None else ()
        marks = tuple([at for at in quoted if mark_of(at) in (found.place_why or "")])
        return Told(found, marks, is_general)

    def _found(
        self, reading: Reading, rated: list[list[Rated]], choice: Choice | None, hints: Hints
    ) -> Answer:
        if choice is None or self._is_wider_than_hint(choice, hints):
            hinted = self._from_hint(reading, hints, is_agreed=choice is not None)
            if hinted is not None or choice is None:
                return hinted or _nothing_found(reading, rated)
        spelled = self._spelled(choice.mention)
        if choice.mention.setting.is_end and (ends := _ends(reading, rated)) is not None:
            return between_answer(choice, *ends, spelled, self.index)
        return answer(self.pack, self.index, choice, spelled)

    def _said(self, surface: str, tier: str) -> Mention:
        """Make a name that no text holds."""
        return Mention(Setting(0, 0), Found([surface], tier, (), self.index))

    def _spelled(self, mention: Mention) -> str:
        return "exact" if mention.found.surface in self.index.spellings else "folded"

    def _is_wider_than_hint(self, choice: Choice, hints: Hints) -> bool:
        """Tell whether the row's hint lies inside what was found in the words."""
        entry = choice.best.entry
        return (
            entry.level in UNIT_LEVELS
            and entry.id in hints.around
            and not self._is_hint(entry.id, hints)
        )

    def _is_hint(self, code: str, hints: Hints) -> bool:
        finest = hints.admin2 or hints.admin1 or frozenset()
        return code in finest

    def _part_of_hint(self, text: str, hints: Hints) -> Choice | None:
        """Read "the eastern regions" as those of the unit that the row names."""
        whole = self._hinted(hints)
        reading = read(f"{text} of {whole.name}", self.index) if whole else None
        if reading is None or not reading.mentions or not reading.mentions[-1].setting.parts:
            return None
        return choose(reading, rate_all(self.index, [reading], [hints])[0])

    def _hinted(self, hints: Hints) -> Entry | None:
        """Return the finest unit that the row's columns name alone."""
        for codes in (hints.admin2, hints.admin1, hints.countries):
            if codes:
                number = self.index.by_code[min(codes)]
                return self.index.entries[number] if len(codes) == 1 else None
        return None

    def _from_hint(self, reading: Reading, hints: Hints, *, is_agreed: bool) -> Answer | None:
        """Let the hinted unit stand for a name that is not known there."""
        for codes in (hints.admin2, hints.admin1):
            if codes and len(codes) == 1:
                entry = self.index.entries[self.index.by_code[next(iter(codes))]]
                mention = self._said(entry.name, "folded")
                names = [(place, word) for place, word in reading.unknown]
                names += [(m.setting.start, m.found.surface) for m in reading.mentions]
                unknown = "" if is_agreed else " ".join([name for _, name in sorted(names)][:4])
                quality = _AGREED_HINT if is_agreed else _HINT
                rated = Rated(entry, quality, quality, (("column", ""),))
                choice = Choice(mention, rated, [rated], [], unknown)
                return answer(self.pack, self.index, choice, "hint")
        return None

    def _hint(
        self, country: str | None, admin1: str | None, admin2: str | None
    ) -> tuple[Hints, str]:
        key = (country, admin1, admin2)
        if key not in self._hints:
            if len(self._hints) >= _KEPT:
                self._hints.clear()
            self._hints[key] = self._read_hint(*key)
        return self._hints[key]

    def _read_hint(
        self, country: str | None, admin1: str | None, admin2: str | None
    ) -> tuple[Hints, str]:
        index = self.index
        countries = None
        if country and fold(country):
            countries = frozenset(
                index.entries[number].id
                for mention in read(country, index).mentions
                for number, _ in mention.found.hits
                if index.entries[number].level == "country"
            ) or index.find(country, ("country",))
            if not countries:
                return Hints(), say("whole", "no_country", surface=country[:40])
        found: dict[str, frozenset[str] | None] = {}
        for name, text in (("admin1", admin1), ("admin2", admin2)):
            codes = index.find(text, _HINT_LEVELS[name]) if text else frozenset()
            codes = frozenset(
                code
                for code in codes
                if countries is None or index.entries[index.by_code[code]].codes & countries
            )
            if name == "admin2" and found["admin1"]:
                inside = {
                    code
                    for code in codes
                    if index.entries[index.by_code[code]].codes & (found["admin1"] or frozenset())
                }
                codes = frozenset(inside) or codes
            if len(codes) > 1:  # a district before its part of the same name
                widest = {c for c in codes if index.entries[index.by_code[c]].level == name}
                codes = frozenset(widest) or codes
            found[name] = codes or None
        around = frozenset(
            code
            for codes in found.values()
            for hinted in codes or ()
            for code in index.entries[index.by_code[hinted]].codes
        )
        return Hints(countries, found["admin1"], found["admin2"], around), ""

    def _guesses(self, reading: Reading, hints: Hints) -> list[Answer]:
        """Return the names nearest to the unknown words: for a person to look at, not to use."""
        import difflib

        found = []
        for _, word in reading.unknown[:_GUESSED_WORDS]:
            near = difflib.get_close_matches(
                skeleton(word), self.index.skeletons, _GUESSES, _GUESS_CUTOFF
            )
            hits = {number for key in near for number, _ in self.index.skeletons[key]}
            for number in sorted(hits):
                entry = self.index.entries[number]
                if hints.countries is not None and not entry.codes & hints.countries:
                    continue
                likeness = difflib.SequenceMatcher(None, word, fold(entry.name)).ratio()
                score = round(likeness * THRESHOLD, 3)
                rated = Rated(entry, score, score, (("guess", ""),))
                mention = self._said(word, "guess")
                choice = Choice(mention, rated, [rated])
                guess = answer(self.pack, self.index, choice, "like")
                found.append(guess._replace(place_score=score))
        return found


def _choices(reading: Reading, rated: list[list[Rated]]) -> list[Choice]:
    """Make a choice of each meaning of the name that decides, else of all names."""
    chosen = choose(reading, rated)
    if chosen is not None:
        return [replace(chosen, best=meaning, beside=[]) for meaning in chosen.rated]
    return [
        Choice(mention, meaning, found)
        for mention, found in zip(reading.mentions, rated, strict=True)
        for meaning in found
    ]


def _ends(reading: Reading, rated: list[list[Rated]]) -> tuple[Rated, Rated] | None:
    """Return the two points that a text means what lies between, if both are known.

    Ways and distances run between towns, also where a district bears the name too.
    """
    found = []
    for mention, meanings in zip(reading.mentions, rated, strict=True):
        points = [
            rated
            for rated in meanings
            if rated.entry.level in POINT_LEVELS
            and rated.entry.latitude is not None
            and rated.quality >= THRESHOLD
        ]
        if mention.setting.is_end and points:
            found.append(points[0])
    return (found[0], found[1]) if len(found) == 2 else None


def _nothing_found(reading: Reading, rated: list[list[Rated]]) -> Answer:
    for mention, found in zip(reading.mentions, rated, strict=True):
        if not found:
            continue
        name = found[0].entry.name
        surface = mention.found.surface
        if any(code in CONTRADICTED for code, _ in found[0].reasons):
            return nothing(say("whole", "contradicted", surface=surface))
        how = "alone" if mention.found.tier == "folded" else "sounds"
        return nothing(say("whole", how, surface=surface, name=name))
    words = " ".join([word for _, word in reading.unknown][:4])
    return nothing(say("whole", "unknown", surface=words or mark_of(WHOLE)))


def _table(index: Index, answers: list[Answer]) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa

    from geo.schema import WHERE

    columns = zip(*answers, strict=True) if answers else ((),) * len(Answer._fields)
    made = {}
    for name, values in zip(Answer._fields, columns, strict=True):
        array = pa.array(list(values), WHERE.field(name).type)
        made[name] = pd.arrays.ArrowExtensionArray(array)
    for name, code in (
        ("admin1", "admin1_pcode"),
        ("admin2", "admin2_pcode"),
        ("admin3", "admin3_id"),
    ):
        names = [
            None if value is None else index.entries[index.by_code[value]].name
            for value in (getattr(found, code) for found in answers)
        ]
        made[name] = pd.arrays.ArrowExtensionArray(pa.array(names, pa.string()))
    return pd.DataFrame(made)
