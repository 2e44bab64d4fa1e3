"""Libraries and system calls that raise at the n-th call of a report, in a worker or here.

A test says with VMREPORT_TEST_FAILING, as JSON, in which dossier what goes wrong when:
`{"GM8001-x": ["weasyprint writes", 3]}`; the rest is made as always.
"""

from __future__ import annotations

import errno
import importlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vmreport.batch import report
from vmreport.batch.report import WARMING, Wanted
from vmreport.errors import Problem
from vmreport.writers.ooxml.rasterise import rasterise

__all__ = [
    "EVERY",
    "FAILING",
    "MAKE",
    "MODULE",
    "PLACES",
    "WARMING",
    "Counter",
    "counted",
    "failing",
    "make",
    "moments",
]

MODULE = __name__
MAKE = f"{__name__}:make"
FAILING = "VMREPORT_TEST_FAILING"
EVERY = "VMREPORT_INJECTIONS" in os.environ

PLACES: dict[str, tuple[str, str, type[Exception]]] = {
    "weasyprint lays out": ("weasyprint.HTML", "render", RuntimeError),
    "weasyprint writes": ("weasyprint.document.Document", "write_pdf", RuntimeError),
    "pydyf adds": ("pydyf.PDF", "add_object", ValueError),
    "pydyf writes": ("pydyf.PDF", "write", RuntimeError),
    "chart drawn": ("vmreport.writers.html.blocks", "draw", ZeroDivisionError),
    "chart painted": ("vmreport.writers.pdf.pictures.ChartPicture", "draw", ZeroDivisionError),
    "chart in Word": ("vmreport.writers.docx.figures", "native_chart", ZeroDivisionError),
    "picture saved": ("PIL.Image.Image", "save", OSError),
    "font cut": ("uharfbuzz", "subset", RuntimeError),
    "zip entry": ("zipfile.ZipFile", "writestr", OSError),
    "zip closed": ("zipfile.ZipFile", "close", OSError),
    "xml written": ("lxml.etree", "tostring", ValueError),
    "template": ("jinja2.environment.Template", "render", RuntimeError),
    "file opened": ("pathlib.Path", "open", OSError),
    "file read": ("pathlib.Path", "read_bytes", OSError),
    "file put": ("pathlib.Path", "replace", OSError),
    "folder made": ("pathlib.Path", "mkdir", OSError),
    "folder removed": ("os", "rmdir", OSError),
    "flushed": ("os", "fsync", OSError),
    "moved": ("pathlib.Path", "rename", OSError),
    "hashed": ("hashlib", "file_digest", OSError),
    "line written": ("os", "write", OSError),
    "json": ("json", "dumps", ValueError),
    "process started": ("subprocess", "Popen", OSError),
}
"""What can be made to raise, by name: where it is, what it is called, and what it raises."""


@dataclass(slots=True)
class Counter:
    """How often something was called, and at which call it raises (0: never)."""

    at: int = 0
    calls: int = 0


def _owner(path: str) -> Any:
    """Give a module, or a class in one."""
    try:
        return importlib.import_module(path)
    except ModuleNotFoundError:
        module, _, name = path.rpartition(".")
        return getattr(_owner(module), name)


@contextmanager
def failing(place: str, at: int) -> Iterator[Counter]:
    """Have the call number `at` of a place raise, once; counts the calls, as in a new process."""
    rasterise.cache_clear()
    path, name, error = PLACES[place]
    owner, counter = _owner(path), Counter(at)
    original: Callable[..., Any] = getattr(owner, name)

    def called(*arguments: Any, **named: Any) -> Any:
        counter.calls += 1
        if counter.calls == counter.at:
            if issubclass(error, OSError):
                raise error(errno.EIO, "Input/output error")
            raise error("kapot")
        return original(*arguments, **named)

    setattr(owner, name, called)
    try:
        yield counter
    finally:
        setattr(owner, name, original)


@contextmanager
def counted() -> Iterator[dict[str, Counter]]:
    """Count the calls of every place."""
    with ExitStack() as stack:
        yield {place: stack.enter_context(failing(place, 0)) for place in PLACES}


def moments(calls: int) -> Iterator[int]:
    """Give at which calls it goes wrong: all, or the first, one in the middle and the last."""
    yield from range(1, calls + 1) if EVERY else sorted({1, (calls + 1) // 2, calls} - {0})


def make(
    wanted: Wanted, source: Path, target: Path, figures: Path | None = None
) -> tuple[Problem, ...]:
    """Make the documents of a dossier, with what must go wrong in it."""
    wrong = json.loads(os.environ.get(FAILING, "{}")).get(source.name)
    if not wrong:
        return report.make_report(wanted, source, target, figures)
    with failing(*wrong):
        return report.make_report(wanted, source, target, figures)
