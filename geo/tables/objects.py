"""JSON and GeoJSON: one object after the other, never the whole file, every number as written."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from geo.errors import InputError
from geo.tables.chunk import header
from geo.tables.columns import has_coordinates
from geo.tables.points import NOT_A_POINT, Coordinates, Number

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
        self._text, self.where = text, where
        self._buffer, self._at, self._ended = "", 0, False
        self._decoder = json.JSONDecoder(
            parse_int=Number, parse_float=_number, parse_constant=_constant, strict=False
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
                        where=self.where,
                    ) from fault
                continue
            except RecursionError as fault:
                raise InputError("JSON nested too deep", where=self.where) from fault
            # A number or word at the edge of the buffer may go on in the next block.
            if end == len(self._buffer) and self._more():
                continue
            self._at = end
            return value

    def fault(self, expected: str) -> InputError:
        """Say what should stand where the reader is."""
        found = self._buffer[self._at : self._at + 40] or "end of file"
        return InputError("not valid JSON", value=found, expected=expected, where=self.where)

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

    The text is read twice, for the names first: every chunk has all columns of the file.

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
    rows = _Rows(builder)
    for item in _items(_Tokens(text, builder.file), rows):
        rows.know(item)
    text.seek(0)
    yield from rows.gather(_items(_Tokens(text, builder.file), rows))


def _items(tokens: _Tokens, rows: _Rows) -> Iterator[Any]:
    """Give the members of the list of rows; take the CRS from the object around it."""
    if tokens.peek() == "[":
        yield from _list(tokens)
    else:
        yield from _object(tokens, rows)
    if tokens.peek():
        raise tokens.fault("the end of the file")


def _object(tokens: _Tokens, rows: _Rows) -> Iterator[Any]:
    found = False
    members: dict[str, Any] = {}
    tokens.take("{")
    while tokens.peek() != "}":
        name = tokens.value()
        if not isinstance(name, str) or isinstance(name, Number):
            raise tokens.fault("a name in quotes")
        tokens.take(":")
        if name in _LISTS and tokens.peek() == "[" and not found:
            found = True
            yield from _list(tokens)
        else:
            members[name] = tokens.value()
        if tokens.peek() != "}":
            tokens.take(",")
            if tokens.peek() == "}":
                raise tokens.fault("a name in quotes")
    tokens.take("}")
    rows.coordinates = Coordinates.from_geojson(members.get("crs"), tokens.where)
    if not found:
        if members.get("type") != "Feature":
            raise InputError("no list of rows", expected=_FORM, where=tokens.where)
        yield members


def _list(tokens: _Tokens) -> Iterator[Any]:
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
        self._keys: dict[str, None] = {}  # of all objects, in order of appearance
        self._has_geometry = False

    def know(self, item: Any) -> None:
        """Learn the names of an object."""
        properties, geometry = _parts(item)
        if isinstance(properties, dict):
            self._keys.update(dict.fromkeys(properties))
        self._has_geometry |= geometry is not None

    def gather(self, items: Iterator[Any]) -> Iterator[Chunk]:
        """Give the objects as chunks."""
        self._has_geometry &= not has_coordinates(self._keys)
        if self._has_geometry:
            self._keys.update(dict.fromkeys(("latitude", "longitude")))
        names = header(list(self._keys), self._builder.file)
        rows: list[dict[str, str | None]] = []
        numbers: list[int] = []
        for number, item in enumerate(items, start=1):
            row = self._row(item, number)
            if row is not None:
                rows.append(row)
                numbers.append(number)
            if len(rows) >= min(_BATCH, self._builder.room):
                self._add(names, rows, numbers)
                rows, numbers = [], []
            if self._builder.full:
                yield self._builder.take()
        self._add(names, rows, numbers)
        yield self._builder.take()

    def _row(self, item: Any, number: int) -> dict[str, str | None] | None:
        properties, geometry = _parts(item)
        if not isinstance(properties, dict):
            self._builder.reject(number, "not an object", _FORM, item)
            return None
        row = {name: _text(value) for name, value in properties.items()}
        if geometry is not None and self._has_geometry:
            point = self.coordinates.of_geojson(geometry)
            if point is None:
                self._builder.count(NOT_A_POINT)
            else:
                row["longitude"], row["latitude"] = point
        return row

    def _add(self, names: list[str], rows: list[dict[str, str | None]], numbers: list[int]) -> None:
        if rows:
            self._builder.add(
                names, ([row.get(key) for row in rows] for key in self._keys), numbers
            )


def _parts(item: Any) -> tuple[Any, Any]:
    """Give the properties and the geometry of a feature; another object is all properties."""
    if isinstance(item, dict) and item.get("type") == "Feature":
        return item.get("properties") or {}, item.get("geometry")
    return item, None


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else _nested(value)


def _nested(value: Any) -> str:
    """Write a value as JSON again, numbers as they were."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_nested, value))}]"
    if isinstance(value, dict):
        members = (f"{_nested(name)}: {_nested(item)}" for name, item in value.items())
        return f"{{{', '.join(members)}}}"
    return json.dumps(value, ensure_ascii=False)


def _number(text: str) -> str:
    """Keep a number as written, but for the `.0` of a program that writes whole numbers so."""
    return Number(text.removesuffix(".0"))


def _constant(word: str) -> str | None:
    """NaN is how some programs write an empty number; infinities stay, to be refused as values."""
    return None if word == "NaN" else word
