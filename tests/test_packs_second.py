"""The engine knows no country: a second border works with data alone."""

from __future__ import annotations

import re
import tomllib
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

import maps
from geo import exports, line, locating, packs, pipeline, region

ROOT = Path(__file__).resolve().parents[1]
PACK = Path(__file__).parent / "packs" / "armenia-azerbaijan"
TABLE = """\
id,date,place,country,claimant,claimant_side,metric,victim_group,count_min,count_max,source
1,2022-09-13,"Goris, Syunik",Armenia,Ministry,armenia,killed,armenian_forces,3,3,made up
1,2022-09-13,"Goris, Syunik",Armenia,Ministry,azerbaijan,killed,armenian_forces,5,5,made up
2,2021-05-12,Lachin District,Azerbaijan,Ministry,azerbaijan,wounded,azerbaijani_forces,1,1,made up
3,2021-07-28,Armenian-Azerbaijani border,,Agency,media,killed,civilians,1,1,made up
"""


@pytest.fixture(scope="module")
def pack():
    return region.load(PACK)


def test_the_pack_is_sound_and_small():
    assert packs.check(PACK) == []
    assert sum(file.stat().st_size for file in PACK.iterdir()) < 400_000


@pytest.mark.parametrize(
    ("text", "country", "admin1", "level"),
    [
        ("Shinuhayr", "ARM", "Syunik", "place"),
        ("Tegh village, Syunik", "ARM", "Syunik", "place"),
        ("Goris", "ARM", "Syunik", "admin2"),
        ("Շինուհայր", "ARM", "Syunik", "place"),
        ("Vayots Dzor province", "ARM", "Vayots Dzor", "admin1"),
        ("Tovuz District", "AZE", "Tovuz District", "admin1"),
        ("Armenian-Azerbaijani border", None, None, "border"),
    ],
)
def test_words_are_located(pack, text, country, admin1, level):
    found = locating.locate_rows(pd.DataFrame({"place_text": [text]}), pack).iloc[0]
    got = [None if pd.isna(v) else v for v in (found.country, found.admin1, found.place_level)]
    assert got == [country, admin1, level]


def test_points_are_measured_against_the_line(pack):
    goris = pack.places.set_index("name").loc["Goris"]
    measured = line.measure(pack, [goris.longitude], [goris.latitude]).iloc[0]
    assert measured.line_side == "armenia"
    assert 0 < measured.line_km < line.length_km(pack)
    assert measured.line_section.startswith("Syunik / ")
    assert measured.line_version == "armenia-azerbaijan-2017-0.002"
    assert pd.isna(measured.nearest_crossing)  # the pack has none


@pytest.fixture(scope="module")
def dataset(pack, tmp_path_factory):
    table = tmp_path_factory.mktemp("table") / "incidents.csv"
    table.write_text(TABLE, "utf-8")
    return pipeline.read([table], pack)


def test_tables_have_the_sides_of_the_pack(dataset):
    assert dataset.account.incidents_located == 3
    assert {"deaths_armenian_forces", "deaths_azerbaijani_forces"} <= set(dataset.incidents)
    assert set(dataset.claims["claimant_side"]) == {"armenia", "azerbaijan", "media"}
    disputed = dataset.incidents.set_index("source_id").loc["1"]
    assert (disputed["fatalities_low"], disputed["fatalities_high"]) == (3, 5)


def test_a_page_and_the_exports_are_made(dataset, pack, tmp_path):
    page = maps.render(dataset, region=pack)
    folder = exports.write(dataset, tmp_path / "site", region=pack, page=partial(maps.save, page))
    html = (folder / "index.html").read_text("utf-8")
    for word in ("Armenia and Azerbaijan along their border", "Armenia-Azerbaijan border"):
        assert word in html
    text = (folder / "incidents.geojson").read_text("utf-8")
    assert "Goris" in text
    manifest = (folder / "manifest.json").read_text("utf-8")
    assert "armenia-azerbaijan" in manifest
    for foreign in ("Durand", "Pakistan", "Afghan"):
        assert foreign not in text + manifest


# Words of the embedded region, and where the code may still say them, each with its reason.
WORDS = re.compile(
    r"afghan|pakistan|durand|armeni|azerbaij|\bAFG\b|\bPAK\b|\bTTP\b|taliban|kabul|islamabad"
    r"|peshawar|torkham|pashtun|baloch|kh[aw]+rij|khariji|emirate|mujah[ie]d|\bISPR\b|\bISKP\b|daesh"
    r"|haqqani|sepoy|havildar|jirga|unama",
    re.IGNORECASE,
)
ALLOWED = {
    "geo/reports/language/vocabulary/states.toml": "all states of the world, whatever the region",
    "geo/cli.py": "the command's own description, an example, and the name of the default region",
}
DEFAULT_NAME = re.compile(r"""["'`]durand["'`]""")


def _code(path: Path) -> str:
    """Return a file's code without comments and docstrings, which may explain by example."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        import ast

        tree = ast.parse(text)
        for node in ast.walk(tree):
            body = getattr(node, "body", None)
            if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
                value = body[0].value
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    value.value = ""
        return ast.unparse(tree)
    if path.suffix == ".ts":
        return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", text, flags=re.DOTALL)
    return re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)


def _files() -> list[Path]:
    found = [p for kind in ("py", "toml", "txt") for p in (ROOT / "geo").rglob(f"*.{kind}")]
    found += [*(ROOT / "maps").glob("*.py"), *(ROOT / "maps" / "viewer" / "src").rglob("*.ts")]
    return sorted(
        path
        for path in found
        if "_data" not in path.parts
        and not path.name.endswith((".test.ts", ".d.ts"))
        and str(path.relative_to(ROOT)) not in ALLOWED
    )


@pytest.mark.parametrize("path", [pytest.param(p, id=str(p.relative_to(ROOT))) for p in _files()])
def test_no_module_names_a_country(path):
    code = DEFAULT_NAME.sub("", _code(path))
    found = [row.strip() for row in code.splitlines() if WORDS.search(row)]
    assert found == []


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_each_exception_is_still_needed(name):
    assert WORDS.search(DEFAULT_NAME.sub("", _code(ROOT / name)))


def test_the_packs_words_are_its_own(pack):
    said = tomllib.loads((PACK / "region.toml").read_text("utf-8"))
    assert pack.line_sides == ("armenia", "azerbaijan")
    assert {c["code"] for c in said["countries"]} == set(pack.country_codes) == {"ARM", "AZE"}
    assert set(said["side_names"]) == set(pack.sides)
