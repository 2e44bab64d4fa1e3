"""What in a Word file cannot be read whole: named by paragraph, all at once, nothing half-read.

Everything that is not on the list of known elements is refused, so that no text is ever lost.
Source: risks C3, R13, R15, R16.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from vmreport.advice.readers.word.package import Element, attribute, on, w
from vmreport.advice.readers.word.runs import hyperlink_of
from vmreport.advice.readers.word.styles import Styles
from vmreport.errors import Place, Problems

__all__ = ["CONTROL_PREFIX", "Paragraphs", "report_refused"]

CONTROL_PREFIX = "vmreport."
"""How the tags of the content controls of our own form begin."""

_KNOWN: Final = frozenset(
    w(name)
    for name in (
        *("p", "r", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "hyperlink"),
        *("lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "proofErr", "smartTag"),
        *("fldChar", "instrText", "footnoteReference", "footnoteRef", "tbl", "tr", "tc"),
        *("sdt", "sdtContent", "permStart", "permEnd"),
    )
)
_PROPERTIES: Final = frozenset(
    w(name)
    for name in (
        *("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr"),
        *("sdtEndPr", "smartTagPr"),
    )
)
_TRACKED: Final = frozenset(
    w(name)
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "delText", "delInstrText", "cellIns", "cellDel"),
        *("cellMerge", "rPrChange", "pPrChange", "tblPrChange", "tblGridChange", "trPrChange"),
        *("tcPrChange", "sectPrChange", "numberingChange", "tblPrExChange"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("customXmlInsRangeStart", "customXmlDelRangeStart", "customXmlMoveFromRangeStart"),
    )
)
_CHOICES: Final = {"dropDownList", "comboBox"}
_COMMENTS: Final = frozenset(
    w(name)
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")
)
_NAMES: Final = {
    "AlternateContent": "een tekstvak of tekening",
    "txbxContent": "een tekstvak",
    "drawing": "een afbeelding of tekening",
    "pict": "een afbeelding of tekening",
    "object": "een ingesloten bestand",
    "control": "een formulierveld",
    "altChunk": "een ander bestand dat is ingevoegd",
    "subDoc": "een ander bestand dat is ingevoegd",
    "endnoteReference": "een eindnoot",
    "sym": "een teken uit een symbolenlettertype",
    "oMath": "een formule",
    "oMathPara": "een formule",
    "ruby": "een uitspraakteken",
    "customXml": "een gekoppeld gegeven (aangepaste XML)",
}
_HINTS: Final = {
    "endnoteReference": "Maak er een voetnoot van.",
    "sym": "Vervang het teken door een gewoon teken.",
    "drawing": "Verwijder het; figuren maakt het rapport zelf.",
    "pict": "Verwijder het; figuren maakt het rapport zelf.",
}


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Numbers the paragraphs of a file from 1, table cells included, as places for messages."""

    file: str
    _places: dict[Element, Place] = field(default_factory=dict)

    @classmethod
    def of(cls, file: str, body: Element) -> Paragraphs:
        """Number all paragraphs in the order of the text."""
        made = cls(file)
        for number, paragraph in enumerate(body.iter(w("p")), start=1):
            made._places[paragraph] = Place(file, row=number, words=_first_words(paragraph))
        return made

    def place(self, element: Element | None) -> Place:
        """Give the place of a paragraph, of the paragraph around it, or of the first one in it."""
        current = element
        while current is not None and current not in self._places:
            current = current.getparent()
        if current is None and element is not None:
            current = next((node for node in element.iter(w("p")) if node in self._places), None)
        return self._places[current] if current is not None else Place(self.file)


def _first_words(paragraph: Element) -> str:
    tags = (w("t"), w("delText"))
    words = " ".join("".join(node.text or "" for node in paragraph.iter(*tags)).split())
    return words if len(words) <= 40 else f"{words[:39].rstrip()}…"


def report_refused(body: Element, styles: Styles, places: Paragraphs, problems: Problems) -> bool:
    """Report everything that cannot be read; say whether there was anything."""
    seen: set[tuple[str, str, Place]] = set()
    for code, element, what, hint in _refused(body, styles):
        place = places.place(element)
        if (code, what, place) not in seen:
            seen.add((code, what, place))
            problems.problem(code, place, what, hint)
    return bool(seen)


def _refused(root: Element, styles: Styles) -> Iterator[tuple[str, Element, str, str]]:
    """Yield code, element, what and hint of everything below `root` that is refused."""
    for node in root:
        if node.tag in _PROPERTIES:
            yield from _in_properties(node)
            continue
        fault = _fault(node)
        if fault is not None:
            yield fault[0], node, *fault[1:]
        if node.tag == w("p"):
            yield from _fields(node)
        if node.tag == w("r"):
            yield from _hidden(node, styles)
        if fault is None or fault[0] != "E394" or node.tag in _KNOWN:
            yield from _refused(node, styles)


