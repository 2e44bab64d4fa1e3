"""The Word forms of a dossier: recommendations, interpretation, qualitative findings, the guide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vmreport.advice.form import (
    EMPTY_TITLE,
    FIELDS,
    FORM_TEXTS,
    MEASURES,
    PART_MEASURES,
    PART_TEXT,
    PRIORITIES,
    STATUSES,
    FormField,
    plan_fields,
)
from vmreport.advice.instruments import current_instruments
from vmreport.forms import word_look as look
from vmreport.forms.word_parts import cell, choice, document, table, text
from vmreport.writers.docx.wml import Element, w

__all__ = ["interpretation_form", "qualitative_form", "recommendations_form"]

_BLOCKS = 3
_ROWS = 3
_LABEL_MM, _ANSWER_MM = 77.0, 180.0
_MEASURES_MM = (46.0, 42.0, 34.0, 38.0, 20.0, 20.0, 33.0, 24.0)


def recommendations_form(subtitle: str) -> bytes:
    """Give the form for recommendations: three blocks to fill in, landscape."""
    body = [text("Title", "Aanbevelingen"), text("Subtitle", subtitle)]
    body += _instructions(FORM_TEXTS.recommendations)
    for number in range(1, _BLOCKS + 1):
        body += _block(number)
    return document("Aanbevelingen", body, landscape=True)


def interpretation_form(subtitle: str, themes: Sequence[str]) -> bytes:
    """Give the form for the interpretation: a heading per theme with room to write."""
    body = [text("Title", "Duiding"), text("Subtitle", subtitle)]
    body += _instructions(FORM_TEXTS.interpretation)
    for theme in ("Samenvatting", *themes, "Conclusies"):
        body += [text("Heading1", theme), text(look.TEXT)]
    return document("Duiding", body, landscape=False)


def qualitative_form(subtitle: str) -> bytes:
    """Give the form for what residents and professionals say."""
    body = [text("Title", "Wat inwoners en professionals zeggen"), text("Subtitle", subtitle)]
    body += _instructions(FORM_TEXTS.qualitative)
    for heading, lines in (
        ("Inwoners", FORM_TEXTS.residents),
        ("Professionals", FORM_TEXTS.professionals),
    ):
        body += [text("Heading1", heading), *_instructions(lines)]
        body += [text("Heading2", "[invullen: onderwerp]"), text(look.TEXT)]
    return document("Wat inwoners en professionals zeggen", body, landscape=False)


def _instructions(lines: Sequence[str]) -> list[Element]:
    return [text(look.INSTRUCTION, line) for line in lines]


def _block(number: int) -> Iterator[Element]:
    heading = text("Heading1", f"A{number}. {EMPTY_TITLE}")
    if number > 1:
        heading[0].append(w("pageBreakBefore"))
    yield heading
    fields = [(_label(field), _answer(field)) for field in FIELDS]
    yield table((_LABEL_MM, _ANSWER_MM), fields, header=False, title=f"Velden van A{number}")
    yield text("Heading2", PART_TEXT)
    yield from _instructions(FORM_TEXTS.text)
    yield text(look.TEXT)
    yield text("Heading2", PART_MEASURES)
    yield from _instructions(FORM_TEXTS.measures)
    head = [
        cell(width, text(look.LABEL, _name(field)), text(look.INSTRUCTION, field.help), tint=True)
        for field, width in zip(MEASURES, _MEASURES_MM, strict=True)
    ]
    rows = [[cell(width) for width in _MEASURES_MM] for _ in range(_ROWS)]
    yield table(_MEASURES_MM, (head, *rows), header=True, title=f"Maatregelen van A{number}")


def _label(field: FormField) -> Element:
    name = text(look.LABEL, _name(field))
    return cell(_LABEL_MM, name, text(look.INSTRUCTION, field.help), tint=True)


def _name(field: FormField) -> str:
    return f"{field.name} *" if field.required else field.name


def _answer(field: FormField) -> Element:
    match field.name:
        case "Prioriteit":
            return cell(_ANSWER_MM, choice(field.name, [(word, word) for word in PRIORITIES]))
        case "Status":
            return cell(_ANSWER_MM, choice(field.name, [(word, word) for word in STATUSES]))
        case "Veld":
            options = [(f"{number} {name}", number) for number, name in plan_fields().items()]
            return cell(_ANSWER_MM, choice(field.name, options))
        case "Instrument":
            known = [(item.name, item.id) for item in current_instruments()]
            return cell(_ANSWER_MM, choice(field.name, known, free=True))
        case _:
            return cell(_ANSWER_MM)
