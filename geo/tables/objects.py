"""JSON and GeoJSON: one object after the other, never the whole file, every number as written."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from geo.errors import InputError
from geo.tables.chunk import header
from geo.tables.points import NOT_A_POINT, Coordinates

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from geo.tables.chunk import Chunk, ChunkBuilder

_BLOCK = 2**16
_LISTS = ("features", "rows", "records", "data", "incidents")
_SPACE = re.compile(r"[ \t\r\n]*")
_BATCH = 1_000
_LONGEST = 2**28  # characters of one value; a fault is not looked for in more
_FORM = 'an array of objects, {"rows": [...]} or a GeoJSON FeatureCollection'


class _Tokens:
    """Reads one JSON value after the other from a text of any length."""

    def __init__(self, text: io.TextIOWrapper, where: str) -> None:
        self._text, self._where = text, where
        self._buffer, self._at, self._ended = "", 0, False
        self._decoder = json.JSONDecoder(
            parse_int=str, parse_float=str, parse_constant=_constant, strict=False
        )

    def peek(self) -> str:
        """Give the next character that is not space; empty at the end."""
        while True:
            self._at = _SPACE.match(self._buffer, self._at).end()  # type: ignore[union-attr] # matches always
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def take(self, expected: str) -> str:
        """Give and pass the next character, which must be one of those expected."""
        char = self.peek()
        if not char or char not in expected:
            raise self.fault(f"{' or '.join(expected)}")
        self._at += 1
        return char

    def value(self) -> Any:
        """Give and pass the next value; numbers are text."""
        if not self.peek():
            raise self.fault("a value")
        while True:
            try:
                value, end = self._decoder.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as fault:
                if len(self._buffer) - self._at > _LONGEST or not self._more():
                    raise InputError(
                        f"not valid JSON ({fault.msg.lower()})",
                        value=self._buffer[fault.pos : fault.pos + 40] or "end of file",
                        where=self._where,
                    ) from fault
                continue
            except RecursionError as fault:
                raise InputError("JSON nested too deep", where=self._where) from fault
            # A number or word at the edge of the buffer may go on in the next block.
            if end == len(self._buffer) and self._more():
                continue
            self._at = end
            return value

    def fault(self, expected: str) -> InputError:
        """Say what should stand where the reader is."""
        found = self._buffer[self._at : self._at + 40] or "end of file"
        return InputError("not valid JSON", value=found, expected=expected, where=self._where)

    def _more(self) -> bool:
        if self._ended:
            return False
        # At least double what could not be read, so that a value of many blocks is not tried often.
        block = self._text.read(max(_BLOCK, len(self._buffer) - self._at))
        self._buffer, self._at = self._buffer[self._at :] + block, 0
        self._ended = not block
        return bool(block)


def read(text: io.TextIOWrapper, builder: ChunkBuilder) -> Iterator[Chunk]:
    """Give the objects of a JSON text as rows, a chunk at a time.

    Parameters
    ----------
    text
        An array of objects, an object that holds one under a name such as ``rows``, or GeoJSON.
    builder
        Gathers the rows.

    Raises
    ------
    InputError
        The text is no JSON, or none of these forms.
    """
    tokens = _Tokens(text, builder.file)
    rows = _Rows(builder)
    if tokens.peek() == "[":
        yield from rows.gather(_items(tokens))
    else:
        yield from _object(tokens, rows, builder)
    if tokens.peek():
        raise tokens.fault("the end of the file")
    yield builder.take()


def _object(tokens: _Tokens, rows: _Rows, builder: ChunkBuilder) -> Iterator[Chunk]:
    """Walk the members of the outer object; its list of rows is streamed."""
    found, late = False, False
    members: dict[str, Any] = {}
    tokens.take("{")
    while tokens.peek() != "}":
        name = tokens.value()
        if not isinstance(name, str):
            raise tokens.fault("a name in quotes")
        tokens.take(":")
        if name in _LISTS and tokens.peek() == "[" and not found:
            found = True
            yield from rows.gather(_items(tokens))
        else:
            members[name] = tokens.value()
            if name == "crs":
                rows.coordinates = Coordinates.from_geojson(members[name], builder.file)
                late = found and not rows.coordinates.plain
        if tokens.peek() != "}":
            tokens.take(",")
            if tokens.peek() == "}":
                raise tokens.fault("a name in quotes")
    tokens.take("}")
    if late:
        raise InputError(
            "the crs stands after the features", expected="crs before features", where=builder.file
        )
    if not found:
        if members.get("type") != "Feature":
            raise InputError("no list of rows", expected=_FORM, where=builder.file)
        yield from rows.gather(iter([members]))


def _items(tokens: _Tokens) -> Iterator[Any]:
    tokens.take("[")
    if tokens.peek() == "]":
        tokens.take("]")
        return
    while True:
        yield tokens.value()
        if tokens.take(",]") == "]":
            return


class _Rows:
    """Turns objects into rows of text and hands them to the builder."""

    def __init__(self, builder: ChunkBuilder) -> None:
        self.coordinates = Coordinates()
        self._builder = builder
        self._number = 0
        self._names: dict[str, str] = {}  # key of an object -> column name

    def gather(self, items: Iterator[Any]) -> Iterator[Chunk]:
        rows: list[dict[str, str | None]] = []
        numbers: list[int] = []
        for item in items:
            self._number += 1
            row = self._row(item)
            if row is not None:
                rows.append(row)
                numbers.append(self._number)
            if len(rows) >= min(_BATCH, self._builder.room):
                self._add(rows, numbers)
                rows, numbers = [], []
            if self._builder.full:
                yield self._builder.take()
        self._add(rows, numbers)

    def _row(self, item: Any) -> dict[str, str | None] | None:
        properties, geometry = item, None
        if isinstance(item, dict) and item.get("type") == "Feature":
            properties, geometry = item.get("properties") or {}, item.get("geometry")
        if not isinstance(properties, dict):
            self._builder.reject(self._number, "not an object", _FORM, item)
            return None
        row = {name: _text(value) for name, value in properties.items()}
        if geometry is not None and not any(
            row.get(name) for name in ("latitude", "longitude", "lat", "lon")
        ):
            point = self.coordinates.of_geojson(geometry)
            if point is None:
                self._builder.count(NOT_A_POINT)
            else:
                row["longitude"], row["latitude"] = point
        return row

    def _add(self, rows: list[dict[str, str | None]], numbers: list[int]) -> None:
        if not rows:
            return
        names = list(dict.fromkeys(name for row in rows for name in row))
        if any(name not in self._names for name in names):
            known = list(dict.fromkeys([*self._names, *names]))
            self._names = dict(zip(known, header(known, self._builder.file), strict=True))
        columns = ([row.get(name) for row in rows] for name in names)
        self._builder.add([self._names[name] for name in names], columns, numbers)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)


def _constant(word: str) -> str | None:
    """NaN is how some programs write an empty number; infinities stay, to be refused as values."""
    return None if word == "NaN" else word
