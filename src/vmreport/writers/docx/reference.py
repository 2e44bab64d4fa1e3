"""Makes the reference.docx of a house from its tokens, and hands a house's own to the writer.

The owner of a house style may change the styles of the file in Word afterwards; everything else
in it is ignored. Writing it to disk is for `python -m vmreport.writers.docx`.
"""

from __future__ import annotations

from collections.abc import Iterable

from vmreport.errors import EnvironmentFault
from vmreport.writers.docx.house_styles import house_styles
from vmreport.writers.docx.names import CharacterStyle, ParagraphStyle, StyleName, TableStyle
from vmreport.writers.docx.properties import settings
from vmreport.writers.docx.style_sheet import style_element, style_id
from vmreport.writers.docx.template import Template, read_template
from vmreport.writers.docx.wml import (
    PLAIN,
    Element,
    RunLook,
    mm_to_twips,
    paragraph,
    run,
    serialise,
    text_runs,
    w,
)
from vmreport.writers.house_style import HouseStyle
from vmreport.writers.ooxml.package import OFFICE, Package, Relationships
from vmreport.writers.ooxml.theme import house_theme, theme_part

__all__ = ["build_reference", "reference_template"]

_WORD_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_PANOSE = "020B0503030403020204"
_RUNNING_DISTANCE = 11.0
"""Header and footer from the edge of the page, in millimetres."""


