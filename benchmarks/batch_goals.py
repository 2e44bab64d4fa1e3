"""The goals of batches (P7, P8, P10) from reports made in several ways, and what to make for them.

Efficiency is the CPU of one warm process for some reports, over that of `vmreport batch` with two
workers for the same reports: supervisor, start of each worker and the look at all figures beforehand
included. The same in wall time stands beside it, for a machine that nobody else used. Of short
papers, where that look counts, also against one process that does it too: the same work.
Source: design/performance.md section 5.
"""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from batches import FULL, LETTER, QUIET, SHORT, Makes, Papers, Run, growth
from rows import Row, at_least, at_most

__all__ = ["COUNTRY", "BatchCosts", "batches", "rows"]

COUNTRY = 342
"""Municipalities in the Netherlands in 2023."""
_MANY = 64
_WARM, _WORKERS, _DASK = "one warm process", "two workers", "Dask, two threads"
_COLD, _ONE = "a command each", "one worker"
_LOOKING = "one warm process that looks first"


class BatchCosts:
    """What was measured so far."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.runs: dict[Papers, dict[str, list[Run]]] = defaultdict(lambda: defaultdict(list))
        self.pages: dict[Papers, int] = {}

    def lines(self) -> Iterator[str]:
        """Yield a table of all that was made."""
        yield "| batch | reports | CPU s each (median) | wall s | used by others | peak MB |"
        yield "|---|---|---|---|---|---|"
        for papers, pages in self.pages.items():
            name = f"{papers.name}, {pages} pages"
            for way, runs in self.runs[papers].items():
                if not runs:
                    continue
                each = statistics.median(run.each for run in runs)
                wall = ", ".join(f"{run.wall:.0f}" for run in runs)
                others = max(run.others for run in runs)
                peak = max((peak for run in runs for peak in run.peaks), default="")
                cells = f"{runs[0].reports} | {each:.2f} | {wall} | {others:.0%} | {peak}"
                yield f"| {name}, {way} | {cells} |"


def batches(
    work: Path, costs: BatchCosts, *, reports: int, short: int, letters: int, runs: int
) -> Iterator[None]:
    """Make all batches, those that are compared `runs` times; yields when there is more in `costs`.

    In turn, and the second time in the other order: what disturbs one disturbs its neighbour too.
    """
    there = (_WARM, _WORKERS, _DASK)
    turns = [way for turn in range(runs) for way in (there if turn % 2 == 0 else there[::-1])]
    plan: tuple[tuple[Papers, int, Sequence[str]], ...] = (
        (SHORT, short, (*turns, _LOOKING, _COLD)),
        (LETTER, letters, (_ONE,)),
        (FULL, reports, (*turns, _COLD)),
    )
    for papers, count, ways in plan:
        makes = Makes(work / papers.name.replace(" ", "-"), papers, count)
        for way in ways:
            run = makes.make(way)
            if papers not in costs.pages:
                costs.pages[papers] = makes.pages()
            costs.runs[papers][way].append(run)
            yield


def rows(costs: BatchCosts) -> Iterator[Row]:
    """Yield the rows of what has been measured."""
    for papers in (SHORT, FULL):
        ways = costs.runs[papers]
        count = max((run.reports for runs in ways.values() for run in runs), default=0)
        name = f"{count} x {papers.name}, {costs.pages.get(papers, 0)} pages"
        if ways[_WARM] and ways[_WORKERS]:
            yield from _efficiency(name, ways[_WARM], ways[_WORKERS])
        if ways[_LOOKING] and ways[_WORKERS]:
            found = _median(ways[_LOOKING]) / _median(ways[_WORKERS])
            what = f"{name}: the same in CPU, of a process that looks at all figures first too"
            yield at_least("P7", what, found, 0.95, len(ways[_LOOKING]))
        if ways[_WORKERS] and ways[_COLD]:
            found = _median(ways[_WORKERS]) / _median(ways[_COLD])
            what = f"{name}: CPU per report in the batch, of a command"
            yield at_most("P7", what, found, 0.85, len(ways[_WORKERS]))
        if ways[_WORKERS] and ways[_DASK]:
            yield from _dask(name, ways[_WORKERS], ways[_DASK])
    yield from _memory(costs)
    full = costs.runs[FULL]
    if full[_WARM] and full[_WORKERS] and full[_COLD]:
        warm, workers, cold = (full[way][-1] for way in (_WARM, _WORKERS, _COLD))
        yield _country(warm, workers, cold, costs.pages[FULL])


def _median(runs: Sequence[Run]) -> float:
    return statistics.median(run.each for run in runs)


def _efficiency(name: str, warm: Sequence[Run], workers: Sequence[Run]) -> Iterator[Row]:
    pairs = list(zip(warm, workers, strict=False))
    cpu = statistics.median(a.each / b.each for a, b in pairs)
    what = f"{name}: CPU of one warm process, of two workers'"
    yield at_least("P7", what, cpu, 0.95, len(pairs))
    wall = statistics.median(a.wall / (2 * b.wall) for a, b in pairs)
    what = f"{name}: the same in wall time, of two cores"
    others = max(run.others for pair in pairs for run in pair)
    if others <= QUIET:
        yield at_least("P7", what, wall, 0.95, len(pairs))
    else:
        busy = f"{wall:.3g}, while others used {others:.0%} of the machine"
        yield Row("P7", what, "at least 0.95", busy, None, len(pairs))


def _dask(name: str, workers: Sequence[Run], dask: Sequence[Run]) -> Iterator[Row]:
    pairs = list(zip(workers, dask, strict=False))
    standing = statistics.median((b.cpu - b.idle) / a.cpu for a, b in pairs)
    what = f"{name}: CPU on a Dask cluster that stands, of two workers'"
    yield at_most("P7", what, standing, 1.05, len(pairs))
    whole = statistics.median(b.cpu / a.cpu for a, b in pairs)
    what = f"{name}: the same, with the start of scheduler and Dask workers"
    yield at_most("P7", what, whole, 1.05, len(pairs))


def _memory(costs: BatchCosts) -> Iterator[Row]:
    found = [run for ways in costs.runs.values() for runs in ways.values() for run in runs]
    peaks = [peak for run in found for peak in run.peaks]
    if peaks:
        what = f"memory of a worker at most, over {len(peaks)} reports"
        batches = sum(bool(run.peaks) for run in found)
        yield at_most("P8", what, max(peaks), 300, batches, " MB")
    for run in costs.runs[LETTER][_ONE]:
        what = f"growth after the 50th of {run.reports} letters, one worker"
        grown = growth(run.peaks)
        yield Row("P8", what, "10%", f"{grown:.1%}", grown <= 0.1, 1)


def _country(warm: Run, workers: Run, cold: Run, pages: int) -> Row:
    """State what all municipalities cost; all three made the same papers.

    The floor is one municipality on a core of its own: the start of a command, and its papers.
    """
    hours = COUNTRY * workers.each / 3600
    start = max(cold.each - warm.each, 0.0)
    many = start + math.ceil(COUNTRY / _MANY) * workers.each
    clock = f" ({hours * workers.wall / workers.cpu:.2g} by the clock)"
    found = (
        f"{hours:.2g} CPU hours: {hours / 2:.2g} hours on 2 cores"
        f"{clock if workers.others <= QUIET else ''}, {many / 60:.2g} minutes on {_MANY}; "
        f"floor {cold.each:.1f} s: {start:.1f} s to start, {warm.each:.1f} s for a municipality"
    )
    what = (
        f"{COUNTRY} x (raadsrapport, raadsbrief, ten wijkprofielen; {pages} pages), PDF and Word, "
        f"from {workers.reports} measured"
    )
    return Row("P10", what, "stated", found, met=True, runs=1)
