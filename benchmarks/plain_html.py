"""The reference report as the obvious program would write it: plain HTML for other renderers.

Automatic table layout, charts as matplotlib draws them, inline in the page; no tuning, and no use
of our own writers. It is the unit of the goals, so it must not change: same report, same bytes,
whatever vmreport itself becomes. Fonts are those of vmreport, by file, so that pages are as full.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas

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
from vmreport.document.charts import BarChart, IntervalChart, TrendChart
from vmreport.document.inlines import Emphasis, Inlines, Reference, Strong, Text, Verdict
from vmreport.document.tree import ResolvedDocument

__all__ = ["plain_html"]

_SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "plain",
    "font.family": "Source Sans 3",
    "font.size": 8.5,
}
_FACES = ((400, "normal", "Regular"), (400, "italic", "It"), (600, "normal", "Semibold"))
_CSS = """
@page { size: A4; margin: 25mm 22mm 25mm 22mm;
  @top-left { content: "Het ijkrapport"; font-size: 8.5pt; color: #59646f }
  @top-right { content: "verzonnen cijfers"; font-size: 8.5pt; font-weight: 600 }
  @bottom-left { content: "Gemeente Voorbeeldstad"; font-size: 8.5pt; color: #59646f }
  @bottom-right { content: "Pagina " counter(page); font-size: 8.5pt; color: #59646f } }
@page :first { @top-left { content: none } @bottom-left { content: none }
  @bottom-right { content: none } }
html { font: 10.5pt/15pt "Source Sans 3"; color: #1b2733 }
body { margin: 0 }
.cover { height: 240mm; break-after: page }
.cover h1 { margin-top: 80mm; font-size: 30pt; line-height: 36pt }
h1 { font-size: 19pt; line-height: 24pt; margin: 36pt 0 12pt; break-after: avoid }
h2 { font-size: 13pt; line-height: 17pt; margin: 24pt 0 8pt; break-after: avoid }
p { margin: 0 0 8pt; hyphens: auto }
.lead { font-size: 13pt; line-height: 18pt; margin-bottom: 15pt }
.contents { list-style: none; padding: 0; break-after: page }
.contents a { color: inherit; text-decoration: none }
.contents a::after { content: leader(".") target-counter(attr(href), page) }
figure { margin: 15pt 0 24pt; break-inside: avoid }
figure svg { width: 165mm; height: auto; display: block }
figcaption, caption { font-weight: 600; text-align: left; padding-bottom: 6pt }
.note { font-size: 8.5pt; line-height: 11pt; color: #59646f }
table { width: 100%; border-collapse: collapse; font-size: 9.5pt; line-height: 13pt;
  margin-top: 15pt }
th, td { text-align: left; vertical-align: top; padding: 2.75pt 5pt 2.75pt 0; font-weight: 400 }
thead th { font-weight: 600; border-top: 0.6pt solid; border-bottom: 0.6pt solid }
tbody { border-bottom: 0.6pt solid }
tr { break-inside: avoid }
.number { text-align: right }
.favourable { background: #cde8e9; color: #00707a; font-weight: 600 }
.unfavourable { background: #fadfc9; color: #a84a00; font-weight: 600 }
.no-difference { background: #eef1f4; color: #59646f }
"""


def plain_html(document: ResolvedDocument, fonts: Path) -> str:
    """Give the page; `fonts` is the folder of the font files."""
    faces = "".join(
        f'@font-face {{ font-family: "Source Sans 3"; font-weight: {weight}; '
        f'font-style: {style}; src: url("{(fonts / f"SourceSans3-{name}.ttf").as_uri()}") }}\n'
        for weight, style, name in _FACES
    )
    _use_fonts(fonts)
    with mpl.rc_context(_SETTINGS):
        body = "\n".join(_block(block) for block in document.blocks)
    title = escape(document.metadata.title)
    return (
        f'<!DOCTYPE html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>\n{faces}{_CSS}</style>\n</head>\n<body>\n{body}\n"
        "</body>\n</html>\n"
    )


def _use_fonts(fonts: Path) -> None:
    from matplotlib import font_manager

    for _, _, name in _FACES:
        font_manager.fontManager.addfont(fonts / f"SourceSans3-{name}.ttf")


def _block(block: Block) -> str:
    match block:
        case Cover(title, subtitle, organisation, date):
            return (
                f'<div class="cover"><h1>{escape(title)}</h1><p>{escape(subtitle)}</p>'
                f"<p>{escape(organisation)}</p><p>{escape(date)}</p></div>"
            )
        case Contents(entries=entries):
            lines = (
                f'<li><a href="#{entry.anchor}">{entry.label} {escape(entry.text)}</a></li>'
                for entry in entries
            )
            return f'<ul class="contents">{"".join(lines)}</ul>'
        case Heading():
            words = f"{block.label} {_inlines(block.text)}"
            return f'<h{block.level} id="{block.anchor}">{words}</h{block.level}>'
        case Paragraph():
            return f'<p class="{block.role.value}">{_inlines(block.text)}</p>'
        case BulletList(items):
            inside = ("".join(_block(part) for part in item.blocks) for item in items)
            return f"<ul>{''.join(f'<li>{text}</li>' for text in inside)}</ul>"
        case Table():
            return _table(block)
        case Figure():
            return (
                f'<figure id="{block.anchor}">{_chart(block)}<figcaption>{block.label} '
                f"{_inlines(block.caption)}</figcaption>{_notes(block.notes)}</figure>"
            )
        case _:
            raise TypeError(type(block).__name__)


def _table(table: Table) -> str:
    kinds = [column.kind.value for column in table.columns]
    heads = "".join(
        f'<th scope="col" class="{column.kind.value}">{escape(column.header)}</th>'
        for column in table.columns
    )
    rows = []
    for row in table.rows:
        first, *others = row.cells
        cells = [f'<th scope="row">{_inlines(first.text)}</th>']
        for kind, cell in zip(kinds[1:], others, strict=True):
            [inline] = cell.text
            heat = inline.tone.value if isinstance(inline, Verdict) else kind
            cells.append(f'<td class="{heat}">{_inlines(cell.text)}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    caption = f"<caption>{table.label} {_inlines(table.caption)}</caption>"
    return (
        f'<table id="{table.anchor}">{caption}<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>{chr(10).join(rows)}</tbody></table>{_notes(table.notes)}"
    )


def _notes(notes: Iterable[Inlines]) -> str:
    return "".join(f'<p class="note">{_inlines(note)}</p>' for note in notes)


def _inlines(inlines: Inlines) -> str:
    parts = []
    for inline in inlines:
        match inline:
            case Text(text):
                parts.append(escape(text))
            case Strong(children):
                parts.append(f"<strong>{_inlines(children)}</strong>")
            case Emphasis(children):
                parts.append(f"<em>{_inlines(children)}</em>")
            case Reference(anchor, text):
                words = text.replace("\u00a0", " ")  # as the obvious program would write it
                parts.append(f'<a href="#{anchor}">{escape(words)}</a>')
            case Verdict(sign=sign, word=word):
                parts.append(f"{sign} {escape(word)}")
            case _:
                raise TypeError(type(inline).__name__)
    return "".join(parts)


def _chart(figure: Figure) -> str:
    """Draw the chart of `figure` as everybody would, and give its SVG."""
    chart = figure.chart
    height = 4.2 if isinstance(chart, IntervalChart) else 3.2
    canvas = Canvas(figsize=(6.5, height))
    axes = canvas.add_subplot()
    match chart:
        case BarChart():
            _bars(axes, chart)
        case TrendChart():
            _trend(axes, chart)
        case IntervalChart():
            _intervals(axes, chart)
        case _:
            raise TypeError(type(chart).__name__)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="upper right")
    canvas.tight_layout()
    return _svg(canvas, figure.alt)


def _bars(axes: Any, chart: BarChart) -> None:
    for turn, series in enumerate(chart.series):
        points = [bar.point for bar in series.bars if bar.point is not None]
        places = [place + turn * 0.4 for place in range(len(points))]
        values = [point.value for point in points]
        errors = [
            value - (point.lower or value) for value, point in zip(values, points, strict=True)
        ]
        bars = axes.barh(places, values, 0.38, xerr=errors, label=series.name)
        axes.bar_label(bars, [point.text for point in points])
    axes.set_yticks(range(len(chart.categories)), chart.categories)
    axes.set_xlabel(chart.axis.label)
    axes.grid(axis="x")


def _trend(axes: Any, chart: TrendChart) -> None:
    for line in chart.lines:
        years = [point.edition for point in line.points]
        values = [point.point.value for point in line.points]
        errors = [point.point.value - (point.point.lower or 0) for point in line.points]
        axes.errorbar(years, values, errors, marker="o", capsize=3, label=line.name)
        for year, point in zip(years, line.points, strict=True):
            axes.annotate(point.point.text, (year, point.point.value))
    axes.set_xticks(chart.editions)
    axes.set_ylabel(chart.axis.label)
    axes.grid(axis="y")


def _intervals(axes: Any, chart: IntervalChart) -> None:
    for place, row in enumerate(chart.rows):
        if row.point is not None:
            error = row.point.value - (row.point.lower or row.point.value)
            axes.errorbar(row.point.value, place, xerr=error, marker="o", color="tab:blue")
            axes.annotate(row.point.text, (row.point.value, place))
        if row.verdict is not None:
            axes.text(1.0, place, row.verdict.word, transform=axes.get_yaxis_transform())
    axes.axvline(24, color="tab:gray", label=chart.reference_names[0])
    axes.set_yticks(range(len(chart.rows)), [row.label for row in chart.rows])
    axes.set_xlabel(chart.axis.label)
    axes.grid(axis="x")


def _svg(canvas: Any, alt: str) -> str:
    out = io.BytesIO()
    FigureCanvasSVG(canvas).print_svg(out, metadata={"Date": None, "Creator": None})
    text = re.sub(r"^.*?(?=<svg)", "", out.getvalue().decode(), count=1, flags=re.DOTALL)
    return text.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1)
