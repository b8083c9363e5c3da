"""Printed maps: an overview with insets, and a sheet for each province that has incidents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maps.printed import paper
from maps.printed.paper import EDGE

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.figure import Figure

    from geo.dataset import Dataset
    from geo.region import RegionPack
    from maps.printed.incidents import Drawn, Scene
    from maps.printed.sheet import Box, Sheet
    from maps.printed.words import SheetWords

_A3, _A4 = (420.0, 297.0), (297.0, 210.0)  # landscape, mm (ISO 216)
_INSETS = 12  # more would be too small to read; those left out have sheets of their own
_INSET_BAR_MM = 16.0


def print_maps(
    dataset: Dataset,
    folder: str | os.PathLike[str],
    *,
    region: RegionPack | str | os.PathLike[str] | None = None,
    language: str = "en",
    title: str | None = None,
    notice: str | None = None,
) -> dict[str, str]:
    """Draw the printed maps of a dataset into a folder.

    `map.pdf`, `map.svg` and `map.png` are the overview with insets (A3), `map-<P-code>.pdf` the
    sheet of each province with incidents (A4). The same dataset gives the same bytes.

    Parameters
    ----------
    dataset
        Located incidents.
    folder
        Where to write; it must exist.
    region
        The region pack, its name or folder; by default the one that located the dataset.
    language
        What is written on the sheets: a name of a file in `maps/languages`.
    title, notice
        As `render` takes them.

    Returns
    -------
    dict
        What each file that was written is.

    Raises
    ------
    BordermapError
        matplotlib is missing (the extra `bordermap[print]`), or there is no such language.
    """
    from geo.region import pack_of
    from maps.printed.incidents import scene
    from maps.printed.words import words

    pack = pack_of(dataset.region_id if region is None else region)
    told = words(language, pack)
    heading = title or told.text("page.title", line=told.line_name)
    foot = notice or told.text("page.notice")
    written: dict[str, str] = {}
    with paper.drawing():
        whole = scene(dataset, pack)
        provinces = _provinces(whole, pack)
        figure = _overview(dataset, whole, pack, told, provinces, heading, foot)
        for kind, what in (
            ("pdf", "The printed map: overview and insets, to print at A3"),
            ("svg", "The printed map, to edit"),
            ("png", "The printed map, to show"),
        ):
            paper.save(figure, Path(folder) / f"map.{kind}")
            written[f"map.{kind}"] = what
        for code, name in provinces:
            figure = _province(dataset, whole, pack, told, (code, name), heading, foot)
            file = f"map-{code}.pdf"
            paper.save(figure, Path(folder) / file)
            written[file] = f"The printed map of {pack.unit_names.get(code, name)}, to print at A4"
    return written


def _provinces(whole: Scene, pack: RegionPack) -> list[tuple[str, str]]:
    """List the provinces with incidents, those with the most first."""
    table = whole.table.dropna(subset=["admin1_pcode"])
    counts = table.groupby("admin1_pcode")["incident"].nunique()
    drawn = set(pack.provinces["code"])
    codes = sorted((code for code in counts.index if code in drawn), key=lambda c: (-counts[c], c))
    return [(str(code), pack.unit_names.get(code, str(code))) for code in codes]


def _overview(
    dataset: Dataset,
    whole: Scene,
    pack: RegionPack,
    words: SheetWords,
    provinces: Sequence[tuple[str, str]],
    heading: str,
    foot: str,
) -> Figure:
    from maps.printed import legend

    figure = paper.blank(_A3)
    width, height = _A3
    located = words.text("page.located", n=dataset.account.incidents_located)
    paper.head(
        figure, _A3, heading, words.joined([*_counts(dataset.incidents, words), located]), words
    )
    shown = provinces[:_INSETS]
    columns = 1 if len(shown) <= 3 else 2 if len(shown) <= 8 else 3
    rows = max(1, -(-len(shown) // columns))
    top, low = height - EDGE - 20, EDGE + 66
    side = 0.0 if not shown else min(56.0 * columns + 4 * (columns - 1), 150.0)
    gap = 6.0 if shown else 0.0
    main = width - 2 * EDGE - side - gap - 6
    large: Box = (EDGE + 6, low, main, top - low)
    _, drawn = _map(figure, large, _extent(whole, pack), pack, whole, words, overview=True)
    each_w = (side - 4 * (columns - 1)) / columns
    bottom = EDGE + 6
    each_h = (top - bottom - 4 * (rows - 1)) / rows
    for number, (code, name) in enumerate(shown):
        left = width - EDGE - side + (number % columns) * (each_w + 4)
        base = top - (number // columns + 1) * each_h - (number // columns) * 4
        drawn.update(_inset(figure, (left, base, each_w, each_h), (code, name), pack, whole, words))
    legend.draw(figure, (EDGE + 6, EDGE + 16, main, 44), drawn, pack, words)
    left_out = [words.name(*province) for province in provinces[_INSETS:]]
    extra = words.text("print.moreSheets", names=", ".join(left_out)) if left_out else ""
    paper.foot(
        figure,
        (EDGE + 6, EDGE - 5, main, 20),
        [foot, extra],
        dataset.incidents,
        pack,
        words,
    )
    return figure


def _province(
    dataset: Dataset,
    whole: Scene,
    pack: RegionPack,
    words: SheetWords,
    province: tuple[str, str],
    heading: str,
    foot: str,
) -> Figure:
    from maps.printed import legend

    code, name = province
    figure = paper.blank(_A4)
    width, height = _A4
    locations = dataset.locations
    own = locations.loc[locations["admin1_pcode"] == code, "incident_id"]
    incidents = dataset.incidents[dataset.incidents["incident_id"].isin(own)]
    told = [heading, *_counts(incidents, words)]
    paper.head(figure, _A4, f"{words.name(code, name)}", words.joined(told), words)
    area = pack.provinces.geometry[pack.provinces["code"] == code].iloc[0]
    column = 62.0
    box: Box = (
        EDGE + 6,
        EDGE + 20,
        width - 2 * EDGE - 12 - column,
        height - 2 * EDGE - 40,
    )
    bounds, here = area.bounds, whole.of(code)
    sheet, drawn = _map(figure, box, bounds, pack, here, words, overview=False, inside=code)
    legend.draw(
        figure,
        (width - EDGE - column, EDGE + 20, column, height - 2 * EDGE - 40),
        drawn,
        pack,
        words,
        sheet.lonlat,
    )
    paper.foot(
        figure,
        (EDGE + 6, EDGE - 5, width - 2 * EDGE - 6, 19),
        [foot],
        incidents,
        pack,
        words,
    )
    return figure


def _inset(
    figure: Figure,
    box: Box,
    province: tuple[str, str],
    pack: RegionPack,
    whole: Scene,
    words: SheetWords,
) -> Drawn:
    from maps.printed import ground, incidents, names
    from maps.printed.labels import Labels
    from maps.printed.sheet import bar_length, frame, scale_bar

    code, name = province
    area = pack.provinces.geometry[pack.provinces["code"] == code].iloc[0]
    sheet = frame(figure, box, area.bounds, words, inset=True)
    ground.draw(sheet, pack, districts=True, inside=code)
    labels = Labels(sheet)
    labels.keep_off(ground.path(sheet, pack))
    title = sheet.axes.text(
        0.5,
        0.985,
        words.name(code, name),
        transform=sheet.axes.transAxes,
        fontsize=8.5,
        weight="bold",
        ha="center",
        va="top",
        zorder=45,
        bbox={"fc": "#fffefb", "ec": "none", "pad": 1.2, "alpha": 0.88},
    )
    room = title.get_window_extent()
    labels.taken.append((room.x0 - 4, room.y0 - 4, room.x1 + 4, room.y1 + 4))
    bar = bar_length(sheet, _INSET_BAR_MM)[1] + 6
    bar_left, *_ = labels.keep_corner_free((0, 0, bar, 6.5), (box[2] - bar, 0, box[2], 6.5))
    drawn = incidents.draw(sheet, whole.of(code), labels)
    names.write(sheet, pack, labels, towns=3, districts=False, country=0)
    scale_bar(sheet, bar_left + 3.0, 1.8, longest_mm=_INSET_BAR_MM)
    return drawn


def _map(
    figure: Figure,
    box: Box,
    shown: Box,
    pack: RegionPack,
    whole: Scene,
    words: SheetWords,
    *,
    overview: bool,
    inside: str | None = None,
) -> tuple[Sheet, Drawn]:
    from maps.printed import ground, incidents, names
    from maps.printed.labels import Label, Labels
    from maps.printed.sheet import bar_length, frame, graticule, north_arrow, scale_bar

    sheet = frame(figure, box, shown, words)
    ground.draw(sheet, pack, districts=not overview, inside=inside)
    graticule(sheet, labels=True)
    labels = Labels(sheet)
    labels.keep_off(ground.path(sheet, pack))
    wide, high, bar = box[2], box[3], bar_length(sheet)[1] + 14
    bar_left, *_ = labels.keep_corner_free((0, 0, bar, 9), (wide - bar, 0, wide, 9))
    north_left, *_ = labels.keep_corner_free(
        (wide - 12, high - 16, wide, high), (0, high - 16, 12, high)
    )
    drawn = incidents.draw(sheet, whole, labels)
    towns, country = (3, 13.0) if overview else (6, 9.0)
    names.write(
        sheet, pack, labels, towns=towns, districts=not overview, country=country, inside=inside
    )
    ticks = ground.kilometre_ticks(sheet, pack)
    labels.place(
        Label(words.text("kmMark", km=words.number(km)), x, y, 5.5, 1.2, colour=ground.LINE)
        for x, y, km in ticks
    )
    scale_bar(sheet, bar_left + 5.0, 2.8)
    north_arrow(sheet, wide - north_left - 5.5, 6.0)
    return sheet, drawn


def _extent(whole: Scene, pack: RegionPack) -> Box:
    """Return the box of the line and of nine tenths of the incidents, degrees."""
    import numpy as np

    west, south, east, north = pack.line.bounds
    if len(whole.table):
        low = np.quantile(whole.table[["lon", "lat"]].to_numpy(float), 0.02, axis=0)
        high = np.quantile(whole.table[["lon", "lat"]].to_numpy(float), 0.98, axis=0)
        west, south = min(west, low[0]), min(south, low[1])
        east, north = max(east, high[0]), max(north, high[1])
    return float(west), float(south), float(east), float(north)


def _counts(incidents: pd.DataFrame, words: SheetWords) -> list[str]:
    """Say how many incidents there are, and from when to when."""
    told = [words.text("page.incidents", n=len(incidents))]
    days: pd.Series = incidents["date_start"].dropna()
    if len(days):
        first, last = days.min(), incidents["date_end"].dropna().max()
        ends = [words.page.date(day) for day in ((first,) if first == last else (first, last))]
        one = len(ends) == 1
        told.append(ends[0] if one else words.text("page.span", **{"from": ends[0], "to": ends[1]}))
    return told
