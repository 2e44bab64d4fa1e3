"""What a batch did, as lines of JSON that are only ever added, each on disk before work goes on.

A line that is torn (the machine stopped while it was written) or damaged counts as not written:
then a report is made once more, which gives the same bytes. Source: risks E3, F01.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

__all__ = ["Entry", "History", "Journal"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A report that was made: from what, and what is in its folder."""

    input: str
    files: Mapping[str, str]
    notices: tuple[Mapping[str, Any], ...]


@dataclass(slots=True)
class History:
    """What a journal says."""

    made: dict[str, Entry] = field(default_factory=dict)
    """The newest entry of each report."""
    placed: dict[str, list[Mapping[str, str]]] = field(default_factory=dict)
    """Every set of files that a report ever had."""
    hidden: tuple[str, Mapping[str, Any]] | None = None
    """For which set of figures it was decided what stays hidden, and what."""
    damaged: int = 0
    """Lines that could not be read, a torn last one not counted."""


class Journal:
    """The journal of one output folder, open to add to."""

    def __init__(self, path: Path) -> None:
        """Open it; a torn last line is closed off, so that the next line stands by itself."""
        self.history = _read(path)
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        data = path.read_bytes()
        if data and not data.endswith(b"\n"):
            self._write(b"\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._file)

    def add(self, event: str, **said: object) -> None:
        """Write a line and wait until it is on disk; raises OSError when that cannot be done."""
        line = json.dumps({"event": event, **said}, ensure_ascii=False, separators=(",", ":"))
        self._write(line.encode("utf-8", "backslashreplace") + b"\n")
        _take(self.history, {"event": event, **said})

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._file, data) :]
        os.fsync(self._file)


def _read(path: Path) -> History:
    history = History()
    if not path.exists():
        return history
    lines = path.read_bytes().split(b"\n")
    for line in lines[:-1]:
        if not line:
            continue
        try:
            _take(history, json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError):
            history.damaged += 1
    return history


def _take(history: History, said: Mapping[str, Any]) -> None:
    """Add what one line says; raises when it is not a line of ours."""
    if said["event"] == "made":
        key, files = str(said["report"]), _hashes(said["files"])
        entry = Entry(str(said["input"]), files, tuple(dict(item) for item in said["notices"]))
        history.made[key] = entry
        history.placed.setdefault(key, []).append(files)
    elif said["event"] == "hidden":
        history.hidden = (str(said["set"]), dict(said["cells"]))


def _hashes(files: Mapping[str, Any]) -> dict[str, str]:
    return dict(_pairs(files))


def _pairs(files: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in files.items():
        yield str(name), str(value)
