"""Folding of names: what people write differently and mean alike gets the same key.

Three keys, each coarser than the one before:

fold
    Case, marks, apostrophes, hyphens, spaces, and the letter variants of the Arabic script:
    Tor Kham = Torkham, ي = ی = ې.
skeleton
    What romanisations differ in: Spin Buldak = Spin Boldak, Angoor Adda = Angur Ada.
consonants
    The skeleton without its vowels: Ningarhar = Nangrahar. Weak: only with support from context.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# A place text is not longer than this; what follows is not read, so a text costs at most so much.
TEXT_LIMIT = 2_000
# "N. Foo", "S Foo"; the letter first, since that is fast to look for
_COMPASS = re.compile(r"([NSEW])(?<![\w.].)\.? (?=[A-Z][a-z])")
_DIRECTIONS = {"N": "North ", "S": "South ", "E": "East ", "W": "West "}
# "F.R. Foo", "D.I.Foo": no ends of sentences
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,}")
_POSSESSIVE = re.compile("['’]s(?!\\w)")
_WORD = re.compile(r"[^\W\d_]+|\d+")
# One letter for what the languages of the Arabic script, and their keyboards, write in many ways.
_LETTERS = {
    **dict.fromkeys("يىېۍےێئ", "ی"),
    **dict.fromkeys("كڪګگ", "ک"),
    **dict.fromkeys("ہھةەۀۃ", "ه"),
    **dict.fromkeys("ٱأإآ", "ا"),
    **dict.fromkeys("'’‘ʼʿʾʻ`´ءـ", ""),
    "ؤ": "و",
    "ں": "ن",
    "ß": "ss",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "ə": "a",
    "æ": "ae",
}
_CARON = "\N{COMBINING CARON}"
_WITH_CARON = re.compile(f"(?<=[sczSCZ]){_CARON}")
_ROMAN = {
    **dict.fromkeys(["aa"], "a"),
    **dict.fromkeys(["ee", "ie", "ei", "ey", "ay", "ai", "e", "y"], "i"),
    **dict.fromkeys(["oo", "ou", "au", "aw", "ow", "o"], "u"),
    **dict.fromkeys(["kh", "ck", "q"], "k"),
    "dh": "d",
    "th": "t",
    "bh": "b",
    "gh": "g",
    "ph": "f",
    "zh": "j",
    "w": "v",
}
_ROMAN_PARTS = re.compile("|".join(sorted(_ROMAN, key=len, reverse=True)))
_GLIDE = re.compile("(?<=[ao])w(?=[aeiou])")  # a consonant: Khawaza, not Dawlat
_SILENT_H = re.compile("(?<=[aiu])h(?![aiuh])")
# A last letter ه of Dari and Urdu is -a here and -e in Persian: Goshta, Gushteh.
_FINAL_EH = re.compile("(?<=..[^aeiou\n])eh$", re.MULTILINE)
# Dari and Urdu begin no word with two consonants: Spera = Aspira, Stori Khel = Astori Khel.
_PROTHESIS = re.compile("^[ai](?=s[ptk])", re.MULTILINE)
_DOUBLE = re.compile(r"(.)\1+")
# Pashto has sounds that Dari and Urdu write as others: Dzani and Jani Khel, Tsamkani and Chamkani.
_PASHTO = re.compile("^(?:dz|ts)", re.MULTILINE)
_PASHTO_AS = {"dz": "j", "ts": "ch"}
# The letters of the Arabic script that stand for vowels, or are silent at the end of a word.
_VOWELS = re.compile("(?<!^)[aiuاویه]", re.MULTILINE)
_ANY_VOWEL = re.compile("[aiuاویه]")
_INITIAL_VOWEL = re.compile("^[iu]", re.MULTILINE)
# Dari puts a vowel before two consonants: Spin Boldak is اسپین بولدک there, سپین بولدک in Pashto.
_BEFORE_TWO = re.compile("^ا(?=[سش][^اویه\n])", re.MULTILINE)
# Pashto's and Urdu's retroflex letters; and Arabic ones that stand for one sound in each language
# here, and which writers confuse: صبري and سبري, قلات and کلات; and Pashto ones that the others
# write as theirs: پښتونخوا and پشتونخوا, ځاځي and زازی.
_ONE_SOUND = str.maketrans("ټٹډڈړڑڼطثصذضظحقښځڅ", "تتددررنتسسزززهکشزچ")


class _Folding(dict[int, str]):
    """A table for `str.translate` that works out each character once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)
        if char in _LETTERS:
            to = _LETTERS[char]
        elif char.lower() in _LETTERS:
            to = _LETTERS[char.lower()].capitalize()
        elif kind in {"Mn", "Me", "Cf"}:  # marks, and joiners such as ZWNJ
            to = ""
        elif kind == "Nd":
            to = str(unicodedata.digit(char))
        elif char != "\n" and kind in {"Cc", "Cs", "Co", "Cn"}:
            to = " "
        else:
            to = char
        self[code] = to
        return to


