import assert from "node:assert/strict";
import { test } from "node:test";
import type { Link } from "../src/filters/link.ts";
import { settings } from "../src/page/settings.ts";
import { ViewLink } from "../src/view-link.ts";

/** A map that stands where it is put, with what a view's link asks of it. */
function made() {
  const state = { lat: 33, lng: 69, zoom: 6 };
  const put: string[] = [];
  let moved = (): void => undefined;
  const map = {
    getCenter: () => ({ lat: state.lat, lng: state.lng }),
    getZoom: () => state.zoom,
    project: ({ lat, lng }: typeof state) => ({
      distanceTo: (other: { at: number[] }) => Math.hypot(lat * 40 - other.at[0]!, lng * 40 - other.at[1]!),
      at: [lat * 40, lng * 40],
    }),
    on: (_: string, told: () => void) => (moved = told),
  };
  const link = { settle: () => new URLSearchParams(), onRead: () => undefined, put: (_: string, words: string) => put.push(words) };
  new ViewLink(map as unknown as L.Map, link as unknown as Link);
  const change = (to: Partial<typeof state>): string | undefined => {
    Object.assign(state, to);
    moved();
    return put.at(-1);
  };
  return { change };
}

test("a map that is moved is told in the link, until it is back", () => {
  const { change } = made();
  assert.equal(change({ lat: 34 }), "at=34.0000%2C69.0000%2C6");
  assert.equal(change({ zoom: 7 }), "at=34.0000%2C69.0000%2C7");
  assert.equal(change({ lat: 33, zoom: 6 }), "");
});

test("a map that another language gives another size is not moved, unless it was before", () => {
  const { change } = made();
  change({ lng: 69.5 });
  settings.darken(true);
  assert.equal(change({ lng: 70 }), "at=33.0000%2C70.0000%2C6");
  const other = made();
  settings.darken(true);
  assert.equal(other.change({ lng: 70 }), "");
  assert.equal(other.change({ lng: 70.01 }), "");
});
