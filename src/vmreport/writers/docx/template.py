"""Reads a house style's reference.docx and keeps only what is allowed to survive.

What survives: the styles, the font table, the colours and fonts of the theme, the page measures.
Everything else (body, headers, settings, numbering, properties, comments, custom XML, macros,
thumbnails, revision marks, all relationships) is left behind, so nothing of a house template can
leak into a council document. Source: accessibility.md section 6.1, risks.md C1, H10, H11, H13.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from vmreport.errors import HouseStyleError, Place, Problem
from vmreport.writers.docx.names import CharacterStyle, ParagraphStyle, StyleName, TableStyle
from vmreport.writers.docx.wml import NAMESPACES, Element, qn, w
from vmreport.writers.ooxml.package import read_zip
from vmreport.writers.ooxml.theme import Theme, read_theme
from vmreport.writers.ooxml.xml import parse_part

__all__ = ["PageMeasures", "Template", "read_template", "set_language"]

_W = f"{{{NAMESPACES['w']}}}"
_MACROS = ("macroEnabled", "vbaProject")
_KINDS: tuple[tuple[Iterable[StyleName], str], ...] = (
    (ParagraphStyle, "paragraph"),
    (CharacterStyle, "character"),
    (TableStyle, "table"),
)


@dataclass(frozen=True, slots=True)
class PageMeasures:
    """Page and margins in twips."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int

    @property
    def text_width(self) -> int:
        """Width between the margins."""
        return self.width - self.left - self.right

    def landscape(self) -> PageMeasures:
        """Give the same page turned a quarter; the margins keep their names."""
        return replace(self, width=self.height, height=self.width)


@dataclass(frozen=True, slots=True)
class Template:
    """What survives of a reference.docx."""

    file: str
    styles: Element
    """A cleaned copy that the writer may change."""
    fonts: Element
    theme: Theme
    page: PageMeasures
    _ids: Mapping[StyleName, str]

    def style_id(self, name: StyleName) -> str:
        """Give the id that the styles part has for a style; every name of `names` is there."""
        return self._ids[name]

    def style(self, name: StyleName) -> Element:
        """Give the `w:style` element of a style."""
        wanted = self._ids[name]
        for style in self.styles.iterchildren(qn("w:style")):
            if style.get(qn("w:styleId")) == wanted:
                return style
        raise KeyError(name)


def _error(code: str, file: str, what: str, hint: str) -> HouseStyleError:
    return HouseStyleError([Problem(code, Place(file), what, hint)])


def read_template(data: bytes, file: str) -> Template:
    """Read the bytes of a reference.docx; `file` is its name in messages.

    Raises HouseStyleError: E450 no readable Word file, E451 macros, E452 styles are missing.
    """
    try:
        parts = read_zip(data)
        types = parts["[Content_Types].xml"].decode("utf-8", "replace")
        if any(mark in types for mark in _MACROS):
            raise _error(
                "E451",
                file,
                "Dit Word-bestand bevat macro's.",
                "Sla het in Word op als gewoon document (.docx), zonder macro's.",
            )
        styles = parse_part(parts["word/styles.xml"])
        fonts = parse_part(parts["word/fontTable.xml"])
        theme = read_theme(parse_part(parts["word/theme/theme1.xml"]))
        page = _page(parse_part(parts["word/document.xml"]))
    except (KeyError, ValueError) as error:
        raise _error(
            "E450",
            file,
            f"Dit is geen volledig Word-bestand ({error}).",
            "Open het in Word en sla het opnieuw op als document (.docx).",
        ) from error
    _clean(styles, theme)
    _clean(fonts, theme)
    return Template(file, styles, fonts, theme, page, _style_ids(styles, file))


def _page(document: Element) -> PageMeasures:
    sections = document.findall(f".//{qn('w:sectPr')}")
    size = sections[-1].find(qn("w:pgSz")) if sections else None
    margins = sections[-1].find(qn("w:pgMar")) if sections else None
    if size is None or margins is None:
        raise ValueError("w:sectPr")

    def measure(node: Element, name: str) -> int:
        return int(node.get(_W + name, ""))

    names = ("top", "right", "bottom", "left", "header", "footer")
    return PageMeasures(
        measure(size, "w"), measure(size, "h"), *(measure(margins, name) for name in names)
    )


def _clean(root: Element, theme: Theme) -> None:
    """Drop foreign namespaces, revision marks, embedded fonts, numbering and theme fonts."""
    unwanted = {qn(f"w:{name}") for name in ("rsid", "numPr", "lang", "embedRegular")}
    unwanted |= {qn(f"w:{name}") for name in ("embedBold", "embedItalic", "embedBoldItalic")}
    for node in list(root.iter(etree.Element)):
        if node is not root and (node.tag in unwanted or not str(node.tag).startswith(_W)):
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
            continue
        for key in map(str, list(node.attrib)):
            if not key.startswith(_W) or key.startswith(_W + "rsid"):
                del node.attrib[key]
        if node.tag == qn("w:rFonts"):
            _name_fonts(node, theme)


def _name_fonts(fonts: Element, theme: Theme) -> None:
    """Replace references to the theme's fonts by the names of those fonts."""
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        key = f"{_W}{'cstheme' if slot == 'cs' else slot + 'Theme'}"
        reference = fonts.get(key)
        if reference is not None:
            del fonts.attrib[key]
            major = reference.startswith("major")
            fonts.set(_W + slot, theme.heading_font if major else theme.text_font)


def _style_ids(styles: Element, file: str) -> Mapping[StyleName, str]:
    present: dict[tuple[str, str], str] = {}
    for style in styles.iterchildren(qn("w:style")):
        named = style.find(qn("w:name"))
        if named is not None:
            key = (style.get(qn("w:type"), "paragraph"), named.get(qn("w:val"), "").casefold())
            present[key] = style.get(qn("w:styleId"), "")
    found: dict[StyleName, str] = {}
    problems: list[Problem] = []
    for kind, word_kind in _KINDS:
        for name in kind:
            identifier = present.get((word_kind, name.value.casefold()))
            if identifier:
                found[name] = identifier
            else:
                problems.append(_missing(name, word_kind, file))
    if problems:
        raise HouseStyleError(problems)
    return found


def _missing(name: StyleName, word_kind: str, file: str) -> Problem:
    kinds = {"paragraph": "alineastijl", "character": "tekenstijl", "table": "tabelstijl"}
    return Problem(
        "E452",
        Place(file),
        f"De {kinds[word_kind]} “{name.value}” ontbreekt.",
        "Maak deze stijl in Word, of neem haar over uit de reference.docx van een huisstijl "
        "die met vmreport is meegeleverd.",
    )


def set_language(template: Template, language: str) -> None:
    """Write the document's language into the defaults of the styles."""
    defaults = template.styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is None:
        raise _error(
            "E450",
            template.file,
            "De standaardinstellingen van de tekst ontbreken (w:docDefaults).",
            "Open het in Word en sla het opnieuw op als document (.docx).",
        )
    defaults.append(w("lang", val=language, eastAsia=language, bidi="ar-SA"))
