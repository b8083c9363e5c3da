"""Names that no list has and that the words around make places: "X area", "Kurram's Pewar"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.language.scanning import Tails
from geo.reports.language.words import PACKS, either
from geo.reports.where.cues import frame_after, is_cell, name_at
from geo.reports.where.known_names import MAX_WORDS

if TYPE_CHECKING:
    from geo.reports.language.words import Words
    from geo.reports.where.cues import Line, Toponym

CAP = r"[A-Z][\w'’]+(?:[ \-][A-Z][\w'’]+){0,2}"
# "at X in Y", "near X, Y", "placed it at X in the Y district": X is in Y, whatever it is.
AT = re.compile(
    r"\b(?:at|near|in|around|on)[ \t]+(?:(?:the|nearby|neighbouring|adjacent)[ \t]+)?$",
    re.IGNORECASE,
)
# "Shells slammed into X", "guns pounded X": what was hit, where its name goes with no article.
_HIT = re.compile(
    r"\b(?:(?:slammed|crashed|ploughed|smashed)[ \t]+into|hit|struck|shelled|bombed|pounded"
    r"|hammered|(?:battle|fight|fighting|struggle)[ \t]+(?:for|over)"
    r"|(?:rained|fell|landed|came[ \t]+down)[ \t]+(?:on|upon|over))[ \t]+$",
    re.IGNORECASE,
)
# "A farmer of X in the Y district": from wherever else, X is in a district that is named.
_OF = re.compile(r"\b(?:of|from|to|above|below|through|over)[ \t]+(?:the[ \t]+)?$", re.IGNORECASE)
_ANCHOR = re.compile(
    r"(?:,[ \t]+(?:in[ \t]+)?|[ \t]+(?:in|of|near)[ \t]+|[ \t]+\()(?:the[ \t]+)?(?=[A-Z])"
)
_STRUCK = re.compile(
    r"\b(?:hit|struck|shelled|bombed|pounded|targeted|stormed|overran|attacked"
    r"|on)[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
# "The bazaar of X in Y", "the hills above X in Y": a place only where what holds it follows.
_BY = re.compile(
    r"\b(?:outside|inside|above|below|beneath|beyond|behind|over|through"
    r"|(?:bazaar|mountains?|hills?|forests?|heights|fields|vicinity|outskirts|environs|edge|slopes?"
    r"|ridges?|centre|center|surroundings)[ \t]+of)[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
_TAILS = Tails({"at": AT, "by": _BY, "hit": _HIT, "of": _OF, "struck": _STRUCK})
# "X and Y in the Z district were shelled": at the head of a sentence, with what is done to them.
_SUBJECT = re.compile(
    rf"(?:(?:,|[ \t]+and)[ \t]+{CAP})*[ \t]+(?:in"
    rf"|of)[ \t]+(?:the[ \t]+)?{CAP}(?:[ \t]+\w+){{0,4}}?[ \t]+"
    r"(?:was|were|has been|have been|came)[ \t]+(?:also[ \t]+)?(?:shelled|hit|bombed|attacked"
    r"|struck|raided"
    r"|targeted|destroyed|pounded|under)\b"
)
_DESCRIBED = re.compile(
    r",[ \t]+(?:a|an|the|another)[ \t]+(?:[a-z]+[ \t]+){0,3}"
    r"(?:village|hamlet|town|compound|locality|settlement|valley|hill|hilltop|ridge|area|peak|post"
    r"|gorge|quarter|neighbourhood|bazaar|mountain|pasture|pass|camp)\b"
)
# "At X" in a sentence that tells of violence, where X is no month, body or person.
_NAME_GOES_ON = re.compile(
    r"['’]s?\b|[ \t]+(?:said|told|says|university|college|school|hotel|council|court|party"
    r"|league|conference|summit|talks|games|cup|operation)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=PACKS)
def _unit_behind(words: Words) -> re.Pattern[str]:
    units = either(words.load("places")["frames"]["units"])
    return re.compile(
        rf",?[ \t]+(?:in|of)[ \t]+(?:the[ \t]+)?(?:[A-Z][\w\-]+[ \t]+){{1,3}}{units}\b"
    )


@lru_cache(maxsize=PACKS)
def _owns(words: Words) -> re.Pattern[str]:
    units = either([*words.load("places")["frames"]["units"], "area"])
    return re.compile(rf"(?:[ \t]+{units})?['’]s?[ \t]+")


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
    before, told = line.before(first.start)
    leads = _TAILS.search(before)
    name_words = [token.lower for token in tokens[at:last]]
    has_after = frame_after(line.words).match(text, end, min(line.end, end + 60))
    has_of = "of" in told
    if is_head and last > at + 1:
        return name_at(line, at, last, "frame")
    if name_words[-1] in lexis["frames.after"] and last > at + 1:
        return name_at(line, at, last, "frame")
    is_anchored = (
        (
            not leads.keys().isdisjoint(("at", "by", "struck"))
            and _ANCHOR.match(text, end, min(line.end, end + 60))
        )
        or (first.start == line.start and _SUBJECT.match(text, end, line.end))
        or ("of" in leads and _unit_behind(line.words).match(text, end, min(line.end, end + 90)))
    )
    is_described = _DESCRIBED.match(text, end, min(line.end, end + 60))
    is_bare = (
        ("at" in leads or "hit" in leads)
        and not is_ordinal
        and first.word != first.word.upper()
        and line.is_told_of
        and not _NAME_GOES_ON.match(text, end, min(line.end, end + 30))
    )
    begins_cell = is_cell(text, first.start, end, line.end)
    if has_of or has_after or is_described or is_anchored or is_bare or begins_cell:
        if has_after and not has_of and _is_org(line, has_after.end(), name_words):
            return None
        if has_after and has_after[0].strip().lower().endswith(("camp", "hospital")):
            found = name_at(line, at, last, "frame")
            found.end = has_after.end()
            return found
        return name_at(line, at, last, "frame")
    return None


def _goes_on(line: Line, at: int) -> bool:
    """Tell whether a name goes on with a token: "Foo Kalay", "Foo-e-Bar"."""
    token, follows = line.tokens[at], line.tokens[at + 1 : at + 2]
    is_join = token.lower in line.lexis["names.joins"] and token.lower != "and"
    is_joined = bool(follows) and follows[0].is_joined and follows[0].is_capital
    return token.is_capital or (is_join and is_joined)


def is_owned(line: Line, start: int, owner: Toponym) -> bool:
    """Tell whether the name that begins at an offset is in a known one: "Kurram's Pewar"."""
    gap = _owns(line.words).fullmatch(line.text, owner.end, start)
    return gap is not None and bool(owner.hits) and "person" not in owner.cues


def owned(line: Line, at: int, owner: Toponym) -> Toponym | None:
    """Find an unknown name that a known one owns: "Upper Kurram's Pewar Tangi"."""
    text, tokens = line.text, line.tokens
    first, lexis = tokens[at], line.lexis
    if not first.is_capital or not is_owned(line, first.start, owner):
        return None
    last = at + 1
    while last < len(tokens) and tokens[last].is_joined and _goes_on(line, last):
        last += 1
    names = {token.lower for token in tokens[at:last]}
    if names & (lexis["names.not_names"] | lexis["names.titles"]):
        return None
    end = tokens[last - 1].end
    if not line.is_told_of or _NAME_GOES_ON.match(text, end, min(line.end, end + 30)):
        return None
    made = name_at(line, at, last, "frame")
    made.cues = (made.cues - {"person", "named_on"}) | {"placed"}
    return made


def _is_org(line: Line, end: int, words: list[str]) -> bool:
    """Tell "Frontier Corps post" and "Pakistan Army base" from names."""
    bodies = line.lexis["names.bodies"]
    return not bodies.isdisjoint(words) or line.text[end : end + 6] == " chief"
