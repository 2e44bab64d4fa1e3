"""Small values that go to another process by the thousand.

Python pickles a dataclass with slots field by field, in Python: three times as slow.
"""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

__all__ = ["pickled_by_values"]

_Class = TypeVar("_Class", bound=type[Any])


def pickled_by_values(cls: _Class) -> _Class:
    """Have objects of a dataclass pickled as a call with their values; it has two or more fields.

    For classes that take every field when they are made, and check nothing.
    """
    values = attrgetter(*(field.name for field in fields(cls)))

    def reduced(self: Any) -> tuple[type[Any], tuple[Any, ...]]:
        return type(self), values(self)

    cls.__reduce__ = reduced  # type: ignore[assignment]
    return cls
