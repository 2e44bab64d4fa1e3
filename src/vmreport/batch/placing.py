"""Puts the folder of a finished report in its place, whole or not at all, and loses nothing.

What was in the place makes way for it only when it is our own; anything else is kept aside.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from vmreport.batch.fingerprint import folder_hashes
from vmreport.publishing import UNFINISHED

__all__ = ["KEPT", "OLD", "Blocked", "place", "proven", "recover"]

KEPT = "_bewaard"
"""Folder in the output for what was in the place of a report and is not ours."""
OLD = "oud-"
"""How the folder starts in which an earlier version waits until the new one is in place."""


class Blocked(Exception):  # noqa: N818 - it is told to the advisor as a problem
    """The place of a report is taken by something that is no folder."""


def proven(target: Path, files: Mapping[str, str]) -> bool:
    """Whether a folder holds exactly these files, byte for byte."""
    return target.is_dir() and not target.is_symlink() and folder_hashes(target) == files


def place(made: Path, target: Path, ours: Iterable[Mapping[str, str]], work: Path) -> Path | None:
    """Move the folder `made` to `target`; give where something that is not ours was kept.

    `ours` holds the sets of files that we put there ourselves. `work` is a folder on the same file
    system. Raises Blocked when `target` is a link or a file, OSError when the disk refuses.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise Blocked(target.name)
    kept = None
    old = work / f"{OLD}{target.name}"
    if target.exists():
        there = folder_hashes(target)
        if there == folder_hashes(made):
            shutil.rmtree(made)
            return None
        if any(there == files for files in ours):
            target.rename(old)
        elif any(target.iterdir()):
            kept = _free(target.parent / KEPT, target.name)
            target.rename(kept)
    try:
        made.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    _flush(target.parent)
    shutil.rmtree(old, ignore_errors=True)
    return kept


def _free(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    number = 1
    while (folder / f"{name}-{number}").exists():
        number += 1
    return folder / f"{name}-{number}"


def _flush(folder: Path) -> None:
    """Put the names in a folder on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def recover(out: Path, work: Path) -> None:
    """Put back what a run in `work` had moved aside when it ended, and clean up after it."""
    for old in sorted(work.glob(f"*/{OLD}*")):
        target = out / old.name.removeprefix(OLD)
        if not target.exists():
            old.rename(target)
    for left in (*work.iterdir(), *out.glob(f"{UNFINISHED}*")):
        shutil.rmtree(left, ignore_errors=True)
