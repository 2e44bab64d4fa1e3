"""What is collected while one document is written: ids, links, notes, pictures, lists.

Mutable on purpose and alive for one call of `write_docx` only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vmreport.document.blocks import Block, Figure, Heading, Table
from vmreport.document.tree import ResolvedDocument, walk
from vmreport.writers.docx.fields import Bookmarks
from vmreport.writers.docx.names import ParagraphStyle, StyleName
from vmreport.writers.docx.numbering import NumberingPart
from vmreport.writers.docx.template import PageMeasures, Template
from vmreport.writers.docx.wml import Element, qn
from vmreport.writers.house_style import HouseStyle
from vmreport.writers.ooxml.package import OFFICE, Relationships

__all__ = ["BODY", "Session", "Setting", "anchored"]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where blocks stand: in the run of the text, or inside something with a style of its own."""

    style: ParagraphStyle | None = None
    """Style of every paragraph in it; none: the paragraph's own."""
    depth: int = 0
    """How many lists it stands in."""
    wide: bool = False
    """Whether it stands on a landscape page."""


BODY = Setting()


@dataclass(slots=True)
class Session:
    """The state of one document being written."""

    document: ResolvedDocument
    house: HouseStyle
    template: Template
    numbering: NumberingPart
    pages: Mapping[str, int]
    targets: Mapping[str, Heading | Figure | Table]
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    links: Relationships = field(default_factory=Relationships)
    """Relationships of the body part."""
    note_links: Relationships = field(default_factory=Relationships)
    """Relationships of the footnotes part."""
    notes: list[Element] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    """Pictures by part name."""
    charts: list[tuple[Element, bytes]] = field(default_factory=list)
    """Charts of Word's own with the workbooks behind them."""
    _captions: dict[str, int] = field(default_factory=dict)
    _drawings: int = 0
    _controls: int = 0

    def style(self, name: StyleName) -> str:
        """Give the id of a style in this template."""
        return self.template.style_id(name)

    def page(self, setting: Setting) -> PageMeasures:
        """Give the page that `setting` stands on."""
        return self.template.page.landscape() if setting.wide else self.template.page

    def indent(self, style: ParagraphStyle) -> int:
        """Give how far a style stands in from the left, in twips."""
        found = self.template.style(style).find(f"{qn('w:pPr')}/{qn('w:ind')}")
        return int(found.get(qn("w:left"), "0")) if found is not None else 0

    def next_caption(self, term: str) -> int:
        """Count a caption and give the number Word will compute for it."""
        self._captions[term] = self._captions.get(term, 0) + 1
        return self._captions[term]

    def set_caption(self, term: str, number: int) -> None:
        """Let the count of a term go on from `number`."""
        self._captions[term] = number

    def next_drawing(self) -> int:
        """Give an id for a drawing, unique in the document."""
        self._drawings += 1
        return self._drawings

    def next_control(self) -> int:
        """Give an id for a content control, unique in the document."""
        self._controls += 1
        return 410_000 + self._controls

    def add_chart(self, chart: Element, workbook: bytes) -> str:
        """Keep a chart and its workbook and give the id of the relationship."""
        self.charts.append((chart, workbook))
        return self.links.add(f"{OFFICE}/chart", f"charts/chart{len(self.charts)}.xml")

    def add_picture(self, extension: str, data: bytes) -> str:
        """Keep a picture and give the id of its relationship; equal bytes are kept once."""
        for name, known in self.media.items():
            if known == data:
                return self.links.add(f"{OFFICE}/image", name.removeprefix("word/"))
        name = f"word/media/image{len(self.media) + 1}.{extension}"
        self.media[name] = data
        return self.links.add(f"{OFFICE}/image", name.removeprefix("word/"))


def anchored(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Heading | Figure | Table]]:
    """Yield what can be pointed at, by anchor."""
    for block in walk(blocks):
        if isinstance(block, Heading | Figure | Table):
            yield block.anchor, block
