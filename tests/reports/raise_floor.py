"""Take better figures of the extractor into floor.json, and never worse ones.

python tests/reports/raise_floor.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
FLOOR = FOLDER / "floor.json"
CORPORA = ("reports_dev.jsonl", "reports_made.jsonl", "reports_invented.jsonl")
_TOLD_BY_F1 = ("precision", "recall", "found", "near")
sys.path.insert(0, str(FOLDER))


def figures(name: str) -> dict[str, float]:
    """Score a corpus of this folder; name each figure as the scorer prints it."""
    import score_reports

    from geo import region
    from geo.reports import reading, sources

    corpus = FOLDER / name
    pack = region.load("durand")
    found = {
        document.id: reading.eval_form(document, reading.read_one(document, pack))
        for document in sources.read([corpus]).documents
    }
    gold = [json.loads(line) for line in corpus.read_text("utf-8").split("\n") if line]
    scored, _ = score_reports.score(gold, found)
    flat = {}
    for figure, value in scored.items():
        for part, number in value.items() if isinstance(value, dict) else [("", value)]:
            if isinstance(number, float) and part not in _TOLD_BY_F1:
                flat[f"{figure} {part}".strip()] = round(number, 4)
    return flat


def raised(floor: dict[str, float], found: dict[str, float]) -> dict[str, float]:
    """Return the higher of each figure."""
    return {name: max(number, floor.get(name, 0.0)) for name, number in sorted(found.items())}


def main() -> None:
    """Write the floor of each corpus."""
    floor = json.loads(FLOOR.read_text("utf-8")) if FLOOR.is_file() else {}
    floor = {name: raised(floor.get(name, {}), figures(name)) for name in CORPORA}
    FLOOR.write_text(json.dumps(floor, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
