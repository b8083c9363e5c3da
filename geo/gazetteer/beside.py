"""What the words beside a name say: its level, nearness, distance, direction, parts, lists."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.gazetteer.tokens import LONG_NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer.mentions import Setting
    from geo.gazetteer.names import Words
    from geo.gazetteer.tokens import Token

_NEAR_WORDS = 12
_NEAR_AFTER = 4
BEYOND_KM = 10 ** (LONG_NUMBER - 1)  # a number of so many digits says no more than that
_KM_OF_UNIT = {"mile": 1.609344, "miles": 1.609344}


def read_level(
    setting: Setting,
    tokens: Sequence[Token],
    words: Words,
    used: set[int],
    taken: set[int],
    own: str | None,
) -> None:
    """Find the level word that belongs to a name: before it, else in it, else after it.

    Parameters
    ----------
    setting, tokens, words
        The name, its text, what words mean.
    used, taken
        The tokens of names; the level words that belong to other names.
    own
        The level that the name states itself: "Foo Agency".
    """
    before = setting.start - 1
    while before >= 0 and tokens[before].word in words.before_level:
        before -= 1
    if before >= 0 and before not in used and before not in taken:
        level = words.level_of.get(tokens[before].word)
        # In "Foo village of Bar" the word is Foo's. The Arabic script's languages put it first.
        is_latin = tokens[before].word.isascii()
        owner = tokens[before - 1].word if before else ""
        if level and not (is_latin and owner and owner not in words.generic):
            setting.level = level
            taken.add(before)
            return
    if own is not None:
        setting.level = own
        return
    after = setting.end
    is_of = False
    while after < len(tokens) and (
        tokens[after].word in words.after_level
        # "X's gate" has a word between, as its whole phrase has before it.
        or (tokens[after].word in words.of and not tokens[after].word.isascii())
    ):
        is_of |= tokens[after].word in words.of
        after += 1
    # In "X's tehsil Y" it is Y's.
    is_of_next = is_of and after + 1 in used
    if after < len(tokens) and after not in used and not is_of_next:
        word = tokens[after].word
        level = words.level_of.get(word)
        if level:
            setting.level = level
            taken.add(after)
        elif word in words.around_after:
            setting.is_around = True


def read_placed(setting: Setting, tokens: Sequence[Token], words: Words) -> None:
    """Tell whether the words beside a name make it a place: "in X", "X area", "X district"."""
    before = tokens[setting.start - 1].word if setting.start else ""
    after = tokens[setting.end].word if setting.end < len(tokens) else ""
    setting.is_owner = tokens[setting.end - 1].is_owner or after in words.owner_after
    setting.is_owner |= before in words.owner_before
    is_placed = before in words.inside or setting.is_around or setting.level is not None
    is_placed |= setting.is_owner
    # "X, some 400 km from Y": what a text begins with, set off, is its place.
    is_set_off = setting.end < len(tokens) and not tokens[setting.end].word
    setting.is_placed = is_placed or (setting.start == 0 and is_set_off)
    if is_set_off:
        setting.next_part = setting.end + 1


def read_nearness(setting: Setting, tokens: Sequence[Token], words: Words, used: set[int]) -> None:
    """Find "near", "close to", "12 km (8 miles) north of" before a name, "(near)" after it.

    And which parts of it are meant: "northern X".
    """
    _read_before(setting, tokens, words, used)
    if setting.away_km is None:
        _read_parts(setting, tokens, words)
    _read_after(setting, tokens, words)
    setting.is_placed |= setting.is_around


def _read_before(setting: Setting, tokens: Sequence[Token], words: Words, used: set[int]) -> None:
    first = setting.start - 1
    if first < 0 or not tokens[first].word:
        return
    is_close = True  # only words that link stand between here and the name
    is_of = False
    directions: list[int] = []
    for place in range(first, max(setting.start - _NEAR_WORDS, -1), -1):
        word = tokens[place].word
        if word in words.distance:
            setting.is_reference = setting.is_around = True
            setting.away_km = _distance_km(tokens[place - 1].word if place else "", word, words)
            setting.bearing = _between(directions)
            return
        if word in words.around_before and is_close:
            setting.is_reference = setting.is_around = True
            return
        if _ends_search(word, place in used, words):
            # "15 km inside X from Y" is told from Y.
            if place == first or not (word in words.inside and place + 1 in used):
                break
            continue
        if word in words.directions and is_of and is_close and place not in used:
            directions.append(words.directions[word])
        else:
            is_close = is_close and _links(tokens, place, used, words, is_of=is_of)
        is_of |= word in words.of
    if directions and tokens[first].word in words.of:
        setting.is_around = True
        setting.bearing = _between(directions)


def _distance_km(number: str, unit: str, words: Words) -> float | None:
    km = words.numbers.get(number)
    if number.isascii() and number.isdigit():
        km = int(number) if len(number) < LONG_NUMBER else BEYOND_KM
    return None if km is None else round(km * _KM_OF_UNIT.get(unit, 1.0), 1)


def _ends_search(word: str, is_name: bool, words: Words) -> bool:
    """Tell whether what stands further before says nothing of the name after it."""
    if not word or is_name:
        return False
    is_inside = word in words.inside and word not in words.of and word not in words.around_between
    is_unknown = word not in words.generic and not word.isdigit()
    is_unknown &= word not in words.around_between
    return is_inside or is_unknown or word in words.joins


def _links(
    tokens: Sequence[Token], place: int, used: set[int], words: Words, *, is_of: bool
) -> bool:
    """Tell whether a word links a name to "near" before it: "near Foo's main town of X"."""
    word = tokens[place].word
    if place in used:
        return place + 1 in used or tokens[place + 1].word in words.around_between
    if word in words.before_level or word in words.around_between:
        return True
    return word in words.level_of and is_of


def _read_parts(setting: Setting, tokens: Sequence[Token], words: Words) -> None:
    """Find "northern X", "the eastern and southeastern regions of X", "X's southern districts"."""
    before = _parts_before(setting, tokens, words)
    after = () if before else _parts_after(setting, tokens, words)
    links = tokens[setting.start - 1].word if setting.start else ""
    is_of = bool(after) or links in words.of
    # "Eastern Foo province" is the province in the east of its country.
    if (before or after) and (is_of or setting.level is None):
        setting.parts, setting.is_of_part = before or after, is_of
        if not (setting.end < len(tokens) and tokens[setting.end].word in words.level_of):
            setting.level = None  # "eastern provinces of X" does not call X a province


def _parts_before(setting: Setting, tokens: Sequence[Token], words: Words) -> tuple[int, ...]:
    place = setting.start - 1
    links = words.before_level - words.directions.keys()
    is_of = False
    while place >= 0 and tokens[place].word in (links | words.part_nouns if is_of else links):
        is_of |= tokens[place].word in words.of
        place -= 1
    said: list[str] = []
    while place >= 0 and (tokens[place].word in words.directions or said):
        if tokens[place].word not in words.directions and tokens[place].word not in words.joins:
            break
        said.append(tokens[place].word)
        place -= 1
    return _bearings(said[::-1], words)


def _parts_after(setting: Setting, tokens: Sequence[Token], words: Words) -> tuple[int, ...]:
    said: list[str] = []
    for token in tokens[setting.end : setting.end + _NEAR_AFTER]:
        if token.word in words.part_nouns:
            return _bearings(said, words)
        if token.word not in words.directions and token.word not in words.joins:
            break
        said.append(token.word)
    return ()


def _bearings(said: list[str], words: Words) -> tuple[int, ...]:
    """Return the bearings of "northern", "eastern and south eastern"."""
    groups: list[list[int]] = [[]]
    for word in said:
        if word in words.directions:
            groups[-1].append(words.directions[word])
        else:
            groups.append([])
    found = [_between(group) for group in groups]
    return tuple(bearing for bearing in found if bearing is not None)


def _between(directions: list[int]) -> int | None:
    """Return the bearing of one direction, or of two such as "north east"."""
    if len(directions) == 2 and (directions[0] - directions[1]) % 360 not in (0, 180):
        first, second = sorted(directions)
        return (first + second) // 2 if second - first < 180 else (first + second + 360) // 2 % 360
    return directions[0] if directions else None


def _read_after(setting: Setting, tokens: Sequence[Token], words: Words) -> None:
    """Find "X (near)", "X town (just outside)", "X town, near"."""
    last = min(setting.end + _NEAR_AFTER, len(tokens))
    for place in range(setting.end, last):
        word = tokens[place].word
        if word in words.around_before:
            after = tokens[place + 1].word if place + 1 < len(tokens) else ""
            is_end = not after or after in words.of
            setting.is_around |= is_end and place > setting.end
            return
        if word and word not in words.level_of and word not in words.around_between:
            return


def read_called(setting: Setting, tokens: Sequence[Token], words: Words) -> None:
    """Tell whether something is called after a name: "X Road", "X Gate", also as a name itself."""
    last = tokens[setting.end - 1].word if setting.end - setting.start > 1 else ""
    after = tokens[setting.end].word if setting.end < len(tokens) else ""
    setting.is_called = last in words.called or after in words.called


def read_ends(settings: list[Setting], tokens: Sequence[Token], words: Words) -> None:
    """Find the two names that are the ends of what is meant: "between X and Y", "X-Y road"."""
    for left, right in pairwise(settings):
        before = tokens[left.start - 1].word if left.start else ""
        after = tokens[right.end].word if right.end < len(tokens) else ""
        joins = [token.word for token in tokens[left.end : right.start]]
        is_between = before in words.between and len(joins) == 1 and joins[0] in words.joins
        is_way = after in words.ways or (before in words.ways and not before.isascii())
        is_way &= not joins or joins == list(words.way_joins)
        if is_between or is_way or (before in words.way_from and joins == list(words.way_joins)):
            left.is_end = right.is_end = True
            left.is_called = right.is_called = False
            left.list_start = right.list_start = right.start  # neither says where the other lies
            right.is_around &= not is_way
            return
    for setting in settings:
        setting.is_around |= _is_open_end(setting, tokens, words)


def _is_open_end(setting: Setting, tokens: Sequence[Token], words: Words) -> bool:
    """Tell whether a name is one of two ends, the other of which is not known."""
    before, first = (
        tokens[at].word if at >= 0 else "" for at in (setting.start - 1, setting.start - 3)
    )
    if before in words.between:
        return setting.end < len(tokens) and tokens[setting.end].word in words.joins
    return before in words.joins and first in words.between


def join_lists(settings: list[Setting], tokens: Sequence[Token], words: Words) -> None:
    """Join "A, B and C districts" to a list, and let it say of A and B what it says of C.

    So is "A city and B district", but there each says its own level.
    """
    is_list = False
    for left, right in zip(settings[-2::-1], settings[:0:-1], strict=True):
        between = [token.word for token in tokens[left.end : right.start]]
        rest = [word for word in between if word not in words.level_of]
        has_join = len(rest) == 1 and rest[0] in words.joins
        is_list = has_join or (is_list and between == [""])
        if is_list:
            right.list_start = max(right.list_start, right.start)
            left.list_start = right.list_start
        is_shared = is_list and len(between) == 1
        if is_shared and left.level is None and not right.is_reference:
            left.level = right.level
            left.is_around |= right.is_around
