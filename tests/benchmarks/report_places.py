"""Fit and measure the second opinion on whether a name locates an incident (`where/likelihood.py`).

    python tests/benchmarks/report_places.py CORPUS.jsonl ... [--real CORPUS.jsonl ...]
        [--fit WEIGHTS.json]

A CORPUS is annotated as `tests/reports/README.md` says; spans that a row names as `doubtful` are
left aside. Every corpus in turn is left out, the weights are fitted on the others and on the
sentences of `tests/reports/locating.toml` and `beside.toml`, and a line says what the rules, the
weights and both make of the names of the one left out: precision, recall and F1. A name counts once
a report, and is right where an incident's place is annotated with its words. What the rules reach
on a corpus that was read while they were written says nothing; the weights' share holds for any.
`--fit` writes the weights of all. The names of a `--real` corpus, texts of which only the places
are annotated, weigh half: with them in full, those of the others are told less well.

A logistic regression with a squared penalty: `STRENGTH` and `LEAST` were set by the corpora left
out, where values from .1 to 1 and from 1 to 3 differed by less than .01. Words that are
written with a capital as often as without are no clues, since they may be names.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from geo import region
from geo.reports import reading, sources
from geo.reports.documents.document import Document
from geo.reports.where import likelihood, places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geo.gazetteer import Gazetteer
    from geo.packs import RegionPack

STRENGTH = 0.3  # what an example weighs beside the penalty of the squared weights
LEAST = 2  # examples that must hold a clue
REAL = 0.5  # what a name of a real text weighs beside one of the others
REPORTS = Path(__file__).parents[1] / "reports"
Clue = tuple[str, str]  # its kind and words


class Example(NamedTuple):
    """A name in a report, its clues, and what the rules and the coder say of it."""

    report: str
    start: int
    name: str
    clues: likelihood.Clues
    small: frozenset[str]  # stems of words that stand somewhere in the report without a capital
    capital: frozenset[str]  # in small letters, those of words with one inside a sentence
    reason: str  # by which a rule rejects it
    is_place: bool | None  # None: the coder has taken another mention of the same name
    weight: float = 1.0


def main() -> None:
    """Print how well corpora that were left out are told; write the weights of all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--real", nargs="*", type=Path, default=[])
    parser.add_argument("--region", default="durand")
    parser.add_argument("--fit", type=Path)
    options = parser.parse_args()
    if len({*options.corpora, *options.real}) < _CORPORA:
        parser.error(
            "one corpus: expected two or more, since each is told by weights of the others"
        )
    pack = region.load(options.region)
    gazetteer = reading.gazetteer_of(pack)
    sentences = list(of_sentences(pack, gazetteer))
    corpora = {path: list(of_corpus(path, pack, gazetteer)) for path in options.corpora}
    for path in options.real:
        examples = of_corpus(path, pack, gazetteer)
        corpora[path] = [example._replace(weight=REAL) for example in examples]
    for path, examples in corpora.items():
        others = [e for other, found in corpora.items() if other != path for e in found]
        print(path.name, *_told(examples, fit([*others, *sentences])), sep="  ")
    if options.fit:
        whole = fit([*sentences, *(e for found in corpora.values() for e in found)])
        made = {"base": whole.base, "weights": whole.of}
        text = json.dumps(made, ensure_ascii=False, indent=0, sort_keys=True)
        options.fit.write_text(text + "\n", "utf-8")


_CORPORA = 2


def of_corpus(path: Path, pack: RegionPack, gazetteer: Gazetteer) -> Iterator[Example]:
    """Yield the names of annotated reports."""
    gold = {row["id"]: row for row in map(json.loads, path.read_text("utf-8").splitlines())}
    for document in sources.read([str(path)]).documents:
        told = [place for i in gold[document.id]["incidents"] for place in i["places"]]
        spans = [(place["char_start"], place["char_end"]) for place in told]
        left = {start for start, _ in gold[document.id].get("doubtful", ())}
        found = _examples(document.read_in(pack), gazetteer, spans)
        yield from (e._replace(is_place=None) if e.start in left else e for e in found)


def of_sentences(pack: RegionPack, gazetteer: Gazetteer) -> Iterator[Example]:
    """Yield the names of the sentences that the rules' tests hold, which stand in no report."""
    for example in _of_rows(pack, gazetteer):
        clues = {k: w for k, w in example.clues.items() if k not in likelihood.IN_THE_REPORT}
        yield example._replace(clues=clues)


