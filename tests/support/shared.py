"""Where the shared reference files are; tests that need them skip when they are not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_ROOT = Path(
    os.environ.get("VMREPORT_SHARED", Path(__file__).resolve().parents[2].parent / "shared")
)


def shared_data(*parts: str) -> Path:
    """Give a path under `shared/data`, or skip the test with the reason."""
    path = _ROOT.joinpath("data", *parts)
    if not path.exists():
        pytest.skip(f"shared reference file not present: {'/'.join(parts)}")
    return path
