"""Sources over the whole document: who says each stretch of it, or nobody.

A frame covers its sentence up to the next frame. What no frame covers goes on with the last source
of its block; a block's first sentence takes the source that the next one names; a paragraph without
any source goes on with the officials of the one before, unless it turns to something else or opens
a story of its own.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geo.reports.attribution import carrying, introducing, stories
from geo.reports.attribution.frames import Frame, find_frames
from geo.reports.attribution.known import Speaker, known
from geo.reports.attribution.phrases import small, speakers
from geo.reports.attribution.scopes import scopes
from geo.reports.attribution.signing import bracketed, may_head, signed
from geo.reports.attribution.speakers import Voices
from geo.reports.counts.predicates import forms
from geo.reports.documents.datelines import dateline_end
from geo.reports.language.tokens import read
from geo.reports.language.words import of
from geo.reports.who import actors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.region import RegionPack
    from geo.reports.attribution.carrying import Said
    from geo.reports.attribution.pointing import Spans
    from geo.reports.documents.document import Document
    from geo.reports.language.tokens import Tokens


def sources(
    document: Document,
    pack: RegionPack,
    voices: Voices | None = None,
    sentences: Sequence[Tokens] | None = None,
    near: Near | None = None,
) -> list[list[Said]]:
    """Find who says each stretch of each sentence.

    Parameters
    ----------
    document, pack
        The report and the region whose speakers are known.
    voices, sentences, near
        The report's voices, the words of its sentences and where those are, if at hand; of its
        first sentences only, where those behind them do not matter.

    Returns
    -------
    list
        One list a sentence, in order of the text, covering all of it.
    """
    voices = voices or Voices(document, pack)
    cut = sentences or words_of(document, pack)
    near = near or near_sides(document, voices, cut)
    framed = []
    for tokens, side, seat in zip(
        cut, near.told_of, _capitals(document, voices, cut), strict=False
    ):
        voices.seat = seat
        framed.append(_framed(voices, tokens, side))
    return carrying.carried(document, voices, framed, cut, near.there)


def words_of(document: Document, pack: RegionPack) -> list[Tokens]:
    """Return the words of each sentence, without datelines: "KABUL:" is nobody's voice."""
    document = document.with_words(of(pack))
    names, text = known(pack).names, document.text
    opening, block = dict(document.datelines), -1
    cut: list[Tokens] = []
    seats = actors.of(pack).seats
    for sentence, tokens in zip(document.sentences, document.tokens, strict=True):
        start = sentence.start
        if sentence.block != block:
            block = sentence.block
            told = document.blocks[block].kind == "heading"  # "Afghan claims" is no dateline
            end = sentence.start if told else opening.get(start, start)
            start = min(max(dateline_end(text, start, sentence.end), end), sentence.end)
        if start > sentence.start and (head := document.cut(sentence.start, start)):
            # "ISPR: 12 killed" looks like one; "Islamabad: Jets attacked" is one in a first line
            named = names.at(head, 0) or head.raw[0] in known(pack).last_names
            at_home = not told and not cut and head.raw[0] in seats
            if named and not at_home and not {",", "/"} & set(head.low):
                start = sentence.start
            elif forms(head.words)["toll"].at(head, 0) is not None:
                start = sentence.start  # "KILLED: 1"
            elif head.low[0] in ("source", "sources", "claimant"):
                start = sentence.start  # "SOURCE: police"
        cut.append(tokens if start == sentence.start else document.cut(start, sentence.end))
    return cut


def _framed(voices: Voices, tokens: Tokens, near: str) -> Spans:
    frames = find_frames(tokens)
    if not frames:
        frames = signed(voices, tokens, near) or bracketed(voices, tokens, near)
    if not frames or _is_pronoun(tokens, frames[0]):
        introducing.introduce(voices, tokens, near)
    introducing.mention(voices, tokens)
    found = _resolved(voices, tokens, frames, near)
    if frames and not found:  # "KURRAM: shells land, two hurt - rescue officials"
        closing = signed(voices, tokens, near) or bracketed(voices, tokens, near)
        found = _resolved(voices, tokens, closing, near)
    if any(
        s.kind != "outlet" and tokens.low[f.first] in small(tokens.words, "quoting")
        for f, s in found
    ):
        # an outlet that quotes somebody is not the source
        found = [(f, s) for f, s in found if s.kind != "outlet"]
    introducing.mention_group(voices, tokens)
    found = _without_relays(found)
    who = dict(found)
    return [
        (tokens.starts[first], tokens.ends[end - 1], who[frame])
        for frame, first, end in scopes(tokens, [frame for frame, _ in found])
        if end > first
    ]


def _without_relays(found: list[tuple[Frame, Speaker]]) -> list[tuple[Frame, Speaker]]:
    """Leave out outlets that only pass on what another says: "X claimed nine died, Y reported"."""
    kept: list[tuple[Frame, Speaker]] = []
    for frame, speaker in found:
        passed_on = (
            speaker.kind == "outlet"
            and bool(kept)
            and kept[-1][1].kind != "outlet"
            and (
                (frame.place == "trailing" and kept[-1][0].place == "leading")
                or frame.first - kept[-1][0].end in (0, 1)  # "the police said as quoted by Y"
            )
        )
        if not passed_on:
            kept.append((frame, speaker))
    return kept


