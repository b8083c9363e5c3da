"""Texts of incidents in chunks, which the page reads when one is opened or searched.

What is searched stands in a block of its own, an incident after the other, as `maps.tokens` packs
it. All other columns are JSON.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from maps import payload, reasons, written
from maps.arrays import array_of, cast, filled
from maps.joined import Joined
from maps.memory import give_back
from maps.rows import numbers_of, sort_indices
from maps.tokens import GROUP, INCIDENT, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

    from geo.dataset import Dataset
    from maps.payload import Block
    from maps.rows import Rows

CHUNK = 2000  # incidents a chunk: some 200 kB gzipped, 20 ms to open
# Incidents whose reports are looked up at once: of a million it would take 100 MB.
_PART = 25_000

_SEARCHED = ("incident_id", "summary", "actor1", "actor2", "source", "licence")
_CLAIM_ORDER = ("claimant_side", "metric")  # then by their ids
_CLAIM_SEARCHED = ("claimant", "quote")
_CLAIM_TEXTS = ("claimant_side", "metric", "victim_group", "unit")
_REPORT_SEARCHED = ("title", "publisher")
_REPORT_TEXTS = ("title", "publisher", "url", "published", "language", "licence")


class _Table:
    """Columns of a table in an order of its rows, a slice at a time."""

    def __init__(
        self, table: pd.DataFrame | Joined, along: NDArray[np.integer[Any]] | None = None
    ) -> None:
        import numpy as np

        # most tables are in the order of the page already
        is_same = along is None or np.array_equal(along, np.arange(len(table)))
        self.table, self.along = table, None if is_same else along
        self.columns: dict[str, pa.Array] = {}

    def picked(self, along: NDArray[np.integer[Any]]) -> _Table:
        """Return the same columns in another order."""
        other = _Table(self.table, along)
        other.columns = self.columns
        return other

    def of(self, name: str, rows: slice) -> pa.Array:
        import pyarrow as pa

        if isinstance(self.table, Joined):
            return self.table.array(name, rows)
        if name not in self.columns:
            self.columns[name] = array_of(self.table[name])
        column = self.columns[name]
        if self.along is None:
            return column.slice(rows.start, rows.stop - rows.start)
        return column.take(pa.array(self.along[rows]))

    def text(self, name: str, rows: slice) -> pa.Array:
        """Return texts, empty for null."""
        import pyarrow as pa

        return filled(cast(self.of(name, rows), pa.string()), "")

    def texts(self, name: str, rows: slice) -> str:
        return written.json_of(self.text(name, rows).to_pylist())

    def coded(self, name: str, rows: slice, tell: Callable[[str], Any] = str) -> str:
        """Write texts that repeat: each once, and which of them a row has."""
        found = self.text(name, rows).dictionary_encode()
        each = written.json_of([tell(text) for text in found.dictionary.to_pylist()])
        return written.object_of({"of": each, "at": written.numbers(found.indices)})

    def numbers(self, name: str, rows: slice) -> str:
        return written.numbers(self.of(name, rows))

    def values(self, name: str, rows: slice) -> str:
        return written.json_of(self.of(name, rows).to_pylist())

    def bits(self, name: str, rows: slice) -> str:
        """Write 1 for true, 0 for false and null."""
        import pyarrow as pa

        return written.numbers(filled(self.of(name, rows).cast(pa.uint8()), 0))


class _Chunks:
    """All texts of a page, ready to be cut into chunks."""

    def __init__(
        self, dataset: Dataset, rows: Rows, pack: Any, claim_of: NDArray[np.int32]
    ) -> None:
        import numpy as np
        import pyarrow as pa

        ids = rows.incidents["incident_id"]
        along = _claims_in_order(dataset.claims, claim_of)
        self.claim_of = claim_of[along]
        self.incidents = _Table(rows.incidents)
        self.claims = _Table(dataset.claims, along)
        self.reports = _Table(dataset.reports.drop_duplicates("report_id"))
        everything = slice(0, len(self.reports.table))
        self.report_ids = self.reports.of("report_id", everything).cast(pa.string())
        self.titles = _beside(self.reports.text(name, everything) for name in _REPORT_SEARCHED)
        self.places = _Table(rows.table)
        self.basis = _Table(_basis(rows.table, pack))
        self.cited, self.cited_ends = self._cited(len(ids))
        give_back()
        self.edges = [*range(0, len(ids), CHUNK), len(ids)]
        self.claim_edges: list[int] = np.searchsorted(self.claim_of, self.edges).tolist()
        self.row_edges: list[int] = np.searchsorted(rows.incident, self.edges).tolist()
        self.incident_of_row = rows.incident

    def makers(self, key: str) -> Iterator[Callable[[], Block]]:
        """Give what makes the blocks of one chunk after the other."""
        for number in range(len(self.edges) - 1):
            yield partial(self._words, f"{key}/words/{number}", number)
            yield partial(self._rest, f"{key}/text/{number}", number)

    def _parts(self, number: int) -> tuple[slice, slice, slice]:
        """Return the incidents, claims and places of a chunk."""
        edges = (self.edges, self.claim_edges, self.row_edges)
        one, two, three = (slice(*some[number : number + 2]) for some in edges)
        return one, two, three

    def _words(self, key: str, number: int) -> Block:
        import pyarrow as pa
        import pyarrow.compute as pc

        some, claims, rows = self._parts(number)
        count = some.stop - some.start
        claimed = _beside(self.claims.text(name, claims) for name in _CLAIM_SEARCHED)
        cited, ends = self._cited_in(some)
        row_ends = _ends(self.incident_of_row[rows] - some.start, count)
        joined = pc.binary_join_element_wise(
            _beside(self.incidents.text(name, some) for name in _SEARCHED),
            _grouped(claimed, _ends(self.claim_of[claims] - some.start, count)),
            _grouped(self._place_words(rows), row_ends),
            _grouped(self.titles.take(pa.array(cited)), ends),
            GROUP,
        )
        # each ends with the mark, the last one too
        ended = pc.binary_join_element_wise(joined, "", INCIDENT)
        return payload.words_block(key, written.joined(ended, "").as_buffer())

    def _place_words(self, rows: slice) -> pa.Array:
        import pyarrow as pa
        import pyarrow.compute as pc

        told = (self.places.of(name, rows).cast(pa.string()) for name in ("mention", "place_text"))
        return _blank(pc.fill_null(pc.coalesce(*told), ""))

    def _cited(self, count: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the reports that incidents rest on, each once, and where each incident's end."""
        import numpy as np

        edges = [*range(0, count, _PART), count]
        parts = [self._cited_part(slice(*some)) for some in pairwise(edges)]
        found = np.concatenate([np.zeros(0, np.int32), *(reports for reports, _ in parts)])
        before = np.cumsum([0, *(len(reports) for reports, _ in parts)])
        ends = [end + start for (_, end), start in zip(parts, before[:-1], strict=True)]
        return found, np.concatenate([np.zeros(0), *ends]).astype(np.int32)

    def _cited_part(self, some: slice) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        import numpy as np
        import pyarrow.compute as pc

        told = self.incidents.text("report_ids", some)
        lists = pc.split_pattern(told, ";")
        at = pc.index_in(pc.list_flatten(lists), value_set=self.report_ids)
        owner = np.asarray(pc.list_parent_indices(lists)).astype(np.int64)
        known = np.asarray(pc.is_valid(at))
        report = np.asarray(at.fill_null(0)).astype(np.int64)[known]
        owner = owner[known]
        # a report that is named twice counts where it is named first
        _, first = np.unique(owner * max(1, len(self.report_ids)) + report, return_index=True)
        first.sort()
        return report[first].astype(np.int32), _ends(owner[first], some.stop - some.start)

    def _cited_in(self, some: slice) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the reports of some incidents, and where each incident's end among them."""
        start = self.cited_ends[some.start - 1] if some.start else 0
        ends = self.cited_ends[some]
        return self.cited[start : ends[-1]], ends - start

    def _rest(self, key: str, number: int) -> Block:
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        some, part, rows = self._parts(number)
        cited, ends = self._cited_in(some)
        by = self.claims.of("report_id", part).cast(self.report_ids.type)
        at = pc.index_in(by, value_set=self.report_ids).fill_null(-1)
        report = np.concatenate([cited, np.asarray(at)]).astype(np.int64)
        known = report >= 0
        # the chunk's own numbers of its reports, in the order in which they are met
        used, first, code = np.unique(report[known], return_index=True, return_inverse=True)
        order = np.argsort(first)
        report[known] = np.argsort(order)[code]
        papers = self.reports.picked(used[order])
        denies = pc.equal(self.claims.text("stance", part), "denies")
        incidents, claims, places = self.incidents, self.claims, self.places
        told = {
            "source_url": incidents.texts("source_url", some),
            "killed_low": incidents.numbers("fatalities_low", some),
            "killed_high": incidents.numbers("fatalities_high", some),
            "sources": written.numbers(pa.array(report[: len(cited)])),
            "source_ends": written.numbers(pa.array(ends)),
            "claims": written.object_of(
                {
                    "of": written.numbers(pa.array(self.claim_of[part] - some.start)),
                    **{name: claims.coded(name, part) for name in _CLAIM_TEXTS},
                    "min": claims.numbers("count_min", part),
                    "max": claims.numbers("count_max", part),
                    "exact": claims.bits("is_exact", part),
                    "subset": claims.bits("is_subset", part),
                    "denies": written.numbers(denies.cast(pa.uint8())),
                    "report": written.numbers(pa.array(report[len(cited) :])),
                }
            ),
            "places": written.object_of(
                {
                    "why": places.coded("place_why", rows, reasons.told),
                    "basis": self.basis.coded("basis", rows),
                    "from_km": places.values("line_from_km", rows),
                    "to_km": places.values("line_to_km", rows),
                }
            ),
            "reports": written.object_of(
                {name: papers.texts(name, slice(0, len(used))) for name in _REPORT_TEXTS}
            ),
        }
        return payload.written_block(key, written.object_of(told))


