"""Where the shared reference data are; tests that need them skip with a reason when absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

root = Path(
    os.environ.get("VMREPORT_SHARED", Path(__file__).resolve().parents[2].parent / "shared")
)


def shared_data(*parts: str) -> Path:
    """Give a file of the shared reference data, or skip the test."""
    path = root.joinpath("data", *parts)
    if not path.exists():
        pytest.skip(f"gedeelde gegevens ontbreken: {'/'.join(parts)}")
    return path