_FOLDING = _Folding()
_ASCII = {ord("`"): None, 0: " "}


def words_of(text: str) -> list[str]:
    """Cut a name into its folded words."""
    return [part.lower() for part in _WORD.findall(plain(text))]


def words_of_all(names: Iterable[str]) -> dict[str, list[str]]:
    """Cut names into their folded words all at once, as `words_of` does one by one."""
    each = list(names)
    lines = "\n".join([name[:TEXT_LIMIT].replace("\n", " ") for name in each])
    folded = letters(_POSSESSIVE.sub("", lines)).lower()
    return dict(zip(each, map(_WORD.findall, folded.split("\n")), strict=True))


def fold(text: str) -> str:
    """Fold a name to its key: letters and digits only, lower case, without marks."""
    return "".join(words_of(text))


def plain(text: str) -> str:
    """Fold the letters of a text, not its case; what is longer than `TEXT_LIMIT` is cut."""
    return _plain(text[:TEXT_LIMIT])


def plain_all(texts: list[str]) -> list[str]:
    """Fold the letters of texts all at once, as `plain` does one by one."""
    cut = [text[:TEXT_LIMIT] for text in texts]
    folded = _by_lines(_plain, [text for text in cut if "\n" not in text])
    return [folded[text] if text in folded else _plain(text) for text in cut]


def _plain(text: str) -> str:
    if text.isascii():
        if "." in text:
            text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text)
        text = _COMPASS.sub(lambda found: _DIRECTIONS[found[1]], text)
        if "'" in text:
            text = _POSSESSIVE.sub("", text).replace("'", "")
        return text.translate(_ASCII) if "`" in text or "\x00" in text else text
    return letters(_POSSESSIVE.sub("", text))


def letters(text: str) -> str:
    """Write each letter of a text in one way: without marks, the variants of a script as one."""
    text = unicodedata.normalize("NFKD", text)
    if _CARON in text:  # scholars' š, č, ž
        text = _WITH_CARON.sub("h", text)
    return text.translate(_FOLDING)


def squeezed(key: str) -> str:
    """Write double letters of a key once, as a name in one word is reduced."""
    return _DOUBLE.sub(r"\1", key)


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """Reduce a folded word to what romanisations agree on."""
    return _skeleton(word)


def skeletons(words: Iterable[str]) -> dict[str, str]:
    """Reduce folded words all at once, as `skeleton` does one by one."""
    return _by_lines(_skeleton, words)


def _by_lines(reduce: Callable[[str], str], words: Iterable[str]) -> dict[str, str]:
    """Reduce words as the lines of one text; those in Latin letters apart from the others."""
    found: dict[str, str] = {}
    each = dict.fromkeys(words)
    latin = [word for word in each if word.isascii()]
    other = [word for word in each if not word.isascii()]
    for group in (latin, other):
        if group:
            found.update(zip(group, reduce("\n".join(group)).split("\n"), strict=True))
    return found


def _skeleton(word: str) -> str:
    if not word.isascii():
        return _DOUBLE.sub(r"\1", _BEFORE_TWO.sub("", word.translate(_ONE_SOUND)))
    word = _PASHTO.sub(lambda found: _PASHTO_AS[found[0]], _GLIDE.sub("v", word))
    word = _FINAL_EH.sub("a", word)
    word = _PROTHESIS.sub("", _ROMAN_PARTS.sub(lambda found: _ROMAN[found[0]], word))
    return _DOUBLE.sub(r"\1", _SILENT_H.sub("", _DOUBLE.sub(r"\1", word)))


