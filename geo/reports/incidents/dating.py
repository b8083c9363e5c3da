"""Days of incidents: of those of which none is told, of gates that are shut, of what goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.reports.incidents.draft import related
from geo.reports.language import wording
from geo.reports.when import dates
from geo.reports.when.rule_names import NTH_DAY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import When
    from geo.reports.incidents.draft import Incident
    from geo.reports.what.pieces import Piece


_NEWS_DAYS = 4  # what a report without the day of its news tells of was so many days before


def set_only_day(
    document: Document, pieces: Sequence[Piece], incidents: Sequence[Incident]
) -> None:
    """Give the news the only day that is told anywhere in a report, behind its lead.

    "Nine died, the governor said on Friday. Thursday had begun with a crowd at the gate."

    Parameters
    ----------
    document
        The report.
    pieces
        All of it.
    incidents
        Put together of them; the first that is no closure is the news.
    """
    news = next((i for i in incidents if i.kind != "closure"), None)
    published = document.published
    if news is None or published is None or any(i.first for i in incidents):
        return
    said = [w.first for p in pieces for w in p.whens if w.kind == "posted"]
    told = [
        w
        for p in pieces
        if not p.flags & {"recalled", "aftermath", "habitual", "unrelated", "another"}
        for w in p.whens
        if w.kind == "window" and w.precision == "day"
    ]
    days = {(w.first, w.last) for w in told}
    if len(days) != 1 or not 0 < (published - told[0].first).days <= _NEWS_DAYS:
        return
    if not said or told[0].last <= min(said):
        news.first, news.last, news.precision = told[0].first, told[0].last, "day"
        news.reasons.append("the only day that the report tells")


def inherit(document: Document, incident: Incident, main: Incident | None) -> None:
    """Give an incident of which no day is told that of its list, of the news or of the report.

    Parameters
    ----------
    document
        The report.
    incident
        Without a day; `first`, `last` and `precision` are set.
    main
        The incident told before it, or the news of the report.
    """
    header = incident.pieces[0].header
    main = _news_of(incident, main)
    said = _said_on(incident)
    if main is not None and said is not None and _is_told_apart(incident, main, said):
        main = None
    if header is not None:
        incident.first, incident.last = header.first, header.last
        incident.reasons.append("dated as the words over the list say")
    elif incident.kind != "closure" and (titled := _day_of_title(document)) is not None:
        incident.first, incident.last = titled.first, titled.last
        incident.precision = titled.precision
        incident.reasons.append("nothing said: the day of the title")
    elif main is not None and incident.kind != "closure":
        incident.first, incident.last = _day_of(main, incident.pieces[0])
        incident.precision = main.precision
        incident.reasons.append("dated like the news")
    elif said is not None:
        incident.first = incident.last = said
        incident.reasons.append("nothing said: the day it was told")
    elif document.published is not None:
        incident.first = incident.last = document.published
        incident.reasons.append("nothing said: the day of publication")


def _day_of(news: Incident, piece: Piece) -> tuple[date | None, date | None]:
    """Return the day of the news; of a gate, which is shut long after, the first.

    "The gate stayed shut on Monday and gunfire broke out": of Monday, as the sentence says.
    """
    if news.kind != "closure":
        return news.first, news.last
    beside = [w for p in news.pieces if p.sentence == piece.sentence for w in p.whens]
    days = [w for w in beside if w.kind == "window" and w.precision == "day"]
    return (days[-1].first, days[-1].last) if days else (news.first, news.first)


def _news_of(incident: Incident, main: Incident | None) -> Incident | None:
    """Return the incident whose day one without a day shares; None for an item of a list."""
    if main is None or main.last is None:
        return None
    if _is_elsewhere(incident, main) or _is_another(incident, main):
        return None
    flags = incident.pieces[0].flags
    is_item = "bullet" in flags
    if "headlined" in flags and not {p.block for p in main.pieces} & {incident.pieces[0].block}:
        return None  # each item of a live page is of the day of the page
    is_item &= incident.pieces[0].block != main.pieces[0].block
    return None if is_item and "bullet" in main.pieces[0].flags else main


def _is_elsewhere(incident: Incident, main: Incident) -> bool:
    """Tell an event of which a report tells later, elsewhere, with its day; no raid of a night."""
    is_behind = main.pieces[0].start > incident.pieces[0].start
    is_apart = related(incident.places, main.places) < 0
    is_other = main.kind != incident.kind or main.kind not in _RAIDS
    return is_behind and is_apart and is_other


_RAIDS = frozenset({"air", "shelling"})  # which hit several places in one night


def _is_told_apart(incident: Incident, news: Incident, said: date) -> bool:
    """Tell an event of which was told before the day of the news; or elsewhere, on a later one.

    "Shells killed two in Kunar on Monday. | The army said on Sunday that it shot four in Tank."
    """
    if news.first is not None and said < news.first:
        return True
    if news.last is None or said <= news.last or related(incident.places, news.places) >= 0:
        return False
    first, blocks = incident.pieces[0], {piece.block for piece in news.pieces}
    is_tied = first.block in blocks or bool(first.flags & _TIED)
    is_tied |= first.tells("incidents", "told_with")
    return not is_tied and all(
        w.kind != "posted" or w.first != said for p in news.pieces for w in p.whens
    )


_TIED = frozenset({"definite", "opens", "another"})  # "the raids", "meanwhile", "separately"


def _is_another(incident: Incident, main: Incident) -> bool:
    """Tell "In a separate incident on Tuesday", told behind one without a day."""
    first = main.pieces[0]
    return first.start > incident.pieces[0].start and "another" in first.flags


_TITLE_DAYS = 7  # a title names a day of the news, so many days before publication at most


def _day_of_title(document: Document) -> When | None:
    """Return the one day, week or month that a report's title names: "Evening of 15 October".

    What a report of the early morning tells of was in the night before: "Situation at first light".
    """
    if document.published is None:
        return None
    whens = dates.of_title(document)
    days = [w for w in whens if w.precision == "day" and w.kind in ("window", "posted")]
    if not days and len(whens) == 1:
        return _period_of_title(document, whens[0])
    if len({day.first for day in days}) != 1:
        return None
    if (days[0].last - days[0].first).days > 1:
        return _period_of_title(document, days[0])
    if not 0 <= (document.published - days[0].first).days <= _TITLE_DAYS:
        return None
    if wording.of(document.words, "incidents")["at_dawn"].is_in(document.title):
        return replace(days[0], first=days[0].first - timedelta(days=1))
    return days[0]


def _period_of_title(document: Document, when: When) -> When | None:
    """Return the week or month of which a report is one, by its title: "Review, 5-11 October"."""
    days = (when.last - when.first).days
    is_period = when.precision == "day" and _WEEK_DAYS - 1 <= days <= _WEEK_DAYS
    if when.precision == "month":
        is_period = wording.of(document.words, "incidents")["review"].is_in(document.title)
    past = (document.published - when.last).days if document.published is not None else -1
    return when if is_period and 0 <= past <= _PERIOD_PAST_DAYS else None


_WEEK_DAYS = 7
_PERIOD_PAST_DAYS = 14  # the report of a week or month appears so many days behind it


def _said_on(incident: Incident) -> date | None:
    """Return the day on which an incident was told of, where its report says so first."""
    whens = [w for piece in incident.pieces[:_TOLD_PIECES] for w in piece.whens]
    return next((w.first for w in whens if w.kind == "posted" and w.precision == "day"), None)


_TOLD_PIECES = 3  # the first parts of an incident, in which it is said when it was told


_SINCE_FIGHT_DAYS = 7  # a gate that was shut was so since a fight so many days before
_SHUT_DAYS = 60  # and one that "remained shut" since one so long before


def shut_with_fight(closure: Incident, told: Sequence[Incident]) -> None:
    """Let a gate of which it is only said that it is shut be so since the fight told with it.

    "The border was closed", of no day; "remained closed on Friday, a day after troops fought".
    """
    piece = closure.pieces[0]
    when = piece.when
    is_open = when is None and piece.header is None
    is_open |= when is not None and when.kind == "window" and piece.tells("incidents", "lasts")
    fights = [
        fight
        for fight in told
        if is_open and fight.kind != "closure" and _are_told_together(fight, closure)
    ]

    def apart(fight: Incident) -> tuple[bool, int]:
        return not _is_at(fight, closure), abs(fight.pieces[-1].start - piece.start)

    nearest = sorted(fights, key=apart)[:1]
    whens = [w for p in closure.pieces for w in p.whens if is_open and w.kind == "window"]
    days = sorted(w.last for w in whens if w.precision == "day")
    most = _SHUT_DAYS if closure.tells("lasts") else _SINCE_FIGHT_DAYS
    for day in (*(fight.last for fight in nearest), *days):
        if day and closure.first and 0 < (closure.first - day).days <= most:
            closure.first = day
            closure.reasons.append("shut since the day or the fight told with it")
            return


def _are_told_together(fight: Incident, closure: Incident) -> bool:
    """Tell a fight at the gate that was shut, or of its paragraph."""
    blocks = {fight.pieces[0].block, fight.pieces[-1].block}
    is_there = closure.pieces[0].block in blocks or _is_at(fight, closure)
    return is_there and fight.last is not None


def _is_at(fight: Incident, closure: Incident) -> bool:
    """Tell a fight where the gate is, or at the town by whose name the gate is called."""
    names = {place.text.lower() for place in closure.places}
    is_named = any(place.text.lower() in names for place in fight.places)
    return is_named or related(fight.places, closure.places) > 0


_MARK_CHARS = 4  # an entry begins with its day, behind a mark


def set_closure_window(document: Document, incident: Incident, main: Incident | None) -> None:
    """Let a closure last from its first day to the day of the report, unless it is told as over."""
    first = incident.pieces[0]
    found = [p.when for p in incident.pieces if p.when is not None and not _is_past(p, first)]
    when = next((w for w in found if w.kind in ("since", "duration")), found[0] if found else None)
    if document.published is None:
        return
    # What follows or went before, "after ...", is a piece by itself.
    spans = [(s.start, s.end) for s in (document.sentences[p.sentence] for p in incident.pieces)]
    said = wording.of(document.words, "incidents")
    is_since = any(said["since_then"].search(document.text, *span) for span in spans)
    if when is None and main is not None and main.first is not None and is_since:
        incident.first, incident.precision = main.first, "day"
    if when is not None and when.kind in ("since", "duration"):
        incident.first, incident.precision = when.first, when.precision
        header = incident.pieces[0].header
        if when.rule == NTH_DAY and header is not None:
            incident.first -= document.published - header.last
            incident.last = header.last
            return
        if when.rule == NTH_DAY and _is_of_day_before(document, incident, main):
            incident.first -= timedelta(days=1)
    elif incident.precision != "day" or _is_recalled(incident, document.published):
        return
    if when is not None and (dates.is_over(when) or dates.has_end(when, document.text)):
        return
    lasts = first.tells("incidents", "lasts") or first.tells("incidents", "no_end")
    is_past = when is not None and when.kind == "window" and not lasts
    if is_past and when is not None and (document.published - when.last).days > _SHUT_DAYS:
        return  # a day so long ago, and not since when
    opens = document.blocks[first.block].start + _MARK_CHARS
    is_entry = when is not None and when.kind == "window" and when.start <= opens
    is_entry &= "bullet" in first.flags or first.header is not None
    if (
        (is_entry or (when is None and first.header is not None))
        and incident.first != document.published
        and not lasts
    ):
        return  # an entry of its own day
    ends = (w.last for p in incident.pieces for w in p.whens if w.kind == "future")
    end = next((day for day in ends if incident.first and incident.first <= day), None)
    if end is not None and end < document.published and incident.tells("shut_then"):
        incident.last = end  # "It stayed shut until Saturday"
        return
    if incident.first is not None and not incident.tells("was_over"):
        incident.last = max(document.published, incident.first)


def _is_past(piece: Piece, first: Piece) -> bool:
    """Tell "It stayed shut for 27 days", behind the day on which it was shut this time."""
    is_known = piece is not first and first.when is not None
    when = piece.when
    is_long = when is not None and when.kind == "duration" and when.rule != NTH_DAY
    return is_known and is_long and piece.tells("incidents", "shut_then")


def _is_recalled(closure: Incident, published: date) -> bool:
    """Tell one that is only recalled, and not "hours after the gate was shut" of these days."""
    when, first = closure.pieces[0].when, closure.first
    is_late = first is not None and (published - first).days <= _SINCE_FIGHT_DAYS
    is_dated = when is not None and when.kind == "window"
    return "recalled" in closure.pieces[0].flags and not (is_late and is_dated)


def _is_of_day_before(document: Document, closure: Incident, main: Incident | None) -> bool:
    """Tell "it stayed shut for a third day" in the paper of the day after that."""
    told = main.pieces[0].whens if main is not None else []
    days = [w.last for w in told if w.kind in ("window", "posted") and w.precision == "day"]
    published = document.published
    is_counted = closure.first is not None and not any(
        w.kind == "window" for piece in closure.pieces[:1] for w in piece.whens
    )
    is_news = bool(days) and published is not None and max(days) == published - timedelta(days=1)
    return is_counted and is_news and closure.pieces[0].tells("incidents", "stayed")


def open_end(document: Document, incident: Incident) -> None:
    """Let what has been going on since a day last until the report."""
    _still_on(document, incident)
    when = incident.pieces[0].when
    if when is None or document.published is None:
        return
    on_that_day = wording.of(document.words, "incidents")["on_that_day"]
    if incident.kind != "closure" and on_that_day.search(document.text, when.end):
        return
    is_whole = (when.first, when.last) == (incident.first, incident.last)
    if when.kind in ("since", "begun") and is_whole:
        incident.last = max(document.published, when.first)


def _still_on(document: Document, incident: Incident) -> None:
    """Let a fight of these days last that "is still going on", or "has not stopped since"."""
    if document.published is None or incident.last is None or incident.role != "current":
        return
    days = (document.published - incident.last).days
    if incident.kind in _FIGHTS and 0 < days <= _NEWS_DAYS and incident.tells("still_on"):
        incident.last = document.published
        incident.reasons.append("said to go on")


_FIGHTS = frozenset({"clash", "shelling", "air"})
