"""The language of a sheet: the page's texts, numbers with decimals, names, and its direction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maps.local_names import line_names, names_in, words_of
from maps.words import Words, messages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.region import RegionPack


@dataclass(frozen=True)
class SheetWords:
    """One language on paper.

    Attributes
    ----------
    page
        Texts of the language.
    names
        Names of units, places and crossings in it, by code or id.
    line_name
        What the line is called.
    pack
        The pack's other words in it, by table.
    """

    page: Words
    names: Mapping[str, str]
    line_name: str
    pack: Mapping[str, Any]

    @property
    def right_to_left(self) -> bool:
        """Tell whether it is written from right to left."""
        return self.page.dir == "rtl"

    def text(self, key: str, **parts: int | str) -> str:
        """Return a text of the language's file, `group.key`, with its parts put in."""
        return self.page.text(key, **parts)

    def table(self, key: str, code: str, otherwise: str) -> str:
        """Return the word of a table for a code of the data."""
        return self.page.table(key, code) or otherwise

    def of_pack(self, key: str, code: str) -> str | None:
        """Return the pack's own word in this language, if it has one."""
        word: str | None = self.pack.get(key, {}).get(code)
        return word

    def joined(self, parts: Sequence[str]) -> str:
        """Join parts each of which runs its own way, in the direction of the language."""
        mark = "\N{RIGHT-TO-LEFT MARK}" if self.right_to_left else ""
        return mark + f"{mark}{self.page.joint}{mark}".join(parts)

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number in the digits of the language, without zeros at its end."""
        whole, _, rest = f"{abs(value):.{digits}f}".partition(".")
        rest = rest.rstrip("0")
        mark = str(messages(self.page.language)["language"]["decimal"])
        sign = "\N{MINUS SIGN}" if value < 0 else ""
        decimals = mark + self.page.digits(rest) if rest else ""
        return f"{sign}{self.page.number(int(whole))}{decimals}"

    def name(self, code: Any, otherwise: str) -> str:
        """Return what a unit or place is called in this language."""
        return self.names.get(code, otherwise)


def words(language: str, pack: RegionPack) -> SheetWords:
    """Take a language and a pack's names in it.

    Raises
    ------
    BordermapError
        There is no such language.
    """
    page = Words(language)
    names = {} if language == "en" else names_in(pack, language)
    return SheetWords(page, names, page.of(line_names(pack)), words_of(pack, language))
