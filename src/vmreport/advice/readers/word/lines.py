"""Blocks of a Word file as Markdown lines that know their paragraph: our one reader does the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from vmreport.advice.readers.sections import Lines
from vmreport.advice.readers.word.blocks import WordBlock, WordTable, WordText
from vmreport.advice.readers.word.numbering import ListMark
from vmreport.advice.readers.word.styles import Role
from vmreport.errors import Place, Problems
from vmreport.markup.verbatim import escape_line_start

__all__ = ["cell_markdown", "to_lines"]

_SPEAKER = re.compile(r"(?:—|–|--|-)\s+\S")
_CAPTION = re.compile(r"Tabel(?:\s+[0-9]+)?\s*[:.]?\s+")


def to_lines(blocks: Iterable[WordBlock], file: str, problems: Problems) -> Lines:
    """Give the blocks as Markdown; a heading of level n becomes n hashes."""
    writer = _Writer(file, problems)
    found = list(blocks)
    for block, following in zip(found, [*found, None][1:], strict=True):
        match block:
            case WordTable():
                writer.table(block)
            case WordText():
                writer.text(block, before_table=isinstance(following, WordTable))
    return Lines(file, tuple(writer.lines), 1, tuple(writer.places))


def cell_markdown(cell: tuple[WordText, ...], *, between: str = " ") -> str:
    """Give a cell as Markdown on one line."""
    return between.join(text.markdown.replace("\n", " ") for text in cell)


@dataclass(slots=True)
class _Writer:
    file: str
    problems: Problems
    lines: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    _previous: WordBlock | None = None
    _indents: list[int] = field(default_factory=list)
    _delimiter: str = "."

    def text(self, text: WordText, *, before_table: bool) -> None:
        if text.literal:
            self._block(text, [text.markdown])
        elif text.role is Role.HEADING:
            self._block(text, [f"{'#' * text.level} {text.markdown}"])
        elif text.role is Role.QUOTE:
            self._quote(text)
        elif text.mark is not None:
            self._item(text, text.mark)
        elif before_table and (text.role is Role.CAPTION or _CAPTION.match(text.plain)):
            caption = _CAPTION.sub("", text.markdown, count=1)
            self._block(text, [f"Tabel: {caption}"])
        else:
            self._block(text, [escape_line_start(text.markdown)])
        self._previous = text

    def table(self, table: WordTable) -> None:
        """Write a table; the first row is its header, right-aligned columns hold numbers."""
        header, body = table.rows[0], table.rows[1:]
        marks = [
            "---:" if body and all(_is_right(row[column]) for row in body) else "---"
            for column in range(len(header))
        ]
        self._separate(table.place)
        for number, row in enumerate(table.rows):
            cells = [self._cell(cell) for cell in row]
            self._add(f"| {' | '.join(cells)} |", table.row_places[number])
            if number == 0:
                self._add(f"| {' | '.join(marks)} |", table.row_places[0])
        self._previous = table

    def _cell(self, cell: tuple[WordText, ...]) -> str:
        if len(cell) > 1:
            what = "Deze cel heeft meer dan één alinea."
            self.problems.problem("E396", cell[1].place, what, "Maak er één alinea van.")
        return cell_markdown(cell)

    def _quote(self, text: WordText) -> None:
        """Write a quote; a paragraph that starts with a dash says who spoke in the one before it."""
        previous = self._previous
        names_speaker = _SPEAKER.match(text.plain) is not None
        joins = isinstance(previous, WordText) and previous.role is Role.QUOTE and names_speaker
        lines = [f"> {escape_line_start(line)}" for line in text.markdown.split("\n")]
        if joins:
            for line in lines:
                self._add(line, text.place)
        else:
            self._block(text, lines)

    def _item(self, text: WordText, mark: ListMark) -> None:
        previous = self._previous
        goes_on = isinstance(previous, WordText) and previous.mark is not None
        if not goes_on:
            self._separate(text.place)
            self._indents = []
        elif mark.number == 1 and mark.depth == 0:
            self._delimiter = ")" if self._delimiter == "." else "."  # Word started a new list
        depth = min(mark.depth, len(self._indents))
        del self._indents[depth:]
        sign = "-" if mark.number is None else f"{mark.number}{self._delimiter}"
        self._add(
            f"{' ' * sum(self._indents)}{sign} {escape_line_start(text.markdown)}", text.place
        )
        self._indents.append(len(sign) + 1)

    def _block(self, text: WordText, lines: list[str]) -> None:
        self._separate(text.place)
        for line in lines:
            self._add(line, text.place)

    def _separate(self, place: Place) -> None:
        if self.lines:
            self._add("", place)

    def _add(self, line: str, place: Place) -> None:
        self.lines.append(line)
        self.places.append(place)


def _is_right(cell: tuple[WordText, ...]) -> bool:
    return all(text.right for text in cell) and bool(cell)
