"""A language model as the reader of reports: asked on a server of the user's, and believed nothing.

Nothing here is loaded, and nothing is sent, unless `--reader llm` is given. What a model answers is
only a pointer into the text: every word that is kept is cut out of the report, every figure is read
there by `geo.reports.counts.quantities`, every place is found by the region's gazetteer.
"""

from __future__ import annotations

from geo.reports.model.reader import ModelReader
from geo.reports.model.server import Server

__all__ = ["ModelReader", "Server"]
