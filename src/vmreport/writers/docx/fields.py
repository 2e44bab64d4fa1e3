"""Fields that Word can recompute, with their result filled in, and bookmarks they point to.

Results are always present and never marked dirty, so Word does not ask to update on opening.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from vmreport.writers.docx.wml import PLAIN, Element, RunLook, qn, run, text_runs, w

__all__ = ["Bookmarks", "computed_field", "field_begin", "field_end", "internal_link"]

_NAME_LIMIT = 40
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def field_begin(instruction: str, look: RunLook = PLAIN) -> list[Element]:
    """Give the runs up to the result of a field."""
    code = w("instrText")
    code.text = f" {instruction} "
    code.set(_XML_SPACE, "preserve")
    return [
        run(look, w("fldChar", fldCharType="begin")),
        run(look, code),
        run(look, w("fldChar", fldCharType="separate")),
    ]


def field_end(look: RunLook = PLAIN) -> list[Element]:
    """Give the run that ends a field."""
    return [run(look, w("fldChar", fldCharType="end"))]


def computed_field(instruction: str, result: str, look: RunLook = PLAIN) -> list[Element]:
    """Give a whole field with its result."""
    return [*field_begin(instruction, look), *text_runs(result, look), *field_end(look)]


def internal_link(bookmark: str, content: Iterable[Element]) -> Element:
    """Give a link to a place in the document."""
    return w("hyperlink", *content, anchor=bookmark, history=1)


@dataclass(slots=True)
class Bookmarks:
    """Hands out Word's bookmark names for anchors, and ids, both unique in the document.

    A name is letters, digits and underscores, starts with a letter, has at most 40 characters,
    and differs from the others in more than capitals.
    """

    _names: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _count: int = 0

    def name(self, anchor: str) -> str:
        """Give the bookmark name of an anchor."""
        if anchor not in self._names:
            plain = unicodedata.normalize("NFKD", anchor).encode("ascii", "ignore").decode()
            base = re.sub(r"\W+", "_", plain).strip("_")
            if not base or not base[0].isalpha():
                base = f"p_{base}"
            name, attempt = base[:_NAME_LIMIT], 1
            while name.casefold() in self._taken:
                attempt += 1
                ending = f"_{attempt}"
                name = base[: _NAME_LIMIT - len(ending)] + ending
            self._taken.add(name.casefold())
            self._names[anchor] = name
        return self._names[anchor]

    def pair(self, anchor: str) -> tuple[Element, Element]:
        """Give the start and the end of the bookmark of an anchor."""
        self._count += 1
        return (
            w("bookmarkStart", id=self._count, name=self.name(anchor)),
            w("bookmarkEnd", id=self._count),
        )

    def around(self, anchor: str, content: Iterable[Element]) -> list[Element]:
        """Give `content` with the bookmark of an anchor around it."""
        start, end = self.pair(anchor)
        return [start, *content, end]


def starts_with_properties(paragraph: Element) -> bool:
    """Whether a paragraph opens with its properties."""
    return len(paragraph) > 0 and paragraph[0].tag == qn("w:pPr")