def incidents_of(claims: pd.DataFrame, rows: Rows) -> NDArray[np.int32]:
    """Return the number of each claim's incident.

    Raises
    ------
    ValueError
        A claim belongs to an incident that the dataset does not have.
    """
    import numpy as np

    number = numbers_of(claims["incident_id"], rows.incidents["incident_id"], "claim")
    return number.astype(np.int32)  # four bytes each: there are millions


def makers(
    dataset: Dataset, rows: Rows, pack: Any, key: str, claim_of: NDArray[np.int32]
) -> Iterator[Callable[[], Block]]:
    """Give what makes the texts of `CHUNK` incidents after the other.

    ``KEY/words/N`` has the incidents of a chunk, an `INCIDENT` after each, each of four groups
    with `GROUP` between them: its own texts, its claims, its places, the reports it rests on;
    ``KEY/text/N`` has the other columns. There ``of`` numbers the incident of each claim from the
    chunk's first; ``sources`` lists the chunk's reports that each incident rests on, up to where
    ``source_ends`` says, and ``report`` of a claim is one of them. Texts that repeat are ``of``,
    each once, and ``at``, which of them a row has. `claim_of` is what `incidents_of` gives.
    """
    yield from _Chunks(dataset, rows, pack, claim_of).makers(key)


def _claims_in_order(claims: pd.DataFrame, claim_of: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the order of claims by incident, who claims what, and their ids."""
    import numpy as np
    import pyarrow as pa

    keys = {key: _ranks(claims[key]) for key in _CLAIM_ORDER}
    ids = filled(cast(array_of(claims["claim_id"]), pa.string()), "")
    return sort_indices({"number": claim_of, **keys, "claim_id": ids}).astype(np.int32)


def _ranks(column: pd.Series) -> NDArray[np.int32]:
    """Give the few words of a column numbers in their order; null is the empty word."""
    import numpy as np
    import pyarrow as pa

    found = filled(cast(array_of(column), pa.string()), "").dictionary_encode()
    words: list[str] = found.dictionary.to_pylist()
    rank = {word: number for number, word in enumerate(sorted(words))}
    ranks = np.array([rank[word] for word in words] or [0], np.int32)
    numbers: NDArray[np.int32] = ranks[np.asarray(found.indices)]
    return numbers


def _ends(of: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return where the members of each of `count` groups end; `of` ascends."""
    import numpy as np

    ends: NDArray[np.int64] = np.searchsorted(of, np.arange(count), side="right")
    return ends


def _beside(columns: Iterator[pa.Array]) -> pa.Array:
    import pyarrow.compute as pc

    return pc.binary_join_element_wise(*map(_blank, columns), TEXT)


def _grouped(texts: pa.Array, ends: NDArray[np.integer[Any]]) -> pa.Array:
    """Join the texts of each group."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    offsets = pa.array(np.concatenate([[0], ends]), pa.int32())
    return pc.binary_join(pa.ListArray.from_arrays(offsets, texts), TEXT)


def _blank(texts: pa.Array) -> pa.Array:
    """Put a blank for what parts texts."""
    import numpy as np
    import pyarrow.compute as pc

    offsets, letters = texts.buffers()[1:]
    if letters is None or not len(texts):
        return texts
    width = np.dtype(np.int64 if texts.type == "large_string" else np.int32)
    first, last = np.frombuffer(offsets, width)[[texts.offset, texts.offset + len(texts)]]
    told = np.frombuffer(letters, np.uint8)[first:last]
    # the three follow one another, and what is less becomes large
    if (told - ord(INCIDENT) < 3).any():
        for mark in (INCIDENT, GROUP, TEXT):
            texts = pc.replace_substring(texts, mark, " ")
    return texts


def split(raw: str) -> list[list[list[str]]]:
    """Take the words of a chunk apart: incidents, their groups, the texts of each.

    A group without texts has one empty text.
    """
    incidents = raw.split(INCIDENT)[:-1]
    return [[group.split(TEXT) for group in one.split(GROUP)] for one in incidents]


def _basis(table: Joined, pack: Any) -> pd.DataFrame:
    """Look up where each row's place comes from; null where the pack has no row for it."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    basis: dict[str, str] = {}
    for name, key in (("admin", "code"), ("places", "place_id"), ("crossings", "place_id")):
        rows = getattr(pack, name, None)
        if rows is not None and {key, "basis"} <= set(rows.columns):
            basis.update(zip(_list(rows[key]), _list(rows["basis"]), strict=True))
    ids = table.array("place_id").cast(pa.string())
    at = pc.index_in(ids, value_set=pa.array(basis, pa.string()), skip_nulls=True)
    found = pa.DictionaryArray.from_arrays(at, pa.array(basis.values(), pa.string()))
    return pd.DataFrame({"basis": pd.Series(found, dtype=pd.ArrowDtype(found.type))})


def _list(column: pd.Series) -> Sequence[str]:
    import pyarrow as pa

    texts = filled(cast(array_of(column), pa.string()), "")
    found: list[str] = texts.to_pylist()
    return found
