"""Words that were typed in Word as Markdown that reads back as those words, and stays readable.

Unlike `escaping`, which is for data in templates, this leaves alone what means nothing here: the
lint and the messages look at the same Markdown. Some syntax is meant where it stands: placeholders,
`<!-- ok: ... -->`, and `[words]{lang=en}`.
"""

from __future__ import annotations

import re

__all__ = ["MEANT", "escape_line_start", "escape_words"]

MEANT = re.compile(r"\{\{[^\n]*?\}\}|<!--\s*ok:.*?-->|\](?=\{\s*lang=)|\{\s*lang=[^{}\n]*\}")
"""Syntax that stays as typed; the opening bracket of `[words]{lang=en}` is found by its end."""
_ENTITY = re.compile(r"&(?=#|[A-Za-z][A-Za-z0-9]*;)")
_ALWAYS = re.compile(r"[\\*`<|]|~(?=~)|(?<=~)~|(?<![^\W_])_|_(?![^\W_])|\](?=\()|\^(?=\[)|\[(?=\^)")
_LOOSE_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_LINE_START = re.compile(
    r"(?P<sign>[#>+=-])|(?P<digits>[0-9]{1,9})(?P<dot>[.)])(?=\s|$)|(?P<definition>\[[^\]^\n]+\]:\s)"
)


def escape_words(text: str, *, in_brackets: bool = False) -> str:
    """Give literal words for a place inside a line; `in_brackets` for a link or a note."""
    escaped = _ENTITY.sub(r"\\&", _ALWAYS.sub(_backslashed, text))
    return _LOOSE_BRACKET.sub(_backslashed, escaped) if in_brackets else escaped


def _backslashed(match: re.Match[str]) -> str:
    return f"\\{match.group()}"


def escape_line_start(markdown: str) -> str:
    """Give a line that starts no heading, list, quote or rule, whatever it begins with."""
    match = _LINE_START.match(markdown)
    if match is None:
        return markdown
    if match["digits"]:
        return f"{match['digits']}\\{markdown[match.start('dot') :]}"
    return f"\\{markdown}"
