"""Names that no list has and that the words around make places: "X area", "Kurram's Pewar"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.language.words import spoken
from geo.reports.where.cues import is_cell, name_at
from geo.reports.where.known_names import MAX_WORDS

if TYPE_CHECKING:
    from geo.reports.where.cues import Line, Toponym


def framed(line: Line, at: int) -> Toponym | None:
    """Find an unknown name that its frame makes a place: "X area", "village of X"."""
    text, tokens = line.text, line.tokens
    lexis = line.lexis
    first = tokens[at]
    is_head = first.lower in lexis["names.heads"] and first.is_capital
    is_ordinal = first.word[0].isdigit() and first.word[-1].isalpha()
    if not (first.is_capital or is_ordinal):
        return None
    if first.lower in lexis["names.not_names"] and not is_head:
        return None
    last = at + 1
    while (
        last < len(tokens)
        and last - at < MAX_WORDS
        and tokens[last].is_joined
        and not _is_of_body(line, last)
        and (
            (tokens[last].is_capital and tokens[last].lower not in ("district", "province"))
            or (
                tokens[last].lower in lexis["names.joins"]
                and last + 1 < len(tokens)
                and tokens[last + 1].is_joined
                and tokens[last + 1].is_capital
                and tokens[last].lower != "and"
            )
        )
    ):
        last += 1
    end = tokens[last - 1].end
    if is_ordinal and last == at + 1:
        return None
    if _is_code(text, end) or _is_school(line, at, last):
        return None
    is_written_large = line.is_title or _opens(line, first.start)
    if last == at + 1 and is_written_large and first.lower in spoken():
        return None  # "Villages in Foo were shelled", "ATTACKS ON POSTS, A WEEK"
    said, ending = line.said, line.before(first.start)
    name_words = [token.lower for token in tokens[at:last]]
    if not lexis["names.prepositions"].isdisjoint(name_words):
        return None  # "Attack On Khost Post": in a headline all words have capitals
    has_after = said["frame"].search(text, end, min(line.end, end + 60))
    has_of = ending.has("kind_of")
    if is_head and last > at + 1:
        return name_at(line, at, last, "frame")
    if name_words[-1] in lexis["frames.after"] and last > at + 1:
        return name_at(line, at, last, "frame")
    is_anchored = (
        (
            ending.has("at", "by", "struck")
            and said["anchor"].search(text, end, min(line.end, end + 60))
        )
        or (_is_subject(line, first.start) and said["subject"].search(text, end, line.end))
        or (ending.has("of") and said["unit"].search(text, end, min(line.end, end + 90)))
    )
    is_described = said["described"].search(text, end, min(line.end, end + 60))
    is_bare = (
        ending.has("at", "hit")
        and not is_ordinal
        and first.word != first.word.upper()
        and line.is_told_of
        and not line.is_title
        and not said["goes_on"].search(text, end, min(line.end, end + 30))
    )
    begins_cell = is_cell(text, first.start, end, line.end)
    begins_list = ending.has("many") and said["list"].search(text, end, line.end) is not None
    if is_no_name(line, at, last, is_told=has_of or has_after is not None):
        return None
    if has_of or has_after or is_described or is_anchored or is_bare or begins_cell or begins_list:
        if has_after and has_after[0].strip().lower().endswith(("camp", "hospital")):
            found = name_at(line, at, last, "frame")
            found.end = has_after.end()
            return found
        return name_at(line, at, last, "frame")
    return None


def _is_code(text: str, end: int) -> bool:
    """Tell the letters of a record's number: "SW-08-109"."""
    return text[end : end + 1] == "-" and text[end + 1 : end + 2].isdigit()


def _is_school(line: Line, at: int, last: int) -> bool:
    """Tell "the Foo School of Studies", a body."""
    end = line.tokens[last - 1].end
    is_one = last > at + 1 and line.tokens[last - 1].lower in line.lexis["names.schools"]
    return is_one and line.text[end : end + 4] == " of " and line.text[end + 4 : end + 5].isupper()


def _is_of_body(line: Line, at: int) -> bool:
    """Tell "Foo Police Station" at its second word: a body's name, in a frame behind Foo."""
    is_body = line.tokens[at].lower in line.lexis["names.bodies"]
    end = line.tokens[at - 1].end
    return is_body and line.said["frame"].search(line.text, end, line.end) is not None


def _opens(line: Line, start: int) -> bool:
    """Tell the first word of a sentence, of an item, or of what somebody said."""
    return start == line.start or line.text[max(0, start - 2) : start].strip()[-1:] in _OPENERS


_OPENERS = frozenset('"“‘:•*–—-')


def _is_subject(line: Line, start: int) -> bool:
    """Tell the first name of a clause: of a sentence, or of what somebody said."""
    return start == line.start or line.before(start).has("clause")


def _goes_on(line: Line, at: int) -> bool:
    """Tell whether a name goes on with a token: "Foo Kalay", "Foo-e-Bar"."""
    token, follows = line.tokens[at], line.tokens[at + 1 : at + 2]
    is_join = token.lower in line.lexis["names.joins"] and token.lower != "and"
    is_joined = bool(follows) and follows[0].is_joined and follows[0].is_capital
    return token.is_capital or (is_join and is_joined)


def is_owned(line: Line, start: int, owner: Toponym) -> bool:
    """Tell whether the name that begins at an offset is in a known one: "Kurram's Pewar"."""
    gap = line.said["owner"].search(line.text, owner.end, start)
    return gap is not None and bool(owner.hits) and "person" not in owner.cues


def owned(line: Line, at: int, owner: Toponym) -> Toponym | None:
    """Find an unknown name that a known one owns: "Upper Kurram's Pewar Tangi"."""
    text, tokens = line.text, line.tokens
    first = tokens[at]
    if not first.is_capital or not is_owned(line, first.start, owner):
        return None
    last = at + 1
    while last < len(tokens) and tokens[last].is_joined and _goes_on(line, last):
        last += 1
    if is_no_name(line, at, last):
        return None
    end = tokens[last - 1].end
    if not line.is_told_of or line.said["goes_on"].search(text, end, min(line.end, end + 30)):
        return None
    made = name_at(line, at, last, "frame")
    made.cues = (made.cues - {"person", "named_on"}) | {"placed"}
    return made


def is_no_name(line: Line, at: int, last: int, *, is_told: bool = False) -> bool:
    """Tell words that name no place: of a body, with a title, or with a word of the language.

    "The Foo Scouts fort", "NOT ONE POST WAS LOST", "al Foo's"; "Haji Foo", unless it is told that
    it is a place: "the Haji Foo area".
    """
    run, lexis = line.tokens[at:last], line.lexis
    words = {token.lower for token in run[1:] if token.is_capital}
    words = words - lexis["names.facilities"] - lexis["frames.after"] | {run[0].lower}
    if not all(map(words.isdisjoint, (lexis["names.not_names"], lexis["names.bodies"]))):
        return True
    before = line.tokens[at - 1] if at and run[0].is_joined else None
    if before is not None and not before.is_capital and before.lower in lexis["names.articles"]:
        return True
    is_hamlet = run[-1].lower in lexis["names.tails"]  # "Mullah Kalay"
    return not (is_told or is_hamlet) and bool(words & lexis["names.titles"])
