"""Turns blocks and inlines into HTML, one template per block, the same for print and screen.

Words, numbers and order are those of the model. Pages, heads and stylesheets are made elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, assert_never

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from vmreport.assets import templates_root
from vmreport.charts.draw import draw
from vmreport.charts.lettering import MM
from vmreport.document.blocks import (
    AdvisorText,
    Block,
    BulletList,
    Callout,
    ColumnKind,
    Contents,
    ContentsEntry,
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
from vmreport.document.inlines import (
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Note,
    Reference,
    Strong,
    Text,
    Verdict,
    plain_text,
)
from vmreport.document.tree import Terms
from vmreport.writers.column_widths import ColumnRuler
from vmreport.writers.house_style import HouseStyle
from vmreport.writers.html.assets import AssetStore
from vmreport.writers.html.stylesheet import Mode
from vmreport.writers.together import LINE_CHARACTERS, characters, fields_stay_whole

__all__ = ["BlockRenderer", "PlacedNote", "html_environment"]

_WHOLE_TABLE_PT = 360.0
"""Tables up to this height (about half a page) are not broken over pages."""
_WHOLE_LANDSCAPE_TABLE_PT = 200.0
"""The same on a page that lies on its side."""
_WHOLE_TEXT = 1_000
"""Callouts and fields of up to so many characters are not broken over pages."""
_PADDING = {ColumnKind.TEXT: 5.0, ColumnKind.NUMBER: 8.0, ColumnKind.VERDICT: 11.0}
_WIDE = 6
"""A table of more columns has smaller letters."""
_SPARE = 1.02
"""What a text may come out wider than measured: rounding of widths, letters of another font."""
_BESIDE = {kind: points * MM for kind, points in _PADDING.items()}
"""Padding of a cell in mm, as in blocks.css."""
_BEFORE_FIRST = 4.0 * MM
"""What the first cell of a table of many columns is padded more."""
_TABLE_CHARACTERS = 108
"""About how many characters of table text stand side by side in the full width."""


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A footnote of the screen page: its text stands at the end, with a way back."""

    number: int
    id: str
    call_id: str
    text: Markup


@dataclass(frozen=True, slots=True)
class _Branch:
    """A contents entry with the entries below it."""

    entry: ContentsEntry
    children: list[_Branch]


def html_environment() -> Environment:
    """Give the Jinja environment over templates/html: always escaping, nothing undefined."""
    return _environment(templates_root() / "html")


