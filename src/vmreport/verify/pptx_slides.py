"""Rules for slides: titles, reading order, language, words for pictures, tables, nothing hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vmreport.verify.office_package import tag
from vmreport.verify.office_pictures import alt_fault
from vmreport.verify.pptx_deck import Slide, names_of, placeholder, texts_of
from vmreport.verify.report import Findings, shortened
from vmreport.verify.texts import LINK_HINT, is_language, link_fault

__all__ = [
    "check_hidden",
    "check_language",
    "check_link_texts",
    "check_objects",
    "check_reading_order",
    "check_tables",
    "check_titles",
]

_YES = ("1", "true", "on")
_SMALLEST = 600
"""Letters under this size are hidden, in hundredths of a point."""


def check_titles(slides: Sequence[Slide], findings: Findings) -> None:
    """Rule dia.diatitel: every slide has one title, and no two have the same."""
    findings.ran("dia.diatitel")
    hint = "Geef de dia in PowerPoint een eigen titel (Beeld, Overzichtsweergave)."
    seen: dict[str, int] = {}
    for slide in slides:
        words = [" ".join(texts_of(node)) for node in slide.titles]
        title = " ".join(words).strip()
        if not title:
            findings.fault("dia.diatitel", slide.where, "de dia heeft geen titel", hint)
        elif len(words) > 1:
            findings.fault("dia.diatitel", slide.where, "de dia heeft twee titels", hint)
        elif title in seen:
            what = f"de titel “{shortened(title)}” staat ook op dia {seen[title]}"
            findings.fault("dia.diatitel", slide.where, what, hint)
        seen.setdefault(title, slide.number)


def check_reading_order(slides: Sequence[Slide], findings: Findings) -> None:
    """Rule dia.leesvolgorde: the title is what is read first."""
    findings.ran("dia.leesvolgorde")
    hint = "Zet in PowerPoint bij Schikken, Selectievenster de titel onderaan in de lijst."
    for slide in slides:
        spoken = [node for node in slide.objects if _is_spoken(node)]
        titles = [node for node in slide.titles if texts_of(node)]
        if spoken and titles and spoken[0] is not titles[0]:
            what = "de titel is niet het eerste dat wordt voorgelezen"
            findings.fault("dia.leesvolgorde", slide.where, what, hint)


def _is_spoken(shape: Any) -> bool:
    names = names_of(shape)
    return bool(texts_of(shape)) or (names is not None and bool(names.get("descr")))


def check_language(slides: Sequence[Slide], findings: Findings) -> None:
    """Rule dia.taal: all text has a language, its own or that of the whole."""
    findings.ran("dia.taal")
    hint = "Selecteer de tekst en kies in PowerPoint Controleren, Taal."
    for slide in slides:
        for where, root in slide.roots:
            for run in root.iter(tag("a:r")):
                look = run.find(tag("a:rPr"))
                own = "" if look is None else str(look.get("lang", ""))
                words = shortened("".join(t.text or "" for t in run.iter(tag("a:t"))))
                if words and not is_language(own or slide.language):
                    what = f"de taal van “{words}” is niet ingesteld"
                    findings.fault("dia.taal", where, what, hint)


def check_objects(slides: Sequence[Slide], findings: Findings) -> None:
    """Rule dia.alt-tekst: pictures, charts and groups are described or decoration."""
    findings.ran("dia.alt-tekst")
    hint = "Kies in PowerPoint bij de afbeelding Alternatieve tekst weergeven en beschrijf haar."
    pictured = (tag("p:pic"), tag("p:graphicFrame"), tag("p:grpSp"))
    for slide in slides:
        for shape in slide.objects:
            names = names_of(shape)
            if shape.tag not in pictured or names is None or _is_table(shape):
                continue
            wrong = alt_fault(names)
            if wrong:
                what = f"“{names.get('name') or 'afbeelding zonder naam'}” {wrong}"
                findings.fault("dia.alt-tekst", slide.where, what, hint)


def _is_table(shape: Any) -> bool:
    return shape.find(f".//{tag('a:tbl')}") is not None


def check_tables(slides: Sequence[Slide], findings: Findings) -> None:
    """Rule dia.tabelkop: a table has a header row with words, and no merged cells."""
    findings.ran("dia.tabelkop")
    hint = "Zet in PowerPoint bij Tabelontwerp de Veldnamenrij aan en vul elke kop in."
    for slide in slides:
        for table in slide.root.iter(tag("a:tbl")):
            look = table.find(tag("a:tblPr"))
            rows = table.findall(tag("a:tr"))
            if look is None or look.get("firstRow") not in _YES:
                findings.fault("dia.tabelkop", slide.where, "een tabel heeft geen koprij", hint)
            elif rows and not all(texts_of(cell) for cell in rows[0].iter(tag("a:tc"))):
                what = "een kolom van een tabel heeft geen kop"
                findings.fault("dia.tabelkop", slide.where, what, hint)
            if any(set(cell.attrib) & {"gridSpan", "rowSpan"} for cell in table.iter(tag("a:tc"))):
                what = "een tabel heeft samengevoegde cellen"
                findings.fault("dia.tabelkop", slide.where, what, "Splits de cellen.")


def check_link_texts(slides: Sequence[Slide], findings: Findings) -> None:
    """Rule dia.linktekst: the words of a link say where it goes."""
    findings.ran("dia.linktekst")
    for slide in slides:
        for where, root in slide.roots:
            for click in root.iter(tag("a:hlinkClick")):
                look = click.getparent()
                if look is None or look.tag != tag("a:rPr"):
                    continue
                words = "".join(t.text or "" for t in look.getparent().iter(tag("a:t")))
                wrong = link_fault(" ".join(words.split()))
                if wrong:
                    findings.fault("dia.linktekst", where, wrong, LINK_HINT)


def check_hidden(slides: Sequence[Slide], findings: Findings) -> None:
    """Rule lek.verborgen: no hidden slides, hidden shapes or letters too small to see."""
    findings.ran("lek.verborgen")
    hint = "Verwijder wat verborgen is, of maak het zichtbaar."
    for slide in slides:
        if slide.root.get("show", "1") not in _YES:
            findings.fault("lek.verborgen", slide.where, "de dia is verborgen", hint)
        for shape in slide.objects:
            names = names_of(shape)
            if names is not None and names.get("hidden", "0") in _YES and not placeholder(shape):
                what = f"“{names.get('name')}” is verborgen"
                findings.fault("lek.verborgen", slide.where, what, hint)
        for run in slide.root.iter(tag("a:r")):
            look = run.find(tag("a:rPr"))
            words = shortened("".join(t.text or "" for t in run.iter(tag("a:t"))))
            if words and look is not None and int(look.get("sz", _SMALLEST)) < _SMALLEST:
                what = f"“{words}” is te klein om te lezen"
                findings.fault("lek.verborgen", slide.where, what, hint)
