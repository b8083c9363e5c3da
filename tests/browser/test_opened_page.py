"""The page in a real browser without a network: it opens, draws, and runs nothing of the data."""

from __future__ import annotations

import folium
import pages
import pytest
from playwright.sync_api import expect

import maps
from maps.literal import PagePart

# The part of the base map that has a colour of the style sheet, give or take a little.
SHARE = """(name) => {
  const [red, green, blue] = getComputedStyle(document.body).getPropertyValue(name)
    .match(/[0-9a-f]{2}/g).map((digits) => parseInt(digits, 16));
  const [ground, names] = ["base", "names"].map(
    (name) => document.querySelector(`.leaflet-bm-${name}-pane canvas`));
  const { width, height } = ground;
  const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(ground, 0, 0);
  copy.drawImage(names, 0, 0);
  const { data } = copy.getImageData(0, 0, width, height);
  let count = 0, drawn = 0; // margins are drawn at rest
  for (let i = 0; i < data.length; i += 4) {
    const off = Math.max(
      Math.abs(data[i] - red), Math.abs(data[i + 1] - green), Math.abs(data[i + 2] - blue));
    if (data[i + 3] > 0) drawn++;
    if (data[i + 3] > 250 && off <= 6) count++;
  }
  return count / drawn;
}"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    pack = pages.plain_pack(folder / "pack")
    return maps.save(maps.render(pages.some(pack), pack), folder / "page.html")


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    pack = pages.hostile_pack(folder / "pack")
    title = " ".join(pages.HOSTILE)
    page = maps.render(pages.some(pack, is_hostile=True), pack, title=title, notice=title)
    return maps.save(page, folder / "page.html")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_opens_without_a_request_or_a_word(visit, plain, size):
    opened = visit(plain, size)
    opened.ready()
    page = opened.page
    assert page.title() == "Incidents along the Grey Line"
    expect(page.locator("html")).to_have_attribute("lang", "en")
    rest = " · 39 located · 1 not located · 1 row rejected" if size == "desktop" else ""
    expect(page.locator(".bm-counts")).to_have_text(f"40 incidents{rest}", use_inner_text=True)
    opened.becomes("document.documentElement.scrollWidth === innerWidth", True)
    opened.is_quiet()


def test_the_icons_of_plugins_controls_stay(visit, tmp_path):
    pack = pages.plain_pack(tmp_path / "pack")
    page = maps.render(pages.some(pack, 3), pack)
    # as the styles of Draw and Fullscreen put an icon on a button
    style = ".tool { background-image: url(data:image/gif;base64,R0lGODlhAQABAAAAACw=); }"
    bar = "<div class='leaflet-container'><div class='leaflet-bar'><a class='tool'></a></div></div>"
    PagePart(header=f"<style>{style}</style>", html=bar).add_to(page)
    opened = visit(maps.save(page, tmp_path / "page.html"))
    for _ in range(2):  # light, then dark
        opened.becomes(
            "getComputedStyle(document.querySelector('.tool')).backgroundImage.slice(0, 8)",
            'url("dat',
        )
        opened.page.evaluate("document.documentElement.dataset.bmMode = 'dark'")


def test_hostile_texts_are_shown_and_never_run(visit, bad):
    opened = visit(bad)
    opened.ready()
    page = opened.page
    expect(page.locator("h1")).to_have_text(" ".join(pages.HOSTILE), use_inner_text=True)
    assert page.title() == " ".join(pages.HOSTILE)
    # Every zoom draws other names; the pointer on the line asks for its tooltip.
    for zoom in (5, 7, 8, 9, 10, 12):
        opened.look(41.0, 11.3, zoom)
        page.mouse.move(420, 410)
        page.mouse.move(421, 420)
    page.locator(".bm-about-link").click()
    expect(page.locator("#bm-about")).to_have_attribute("open", "")
    told = page.locator("#bm-about li", has_text="credit")
    expect(told).to_have_count(len(pages.HOSTILE))
    assert [f"{text} credit" for text in pages.HOSTILE] == told.all_inner_texts()
    expect(page.locator("img[src=x], svg[onload]")).to_have_count(0)
    opened.is_quiet()


def layer(opened, label):
    """Find a layer's box in the control, which is opened."""
    opened.point_at_layers()
    names = opened.page.locator(".leaflet-layerstree-header-name span")
    return names.get_by_text(label, exact=True).locator("xpath=../../input")


