"""Names of places in a text: what the gazetteer knows, and what a frame makes a place of."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from geo.gazetteer.names import consonants, reduce_word
from geo.reports.cues import (
    LEVEL_AFTER,
    frame_after,
    frame_of,
    is_cell,
    is_told_of,
    lexicon,
    name_at,
    tokens_of,
)

if TYPE_CHECKING:
    from geo.gazetteer.index import Hits, Index
    from geo.reports.cues import Token, Toponym
    from geo.reports.document import Document, Sentence

_MAX_WORDS = 5
_MIN_SKELETON = 5  # letters of a name that may be found by how it sounds


def find(
    document: Document, index: Index, elsewhere: frozenset[str] = frozenset()
) -> list[Toponym]:
    """Find the names in a document, in order; they do not overlap.

    Parameters
    ----------
    document
        The report.
    index
        The names of the region.
    elsewhere
        Names in lower case of what is not in it.
    """
    found: list[Toponym] = []
    elsewhere = elsewhere | lexicon()["names.channels"]
    for number, sentence in enumerate(document.sentences):
        tokens = tokens_of(document.text, sentence)
        if not any(token.is_capital for token in tokens):
            continue
        found.extend(
            toponym
            for toponym in _of_sentence(document.text, sentence, number, tokens, index)
            if document.lower[toponym.start : toponym.end] not in elsewhere
        )
    return found


def _of_sentence(
    text: str, sentence: Sentence, number: int, tokens: list[Token], index: Index
) -> list[Toponym]:
    found: list[Toponym] = []
    at = 0
    while at < len(tokens):
        if not tokens[at].is_capital and not tokens[at].word[0].isdigit():
            at += 1
            continue
        toponym = _longest(text, sentence, tokens, at, index)
        if toponym is not None and "named_on" in toponym.cues:
            toponym = _lengthened(text, sentence, tokens, toponym, index)
        if toponym is None:
            toponym = _framed(text, sentence, tokens, at)
        if toponym is None and found:
            toponym = _owned(text, sentence, tokens, at, found[-1])
        if toponym is None:
            at += 1
            continue
        found.append(toponym)
        found += _rest_of_list(text, sentence, tokens, toponym, index)
        at = found[-1].last
    found = _with_neighbours(text, sentence, tokens, found)
    for toponym in found:
        if toponym.tier == "frame":
            toponym.alike = _sounding(tokens[toponym.first : toponym.last], index)
    for toponym in found:
        toponym.sentence = number
    _join_lists(text, found)
    return found


def _sounding(run: list[Token], index: Index) -> Hits:
    """Return what a name that is not known sounds like: by its skeleton, else its consonants."""
    reduced = "".join(reduce_word(token.key).skeleton for token in run)
    if len(reduced) < _MIN_SKELETON:
        return ()
    return index.skeletons.get(reduced) or index.consonants.get(consonants(reduced), ())


def _with_neighbours(
    text: str, sentence: Sentence, tokens: list[Token], found: list[Toponym]
) -> list[Toponym]:
    """Add unknown names that stand in one list with known ones: "hit Foo, Dangam and Sarkano"."""
    taken = {n for toponym in found for n in range(toponym.first, toponym.last)}
    added: list[Toponym] = []
    for toponym in found:
        if not toponym.cues & {"placed", "list"} and not toponym.hits:
            continue
        last = toponym.first
        first = last
        while first > 0 and last - first < 3:
            token = tokens[first - 1]
            if first - 1 in taken or not token.is_capital:
                break
            if first < last and not tokens[first].is_joined:
                break
            first -= 1
        if first == last or not _LIST_GAP.fullmatch(text, tokens[last - 1].end, toponym.start):
            continue
        words = {token.lower for token in tokens[first:last]}
        lexis = lexicon()
        if words & (lexis["names.not_names"] | lexis["names.titles"]):
            continue
        if not _IN_LIST.search(
            text, max(sentence.start, tokens[first].start - 30), tokens[first].start
        ):
            continue
        made = name_at(text, sentence, tokens, first, last, "frame", ())
        made.cues |= {"placed", "list"}
        taken |= set(range(first, last))
        added.append(made)
    return sorted([*found, *added], key=lambda t: t.start)


_IN_LIST = re.compile(
    r"\b(?:in|at|near|around|on|hit|struck|bombed|shelled|targeted|of|including|namely"
    r"|through)[ \t]+(?:the[ \t]+)?$"
    r"|\b(?:areas|villages|districts)[ \t]+(?:of|in|like)[ \t]+$",
    re.IGNORECASE,
)


def _rest_of_list(
    text: str, sentence: Sentence, tokens: list[Token], head: Toponym, index: Index
) -> list[Toponym]:
    """Go on with the names of a list that a frame began: "villages of A, B and C"."""
    before = text[max(sentence.start, head.start - 40) : head.start]
    is_list = _FULL_LIST.match(text, head.end, min(sentence.end, head.end + 160)) is not None
    if not _PLURAL_FRAME.search(before) and not (is_list and head.cues & {"placed"}):
        return []
    found: list[Toponym] = []
    end, at = head.end, head.last
    while at < len(tokens):
        gap = _LIST_GAP.match(text, end, min(sentence.end, end + 12))
        while at < len(tokens) and gap and tokens[at].start < gap.end():
            at += 1
        if not gap or at >= len(tokens) or tokens[at].start != gap.end():
            break
        toponym = _longest(text, sentence, tokens, at, index)
        if toponym is None:
            if not tokens[at].is_capital or tokens[at].lower in lexicon()["names.not_names"]:
                break
            last = at + 1
            while last < len(tokens) and tokens[last].is_joined and tokens[last].is_capital:
                last += 1
            if {token.lower for token in tokens[at:last]} & lexicon()["names.titles"]:
                break
            toponym = name_at(text, sentence, tokens, at, last, "frame", ())
        toponym.cues.add("placed")
        found.append(toponym)
        end, at = toponym.end, toponym.last
    return found


_PLURAL_FRAME = re.compile(
    r"\b(?:villages?|localities|areas?|hamlets|towns|districts|provinces|points|posts|outposts)"
    r"[ \t]+(?:of|at|in)[ \t]+$",
    re.IGNORECASE,
)
_CAP = r"[A-Z][\w'’]+(?:[ \-][A-Z][\w'’]+){0,2}"
# "in A, B and C": a list that ends so is one of places from the first on.
_FULL_LIST = re.compile(
    rf"(?:,[ \t]+{_CAP}){{0,6}},?[ \t]+(?:and|or)[ \t]+(?:the[ \t]+)?{_CAP}"
    r"(?![ \t]+(?:said|told|says|forces|troops|officials|have|has|had|were|was|are|is|accused"
    r"|traded|exchanged)\b)"
)
# "at X in Y", "near X, Y", "placed it at X in the Y district": X is in Y, whatever it is.
_AT = re.compile(r"\b(?:at|near|in|around|on)[ \t]+(?:the[ \t]+)?$", re.IGNORECASE)
# "A farmer of X in the Y district": from wherever else, X is in a district that is named.
_OF = re.compile(r"\b(?:of|from|to|above|below|through|over)[ \t]+(?:the[ \t]+)?$", re.IGNORECASE)
_UNIT_BEHIND = re.compile(
    r",?[ \t]+(?:in|of)[ \t]+(?:the[ \t]+)?(?:[A-Z][\w\-]+[ \t]+){1,3}(?:district|tehsil"
    r"|subdivision"
    r"|province|agency)\b"
)
_ANCHOR = re.compile(
    r"(?:,[ \t]+(?:in[ \t]+)?|[ \t]+(?:in|of|near)[ \t]+|[ \t]+\()(?:the[ \t]+)?(?=[A-Z])"
)
_STRUCK = re.compile(
    r"\b(?:hit|struck|shelled|bombed|pounded|targeted|stormed|overran|attacked"
    r"|on)[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
# "X and Y in the Z district were shelled": at the head of a sentence, with what is done to them.
_SUBJECT = re.compile(
    rf"(?:(?:,|[ \t]+and)[ \t]+{_CAP})*[ \t]+(?:in"
    rf"|of)[ \t]+(?:the[ \t]+)?{_CAP}(?:[ \t]+\w+){{0,4}}?[ \t]+"
    r"(?:was|were|has been|have been|came)[ \t]+(?:also[ \t]+)?(?:shelled|hit|bombed|attacked"
    r"|struck|raided"
    r"|targeted|destroyed|pounded|under)\b"
)
_DESCRIBED = re.compile(
    r",[ \t]+(?:a|an|the|another)[ \t]+(?:[a-z]+[ \t]+){0,3}"
    r"(?:village|hamlet|town|compound|locality|settlement|valley|hill|hilltop|ridge|area|peak|post"
    r"|gorge|quarter|neighbourhood|bazaar|mountain|pasture|pass|camp)\b"
)


def _longest(
    text: str, sentence: Sentence, tokens: list[Token], at: int, index: Index
) -> Toponym | None:
    """Find the longest known name that begins at a token."""
    first = tokens[at]
    if not first.is_capital and not first.word[0].isdigit():
        return None
    lexis = lexicon()
    lengths = 1
    while (
        lengths < _MAX_WORDS
        and at + lengths < len(tokens)
        and tokens[at + lengths].is_joined
        and (
            tokens[at + lengths].is_capital
            or tokens[at + lengths].lower in lexis["names.joins"]
            or tokens[at + lengths].lower in lexis["names.facilities"]
        )
    ):
        lengths += 1
    if (
        lengths > 1
        and tokens[at + lengths - 1].is_capital
        and tokens[at + lengths - 1].lower in lexis["names.tails"]
        and not index.folded.get("".join(token.key for token in tokens[at : at + lengths]))
    ):
        return None  # a longer name, which its frame may make a place
    for length in range(lengths, 0, -1):
        run = tokens[at : at + length]
        last = run[-1]
        if length > 1 and last.lower in lexis["names.joins"]:
            continue
        if length == 1 and (first.lower in lexis["names.not_names"] or len(first.key) < 3):
            continue
        key = "".join(token.key for token in run)
        hits, tier = index.folded.get(key), "folded"
        if not hits and length > 1 and last.lower in lexis["names.facilities"]:
            continue
        if not hits and _may_sound(run, lexis):
            reduced = "".join(reduce_word(token.key).skeleton for token in run)
            hits, tier = index.skeletons.get(reduced), "skeleton"
        if hits:
            made = name_at(text, sentence, tokens, at, at + length, tier, hits)
            if tier == "folded" and _may_sound(run, lexis):
                reduced = "".join(reduce_word(token.key).skeleton for token in run)
                made.alike = index.skeletons.get(reduced, ())
            return made
    return None


def _lengthened(
    text: str, sentence: Sentence, tokens: list[Token], made: Toponym, index: Index
) -> Toponym:
    """Read on where a small place's name begins a longer one that is not known: "Kot Ragha"."""
    if not made.cues & {"placed", "list"} or made.cues & {"title", "person"}:
        return made
    last = made.last
    while last < len(tokens) and tokens[last].is_joined and tokens[last].is_capital:
        last += 1
    end = tokens[last - 1].end
    is_listed = _FULL_LIST.match(text, end, min(sentence.end, end + 80)) is not None
    is_framed = is_listed or frame_after().match(text, end, min(sentence.end, end + 60)) is not None
    if any(index.entries[n].weight >= _KNOWN for n, _ in made.hits) and not is_framed:
        if _AT.search(text, max(sentence.start, made.start - 30), made.start):
            made.cues.discard("named_on")  # "in Kandahar Mirwais hospital"
        return made
    longer = name_at(text, sentence, tokens, made.first, last, "frame", ())
    longer.cues |= {"placed"}
    return longer