@cache
def _environment(folder: Path) -> Environment:
    """Templates are compiled once: these are ours, the same for every document."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


@dataclass(slots=True)
class BlockRenderer:
    """Renders the blocks of one document in one mode; collects what the page needs besides."""

    style: HouseStyle
    mode: Mode
    store: AssetStore
    heading_offset: int
    """0, or 1 when the title on the cover is the first heading."""
    terms: Terms
    """Words for what has no visible heading of its own."""
    environment: Environment = field(default_factory=html_environment)
    notes: list[PlacedNote] = field(default_factory=list)
    """The footnotes met so far, for the end of a screen page."""
    column_widths: set[int] = field(default_factory=set)
    """The `<col>` widths met so far, in tenths of a percent."""
    _width: float = 0.0
    _callouts: int = 0
    _macros: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Start at the width of an upright page."""
        self._width = self.style.page.text_width
        self._macros = vars(self.environment.get_template("inlines.html.j2").module)

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Give the HTML of `blocks` in order."""
        return Markup("\n").join([self.block(block) for block in blocks])

    def block(self, block: Block) -> Markup:
        """Give the HTML of one block."""
        match block:
            case Cover():
                return self._fill(block, **self._logo())
            case Heading():
                return self._fill(block, tag_level=block.level + self.heading_offset)
            case Paragraph(text):
                return self._fill(block, short=len(plain_text(text)) <= 2 * LINE_CHARACTERS)
            case BulletList() | NumberedList() | Quote() | AdvisorText() | SpokenNotes():
                return self._fill(block)
            case FieldList(fields):
                sizes = [characters(field.blocks) for field in fields]
                long = [i for i, n in enumerate(sizes) if n > _WHOLE_TEXT]
                return self._fill(block, long=long, short=fields_stay_whole(block, self.style))
            case Callout():
                return self._callout(block)
            case KeyFigures():
                return self._fill(block, across=_tiles_across(len(block.figures)))
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Contents():
                tree = _contents_tree(block.entries)
                return self._fill(block, tree=tree, name=self.terms.contents)
            case Sheet():
                return self._sheet(block)
        assert_never(block)

    def inlines(self, inlines: Inlines) -> Markup:
        """Give the HTML of a run of text."""
        return Markup("").join([self._inline(inline) for inline in inlines])

    def _inline(self, inline: Inline) -> Markup:
        match inline:
            case Text(text):
                return escape(text)
            case Strong(children):
                return self._macro("strong", self.inlines(children))
            case Emphasis(children):
                return self._macro("emphasis", self.inlines(children))
            case Foreign(language, children):
                return self._macro("foreign", language, self.inlines(children))
            case Link(url, children):
                return self._macro("link", url, self.inlines(children))
            case Verdict(tone, sign, word):
                return self._macro("verdict", tone.value, sign, word)
            case Reference(anchor, text):
                return self._macro("reference", anchor, text)
            case Note():
                return self._note(inline)
        assert_never(inline)

    def _macro(self, name: str, *words: object) -> Markup:
        made: Markup = self._macros[name](*words)
        return made

    def _note(self, note: Note) -> Markup:
        if self.mode is Mode.PRINT:
            return self._macro("note_print", note.number, self.inlines(note.children))
        placed = PlacedNote(
            number=note.number,
            id=f"vm-note-{note.number}",
            call_id=f"vm-note-call-{note.number}",
            text=self.inlines(note.children),
        )
        self.notes.append(placed)
        return self._macro("note_screen", placed.number, placed.id, placed.call_id)

    def _fill(self, block: Block, **context: object) -> Markup:
        template = self.environment.get_template(f"blocks/{template_stem(type(block))}.html.j2")
        text = template.render(
            block=block, mode=self.mode.value, inlines=self.inlines, blocks=self.blocks, **context
        )
        return Markup(text.strip())  # noqa: S704 - made by an escaping template

    def _logo(self) -> dict[str, str]:
        logo = self.style.logo
        return {"logo_url": self.store.add(logo.data, logo.media_type), "logo_alt": logo.alt}

    def _callout(self, block: Callout) -> Markup:
        self._callouts += 1
        short = characters(block.blocks) <= _WHOLE_TEXT
        return self._fill(block, title_id=f"vm-callout-{self._callouts}", short=short)

    def _table(self, block: Table) -> Markup:
        widths = _tenths_of_percent(self._ruler(block).widths(block, self._width))
        self.column_widths.update(widths)
        room = _TABLE_CHARACTERS * self._width / 165
        upright = self._width == self.style.page.text_width
        limit = _WHOLE_TABLE_PT if upright else _WHOLE_LANDSCAPE_TABLE_PT
        short = _table_height(block, widths, room, self.style) <= limit
        return self._fill(block, widths=widths, short=short)

    def _ruler(self, block: Table) -> ColumnRuler:
        sizes = self.style.sizes
        wide = len(block.columns) > _WIDE
        return ColumnRuler.of(
            self.style,
            head_size=sizes.note.size,
            text_size=sizes.note.size if wide else sizes.table.size,
            spare=_SPARE,
            beside=_BESIDE,
            before_first=_BEFORE_FIRST if wide else 0.0,
        )

    def _figure(self, block: Figure) -> Markup:
        drawing = draw(block.chart, self.style.chart_theme, width_mm=self._width)
        return self._fill(block, image_url=self.store.add_chart(drawing))

    def _sheet(self, block: Sheet) -> Markup:
        before = self._width
        if block.landscape:
            self._width = self.style.page.landscape_width
        try:
            return self._fill(block)
        finally:
            self._width = before


def template_stem(block_class: type) -> str:
    """Give the file stem of a block's template: `KeyFigures` has `key_figures`."""
    name = block_class.__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def _tiles_across(count: int) -> int:
    """Give how many key figures stand side by side: 2, 3 or 4, in rows as even as can be."""
    return {1: 2, 2: 2, 4: 4}.get(count, 3)


def _contents_tree(entries: Iterable[ContentsEntry]) -> list[_Branch]:
    roots: list[_Branch] = []
    trail: list[_Branch] = []
    for entry in entries:
        branch = _Branch(entry, [])
        while trail and trail[-1].entry.level >= entry.level:
            trail.pop()
        (trail[-1].children if trail else roots).append(branch)
        trail.append(branch)
    return roots


def _tenths_of_percent(widths: tuple[float, ...]) -> tuple[int, ...]:
    """Give column widths in steps of half a percent, summing to 1000."""
    total = sum(widths)
    edges = [0, *(round(reached / total * 200) * 5 for reached in accumulate(widths))]
    return tuple(right - left for left, right in pairwise(edges))


def _table_height(table: Table, widths: tuple[int, ...], room: float, style: HouseStyle) -> float:
    """Estimate the height of a table in points, from the words in its cells."""
    lines = 2
    for row in table.rows:
        lines += max(
            math.ceil(len(plain_text(cell.text)) / max(1.0, room * width / 1000))
            for cell, width in zip(row.cells, widths, strict=True)
        )
    return lines * style.sizes.table.line + (len(table.rows) + 1) * 5.5 + 30
