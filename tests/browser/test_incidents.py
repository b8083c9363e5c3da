"""The incident layer in a real browser: drawn as it is known, chosen by pointer and keyboard."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import folium
import numpy as np
import pages
import pytest
from playwright.sync_api import expect

import geo
import maps
from maps import assets
from maps.marks import LINE_COLOURS

# On the made-up pack: Westland is left of the Grey Line, Eastland right of it.
TABLE = """\
id,date_start,date_end,place,latitude,longitude,country,admin1,admin2,sub_event_type,actor1,\
actor1_side,actor2,claimant,claimant_side,metric,victim_group,count_min,count_max,is_exact,stance,\
quote,source,source_url,notes
spot,2026-02-26,2026-02-27,,41.5,11.7,,,,Armed clash,West forces,westland,East posts,\
West ministry,westland,killed,east_forces,55,,false,asserts,at least 55 were killed,\
Paper,https://example.org/one,A clash told twice
spot,2026-02-26,2026-02-27,,41.5,11.7,,,,Armed clash,West forces,westland,East posts,\
East ministry,eastland,killed,east_forces,12,12,true,asserts,we lost 12 soldiers,\
Paper,https://example.org/two,A clash told twice
spot,2026-02-26,2026-02-27,,41.5,11.7,,,,Armed clash,West forces,westland,East posts,\
East ministry,eastland,posts_captured,unspecified,,,false,denies,no post was taken,\
Paper,https://example.org/two,A clash told twice
spot,2026-02-26,2026-02-27,,41.5,11.7,,,,Armed clash,West forces,westland,East posts,\
A reporter,media,killed,civilians,3,3,true,asserts,three villagers died,\
Paper,javascript:alert(1),A clash told twice
area,2026-02-20,,South Shire,,,XEL,South Shire,,Air/drone strike,East forces,eastland,,\
,,,,,,,,,Paper,https://example.org/three,
area-2,2026-02-21,,South Shire,,,XEL,South Shire,,Attack,Unnamed,unknown,,\
,,,,,,,,,Paper,https://example.org/four,
near-1,2026-01-01,,,42.5,10.3,,,,Armed clash,West forces,westland,,,,,,,,,,,Paper,,
near-2,2026-01-02,,,42.5,10.3,,,,Air/drone strike,East forces,eastland,,,,,,,,,,,Paper,,
near-3,2026-01-03,,,42.52,10.33,,,,Air/drone strike,East forces,eastland,,,,,,,,,,,Paper,,
cited,2026-01-04,,,40.6,10.2,,,,Attack,West forces,westland,,,,,,,,,,,Paper; Post,\
https://example.org/five https://example.org/six,
stretch,2026-01-05,,Grey Line,,,,,,Armed clash,West forces,westland,,,,,,,,,,,Paper,,
"""
SPOT, CLUSTER, IN_AREA = (41.5, 11.7), (42.5, 10.3), (40.2, 11.9)
ON_STRETCH = (41.3, 11.18)

# A copy of a part of a canvas: reading the canvas itself would change how it is drawn.
COPY = """const copy = (canvas, x, y, width, height) => {
  const paper = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  paper.drawImage(canvas, x, y, width, height, 0, 0, width, height);
  return paper.getImageData(0, 0, width, height).data;
};"""
PIXEL = f"""([x, y]) => {{
  {COPY}
  const canvas = document.querySelector(".leaflet-bm-incidents-pane canvas");
  if (canvas.width === 0) return [0, 0, 0, 0];  // nothing is drawn on it
  const box = canvas.getBoundingClientRect();
  const ratio = canvas.width / box.width;
  const at = [x - box.left, y - box.top].map((pixel) => Math.round(pixel * ratio));
  return [...copy(canvas, ...at, 1, 1)];
}}"""
INKED = f"""() => {{
  {COPY}
  const canvas = document.querySelector(".leaflet-bm-incidents-pane canvas");
  const data = copy(canvas, 0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i] > 0) count++;
  return count;
}}"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Give the dataset of `TABLE` and its pack."""
    folder = tmp_path_factory.mktemp("made")
    pack = pages.plain_pack(folder / "pack")
    table = folder / "table.csv"
    table.write_text(TABLE, "utf-8")
    return geo.read([table], pack), pack


