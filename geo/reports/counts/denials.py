"""What a source denies: deaths, posts, prisoners, or that it happened at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.counts import quantities
from geo.reports.counts.denied import around, group_of, is_blame, things
from geo.reports.language.speech_verbs import is_speech_verb
from geo.reports.language.tokens import Phrases, Tokens, is_adverb, same
from geo.reports.language.wording import Pattern
from geo.reports.language.words import PACKS, either, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.counts.quantities import Quantity
    from geo.reports.language.scanning import Scan
    from geo.reports.language.words import Words

_NEGATED = 3  # words before a denying verb in which "not" stands
_OBJECT = 22  # words behind a denying verb
_SUBJECT = 3  # words before it that may be quoted


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial of one thing.

    Attributes
    ----------
    start, end
        Offsets into the text of the clause with the denying word.
    metric
        ``killed``, ``posts_captured`` or ``captured``.
    low, high
        Bounds of the figure denied, where one stands in the clause.
    group
        ``civilians``, ``own`` (the speaker's), ``militants`` or empty.
    rule
        Name of the rule.
    """

    start: int
    end: int
    metric: str
    low: int | None
    high: int | None
    group: str
    rule: str


@lru_cache(maxsize=PACKS)
def _tables(words: Words) -> dict[str, Phrases[bool]]:
    said = words.load("speech")["denials"]
    return {key: Phrases(same(rows, True)) for key, rows in said.items()}


@lru_cache(maxsize=PACKS)
def _patterns(words: Words) -> tuple[tuple[str, Pattern], ...]:
    said = words.load("denials")
    what, happened = (f"(?:{'|'.join(said['no_event'][key])})" for key in ("what", "happened"))
    aux = "(?: (?:was|were|has|have|had|been|ever|there))*"
    where = "(?: (?:in|at|of|near|on) (?:the )?\\w+(?: \\w+)?)?"
    event = rf"\bno (?:such )?(?:\w+ ){{0,2}}?{what}{where}{aux} {happened}\b"
    lies = either(words.load("speech")["denials"]["false"])
    false = "|".join(said["called_false"]["patterns"]).replace("{false}", lies)
    undone = (
        "|".join(said["not_done"]["patterns"]).replace("{what}", what).replace("{where}", where)
    )
    undone = undone.replace("{false}", lies)
    return (
        ("not-done", Pattern("within", spaced(undone), re.IGNORECASE)),
        ("no-event", Pattern("within", spaced(event), re.IGNORECASE)),
        ("called-false", Pattern("within", spaced(false), re.IGNORECASE)),
    )


@lru_cache(maxsize=8 * PACKS)
def _needed(words: Words, rule: str) -> frozenset[str]:
    """Return words of which a sentence has one wherever the rule's pattern may be found."""
    if rule == "called-false":
        false = words.load("speech")["denials"]["false"]
        said = words.load("denials")["called_false"]["needed"]
        return frozenset({*said, *(phrase.split()[-1] for phrase in false)})
    return frozenset(words.load("denials")["needed"])


def find(
    text: str, tokens: Tokens, before: Sequence[str] = (), scan: Scan | None = None
) -> list[Denial]:
    """Find the denials of a sentence.

    Parameters
    ----------
    text, scan
        The document's text, and its words if they are at hand.
    tokens
        The sentence.
    before
        Words of the sentence before, which may say what "it" is.
    """
    if not tokens.low:
        return []
    found = _by_verb(tokens, before)
    start, end = tokens.starts[0], tokens.ends[-1]
    for rule, pattern in _patterns(tokens.words):
        if _needed(tokens.words, rule).isdisjoint(tokens.low):
            continue
        if not pattern.is_in(text[start:end], scan, start):
            continue
        for match in pattern.all_in(text, start, end):
            if rule == "called-false":
                found = [d for d in found if not _repeats(tokens, d, match.end())]
            if any(d.start < match.end() and match.start() < d.end for d in found):
                continue
            if rule == "called-false" and _has_verb(tokens, match.end()):
                continue  # "denied these charges, calling them baseless": as the verb does
            words = re.findall(r"[a-z]+", match.group().lower())
            if rule == "called-false":
                found += _called_false(tokens, match.start(), match.end(), words, before)
                continue
            found.append(Denial(match.start(), match.end(), "killed", None, None, "", rule))
    return sorted(found, key=lambda denial: denial.start)


