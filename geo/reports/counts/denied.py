"""What is denied: ground, prisoners, deaths, the event as such, or no event at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.documents.marks import HARM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words


def around(vocabulary: Words, key: str) -> frozenset[str]:
    """Return one list of small words of `denials.toml`."""
    return vocabulary.listed("denials", "around", key)


def _of_speech(vocabulary: Words, key: str) -> frozenset[str]:
    return vocabulary.listed("speech", "denials", key)


def things(
    tokens: Tokens, words: Sequence[str], before: Sequence[str], sentence: Sequence[str]
) -> list[str]:
    """Return the metrics of what is denied: ground, prisoners, deaths, or the event as such.

    Parameters
    ----------
    tokens
        The sentence.
    words
        What is denied: "the claim", "that nine had died".
    before, sentence
        What was told in the sentence before and in this one, which "it" may be.
    """
    vocabulary = tokens.words
    content = _content(vocabulary, words)
    is_told, words = content is not None, words if content is None else content
    events = [
        w
        for w in _events(vocabulary, words)
        if not (is_told and w in around(vocabulary, "no_event"))
    ]
    refers = not is_told and set(events) <= around(vocabulary, "accusation") | around(
        vocabulary, "vague"
    )
    told = [_content(vocabulary, part) for part in (before, sentence)] if refers else [content]
    if any(part is not None and _is_policy(vocabulary, part) for part in told):
        return []
    inside = set(words)
    if _is_entered(vocabulary, words):
        return ["posts_captured"]
    if _is_of_goods(vocabulary, inside):
        return []
    if _is_elsewhere(vocabulary, words):
        return []
    told_before = [{w.lower() for w in part} for part in (sentence, before)]
    if _is_of_some(tokens, words) and (made := _told(vocabulary, told_before)):
        return made
    if made := _losses(vocabulary, inside):
        return made
    if not events and words:
        return []
    if refers and (made := _told(vocabulary, told_before)) not in ([], ["killed"]):
        return made
    if refers and not around(vocabulary, "blame").isdisjoint(events):
        return []  # who did it is denied, and not that it happened
    return [] if refers and _is_none(vocabulary, words, (*before, *sentence)) else ["killed"]


def _is_entered(words: Words, said: Sequence[str]) -> bool:
    """Tell whether men set foot on ground: "that its troops had entered the district"."""
    inside = set(said)
    men, flown = around(words, "men") | around(words, "entering"), around(words, "flown")
    if not men & inside or flown & inside:
        return False
    return any(
        word in around(words, "entered") and not around(words, "origin") & {*said[j + 1 : j + 2]}
        for j, word in enumerate(said)
    )


def _is_of_goods(words: Words, inside: set[str]) -> bool:
    """Tell whether goods were taken, and nothing else: "that any tank was captured"."""
    taken = around(words, "taken") | around(words, "captured")
    other = (around(words, "men") | around(words, "places") | around(words, "ground")) | around(
        words, "harmed"
    )
    return bool(taken & inside and around(words, "goods") & inside) and not other & inside


def _is_of_some(tokens: Tokens, said: Sequence[str]) -> bool:
    """Tell whether it is told of a bare count that it was lost: "even one was captured"."""
    words = tokens.words
    told, inside = said[said.index("that") + 1 :] if "that" in said else said, set(said)
    lost = around(words, "taken") | around(words, "captured")
    nouns = around(words, "men") | around(words, "places") | around(words, "ground")
    if not lost & inside or nouns & inside:
        return False
    counted = next((w for w in told if w not in around(words, "stressing")), "")
    return counted in around(words, "counted") or counted in words.load("numbers")["ones"]


def _told(words: Words, parts: Sequence[set[str]]) -> list[str]:
    """Return which losses were told before a denial: the dead, else prisoners, else ground."""
    for inside in parts:
        if inside & around(words, "harm"):
            return ["killed"]
        if made := _losses(words, inside)[:1]:
            return made
    return []


def _losses(words: Words, inside: set[str]) -> list[str]:
    """Return which losses some words tell: prisoners or ground, and the dead."""
    made, hit, taken = [], around(words, "hit"), around(words, "taken")
    of_place = inside & (around(words, "places") | around(words, "ground"))
    of_men = around(words, "men") & inside and not of_place
    held = inside & (around(words, "captured") | around(words, "hands"))
    fell = of_men and inside & around(words, "fell")
    if inside & _of_speech(words, "prisoners") or (of_men and held):
        made.append("captured")
    elif (
        not fell
        and (inside & _of_speech(words, "posts") and not (hit & inside and not taken & inside))
    ) or (taken & inside and inside & around(words, "ground")):
        made.append("posts_captured")
    losses_of_posts = made == ["posts_captured"] and not inside & around(words, "harmed")
    if inside & _of_speech(words, "dead") and made != ["captured"] and not losses_of_posts:
        made.append("killed")
    return made


def _events(words: Words, said: Sequence[str]) -> list[str]:
    text = f" {' '.join(said)} "
    return [w for w in words.load("speech")["denials"]["events"] if f" {w} " in text]


def is_blame(words: Words, said: Sequence[str]) -> bool:
    """Tell whether what is denied is what somebody did or lets happen, and no event or loss."""
    return _is_elsewhere(words, said) or not around(words, "blame").isdisjoint(said)


def _is_elsewhere(words: Words, said: Sequence[str]) -> bool:
    """Tell whether words tell of no event: responsibility, who began, policy; and of no loss."""
    return _is_of_no_event(words, said) and around(words, "deadly").isdisjoint(said)


def _is_of_no_event(words: Words, said: Sequence[str]) -> bool:
    text, plain = f" {' '.join(said)} ", around(words, "plain")
    return any(
        f" {w} " in text for w in words.load("speech")["denials"]["elsewhere"] if w not in plain
    )


def _is_none(words: Words, said: Sequence[str], told: Sequence[str]) -> bool:
    """Tell whether "it", "the charges" stand for what is no event: nothing told that happened."""
    accusing = around(words, "accusing")
    dead = words.load("speech")["denials"]["dead"]
    quiet = {w.lower() for w in told}.isdisjoint(
        {*dead, *_of_speech(words, "events")} - accusing - around(words, "no_event")
    )
    if quiet and not accusing.isdisjoint(said):
        return True
    vague = around(words, "vague")
    return _is_of_no_event(words, told) and all(
        w in vague or w.endswith(("day", "ly")) or len(w) < _SHORT or w[0].isupper() for w in said
    )


def _content(words: Words, said: Sequence[str]) -> Sequence[str] | None:
    """Return what is told: behind "claims that", "charges of harbouring", "accused X of"."""
    for k in range(1, len(said) - 1):
        behind = said[k] == "that" or (said[k] == "of" and said[k + 1].endswith("ing"))
        if behind and said[k - 1].rstrip("s") in around(words, "told"):
            return said[k + 1 :]
        if said[k] == "of" and any(w.startswith("accus") for w in said[max(0, k - _ACCUSED) : k]):
            return said[k + 1 :]
    return None


def _is_policy(words: Words, content: Sequence[str]) -> bool:
    """Tell whether of what somebody is accused is no event: "sheltering men who killed nine".

    So is "its soil is used for attacks".
    """
    policy = words.load("denials")["policy"]
    if not {"use", "used", "uses", "using"}.isdisjoint(content) and not set(
        policy["soil"]
    ).isdisjoint(content):
        return True
    stems = tuple(policy["stems"])
    return any(w.startswith(stems) and w.endswith("ing") for w in content[:_GERUND])


_ACCUSED = 7  # words from "accused" to its "of"
_GERUND = 3  # words of "of openly harbouring"
_SHORT = 3  # letters


def group_of(tokens: Tokens, words: Sequence[str], metric: str) -> str:
    """Return whose losses are denied: ``civilians``, ``own`` (the speaker's) or empty."""
    inside = set(words)
    if metric == "captured" and inside & around(tokens.words, "anybody"):
        return "own" if inside & around(tokens.words, "suffered") else ""
    if metric in HARM and inside & around(tokens.words, "civil"):
        return "civilians"
    if metric in HARM and not inside & around(tokens.words, "harm"):
        return ""
    return (
        "own"
        if inside & around(tokens.words, "owned") and inside & around(tokens.words, "forces")
        else ""
    )
