"""Reading a place text: which names it holds, what the words around them say of each.

Names are looked for everywhere in the text, longest first, so "X, Y", "X village of Y district",
"Y: X" and a whole sentence are read in one way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.gazetteer.index import MAX_WORDS, SECTION
from geo.gazetteer.names import load_words, reduce_word, tokenise

if TYPE_CHECKING:
    from geo.gazetteer.index import Hits, Index
    from geo.gazetteer.names import Token, Words

# Names beyond this many and words beyond this many in one text are not read: it is no place text.
_MAX_MENTIONS = 12
_MAX_TOKENS = 300
# How much a key says, by its tier.
TIERS = {"exact": 1.0, "folded": 0.97, "skeleton": 0.85, "consonants": 0.6}
_NEAR_WORDS = 12
_NEAR_AFTER = 4
_KM_OF_UNIT = {"mile": 1.609344, "miles": 1.609344}


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
    is_placed
        The words beside it make it a place: "in X", "X area", "X district".
    after_unknown, before_unknown
        An unknown name stands right before or after it, so that both may be one longer name.
    list_start
        Where the last name of the list it is part of starts: "A, B and C"; -1 outside a list.
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
    is_placed: bool = False
    after_unknown: bool = False
    before_unknown: bool = False
    list_start: int = -1


@dataclass(slots=True)
class Reading:
    """What was read in a text.

    Attributes
    ----------
    mentions
        The names, in order.
    unknown
        Words that look like a name and are none we know, in order, with their token.
    has_border, has_joint, has_sector
        The text speaks of a border; of a stretch, which may be one's; of a sector.
    has_crossing
        The text speaks of a crossing.
    """

    mentions: list[Mention] = field(default_factory=list)
    unknown: list[tuple[int, str]] = field(default_factory=list)
    has_border: bool = False
    has_joint: bool = False
    has_sector: bool = False
    has_crossing: bool = False


def read(text: str, index: Index) -> Reading:
    """Read a place text."""
    tokens = tokenise(text)[:_MAX_TOKENS]
    whole = "".join([token.word for token in tokens])
    if any(index.entries[number].level == SECTION for number, _ in index.folded.get(whole, ())):
        # A section's name holds two others: "Khost / Kurram".
        surface = " ".join([token.word for token in tokens if token.word])
        return Reading([Mention(0, len(tokens), surface, "folded", index.folded[whole])])
    words = load_words()
    # Where capitals are used, a name begins with one; scripts without case have no such sign.
    has_case = any(token.is_capital for token in tokens)
    mentions: list[Mention] = []
    used: set[int] = set()
    at = 0
    while at < len(tokens) and len(mentions) < _MAX_MENTIONS:
        mention = _longest(tokens, at, index, words, has_case=has_case)
        if mention is not None:
            mentions.append(mention)
            used.update(range(mention.start, mention.end))
        at = at + 1 if mention is None else mention.end
    level_words: set[int] = set()
    for mention in mentions:
        _read_level(mention, tokens, words, used, level_words)
        _read_nearness(mention, tokens, words, used)
    _join_lists(mentions, tokens, words)
    reading = Reading(mentions)
    _read_rest(reading, tokens, words, used, has_case=has_case)
    return reading


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
        elif word in words.border_alone:
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


def _longest(
    tokens: list[Token], start: int, index: Index, words: Words, *, has_case: bool
) -> Mention | None:
    """Find the longest name that begins at a token."""
    first = tokens[start]
    if not first.word or (has_case and not first.is_capital and first.word.isascii()):
        return None
    parts, skeletons, bare = _run(tokens, start, index)
    for length in range(len(parts), 0, -1):
        last = parts[length - 1]
        is_generic = parts[0] in words.generic or last in words.generic
        if is_generic and (length == 1 or last in words.joins or last in words.of):
            continue
        key = "".join(parts[:length])
        for tier, table, name in (
            ("folded", index.folded, key),
            ("skeleton", index.skeletons, skeletons[length - 1]),
            ("consonants", index.consonants, bare[length - 1]),
        ):
            if hits := table.get(name):
                return Mention(start, start + length, " ".join(parts[:length]), tier, hits)
            if is_generic:  # "Spin village" must not become a name that sounds so
                break
    return None


def _run(tokens: list[Token], start: int, index: Index) -> tuple[list[str], list[str], list[str]]:
    """Follow the words from a token as long as a name may begin so.

    Returns
    -------
    The words; the skeleton and the consonants of all words up to each.
    """
    parts: list[str] = []
    skeletons: list[str] = []
    bare: list[str] = []
    key = rest = ""
    for token in tokens[start : start + MAX_WORDS]:
        if not token.word:
            break
        reduced = reduce_word(token.word)
        key += reduced.skeleton
        rest += reduced.inner if parts else reduced.first
        if rest not in index.beginnings:
            break
        parts.append(token.word)
        skeletons.append(key)
        bare.append(rest)
    return parts, skeletons, bare


def _read_level(
    mention: Mention, tokens: list[Token], words: Words, used: set[int], taken: set[int]
) -> None:
    """Find the level word that belongs to a name: before it, else after it."""
    before = mention.start - 1
    while before >= 0 and tokens[before].word in words.before_level:
        before -= 1
    if before >= 0 and before not in used and before not in taken:
        level = words.level_of.get(tokens[before].word)
        # In "Foo village of Bar" the word is Foo's. The Arabic script's languages put it first.
        is_latin = tokens[before].word.isascii()
        owner = tokens[before - 1].word if before else ""
        if level and not (is_latin and owner and owner not in words.generic):
            mention.level = level
            taken.add(before)
            return
    after = mention.end
    while after < len(tokens) and tokens[after].word in words.after_level:
        after += 1
    if after < len(tokens) and after not in used:
        word = tokens[after].word
        level = words.level_of.get(word)
        if level:
            mention.level = level
            taken.add(after)
        elif word in words.around_after:
            mention.is_around = True


def _read_nearness(mention: Mention, tokens: list[Token], words: Words, used: set[int]) -> None:
    """Find "near", "close to", "12 km (8 miles) north of" before a name, "(near)" after it."""
    before = tokens[mention.start - 1].word if mention.start else ""
    is_placed = before in words.inside or mention.is_around or mention.level is not None
    _read_before(mention, tokens, words, used)
    _read_after(mention, tokens, words)
    mention.is_placed = is_placed or mention.is_around


def _read_before(mention: Mention, tokens: list[Token], words: Words, used: set[int]) -> None:
    if mention.start and not tokens[mention.start - 1].word:
        return
    is_close = True  # only words that link stand between here and the name
    is_of = False
    directions: list[int] = []
    for place in range(mention.start - 1, max(mention.start - _NEAR_WORDS, -1), -1):
        word = tokens[place].word
        if word in words.distance:
            mention.is_reference = mention.is_around = True
            number = tokens[place - 1].word if place else ""
            km = words.numbers.get(number)
            if number.isascii() and number.isdigit() and len(number) < _NEAR_AFTER:
                km = int(number)
            if km is not None:
                mention.away_km = round(km * _KM_OF_UNIT.get(word, 1.0), 1)
                mention.bearing = _between(directions)
            return
        if word in words.directions and is_of and is_close:
            directions.append(words.directions[word])
        elif word in words.around_before and is_close:
            mention.is_reference = mention.is_around = True
            return
        elif place in used:
            # "50 km from Foo's main town of X": the distance is X's, what is near Foo is not.
            is_close = False
        elif word in words.inside and word not in words.of and word not in words.around_between:
            break
        elif word and word not in words.generic and not word.isdigit():
            break
        elif not (word in words.before_level or word in words.around_between):
            is_close = is_close and word in words.level_of and is_of
        is_of |= word in words.of
        if word in words.joins:
            break
    if directions and tokens[mention.start - 1].word in words.of:
        mention.is_around = True
        mention.bearing = _between(directions)


def _between(directions: list[int]) -> int | None:
    """Return the bearing of one direction, or of two such as "north east"."""
    if len(directions) == 2 and (directions[0] - directions[1]) % 360 not in (0, 180):
        first, second = sorted(directions)
        return (first + second) // 2 if second - first < 180 else (first + second + 360) // 2 % 360
    return directions[0] if directions else None


def _read_after(mention: Mention, tokens: list[Token], words: Words) -> None:
    """Find "X (near)", "X town (just outside)", "X town, near"."""
    last = min(mention.end + _NEAR_AFTER, len(tokens))
    for place in range(mention.end, last):
        word = tokens[place].word
        if word in words.around_before:
            after = tokens[place + 1].word if place + 1 < len(tokens) else ""
            is_end = not after or after in words.of
            mention.is_around |= is_end and place > mention.end
            return
        if word and word not in words.level_of and word not in words.around_between:
            return


def _join_lists(mentions: list[Mention], tokens: list[Token], words: Words) -> None:
    """Join "A, B and C districts" to a list, and let it say of A and B what it says of C."""
    is_list = False
    for left, right in zip(mentions[-2::-1], mentions[:0:-1], strict=True):
        between = [token.word for token in tokens[left.end : right.start]]
        has_join = len(between) == 1 and between[0] in words.joins
        is_list = has_join or (is_list and between == [""])
        if is_list:
            right.list_start = max(right.list_start, right.start)
            left.list_start = right.list_start
        if is_list and left.level is None and not right.is_reference:
            left.level = right.level
            left.is_around |= right.is_around