def _has_verb(tokens: Tokens, end: int) -> bool:
    """Tell whether a verb denies what is called false before an offset."""
    verbs = _tables(tokens.words)["verbs"].all(tokens)
    return any(tokens.starts[first] < end for first, _, _ in verbs)


def _repeats(tokens: Tokens, denial: Denial, end: int) -> bool:
    """Tell "and we reject it" behind what was called false just before."""
    its = (at for low, at in zip(tokens.low, tokens.starts, strict=True) if low in _IT)
    return end <= denial.start and any(denial.start <= at < denial.end for at in its)


_IT = ("it", "this", "them")


def is_of_figure(words: Words, said: Sequence[str]) -> bool:
    """Tell whether a figure is denied that stands elsewhere: "called the number an invention"."""
    return not around(words, "of_figure").isdisjoint(said)


def is_of_it(words: Words, said: Sequence[str]) -> bool:
    """Tell whether what was just told is denied: "rejected this"."""
    return bool(said) and said[-1] in around(words, "of_it")


def _called_false(
    tokens: Tokens, start: int, end: int, words: Sequence[str], before: Sequence[str]
) -> list[Denial]:
    """Read what is called false, with its figure: "reports of nine dead soldiers are a lie"."""
    inside = [j for j in range(len(tokens)) if start <= tokens.starts[j] < end]
    told = tokens.low[: inside[0]] if inside else ()
    denied = things(tokens, words, before, told)
    if not denied and is_blame(tokens.words, words):
        return []
    denied = [thing for thing in denied if thing != "killed"][:1]
    figure = _figure(tokens, inside[0], inside[-1] + 1) if inside else None
    low, high = (figure.low, figure.high) if figure else (None, None)
    of_dead = figure is not None or around(tokens.words, "harm") & {*words}
    return [
        Denial(
            start,
            end,
            thing,
            low,
            high,
            group_of(tokens, words, thing) if of_dead else "",
            "called-false",
        )
        for thing in denied or ["killed"]
    ]


def _by_verb(tokens: Tokens, before: Sequence[str]) -> list[Denial]:
    found: list[Denial] = []
    for first, end, _ in _tables(tokens.words)["verbs"].all(tokens):
        found += _denial(tokens, first, end, before)
    return found


def _denial(tokens: Tokens, i: int, after: int, before: Sequence[str]) -> list[Denial]:
    low = tokens.low
    near = range(max(0, i - _NEGATED), i)
    clause = max((j + 1 for j in near if low[j] in _CLOSING), default=near.start)
    if not around(tokens.words, "negations").isdisjoint(low[clause:i]):
        return []  # "neither confirmed nor denied": not "he confirmed; he denied"
    noun = i - (i > 1 and is_adverb(tokens.words, low[i - 1]))
    if low[noun - 1 : noun] and low[noun - 1] in around(tokens.words, "before_noun"):
        return []  # "the disputed line", "on allegedly disputed land"
    passive = low[after : after + 1] == ("by",)
    stated = low[i - 1 : i] in (("is",), ("are",)) and not passive  # "Claims that ... are rejected"
    if low[i - 1 : i] in (("was",), ("were",), ("been",), ("be",), ("being",)) and not passive:
        return []
    opening = _behind_as(tokens, after)
    end = _object_end(tokens, opening)
    fronted = -1 if passive or stated else _fronted(tokens, i, after)
    words = low[max(0, i - 12) : i] if passive or stated else low[opening:end]
    if fronted >= 0:
        opening, end, words = fronted, i, low[fronted:i]
    denied = things(tokens, words, before, low[: min(i, opening)])
    figure = _figure(tokens, opening, end) if len(denied) == 1 else None
    first = fronted if fronted >= 0 else 0 if stated else _subject_start(tokens, i)
    return [
        Denial(
            tokens.starts[first],
            tokens.ends[max(end, after) - 1],
            metric,
            figure.low if figure else None,
            figure.high if figure else None,
            group_of(tokens, words, metric),
            "stated-denial" if stated else "denying-verb",
        )
        for metric in denied
    ]


