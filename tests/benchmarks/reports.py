"""How well and how fast reports are read: scores of a corpus, documents a second.

python tests/benchmarks/reports.py SCORER CORPUS [CORPUS ...]

SCORER is `score_reports.py`; a corpus is a file that it takes, annotated or packed.
Calls a word tell work apart from the machine; a long document is put together of those of a corpus.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo import region
from geo.reports import reading, sources, writing

if TYPE_CHECKING:
    from geo.region import RegionPack
    from geo.reports.documents.document import Document

WORDS_OF_DOCUMENT = 500
WORDS_OF_LONG = 8_000
AGAIN = 3  # passes, of which the fastest counts: others use the machine too


def _seconds(documents: list[Document], pack: RegionPack) -> float:
    """Return the processor's time for reading documents that nobody has read before."""
    fresh = [replace(document) for document in documents]
    begun = time.process_time()
    for document in fresh:
        reading.read_one(document, pack)
    return time.process_time() - begun


def _calls(documents: list[Document], pack: RegionPack) -> int:
    """Count the calls of reading documents: the same on every machine, however busy."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        for document in documents:
            reading.read_one(replace(document), pack)
    finally:
        sys.setprofile(None)
    return calls


def _joined(documents: list[Document], words: int) -> list[Document]:
    """Return documents of at least so many words, each put together of others."""
    made: list[Document] = []
    texts: list[str] = []
    for document in documents * (1 + words // max(1, _words(documents))):
        texts.append(document.text)
        if sum(len(text.split()) for text in texts) >= words:
            made.append(replace(documents[0], text="\n\n".join(texts)))
            texts = []
    return made


def _words(documents: list[Document]) -> int:
    return sum(len(document.text.split()) for document in documents)


def _tell_long(documents: list[Document], pack: RegionPack) -> None:
    """Print what a word of a long document costs against one of a usual document."""
    usual, long = (_joined(documents, words) for words in (WORDS_OF_DOCUMENT, WORDS_OF_LONG))
    calls = [_calls(made, pack) / _words(made) for made in (usual, long)]
    seconds = [
        min(_seconds(made, pack) for _ in range(AGAIN)) / _words(made) for made in (usual, long)
    ]
    print(
        f"  {calls[0]:.1f} calls a word; a document of {WORDS_OF_LONG} words: "
        f"{calls[1] / calls[0]:.2f} times as many, {seconds[1] / seconds[0]:.2f} times the time"
    )


def main(scorer: str, corpora: list[str]) -> None:
    """Score each corpus and time its reading on one core.

    The region pack is loaded before. What is made once a run (patterns, middles of units) counts in
    the first pass over a corpus only.
    """
    pack = region.load("durand")
    reading.gazetteer_of(pack)
    for corpus in corpora:
        with tempfile.TemporaryDirectory() as folder:
            given, found = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
            subprocess.run([sys.executable, scorer, "--inputs", corpus, str(given)], check=True)
            documents = sources.read([given]).documents
            begun = time.process_time()
            read = [(document, reading.read_one(document, pack)) for document in documents]
            first = time.process_time() - begun
            again = min(_seconds(documents, pack) for _ in range(AGAIN))
            words = _words(documents)
            rates = [words / WORDS_OF_DOCUMENT / seconds for seconds in (again, first)]
            print(
                f"{Path(corpus).name}: {len(documents)} reports, {rates[0]:.0f} of 500 words a"
                f" second ({rates[1]:.0f} the first time, with what is made once)"
            )
            _tell_long(documents, pack)
            found.write_text(writing.jsonl(read), "utf-8")
            subprocess.run([sys.executable, scorer, corpus, str(found)], check=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
