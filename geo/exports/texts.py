"""The texts of reports, where a person wants them kept: JSON lines that `build` reads again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geo.text import clean, clean_in_place

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset import Dataset

NAME = "reports.jsonl"
_SAID = ("title", "publisher", "url", "published", "language", "licence")


def write(dataset: Dataset, folder: Path) -> dict[str, str]:
    """Write the texts of a dataset, if it has any; return what the file is, by its name.

    Characters that are not safe to write have a placeholder of the same length, so that offsets of
    places and claims hold in what is written.
    """
    if not dataset.texts:
        return {}
    reports = dataset.reports[dataset.reports["report_id"].isin(list(dataset.texts))]
    with (folder / NAME).open("w", encoding="utf-8", newline="\n") as stream:
        for row in reports.sort_values("report_id").to_dict("records"):
            said = {name: clean(row[name]) for name in _SAID if isinstance(row[name], str)}
            text = clean_in_place(dataset.texts[row["report_id"]])
            line = {"id": clean(row["report_id"]), **said, "text": text}
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    return {NAME: "The texts of the reports, one a line"}
