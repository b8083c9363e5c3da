"""The phrase of a speaker: where it begins and ends, with titles, asides and appositions."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.attribution.clauses import is_clause, object_in
from geo.reports.counts.forces import CIVILIANS
from geo.reports.counts.victims import nouns
from geo.reports.language.numerals import number_at
from geo.reports.language.speech_verbs import is_speech_verb
from geo.reports.language.tokens import is_adverb
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words

_QUOTES = ('"', "“")
_SUBJECT = 16  # words of a subject, titles and all


APPOSITION = 12


_TRADE = 5  # words of a phrase in which its trade stands


@lru_cache(maxsize=32 * PACKS)
def small(words: Words, key: str) -> frozenset[str]:
    """Return one list of small words of `frames.toml`."""
    return frozenset(words.load("frames")[key])


@lru_cache(maxsize=8 * PACKS)
def speakers(words: Words, key: str) -> frozenset[str]:
    """Return one list of words for speakers of `speech.toml`."""
    return frozenset(words.load("speech")["speakers"][key])


def phrase_end(tokens: Tokens, first: int) -> int:
    """Return the end of a speaker's phrase that begins at a token, appositions included."""
    j, low = first, tokens.low
    limit = min(len(low), first + _SUBJECT)
    while j < limit:
        word = low[j]
        if word in (";", ":", "!", "?", "(", ")", "—", "–", '"', "”", "“"):
            break
        if word == "." and not _is_initial(tokens, j):
            break
        if word == ",":
            closing = apposition_end(tokens, j)
            return closing if closing is not None else j
        halves = word == "and" and (
            low[j - 1] in small(tokens.words, "and_after") or _is_in_name(tokens, first, j)
        )
        stopped = word in small(tokens.words, "stops") and not (j > first and halves)
        is_noun = low[j] in small(tokens.words, "told_nouns") and (
            low[j - 1] in small(tokens.words, "noun_precedes") or low[j - 1] == "several"
        )
        speaks = is_speech_verb(tokens, j) and not is_noun and not is_naming(tokens, j)
        if j > first and (stopped or speaks or _begins_clause(tokens, j)):
            break
        j += 1
    return j


def _begins_clause(tokens: Tokens, j: int) -> bool:
    """Tell whether what was said begins behind its source: "according to officials a man shot"."""
    if tokens.low[j - 1] not in small(tokens.words, "names"):
        return False
    return tokens.low[j] in ("a", "an", "the") or number_at(tokens, j) is not None


def is_naming(tokens: Tokens, j: int) -> bool:
    """Tell whether "called" names who stands before it: "a farmer called Gul"."""
    if tokens.low[j] != "called" or not j or not is_local(tokens, j - 1, j):
        return False
    return tokens.raw[j + 1 : j + 2] != () and tokens.raw[j + 1][:1].isupper()


def _is_in_name(tokens: Tokens, first: int, j: int) -> bool:
    """Tell the "and" of a name: "the Institute for Conflict and Security Studies"."""
    beside = (tokens.raw[j - 1][:1], "".join(tokens.raw[j + 1 : j + 2])[:1])
    is_object = not {"for", "of"}.isdisjoint(tokens.low[max(first, j - _OBJECT) : j])
    return is_object and all(letter.isupper() for letter in beside)


_OBJECT = 3  # words of "for Border and Tribal Affairs", up to its "and"


def _is_initial(tokens: Tokens, dot: int) -> bool:
    """Tell whether a full stop belongs to an initial or a title: "A. Khan", "Maj. Gen."."""
    if not 0 < dot < len(tokens) - 1 or not tokens.raw[dot - 1][:1].isupper():
        return False
    return len(tokens.raw[dot - 1]) == 1 or tokens.low[dot - 1] in small(tokens.words, "titles")


def apposition_end(tokens: Tokens, comma: int) -> int | None:
    """Return where the apposition behind a comma ends that says who a speaker is."""
    low, after = tokens.low, comma + 1
    if after >= len(low):
        return None
    is_told = low[after] in small(tokens.words, "appositions") or is_title(tokens, after, after + 1)
    if not (tokens.raw[after][:1].isupper() or is_told):
        return None
    limit = min(len(low), after + APPOSITION)
    closing = next((k for k in range(after, limit) if low[k] in (",", ".", ";")), None)
    if closing is None and limit == len(low):
        closing = limit
    if closing is None or any(
        word in ("was", "were", "had", "has", "have", "killed", "died", "wounded")
        for word in low[after:closing]
    ):
        return None
    if tokens.raw[after][:1].isupper() and low[after] not in small(tokens.words, "appositions"):
        is_short = closing - after - low[after:closing].count("-") <= _NAMES
        return closing if is_short or _is_office_of(tokens, after, closing) else None
    said = is_title(tokens, after, closing) or low[after] == "who"
    return closing if said or is_local(tokens, after, closing) else None


