"""A tour of the incident layer on a page: what it holds, and where things stand on it."""

from __future__ import annotations

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
        """Give what is drawn of incidents at a place now."""
        return self.page.evaluate(PIXEL, self.at(place))

    def drawn(self, place, holds, what):
        """Wait until what is drawn of incidents at a place holds; give it."""
        return self.opened.until(f"({PIXEL})({self.at(place)})", holds, what)

    def coloured(self, place, colour):
        """Wait until a place has a colour and is opaque."""
        wanted = [*(int(colour[i : i + 2], 16) for i in (1, 3, 5)), 255]
        self.drawn(place, lambda found: found == wanted, wanted)

    def part(self, label):
        """Give the box of the layer control that takes a part off the map."""
        self.opened.point_at_layers()
        found = self.page.locator(".leaflet-control-layers label", has_text=label)
        return found.locator("input")

    def hover(self, place):
        self.page.mouse.move(5, 5)
        self.page.wait_for_selector(".bm-incident-tip", state="hidden")  # what was told before
        self.page.mouse.move(*self.at(place))
        self.page.wait_for_selector(".bm-incident-tip:not([hidden])")
        return self.page.locator(".bm-incident-tip").inner_text()

    def click(self, place):
        self.page.mouse.click(*self.at(place))
        self.page.wait_for_selector(".bm-chosen .bm-heading")

    @property
    def heading(self):
        return self.page.locator(".bm-chosen .bm-heading").inner_text()


def opened(visited):
    """Yield a tour of a page, and see that the page stayed quiet."""
    found = Tour(visited)
    yield found
    found.opened.is_quiet()
