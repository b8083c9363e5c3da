"""The gazetteer: distinct texts, with the hints of their rows, to answers."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from geo import nations
from geo._collecting import uncollected
from geo.errors import InputError
from geo.gazetteer import stretches
from geo.gazetteer.answers import table
from geo.gazetteer.choose import Choice, choose, probability
from geo.gazetteer.context import POINT_LEVELS
from geo.gazetteer.entries import BORDER, SECTION
from geo.gazetteer.gates import filed
from geo.gazetteer.guesses import guesses
from geo.gazetteer.hinted_units import HintReader, choice_of_hint, hinted_unit, is_wider
from geo.gazetteer.hinting import CONTRADICTED, Hints
from geo.gazetteer.index import build
from geo.gazetteer.meant import meant_of
from geo.gazetteer.names import load_words
from geo.gazetteer.queries import distinct
from geo.gazetteer.rated import THRESHOLD
from geo.gazetteer.rating import rate_all
from geo.gazetteer.reading import Reader, read
from geo.gazetteer.reasons import more, say
from geo.gazetteer.regions import part_of
from geo.gazetteer.told import WHOLE, Told, mark_of, nothing
from geo.gazetteer.where import between, seated, where
from geo.gazetteer.why import Reasons

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geo.gazetteer.answers import Answer
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index
    from geo.gazetteer.meant import Meant
    from geo.gazetteer.queries import Query
    from geo.gazetteer.rated import Rates
    from geo.gazetteer.reading import Seen
    from geo.gazetteer.where import Place
    from geo.region import RegionPack

# A table is read in pieces, and each names the places of those before; about 70 MB with all else.
_KEPT = 50_000
_KEPT_PLACES = 20_000
_PIECE = 5_000


class _Asked(NamedTuple):
    """A query, its text and what its row says, and the words that were seen in it."""

    query: Query
    text: str
    hints: Hints
    seen: Seen


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
        self._hints = self.index.once("hint_reader", HintReader)
        self._reasons = self.index.once("reasons", Reasons)
        self._places: dict[Meant, Place] = pack.once("gazetteer_places", lambda _: {})
        self._told: dict[tuple[object, ...], Told] = pack.once("gazetteer_told", lambda _: {})
        self._asked: dict[Query, Told] = pack.once("gazetteer_asked", lambda _: {})

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
        return self._table(self._ask(queries))

    def answers(self, queries: Iterable[Query]) -> list[Answer]:
        """Answer distinct queries, each for itself."""
        return [told.answer for told in self._ask(queries)]

    def _table(self, told: list[Told]) -> pd.DataFrame:
        places, scores, reasons, *_ = zip(*told, strict=True) if told else ((), (), ())
        return table(self.index, [*places], [*scores], [*reasons])

    def _ask(self, queries: Iterable[Query]) -> list[Told]:
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

        Raises
        ------
        InputError
            The country is none of this region.
        """
        from geo.schema import WHERE, conform

        hints, fault = self._hints.read((country, admin1, admin2))
        if fault:
            named = ", ".join(one.name for one in nations.of(self.pack))
            raise InputError("not a country of this region", value=country, expected=named)
        reading = read(text, self.index, is_hinted=bool(hints.around))
        (rates,) = rate_all(self.index, [reading], [hints])
        (first,) = self._ask([(text, country, admin1, admin2)])
        found = [first]
        for choice in _choices(rates):
            share = choice.best.rank / (choice.rated[0].rank or 1.0)
            score = round(min(probability(choice) * share, 1.0), 3)
            found.append(self._told_by(choice)._replace(score=score))
        if first.place.place_level is None:
            found += [
                self._told_by(guess, "like")._replace(score=guess.best.quality)
                for guess in guesses(self.index, reading, hints)
            ]
        unique = {(told.place.place_id, told.place.footprint_id): told for told in reversed(found)}
        ordered = sorted(
            (told for told in unique.values() if told.place.place_level is not None),
            key=lambda told: (told is not first, -(told.score or 0.0), told.place.place_id or ""),
        )
        return conform(self._table(ordered[:limit]), WHERE)

    def _answer(self, queries: list[Query]) -> list[Told]:
        """Answer a piece of a table; what is read alike is worked out once."""
        known, told = self._asked, self._told
        made: dict[Query, Told] = {}
        new: dict[tuple[object, ...], list[_Asked]] = {}
        for asked in self._see([query for query in queries if query not in known], made):
            key = (bool(asked.query[0]), *asked.query[1:], *asked.seen.key)
            if key in told:
                made[asked.query] = told[key].of(asked.seen, asked.text)
            else:
                new.setdefault(key, []).append(asked)
        if len(told) + len(new) > _KEPT:
            told.clear()
        alone: list[_Asked] = []  # answered for themselves only
        firsts = [alike[0] for alike in new.values()]
        for (key, alike), found in zip(new.items(), self._tell(firsts), strict=True):
            if found.is_general:
                told[key] = found
            else:
                alone += alike[1:]
                del alike[1:]
            for one in alike:
                made[one.query] = found.of(one.seen, one.text)
        for one, found in zip(alone, self._tell(alone), strict=True):
            made[one.query] = found.of(one.seen, one.text)
        answers = [made.get(query) or known[query] for query in queries]
        if len(known) + len(made) > _KEPT:
            known.clear()
        known.update(made)
        return answers

    def _see(self, queries: list[Query], made: dict[Query, Told]) -> list[_Asked]:
        """Find the names in the texts of queries; those that cannot be read are answered."""
        asked: list[tuple[Query, str, Hints]] = []
        for query in queries:
            text, *columns = query
            hints, fault = self._hints.read(query[1:])
            # The row's own columns are all it says of the place where it has no text.
            said = text or ", ".join(map(self.index.name_of, filter(None, reversed(columns))))
            if fault or not said:
                made[query] = nothing(fault or say("whole", "no_words"))
            else:
                asked.append((query, said, hints))
        seen = self._reader.see([(text, bool(hints.around)) for _, text, hints in asked])
        return [_Asked(*one, found) for one, found in zip(asked, seen, strict=True)]

    def _tell(self, asked: list[_Asked]) -> list[Told]:
        """Work out what texts mean, and all texts that are read alike."""
        readings = [self._reader.read(one.seen, mark_of) for one in asked]
        rest, told = iter(asked), []
        for rates in rate_all(self.index, readings, [one.hints for one in asked]):
            choices, may_be_stretch = choose(rates), stretches.may_be(rates).tolist()
            for at, one in enumerate(islice(rest, len(rates.readings))):
                made = stretches.find(self.pack, rates, at) if may_be_stretch[at] else None
                if made is not None and made.place.place_level == BORDER:
                    made = self._in_regions(one) or made
                told.append(made or self._told_of(one, rates, at, choices[at]))
        return told

    def _in_regions(self, asked: _Asked) -> Told | None:
        """Read "the line in eastern and southeastern regions", where one country's are so called.

        None where the text names no region by direction, or two countries have such.
        """
        if load_words().directions.keys().isdisjoint(token.word for token in asked.seen.tokens):
            return None
        names = [self.index.entries[self.index.by_code[c]].name for c in self.pack.country_codes]
        said = [text for name in names if self._is_of_regions(text := f"{asked.text} of {name}")]
        if len(said) != 1:
            return None
        (told,) = self._ask([(said[0], *asked.query[1:])])
        return told._replace(is_general=False) if told.place.place_level == SECTION else None

    def _is_of_regions(self, text: str) -> bool:
        reading = read(text, self.index)
        said, found = reading.frame.settings[-1], reading.names[-1]
        whole = self.index.entries[found.hits[0][0]]
        part = part_of(self.pack, self.index, whole, said.parts, is_of_part=said.is_of_part)
        return part is not None and part.is_named

    def _told_of(self, asked: _Asked, rates: Rates, at: int, choice: Choice | None) -> Told:
        hints, reading = asked.hints, rates.readings[at]
        unit = None if asked.query[0] else hinted_unit(self.index, hints)
        if unit is not None and choice is not None and choice.best.entry is not unit:
            # Columns alone name the unit, never a town that bears its name.
            choice = choice_of_hint(self.index, reading, hints, is_agreed=True)
        is_general = True
        unknown = reading.frame.unknown
        if choice is None and not unknown:
            choice = self._part_of_hint(asked.text, hints)
            is_general = hinted_unit(self.index, hints) is None
        if choice is not None:
            choice = filed(choice, hints, rates, at)
        found = self._found(rates, at, choice, hints)
        if not unknown and found.score is not None and is_general:
            return found
        marks = tuple([at for at in (*unknown, WHOLE) if mark_of(at) in found.why])
        return Told(found.place, found.score, found.why, marks, is_general)

    def _found(self, rates: Rates, at: int, choice: Choice | None, hints: Hints) -> Told:
        if choice is None or is_wider(choice.best.entry, hints):
            reading, is_agreed = rates.readings[at], choice is not None
            hinted = choice_of_hint(self.index, reading, hints, is_agreed=is_agreed)
            if hinted is not None:
                return self._told_by(hinted, "hint")
            if choice is None:
                return _nothing_found(rates, at)
        if choice.mention.setting.is_end and (ends := _ends(self.pack, rates, at)) is not None:
            return self._with_reason(between(*ends), choice)
        return self._told_by(choice)

    def _told_by(self, choice: Choice, spelled: str = "") -> Told:
        """Tell what a choice means; where texts are alike in it lies what they mean."""
        meant = meant_of(choice)
        place = self._places.get(meant)
        if place is None:
            if len(self._places) >= _KEPT_PLACES:
                self._places.clear()
            place = self._places[meant] = where(self.pack, self.index, meant)
        return self._with_reason(place, choice, spelled)

    def _with_reason(self, place: Place, choice: Choice, spelled: str = "") -> Told:
        why = self._reasons.why(choice, spelled)
        if place.note:
            why = more(why, place.note, name=place.name)
        if place.answer.place_level is None:
            return nothing(why)
        return Told(place.answer, _rounded(probability(choice)), why)

    def _part_of_hint(self, text: str, hints: Hints) -> Choice | None:
        """Read "the eastern regions" as those of the unit that the row names."""
        whole = hinted_unit(self.index, hints)
        reading = read(f"{text} of {whole.name}", self.index) if whole else None
        if reading is None or not reading.names or not reading.frame.settings[-1].parts:
            return None
        (rates,) = rate_all(self.index, [reading], [hints])
        return choose(rates)[0]


