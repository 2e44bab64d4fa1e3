"""Python's garbage collector held back while a PDF is made.

A page is hundreds of thousands of objects that all live until the file is written; looking through
them for garbage again and again is a tenth of the work and finds next to nothing.
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
