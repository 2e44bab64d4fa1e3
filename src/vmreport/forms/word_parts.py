"""Building blocks of a Word form: paragraphs, tables, lists to choose from, the finished file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from vmreport.advice.form import CHOICE_PROMPT
from vmreport.advice.readers.word.refusals import CONTROL_PREFIX
from vmreport.forms import word_look as look
from vmreport.writers.docx.wml import (
    Element,
    RunLook,
    mm_to_twips,
    paragraph,
    run,
    serialise,
    text_runs,
    w,
)
from vmreport.writers.ooxml.package import OFFICE, Package, Relationships
from vmreport.writers.ooxml.theme import Theme, theme_part

__all__ = ["cell", "choice", "document", "table", "text"]

_WORD_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"


def text(style: str, words: str = "", *, strong: str = "") -> Element:
    """Give a paragraph; `strong` comes before the words, in bold."""
    runs = [*text_runs(strong, RunLook(bold=True)), *text_runs(words)]
    return paragraph(style, *runs)


def choice(name: str, options: Sequence[tuple[str, str]], *, free: bool = False) -> Element:
    """Give a paragraph with a list to choose from; options are what is shown and its value.

    With `free` something else may be typed instead.
    """
    items = [w("listItem", displayText=shown, value=value) for shown, value in options]
    properties = w(
        "sdtPr",
        w("alias", val=name),
        w("tag", val=f"{CONTROL_PREFIX}{name.casefold()}"),
        w("showingPlcHdr"),
        w("comboBox" if free else "dropDownList", *items),
    )
    prompt = w("t")
    prompt.text = CHOICE_PROMPT
    content = w("sdtContent", run(RunLook(style="PlaceholderText"), prompt))
    return paragraph("Normal", w("sdt", properties, content))


def cell(width_mm: float, *content: Element, tint: bool = False) -> Element:
    """Give a table cell."""
    properties = w("tcPr", w("tcW", w=mm_to_twips(width_mm), type="dxa"))
    if tint:
        properties.append(w("shd", val="clear", color="auto", fill=look.TINT))
    return w("tc", properties, *(content or (text("Normal"),)))


def table(
    widths_mm: Sequence[float], rows: Iterable[Sequence[Element]], *, header: bool, title: str
) -> Element:
    """Give a table with thin lines; `title` says to a screen reader what it is."""
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [w(edge, val="single", sz=4, space=0, color=look.HAIRLINE) for edge in edges]
    margins = [
        w(side, w=width, type="dxa")
        for side, width in (("top", 70), ("left", 110), ("bottom", 70), ("right", 110))
    ]
    total = sum(mm_to_twips(width) for width in widths_mm)
    properties = w(
        "tblPr",
        w("tblW", w=total, type="dxa"),
        w("tblBorders", *borders),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *margins),
        w("tblCaption", val=title),
    )
    grid = w("tblGrid", *(w("gridCol", w=mm_to_twips(width)) for width in widths_mm))
    made = w("tbl", properties, grid)
    for number, cells in enumerate(rows):
        settings = w("trPr", w("cantSplit"))
        if header and number == 0:
            settings.append(w("tblHeader"))
        made.append(w("tr", settings, *cells))
    return made


def document(title: str, body: Iterable[Element], *, landscape: bool) -> bytes:
    """Give the finished .docx; the same words give the same bytes."""
    size = (297, 210) if landscape else (210, 297)
    page = w("pgSz", w=mm_to_twips(size[0]), h=mm_to_twips(size[1]))
    if landscape:
        page.set(f"{{{page.nsmap['w']}}}orient", "landscape")
    edges = {side: mm_to_twips(20) for side in ("top", "right", "bottom", "left")}
    margins = w("pgMar", **edges, header=mm_to_twips(10), footer=mm_to_twips(10), gutter=0)
    main = w("document", w("body", *body, w("sectPr", page, margins)))
    package = Package()
    links = Relationships()
    for name, content in (
        ("styles", look.styles_part()),
        ("numbering", look.numbering_part()),
        ("fontTable", w("fonts", w("font", w("family", val="swiss"), name=look.FONT))),
        ("settings", w("settings", w("defaultTabStop", val=709), _compatibility())),
    ):
        package.add(f"word/{name}.xml", serialise(content), f"{_WORD_PART}{name}+xml")
        links.add(f"{OFFICE}/{name}", f"{name}.xml")
    theme = Theme(look.FONT, look.FONT, look.THEME_COLOURS)
    package.add("word/theme/theme1.xml", theme_part(theme), _THEME_TYPE)
    links.add(f"{OFFICE}/theme", "theme/theme1.xml")
    package.add("word/document.xml", serialise(main), f"{_WORD_PART}document.main+xml", links)
    package.add("docProps/core.xml", _core(title), _CORE_TYPE)
    root = Relationships()
    root.add(f"{OFFICE}/officeDocument", "word/document.xml")
    root.add(_CORE_KIND, "docProps/core.xml")
    package.parts["_rels/.rels"] = root.part()
    return package.to_bytes()


def _compatibility() -> Element:
    uri = "http://schemas.microsoft.com/office/word"
    return w("compat", w("compatSetting", name="compatibilityMode", uri=uri, val=15))


def _core(title: str) -> bytes:
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC})
    etree.SubElement(root, f"{{{_DC}}}title").text = title
    etree.SubElement(root, f"{{{_DC}}}language").text = "nl-NL"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
