"""The faults bordermap reports: each says what, which value, what was expected, and where."""

from __future__ import annotations


class BordermapError(Exception):
    """A fault the user can act on; its text is one line."""


class InputError(BordermapError, ValueError):
    """An input that cannot be read as a whole: nothing is written.

    Parameters
    ----------
    what
        The fault in a few words, such as ``no usable column``.
    value
        The offending value; shortened to 80 characters.
    expected
        What would have been right.
    where
        File, and row or column where known.
    """

    def __init__(
        self, what: str, *, value: object = None, expected: str = "", where: str = ""
    ) -> None:
        self.what, self.value, self.expected, self.where = what, value, expected, where
        super().__init__(fault_line(what, value=value, expected=expected, where=where))


class ReaderError(BordermapError, RuntimeError):
    """A report that its reader could not read: it is refused, and the run goes on.

    Parameters
    ----------
    what, value
        As of `InputError`; `what` is counted, so it is the same for the same fault.
    is_lasting
        The next report would fare no better.
    """

    def __init__(self, what: str, *, value: object = None, is_lasting: bool = False) -> None:
        self.what, self.value, self.is_lasting = what, value, is_lasting
        super().__init__(fault_line(what, value=value))


class OutputError(BordermapError, OSError):
    """An output place that cannot be written, or that is not ours to replace."""


class RegionError(BordermapError, ValueError):
    """A region pack that lacks a file or holds a fault."""


class AccountError(BordermapError, AssertionError):
    """The account of rows does not add up to the input: the run must not be trusted."""


def fault_line(what: str, *, value: object = None, expected: str = "", where: str = "") -> str:
    """Put a fault into one printable line.

    Control characters and lone surrogates of the value are shown escaped, so that a line on a
    terminal can neither break nor colour itself.
    """
    parts = [f"{where}: " if where else "", what]
    if value is not None:
        parts.append(f": {printable(value)}")
    if expected:
        parts.append(f"; expected {expected}")
    return "".join(parts)


def printable(value: object, limit: int = 80) -> str:
    """Show a value in quotes, escaped and shortened to `limit` characters."""
    text = str(value)
    return f"'{plain_line(text if len(text) <= limit else text[: limit - 1] + '…')}'"


def plain_line(text: str) -> str:
    """Escape what would break a line on a terminal, or colour it."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
