"""The incident layer in a real browser: drawn as it is known, chosen by pointer and keyboard."""

from __future__ import annotations

import pages
import pytest
import tours
from playwright.sync_api import expect

import maps
from maps.marks import LINE_COLOURS


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Give the dataset of the tour and its pack."""
    return pages.read(tmp_path_factory.mktemp("made"), tours.TABLE)


@pytest.fixture(scope="module")
def page_file(made, tmp_path_factory):
    dataset, pack = made
    return maps.save(maps.render(dataset, pack), tmp_path_factory.mktemp("page") / "page.html")


@pytest.fixture
def tour(visit, page_file):
    yield from tours.opened(visit(page_file))


# ---- drawn as it is known


def test_a_known_place_is_a_symbol_in_the_colour_of_the_acting_side(tour):
    tour.coloured(tours.SPOT, LINE_COLOURS[0])


def test_what_is_known_to_an_area_is_that_area_and_never_a_pin(tour):
    tour.drawn(tours.IN_AREA, lambda found: found[3] > 0, "something")
    assert tour.pixel((40.2, 10.2))[3] == 0  # the other side of the line
    for part in ("Known to an area", "Known to a stretch of the line"):
        tour.part(part).uncheck()
    # pixels of a symbol and a cluster, no more: none of the areas' or stretches' incidents
    tour.opened.until(
        f"({tours.INKED})()", lambda inked: 100 < inked < 2500, "a symbol and a cluster"
    )


def test_the_canvas_has_the_pixels_of_the_screen(visit, page_file):
    tour = tours.Tour(visit(page_file, device_scale_factor=2))
    ratio = tour.page.evaluate(
        "(c => c.width / c.getBoundingClientRect().width)"
        "(document.querySelector('.leaflet-bm-incidents-pane canvas'))"
    )
    assert ratio == pytest.approx(2, abs=0.01)
    tour.coloured(tours.SPOT, LINE_COLOURS[0])


def test_symbols_stay_on_their_places_when_the_map_moves_and_zooms(tour):
    for view in ((41.4, 11.5, 8), (41.6, 11.8, 10.25), (41.0, 11.0, 6)):
        tour.look(*view)
        tour.coloured(tours.SPOT, LINE_COLOURS[0])


# Zooms in; gives how opaque the incidents' canvas is then, and how many pictures were put on it.
STEPPED = """() => {
  const map = MAP;
  const put = [];
  const draw = CanvasRenderingContext2D.prototype.drawImage;
  CanvasRenderingContext2D.prototype.drawImage = function (image, ...at) {
    if (image instanceof ImageBitmap) put.push(image);
    draw.call(this, image, ...at);
  };
  map.panBy([40, -30], { animate: false });
  map.setZoom(map.getZoom() + 1, { animate: false });
  CanvasRenderingContext2D.prototype.drawImage = draw;
  const found = document.querySelector(".leaflet-bm-incidents-pane canvas");
  const { data } = found.getContext("2d").getImageData(0, 0, found.width, found.height);
  return [put.length, [...data.filter((_, at) => at % 4 === 3)]];
}"""


def test_what_is_drawn_ahead_of_a_zoom_is_what_would_be_drawn(visit, page_file):
    def stepped(first):
        opened = visit(page_file, first=first)
        opened.ready()
        opened.page.wait_for_selector("[data-bm-ahead=drawn]")
        return opened.page.evaluate(STEPPED.replace("MAP", opened.map))

    kept, ahead = stepped("")
    none, drawn = stepped("delete window.OffscreenCanvas")
    assert (kept > 0, none) == (True, 0)
    # a canvas smooths some edges otherwise where it cuts them
    # and the map of a page that is opened anew may lie a pixel farther to one side
    other = min(
        sum(abs(one - two) > 32 for one, two in zip(ahead[left:], drawn[right:], strict=False))
        for left, right in ((0, 0), (1, 0), (0, 1))
    )
    assert sum(map(bool, drawn)) > 10_000
    assert other < len(drawn) / 10_000


# Counts drawings on the map; at rest the page also draws where nobody sees it.
CLEARED = """() => {
  window.cleared = 0;
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    if (this.canvas.closest(".leaflet-container") !== null) window.cleared++;
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
    tour.page.wait_for_selector("[data-bm-margins=drawn]")
    tour.settle()  # names that moved out of the way wait for a frame
    tour.page.wait_for_selector("[data-bm-margins=drawn]")
    tour.page.evaluate(CLEARED)
    _pan(tour, (40, -30))
    tour.settle()
    assert tour.page.evaluate("cleared") == 0
    tour.coloured(tours.SPOT, LINE_COLOURS[0])
    assert tour.hover(tours.SPOT).startswith("Armed clash")


def test_what_comes_into_view_is_drawn_at_once_and_a_worn_margin_at_rest(tour):
    tour.page.evaluate(f"{tour.opened.map}.setMaxBounds(null)")
    tour.page.wait_for_selector("[data-bm-margins=drawn]")
    tour.page.evaluate(CLEARED)
    _pan(tour, (300, 0))
    assert tour.page.evaluate("cleared") > 0
    tour.page.wait_for_selector("[data-bm-margins=drawn]")
    # most of the margin of 0.2 of the map's width; counted before the map has rested
    pan = f"{tour.opened.map}.panBy([-120, 0], {{animate: false}})"
    assert tour.page.evaluate(f"(() => {{ cleared = 0; {pan}; return cleared; }})()") == 0
    tour.page.evaluate(DRAWN)
    tour.look(*tours.SPOT, 7)
    tour.coloured(tours.SPOT, LINE_COLOURS[0])


# ---- pointing


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (tours.SPOT, ["Armed clash", "26–27 Feb 2026", "Westland"]),
        (tours.CLUSTER, ["3 incidents", "Eastland 2, Westland 1"]),
        (tours.IN_AREA, ["South Shire", "2 incidents known to this area only"]),
        ((42.95, 11.0), ["known to this stretch of the line only"]),
    ],
)
def test_the_tooltip_tells_what_is_under_the_pointer(tour, place, words):
    text = tour.hover(place)
    assert [word for word in words if word not in text] == []