@lru_cache(maxsize=65_536)
def consonants(skeleton_key: str) -> str:
    """Reduce a skeleton to its consonants; a first vowel is kept as ``a``."""
    return _consonants(skeleton_key)


def consonants_of_all(skeleton_keys: Iterable[str]) -> dict[str, str]:
    """Reduce skeletons all at once, as `consonants` does one by one."""
    return _by_lines(_consonants, skeleton_keys)


def _consonants(skeleton_key: str) -> str:
    return _INITIAL_VOWEL.sub("a", _VOWELS.sub("", skeleton_key))


# What the letters of the Arabic script stand for, folded and in the consonants that romanisations
# keep; those that are not named are vowels, silent, or left out by some of them (و, ه, ی, ع).
_ACROSS = str.maketrans(
    {
        **dict.fromkeys("تټٹطة", "t"),
        **dict.fromkeys("ثسص", "s"),
        **dict.fromkeys("ذزضظځ", "z"),
        **dict.fromkeys("دډڈ", "d"),
        **dict.fromkeys("رړڑ", "r"),
        **dict.fromkeys("کقخغږ", "k"),
        **dict.fromkeys("جژ", "j"),
        **dict.fromkeys("چڅ", "c"),
        **dict.fromkeys("نڼ", "n"),
        **dict.fromkeys("شښ", "ş"),
        **dict(zip("بپفلم", "bpflm", strict=True)),
    }
)
_SOUNDS = {"sh": "ş", "ch": "c", "g": "k", "f": "f", "x": "ks"}
_SOUND_PARTS = re.compile("|".join(_SOUNDS))
_LEFT_OUT = re.compile("[^a-zş\n]|[aiuvhy]")


@lru_cache(maxsize=65_536)
def across(word: str) -> str:
    """Reduce a folded word of either script to the consonants that both write."""
    if word.isascii():
        return _sounds(reduce_word(word).skeleton)
    return _LEFT_OUT.sub("", word.translate(_ACROSS))


def _sounds(skeleton_key: str) -> str:
    """Reduce a skeleton in Latin letters to the consonants that the other scripts write too."""
    return _LEFT_OUT.sub("", _SOUND_PARTS.sub(lambda found: _SOUNDS[found[0]], skeleton_key))


def across_of_all(words: Iterable[str]) -> dict[str, str]:
    """Reduce folded words in Latin letters all at once, as `across` does one by one."""
    reduced = skeletons_of_words(words)
    sounds = _by_lines(_sounds, reduced.values())
    return {word: sounds[key] for word, key in reduced.items()}


class Reduced(NamedTuple):
    """What a word gives to the coarser keys of the name it is part of."""

    skeleton: str
    first: str  # its consonants, where it begins the name
    inner: str  # its consonants, where it does not


def skeletons_of_words(words: Iterable[str]) -> dict[str, str]:
    """Return what `reduce_word` gives as the skeleton of each word, all at once."""
    same = load_words().same
    meant = {word: same.get(word, word) for word in words}
    reduced = skeletons(meant.values())
    return {word: reduced[as_if] for word, as_if in meant.items()}


@lru_cache(maxsize=65_536)
def reduce_word(word: str) -> Reduced:
    """Reduce a folded word once; keys of names are put together from such parts."""
    key = skeleton(load_words().same.get(word, word))
    return Reduced(key, consonants(key), _inner(key))


def reduce_words(words: Iterable[str]) -> dict[str, Reduced]:
    """Reduce folded words all at once, as `reduce_word` does one by one."""
    reduced = skeletons_of_words(words)
    first = consonants_of_all(reduced.values())
    inner = _by_lines(_inner, reduced.values())
    return {word: Reduced(key, first[key], inner[key]) for word, key in reduced.items()}


