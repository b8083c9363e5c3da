"""The words around a name, and the lists of phrases that they are searched for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.language import triggers
from geo.reports.language.beginnings import Beginnings
from geo.reports.language.scanning import Finder, Starts
from geo.reports.language.words import PACKS, either

if TYPE_CHECKING:
    from geo.reports.language.words import Words

_THERE = re.compile(
    r"[ \t]+(?:said|reported|told)\b[^.;]*\b(?:the (?:district|area|village|town|city|province)"
    r"|their|there)\b"
)
_HEARD = re.compile(r"\b(?:heard|explosions?|blasts?|shook|shaken|rocked)\b")


@lru_cache(maxsize=PACKS)
def phrases(words: Words) -> dict[str, re.Pattern[str]]:
    """Return the patterns of the lists that stand behind a name."""
    said = words.load("places")["reject"]
    made: dict[str, re.Pattern[str]] = {}
    made["verbs"] = re.compile(
        rf"(?:['’]s[ \t]+[a-z ]{{3,40}}?)?(?:,[^,.]{{1,60}},)?[ \t]+"
        rf"(?:on[ \t]+[A-Z]\w+day[ \t]+)?(?:also[ \t]+|has[ \t]+|had[ \t]+|later[ \t]+|then[ \t]+)?"
        rf"{either(said['metonym_verbs'])}\b",
        re.IGNORECASE,
    )
    made["chief"] = re.compile(
        r",?[ \t]+(?:(?:the|an?)[ \t]+)?(?:[A-Za-z]+[ \t]+){0,3}?(?:chief|governor|spokes\w+"
        r"|officials?|ministers?|ministry|commander"
        r"|director|authorities|police|head|deputy)\b[^.;]{0,60}\b(?:said|told|says|claimed|put"
        r"|added|confirmed|denied|rejected|reported|wrote|stated|announced|spoke|gave|counted"
        r"|listed"
        r"|insisted|maintained|explained|declared|warned|called|accused|blamed|condemned"
        r"|dismissed)\b"
    )
    made["person"] = re.compile(
        r",?[ \t]+(?:told|said|says|wrote|added|who[ \t]|explained|recalled|tweeted)\b"
    )
    made["said"] = re.compile(
        r"[^.;]{0,70}?\b(?:said|told|says|say|confirmed|announced|reported|claimed|added"
        r"|according|denied|rejected|wrote|put|gave|spoke|called|would|described|warned|handed"
        r"|blamed|accused|condemned|listed|counted|made|maintained|insisted|alleged|complained"
        r"|estimated|let|saying|heard that|maintains?|held[ \t]+that|holds?[ \t]+that|insists?"
        r"|tells?|states?|stated|speaks?|reports?|denies|explains?|explained|(?:did|could|had|have|has|was"
        r"|were)[ \t]+not[ \t]+(?:answer|answered"
        r"|comment|commented|reply|replied|respond|responded|available|reached)"
        r"|declined|unavailable)\b"
    )
    made["calm"] = re.compile(
        rf"[ \t]+(?:\w+[ \t]+){{0,2}}?{either(said['calm'])}\b", re.IGNORECASE
    )
    made["people"] = re.compile(rf"[ \t]+{either(said['people'])}\b")
    made["who"] = re.compile(
        rf",[ \t]+(?:\d{{1,3}},[ \t]+)?(?:aged[ \t]+\d+,[ \t]+)?(?:a|an"
        rf"|the)[ \t]+(?:\w+[ \t]+){{0,2}}?"
        rf"(?:{either(said['people'])}|soldier|policeman|constable|commander|leader|fighter"
        rf"|militant|minister|spokesman"
        r"|teacher|shepherd)\b"
    )
    made["city"] = re.compile(rf"['’]s?[ \t]+(?:\w+[ \t]+)?{either(said['city'])}\b", re.IGNORECASE)
    made["capital"] = re.compile(
        r"[ \t]*,?[ \t]*the[ \t]+(?:provincial[ \t]+)?capital\b", re.IGNORECASE
    )
    return made


@lru_cache(maxsize=PACKS)
def _before(words: Words) -> dict[str, Finder]:
    """Return the finders of the lists that stand before a name, and of those of a sentence."""
    said = words.load("places")["reject"]
    units = either([*words.load("places")["frames"]["units"], "village", "city", "town"])
    tail = (
        r"[ \t]+(?:the[ \t]+)?(?:[a-z]+[ \t]+of[ \t]+)?(?:[A-Z]\w+['’]s[ \t]+)?"
        rf"(?:(?:[A-Z][a-z]+[ \t]+)?{units}[ \t]+(?:of[ \t]+)?)?$"
    )
    # "taken to the district hospital in X", "moved his family to X"
    way = (
        r"[ \t]+(?:(?!(?:after|following|when|before|from|since)\b)[\w'’-]+[ \t]+){0,4}"
        r"(?:(?:in|at|of|to)[ \t]+)?(?:the[ \t]+)?$"
    )
    made = {
        name: Finder(rf"\b{either(said[name])}{tail}", re.IGNORECASE)
        for name in ("origin", "beside", "metonym_before")
    }
    made["direction"] = Finder(rf"\b{either(said['direction'])}(?:{way}|{tail})", re.IGNORECASE)
    made["seat_before"] = Finder(
        rf"\b{either(said['seat_before'])}(?:[ \t]+(?:[a-z]+[ \t]+){{0,2}})?[ \t]*(?:in|at|of"
        rf"|from|for)[ \t]+(?:the[ \t]+)?"
        r"(?:(?:eastern|western|southern|northern|border|provincial|neighbouring"
        r"|[a-z]+-?[a-z]*ern)[ \t]+)*(?:(?:province|district|city|capital"
        r"|town)[ \t]+(?:of[ \t]+)?)?$",
        re.IGNORECASE,
    )
    made["idle"] = Finder(
        rf"\b{either(said['idle'])}\b(?P<gap>[^.;]{{0,45}}?)\b(?:in|at|to|from|for|with|near|on"
        rf"|of|and)?"
        r"[ \t]*(?:the[ \t]+)?$",
        re.IGNORECASE,
    )
    made["talks"] = Finder(rf"\b{either(said['talks'])}\b", re.IGNORECASE)
    return made


@lru_cache(maxsize=PACKS)
def _firsts(words: Words) -> dict[str, frozenset[str]]:
    """Return the words that the phrases of each list begin with: without one, none is there."""
    return {
        name: frozenset(first for phrase in said for first in _first_words(phrase))
        for name, said in words.load("places")["reject"].items()
    }


def _first_words(phrase: str) -> list[str]:
    if not phrase.startswith("re:"):
        return WORDS.findall(phrase.lower())[:1]
    # A pattern gives its words up to what it only looks ahead to.
    return WORDS.findall(phrase.split("(?=", maxsplit=1)[0].lower())[1:]


WORDS = re.compile(r"[^\W\d_]+")


_OPENING = re.compile(r"(?:^|[.\n\"”][ \t]*)In[ \t]+$")
_RESIDENTS = re.compile(
    r"(?:\b[Rr]esidents|\b[Vv]illagers|\b[Pp]eople|\b[Ll]ocals|\b[Ee]lders|(?:^|[.\"”])[ \t]*"
    r"(?:\w+,[ \t]+)?(?:[Aa][ \t]+)?(?:\w+[ \t]+)?(?:resident|farmer|villager|shopkeeper|elder"
    r"|shepherd))[ \t]+(?:of|in|from|at)[ \t]+(?:the[ \t]+)?(?:[a-z]+ern[ \t]+)?"
    r"(?:[A-Z][\w-]+(?:[ \t][A-Z][\w-]+)?['’]s?[ \t]+)?$"
)
LOCALS = re.compile(r"[ \t]+(?:residents|villagers|locals|people)\b")


class Lead:
    """What may stand before a name: a pattern tried only where one of the words may begin it.

    Parameters
    ----------
    pattern, flags
        As of `re.compile`; it ends where the name begins.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        _LEADS.append(self)
        leads.cache_clear()

    def stands(self, a: Around) -> bool:
        """Tell whether it stands before a name."""
        return self in a.leads and self.pattern.search(a.before) is not None