def reference_template(house: HouseStyle) -> Template:
    """Give what the house's reference.docx holds, or the styles of its tokens without one.

    Raises HouseStyleError as `read_template`, and EnvironmentFault when the file is unreadable.
    """
    path = house.reference_docx
    if path is None:
        return read_template(build_reference(house), f"huisstijl {house.name}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(f"{path.name} van de huisstijl is niet te lezen: {error}") from error
    return read_template(data, f"{path.parent.name}/{path.name}")


def build_reference(house: HouseStyle) -> bytes:
    """Give a reference.docx with all styles, shown by name in its body. Same tokens, same bytes."""
    package = Package()
    links = Relationships()
    for name, content in (
        ("styles", _styles(house)),
        ("fontTable", _fonts(house.fonts.family)),
    ):
        package.add(f"word/{name}.xml", serialise(content), f"{_WORD_PART}{name}+xml")
        links.add(f"{OFFICE}/{name}", f"{name}.xml")
    package.add("word/settings.xml", serialise(settings("nl-NL")), f"{_WORD_PART}settings+xml")
    links.add(f"{OFFICE}/settings", "settings.xml")
    package.add("word/theme/theme1.xml", theme_part(house_theme(house)), _THEME_TYPE)
    links.add(f"{OFFICE}/theme", "theme/theme1.xml")
    document = w("document", _sample(house))
    package.add("word/document.xml", serialise(document), f"{_WORD_PART}document.main+xml", links)
    root = Relationships()
    root.add(f"{OFFICE}/officeDocument", "word/document.xml")
    package.add("_rels/.rels", root.part())
    return package.to_bytes()


def _styles(house: HouseStyle) -> Element:
    text, family = house.sizes.text, house.fonts.family
    letters = w(
        "rPr",
        w("rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family),
        w("sz", val=round(text.size * 2)),
        w("szCs", val=round(text.size * 2)),
        w("lang", val="nl-NL", eastAsia="nl-NL", bidi="ar-SA"),
    )
    spacing = w("spacing", after=0, line=round(text.line * 20), lineRule="atLeast")
    made = w(
        "styles",
        w("docDefaults", w("rPrDefault", letters), w("pPrDefault", w("pPr", spacing))),
        w(
            "latentStyles",
            defLockedState=0,
            defUIPriority=99,
            defSemiHidden=1,
            defUnhideWhenUsed=1,
            defQFormat=0,
            count=376,
        ),
        _default("character", "Default Paragraph Font", "DefaultParagraphFont"),
        _default("numbering", "No List", "NoList"),
        _normal_table(),
    )
    made.extend(style_element(style) for style in house_styles(house))
    made.append(_table_style(house))
    return made


def _default(kind: str, name: str, identifier: str) -> Element:
    return w(
        "style",
        w("name", val=name),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        type=kind,
        default=1,
        styleId=identifier,
    )


def _margins(left: int, right: int) -> Element:
    return w(
        "tblCellMar",
        w("top", w=0, type="dxa"),
        w("left", w=left, type="dxa"),
        w("bottom", w=0, type="dxa"),
        w("right", w=right, type="dxa"),
    )


def _normal_table() -> Element:
    made = _default("table", TableStyle.NORMAL, style_id(TableStyle.NORMAL))
    made.append(w("tblPr", w("tblInd", w=0, type="dxa"), _margins(108, 108)))
    return made


def _table_style(house: HouseStyle) -> Element:
    """Lines under the header and the last row, none upright; bands only where they are asked."""
    ink = house.colours.ink.removeprefix("#").upper()
    tint = house.colours.tint.removeprefix("#").upper()
    line: dict[str, str | int] = {"val": "single", "sz": 6, "space": 0, "color": ink}
    conditions = [
        w(
            "tblStylePr",
            w(
                "tcPr",
                w("tcBorders", w("top", **line), w("bottom", **line)),
                w("vAlign", val="bottom"),
            ),
            type="firstRow",
        ),
        w(
            "tblStylePr",
            w("tcPr", w("shd", val="clear", color="auto", fill=tint)),
            type="band2Horz",
        ),
    ]
    return w(
        "style",
        w("name", val=TableStyle.TABLE.value),
        w("basedOn", val=style_id(TableStyle.NORMAL)),
        w("uiPriority", val=34),
        w("qFormat"),
        w(
            "tblPr",
            w("tblStyleRowBandSize", val=1),
            w("tblStyleColBandSize", val=1),
            w("tblInd", w=0, type="dxa"),
            w("tblBorders", w("top", **line), w("bottom", **line)),
            _margins(0, 100),
        ),
        *conditions,
        type="table",
        customStyle=1,
        styleId=style_id(TableStyle.TABLE),
    )


def _fonts(family: str) -> Element:
    return w(
        "fonts",
        w(
            "font",
            w("altName", val="Calibri"),
            w("panose1", val=_PANOSE),
            w("charset", val="00"),
            w("family", val="swiss"),
            w("pitch", val="variable"),
            name=family,
        ),
    )


def _sample(house: HouseStyle) -> Element:
    """A line in every style, so that its owner sees what there is to change."""
    names: Iterable[StyleName] = [*ParagraphStyle, *CharacterStyle]
    lines = [
        paragraph(style_id(name), *text_runs(name.value))
        if isinstance(name, ParagraphStyle)
        else w("p", *text_runs(name.value, RunLook(style=style_id(name))))
        for name in names
    ]
    page = house.page
    margins: dict[str, float] = {
        "top": page.top,
        "right": page.right,
        "bottom": page.bottom,
        "left": page.left,
        "header": _RUNNING_DISTANCE,
        "footer": _RUNNING_DISTANCE,
    }
    section = w(
        "sectPr",
        w("pgSz", w=mm_to_twips(210), h=mm_to_twips(297)),
        w("pgMar", **{side: mm_to_twips(size) for side, size in margins.items()}),
    )
    return w("body", *lines, _sample_table(), w("p", run(PLAIN)), section)


def _sample_table() -> Element:
    name = TableStyle.TABLE
    cell = w("tc", paragraph(style_id(ParagraphStyle.TABLE_TEXT), *text_runs(name.value)))
    return w(
        "tbl",
        w("tblPr", w("tblStyle", val=style_id(name)), w("tblW", w=0, type="auto")),
        w("tblGrid", w("gridCol", w=5000)),
        w("tr", cell),
    )
