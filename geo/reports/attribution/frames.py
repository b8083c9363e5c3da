"""Words that name a source: a speech verb with its subject, "according to", "by their count"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.attribution.accounts import accounts, maker
from geo.reports.attribution.clauses import main_subject, subject_behind
from geo.reports.attribution.phrases import (
    APPOSITION,
    closes_aside,
    is_title,
    is_told,
    phrase_end,
    small,
    speakers,
    whose_words,
)
from geo.reports.attribution.spoken import (
    does_not_speak,
    ends_aside,
    in_name,
    is_noun_use,
    is_of_date,
    is_setting,
    with_figure,
)
from geo.reports.counts.victims import nouns
from geo.reports.language.numerals import number_at
from geo.reports.language.speech_verbs import verbs
from geo.reports.language.tokens import Phrases, Tokens, same
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.reports.language.words import Words

_SHORT = 5  # words of a name that closes a sentence: ", said ISPR."
_QUOTES = ('"', "”", "'", "’")


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that name a source.

    Attributes
    ----------
    first, end
        Tokens of the frame.
    subject, subject_end
        Tokens of its speaker.
    place
        ``leading`` (what is said follows), ``trailing`` (it went before), ``middle``.
    """

    first: int
    end: int
    subject: int
    subject_end: int
    place: str


@lru_cache(maxsize=PACKS)
def _according(words: Words) -> Phrases[bool]:
    return Phrases(same(words.load("speech")["verbs"]["according"], True))


_COUNTED = frozenset({"by", "on", "in"})  # "by his count"


def find_frames(tokens: Tokens) -> list[Frame]:
    """Return the frames of a sentence, left to right; they are looked for once."""
    if find_frames not in tokens.kept:
        tokens.kept[find_frames] = _frames(tokens)
    found: list[Frame] = tokens.kept[find_frames]
    return found


def _frames(tokens: Tokens) -> list[Frame]:
    frames: list[Frame] = []
    begins = _beginnings(tokens.words)
    according, speaking = _according(tokens.words).beginnings, verbs(tokens.words).beginnings
    floor = 0
    told = {account.first: account for account in accounts(tokens)}
    for i, word in enumerate(tokens.low):
        if told and i >= floor and (account := told.get(i)) is not None:
            frames.append(
                Frame(i, account.end, account.subject, account.subject_end, account.place)
            )
            floor = account.end
            continue
        if i < floor or word not in begins:
            continue
        frame = _according_at(tokens, i) if word in according else None
        if frame is None and word in _COUNTED:
            frame = _count_at(tokens, i)
        if frame is None and word in speaking:
            frame = _verb_at(tokens, i, floor)
        if frame is None and word == ":" and (frame := _colon_at(tokens, i)) is not None and frames:
            if frames[0].first < frame.subject_end:
                frame = None
            else:
                frames.clear()  # "An elder to whom I spoke: ..."
        if frame is None and word == "by":
            frame = _agent_at(tokens, i)
        if frame is not None:
            frames.append(frame)
            floor = max(frame.end, i + 1)
    return frames


@lru_cache(maxsize=PACKS)
def _beginnings(words: Words) -> frozenset[str]:
    """Return the words at which a frame may be found."""
    return verbs(words).beginnings | _according(words).beginnings | _COUNTED | {":"}


def _according_at(tokens: Tokens, i: int) -> Frame | None:
    hit = _according(tokens.words).at(tokens, i)
    if hit is None:
        return None
    if tokens.low[i + hit[0] : i + hit[0] + 1] in (("which",), ("whom",)):
        return None  # "accounts according to which nineteen had died"
    if tokens.low[i : i + 2] in _QUOTED_BY and i and tokens.low[i - 1] not in ("as", "and"):
        return None  # "a ministry source quoted by state media said": the source speaks
    if not small(tokens.words, "means").isdisjoint(tokens.low[i + hit[0] : i + hit[0] + 1]):
        return None  # "reported by telephone that"
    if tokens.low[i : i + 2] == ("claimed", "by") and not _has_number(tokens, i):
        return None  # "the attack, claimed by the group, killed five": who did it
    first = maker(tokens, i + hit[0])
    end = phrase_end(tokens, first)
    if end == first:
        return None
    if tokens.low[end - 1] in ("source", "sources") and (
        small(tokens.words, "bare").issuperset(tokens.low[first : end - 1])
    ):
        return None  # "quoting its own sources": nobody
    if i == 0 or (i == 1 and tokens.low[0] in ('"', "“", "(")):
        place = "leading"
    elif end >= len(tokens) or tokens.low[end] in (".", ";", "!", "?", '"', "”", ")"):
        place = "trailing"
    elif tokens.low[end] == ":":
        place = "leading"
    else:
        place = "middle"
    return Frame(i, end, first, end, place)


