"""A batch for a whole made-up country: how long, how much memory, and what 342 would cost.

`make batch-342`: letters by all processors, then by one worker, whose memory may not grow.
`--papers short` or `council` makes more of each municipality; `--compare` makes the same reports in
every way that there is. CPU counts: on a busy machine wall time is noise.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
from dataclasses import asdict
from pathlib import Path

from batches import FULL, LETTER, ROOT, SHORT, WAYS, Makes, Run, growth

_PAPERS = {"letter": LETTER, "short": SHORT, "council": FULL}
_COUNTRY = 342


def main() -> None:
    """Make the country and print what it cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=_COUNTRY)
    parser.add_argument("--papers", choices=_PAPERS, default="letter")
    parser.add_argument("--compare", action="store_true", help="in every way that there is")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "batch-342")
    options = parser.parse_args()
    shutil.rmtree(options.out, ignore_errors=True)
    makes = Makes(options.out, _PAPERS[options.papers], options.count)
    runs = {way: makes.make(way) for way in (WAYS if options.compare else _ALWAYS)}
    report = {
        "interpreter": f"{platform.python_implementation()} {platform.python_version()}",
        "processors": os.cpu_count(),
        "bytes": sum(file.stat().st_size for file in makes.out.rglob("*") if file.is_file()),
        "runs": {way: asdict(run) for way, run in runs.items()},
    }
    path = options.out / "batch.json"
    path.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(f"written: {path}")
    print("; ".join(_summary(way, run) for way, run in runs.items()))


_ALWAYS = ("all processors", "one worker")


def _summary(way: str, run: Run) -> str:
    """Give in one line what it took and what that says."""
    said = f"{way}: {run.reports} reports in {run.wall:.0f} s, {run.each:.2f} CPU s each"
    if run.peaks:
        said += f", at most {max(run.peaks)} MB a worker"
        said += f", {growth(run.peaks):+.1%} after the 50th" if len(run.peaks) > 50 else ""
    return f"{said}, {_COUNTRY * run.each / 3600:.2g} CPU hours for {_COUNTRY}"


if __name__ == "__main__":
    main()
