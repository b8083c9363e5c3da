"""What times are resolved against: the day of publication, and the days told before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.reports.when.day_words import has_solar
from geo.reports.when.entries import is_head

if TYPE_CHECKING:
    from geo.reports.documents.document import Document
    from geo.reports.documents.parts import Block

# First day, last day, precision, and the kind of expression where the rule tells it.
Found = tuple[date, date, str, str] | None
WEEK = timedelta(days=7)


class UnresolvedError(ValueError):
    """An expression means no day, as what it counts from is not known."""


class Reader:
    """What expressions of one document are resolved against.

    Attributes
    ----------
    published
        The day of publication; None where not known.
    first, last, told_in
        The window named last, for "that night" and "a day earlier", and the block that names it.
    month
        The first and last day of the month named last, for "that month".
    is_night
        Whether that window was named by an evening or night.
    opened
        The day named first.
    begins, here
        Where the sentence begins that is read, and the day named last in it.
    named, is_named_here
        First and last day and precision of what was named last, by whatever kind of expression, and
        whether it was in the sentence that is read.
    spoke, spoke_in
        The day named last on which somebody spoke or met, and the block that names it.
    written
        The day of a dateline, if the report may have been published soon after.
    told
        The day on which the report first says that somebody spoke, or that it was written.
    is_solar
        Whether the document has a month or year of the Solar Hijri calendar.
    week
        The week that the report is one of, by its title or headings; None for others.
    year
        The year that stands as a heading over what is read; None where none does.
    block, entry
        What block is read, and the last day of the entry it is, or of the heading over it.
    text, words
        The report, and the vocabulary it is read with.
    said
        The day on which the sentence's speaker spoke, for "overnight"; None where not told.
    """

    def __init__(self, document: Document) -> None:
        self.published = document.published
        self.first: date | None = None
        self.last: date | None = None
        self.told_in: Block | None = None
        self.month: tuple[date, date] | None = None
        self.is_night = False
        self.opened: date | None = None
        self.begins = 0
        self.here: date | None = None
        self.named: tuple[date, date, str] | None = None
        self.is_named_here = False
        self.spoke: date | None = None
        self.spoke_in: Block | None = None
        self.written: date | None = None
        self.told: date | None = None
        self.said: date | None = None
        self.block: Block | None = None
        self.entry: date | None = None
        self.week: tuple[date, date] | None = None
        self.year: int | None = None
        self.text = document.text
        self._is_quoted = document.is_quoted
        self.words = document.words
        self.is_solar = has_solar(document.vocabulary)

    @property
    def today(self) -> date:
        """The day of publication; raises `UnresolvedError` where it is not known."""
        if self.published is None:
            raise UnresolvedError
        return self.published

    def enter(self, block: Block) -> None:
        """Begin to read a block; the day of an entry ends with it."""
        if block is not self.block:
            self.block, self.entry = block, None

    def open_entry(self, start: int, end: int, day: date, precision: str) -> None:
        """Take a day for that of the block, if it stands at its head by itself."""
        if precision == "day" and self.block and is_head(self.text, self.block, start, end):
            self.entry = day

    @property
    def is_only_spoken_here(self) -> bool:
        """Whether the block tells a day on which somebody spoke, and none of an event."""
        is_here = self.spoke_in is not None and self.spoke_in is self.block
        return is_here and self.told_in is not self.block

    def spoken_at(self, offset: int) -> date | None:
        """Return the day on which words in quotation marks were said, where their block tells it.

        "“Shells fell yesterday,” he said on Thursday" counts from that Thursday.
        """
        if self.spoke is None or self.spoke_in is not self.block or not self._is_quoted(offset):
            return None
        is_recent = self.published is None or timedelta() <= self.published - self.spoke <= WEEK
        return self.spoke if is_recent else None

    def recent(self, weekday: int, *, strictly: bool = False) -> date:
        """Return the last such weekday up to publication, or strictly before it.

        In the report of a week it is a day of that week, if that was of late.
        """
        if self.week is not None:
            return self.week[1] - timedelta(days=(self.week[1].weekday() - weekday) % 7)
        back = (self.today.weekday() - weekday) % 7
        return self.today - timedelta(days=7 if strictly and back == 0 else back)

    def ymd(self, day: int, month: int, year: int | None) -> date:
        """Make a day; without a year the last one that is not after publication.

        Raises
        ------
        ValueError
            There is no such day: "31 June".
        """
        if year := year or self.year:
            return date(year, month, day)
        made = date(self.today.year, month, day)
        # What is told has happened.
        return made if made <= self.today + WEEK else date(self.today.year - 1, month, day)
