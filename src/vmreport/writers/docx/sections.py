"""Sections: title page, upright and landscape pages, with running header and footer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vmreport.document.blocks import Block, Cover, Sheet
from vmreport.document.tree import Metadata
from vmreport.writers.docx.fields import computed_field
from vmreport.writers.docx.names import CharacterStyle, ParagraphStyle
from vmreport.writers.docx.session import Session
from vmreport.writers.docx.template import PageMeasures
from vmreport.writers.docx.wml import PLAIN, Element, RunLook, paragraph, qn, run, text_runs, w
from vmreport.writers.house_style import RunningText

__all__ = ["Segment", "end_section", "footer", "header", "section", "segments"]

_SEPARATOR = " \u00b7 "


@dataclass(frozen=True, slots=True)
class Segment:
    """Blocks that share a section."""

    blocks: tuple[Block, ...]
    landscape: bool = False
    is_cover: bool = False
    letterhead: bool = False
    """Whether it opens with the logo, for a paper without a title page."""

    @property
    def has_own_first_page(self) -> bool:
        """Whether the first page has no running title: its title stands on it."""
        return self.is_cover or self.letterhead


def segments(blocks: tuple[Block, ...], metadata: Metadata) -> Iterator[Segment]:
    """Cut a document into sections: a cover and every sheet have their own."""
    covered = any(isinstance(block, Cover) for block in blocks)
    opening = metadata.letterhead and not covered
    for segment in _segments(blocks):
        yield replace(segment, letterhead=opening)
        opening = False


def _segments(blocks: tuple[Block, ...]) -> Iterator[Segment]:
    run_of_text: list[Block] = []
    for block in blocks:
        if not isinstance(block, Cover | Sheet):
            run_of_text.append(block)
            continue
        if run_of_text:
            yield Segment(tuple(run_of_text))
            run_of_text = []
        if isinstance(block, Cover):
            yield Segment((block,), is_cover=True)
        else:
            yield Segment(block.blocks, landscape=block.landscape)
    if run_of_text:
        yield Segment(tuple(run_of_text))


def section(
    segment: Segment, session: Session, references: Iterable[tuple[str, str, str]]
) -> Element:
    """Give `w:sectPr`; `references` are (element, page type, relationship id).

    Without references a section shows the header and footer of the section before it.
    """
    page = session.template.page.landscape() if segment.landscape else session.template.page
    made = w("sectPr")
    for tag, kind, identifier in references:
        reference = w(tag, type=kind)
        reference.set(qn("r:id"), identifier)
        made.append(reference)
    made.append(w("type", val="nextPage"))
    made.extend(_page_elements(page, landscape=segment.landscape))
    if segment.has_own_first_page:
        made.append(w("titlePg"))
    return made


def _page_elements(page: PageMeasures, *, landscape: bool) -> list[Element]:
    size = w("pgSz", w=page.width, h=page.height)
    if landscape:
        size.set(qn("w:orient"), "landscape")
    margins = w(
        "pgMar",
        top=page.top,
        right=page.right,
        bottom=page.bottom,
        left=page.left,
        header=page.header,
        footer=page.footer,
        gutter=0,
    )
    return [size, margins, w("cols", space=708)]


def end_section(content: list[Element], properties: Element, session: Session) -> None:
    """End a section in its last paragraph, or in a small one where it has none at the end."""
    last = content[-1] if content else None
    if last is None or last.tag != qn("w:p"):
        last = paragraph(session.style(ParagraphStyle.SECTION_END))
        content.append(last)
    last[0].append(properties)


def header(session: Session, *, landscape: bool = False, is_cover: bool = False) -> Element:
    """Give the running header: short title left, status and banner right; a cover has no title."""
    metadata = session.document.metadata
    title = "" if is_cover else _running(session.house.page.header, metadata)
    right = _SEPARATOR.join(part for part in (metadata.status, metadata.banner) if part)
    strong = RunLook(style=session.style(CharacterStyle.STRONG))
    style = ParagraphStyle.HEADER_WIDE if landscape else ParagraphStyle.HEADER
    return w("hdr", _line(style, session, text_runs(title), text_runs(right, strong)))


def footer(session: Session, *, landscape: bool = False) -> Element:
    """Give the running footer: organisation left, page number right."""
    document = session.document
    organisation = _running(session.house.page.footer, document.metadata)
    page = [*text_runs(f"{document.terms.page} "), *computed_field("PAGE", "1")]
    style = ParagraphStyle.FOOTER_WIDE if landscape else ParagraphStyle.FOOTER
    return w("ftr", _line(style, session, text_runs(organisation), page))


def _running(choice: RunningText, metadata: Metadata) -> str:
    return {
        RunningText.RUNNING_TITLE: metadata.running_title,
        RunningText.TITLE: metadata.title,
        RunningText.ORGANISATION: metadata.organisation,
        RunningText.NOTHING: "",
    }[choice]


def _line(
    style: ParagraphStyle, session: Session, left: list[Element], right: list[Element]
) -> Element:
    """Give a line with something at both ends; the styles have a tab at the right margin."""
    tab = [run(PLAIN, w("tab"))] if right else []
    return paragraph(session.style(style), *left, *tab, *right)
