"""Checks of pictures in a Word file: words for who cannot see them, ids, place."""

from __future__ import annotations

from collections import Counter

from vmreport.verify.docx_context import Context
from vmreport.verify.office_package import tag
from vmreport.verify.office_pictures import alt_fault

__all__ = ["check_drawings"]


def check_drawings(context: Context) -> None:
    """Rules word.alt-tekst, word.afbeelding-id and word.zwevend, for every drawing."""
    context.findings.ran("word.alt-tekst", "word.afbeelding-id", "word.zwevend")
    drawings = [node for _, root in context.stories for node in root.iter(tag("wp:docPr"))]
    counts = Counter(str(node.get("id")) for node in drawings)
    for node in drawings:
        named = f"“{node.get('name') or 'afbeelding zonder naam'}”"
        where = context.where(node)
        wrong = alt_fault(node)
        if wrong:
            hint = "Kies in Word bij de afbeelding Alternatieve tekst weergeven en beschrijf haar."
            context.findings.fault("word.alt-tekst", where, f"{named} {wrong}", hint)
        if counts[str(node.get("id"))] > 1:
            what = f"{named} heeft hetzelfde nummer ({node.get('id')}) als een andere afbeelding"
            hint = "Knip de afbeelding en plak haar opnieuw in Word."
            context.findings.fault("word.afbeelding-id", where, what, hint)
        if node.getparent().tag == tag("wp:anchor"):
            hint = "Zet in Word de tekstterugloop op “In tekstregel”."
            context.findings.fault("word.zwevend", where, f"{named} zweeft over de tekst", hint)
    for _, root in context.stories:
        for shape in root.iter(tag("v:shape"), tag("v:rect"), tag("v:textbox")):
            if shape.tag == tag("v:textbox") or not str(shape.get("alt", "")).strip():
                what = "een oude tekening of een tekstvak heeft geen beschrijving"
                hint = "Vervang de tekening door een gewone afbeelding met een beschrijving."
                context.findings.fault("word.alt-tekst", context.where(shape), what, hint)