def _has_number(tokens: Tokens, end: int) -> bool:
    return any(number_at(tokens, j) is not None for j in range(end))


_QUOTED_BY = (("quoted", "by"), ("cited", "by"))


def _count_at(tokens: Tokens, i: int) -> Frame | None:
    """Find "by his count", "by Kabul's own tally", "on the army's count"."""
    low = tokens.low
    if low[i] not in ("by", "on", "in") or i + 2 >= len(low):
        return None
    window = low[i + 1 : i + 7]
    owned = window[0] in ("his", "her", "its", "their") or "'s" in window or "'" in window
    office = speakers(tokens.words, "official") | speakers(tokens.words, "local")
    if not owned and not (low[i] == "by" and any(w in office for w in window)):
        return None
    for j in range(i + 1, min(len(low), i + 7)):
        if low[j] in tokens.words.listed("speech", "verbs", "counts"):
            place = "leading" if i == 0 else "middle"
            end = j
            while end > i + 1 and low[end - 1] in small(tokens.words, "owned"):
                end -= 1
            return Frame(i, j + 1, i + 1, end, place)
        if not (low[j][0].isalpha() or low[j] in ("'s", "'")):
            return None
    return None


def _colon_at(tokens: Tokens, i: int) -> Frame | None:
    """Find "ISPR: 23 soldiers martyred", "Afghan defence ministry: 55 killed".

    It begins a sentence or a cell: "Sun | Zazi | Emirate: two of ours wounded".
    """
    low = tokens.low
    first = next((j + 1 for j in range(i - 1, -1, -1) if low[j] == "|"), 0)
    if low[first + 1 : first + 2] == (":",) and low[first].isdigit():  # "06:45 ISPR:"
        first += _HOUR
    if low[i] != ":" or not first < i <= first + 2 * _LABEL or i + 1 >= len(tokens):
        return None
    is_plain = i <= first + _LABEL and "whom" not in low[first:i]
    end = i if is_plain else _before_whom(tokens, first, i)
    if end <= first or any(not (w[0].isalnum() or w in ("'s", "-", ",")) for w in low[first:end]):
        return None
    named = nouns(tokens.words).kinds.at(tokens, first)
    if named is not None and named[1] == "militants":
        return None  # a label: "Khwarij: killed 12", "Intruders from Goshta: three shot"
    clocks = range(max(first + 1, end - _CLOCK), end)
    end = next((j for j in clocks if _is_clock(tokens, j)), end)
    if any(
        low[j] in small(tokens.words, "colon_stops")
        or (number_at(tokens, j) and not in_name(tokens, j))
        for j in range(first, end)
    ):
        return None
    return Frame(first, i + 1, first, end, "leading")


def _before_whom(tokens: Tokens, first: int, end: int) -> int:
    """Return where one ends of whom a clause tells: "An elder with whom I spoke this morning:"."""
    low = tokens.low
    whose = next((j for j in range(first + 1, end) if low[j] in _RELATIVE), first)
    whose -= low[whose - 1] in _BEFORE_WHOM
    return whose - (low[whose - 1] == ",")


_RELATIVE, _BEFORE_WHOM = ("who", "whom"), ("with", "to", "from", "of")


def _is_clock(tokens: Tokens, i: int) -> bool:
    """Tell ", 6 pm" behind a source: when he said it."""
    return tokens.low[i] == "," and number_at(tokens, i + 1) is not None


_LABEL = 12  # words of a source before its colon, with its office
_HOUR = 3  # words of a time: "06:45"
_CLOCK = 4  # words of ", 6 pm" before one