@pytest.fixture(scope="module")
def page_file(made, tmp_path_factory):
    dataset, pack = made
    return maps.save(maps.render(dataset, pack), tmp_path_factory.mktemp("page") / "page.html")


class Tour:
    """An open page with the incidents in view, and where things stand on it."""

    def __init__(self, opened):
        self.opened, self.page = opened, opened.page
        opened.page.wait_for_selector("[data-bm-incidents=ready]")
        self.look(41.5, 11.0, 7)

    def look(self, latitude, longitude, zoom):
        self.page.evaluate(
            f"{self.opened.map}.setView([{latitude}, {longitude}], {zoom}, {{animate: false}})"
        )
        self.settle()

    def settle(self):
        """Wait until two frames are drawn."""
        self.page.evaluate(
            "new Promise(f => requestAnimationFrame(() => requestAnimationFrame(() => f(0))))"
        )

    def at(self, place):
        """Give the window's pixel of a latitude and longitude."""
        return self.page.evaluate(
            f"(() => {{ const map = {self.opened.map};"
            f"const at = map.latLngToContainerPoint({list(place)});"
            "const box = map.getContainer().getBoundingClientRect();"
            "return [box.left + at.x, box.top + at.y]; })()"
        )

    def pixel(self, place):
        """Give what is drawn of incidents at a place."""
        return self.page.evaluate(PIXEL, self.at(place))

    def part(self, label):
        """Give the box of the layer control that takes a part off the map."""
        self.page.locator(".leaflet-control-layers").hover()
        found = self.page.locator(".leaflet-control-layers label", has_text=label)
        return found.locator("input")

    def hover(self, place):
        self.page.mouse.move(5, 5)
        self.page.mouse.move(*self.at(place))
        self.page.wait_for_selector(".bm-incident-tip:not([hidden])")
        return self.page.locator(".bm-incident-tip").inner_text()

    def click(self, place):
        self.page.mouse.click(*self.at(place))
        self.page.wait_for_selector(".bm-chosen .bm-heading")

    @property
    def heading(self):
        return self.page.locator(".bm-chosen .bm-heading").inner_text()


@pytest.fixture
def tour(visit, page_file):
    found = Tour(visit(page_file))
    yield found
    found.opened.is_quiet()


def _rgb(colour):
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


# ---- drawn as it is known


def test_a_known_place_is_a_symbol_in_the_colour_of_the_acting_side(tour):
    red, green, blue, alpha = tour.pixel(SPOT)
    assert ([red, green, blue], alpha) == (_rgb(LINE_COLOURS[0]), 255)


def test_what_is_known_to_an_area_is_that_area_and_never_a_pin(tour):
    assert tour.pixel(IN_AREA)[3] > 0
    assert tour.pixel((40.2, 10.2))[3] == 0  # the other side of the line
    for part in ("Known to an area", "Known to a stretch of the line"):
        tour.part(part).uncheck()
    # pixels of a symbol and a cluster, no more: none of the areas' or stretches' incidents
    tour.opened.until(f"({INKED})()", lambda inked: 100 < inked < 2500, "a symbol and a cluster")


def test_the_canvas_has_the_pixels_of_the_screen(visit, page_file):
    tour = Tour(visit(page_file, device_scale_factor=2))
    ratio = tour.page.evaluate(
        "(c => c.width / c.getBoundingClientRect().width)"
        "(document.querySelector('.leaflet-bm-incidents-pane canvas'))"
    )
    assert ratio == pytest.approx(2, abs=0.01)
    assert tour.pixel(SPOT)[:3] == _rgb(LINE_COLOURS[0])


def test_symbols_stay_on_their_places_when_the_map_moves_and_zooms(tour):
    for view in ((41.4, 11.5, 8), (41.6, 11.8, 10.25), (41.0, 11.0, 6)):
        tour.look(*view)
        assert tour.pixel(SPOT)[:3] == _rgb(LINE_COLOURS[0]), view


CLEARED = """() => {
  window.cleared = 0;
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    window.cleared++;
    clear.apply(this, box);
  };
}"""


DRAWN = """() => new Promise((done) => {
  const look = () => (window.cleared > 0 ? done() : requestAnimationFrame(look));
  look();
})"""


