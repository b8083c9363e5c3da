"""What is noticed of a piece of a report: that it recalls, denies, sums up, sets the scene."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.reports.language import triggers, wording
from geo.reports.language.words import PACKS
from geo.reports.who.verbs import armed

if TYPE_CHECKING:
    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import When
    from geo.reports.language.scanning import Hit, Table
    from geo.reports.language.triggers import Trigger
    from geo.reports.language.words import Words
    from geo.reports.what.pieces import Piece

_STAMP = re.compile(r"\b\d{1,2}[:.]\d{2}\b[^\n]*$")
_STAMP_CHARS = 16


class _Noticed(NamedTuple):
    """What is noticed by words alone: in the sentence, in the piece, in what the piece tells."""

    of_sentence: set[str]
    of_piece: set[str]
    of_main: set[str]


def read(document: Document, piece: Piece) -> None:
    """Set the flags of a piece, and its words as they stand when it is whole."""
    piece.text = document.text[piece.start : piece.end]
    is_haul = _is_haul(piece)
    if is_haul:
        piece.kind, piece.triggers = "", []
    noticed = _noticed(document, piece)
    said = _of_layout(document, piece) | _of_words(document, piece, noticed)
    if is_haul:
        said["arrest"] = True
    if piece.triggers:
        said |= _of_event(document, piece)
    piece.flags |= {name for name, holds in said.items() if holds}
    later = noticed.of_piece & {"aftermath", "died_later"}
    if later and not piece.kind:
        piece.whens = _before_aftermath(document, piece, later)


def _is_only_flown(piece: Piece, noticed: set[str]) -> bool:
    """Tell "drones had circled above it": no event word says what they did, nobody was hit."""
    if "flown" not in noticed or piece.kind not in ("", "air"):
        return False
    aircraft = wording.of(piece.words, "pieces")["aircraft"]
    told = (piece.text[t.start - piece.start : t.end - piece.start] for t in piece.triggers)
    return all(map(aircraft.is_in, told)) and not any(c.count_max != 0 for c in piece.claims)


def _is_haul(piece: Piece) -> bool:
    """Tell of arms that were found."""
    is_haul = piece.kind in ("", *_ARMS) and piece.tells("pieces", "haul")
    return bool(is_haul) and not piece.tells("pieces", "went_off")


def _noticed(document: Document, piece: Piece) -> _Noticed:
    sentence = document.sentences[piece.sentence]
    remarks, span = _remarks(document.words), (sentence.start, sentence.end)
    of_piece = of_sentence = remarks.names(document.lower, *span, document.scan)
    if (piece.start, piece.end) != span:
        of_piece = remarks.names(document.lower, piece.start, piece.end, document.scan)
    of_main = of_piece
    if "happened" in of_piece:
        # "It happened in X, one of the districts that have long been fought over"
        happened = wording.of(document.words, "pieces")["happened"].pattern
        main = happened.split(document.lower[piece.start : piece.end])[-1].split(", one of")[0]
        of_main = remarks.names(main, 0, len(main))
    return _Noticed(of_sentence, of_piece, of_main)


def _of_layout(document: Document, piece: Piece) -> dict[str, object]:
    """Notice where a piece stands: an item, a row, a heading, the lead, an item of a live page."""
    text, block = document.text, document.blocks[piece.block]
    stamped = _STAMP.search(text, max(0, block.start - _STAMP_CHARS), block.start)
    # an item of a live page: its headline, and what stands under it
    headlined = stamped is not None and "\n" in text[block.start : block.end]
    return {
        "bullet": block.is_item and piece.start <= block.start + 2,
        "row": block.kind == "table_row",
        "heading": block.kind == "heading",
        "lead": piece.sentence < 2,
        "stamped": stamped,
        "headlined": headlined,
        "headline": headlined and "\n" not in text[block.start : piece.start],
    }


def _of_words(document: Document, piece: Piece, noticed: _Noticed) -> dict[str, object]:
    """Notice what a piece is by its words, and by what is counted and who acts in it."""
    of_sentence, of_piece, of_main = noticed
    said_of = wording.of(document.words, "pieces")
    sentence = document.sentences[piece.sentence]
    low = document.lower[piece.start : piece.end]
    told = of_main if piece.kind else of_sentence
    is_hit = any(trigger.kind for trigger in piece.triggers)
    is_hit |= bool(piece.claims) and bool(piece.tells("pieces", "attacked"))
    disaster = {"disaster"} if is_hit else {"disaster", "weather"}
    if not _is_violent(piece):
        disaster.add("topics")
    return {
        "another": "another" in of_piece,
        "opens": triggers.words(document.words, "opens").match(low.lstrip(" ,;")[:40]),
        "soft": not piece.triggers and not piece.claims and _is_soft(piece),
        "definite": piece.triggers and "definite" in of_piece,
        "defence": "defence" in of_piece,
        "nothing": "nothing" in of_piece or _is_only_flown(piece, of_piece),
        "aftermath": "aftermath" in of_piece,
        "unrelated": "unrelated" in of_sentence,
        "denial": piece.claims and all(c.stance == "denies" for c in piece.claims),
        "reply": "reply" in of_piece,
        "pronoun": piece.finds(said_of["pronoun"]),
        "it": piece.finds(said_of["it"]),
        "reopened": "reopened" in of_sentence
        and triggers.is_reopened(document.words, document.lower, sentence.start, sentence.end),
        "habitual": "habitual" in of_main
        or ("ongoing" in of_main and _is_undated(document, piece)),
        "aggregate": "aggregate" in of_main,
        "custody": "custody" in of_piece and not piece.kind and _are_taken_civilians(piece),
        "arrest": "custody" in of_piece and not piece.kind and _are_arrested(document, piece),
        "disaster": not disaster.isdisjoint(told),
        "beside_disaster": is_hit and "weather" in of_sentence,
    }


def _is_violent(piece: Piece) -> bool:
    """Tell a piece that tells violence, whatever it is about: "hit after a match, killing two"."""
    if piece.kind in _BOMBS or (piece.kind and (piece.claims or piece.actors)):
        return True
    return bool(piece.claims) and bool(piece.tells("pieces", "attacked"))


_BOMBS = frozenset({"air", "shelling", "suicide", "ied"})


def _of_event(document: Document, piece: Piece) -> dict[str, object]:
    """Notice what makes an event word tell of another time, or of what has not happened."""
    text, said_of = document.text, wording.of(document.words, "pieces")
    sentence = document.sentences[piece.sentence]
    answered = piece.finds(said_of["answered"])
    behind = piece.start + (answered.end() if answered is not None else 0)
    news = [t for t in piece.triggers if t.start >= behind] or piece.triggers
    # "Gates were shut in the wake of a bombing": of the bombing, and not of the gates.
    news = [t for t in news if piece.kind == "closure" or t.kind != "closure"] or news
    told = next((t for t in news if t.kind), news[0])
    is_when = piece.finds(said_of["when"])  # "since Monday, when two died"
    before = document.lower[piece.start if is_when else sentence.start : told.start]
    near = before[-_NEAR:]
    recall = triggers.remark(document.words, "recall")
    recalled = recall.first(near, 0, len(near), document.scan, told.start - len(near))
    # "In retaliation for the strikes, forces shelled X": what follows the comma is told.
    goes_on = [t for t in piece.triggers[1:] if "," in text[piece.triggers[0].end : t.start]]
    if recalled is not None and _is_told_of(piece, told, before, recalled):
        goes_on = []  # "The strikes followed an assault, in which a bomber ..."
    is_news = recalled is not None and (
        _is_of_aside(piece, told.start - len(near) + recalled.start)
        or _is_news(document, piece, near[recalled.start : recalled.end])
        or said_of["hour"].search(near, recalled.end) is not None
        or piece.tells("incidents", "beaten")  # "gave a befitting response to the fire"
    )
    hypothetical = triggers.remark(document.words, "hypothetical")
    return {
        "recalled": recalled and not is_news and not any(t.kind for t in goes_on),
        "hypothetical": not piece.claims
        and hypothetical.first(
            document.lower,
            max(sentence.start, told.start - _REMARK_CHARS),
            told.start,
            document.scan,
        ),
    }


_ARMS = frozenset({"suicide", "ied", "grenade", "shelling"})  # kinds that a weapon's name may tell
_REMARK_CHARS = 45  # within so many before an event word stands what makes it no event


def _is_undated(document: Document, piece: Piece) -> bool:
    """Tell a sentence of a running text, behind its lead, that tells neither days nor figures.

    A report may open with its news in any tense: "Jets have bombed X".
    """
    block = document.blocks[piece.block]
    is_running = not block.is_item and block.kind != "heading"
    is_lead = piece.block == document.sentences[0].block
    is_dated = any(when.kind in ("window", "since") for when in piece.whens)
    return is_running and not (is_lead or is_dated or piece.claims)


def _are_taken_civilians(piece: Piece) -> bool:
    return all(c.metric == "captured" and c.victim_group == "civilians" for c in piece.claims)


def _are_arrested(document: Document, piece: Piece) -> bool:
    """Tell people whom police hold or let go, and no soldiers: no event by itself."""
    return all(
        c.metric == "captured" and armed(piece.words).search(document.text[c.start : c.end]) is None
        for c in piece.claims
    )


def _before_aftermath(document: Document, piece: Piece, later: set[str]) -> list[When]:
    """Keep the days of the event in "three men shot dead on Friday were buried on Saturday"."""
    hit = _remarks(document.words).all(document.lower, piece.start, piece.end)
    at = min((h.start for h in hit if h.name in later), default=piece.end)
    told = [claim.start for claim in piece.claims if claim.start < at]
    return [when for when in piece.whens if told and told[0] < when.start < at]


def _is_of_aside(piece: Piece, at: int) -> bool:
    """Tell the "since" of "X, in power since 2021, attacked": it recalls no event."""
    return any(w.kind == "aside" and 0 < w.end - at <= _NEAR for w in piece.whens)


def _is_told_of(piece: Piece, told: Trigger, before: str, recalled: Hit) -> bool:
    """Tell whether an event stands before the words that recall another."""
    at = told.start - len(before[-_NEAR:]) + recalled.start
    return any(t.end <= at for t in piece.triggers)


_NEAR = 40  # letters before an event word in which it may be recalled
_NEWS_DAYS = 4


def _is_news(document: Document, piece: Piece, word: str) -> bool:
    """Tell "families have left since guns opened up on Saturday", with which a report opens.

    So does "the truce is holding, a day after the two sides fought", unless another event is told
    before that.
    """
    days = [w for w in piece.whens if w.kind in ("window", "since") and w.precision == "day"]
    if piece.sentence > 1 or document.published is None:
        return False
    if word != "since" and "cause" not in piece.flags:
        told = document.triggers[piece.sentence]
        if not wording.of(document.words, "pieces")["days_after"].is_in(word) or any(
            t.kind and t.start < piece.start for t in told
        ):
            return False
    return any(0 <= (document.published - day.last).days < _NEWS_DAYS for day in days)


def _is_soft(piece: Piece) -> bool:
    """Tell a sentence that sets the scene of an event: who moved where, and when."""
    dated = any(w.kind == "window" and w.precision == "day" for w in piece.whens)
    return (
        dated
        and bool(armed(piece.words).search(piece.text) or piece.tells("pieces", "bodies"))
        and bool(piece.places or piece.tells("pieces", "seen"))
    )


@lru_cache(maxsize=PACKS)
def _remarks(words: Words) -> Table:
    """Return all that is noticed by words alone, for a text in lower case."""
    said = words.load("events")
    kept = {name: rows for name, rows in said["not_events"].items() if name not in _ELSEWHERE}
    return triggers.table(kept | said["remarks"])


# Looked for where they count: before the event word, at the beginning.
_ELSEWHERE = frozenset({"hypothetical", "recall", "opens", "that_was", "to_reopen"})
