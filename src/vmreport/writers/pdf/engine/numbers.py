"""Things of a PDF as bytes, the usual ones first.

Stands in for `_to_bytes` of pydyf, the library that writes WeasyPrint's PDF. Private API, see
`hooks`; what it does not know goes to the original.
"""

from __future__ import annotations

from typing import Any

import pydyf

__all__ = ["to_bytes"]

_to_bytes: Any = pydyf._to_bytes  # noqa: SLF001 - replaced, see `hooks`


def to_bytes(item: Any) -> bytes:
    """Stand in for `_to_bytes`."""
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return] # its kind has just been looked at
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return] # as above
    if kind is int:
        return b"%d" % item
    if kind is float:
        if item.is_integer():
            return b"%d" % int(item)
        return f"{item:f}".rstrip("0").encode("ascii")
    return _to_bytes(item)  # type: ignore[no-any-return] # pydyf has no types