def _pan(tour, pixels):
    tour.page.evaluate(f"{tour.opened.map}.panBy({list(pixels)}, {{animate: false}})")


def test_nothing_is_drawn_anew_while_the_map_shows_what_is_drawn(tour):
    tour.settle()  # from what the test before it did
    tour.page.wait_for_selector("[data-bm-margins=drawn]")
    tour.page.evaluate(CLEARED)
    _pan(tour, (40, -30))
    tour.settle()
    assert tour.page.evaluate("cleared") == 0
    assert tour.pixel(SPOT)[:3] == _rgb(LINE_COLOURS[0])
    assert tour.hover(SPOT).startswith("Armed clash")


def test_what_comes_into_view_is_drawn_at_once_and_a_worn_margin_at_rest(tour):
    tour.page.evaluate(f"{tour.opened.map}.setMaxBounds(null)")
    tour.page.wait_for_selector("[data-bm-margins=drawn]")
    tour.page.evaluate(CLEARED)
    _pan(tour, (300, 0))
    assert tour.page.evaluate("cleared") > 0
    tour.page.wait_for_selector("[data-bm-margins=drawn]")
    # most of the margin of 0.3 of the map's width; counted before the map has rested
    pan = f"{tour.opened.map}.panBy([-180, 0], {{animate: false}})"
    assert tour.page.evaluate(f"(() => {{ cleared = 0; {pan}; return cleared; }})()") == 0
    tour.page.evaluate(DRAWN)
    tour.look(*SPOT, 7)
    assert tour.pixel(SPOT)[:3] == _rgb(LINE_COLOURS[0])


# ---- pointing


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (SPOT, ["Armed clash", "26–27 Feb 2026", "Westland"]),
        (CLUSTER, ["3 incidents", "Eastland 2, Westland 1"]),
        (IN_AREA, ["South Shire", "2 incidents known to this area only"]),
        ((42.95, 11.0), ["known to this stretch of the line only"]),
    ],
)
def test_the_tooltip_tells_what_is_under_the_pointer(tour, place, words):
    text = tour.hover(place)
    assert [word for word in words if word not in text] == []


def test_a_click_on_a_symbol_opens_its_card(tour):
    tour.click(SPOT)
    card = tour.page.locator("#bm-card")
    assert tour.heading.startswith("Armed clash: ")
    text = card.inner_text().replace("\u00a0", " ")
    wanted = [
        "26–27 February 2026",
        "West forces → East posts",
        "disputed",
        "A clash told twice",
        "≥ 55",
        "at least 55 were killed",
        "denied",
        "no post was taken",
        "the figures do not meet; 43 apart",
        "Figures of different sides are never added.",
        "What others say",
        "three villagers died",
        "near a named place",
    ]
    assert [word for word in wanted if word not in text] == []
    for total in ("67", "70", "58"):  # 55 + 12, 55 + 12 + 3, 55 + 3: nobody said these
        assert total not in text


def test_both_sides_have_equal_room_and_each_figure_its_sentence_and_source(tour):
    tour.click(SPOT)
    columns = tour.page.locator(".bm-ledger").first.locator(".bm-column")
    expect(columns.locator("h4")).to_have_text(["Westland", "Eastland"])
    first, second = (tour.opened.box(columns.nth(i)) for i in range(2))
    assert first["width"] == pytest.approx(second["width"], abs=0.5)
    assert (first["y"], first["height"]) == (second["y"], second["height"])
    for statement in tour.page.locator(".bm-statement").all():
        assert statement.locator(".bm-figure").count() >= 1
        expect(statement.locator("blockquote")).to_have_count(1)
        assert statement.locator(".bm-by").inner_text() != ""


def test_links_lead_to_web_addresses_only_and_tell_them_nothing(tour):
    tour.click(SPOT)
    links = tour.page.locator("#bm-card a")
    found = links.evaluate_all("all => all.map(a => [a.getAttribute('href'), a.rel, a.target])")
    assert {href for href, _, _ in found} >= {"https://example.org/one", "https://example.org/two"}
    for href, rel, target in found:
        assert href.startswith(("https://", "http://"))
        assert (rel, target) == ("noopener noreferrer", "_blank")


