"""Measure how well place words are located, against files of known places.

    python tests/benchmarks/places.py [--events EVENTS.csv] [--reports REPORTS.jsonl]
        [--region durand] [--misses N] [--fit]

EVENTS.csv is in the form of UCDP GED (`where_description, adm_1, latitude, longitude, where_prec,
year`; `country` or Pakistan): only words and country are given, one line of figures a file.
REPORTS.jsonl holds `incidents[].places[]` (`mention, place_level, country, admin1, latitude,
longitude, approx`): each mention alone is given with country and province, and is right within
25 km (35 where `approx`, 40 for a district). `--misses` lists a sample of the misses by cause.
The reliability table compares `place_score` with the share of right answers in the years after
2009; `--fit` prints the calibration of those before, which `geo/gazetteer/calibration.toml` holds,
its cross-validated error, and how far off answers of each kind are, by which its kilometres are
set.

Right, for the score: the true point lies within the stated uncertainty, or 25 km beyond it.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo import boundaries, locating, region
from geo._sphere import apart_km, distance_km
from geo.gazetteer import Gazetteer
from geo.gazetteer.choose import choose, share_of_namesakes
from geo.gazetteer.context import POINT_LEVELS
from geo.gazetteer.hinting import Hints
from geo.gazetteer.names import fold
from geo.gazetteer.rating import rate_all
from geo.gazetteer.reading import read

if TYPE_CHECKING:
    from geo.gazetteer.entries import Entry

NEAR_KM = 25.0
APPROX_KM = 35.0
DISTRICT_KM = 40.0
MIN_CLASS = 50  # a where_prec class with fewer rows has no share of its own
FIT_STEP = 20  # answers in a step of the calibration
FIT_UNTIL = 2009
FOLDS = 5
FIT_SHARE = 0.99  # of the rank: no namesake elsewhere
BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
# What the coders' provinces of old are called now: FATA was merged in 2018.
PROVINCES = {
    "khyberpakhtunkwa": "khyberpakhtunkhwa",
    "fata": "khyberpakhtunkhwa",
    "federallyadministeredtribalareas": "khyberpakhtunkhwa",
    "nwfp": "khyberpakhtunkhwa",
    "azadjammukashmir": "azadkashmir",
    "azadjammuandkashmir": "azadkashmir",
    "northernareas": "gilgitbaltistan",
    "paktia": "paktya",
    "helmand": "hilmand",
    "herat": "hirat",
    "nimruz": "nimroz",
    "konar": "kunar",
    "wardak": "maidanwardak",
}


def main() -> None:
    """Print the tables that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--events", type=Path, action="append", default=[])
    parser.add_argument("--reports", type=Path, action="append", default=[])
    parser.add_argument("--region", default="durand")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    pack = region.load(options.region)
    for path in options.events:
        table = located_events(path, pack)
        show(path.name, event_figures(table))
        print_reliability(table[table["year"] > FIT_UNTIL])
        if options.fit:
            print_fit(table[table["year"] <= FIT_UNTIL], Gazetteer(pack))
            print_reach(table)
        fine = table["is_fine"]
        print_misses(table[fine & ~table["is_near"]], options.misses, pack, int(fine.sum()))
    for path in options.reports:
        table = located_mentions(path, pack)
        show(path.name, mention_figures(table))
        print_misses(table[~table["is_near"]], options.misses, pack, len(table))


def located_events(path: Path, pack: region.RegionPack) -> pd.DataFrame:
    """Locate the words of a table of events, beside what is known of each."""
    table = pd.read_csv(path, low_memory=False).dropna(subset=["where_description"])
    country = table.get("country", "Pakistan")
    rows = pd.DataFrame({"place_text": table["where_description"], "country": country})
    made = _joined(table, rows, pack)
    made["said_country"] = country
    made["is_fine"] = made["where_prec_gold"] <= 3
    made["is_near"] = made["km"] <= NEAR_KM
    made["is_right"] = made["km"] <= made["uncertainty_km"] + NEAR_KM
    made["is_province"] = made["adm_1"].map(_province) == made["admin1"].map(_province)
    made["wanted"] = made["adm_2"].astype(str) + ", " + made["adm_1"].astype(str)
    return made