def _capitals(document: Document, voices: Voices, cut: Sequence[Tokens]) -> Iterator[str]:
    """Yield the side whose capital each sentence, or one before it in its block, begins with.

    "In Kabul, a spokesman", "Islamabad told another story. Nine fell, said an army spokesman"; not
    what is a capital's, "Islamabad's soldiers".
    """
    owned = speakers(voices.words, "possessive")
    sides, block, side = actors.of(voices.pack).seat_sides, -1, ""
    for sentence, tokens in zip(document.sentences, cut, strict=False):
        if sentence.block != block:
            block, side = sentence.block, ""
        first = int(tokens.low[:1] == ("in",))
        if not owned.isdisjoint(tokens.low[first + 1 : first + 2]):
            yield side
            continue
        side = next((sides[name] for name in tokens.raw[first : first + 1] if name in sides), side)
        yield side


_NAMED = 3  # words of a name and an office before "he"


def _is_pronoun(tokens: Tokens, frame: Frame) -> bool:
    """Tell whether "he" or "it" speaks, whom the sentence may have named before."""
    said = tokens.words.load("speech")["verbs"]
    return (
        frame.subject_end - frame.subject == 1
        and frame.subject > _NAMED
        and any(tokens.low[frame.subject] in said[key] for key in ("he", "it"))
    )


def _resolved(
    voices: Voices, tokens: Tokens, frames: list[Frame], near: str
) -> list[tuple[Frame, Speaker]]:
    """Return the frames whose speaker is known, each with him."""
    found: list[tuple[Frame, Speaker]] = []
    for frame in frames:
        here = _where(voices, tokens, frame) or near
        if frame.place == "trailing" and found and found[-1][1].side in voices.pack.line_sides:
            here = found[-1][1].side  # "Kabul accused them of killing nine, officials said"
        speaker = voices.resolve(tokens, frame.subject, frame.subject_end, near=here)
        by_colon = tokens.low[frame.end - 1] == ":"
        if speaker is None or (
            by_colon and (not may_head(speaker) or _is_topic(voices, tokens, frame))
        ):
            continue
        if by_colon and _is_place(voices, tokens, frame):
            continue
        # "New Delhi: Three men were shot": written in a town of no country here
        if not by_colon or speaker.text.lower() not in actors.of(voices.pack).elsewhere:
            found.append((frame, speaker))
    return found


def _where(voices: Voices, tokens: Tokens, frame: Frame) -> str:
    """Return the side of the place that somebody speaks at.

    "Kunar, where the police say", "a general said in Quetta", "an officer told reporters in Wana";
    or whose outlet quotes him.
    """
    places = voices.known.places.all(tokens)
    for first, _, side in places:
        behind = range(frame.subject_end, first)
        if tokens.low[first - 1] == "in" and first - 1 in behind and len(behind) <= _OF_VERB:
            return side
    if quoter := _quoter(voices, tokens, frame):
        return quoter
    where = frame.first - 1
    if tokens.low[where : where + 1] != ("where",):
        return ""
    return next((side for _, end, side in places if 0 <= where - end <= _OF_PLACE), "")


def _quoter(voices: Voices, tokens: Tokens, frame: Frame) -> str:
    """Return the country of an outlet: "X News, a Pakistani channel, quoting officials"."""
    if tokens.low[frame.first] not in small(tokens.words, "quoting"):
        return ""
    called, named = speakers(tokens.words, "media"), voices.known.names
    outlets = [j for j in range(frame.first) if tokens.low[j] in called]
    outlets += [j for j, _, row in named.among(tokens, 0, frame.first) if row["kind"] == "outlet"]
    sides = (voices.country(tokens, max(0, j - _OF_OUTLET), j, units=False) for j in outlets)
    return next((side for side in sides if side in voices.pack.line_sides), "")


_OF_OUTLET = 3  # words of "Pakistan's" and "a Pakistani news" before an outlet
_OF_VERB = 4  # words of "told reporters in"
_OF_PLACE = 2  # words of "district," between a name and "where"


def _is_place(voices: Voices, tokens: Tokens, frame: Frame) -> bool:
    """Tell a prefix that is a unit's name, though somebody bears it too: "Gurbuz: two dead"."""
    end = frame.subject + 1
    unit = voices.known.places.at(tokens, frame.subject)
    named = voices.known.names.at(tokens, frame.subject)
    return unit is not None and frame.subject_end == end and named is None


def _is_topic(voices: Voices, tokens: Tokens, frame: Frame) -> bool:
    """Tell a prefix that says what it is about from one that speaks.

    "Afghan border clashes: ...", "Fire by Afghan forces at Foo: three dead"; not the name of a
    body, "Foo Public Relations: three dead".
    """
    named = voices.known.names.at(tokens, frame.subject)
    if named is not None and frame.subject + named[0] == frame.subject_end:
        return False
    words, topics = tokens.low[frame.subject : frame.subject_end], small(tokens.words, "topics")
    beside = small(tokens.words, "beside") | {"of"}
    is_about = any(one in topics and other in beside for one, other in pairwise(words))
    return words[-1] in topics or is_about


