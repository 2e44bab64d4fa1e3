"""Puts a whole HTML document together: head, stylesheet, cover, main, notes.

One function for both modes, so that the PDF and the web page cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from vmreport.charts.draw import Drawing
from vmreport.document.blocks import Block, Cover, Figure
from vmreport.document.charts import chart_words
from vmreport.document.tree import Metadata, ResolvedDocument, walk
from vmreport.writers.cover_art import cover_art
from vmreport.writers.house_style import HouseStyle, RunningText
from vmreport.writers.html.assets import Asset, AssetStore
from vmreport.writers.html.blocks import BlockRenderer
from vmreport.writers.html.fonts import print_faces, require_characters, screen_faces
from vmreport.writers.html.stylesheet import Mode, build_stylesheet

__all__ = ["Page", "heading_offset", "render_page"]

_MAIN_ID = "vm-main"
_NOTES_ID = "vm-notes"


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML document and, for print, the bytes behind its `asset:` URLs."""

    html: str
    assets: Mapping[str, Asset]
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    """The charts among them, for who can draw them without SVG."""


def heading_offset(blocks: Sequence[Block]) -> int:
    """Give what to add to a model heading level: 1 when a cover title is the h1, else 0."""
    return 1 if any(isinstance(block, Cover) for block in blocks) else 0


def render_page(document: ResolvedDocument, style: HouseStyle, mode: Mode) -> Page:
    """Give the HTML of `document` in the look of `style`.

    Raises ContentError (E590) for characters the fonts do not have.
    """
    store = AssetStore(mode)
    offset = heading_offset(document.blocks)
    renderer = BlockRenderer(style, mode, store, offset, document.terms)
    covers = [block for block in document.blocks if isinstance(block, Cover)]
    cover = renderer.blocks(covers)
    body = renderer.blocks(block for block in document.blocks if not isinstance(block, Cover))
    art = cover_art(style, whole_page=mode is Mode.PRINT) if covers else b""
    words = _words(document, renderer, cover + body)
    require_characters(words, style.fonts)
    logo = style.logo
    letterhead = document.metadata.letterhead and not covers
    logo_url = store.add(logo.data, logo.media_type) if letterhead else ""
    faces = print_faces(style, store) if mode is Mode.PRINT else screen_faces(style, store, words)
    sheet = build_stylesheet(
        style,
        mode,
        faces=faces,
        cover_art=store.add(art, "image/svg+xml") if art else "",
        widths=renderer.column_widths,
        letterhead=letterhead,
    )
    html = renderer.environment.get_template("document.html.j2").render(
        mode=mode.value,
        language=document.language,
        metadata=document.metadata,
        terms=document.terms,
        sheets=[Markup(part) for part in (sheet.house, sheet.own)],  # noqa: S704 - ours, or checked
        running=_running(document.metadata, style),
        cover=cover,
        logo_url=logo_url,
        body=body,
        notes=renderer.notes,
        notes_level=1 + offset,
        main_id=_MAIN_ID,
        notes_id=_NOTES_ID,
    )
    return Page(html, store.assets, store.drawings)


def _words(document: ResolvedDocument, renderer: BlockRenderer, html: str) -> str:
    """Give every word that the fonts must have: of the page, its margins, notes and charts."""
    meta = document.metadata
    charts = (block.chart for block in walk(document.blocks) if isinstance(block, Figure))
    words = [meta.title, meta.running_title, meta.organisation, meta.status, meta.banner]
    words += [document.terms.page, document.terms.notes, document.terms.skip_to_content]
    words += [word for chart in charts for word in chart_words(chart)]
    notes = [note.text for note in renderer.notes]
    return "\n".join([html, *notes, *map(escape, words)])


def _running(metadata: Metadata, style: HouseStyle) -> dict[str, str]:
    words = {
        RunningText.RUNNING_TITLE: metadata.running_title,
        RunningText.TITLE: metadata.title,
        RunningText.ORGANISATION: metadata.organisation,
        RunningText.NOTHING: "",
    }
    return {
        "header": words[style.page.header],
        "footer": words[style.page.footer],
        "status": " · ".join(part for part in (metadata.status, metadata.banner) if part),
    }
