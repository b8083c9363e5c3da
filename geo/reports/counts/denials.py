"""What a source denies: deaths, posts, prisoners, or that it happened at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.counts import quantities
from geo.reports.language.speech_verbs import is_speech_verb
from geo.reports.language.tokens import Phrases, Tokens, same
from geo.reports.language.words import PACKS, either, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.counts.figures import Figure
    from geo.reports.counts.quantities import Quantity
    from geo.reports.language.words import Words

_OBJECT = 22  # words behind a denying verb
_LONG = 120  # characters of a clause, beyond which only its figure is quoted
_SUBJECT = 3  # words before it that may be quoted


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial of one thing.

    Attributes
    ----------
    start, end
        Offsets into the text of the clause with the denying word.
    metric
        ``killed``, ``posts_captured`` or ``captured``.
    low, high
        Bounds of the figure denied, where one stands in the clause.
    group
        ``civilians``, ``own`` (the speaker's), ``militants`` or empty.
    rule
        Name of the rule.
    """

    start: int
    end: int
    metric: str
    low: int | None
    high: int | None
    group: str
    rule: str


@lru_cache(maxsize=PACKS)
def _tables(words: Words) -> dict[str, Phrases[bool]]:
    said = words.load("speech")["denials"]
    return {key: Phrases(same(rows, True)) for key, rows in said.items()}


@lru_cache(maxsize=PACKS)
def _patterns(words: Words) -> tuple[tuple[str, re.Pattern[str]], ...]:
    said = words.load("denials")
    what, happened = (f"(?:{'|'.join(said['no_event'][key])})" for key in ("what", "happened"))
    aux = "(?: (?:was|were|has|have|had|been|ever|there))*"
    event = rf"\bno (?:such )?(?:\w+ ){{0,2}}?{what}{aux} {happened}\b"
    lies = either(words.load("speech")["denials"]["false"])
    false = "|".join(said["called_false"]["patterns"]).replace("{false}", lies)
    undone = "|".join(said["not_done"]["patterns"]).replace("{what}", what)
    undone = undone.replace("{false}", lies)
    return (
        ("not-done", re.compile(spaced(undone), re.IGNORECASE)),
        ("no-event", re.compile(spaced(event), re.IGNORECASE)),
        ("called-false", re.compile(spaced(false), re.IGNORECASE)),
    )


@lru_cache(maxsize=8 * PACKS)
def _needed(words: Words, rule: str) -> frozenset[str]:
    """Return words of which a sentence has one wherever the rule's pattern may be found."""
    if rule == "called-false":
        false = words.load("speech")["denials"]["false"]
        said = words.load("denials")["called_false"]["needed"]
        return frozenset({*said, *(phrase.split()[-1] for phrase in false)})
    return frozenset(words.load("denials")["needed"])


def find(
    text: str, tokens: Tokens, before: Sequence[str] = (), counts: Sequence[Figure] = ()
) -> list[Denial]:
    """Find the denials of a sentence.

    Parameters
    ----------
    text
        The document's text.
    tokens
        The sentence.
    before
        Words of the sentence before, which may say what "it" is.
    counts
        The figures of the sentence: several in one clause are denied one by one.
    """
    if not len(tokens):
        return []
    found = _by_verb(tokens, before, counts)
    # "denied these charges, calling them baseless": what the verb denies is what is called so
    by_verb = bool(_tables(tokens.words)["verbs"].all(tokens))
    start, end = tokens.starts[0], tokens.ends[-1]
    for rule, pattern in _patterns(tokens.words):
        if _needed(tokens.words, rule).isdisjoint(tokens.low):
            continue
        for match in pattern.finditer(text, start, end):
            if any(d.start < match.end() and match.start() < d.end for d in found):
                continue
            if by_verb and rule == "called-false":
                continue
            words = re.findall(r"[a-z]+", match.group().lower())
            if rule == "called-false":
                found += _called_false(tokens, match.start(), match.end(), words, counts)
                continue
            found.append(Denial(match.start(), match.end(), "killed", None, None, "", rule))
    return sorted(found, key=lambda denial: denial.start)