class Near(NamedTuple):
    """The side of the line that each sentence is at, by unit names; empty where they disagree.

    Attributes
    ----------
    there
        By its own names, else those of its paragraph; where those disagree by the last before it.
    told_of
        The same, but a paragraph of one sentence without names goes on with the one before it.
    carried
        By those of its paragraph, else those of the paragraph before.
    """

    there: list[str]
    told_of: list[str]
    carried: list[str]


def near_sides(document: Document, voices: Voices, cut: Sequence[Tokens]) -> Near:
    """Return which side of the line each sentence is at, by the units named in it and around."""
    blocks: list[set[str]] = [set() for _ in document.blocks]
    sentences: list[set[str]] = []
    heads: dict[int, set[str]] = {}  # of the blocks that are items under a place
    for sentence, tokens in zip(document.sentences, cut, strict=True):
        sides = {
            side
            for i, _, side in voices.known.places.all(tokens)
            if not voices.in_name(tokens, i) and not _came_from(tokens, i)
        }
        blocks[sentence.block] |= sides
        sentences.append(sides or _beside_line(voices, tokens))
        if sentence.block and len(tokens.low) and tokens.starts[0] > sentence.start:
            heads[sentence.block] = _under(voices, document.text[sentence.start : tokens.starts[0]])
    for number in range(1, len(blocks)):
        blocks[number] = heads.get(number) or blocks[number]
        over = _is_over(document, number)
        if over and not blocks[number]:
            blocks[number] = blocks[number - 1]
    carried: list[set[str]] = []
    own = stories.opened(document)
    for number, (block, sides) in enumerate(zip(document.blocks, blocks, strict=True)):
        goes_on = carried and block.kind == "paragraph" and number not in own
        carried.append(sides or (carried[-1] if goes_on else sides))
    last = _last(document, sentences)
    at = [sentence.block for sentence in document.sentences]
    alone = Counter(at)
    around = [
        sides or (blocks[n - 1] if n and alone[n] == 1 and carried[n] else sides)
        for n, sides in enumerate(blocks)
    ]
    there, told_of = (
        [
            _only(own) or _only(sides[n] if len(sides[n]) < 2 else before)
            for n, own, before in zip(at, sentences, last, strict=True)
        ]
        for sides in (blocks, around)
    )
    near = (
        carried[n] if len(carried[n]) < 2 else before for n, before in zip(at, last, strict=True)
    )
    return Near(there, told_of, [_only(sides) for sides in near])


def _last(document: Document, sentences: Sequence[set[str]]) -> list[set[str]]:
    """Return for each sentence the sides named last in its paragraph, at or before it."""
    found: list[set[str]] = []
    for number, (sentence, sides) in enumerate(zip(document.sentences, sentences, strict=True)):
        goes_on = number and document.sentences[number - 1].block == sentence.block
        found.append(sides or (found[-1] if goes_on else sides))
    return found


def _under(voices: Voices, head: str) -> set[str]:
    """Return the side of the place that a paragraph has for its head: "BANNU: A patrol was"."""
    return {side for _, _, side in voices.known.places.all(read(head.title()))}


def _beside_line(voices: Voices, tokens: Tokens) -> set[str]:
    """Return the side that a sentence names as such: "nine died on the Afghan side".

    "On this side" is the side that the report is from.
    """
    if "side" not in tokens.low:
        return set()
    if tokens.low[:3] == ("on", "this", "side") and voices.base in voices.pack.line_sides:
        return {voices.base}
    return {
        side
        for i, end, side in voices.known.countries.all(tokens)
        if tokens.low[end : end + 1] == ("side",) and tokens.low[i - 2 : i] == ("on", "the")
    }


def _came_from(tokens: Tokens, i: int) -> bool:
    """Tell a name behind "from" or "near": "from Afghanistan's eastern Kunar province"."""
    first, low, before = i, tokens.low, small(tokens.words, "before_name")
    while first and (
        tokens.raw[first - 1][0].isupper()
        or low[first - 1] in before
        or (low[first - 1] in (",", "and") and tokens.raw[first - 2][0].isupper())
    ):
        first -= 1  # "from eastern X", "from X, Y and Z"
    is_beyond = low[max(0, first - 2) : first] == ("border", "with")  # "on the border with X"
    return is_beyond or (first > 0 and low[first - 1] in small(tokens.words, "elsewhere"))


def _is_over(document: Document, number: int) -> bool:
    """Tell whether the block before a paragraph stands over it: a heading, a posting's head."""
    before, here = document.blocks[number - 1], document.blocks[number]
    if before.kind == "heading":
        return True
    line = document.text.rfind("\n", 0, before.start) + 1
    stamped = any(c.isdigit() for c in document.text[line : before.start])
    return before.kind == "bullet" and stamped and here.kind == "paragraph"


def _only(sides: set[str]) -> str:
    return next(iter(sides)) if len(sides) == 1 else ""
