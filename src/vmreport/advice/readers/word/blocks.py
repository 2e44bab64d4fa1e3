"""The body of a Word file as blocks in order: headings, paragraphs, list items, quotes, tables.

Instructions of our own form are left out, exactly as they were written and nothing else; what the
blocks become is for `lines` and `recommendations`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from vmreport.advice.form import INSTRUCTIONS
from vmreport.advice.readers.text_file import clean_words
from vmreport.advice.readers.word.numbering import ListMark, Numbering
from vmreport.advice.readers.word.package import Element, WordFile, attribute, w
from vmreport.advice.readers.word.refusals import Paragraphs, report_refused
from vmreport.advice.readers.word.runs import Runs, is_placeholder_text
from vmreport.advice.readers.word.styles import Role, Styles
from vmreport.errors import Place, Problems

__all__ = ["WordBlock", "WordTable", "WordText", "read_blocks"]

_MAX_PARAGRAPH = 20_000
_MAX_TEXT = 2_000_000
_CONTAINER = ":::"


@dataclass(frozen=True, slots=True)
class WordText:
    """A paragraph with words, as what its style makes of it."""

    role: Role
    markdown: str
    plain: str
    """The words as typed."""
    place: Place
    level: int = 0
    """Of a heading."""
    mark: ListMark | None = None
    literal: bool = False
    """The words are syntax of ours, such as `::: kader uitleg`."""
    right: bool = False
    """Aligned right: in a table, a number."""


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table without merged cells; every row is as long as the first."""

    rows: tuple[tuple[tuple[WordText, ...], ...], ...]
    """Rows of cells of paragraphs; an empty cell has none."""
    row_places: tuple[Place, ...]
    place: Place


WordBlock: TypeAlias = WordText | WordTable


def read_blocks(file: WordFile, problems: Problems, *, status: str) -> tuple[WordBlock, ...] | None:
    """Give the blocks; None after saying everything that cannot be read.

    Highlighted text is not finished: a notice, or a problem when `status` is `definitief`.
    """
    places = Paragraphs.of(file.name, file.body)
    styles = Styles(file.styles)
    refused = report_refused(file.body, styles, places, problems)
    for note in file.footnotes.values():
        if attribute(note, "type") in {"", "normal"}:
            note_places = Paragraphs(file.name)
            refused = report_refused(note, styles, note_places, problems) or refused
    reader = _Reader(file, styles, Numbering.read(file.numbering), places, problems, status)
    blocks = tuple(reader.blocks(file.body))
    if reader.size > _MAX_TEXT:
        what = "In dit bestand staan meer dan 2 miljoen tekens."
        hint = "Controleer of dit het goede bestand is."
        problems.problem("E302", Place(file.name), what, hint)
    _notice_margins(file, problems)
    return None if refused else blocks


def _notice_margins(file: WordFile, problems: Problems) -> None:
    if any((node.text or "").strip() for part in file.margins for node in part.iter(w("t"))):
        problems.notice(
            "W394",
            Place(file.name),
            "De koptekst en de voettekst van dit bestand worden niet gelezen.",
            "Zet tekst die in het rapport hoort in het document zelf.",
        )