_LEADS: list[Lead] = []


@lru_cache(maxsize=1)
def leads() -> Starts[Lead]:
    """Return for each word the patterns that may begin with it."""
    return Starts(_LEADS, [Beginnings.of(x.pattern.pattern, x.pattern.flags) for x in _LEADS])


@dataclass(slots=True)
class Around:
    """The words around a name.

    Attributes
    ----------
    before, after
        What stands right before and after it in its sentence.
    sentence
        The whole sentence.
    is_seat
        It is the seat of a government, as the pack's `actors.toml` says.
    is_free
        No word makes it a place.
    is_listed
        It stands in a list with a place.
    clause
        What stands before it in its own clause, in lower case.
    is_violent
        Its sentence has a word that tells an event.
    words
        The words before it, in lower case: most lists of phrases begin with none of them.
    vocabulary
        Of the region.
    leads
        The patterns of what stands before it that its words may begin.
    """

    before: str
    after: str
    sentence: str
    is_seat: bool
    is_free: bool
    is_listed: bool
    clause: str
    is_violent: bool
    words: frozenset[str]
    vocabulary: Words
    leads: set[Lead]

    def find(self, name: str, text: str) -> re.Match[str] | None:
        """Search a text before the name for a list, if it may be there at all."""
        if _firsts(self.vocabulary)[name].isdisjoint(self.words):
            return None
        return _before(self.vocabulary)[name].search(text)

    def match(self, name: str) -> bool:
        """Tell whether a list matches what stands behind the name."""
        return phrases(self.vocabulary)[name].match(self.after) is not None

    @property
    def is_of_talks(self) -> bool:
        """Tell whether the sentence tells of meetings and agreements."""
        return _before(self.vocabulary)["talks"].search(self.sentence) is not None

    def is_violence(self, text: str, start: int = 0) -> bool:
        """Tell whether an event word stands in a text in lower case, from an offset on."""
        return triggers.any_in(self.vocabulary, text, start)

    @property
    def is_opening(self) -> bool:
        """Tell a name that a sentence opens with: "In X"."""
        return _OPENING.search(self.before) is not None

    @property
    def is_heard(self) -> bool:
        """Tell "residents of X heard explosions": what they tell of was there."""
        if LOCALS.match(self.after) and self.is_violent:
            return True
        if not _RESIDENTS.search(self.before):
            return False
        return self.is_violent or bool(_HEARD.search(self.sentence) or _THERE.search(self.after))
