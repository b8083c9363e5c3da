"""Options that choose who reads reports: the rules of this package, or a model on a server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from geo.cli_options import number, positive
from geo.errors import InputError

if TYPE_CHECKING:
    import argparse

    from geo.reports.reading import Reader

_LEAST_SECONDS = 0.001
_KEY = "BORDERMAP_LLM_KEY"  # geo.reports.model.server's, which is not loaded for --help


def reader_options(command: argparse.ArgumentParser) -> None:
    """Let a command say who reads reports, and in how many processes."""
    command.add_argument(
        "--jobs",
        type=positive,
        default=0,
        metavar="N",
        help="read reports by rules in N processes (default: as many as there are cores and the"
        " reports are worth)",
    )
    command.add_argument(
        "--reader",
        choices=("rules", "llm"),
        default="rules",
        help="who reads reports: our rules, which send nothing anywhere (default), or a language"
        " model, to whose server the texts are sent",
    )
    command.add_argument(
        "--llm-url",
        metavar="URL",
        help="the server of --reader llm, any with OpenAI's interface, such as"
        f" http://127.0.0.1:11434/v1; a key is taken from the environment only, as {_KEY}",
    )
    command.add_argument("--llm-model", metavar="NAME", help="the model, as its server names it")
    command.add_argument(
        "--llm-timeout",
        type=_seconds,
        default=120.0,
        metavar="SECONDS",
        help="how long to wait for an answer (default: 120)",
    )
    command.add_argument(
        "--llm-rate",
        type=positive,
        default=0,
        metavar="N",
        help="ask at most N questions a minute (default: no limit; one at a time in any case)",
    )
    command.add_argument(
        "--reader-fallback",
        choices=("rules",),
        help="read by rules what the model could not read (default: such a report is refused)",
    )


def reader_of(given: argparse.Namespace) -> Reader | None:
    """Return the reader that was chosen; None is the rules.

    Raises
    ------
    InputError
        An option of a model without `--reader llm`, or the other way round.
    """
    options = {
        "--llm-url": given.llm_url,
        "--llm-model": given.llm_model,
        "--reader-fallback": given.reader_fallback,
    }
    if given.reader != "llm":
        for name, value in options.items():
            if value:
                raise InputError(f"{name} without --reader llm: nothing was sent")
        return None
    for name in ("--llm-url", "--llm-model"):
        if not options[name]:
            raise InputError(f"--reader llm needs {name}")
    from geo.reports.model import ModelReader, Server
    from geo.reports.reading import by_rules

    server = Server(
        given.llm_url,
        given.llm_model,
        key=os.environ.get(_KEY, "").strip(),
        timeout=given.llm_timeout,
        per_minute=given.llm_rate,
    )
    return ModelReader(server, by_rules if given.reader_fallback else None)


def _seconds(text: str) -> float:
    return number(text, float, _LEAST_SECONDS, 3600, "a number of seconds to 3600")
