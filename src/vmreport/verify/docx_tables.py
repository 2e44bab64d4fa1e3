"""Checks of tables in a Word file: header row, title, regular grid. Source: WCAG 1.3.1."""

from __future__ import annotations

from typing import Any

from vmreport.verify.docx_context import Context
from vmreport.verify.office_package import attribute, tag, text_of
from vmreport.verify.report import shortened

__all__ = ["check_tables"]

_OFF = frozenset({"0", "false", "off"})


def check_tables(context: Context) -> None:
    """Rules word.tabelkop, word.tabeltitel and word.tabelraster, for every table."""
    context.findings.ran("word.tabelkop", "word.tabeltitel", "word.tabelraster")
    tables = [table for _, root in context.stories for table in root.iter(tag("w:tbl"))]
    for number, table in enumerate(tables, 1):
        rows = [row for row in table.iter(tag("w:tr")) if _table_of(row) is table]
        title = _title(table)
        named = f"tabel {number}" + (f" (“{shortened(title)}”)" if title else "")
        _header(context, rows, named, context.where(table))
        _named(context, table, title, named)
        _grid(context, table, rows, named)


def _table_of(node: Any) -> Any:
    return next(node.iterancestors(tag("w:tbl")), None)


def _title(table: Any) -> str:
    node = table.find(f"{tag('w:tblPr')}/{tag('w:tblCaption')}")
    return "" if node is None else attribute(node, "val").strip()


def _is_header(row: Any) -> bool:
    mark = row.find(f"{tag('w:trPr')}/{tag('w:tblHeader')}")
    return mark is not None and attribute(mark, "val", "1").casefold() not in _OFF


def _header(context: Context, rows: list[Any], named: str, where: str) -> None:
    hint = "Zet in Word de eerste rij op “Herhalen als veldnamenrij” (Tabeleigenschappen, Rij)."
    heads = [_is_header(row) for row in rows]
    if not heads or not heads[0]:
        context.findings.fault("word.tabelkop", where, f"{named} heeft geen koprij", hint)
        return
    count = heads.index(False) if False in heads else len(heads)
    if any(heads[count:]):
        what = f"{named} heeft een koprij midden in de tabel"
        context.findings.fault("word.tabelkop", where, what, hint)
    if count == len(rows):
        what = f"{named} heeft alleen koprijen"
        context.findings.fault("word.tabelkop", where, what, hint)
    if any(not text_of(cell).strip() for cell in rows[0].iter(tag("w:tc"))):
        what = f"{named} heeft een kolom zonder kop"
        context.findings.fault("word.tabelkop", where, what, "Geef elke kolom een kop in woorden.")


def _named(context: Context, table: Any, title: str, named: str) -> None:
    where = context.where(table)
    if not title:
        hint = "Vul in Word bij Tabeleigenschappen, Alternatieve tekst een titel in."
        context.findings.fault("word.tabeltitel", where, f"{named} heeft geen titel", hint)
    before = table.getprevious()
    while before is not None and before.tag in (tag("w:bookmarkStart"), tag("w:bookmarkEnd")):
        before = before.getprevious()
    style = "" if before is None else context.styles.paragraph_style(before)
    if context.styles.name(style) != "caption":
        hint = "Zet boven de tabel een bijschrift met Verwijzingen, Bijschrift invoegen."
        what = f"{named} heeft geen bijschrift dat iedereen ziet"
        context.findings.notice("word.tabeltitel", where, what, hint)


def _grid(context: Context, table: Any, rows: list[Any], named: str) -> None:
    where = context.where(table)
    hint = "Geef elke rij evenveel cellen; splits samengevoegde cellen."
    columns = len(table.findall(f"{tag('w:tblGrid')}/{tag('w:gridCol')}"))
    for place, row in enumerate(rows, 1):
        if _width(row) != columns:
            what = f"{named} heeft in rij {place} {_width(row)} kolommen in plaats van {columns}"
            context.findings.fault("word.tabelraster", where, what, hint)
            break
    merged = next(table.iter(tag("w:vMerge")), None) is not None or any(
        _span(cell) > 1 for cell in table.iter(tag("w:tc"))
    )
    if merged:
        what = f"{named} heeft samengevoegde cellen; voorleessoftware raakt daar de weg kwijt"
        context.findings.notice("word.tabelraster", where, what, hint)
    if len(list(table.iter(tag("w:tbl")))) > 1:
        what = f"in {named} staat nog een tabel"
        context.findings.notice("word.tabelraster", where, what, "Maak er twee tabellen van.")


def _width(row: Any) -> int:
    cells = [cell for cell in row.iter(tag("w:tc")) if next(cell.iterancestors(tag("w:tr"))) is row]
    width = sum(_span(cell) for cell in cells)
    for name in ("gridBefore", "gridAfter"):
        node = row.find(f"{tag('w:trPr')}/{tag(f'w:{name}')}")
        width += 0 if node is None else int(attribute(node, "val", "0"))
    return width


def _span(cell: Any) -> int:
    node = cell.find(f"{tag('w:tcPr')}/{tag('w:gridSpan')}")
    return 1 if node is None else int(attribute(node, "val", "1"))