_KNOWN = 0.78  # a town or a unit: its name is not the beginning of another


def _may_sound(run: list[Token], lexis: dict[str, frozenset[str]]) -> bool:
    letters = sum(len(token.key) for token in run)
    return (
        letters >= _MIN_SKELETON
        and run[0].is_capital
        and run[-1].is_capital
        and not any(token.lower in lexis["names.not_names"] for token in run)
    )


def _framed(text: str, sentence: Sentence, tokens: list[Token], at: int) -> Toponym | None:
    """Find an unknown name that its frame makes a place: "X area", "village of X"."""
    lexis = lexicon()
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
        and last - at < _MAX_WORDS
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
    before = text[max(sentence.start, first.start - 40) : first.start]
    name_words = [token.lower for token in tokens[at:last]]
    has_after = frame_after().match(text, end, min(sentence.end, end + 60))
    has_of = frame_of().search(before)
    if is_head and last > at + 1:
        return name_at(text, sentence, tokens, at, last, "frame", ())
    if name_words[-1] in lexis["frames.after"] and last > at + 1:
        return name_at(text, sentence, tokens, at, last, "frame", ())
    is_anchored = (
        (
            (_AT.search(before) or _STRUCK.search(before))
            and _ANCHOR.match(text, end, min(sentence.end, end + 60))
        )
        or (first.start == sentence.start and _SUBJECT.match(text, end, sentence.end))
        or (_OF.search(before) and _UNIT_BEHIND.match(text, end, min(sentence.end, end + 90)))
    )
    is_described = _DESCRIBED.match(text, end, min(sentence.end, end + 60))
    is_bare = (
        _AT.search(before)
        and not is_ordinal
        and first.word != first.word.upper()
        and is_told_of(text, sentence)
        and not _NAME_GOES_ON.match(text, end, min(sentence.end, end + 30))
    )
    begins_cell = is_cell(text, first.start, end, sentence.end)
    if has_of or has_after or is_described or is_anchored or is_bare or begins_cell:
        if has_after and not has_of and _is_org(text, has_after.end(), name_words):
            return None
        if has_after and has_after[0].strip().lower().endswith(("camp", "hospital")):
            found = name_at(text, sentence, tokens, at, last, "frame", ())
            found.end = has_after.end()
            return found
        return name_at(text, sentence, tokens, at, last, "frame", ())
    return None


