"""How well and how fast reports are read: scores of a corpus, documents a second.

python tests/benchmarks/reports.py SCORER CORPUS [CORPUS ...]

SCORER is `score_reports.py`; a corpus is a file that it takes, annotated or packed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from geo import region
from geo.reports import reading, sources, writing

WORDS_OF_DOCUMENT = 500


def main(scorer: str, corpora: list[str]) -> None:
    """Score each corpus and time its reading on one core, the region pack loaded before."""
    pack = region.load("durand")
    reading.gazetteer_of(pack)
    for corpus in corpora:
        with tempfile.TemporaryDirectory() as folder:
            given, found = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
            subprocess.run([sys.executable, scorer, "--inputs", corpus, str(given)], check=True)
            documents = sources.read([given]).documents
            reading.read_one(documents[0], pack)  # patterns are compiled once
            begun = time.process_time()
            read = [(document, reading.read_one(document, pack)) for document in documents]
            seconds = time.process_time() - begun
            words = sum(len(document.text.split()) for document in documents)
            rate = words / WORDS_OF_DOCUMENT / seconds
            print(
                f"{Path(corpus).name}: {len(documents)} reports, {rate:.0f} of 500 words a second"
            )
            found.write_text(writing.jsonl(read), "utf-8")
            subprocess.run([sys.executable, scorer, corpus, str(found)], check=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
