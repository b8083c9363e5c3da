"""Tables with headings: a figure in a column "Killed" is of dead, of whom the row speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.counts import quantities
from geo.reports.counts.forces import CIVILIANS, UNSPECIFIED, force_in, other_group, own_group
from geo.reports.counts.predicates import Item, Link, forms, metric_of
from geo.reports.counts.victims import PERSONS, noun_phrase, nouns
from geo.reports.documents import tables
from geo.reports.documents.marks import Claim
from geo.reports.language.numerals import number_at
from geo.reports.language.words import load
from geo.reports.losses import groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.region import RegionPack
    from geo.reports.attribution.known import Speaker
    from geo.reports.attribution.speakers import Voices
    from geo.reports.documents.document import Document
    from geo.reports.language.tokens import Tokens
    from geo.reports.losses.context import Context
    from geo.reports.losses.evidence import Report

_HEADING = 6  # words of a heading
_EMPTY = " -–—.?"  # what a cell without a figure may hold
_QUOTED = 70  # characters of a cell that is quoted whole
_OF_PERSONS = ("killed", "wounded", "attacked_persons", "captured", "missing")
# The forms of a predicate that a heading may have: "Killed", "Dead", "Deaths".
_FORMS = ("toll", "done", "state", "nouns")
_TWO = re.compile(r"\s*(\d+)\s*[/+]\s*(\d+)\s*$")


@dataclass(slots=True)
class Column:
    """A column of figures.

    Attributes
    ----------
    metrics
        What its figures count; two for "Killed/wounded".
    group
        Whose they are by its heading; empty where that does not say.
    kind
        Class of the noun of its heading, as in `counted.toml`.
    """

    metrics: tuple[str, ...]
    group: str
    kind: str


@dataclass(slots=True)
class Row:
    """A row of a table with headings.

    Attributes
    ----------
    cells
        Spans of its cells, without blanks around.
    columns
        The columns of figures, by number.
    source, whose
        Numbers of the columns that say who speaks and whose the figures are; None without one.
    speakers
        Who says the figures of a column, where the headings are two sides and the rows say what is
        counted.
    """

    cells: list[tuple[int, int]]
    columns: dict[int, Column] = field(default_factory=dict)
    source: int | None = None
    whose: int | None = None
    speakers: dict[int, Speaker] = field(default_factory=dict)


def rows(document: Document, report: Report, voices: Voices) -> dict[int, Row]:
    """Find the rows of tables with headings, by the number of their block."""
    made: dict[int, Row] = {}
    head: Row | None = None
    for number, block in enumerate(document.blocks):
        if block.kind != "table_row":
            head = None
            continue
        cells = list(tables.cells(document.text, block.start, block.end))
        headed = _head(document, cells, report) or _of_sides(document, cells, voices)
        if headed is not None:
            head = headed
        elif head is not None and abs(len(cells) - len(head.cells)) <= 1:
            made[number] = Row(cells, head.columns, head.source, head.whose, head.speakers)
    return made


def _head(document: Document, cells: Sequence[tuple[int, int]], report: Report) -> Row | None:
    """Read a row as headings; None where it holds a number or no heading of a figure."""
    made = Row(list(cells))
    for number, (start, end) in enumerate(cells):
        tokens = document.cut(start, end)
        if any(number_at(tokens, j) is not None for j in range(len(tokens))):
            return None
        said = document.text[start:end].strip(" .:").lower()
        if said in _columns()["source"]:
            made.source = number
        elif said in _columns()["whose"] and made.whose is None:
            made.whose = number
        elif (
            len(tokens) <= _HEADING and (column := column_of(tokens, said, report.pack)) is not None
        ):
            made.columns[number] = column
    return made if made.columns and len(cells) > 1 else None


def _of_sides(document: Document, cells: Sequence[tuple[int, int]], voices: Voices) -> Row | None:
    """Read a row as the headings of a table that sets two accounts side by side."""
    made = Row(list(cells))
    for number, (start, end) in enumerate(cells):
        tokens = document.cut(start, end)
        if len(tokens) > _HEADING or any(number_at(tokens, j) for j in range(len(tokens))):
            return None
        speaker = voices.resolve(tokens, 0, len(tokens)) if number and len(tokens) else None
        if speaker is not None and speaker.side in voices.pack.line_sides:
            made.speakers[number] = speaker
    sides = {speaker.side for speaker in made.speakers.values()}
    return made if len(sides) > 1 else None


def _side_by_side(
    document: Document, number: int, row: Row, report: Report, context: Context
) -> list[Claim]:
    """Make the claims of a row under two sides: "Pakistani soldiers killed | 58 | 23"."""
    label = document.cut(*row.cells[0])
    said = document.text[slice(*row.cells[0])].strip(" .:").lower()
    column = column_of(label, said, report.pack)
    made: list[Claim] = []
    for at, speaker in row.speakers.items():
        if column is None or at >= len(row.cells):
            continue
        start, end = row.cells[at]
        taken = column.kind in ("posts", "bases")
        other = other_group(report.pack, own_group(report.pack, speaker.side)) if taken else ""
        named = column.group or other
        for metric, first, last in _figures(document.text, start, end, column):
            tokens = document.cut(first, last)
            around = replace(context, tokens=tokens, previous=[])
            claim = _claim(number, tokens, metric, column, named, speaker, report, around)
            made += [claim] if claim is not None else []
    return made


def column_of(tokens: Tokens, said: str, pack: RegionPack) -> Column | None:
    """Read a heading; None where it names nothing that figures count.

    Parameters
    ----------
    tokens, said
        The heading, and how it is written in small letters.
    pack
        Whose parties are known.
    """
    kinds = [nouns(tokens.words).kinds.at(tokens, j) for j in range(len(tokens))]
    kind = next((hit[1] for hit in kinds if hit is not None and hit[1] != "other"), "")
    found: list[str] = []
    for j in range(len(tokens)):
        for form in _FORMS:
            hit = forms(tokens.words)[form].at(tokens, j)
            metric = metric_of(hit[1], kind) if hit is not None else ""
            if metric and metric not in found:
                found.append(metric)
                break
    for metric in ("killed", "wounded"):
        if not found and said in _columns()[metric]:
            found = [metric]
    if not found:
        return None
    if "attacked_persons" in found:
        found = ["attacked_persons"]
    force = force_in(pack, tokens, 0, len(tokens))
    group = force.group if force is not None else ""
    if not group and kind in ("civilians", "militants"):
        group = kind
    return Column(tuple(found[:2]), group, kind)


@lru_cache(maxsize=1)
def _columns() -> dict[str, frozenset[str]]:
    return {key: frozenset(said) for key, said in load("layout")["columns"].items()}


def claims(
    document: Document,
    number: int,
    row: Row,
    told: list[Claim],
    speaker: Speaker,
    voices: Voices,
    report: Report,
    context: Context,
) -> list[Claim]:
    """Make the claims of a row.

    Parameters
    ----------
    document, number
        The report and the number of the row's sentence.
    row, told
        The row, and what is claimed in it as in any sentence: "3 soldiers killed (ISPR)".
    speaker
        Who speaks where no column says it.
    voices, report
        Of the report.
    context
        What stands around the row.
    """
    if row.speakers:
        return _side_by_side(document, number, row, report, context)
    source = _source(document, row, voices, context)
    speaker = source or speaker
    whose = _whose(document, row, report)
    made = _kept(document, row, told, source) + list(_denied(document, number, row, speaker))
    nobody: list[tuple[int, int, str]] = []
    for at, column in row.columns.items():
        if at >= len(row.cells):
            continue
        start, end = row.cells[at]
        if any(start <= claim.start < end for claim in made):
            continue
        for metric, first, last in _figures(document.text, start, end, column):
            if _is_nobody(document.text[first:last]):
                nobody.append((first, last, metric))
                continue
            tokens = document.cut(first, last)
            around = replace(context, tokens=tokens)
            named = column.group or whose
            claim = _claim(number, tokens, metric, column, named, speaker, report, around)
            if claim is not None:
                made.append(claim)
    known = [c.victim_group for c in made if c.metric in _OF_PERSONS]
    for first, last, metric in nobody:
        if metric == "wounded" and any(m == "killed" for _, _, m in nobody):
            continue  # nobody was hurt: one claim
        if metric == "wounded" and any(c.metric == "killed" for c in made):
            continue
        group = whose or (known[0] if known else report.nobody(context))
        where = (first, last, number, speaker.text, speaker.side)
        made.append(Claim(*where, metric, group, 0, 0, rule="cell-nobody"))
    return sorted(made, key=lambda claim: claim.start)


def _kept(document: Document, row: Row, told: list[Claim], source: Speaker | None) -> list[Claim]:
    """Return what a row claims as any sentence does: by a column's cell, or not for a column.

    A denial is of what happened and no figure of a column, so it stands in any cell; so does a
    figure whose own cell is empty: "Two rockets killed three men | -".
    """
    filled = [
        (row.cells[at], column)
        for at, column in row.columns.items()
        if at < len(row.cells) and document.text[slice(*row.cells[at])].strip(_EMPTY)
    ]
    spans = [span for span, _ in filled]
    metrics = {metric for _, column in filled for metric in column.metrics}
    kept = [
        claim
        for claim in told
        if claim.stance == "denies"
        or claim.metric not in metrics
        or any(s <= claim.start < e for s, e in spans)
    ]
    kept = [_in_cell(row, claim) if claim.stance == "denies" else claim for claim in kept]
    if source is None:
        return kept
    return [replace(c, claimant=source.text, claimant_side=source.side) for c in kept]


def _denied(document: Document, number: int, row: Row, speaker: Speaker) -> Iterator[Claim]:
    """Deny what a row is about where a cell says no more: "the same | denied | -"."""
    for start, end in row.cells:
        if document.lower[start:end].strip(" .:") in _columns()["denied"]:
            where = (start, end, number, speaker.text, speaker.side)
            yield Claim(
                *where,
                "killed",
                UNSPECIFIED,
                None,
                None,
                is_exact=False,
                stance="denies",
                rule="cell",
            )


def _in_cell(row: Row, claim: Claim) -> Claim:
    """Cut a claim that was read to the end of its row off at the end of the cell it begins in."""
    end = next((e for s, e in row.cells if s <= claim.start < e), claim.end)
    return replace(claim, end=min(claim.end, end))


def _figures(text: str, start: int, end: int, column: Column) -> Iterator[tuple[str, int, int]]:
    """Give each figure of a cell with what it counts: "3/5" under "Killed/wounded" holds two."""
    two = _TWO.match(text, start, end)
    if len(column.metrics) == 2 and two is not None:
        for number, metric in enumerate(column.metrics, 1):
            yield metric, two.start(number), two.end(number)
    elif end > start:
        metric = column.metrics[0] if len(column.metrics) == 1 else "attacked_persons"
        yield metric, start, end


def _is_nobody(cell: str) -> bool:
    return cell.strip(" .").lower() in _columns()["nobody"]


def _source(document: Document, row: Row, voices: Voices, context: Context) -> Speaker | None:
    if row.source is None or row.source >= len(row.cells):
        return None
    tokens = document.cut(*row.cells[row.source])
    return voices.resolve(tokens, 0, len(tokens), near=context.near) if len(tokens) else None


def _whose(document: Document, row: Row, report: Report) -> str:
    if row.whose is None or row.whose >= len(row.cells):
        return ""
    tokens = document.cut(*row.cells[row.whose])
    force = force_in(report.pack, tokens, 0, len(tokens))
    kinds = [nouns(tokens.words).kinds.at(tokens, j) for j in range(len(tokens))]
    civil = any(hit is not None and hit[1] == "civilians" for hit in kinds)
    if civil and (force is None or force.is_country):
        return CIVILIANS
    if force is not None:
        return force.group
    return next((hit[1] for hit in kinds if hit is not None and hit[1] == "militants"), "")


def _claim(
    number: int,
    tokens: Tokens,
    metric: str,
    column: Column,
    named: str,
    speaker: Speaker,
    report: Report,
    context: Context,
) -> Claim | None:
    found = quantities.find(tokens)
    if not found:
        return None
    quantity = found[0]
    if quantity.first > 1:
        return None  # a cell that tells, and counts something on the way
    counted = noun_phrase(tokens, quantity.end)
    said = counted.kind not in ("", "other") or counted.reach > counted.end
    unit = ""
    if counted.kind == "families" or (not said and column.kind == "families"):
        head = counted.head or "families"
        unit = "households" if head.startswith("household") else "families"
    item = Item(quantity, counted)
    link = Link(quantity.first, quantity.end, (metric,), "cell")
    is_vague = not said or counted.kind == "people"  # "5 men" under "Soldiers killed"
    if not is_vague:
        whose = groups.of(report, item, link, speaker, context)
    elif named:
        whose = groups.Whose(named, "heading")
    elif column.kind in PERSONS:
        heading = noun_phrase(tokens, quantity.end)
        heading.kind = column.kind
        whose = groups.of(report, Item(quantity, heading), link, speaker, context)
    else:
        is_home = column.kind in ("houses", "families")
        item = Item(quantity, replace(counted, kind=column.kind)) if is_home else item
        whose = groups.of(report, item, link, speaker, context)
    start = tokens.starts[quantity.first]
    end = tokens.ends[-1]
    if end - start > _QUOTED:
        end = tokens.ends[max(quantity.end, counted.end) - 1]
    return Claim(
        *(start, end, number, speaker.text, speaker.side),
        *(metric, whose.group, quantity.low, quantity.high),
        is_exact=quantity.is_exact,
        unit=unit,
        rule="cell",
        whose=whose.clue,
    )
