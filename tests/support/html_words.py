"""Reads our HTML page back: its words in reading order, and its structure, for tests.

Left out: the skip link, the bar with the status, the heading above the notes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml import html

from support.words import Item, Reading, TableGrid, mark, normalise

__all__ = ["read_html"]

_LISTS = "ancestor::*[contains(@class, 'bullet-list') or contains(@class, 'numbered-list')]"
_BLOCKS = frozenset({"p", "li", "td", "th", "dt", "dd", "caption", "h1", "h2", "h3", "h4", "h5"})


def read_html(data: bytes) -> Reading:
    """Give what the page says."""
    root = html.document_fromstring(data.decode("utf-8"))
    body = root.body
    for name in ("skip-link", "status-bar"):
        for element in body.find_class(name):
            element.drop_tree()
    notes = _take_notes(body)
    for call in body.find_class("note-call"):
        words = mark(call.text_content().strip())
        call.clear(keep_tail=True)
        call.text = words
    bodies = [body, *(note for _, note in notes)]
    return Reading(
        words=tuple((place, normalise(text)) for place, text in _words(body)),
        notes=tuple((number, normalise(note.text_content())) for number, note in notes),
        headings=_headings(body),
        contents=_contents(body),
        tables=tuple(_table(table) for table in body.iter("table")),
        alts=tuple(normalise(img.get("alt")) for img in body.xpath(".//figure//img")),
        items=tuple(_items(body)),
        links=tuple(_links(bodies)),
        languages=_languages(bodies),
        language=root.get("lang"),
        title=root.findtext(".//title"),
    )


def _take_notes(body: html.HtmlElement) -> list[tuple[int, html.HtmlElement]]:
    """Take the notes off the page; give number and text of each."""
    found = []
    for section in body.find_class("notes"):
        for item in section.find_class("note-item"):
            back = item.find_class("note-back")[0]
            number = int(back.text_content())
            back.drop_tree()
            found.append((number, item))
        section.drop_tree()
    return found


def _words(body: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for text in body.xpath(".//text()"):
        parent = text.getparent() if text.is_text else text.getparent().getparent()
        yield f"<{parent.tag} class={parent.get('class')}>", str(text)


def _headings(body: html.HtmlElement) -> tuple[tuple[int, str], ...]:
    """Give the headings with the levels of the model: under a cover title all stand one lower."""
    found = body.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6")
    levels = [(int(h.tag[1]), normalise(h.text_content())) for h in found]
    if not body.find_class("cover-title"):
        return tuple(levels)
    assert levels[0][0] == 1
    return tuple((level - 1, text) for level, text in levels[1:])


def _contents(body: html.HtmlElement) -> tuple[tuple[int, str], ...]:
    return tuple(
        (len(entry.xpath("ancestor::ol")), normalise(entry.text_content()))
        for entry in body.xpath(".//nav[contains(@class, 'contents')]//a")
    )


def _table(table: html.HtmlElement) -> TableGrid:
    header, *rows = (
        tuple(normalise(cell.text_content()) for cell in row.iterchildren("th", "td"))
        for row in table.iter("tr")
    )
    heads = table.xpath("./thead/tr/th[@scope='col']")
    assert len(heads) == len(header)
    assert all(
        [cell.get("scope") for cell in row] == ["row", *[None] * (len(header) - 1)]
        for row in table.xpath("./tbody/tr")
    )
    return TableGrid(normalise(table.find("caption").text_content()), header, tuple(rows))


def _items(body: html.HtmlElement) -> Iterator[Item]:
    for item in body.xpath(".//ul[@class='bullet-list']/li|.//ol[@class='numbered-list']/li"):
        depth = len(item.xpath(_LISTS))
        ordered = item.getparent().tag == "ol"
        number = item.xpath("count(preceding-sibling::li)") + 1 if ordered else 0
        first = next((e for e in item.iterdescendants() if e.tag in _BLOCKS), item)
        yield Item(depth, int(number), normalise(first.text_content()))


def _links(bodies: list[html.HtmlElement]) -> Iterator[tuple[str, str]]:
    for body in bodies:
        for link in body.xpath(".//a[@class='link']"):
            yield link.get("href"), normalise(link.text_content())


def _languages(bodies: list[html.HtmlElement]) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for body in bodies:
        for element in body.xpath(".//*[@lang]"):
            found[element.get("lang")].append(normalise(element.text_content()))
    return {language: "".join(found[language]) for language in sorted(found)}
