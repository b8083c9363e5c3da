"""What stands around a count: its sentence and block, and the counts before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from geo.reports.documents.marks import Claim
    from geo.reports.language.tokens import Tokens


class Before(NamedTuple):
    """A count that went before: whose, what kind of noun, what happened, which side says so."""

    group: str
    kind: str
    metric: str
    side: str = ""


@dataclass(slots=True)
class Context:
    """What the text around a count says.

    Attributes
    ----------
    tokens
        Its sentence.
    block
        The small words of its block.
    near
        The side of the line that the places of its block are on; empty where they disagree.
    previous
        The counts before it in this sentence, the last one last.
    earlier
        The same of the sentence before, in this block.
    home
        The side of the line that the report is at home on; empty where nothing tells.
    told
        Metric, group and side of what the report has counted so far.
    last
        The sentence before; None at the head of the report.
    following
        The sentence behind, in this block.
    found
        What was claimed in all sentences before.
    over
        The line over the items of a list; None beside one.
    claims
        What was claimed in the sentences shortly before.
    """

    tokens: Tokens
    block: frozenset[str]
    near: str = ""
    previous: list[Before] = field(default_factory=list)
    earlier: list[Before] = field(default_factory=list)
    home: str = ""
    told: set[tuple[str, str, str]] = field(default_factory=set)
    last: Tokens | None = None
    following: Tokens | None = None
    found: list[Claim] = field(default_factory=list)
    over: Tokens | None = None
    claims: list[Claim] = field(default_factory=list)
