"""Writes a resolved document as a Word file: the parts put together."""

from __future__ import annotations

from collections.abc import Mapping

from vmreport.document.blocks import Heading
from vmreport.document.tree import ResolvedDocument
from vmreport.writers.docx import properties
from vmreport.writers.docx.blocks import write_blocks
from vmreport.writers.docx.close_set import close_template
from vmreport.writers.docx.controls import anchor_controls
from vmreport.writers.docx.cover import letterhead
from vmreport.writers.docx.embedded_fonts import embed_fonts
from vmreport.writers.docx.names import ParagraphStyle
from vmreport.writers.docx.numbering import NumberingPart, heading_numbering
from vmreport.writers.docx.reference import reference_template
from vmreport.writers.docx.sections import Segment, end_section, footer, header, section, segments
from vmreport.writers.docx.session import Session, Setting, anchored
from vmreport.writers.docx.template import set_language
from vmreport.writers.docx.wml import Element, element, qn, serialise, serialise_chart, set_space, w
from vmreport.writers.house_style import HouseStyle
from vmreport.writers.ooxml.package import OFFICE, Package, Relationships
from vmreport.writers.ooxml.properties import add_properties
from vmreport.writers.ooxml.theme import theme_part

__all__ = ["write_docx"]

_WORD_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"


def write_docx(
    document: ResolvedDocument, style: HouseStyle, *, pages: Mapping[str, int] | None = None
) -> bytes:
    """Give `document` as a Word file in the house style.

    `pages` tells on which printed page an anchor stands; the contents list shows these numbers
    until Word recomputes them, and shows none where they are not known.
    Raises HouseStyleError (E450, E451, E452) when reference.docx is unusable, and WriterError
    when the document holds what a resolved document cannot hold.
    """
    template = reference_template(style)
    if document.metadata.letterhead:
        template = close_template(template)
    set_language(template, document.language)
    chapters = heading_numbering(document.blocks)
    numbering = NumberingPart(template, chapters, document.terms.appendix)
    numbering.link_styles()
    session = Session(
        document=document,
        house=style,
        template=template,
        numbering=numbering,
        pages=pages or {},
        targets=dict(anchored(document.blocks)),
    )
    package = Package()
    body = _body(session, package)
    anchor_controls(body, session)
    _word_parts(session, package, w("document", body))
    add_properties(package, document, "word/document.xml")
    return package.to_bytes()


def _body(session: Session, package: Package) -> Element:
    body = w("body")
    parts = list(segments(session.document.blocks, session.document.metadata))
    running = _Running(session, package)
    for place, segment in enumerate(parts):
        content = write_blocks(segment.blocks, session, Setting(wide=segment.landscape))
        if content and isinstance(segment.blocks[0], Heading):
            set_space(content[0], before=0)
        if segment.letterhead:
            content.insert(0, letterhead(session))
        made = section(segment, session, running.references(segment))
        if place < len(parts) - 1:
            end_section(content, made, session)
            body.extend(content)
        else:
            body.extend([*content, made])
    return body


class _Running:
    """Headers and footers: one pair for upright pages, one for landscape, one header for covers."""

    def __init__(self, session: Session, package: Package) -> None:
        self._session = session
        self._package = package
        self._known: dict[bool, list[tuple[str, str, str]]] = {}
        self._current: bool | None = None

    def references(self, segment: Segment) -> list[tuple[str, str, str]]:
        """Give what a section must refer to; nothing when it goes on as the one before."""
        wide = segment.landscape
        found = []
        if self._current is not wide:
            if wide not in self._known:
                self._known[wide] = [
                    self._add("header", "default", header(self._session, landscape=wide)),
                    self._add("footer", "default", footer(self._session, landscape=wide)),
                ]
            found += self._known[wide]
            self._current = wide
        metadata = self._session.document.metadata
        if segment.letterhead:
            found.append(self._add("footer", "first", footer(self._session)))
        if segment.has_own_first_page and (metadata.banner or metadata.status):
            found.append(self._add("header", "first", header(self._session, is_cover=True)))
        return found

    def _add(self, kind: str, page: str, content: Element) -> tuple[str, str, str]:
        count = sum(1 for name in self._package.parts if name.startswith(f"word/{kind}"))
        name = f"{kind}{count + 1}.xml"
        self._package.add(f"word/{name}", serialise(content), f"{_WORD_PART}{kind}+xml")
        return f"{kind}Reference", page, self._session.links.add(f"{OFFICE}/{kind}", name)


def _word_parts(session: Session, package: Package, document: Element) -> None:
    """Add the body and what it leans on."""
    template = session.template
    notes = properties.footnotes(session.notes, session.style(ParagraphStyle.FOOTNOTE))
    fonts = properties.font_table(template)
    links = {
        "footnotes": session.note_links,
        "fontTable": embed_fonts(session.house.fonts, fonts, package),
    }
    for name, content in (
        ("styles", template.styles),
        ("numbering", session.numbering.part()),
        ("settings", properties.settings(session.document.language, notes=True, fonts=True)),
        ("fontTable", fonts),
        ("footnotes", notes),
    ):
        part, kind = f"word/{name}.xml", f"{_WORD_PART}{name}+xml"
        package.add(part, serialise(content), kind, links.get(name))
        session.links.add(f"{OFFICE}/{name}", f"{name}.xml")
    package.add("word/theme/theme1.xml", theme_part(template.theme), _THEME_TYPE)
    session.links.add(f"{OFFICE}/theme", "theme/theme1.xml")
    for name, data in session.media.items():
        package.add(name, data)
    _charts(session, package)
    package.add(
        "word/document.xml", serialise(document), f"{_WORD_PART}document.main+xml", session.links
    )


def _charts(session: Session, package: Package) -> None:
    """Add the charts, each with the workbook behind it."""
    for number, (chart, workbook) in enumerate(session.charts, 1):
        book = f"embeddings/workbook{number}.xlsx"
        package.add(f"word/{book}", workbook)
        links = Relationships()
        data = element("c:externalData", element("c:autoUpdate", val=0))
        data.set(qn("r:id"), links.add(f"{OFFICE}/package", f"../{book}"))
        chart.append(data)
        package.add(f"word/charts/chart{number}.xml", serialise_chart(chart), _CHART_TYPE, links)
