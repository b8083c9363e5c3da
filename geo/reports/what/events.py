"""What a report tells of: its sentences cut into pieces that each tell one event."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from geo.reports.documents.marks import FINE, GROUND, HARM, UNITS
from geo.reports.language import triggers, wording
from geo.reports.what import clauses, disasters, flags, forms, gates, heads
from geo.reports.what.heads import EVENT_DATE
from geo.reports.what.pieces import Piece, when_of
from geo.reports.who import agency, meant
from geo.reports.who.verbs import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Claim, Place, When
    from geo.reports.language.triggers import Trigger
    from geo.reports.language.wording import Wording
    from geo.reports.language.words import Words
    from geo.reports.who.actors import Actor, Actors

_Mark = TypeVar("_Mark", "When", "Place", "Claim", "Actor")


def cut(
    document: Document,
    whens: Sequence[When],
    places: Sequence[Place],
    claims: Sequence[Claim],
    actors: Actors,
) -> list[Piece]:
    """Cut a document into pieces and hand each what stands in it.

    Parameters
    ----------
    document
        The report.
    whens, places, claims
        What was found in it; places with a reason are left out.
    actors
        Of the region.
    """
    pieces: list[Piece] = []
    named = sorted([*actors.find_in(document), *actors.governments(places)])
    parties = [party for party in named if not document.is_in_dateline(party.start)]
    of_sentence = zip(
        _by_sentence(document, whens),
        _by_sentence(document, (place for place in places if not place.reason)),
        _by_sentence(document, claims),
        _by_sentence(document, parties),
        _by_sentence(document, meant.find(document, actors)),
        strict=True,
    )
    for number, (own, here, figures, acting, men) in enumerate(of_sentence):
        sentence = clauses.undated(document, document.sentences[number], here)
        joints, days = _joints(document, own, here, figures) if len(here) > 1 else ([], set())
        events = document.triggers[number]
        spans = [(sentence.start, sentence.end)]
        if joints or days or len(events) + len(figures) > 1:  # else it tells one event
            spans = clauses.spans(document, sentence, events, [*joints, *days])
        told = [_piece(document, number, *span, own, here, figures, acting, men) for span in spans]
        _share(told, joints)
        _share_verb(told, days)
        for piece in told:
            if piece.kind == "closure" and not piece.places:
                piece.places = gates.named_beside(document, piece, places)
        pieces += _joined(document, told)
    for piece in pieces:
        flags.read(document, piece)
    _spread_habits(pieces)
    disasters.spread(pieces)
    if any(actors.parties[name].is_in(document.text, document.scan) for name in _ELSEWHERE):
        _set_other_borders(pieces, actors)
    heads.read_headlines(pieces)
    heads.share_days(document, pieces)
    heads.share_over(document, pieces)
    heads.share_heads(document, pieces, places, whens)
    heads.share_headline(document, pieces)
    forms.share(document, pieces)
    for piece in pieces:
        piece.when = when_of(piece)
    return pieces


def _joints(
    document: Document, whens: Sequence[When], places: Sequence[Place], claims: Sequence[Claim]
) -> tuple[list[int], set[int]]:
    """Return where places with figures of their own are joined, or else with days of their own."""
    joints = list(clauses.between_shares(document, _shares(claims, places)))
    days = clauses.between_days(document, _dated(whens, places)) if not joints else ()
    return joints, set(days)


def _shares(claims: Sequence[Claim], places: Sequence[Place]) -> list[tuple[int, int, str]]:
    """Return where the figures and places of a sentence stand, in order."""
    figures = [
        (claim.start, claim.start, clauses.FIGURE)
        for claim in claims
        if claim.stance == "asserts" and not claim.is_subset
    ]
    return sorted([*figures, *_located(places)])


def _dated(whens: Sequence[When], places: Sequence[Place]) -> list[tuple[int, int, str]]:
    """Return where the days and places of a sentence stand, in order; nothing where all is one."""
    days = [w for w in whens if w.kind in EVENT_DATE and w.precision == "day"]
    if len({(w.first, w.last) for w in days}) <= 1:
        return []
    return sorted([*((w.start, w.end, clauses.DAY) for w in days), *_located(places)])


def _located(places: Sequence[Place]) -> list[tuple[int, int, str]]:
    return [(p.start, p.end, clauses.PLACE) for p in places if p.level in _LOCATING]


_LOCATING = FINE | UNITS


def _share_verb(pieces: Sequence[Piece], joints: Collection[int]) -> None:
    """Give places with days of their own the verb and subject that they have in common.

    "Jets bombed Foo on Monday and Bar on Tuesday"; "on Monday in Foo and on Tuesday in Bar".
    """
    for left, right in pairwise(pieces):
        if right.start not in joints or not (left.places and right.places):
            continue
        right.flags.add("share")
        told, bare = (left, right) if left.triggers else (right, left)
        if not bare.triggers:
            bare.triggers, bare.kind = told.triggers, told.kind
            bare.actors = bare.actors or told.actors


def _share(pieces: Sequence[Piece], joints: Sequence[int]) -> None:
    """Give shares of one sentence the day and verb that they have in common.

    "Two died in Foo and five in Bar on Monday"; "jets hit Foo, killing two, and Bar, killing five".
    """
    for left, right in pairwise(pieces):
        if right.start not in joints or not (left.claims and left.places and right.places):
            continue
        right.flags.add("share")
        if not left.whens:
            left.whens = [when for when in right.whens if when.kind in EVENT_DATE]
        told = [right.text[t.start - right.start : t.end - right.start] for t in right.triggers]
        if not right.kind and all(_said(right.words)["participle"].is_in(word) for word in told):
            right.kind = left.kind


def _said(words: Words) -> Wording:
    """Return the rows of `wording/pieces.toml`."""
    return wording.of(words, "pieces")


def _by_sentence(document: Document, marks: Iterable[_Mark]) -> list[list[_Mark]]:
    """Return the marks that begin in each sentence."""
    rows: list[list[_Mark]] = [[] for _ in document.sentences]
    for mark in marks:
        number = document.sentence_at(mark.start)
        sentence = document.sentences[number]
        if sentence.start <= mark.start < sentence.end:
            rows[number].append(mark)
    return rows


_AND_SO = re.compile(r"[ \t,]*and[ \t]+(?:another|an?|the|two|three)\b")


def _spread_habits(pieces: Sequence[Piece]) -> None:
    """Let what a sentence goes on with be as usual as what it began with."""
    for left, right in pairwise(pieces):
        if left.sentence != right.sentence:
            continue
        if "habitual" in left.flags and not right.whens:
            right.flags.add("habitual")
        if "recalled" in left.flags and _AND_SO.match(right.text):
            right.flags.add("recalled")  # "It followed a raid on Monday and another on Tuesday"
        if _said(left.words)["fronted"].is_in(left.text) and right.places:
            right.flags.add("another")  # "After bombs in X, jets struck Y"
            if not (left.whens or left.claims):
                left.flags.add("recalled")


def _is_in_third(piece: Piece, actors: Actors) -> bool:
    """Tell "in the south of Tajikistan", and "in X in Iran" of what is told at no other place."""
    found = piece.finds(actors.parties["in_third"])
    return found is not None and all(
        not piece.text[place.end - piece.start : found.start()].strip(" ,")
        for place in piece.places
    )


_ELSEWHERE = ("other_border", "in_third")


def _set_other_borders(pieces: Sequence[Piece], actors: Actors) -> None:
    """Set aside what guards of a third country do, and what is told without a place behind it.

    In a report that opens with it that is all until a place is told with a day or kind of its own.
    """
    is_elsewhere, opens = False, None
    for piece in pieces:
        if piece.is_event and (
            piece.finds(actors.parties["other_border"]) or _is_in_third(piece, actors)
        ):
            is_elsewhere = True
        elif piece.places or piece.whens:
            is_elsewhere = False
        if opens is None and piece.is_event:
            opens = is_elsewhere
        is_new = bool(piece.kind) and "definite" not in piece.flags
        is_own = bool(piece.places) and (is_new or bool(piece.whens))
        opens = opens and not is_own
        if is_elsewhere or opens:
            piece.flags.add("unrelated")


def _piece(
    document: Document,
    number: int,
    start: int,
    end: int,
    whens: Sequence[When],
    places: Sequence[Place],
    claims: Sequence[Claim],
    actors: Sequence[Actor],
    men: Sequence[Actor],
) -> Piece:
    text = document.text
    found = [t for t in document.triggers[number] if start <= t.start and t.end <= end]
    words = document.words
    piece = Piece(start, end, number, document.sentences[number].block, found, words=words)
    piece.scan = document.scan
    piece.whens = [w for w in whens if start <= w.start < end]
    piece.places = [p for p in places if start <= p.start < end]
    piece.claims = [c for c in claims if start <= c.start < end]
    piece.text = text[start:end]
    piece.actors = [a for a in actors if start <= a.start and a.end <= end]
    if piece.actors:
        told = start + agency.told_until(piece.told)
        piece.actors = [a for a in piece.actors if a.end <= told]
    piece.meant = [a for a in men if start <= a.start and a.end <= end]
    piece.quoted = [(a - start, b - start) for a, b in document.quoted(start, end)]
    _set_kind(document, piece)
    return piece


def _set_kind(document: Document, piece: Piece) -> None:
    """Set the kind of a piece by its event words."""
    words, text = document.words, document.text[piece.start : piece.end]
    of_sentence = document.triggers[piece.sentence]
    is_behind = bool(of_sentence) and of_sentence[0].end <= piece.start
    # What only went before; but "X shelled Y, in answer to a raid on Z, in which two died".
    opening = None if is_behind else _said(words)["answered"].search(text)
    start = piece.start + (opening.end() if opening is not None else 0)
    began = _said(words)["began_after"].find(text, document.scan, piece.start)
    if began is not None and any(
        t.kind == "air" and t.start >= piece.start + began.end() for t in piece.triggers
    ):
        start = piece.start + began.end()  # "The fighting began after jets struck X"
    told = [t for t in piece.triggers if t.start >= start]
    if not told:
        told, start = piece.triggers, piece.start
    is_of_group = any(actor.kind == "group" for actor in piece.actors)
    is_regained = any(t.kind == "regain" for t in told)
    if is_regained and not is_of_group and not listed(words, "militants").is_in(text):
        # Armies take posts from each other; ground is taken back from insurgents.
        of_army = _said(words)["of_posts"]
        told = [
            t._replace(kind="clash")
            if t.kind == "regain" and of_army.is_in(document.lower[t.start : t.end])
            else t
            for t in told
        ]
    piece.kind = _kind_of(document, told, start, piece.end)
    if not told and any(c.metric in GROUND and c.count_min for c in piece.claims):
        piece.kind = "clash"  # "Nine posts were taken": they were fought for


def _kind_of(document: Document, found: Sequence[Trigger], start: int, end: int) -> str:
    """Take the kind that says most of what was used; of several clashes and strikes the first."""
    words, scan, text = document.words, document.scan, document.lower[start:end]
    said = _said(words)

    def has(name: str) -> bool:
        return said[name].is_in(text, scan, start)

    strong = [t.kind for t in found if t.kind]
    if not strong and found:
        means = triggers.by_means(words, document.lower, start, end, scan)
        return "clash" if means == "shelling" and has("mutual") else means
    if {"shelling", "attack"} & set(strong) and "air" not in strong and has("mutual"):
        return "clash"
    if set(strong) <= {"clash", "attack"} and has("any_weapon"):
        # "a drone fired at their car"
        means = triggers.by_means(words, document.lower, start, end, scan)
        is_shot_at = not (has("fought") or has("mutual"))
        if means and is_shot_at and (means == "air" or "clash" in strong):
            return means
    is_suicide = "suicide" in strong and not has("blew")
    if is_suicide and (strong[0] == "clash" or has("bombers_among")):
        # "killed 25 militants, four of them suicide bombers"
        strong = [kind for kind in strong if kind != "suicide"] or ["clash"]
    if strong[:1] in (["clash"], ["attack"]) and "ied" in strong and has("razed"):
        strong = [kind for kind in strong if kind != "ied"]
    for kind in ("suicide", "ied", "grenade"):
        if kind in strong:
            return kind
    rest = [kind for kind in strong if kind not in ("closure", "property")]
    if not rest:
        rest = [kind for kind in strong if kind != "closure"]
    if "closure" in strong and (not rest or strong[0] == "closure"):
        return "closure"
    if "air" in rest and "shelling" in rest and (rest[0] != "shelling" or has("missiles")):
        return "air"
    return rest[0] if rest else ""


def _joined(document: Document, made: Sequence[Piece]) -> list[Piece]:
    """Join pieces that tell the same event again: those without a place or day of their own."""
    kept: list[Piece] = []
    for piece in made:
        if kept and not _is_apart(document, kept[-1], piece):
            left = kept[-1]
            left.end = piece.end
            is_recalled = piece.tells("pieces", "recalls") and bool(left.triggers)
            left.triggers += () if is_recalled else piece.triggers
            left.whens += piece.whens
            left.places += piece.places
            left.claims += piece.claims
            left.actors += piece.actors
            if not is_recalled:
                _set_kind(document, left)
        else:
            kept.append(piece)
    gates.share(document, kept)
    return kept


def _lie_apart(ours: Sequence[Place], theirs: Sequence[Place]) -> bool:
    """Tell places that do not hold each other: two districts do not, though one province does."""
    fine = [[p for p in places if p.level != "admin1"] for places in (ours, theirs)]
    if all(fine):
        ours, theirs = fine
    return not any(
        a.parents & {b.place_id} or b.parents & {a.place_id} for a in ours for b in theirs
    )


def _is_apart(document: Document, left: Piece, right: Piece) -> bool:
    if not (left.is_event and right.is_event):
        return False
    if "share" in right.flags:
        return _lie_apart(left.places, right.places)
    link = document.text[right.start : right.start + 24].strip(" ,;").lower()
    said = _said(document.words)
    if said["after"].is_in(link) and said["comes"].is_in(left.text):
        return True  # "The clashes come (two days) after jets bombed X"
    if said["fronted"].is_in(left.text) and right.places:
        return not left.places or _lie_apart(left.places, right.places)
    dated = [w for w in right.whens if w.kind in EVENT_DATE]
    if right.kind == "closure" or left.kind == "closure":
        is_told = bool(right.kind) or any(c.metric in HARM for c in right.claims)
        return right.kind != left.kind and is_told
    if said["answering"].is_in(link):
        # "In retaliation for strikes, in which nine died": of those, up to another comma.
        comma = said["fronted_end"].search(document.text, right.start, right.end)
        end = right.end if comma is None else comma.start()
        is_told = any(claim.start < end for claim in right.claims)
        return bool(dated or right.places or (is_told and right.kind not in ("", left.kind)))
    if not left.claims and said["and_in"].is_in(right.text):
        return False  # "They struck in X and in Y, killing nine"
    before = [w for w in left.whens if w.kind in EVENT_DATE]
    if dated and before and (right.kind or right.claims):
        return any(a.first != b.first for a in dated for b in before)
    if left.places and right.places and (right.claims or right.kind):
        return _lie_apart(left.places, right.places)
    return said["following"].is_in(link) and bool(right.places or dated)
