"""Rules of `day_rules.toml` that others ask for by their names, and those that no row has."""

from __future__ import annotations

OVERNIGHT = "overnight"
LAST_NIGHT = "last night, overnight"
BEFORE_MIDNIGHT = "before midnight"
AROUND_MIDNIGHT = "around midnight"
TODAY, YESTERDAY, DAY_BEFORE = "today", "yesterday", "the day before yesterday"
WEEKDAY = "weekday"
THAT_DAY = "that day"
EARLIER = "days earlier"
EARLIER_THIS_WEEK, LAST_WEEK = "earlier this week", "last week"
LAST_DAYS = "the last days"
LASTING = "for some days"
NTH_DAY = "for the nth day"
AFTER_EVENT = "so many days after an event"
DAYS_OF_EVENT, WEEKS_OF_EVENT = "so many days of an event", "so many weeks of an event"
# Made of two expressions, or of one and what its sentence says.
UNTIL_MORNING = "until morning"
# Days in figures with their month, of which those before may be in words.
OF_MONTH = frozenset(
    {
        "iso day",
        "day, month and year in numbers",
        "two days of a month",
        "two days and their month",
        "nights of a month",
        "month and day",
        "day and month",
    }
)