def _inner(skeleton_key: str) -> str:
    return _ANY_VOWEL.sub("", skeleton_key)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `words.toml`, folded."""

    level_of: dict[str, str]
    stand_ins: dict[str, frozenset[str]]
    around_after: frozenset[str]
    around_before: frozenset[str]
    between: frozenset[str]
    ways: frozenset[str]  # after two names: what runs from one to the other
    way_from: frozenset[str]
    way_joins: tuple[str, ...]
    called: frozenset[str]  # after a name: what is called after it, and may lie elsewhere
    around_between: frozenset[str]  # may stand between "near" or a distance and its name
    distance: frozenset[str]
    part_nouns: frozenset[str]
    beside: frozenset[str]  # that say where a name's place is from it, or which part of it is meant
    numbers: dict[str, int]
    rural: frozenset[str]  # beside a name that is not known: it is in no town
    urban: frozenset[str]  # it is in one
    sided: frozenset[str]  # of names, also in lower case: "upper X"
    directions: dict[str, int]  # degrees from north
    border_alone: frozenset[str]
    border_line: frozenset[str]
    border_joint: frozenset[str]
    border_sector: frozenset[str]
    before_level: frozenset[str]  # may stand between a level word and its name
    after_level: frozenset[str]  # may stand between a name and its level word
    of: frozenset[str]
    owner_before: frozenset[str]  # a name that holds what is named next: before it, and after it
    owner_after: frozenset[str]
    joins: frozenset[str]
    inner: frozenset[str]  # of names: between two of their words, and often left out
    inside: frozenset[str]  # before a name: what follows is a place
    same: dict[str, str]  # the form that stands for all forms of a word
    generic: frozenset[str]
    common: frozenset[str]
    telling: frozenset[str]  # that say something of a name beside them
    unsaid: frozenset[str]  # of a whole cell: it says nothing


@lru_cache(maxsize=1)
def load_words() -> Words:
    """Read `words.toml`, which lies beside this module."""
    import tomllib

    said = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))

    def folded(*names: str) -> frozenset[str]:
        lists = (said[table][key] for table, key in (name.split(".") for name in names))
        return frozenset(fold(word) for words in lists for word in words)

    levels = {fold(word): level for level, words in said["levels"].items() for word in words}
    directions = {
        fold(word): int(degrees) for degrees, words in said["directions"].items() for word in words
    }
    known = folded(
        *("around.after", "around.before", "around.distance"),
        *("border.alone", "border.joint", "border.sector"),
        *("links.skip", "links.of", "links.joins", "links.in"),
    )
    known |= levels.keys() | said["numbers"].keys() | directions.keys()
    # What may not be generic, and yet tells something.
    further = folded(
        *("border.between", "border.line", "ways.after", "ways.from", "ways.to", "called.after"),
        *("around.between", "parts.nouns", "settled.urban"),
    )
    return Words(
        level_of=levels,
        stand_ins={level: frozenset(also) for level, also in said["stand_ins"].items()},
        around_after=folded("around.after"),
        around_before=folded("around.before"),
        between=folded("border.between"),
        ways=folded("ways.after"),
        way_from=folded("ways.from"),
        way_joins=tuple(fold(word) for word in said["ways"]["to"]),
        called=folded("called.after"),
        around_between=folded("around.between"),
        distance=folded("around.distance"),
        part_nouns=folded("parts.nouns"),
        beside=folded("around.before", "around.distance") | directions.keys(),
        numbers=said["numbers"],
        sided=folded("parts.sided"),
        rural=folded("settled.rural"),
        urban=folded("settled.urban"),
        directions=directions,
        border_alone=folded("border.alone"),
        border_line=folded("border.line"),
        border_joint=folded("border.joint"),
        border_sector=folded("border.sector"),
        before_level=folded("links.of", "links.skip"),
        after_level=folded("border.alone", "links.skip"),
        of=folded("links.of"),
        owner_before=folded("links.owner_before"),
        owner_after=folded("links.owner_after"),
        joins=folded("links.joins"),
        inner=folded("links.inner"),
        inside=folded("links.in"),
        same={fold(form): fold(word) for word, forms in said["same"].items() for form in forms},
        generic=folded("generic.words") | known,
        common=folded("generic.common"),
        telling=known | further,
        unsaid=folded("unsaid.words"),
    )
