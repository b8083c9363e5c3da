import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Link } from "../src/filters/link.ts";
import { settings } from "../src/page/settings.ts";

const address = { hash: "", href: "file:///page.html" };
const history = {
  replaceState: (_: unknown, __: string, href: string): void => {
    address.href = href;
    address.hash = href.replace(/^[^#]*/, "");
  },
};
Object.assign(globalThis, { location: address, history, addEventListener: () => undefined, removeEventListener: () => undefined });
mock.timers.enable({ apis: ["setTimeout"] });

/** Try a link of its own, on an address without words. */
function tried(name: string, does: (link: Link) => void): void {
  test(name, () => {
    settings.darken(false);
    history.replaceState(null, "", "file:///page.html");
    const link = new Link(true);
    does(link);
    link.remove();
  });
}

tried("what changes often is said when it rests, and what opens at once", (link) => {
  link.put("filters", "side=west");
  mock.timers.tick(200);
  link.put("view", "at=41,11,8");
  mock.timers.tick(200);
  assert.equal(address.hash, "");
  mock.timers.tick(50);
  assert.equal(address.hash, "#side=west&at=41,11,8");
  link.put("view", "at=41,12,8");
  link.put("open", "open=one&n=1");
  assert.equal(address.hash, "#side=west&at=41,12,8&open=one&n=1");
});

for (const first of ["setting", "view"]) {
  tried(`a setting does not wait for the map to rest: the ${first} first`, (link) => {
    const steps = [() => { settings.darken(true); }, () => { link.put("view", "at=41,11,8"); }];
    for (const step of first === "setting" ? steps : steps.reverse()) step();
    mock.timers.tick(0);
    assert.equal(address.hash, "#mode=dark&at=41,11,8");
  });
}

tried("what is owed is said when it is asked for", (link) => {
  link.put("view", "at=41,11,8");
  settings.darken(true);
  assert.equal(link.settle().toString(), "mode=dark&at=41%2C11%2C8");
});

test("what an address says stays in it until its own part says otherwise", () => {
  settings.darken(false);
  const words = "axis=log&shade=admin1&of=killed%3Awest&list=claims&at=41%2C11%2C8&open=one&n=1";
  history.replaceState(null, "", `file:///page.html#${words}`);
  const link = new Link(true);
  link.put("filters", "side=west");
  assert.equal(link.settle().toString(), `side=west&${words}`);
  link.put("shading", "");
  assert.equal(address.hash, "#side=west&axis=log&list=claims&at=41%2C11%2C8&open=one&n=1");
  link.remove();
});
