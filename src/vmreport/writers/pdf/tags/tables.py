"""Tables after merging: the scope of header cells, and which headers belong to which cell.

Source: ISO 32000-1, 14.8.5.7; design/accessibility.md section 4.5, Headers/ID.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vmreport.writers.pdf.tags.tree import Node, nodes

__all__ = ["label_tables"]

_Grid = dict[tuple[int, int], Node]


def label_tables(root: Node) -> None:
    """Give every TH a Scope, and headers by ID to the cells of tables with spanned headers."""
    tables = [node for node in nodes(root) if node.role == "Table"]
    for number, table in enumerate(tables, start=1):
        rows = tuple(_rows(table))
        for row, in_head in rows:
            for cell in row.kids:
                if isinstance(cell, Node) and cell.role == "TH":
                    scope = "/Column" if in_head else "/Row"
                    cell.attributes.setdefault("Table", {}).setdefault("Scope", scope)
        cells = [cell for row, _ in rows for cell in row.kids if isinstance(cell, Node)]
        if any(cell.role == "TH" and _spans(cell) != (1, 1) for cell in cells):
            _name_headers(number, [row for row, _ in rows])


def _rows(table: Node) -> Iterator[tuple[Node, bool]]:
    for part in table.kids:
        if not isinstance(part, Node):
            continue
        if part.role == "TR":
            yield part, False
        elif part.role in {"THead", "TBody", "TFoot"}:
            rows = (row for row in part.kids if isinstance(row, Node))
            yield from ((row, part.role == "THead") for row in rows)


def _spans(cell: Node) -> tuple[int, int]:
    """Give over how many rows and columns the cell goes."""
    attributes = cell.attributes.get("Table", {})
    return attributes.get("RowSpan", 1), attributes.get("ColSpan", 1)


def _name_headers(number: int, rows: Sequence[Node]) -> None:
    grid, places = _lay_out(rows)
    for cell, (row, column) in places:
        if cell.role == "TH":
            cell.id = f"t{number}-{row}-{column}"
    for cell, (row, column) in places:
        high, wide = _spans(cell)
        above = [(r, c) for c in range(column, column + wide) for r in range(row)]
        left = [(r, c) for r in range(row, row + high) for c in range(column)]
        found = [*_headers(grid, above, "/Column"), *_headers(grid, left, "/Row")]
        cell.header_ids = tuple(dict.fromkeys(found))


def _lay_out(rows: Sequence[Node]) -> tuple[_Grid, list[tuple[Node, tuple[int, int]]]]:
    """Give the cell of every place in the grid, and the first place of every cell."""
    grid: _Grid = {}
    places = []
    for row, node in enumerate(rows):
        column = 0
        for cell in node.kids:
            if not isinstance(cell, Node):
                continue
            while (row, column) in grid:
                column += 1
            high, wide = _spans(cell)
            places.append((cell, (row, column)))
            grid |= {(row + r, column + c): cell for r in range(high) for c in range(wide)}
            column += wide
    return grid, places


def _headers(grid: _Grid, places: Sequence[tuple[int, int]], scope: str) -> Iterator[str]:
    for place in places:
        cell = grid.get(place)
        if cell and cell.role == "TH" and cell.attributes["Table"]["Scope"] == scope:
            yield cell.id
