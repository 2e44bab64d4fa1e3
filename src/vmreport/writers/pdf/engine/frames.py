"""Room for deep calls: Python's stack of frames kept in one piece while a PDF is made.

Python 3.11 and later keep the frames of calls in pieces of 16 KB, asked from the system when one is
full and given back when the call that needed it returns. Layout calls itself deep; where a busy
function happens to lie on the edge of a piece, each call of it asks and gives back: a hundred
thousand times for a report, a tenth of its time. A call whose frame is larger than half a
megabyte gets a piece of one, and what it calls uses the rest of that. The room is address space;
only what is used becomes memory.
Source: CPython, Python/pystate.c, push_chunk and _PyThreadState_PushFrame.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

__all__ = ["with_room"]

_P = ParamSpec("_P")
_T = TypeVar("_T")
_SLOTS = 66_000
"""Size of the frame in places of 8 bytes: just over the half of the megabyte it gets."""


def with_room(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Give `function` with half a megabyte for the frames of what it calls."""

    def called(*arguments: _P.args, **named: _P.kwargs) -> _T:
        return function(*arguments, **named)

    called.__code__ = called.__code__.replace(co_stacksize=_SLOTS)
    return wraps(function)(called)
