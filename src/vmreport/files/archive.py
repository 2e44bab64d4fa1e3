"""What must be true of a zip before anything opens it: sizes, names, no encryption, no entities.

Only the outside of the package; what the parts say is for who reads them. Source: risks D6, D7.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

__all__ = ["ZIP_FAULTS", "why_unsafe"]

_MAX_MEMBERS = 2_000
_MAX_MEMBER = 50_000_000
_MAX_TOTAL = 200_000_000
_MAX_RATIO = 200
_SMALL = 1_000_000
"""Below this many bytes a high ratio is ordinary: empty XML compresses well."""
_CHUNK = 1 << 20
_MARKS = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_ROW = b"<row"

ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    KeyError,
    ValueError,
    RuntimeError,
)
"""What the zip reader raises on damaged archives. Source: risks E9."""


def why_unsafe(data: bytes, max_rows: int | None = None) -> str:
    """Give in Dutch why an archive must not be opened; empty when it may.

    `max_rows` is the most rows a sheet of a workbook may have.

    Raises one of ZIP_FAULTS when the archive is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if reason := _directory(members):
            return reason
        for member in members:
            if reason := _content(archive, member, max_rows):
                return reason
    return ""


def _directory(members: list[zipfile.ZipInfo]) -> str:
    if len(members) > _MAX_MEMBERS:
        return f"het bevat {len(members)} onderdelen, hoogstens {_MAX_MEMBERS} kan"
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        return "een onderdeel staat er twee keer in"
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in member.filename:
            return f"het onderdeel '{member.filename[:60]}' wijst buiten het bestand"
        if member.flag_bits & 0x1:
            return "een onderdeel is versleuteld"
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > _MAX_MEMBER or (member.file_size > _SMALL and ratio > _MAX_RATIO):
            return f"het onderdeel '{member.filename[:60]}' is uitgepakt te groot"
    if sum(member.file_size for member in members) > _MAX_TOTAL:
        return "het is uitgepakt te groot"
    return ""


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, max_rows: int | None) -> str:
    """Read a part once: its checksum holds, it defines no entities, it has not too many rows."""
    rows = 0
    tail = b""
    with archive.open(member) as part:
        while chunk := part.read(_CHUNK):
            window = tail + chunk
            upper = window.upper()
            if any(mark in upper for mark in _MARKS):
                return f"het onderdeel '{member.filename[:60]}' bevat een DOCTYPE of ENTITY"
            rows += window.count(_ROW)
            tail = window[-32:] if _ROW not in window[-32:] else window[-3:]
    if max_rows is not None and rows > max_rows + 1:
        return f"een blad heeft meer dan {max_rows} rijen"
    return ""
