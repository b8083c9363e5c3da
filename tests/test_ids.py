import hashlib
import re

import pandas as pd
import pyarrow as pa
import pytest

from geo import ids


def test_an_id_is_the_hash_of_its_parts():
    expected = hashlib.sha256(b"4:ACME2:17").hexdigest()[:20]
    assert ids.incident_id("ACME", "17") == f"inc-{expected}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "bc"), ("ab", "c")),
        (("a", None), ("a", "")),
        ((None, "a"), ("a", None)),
        (("1:a", "b"), ("1", "ab")),
        (("-", None), (None, "-")),
    ],
)
def test_different_parts_never_share_an_id(one, other):
    assert ids.incident_id(*one) != ids.incident_id(*other)


def test_columns_hash_as_single_values_do():
    source, number = ["a", None, "\u0628\u0631\u0645\u0644"], ["1", "2", None]
    made = ids.column("inc", [pd.Series(source), pd.Series(number)])
    assert made.tolist() == [ids.incident_id(s, n) for s, n in zip(source, number, strict=True)]
    assert ids.column("rep", [pd.Series(["a"]), pd.Series(["b"])])[0] == ids.report_id("a", "b")


def test_twin_rows_have_ids_of_their_own():
    made = ids.column("inc", [pd.Series(["{}", "{}"]), pd.Series([0, 1])])
    assert len(set(made)) == 2


def test_the_form_of_an_id_is_recognised():
    texts = ["inc-" + "0a" * 10, "inc-" + "0A" * 10, "inc-12", "x inc-" + "0a" * 10, "17"]
    assert ids.are_incident_ids(pa.array(texts)).tolist() == [True, False, False, False, False]


def test_a_version_changes_with_a_value_and_with_nothing_else():
    frame = pd.DataFrame({"incident_id": ["i"], "low": [1], "raw": ["r"], "version": [None]})
    version = ids.versions(frame)[0]
    assert re.fullmatch(r"ver-[0-9a-f]{20}", version)  # digits alone are a number somewhere
    assert ids.versions(frame.assign(raw="other", version="x"))[0] == version
    assert ids.versions(frame.assign(low=2))[0] != version
    assert ids.versions(frame.assign(low=None))[0] != version