def test_crossing_and_kilometre_are_told_on_hover(visit, plain):
    opened = visit(plain)
    opened.ready()
    layer(opened, "Incidents").uncheck()  # an incident near by would be told instead
    opened.look(41.0, 11.3, 9)
    page = opened.page
    box = opened.box(page.locator(".leaflet-container"))
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(middle[0] + 60, middle[1] + 200)
    page.mouse.move(*middle)
    expect(page.locator(".bm-tip strong")).to_have_text("Red Gate")
    expect(page.locator(".bm-tip span")).to_have_text("open · km 114")
    opened.look(40.5, 11.15, 9)
    page.mouse.move(middle[0] + 60, middle[1])
    page.mouse.move(*middle)
    expect(page.locator(".bm-tip strong")).to_have_text("Grey Line, km 57")
    expect(page.locator(".bm-tip span")).to_have_text("Lowmark / Korram")
    page.mouse.move(middle[0] + 200, middle[1])
    page.wait_for_selector(".bm-tip", state="detached")
    opened.is_quiet()


def share(opened, colour, low, high=1):
    """Wait until a colour takes more than one and less than another part of the base map."""
    found = f"({SHARE})('--bm-map-{colour}')"
    opened.until(found, lambda part: low < part <= high, f"between {low} and {high}")


def test_line_land_and_names_are_drawn(visit, plain):
    opened = visit(plain)
    opened.ready()
    opened.look(41.5, 11, 9)
    share(opened, "country", 0.3)
    share(opened, "line", 0.0005, 0.05)
    share(opened, "town", 0.0001)
    opened.is_quiet()


@pytest.mark.parametrize(
    "label",
    [
        "Provinces",
        "Districts",
        "Tehsils",
        "Boundaries",
        "Line",
        "Kilometre marks",
        "Crossings",
        "Land",
        "Rivers",
        "Lakes",
        "Towns and villages",
    ],
)
def test_a_layer_can_be_taken_off_and_put_back(visit, plain, label):
    opened = visit(plain)
    opened.ready()
    opened.look(41.2, 11.1, 9.25)
    page = opened.page
    box = layer(opened, label)
    before = picture(page)
    box.uncheck()
    opened.until(PICTURE, lambda found: found != before, "another picture")
    box.check()
    opened.becomes(PICTURE, before)
    opened.is_quiet()


# A number for what is on the base map's canvases.
PICTURE = """["base", "names"].map((name) => {
  let sum = 0;
  const drawn = document.querySelector(`.leaflet-bm-${name}-pane canvas`).toDataURL();
  for (let i = 0; i < drawn.length; i++) sum = (31 * sum + drawn.charCodeAt(i)) | 0;
  return sum;
})"""
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def picture(page):
    """Tell the base map's picture once its margins are drawn, which wait for what is seen."""
    for _ in range(2):  # names that move out of the way wait for a frame, and then again for rest
        page.evaluate(DRAWN)
        page.wait_for_selector(".leaflet-container[data-bm-margins=drawn]")
    return page.evaluate(PICTURE)


def test_every_layer_stands_in_its_group(visit, plain):
    opened = visit(plain)
    opened.ready()
    labels = opened.page.locator(".leaflet-layerstree-header-name").all_text_contents()
    assert list(filter(None, labels)) == [
        "Incidents",
        "Known to a place",
        "Known to an area",
        "Known to a stretch of the line",
        "Shading",
        "None",
        "Density (hexagons)",
        "By province",
        "By district",
        "Boundaries",
        "Provinces",
        "Districts",
        "Tehsils",
        "Line and crossings",
        "Line",
        "Kilometre marks",
        "Crossings",
        "Physical",
        "Land",
        "Rivers",
        "Lakes",
        "Places",
        "Towns and villages",
    ]


def test_keyboard_focus_is_seen(visit, plain):
    opened = visit(plain)
    opened.ready()
    page = opened.page
    page.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    opened.becomes("document.activeElement.closest('.bm-head') !== null", True)
    opened.becomes(outline, "solid")


# Pixels of the canvases that are drawn on, a CSS pixel; of the map's and of the charts'.
SHARPNESS = """Array.from(
  document.querySelectorAll(":is(.leaflet-bm-base-pane, .bm-chart-row) canvas"),
  (canvas) => canvas.width / parseFloat(canvas.style.width))"""


# No browser without a screen tells of another one: what the page listens to is kept, and told.
SCREENS = """
const ask = matchMedia, asked = [];
window.matchMedia = (query) => {
  const found = ask(query);
  if (query.startsWith("(resolution")) asked.push([query, found]);
  return found;
};
window.goTo = (ratio) => {
  const now = `(resolution: ${devicePixelRatio}dppx)`;
  Object.defineProperty(window, "devicePixelRatio", { value: ratio, configurable: true });
  for (const [query, found] of asked) if (query === now) found.dispatchEvent(new Event("change"));
};"""


