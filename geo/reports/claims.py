"""Claims of a report: figures and denials, each with who says so and the words that say it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from geo.reports import cells
from geo.reports.attribution import speech, stories
from geo.reports.attribution.carrying import FRAME
from geo.reports.attribution.frames import find_frames
from geo.reports.attribution.lookups import MEDIA
from geo.reports.attribution.speakers import Voices
from geo.reports.counts import denials, figures, summing, zero
from geo.reports.counts.forces import UNSPECIFIED, own_group
from geo.reports.documents.marks import HARM, Claim
from geo.reports.language.words import of
from geo.reports.losses import groups, mutual, unsaid
from geo.reports.losses.context import Before, Context
from geo.reports.losses.evidence import Report
from geo.reports.losses.unsaid import stretch_of

if TYPE_CHECKING:
    from geo.region import RegionPack
    from geo.reports.attribution.carrying import Said
    from geo.reports.documents.document import Document
    from geo.reports.language.tokens import Tokens

_RECENT = 3  # sentences behind a figure in which "the number" is denied
_RISEN = 2  # words before a number: "rose to 32"
_QUOTE = 130  # characters of a quote, beyond which only number and noun are quoted
_TOTAL = 90  # the same of a total whose parts stand between dashes before its verb


def find(document: Document, pack: RegionPack) -> list[Claim]:
    """Find the claims of a report, in order of their words.

    Parameters
    ----------
    document
        The report; its text is read up to its limit, whatever it is.
    pack
        The region whose sides, forces and speakers are meant.
    """
    document = document.with_words(of(pack))
    voices, report = Voices(document, pack), Report(document, pack)
    cut = speech.words_of(document, pack)
    near = speech.near_sides(document, voices, cut)
    tables = cells.rows(document, report, voices)
    counted = [_counted(document, cut, number, pack) for number in range(len(cut))]
    # Whom nobody counts after, nobody needs to be known to have said it.
    last = max((number for number, row in enumerate(counted) if any(row)), default=-1)
    stop = len(cut) if tables else last + 1
    said = speech.sources(document, pack, voices, cut[: stop + 1], near)
    document.kept[speech.sources] = said  # asked again of incidents
    around, sides = _words_around(document, cut), near.carried
    found: list[Claim] = []
    earlier: list[Before] = []
    told: set[tuple[str, str, str]] = set()
    block, over, began = -1, None, 0
    for number, sentence in enumerate(document.sentences[:stop]):
        if sentence.block != block:
            block, earlier = sentence.block, []
            if block in stories.opened(document):
                began, told = number, set()
        over = _over(document, number, cut[number], over, is_told=any(counted[number]))
        if not any(counted[number]) and block not in tables:
            continue
        context = Context(
            cut[number],
            around[sentence.block],
            sides[number],
            earlier=earlier,
            home=voices.home,
            told=told,
            last=cut[number - 1] if number > began else None,
            following=_following(document, cut, number),
            found=found,
            over=over,
        )
        context.claims = [c for c in found if c.sentence >= max(began, number - _RECENT)]
        claims = _of_sentence(document, number, said[number], context, report, counted[number])
        row = tables.get(sentence.block)
        if row is not None:
            carried = (s.speaker for s in said[number] if s.rule != FRAME)
            speaker = next(carried, None) or voices.publisher()
            claims = cells.claims(document, number, row, claims, speaker, voices, report, context)
        found += mutual.of_both(claims, cut[: number + 1], pack)
        if context.previous:
            earlier = context.previous
    of_block = [sentence.block for sentence in document.sentences]
    return summing.without_repeats(_of_known_groups(found, pack), of_block)


class _Counted(NamedTuple):
    """What a sentence says that is counted, denied, or nobody's."""

    figures: list[figures.Figure]
    denied: list[denials.Denial]
    nobody: list[zero.Zero]


