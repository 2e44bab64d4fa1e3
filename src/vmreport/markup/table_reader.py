"""GFM tables to `Table`: caption, alignment, and no cell lost or made up."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode

from vmreport.document.blocks import Cell, Column, ColumnKind, Row, Table
from vmreport.document.inlines import Inline, Inlines, Text, plain_text
from vmreport.markup.attributes import read_attributes
from vmreport.markup.context import Context
from vmreport.markup.inline_reader import joined, read_inlines
from vmreport.markup.tables import column_shares, split_row

__all__ = ["is_caption", "read_table"]

_CAPTION_STARTS = ("Tabel: ", ": ")


def is_caption(node: SyntaxTreeNode) -> bool:
    """Whether a paragraph starts as the caption of the table under it."""
    if node.type != "paragraph" or not node.children:
        return False
    return node.children[0].content.startswith(_CAPTION_STARTS)


def read_table(
    node: SyntaxTreeNode, caption_node: SyntaxTreeNode | None, context: Context
) -> Table:
    """Give the table.

    The caption is the paragraph `Tabel: words` (or `: words`) right above it. Columns aligned
    right (`---:`) hold numbers; in templates centred columns (`:---:`) hold verdicts.
    """
    line = node.map[0] if node.map else 0
    rows = [row for part in node.children for row in part.children]
    header, body = rows[0], rows[1:]
    names = [plain_text(read_inlines(cell.children[0], context)) for cell in header.children]
    _check_table(rows, names, context)
    if not body:
        context.report(
            "E318", line, "Een tabel heeft geen rijen.", "Vul de tabel of verwijder hem."
        )
    cells = tuple(
        Row(tuple(Cell(read_inlines(cell.children[0], context)) for cell in row.children))
        for row in body
    )
    shares = column_shares(
        [
            [name, *(plain_text(row.cells[index].text) for row in cells)]
            for index, name in enumerate(names)
        ]
    )
    columns = tuple(
        Column(name, _kind(cell, context), share)
        for name, cell, share in zip(names, header.children, shares, strict=True)
    )
    caption, anchor = _caption(caption_node, line, context)
    return Table(caption, columns, cells, anchor or context.anchor("tabel"))


def _check_table(rows: list[SyntaxTreeNode], names: list[str], context: Context) -> None:
    for row in rows:
        line = row.map[0] if row.map else 0
        count = len(split_row(context.lines[line]))
        if count != len(names):
            context.report(
                "E318",
                line,
                f"Deze rij heeft {count} cellen, de kop van de tabel {len(names)}.",
                "Zet in elke rij evenveel | als in de kop; typ \\| voor een streep in de tekst.",
            )
    line = rows[0].map[0] if rows[0].map else 0
    for name in names:
        if not name.strip():
            context.report(
                "E318", line, "Een kolom heeft geen kop.", "Geef elke kolom een kop in woorden."
            )


def _caption(node: SyntaxTreeNode | None, line: int, context: Context) -> tuple[Inlines, str]:
    if node is None:
        context.notice(
            "W318",
            line,
            "Bij een tabel staat geen titel.",
            "Zet boven de tabel een alinea: Tabel: wat de tabel laat zien.",
        )
        return (), ""
    inlines = read_inlines(node.children[0], context)
    first = inlines[0] if inlines else Text("")
    words: list[Inline] = list(inlines)
    if isinstance(first, Text):
        start = next((item for item in _CAPTION_STARTS if first.text.startswith(item)), "")
        words[0] = Text(first.text.removeprefix(start))
    attributes = read_attributes(str(node.meta.get("attributes", "")))
    return joined(words), attributes.anchor


def _kind(cell: SyntaxTreeNode, context: Context) -> ColumnKind:
    style = str(cell.attrs.get("style", ""))
    if style.endswith("right"):
        return ColumnKind.NUMBER
    if style.endswith("center") and not context.is_advisor:
        return ColumnKind.VERDICT
    return ColumnKind.TEXT
