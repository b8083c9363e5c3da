"""How much a zip file of a person may hold before it is opened: a workbook, files of a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import InputError

if TYPE_CHECKING:
    import zipfile

# The dump of all places of GeoNames unpacks to 1.8 GB, a full sheet of a million rows to less; only
# a bomb packs more than 50 MB to the 500th part.
MEMBERS, TOTAL_BYTES = 5_000, 8 * 2**30
RATIO, RATIO_FROM_BYTES = 500, 50 * 2**20


def check(archive: zipfile.ZipFile, file: str) -> None:
    """Refuse an archive by its directory; zipfile reads no member beyond the size stated there.

    Parameters
    ----------
    archive
        The open file.
    file
        Its name, for the message.

    Raises
    ------
    InputError
        It is encrypted, or unpacks to an unreasonable size.
    """
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    too_dense = total > RATIO_FROM_BYTES and total / packed > RATIO
    if len(members) > MEMBERS or total > TOTAL_BYTES or too_dense:
        raise InputError(
            "the file unpacks to an unreasonable size",
            value=f"{len(members)} members, {total} bytes from {packed}",
            expected=f"{MEMBERS} members, {TOTAL_BYTES} bytes, {RATIO} to 1 at most",
            where=file,
        )
    if any(member.flag_bits & 1 for member in members):
        raise InputError("the file is encrypted", expected="a file without password", where=file)
