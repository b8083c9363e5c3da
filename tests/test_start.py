"""What starts at once must not load what it does not need."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("pandas", "geopandas", "shapely", "pyarrow", "folium", "numpy", "pyogrio", "pyproj")


@pytest.mark.parametrize(
    "code",
    [
        "import geo",
        "import geo; dir(geo); geo.__version__",
        "import geo.errors",
        "import geo.cli; geo.cli.parser().format_help()",
    ],
)
def test_loads_nothing_heavy(code):
    check = f"{code}\nimport sys\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_public_names_exist():
    import geo

    assert geo.__all__ == sorted(geo.__all__)
    for name in geo.__all__:
        assert callable(getattr(geo, name))
    assert set(geo.__all__) <= set(dir(geo))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        geo.nothing  # noqa: B018
