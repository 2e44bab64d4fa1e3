"""What the reader carries along: where the text stands, who wrote it, where to report."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from vmreport.document.blocks import Numbering, Origin
from vmreport.errors import Place, Problems
from vmreport.markup.tokens import Tokens

__all__ = ["Context", "slug"]

_MAX_SLUG = 60
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Context:
    """One reading of one text."""

    file: str
    first_line: int
    problems: Problems
    origin: Origin
    tokens: Tokens
    heading_offset: int = 0
    anchor_prefix: str = ""
    numbering: Numbering = Numbering.NONE
    lines: tuple[str, ...] = ()
    """The lines of the text, for what the parser does not keep."""
    places: tuple[Place, ...] = ()
    """Where each line stands, when the file is no Markdown."""
    _anchors: dict[str, int] = field(default_factory=dict)

    @property
    def is_advisor(self) -> bool:
        """Whether the narrower rules for advisor text hold."""
        return self.origin is Origin.ADVISOR

    def place(self, line: int) -> Place:
        """Give the place of a 0-based line of the text."""
        if self.places:
            return self.places[min(line, len(self.places) - 1)]
        return Place(self.file, row=self.first_line + line)

    def report(self, code: str, line: int, what: str, hint: str) -> None:
        """Report something wrong on a 0-based line of the text."""
        self.problems.problem(code, self.place(line), what, hint)

    def notice(self, code: str, line: int, what: str, hint: str) -> None:
        """Report something worth knowing on a 0-based line of the text."""
        self.problems.notice(code, self.place(line), what, hint)

    def anchor(self, words: str) -> str:
        """Give an anchor made from `words` that this text did not use before."""
        wanted = f"{self.anchor_prefix}{slug(words)}"
        count = self._anchors.get(wanted, 0) + 1
        self._anchors[wanted] = count
        return wanted if count == 1 else self.anchor(f"{words} {count}")


def slug(words: str) -> str:
    """Give `words` as lower case ASCII letters, digits and hyphens; `deel` when nothing is left."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", plain)[:_MAX_SLUG].strip("-") or "deel"
