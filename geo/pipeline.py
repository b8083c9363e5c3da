"""The order of the steps: tables and reports in, located incidents with their account out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.dataset import Account, Dataset
from geo.errors import InputError
from geo.footprints import footprints
from geo.region import pack_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pandas as pd

    from geo.linking import Linked
    from geo.region import RegionPack
    from geo.reports.input import ReadReports
    from geo.reports.reading import Reader

    Progress = Callable[[str, int, int], None]

_CHUNK_ROWS = 100_000
_UNLOCATED = ("incidents", "no place found for the words given")
_MERGED = ("incidents", "told by several reports, put together with another")


def sample_inputs() -> list[Path]:
    """Name the bundled sample, the input of a build that names none.

    Its report in HTML is left out where the library that reads HTML is not installed.
    """
    from importlib.util import find_spec

    from geo.region import data_root

    folder = data_root() / "samples"
    left_out = () if find_spec("trafilatura") else (".html",)
    reports = sorted(p for p in (folder / "reports").iterdir() if p.suffix not in left_out)
    return [folder / "incidents.csv", *reports]


def read(
    inputs: str | Path | Sequence[str | Path] | None = None,
    region: str | Path | RegionPack = "durand",
    *,
    convention: str = "raw",
    link: str | None = None,
    link_days: int = 1,
    link_km: float = 15.0,
    links: str | Path | None = None,
    keep_text: bool = False,
    reader: Reader | None = None,
    progress: Progress | None = None,
    jobs: int = 1,
    **reading: Any,
) -> Dataset:
    """Read reports and tables of incidents, locate them and take their account.

    Parameters
    ----------
    inputs
        Files of reports (`geo.reports.sources`) and tables (`geo.tables.formats`), or one; None
        means the bundled sample. ``-`` is standard input. A corrected table of `bordermap extract`
        replaces what its reports give.
    region
        Name or folder of a region pack, or the pack itself.
    convention
        How a toll is made from claims, one of `geo.schema.TOLL_CONVENTIONS`.
    link
        Which incidents are put together where several tell of one: ``reports`` (those read in
        reports; the default), ``all`` (rows of tables too; the default of the bundled sample) or
        ``none``.
    link_days, link_km, links
        As `days`, `km` and `by_hand` of `geo.link`.
    keep_text
        Keep the texts of the reports in the dataset, to be written with it.
    reader
        Finds the incidents of a report; none means `geo.reports.reading.by_rules`.
    progress
        Called with the name of the step, rows done and rows in all (0 where that is not known).
    jobs
        How many processes read reports; 0 means as many as there are cores and reports pay for.
        Processes are started anew: a script that asks for several needs the usual
        ``if __name__ == "__main__":``.
    **reading
        `encoding`, `layer`, `day_first`, `year` and column names, as in `geo.tables.plain.parse`.

    Returns
    -------
    Dataset
        Coordinates in EPSG:4326.

    Raises
    ------
    InputError
        A file as a whole cannot be read (see `geo.errors`), or a list of inputs is empty.
    RegionError
        The region pack is faulty.
    AccountError
        Rows were lost on the way.
    """
    from geo import inputs as told
    from geo.gazetteer.contacts import contacts
    from geo.linking import Options, link_tables
    from geo.reports import input as reports
    from geo.tables import plain

    pack = pack_of(region)
    named = [inputs] if isinstance(inputs, str | Path) else inputs
    if named is not None and not len(named):
        raise InputError("no input", expected="files, or no argument for the bundled sample")
    paths = sample_inputs() if named is None else [Path(path) for path in named]
    given = told.told_apart(paths, reading.get("encoding"))
    parsed = plain.parse(given.tables, pack, progress=progress, **reading)
    found = reports.read(given.reports, parsed, pack, reader=reader, progress=progress, jobs=jobs)
    parsed = found.parsed
    locations, contradicted = _locate(parsed.mentions, pack, progress)
    linked = link_tables(
        parsed.incidents,
        locations,
        parsed.claims,
        parsed.reports,
        which=link or ("all" if named is None else "reports"),
        options=Options(link_days, link_km),
        by_hand=links,
        touching=contacts(pack),
    )
    if progress and len(linked.links):
        progress("linking incidents", len(linked.links), len(linked.links))
    incidents, locations, claims = _complete(linked, parsed.reports, pack, convention)
    account = _account(found, linked, incidents, [given.named(path) for path in paths])
    account = replace(account, contradicted=_moved(contradicted, linked))
    return Dataset(
        incidents=incidents,
        locations=locations,
        claims=claims,
        reports=parsed.reports,
        footprints=footprints(pack, locations["footprint_id"].dropna().unique()),
        account=account.check(),
        region_id=pack.id,
        convention=convention,
        texts=found.texts if keep_text else {},
        links=linked.links,
    )


def link(
    dataset: Dataset,
    region: str | Path | RegionPack | None = None,
    *,
    which: str = "all",
    days: int = 1,
    km: float = 15.0,
    by_hand: str | Path | None = None,
) -> Dataset:
    """Put together the incidents of a dataset that are one.

    Parameters
    ----------
    dataset
        What `geo.read` returns.
    region
        The region pack, its name or folder; by default that which located the dataset.
    which
        ``all``, or ``reports``: those that were read in reports only.
    days
        Windows so many days apart may still be one, where figures agree.
    km
        Points so many kilometres apart may still be one place.
    by_hand
        A file of overrides, see `geo.linking.overrides`.

    Returns
    -------
    Dataset
        With `links`, and an account that counts what was put together.

    Raises
    ------
    InputError
        The file of overrides is faulty, `which` is none of `geo.linking.LINKED`, or `days` or `km`
        are less than none.
    """
    import pandas as pd

    from geo import schema
    from geo.gazetteer.contacts import contacts
    from geo.linking import Options, link_tables

    pack = pack_of(dataset.region_id if region is None else region)
    linked = link_tables(
        dataset.incidents,
        dataset.locations,
        dataset.claims,
        dataset.reports,
        which=which,
        options=Options(days, km),
        by_hand=by_hand,
        touching=contacts(pack),
    )
    incidents, locations, claims = _complete(linked, dataset.reports, pack, dataset.convention)
    links = linked.links
    if dataset.links is not None:
        homes = linked.homes
        now = dataset.links["incident_id"].map(lambda key: homes.get(key, key))
        links = pd.concat([dataset.links.assign(incident_id=now), links], ignore_index=True)
    links = schema.conform(links, schema.LINKS)
    return replace(
        dataset,
        incidents=incidents,
        locations=locations,
        claims=claims,
        account=_relinked(dataset.account, linked, *_located(incidents, locations)),
        links=links.sort_values(["incident_id", "merged_id"], ignore_index=True),
    )


def _relinked(before: Account, linked: Linked, located: int, unlocated: int) -> Account:
    """Count in an account what was put together since."""
    merged = before.incidents_merged + len(linked.links)
    reasons = dict(before.reasons)
    for reason, number in ((_UNLOCATED, unlocated), (_MERGED, merged)):
        reasons.pop(reason, None)
        if number:
            reasons[reason] = number
    return replace(
        before,
        incidents_located=located,
        incidents_unlocated=unlocated,
        incidents_merged=merged,
        reasons=dict(sorted(reasons.items())),
        notes=(*before.notes, *linked.notes),
        contradicted=_moved(before.contradicted, linked),
    ).check()


def _chunks(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for start in range(0, len(frame), _CHUNK_ROWS):
        yield frame.iloc[start : start + _CHUNK_ROWS]


def _locate(
    mentions: pd.DataFrame, pack: RegionPack, progress: Progress | None
) -> tuple[pd.DataFrame, tuple[tuple[str, str], ...]]:
    """Give every mention its place, a chunk at a time; tell the incidents that contradict it."""
    import pandas as pd

    from geo import schema
    from geo.contradictions import contradictions
    from geo.locating import locate_rows

    own = [name for name in schema.LOCATIONS.names if name not in schema.WHERE.names]
    parts = [schema.empty(schema.LOCATIONS)]
    contradicted: list[tuple[str, str]] = []
    done = 0
    for chunk in _chunks(mentions):
        where = locate_rows(chunk, pack)
        ids = chunk["incident_id"]
        contradicted += [(ids.iloc[at], t) for at, t in contradictions(chunk, where, pack).items()]
        parts.append(schema.conform(chunk[own].join(where), schema.LOCATIONS))
        done += len(chunk)
        if progress:
            progress("locating places", done, len(mentions))
    return pd.concat(parts, ignore_index=True), tuple(contradicted)


def _moved(
    contradicted: tuple[tuple[str, str], ...], linked: Linked
) -> tuple[tuple[str, str], ...]:
    """Name the incidents that contradict their places by the ids under which they stand now."""
    homes = linked.homes
    return tuple(dict.fromkeys((homes.get(name, name), told) for name, told in contradicted))


def _complete(
    linked: Linked, reports: pd.DataFrame, pack: RegionPack, convention: str
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Add to incidents what follows from claims, reports and places; put all rows in order."""
    from geo import ids, schema
    from geo.tolls import tolls

    incidents, locations, claims = linked.incidents, linked.locations, linked.claims
    key = incidents["incident_id"]
    day = reports.loc[reports["published"].notna(), ["report_id", "published"]]
    toll = tolls(
        claims,
        key,
        pack.victim_groups,
        convention=convention,
        parties=pack.sides,
        published=dict(zip(day["report_id"], day["published"], strict=True)),
    )
    columns = incidents.drop(columns=[name for name in toll if name in incidents])
    columns = columns.assign(**{str(name): toll[name].to_numpy() for name in toll})
    columns["n_locations"] = key.map(locations.groupby("incident_id").size()).fillna(0)
    cited = columns["report_ids"]
    columns["n_reports"] = (cited.str.count(";") + 1).where(cited.str.len() > 0, 0).fillna(0)
    conformed = schema.conform(columns, schema.incidents(pack.victim_groups))
    incidents = conformed.assign(version=ids.versions(conformed))
    return (
        incidents,
        _along(locations, incidents, "is_primary", "location_id"),
        _along(claims, incidents, "claimant_side", "metric", "victim_group", "claim_id"),
    )


