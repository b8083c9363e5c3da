"""The list of administrative units and P-codes that the pack follows."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from fetch import Sources

MEMBER = "*/tests/fixtures/fixtures-download-global-pcodes-adm-1-2.csv"


def read_pcodes(sources: Sources, countries: list[str]) -> pd.DataFrame:
    """Return the units of levels 1 and 2 with P-codes of some countries.

    Returns
    -------
    pandas.DataFrame
        ``country`` (alpha-3), ``level`` (admin1, admin2), ``pcode``, ``name``, ``parent`` (P-code
        of the province, alpha-3 code for a province), ``valid_from``, ``version``; in the order
        of the list.
    """
    text = sources.read("hdx", MEMBER).decode("utf-8-sig")
    table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    table = table[table["Location"].isin(countries)]
    return pd.DataFrame(
        {
            "country": table["Location"],
            "level": "admin" + table["Admin Level"],
            "pcode": table["P-Code"],
            "name": table["Name"],
            "parent": table["Parent P-Code"],
            "valid_from": table["Valid from date"],
            "version": table["Version"],
        }
    ).reset_index(drop=True)
