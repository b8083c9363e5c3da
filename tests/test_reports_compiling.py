"""A pattern whose alternatives are put together by their letters finds what it found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import region
from geo.reports.language import wording
from geo.reports.language.compiling import by_letter, compiled
from geo.reports.language.words import of

WORDS = of(region.load("durand"))
FILES = ("agency", "around", "days", "framed", "incidents", "nights", "pieces")
PATTERNS = {
    # put together by their first letters, those of a letter in their order
    "on|at|against|of|after|by": "o(?:n|f)|a(?:t|gainst|fter)|by",
    "(?:Foo|far|Fee|bar|fig|Fan)s?": "(?:F(?:oo|ee|an)|f(?:ar|ig)|bar)s?",
    # few are left as they are, and so is what has a length, an order or a number
    "on|at|after": "on|at|after",
    "(?<=on|at|of|an|or|as) x": "(?<=on|at|of|an|or|as) x",
    "(?P<a>at)|an|as|(of)|on|or": "(?P<a>at)|an|as|(of)|on|or",
    # nothing moves over what may begin with any letter
    r"an|at|a?s|\w+|as|am|of|on": r"an|at|a?s|\w+|as|am|of|on",
    # marks in classes and behind strokes part nothing
    r"a[|)]b|c\|d|ef|a\)|c|g[^]|)]": r"a(?:[|)]b|\))|c(?:\|d|)|ef|g[^]|)]",
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_alternatives_are_put_together(pattern):
    assert by_letter(pattern) == PATTERNS[pattern]


def test_case_is_that_of_the_group():
    said = "(?i:A|b|a|c|d|e)|(?-i:A|b|a|c|d|e)"
    parts = "(?i:a(?:|)|b|c|d|e)|(?-i:A|b|a|c|d|e)"
    assert by_letter(said) == by_letter(said, any_case=True) == parts


WORD = st.text("abK-", min_size=1, max_size=3)
GROUP = st.lists(WORD, min_size=1, max_size=9).map(lambda rows: f"(?:{'|'.join(rows)})")


@given(
    st.lists(GROUP | WORD, min_size=1, max_size=9), st.text("abkK\N{KELVIN SIGN}- "), st.booleans()
)
def test_the_same_is_found(rows, text, any_case):
    pattern, flags = "|".join(rows), re.IGNORECASE if any_case else 0
    found = [hit.span() for hit in compiled(pattern, flags).finditer(text)]
    assert found == [hit.span() for hit in re.finditer(pattern, text, flags)]


@pytest.mark.parametrize("file", FILES)
def test_rows_have_the_same_groups(file):
    for name, row in wording.of(WORDS, file).items():
        plain, made = re.compile(row.said, row.flags), compiled(row.said, row.flags)
        assert (made.groups, made.groupindex) == (plain.groups, plain.groupindex), name
