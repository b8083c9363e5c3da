"""A map at the end of a notebook's cell: the whole page in a frame, without the network."""

from __future__ import annotations

import pages
from playwright.sync_api import expect

import maps


def test_a_notebook_shows_the_page_and_it_answers(visit, tmp_path):
    pack = pages.plain_pack(tmp_path / "pack")
    shown = maps.render(pages.some(pack, 12), pack)._repr_html_()
    (tmp_path / "notebook.html").write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><title>Notebook</title><body>{shown}</body>', "utf-8"
    )
    opened = visit(tmp_path / "notebook.html")
    frame = opened.page.frame_locator("iframe")
    frame.locator("[data-bm-base=drawn][data-bm-incidents=ready]").wait_for()
    assert opened.box(frame.locator(".bm-main"))["height"] > 200
    frame.locator("#bm-search").fill("nothing is called this")
    expect(frame.locator(".bm-heading").first).to_contain_text("0 of 12 incidents")
    inside = opened.page.frames[1]
    inside.wait_for_function("() => location.hash.includes('q=nothing')")
    # the language is changed from the link, which stays within the frame
    frame.locator(".bm-settings select").select_option("ur")
    expect(frame.locator("#bm-search")).to_have_value("nothing is called this")
    assert "#" not in opened.page.url
    assert opened.said == []
    assert [address for address in opened.requests if address != "about:srcdoc"] == []
