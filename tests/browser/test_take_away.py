"""What a reader takes away in a real browser: files re-read, picture, print, link, citation."""

from __future__ import annotations

import csv
import io
import json
import re

import geopandas as gpd
import pages
import pytest
from playwright.sync_api import expect
from takeaways import few, menu

import geo
import maps
from geo.errors import InputError
from geo.text import clean

FILES = {"geojson": 0, "csv": 1, "claims": 2, "png": 3}


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return pages.plain_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory, pack):
    return few(tmp_path_factory.mktemp("plain"), pack)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    pack = pages.hostile_pack(folder / "pack")
    made = pages.some(pack, 40, is_hostile=True)
    page = maps.render(made, pack, title=" ".join(pages.HOSTILE))
    return made, maps.save(page, folder / "page.html")


@pytest.fixture
def opened(visit, plain):
    found = visit(plain)
    found.ready()
    yield found
    found.is_quiet()


def taken(page, ending, folder):
    """Download a file and return its name and its bytes."""
    with page.expect_download() as download:
        menu(page).nth(FILES[ending]).click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def rows_of(file):
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


def test_geojson_is_read_again_as_it_is_known(opened, tmp_path):
    file = taken(opened.page, "geojson", tmp_path)
    assert file.name == "incidents-2026-02-24.geojson"
    table = gpd.read_file(f"GeoJSON:{file}").set_index("summary", drop=False)
    assert table.crs.to_epsg() == 4326
    kinds = dict(zip(table["drawn_as"], table.geometry.geom_type.fillna(""), strict=True))
    assert kinds == {
        "point": "Point",
        "area": "MultiPolygon",
        "stretch": "LineString",
        "none": "",
    }
    drawn = table[table.geometry.notna()]
    assert drawn.geometry.is_valid.all()
    assert drawn.geometry.count_coordinates().max() <= 64
    assert table.loc[table["drawn_as"] != "point", ["longitude", "latitude"]].isna().all().all()
    spot = table[table["drawn_as"] == "point"].iloc[0]
    assert (spot.geometry.x, spot.geometry.y) == (11.7, 41.5)
    assert spot["claims"] == "West ministry: killed east_forces at least 5 (five fell)"
    told = json.loads(file.read_text("utf-8"))
    assert told["licences"] == ["CC BY 4.0", "CC BY 4.0; words CC0", "CC0"]
    assert told["as_of"] == "2026-02-24"
    assert told["note"]
    assert told["attribution"]
    west, south, east, north = told["bbox"]
    assert [west, south, east, north] == pytest.approx(drawn.total_bounds.tolist())


def test_areas_are_those_of_the_public_export(opened, plain, pack, tmp_path):
    table = plain.parent / "table.csv"
    geo.write(geo.read([table], pack), tmp_path / "site", region=pack, formats=("geojson",))
    public = gpd.read_file(f"GeoJSON:{tmp_path / 'site' / 'incidents_areas.geojson'}")
    ours = gpd.read_file(f"GeoJSON:{taken(opened.page, 'geojson', tmp_path)}")
    ours = ours[ours["drawn_as"] == "area"]
    assert sorted(ours["incident_id"]) == sorted(public["incident_id"])
    for row in ours.itertuples():
        other = public.loc[public["incident_id"] == row.incident_id, "geometry"].iloc[0]
        share = row.geometry.intersection(other).area / row.geometry.union(other).area
        assert share > 0.98


def test_csv_has_the_rows_that_are_filtered_and_no_others(opened, tmp_path):
    page = opened.page
    page.locator(".bm-filters input[type=search]").fill("five fell")
    page.locator(".bm-all > .bm-heading", has_text="1 of 4").wait_for()
    menu(page)
    expect(page.locator(".bm-share-panel > .bm-note")).to_have_text("1 incident, as filtered")
    file = taken(page, "csv", tmp_path)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    [row] = rows_of(file)
    assert (row["date_start"], row["licence"], row["longitude"]) == ("2026-02-21", "CC0", "11.7")
    assert (row["admin1"], row["admin2"]) == ("South Shire", "Millton")
    assert row["dataset"] == "Incidents along the Grey Line"
    file = taken(page, "claims", tmp_path)
    assert file.name == "claims-2026-02-24.csv"
    [claim] = rows_of(file)
    assert (claim["incident_id"], claim["admin1"]) == (row["incident_id"], row["admin1"])
    assert (claim["claimant"], claim["count_min"]) == ("West ministry", "5")
    assert claim["url"] == "https://example.org/one"
    told = json.loads(taken(page, "geojson", tmp_path).read_text("utf-8"))
    assert told["filters"] == "q=five+fell"
    assert len(told["features"]) == 1


