"""Scripts, languages and junk of place names: the rules that decide which names are kept."""

from __future__ import annotations

import re
import unicodedata

# Letters that only one of the languages of the region writes. Arabic proper and Persian share
# the rest, so a name without any of these has no language of its own.
PASHTO_LETTERS = frozenset("ټډړښږڼېۍګڅځ")
URDU_LETTERS = frozenset("ٹڈڑںےہھ")
SINDHI_LETTERS = frozenset("ڪٻڀٺٽڦڄڃڇڌڏڊڍڙڳڱڻ")
# Punctuation that occurs inside names of either script.
_QUOTES = "\u2018\u2019\u02bb\u02bc\u02bf\u02be`\u00b4"  # signs for ayn, hamza and the apostrophe
_LATIN_EXTRAS = frozenset(" -'.()/," + _QUOTES)
_ARABIC_EXTRAS = frozenset(" -\u200c\u200d()")

# Generic words around a unit's own name, in the sources' spellings.
_ARABIC_GENERIC = re.compile(
    r"^(?:ولایت|ولسوالی|وُلُسوالی|ضلع|ضِلع|صوبہ|تحصیل|استان|ایالت)\s+"
    r"|\s+(?:ولايت|ولایت|ولسوالۍ|ولسوالي|ولسوالی|پراونس|صوبہ|ایجنسی|پاکستان|ضلع|ضلعو)$"
)
_LATIN_GENERIC = re.compile(
    r"\s+(?:Province|District|Agency|viloyati|tumani|welaýaty|Protected Area|Municipality)$"
    r"|^(?:District of|W[ou]l[eu][sd]wali|Vulusvali|Alaqahdari(?:-ye)?|Hukumat(?:i|-e|-ye)?)[ -]"
)
_SPECIAL = str.maketrans(
    {"\u0131": "i", "ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "ə": "a"}
    | dict.fromkeys(_QUOTES, "")
)


def plain(text: str) -> str:
    """Latin letters without diacritics and without the signs for ayn and hamza."""
    folded = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
    return "".join(char for char in folded if not unicodedata.combining(char))


def script_of(text: str) -> str:
    """Return ``latin`` or ``arabic`` when every letter is of that script, else an empty string."""
    scripts = set()
    for char in text:
        if char.isalpha() or unicodedata.combining(char):
            name = unicodedata.name(char, "")
            if unicodedata.combining(char) and not name.startswith("ARABIC"):
                continue
            scripts.add(name.split(" ")[0])
    if scripts == {"LATIN"}:
        return "latin"
    if scripts == {"ARABIC"}:
        return "arabic"
    return ""


def language_of(text: str) -> str:
    """ISO 639-1 code that the letters themselves prove, else an empty string."""
    letters = set(text)
    proofs = [
        code
        for code, alphabet in (("ps", PASHTO_LETTERS), ("ur", URDU_LETTERS), ("sd", SINDHI_LETTERS))
        if letters & alphabet
    ]
    return proofs[0] if len(proofs) == 1 else ""


def is_junk(text: str) -> bool:
    """Tell whether a name is a code, a machine transliteration or of a script not kept."""
    script = script_of(text)
    if not script or len(text) < 2 or len(text) > 60:
        return True
    extras = _LATIN_EXTRAS if script == "latin" else _ARABIC_EXTRAS
    odd = [c for c in text if not (c.isalpha() or unicodedata.combining(c) or c in extras)]
    if odd:
        return True
    if script == "arabic":
        # One cell holds a list, or a mixture of two alphabets that nobody writes.
        return bool(set(text) & URDU_LETTERS) and bool(set(text) & PASHTO_LETTERS)
    letters = [char for char in text if char.isalpha()]
    return text == text.lower() or (len(letters) < 5 and text == text.upper())


def strip_generic(text: str) -> str:
    """Take words for province, district and agency off a unit's name."""
    previous = ""
    while previous != text:
        previous = text
        text = _ARABIC_GENERIC.sub("", _LATIN_GENERIC.sub("", text)).strip()
    # Pashto puts "of" before the name when "province" follows it.
    return re.sub(r"^د\s+", "", text)


_SKELETON = (
    (r"[^a-z]", ""), (r"kh", "k"), (r"gh", "g"), (r"ph", "f"), (r"[qc]", "k"), (r"w", "v"),
    (r"dz|zh", "z"), (r"y", "i"), (r"[aeiou]", ""), (r"(.)\1+", r"\1"),
)  # fmt: skip


def skeleton(text: str) -> str:
    """Consonants of a romanised name, with letters that spellings exchange made equal."""
    text = plain(text).lower()
    first = "a" if text[:1] in set("aeiou") else ""
    for pattern, replacement in _SKELETON:
        text = re.sub(pattern, replacement, text)
    return first + text