def _of_rows(pack: RegionPack, gazetteer: Gazetteer) -> Iterator[Example]:
    rows = tomllib.loads((REPORTS / "locating.toml").read_text("utf-8"))["rows"]
    for row in rows:
        names = [re.escape(name) for name in row["yes"]]
        pattern = "|".join(names) or r"(?!)"
        spans = [match.span() for match in re.finditer(pattern, row["text"])]
        yield from _examples(_document(row["text"], pack), gazetteer, spans)
    beside = tomllib.loads((REPORTS / "beside.toml").read_text("utf-8"))
    for kind, lead in (("beside", beside["lead"] + "\n\n"), ("located", "")):
        for row in beside[kind].strip().splitlines():
            text, spans = lead, []
            for part in re.split(r"([{\[].+?[}\]])", row):
                name = part.strip("{}[]") if part[:1] in ("{", "[") else part
                if part[:1] == "{":
                    spans.append((len(text), len(text) + len(name)))
                text += name
            found = _examples(_document(text, pack), gazetteer, spans)
            yield from (e for e in found if e.name not in lead.lower())


def _document(text: str, pack: RegionPack) -> Document:
    return Document(text, text, published=date(2026, 3, 9)).read_in(pack)


def _examples(
    document: Document, gazetteer: Gazetteer, spans: Sequence[tuple[int, int]]
) -> Iterator[Example]:
    found = places.resolve(document, gazetteer)
    names = {document.lower[start:end] for start, end in spans}
    inside = [raw for tokens in document.tokens for raw in tokens.raw[1:]]
    small = frozenset(raw[: likelihood.STEM] for raw in inside if raw.islower())
    capital = frozenset(raw.lower()[: likelihood.STEM] for raw in inside if raw[0].isupper())
    for place, clues in zip(found, likelihood.read(document, found), strict=True):
        if not clues:
            continue
        is_told = any(start < place.end and place.start < end for start, end in spans)
        name = document.lower[place.start : place.end]
        yield Example(
            document.id,
            place.start,
            name,
            clues,
            small,
            capital,
            place.reason,
            None if name in names and not is_told else is_told,
        )


def fit(examples: Iterable[Example]) -> likelihood.Weights:
    """Fit the weights of the clues to examples."""
    rows = [example for example in examples if example.is_place is not None]
    clues = [[(kind, w) for kind, words in row.clues.items() for w in words] for row in rows]
    is_name = _names(rows)
    counted = Counter(clue for found in clues for clue in found if not is_name(clue))
    known = sorted(clue for clue, count in counted.items() if count >= LEAST)
    number = {clue: i for i, clue in enumerate(known)}
    held = [[number[clue] for clue in found if clue in number] for found in clues]
    ends = np.cumsum([0, *map(len, held)])
    columns = [i for found in held for i in found]
    table = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(known)))
    signs = np.where([row.is_place for row in rows], 1.0, -1.0)
    strengths = STRENGTH * np.array([row.weight for row in rows])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (table @ weights[1:] + weights[0])
        lost = strengths @ np.logaddexp(0, -margins) + weights[1:] @ weights[1:] / 2
        slope = -strengths * signs / (1 + np.exp(margins))
        return lost, np.concatenate([[slope.sum()], table.T @ slope + weights[1:]])

    best = minimize(loss, np.zeros(len(known) + 1), jac=True, method="L-BFGS-B").x.round(2)
    of: dict[str, dict[str, float]] = {kind: {} for kind, _ in known}
    for (kind, words), weight in zip(known, best[1:], strict=True):
        if weight:
            of[kind][words] = float(weight)
    return likelihood.Weights(float(best[0]), of)


def _names(rows: Sequence[Example]) -> Callable[[Clue], bool]:
    """Tell what may be a name: a word more often with a capital than without, or always first."""
    reports = {row.report: row for row in rows}.values()
    small = Counter(word for row in reports for word in row.small)
    capital = Counter(word for row in reports for word in row.capital)
    stems = {word for word, count in small.items() if count > capital[word]}

    def is_name(clue: Clue) -> bool:
        words = [word for word in clue[1].split() if word.isalpha() and word.islower()]
        return not stems.issuperset(word[: likelihood.STEM] for word in words)

    return is_name


def _told(examples: Sequence[Example], by: likelihood.Weights) -> Iterator[str]:
    """Yield what the rules, the weights and both reach on names that were left out of the fit."""
    names: dict[tuple[str, str], list[tuple[bool, ...]]] = {}
    for e in examples:
        likely = likelihood.likelihood(e.clues, by)
        is_sure = e.reason in likelihood.OPEN_REASONS and likely > likelihood.LIKELY_ENOUGH
        both = is_sure or (not e.reason and likely > likelihood.TOO_UNLIKELY)
        told = (e.is_place is not False, not e.reason, likely > 0.5, both)
        names.setdefault((e.report, e.name), []).append(told)
    columns = [[any(each) for each in zip(*rows, strict=True)] for rows in names.values()]
    place, *found = map(np.array, zip(*columns, strict=True))
    yield f"{len(names)} names"
    for what, kept in zip(("rules", "weights", "both"), found, strict=True):
        precision, recall = place[kept].mean(), kept[place].mean()
        both = 2 * precision * recall / (precision + recall)
        yield f"{what} {precision:.3f} {recall:.3f} {both:.3f}"


if __name__ == "__main__":
    main()