def test_each_of_several_addresses_is_a_link(tour):
    tour.page.locator(".bm-all .bm-item", has_text="4 Jan 2026").click()
    links = tour.page.locator(".bm-sources a")
    links.first.wait_for()
    found = links.evaluate_all("all => all.map(a => [a.getAttribute('href'), a.innerText])")
    assert [(href, text.split(" ")[0]) for href, text in found] == [
        ("https://example.org/five", "Paper"),
        ("https://example.org/six", "Post"),
    ]


def test_what_opens_from_the_map_is_announced(tour):
    status = tour.page.locator(".bm-said")
    tour.click(SPOT)
    expect(status).to_have_text(tour.heading)
    tour.page.keyboard.press("Escape")
    tour.page.locator(".bm-all .bm-item").first.click()
    tour.page.wait_for_selector(".bm-incident")
    # here the focus goes to the heading, which is read out
    tour.opened.becomes("document.activeElement.className", "bm-heading")
    expect(status).to_have_text("")


def test_the_line_tells_nothing_while_the_pointer_is_on_an_incident(tour):
    assert "known to this stretch" in tour.hover((42.95, 11.0))  # on the line itself
    tour.page.wait_for_selector(".bm-tip", state="detached")  # Leaflet lets it fade


def test_a_cluster_opens_a_list_to_pick_from_and_zooms_in(tour):
    tour.click(CLUSTER)
    assert tour.heading == "3 incidents"
    expect(tour.page.locator(".bm-mix li")).to_have_text(
        [
            "Eastland 2",
            "Westland 1",
            "Air/drone strike 2",
            "Armed clash 1",
        ]
    )
    before = tour.page.evaluate(f"{tour.opened.map}.getZoom()")
    tour.page.get_by_role("button", name="Zoom in on these").click()
    tour.settle()
    expect(tour.page.locator(".bm-chosen li .bm-item")).to_have_count(3)
    assert before == 7


def test_incidents_of_an_area_are_listed_and_one_leads_back(tour):
    tour.click(IN_AREA)
    assert tour.heading == "South Shire: 2 incidents"
    tour.page.locator(".bm-chosen .bm-item").first.click()
    tour.page.wait_for_selector(".bm-incident")
    assert tour.heading.startswith("Attack: South Shire")
    expect(tour.page.locator("#bm-card")).to_contain_text("located to a province")
    tour.page.get_by_role("button", name="Back to the list").click()
    assert tour.heading == "South Shire: 2 incidents"


def test_a_click_beside_everything_clears_the_choice(tour):
    tour.click(SPOT)
    tour.page.mouse.click(*tour.at((40.3, 10.2)))
    tour.page.wait_for_selector(".bm-all .bm-item")
    expect(tour.page.locator(".bm-chosen")).to_have_count(0)


def test_the_chosen_one_is_drawn_with_its_uncertainty(tour):
    tour.look(*SPOT, 12)
    beside = (SPOT[0] + 0.012, SPOT[1])  # 35 pixels
    before = tour.pixel(beside)
    tour.click(SPOT)
    tour.settle()
    assert tour.pixel(beside) != before
    assert tour.pixel(SPOT)[:3] == _rgb(LINE_COLOURS[0])


# ---- the keyboard