def _counted(document: Document, cut: list[Tokens], number: int, pack: RegionPack) -> _Counted:
    sentence, tokens, scan = document.sentences[number], cut[number], document.scan
    is_next = number and document.is_next(number)
    before = cut[number - 1].low if is_next else ()
    counts = figures.find(tokens, pack)
    denied = denials.find(document.text, tokens, before, scan)
    nobody = [
        none
        for none in zero.find(document.text, sentence.start, sentence.end, tokens.low, scan)
        if not any(d.start <= none.start < d.end for d in denied)
    ]
    return _Counted(counts, denied, nobody)


def _over(
    document: Document, number: int, tokens: Tokens, over: Tokens | None, *, is_told: bool
) -> Tokens | None:
    """Return the line over the items that a sentence is one of, or that it is."""
    block = document.blocks[document.sentences[number].block]
    if block.is_item:
        return over
    is_line = block.kind == "heading" or tokens.low[-1:] == (":",)
    return tokens if is_line and not is_told else None


def _following(document: Document, cut: list[Tokens], number: int) -> Tokens | None:
    after = number + 1
    same = after < len(cut) and document.sentences[after].block == document.sentences[number].block
    return cut[after] if same else None


def _of_known_groups(claims: list[Claim], pack: RegionPack) -> list[Claim]:
    """Leave open whose they are where the region has no such group: not every one has militants."""
    known = frozenset(pack.victim_groups)
    return [c if c.victim_group in known else replace(c, victim_group=UNSPECIFIED) for c in claims]


def _words_around(document: Document, cut: list[Tokens]) -> list[frozenset[str]]:
    """Return the words of each block; a paragraph of one sentence has those beside it too."""
    words: list[set[str]] = [set() for _ in document.blocks]
    for sentence, tokens in zip(document.sentences, cut, strict=True):
        words[sentence.block].update(tokens.low)
    opened, many = stories.opened(document), Counter(s.block for s in document.sentences)
    alone = {
        number
        for number, block in enumerate(document.blocks)
        if block.kind == "paragraph" and many[number] == 1
    }
    around = [set(row) for row in words]
    for number in range(1, len(words)):
        if {number - 1, number} <= alone and number not in opened:
            around[number] |= words[number - 1]
            around[number - 1] |= words[number]
    return [frozenset(row) for row in around]


def _of_sentence(
    document: Document,
    number: int,
    said: list[Said],
    context: Context,
    report: Report,
    read: _Counted,
) -> list[Claim]:
    tokens, text, pack = context.tokens, document.text, report.pack
    made: list[Claim] = []
    counts, denied, nobody = read
    for denial in denied:
        stretch = stretch_of(said, denial.start, min(denial.end, denial.start + _DENYING))
        speaker = stretch.speaker
        if denial.rule in ("not-done", "stated-denial") and speaker.side == MEDIA:
            continue  # "there was no fighting on Sunday"
        group = denial.group
        if group == "own":
            group = own_group(pack, speaker.side) or UNSPECIFIED
        if denial.metric == "posts_captured" and not group:
            group = own_group(pack, speaker.side) or UNSPECIFIED
        if not group:
            group = unsaid.of_denied(number, denial, speaker, counts, said, context, report)
        what = (denial.metric, group or UNSPECIFIED, denial.low, denial.high)
        context.previous.append(Before(what[1], "", denial.metric))
        where = (denial.start, denial.end, number, speaker.text, speaker.side)
        claim = Claim(*where, *what, is_exact=False, stance="denies")
        made.append(replace(claim, rule=denial.rule, said_by=stretch.rule))
    taken = [(d.start, d.end) for d in denied] + [(none.start, none.end) for none in nobody]
    counts = _without_speakers(counts, tokens)
    counted: list[tuple[Claim, int]] = []
    named: set[int] = set()  # a soldier by his name is one of those counted before, if any were
    for figure in counts:
        at = tokens.starts[figure.item.quantity.core]
        if any(start <= at < end for start, end in taken):
            continue
        claim = _claim(number, figure, said, context, report)
        if figure.rule == "mentioned":
            context.previous.append(Before(claim.victim_group, figure.item.counted.kind, ""))
            continue
        if not claim.metric:
            continue
        kind = figure.item.counted.kind
        context.previous.append(Before(claim.victim_group, kind, claim.metric, claim.claimant_side))
        if not figure.is_mentioned:
            counted.append((claim, figure.link.first))
            named |= {claim.start} if figure.item.quantity.kind == "named" else set()
    told = {(c.metric, c.victim_group, c.claimant_side) for c, _ in counted if c.start not in named}
    told |= context.told
    counted = [
        (c, link)
        for c, link in counted
        if c.start not in named or (c.metric, c.victim_group, c.claimant_side) not in told
    ]
    context.told |= {(c.metric, c.victim_group, c.claimant_side) for c, _ in counted}
    counted = summing.without_parts(counted, text, tokens.words)
    made += summing.summed(counted, text, tokens.words)
    for none in nobody:
        stretch = stretch_of(said, none.start, none.end)
        speaker = stretch.speaker
        group = unsaid.of_nobody(none, speaker, context, report)
        where = (none.start, none.end, number, speaker.text, speaker.side)
        rule = f"zero-{none.rule}"
        made.append(Claim(*where, none.metric, group, 0, 0, rule=rule, said_by=stretch.rule))
    return sorted(made, key=lambda claim: (claim.start, claim.end, claim.metric))


