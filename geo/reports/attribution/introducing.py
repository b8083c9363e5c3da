"""Whom a report names before they speak: people with their office, offices, groups, its hero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.attribution.clauses import sentence_subject
from geo.reports.attribution.known import Speaker, plain
from geo.reports.attribution.lookups import LOCAL, kinds
from geo.reports.attribution.phrases import (
    apposition_end,
    is_local,
    is_title,
    speakers,
)
from geo.reports.counts.predicates import forms, verb_at
from geo.reports.counts.victims import nouns

if TYPE_CHECKING:
    from geo.reports.attribution.speakers import Voices
    from geo.reports.language.tokens import Tokens

_HERO = 6  # words of a sentence that may begin with whom a story is about
_PERSON = 2  # words of a name alone
_LONG = 25  # words of a sentence in which a name in passing is no "he" of the next


def introduce(voices: Voices, tokens: Tokens, near: str) -> None:
    """Keep in mind the people that a sentence names without letting them speak."""
    before = voices.last_person
    for i in range(len(tokens) - 2 if "other" in tokens.low else 0):
        parties = speakers(tokens.words, "parties")
        named = tokens.low[i : i + 2] == ("the", "other") and tokens.low[i + 2] in parties
        # "nine of the other side died", "the other side was warned": it says nothing
        is_spoken_of = tokens.low[i - 1] == "of" or _is_warned(tokens, i + 3)
        if named and not is_spoken_of:
            voices.resolve(tokens, i, i + 3, near=near)
    for i, j, row in voices.known.names.all(tokens):
        if row["kind"] == "person":
            voices.resolve(tokens, i, j, near=near)
    for comma in range(1, len(tokens) - 2):
        if tokens.low[comma] == ",":
            _introduce_apposed(voices, tokens, comma, near)
    _introduce_subject(voices, tokens, near)
    if before is not None and voices.last_person is not before and len(tokens) > _LONG:
        voices.last_person = before
    if voices.last_person is None:
        _introduce_honoured(voices, tokens)
    about = _whom_it_is_about(voices, tokens)
    voices.hero = voices.hero or about
    tells = about is not None and voices.persons.keys().isdisjoint(about.text.split())
    if tells and forms(voices.words)["toll"].inside(tokens, 0, len(tokens)) is None:
        voices.last_person = about  # "Gul Khan, who fled, lives in a tent"; then "he says"


def _is_warned(tokens: Tokens, verb: int) -> bool:
    """Tell "was warned", which is done to somebody."""
    was = " ".join(tokens.low[verb : verb + 2])
    return was.startswith(("was ", "were ")) and was.endswith(("ed", " told", " hit", " shot"))


def _introduce_subject(voices: Voices, tokens: Tokens, near: str) -> None:
    """Keep in mind whom a sentence is about: "The army saw it otherwise. Nine died, it said"."""
    subject = sentence_subject(tokens)
    if subject is None or "other" in tokens.low[slice(*subject)]:
        return
    first, end = subject
    if verb_at(tokens, end, "suffers") is not None:
        return  # "A shepherd was killed, he told us"
    single = not speakers(tokens.words, "single").isdisjoint(tokens.low[first:end])
    if single and tokens.low[first] in ("a", "an", "another", "one"):
        voices.last_person = voices.named(tokens, first, end, near) or voices.last_person
    elif voices.may_speak(tokens, first, end):
        named = voices.named(tokens, first, end, near)
        voices.last_body = named or voices.last_body
        voices.last_spoken = voices.last_body
        if named is not None and end - first > _PERSON and voices.is_name(tokens, first):
            voices.remember(tokens, first, end, named)  # "Gul Khan of the council disagrees"
    elif is_local(tokens, first, end):
        voices.last_spoken = voices.named(tokens, first, end, near) or voices.last_spoken


def _introduce_apposed(voices: Voices, tokens: Tokens, comma: int, near: str) -> None:
    """Keep in mind "a guest, Gul Khan" and "Ziauddin, the deputy governor"."""
    people = speakers(voices.words, "local")
    guest = tokens.low[comma - 1] in voices.words.listed("frames", "guests") | people
    if guest and tokens.raw[comma + 1][:1].isupper():
        last = comma + 1
        while last < len(tokens) and tokens.raw[last][:1].isupper():
            last += 1
        told = Speaker(plain(tokens, comma + 1, last), LOCAL, "person")
        voices.remember(tokens, comma + 1, last, told)
    if not tokens.raw[comma - 1][0].isupper():
        return
    end = apposition_end(tokens, comma)
    if end is None or not (is_title(tokens, comma + 1, end) or is_local(tokens, comma + 1, end)):
        return
    first = comma
    while first > max(0, comma - 4) and tokens.raw[first - 1][0].isupper():
        first -= 1
    if voices.row(tokens, first, comma) is None and not voices.is_common(tokens, first):
        voices.resolve(tokens, first, end, near=near)


def _whom_it_is_about(voices: Voices, tokens: Tokens) -> Speaker | None:
    """Read whom a story begins with: "Gul Marjan's shop has two doors"."""
    if len(tokens) < _HERO or not all(
        raw.isalpha() and raw[:1].isupper() and not raw.isupper() for raw in tokens.raw[:2]
    ):
        return None
    end = 3 if tokens.raw[2][:1].isupper() and tokens.raw[2].isalpha() else 2
    goes_on = tokens.low[end] in ("'s", "has", "had", "was", "is", "sat", "stood", ",")
    if not goes_on or tokens.raw[end][:1].isupper():
        return None
    names = (voices.known.places, voices.known.countries, voices.known.names, voices.forces)
    if any(table.at(tokens, j) is not None for table in names for j in range(end)):
        return None
    if any(voices.is_common(tokens, j) or voices.is_no_person(tokens, j) for j in range(end)):
        return None
    return Speaker(plain(tokens, 0, end), LOCAL, "person")


def _introduce_honoured(voices: Voices, tokens: Tokens) -> None:
    """Keep in mind "Haji Rahmat", "Malik Zarin": people without office."""
    honoured = voices.words.listed("speech", "speakers", "honoured")
    if honoured.isdisjoint(tokens.raw):
        return
    for i in range(len(tokens) - 1):
        if tokens.raw[i] in honoured and tokens.raw[i + 1][:1].isupper():
            end = i + 2
            while end < len(tokens) and end < i + 4 and tokens.raw[end][:1].isupper():
                end += 1
            voices.remember(tokens, i + 1, end, Speaker(plain(tokens, i, end), LOCAL, "person"))
            return


def mention_group(voices: Voices, tokens: Tokens) -> None:
    """Keep in mind the group that a sentence names: "the group", later, is that."""
    for i, j, force in voices.forces.all(tokens):
        if not force.is_country and force.side in voices.pack.claimant_sides:
            voices.group = Speaker(plain(tokens, i, j), force.side, "body")


def mention(voices: Voices, tokens: Tokens) -> None:
    """Keep in mind the office that a sentence names: "they" may be its people."""
    for i, j, _ in kinds(voices.words)["official"].all(tokens):
        counted = nouns(voices.words).kinds.at(tokens, i)
        if counted is not None and counted[1] == "forces":
            continue  # "dozens of Pakistani soldiers" speak for nobody
        habit = voices.known.habits.at(tokens, i)
        is_listed = tokens.low[i - 1 : i] == (",",)  # "sources: TTP, deputy commissioner"
        named = "" if is_listed else voices.country(tokens, max(0, i - 2), i)
        country = named or (habit[1].side if habit else "")
        if not country:
            continue
        told = Speaker(plain(tokens, max(0, i - 1), j), country, "official")
        if voices.last_body is None:
            voices.mentioned = told
        for body in voices.bodies_in(tokens, i, j) if named else ():
            voices.bodies.setdefault(body, told)