def test_a_window_that_goes_to_a_sharper_screen_is_drawn_anew(visit, plain):
    opened = visit(plain, first=SCREENS)
    opened.ready()
    for ratio in (2, 1.5, 1):
        opened.page.evaluate(f"goTo({ratio})")
        opened.becomes(SHARPNESS, [ratio] * 4)
    opened.is_quiet()


@pytest.mark.parametrize("which", ["plain", "bad"])
def test_without_scripts_the_page_still_tells(visit, request, which):
    opened = visit(request.getfixturevalue(which), scripts=False)
    page = opened.page
    expect(page.locator("noscript svg > path")).to_have_count(3)
    assert page.locator("noscript svg g path").count() > 3
    assert page.locator("noscript svg circle").count() > 3
    expect(page.locator("noscript li h3")).to_have_count(40)
    assert page.locator("noscript dt").count() > 40
    expect(page.locator("#bm-panel")).to_be_hidden()
    expect(page.locator("noscript img")).to_have_count(0)
    assert opened.requests == []


def test_a_persons_own_markers_popups_and_icons_work(visit, tmp_path):
    pack = pages.plain_pack(tmp_path / "pack")
    page = maps.render(pages.some(pack, 5), pack)
    marker = folium.Marker([41.2, 10.6], popup="own popup", tooltip="own tip")
    marker.add_to(page)
    folium.Marker([41.6, 10.7], icon=folium.Icon(color="red", icon="cloud")).add_to(page)
    folium.CircleMarker([41.9, 10.4], radius=20, popup=folium.Popup("<b>bold</b>")).add_to(page)
    opened = visit(maps.save(page, tmp_path / "page.html"))
    opened.ready()
    shown = opened.page
    expect(shown.locator(".bm-pin svg path")).to_have_attribute("fill", "red")
    icon = "document.querySelector('img.leaflet-marker-icon')"
    opened.until(f"{icon}.naturalWidth", lambda width: width > 0, "a picture that is read")
    shown.locator("img.leaflet-marker-icon").click(force=True)
    expect(shown.locator(".leaflet-popup-content")).to_have_text("own popup")
    opened.is_quiet()


def test_a_persons_tiles_are_asked_for_and_nothing_else_is(visit, tmp_path):
    pack = pages.plain_pack(tmp_path / "pack")
    page = maps.render(pages.some(pack, 5), pack)
    tiles = "https://{s}.tiles.example/{z}/{x}/{y}.png"
    folium.TileLayer(tiles, attr="own tiles", overlay=True).add_to(page)
    opened = visit(maps.save(page, tmp_path / "page.html"))
    opened.ready()
    opened.page.wait_for_selector("img.leaflet-tile", state="attached")
    # an element stands in the page a moment before it is asked for
    opened.until("0", lambda _: opened.requests, "a request")
    hosts = {address.split("/")[2] for address in opened.requests}
    assert hosts <= {f"{letter}.tiles.example" for letter in "abc"}
    assert opened.page.evaluate("window.ran") == []
    assert all("ERR_INTERNET_DISCONNECTED" in words for words in opened.said)


@pytest.mark.parametrize(("link", "drawn"), [("", 1), ("#q=nothing", 0)])
def test_incidents_are_drawn_before_the_viewer_is_read(visit, plain, tmp_path, link, drawn):
    """What stands before the viewer is enough, and a link that asks for something else waits."""
    start, mark, _ = plain.read_text("utf-8").partition("<noscript>")
    assert mark
    file = tmp_path / "start.html"
    file.write_text(f"{start}</body></html>", "utf-8")
    opened = visit(file)
    opened.page.goto("about:blank")
    opened.page.goto(file.as_uri() + link)
    if drawn:
        opened.page.wait_for_selector("[data-bm-incidents=drawn]")
    assert opened.page.evaluate("window.L === undefined")
    expect(opened.page.locator(".bm-opening")).to_have_count(drawn)
    if drawn:
        inked = """() => {
          const canvas = document.querySelector(".bm-opening");
          const { width, height } = canvas;
          const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
          return data.filter((value, at) => at % 4 === 3 && value > 0).length;
        }"""
        assert opened.page.evaluate(inked) > 1000
    opened.is_quiet()


def test_the_first_picture_goes_when_the_map_has_drawn_its_own(visit, plain):
    opened = visit(plain)
    opened.ready()
    expect(opened.page.locator(".bm-opening")).to_have_count(0)
