"""The page around the map, as literal text: header, panel, about, and what stands without scripts.

Every text that comes from data passes `html.escape`; addresses become links only where they are
``http`` or ``https``.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from branca.element import Element

from maps import assets
from maps.about import about
from maps.literal import Literal, add_viewer, page_of, parent_name
from maps.local_names import in_languages, line_names
from maps.memory import give_back
from maps.overview import overview
from maps.plain_list import entries as _entries
from maps.rows import days
from maps.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geo.dataset import Account, Dataset
    from geo.region import RegionPack
    from maps.opening import View
    from maps.payload import Block

_NEWEST = 50
# Empty until the viewer fills it; it keeps its room, so that the map has its size at once.
_CHARTS = '<section class="bm-charts" id="bm-charts"></section>\n'
_BROAD_KM = 150.0  # a province, or a long stretch; a country is broader
_FAR = 0.02  # part of the incidents that may lie far off on each side
_REACH = 0.3  # how far from the others those are shown all the same, of the others' span
_AROUND = 3.0  # degrees that the first view shows at least


class Frame(Element):
    """The header, the panel and the page's words; it also sets up the map it stands on.

    Parameters
    ----------
    dataset, pack
        What the page tells of, and its region.
    view
        What the page opens with, as `first_view` says.
    title
        The page's title; by default made of the line's name.
    notice
        What the reader must know of the data, by language if in several; by default that figures
        are claims.
    words
        The texts, in the language that the page opens in.
    opening
        The incidents that are drawn before all else is read.
    """

    def __init__(
        self,
        dataset: Dataset,
        pack: RegionPack,
        view: View,
        *,
        title: str | None = None,
        notice: str | Mapping[str, str] | None = None,
        words: Words | None = None,
        opening: Block | None = None,
    ) -> None:
        super().__init__()
        self._name = "Frame"
        self.words = words = words or Words()
        line = line_names(pack)
        self.title = title or words.text("page.title", line=line)
        west, south, east, north = view
        self.first_view = f"[[{south:.4f}, {west:.4f}], [{north:.4f}, {east:.4f}]]"
        told = _notice(notice, words)
        self.top = _header(title or line, dataset.account, words)
        self.side = _panel(dataset, pack, told, words)
        give_back()
        self.plain = _without_scripts(dataset, pack, told, words)
        self.opening = opening

    def render(self, **_: Any) -> str:
        """Stand the header before the map, and after it what is drawn first and the panel."""
        figure, name = page_of(self), self.get_name()
        add_viewer(figure)
        before = Literal(f'{self.top}<main class="bm-main">\n')
        figure.html.add_child(before, name=f"{name}_top", index=0)
        # The map's own element is the first thing in the body after what stands before it. Its size
        # does not depend on the panel, which would be parsed and laid out before all is drawn.
        parts = [f"</main>\n{_CHARTS}"]
        if self.opening is not None:
            parts += [self.opening.html, assets.script("opening.js")]
        after = Literal("".join([*parts, self.side, self.plain]), early=True)
        figure.html.add_child(after, name=f"{name}_side", index=2)
        code = Literal(f"bordermap.frame({parent_name(self)}, {self.first_view});\n")
        figure.script.add_child(code, name=name)
        return ""


def first_view(dataset: Dataset, pack: RegionPack) -> View:
    """Return west, south, east and north of nearly all incidents; of the line if there are none.

    A few that lie far off, and what is known to a country or the line as a whole, do not make
    everything else small.
    """
    import numpy as np

    known = dataset.locations["uncertainty_km"].to_numpy(float, na_value=np.inf) <= _BROAD_KM
    at = dataset.locations[["label_longitude", "label_latitude"]].to_numpy(float, na_value=np.nan)
    at = at[known & ~np.isnan(at).any(axis=1)]
    if not len(at):
        west, south, east, north = map(float, pack.line.bounds)
        return west, south, east, north
    near, far = np.quantile(at, [_FAR, 1 - _FAR], axis=0)
    reach = _REACH * (far - near)
    # of those beyond, the outermost within reach: a view that would grow much leaves them out
    west, south = np.min(at, axis=0, initial=np.inf, where=at >= near - reach)
    east, north = np.max(at, axis=0, initial=-np.inf, where=at <= far + reach)
    # one place is no view: show what lies around it
    wide, high = (max(0.0, _AROUND - span) / 2 for span in (east - west, north - south))
    return float(west - wide), float(south - high), float(east + wide), float(north + high)


def counts(account: Account, words: Words) -> list[str]:
    """Say what became of the input, a text for each part; what there is none of is not told."""
    parts = {
        "page.notLocated": account.incidents_unlocated,
        "page.reports": account.reports_read,
        "page.rowsRejected": account.rows_rejected,
        "page.reportsRejected": account.reports_rejected,
        "page.statementsRejected": account.report_claims_rejected,
    }
    return [
        words.span("page.incidents", n=account.incidents_located + account.incidents_unlocated),
        words.span("page.located", n=account.incidents_located),
        *(words.span(name, n=number) for name, number in parts.items() if number),
    ]


def _header(title: str | Mapping[str, str], account: Account, words: Words) -> str:
    head = (
        f'<h1 dir="auto">{escape(title)}</h1>'
        if isinstance(title, str)
        else words.element("h1", "page.title", line=title)
    )
    incidents, *more = counts(account, words)
    rest = "".join(f"{words.span('language.joint')}{text}" for text in more)
    return (
        f'<header class="bm-head">\n{head}\n<p class="bm-counts">{incidents}'
        f'<span class="bm-counts-more">{rest}</span></p>\n'
        f'<a class="bm-about-link" href="#bm-about"{words.label("page.aboutMap")}>'
        f"{words.span('page.about')}</a>\n</header>\n"
    )


def _panel(dataset: Dataset, pack: RegionPack, notice: str, words: Words) -> str:
    grip = words.element(
        "button",
        "page.panel",
        ' type="button" class="bm-grip" id="bm-grip" aria-expanded="false"'
        ' aria-controls="bm-sheet"',
    )
    return (
        f'<aside class="bm-panel" id="bm-panel"{words.label("page.panel")}>\n{grip}\n'
        f'<div class="bm-sheet" id="bm-sheet">\n{notice}\n'
        f'<section class="bm-card" id="bm-card"{words.label("page.layers.incidents")}></section>\n'
        f"{about(dataset, pack, words)}</div>\n</aside>\n"
    )


def _notice(notice: str | Mapping[str, str] | None, words: Words) -> str:
    """Make the line that tells what the data is worth; a person's own words stay as they are."""
    if notice is None:
        return words.element("p", "page.notice", ' class="bm-notice"')
    if not isinstance(notice, str):
        return words.own("p", notice, ' class="bm-notice"')
    return f'<p class="bm-notice" dir="auto">{escape(notice)}</p>'


