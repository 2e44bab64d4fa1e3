"""Finds where a space is read but none is painted: at line ends and between inline boxes.

WeasyPrint paints neither; a tagged file must hold the spaces that separate its words.
Source: ISO 32000-1, 14.8.2.5.
"""

from __future__ import annotations

from collections.abc import Iterator

from vmreport.writers.pdf.tags.tree import Content, Node, nodes

__all__ = ["missing_spaces"]

_SHOWN = 16
"""So many characters on both sides of a line break are looked up in the source."""


def missing_spaces(root: Node) -> Iterator[Content]:
    """Yield each piece of text that must be followed by a space which is not painted.

    Comes before `tidy`: white space that was not painted must still stand in the tree.
    """
    for node in nodes(root):
        if not node.inline or node.role == "Note":
            yield from _within(list(_flow(node)), node)


def _flow(node: Node) -> Iterator[Content | None]:
    """Yield the text of `node` without the blocks and notes in it; None at the edges of blocks."""
    for kid in node.kids:
        if isinstance(kid, Content):
            yield kid
        elif isinstance(kid, Node) and kid.role != "Note":
            if kid.inline and kid.role != "Figure":
                yield from _flow(kid)
            else:
                yield None


def _within(flow: list[Content | None], node: Node) -> Iterator[Content]:
    source: str | None = None
    last: Content | None = None
    blank = False
    for piece in flow:
        if piece is None or piece.blank:
            blank = piece is not None
            last = last if blank else None
            continue
        if last is not None and not _has_space(last, piece):
            if blank:
                yield last
            elif piece.line != last.line:
                source = _source(node) if source is None else source
                if not _joined(last, piece, source):
                    yield last
        last, blank = piece, False


def _has_space(before: Content, after: Content) -> bool:
    return before.broken_word or before.text[-1:].isspace() or after.text[:1].isspace()


def _source(node: Node) -> str:
    if node.element is None:
        return ""
    return " ".join("".join(node.element.itertext()).replace("\u00ad", "").split())


def _joined(before: Content, after: Content, source: str) -> bool:
    """Say whether the line was broken within a word, as after a hyphen or a slash."""
    around = before.text[-_SHOWN:] + after.text[:_SHOWN]
    return around.replace("\u00ad", "") in source