def _agent_at(tokens: Tokens, i: int) -> Frame | None:
    """Find "was revised to ten by Rescue 1122", "put at 15 by a hospital"."""
    low = tokens.low
    if _is_denied_by(tokens, i) and (end := phrase_end(tokens, i + 1)) > i + 1:
        return Frame(i, end, i + 1, end, "trailing")  # "the claim was denied by Kabul"
    if low[i] != "by" or i < 3:
        return None
    put_by, nearest = small(tokens.words, "put_by"), range(i - 1, max(0, i - _NEAR_PUT) - 1, -1)
    put = next((k for k in nearest if low[k] in put_by), None)
    # "Set on fire by guards" puts no figure.
    if put is None or not (put == i - 1 or any(number_at(tokens, k) for k in range(put + 1, i))):
        return None
    end = phrase_end(tokens, i + 1)
    if end == i + 1:
        return None
    return Frame(i, end, i + 1, end, "trailing")


def _is_denied_by(tokens: Tokens, by: int) -> bool:
    """Tell "the claim was denied by Kabul", "Deaths denied by the army"; not "denied by phone"."""
    denied = by > 0 and tokens.low[by - 1] in small(tokens.words, "denied_by")
    means = small(tokens.words, "means").isdisjoint(tokens.low[by + 1 : by + 2])
    return denied and means and tokens.low[by : by + 1] == ("by",)


_NEAR_PUT = 8  # words between "put" and "by"


def _verb_at(tokens: Tokens, i: int, floor: int) -> Frame | None:
    if i and tokens.raw[i][0].isupper():
        return None
    hit = verbs(tokens.words).at(tokens, i)
    if hit is None:
        return None
    low, end = tokens.low, i + hit[0]
    by_figure = hit[1] and not (i and low[i - 1] in small(tokens.words, "records"))
    if by_figure and _has_none(tokens, end) and not ends_aside(tokens, i, end):
        return None
    if low[i] in small(tokens.words, "noun_like") and is_noun_use(tokens, i, end):
        return None
    if does_not_speak(tokens, i, end) or _is_denied_by(tokens, end):
        return None
    inverted = _inverted(tokens, i, end)
    if inverted is not None:
        return inverted
    if not floor and (behind := subject_behind(tokens, i)) is not None:
        return Frame(0, end, *behind, "leading")  # "After denying that nine had died, the army"
    subject = (None if floor else main_subject(tokens, i)) or whose_words(tokens, i, floor)
    if subject is None:
        return None
    first, subject_end = subject
    first = _behind_place(tokens, first, subject_end)
    if _is_harm(tokens, i, end):
        return None
    if low[subject_end - 1] in ("they", "we", "it", "he", "she"):
        first = subject_end - 1  # "told the BBC he had counted seven"
    frame = Frame(first, end, first, subject_end, _place(tokens, first, end, floor))
    return None if _only_owns(low, i, frame) else frame


def _behind_place(tokens: Tokens, first: int, end: int) -> int:
    """Return where one begins who speaks somewhere: "In Khar a doctor said"."""
    j = first + 1
    if tokens.low[first] != "in":
        return first
    while j < end and tokens.raw[j][:1].isupper():
        j += 1
    is_phrase = first + 1 < j < end - 1 and tokens.low[j] in small(tokens.words, "before_speaker")
    return j if is_phrase else first


def _has_none(tokens: Tokens, end: int) -> bool:
    """Tell a verb like "gave" with no figure behind it: "gave the name of one"."""
    return tokens.low[end + 1 : end + 2] == ("name",) or not with_figure(tokens, end)


def _only_owns(low: tuple[str, ...], i: int, frame: Frame) -> bool:
    """Tell "killing seven; the group claimed responsibility": it gave no figure."""
    return frame.place == "trailing" and low[i] in _CLAIMING and low[i + 1 : i + 2] in _OWNED


_OWNED = (("responsibility",), ("credit",))


def _is_harm(tokens: Tokens, i: int, end: int) -> bool:
    """Tell "three men received injuries", "which claimed the lives of dozens"."""
    low = tokens.low
    if low[i] in small(tokens.words, "taking_in"):
        return low[end : end + 1] != () and low[end] in small(tokens.words, "taken_in")
    return low[i] in _CLAIMING and not _LIVES.isdisjoint(low[end : end + _LIVES_WITHIN])