def _is_office_of(tokens: Tokens, first: int, end: int) -> bool:
    """Tell "Kunar's head of information", and nothing said of or by such a one."""
    owned = {"'s", "’s"} & set(tokens.low[first : first + _OWNER])
    said = any(is_speech_verb(tokens, j) for j in range(first, end))
    return bool(owned) and not said and is_title(tokens, first, end)


_OWNER = 3  # words of "North Waziristan's"
_NAMES = 4  # words of a rank and a name, a "Major-General" counted as two


def is_title(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether an office or rank stands among some tokens."""
    official, titles = speakers(tokens.words, "official"), speakers(tokens.words, "titles")
    return any(word in official or word in titles for word in tokens.low[first:end])


def is_local(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether a phrase names a trade, a kin or a neighbour: "a farmer of the village"."""
    local, kinds = speakers(tokens.words, "local"), nouns(tokens.words).kinds
    return any(
        tokens.low[j] in local or ((hit := kinds.at(tokens, j)) is not None and hit[1] == CIVILIANS)
        for j in range(first, min(end, first + _TRADE))
    )


def closes_aside(tokens: Tokens, i: int) -> bool:
    """Tell whether the comma before a verb closes "Ziauddin, the deputy governor," or "who ..."."""
    low = tokens.low
    opening = _aside_opens(tokens, i - 1, -1)
    if opening is None or opening < 1:
        return False
    if low[opening + 1] in ("who", "which", "whose", "where", "in", "quoting", "citing"):
        return True
    if not tokens.raw[opening - 1][:1].isupper():
        return False
    said = is_title(tokens, opening, i) or is_local(tokens, opening + 1, i)
    first = back(tokens, opening, 0)
    return said and first is not None and opening - first <= _NAMED


_BRACKET = 9  # words of "(spokesman: Fazl Karim Wardag)"
_NAMED = 8  # words of a name before its office


def _aside_opens(tokens: Tokens, comma: int, floor: int) -> int | None:
    """Return the comma that opens what another closes: ", who asked not to be named as he ...,"."""
    low, relative = tokens.low, small(tokens.words, "relative")
    for k in range(comma - 1, max(floor, comma - _ASIDE), -1):
        if low[k] == "," and (comma - k < _SUBJECT or not relative.isdisjoint(low[k + 1 : k + 3])):
            return k
        if low[k] in (".", ";") and not _is_initial(tokens, k):
            return None
    return None


_ASIDE = 32  # words of one that says why somebody is not named


def _is_between(tokens: Tokens, j: int) -> bool:
    """Tell what only stands between who speaks and the verb; not in a name: "Kabul Now said"."""
    word = tokens.low[j]
    is_small = not tokens.raw[j][0].isupper()
    return is_small and (word in small(tokens.words, "between") or is_adverb(tokens.words, word))


def _is_relative(tokens: Tokens, j: int) -> bool:
    return tokens.low[j] in ("who", "which") and not tokens.raw[j].isupper()  # the WHO


def subject_of(tokens: Tokens, i: int, floor: int) -> tuple[int, int] | None:
    """Return where the subject of a verb begins and ends."""
    low, j = tokens.low, i - 1
    while j >= floor and (
        _is_between(tokens, j)
        or _is_relative(tokens, j)
        or is_day(tokens, j)
        or (low[j] in _QUOTES and j > floor)
    ):
        if is_day(tokens, j):
            j -= 2  # "its spokesman on Thursday denied"
            continue
        if _is_relative(tokens, j):
            end = j - (j > 0 and low[j - 1] == ",")
            first = back(tokens, end, floor)
            return None if first is None else (object_in(tokens, first, end), end)
        j -= 1
    if j < floor:
        return None
    if low[j] == ")" and "(" in low[max(floor, j - _BRACKET) : j]:
        j -= low[max(floor, j - _BRACKET) : j][::-1].index("(") + 1
        first = back(tokens, j, floor)  # "the Movement (TTP) said"
        return None if first is None else (first, j)
    if low[j] != ",":
        first = back(tokens, j + 1, floor)
        return None if first is None else (first, i)
    opening = _aside_opens(tokens, j, floor)
    if opening is None:
        return _before_stray(tokens, j, floor)
    first = back(tokens, opening, floor)
    aside = low[opening + 1] in small(tokens.words, "asides")
    titled = is_title(tokens, opening, i) and low[opening + 1] != "quoted"
    return None if first is None else (first, opening if aside and not titled else i)


def _before_stray(tokens: Tokens, comma: int, floor: int) -> tuple[int, int] | None:
    """Return a subject that a comma parts from its verb: "Gul Khan of the council, told us"."""
    first = back(tokens, comma, floor)
    if first is None or first > floor:
        return None
    named = all(raw[:1].isupper() for raw in tokens.raw[first : first + 2])
    speaks = named or is_title(tokens, first, comma) or is_local(tokens, first, comma)
    return (first, comma) if speaks else None


def is_day(tokens: Tokens, j: int) -> bool:
    """Tell whether "on Thursday" ends at a token."""
    return j > 0 and tokens.low[j].endswith("day") and tokens.low[j - 1] in ("on", "late", "early")


def back(tokens: Tokens, end: int, floor: int) -> int | None:
    """Return where the noun phrase begins that ends before a token."""
    low, j = tokens.low, end
    bottom = max(floor, end - _SUBJECT)
    while j > bottom:
        word = low[j - 1]
        if word == ")" and j < end and low[j - 3 : j - 2] == ("(",):
            j -= 3  # "the District Police Officer (DPO) Gul Khan"
            continue
        if word in (";", ":", "—", "–", "“", "”", '"', "(", ")", "?", "!"):
            break
        if word == "." and not _is_initial(tokens, j - 1):
            break
        if word == "," and not _title_comma(tokens, j, end):
            break
        if word in small(tokens.words, "openers"):
            break
        if word == "and" and not _joins_halves(tokens, j, end):
            break
        if j < end and is_remark(tokens, j - 1) and _begins_name(tokens, j):
            break  # "a figure Kabul dismissed"
        j -= 1
    return j if j < end else None


def is_remark(tokens: Tokens, j: int) -> bool:
    """Tell whether a word stands for what was told, to be remarked on: "a figure", "the claim"."""
    named = tokens.low[j] in small(tokens.words, "remarked")
    return named and tokens.low[j - 1 : j] in (("a",), ("an",), ("the",))


def is_told(tokens: Tokens, end: int) -> bool:
    """Tell "said the report that four had died was false", no "the report that was published"."""
    told = tokens.low[end : end + 1] == ("that",) and is_remark(tokens, end - 1)
    return told and small(tokens.words, "finite_verbs").isdisjoint(tokens.low[end + 1 : end + 2])


def _begins_name(tokens: Tokens, j: int) -> bool:
    return tokens.raw[j][:1].isupper() or tokens.low[j] in ("the", "its", "their")


def _joins_halves(tokens: Tokens, j: int, end: int) -> bool:
    if j < 2:
        return False
    names = tokens.raw[j - 2][:1].isupper() and j < end and tokens.raw[j][:1].isupper()
    return names or tokens.low[j - 2] in small(tokens.words, "and_after")


def _title_comma(tokens: Tokens, j: int, end: int) -> bool:
    """Tell whether a comma before a name belongs to a title: "its spokesman, Hamdullah Fitrat"."""
    if not (j < end and tokens.raw[j][:1].isupper() and end - j <= 5):
        return False
    if not all(
        raw[:1].isupper() or raw in small(tokens.words, "in_names") for raw in tokens.raw[j:end]
    ):
        return False  # "a commander of the Taliban, Afghan officials said"
    opening = next(
        (
            k
            for k in range(j - 2, max(-1, j - 13), -1)
            if tokens.low[k] in (",", ".", ";", "that", "and", "but")
        ),
        -1,
    )
    if tokens.low[opening + 1] in ("on", "in", "at", "after", "by", "late", "early"):
        return False
    if is_clause(tokens, opening + 1, j - 1):
        return False  # "Eight guards died, Gul Khan said"
    return is_title(tokens, opening + 1, j - 1) and not any(
        is_speech_verb(tokens, k)
        or tokens.low[k] in small(tokens.words, "finite_verbs")
        or tokens.low[k] in small(tokens.words, "no_title")
        for k in range(opening + 1, j - 1)
    )


def whose_words(tokens: Tokens, i: int, floor: int) -> tuple[int, int] | None:
    """Return the subject of a speech verb, without what only stands between them."""
    subject, low = subject_of(tokens, i, floor), tokens.low
    if subject is None:
        return None
    first, end = subject
    while end > first and (low[end - 1] == "," or _is_between(tokens, end - 1)):
        end -= 1
    if end - first > _DATED and is_day(tokens, end - 1):
        end -= 2
        end -= low[end - 1] == ","
    if low[first : first + 2] == ("according", "to"):
        first += 2  # "according to sources, who claimed"
    if end <= first or is_clause(tokens, first, end):
        return None
    # "the army has never acknowledged": the army
    plain = _RELATIVE.isdisjoint(low[first:end])
    finite = small(tokens.words, "finite_verbs") if plain else frozenset()
    return first, next((j for j in range(first + 1, end) if low[j] in finite), end)


_RELATIVE = frozenset({"there", ",", "who", "which", "that", "whose", "where"})


_DATED = 2  # words of "on Thursday" alone