def _owned(
    text: str, sentence: Sentence, tokens: list[Token], at: int, owner: Toponym
) -> Toponym | None:
    """Find an unknown name that a known one owns: "Upper Kurram's Pewar Tangi"."""
    first, lexis = tokens[at], lexicon()
    gap = _OWNS.fullmatch(text, owner.end, first.start)
    if gap is None or not owner.hits or not first.is_capital or "person" in owner.cues:
        return None
    last = at + 1
    while last < len(tokens) and tokens[last].is_joined and tokens[last].is_capital:
        last += 1
    names = {token.lower for token in tokens[at:last]}
    if names & (lexis["names.not_names"] | lexis["names.titles"]):
        return None
    end = tokens[last - 1].end
    if not is_told_of(text, sentence) or _NAME_GOES_ON.match(
        text, end, min(sentence.end, end + 30)
    ):
        return None
    made = name_at(text, sentence, tokens, at, last, "frame", ())
    made.cues = (made.cues - {"person", "named_on"}) | {"placed"}
    return made


_OWNS = re.compile(r"(?:[ \t]+(?:tehsil|district|province|subdivision|area))?['’]s?[ \t]+")


# "At X" in a sentence that tells of violence, where X is no month, body or person.
_NAME_GOES_ON = re.compile(
    r"['’]s?\b|[ \t]+(?:said|told|says|university|college|school|hotel|council|court|party"
    r"|league|conference|summit|talks|games|cup|operation)\b",
    re.IGNORECASE,
)