def test_of_nothing_the_columns_are_left(opened, tmp_path):
    page = opened.page
    header, *_ = taken(page, "csv", tmp_path).read_text("utf-8-sig").splitlines()
    page.locator(".bm-filters input[type=search]").fill("nobody wrote this")
    page.locator(".bm-all > .bm-heading", has_text="0 of 4").wait_for()
    assert taken(page, "csv", tmp_path).read_text("utf-8-sig").splitlines() == [header]
    assert len(gpd.read_file(f"GeoJSON:{taken(page, 'geojson', tmp_path)}")) == 0


def test_a_csv_can_be_built_again(opened, pack, tmp_path):
    file = taken(opened.page, "csv", tmp_path)
    columns = ("incident_id", "date_start", "place", "latitude", "longitude", "sub_event_type")
    rows = [[row[name] for name in columns] for row in rows_of(file)]
    again = tmp_path / "again.csv"
    with again.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["id", *columns[1:]], *rows])
    made = geo.read([again], pack)
    assert sorted(made.incidents["incident_id"]) == sorted({row[0] for row in rows})


@pytest.mark.parametrize("kind", ["csv", "geojson", "claims"])
def test_what_is_taken_away_is_told_to_be_no_input(opened, kind, pack, tmp_path):
    # it has no claims of its own, and what is known to an area has no coordinates: as an input it
    # would lose the figures and have its areas refused
    with pytest.raises(InputError, match="columns of an export of bordermap"):
        geo.read([taken(opened.page, kind, tmp_path)], pack)


