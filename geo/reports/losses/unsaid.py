"""Whose those are of whom a source says that there are none, or whose death it denies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.attribution.carrying import FRAME
from geo.reports.counts import denials
from geo.reports.counts.forces import (
    CIVILIANS,
    MILITANTS,
    UNSPECIFIED,
    force_in,
    forces,
    own_group,
)
from geo.reports.counts.victims import noun_phrase, nouns
from geo.reports.language.numerals import number_at
from geo.reports.losses import doers, groups, whose

if TYPE_CHECKING:
    from geo.reports.attribution.carrying import Said
    from geo.reports.attribution.known import Speaker
    from geo.reports.counts import figures, zero
    from geo.reports.language.tokens import Tokens
    from geo.reports.losses.context import Context
    from geo.reports.losses.evidence import Report


def stretch_of(said: list[Said], start: int, end: int) -> Said:
    """Return the innermost stretch that holds most of the words, and who says it."""
    return max(said, key=lambda s: (min(s.end, end) - max(s.start, start), s.rule == FRAME))


def of_denied(
    number: int,
    denial: denials.Denial,
    speaker: Speaker,
    counts: list[figures.Figure],
    said: list[Said],
    context: Context,
    report: Report,
) -> str:
    """Return whose the dead are that somebody denies: of the figure there, or of the one before."""
    tokens = context.tokens
    for figure in counts:
        inside = denial.start <= tokens.starts[figure.item.quantity.core] < denial.end
        if inside and figure.metric == denial.metric and denial.low is not None:
            whose = groups.of(report, figure.item, figure.link, speaker, context)
            is_open = whose.clue in _OPEN  # "the claim of 50 dead"
            return (is_open and _told_of(denial, speaker, context)) or whose.group
    words = [w for w, at in zip(tokens.low, tokens.starts, strict=True) if at < denial.end]
    words = words[-_DENIED:]
    own = own_group(report.pack, speaker.side)
    told = [(c.victim_group, c.claimant_side, c.metric, c.sentence) for c in context.claims]
    told += [
        (groups.of(report, f.item, f.link, s, context).group, s.side, f.metric, number)
        for f in counts
        if f.metric
        and tokens.starts[f.item.quantity.core] < denial.start
        and (s := stretch_of(said, tokens.starts[f.item.quantity.core], denial.start).speaker)
    ]
    rivals = [row for row in told if row[1] != speaker.side and row[2] == denial.metric]
    # what the other side says of its own losses nobody has cause to deny
    rivals = [row for row in rivals if row[0] != own_group(report.pack, row[1])] or rivals
    if rivals and denials.is_of_figure(tokens.words, words):
        return rivals[-1][0]
    denied = [j for j in range(len(tokens)) if denial.start <= tokens.starts[j] < denial.end]
    hits = [hit for j in denied if (hit := number_at(tokens, j)) is not None]
    # "called the 50 false", of what is said in the sentences before
    numbers = {value for value, end in hits if not noun_phrase(tokens, end).head}
    for claim in reversed(context.claims):
        if claim.claimant_side != speaker.side and claim.count_min in numbers:
            return claim.victim_group
    near = [row for row in rivals if row[3] >= told[-1][3]]
    first = next((j for j in range(len(tokens)) if tokens.starts[j] >= denial.start), 0)
    relative = tokens.low[first - 1 : first] in (("which",), ("that",)) and rivals
    if near and (relative or denials.is_of_it(tokens.words, words)):
        return near[-1][0]
    return own if own == MILITANTS and denial.metric == "killed" else ""


_OPEN = ("people", "only told", "words for homes", "of an army")  # clues that name nobody


def _told_of(denial: denials.Denial, speaker: Speaker, context: Context) -> str:
    """Return whose the dead are of which another side has told the number that is denied."""
    return next(
        (
            claim.victim_group
            for claim in reversed(context.found)
            if claim.claimant_side != speaker.side
            and (claim.metric, claim.count_min) == (denial.metric, denial.low)
            and claim.stance == "asserts"
        ),
        "",
    )


_DENIED = 8  # last words of a denial that may say what is denied


def of_nobody(none: zero.Zero, speaker: Speaker, context: Context, report: Report) -> str:
    """Return the group of whom a source says that none were harmed."""
    tokens, pack = context.tokens, report.pack
    inside = [j for j in range(len(tokens)) if none.start <= tokens.starts[j] < none.end]
    if not inside:
        return UNSPECIFIED
    first, zero_end = inside[0], inside[-1] + 1
    end = _bearing(tokens, zero_end)
    words = tokens.low[first:end]
    hits = (nouns(tokens.words).kinds.at(tokens, j) for j in range(first, end))
    kinds = {hit[1] for hit in hits if hit is not None}
    armed = kinds & {"forces", "fighters", MILITANTS}
    ordinary = _small(tokens, "ordinary")
    if CIVILIANS in kinds or not ordinary.isdisjoint(tokens.low[max(0, first - 1) : end]):
        return UNSPECIFIED if armed else CIVILIANS  # "no soldier or civilian was hurt"
    if MILITANTS in kinds:
        return MILITANTS
    named = {force.group for at, _, force in forces(pack).all(tokens) if first <= at < end}
    if named:  # "no Afghan or Pakistani soldiers were hurt"
        return named.pop() if len(named) == 1 else UNSPECIFIED
    own = own_group(pack, speaker.side)
    if none.metric == "posts_captured" and own:
        return own
    label = whose.of_words(pack, tokens, zero_end, end, speaker)
    label = label or whose.labelled(pack, tokens, speaker, first)
    if label := label or _sufferer(report, tokens, first, speaker):
        return label
    if armed or not nouns(tokens.words).own.isdisjoint(words):
        return own or UNSPECIFIED
    # "a guard of its own had been hurt and nobody had died"
    told = [b for b in (*context.earlier, *context.previous) if b.metric]
    if own and told and told[-1].group == own and told[-1].side in ("", speaker.side):
        return own
    # "no casualties" may be anybody's, "nobody" is a person
    of_persons = not _small(tokens, "persons").isdisjoint(words)
    return report.nobody(context) if of_persons else UNSPECIFIED


def _bearing(tokens: Tokens, end: int) -> int:
    """Return where it ends who is named behind a zero: "no losses to our men", "on their side"."""
    low, stops = tokens.low, tokens.words.listed("losses", "targets", "stops")
    if end >= len(low) or low[end] not in _small(tokens, "bearers") or low[end - 1] == "reported":
        return end
    behind = end + 1
    while behind < min(len(low), end + _BEARER) and low[behind] not in stops:
        behind += 1
    on = low[end] in ("on", "in")  # "on Friday", "in a village"
    return end if on and {"side", "part", "ranks"}.isdisjoint(low[end:behind]) else behind


_BEARER = 6  # words of "among the men of the force"


def _sufferer(report: Report, tokens: Tokens, first: int, speaker: Speaker) -> str:
    """Return whose side had no losses: the subject of "suffered no casualties"."""
    if tokens.low[first] not in _small(tokens, "suffering"):
        return ""
    opening, begins = first, _small(tokens, "clause")
    while opening > 0 and first - opening < _SUBJECT and tokens.low[opening - 1] not in begins:
        opening -= 1
    if opening == first and tokens.low[max(0, first - 1)] == "and":  # "killed nine and lost none"
        subject = doers.of_verb(report.pack, report.names, tokens, first, speaker)
        return subject.group if subject is not None else ""
    force = force_in(report.pack, tokens, opening, first)
    if force is not None:
        return force.group
    words = set(tokens.low[opening:first])
    theirs = (nouns(tokens.words).own | _small(tokens, "sufferers")) & words
    return own_group(report.pack, speaker.side) if theirs else ""


_SUBJECT = 7  # words of a subject before "suffered no casualties"


def _small(tokens: Tokens, key: str) -> frozenset[str]:
    return tokens.words.listed("losses", "unsaid", key)
