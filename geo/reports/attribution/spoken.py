"""Whether a verb of speech is one where it stands: a noun ("reports"), fire, or a bare "put"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.attribution.phrases import is_naming, small, speakers
from geo.reports.counts.bare import is_told_of
from geo.reports.language.numerals import named_in_dates, number_at
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words

_SAYS_MORE = ("that", ":", '"', "“", "saying")
_FIGURE = 14  # words behind "put" or "gave" in which its figure stands


def is_noun_use(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether "reports" or "claims" is a noun here."""
    if (
        i
        and tokens.low[i] in small(tokens.words, "verbs_behind_names")
        and tokens.low[i - 1] in _who_say(tokens.words)
    ):
        return False  # "the Taliban say"
    if ends_aside(tokens, i, end) or _begins_clause(tokens, i, end):
        return False
    follows = tokens.low[i] not in small(tokens.words, "nouns_of_articles") and tokens.low[end:]
    if follows and follows[0] in small(tokens.words, "noun_follows"):
        return True
    return i == 0 or tokens.low[i - 1] in small(tokens.words, "noun_precedes")


def ends_aside(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether a verb ends ", officials at the border claim.": not ", in army reports."."""
    if tokens.low[end : end + 1] not in ((".",), (",",), ()):
        return False
    nearest = range(i - 1, max(0, i - _ASIDE) - 1, -1)
    comma = next((j for j in nearest if tokens.low[j] in _COMMAS), None)
    return comma is not None and _is_subject(tokens, comma + 1, i)


def _begins_clause(tokens: Tokens, i: int, end: int) -> bool:
    """Tell "Officials at the border say that": not "He rejected army claims that".

    And "The army reports four dead".
    """
    counts = tokens.low[0] == "the" and number_at(tokens, end) is not None
    if i > _ASIDE or not (counts or "that" in tokens.low[end - 1 : end + 1]):
        return False
    past = small(tokens.words, "past")
    is_verb = any(w.endswith(("ed", "ing")) or w in past for w in tokens.low[:i])
    return not is_verb and _is_subject(tokens, 0, i)


def _is_subject(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether words are one who speaks."""
    who = tokens.low[first:last]
    if not who or who[-1] == "'s" or who[0].endswith("ed"):
        return False
    if any(who[0] in small(tokens.words, name) for name in _NO_SUBJECT):
        return False
    if any(number_at(tokens, j) for j in range(first + 1, last)):
        return False  # ", destroyed 83 posts."
    is_named = any(raw[0].isupper() for raw in tokens.raw[first or 1 : last])
    return is_named or not (_who_say(tokens.words) | _speaking(tokens.words)).isdisjoint(who)


_NO_SUBJECT = ("beside", "asking", "openers", "past")  # words that begin what is no subject
_ASIDE = 12  # words of who says it, behind a comma
_COMMAS = (",", "—", "–")


@lru_cache(maxsize=PACKS)
def _speaking(words: Words) -> frozenset[str]:
    """Return the words for one who speaks."""
    return frozenset().union(*(speakers(words, key) for key in ("official", "local", "media")))


@lru_cache(maxsize=PACKS)
def _who_say(words: Words) -> frozenset[str]:
    """Return the plurals behind which "say" and "report" are verbs: "monitors say"."""
    lists = ("official", "local", "media")
    many = {word for key in lists for word in speakers(words, key) if word.endswith("s")}
    return small(words, "names") | many | speakers(words, "vague")


@lru_cache(maxsize=PACKS)
def _false(words: Words) -> frozenset[str]:
    """Return the words by which something is called false."""
    return frozenset(phrase.split()[-1] for phrase in words.load("speech")["denials"]["false"])


def with_figure(tokens: Tokens, end: int) -> bool:
    """Tell whether a verb like "put" or "gave" has a figure or its name behind it."""
    if tokens.low[end : end + 1] and tokens.low[end] in small(tokens.words, "particles"):
        return False
    behind = tokens.low[end : end + _FIGURE]
    if not _false(tokens.words).isdisjoint(behind):
        return True  # "called the claim absurd"
    return any(
        tokens.low[k] in small(tokens.words, "figure_words") or number_at(tokens, k) is not None
        for k in range(end, min(len(tokens), end + _FIGURE))
    )


def is_setting(tokens: Tokens, first: int) -> bool:
    """Tell whether only where and when it was said stands up to the sentence's end."""
    low = tokens.low
    end = next((j for j in range(first, len(low)) if low[j] in _ENDS), len(low))
    if end - first > _SETTING or not small(tokens.words, "tells").isdisjoint(low[first:end]):
        return False
    return all(number_at(tokens, j) is None or is_of_date(tokens, j) for j in range(first, end))


def is_of_date(tokens: Tokens, j: int) -> bool:
    """Tell a word of a date: "Friday", "27 February", "the 27 of February", "2026"."""
    low = tokens.low
    if low[j] in named_in_dates(tokens.words):
        return True
    if not low[j].isdigit():
        return False  # "four officials" has as many letters as a year
    near = low[max(0, j - _OF_MONTH) : j + _OF_MONTH + 1]
    months = tokens.words.load("dates")["months"]
    return len(low[j]) == _YEAR or any(word in months for word in near)


_ENDS = (".", ";", "?", "!")
_SETTING = 12  # words of where and when something was said
_YEAR = 4  # digits
_OF_MONTH = 2  # words between a day and its month


def does_not_speak(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether a verb of speech is a mere word: "two related households", "guns replied"."""
    if not i:
        return False
    if tokens.low[i - 1] in small(tokens.words, "no_verb_after"):
        return True
    if is_naming(tokens, i) or _is_stationed(tokens, i, end) or is_told_of(tokens, i, end):
        return True
    if _goes_on_doing(tokens, i, end):
        return True
    counted = number_at(tokens, i - 1) is not None and not in_name(tokens, i - 1)
    return counted or _fires_back(tokens, i, end)


def _goes_on_doing(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether somebody "went on combing" or "continued to search" instead of speaking."""
    if " ".join(tokens.low[i:end]) not in small(tokens.words, "going_on"):
        return False
    behind = next(iter(tokens.low[end:]), "")
    is_told = behind in small(tokens.words, "going_on_to_tell") or (
        behind == "to" and tokens.low[end + 1 : end + 2] in _SAY
    )
    return not is_told and (behind.endswith("ing") or behind in _GOING_ON)


_SAY, _GOING_ON = (("say",), ("tell",), ("add",)), ("to", "with", "for", "in", "until")


def in_name(tokens: Tokens, j: int) -> bool:
    """Tell whether a number is the end of a name: "Rescue 1122 says"."""
    is_called = len(tokens.low[j]) == _CALLED and tokens.low[j].isdigit()
    return j > 0 and is_called and tokens.raw[j - 1].istitle()


_CALLED = 4  # digits of the number that a service is called by


def _is_stationed(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether "posted" is where somebody stands: "guards posted at the gate"."""
    behind = tokens.low[end : end + 2]
    if tokens.low[i] != "posted" or not behind or behind[0] not in small(tokens.words, "standing"):
        return False
    return behind[0] != "on" or behind[-1] not in small(tokens.words, "channels")


def _fires_back(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether "answered" is done by fire: "their guns replied", "troops had answered fire".

    And "the army answered with artillery".
    """
    if tokens.low[i] not in small(tokens.words, "answering"):
        return False
    if tokens.low[end : end + 1] == ("with",):
        return not small(tokens.words, "fired").isdisjoint(tokens.low[end + 1 : end + 2])
    subject = i - 1
    while subject > 0 and tokens.low[subject] in small(tokens.words, "between"):
        subject -= 1
    who, behind = tokens.low[subject], tokens.low[end : end + 1]
    return who in small(tokens.words, "firing") and not (behind and behind[0] in _SAYS_MORE)