@dataclass(slots=True)
class _Reader:
    file: WordFile
    styles: Styles
    numbering: Numbering
    places: Paragraphs
    problems: Problems
    status: str
    size: int = 0

    def blocks(self, parent: Element) -> Iterator[WordBlock]:
        for node in parent:
            if node.tag == w("p"):
                block = self._paragraph(node)
                if block is not None:
                    yield block
            elif node.tag == w("tbl"):
                table = self._table(node)
                if table is not None:
                    yield table
            elif node.tag == w("sdt") and is_placeholder_text(node):
                continue
            elif node.tag in (w("sdt"), w("sdtContent")):
                yield from self.blocks(node)

    def _paragraph(self, node: Element) -> WordText | None:
        properties = node.find(w("pPr"))
        style = self.styles.of_paragraph(properties)
        runs = Runs(self.file, self.styles)
        place = self.places.place(node)
        mark = self._mark(properties, style.list_id, style.list_level)
        plain = runs.plain(node)
        if not plain.strip():
            return None
        self.size += len(plain)
        if style.role is Role.INSTRUCTION:
            self._check_instruction(plain, place)
            return None
        if _is_highlighted(node):
            self._unfinished(place)
        literal = plain.startswith(_CONTAINER)
        markdown, lost_look = runs.markdown(node)
        if lost_look and not literal:
            what = "In deze alinea staat vet of cursief midden in een woord; dat is weggelaten."
            self.problems.notice("W320", place, what, "Maak het hele woord vet of cursief.")
        made = WordText(
            role=style.role,
            markdown=clean_words(plain if literal else markdown, place, self.problems),
            plain=plain,
            place=place,
            level=style.level,
            mark=None if style.role is Role.HEADING else mark,
            literal=literal,
            right=properties is not None
            and attribute(properties.find(w("jc"))) in {"right", "end"},
        )
        return self._checked(made)

    def _mark(self, properties: Element | None, list_id: str, level: int) -> ListMark | None:
        own = properties.find(w("numPr")) if properties is not None else None
        if own is not None:
            list_id = attribute(own.find(w("numId"))) or list_id
            depth = attribute(own.find(w("ilvl")))
            level = int(depth) if depth.isdecimal() and len(depth) < 3 else level
        return self.numbering.mark(list_id, level) if list_id else None

    def _check_instruction(self, plain: str, place: Place) -> None:
        """Leave out an instruction of our form; words typed into it would be lost, so say so."""
        if " ".join(plain.split()) not in INSTRUCTIONS:
            self.problems.problem(
                "E397",
                place,
                "Deze alinea heeft de opmaak van de uitleg in het formulier, maar is veranderd.",
                "Is het uw tekst? Kies de stijl Standaard. Is het uitleg? Verwijder de alinea.",
            )

    def _unfinished(self, place: Place) -> None:
        what = "Deze tekst is nog niet af: er is een stuk gemarkeerd."
        if self.status == "definitief":
            hint = "Maak de tekst af en haal de markering weg."
            self.problems.problem("E335", place, what, hint)
        else:
            hint = "Maak de tekst af voor hij definitief is, en haal de markering weg."
            self.problems.notice("W335", place, what, hint)

    def _checked(self, text: WordText) -> WordText:
        if len(text.plain) > _MAX_PARAGRAPH:
            self.problems.problem(
                "E302",
                text.place,
                f"Deze alinea heeft {len(text.plain)} tekens.",
                "Verdeel de tekst over alinea's.",
            )
        if "\n" in text.markdown and text.role is not Role.QUOTE:
            self.problems.problem(
                "E320",
                text.place,
                "In deze alinea staat een regeleinde (Shift+Enter).",
                "Maak er een nieuwe alinea van met Enter.",
            )
            return replace(text, markdown=" ".join(text.markdown.split("\n")))
        return text

    def _table(self, node: Element) -> WordTable | None:
        before = len(self.problems.blocking)
        rows: list[tuple[tuple[WordText, ...], ...]] = []
        row_places: list[Place] = []
        for row in _inside(node, "tr"):
            cells = list(_inside(row, "tc"))
            for cell in cells:
                self._check_cell(cell)
            texts = tuple(
                tuple(block for block in self.blocks(cell) if isinstance(block, WordText))
                for cell in cells
            )
            rows.append(texts)
            row_places.append(self.places.place(row))
        if rows and any(len(row) != len(rows[0]) for row in rows):
            what = "Niet elke rij van deze tabel heeft evenveel cellen."
            hint = "Maak een tabel met in elke rij evenveel cellen."
            self.problems.problem("E396", self.places.place(node), what, hint)
        if not rows or len(self.problems.blocking) > before:
            return None
        return WordTable(tuple(rows), tuple(row_places), self.places.place(node))

    def _check_cell(self, cell: Element) -> None:
        properties = cell.find(w("tcPr"))
        span = attribute(properties.find(w("gridSpan"))) if properties is not None else ""
        merged = properties is not None and (
            properties.find(w("vMerge")) is not None or properties.find(w("hMerge")) is not None
        )
        place = self.places.place(cell)
        if merged or span not in {"", "1"}:
            what = "In deze tabel zijn cellen samengevoegd."
            self.problems.problem("E396", place, what, "Splits de cellen en vul elke cel.")
        if next(cell.iter(w("tbl")), None) is not None:
            what = "In deze tabel staat nog een tabel."
            self.problems.problem("E396", place, what, "Zet die tabel onder de eerste.")


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the rows or cells, also those within a content control of our form."""
    for node in parent:
        if node.tag == w(tag):
            yield node
        elif node.tag in (w("sdt"), w("sdtContent")):
            yield from _inside(node, tag)


def _is_highlighted(paragraph: Element) -> bool:
    return any(
        attribute(mark) not in {"", "none"}
        and any((node.text or "").strip() for node in run.iter(w("t")))
        for run in paragraph.iter(w("r"))
        for mark in run.iterfind(f"{w('rPr')}/{w('highlight')}")
    )
