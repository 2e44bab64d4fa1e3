"""`python -m support.batch_main FOLDER OUT [--resume]`: a batch of quick tasks, to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from support.batch_runs import run
from vmreport.batch.plan import Report
from vmreport.stopping import Terminated, listen


def main() -> int:
    listen()
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    found = sorted(path for path in folder.iterdir() if path.is_dir())
    reports = [Report(path.name, path) for path in found]
    try:
        result = run(reports, out, resume="--resume" in sys.argv)
    except KeyboardInterrupt:
        return 130
    except Terminated:
        return 143
    return 0 if result.complete else 5


if __name__ == "__main__":
    sys.exit(main())