def test_everything_can_be_reached_and_left_by_keyboard(tour):
    page = tour.page
    page.locator(".bm-all .bm-item").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "End", "Home", "ArrowDown"):
        page.keyboard.press(key)
    second = page.locator(".bm-all .bm-item").nth(1)
    expect(second).to_be_focused()
    expect(page.locator(".bm-all .bm-item[tabindex='0']")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_selector(".bm-incident")
    tour.opened.becomes("document.activeElement.className", "bm-heading")
    page.keyboard.press("Escape")
    page.wait_for_selector(".bm-all .bm-item")
    expect(second).to_be_focused()


def test_the_list_has_every_incident_the_newest_first(tour, made):
    dataset, _ = made
    items = tour.page.locator(".bm-all .bm-item")
    expect(items).to_have_count(len(dataset.incidents))
    expect(items.first).to_contain_text("26–27 Feb 2026")
    expect(items.last).to_contain_text("1 Jan 2026")


def test_escape_on_the_map_clears_the_choice(tour):
    tour.click(SPOT)
    tour.page.locator(".leaflet-container").focus()
    tour.page.keyboard.press("Escape")
    tour.page.wait_for_selector(".bm-all .bm-item")


# ---- layers and legend


@pytest.mark.parametrize(
    ("label", "place"),
    [
        ("Known to a place", SPOT),
        ("Known to an area", IN_AREA),
        ("Known to a stretch of the line", ON_STRETCH),
    ],
)
def test_each_part_can_be_taken_off_the_map_and_put_back(tour, label, place):
    before = tour.pixel(place)
    assert before[3] > 0
    tour.part(label).uncheck()
    tour.settle()
    assert tour.pixel(place)[3] < before[3]
    tour.part(label).check()
    tour.settle()
    assert tour.pixel(place) == before


def test_an_area_that_is_off_the_map_cannot_be_hit(tour):
    tour.part("Known to an area").uncheck()
    tour.page.mouse.move(*tour.at(IN_AREA))
    tour.settle()
    expect(tour.page.locator(".bm-incident-tip")).to_be_hidden()


def test_the_legend_tells_of_what_the_page_has(tour):
    legend = tour.page.locator(".bm-legend")
    assert legend.evaluate("e => e.open") is False  # on a map of this width it would cover much
    legend.locator("summary").click()
    text = legend.inner_text()
    for word in ("Armed clash", "Air/drone strike", "Westland", "Eastland", "area, no spot in it"):
        assert word in text
    assert "Mob violence" not in text


# ---- the phone


def test_on_a_phone_the_card_opens_in_the_sheet_and_the_legend_is_folded(visit, page_file):
    tour = Tour(visit(page_file, "phone", has_touch=True))
    page = tour.page
    assert page.locator(".bm-legend").evaluate("e => e.open") is False
    tour.look(*SPOT, 7)
    page.touchscreen.tap(*tour.at(SPOT))
    page.wait_for_selector(".bm-panel.bm-open .bm-incident")
    columns = page.locator(".bm-ledger").first.locator(".bm-column")
    first, second = (tour.opened.box(columns.nth(i)) for i in range(2))
    assert first["width"] == pytest.approx(second["width"], abs=0.5)
    assert second["x"] + second["width"] <= 390
    tour.opened.is_quiet()


@pytest.mark.parametrize("when", ["20 Feb 2026", "5 Jan 2026"])  # an area, a stretch
def test_on_a_phone_the_sheet_leaves_what_was_chosen_visible(visit, page_file, when):
    tour = Tour(visit(page_file, "phone", has_touch=True))
    tour.page.locator(".bm-all .bm-item", has_text=when).click()
    tour.page.wait_for_selector(".bm-panel.bm-open .bm-incident")
    tour.page.evaluate(
        "Promise.all(document.querySelector('.bm-panel').getAnimations().map(a => a.finished))"
    )
    sheet = tour.opened.box(tour.page.locator(".bm-panel"))
    ends = [(40.0, 11.5), (41.0, 12.5)] if "Feb" in when else [(40.2, 11.0), (42.8, 11.0)]
    for end in ends:
        x, y = tour.at(end)
        assert 0 <= x <= 390, end
        assert y < sheet["y"], end


# ---- somebody else's map


def test_on_a_plain_folium_map_it_brings_its_own_panel(visit, made, tmp_path):
    dataset, pack = made
    plain = folium.Map(location=[41.5, 11.0], zoom_start=7, tiles=None)
    maps.IncidentLayer(dataset, pack).add_to(plain)
    folium.LayerControl().add_to(plain)
    tour = Tour(visit(maps.save(plain, tmp_path / "plain.html")))
    assert tour.pixel(SPOT)[:3] == _rgb(LINE_COLOURS[0])
    tour.click(SPOT)
    expect(tour.page.locator(".bm-own-panel")).to_contain_text("≥ 55")
    tour.page.get_by_role("button", name="Back to the list").click()
    expect(tour.page.locator(".bm-own-panel")).to_be_hidden()
    tour.page.locator(".leaflet-control-layers").hover()
    tour.page.locator(".leaflet-control-layers label", has_text="Incidents").locator(
        "input"
    ).uncheck()
    for gone in (".bm-canvas", ".bm-legend", ".bm-own-panel", ".bm-incident-tip"):
        expect(tour.page.locator(gone)).to_have_count(0)
    tour.opened.is_quiet()


def test_foliums_own_save_gives_a_page_that_works(visit, made, tmp_path):
    dataset, pack = made
    plain = folium.Map(location=[41.5, 11.0], zoom_start=7, tiles=None)
    maps.IncidentLayer(dataset, pack).add_to(plain)
    plain.save(tmp_path / "own.html")
    html = (tmp_path / "own.html").read_text("utf-8")
    # what folium links is on other hosts: Leaflet is taken from ours, the rest is not needed
    for name in ("leaflet.js", "leaflet.css"):
        (tmp_path / name).write_text(assets.read(name), "utf-8")
        html = re.sub(rf'"https://[^"]*/{re.escape(name)}"', f'"{name}"', html)
    html = re.sub(r'<(script src|link rel="stylesheet" href)="https://[^>]*>(</script>)?', "", html)
    (tmp_path / "own.html").write_text(html, "utf-8")
    tour = Tour(visit(tmp_path / "own.html"))
    assert tour.pixel(SPOT)[:3] == _rgb(LINE_COLOURS[0])
    tour.click(SPOT)
    expect(tour.page.locator(".bm-own-panel")).to_contain_text("≥ 55")
    assert tour.opened.said == []


# ---- nothing of the data runs


def _hostile(tmp_path_factory, count):
    folder = tmp_path_factory.mktemp("hostile")
    pack = pages.hostile_pack(folder / "pack")
    dataset = pages.some(pack, count, is_hostile=True)
    # the generator's points lie elsewhere: spread them over this pack
    locations = dataset.locations.copy()
    known = locations["latitude"].notna()
    for axis, start in (("latitude", 40.2), ("longitude", 10.2)):
        spread = np.linspace(start, start + 1.6, int(known.sum())).round(5)
        for column in (axis, f"label_{axis}"):
            locations.loc[known, column] = spread
    dataset = dataclasses.replace(dataset, locations=locations)
    return maps.save(maps.render(dataset, pack), folder / "page.html"), dataset


def test_hostile_texts_are_opened_and_shown_and_never_run(visit, tmp_path_factory):
    file, dataset = _hostile(tmp_path_factory, 48)
    tour = Tour(visit(file))
    page = tour.page
    shown = set()
    for at in range(page.locator(".bm-all .bm-item").count()):
        page.locator(".bm-all .bm-item").nth(at).click()
        page.wait_for_selector(".bm-incident")
        shown.update(page.locator(".bm-incident .bm-summary").all_text_contents())
        shown.update(page.locator(".bm-incident blockquote").all_text_contents())
        assert (
            page.locator("#bm-card").locator("script, img, iframe, style, svg[onload]").count() == 0
        )
        page.keyboard.press("Escape")
        page.wait_for_selector(".bm-all .bm-item")
    summaries = set(dataset.incidents["summary"])
    assert summaries <= shown
    assert set(dataset.claims["quote"]) <= shown
    tour.opened.is_quiet()


def test_hostile_texts_are_hovered_and_never_run(visit, tmp_path_factory):
    file, dataset = _hostile(tmp_path_factory, 24)
    tour = Tour(visit(file))
    points = dataset.locations[dataset.locations["latitude"].notna()]
    seen = []
    for row in points.itertuples():
        tour.look(row.latitude, row.longitude, 12)
        seen.append(tour.hover((row.latitude, row.longitude)))
        tour.click((row.latitude, row.longitude))
    names = {name for name in points["place_name"].dropna() if len(name) > 8 and name.isprintable()}
    assert {name for name in names if any(name in text for text in seen)}
    assert tour.page.title() == "Incidents along the {{ 6*7 }} Line"
    tour.opened.is_quiet()


def test_the_same_dataset_gives_the_same_file(made, tmp_path):
    dataset, pack = made
    one, two = (maps.save(maps.render(dataset, pack), Path(tmp_path, name)) for name in "ab")
    assert one.read_bytes() == two.read_bytes()