def is_of_figure(words: Words, said: Sequence[str]) -> bool:
    """Tell whether a figure is denied that stands elsewhere: "called the number an invention"."""
    return not _around(words, "of_figure").isdisjoint(said)


def is_of_it(words: Words, said: Sequence[str]) -> bool:
    """Tell whether what was just told is denied: "rejected this"."""
    return bool(said) and said[-1] in _around(words, "of_it")


def _called_false(
    tokens: Tokens, start: int, end: int, words: Sequence[str], counts: Sequence[Figure]
) -> list[Denial]:
    """Read what is called false, with its figure: "reports of nine dead soldiers are a lie"."""
    inside = [j for j in range(len(tokens)) if start <= tokens.starts[j] < end]
    several = _counted(counts, inside[0], inside[-1] + 1) if inside else {}
    if len(several) > 1 or (several and end - start > _LONG):
        return [
            Denial(
                tokens.starts[figure.item.quantity.first],
                end,
                metric,
                figure.item.quantity.low,
                figure.item.quantity.high,
                _group(tokens, words, metric)
                or ("civilians" if _around(tokens.words, "civil_places") & set(words) else ""),
                "called-false",
            )
            for metric, figure in several.items()
        ]
    things = [thing for thing in _things(tokens, words, (), ()) if thing != "killed"][:1] or [
        "killed"
    ]
    figure = _figure(tokens, inside[0], inside[-1] + 1) if inside else None
    low, high = (figure.low, figure.high) if figure else (None, None)
    of_dead = figure is not None or _around(tokens.words, "harm") & {*words}
    return [
        Denial(
            start,
            end,
            thing,
            low,
            high,
            _group(tokens, words, thing) if of_dead else "",
            "called-false",
        )
        for thing in things
    ]


def _counted(counts: Sequence[Figure], first: int, end: int) -> dict[str, Figure]:
    """Return the figures of a stretch that may be denied, one a metric."""
    inside = [f for f in counts if first <= f.item.quantity.core < end and f.metric in _DENIABLE]
    made: dict[str, Figure] = {}
    for figure in inside:
        if figure.item.quantity.kind != "article":
            made.setdefault(figure.metric, figure)
    return made


_DENIABLE = ("killed", "wounded", "captured", "posts_captured")


def _by_verb(tokens: Tokens, before: Sequence[str], counts: Sequence[Figure]) -> list[Denial]:
    found: list[Denial] = []
    for first, end, _ in _tables(tokens.words)["verbs"].all(tokens):
        found += _denial(tokens, first, end, before, counts)
    return found


def _denial(
    tokens: Tokens, i: int, after: int, before: Sequence[str], counts: Sequence[Figure]
) -> list[Denial]:
    low = tokens.low
    if any(word in _around(tokens.words, "negations") for word in low[max(0, i - 3) : i]):
        return []
    if low[i - 1 : i] and low[i - 1] in _around(tokens.words, "before_noun"):
        return []  # "the disputed line", "on disputed land"
    if not _around(tokens.words, "habitual").isdisjoint(low[max(0, i - 3) : i]):
        return []  # "has consistently rejected all accusations"
    passive = low[after : after + 1] == ("by",)
    if low[i - 1 : i] in (("was",), ("were",), ("been",), ("be",), ("being",)) and not passive:
        return []
    stated = _stated(tokens, i)
    if stated is not None:
        return _rejected(tokens, stated, after, before)
    opening = _behind_as(tokens, after)
    end = _object_end(tokens, opening)
    words = low[max(0, i - 12) : i] if passive else low[opening:end]
    things = _things(tokens, words, before, low[:i])
    figure = _figure(tokens, opening, end) if len(things) == 1 else None
    bounds = dict.fromkeys(things, figure)
    several = _counted(counts, opening, end) if things and not passive else {}
    if len(several) > 1:
        bounds = {metric: several[metric].item.quantity for metric in several}
    first = _subject_start(tokens, i)
    return [
        Denial(
            tokens.starts[first],
            tokens.ends[max(end, after) - 1],
            metric,
            said.low if said else None,
            said.high if said else None,
            _group(tokens, words, metric),
            "denying-verb",
        )
        for metric, said in bounds.items()
    ]


