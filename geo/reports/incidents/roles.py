"""What an incident is to its report: the news, history that is recalled, or a sum of several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.documents.marks import HARM, HARMED, When
from geo.reports.language import wording
from geo.reports.when import dates
from geo.reports.when.rule_names import EARLIER_THIS_WEEK, LAST_WEEK, WEEKS_OF_EVENT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.reports.documents.document import Document
    from geo.reports.incidents.draft import Incident
    from geo.reports.what.pieces import Piece

_OLD_DAYS = 3  # so many days before the news an event is history that is recalled
_OTHER_OLD_DAYS = 2  # so is one of another kind, which the news answered or is told with
_SUM_PROVINCES = 3
_SUM_PLACES = 3
_SUM_DAYS = 3  # so many days and several provinces, or none, make a sum
_LONG_SUM_DAYS = 10  # and so many wherever it was


# So many events of a list with days of their own, over so long and so long ago at most, are a log.
_LOG_EVENTS, _LOG_MOST_DAYS, _LOG_PAST_DAYS = 3, 100, 90

# So many days are a period that is reported on; a quarter is one whose events are recalled.
_PERIOD_DAYS, _PERIOD_MOST_DAYS = 6, 31
_PERIOD_PAST_DAYS = 20  # it ended so long ago at the most
_TITLED_MOST_DAYS, _TITLED_PAST_DAYS = 190, 100  # where the title names it: a half-year
_PERIOD_SENTENCES = 3  # it is named by the title, or among the first
_PERIOD_EVENTS = 2


def reported_period(
    document: Document, pieces: Sequence[Piece], incidents: Sequence[Incident]
) -> When | None:
    """Return the weeks or month that a report is a report of: "March in review", "1-15 June"."""
    dated = [i for i in incidents if i.precision == "day"]
    if len(dated) < _PERIOD_EVENTS:
        return _of_old_cases(document, incidents)
    if (log := _of_log(document, dated)) is not None:
        return log
    titled = dates.of_title(document)
    opening = [w for p in pieces if p.sentence < _PERIOD_SENTENCES for w in p.whens]
    for when in (w for w in (*titled, *opening) if w.rule != WEEKS_OF_EVENT):
        days = (when.last - when.first).days + 1
        past = (document.published - when.last).days if document.published else 0
        is_titled = any(when is title for title in titled)
        if days < _PERIOD_DAYS or days > (_TITLED_MOST_DAYS if is_titled else _PERIOD_MOST_DAYS):
            continue
        if past > (_TITLED_PAST_DAYS if is_titled else _PERIOD_PAST_DAYS):
            continue
        held = [i for i in dated if _is_within(i, when)]
        if len(held) >= _PERIOD_EVENTS:
            return when
    return _of_old_cases(document, incidents)


def _of_log(document: Document, dated: Sequence[Incident]) -> When | None:
    """Return the days of the entries of a list or table in which most of a report stands."""
    told = [i for i in dated if i.pieces[0].when is not None and i.first and i.last]
    entries = [i for i in told if i.pieces[0].flags & {"bullet", "row"} and i.role == "current"]
    if document.published is None or len(entries) < _LOG_EVENTS or 2 * len(entries) <= len(told):
        return None
    first, last = min(i.first for i in entries if i.first), max(i.last for i in entries if i.last)
    is_late = 0 <= (document.published - last).days <= _LOG_PAST_DAYS
    if not is_late or (last - first).days > _LOG_MOST_DAYS:
        return None
    return When(-1, -1, first, last, kind="period", rule="log")


_CASES = 3  # so many cases of some weeks ago, and nothing of late, are what a report is of
_CASES_PAST_DAYS = 60


def _of_old_cases(document: Document, incidents: Sequence[Incident]) -> When | None:
    """Return the days of the cases that a mission tells of weeks later."""
    if document.published is None:
        return None
    past = [
        ((document.published - i.last).days, i)
        for i in incidents
        if i.first is not None and i.last is not None and not _is_long(i.first, i.last)
    ]
    cases = [i for days, i in past if days <= _CASES_PAST_DAYS and i.fine and i.claims]
    if any(days <= _LONG_PAST_DAYS for days, _ in past) or len(cases) < _CASES:
        return None
    first, last = min(i.first for i in cases if i.first), max(i.last for i in cases if i.last)
    return When(-1, -1, first, last, kind="period", rule="cases")


def _is_long(first: date, last: date) -> bool:
    return (last - first).days >= _PERIOD_DAYS


def _is_within(incident: Incident, period: When) -> bool:
    if incident.first is None or incident.last is None:
        return False
    return period.first <= incident.first and incident.last <= period.last


def _is_sum(document: Document, incident: Incident, when: When | None) -> bool:
    """Tell a toll over several days without a place of its own."""
    provinces = {p.admin1_pcode for p in incident.places if p.admin1_pcode}
    is_wide = not incident.fine or len(provinces) >= _SUM_PROVINCES
    # "Operations in A, B and C from Tuesday to Sunday, in which 22 were killed in total".
    is_wide |= len(incident.fine) >= _SUM_PLACES and incident.tells("sums")
    is_long = when is not None and _days_of(document, when) >= _LONG_SUM_DAYS
    if when is None or incident.kind == "closure" or not (is_wide or is_long):
        return False
    if not any(c.metric in HARM | {"displaced"} for c in incident.claims):
        return False
    days = (when.last - when.first).days
    return when.kind in _OPEN or (when.precision == "day" and days >= _SUM_DAYS)


def _days_of(document: Document, when: When) -> int:
    """Return how many days a time reaches, "since" until the report; 0 for whole months."""
    until = document.published if when.kind in _OPEN else None
    if when.precision != "day" and until is None:
        return 0
    return ((until or when.last) - when.first).days


_OPEN = frozenset({"since", "begun"})  # times that go on until the report
_MANY = 10  # so many dead of a month or year, at no place, are of several events


def _is_toll_of_period(incident: Incident) -> bool:
    """Tell "fighting killed dozens in October": a toll of a month or year at no place."""
    if incident.precision == "day" or incident.fine:
        return False
    counts = [c.count_min for c in incident.claims if c.metric in HARMED]
    return max((count or 0 for count in counts), default=0) >= _MANY


_LATE = frozenset({EARLIER_THIS_WEEK, LAST_WEEK})
_SINGLE = frozenset({"suicide", "ied", "attack", "grenade", "abduction"})
_STRUCK = frozenset({"air", "shelling", "suicide", "ied", "grenade"})  # of one raid or bomb
_LOOSE = 3  # parts of a report that tell of a sum before it comes to places


def set_role(
    document: Document,
    incident: Incident,
    news: Incident | None,
    period: When | None,
    *,
    is_dated: bool,
) -> None:
    """Set the role of an incident.

    Parameters
    ----------
    document
        The report.
    incident
        With its pieces, dates and places; `role` is set.
    news
        What the report is about: what is told of days before it is history.
    period
        The days that the report is a report of: what happened on them is its news.
    is_dated
        Whether its own words say when it was.
    """
    if incident.role == "current":
        incident.role, why = _role(document, incident, news, period, is_dated=is_dated)
        incident.reasons.append(f"{incident.role}: {why}")


def _role(
    document: Document,
    incident: Incident,
    news: Incident | None,
    period: When | None,
    *,
    is_dated: bool,
) -> tuple[str, str]:
    """Return the role of an incident, and why."""
    flags = incident.pieces[0].flags
    if incident.kind == "closure":
        return _of_closure(document, incident)
    is_reported = period is not None and _is_within(incident, period)
    if "bullet" in flags and not flags & {"aggregate", "recalled"}:
        return _of_entry(document, incident, is_reported=is_reported)
    is_late = _is_late(incident)
    if incident.claims and _sums_up(document, incident, is_late=is_late):
        return "aggregate", "a tally, or counted over days or places"
    if is_reported and incident.precision == "day" and "recalled" not in flags:
        return "current", "of the days that are reported on"
    if not is_dated:
        if _is_toll_of_period(incident):
            return "aggregate", "a toll of the month that the report is one of"
        return "current", "no day of its own"
    if not (is_late or _is_old(document, incident, news)):
        return "current", "of the days of the news"
    is_raid = incident.kind in _STRUCK and bool(incident.places)  # "in May jets killed 45 in X"
    is_tally = "aggregate" in flags or (_is_toll_of_period(incident) and not is_raid)
    if incident.claims and is_tally:
        return "aggregate", "a tally of days before the news"
    return "background", "recalled, or of days before the news"


def _of_closure(document: Document, incident: Incident) -> tuple[str, str]:
    """Return the role of a gate that is shut: history where it is over, or was so long ago."""
    when = incident.pieces[0].when
    goes_on = when is not None and when.kind == "since"
    is_old = not goes_on and _is_long_past(document, incident)
    is_old &= incident.precision != "day" or not incident.pieces[0].tells("incidents", "lasts")
    if is_old or (when is not None and dates.is_over(when)):
        return "background", "shut long ago, or open again"
    return "current", "a gate that is shut"


def _of_entry(document: Document, incident: Incident, *, is_reported: bool) -> tuple[str, str]:
    """Return the role of an entry of a timeline."""
    when = incident.pieces[0].when
    if _is_long_past(document, incident) and not is_reported:
        return "background", "an entry of long before the report"
    is_sum = _is_sum(document, incident, when)
    if when is None and _is_toll_of_period(incident):
        return "aggregate", "a toll of the month that the report is one of"
    if is_sum and when is not None and incident.first == when.first:
        return "aggregate", "an entry that counts over days or places"
    return "current", "an entry of its own"


def _is_late(incident: Incident) -> bool:
    """Tell one event "last week": of a kind that is one, or in one district."""
    first = incident.pieces[0]
    when = first.when
    if when is None or when.rule not in _LATE or "aggregate" in first.flags:
        return False
    districts = {p.admin2_pcode or p.place_id for p in incident.fine}
    return incident.kind in _SINGLE or len(districts) == 1


def _sums_up(document: Document, incident: Incident, *, is_late: bool) -> bool:
    """Tell a tally: by its words, or by the days over which it was counted."""
    first = incident.pieces[0]
    when = first.when
    if "aggregate" in first.flags:
        is_few = "bullet" in first.flags or len(incident.pieces) <= _LOOSE
        if first.tells("incidents", "long_since") or (is_few and not incident.fine):
            return True
    is_period = when is not None and when.kind == "period" and incident.first == when.first
    if when is not None and is_period and (when.last - when.first).days <= _SUM_DAYS:
        is_period = not (incident.fine and _has_days(incident, when))
    return _is_sum(document, incident, when) or (is_period and not is_late)


def _is_old(document: Document, incident: Incident, news: Incident | None) -> bool:
    """Tell history: what is recalled, long past, or was so many days before the news."""
    first, is_of_day = incident.pieces[0], incident.precision == "day"
    is_lead = "lead" in first.flags
    if "recalled" in first.flags or _is_long_past(document, incident, is_lead=is_lead):
        return True
    base = news.first if news is not None else document.published
    if news is not None and document.published is not None and _is_of_truce(document, news):
        # What a truce ended is history beside it.
        return (
            incident.last is not None and (document.published - incident.last).days >= _TRUCE_DAYS
        )
    is_news = is_lead and is_of_day and (incident is news or first.sentence == 0)
    if incident.first is None or base is None or is_news:
        return False
    days = (base - incident.first).days
    is_other = days >= _OTHER_OLD_DAYS and _is_other(incident, news)
    return days >= _OLD_DAYS or not is_of_day or is_other or first.tells("incidents", "earlier")


def _is_of_truce(document: Document, news: Incident) -> bool:
    """Tell a report that opens with a truce that was agreed, and tells of no event there."""
    first, piece = document.sentences[0], news.pieces[0]
    if piece.sentence == 0:
        return False
    agreed = wording.of(document.words, "incidents")["truce_made"]
    return agreed.is_in(document.text[first.start : first.end])


_TRUCE_DAYS = 2  # what was so many days before a truce is no news of it


def _has_days(incident: Incident, period: When) -> bool:
    """Tell whether days of a period are told by themselves: "two days ... on Sunday"."""
    told = (piece.when for piece in incident.pieces[1:])
    days = (when for when in told if when is not None and when.kind == "window")
    return any(period.first <= day.first and day.last <= period.last for day in days)


def _is_other(incident: Incident, news: Incident | None) -> bool:
    """Tell an event of another kind than the news that no part of a list or "meanwhile" tells."""
    if news is None or news.kind in (incident.kind, "closure"):
        return False
    first = incident.pieces[0]
    return first.sentence > 0 and not first.flags & {"opens", "bullet"}


_LONG_PAST_DAYS = 14  # a report so much later tells of no news any more
_LEAD_PAST_DAYS = 21  # and so much later none even where it opens with it


def _is_long_past(document: Document, incident: Incident, *, is_lead: bool = False) -> bool:
    if document.published is None or incident.last is None:
        return False
    days = _LEAD_PAST_DAYS if is_lead else _LONG_PAST_DAYS
    return (document.published - incident.last).days > days
