"""What ties a count to its predicate: a verb behind or before it, a noun, a name of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.counts.among import among
from geo.reports.counts.predicates import Item, Link, forms, has_object, small, verb_at
from geo.reports.counts.reach import carried, moved
from geo.reports.counts.victims import PERSONS, nouns
from geo.reports.language.numerals import number_at
from geo.reports.language.tokens import is_adverb

if TYPE_CHECKING:
    from geo.reports.language.tokens import Tokens

_BACK = 26  # words between a toll and its figure


def near_link(tokens: Tokens, item: Item) -> Link | None:
    """Tie a number to a predicate beside it: behind it, before it, or itself."""
    if item.counted.kind == "other":
        # no claim, but what is destroyed with them may be: "gutted 27 shops and eight homes"
        passed_on = _before(tokens, item)
        if passed_on is None or _THINGS_AND_BEASTS.isdisjoint(passed_on.classes):
            return None
        return passed_on
    p = item.quantity.first
    if p > 1 and tokens.low[p - 1] == "of" and tokens.low[p - 2] in small(tokens.words, "remains"):
        return _named_before(tokens, item)  # "the bodies of three were taken to hospital"
    return (
        _itself(tokens, item)
        or _behind(tokens, item)
        or carried(tokens, item)
        or moved(tokens, item)
        or _before(tokens, item)
        or among(tokens, item)
        or _describing(tokens, item)
        or _named_before(tokens, item)
    )


_THINGS_AND_BEASTS = frozenset({"destroyed", "killed", "wounded"})


def _describing(tokens: Tokens, item: Item) -> Link | None:
    """Read "eleven dead Taliban", where nothing else happens to them."""
    first, end = item.quantity.end, item.counted.end
    if first >= end or item.counted.is_partitive:
        return None
    hit = forms(tokens.words)["state"].at(tokens, first)
    if hit is None or first + hit[0] >= end:
        return None
    return Link(first, first + hit[0], hit[1], "describing")


def _itself(tokens: Tokens, item: Item) -> Link | None:
    """Read "four injuries", "146 civilian casualties", "Fifty-one martyrs"."""
    table, j = forms(tokens.words)["nouns"], item.quantity.end
    of = j < len(tokens.low) and tokens.low[j] == "of"
    if of:
        return None
    for _ in range(4):
        if j >= len(tokens.low):
            return None
        hit = table.at(tokens, j)
        if hit is not None and hit[1] == ("captured",) and _is_let_go(tokens, item):
            return None  # "returned two prisoners"
        inside = hit is not None and j + hit[0] < item.counted.end  # "12 injured men"
        if hit is not None and item.counted.kind and has_object(tokens, j + hit[0]):
            return None  # "a gunman killed seven policemen"
        if hit is not None and not inside:
            return Link(j, j + hit[0], hit[1], "counted-outcome")
        if not tokens.low[j].isalpha() and tokens.low[j] not in '-"“':
            return None
        if tokens.low[j] in small(tokens.words, "stops") or number_at(tokens, j) is not None:
            return None
        j += 1
    return None


def _is_let_go(tokens: Tokens, item: Item) -> bool:
    before = tokens.low[max(0, item.quantity.first - 3) : item.quantity.first]
    return any(word in small(tokens.words, "let_go") for word in before)


def _behind(tokens: Tokens, item: Item) -> Link | None:
    """Read "55 soldiers were killed", "five others wounded", "12 dead"."""
    ends = [item.counted.end, item.counted.reach]
    if (
        tokens.low[ends[0] : ends[0] + 1] == ("(",)
        and ")" in tokens.low[ends[0] : ends[0] + _ASIDE]
    ):
        ends.append(tokens.low.index(")", ends[0]) + 1)  # "nine (all of them women) hurt"
    for start in dict.fromkeys(ends):
        link = verb_at(tokens, start, "passive")
        if link is not None:
            return link
    return None


def is_of_kin(tokens: Tokens, item: Item, link: Link) -> bool:
    """Tell whose kin are counted: "two brothers of the dead man", "of a man killed in the raid"."""
    kin = tokens.words.listed("counted", "heads", "kin")
    is_kin = item.counted.head.removesuffix("s") in kin
    is_inside = link.first == item.counted.reach > item.counted.end
    return is_kin and is_inside and forms(tokens.words)["of_itself"].at(tokens, link.first) is None


_ASIDE = 9  # tokens of an aside in brackets


def _before(tokens: Tokens, item: Item) -> Link | None:
    """Read "killing at least 55 soldiers", "lost eight men", "wounded five"."""
    p, table = item.quantity.first, forms(tokens.words)["active"]
    for _ in range(5):
        hit = table.ending(tokens, p)
        if hit is not None and _is_met(item, tokens.low[hit[0]]):
            return None
        if hit is not None:
            aux = tokens.low[hit[0] - 1] if hit[0] else ""
            going_on = tokens.low[hit[0]].endswith("ing")  # "were treating 14 people"
            of_persons = item.counted.kind in (*PERSONS, "")
            no_object = of_persons and _is_no_object(tokens, hit[0], p)
            if (aux in small(tokens.words, "be") and not going_on) or no_object:
                return None
            if (aux == "to" and _is_undone(tokens, hit[0])) or aux in small(tokens.words, "nearly"):
                return None
            return _first_of_two(tokens, Link(hit[0], p, hit[1], "active"))
        cost = (
            p > 1
            and tokens.low[p - 1] in small(tokens.words, "whom")
            and tokens.low[p - 2].startswith("cost")
        )
        if p == 0 or not (cost or _skippable(tokens, p - 1)):
            return None
        p -= 1
    return None


def _is_undone(tokens: Tokens, verb: int) -> bool:
    """Tell "tried to take a post", "an attempt to seize it" from "managed to capture it"."""
    before = tokens.low[verb - 2 : verb - 1]
    return verb > 1 and before[0] not in small(tokens.words, "managed")


def _first_of_two(tokens: Tokens, link: Link) -> Link:
    """Read "captured or destroyed 19 posts": what is said of all of them stands first."""
    if link.first < 1 or tokens.low[link.first - 1] != "or":
        return link
    first = forms(tokens.words)["active"].ending(tokens, link.first - 1)
    return link if first is None else Link(first[0], link.end, first[1], link.rule)


def _is_met(item: Item, verb: str) -> bool:
    """Tell whom somebody meets, or a room holds: "received our reporter", "it holds sixty"."""
    is_one = item.quantity.kind == "article" and verb in ("received", "treated")
    return is_one or (not item.counted.kind and verb.startswith("hold"))


def _is_no_object(tokens: Tokens, first: int, end: int) -> bool:
    words = tokens.low[first:end]
    if tokens.low[first + 1 : first + 2] and tokens.low[first + 1] in small(tokens.words, "whom"):
        return False
    return (
        words[0] in small(tokens.words, "of_lives")
        and len(words) == 1
        and not {
            "lives",
            "life",
        }
        & set(tokens.low[end : end + 6])
    )


def _skippable(tokens: Tokens, j: int) -> bool:
    word = tokens.low[j]
    return word in small(tokens.words, "object_skips") or is_adverb(tokens.words, word)


def _named_before(tokens: Tokens, item: Item) -> Link | None:
    """Read "the death of 55", "the toll rose to 17", "put the wounded at five", "Killed: 12"."""
    low, p = tokens.low, item.quantity.first
    while p and low[p - 1] in small(tokens.words, "before_figure"):
        p -= 1
    if not p:
        return None
    if low[p - 1] == "of":
        q = p - 1
        hit = forms(tokens.words)["noun_of"].ending(tokens, q)
        if hit is not None and not _is_no_news(tokens, hit[0], item):
            return Link(hit[0], p, hit[1], "nominal")
    if (label := _label(tokens, p, item)) is not None:
        return label
    if low[p - 1] not in small(tokens.words, "near_toll") or low[max(0, p - 2) : p] == (
        "according",
        "to",
    ):
        return None
    return _toll(tokens, p)


def _label(tokens: Tokens, p: int, item: Item) -> Link | None:
    """Read "Martyrs 4, injured 9": names of figures before figures, and nothing else."""
    low, end = tokens.low, item.quantity.end
    hit = forms(tokens.words)["toll"].ending(tokens, p)
    if hit is None or low[hit[0] : p][-1] in small(tokens.words, "passive"):
        return None
    is_alone = low[end : end + 1] in _CLOSING and (
        hit[0] == 0 or low[hit[0] - 1 : hit[0]] in _CLOSING
    )
    return Link(hit[0], p, hit[1], "toll") if is_alone and not item.counted.kind else None


_CLOSING = ((), (",",), (";",), (".",), ("|",))


def _is_no_news(tokens: Tokens, first: int, item: Item) -> bool:
    """Tell "waits for the body of his father", "with the body of a victim": no death of its own."""
    if item.quantity.kind != "article" or tokens.low[first] not in small(tokens.words, "remains"):
        return False
    return tokens.low[item.quantity.first] not in _ONE or item.counted.head == "victim"


_ONE = ("a", "an", "one")


def _toll(tokens: Tokens, p: int) -> Link | None:
    table, low = forms(tokens.words)["toll"], tokens.low
    floor = max(0, p - _BACK)
    far = low[p - 1] in small(tokens.words, "far_toll")
    rises = far and any(word in small(tokens.words, "rise") for word in low[floor:p])
    for j in range(p - 1, floor - 1, -1):
        hit = table.at(tokens, j)
        if hit is not None and j + hit[0] <= p:
            if "among" in low[max(0, j - 2) : j]:
                return None  # "among the dead were two women"
            longer = table.ending(tokens, j + hit[0])
            first = longer[0] if longer is not None else j
            classes = longer[1] if longer is not None else hit[1]
            if _is_toll_use(tokens, first, j + hit[0], p):
                return Link(first, p, classes, "toll")
        if low[j] in (".", ";") or (low[j] == "," and not rises):
            return None
        if j < p - 1 and number_at(tokens, j) is not None and not rises:
            return None
        if p - j > 9 and not rises:
            return None
    return None


def _is_toll_use(tokens: Tokens, first: int, end: int, p: int) -> bool:
    """Tell whether a word is the name of a figure and not a verb: "were killed at two posts"."""
    low = tokens.low
    if any(word in small(tokens.words, "toll_names") for word in low[first:end]):
        put = not small(tokens.words, "putting").isdisjoint(low[:first])
        near = p == end + 1 and low[p - 1] in ("of", "as")
        return not (low[first] in ("dead", "deaths") and near) or (put and low[p - 1] == "as")
    before = low[first - 1] if first else ""
    if before in ("the", "of", "those") or first == 0:
        return True
    if low[end] in ("at", "to") and p == end + 1 and before not in small(tokens.words, "passive"):
        return True  # "puts deaths at 12 and wounded at over 100"
    counted = numbered(tokens, end) is not None
    if before in small(tokens.words, "passive"):
        return counted  # "seven were hurt: five at A, two at B"
    return counted or low[end] in (":", "|", "-", "–", "=")


def numbered(tokens: Tokens, end: int) -> int | None:
    """Return where those begin whose number is told: "the number of soldiers killed at 12"."""
    low, names, named = tokens.low, small(tokens.words, "figures"), False
    for j in range(end - 1, max(0, end - _NUMBERED), -1):
        if low[j] == "of" and low[j - 1] in names:
            return j + 1 if named else None
        if low[j] in _BREAKS or number_at(tokens, j) is not None:
            return None
        hit = nouns(tokens.words).kinds.at(tokens, j)
        named = named or (hit is not None and hit[1] in PERSONS)
    return None


_BREAKS = (",", ".", ";", ":", "(", "and", "at")
_NUMBERED = 10  # words of "of members of the security forces"


def _unbracketed(words: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out words in brackets: "nine children (five boys and four girls) and a woman"."""
    if "(" not in words or ")" not in words:
        return words
    opening, closing = words.index("("), words.index(")")
    return words[:opening] + words[closing + 1 :] if opening < closing else words


def _ageless(words: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out an age: "a boy of twelve and a man", "a girl, 9, and her mother"."""
    if words[:1] == ("of",) and len(words) > 2 and words[2] in ("and", ","):
        return words[2:]
    aged = words[:1] == (",",) and words[1:2] == ("aged",)
    if words[:1] == (",",) and words[2 + aged : 3 + aged] == (",",):
        age = words[1 + aged]
        return words[2 + aged :] if age.isdecimal() or aged else words
    return words


def joined(tokens: Tokens, item: Item, following: Item) -> bool:
    """Tell whether two counts are of one list: "three women, two children and a soldier"."""
    first, last = max(item.counted.end, item.quantity.end), following.quantity.first
    for start in dict.fromkeys((first, max(item.counted.reach, first))):
        between = _unbracketed(tokens.low[start:last]) if start <= last else None
        between = _ageless(between) if between else between
        if (
            between is not None
            and between
            and len(between) <= 4
            and all(word in small(tokens.words, "joins") for word in between)
        ):
            return True
    return False