def _stated(tokens: Tokens, i: int) -> int | None:
    """Return where "Claims that ... are rejected" begins: a denial without one who denies."""
    j = i - 1
    while j > 0 and tokens.low[j].endswith("ly"):
        j -= 1
    if j < 1 or tokens.low[j] not in ("is", "are", "stands", "stand"):
        return None
    first = j
    while first > 0 and tokens.low[first - 1] not in (".", ";", ":", "?", "!"):
        first -= 1
    return first


def _rejected(tokens: Tokens, first: int, after: int, before: Sequence[str]) -> list[Denial]:
    words = tokens.low[first:after]
    things = _things(tokens, words, before, ())
    figure = _figure(tokens, first, after) if len(things) == 1 else None
    low, high = (figure.low, figure.high) if figure else (None, None)
    start, end = tokens.starts[first], tokens.ends[after - 1]
    return [
        Denial(start, end, thing, low, high, _group(tokens, words, thing), "stated-denial")
        for thing in things
    ]


def _behind_as(tokens: Tokens, after: int) -> int:
    """Return where the object begins: "dismissed as false a claim", else behind the verb."""
    low = tokens.low
    dated = low[after : after + 1] == ("on",) and low[after + 2 : after + 3] == ("as",)
    after += 2 * dated  # "dismissed on Monday as baseless"
    if low[after : after + 1] != ("as",):
        return after
    for j in range(after + 2, min(len(low), after + _AS)):
        if low[j] in _around(tokens.words, "objects") or tokens.raw[j][:1].isupper():
            return j
        if low[j] in (",", ".", ";"):
            break
    return after


_AS = 10  # words of "as frivolous and baseless" behind a denying verb


def _object_end(tokens: Tokens, after: int) -> int:
    """Return where what is denied ends."""
    low, end = tokens.low, after
    while (
        end < len(low) and end - after < _OBJECT and low[end] not in _around(tokens.words, "stops")
    ):
        follow = low[end + 1] if end + 1 < len(low) else ""
        if low[end] == "," and follow in _around(tokens.words, "after_comma"):
            break
        if low[end] == "and" and follow in _around(tokens.words, "after_and"):
            break
        if low[end] in (",", "and") and end > after and _tells(tokens, end + 1):
            break  # "which denied having fired at a school, spoke of six dead"
        end += 1
    return end


def _tells(tokens: Tokens, j: int) -> bool:
    """Tell whether a verb of speech stands at a token that is no denial."""
    if j >= len(tokens) or not is_speech_verb(tokens, j):
        return False
    return _tables(tokens.words)["verbs"].at(tokens, j) is None


def _figure(tokens: Tokens, after: int, end: int) -> Quantity | None:
    """Return the figure that is denied, where there is one; "a single soldier" is none."""
    inside = [q for q in quantities.find(tokens) if after <= q.core < end]
    return inside[0] if len(inside) == 1 and inside[0].high != 1 else None


def _subject_start(tokens: Tokens, i: int) -> int:
    """Return where the quote begins: a short subject, or the verb itself."""
    j = i
    while j > 0 and i - j <= _SUBJECT:
        word = tokens.low[j - 1]
        if not (word[0].isalpha() or word in ("'s", "-")) or word in _around(
            tokens.words, "before"
        ):
            break
        j -= 1
    return j if i - j <= _SUBJECT else i


@lru_cache(maxsize=32 * PACKS)
def _around(vocabulary: Words, key: str) -> frozenset[str]:
    return frozenset(vocabulary.load("denials")["around"][key])