def located_mentions(path: Path, pack: region.RegionPack) -> pd.DataFrame:
    """Locate the mentions of a corpus of reports one by one, each different one once."""
    places = [
        place
        for line in path.read_text("utf-8").splitlines()
        for incident in json.loads(line)["incidents"]
        for place in incident["places"]
    ]
    table = pd.DataFrame(places).rename(columns={"admin1": "adm_1", "place_level": "level"})
    table = table[table["level"].isin(["place", "crossing", "admin2"])]
    table = table.drop_duplicates(["mention", "level", "place_name"])
    rows = pd.DataFrame(
        {"place_text": table["mention"], "country": table["country"], "admin1": table["adm_1"]}
    )
    made = _joined(table.drop(columns=["country"]).assign(where_prec=3), rows, pack)
    is_approx = made["approx"].fillna(value=False).astype(bool)
    limit = np.where(is_approx, APPROX_KM, NEAR_KM)
    limit = np.where(made["level"] == "admin2", DISTRICT_KM, limit)
    made["is_near"] = made["km"] <= limit
    made["is_province"] = made["adm_1"].map(_province) == made["admin1"].map(_province)
    made["wanted"] = made["wanted_name"]
    return made


def event_figures(table: pd.DataFrame) -> dict[str, float]:
    """Work out the figures of a table of events."""
    fine, has = table["is_fine"], table["km"].notna()
    stated = table["where_prec"]
    near = fine & has & (stated <= 3)
    tight = fine & has & (table["uncertainty_km"] <= NEAR_KM)
    covered = (table["km"] <= table["uncertainty_km"])[has & fine]
    by_class = covered.groupby(stated[has & fine]).agg(["mean", "size"])
    exact = (stated == table["where_prec_gold"])[has]
    return {
        "rows": len(table),
        "answered": has.mean(),
        "within 25 km": table["is_near"][fine].mean(),
        "within 25 km of answered": table["is_near"][near].mean(),
        "within 25 km of what is stated so": table["is_near"][tight].mean(),
        "median km": table["km"][near].median(),
        "province": table["is_province"].mean(),
        "honest": covered.mean(),
        "honest, worst class": by_class["mean"][by_class["size"] >= MIN_CLASS].min(),
        "median uncertainty km": table["uncertainty_km"][has & fine].median(),
        "same where_prec": exact.mean(),
        "same where_prec, mean of classes": exact.groupby(
            table["where_prec_gold"][has].clip(upper=4)
        )
        .mean()
        .mean(),
    }


def mention_figures(table: pd.DataFrame) -> dict[str, float]:
    """Work out the figures of the mentions of a corpus."""
    has = table["km"].notna()
    made = {"rows": float(len(table)), "right": table["is_near"].mean()}
    for level, rows in table.groupby("level"):
        made[f"right, {level} ({len(rows)})"] = rows["is_near"].mean()
    made["province"] = table["is_province"].mean()
    made["honest"] = (table["km"] <= table["uncertainty_km"])[has].mean()
    made["median uncertainty km"] = table["uncertainty_km"][has].median()
    return made


def show(title: str, figures: dict[str, float]) -> None:
    """Print figures, one a line."""
    print(title)
    for name, value in figures.items():
        print(f"  {name:34s} {value:8.3f}")


def print_reliability(table: pd.DataFrame) -> None:
    """Print how often answers of each score are right."""
    answered = table[table["km"].notna()]
    bins = pd.cut(answered["place_score"], BINS)
    found = answered.groupby(bins, observed=True).agg(
        answers=("km", "size"), score=("place_score", "mean"), right=("is_right", "mean")
    )
    error = (found["answers"] * (found["score"] - found["right"]).abs()).sum() / len(answered)
    print(f"  place_score after {FIT_UNTIL}: answers, mean score, share that is right")
    print("    " + found.round(3).to_string().replace("\n", "\n    "))
    print(f"    expected calibration error {error:.3f}")


