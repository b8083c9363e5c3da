"""Bytes -> text: which encoding a file is in, decided over every byte or not at all."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO

from geo.errors import InputError, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 2**20
_MARKS = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN, _ARABIC = "cp1252", "cp1256"
_ADVICE = "UTF-8, or the option --encoding NAME (in Python encoding=)"
_FEW = 64  # a NUL or two in a short text tell nothing of its encoding


def open_text(
    stream: BinaryIO, where: str, encoding: str | None = None
) -> tuple[io.TextIOWrapper, str]:
    """Open a seekable stream of bytes as text, newlines as they are.

    UTF-8 (with or without a byte order mark) and UTF-16 (with one) are recognised. Other bytes are
    read as Windows-1252 or Windows-1256 only where no other of the two could be meant.

    Parameters
    ----------
    stream
        The file from its first byte.
    where
        Name of the file, for the fault.
    encoding
        The encoding the user says it has; it is checked too.

    Returns
    -------
    io.TextIOWrapper
        The text; may hold lone surrogates where the file does.
    str
        The encoding, as a person would name it.

    Raises
    ------
    InputError
        The encoding is unknown, or could be several, or some bytes do not fit it.
    """
    name = _given(encoding, where) if encoding else _recognised(stream, where)
    errors = "strict"
    if name == "utf-8" and not _decodes(stream, name, errors):
        errors = "surrogatepass"
    if not _decodes(stream, name, errors):
        raise InputError(
            "some bytes are not in the encoding", value=name, expected=_ADVICE, where=where
        )
    stream.seek(0)
    return io.TextIOWrapper(stream, encoding=name, errors=errors, newline=""), name


def _given(encoding: str, where: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "a".encode(name)  # refuses codecs that are not of text, such as "zip"
    except (LookupError, ValueError) as fault:
        raise InputError(
            "unknown encoding", value=encoding, expected="a name such as cp1256", where=where
        ) from fault
    return "utf-8-sig" if name == "utf-8" else name


def _recognised(stream: BinaryIO, where: str) -> str:
    stream.seek(0)
    head = stream.read(4)
    for mark, name in _MARKS:
        if head.startswith(mark):
            if not name:
                raise InputError("UTF-32 text is not read", expected=_ADVICE, where=where)
            return name
    _refuse_unmarked_utf16(stream, where)
    if _decodes(stream, "utf-8", "surrogatepass"):
        return "utf-8"
    return _single_byte(stream, where)


def _refuse_unmarked_utf16(stream: BinaryIO, where: str) -> None:
    """Refuse text of two bytes a character: its bytes may pass for UTF-8 and give other words."""
    block = next(_blocks(stream), b"")
    nuls = [block[start::2].count(0) for start in (0, 1)]
    if len(block) < _FEW or max(nuls) * 6 < len(block) or min(nuls) * 8 > max(nuls):
        return
    name = "utf-16-be" if nuls[0] > nuls[1] else "utf-16-le"
    raise InputError(
        "the text seems to be UTF-16 without its mark",
        expected=f"{_ADVICE}: {name}?",
        where=where,
    )


def _single_byte(stream: BinaryIO, where: str) -> str:
    """Choose between Windows-1252 and Windows-1256 by the bytes above 127 that occur."""
    present = {byte for block in _blocks(stream) for byte in set(block) if byte > 127}
    western, arabic = ({_char(byte, name) for byte in present} for name in (_WESTERN, _ARABIC))
    same = {byte for byte in present if _char(byte, _WESTERN) == _char(byte, _ARABIC)}
    if same == present:
        return _WESTERN
    # Pe, che, zhe and gaf have bytes that Windows-1252 leaves undefined.
    letters = sum("\u0600" <= (char or "") <= "\u06ff" for char in arabic)
    if None in western and None not in arabic and letters * 2 > len(present):
        return _ARABIC
    sample = _sample(stream, present - same)
    readings = " or ".join(
        f"{name} {printable(sample.decode(name, 'replace'), 24)}" for name in (_WESTERN, _ARABIC)
    )
    raise InputError(
        "the text is not UTF-8 and its encoding is ambiguous",
        expected=f"{_ADVICE}: {readings}?",
        where=where,
    )


def _char(byte: int, name: str) -> str | None:
    try:
        return bytes([byte]).decode(name)
    except UnicodeDecodeError:
        return None


def _sample(stream: BinaryIO, telling: set[int]) -> bytes:
    """Find the first word with a byte that tells the encodings apart."""
    for block in _blocks(stream):
        for at, byte in enumerate(block):
            if byte in telling:
                start = max(block.rfind(stop, 0, at) for stop in (b" ", b",", b"\n", b";")) + 1
                return block[start : at + 12].split(b"\n")[0].split(b",")[0]
    return b""


def _decodes(stream: BinaryIO, name: str, errors: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)(errors)
    try:
        for block in _blocks(stream):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while block := stream.read(_BLOCK):
        yield block
