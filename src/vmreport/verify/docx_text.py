"""Checks of the running text of a Word file: title, language, headings, lists, links, letters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from vmreport.verify.docx_context import Context
from vmreport.verify.office_package import attribute, tag, text_of
from vmreport.verify.report import shortened
from vmreport.verify.texts import LINK_HINT, is_language, link_fault

__all__ = [
    "check_fonts",
    "check_headings",
    "check_language",
    "check_links",
    "check_lists",
    "check_spacers",
    "check_styles",
    "check_title",
]

_LONG = 30
"""Paragraphs from which a document needs headings."""
_BULLET = re.compile(r"[•◦▪‣●○■□–—*➢➤✓-][\s\u00a0]+\S|[o§][\t\u00a0]\S")
_NUMBER = re.compile(r"\(?(\d{1,2}|[a-z])[.)][\s\u00a0]+\S")
_CONTENT = ("w:drawing", "w:pict", "w:object", "w:br", "w:sectPr", "w:fldChar", "w:fldSimple")
_MARKS = ("w:footnoteRef", "w:separator", "w:continuationSeparator", "w:endnoteRef", "w:sym")


def check_title(context: Context) -> None:
    """Rule word.titel: the properties hold a title."""
    context.findings.ran("word.titel")
    root = context.file.property_part("core-properties")
    title = "" if root is None else root.findtext(tag("dc:title"), "").strip()
    if not title:
        context.findings.fault(
            "word.titel",
            "eigenschappen",
            "het document heeft geen titel",
            "Vul in Word bij Bestand, Info de titel in.",
        )


def check_language(context: Context) -> None:
    """Rule word.taal: the styles set a language for all text, and runs name existing ones."""
    context.findings.ran("word.taal")
    hint = "Stel in Word bij Controleren, Taal de taal van het hele document in."
    defaults = context.styles.defaults
    path = f"{tag('w:rPrDefault')}/{tag('w:rPr')}/{tag('w:lang')}"
    language = None if defaults is None else defaults.find(path)
    if language is None:
        chain = context.styles.chain(context.styles.default_ids.get("paragraph", ""))
        found = (style.find(f"{tag('w:rPr')}/{tag('w:lang')}") for style in chain)
        language = next((node for node in found if node is not None), None)
    value = "" if language is None else attribute(language, "val")
    if not is_language(value):
        what = f"de taal is “{value}”" if value else "het document heeft geen taal"
        context.findings.fault("word.taal", "stijlen", what, hint)
    for paragraph in context.paragraphs():
        for node in paragraph.iter(tag("w:lang")):
            own = attribute(node, "val")
            if own and not is_language(own):
                what = f"de taal “{own}” bestaat niet"
                context.findings.fault("word.taal", context.where(node), what, hint)


def check_headings(context: Context) -> None:
    """Rule word.koppen: headings exist, say something, start at 1 and skip no level."""
    context.findings.ran("word.koppen")
    hint = "Gebruik in Word de stijlen Kop 1, Kop 2 en Kop 3 na elkaar."
    level = 0
    filled = 0
    for paragraph in context.file.body.iter(tag("w:p")):
        text = text_of(paragraph).strip()
        filled += bool(text)
        found = context.styles.heading_level(paragraph)
        if not found:
            continue
        if not text:
            what = f"een kop van niveau {found} heeft geen tekst"
            context.findings.fault("word.koppen", context.where(paragraph), what, hint)
        elif found > level + 1:
            before = f"op niveau {level}" if level else "op geen kop"
            what = f"de kop “{shortened(text)}” (niveau {found}) volgt {before}"
            context.findings.fault("word.koppen", "", what, hint)
        level = found
    if not level and filled > _LONG:
        context.findings.fault("word.koppen", "", "het document heeft geen koppen", hint)


def check_lists(context: Context) -> None:
    """Rule word.lijsten: no bullets or numbers typed by hand."""
    context.findings.ran("word.lijsten")
    hint = "Maak er in Word een echte lijst van met Start, Opsommingstekens of Nummering."
    before = ""
    for paragraph in context.file.body.iter(tag("w:p")):
        text = text_of(paragraph).lstrip()
        numbered = _NUMBER.match(text)
        if _is_free(context, paragraph):
            successive = bool(numbered and before and _follows(before, numbered.group(1)))
            if _BULLET.match(text) or successive:
                what = f"“{shortened(text)}” is een getypte opsomming"
                context.findings.fault("word.lijsten", context.where(paragraph), what, hint)
        before = numbered.group(1) if numbered else ""


def _is_free(context: Context, paragraph: Any) -> bool:
    """Say whether a paragraph stands in no list, table or heading."""
    if context.styles.in_list(paragraph) or context.styles.heading_level(paragraph):
        return False
    return next(paragraph.iterancestors(tag("w:tbl")), None) is None


def _follows(one: str, other: str) -> bool:
    if one.isdecimal() and other.isdecimal():
        return int(other) == int(one) + 1
    return not one.isdecimal() and not other.isdecimal() and ord(other) == ord(one) + 1


def check_spacers(context: Context) -> None:
    """Rule word.lege-alinea: no paragraphs without content; an empty table cell keeps its one."""
    context.findings.ran("word.lege-alinea")
    hint = "Verwijder de lege regel en stel in Word witruimte in bij de alinea."
    for paragraph in context.file.body.iter(tag("w:p")):
        if text_of(paragraph).strip() or any(
            next(paragraph.iter(tag(name)), None) is not None for name in (*_CONTENT, *_MARKS)
        ):
            continue
        parent = paragraph.getparent()
        if parent.tag == tag("w:tc") and len(parent.findall(tag("w:p"))) == 1:
            continue
        context.findings.fault(
            "word.lege-alinea", context.where(paragraph), "hier staat een lege alinea", hint
        )


def check_links(context: Context) -> None:
    """Rule word.linktekst: the words of a link say where it goes."""
    context.findings.ran("word.linktekst")
    for _, root in context.stories:
        for link in root.iter(tag("w:hyperlink")):
            text = " ".join(text_of(link).split())
            if not text and next(link.iter(tag("w:drawing")), None) is not None:
                continue
            what = link_fault(text)
            if what:
                context.findings.fault("word.linktekst", context.where(link), what, LINK_HINT)


def check_styles(context: Context) -> None:
    """Rule word.stijlen: every style and list a text uses exists."""
    context.findings.ran("word.stijlen")
    hint = "Open het bestand in Word, kies een stijl die bestaat en bewaar het opnieuw."
    known = set(context.styles.styles)
    numbering = context.file.part_of("numbering")
    numbers = (
        set()
        if numbering is None
        else {attribute(node, "numId") for node in numbering.iter(tag("w:num"))}
    )
    for _, root in context.stories:
        for node in root.iter(tag("w:pStyle"), tag("w:rStyle"), tag("w:tblStyle")):
            if attribute(node, "val") not in known:
                what = f"de stijl “{attribute(node, 'val')}” bestaat niet"
                context.findings.fault("word.stijlen", context.where(node), what, hint)
        for node in root.iter(tag("w:numId")):
            if attribute(node, "val") not in numbers | {"0"}:
                what = f"lijst {attribute(node, 'val')} bestaat niet"
                context.findings.fault("word.stijlen", context.where(node), what, hint)


def check_fonts(context: Context, families: Collection[str]) -> None:
    """Rule word.letters: texts, styles and lists name only `families`.

    Fonts for other scripts and the table of fonts a program knows are left alone.
    """
    context.findings.ran("word.letters")
    used: dict[str, str] = {}
    for place, root in _in_use(context):
        for node in root.iter(tag("w:rFonts")):
            for slot in ("ascii", "hAnsi"):
                theme = attribute(node, f"{slot}Theme")[:5]
                used.setdefault(context.styles.theme_fonts.get(theme, attribute(node, slot)), place)
        for node in root.iter(tag("w:sym")):
            used.setdefault(attribute(node, "font"), place)
    for font, place in sorted(used.items()):
        if font and font not in families:
            context.findings.fault(
                "word.letters",
                place,
                f"het lettertype “{font}” is niet meegeleverd",
                f"Gebruik alleen {' of '.join(sorted(families))}.",
            )


def _in_use(context: Context) -> Iterator[tuple[str, Any]]:
    """Yield the texts, and of styles and lists only those that the texts use, with their place."""
    styles = context.styles
    used = set(styles.default_ids.values())
    numbers: set[str] = set()
    for name, root in context.stories:
        yield name, root
        named = root.iter(tag("w:pStyle"), tag("w:rStyle"), tag("w:tblStyle"))
        used |= {attribute(node, "val") for node in named}
        numbers |= {attribute(node, "val") for node in root.iter(tag("w:numId"))}
    if styles.defaults is not None:
        yield "standaardinstellingen", styles.defaults
    for style in dict.fromkeys(node for name in sorted(used) for node in styles.chain(name)):
        yield f"stijl {styles.name(attribute(style, 'styleId'))}", style
        numbers |= {attribute(node, "val") for node in style.iter(tag("w:numId"))}
    numbering = context.file.part_of("numbering")
    if numbering is not None:
        links = numbering.iterfind(f"{tag('w:num')}")
        kept = {_abstract(node) for node in links if attribute(node, "numId") in numbers}
        for node in numbering.iterchildren(tag("w:abstractNum")):
            if attribute(node, "abstractNumId") in kept:
                yield "lijsten", node


def _abstract(number: Any) -> str:
    link = number.find(tag("w:abstractNumId"))
    return "" if link is None else attribute(link, "val")
