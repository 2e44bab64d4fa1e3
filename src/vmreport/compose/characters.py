"""Whether every character can be printed, before anything is: in the input and in the document.

A character the shipped fonts lack would come from another font or print as a box. Input is
checked with file and row; the composed document, where only a template can still bring something
strange, with the heading nearby. Source: risks.md E6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import assert_never

from vmreport.advice.load import short_texts
from vmreport.compose.material import Material
from vmreport.document.blocks import (
    AdvisorText,
    Block,
    BulletList,
    Callout,
    Contents,
    Cover,
    FieldList,
    Figure,
    Heading,
    KeyFigures,
    NumberedList,
    Paragraph,
    Quote,
    Sheet,
    SpokenNotes,
    Table,
)
from vmreport.document.charts import chart_words
from vmreport.document.inlines import (
    Emphasis,
    Foreign,
    Inlines,
    Link,
    Note,
    Reference,
    Strong,
    Text,
    Verdict,
)
from vmreport.document.tree import ResolvedDocument, walk
from vmreport.errors import Place, Problem, Problems
from vmreport.fontset import Fontset, describe
from vmreport.markup.source import SourceText
from vmreport.survey.model import Survey

__all__ = ["check_document", "check_input"]

_HINT = "Vervang het door een gewoon teken of schrijf het in woorden."
_AROUND = 25


def check_input(material: Material, survey: Survey, fonts: Fontset, problems: Problems) -> None:
    """Report every character of the dossier that cannot be printed, with file and row."""
    questions = material.dossier.files.local_questions
    _texts(material.dossier.texts, fonts, problems)
    _figures(survey, fonts, problems)
    if questions is not None:
        _local_questions(survey, questions, fonts, problems)
    _texts((*material.sources, *short_texts(material.advice)), fonts, problems)


def _texts(sources: Iterable[SourceText], fonts: Fontset, problems: Problems) -> None:
    """Report E390 for each character of the advisor's texts or dossier.toml without a glyph."""
    for source in sources:
        for character in fonts.missing(source.markdown):
            at = source.markdown.index(character)
            place = source.place_at(at)
            if not source.key:
                place = Place(place.file, place.sheet, place.row)
            _report("E390", place, character, source.markdown, problems)


def _figures(survey: Survey, fonts: Fontset, problems: Problems) -> None:
    """Report E290 for names of areas and sources in the figures, at the first row that has them."""
    seen: set[str] = set()
    for observation in survey.observations.values():
        area = survey.areas.get(observation.key.area)
        names = {"gebied": area.name if area else "", "bron": observation.source}
        for column, name in names.items():
            if name in seen:
                continue
            seen.add(name)
            for character in fonts.missing(name):
                where = observation.place
                place = Place(where.file, where.sheet, where.row, column)
                _report("E290", place, character, name, problems)


def _local_questions(survey: Survey, path: Path, fonts: Fontset, problems: Problems) -> None:
    """Report E291 for the words of the municipality's own questions, with the line in the file."""
    text = path.read_text("utf-8-sig", "replace")
    for indicator in survey.indicators.values():
        if not indicator.is_local:
            continue
        words = (
            *(indicator.name, indicator.short, indicator.unit_label, indicator.base),
            *(indicator.sentence, indicator.question, indicator.subtheme),
        )
        for character in fonts.missing("\n".join(words)):
            at = text.find(character)
            row = text.count("\n", 0, at) + 1 if at >= 0 else None
            printed = next(word for word in words if character in word)
            _report("E291", Place(path.name, row=row), character, printed, problems)


def check_document(document: ResolvedDocument, fonts: Fontset) -> tuple[Problem, ...]:
    """Give E590 for each character of the whole document and its charts without a glyph."""
    problems = Problems()
    told: set[str] = set()
    for anchor, text in _printed(document):
        for character in fonts.missing(text):
            if character not in told:
                told.add(character)
                _report("E590", Place("document", column=anchor), character, text, problems)
    return tuple(problems.items)


def _report(code: str, place: Place, character: str, text: str, problems: Problems) -> None:
    at = text.index(character)
    around = " ".join(text[max(0, at - _AROUND) : at + _AROUND].split())
    what = f"Het teken {describe(character)} bestaat niet in onze letters: “{around}”."
    problems.problem(code, place, what, _HINT)


def _printed(document: ResolvedDocument) -> Iterator[tuple[str, str]]:
    """Yield every printed text with the anchor it stands near."""
    meta, terms = document.metadata, document.terms
    fixed = (meta.title, meta.organisation, meta.status, meta.banner, meta.running_title)
    words = (
        *(terms.figure, terms.table, terms.appendix, terms.contents, terms.chapter),
        *(terms.section, terms.source, terms.notes, terms.page, terms.skip_to_content),
    )
    yield from (("begin van het document", text) for text in (*fixed, *words))
    near = "begin van het document"
    for block in walk(document.blocks):
        if isinstance(block, Heading | Table | Figure):
            near = block.anchor
        yield from ((near, text) for text in _block_texts(block))


def _block_texts(block: Block) -> Iterator[str]:
    """Yield the printed texts of a block itself, not of the blocks in it."""
    match block:
        case Cover():
            yield from (block.title, block.subtitle, block.organisation, block.date, *block.lines)
        case Heading():
            yield from (block.topic, block.label, *_words(block.text))
        case Paragraph():
            yield from _words(block.text)
        case Quote():
            yield from (block.speaker, *_words(block.text))
        case FieldList():
            yield from (item.label for item in block.fields)
        case Callout():
            yield block.title
        case KeyFigures():
            for figure in block.figures:
                yield from (figure.value, figure.label, figure.note)
                for against, verdict in figure.comparisons:
                    yield from (against, verdict.sign, verdict.word)
        case Table():
            yield from (block.label, *_words(block.caption))
            yield from (column.header for column in block.columns)
            cells = (cell.text for row in block.rows for cell in row.cells)
            for inlines in (*cells, *block.notes):
                yield from _words(inlines)
        case Figure():
            yield from (block.label, *_words(block.caption), *chart_words(block.chart))
            for inlines in block.notes:
                yield from _words(inlines)
        case Contents():
            for entry in block.entries:
                yield from (entry.label, entry.topic, entry.text)
        case BulletList() | NumberedList() | AdvisorText() | Sheet() | SpokenNotes():
            return
        case _:
            assert_never(block)


def _words(inlines: Inlines) -> Iterator[str]:
    """Yield every printed run, footnotes included."""
    for inline in inlines:
        match inline:
            case Text(text) | Reference(text=text):
                yield text
            case Verdict(sign=sign, word=word):
                yield from (sign, word)
            case Strong(children) | Emphasis(children):
                yield from _words(children)
            case Foreign(children=children) | Link(children=children) | Note(children=children):
                yield from _words(children)
            case _:
                assert_never(inline)
