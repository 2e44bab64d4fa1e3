"""Puts a finished set of files in its folder, whole or not at all.

What is in the files and which ones belong together is decided in `pipeline`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

__all__ = ["UNFINISHED", "flush", "publish"]

UNFINISHED = ".vmreport-"
"""How the folder starts in which files lie until all are whole; gone when `publish` ends."""


def publish(finished: Mapping[str, bytes], out: Path, *, is_final: bool = True) -> tuple[Path, ...]:
    """Move a finished set into `out`: every file is whole before the first one is in place.

    When one of them cannot be placed, those before it make way for what stood there. Unless `out`
    `is_final`, whoever moves the files on sees to it that they are on the disk.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=out) as folder:
        made, kept = Path(folder) / "made", Path(folder) / "kept"
        made.mkdir()
        kept.mkdir()
        for name, data in finished.items():
            (made / name).write_bytes(data)
        if is_final:
            flush(*(made / name for name in finished))
        _place(finished, made, kept, out)
    return tuple(out / name for name in finished)


def flush(*paths: Path) -> None:
    """Wait until what is in files is on the disk.

    Where the system can be told so, all are being written before the first is waited for: the
    disk then does it in one go.
    """
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("rb+")) for path in paths]
        with suppress(AttributeError, OSError):  # not every system or disk takes such advice
            for file in files:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        for file in files:
            os.fsync(file.fileno())


def _place(names: Iterable[str], made: Path, kept: Path, out: Path) -> None:
    """Move files from `made` to `out` by way of `kept`, all or none."""
    placed: list[str] = []
    try:
        for name in names:
            if (out / name).is_file():
                shutil.copy2(out / name, kept / name)
            (made / name).replace(out / name)
            placed.append(name)
    except BaseException:
        for name in placed:
            if (kept / name).exists():
                (kept / name).replace(out / name)
            else:
                (out / name).unlink()
        raise