def print_fit(table: pd.DataFrame, gazetteer: Gazetteer) -> None:
    """Print the monotone mapping from the quality of an answer to the share that is right.

    What namesakes take of a score is not fitted: it is taken out of both. The error is that of
    mappings fitted on four fifths of the answers, on the other fifth.
    """
    answered = table[table["km"].notna()]
    found = []
    for row in answered.itertuples():
        countries = gazetteer.index.find(str(row.said_country), ("country",))
        reading = read(str(row.place_text), gazetteer.index)
        (rates,) = rate_all(gazetteer.index, [reading], [Hints(countries or None)])
        choice = choose(rates)[0]
        if choice is not None and share_of_namesakes(choice) > FIT_SHARE:
            found.append((choice.best.quality, float(row.is_right)))
    raw, right = monotone(found)
    print(f"  calibration by the years to {FIT_UNTIL} ({len(found)} answers without namesakes):")
    print("    raw =", raw)
    print("    right =", right)
    errors = []
    for part in range(FOLDS):
        raw, right = monotone([pair for at, pair in enumerate(found) if at % FOLDS != part])
        held = [pair for at, pair in enumerate(found) if at % FOLDS == part]
        errors += [(np.interp(quality, raw, right), is_right) for quality, is_right in held]
    told = pd.DataFrame(errors, columns=["score", "right"])
    means = told.groupby(pd.cut(told["score"], BINS), observed=True).agg(["mean", "size"])
    gaps = (means["score"]["mean"] - means["right"]["mean"]).abs()
    error = (gaps * means["score"]["size"]).sum() / len(told)
    print(f"    expected calibration error, cross-validated: {error:.3f}")