def _along(frame: pd.DataFrame, incidents: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Put rows in the order of their incidents, then of keys; what is true comes first."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    table = {
        "owner": pc.index_in(pa.array(frame["incident_id"]), pa.array(incidents["incident_id"]))
    }
    for key in keys:
        column = pa.array(frame[key])
        is_flag = pa.types.is_boolean(column.type)
        table[key] = pc.invert(column).cast(pa.int8()) if is_flag else column
    order = pc.sort_indices(pa.table(table), sort_keys=[(name, "ascending") for name in table])
    return frame.take(pd.Index(order.to_numpy())).reset_index(drop=True)


def _located(incidents: pd.DataFrame, locations: pd.DataFrame) -> tuple[int, int]:
    """Count the incidents with a place, and those without."""
    located_ids = locations.loc[locations["place_level"].notna(), "incident_id"]
    located = int(incidents["incident_id"].isin(located_ids).sum())
    return located, len(incidents) - located


def _account(
    found: ReadReports, linked: Linked, incidents: pd.DataFrame, inputs: Sequence[tuple[str, str]]
) -> Account:
    parsed = found.parsed
    located, unlocated = _located(incidents, linked.locations)
    rows_rejected = parsed.rows_read - parsed.rows_used
    reasons: Counter[tuple[str, str]] = Counter(
        ("rows", reason) for reason in parsed.rejected["reason"].iloc[:rows_rejected]
    )
    reasons += found.reasons
    if unlocated:
        reasons[_UNLOCATED] = unlocated
    if len(linked.links):
        reasons[_MERGED] = len(linked.links)
    return Account(
        rows_read=parsed.rows_read,
        rows_used=parsed.rows_used,
        rows_rejected=rows_rejected,
        reports_read=found.used + found.quiet + found.rejected,
        reports_used=found.used,
        reports_without_incident=found.quiet,
        reports_rejected=found.rejected,
        report_claims_rejected=found.lost,
        incidents_read=len(incidents) + len(linked.links) + parsed.incidents_rejected,
        incidents_located=located,
        incidents_unlocated=unlocated,
        incidents_rejected=parsed.incidents_rejected,
        incidents_merged=len(linked.links),
        reasons=dict(sorted(reasons.items())),
        rejected=parsed.rejected,
        inputs=tuple(inputs),
        notes=(*parsed.notes, *linked.notes),
        readers=found.readers,
    )
