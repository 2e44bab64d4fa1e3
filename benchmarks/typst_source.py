"""The reference report as a Typst document: headings, contents, tables and charts with alt texts."""

from __future__ import annotations

from pathlib import Path

from vmreport.charts.draw import draw
from vmreport.charts.theme import ChartTheme
from vmreport.document.blocks import (
    Block,
    BulletList,
    Contents,
    Cover,
    Figure,
    Heading,
    Paragraph,
    Table,
)
from vmreport.document.inlines import Inlines, plain_text
from vmreport.document.tree import ResolvedDocument

__all__ = ["write_typst"]

_HEAD = """#set document(title: {title}, author: {author}, date: datetime(year: 2024, month: 5, day: 14))
#set text(font: "Source Sans 3", size: 10.5pt, lang: "nl", hyphenate: true)
#set page(paper: "a4", margin: 25mm, header: [Het ijkrapport #h(1fr) verzonnen cijfers],
  footer: context [Gemeente Voorbeeldstad #h(1fr) Pagina #counter(page).display()])
#show table: set text(size: 9.5pt)
#show figure: set block(breakable: true)
"""


def write_typst(document: ResolvedDocument, folder: Path) -> Path:
    """Write `report.typ` and its charts into `folder`; give the path of the first."""
    meta = document.metadata
    parts = [_HEAD.format(title=_text(meta.title), author=_text(meta.organisation))]
    parts += [_block(block, folder) for block in document.blocks]
    path = folder / "report.typ"
    path.write_text("\n".join(parts), encoding="utf-8")
    return path


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _words(inlines: Inlines) -> str:
    return f"#{_text(plain_text(inlines))}"


def _block(block: Block, folder: Path) -> str:
    match block:
        case Cover(title, subtitle, organisation, date):
            lines = "\n\n".join(f"#{_text(line)}" for line in (subtitle, organisation, date))
            return f"#title({_text(title)})\n{lines}\n#pagebreak()"
        case Contents(depth):
            return f'#outline(title: "Inhoud", depth: {depth})\n#pagebreak()'
        case Heading(level, text, label=label):
            return f"{'=' * level} #{_text(f'{label} {plain_text(text)}')}"
        case Paragraph(text):
            return f"{_words(text)}\n"
        case BulletList(items):
            return "\n".join(f"- {_block(item.blocks[0], folder)}" for item in items)
        case Table():
            heads = ", ".join(f"[{_text(column.header)[1:-1]}]" for column in block.columns)
            cells = ",\n".join(
                ", ".join(f"[{_words(cell.text)}]" for cell in row.cells) for row in block.rows
            )
            table = f"table(columns: {len(block.columns)}, table.header({heads}),\n{cells})"
            return f"#figure({table}, caption: [{_words(block.caption)}])"
        case Figure():
            name = f"{block.anchor}.svg"
            (folder / name).write_bytes(draw(block.chart, ChartTheme()).svg_outlined())
            image = f"image({_text(name)}, alt: {_text(block.alt)})"
            return f"#figure({image}, caption: [{_words(block.caption)}])"
        case _:
            raise TypeError(type(block).__name__)