def _things(
    tokens: Tokens, words: Sequence[str], before: Sequence[str], sentence: Sequence[str]
) -> list[str]:
    """Return the metrics of what is denied: ground, prisoners, deaths, or the event as such."""
    said, clause = tokens.words.load("speech")["denials"], _content(tokens, words)
    is_told, words = clause is not None, words if clause is None else clause
    inside = set(words)
    text = " " + " ".join(words) + " "
    is_elsewhere = any(
        f" {w} " in text for w in said["elsewhere"] if w not in _around(tokens.words, "plain")
    )
    if is_elsewhere and not inside & _around(tokens.words, "deadly"):
        return []
    made = []
    of_men = (
        "captured" in inside
        and inside & _around(tokens.words, "men")
        and not inside & _around(tokens.words, "places")
    )
    held = {"hands", "custody"} & inside and inside & _around(tokens.words, "men")
    if inside & _of_speech(tokens.words, "prisoners") or of_men or held:
        made.append("captured")
    elif (
        inside & _of_speech(tokens.words, "posts") and not (_HIT & inside and not _TAKEN & inside)
    ) or (_TAKEN & inside and inside & _around(tokens.words, "ground")):
        made.append("posts_captured")
    losses_of_posts = made == ["posts_captured"] and not inside & _around(tokens.words, "harmed")
    if inside & _of_speech(tokens.words, "dead") and made != ["captured"] and not losses_of_posts:
        made.append("killed")
    if made:
        return made
    events = [w for w in said["events"] if f" {w} " in text and not (is_told and w in _SMALL)]
    accusations = set(events) & _around(tokens.words, "accusation")
    if accusations and set(events) <= accusations | _around(tokens.words, "vague"):
        if _is_policy(tokens.words, before, sentence):
            return []
        accusing = _around(tokens.words, "accusing")
        told = {w.lower() for w in (*before, *sentence)}
        quiet = told.isdisjoint({*said["dead"], *said["events"]} - accusing - _SMALL)
        if accusations & accusing and quiet:
            return []  # of what he is accused nothing was told that happened
    if not words or events:
        vague = all(
            w in _around(tokens.words, "vague")
            or w.endswith(("day", "ly"))
            or len(w) < 3
            or w[0].isupper()
            for w in words
        )
        is_policy = vague and any(w in said["elsewhere"] for w in [*before, *sentence])
        return [] if is_policy else ["killed"]
    return []


def _is_policy(words: Words, *told: Sequence[str]) -> bool:
    """Tell whether somebody was accused of what is no event."""
    pattern = _policy(words)
    return any(pattern.search(" ".join(part)) for part in told)


@lru_cache(maxsize=PACKS)
def _policy(words: Words) -> re.Pattern[str]:
    return re.compile(words.load("denials")["policy"]["pattern"], re.IGNORECASE)


def _content(tokens: Tokens, words: Sequence[str]) -> Sequence[str] | None:
    """Return what is denied behind "claims that", "charges of harbouring"; None where it is all."""
    for k in range(1, len(words) - 1):
        behind = words[k] == "that" or (words[k] == "of" and words[k + 1].endswith("ing"))
        if behind and words[k - 1].rstrip("s") in _around(tokens.words, "told"):
            return words[k + 1 :]
    return None


@lru_cache(maxsize=8 * PACKS)
def _of_speech(vocabulary: Words, key: str) -> frozenset[str]:
    return frozenset(vocabulary.load("speech")["denials"][key])


_SMALL = frozenset({"it", "this", "that", "all", "such", "statement", "news", "story", "version"})
# "denied any of its bases had been hit": the event, and no ground.
_HIT = frozenset({"hit", "struck", "bombed", "attacked", "targeted", "shelled", "touched"})
_TAKEN = frozenset({"captured", "seized", "lost", "overrun", "fallen", "taken", "capture", "fell"})


def _group(tokens: Tokens, words: Sequence[str], metric: str) -> str:
    inside = set(words)
    if metric in _HARM and inside & _around(tokens.words, "civil"):
        return "civilians"
    if metric in _HARM and not inside & _around(tokens.words, "harm"):
        return ""
    return (
        "own"
        if inside & _around(tokens.words, "owned") and inside & _around(tokens.words, "forces")
        else ""
    )


_HARM = ("killed", "wounded")