def _fronted(tokens: Tokens, i: int, after: int) -> int:
    """Return where what is denied begins before the verb: "Talk of dead he dismissed", else -1."""
    low = tokens.low
    if low[after : after + 1] not in ((), ("as",), (".",), (",",), (";",)):
        return -1
    opening = max((j + 1 for j in range(i) if low[j] in _CLOSING), default=0)
    noun = opening + (low[opening] in ("the", "all", "any", "a"))
    told = low[noun].rstrip("s") in around(tokens.words, "told")
    is_told = told and low[noun + 1 : noun + 2] in (("of",), ("that",), ("about",))
    return opening if is_told and i - noun > _TOLD else -1


_CLOSING = (".", ";", ":", "but", "and", '"', "“")
_TOLD = 2  # words of "talk of" before a subject


def _behind_as(tokens: Tokens, after: int) -> int:
    """Return where the object begins: "dismissed as false a claim", else behind the verb."""
    low = tokens.low
    dated = low[after : after + 1] == ("on",) and low[after + 2 : after + 3] == ("as",)
    after += 2 * dated  # "dismissed on Monday as baseless"
    if low[after : after + 1] != ("as",):
        return after
    for j in range(after + 2, min(len(low), after + _AS)):
        if low[j] in around(tokens.words, "objects") or tokens.raw[j][:1].isupper():
            return j
        if low[j] in (",", ".", ";"):
            break
    return after


_AS = 10  # words of "as frivolous and baseless" behind a denying verb


def _object_end(tokens: Tokens, after: int) -> int:
    """Return where what is denied ends."""
    low, end = tokens.low, after
    while (
        end < len(low) and end - after < _OBJECT and low[end] not in around(tokens.words, "stops")
    ):
        instead = around(tokens.words, "instead")
        behind = end + 1 + (not instead.isdisjoint(low[end + 1 : end + 2]))
        follow = low[behind] if behind < len(low) else ""
        if low[end] == "," and follow in around(tokens.words, "after_comma"):
            break
        if low[end] == "and" and follow in around(tokens.words, "after_and"):
            break
        begins = range(end + 1, end + 2 + _TELLERS * (low[end] == ","))
        if low[end] in (",", "and") and end > after and any(_tells(tokens, j) for j in begins):
            break  # "which denied having fired at a school, spoke of six dead"
        end += 1
    return end


_TELLERS = 3  # words of "the local residents" behind "While they deny any losses,"


def _tells(tokens: Tokens, j: int) -> bool:
    """Tell whether a verb of speech stands at a token that is no denial."""
    if j >= len(tokens) or not is_speech_verb(tokens, j):
        return False
    return _tables(tokens.words)["verbs"].at(tokens, j) is None


def _figure(tokens: Tokens, after: int, end: int) -> Quantity | None:
    """Return the figure that is denied, where there is one; "a single soldier" is none."""
    inside = [q for q in quantities.find(tokens) if after <= q.core < end]
    return inside[0] if len(inside) == 1 and inside[0].high != 1 else None


def _subject_start(tokens: Tokens, i: int) -> int:
    """Return where the quote begins: a short subject, or the verb itself."""
    j = i
    while j > 0 and i - j <= _SUBJECT:
        word = tokens.low[j - 1]
        if not (word[0].isalpha() or word in ("'s", "-")) or word in around(tokens.words, "before"):
            break
        j -= 1
    return j if i - j <= _SUBJECT else i