def _fault(node: Element) -> tuple[str, str, str] | None:
    name = _local(node)
    if node.tag in _TRACKED:
        return _tracked(name)
    if node.tag in _COMMENTS:
        return (
            "E392",
            "Bij deze alinea staat een opmerking.",
            "Verwerk de opmerking en verwijder haar (Controleren, Verwijderen).",
        )
    if node.tag == w("sdt"):
        return _control(node)
    if node.tag == w("fldSimple"):
        return _field(attribute(node, "instr"))
    if node.tag in _KNOWN:
        return None
    known = _NAMES.get(name)
    return (
        "E394",
        f"Hier staat {known or f'een onderdeel dat niet gelezen wordt ({name})'}.",
        _HINTS.get(
            name, "Zet de tekst als gewone tekst in het document en verwijder dit onderdeel."
        ),
    )


def _tracked(name: str) -> tuple[str, str, str]:
    what = {
        "ins": "een ingevoegde",
        "del": "een verwijderde",
        "delText": "een verwijderde",
        "moveFrom": "een verplaatste",
        "moveTo": "een verplaatste",
    }.get(name)
    return (
        "E391",
        f"In deze alinea staat {what} tekst die nog niet is geaccepteerd."
        if what
        else "In deze alinea staat een gewijzigde opmaak die nog niet is geaccepteerd.",
        "Accepteer of verwerp eerst alle wijzigingen (Controleren, Wijzigingen bijhouden).",
    )


def _control(node: Element) -> tuple[str, str, str] | None:
    properties = node.find(w("sdtPr"))
    tag = attribute(properties.find(w("tag"))) if properties is not None else ""
    if tag.startswith(CONTROL_PREFIX) or (not tag and _is_bare_choice(properties)):
        return None
    return (
        "E394",
        "Hier staat een invulvak of bouwsteen van Word (inhoudsbesturingselement).",
        "Zet de tekst als gewone tekst in het document en verwijder het vak.",
    )


def _is_bare_choice(properties: Element | None) -> bool:
    """Whether this is a list to choose from and nothing else.

    LibreOffice saves the lists of our form without their name; the answer is plain text on the page.
    """
    kinds = {_local(child) for child in properties} if properties is not None else set()
    return bool(kinds & _CHOICES) and kinds <= _CHOICES | {"id", "showingPlcHdr", "placeholder"}


def _field(instruction: str) -> tuple[str, str, str]:
    words = instruction.split()
    name = words[0].upper() if words else "onbekend"
    return (
        "E395",
        f"Hier staat een veld van Word ({name}), zoals een inhoudsopgave, nummer of datum.",
        "Maak er gewone tekst van: zet de cursor erin en druk op Ctrl+Shift+F9.",
    )


def _fields(paragraph: Element) -> Iterator[tuple[str, Element, str, str]]:
    """Look at complex fields; only a hyperlink within one paragraph is read."""
    depth = 0
    instruction = ""
    for node in paragraph.iter(w("fldChar"), w("instrText")):
        kind = attribute(node, "fldCharType")
        if node.tag == w("instrText"):
            instruction += node.text or ""
        elif kind == "begin":
            depth += 1
        elif kind == "end":
            if depth != 1 or not hyperlink_of(instruction):
                yield (fault := _field(instruction))[0], paragraph, *fault[1:]
            depth, instruction = max(depth - 1, 0), ""
    if depth:
        yield (fault := _field(instruction))[0], paragraph, *fault[1:]


def _hidden(run: Element, styles: Styles) -> Iterator[tuple[str, Element, str, str]]:
    """Look at the properties of a run with words: hidden, struck through, below the line."""
    words = "".join(node.text or "" for node in run.iter(w("t"))).strip()
    if not words and run.find(w("footnoteReference")) is None:
        return
    properties = run.find(w("rPr"))
    paragraph = next(run.iterancestors(w("p")), None)
    own = styles.of_paragraph(paragraph.find(w("pPr")) if paragraph is not None else None)
    vanish = on(properties, "vanish")
    by_style = own.hidden or styles.of_run(properties).hidden
    if vanish or (vanish is None and by_style):
        yield "E393", run, *_HIDDEN_TEXT
    if on(properties, "strike") or on(properties, "dstrike"):
        yield (
            "E320",
            run,
            "Doorgestreepte tekst kan niet.",
            "Verwijder de doorgestreepte tekst, of haal de streep weg.",
        )
    if properties is None:
        return
    height = attribute(properties.find(w("vertAlign")))
    raised = height == "superscript" and any(sign.isdigit() and sign not in "123" for sign in words)
    if height == "subscript" or raised:
        what = "Hier staan verhoogde of verlaagde tekens; die opmaak gaat verloren."
        yield "E320", run, what, "Schrijf het anders, bijvoorbeeld voluit: kubieke meter."


_HIDDEN_TEXT = (
    "In deze alinea staat verborgen tekst.",
    "Maak de tekst zichtbaar (Lettertype, Verborgen uit) of verwijder haar.",
)


def _in_properties(properties: Element) -> Iterator[tuple[str, Element, str, str]]:
    """Look for changes and hidden marks in the properties of a paragraph, row, cell or table."""
    for node in properties.iter():
        if node.tag in _TRACKED:
            yield (fault := _tracked(_local(node)))[0], properties, *fault[1:]
    mark = properties.find(w("rPr")) if properties.tag == w("pPr") else None
    if on(mark, "vanish") or on(properties, "hidden"):
        yield "E393", properties, *_HIDDEN_TEXT


def _local(node: Element) -> str:
    tag = str(node.tag)
    return tag.rpartition("}")[2]
