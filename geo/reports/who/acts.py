"""What a party does, and how surely it is the one who acted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.reports.language import wording

if TYPE_CHECKING:
    from geo.reports.language.wording import Wording
    from geo.reports.language.words import Words

# How surely a party is the one who acted: it began, it attacked, or it only did something.
# Or what it did was no violence, and gave the other side cause for it.
BEGAN, ATTACKED, DID, PROVOKED = 3, 2, 1, 0
NAMELESS = "nameless"  # the side of armed men whose group is not named
CROSSED = "crossed"  # the rule by which somebody only came over a line
OWN = "own forces"  # the rule by which a party says that its own did it
ANSWERED, OWN_ANSWERED = "answered", "own forces answered"  # that somebody else had begun
STRUCK_BACK = "struck back"  # the rule by which the answer was a raid or an attack of its own
THEY = "they"  # the rule by which somebody says in his own words that others did it
BLAMED = "blamed"  # the rule by which others say that a party did it
FROM_THEIR_SIDE = "from their side"  # the rule by which it came from a land, whoever did it
UNPROVOKED = "unprovoked"  # the rule by which nothing gave a party cause
OURS, THEIRS = "ours", "theirs"  # the side that speaks, and the one across the line
ATTACKS = ("began", "attacked", "crossed")  # kinds of verbs


class Act(NamedTuple):
    """What a party does.

    Attributes
    ----------
    side
        Of the party; `OURS` or `THEIRS` where the words only say so.
    strength
        `BEGAN`, `ATTACKED`, `DID` or `PROVOKED`.
    at
        Where in the piece.
    rule
        Name of the rule that told it.
    """

    side: str
    strength: int
    at: int
    rule: str


def grammar(words: Words) -> Wording:
    """Return the rows of `wording/agency.toml`."""
    return wording.of(words, "agency")
