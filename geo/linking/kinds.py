"""Which sub-event types may be told of one event, and which sides may be named for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Reals = NDArray[np.float64]

SAME, NEAR, OPEN, BESIDE, FAR, APART = 1.0, 0.6, 0.5, 0.4, 0.3, 0.0
# What one report calls a clash another calls shelling, and so on: ACLED's types, in pairs.
_NEAR = {
    "Armed clash": (
        "Shelling/artillery/missile attack",
        "Attack",
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Suicide bomb",
        "Disrupted weapons use",
        "Arrests",
    ),
    "Air/drone strike": ("Shelling/artillery/missile attack",),
    "Suicide bomb": ("Remote explosive/landmine/IED", "Attack"),
    "Remote explosive/landmine/IED": ("Attack", "Grenade"),
    "Attack": ("Abduction/forced disappearance", "Grenade", "Mob violence"),
    "Looting/property destruction": (
        "Armed clash",
        "Shelling/artillery/missile attack",
        "Air/drone strike",
    ),
}
# A mine or grenade may be how a fight began, or be met by chance where there was one.
_BESIDE = {"Armed clash": ("Grenade", "Remote explosive/landmine/IED")}
# "Forces attacked a village" may be a strike: where one side acts, and what is told else agrees.
_FAR = {"Armed clash": ("Air/drone strike",)}
# Both sides act, or say that the other did: who is named first depends on who tells.
_MUTUAL = ("Armed clash", "Other")


def likeness(types: list[str]) -> Reals:
    """Hold each type against each, and against none (the last row and column).

    Parameters
    ----------
    types
        Sub-event types, each once.

    Returns
    -------
    numpy.ndarray
        `SAME`, `NEAR`, `BESIDE`, `FAR`, `APART`, or `OPEN` where one of the two is not told.
    """
    table = np.full((len(types) + 1, len(types) + 1), APART)
    pairs = {
        frozenset((one, other)): value
        for value, listed in ((NEAR, _NEAR), (BESIDE, _BESIDE), (FAR, _FAR))
        for one, others in listed.items()
        for other in others
    }
    for i, one in enumerate(types):
        for j, other in enumerate(types):
            if one == other:
                table[i, j] = SAME
            else:
                table[i, j] = pairs.get(frozenset((one, other)), APART)
    table[-1, :] = table[:, -1] = OPEN
    return table


def are_mutual(types: list[str]) -> NDArray[np.bool_]:
    """Tell in which types both sides act; what has no type is taken for one of them."""
    return np.array([name in _MUTUAL for name in types] + [True])
