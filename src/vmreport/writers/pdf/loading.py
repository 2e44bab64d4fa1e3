"""Loads WeasyPrint at half the price: a quarter of a second in every process that makes a PDF.

On Linux WeasyPrint has Python look for each library under the names of every system; for each
name that does not exist Python asks the compiler and the linker. Where all libraries open under
their own names that search has nothing to find, and is left out. The cutting of fonts in Python,
which WeasyPrint does only where HarfBuzz is missing, is loaded when it is used.
Proposed to WeasyPrint: docs/upstream/weasyprint-imports.md.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any

__all__ = ["LIBRARIES", "load_weasyprint"]

LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)
"""What WeasyPrint opens on Linux, under the last of the names that it tries there."""
_CUTTING = "fontTools.subset"
_VARIABLE = "fontTools.varLib.instancer"


def load_weasyprint() -> None:
    """Import WeasyPrint; does nothing when that has been done."""
    if "weasyprint" in sys.modules:
        return
    with ExitStack() as stack:
        if sys.platform == "linux" and _all_open():
            stack.enter_context(_no_search())
        stack.enter_context(_fonts_later())
        importlib.import_module("weasyprint")


def _all_open() -> bool:
    try:
        for name in LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


@contextmanager
def _no_search() -> Iterator[None]:
    """Let nothing be found by searching: only the names that open as they are."""
    search = ctypes.util.find_library
    ctypes.util.find_library = _nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _nothing(name: str) -> str | None:
    del name
    return None


@contextmanager
def _fonts_later() -> Iterator[None]:
    """Have what is imported inside the block get stand-ins that load the real thing when used."""
    if _CUTTING not in sys.modules:
        _load_later(_CUTTING)
    if _VARIABLE in sys.modules:
        yield
        return
    sys.modules[_VARIABLE] = stand_in = ModuleType(_VARIABLE)
    vars(stand_in)["instantiateVariableFont"] = _instantiate
    try:
        yield
    finally:
        del sys.modules[_VARIABLE]


def _load_later(name: str) -> None:
    """Put a module in its place that loads itself when something of it is asked."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        return
    loader = spec.loader = importlib.util.LazyLoader(spec.loader)
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    parent, _, own = name.rpartition(".")
    setattr(sys.modules[parent], own, module)  # else the import system looks into the module


def _instantiate(*arguments: Any, **named: Any) -> Any:
    """Stand in for `instantiateVariableFont`."""
    return importlib.import_module(_VARIABLE).instantiateVariableFont(*arguments, **named)
