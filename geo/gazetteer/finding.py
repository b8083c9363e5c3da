"""Finding names in a text: the longest that begins at a word, by the finest key that knows it.

What begins with the same words is found once. An automaton grows as texts are read: each word leads
from one run of words to a longer one as long as a name may begin so, and what a run holds stays
with it. A word that begins no name costs one look into a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer import slips
from geo.gazetteer.alike import consonants_of, longest_across, most_alike
from geo.gazetteer.entries import SECTION
from geo.gazetteer.index import MAX_WORDS, SHORT_KEY
from geo.gazetteer.mentions import STATED_LEVELS, TIERS, Found
from geo.gazetteer.names import across, load_words, reduce_word, reduce_words, squeezed
from geo.gazetteer.tokens import BREAK

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from geo.gazetteer.index import Hits, Index
    from geo.gazetteer.names import Reduced
    from geo.gazetteer.tokens import Token

    Spans = list[tuple[int, Found]]  # names with the token that each begins at

# So many runs of words are kept.
_KEPT = 50_000
_ACROSS_WORDS = 3  # of a name in another script
_ALIKE_SHORT = 0.8  # of two names that may be one, where three consonants are all there is
_WIDENED = STATED_LEVELS | {"crossing"}
# What is romanised alike, against what is spelt so.
_LESS = TIERS["skeleton"] / TIERS["folded"]
_UNITS = frozenset({"admin1", "admin2"})
_SLIP_WORDS = 3  # of a name with a letter wrong


class _Run:
    """Words that follow each other and may begin a name, and what they hold."""

    __slots__ = ("after", "found", "reduced", "rest", "words")

    def __init__(self, words: list[str], reduced: list[Reduced], rest: str) -> None:
        self.words = words
        self.reduced = reduced
        self.rest = rest  # the consonants of all words
        self.after: dict[str, _Run | None] = {"": None}
        self.found: dict[int, Found | None] = {}  # by how it is looked for


class Finder:
    """Finds the names of an index, and keeps what it found by the words.

    Parameters
    ----------
    index
        All names.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self._words = load_words()
        self._begin = _Run([], [], "")
        self._runs = 0
        self._reduced: dict[str, Reduced] = {}
        self._across: dict[tuple[str, ...], Found | None] = {}
        self._slips: dict[tuple[str, bool, bool, str | None], Found | None] = {}
        self._shared: dict[Found, Found] = {}
        self._sections = _keys_of_sections(index)
        self._section_starts = {key[:end] for key in self._sections for end in range(len(key) + 1)}
        self._section: dict[str, Found] = {}
        everyday = {word for word in self._words.generic if index.folded.get(word)}
        self._everyday = everyday - self._words.level_of.keys() - self._words.directions.keys()
        self._called: dict[tuple[str, str], Found | None] = {}

    def expect(self, words: set[str]) -> None:
        """Reduce the words of the texts that are read next, all at once."""
        new = {word for word in words - self._reduced.keys() if not word.isdigit()}
        if len(self._reduced) + len(new) > _KEPT:
            self._reduced.clear()
        self._reduced.update(reduce_words(new))

    def longest(
        self, tokens: Sequence[Token], start: int, *, is_lower: bool, is_hinted: bool
    ) -> Found | None:
        """Find the longest name that begins at a token, also one known in Latin letters only.

        A longer such name comes before a shorter one that is written as its first word.
        """
        run = self._begin
        for token in tokens[start : start + MAX_WORDS]:
            longer = run.after.get(token.word, run)
            if longer is run:
                longer = self._follow(run, token.word)
            if longer is None:
                break
            run = longer
        how = is_lower + 2 * is_hinted
        if how not in run.found:
            run.found[how] = self._find(run, is_lower=is_lower, is_hinted=is_hinted)
        found = run.found[how]
        if found is None and tokens[start].word in self._everyday:
            return self._find_called(tokens, start)
        if tokens[start].is_ascii:
            return found
        other = self._find_across(tokens, start)
        if found is None or other is None:
            return found or other
        is_other = other.length > found.length
        return other if is_other and self._may_go_on(found, other, is_hinted) else found

    def sharing(self, tokens: Sequence[Token], at: int, found: Found) -> Spans:
        """Find "North X" of "North and South X": the names before one that share its last words.

        Parameters
        ----------
        tokens, at, found
            The text, where the last of them begins in it, and what it is.
        """
        rest = tokens[at + 1 : at + found.length]
        others: Spans = []
        while rest and tokens[at].is_generic:
            is_linked = tokens[at - 1] is BREAK or tokens[at - 1].word in self._words.joins
            at -= 1 + is_linked
            if at < 0 or not tokens[at].is_generic or tokens[at] is BREAK:
                break
            other = self.longest([tokens[at], *rest], 0, is_lower=False, is_hinted=False)
            if other is None or other.tier != "folded" or other.length != found.length:
                break
            if other not in self._shared:
                if len(self._shared) >= _KEPT:
                    self._shared.clear()
                self._shared[other] = other.as_long(1)
            others.insert(0, (at, self._shared[other]))
        return others

    def section(self, tokens: Sequence[Token]) -> Found | None:
        """Find the section of the line whose name is all of a text: "Khost / Kurram"."""
        # Few texts begin as the name of a section does.
        if not tokens or tokens[0].word not in self._section_starts:
            return None
        said = [token.word for token in tokens]
        key = "".join(said)
        if key not in self._sections:
            return None
        name = " ".join(said)
        if name not in self._section:
            if len(self._section) >= _KEPT:
                self._section.clear()
            self._section[name] = Found(said, "folded", self.index.folded[key], self.index)
        return self._section[name]

    def slips(
        self,
        tokens: Sequence[Token],
        used: AbstractSet[int],
        *,
        has_case: bool,
        is_borne: bool,
        is_hinted: bool,
    ) -> Spans:
        """Find names written with a slip among tokens that are not used, if something bears them.

        Parameters
        ----------
        tokens, used
            The text; the tokens of its names.
        has_case
            The text uses capitals.
        is_borne
            The row or the text names a unit.
        is_hinted
            The row does.
        """
        found: Spans = []
        run: list[int] = []
        is_bare = not used and not is_borne
        for at, token in enumerate([*tokens, BREAK]):
            if token.may_slip and at not in used and (token.is_capital or not has_case):
                run.append(at)
                continue
            if run:
                stated = self._words.level_of.get(token.word)
                is_level = stated in STATED_LEVELS
                # What was found before bears nothing out, but then it is not alone either.
                is_sole = is_bare and not found and not is_level
                if is_borne or is_level or is_sole:
                    how = is_sole, is_hinted, stated
                    found += self._slip(tokens, run, how)
                run = []
        return found

    def widened(self, found: Found, level: str) -> Found:
        """Let a name also mean what is romanised alike and has the level that the text states.

        Where nothing has it that is written so.

        "Tal tehsil" is Tall's, though a village is spelt Tal.
        """
        if found.tier != "folded" or level not in _WIDENED:
            return found
        if level not in found.wider:
            found.wider[level] = self._widened(found, level)
        return found.wider[level]

    def _widened(self, found: Found, level: str) -> Found:
        entries = self.index.entries
        wanted = {level, *self._words.stand_ins[level]}
        if any(entries[number].level in wanted for number, _ in found.hits):
            return found
        parts = found.surface.split()
        if found.surface.isascii():
            tier, key = "skeleton", "".join([reduce_word(word).skeleton for word in parts])
        else:
            tier, key = "across", "".join([across(word) for word in parts])
        like = self.index.skeletons if tier == "skeleton" else self.index.across
        less = TIERS[tier] / TIERS["folded"]
        more = [(n, weight * less) for n, weight in like.get(key, ()) if entries[n].level in wanted]
        return Found(parts, "folded", (*found.hits, *more), self.index) if more else found

    def _follow(self, run: _Run, word: str) -> _Run | None:
        """Return the run of one more word, or None where no name begins so."""
        if self._runs >= _KEPT:
            self._begin.after = {"": None}
            self._runs = 0
        self._runs += 1
        part = self._reduced.get(word) or reduce_word(word)
        rest = run.rest + part.inner if run.words else part.first
        longer = None
        if rest in self.index.beginnings:
            longer = _Run([*run.words, word], [*run.reduced, part], rest)
        run.after[word] = longer
        return longer

    def _find(self, run: _Run, *, is_lower: bool, is_hinted: bool) -> Found | None:
        """Find the longest name that a run begins with."""
        index, words, parts = self.index, self._words, run.words
        for length in range(len(parts), 0, -1):
            last = parts[length - 1]
            is_generic = parts[0] in words.generic or last in words.generic
            if is_generic and (length == 1 or last in words.joins or last in words.of):
                continue
            tier, likeness, rest = "folded", 1.0, ""
            hits = index.folded.get("".join(parts[:length]))
            if hits and is_lower:
                hits = tuple(hit for hit in hits if index.entries[hit[0]].name[:1].islower())
            # "Spin village" must not become a name that sounds so; "North Wazirstan" is one.
            is_sided = length > 1 and parts[0] in words.directions and last not in words.generic
            if not hits and (is_sided or not is_generic) and not is_lower:
                reduced = run.reduced[:length]
                skeleton = "".join([part.skeleton for part in reduced])
                tier, hits = "skeleton", index.skeletons.get(skeleton)
                if not hits and length > 1:  # "Foo-i-Bar", "Fooi Bar"
                    hits = index.skeletons.get(squeezed(skeleton))
                if len(skeleton) <= SHORT_KEY and not is_hinted:
                    hits = None
                rest = "" if hits else consonants_of(reduced)
                if rest in index.consonants:
                    tier = "consonants"
                    likeness, hits = most_alike(index, rest, skeleton, self._unit_of(run, length))
                    # Three consonants need the row's word on where the place lies.
                    is_short = rest.isascii() and len(rest) <= SHORT_KEY
                    if is_short and (likeness < _ALIKE_SHORT or not is_hinted):
                        hits = None
            if hits:
                is_bare = tier == "consonants" and len(rest) < SHORT_KEY
                more = () if tier != "folded" or is_lower else self._alike(hits, run, length)
                return Found(
                    parts[:length], tier, hits, index, likeness=likeness, is_bare=is_bare, more=more
                )
        return None

    def _find_called(self, tokens: Sequence[Token], at: int) -> Found | None:
        """Find a unit whose name is an everyday word, where a word beside it says its level.

        Not where an unknown name is beside it, of which it may be a part.
        """
        before, after, next_but_one = (
            tokens[to] if 0 <= to < len(tokens) else BREAK for to in (at - 1, at + 1, at + 2)
        )
        level_of = self._words.level_of
        level = level_of.get(before.word)
        # Languages that put it first have the next name behind it: "X ولسوالی Y".
        if not level and next_but_one.is_generic and next_but_one.word not in self._everyday:
            level = level_of.get(after.word)
        if not level or not (before.is_generic and after.is_generic):
            return None
        key = tokens[at].word, level
        if key not in self._called:
            entries, hits = self.index.entries, self.index.folded[key[0]]
            meant = tuple(
                [(number, share) for number, share in hits if entries[number].level == level]
            )
            self._called[key] = Found([key[0]], "folded", meant, self.index) if meant else None
        return self._called[key]

    def _unit_of(self, run: _Run, length: int) -> str:
        """Return how a name goes on to begin that begins with a unit's name, by its skeleton.

        "Kurram Tangi" is no place that sounds so; "Khyber Pakhtoon Khawa" is one that is spelt so
        as far as "Khyber".
        """
        for end in range(length - 1, 0, -1):
            hits = self.index.folded.get("".join(run.words[:end]), ())
            if any(self.index.entries[number].level in _UNITS for number, _ in hits):
                return "".join([part.skeleton for part in run.reduced[:end]])
        return ""

    def _may_go_on(self, unit: Found, other: Found, is_hinted: bool) -> bool:
        """Tell whether what sounds like a longer name is one, though it begins with a unit's.

        It is if it lies there and a hint may bear it out: "Spin Boldak-Chaman", a gate.
        """
        entries = self.index.entries
        own = {entries[n].id for n, _ in unit.hits if entries[n].level in _UNITS}
        is_there = is_hinted and any(own & entries[number].codes for number, _ in other.hits)
        return not own or is_there

    def _alike(self, hits: Hits, run: _Run, length: int) -> Hits:
        """Return what is romanised like a name that is written as another's: a hamlet, a district.

        It may be meant where anything speaks for it.
        """
        key = "".join([part.skeleton for part in run.reduced[:length]])
        known = {number for number, _ in hits}
        alike = self.index.skeletons.get(key, ())
        return tuple([(n, weight * _LESS) for n, weight in alike if n not in known])

    def _find_across(self, tokens: Sequence[Token], start: int) -> Found | None:
        """Find the longest name in Latin letters that words of another script may write."""
        parts: list[str] = []
        for token in tokens[start : start + _ACROSS_WORDS]:
            if token.is_generic or token.is_ascii:
                break
            parts.append(token.word)
        said = tuple(parts)
        if said not in self._across:
            if len(self._across) >= _KEPT:
                self._across.clear()
            self._across[said] = longest_across(self.index, parts)
        return self._across[said]

    def _slip(
        self, tokens: Sequence[Token], run: list[int], how: tuple[bool, bool, str | None]
    ) -> Spans:
        """Find a name with a slip in a run of unknown words: all of them, or the last."""
        is_sole, is_hinted, stated = how
        for start in (run[0], run[-1]):
            words = [token.word for token in tokens[start : run[-1] + 1]]
            if len(words) > _SLIP_WORDS:
                continue
            key = " ".join(words), *how
            if key not in self._slips:
                if len(self._slips) >= _KEPT:
                    self._slips.clear()
                hits = slips.like(
                    words, self.index, is_sole=is_sole, is_hinted=is_hinted, stated=stated
                )
                found = Found(words, "slip", hits, self.index, is_sole=is_sole) if hits else None
                self._slips[key] = found
            if (known := self._slips[key]) is not None:
                return [(start, known)]
        return []


def _keys_of_sections(index: Index) -> frozenset[str]:
    sections = {n for n, entry in enumerate(index.entries) if entry.level == SECTION}
    each = [(key, number) for key, hits in index.folded.items() for number, _ in hits]
    return frozenset([key for key, number in each if number in sections])
