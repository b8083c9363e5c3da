"""Reading a place text: which names it holds, what the words around them say of each.

Names are looked for everywhere in the text, longest first, so "X, Y", "X village of Y district",
"Y: X" and a whole sentence are read in one way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.gazetteer import slips
from geo.gazetteer.beside import join_lists, read_ends, read_level, read_nearness, read_placed
from geo.gazetteer.entries import SECTION
from geo.gazetteer.index import MAX_WORDS, SHORT_KEY
from geo.gazetteer.names import BREAK, across, load_words, reduce_word, tokenise

if TYPE_CHECKING:
    from geo.gazetteer.index import Hits, Index
    from geo.gazetteer.names import Reduced, Token, Words

# Names beyond this many and words beyond this many in one text are not read: it is no place text.
_MAX_MENTIONS = 12
_MAX_TOKENS = 300
# How much a key says, by its tier.
TIERS = {
    "exact": 1.0,
    "folded": 0.97,
    "skeleton": 0.85,
    "consonants": 0.6,
    "across": 0.55,
    "slip": 0.5,
}


_ACROSS_WORDS = 3  # of a name in another script
_ALIKE = 0.65  # of two names that may be one but for letters that stand for vowels
_ALIKE_SHORT = 0.8  # the same, where three consonants are all there is
_SLIP_WORDS = 3  # of a name with a letter wrong
_UNIT_LEVELS = frozenset({"admin1", "admin2", "admin3"})


@dataclass(slots=True)
class Mention:
    """A name in the text.

    Attributes
    ----------
    start, end
        Its tokens.
    surface
        Its folded words.
    tier
        The key it was found by, a key of `TIERS`.
    hits
        What it may name.
    level
        The level that a word beside it states.
    is_around
        Its surroundings are meant: "X area", "near X".
    is_reference
        It only says where something else is: "near X", "12 km north of X".
    away_km
        The stated distance from it.
    bearing
        The stated direction from it, degrees from north.
    parts, is_of_part
        Which parts of it are meant, as bearings: "northern X"; "the east and south of X".
    is_placed
        The words beside it make it a place: "in X", "X area", "X district".
    after_unknown, before_unknown
        An unknown name stands right before or after it, so that both may be one longer name.
    list_start
        Where the last name of the list it is part of starts: "A, B and C"; -1 outside a list.
    likeness
        How like it is written to the name whose consonants it has, 0 to 1.
    is_whole
        It is all the text.
    is_bare
        It was found by two consonants, which say nothing without the level of what they name.
    is_end
        It is one of the two ends of what is meant: "between X and Y".
    is_sole
        It is written with a slip, and nothing else in the text is known.
    """

    start: int
    end: int
    surface: str
    tier: str
    hits: Hits
    level: str | None = None
    is_around: bool = False
    is_reference: bool = False
    away_km: float | None = None
    bearing: int | None = None
    parts: tuple[int, ...] = ()
    is_of_part: bool = False
    is_placed: bool = False
    after_unknown: bool = False
    before_unknown: bool = False
    list_start: int = -1
    likeness: float = 1.0
    is_whole: bool = False
    is_bare: bool = False
    is_end: bool = False
    is_sole: bool = False


@dataclass(slots=True)
class Reading:
    """What was read in a text.

    Attributes
    ----------
    mentions
        The names, in order.
    unknown
        Words that look like a name and are none we know, in order, with their token.
    is_between
        The text speaks of what is between two names.
    has_border, has_joint, has_sector
        The text speaks of a border; of a stretch, which may be one's; of a sector.
    has_crossing
        The text speaks of a crossing.
    has_unknown_unit
        The text gives a name that is not known as a district or a part of one.
    """

    mentions: list[Mention] = field(default_factory=list)
    unknown: list[tuple[int, str]] = field(default_factory=list)
    is_between: bool = False
    has_border: bool = False
    has_joint: bool = False
    has_sector: bool = False
    has_crossing: bool = False
    has_unknown_unit: bool = False


def read(text: str, index: Index, *, is_hinted: bool = False) -> Reading:
    """Read a place text.

    Parameters
    ----------
    text, index
        The text; all names.
    is_hinted
        The row says in which province or district the place lies, so that names with a slip of the
        pen may be looked for. They also are where the text names a unit.
    """
    tokens = tokenise(text)[:_MAX_TOKENS]
    said = [token.word for token in tokens]
    hits = index.folded.get("".join(said))
    if hits and SECTION in index.meant(hits).levels:
        # A section's name holds two others: "Khost / Kurram".
        surface = " ".join([word for word in said if word])
        return Reading([Mention(0, len(tokens), surface, "folded", hits)])
    words = load_words()
    # Where capitals are used, a name begins with one; scripts without case have no such sign.
    has_case = True in [token.is_capital for token in tokens]
    mentions: list[Mention] = []
    used: set[int] = set()
    free = 0  # the first token after the last name
    for at, (word, is_capital) in enumerate(tokens):
        if at < free or not word:
            continue
        is_lower = has_case and not is_capital and word.isascii()
        if is_lower and word not in index.lower_case:
            continue
        mention = _longest_of_script(
            tokens, at, index, words, is_lower=is_lower, is_hinted=is_hinted
        )
        if mention is not None:
            mentions.append(mention)
            free = mention.end
            used.update(range(at, free))
            if len(mentions) == _MAX_MENTIONS:
                break
    if len(mentions) == 1:
        mentions[0].is_whole = (mentions[0].start, mentions[0].end) == (0, len(tokens))
    others = [word for at, word in enumerate(said) if word and at not in used]
    if not words.generic.issuperset(others) and len(mentions) < _MAX_MENTIONS:
        is_borne = is_hinted or any(
            not _UNIT_LEVELS.isdisjoint(index.meant(mention.hits).levels) for mention in mentions
        )
        found = _slips(
            tokens, index, words, used, has_case=has_case, is_borne=is_borne, is_hinted=is_hinted
        )
        mentions += found[: _MAX_MENTIONS - len(mentions)]
        mentions.sort(key=lambda mention: mention.start)
    level_words: set[int] = set()
    is_beside = not words.beside.isdisjoint(said)
    for mention in mentions:
        levels = index.meant(mention.hits).levels & _UNIT_LEVELS
        read_level(mention, tokens, words, used, level_words, levels)
        read_placed(mention, tokens, words)
        _widen_to_level(mention, index, words)
        if is_beside:
            read_nearness(mention, tokens, words, used)
    join_lists(mentions, tokens, words)
    reading = Reading(mentions, is_between=read_ends(mentions, tokens, words))
    _read_rest(reading, tokens, words, used, has_case=has_case)
    return reading


def _slips(
    tokens: list[Token],
    index: Index,
    words: Words,
    used: set[int],
    *,
    has_case: bool,
    is_borne: bool,
    is_hinted: bool,
) -> list[Mention]:
    """Find names written with a slip, where something can bear them out; mark their tokens."""
    found: list[Mention] = []
    run: list[int] = []
    for at, (word, is_capital) in enumerate([*tokens, BREAK]):
        is_name = bool(word) and at not in used and (is_capital or not has_case)
        if is_name and word.isascii() and word.isalpha() and word not in words.generic:
            run.append(at)
            continue
        is_level = words.level_of.get(word) in _UNIT_LEVELS
        is_sole = not (used or is_borne or is_level)
        if run and (is_borne or is_level or is_sole):
            for start, stop in ((run[0], run[-1] + 1), (run[-1], run[-1] + 1)):
                surface = [token.word for token in tokens[start:stop]]
                if len(surface) > _SLIP_WORDS:
                    continue
                if hits := slips.like(surface, index, is_sole=is_sole, is_hinted=is_hinted):
                    name = " ".join(surface)
                    found.append(Mention(start, stop, name, "slip", hits, is_sole=is_sole))
                    used.update(range(start, stop))
                    break
        run = []
    return found


def _widen_to_level(mention: Mention, index: Index, words: Words) -> None:
    """Add what is romanised alike and has the level that the text states, where nothing else has.

    "Tal tehsil" is Tall's, though a village is spelt Tal.
    """
    if mention.level not in _UNIT_LEVELS or mention.tier != "folded":
        return
    wanted = {mention.level, *words.stand_ins[mention.level]}
    if any(index.entries[number].level in wanted for number, _ in mention.hits):
        return
    parts = mention.surface.split()
    if mention.surface.isascii():
        tier, key = "skeleton", "".join([reduce_word(word).skeleton for word in parts])
    else:
        tier, key = "across", "".join([across(word) for word in parts])
    like = index.skeletons if tier == "skeleton" else index.across
    less = TIERS[tier] / TIERS["folded"]
    mention.hits += tuple(
        (number, weight * less)
        for number, weight in like.get(key, ())
        if index.entries[number].level in wanted
    )


def _read_rest(
    reading: Reading, tokens: list[Token], words: Words, used: set[int], *, has_case: bool
) -> None:
    """Find what the words that are no known name say: borders, crossings, unknown names."""
    unknown: set[int] = set()
    for place, (word, is_capital) in enumerate(tokens):
        if not word or place in used:
            continue
        if word not in words.generic:
            is_name = is_capital or not has_case or not word.isascii()
            if is_name and len(word) > 1 and word.isalpha():
                reading.unknown.append((place, word))
                unknown.add(place)
                after = tokens[place + 1].word if place + 1 < len(tokens) else ""
                reading.has_unknown_unit |= words.level_of.get(after) in _UNIT_LEVELS
        elif word in words.border_alone or (
            word in words.border_line and _is_the_line(tokens, place, words)
        ):
            reading.has_border = True
        elif word in words.border_joint:
            reading.has_joint = True
        elif word in words.border_sector:
            reading.has_joint = reading.has_sector = True
        elif words.level_of.get(word) == "crossing":
            reading.has_crossing = True
    for mention in reading.mentions:
        mention.after_unknown = mention.start - 1 in unknown
        mention.before_unknown = mention.end in unknown


def _is_the_line(tokens: list[Token], place: int, words: Words) -> bool:
    """Tell "along the line in X" from "the line of control" and "gas line"."""
    if tokens[place].word not in words.border_line:
        return False
    after = tokens[place + 1].word if place + 1 < len(tokens) else ""
    before = tokens[place - 1].word if place else ""
    return before in words.before_level and before not in words.of and after not in words.of


def _longest(
    tokens: list[Token],
    start: int,
    index: Index,
    words: Words,
    *,
    is_lower: bool,
    is_hinted: bool,
) -> Mention | None:
    """Find the longest name that begins at a token."""
    parts, reduced = _run(tokens, start, index)
    for length in range(len(parts), 0, -1):
        last = parts[length - 1]
        is_generic = parts[0] in words.generic or last in words.generic
        if is_generic and (length == 1 or last in words.joins or last in words.of):
            continue
        tier, likeness = "folded", 1.0
        hits = index.folded.get("".join(parts[:length]))
        if hits and is_lower:
            hits = tuple(hit for hit in hits if index.entries[hit[0]].name[:1].islower())
        # "Spin village" must not become a name that sounds so; "North Wazirstan" is one.
        is_sided = length > 1 and parts[0] in words.directions and last not in words.generic
        if not hits and (is_sided or not is_generic) and not is_lower:
            skeleton = "".join([part.skeleton for part in reduced[:length]])
            tier, hits = "skeleton", index.skeletons.get(skeleton)
            rest = "" if hits else _rest(reduced[:length])
            if rest in index.consonants:
                tier = "consonants"
                likeness, hits = _most_alike(index, rest, skeleton)
                # Three consonants need the row's word on where the place lies.
                is_short = rest.isascii() and len(rest) <= SHORT_KEY
                if is_short and (likeness < _ALIKE_SHORT or not is_hinted):
                    hits = None
        if hits:
            surface = " ".join(parts[:length])
            made = Mention(start, start + length, surface, tier, hits, likeness=likeness)
            made.is_bare = tier == "consonants" and len(rest) < SHORT_KEY
            return made
    return None


def _longest_of_script(
    tokens: list[Token],
    start: int,
    index: Index,
    words: Words,
    *,
    is_lower: bool,
    is_hinted: bool,
) -> Mention | None:
    """Find the longest name that begins at a token, also one known in Latin letters only.

    A longer such name comes before a shorter one that is written as its first word.
    """
    found = _longest(tokens, start, index, words, is_lower=is_lower, is_hinted=is_hinted)
    if tokens[start].word.isascii():
        return found
    other = _across(tokens, start, index, words)
    if found is None or (other is not None and other.end > found.end):
        return other
    return found


def _across(tokens: list[Token], start: int, index: Index, words: Words) -> Mention | None:
    """Find the longest name in Latin letters that words of another script may write."""
    parts: list[str] = []
    for token in tokens[start : start + _ACROSS_WORDS]:
        if not token.word or token.word.isascii() or token.word in words.generic:
            break
        parts.append(token.word)
    for length in range(len(parts), 0, -1):
        key = "".join([across(part) for part in parts[:length]])
        if hits := index.across.get(key):
            surface = " ".join(parts[:length])
            made = Mention(start, start + length, surface, "across", hits)
            if len(key) < SHORT_KEY:
                made.is_bare, made.likeness = True, 0.0
            return made
    return None


def _most_alike(index: Index, rest: str, key: str) -> tuple[float, Hits]:
    """Return what is written most like a name, of all with its consonants.

    In scripts that leave vowels out all that is like enough, for the context to choose from.
    """
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, "", key, autojunk=False)
    ratios: dict[str, float] = {}
    for known in index.alike[rest]:
        matcher.set_seq1(known)
        ratios[known] = matcher.ratio()
    best = max(ratios, key=lambda known: ratios[known])
    if rest.isascii():
        return ratios[best], index.skeletons.get(best) or index.consonants[rest]
    found: dict[int, float] = {}
    for known, ratio in ratios.items():
        if ratio >= _ALIKE:
            for number, weight in index.skeletons.get(known) or index.consonants[rest]:
                found[number] = max(found.get(number, 0.0), weight * ratio / ratios[best])
    return ratios[best], tuple(found.items()) or index.consonants[rest]


def _run(tokens: list[Token], start: int, index: Index) -> tuple[list[str], list[Reduced]]:
    """Follow the words from a token as long as a name may begin so: the words, and reduced."""
    parts: list[str] = []
    reduced: list[Reduced] = []
    rest = ""
    for word, _ in tokens[start : start + MAX_WORDS]:
        if not word:
            break
        part = reduce_word(word)
        rest += part.inner if parts else part.first
        if rest not in index.beginnings:
            break
        parts.append(word)
        reduced.append(part)
    return parts, reduced


def _rest(reduced: list[Reduced]) -> str:
    """Return the consonants of words that follow each other."""
    return reduced[0].first + "".join([part.inner for part in reduced[1:]])
