"""Sources that close a headline or post, or stand in brackets behind a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.attribution.clauses import is_clause
from geo.reports.attribution.frames import Frame
from geo.reports.attribution.lookups import LOCAL
from geo.reports.attribution.phrases import small
from geo.reports.language.numerals import number_at

if TYPE_CHECKING:
    from geo.reports.attribution.known import Speaker
    from geo.reports.attribution.speakers import Voices
    from geo.reports.language.tokens import Tokens


def may_head(speaker: Speaker) -> bool:
    """Tell whether a speaker before a colon is one, and no heading."""
    return speaker.kind in ("official", "body", "local") or (
        speaker.kind == "person" and speaker.side != LOCAL
    )


def bracketed(voices: Voices, tokens: Tokens, near: str) -> list[Frame]:
    """Find the sources in brackets: "three killed (ISPR), nine (Kunar police)".

    Only a phrase that names an office, a known body or local people counts.
    """
    if _BRACKETS.isdisjoint(tokens.low):
        return []
    made: list[Frame] = []
    last = -1  # the last number before a bracket
    for i, word in enumerate(tokens.low):
        if word not in _BRACKETS:
            last = i if number_at(tokens, i) is not None else last
            continue
        shut = next(
            (j for j in range(i + 1, min(len(tokens), i + _IN_BRACKETS)) if tokens.low[j] in ")]"),
            i,
        )
        if shut <= i + 1 or last < (made[-1].end if made else 0):
            continue
        known_name = voices.row(tokens, i + 1, shut) is not None  # "(Rescue 1122)"
        if not known_name and any(number_at(tokens, j) is not None for j in range(i + 1, shut)):
            continue
        spelled = "".join(raw[0] for raw in tokens.raw[i + 1 : shut] if raw[:1].isupper())
        if tokens.raw[i - 1] == spelled or (shut == i + 2 and _is_short_for(tokens, i + 1)):
            continue  # "Tehrik-i-Taliban Pakistan (TTP)", or the other way round
        if tokens.raw[i - 1][:1].isupper() and _is_home(tokens, i + 1):
            continue  # "Sepoy Adeel (resident of Kasur)"
        speaker = voices.resolve(tokens, i + 1, shut, near=near)
        if speaker is not None and may_head(speaker):
            made.append(Frame(i, shut + 1, i + 1, shut, "trailing"))
    return made


_BRACKETS = frozenset({"(", "["})


def _is_home(tokens: Tokens, at: int) -> bool:
    """Tell whether a bracket behind a name says where he lived."""
    lived = tokens.low[at] in small(tokens.words, "living")
    return lived and tokens.low[at + 1 : at + 2] in (("of",), ("in",))


def _is_short_for(tokens: Tokens, at: int) -> bool:
    """Tell the initials of the name right before the bracket that they stand in."""
    words = tokens.raw[max(0, at - 1 - 2 * len(tokens.raw[at])) : at - 1]
    initials = "".join(part[0] for word in words for part in word.split("-") if part[:1].isupper())
    return len(tokens.raw[at]) > 1 and initials.endswith(tokens.raw[at])


def signed(voices: Voices, tokens: Tokens, near: str) -> list[Frame]:
    """Find the source that closes a headline or post: "... killed: Afghan MoD".

    Only a phrase that names an office, a known body or local people counts.
    """
    end = len(tokens)
    while end and not tokens.low[end - 1][0].isalnum():
        end -= 1
    for i in range(end - 2, max(0, end - _SIGNED), -1):
        word = tokens.low[i]
        is_dash = word in ("-", "–", "—", "|") and not tokens.joined(i - 1, i)
        if word == ":" or is_dash:
            is_name = tokens.raw[i + 1][:1].isupper()  # "- police", "46 hurt: hospital sources"
            is_name |= tokens.low[end - 1] in small(tokens.words, "names")
            if i < _LEAST or not (is_name or (is_dash and end - i <= _LOW_SIGNED)):
                return []
            speaker = voices.resolve(tokens, i + 1, end, near=near)
            if speaker is None or not may_head(speaker) or is_clause(tokens, i + 1, end):
                return []
            return [Frame(i, end, i + 1, end, "trailing")]
        if not (word[0].isalnum() or word in ("'s", "&", "/", "-", ",")):
            return []
    return []


_IN_BRACKETS = 12  # words of a source in brackets, and of its office
_SIGNED = 8  # words of a source behind a headline
_LOW_SIGNED = 4  # words of a source in small letters behind a dash: "- rescue officials"
_LEAST = 4  # words of the headline