def monotone(found: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    """Fit a rising mapping by pooling adjacent violators, in steps of `FIT_STEP` answers."""
    found = sorted(found, key=lambda pair: pair[0])
    blocks: list[tuple[float, float, int]] = []  # sums of quality and of right, count
    for start in range(0, len(found), FIT_STEP):
        part = found[start : start + FIT_STEP]
        block = (sum(q for q, _ in part), sum(right for _, right in part), len(part))
        while blocks and blocks[-1][1] / blocks[-1][2] >= block[1] / block[2]:
            last = blocks.pop()
            block = (block[0] + last[0], block[1] + last[1], block[2] + last[2])
        blocks.append(block)
    return (
        [round(block[0] / block[2], 3) for block in blocks],
        [round(block[1] / block[2], 3) for block in blocks],
    )


def print_reach(table: pd.DataFrame) -> None:
    """Print how far off answers of each kind are, and what share their uncertainty holds."""
    has = table[table["km"].notna() & table["is_fine"]]
    has = has.assign(
        kind=has.apply(_kind, axis=1),
        early=has["year"] <= FIT_UNTIL,
        holds=has["km"] <= has["uncertainty_km"],
    )
    quantiles = {f"{q:.1%}": (lambda s, q=q: s.quantile(q)) for q in (0.5, 0.8, 0.875, 0.9)}
    made = has[has["early"]].groupby("kind")["km"].agg(n="size", **quantiles)
    for name, rows in (("held to", has[has["early"]]), ("held after", has[~has["early"]])):
        made[f"{name} {FIT_UNTIL}"] = rows.groupby("kind")["holds"].mean()
    print(f"  km to the true point, years to {FIT_UNTIL}, and the share within the uncertainty:")
    shown = made[made["n"] >= FIT_STEP].round(2)
    print("    " + shown.to_string().replace("\n", "\n    "))


def _kind(row: pd.Series) -> str:
    """Return what kind of answer a row has, as `geo.gazetteer.calibration` tells them apart."""
    why = row["place_why"]
    is_unknown = "is not known there" in why or "the exact spot of" in why
    if "what lies between" in why or "km from it" in why:
        return "between, or at a distance"
    if pd.isna(row["latitude"]):
        level = "place without a point" if "no source gives" in why else row["place_level"]
        return f"area, {level}{', unknown' if is_unknown else ''}"
    if is_unknown:
        return "unknown_in_city" if row["where_prec"] == 1 else "unknown"
    return "around" if "means its surroundings" in why else "place"


def print_misses(misses: pd.DataFrame, count: int, pack: region.RegionPack, rows: int) -> None:
    """Print how many misses each cause holds, what mending it would buy, and a fixed sample."""
    if not count or misses.empty:
        return
    gazetteer = Gazetteer(pack)
    misses = misses.astype(object).where(misses.notna(), None)
    causes = misses.apply(cause_of, axis=1, args=(gazetteer, _units_at(misses, pack)))
    print(
        f"  {len(misses)} misses by cause, and the points of the share that mending all would buy:"
    )
    for name, held in causes.value_counts().items():
        print(f"    {held:5d}  {100 * held / rows:5.2f}  {name}")
    sample = misses.assign(cause=causes).sample(min(count, len(misses)), random_state=1)
    for name, held in sample.groupby("cause"):
        print(f"  {name} ({len(held)} of the sample)")
        for row in held.itertuples():
            away = "no answer" if pd.isna(row.km) else f"{row.km:.0f} km"
            print(f"    {row.place_text[:110]} | {row.wanted} | {away} | {row.place_why[:170]}")


def cause_of(row: pd.Series, gazetteer: Gazetteer, units: pd.DataFrame) -> str:
    """Return why a row is missed, from facts that can be looked up.

    The first that holds: what the coder's words and point say against each other, what the text's
    names may mean near that point, what is known of them, and what was answered.
    """
    index = gazetteer.index
    point = float(row["latitude_gold"]), float(row["longitude_gold"])
    said = row.get("adm_2")
    is_answered = row["km"] is not None
    if isinstance(said, str):
        codes = index.find(said, ("admin2", "admin3"))
        districts = {index.entries[index.by_code[code]].admin2 for code in codes}
        if districts and units.loc[row.name, "admin2_pcode"] not in districts:
            return "the coder's point lies outside the district that he names"
    reading = read(str(row["place_text"]), index)
    meant = [index.entries[number] for m in reading.mentions for number, _ in m.found.hits]
    near = [e for e in meant if e.level in POINT_LEVELS and _apart(e, point) <= NEAR_KM]
    if any(entry.id == row["place_id"] for entry in near):
        return "the right name, moved as the text says"
    if near:
        is_same = any(fold(e.name) == fold(str(row["place_name"])) for e in near)
        what = "another of that name" if is_same else "another name of the text"
        return f"known near the point; {what if is_answered else 'nothing'} was answered"
    coder = row.get("where_coordinates")
    coded = _known(str(coder), gazetteer) if isinstance(coder, str) else []
    if any(e.level in POINT_LEVELS and _apart(e, point) <= NEAR_KM for e in coded):
        return "the coder's name is known near the point, not the text's"
    if not is_answered:
        return "no name of the text is known, nor the coder's near the point"
    level = row["place_level"]
    if level in {"border", "border_section", "region", "country", "admin1"}:
        return f"only a {level.replace('_', ' ')} was understood"
    is_unpointed = "no source gives" in row["place_why"]
    if is_unpointed:
        return "the name has no point; its district was answered"
    if level in {"admin2", "admin3"}:
        known = "its parts are not known" if "stands for it" in row["place_why"] else "it is named"
        code = "admin3_id" if level == "admin3" else "admin2_pcode"
        if row[code] == units.loc[row.name, code]:
            return f"the right {_WORDS[level]} was answered, {known}"
        return f"another {_WORDS[level]} was answered, {known}"
    if any(e.id == row["place_id"] for e in coded):
        return "the coder's own name; his point lies elsewhere"
    stands = "stands for it" in row["place_why"]
    return "a town for a place that is not known" if stands else "a place of that name elsewhere"


_WORDS = {"admin2": "district", "admin3": "subdistrict"}


def _units_at(table: pd.DataFrame, pack: region.RegionPack) -> pd.DataFrame:
    lon, lat = (table[f"{axis}_gold"].to_numpy(float) for axis in ("longitude", "latitude"))
    units = boundaries.assign_units(pack, lon, lat).set_axis(table.index, axis=0).astype(object)
    return units.where(units.notna(), None)


def _known(name: str, gazetteer: Gazetteer) -> list[Entry]:
    index = gazetteer.index
    return [index.entries[number] for m in read(name, index).mentions for number, _ in m.found.hits]


def _apart(entry: Entry, point: tuple[float, float]) -> float:
    if entry.latitude is None or entry.longitude is None:
        return math.inf
    return apart_km(entry.latitude, entry.longitude, *point)


def _joined(table: pd.DataFrame, rows: pd.DataFrame, pack: region.RegionPack) -> pd.DataFrame:
    renamed = {name: f"{name}_gold" for name in ("latitude", "longitude", "where_prec")}
    table = table.rename(columns={**renamed, "place_name": "wanted_name"})
    found = locating.locate_rows(rows, pack)
    made = pd.concat([table, found, rows["place_text"]], axis=1)
    points = (
        made[name].astype("float64").to_numpy()
        for name in ("latitude_gold", "longitude_gold", "label_latitude", "label_longitude")
    )
    made["km"] = distance_km(*points)
    for name in ("uncertainty_km", "place_score", "where_prec"):
        made[name] = made[name].astype("float64")
    return made


def _province(name: object) -> str:
    if not isinstance(name, str):
        return ""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    key = re.sub(r"\b(province|state|territory)\b", "", plain.lower())
    key = "".join(c for c in key if c.isalpha())
    return PROVINCES.get(key, key)


if __name__ == "__main__":
    main()