def test_a_click_on_a_symbol_opens_its_card(tour):
    tour.click(tours.SPOT)
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
        "The figures do not meet; 43 apart",
        "Figures of different sides are never added.",
        "What others say",
        "three villagers died",
        "near a named place",
    ]
    assert [word for word in wanted if word not in text] == []
    for total in ("67", "70", "58"):  # 55 + 12, 55 + 12 + 3, 55 + 3: nobody said these
        assert total not in text


def test_both_sides_have_equal_room_and_each_figure_its_sentence_and_source(tour):
    tour.click(tours.SPOT)
    columns = tour.page.locator(".bm-ledger").first.locator(".bm-column")
    expect(columns.locator("h4")).to_have_text(["Westland", "Eastland"])
    first, second = (tour.opened.box(columns.nth(i)) for i in range(2))
    assert first["width"] == pytest.approx(second["width"], abs=0.5)
    assert (first["y"], first["height"]) == (second["y"], second["height"])
    # what is alike stands side by side before anything else
    alike = tour.opened.box(tour.page.locator(".bm-comparison").first)
    assert alike["y"] + alike["height"] <= first["y"]
    for statement in tour.page.locator(".bm-statement").all():
        assert statement.locator(".bm-figure").count() >= 1
        expect(statement.locator("blockquote")).to_have_count(1)
        assert statement.locator(".bm-by").inner_text() != ""


def test_links_lead_to_web_addresses_only_and_tell_them_nothing(tour):
    tour.click(tours.SPOT)
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
    tour.click(tours.SPOT)
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


def test_a_chosen_stretch_does_not_cover_the_count_of_an_area(tour):
    tour.click((42.95, 11.0))
    tour.look(41.0, 11.5, 5)
    tour.coloured((40.85, 11.34), "#ffffff")  # South Shire's count, where it lies on the line


def test_a_cluster_opens_a_list_to_pick_from_and_zooms_in(tour):
    tour.click(tours.CLUSTER)
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
    tour.click(tours.IN_AREA)
    assert tour.heading == "South Shire: 2 incidents"
    tour.page.locator(".bm-chosen .bm-item").first.click()
    tour.page.wait_for_selector(".bm-incident")
    expect(tour.page.locator(".bm-incident .bm-heading")).to_contain_text("Attack: South Shire")
    expect(tour.page.locator("#bm-card")).to_contain_text("located to a province")
    tour.page.get_by_role("button", name="Back to the list").click()
    expect(tour.page.locator(".bm-group .bm-heading")).to_have_text("South Shire: 2 incidents")


def test_a_click_beside_everything_clears_the_choice(tour):
    tour.click(tours.SPOT)
    tour.page.mouse.click(*tour.at((40.3, 10.2)))
    tour.page.wait_for_selector(".bm-all .bm-item")
    expect(tour.page.locator(".bm-chosen")).to_have_count(0)


def test_the_chosen_one_is_drawn_with_its_uncertainty(tour):
    tour.look(*tours.SPOT, 12)
    beside = (tours.SPOT[0] + 0.012, tours.SPOT[1])  # 35 pixels
    before = tour.pixel(beside)
    tour.click(tours.SPOT)
    tour.drawn(beside, lambda found: found != before, f"not {before}")
    tour.coloured(tours.SPOT, LINE_COLOURS[0])


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
    tour.click(tours.SPOT)
    tour.page.locator(".leaflet-container").focus()
    tour.page.keyboard.press("Escape")
    tour.page.wait_for_selector(".bm-all .bm-item")
