"""Writes a resolved document as a Word file: the parts put together."""

from __future__ import annotations

from collections.abc import Mapping

from vmreport.document.blocks import Cover
from vmreport.document.tree import ResolvedDocument
from vmreport.writers.docx import properties
from vmreport.writers.docx.blocks import write_blocks
from vmreport.writers.docx.controls import anchor_controls
from vmreport.writers.docx.names import ParagraphStyle
from vmreport.writers.docx.numbering import NumberingPart, heading_numbering
from vmreport.writers.docx.package import OFFICE, Package, Relationships
from vmreport.writers.docx.reference import reference_template
from vmreport.writers.docx.sections import end_section, footer, header, section, segments
from vmreport.writers.docx.session import Session, Setting, anchored
from vmreport.writers.docx.template import set_language
from vmreport.writers.docx.theme import theme_part
from vmreport.writers.docx.wml import Element, serialise, w
from vmreport.writers.house_style import HouseStyle

__all__ = ["write_docx"]

_WORD_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_LINK = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
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
    references = _running_parts(session, package)
    body = _body(session, references)
    anchor_controls(body, session)
    _word_parts(session, package, w("document", body))
    _file_parts(session, package)
    return package.to_bytes()


def _body(session: Session, references: tuple[tuple[str, str, str], ...]) -> Element:
    body = w("body")
    parts = list(segments(session.document.blocks))
    for place, segment in enumerate(parts):
        setting = Setting(wide=segment.landscape)
        content = write_blocks(segment.blocks, session, setting)
        made = section(segment, session, references if place == 0 else ())
        if place < len(parts) - 1:
            end_section(content, made, session)
            body.extend(content)
        else:
            body.extend([*content, made])
    return body


def _running_parts(session: Session, package: Package) -> tuple[tuple[str, str, str], ...]:
    """Add header and footer and give the references of the first section to them."""
    blocks = session.document.blocks
    parts = [
        ("header1.xml", "header", "default", header(session, is_cover=False)),
        ("footer1.xml", "footer", "default", footer(session)),
    ]
    metadata = session.document.metadata
    if blocks and isinstance(blocks[0], Cover) and (metadata.banner or metadata.status):
        parts.append(("header2.xml", "header", "first", header(session, is_cover=True)))
    references = []
    for name, kind, page, content in parts:
        package.add(f"word/{name}", serialise(content), f"{_WORD_PART}{kind}+xml")
        identifier = session.links.add(f"{OFFICE}/{kind}", name)
        references.append((f"{kind}Reference", page, identifier))
    return tuple(references)


def _word_parts(session: Session, package: Package, document: Element) -> None:
    """Add the body and what it leans on."""
    template = session.template
    notes = properties.footnotes(session.notes, session.style(ParagraphStyle.FOOTNOTE))
    for name, content in (
        ("styles", template.styles),
        ("numbering", session.numbering.part()),
        ("settings", properties.settings(session.document.language)),
        ("fontTable", properties.font_table(template)),
        ("footnotes", notes),
    ):
        links = session.note_links if name == "footnotes" else None
        package.add(f"word/{name}.xml", serialise(content), f"{_WORD_PART}{name}+xml", links)
        session.links.add(f"{OFFICE}/{name}", f"{name}.xml")
    package.add("word/theme/theme1.xml", theme_part(template.theme), _THEME_TYPE)
    session.links.add(f"{OFFICE}/theme", "theme/theme1.xml")
    for name, data in session.media.items():
        package.add(name, data)
    package.add(
        "word/document.xml", serialise(document), f"{_WORD_PART}document.main+xml", session.links
    )


def _file_parts(session: Session, package: Package) -> None:
    """Add the properties and the relationships of the package."""
    package.add("docProps/core.xml", properties.core_properties(session.document), _CORE_TYPE)
    package.add("docProps/app.xml", properties.app_properties(session.document), _APP_TYPE)
    root = Relationships()
    root.add(f"{OFFICE}/officeDocument", "word/document.xml")
    root.add(_CORE_LINK, "docProps/core.xml")
    root.add(f"{OFFICE}/extended-properties", "docProps/app.xml")
    package.add("_rels/.rels", root.part())
