"""What is collected while a deck is written: parts, pictures, and per slide ids and links.

Mutable on purpose and alive for one call of `write_pptx` only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vmreport.document.tree import ResolvedDocument
from vmreport.writers.house_style import HouseStyle
from vmreport.writers.ooxml.package import OFFICE, Package, Relationships
from vmreport.writers.pptx.text import Letters, Ruler, TextWriter

__all__ = ["Session", "SlideSession"]

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(slots=True)
class Session:
    """The state of one deck being written."""

    document: ResolvedDocument
    house: HouseStyle
    package: Package = field(default_factory=Package)
    ruler: Ruler = field(init=False)
    _media: dict[bytes, str] = field(default_factory=dict)
    _charts: int = 0

    def __post_init__(self) -> None:
        """Take the letters of the house to measure with."""
        self.ruler = Ruler(self.house)

    def text(self, links: Relationships) -> TextWriter:
        """Give what makes the paragraphs of a part with these links."""
        return TextWriter(self.house, self.document.language, links)

    def letters(self, size: float, colour: str = "", *, bold: bool = False) -> Letters:
        """Give letters in ink or in another colour."""
        return Letters(size, colour or self.house.colours.ink, bold)

    def picture(self, links: Relationships, extension: str, data: bytes) -> str:
        """Keep a picture once and give the id of its relationship."""
        if data not in self._media:
            self._media[data] = f"media/image{len(self._media) + 1}.{extension}"
            self.package.add(f"ppt/{self._media[data]}", data)
        return links.add(f"{OFFICE}/image", f"../{self._media[data]}")

    def chart(self, links: Relationships, part: bytes, workbook: bytes) -> str:
        """Keep a chart with its workbook and give the id of its relationship.

        The chart names its workbook `rId1`.
        """
        self._charts += 1
        own = Relationships()
        book = f"embeddings/chart{self._charts}.xlsx"
        own.add(f"{OFFICE}/package", f"../{book}")
        self.package.add(f"ppt/{book}", workbook, _BOOK_TYPE)
        name = f"charts/chart{self._charts}.xml"
        self.package.add(f"ppt/{name}", part, _CHART_TYPE, own)
        return links.add(f"{OFFICE}/chart", f"../{name}")


@dataclass(slots=True)
class SlideSession:
    """The state of one slide being written."""

    deck: Session
    links: Relationships = field(default_factory=Relationships)
    _shapes: int = 1

    @property
    def text(self) -> TextWriter:
        """What makes the paragraphs of this slide."""
        return self.deck.text(self.links)

    def next_shape(self) -> int:
        """Give an id for a shape, unique on the slide."""
        self._shapes += 1
        return self._shapes
