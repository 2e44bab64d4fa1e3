"""Writes a resolved document as a workbook: cover, contents, text and one table to a sheet.

Conventions of gptables and aftables: title in A1, notes above the table, real Excel tables with
a header row, no merged cells, no empty rows or columns in them, words where a number is missing.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import Any

import xlsxwriter

from vmreport.charts.draw import draw
from vmreport.document.blocks import Contents, Figure
from vmreport.document.inlines import Text, plain_text
from vmreport.document.tree import ResolvedDocument
from vmreport.writers.house_style import HouseStyle
from vmreport.writers.ooxml.package import canonical_zip, read_zip
from vmreport.writers.ooxml.properties import app_properties, core_properties
from vmreport.writers.ooxml.theme import house_theme, theme_part
from vmreport.writers.xlsx.cells import CellWriter, Look
from vmreport.writers.xlsx.formats import Formats, base_font, line_size
from vmreport.writers.xlsx.lines import Line, LineKind
from vmreport.writers.xlsx.plan import PlannedSheet, plan_sheets
from vmreport.writers.xlsx.tables import put_table
from vmreport.writers.xlsx.widths import TEXT_WIDTH, line_height, lines_of, row_height

__all__ = ["write_xlsx"]

_OPTIONS = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_A4 = 9
_PIXELS_PER_INCH = 96
_POINTS_PER_MM = 72 / 25.4
_PICTURE_DPI = 192
_WORDS_COLUMN = 90
_UNDER_TITLE = 6
_UNDER_LINE = 4
"""Room under a line of words, in points."""


def write_xlsx(document: ResolvedDocument, style: HouseStyle) -> bytes:
    """Give `document` as a workbook in the house style; same document, same bytes.

    Raises WriterError when a cell would hold more than Excel allows, and ContentError when two
    columns of a table have the same header.
    """
    buffer = io.BytesIO()
    options = {**_OPTIONS, "default_format_properties": base_font(style)}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        metadata = document.metadata
        workbook.set_properties({"created": datetime.combine(metadata.date, time(), UTC)})
        formats = Formats(workbook, style)
        writer = _Writer(document, style, workbook, formats, CellWriter(formats))
        writer.write()
    parts = dict(read_zip(buffer.getvalue()))
    parts["docProps/core.xml"] = core_properties(document)
    parts["docProps/app.xml"] = app_properties(document)
    parts["xl/theme/theme1.xml"] = theme_part(house_theme(style))
    return canonical_zip(parts)


class _Writer:
    """Fills the sheets of one workbook."""

    def __init__(
        self,
        document: ResolvedDocument,
        style: HouseStyle,
        workbook: Any,
        formats: Formats,
        cells: CellWriter,
    ) -> None:
        self.document = document
        self.style = style
        self.workbook = workbook
        self.formats = formats
        self.cells = cells
        self.sheets = plan_sheets(document)
        self.tables = 0

    def write(self) -> None:
        """Write every sheet, then the notes."""
        for planned in self.sheets:
            self._sheet(planned)
        if self.cells.notes:
            name = self.document.terms.notes
            used = {sheet.name.casefold() for sheet in self.sheets}
            title = Line(LineKind.TITLE, (Text(name),))
            lines = (Line(LineKind.TEXT, note) for note in tuple(self.cells.notes))
            self._sheet(PlannedSheet(name if name.casefold() not in used else "", (title, *lines)))

    def _sheet(self, planned: PlannedSheet) -> None:
        sheet = self.workbook.add_worksheet(planned.name or None)
        self._page(sheet, landscape=planned.has_table)
        if not planned.has_table:
            sheet.set_column(0, 0, TEXT_WIDTH)
        row = 0
        for item in planned.items:
            match item:
                case Line():
                    self._line(sheet, row, item, wraps=not planned.has_table)
                    row += 1
                case Contents():
                    row = self._contents(sheet, row, item)
                case Figure():
                    row = self._figure(sheet, row, item)
                case _:
                    self.tables += 1
                    row = put_table(sheet, row, item, self.tables, self.cells)

    def _page(self, sheet: Any, *, landscape: bool) -> None:
        """Set how the sheet prints, and hide the lines between cells."""
        metadata = self.document.metadata
        sheet.hide_gridlines(2)
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        sheet.fit_to_pages(1, 0)
        if landscape:
            sheet.set_landscape()
        state = " · ".join(part for part in (metadata.status, metadata.banner) if part)
        # The space ends the size: a title may begin with a digit.
        sheet.set_header(f"&L&8 {_escaped(metadata.running_title)}&R&8 {_escaped(state)}")
        page = self.document.terms.page
        sheet.set_footer(f"&L&8 {_escaped(metadata.organisation)}&R&8 {page} &P")

    def _line(self, sheet: Any, row: int, line: Line, *, wraps: bool) -> None:
        look = Look({**self.formats.line(line.kind), "text_wrap": wraps})
        mark = (Text(line.mark),) if line.mark else ()
        words, size = (*mark, *line.text), line_size(line.kind)
        lines = lines_of(plain_text(words), TEXT_WIDTH, size) if wraps else 1
        space = _UNDER_TITLE if line.kind is LineKind.TITLE else _UNDER_LINE if wraps else 0
        sheet.set_row(row, line_height(lines, size) + space)
        self.cells.write(sheet, row, 0, words, look)

    def _contents(self, sheet: Any, row: int, contents: Contents) -> int:
        """Write the sheets with what stands on them, each a link; give the next row."""
        terms = self.document.terms
        sheet.set_column(0, 0, max(len(planned.name) for planned in self.sheets) + 4)
        sheet.set_column(1, 1, _WORDS_COLUMN)
        for column, words in enumerate((terms.sheet, terms.topic)):
            sheet.write_string(row, column, words, self.formats.head(number=False))
        names = {anchor: sheet_.name for sheet_ in self.sheets for anchor in sheet_.anchors}
        current = ""
        for place, entry in enumerate(contents.entries, 1):
            current = names.get(entry.anchor, current)
            look = self.formats.cell(last=place == len(contents.entries))
            words = " ".join(part for part in (entry.label, entry.topic, entry.text) if part)
            link = self.formats.make(**look, underline=1, font_color=self.style.colours.house)
            target = current.replace("'", "''")
            sheet.set_row(row + place, row_height([(words, _WORDS_COLUMN)]))
            sheet.write_url(row + place, 0, f"internal:'{target}'!A1", link, current)
            self.cells.write(
                sheet, row + place, 1, (Text(words),), Look({**look, "text_wrap": True})
            )
        return row + len(contents.entries) + 1

    def _figure(self, sheet: Any, row: int, figure: Figure) -> int:
        """Put a chart as a picture with its words; give the next row."""
        drawn = draw(figure.chart, self.style.chart_theme)
        scale = _PIXELS_PER_INCH / _PICTURE_DPI
        options = {
            "image_data": io.BytesIO(drawn.png(dpi=_PICTURE_DPI)),
            "description": figure.alt,
            "x_scale": scale,
            "y_scale": scale,
        }
        caption = (Text(f"{figure.label} "), *figure.caption)
        look = Look({**self.formats.line(LineKind.LABEL)})
        self.cells.write(sheet, row, 0, caption, look)
        row += 1
        for note in figure.notes:
            self.cells.write(sheet, row, 0, note, Look(self.formats.line(LineKind.SMALL)))
            row += 1
        sheet.set_row(row, min(drawn.height_mm * _POINTS_PER_MM + 6, 409))
        sheet.insert_image(row, 0, f"{plain_text(figure.caption)[:20]}.png", options)
        return row + 1


def _escaped(text: str) -> str:
    """Give text for a page header, where an ampersand starts a code."""
    return text.replace("&", "&&")