def test_hostile_texts_are_saved_clean_and_nothing_runs(visit, hostile, tmp_path):
    made, path = hostile
    found = visit(path)
    found.ready()
    page = found.page
    file = taken(page, "geojson", tmp_path)
    assert re.fullmatch(r"incidents(-\d{4}-\d\d-\d\d)?\.geojson", file.name)
    text = file.read_text("utf-8")
    told = json.loads(text)
    assert told["title"] == clean(" ".join(pages.HOSTILE))
    assert not re.search(r"[\x00\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    table = gpd.read_file(f"GeoJSON:{file}")
    assert table["incident_id"].nunique() == len(made.incidents)
    want = {clean(text) for text in made.incidents["summary"].dropna() if clean(text)}
    assert set(table["summary"].dropna()) == want
    places, claims = (rows_of(taken(page, kind, tmp_path)) for kind in ("csv", "claims"))
    assert (len(places), len(claims)) == (len(table), len(made.claims))
    for rows in (places, claims):
        texts = [
            text for row in rows for text in row.values() if not re.fullmatch(r"-?[\d.]*", text)
        ]
        assert not [cell for cell in texts if cell[0] in "=+-@\t\r"]
        assert any(cell.startswith("'=cmd|") for cell in texts)
    taken(page, "png", tmp_path)
    menu(page).nth(6).click()
    page.wait_for_function("() => document.querySelector('.bm-share-panel .bm-copied').textContent")
    page.keyboard.press("Escape")
    for number in range(3):
        page.locator(".bm-all .bm-item").nth(number).click()
        page.locator(".bm-cite button").first.click()
        page.wait_for_function("() => document.querySelector('.bm-cite .bm-copied').textContent")
        page.locator(".bm-back").click()
    page.locator(".bm-about-link").click()
    page.locator(".bm-bias").first.wait_for()
    page.pdf(path=tmp_path / "print.pdf")
    found.is_quiet()


def test_picture_holds_map_legend_and_notes(opened, tmp_path):
    file = taken(opened.page, "png", tmp_path)
    data = file.read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    box = opened.box(opened.page.locator(".leaflet-container"))
    assert width == 2 * round(box["width"] + 40)
    assert height > 2 * (box["height"] + 100)
    # the part of the picture where the map is has the land's colour, as on the screen
    share = opened.page.evaluate(
        """async (bytes) => {
          const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
          const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
          pen.drawImage(image, 0, 0);
          const { data } = pen.getImageData(0, 0, image.width, image.height);
          let land = 0;
          for (let i = 0; i < data.length; i += 4) {
            if (data[i] === 0xf9 && data[i + 1] === 0xf7 && data[i + 2] === 0xf1) land++;
          }
          return land / (data.length / 4);
        }""",
        list(data),
    )
    assert 0.05 < share < 0.95


def test_picture_tells_by_what_the_ground_is_shaded(opened, tmp_path):
    page = opened.page
    high = []
    for shading in ("", "shade=density"):
        page.evaluate(f"location.hash = {shading!r}")
        found = "attached" if shading else "detached"
        page.wait_for_selector(".bm-shading .bm-swatch", state=found)
        data = taken(page, "png", tmp_path).read_bytes()
        high.append(int.from_bytes(data[20:24], "big"))
        page.keyboard.press("Escape")
    # a line of classes, and at least one of notes
    assert high[1] >= high[0] + 2 * 2 * 21


def test_the_map_answers_as_before_after_a_picture(opened, tmp_path):
    page = opened.page
    taken(page, "png", tmp_path)
    page.keyboard.press("Escape")
    spot = "L.latLng(41.5, 11.7)"
    at = page.evaluate(
        f"(() => {{ const p = {opened.map}.latLngToContainerPoint({spot}); return [p.x, p.y] }})()"
    )
    box = opened.box(page.locator(".leaflet-container"))
    page.mouse.click(box["x"] + at[0], box["y"] + at[1])
    page.locator(".bm-incident").wait_for()


def copied(page, button, part):
    """Press a button; return what it put into the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button.click()
    page.locator(part, has_text="Copied").wait_for()
    return page.evaluate("navigator.clipboard.readText()")


def test_link_holds_what_is_filtered_and_embed_code_no_path_of_this_computer(opened):
    page = opened.page
    page.locator(".bm-filters input[type=search]").fill("ministry")
    opened.becomes("location.hash", "#q=ministry")
    link = copied(page, menu(page).nth(5), ".bm-share-panel .bm-copied")
    assert link.endswith("page.html#q=ministry")
    code = copied(page, menu(page).nth(6), ".bm-share-panel .bm-copied")
    assert code.startswith(
        '<iframe src="https://example.org/index.html#q=ministry" title="Incidents'
    )
    assert 'sandbox="allow-scripts allow-downloads allow-modals allow-popups' in code
    assert "allow-same-origin" not in code
    assert "file:" not in code


STRICT = "default-src 'none'; frame-src file:"


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_embed_code_works_in_a_page_with_a_strict_policy(visit, plain, tmp_path, size):
    found = visit(plain)
    found.ready()
    code = copied(found.page, menu(found.page).nth(6), ".bm-share-panel .bm-copied")
    code = code.replace("https://example.org/index.html", plain.as_uri())
    other = tmp_path / "other.html"
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{STRICT}">'
    phone = '<meta name="viewport" content="width=device-width">'
    other.write_text(f"<!doctype html>{head}{phone}<h1>News</h1>{code}<p>More</p>", "utf-8")
    opened = visit(other, size)
    page = opened.page.frame_locator("iframe")
    page.locator("[data-bm-base=drawn][data-bm-incidents=ready]").wait_for()
    page.locator(".bm-all .bm-item").first.click()
    page.locator(".bm-incident").wait_for()
    frame = opened.box(opened.page.locator("iframe"))
    assert frame["width"] <= opened.page.viewport_size["width"]
    assert opened.requests == [plain.as_uri()]
    assert opened.said == []


def test_without_a_clipboard_the_text_is_there_to_copy(visit, plain):
    found = visit(plain)
    page = found.page
    found.ready()
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('kept'));"
        " document.execCommand = () => false }"
    )
    menu(page).nth(5).click()
    field = page.locator(".bm-share-panel textarea")
    field.wait_for()
    expect(field).to_have_value(page.evaluate("location.href"))
    expect(field).to_be_focused()
    found.becomes("getSelection().toString() === location.href", True)


def test_a_card_is_cited_with_its_precision(opened):
    page = opened.page
    page.locator(".bm-all .bm-item").nth(2).click()
    page.locator(".bm-cite").wait_for()
    line = copied(page, page.locator(".bm-cite button").first, ".bm-cite .bm-copied")
    expect(page.locator(".bm-cite-line")).to_have_text(line, use_inner_text=True)
    assert re.fullmatch(
        r"Air/drone strike: South Shire \(located to a province\), 22 February 2026"
        r" \(incident inc-[0-9a-f]{20}\)\. Reported by: Post\. In: Incidents along the Grey Line,"
        r" as of 24 February 2026, line version \S+\. Licence: CC BY 4\.0; words CC0\.",
        line,
    )
    # the link says where the map is, however short a time ago it was moved
    page.evaluate(
        "navigator.clipboard.writeText = async (text) => { window.kept = text };"
        f"{opened.map}.panBy([40, 0], {{animate: false}});"
        "document.querySelectorAll('.bm-cite button')[1].click()"
    )
    opened.until("kept", lambda link: "at=" in link and "open=inc-" in link, "at= and open=")


def test_menu_by_keyboard(opened):
    page = opened.page
    page.locator(".bm-share-button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bm-share-button")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    opened.becomes("document.activeElement.textContent", "GeoJSON, for maps")
    page.keyboard.press("Escape")
    expect(page.locator(".bm-share-panel")).to_be_hidden()
    opened.becomes("document.activeElement.className", "bm-share-button")
    page.keyboard.press("Enter")
    page.mouse.click(300, 300)
    expect(page.locator(".bm-share-panel")).to_be_hidden()


def bars(opened, number, figures):
    """Wait until a table has these names and figures; it is counted when somebody sees it."""
    opened.becomes(
        f"""Object.fromEntries(Array.from(
          document.querySelectorAll(".bm-bias")[{number}]?.querySelectorAll("tr") ?? [],
          (row) => [row.querySelector("th").innerText, row.querySelector("td").innerText]))""",
        figures,
    )


def test_who_reports_is_counted_by_the_filters(opened):
    page = opened.page
    page.locator(".bm-about-link").click()
    bars(opened, 0, {"Post": "3", "Paper": "1"})
    bars(opened, 1, {"Westland": "1"})
    quiet = page.locator("#bm-bias p", has_text="districts along the line").inner_text()
    before = int(re.match(r"\d+", quiet)[0])
    page.locator(".bm-filters input[type=search]").fill("five fell")
    bars(opened, 0, {"Paper": "1"})
    quiet = page.locator("#bm-bias p", has_text="districts along the line").inner_text()
    assert int(re.match(r"\d+", quiet)[0]) >= before


def test_about_opens_in_its_own_sheet_and_beside_a_card(opened):
    page = opened.page
    page.locator(".bm-all .bm-item").first.click()
    page.locator(".bm-incident").wait_for()
    page.locator(".bm-about-link").click()
    expect(page.locator("#bm-about .bm-until")).to_be_visible()
    opened.becomes("document.scrollingElement.scrollTop + document.body.scrollTop", 0)


def test_the_menu_speaks_the_page_s_language(visit, plain, tmp_path):
    found = visit(plain)
    found.ready()
    page = found.page
    page.locator(".bm-settings select").select_option("ps")
    page.locator(".bm-share-button", has_text="شریکول").wait_for()
    expect(page.locator(".bm-share-button")).to_have_count(1)
    [row, *_] = rows_of(taken(page, "csv", tmp_path))
    assert row["sub_event_type"] == "Armed clash"
    found.is_quiet()


def test_an_incident_layer_on_another_map_has_no_menu(visit, pack, tmp_path):
    import folium

    page = folium.Map(tiles=None, location=[41.5, 11.7], zoom_start=8)
    maps.IncidentLayer(pages.some(pack, 5), pack).add_to(page)
    found = visit(maps.save(page, tmp_path / "other.html"))
    found.page.wait_for_selector("[data-bm-incidents=ready]")
    expect(found.page.locator(".bm-share")).to_have_count(0)
    found.is_quiet()
