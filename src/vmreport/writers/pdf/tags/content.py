"""The marked content of one painted page: what WeasyPrint marked, and what becomes of it.

The only file that knows how the content stream is laid out. Private WeasyPrint API, see `hook`.
Source: design/accessibility.md sections 4.2 and 4.3 step 7.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pydyf

from vmreport.errors import WriterError

__all__ = ["PageContent"]

_BEGIN = b"BDC"
_NAMES = ("/Span", "/Figure")


class PageContent:
    """A painted page with its marked content by box."""

    def __init__(self, number: int, page: Any, stream: Any, dictionary: Any) -> None:
        """Take over what WeasyPrint marked; raises WriterError when the stream is not as agreed.

        `number` is 0-based, `dictionary` the page object of the PDF.
        """
        self.number = number
        self.page_box = page._page_box  # noqa: SLF001 - see hook
        self.height = float(page.height)
        self._dictionary = dictionary
        self._stream = stream.stream
        marks: dict[Any, dict[str, Any]] = stream._tags  # noqa: SLF001 - see hook
        self._numbers = {box: mark["mcid"] for box, mark in marks.items()}
        self._places = self._find()
        if dictionary.get("StructParents") != number:
            raise WriterError(f"PDF, page {number + 1}: the page object has another form")
        marks.clear()

    def _find(self) -> list[int]:
        """Give where each piece begins: the index of `BDC`, by MCID.

        Each must be a name, a dictionary with its MCID alone, and `BDC`. Content that went into a
        form XObject (opacity) is not there, and would be neither tagged nor an artifact.
        """
        places: list[int] = []
        at = -1
        stream = self._stream
        try:
            while True:
                at = stream.index(_BEGIN, at + 1)
                if stream[at - 2] not in _NAMES or dict(stream[at - 1]) != {"MCID": len(places)}:
                    raise WriterError(
                        f"PDF, page {self.number + 1}: marked content in another form"
                    )
                places.append(at)
        except ValueError:
            pass
        if len(places) != len(self._numbers):
            raise WriterError(
                f"PDF, page {self.number + 1}: {len(self._numbers)} pieces of content were marked, "
                f"{len(places)} stand on the page; is something painted with opacity?"
            )
        return places

    @property
    def pieces(self) -> int:
        """How many pieces of marked content there are; their MCIDs count from 0."""
        return len(self._places)

    def take(self, box: Any) -> int | None:
        """Give the MCID of `box`, once; None when nothing was painted for it."""
        number: int | None = self._numbers.pop(box, None)
        return number

    def left_over(self) -> list[str]:
        """Give the text of what was painted and met by nobody."""
        return [getattr(box, "text", "a picture") for box in self._numbers]

    def make_artifact(self, mcid: int, kind: str, subtype: str = "") -> None:
        """Say that the piece is no content: `kind` is Layout or Pagination."""
        at = self._places[mcid]
        self._stream[at - 2] = "/Artifact"
        operand = self._stream[at - 1]
        operand.clear()
        operand["Type"] = f"/{kind}"
        if subtype:
            operand["Subtype"] = f"/{subtype}"

    def say_instead(self, mcid: int, text: str) -> None:
        """Have the piece read, searched and copied as `text`."""
        self._stream[self._places[mcid] - 1]["ActualText"] = pydyf.String(text)

    def add_space(self, mcid: int, spaces: Mapping[str, int]) -> bool:
        """Paint a space behind the piece; `spaces` gives the glyph by font name.

        False when the font has no such glyph in this file.
        """
        begin = self._places[mcid]
        shown = font = b""
        at = begin
        for place in range(begin + 1, self._stream.index(b"EMC", begin)):
            item = self._stream[place]
            if isinstance(item, bytes) and item.endswith(b" Tf"):
                font = item
            elif isinstance(item, bytes) and item.endswith(b"] TJ"):
                shown, at = item, place
        space = spaces.get(font.split(b" ")[0][1:].decode("ascii"))
        if space is None or not shown:
            return False
        self._stream[at] = b"%s<%04x>] TJ" % (shown.removesuffix(b"] TJ"), space)
        return True

    def drop_link(self, annotation: Any) -> None:
        """Take a link area off the page."""
        areas = self._dictionary.get("Annots")
        if areas is None or annotation.reference not in areas:
            raise WriterError(f"PDF, page {self.number + 1}: a link is not among the annotations")
        areas.remove(annotation.reference)
        if not areas:
            del self._dictionary["Annots"]
