"""Python's garbage collector held back while much is made that stays.

Looking through hundreds of thousands of objects for garbage, again and again, finds next to
nothing: it is a tenth of making a PDF, and a quarter of reading a big table.
Source: design/performance.md section 2.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_held"]


@contextmanager
def collector_held() -> Iterator[None]:
    """Collect no cyclic garbage inside the block; the first allocations behind it do."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
