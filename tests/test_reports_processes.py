"""Reports read in several processes: the same as in one, in their order."""

from __future__ import annotations

import os
import pickle
import signal
from typing import TYPE_CHECKING

import pytest

from geo import reports
from geo.cli import main
from geo.pipeline import sample_inputs
from geo.region import RegionPack, load
from geo.reports import processes, sources
from geo.reports.documents.document import Document
from geo.reports.language.words import of
from geo.reports.reading import by_rules, read_each

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reports.reading import Reader, Reading

SAMPLES = [str(path) for path in sample_inputs() if path.suffix != ".csv"][:4]


@pytest.fixture(scope="module")
def pack() -> RegionPack:
    return load("durand")


def test_two_processes_give_what_one_gives(pack: RegionPack) -> None:
    one = reports.extract(SAMPLES, pack, explain=True)
    two = reports.extract(SAMPLES, pack, explain=True, jobs=2)
    assert two == one
    assert one.incidents > len(SAMPLES)
    assert one.explained


def test_a_process_that_is_killed_loses_nothing(
    pack: RegionPack, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = sources.read(SAMPLES[:2]).documents
    alone, _ = read_each(documents, pack)
    monkeypatch.setattr(processes, "_read", _killed)
    read = list(processes.read(documents, pack, by_rules, 1))
    assert [len(r.incidents) for r in read] == [len(r.incidents) for _, r in alone]


def _killed(_: Document) -> None:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def test_few_reports_are_read_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_cores", lambda: 8)
    assert processes.worth([]) == 1
    assert processes.worth([_of(1000)] * 10) == 1
    assert 1 < processes.worth([_of(1000)] * 1000) < 8
    assert processes.worth([_of(1000)] * 100_000) == 8


def _of(characters: int) -> Document:
    return Document(id="made", text="a" * characters)


@pytest.mark.parametrize("command", ["extract", "check"])
def test_a_command_takes_the_number(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[int] = []

    def noted(
        documents: Sequence[Document], pack: RegionPack, reader: Reader, jobs: int
    ) -> Iterator[Reading]:
        asked.append(jobs)
        return (reader(document, pack) for document in documents)

    monkeypatch.setattr(processes, "read", noted)
    alone = main([command, *SAMPLES[:2]]), capsys.readouterr()
    assert not asked
    assert (main([command, "--jobs", "3", *SAMPLES[:2]]), capsys.readouterr()) == alone
    assert asked == [3]


def test_a_pack_is_sent_by_its_path(pack: RegionPack) -> None:
    sent = pickle.dumps(pack)
    assert len(sent) < 100_000
    assert pickle.loads(sent) == pack  # noqa: S301 (made a line above)


def test_a_vocabulary_that_is_sent_is_one(pack: RegionPack) -> None:
    """All that is made of a vocabulary is cached by it: two of one would be made twice."""
    one, two = (pickle.loads(pickle.dumps(of(pack))) for _ in range(2))  # noqa: S301 (made here)
    assert one is two
    assert one.listed("grammar", "hands") == of(pack).listed("grammar", "hands")
