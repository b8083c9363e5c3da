"""axe-core in an open page."""

from __future__ import annotations

from pathlib import Path

AXE = Path(__file__).resolve().parents[2] / "maps/viewer/node_modules/axe-core/axe.min.js"
RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const only = { type: "tag", values: tags };
  // of rules that are met one node is enough: half the time
  const options = { runOnly: only, resultTypes: ["violations"] };
  const { violations, passes } = await axe.run(document, options);
  const where = (nodes) => nodes.map((node) => node.html.slice(0, 200));
  return { told: violations.map(({ id, nodes }) => [id, where(nodes)]), passed: passes.length };
}"""


def put_in(page):
    """Have the browser itself evaluate axe-core: the page's policy lets no script element in."""
    page.evaluate(AXE.read_text("utf-8"))


def violations(page):
    """Return what is against WCAG 2.2 AA or good practice; many rules must be met."""
    found = page.evaluate(RUN)
    assert found["passed"] > 20
    return found["told"]
