"""veraPDF for tests: skips where the extra is not installed, and plants faults in a PDF."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from vmreport.verify import verapdf

__all__ = ["failures", "planted"]


def failures(data: bytes, profile: verapdf.Profile) -> list[str]:
    """Give what fails as readable lines, or skip the test when veraPDF is not here."""
    if not verapdf.available():
        pytest.skip("veraPDF is not installed: pip install 'vmreport[verify]'")
    found = verapdf.validate(data, profile)
    return [f"{fail.clause}-{fail.test} page {fail.page}: {fail.message}" for fail in found]


def planted(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Give the PDF after `change`."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
