"""Reference files that are not part of the project: tests that need them skip where they are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

__all__ = ["shared_data"]


def shared_data(*parts: str) -> Path:
    """Give a file of the shared data folder, or skip the test with the reason."""
    root = Path(
        os.environ.get("VMREPORT_SHARED", Path(__file__).resolve().parents[2].parent / "shared")
    )
    path = root.joinpath("data", *parts)
    if not path.exists():
        pytest.skip(f"shared reference data not here: {'/'.join(parts)}")
    return path
