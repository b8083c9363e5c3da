"""Names of places in a text: what the gazetteer knows, and what a frame or a list makes one."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from geo.reports.where.certain import TOWN_WEIGHT
from geo.reports.where.cues import LIST_GAP, Line, lexicon, name_at
from geo.reports.where.framed import framed, is_no_name, is_owned, owned
from geo.reports.where.known_names import longest, sounding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer.index import Index
    from geo.reports.documents.document import Document
    from geo.reports.where.cues import Toponym


def find(
    document: Document, index: Index, elsewhere: frozenset[str] = frozenset()
) -> list[Toponym]:
    """Find the names in a document, in order; they do not overlap."""
    found: list[Toponym] = []
    elsewhere = elsewhere | lexicon(document.words)["names.channels"]
    states = document.words.listed("states", "names")
    for number, sentence in enumerate(document.sentences):
        line = Line(document, number, sentence)
        if not any(token.is_capital for token in line.tokens):
            continue
        found.extend(
            toponym
            for toponym in _of_sentence(line, index)
            if document.lower[toponym.start : toponym.end] not in elsewhere
            and (toponym.hits or document.lower[toponym.start : toponym.end] not in states)
        )
    return found


def _of_sentence(line: Line, index: Index) -> list[Toponym]:
    tokens = line.tokens
    found: list[Toponym] = []
    for at in [number for number, token in enumerate(tokens) if token.begins]:
        if found and at < found[-1].last:
            continue
        toponym = longest(line, at, index)
        if toponym is not None and "named_on" in toponym.cues:
            toponym = _lengthened(line, toponym, index)
        if toponym is not None and found and is_owned(line, toponym.start, found[-1]):
            toponym.cues = (toponym.cues - {"person"}) | {"placed"}
        if toponym is not None and found and _is_holder(line, toponym, found[-1]):
            toponym.cues.add("placed")
        if toponym is not None and found and _is_in_brackets(line, toponym, found[-1], index):
            toponym.cues.add("placed")
        if toponym is None:
            toponym = framed(line, at)
        if toponym is None and found:
            toponym = owned(line, at, found[-1])
        if toponym is not None:
            found.append(toponym)
            found += _rest_of_list(line, toponym, index)
    found = _with_neighbours(line, found)
    for toponym in found:
        if toponym.tier == "frame":
            toponym.alike = sounding(tokens[toponym.first : toponym.last], index)
    _join_lists(line, found)
    return found


def _is_holder(line: Line, toponym: Toponym, held: Toponym) -> bool:
    """Tell a known name behind a place and a comma: "in Foo village, Bar"."""
    gap = line.said["behind_held"].search(line.text, held.end, toponym.start)
    is_person = toponym.cues & {"person", "title", "named_on", "organisation"}
    return (
        gap is not None and gap.end() == toponym.start and "placed" in held.cues and not is_person
    )


def _is_in_brackets(line: Line, toponym: Toponym, holder: Toponym, index: Index) -> bool:
    """Tell a known name in brackets behind the name of a unit that it lies in: "Foo (Bar)"."""
    if line.said["in_brackets"].search(line.text, holder.end, toponym.start) is None:
        return False
    units = {index.entries[number].id for number, _ in holder.hits}
    inner = (index.entries[number] for number, _ in toponym.hits)
    return any(not units.isdisjoint(entry.codes - {entry.id}) for entry in inner)


def _with_neighbours(line: Line, found: list[Toponym]) -> list[Toponym]:
    """Add unknown names that stand in one list with known ones: "hit Foo, Dangam and Sarkano"."""
    text, tokens = line.text, line.tokens
    taken = {n for toponym in found for n in range(toponym.first, toponym.last)}
    added: list[Toponym] = []
    for toponym in found:
        if not toponym.cues & {"placed", "list"} and not toponym.hits:
            continue
        last = toponym.first
        first = last
        while first > 0 and last - first < 3:
            token = tokens[first - 1]
            if first - 1 in taken or not token.is_capital:
                break
            if first < last and not tokens[first].is_joined:
                break
            first -= 1
        if first == last or not LIST_GAP.fullmatch(text, tokens[last - 1].end, toponym.start):
            continue
        if is_no_name(line, first, last):
            continue
        is_between = _is_behind_known(line, tokens[first].start, found) and bool(toponym.hits)
        if not is_between and not line.before(tokens[first].start).has("list_of"):
            continue
        made = name_at(line, first, last, "frame")
        made.cues |= {"placed", "list"}
        taken |= set(range(first, last))
        added.append(made)
    return sorted([*found, *added], key=lambda t: t.start)


def _is_behind_known(line: Line, start: int, found: Sequence[Toponym]) -> bool:
    """Tell a name that goes on a list of known places: "Dangam, Foo, Sarkano"."""
    before = next((t for t in reversed(found) if t.end <= start), None)
    return (
        before is not None
        and bool(before.hits)
        and not before.cues & {"person", "title", "organisation"}
        and LIST_GAP.fullmatch(line.text, before.end, start) is not None
        and line.is_told_of
    )


def _rest_of_list(line: Line, head: Toponym, index: Index) -> list[Toponym]:
    """Go on with the names of a list that a frame began: "villages of A, B and C"."""
    text, tokens = line.text, line.tokens
    is_list = line.said["list"].search(text, head.end, min(line.end, head.end + 160)) is not None
    if not line.before(head.start).has("many") and not (is_list and head.cues & {"placed"}):
        return []
    found: list[Toponym] = []
    end, at = head.end, head.last
    while at < len(tokens):
        gap = LIST_GAP.match(text, end, min(line.end, end + 12))
        while at < len(tokens) and gap and tokens[at].start < gap.end():
            at += 1
        if not gap or at >= len(tokens) or tokens[at].start != gap.end():
            break
        toponym = longest(line, at, index)
        if toponym is None:
            if not tokens[at].is_capital:
                break
            last = at + 1
            while last < len(tokens) and tokens[last].is_joined and tokens[last].is_capital:
                last += 1
            stop = tokens[last - 1].end
            is_another = line.said["goes_on"].search(text, stop, min(line.end, stop + 30))
            if is_another or is_no_name(line, at, last):
                break  # "in A and B, the National Guard said"
            toponym = name_at(line, at, last, "frame")
        toponym.cues.add("placed")
        if "named_on" in toponym.cues:
            toponym = _lengthened(line, toponym, index)
        found.append(toponym)
        end, at = toponym.end, toponym.last
    return found


def _lengthened(line: Line, made: Toponym, index: Index) -> Toponym:
    """Read on where a small place's name begins a longer one that is not known: "Kot Ragha"."""
    text, tokens = line.text, line.tokens
    if made.cues & {"title", "person"}:
        return made
    last = made.last
    while last < len(tokens) and tokens[last].is_joined and tokens[last].is_capital:
        last += 1
    end = tokens[last - 1].end
    said = line.said
    is_listed = said["list"].search(text, end, min(line.end, end + 80)) is not None
    is_framed = is_listed or bool(said["frame"].search(text, end, min(line.end, end + 60)))
    if not made.cues & {"placed", "list"} and not is_framed:
        return made
    if any(index.entries[n].weight >= TOWN_WEIGHT for n, _ in made.hits) and not is_framed:
        if line.before(made.start).has("at"):
            made.cues.discard("named_on")  # "in Kandahar Mirwais hospital"
        return made
    if is_no_name(line, made.first, last, is_told=is_framed and not is_listed):
        made.cues.add("organisation")
        return made
    longer = name_at(line, made.first, last, "frame")
    longer.cues |= {"placed"}
    return longer


def _join_lists(line: Line, found: list[Toponym]) -> None:
    """Let a name in a list share what makes its neighbours places: "A, B and C districts"."""
    text, said = line.text, line.said
    for left, right in itertools.pairwise(found):
        if LIST_GAP.fullmatch(text, left.end, right.start):
            right.cues.add("list")
            left.cues.add("list")
            if "placed" in left.cues:
                right.cues.add("placed")
    is_shared = False  # the word behind the list is of all its names
    for left, right in zip(found[-2::-1], found[:0:-1], strict=False):
        gap = LIST_GAP.fullmatch(text, left.end, right.start)
        behind = said["level_behind"].search(text, right.end, right.end + 40)
        is_shared = behind["level"].lower().endswith("s") if behind else is_shared and bool(gap)
        if gap and not left.level_told:
            if "placed" in right.cues and said["kinds"].search(text, right.end, right.end + 40):
                left.cues.add("placed")
            if is_shared:
                left.level_told = right.level_told
                left.cues.add("placed")
