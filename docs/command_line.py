"""Write command-line.md from the command's own description: `python docs/command_line.py`."""

from __future__ import annotations

import argparse
from pathlib import Path

from geo.cli import parser

PAGE = Path(__file__).with_name("command-line.md")


def page() -> str:
    """Describe every command and option in Markdown."""
    top = parser()
    lines = ["# Command line", "", "This page is made by `python docs/command_line.py`.", ""]
    lines += [(top.description or "").replace("\n", " "), "", "```", top.epilog or "", "```"]
    (commands,) = (a for a in top._actions if isinstance(a, argparse._SubParsersAction))
    for name, command in commands.choices.items():
        lines += _section(f"bordermap {name}", command)
    lines += [
        "",
        "## Exit codes",
        "",
        "0 done; 1 `check` found rows that would be refused; 2 a fault, told in one line on",
        "standard error, and nothing was written. A refused row alone does not stop a build: it is",
        "in `rejected.csv`, and the first 20 are shown. 130 you stopped it; nothing was written.",
    ]
    return "\n".join(lines) + "\n"


def _section(name: str, command: argparse.ArgumentParser) -> list[str]:
    """Describe a command, or the verbs it has."""
    verbs = [a for a in command._actions if isinstance(a, argparse._SubParsersAction)]
    if verbs:
        helps = {action.dest: action.help for action in verbs[0]._choices_actions}
        lines = ["", f"## {name}", "", command.description or ""]
        for verb, parsed in verbs[0].choices.items():
            usage = _usage(parsed)
            lines += [
                "",
                f"### {name} {verb} {usage}".rstrip(),
                "",
                f"{helps[verb].capitalize()}.",
                "",
            ]
            lines += [f"* `{_name(action)}`: {_help(action)}" for action in parsed._actions]
        return lines
    lines = ["", f"## {name} {_usage(command)}".rstrip(), "", command.description or "", ""]
    return lines + [f"* `{_name(action)}`: {_help(action)}" for action in command._actions]


def _usage(command: argparse.ArgumentParser) -> str:
    return " ".join(_word(action) for action in command._actions if not action.option_strings)


def _word(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest)
    return {"*": f"[{name} ...]", "+": f"{name} ..."}.get(str(action.nargs), name)


def _name(action: argparse.Action) -> str:
    if not action.option_strings:
        return _word(action)
    options = ", ".join(action.option_strings)
    takes = action.nargs != 0
    value = action.metavar or ("|".join(action.choices) if action.choices else action.dest)
    return f"{options} {value}" if takes else options


def _help(action: argparse.Action) -> str:
    return (action.help or "") + (
        " (required)" if action.option_strings and action.required else ""
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