def _newest(incidents: pd.DataFrame) -> pd.DataFrame:
    """Take the newest incidents, of one day by id; those without a date come last."""
    import numpy as np

    age = -days(incidents["date_start"])
    if len(age) > _NEWEST:  # not all ids need to be put in order
        incidents = incidents[age <= np.partition(age, _NEWEST)[_NEWEST]]
    by = ["date_start", "incident_id"]
    ordered = incidents[by].reset_index(drop=True)
    ordered = ordered.sort_values(by, ascending=[False, True], na_position="last")
    return incidents.iloc[ordered.index[:_NEWEST]]


def _without_scripts(dataset: Dataset, pack: RegionPack, notice: str, words: Words) -> str:
    """Make what a reader sees whose browser or mail preview runs no scripts."""
    newest = _newest(dataset.incidents)
    entries = _entries(newest, dataset, pack, words)
    return (
        "<noscript>\n<style>.bm-main,.bm-panel,.bm-charts,.bm-about-link{display:none}"
        "body.bm-page{display:block;overflow:auto;height:auto}</style>\n"
        f'<main class="bm-plain">\n<p>{escape(words.text("page.withoutScripts"))}</p>\n'
        f"{notice}\n{overview(pack, dataset, words)}\n"
        f"{words.own('p', in_languages(pack, 'note', pack.note))}\n"
        f"<h2>{escape(words.text('page.newest', n=len(newest)))}</h2>\n<ol>\n{entries}</ol>\n"
        f'<p lang="en" dir="ltr">{"<br>".join(map(escape, pack.attributions))}</p>\n'
        "</main>\n</noscript>\n"
    )
