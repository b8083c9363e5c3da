"""What kind of day an expression names: of an event, of saying, of what began or is to come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.reports.language import triggers, wording

if TYPE_CHECKING:
    from geo.reports.documents.document import Document
    from geo.reports.language.wording import Ending
    from geo.reports.when.day_reader import Reader


def kind_of(
    document: Document,
    sentence: tuple[int, int],
    span: tuple[int, int],
    kind: str,
    reader: Reader,
) -> str:
    """Tell what an expression dates: an event, what somebody says, or only whom it speaks of.

    Parameters
    ----------
    document
        The report.
    sentence, span
        Offsets of the sentence, and of the expression in it.
    kind
        What its rule says of it; empty where it leaves that open.
    reader
        What it was resolved against.
    """
    (start, end), (at, stop) = sentence, span
    if kind in ("period", "future", "duration"):
        return kind
    if kind == "event":
        return "window"  # it is counted from an event, whoever speaks
    text, said, near = document.text, wording.of(reader.words, "days"), max(start, at - _NEAR)
    before = said.before(text[near:at], document.scan, near)
    is_since = text[at : at + 6].lower() == "since "
    begun = said.before(text[near : at + 6], document.scan, near) if is_since else before
    of_event = said["of_event"].search(text, stop - 2, end)
    if of_event is None and not (is_since or before.has("since")):
        of_event = said["of_event"].search(text, stop, end)  # but "since May shelling has killed"
    if of_event is not None:
        return "window"  # "Friday's raid", "the overnight strikes": of that day, whoever speaks
    is_of_day = said["killed_then"].search(text, stop, end) is not None
    if begun.has("ranked") and not is_of_day:
        return "aside"
    is_day = reader.named is None or reader.named[2] == "day"
    # Months and years have their preposition with them: "the offensive of 2014".
    lead = 0 if is_day else _lead(text, at)
    to_day = said.before(text[start : at + lead], document.scan, start)
    is_since = is_since or begun.has("since") or (not is_day and to_day.has("since_event"))
    if not is_day and (to_day.has("in_mind") or (is_since and _is_of_state(to_day, reader))):
        return "aside"
    if is_since:
        return "window" if is_of_day and not said["shut"].is_in(text[start:at]) else "since"
    if before.has("since_began") or (
        before.has("which_began") and said["has_since"].search(text, stop, end)
    ):
        return "begun"
    if not is_day and before.has("since_changed"):
        usual = triggers.remark(reader.words, "habitual")
        low = text[start:at].lower()
        if usual.first(low, 0, len(low)) is not None:
            return "begun"  # "violence has surged since a truce ended in May"
    clause = said.before(text[start:at], document.scan, start)
    if clause.has("of_works"):
        return "aside"
    if _is_of_clause(clause, text[stop:end], reader, is_day=is_day):
        return "aside"
    if is_day and _is_posted(reader, text, (start, end), (at, stop), before):
        return "posted"
    if before.has("future"):
        return "future"
    return "window"


_NEAR = 90  # characters before an expression in which it is told what it dates


def _lead(text: str, at: int) -> int:
    """Return how many characters of an expression are its preposition: "of 2014", "since May"."""
    word = text[at : at + _LEAD].partition(" ")[0]
    return len(word) + 1 if word.lower() in ("of", "in", "since", "during") else 0


_LEAD = 8  # characters of "during" and what follows it


def _is_of_clause(before: Ending, after: str, reader: Reader, *, is_day: bool) -> bool:
    """Tell "militants who had fled in May 2009 said": a time of a clause that tells no event.

    The clause has its verb before the time; what it went on during is no event that is told.
    """
    said = wording.of(reader.words, "days")
    clause = before.find("clause")
    if clause is None and not is_day:
        clause = before.find("told_clause")
    if clause is None or said["left"].is_in(after):
        return False
    told = said["no_event"].pattern.sub("", clause["told"])
    goes_on = said["goes_on"].search(after)
    if goes_on is not None:
        told += goes_on[0]  # "which answered on Friday with air strikes"
    return not triggers.any_in(reader.words, told.lower())


def _is_of_state(before: Ending, reader: Reader) -> bool:
    """Tell "where many families have lived since 2014": a clause of what has been so since."""
    said = wording.of(reader.words, "days")
    clause = before.find("where_clause") or before.find("clause") or before.find("beside")
    if (
        clause is None
        or said["lasting"].is_in(clause["told"])
        or said["shut"].is_in(clause["told"])
    ):
        return False
    told = said["no_event"].pattern.sub("", clause["told"])
    is_there = clause[0].lower().startswith("where ")  # "where the army has fought since 2014"
    return is_there or not triggers.any_in(reader.words, told.lower())


_QUOTED = re.compile(r",[ \t]*[\"“‘']")


def _is_posted(
    reader: Reader, text: str, sentence: tuple[int, int], span: tuple[int, int], before: Ending
) -> bool:
    """Tell a day of saying from a day of the event."""
    (start, end), (at, stop), said = sentence, span, wording.of(reader.words, "days")
    if before.has("behind_teller"):
        return False
    if before.has("posted") or said["said_after"].search(text, stop, end):
        return True
    if before.has("teller") and said["of_whom_said"].search(text, stop, end):
        return True
    if before.has("truce"):
        return True
    if said["cited"].is_in(before.text) and text[stop : stop + 1] in (")", ";"):
        return True
    spoke = said["speaker_said"].search(text, stop, end)
    if spoke is None or said["head"].search(text, start, at) is None:
        return False
    if text[stop : stop + 1] == text[spoke.end() : spoke.end() + 1] == ",":
        return _QUOTED.match(text, spoke.end()) is not None  # "On 28 June, the army said, jets ..."
    # "On 22 February, X carried out air strikes on what it called camps": of the strikes; but not
    # "On Friday, officials who look into the blast said".
    told = said["named_event"].pattern.sub(" ", text[stop : spoke.end()].lower())
    return not triggers.any_in(reader.words, told)
