"""Whether what began on an evening went on into the next day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.reports.when.day_words import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND = 25  # characters around a day in which the hour may stand
_MIDNIGHT = 24.0

_NIGHT = re.compile(
    r"\b(?:nights?|evening|late|half[ \t]+past[ \t]+(?:nine|ten|eleven)|dusk|nightfall|sunset"
    r"|iftar\b|(?:[6-9]"
    r"|1[01])(?:[:.]\d\d)?[ \t]?p\.?m|(?:1[89]|2[0-3])"
    r"(?:[:.][0-5]\d|[0-5]\d(?=[ \t]?(?:hrs?|hours)\b))\b)",
    re.IGNORECASE,
)
_MORNING = (
    r"(?:the[ \t]+)?(?:(?:next|following|early|small|wee)[ \t]+)*(?:morning|dawn|daybreak|sunrise"
    r"|daylight|first[ \t]+light|hours\b|(?<=next )day|(?<=following )day|sehri|fajr"
    r"|(?:\d{1,2}(?:[:.]\d\d)?|one|two|three|four|five|six)[ \t]?(?:a\.?m\b|o['’]clock in the m))"
)
# "lasted until dawn", "was over by morning", "went on into the small hours", "died down at 4am".
_GOES_ON = re.compile(
    r"\b(?:until|till|up[ \t]+to|through[ \t]+to|through[ \t]+till|well[ \t]+into|into"
    r"|(?:end(?:ed|ing)?|ceased|stopped|over|died[ \t]+down|subsided|fell[ \t]+silent|lasting"
    r"|quiet|calm)(?:[ \t]+only)?[ \t]+(?:by|at|before|around|about|towards?|in|shortly[ \t]+before"
    rf"|with)(?:[ \t]+about|[ \t]+around)?)[ \t]+(?:about[ \t]+|around[ \t]+"
    rf"|nearly[ \t]+)?{_MORNING}",
    re.IGNORECASE,
)
# "lasted until shortly before two"
_SMALL_HOUR = re.compile(
    r"\b(?:lasted|went[ \t]+on|continued|kept[ \t]+up|did[ \t]+not[ \t]+(?:stop"
    r"|end))[^.;]{0,25}\buntil[ \t]+"
    r"(?:(?:about|nearly|almost|shortly|just|soon|a[ \t]+little|before|after|past|half)[ \t]+){0,3}"
    r"(?:one|two|three|four|five)(?=[ \t]*(?:[.,;]|$|o['’]clock|in[ \t]+the[ \t]+morning))",
    re.IGNORECASE,
)
_HOUR = re.compile(
    r"\b(?:at|from|around|about)[ \t]+(?:about[ \t]+"
    r"|around[ \t]+)?(\d{1,2})(?:[:.](\d\d))?[ \t]?p\.?m\b",
    re.IGNORECASE,
)
_LASTED = re.compile(
    r"\b(?:for|lasted|lasting|after)[ \t]+(?:\w+[ \t]+){0,3}?"
    r"(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|several)[ \t]+hours\b",
    re.IGNORECASE,
)


def is_night(text: str, start: int, end: int) -> bool:
    """Tell whether a day is named by its evening or night, or with a late hour beside it.

    Parameters
    ----------
    text
        The report.
    start, end
        The words of the day.
    """
    return _NIGHT.search(text, max(0, start - _AROUND), end + _AROUND) is not None


def goes_on(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find where a span says that something went on until the next morning.

    Parameters
    ----------
    text
        The report.
    start, end
        The span, such as a sentence.
    """
    yield from _GOES_ON.finditer(text, start, end)
    yield from _SMALL_HOUR.finditer(text, start, end)
    hour, lasted = _HOUR.search(text, start, end), _LASTED.search(text, start, end)
    if hour is None or lasted is None:
        return
    said = lasted[1].lower()
    hours = number_of(said)
    # As in: around 10:30 p.m., and lasted nearly two hours.
    if int(hour[1]) % 12 + 12 + int(hour[2] or 0) / 60 + hours >= _MIDNIGHT:
        yield lasted
