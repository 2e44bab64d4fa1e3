"""Any string as Markdown that reads back as exactly that string."""

from __future__ import annotations

import re

__all__ = ["escape_markdown"]

_NEWLINES = re.compile(r"[ \t]*(?:\r\n|[\n\r\v\f\x85\u2028\u2029])\s*")


def escape_markdown(text: str) -> str:
    """Give `text` such that the reader gives the same literal words back.

    For one run of text inside a paragraph, heading, list item or table cell: line ends become a
    space. Characters that could mean something become numeric character references.
    """
    line = _NEWLINES.sub(" ", text)
    last = len(line) - 1
    only_digits = line.isascii() and line.isdigit()
    return "".join(
        f"&#{ord(char)};" if _means_something(char, index in (0, last), only_digits) else char
        for index, char in enumerate(line)
    )


def _means_something(char: str, at_edge: bool, only_digits: bool) -> bool:
    if char == " ":
        return at_edge
    if char.isspace() or "\ue000" <= char <= "\uf8ff":
        return True
    if only_digits:
        return at_edge
    return char.isascii() and not char.isalnum()
