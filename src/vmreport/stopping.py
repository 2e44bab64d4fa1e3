"""Ends a program at SIGINT or SIGTERM, also when a library swallows what the signal raised.

Layout libraries have places where every exception is dropped; the wish to stop is kept here and
asked for again at the next step. Source: risks D10.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

__all__ = ["Terminated", "held", "listen", "stoppable"]


class Terminated(Exception):  # noqa: N818 - a signal, not an error
    """SIGTERM arrived."""


class _Interrupted(KeyboardInterrupt):
    """SIGINT arrived.

    A class of our own: when a plain KeyboardInterrupt passes through an `exec` of text, as where
    dataclasses are made, Python ends itself by the signal afterwards, although it was handled.
    """


_asked: list[type[BaseException]] = []


def _on_term(_signum: int, _frame: FrameType | None) -> NoReturn:
    _asked.append(Terminated)
    raise Terminated


def _on_interrupt(_signum: int, _frame: FrameType | None) -> NoReturn:
    _asked.append(_Interrupted)
    raise _Interrupted


def _quiet(unraisable: sys.UnraisableHookArgs) -> None:
    """Say nothing of a wish to stop that arrived where nothing can be raised."""
    if not isinstance(unraisable.exc_value, (Terminated, KeyboardInterrupt)):
        sys.__unraisablehook__(unraisable)


def listen() -> None:
    """Take over both signals; call once at the start of a program."""
    _asked.clear()
    signal.signal(signal.SIGTERM, _on_term)
    signal.signal(signal.SIGINT, _on_interrupt)
    sys.unraisablehook = _quiet


def stoppable(show: Callable[[int, int, str], None]) -> Callable[[int, int, str], None]:
    """Give the progress function `show`, that first ends the work when a wish to stop was lost."""

    def checked(done: int, total: int, step: str) -> None:
        if _asked:
            raise _asked[0]
        show(done, total, step)

    return checked


@contextmanager
def held() -> Iterator[Callable[[], bool]]:
    """Hold both signals back; gives whether one has come, and raises for it at the end.

    For work that must not be broken off just anywhere. Outside the main thread nothing is held.
    """
    asked: list[type[BaseException]] = []
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    kinds = {signal.SIGINT: _Interrupted, signal.SIGTERM: Terminated}
    before = {number: signal.getsignal(number) for number in kinds}
    for number, kind in kinds.items():
        signal.signal(number, lambda *_, kind=kind: asked.append(kind))
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if asked:
        raise asked[0]