def _without_speakers(counts: list[figures.Figure], tokens: Tokens) -> list[figures.Figure]:
    """Leave out what is only said of who speaks: "a man who lost his brother said ..."."""
    if "who" not in tokens.low or all(figure.link.rule != "active" for figure in counts):
        return counts
    spans = [(f.subject, f.subject_end) for f in find_frames(tokens)]
    return [
        figure
        for figure in counts
        if not (
            figure.link.rule == "active"
            and any(
                first < figure.item.quantity.core < end and "who" in tokens.low[first:end]
                for first, end in spans
            )
        )
    ]


_DENYING = 12  # first characters of a denial, where the one who denies stands


def _claim(
    number: int, figure: figures.Figure, said: list[Said], context: Context, report: Report
) -> Claim:
    item, link, tokens = figure.item, figure.link, context.tokens
    quantity, counted = item.quantity, item.counted
    first, end = quantity.first, max(quantity.end, counted.end)
    if figure.rule != "coordinated":
        if link.first < quantity.first:
            first = link.first
        else:
            end = max(end, link.end)
    start, stop = tokens.starts[first], tokens.ends[end - 1]
    parted = counted.is_mixed and tokens.low[counted.end : counted.end + 1] in (("—",), ("–",))
    if link.rule == "toll" and stop - start > _TOTAL and first < quantity.first - _RISEN:
        start = tokens.starts[quantity.first - _RISEN]  # "rose to 32"
    if stop - start > (_TOTAL if parted else _QUOTE):
        start = tokens.starts[quantity.first]
        stop = tokens.ends[max(quantity.end, counted.end) - 1]
    stretch = stretch_of(said, tokens.starts[quantity.core], stop)
    speaker = stretch.speaker
    whose = groups.of(report, item, link, speaker, context)
    own = own_group(report.pack, speaker.side)
    if quantity.high == 0 and figure.metric not in HARM and own:
        whose = groups.Whose(own, "none of his own")  # "not one post was lost"
    unit = (
        ("households" if counted.head.startswith("household") else "families")
        if counted.kind == "families"
        else ""
    )
    metric = figure.metric or _metric_before(context)
    return Claim(
        *(start, stop, number, speaker.text, speaker.side),
        *(metric, whose.group, quantity.low, quantity.high),
        is_exact=quantity.is_exact and not link.is_unsure,
        is_subset=figure.is_subset,
        unit=unit,
        rule=figure.rule,
        whose=whose.clue,
        said_by=stretch.rule,
    )


def _metric_before(context: Context) -> str:
    """Return what a bare figure counts: "the governor speaks of nine"."""
    rows = [row for row in (*context.earlier, *context.previous) if row.metric]
    if rows:
        return rows[-1].metric
    near = [claim for claim in context.claims if claim.stance == "asserts"]
    return near[-1].metric if near else ""
