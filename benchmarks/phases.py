"""Time and peak memory of each phase of a build, for the shipped samples.

`make bench`. Time and memory come from separate processes: measuring one would spoil the other.
Peak memory is that of the whole process during the phase, so it includes what was loaded before.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PHASES = ("read", "analyse", "compose", "charts", "pdf", "docx", "html")
RUNS = 3
"""Times each sample is built; the fastest counts, as the least disturbed."""
_CLEAR = Path("/proc/self/clear_refs")
_STATUS = Path("/proc/self/status")


def reset_peak() -> None:
    """Let the peak of the process start anew, where the system can."""
    try:
        _CLEAR.write_text("5", encoding="ascii")
    except OSError:
        return


def peak_megabytes() -> float:
    """Give the most memory the process had since the last reset (or at all)."""
    try:
        status = _STATUS.read_text(encoding="ascii")
        kilobytes = next(line.split()[1] for line in status.splitlines() if line[:6] == "VmHWM:")
        return int(kilobytes) / 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@dataclass
class Meter:
    """Adds up what phases took; a phase inside another counts for itself only."""

    memory: bool
    seconds: dict[str, float] = field(default_factory=dict)
    megabytes: dict[str, float] = field(default_factory=dict)
    _inside: list[float] = field(default_factory=list)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Measure what happens in the `with` block."""
        if self.memory and not self._inside:
            reset_peak()
        begin = time.perf_counter()
        self._inside.append(0.0)
        try:
            yield
        finally:
            took = time.perf_counter() - begin
            own = took - self._inside.pop()
            if self._inside:
                self._inside[-1] += took
            self.seconds[name] = self.seconds.get(name, 0.0) + own
            if self.memory:
                self.megabytes[name] = max(self.megabytes.get(name, 0.0), peak_megabytes())

    def watch(self, owner: Any, function: str, name: str) -> None:
        """Measure every call of a function of a module or class as a phase."""
        original: Callable[..., Any] = getattr(owner, function)

        def measured(*arguments: Any, **named: Any) -> Any:
            with self.phase(name):
                return original(*arguments, **named)

        setattr(owner, function, measured)


def build(sample: str, meter: Meter) -> dict[str, int]:
    """Build a sample once, measuring; give the size of each file."""
    from vmreport import pipeline
    from vmreport.assets import data_root
    from vmreport.charts.canvas import Drawing
    from vmreport.errors import Problems
    from vmreport.loading import load
    from vmreport.writers.docx import figures, write_docx
    from vmreport.writers.html import blocks, write_html
    from vmreport.writers.pdf.writer import write_pdf

    meter.watch(sys.modules["vmreport.analysis.analyse"], "analyse", "analyse")
    for module in (figures, blocks):
        meter.watch(module, "draw", "charts")
    for method in ("svg", "svg_outlined", "png"):
        meter.watch(Drawing, method, "charts")
    problems = Problems()
    with meter.phase("read"):
        loaded = load(data_root() / "samples" / sample, problems)
    problems.raise_if_blocking()
    assert loaded is not None  # noqa: S101 - raise_if_blocking has spoken otherwise
    with meter.phase("compose"):
        (job,) = pipeline._wanted(loaded, ("raadsrapport",), problems)  # noqa: SLF001
        document = pipeline._document(loaded, job)  # noqa: SLF001
        style = pipeline._house_style(loaded.dossier, problems)  # noqa: SLF001
    assert style is not None  # noqa: S101 - as above
    with meter.phase("pdf"):
        pdf = write_pdf(document, style)
    with meter.phase("docx"):
        docx = write_docx(document, style, pages=pdf.pages)
    with meter.phase("html"):
        html = write_html(document, style)
    return {"pdf": len(pdf.data), "docx": len(docx), "html": len(html), "pages": pdf.page_count}


def measure(sample: str, *, memory: bool) -> dict[str, Any]:
    """Measure one build in this process."""
    import vmreport.analysis.analyse
    import vmreport.pipeline  # noqa: F401 - what a command has loaded before it reads

    meter = Meter(memory)
    sizes = build(sample, meter)
    return {"seconds": meter.seconds, "megabytes": meter.megabytes, "bytes": sizes}


def in_process(sample: str, *, memory: bool) -> dict[str, Any]:
    """Measure one build in a process of its own."""
    mode = ["--memory"] if memory else []
    command = [sys.executable, __file__, "--measure", sample, *mode]
    source = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": source}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def fastest(sample: str) -> dict[str, Any]:
    """Give the least seconds of each phase over several builds, and the memory of one."""
    runs = [in_process(sample, memory=False) for _ in range(RUNS)]
    remembered = in_process(sample, memory=True)
    return {
        "seconds": {name: min(run["seconds"][name] for run in runs) for name in PHASES},
        "megabytes": remembered["megabytes"],
        "bytes": remembered["bytes"],
    }


def table(results: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Give the lines of the table."""
    yield f"{'phase':<10}" + "".join(f"{sample:>24}" for sample in results)
    for name in PHASES:
        cells = [
            f"{r['seconds'][name]:9.2f} s {r['megabytes'][name]:8.0f} MB" for r in results.values()
        ]
        yield f"{name:<10}" + "".join(f"{cell:>24}" for cell in cells)
    totals = [
        f"{sum(r['seconds'].values()):9.2f} s {max(r['megabytes'].values()):8.0f} MB"
        for r in results.values()
    ]
    yield f"{'all':<10}" + "".join(f"{cell:>24}" for cell in totals)
    pages = [f"{r['bytes']['pages']} pages" for r in results.values()]
    yield f"{'':<10}" + "".join(f"{cell:>24}" for cell in pages)


def interpreter() -> str:
    """Give with what the figures were measured."""
    return f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the samples, print a table, and write the same as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "phases.json")
    parser.add_argument("--measure", metavar="SAMPLE", help=argparse.SUPPRESS)
    parser.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.measure:
        print(json.dumps(measure(options.measure, memory=options.memory)))
        return
    from vmreport.pipeline import sample_names

    results = {sample: fastest(sample) for sample in sample_names()}
    print(interpreter())
    print("\n".join(table(results)))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    report = {"interpreter": interpreter(), "runs": RUNS, "samples": results}
    options.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(f"written: {options.out}")


if __name__ == "__main__":
    main()
