"""Puts a finished set of files in its folder, whole or not at all.

What is in the files and which ones belong together is decided in `pipeline`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
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
                flush(made / name)
        _place(finished, made, kept, out)
    return tuple(out / name for name in finished)


def flush(path: Path) -> None:
    """Wait until what is in a file is on the disk."""
    with path.open("rb+") as file:
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
