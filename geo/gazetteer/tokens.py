"""Texts cut into words, each with what the reading of a text asks of it.

Texts repeat their words far more often than they repeat themselves, so a word, and what stands
between two spaces, is folded once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from geo.gazetteer.names import TEXT_LIMIT, load_words, plain_all

_PARTS = re.compile(
    r"[^\W\d_]+\^?|\d+|[,;:()\[\]{}/|\n!?،؛؟۔]|(?<!\b[A-Z])\.(?=\s|$)|–|—|(?<=\s)-(?=\s)"
)
# A word that is also two.
_SUB = re.compile(r"(?i)\bsub[ -](?=division|district|tehsil)|\bسب (?=ڈویژن|ڈویزن|ڈسٹرکٹ|تحصیل)")
_OWNER = re.compile(r"(?<=\w)['’]s(?= *\w)")  # "X's Y"
_MARK = "^"  # of an owner
_LINKED = re.compile(r"(?<=\w)–(?=\w)")  # an en dash between two ends of a way
_KEPT = 65_536
LONG_NUMBER = 4  # digits; nothing so far off is near
# Roles of what is no word that says something of a name: a name by its look, a name where no
# capitals are used, a long number, anything else.
_NAME, _PERHAPS, _NUMBER, _OTHER = "?name", "?perhaps", "?number", "?other"


@dataclass(slots=True, eq=False)
class Token:
    """A word of a text, folded; an empty word is a break (comma, bracket, end of sentence).

    Compared by identity, and changed by nobody.

    Attributes
    ----------
    word
        The folded word.
    is_capital
        It begins with a capital.
    is_ascii
        It is in Latin letters, a number, or a break.
    is_lower
        It is so, and begins with no capital.
    is_generic
        It is never an unknown name, nor is a break.
    is_owner
        What follows is its: "X's Y".
    may_slip
        It may be a name with a letter wrong.
    role
        All that the words around a name are read by: texts with the same roles say the same of
        their names.
    """

    word: str
    is_capital: bool
    is_ascii: bool
    is_generic: bool
    role: str
    is_owner: bool = False
    may_slip: bool = False
    is_lower: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_lower = self.is_ascii and not self.is_capital

    def may_be_name(self, *, has_case: bool) -> bool:
        """Tell whether it looks like a name, in a text that uses capitals or does not."""
        return self.is_capital or not has_case or not self.is_ascii


BREAK = Token("", is_capital=False, is_ascii=True, is_generic=True, role="")


def tokenise(text: str) -> list[Token]:
    """Cut a text into folded words and breaks, in time linear to its length."""
    return tokenise_all([text])[0]


def tokenise_all(texts: list[str]) -> list[list[Token]]:
    """Cut texts into folded words and breaks, as `tokenise` does one by one."""
    marked = [
        _OWNER.sub(_MARK, text[:TEXT_LIMIT]) if "'" in text or "’" in text else text
        for text in texts
    ]
    return [*map(_tokenise, plain_all(marked))]


def _tokenise(said: str) -> list[Token]:
    if "ub" in said or "سب " in said:
        said = _SUB.sub(lambda found: found[0][:-1], said)
    if "–" in said:
        said = _LINKED.sub("-", said)
    if "-" in said or "–" in said:
        parts = said.lower().split()
        if (" - " in said or " – " in said) and not load_words().ways.isdisjoint(
            parts[:1] + parts[-1:]
        ):
            said = said.replace(" - ", "-").replace(" – ", "-")  # "X - Y road"
        if " -" in said or "- " in said:
            return _cut(said)  # a hyphen between spaces is a break, and belongs to neither word
    return [token for part in said.split(" ") for token in _KNOWN[part]]


def _cut(text: str) -> list[Token]:
    return [*map(_token, _PARTS.findall(text))]


class _Known(dict[str, tuple[Token, ...]]):
    """The words and breaks of what stands between two spaces, cut once."""

    def __missing__(self, part: str) -> tuple[Token, ...]:
        if len(self) >= _KEPT:
            self.clear()
        self[part] = found = (_token(part),) if part.isalpha() else tuple(_cut(part))
        return found


_KNOWN = _Known()


@lru_cache(maxsize=_KEPT)
def _token(part: str) -> Token:
    if part.isdigit():
        return Token(part, False, part.isascii(), False, _number(part))
    if not part[0].isalnum():
        return BREAK
    word, is_capital = part.rstrip(_MARK).lower(), part[0].isupper()
    is_ascii, is_generic = word.isascii(), word in load_words().generic
    role = _role(word, is_lower=is_ascii and not is_capital)
    is_owner = part[-1] == _MARK
    may_slip = is_ascii and not is_generic and word.isalpha()
    role += _MARK * is_owner
    return Token(word, is_capital, is_ascii, is_generic, role, is_owner, may_slip)


def _number(digits: str) -> str:
    return _NUMBER if len(digits) >= LONG_NUMBER or not digits.isascii() else digits


def _role(word: str, *, is_lower: bool) -> str:
    if word in load_words().generic:
        return word
    may_be_name = len(word) > 1 and word.isalpha()
    kind = (_PERHAPS if is_lower else _NAME) if may_be_name else _OTHER
    return f"{word} {kind}" if is_telling(word) else kind


def is_telling(word: str) -> bool:
    """Tell whether a word may say something of a name beside it, whatever name it is."""
    words = load_words()
    return word in words.generic or word in words.telling
