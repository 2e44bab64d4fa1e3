"""What may differ between two machines or two moments, and processes that run in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import vmreport

__all__ = ["PLAIN", "Surroundings", "jumping_clock", "latin_locale", "run"]

HOSTILE = """
font.family: cursive
text.usetex: True
lines.linewidth: 40
svg.fonttype: path
svg.hashsalt: other
savefig.bbox: tight
axes.unicode_minus: False
"""
_CLOCK = """
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
static long jumped(long seconds) {
    static unsigned long calls;
    static const long years[] = {0, 37, -40, 12, -3, 70};
    return seconds + years[__sync_fetch_and_add(&calls, 1) % 6] * 31557600L;
}
int clock_gettime(clockid_t which, struct timespec *now) {
    int code = syscall(SYS_clock_gettime, which, now);
    if (code == 0 && which == CLOCK_REALTIME) now->tv_sec = jumped(now->tv_sec);
    return code;
}
int gettimeofday(struct timeval *now, void *zone) {
    struct timespec exact;
    int code = clock_gettime(CLOCK_REALTIME, &exact);
    now->tv_sec = exact.tv_sec;
    now->tv_usec = exact.tv_nsec / 1000;
    return code;
}
time_t time(time_t *place) {
    struct timespec exact;
    clock_gettime(CLOCK_REALTIME, &exact);
    if (place) *place = exact.tv_sec;
    return exact.tv_sec;
}
"""
"""A clock that jumps tens of years back and forth at every look; what only counts on stays."""


@dataclass(frozen=True)
class Surroundings:
    """What may differ between two machines."""

    zone: str
    seed: str
    locale: str
    hostile: bool = False
    more: dict[str, str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        zone = self.zone.rpartition("/")[2]
        return "-".join((zone, self.seed, self.locale, *(["matplotlibrc"] if self.hostile else [])))

    def environment(self, home: Path) -> dict[str, str]:
        """Give the environment of a process in these surroundings."""
        source, tests = Path(vmreport.__file__).parents[1], Path(__file__).parents[1]
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        return {
            **kept,
            "HOME": str(home),
            "PYTHONPATH": os.pathsep.join((str(source), str(tests))),
            "TZ": self.zone,
            "PYTHONHASHSEED": self.seed,
            "LC_ALL": self.locale,
            **self.more,
        }


PLAIN = Surroundings("UTC", "1", "C.UTF-8")


def run(
    folder: Path, surroundings: Surroundings, *arguments: str, before: tuple[str, ...] = ()
) -> str:
    """Run Python in a new folder in these surroundings; give what it printed."""
    folder.mkdir()
    if surroundings.hostile:
        (folder / "matplotlibrc").write_text(HOSTILE)
    done = subprocess.run(
        [*before, sys.executable, *arguments],
        cwd=folder,
        env=surroundings.environment(folder),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def jumping_clock(folder: Path) -> Path:
    """Give a library that makes the clock jump for whatever is loaded with it; may skip."""
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("there is no C compiler to make a clock that jumps")
    source, library = folder / "clock.c", folder / "clock.so"
    source.write_text(_CLOCK)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source], check=True)
    return library


def latin_locale(folder: Path) -> Surroundings:
    """Give Dutch surroundings without UTF-8; may skip."""
    name = "nl_NL.ISO-8859-1"
    definer = shutil.which("localedef")
    if definer is None:
        pytest.skip("there is no localedef to make a locale with")
    made = subprocess.run(
        [definer, "-i", "nl_NL", "-f", "ISO-8859-1", folder / name],
        capture_output=True,
        check=False,
    )
    if not (folder / name / "LC_CTYPE").is_file():
        pytest.skip(f"localedef cannot make {name}: {made.stderr.decode(errors='replace')}")
    return Surroundings("Europe/Amsterdam", "5", name, more={"LOCPATH": str(folder)})