# The same few chances come again and again, and to round one takes longer than to look it up.
_rounded = lru_cache(maxsize=_PIECE)(partial(round, ndigits=3))


def _choices(rates: Rates) -> list[Choice]:
    """Make a choice of each meaning of the name that decides, else of all names."""
    chosen = choose(rates)[0]
    if chosen is not None:
        # What has no point lies by the best of them, and is not known by the others.
        return [
            replace(chosen, best=one, beside=[], known=chosen.known if one is chosen.best else None)
            for one in chosen.rated
        ]
    return [
        Choice(mention, meaning, found)
        for mention, found in zip(rates.readings[0].mentions, rates.of_text(0), strict=True)
        for meaning in found
    ]


def _ends(pack: RegionPack, rates: Rates, text: int) -> tuple[Entry, Entry] | None:
    """Return the two points that a text means what lies between, if both are known.

    Ways and distances run between towns, also where a district bears the name too; where only a
    district does, from where its people live.
    """
    found = []
    for mention, meanings in zip(rates.readings[text].mentions, rates.of_text(text), strict=True):
        points = [
            rated.entry
            for rated in meanings
            if rated.entry.level in POINT_LEVELS
            and rated.entry.latitude is not None
            and rated.quality >= THRESHOLD
        ]
        if mention.setting.is_end and (points or meanings):
            end = points[0] if points else seated(pack, rates.index, meanings[0].entry)
            found += [end] if end is not None else []
    return (found[0], found[1]) if len(found) == 2 else None


def _nothing_found(rates: Rates, text: int) -> Told:
    reading = rates.readings[text]
    for mention, found in zip(reading.mentions, rates.of_text(text), strict=True):
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