_CLAIMING, _LIVES, _LIVES_WITHIN = ("claimed", "claims", "claim"), {"life", "lives"}, 5


def _inverted(tokens: Tokens, i: int, end: int) -> Frame | None:
    """Find ", said Noorullah Noori, minister for borders"."""
    low = tokens.low
    if low[i] in _WITH_OBJECT or low[i].endswith("ing"):
        return None  # whom they told stands behind, what they put at nine, were "confirming"
    if i == 0 or end >= len(low) or is_of_date(tokens, end):
        return None
    if low[i - 1] not in (",", "-", "—", "–", *_QUOTES):
        return None
    named = tokens.raw[end][:1].isupper()
    offices = speakers(tokens.words, "local") | speakers(tokens.words, "official")
    titled = low[end] in offices or (
        low[end + 1 : end + 2] != () and low[end + 1] in offices and number_at(tokens, end) is None
    )
    few = low[end].isalpha() and number_at(tokens, end) is not None
    if not (named or titled or few or low[end] in small(tokens.words, "before_speaker")):
        return None
    close = phrase_end(tokens, end)
    if is_told(tokens, close):
        return None
    close += low[close : close + 1] in (("there",), ("here",))
    at_end = close >= len(low) or low[close] in (".", ";", "?", "!")
    short = at_end and named and close - end <= _SHORT
    full = (
        named
        and close - end > 1
        and low[end + 2 : end + 3] in ((",",), (".",))
        and (tokens.raw[end + 1][:1].isupper())
    )
    office = is_title(tokens, end, close)
    ends_it = at_end and office  # who went before has said nothing
    if low[i - 1] == "," and not (short or full or ends_it) and closes_aside(tokens, i):
        return None
    if not named and not (
        office
        or (not few and any(word[0].isupper() for word in tokens.raw[end:close]))
        or any(
            word in speakers(tokens.words, "local") or word in speakers(tokens.words, "media")
            for word in low[end:close]
        )
    ):
        return None
    if low[close : close + 1] == (":",):
        return Frame(i, close + 1, end, close, "leading")  # 'said shopkeeper X: "..."'
    if not at_end and low[close] not in small(tokens.words, "behind_inverted"):
        return None  # ", claimed jets bombarded three villages in which"
    return Frame(i, close, end, close, "trailing" if at_end else "middle")


_WITH_OBJECT = frozenset({"told", "tells", "informed", "tell", "put", "puts"})
_TOLD = 3  # words of what went before ", the army said on state television"


def _place(tokens: Tokens, first: int, end: int, floor: int) -> str:
    low = tokens.low
    follow, before = end, first - 1
    limit = min(len(low), end + APPOSITION)
    if low[end - 1] in ("told", "tells", "tell"):
        while follow < limit and (
            tokens.raw[follow][:1].isupper() or low[follow] in small(tokens.words, "told")
        ):
            follow += 1
    began = follow
    while follow < limit and (
        low[follow] in small(tokens.words, "after_verb")
        or (follow > began and (tokens.raw[follow][:1].isupper() or low[follow][:1].isdigit()))
    ):
        follow += 1
    closed = follow >= len(low) or low[follow] in (".", "?", "!", ";", ")", ":")
    least = 3 if follow < len(low) and low[follow] == ":" else 1
    if closed and before - floor >= least:
        return "trailing"
    if closed and least == 1 and floor and low[before] == ",":
        return "trailing"  # "a truce that elders had announced, police said"
    opened = before >= floor and before > 0 and low[before] in (",", "—", "–", "“", *_QUOTES)
    if not opened or follow >= len(low):
        return "leading"
    if before - floor >= _TOLD and follow > end and is_setting(tokens, follow):
        return "trailing"
    goes_on = low[end : end + 1] == ("as",) and end + 1 < len(low)
    if goes_on and _according(tokens.words).at(tokens, end + 1) is not None:
        return "trailing"  # "nine had died, the police said as quoted by an agency"
    if low[follow] in (",", "—", "–", "-"):
        return "middle"
    return "leading"