def _is_org(text: str, end: int, words: list[str]) -> bool:
    """Tell "Frontier Corps post" and "Pakistan Army base" from names."""
    known = {
        "corps",
        "army",
        "police",
        "force",
        "forces",
        "levies",
        "constabulary",
        "rangers",
        "fc",
    }
    return bool(known & set(words)) or text[end : end + 6] == " chief"


_PLURAL_AFTER = re.compile(
    r"[ \t]+(?:border[ \t]+)?(?:areas|villages|towns|sectors|localities|hamlets|valleys|posts)\b"
)
_LIST_GAP = re.compile(r",?[ \t]*(?:,|and|&|or|as well as|,[ \t]*and)[ \t]*(?:the[ \t]+)?")


def _join_lists(text: str, found: list[Toponym]) -> None:
    """Let a name in a list share what makes its neighbours places: "A, B and C districts"."""
    for left, right in itertools.pairwise(found):
        if _LIST_GAP.fullmatch(text, left.end, right.start):
            right.cues.add("list")
            left.cues.add("list")
            if "placed" in left.cues:
                right.cues.add("placed")
    for left, right in zip(found[-2::-1], found[:0:-1], strict=False):
        gap = _LIST_GAP.fullmatch(text, left.end, right.start)
        if gap and not any(cue.startswith("level:") for cue in left.cues):
            if "placed" in right.cues and _PLURAL_AFTER.match(text, right.end, right.end + 40):
                left.cues.add("placed")
            is_plural = LEVEL_AFTER.match(text, right.end, right.end + 40)
            if is_plural and is_plural["level"].lower().endswith("s"):
                left.cues |= {cue for cue in right.cues if cue.startswith("level:")}
                left.cues.add("placed")
