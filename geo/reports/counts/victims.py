"""Who or what is counted: the noun behind a number, and the group that its dead belong to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.language.numerals import number_at
from geo.reports.language.tokens import Phrases, Tokens, read, same
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.language.words import Words

PERSONS = frozenset({"forces", "fighters", "militants", "civilians", "people"})
_KINDS = (
    "other",
    "people",
    "civilians",
    "militants",
    "fighters",
    "forces",
    "families",
    "posts",
    "bases",
    "vehicles",
    "houses",
)
_RUN = 8  # words between a number and the last noun of its phrase
_REACH = 10  # words of a phrase with "of" that may name a group


@dataclass(slots=True)
class Counted:
    """What stands behind a number.

    Attributes
    ----------
    first, end
        Tokens of the noun phrase.
    kind
        Class of its head (`counted.toml`); empty where no noun stands there.
    head
        The head, in small letters.
    reach
        Token after all that may say whose they are ("members of the X group").
    is_partitive
        "of them", "of the attackers".
    is_pronoun
        "of them", "of whom": the noun stands elsewhere.
    is_mixed
        Two classes of persons are counted together ("soldiers and civilians").
    is_part
        A part of a total before it, by its group: "nine of them civilians".
    """

    first: int
    end: int
    kind: str
    head: str
    reach: int
    is_partitive: bool = False
    is_pronoun: bool = False
    is_mixed: bool = False
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class _Nouns:
    kinds: Phrases[str]
    stops: frozenset[str]
    breakdown: frozenset[str]
    plurals: frozenset[str]
    enemy: frozenset[str]
    own: frozenset[str]
    fillers: frozenset[str]
    determiners: frozenset[str]
    times: frozenset[str]


@lru_cache(maxsize=PACKS)
def nouns(words: Words) -> _Nouns:
    """Return the nouns that reports count, and the words around them."""
    said = words.load("counted")
    kinds: dict[str, str] = {}
    for kind in _KINDS:
        kinds |= same(said[kind], kind)
    for kind in ("civilians", "militants"):
        kinds |= {one: kind for one in map(_singular, said[kind]) if one and one not in kinds}
    grammar = words.load("grammar")
    return _Nouns(
        kinds=Phrases(kinds),
        stops=frozenset(grammar["stops"]) | _verbs(words),
        breakdown=frozenset(said["breakdown"]),
        plurals=frozenset(said["plurals"]),
        enemy=frozenset(said["enemy"]),
        own=frozenset(said["own"]),
        fillers=frozenset(said["fillers"]),
        determiners=frozenset(grammar["determiners"]),
        times=frozenset(word for word in words.load("dates")["cores"]["words"] if word.isalpha()),
    )


def _singular(plural: str) -> str:
    """Return the singular of a regular plural; empty where it is none."""
    if len(plural) < _SHORTEST or not plural.endswith("s") or plural.endswith(("ss", "us", "is")):
        return ""
    return plural[:-3] + "y" if plural.endswith("ies") else plural[:-1]


_SHORTEST = 5  # letters of a plural whose singular is told by its s


def _verbs(words: Words) -> set[str]:
    """Return the words that begin a verb of those who are counted: no noun goes on over them."""
    begun = {
        phrase.split()[0]
        for forms in words.load("predicates").values()
        for phrase in forms["of_itself"]
    }
    return begun | words.listed("predicates", "wounded", "bears")


def noun_phrase(tokens: Tokens, i: int) -> Counted:
    """Read what is counted, from the token after a number."""
    words, low = nouns(tokens.words), tokens.low
    j, partitive = i, False
    if j < len(low) and low[j] == "of":
        partitive = True
        j += 1
        if _is_pronoun(tokens, j):
            return Counted(i, j + 1, "", "", j + 1, is_partitive=True, is_pronoun=True)
        if (end := _family(tokens, j)) is not None:
            return Counted(i, end, "civilians", "members", end)
        if (end := _side(tokens, j)) is not None:
            return Counted(i, end, "forces", "", end, is_partitive=True)
    if j < len(low) and low[j] == "from" and (end := _family(tokens, j + 1)) is not None:
        return Counted(i, end, "civilians", "members", end)
    start = j
    while j < len(low) and (low[j] in words.determiners or low[j] in ('"', "“", "'", "‘", "(")):
        j += 1
    head, stop = _head(tokens, j)
    if head is None:
        unknown = _unknown_noun(tokens, j, stop)
        if unknown is not None:
            return Counted(i, unknown + 1, "people", low[unknown], unknown + 1, partitive)
        more = 0 if partitive else int(low[i : i + 1] == ("more",))
        end = start if partitive else i + more
        return Counted(i, end, "", "", max(end, min(stop, len(low))), partitive)
    end, mixed = _and_another(tokens, head[1], head[2])
    said = " ".join(low[head[0] : head[1]])
    return Counted(i, end, head[2], said, _reach(tokens, end), partitive, is_mixed=mixed)


def _side(tokens: Tokens, j: int) -> int | None:
    """Return where a side ends of whose men some are: "40 of the enemy", "six of theirs"."""
    for end in range(j + 1, min(len(tokens.low), j + _SIDE) + 1):
        if is_side(tokens.words, tokens.low[j:end]):
            return None if tokens.low[end : end + 1] == ("'s",) else end
    return None


def is_side(words: Words, said: Sequence[str]) -> bool:
    """Tell whether words are a side whose men may be counted: "theirs", "the other side"."""
    return " ".join(said) in words.listed("counted", "sides")


_SIDE = 3  # words of "the other side"


def _family(tokens: Tokens, j: int) -> int | None:
    """Return where a family ends: "seven of one family", "seven from a household of nine"."""
    low, families = tokens.low, tokens.words.load("counted")["families"]
    first = j + 2 if low[j : j + 2] in _THE_SAME else j + 1
    if low[j : j + 1] not in _ONE and first == j + 1:
        return None
    if low[first : first + 1] == () or low[first] not in families:
        return None
    of_many = low[first + 1 : first + 2] == ("of",) and first + 2 < len(low)
    size = number_at(tokens, first + 2) if of_many else None
    return first + 1 if size is None else size[1]


_ONE = (("one",), ("a",), ("his",), ("her",), ("their",))
_THE_SAME = (("the", "same"), ("a", "single"), ("one", "single"))


def is_by_age(tokens: Tokens, counted: Counted) -> bool:
    """Tell whether those counted are told by age and sex alone: "three women", no "FC men"."""
    named = any(raw[:1].isupper() for raw in tokens.raw[counted.first : counted.end])
    return counted.head.rpartition(" ")[2] in nouns(tokens.words).breakdown and not named


def _unknown_noun(tokens: Tokens, first: int, stop: int) -> int | None:
    """Return the last word of a run that looks like a plural no list has: "four cadets"."""
    last = stop - 1
    if last < first or last - first > 2 or stop >= len(tokens.low):
        return None
    word = tokens.low[last]
    if word in ("ours", "theirs", "yours", "hers"):
        return None
    if not tokens.raw[last].islower() or len(word) < 4 or not word.isalpha():
        return None
    return last if word.endswith("s") and not word.endswith(("ss", "us", "is", "ings")) else None


@lru_cache(maxsize=4096)
def is_known(words: Words, head: str) -> bool:
    """Tell whether a noun stands in the vocabulary."""
    return nouns(words).kinds.at(read(head), 0) is not None if head else True


def _is_pronoun(tokens: Tokens, j: int) -> bool:
    """Tell whether "of" is followed by "them", "whom", or a "those" that stands alone."""
    if j >= len(tokens.low):
        return False
    word = tokens.low[j]
    alone = j + 1 >= len(tokens.low) or tokens.low[j + 1] in nouns(tokens.words).stops
    return word in ("them", "whom", "us", "which") or (word in ("these", "those") and alone)


def _head(tokens: Tokens, first: int) -> tuple[tuple[int, int, str] | None, int]:
    """Return the last counted noun of a run (its tokens and class), and where the run ends."""
    words, low = nouns(tokens.words), tokens.low
    head: tuple[int, int, str] | None = None
    j = first
    while j < len(low) and j - first < _RUN:
        closed = low[j] == "(" and low[j + 2 : j + 3] == (")",) and j + 3 < len(low)
        if closed and words.kinds.at(tokens, j + 3) is not None:
            j += 3  # "five Frontier Corps (FC) personnel"
            continue
        if _is_a_shot(tokens, first, j):
            return (j, j + 1, "other"), j + 1
        if _stops(tokens, j) and not _describes(tokens, j):
            break
        if low[j] in _DASHES and not tokens.joined(j - 1, j):
            break  # "strikes kill eight - Taliban"
        if head is not None and (low[j] in words.determiners or _is_number(tokens, j)):
            break  # "two doctors counted nineteen bodies"
        hit = words.kinds.at(tokens, j)
        if _is_when(tokens, first, j, is_behind=head is not None):
            break
        if hit is not None and head is not None and low[j].endswith("ing") and hit[1] == "other":
            break  # "militants crossing over"
        if hit is not None:
            head = (j, j + hit[0], hit[1])
            j += hit[0]
        elif head is None and _joins_adjectives(tokens, j + 1):
            j += 2
        else:
            if head is not None and _is_other_noun(tokens, j):
                head = (j, j + 1, "other")
            j += 1
    return head, j


_DASHES = frozenset({"-", "–", "—"})


def _is_when(tokens: Tokens, first: int, j: int, *, is_behind: bool) -> bool:
    """Tell where a time begins: "nine people Friday night", "nine last night", "nine the next day".

    "Nine days" are what is counted.
    """
    low, times = tokens.low, nouns(tokens.words).times
    if low[j - 1] == "-":
        return False  # "his 60-year-old father"
    is_one = low[first - 1] in nouns(tokens.words).determiners and low[first - 2] != "of"
    return low[j] in times and (is_behind or is_one)


def _is_a_shot(tokens: Tokens, first: int, j: int) -> bool:
    """Tell "not a single shot had been fired": the shot, and nobody whom it hit."""
    return j == first and tokens.low[j] == "shot" and tokens.low[j + 1 : j + 2] in _AUXILIARIES


_AUXILIARIES = (("was",), ("is",), ("has",), ("had",))


def _describes(tokens: Tokens, j: int) -> bool:
    """Tell whether a word like "injured" stands before its noun: "12 injured militants"."""
    if tokens.low[j] not in ("injured", "wounded", "dead", "captured", "displaced"):
        return False
    for after in (j + 1, j + 2, j + 3):
        hit = nouns(tokens.words).kinds.at(tokens, after) if after < len(tokens.low) else None
        if hit is not None and (hit[1] in PERSONS or hit[1] == "families"):
            return True
        if after >= len(tokens.low) or not tokens.raw[after][:1].isupper():
            return False  # else "two captured Pakistani soldiers"
    return False


def _reach(tokens: Tokens, end: int) -> int:
    """Return the end of what says whose the counted are: "members of the X group"."""
    low, reach = tokens.low, end
    while reach < len(low) and low[reach] in ('"', "”", "'"):
        reach += 1
    tail = reach
    belongs = low[reach : reach + 2] == ("belonging", "to")
    if not belongs and low[reach : reach + 1] not in (("of",), ("from",)):
        return reach
    reach += 1
    while reach < len(low) and reach - tail < _REACH:
        if (
            _stops(tokens, reach) and low[reach] not in tokens.words.listed("grammar", "inside")
        ) or _is_number(tokens, reach):
            break
        if low[reach] == "and" and reach + 1 < len(low):
            named = reach + 1 + (low[reach + 1] == "the")  # "of the X and the Y"
            follows = tokens.raw[named : named + 1] and tokens.raw[named][:1].isupper()
            if not follows and nouns(tokens.words).kinds.at(tokens, reach + 1) is None:
                break
        reach += 1
    return reach


def _and_another(tokens: Tokens, end: int, kind: str) -> tuple[int, bool]:
    """Read on over a second noun of the same number: "tanks and armoured vehicles"."""
    words, low, mixed = nouns(tokens.words), tokens.low, False
    for _ in range(2):
        if end + 1 >= len(low) or low[end] not in ("and", "or"):
            break
        j = end + 1
        while (
            j < len(low)
            and j < end + 4
            and words.kinds.at(tokens, j) is None
            and not _stops(tokens, j)
        ):
            if _is_number(tokens, j) or low[j] in words.determiners:
                return end, mixed
            j += 1
        hit = words.kinds.at(tokens, j) if j < len(low) else None
        if hit is None or (kind in PERSONS) != (hit[1] in PERSONS) or hit[1] == "other":
            break
        mixed = mixed or (hit[1] != kind and kind != "people" and hit[1] != "people")
        end = j + hit[0]
    return end, mixed


def _joins_adjectives(tokens: Tokens, j: int) -> bool:
    """Tell whether "and" joins two names before a noun: "ten Afghan and Pakistani civilians"."""
    if j + 1 >= len(tokens.low) or tokens.low[j] != "and":
        return False
    return tokens.raw[j - 1][0].isupper() and tokens.raw[j + 1][0].isupper()


def _is_number(tokens: Tokens, j: int) -> bool:
    word, said = tokens.low[j], tokens.words.load("numbers")
    listed = word in said["ones"] or word in said["tens"] or word in said["vague"]
    return listed or word[:1].isdecimal()


def _stops(tokens: Tokens, j: int) -> bool:
    word = tokens.low[j]
    if word in nouns(tokens.words).stops:
        return True
    if _is_age(tokens, j):
        return False
    return not word[0].isalpha() and word not in ("'s", "-", "“", "”", '"', "'", "’", "‘", "‑")


def _is_age(tokens: Tokens, j: int) -> bool:
    """Tell whether "11" stands in "an 11-year-old boy"."""
    return tokens.low[j + 1 : j + 3] in (("-", "year"), ("-", "month"), ("-", "day"))


def _is_other_noun(tokens: Tokens, j: int) -> bool:
    """Tell whether an unknown word behind a counted noun is the real head: "soldier families"."""
    word = tokens.low[j]
    if not word.isalpha() or tokens.raw[j][0].isupper() or word in nouns(tokens.words).fillers:
        return False
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3
