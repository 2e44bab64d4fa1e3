"""Quick task functions for the batch: what a report is to the supervisor, without a report.

A dossier of these tests holds dossier.toml with a canary, and sometimes `kwaal.txt` with what must
go wrong: a word, and how often (a count is kept in the file that follows).
"""

from __future__ import annotations

import errno
import hashlib
import os
import random
import signal
import time
from pathlib import Path

from vmreport.batch.report import Wanted
from vmreport.errors import EnvironmentFault, InputError, Place, Problem

MODULE = __name__
MAKE = f"{__name__}:make"
READ = f"{__name__}:read"


def read(_payload: object, source: Path, target: Path, kept: Path | None = None) -> str:
    """Give the canary of a dossier, and keep it; `lees-` before a fault makes it go wrong here."""
    _go_wrong(source, target, "lees-")
    canary = (source / "dossier.toml").read_text("utf-8")
    if kept:
        kept.write_text(canary, "utf-8")
    return canary.strip()


def make(
    payload: Wanted, source: Path, target: Path, kept: Path | None = None
) -> tuple[Problem, ...]:
    """Write two files that follow from the dossier, slowly and in pieces.

    They follow from what was kept, which stands in front, when that is there.
    """
    canary = (source / "dossier.toml").read_text("utf-8")
    _go_wrong(source, target)
    if kept and kept.exists() and (was := kept.read_text("utf-8")) != canary:
        canary = f"{was}{canary}"
    hidden = "".join(code for _, code, _ in payload.also_hide)
    for name, data in made_of(canary + hidden).items():
        with (target / name).open("wb") as file:
            for start in range(0, len(data), 4096):
                file.write(data[start : start + 4096])
                file.flush()
                time.sleep(random.random() / 100)  # noqa: S311 - so that moments differ
    return (Problem("W999", Place("dossier.toml"), f"gezien: {canary.strip()}", "niets"),)


def made_of(canary: str) -> dict[str, bytes]:
    """Give the files that belong to a dossier."""
    seed = hashlib.sha256(canary.encode()).digest()
    text = "".join(f"{number} {canary.strip()}\n" for number in range(400))
    return {"rapport.txt": text.encode(), "rapport.bin": seed * 500}


def _go_wrong(source: Path, target: Path, when: str = "") -> None:
    fault = source / "kwaal.txt"
    if not fault.exists():
        return
    word, times, counter = fault.read_text("utf-8").split("|")
    if word.startswith("lees-") != bool(when):
        return
    word = word.removeprefix("lees-")
    seen = Path(counter)
    count = len(seen.read_bytes()) if seen.exists() else 0
    if count >= int(times):
        return
    seen.write_bytes(b"x" * (count + 1))
    if target.exists():
        (target / "half.pdf").write_bytes(b"%PDF half")
    FAULTS[word](source)


def _kill(_source: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _segfault(_source: Path) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _stop(_source: Path) -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def _hang(_source: Path) -> None:
    time.sleep(3600)


def _sudden_memory(_source: Path) -> None:
    bytearray(4_000_000_000)


def _growing_memory(_source: Path) -> None:
    hog = []
    for _ in range(4000):
        hog.append(b"x" * (4_000_000 + len(hog)))
        time.sleep(0.002)


def _exit(_source: Path) -> None:
    os._exit(0)


def _raise(_source: Path) -> None:
    raise ZeroDivisionError("onverwacht")


def _no_room(_source: Path) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _no_fonts(_source: Path) -> None:
    raise EnvironmentFault("er zijn geen letters")


def _wrong_input(_source: Path) -> None:
    place = Place("indicatoren.csv", row=3)
    problems = [Problem("E299", place, "dit is fout", "herstel het")]
    raise InputError(problems)


def _change_input(source: Path) -> None:
    (source / "dossier.toml").write_text("veranderd\n", "utf-8")


def _limit_files(_source: Path) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


FAULTS = {
    "slow": lambda _: time.sleep(1),
    "kill": _kill,
    "segfault": _segfault,
    "stop": _stop,
    "hang": _hang,
    "sudden-memory": _sudden_memory,
    "growing-memory": _growing_memory,
    "exit": _exit,
    "raise": _raise,
    "no-room": _no_room,
    "no-fonts": _no_fonts,
    "input": _wrong_input,
    "change": _change_input,
    "file-size": _limit_files,
}
