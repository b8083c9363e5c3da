"""The page's words: the same files that the viewer reads (`maps/languages/`).

An element that `Words` writes names its text, so that the viewer can write it anew in another
language.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import BordermapError
from geo.solar import solar

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "ps", "fa", "ur")
OTHER_LANGUAGES = LANGUAGES[1:]
_FILES = Path(__file__).resolve().parent / "languages"
_PART = re.compile(r"\{(\w+)\}")
# What may run the other way, by the direction of the text around it.
_OTHER_WAY = {
    "ltr": re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"),
    "rtl": re.compile("[A-Za-z\u00c0-\u024f]"),
}


@cache
def messages(language: str) -> dict[str, Any]:
    """Return the file of a language.

    Raises
    ------
    BordermapError
        There is no such language.
    """
    if language not in LANGUAGES:
        raise BordermapError(f"no language {language!r}; there are {', '.join(LANGUAGES)}")
    said: dict[str, Any] = json.loads((_FILES / f"{language}.json").read_text("utf-8"))
    return said


def texts_of(key: str) -> dict[str, str]:
    """Return a text of the page in each language, by its key."""
    return {language: Words(language).text(key) for language in LANGUAGES}


class Words:
    """Texts of one language, plain or as elements that the viewer can translate.

    Parameters
    ----------
    language
        ``en``, ``ps``, ``fa`` or ``ur``.

    Raises
    ------
    BordermapError
        There is no such language.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._said = messages(language)
        about = self._said["language"]
        self.tag: str = about["tag"]
        self.dir: str = about["dir"]
        # Between parts of a line. A dot beside Arabic digits would be read as a zero.
        self.joint: str = about["joint"]
        self._digits = str.maketrans("0123456789", about["digits"])
        self._group: str = about["group"]

    def number(self, value: int) -> str:
        """Write a whole number as the language does."""
        return f"{value:,}".replace(",", self._group).translate(self._digits)

    def digits(self, text: str) -> str:
        """Write the digits of a text as the language does."""
        return text.translate(self._digits)

    def date(self, day: date | str | None) -> str:
        """Write a day by both calendars, the language's own first; "" for none."""
        if not day:
            return ""
        day = date.fromisoformat(day) if isinstance(day, str) else day
        gregorian = self._date("months", (day.year, day.month, day.day))
        try:
            local = self._date("solarMonths", solar(day))
        except ValueError:
            return gregorian
        both = [gregorian, local]
        if self._said["language"]["calendar"] == "solar":
            both.reverse()
        return self.text("bothDates", first=both[0], second=both[1])

    def _date(self, months: str, date: tuple[int, int, int]) -> str:
        year, month, day = date
        return self.text(
            "date",
            day=self.digits(str(day)),
            month=str(self._said[months][month - 1]),
            year=self.digits(str(year)),
        )

    def table(self, key: str, code: str | None) -> str:
        """Return the word of a table (`metrics`, `page.parts`) for a code; "" where it has none."""
        words: Any = self._said
        for name in key.split("."):
            words = words[name]
        return str(words.get(code, ""))

    def text(self, key: str, **parts: int | str | Mapping[str, str]) -> str:
        """Return a text with its parts put in.

        Parameters
        ----------
        key
            Where the text stands in the file, such as ``page.layers.rivers``.
        parts
            A number, a text, or a text by language. ``n`` decides between plural forms.
        """
        message: Any = self._said
        for name in key.split("."):
            message = message[name]
        if isinstance(message, dict):
            message = message["one" if parts["n"] == 1 else "other"]

        def part(match: re.Match[str]) -> str:
            value = parts[match[1]]
            if isinstance(value, int):
                return self.number(value)
            said = value if isinstance(value, str) else self.of(value)
            return f"\u2068{said}\u2069" if _OTHER_WAY[self.dir].search(said) else said

        return _PART.sub(part, message)

    def of(self, words: Mapping[str, str]) -> str:
        """Return a text that the data has in several languages; English where this has none."""
        return words.get(self.language) or words.get("en", "")

    def element(self, tag: str, key: str, extra: str = "", /, **parts: Any) -> str:
        """Return an element with a text.

        Parameters
        ----------
        tag
            The element's name.
        key, parts
            As of `text`.
        extra
            More attributes, ready to stand in the tag.
        """
        attributes = f' data-t="{key}"'
        if parts:
            attributes += f' data-parts="{_json(parts)}"'
        return f"<{tag}{extra}{attributes}>{escape(self.text(key, **parts))}</{tag}>"

    def span(self, key: str, /, **parts: Any) -> str:
        """Return a text as a `span`."""
        return self.element("span", key, **parts)

    def label(self, key: str) -> str:
        """Return an `aria-label` attribute."""
        return f' aria-label="{escape(self.text(key))}" data-t-label="{key}"'

    def own(self, tag: str, words: Mapping[str, str], extra: str = "") -> str:
        """Return an element with a text that the data has by language."""
        said = escape(self.of(words))
        several = f' data-words="{_json(words)}"' if len(words) > 1 else ""
        return f'<{tag}{extra} dir="auto"{several}>{said}</{tag}>'


def _json(value: object) -> str:
    return escape(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
