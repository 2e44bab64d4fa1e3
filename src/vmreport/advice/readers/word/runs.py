"""The words of a Word paragraph as inline Markdown: strong, emphasis, links and notes.

What may not stand in a paragraph is for `refusals`, which has looked before this.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from vmreport.advice.form import CHOICE_PROMPT
from vmreport.advice.readers.word.package import Element, WordFile, attribute, on, w
from vmreport.advice.readers.word.styles import Style, Styles
from vmreport.document.blocks import Origin
from vmreport.errors import Problems
from vmreport.markup.context import Context
from vmreport.markup.inline_reader import read_plain
from vmreport.markup.tokens import Tokens
from vmreport.markup.verbatim import MEANT, escape_words

__all__ = ["Piece", "Runs", "hyperlink_of", "is_placeholder_text"]

_TRANSPARENT: Final = frozenset({w("smartTag"), w("sdt"), w("sdtContent")})
_SIGNS = {w("tab"): " ", w("noBreakHyphen"): "\u2011", w("softHyphen"): "", w("cr"): "\n"}
_SUPERSCRIPT = str.maketrans("123", "¹²³")
_FIELD = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?"(?P<url>[^"]*)"')
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph that looks the same throughout."""

    text: str
    strong: bool = False
    emphasis: bool = False
    url: str = ""
    note: bool = False
    """`text` is the Markdown of a footnote that hangs here."""
    meant: bool = False
    """`text` is syntax that stays as typed."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Reads paragraphs of one file."""

    file: WordFile
    styles: Styles

    def plain(self, paragraph: Element) -> str:
        """Give the words as typed, without any syntax of ours; line breaks as newlines."""
        return _normal("".join(item.text for item in self._pieces(paragraph) if not item.note))

    def markdown(self, paragraph: Element, *, in_note: bool = False) -> tuple[str, bool]:
        """Give the paragraph as Markdown, and whether bold or italic had to be left out.

        On one line, or more where it has line breaks. Markdown cannot start or end a look anywhere
        inside a word; the words themselves always come through.
        """
        own = self.styles.of_paragraph(paragraph.find(w("pPr")))
        pieces = [_without_own_look(item, own) for item in self._pieces(paragraph)]
        full = _normal(_inline(_with_meant(_merged(pieces)), in_note=in_note))
        bare = [replace(item, strong=False, emphasis=False) for item in pieces]
        if bare == pieces:
            return full, False
        plain = _normal(_inline(_with_meant(_merged(bare)), in_note=in_note))
        keeps = all(map(_same_words, full.split("\n"), plain.split("\n")))
        return (full, False) if keeps else (plain, True)

    def _pieces(self, paragraph: Element) -> Iterator[Piece]:
        """Yield the pieces of a paragraph; a complex field gives its link to what it shows."""
        instruction = url = ""
        depth = 0
        for run, link in self._runs(paragraph):
            for node in run:
                if node.tag == w("fldChar"):
                    kind = attribute(node, "fldCharType")
                    depth += {"begin": 1, "end": -1}.get(kind, 0)
                    if kind == "separate":
                        url = hyperlink_of(instruction)
                    elif kind == "end":
                        instruction = url = ""
                elif node.tag == w("instrText"):
                    instruction += node.text or ""
            if depth and not url:
                continue
            piece = self._piece(run, link or url)
            if piece is not None:
                yield piece
            yield from self._notes(run)

    def _runs(self, parent: Element, link: str = "") -> Iterator[tuple[Element, str]]:
        for node in parent:
            if node.tag == w("r"):
                yield node, link
            elif node.tag == w("hyperlink"):
                yield from self._runs(node, self._address(node))
            elif node.tag == w("sdt") and is_placeholder_text(node):
                continue
            elif node.tag in _TRANSPARENT:
                yield from self._runs(node, link)

    def _address(self, node: Element) -> str:
        identifier = node.get(
            "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", ""
        )
        anchor = attribute(node, "anchor")
        url = self.file.links.get(str(identifier), "")
        return f"{url}#{anchor}" if anchor else url

    def _piece(self, run: Element, url: str) -> Piece | None:
        text = "".join(_text(node) for node in run)
        if not text:
            return None
        properties = run.find(w("rPr"))
        style = self.styles.of_run(properties)
        if properties is not None and attribute(properties.find(w("vertAlign"))) == "superscript":
            text = text.translate(_SUPERSCRIPT)
        bold, italic = on(properties, "b"), on(properties, "i")
        return Piece(
            text,
            strong=style.bold if bold is None else bold,
            emphasis=style.italic if italic is None else italic,
            url=url,
        )

    def _notes(self, run: Element) -> Iterator[Piece]:
        for mark in run.iterfind(w("footnoteReference")):
            note = self.file.footnotes.get(attribute(mark, "id"))
            paragraphs = note.iterfind(w("p")) if note is not None else ()
            words = " ".join(
                self.markdown(item, in_note=True)[0].replace("\n", " ") for item in paragraphs
            )
            if words.strip():
                yield Piece(f"^[{words.strip()}]", note=True)


def hyperlink_of(instruction: str) -> str:
    """Give the address of a HYPERLINK field, empty when it is another field."""
    match = _FIELD.match(instruction)
    return match["url"] if match is not None else ""


def is_placeholder_text(control: Element) -> bool:
    """Whether a content control still shows its prompt instead of an answer.

    LibreOffice loses the mark that says so, not the words of our own prompt.
    """
    if on(control.find(w("sdtPr")), "showingPlcHdr") is True:
        return True
    return "".join(node.text or "" for node in control.iter(w("t"))) == CHOICE_PROMPT


def _text(node: Element) -> str:
    if node.tag == w("t"):
        return " ".join((node.text or "").splitlines())
    if node.tag == w("br"):
        return "\n" if attribute(node, "type") in {"", "textWrapping"} else ""
    return _SIGNS.get(node.tag, "")


def _normal(text: str) -> str:
    lines = (line.strip(" \t") for line in text.split("\n"))
    return unicodedata.normalize("NFC", "\n".join(lines)).strip("\n")


def _without_own_look(piece: Piece, own: Style) -> Piece:
    """Take off what the style of the whole paragraph says: an italic quote is not emphasis."""
    return replace(
        piece,
        strong=piece.strong and not own.bold,
        emphasis=piece.emphasis and not own.italic,
    )


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Join neighbours that look the same; Word cuts runs wherever it likes."""
    out: list[Piece] = []
    for piece in pieces:
        if (
            out
            and not piece.note
            and not out[-1].note
            and replace(out[-1], text="") == replace(piece, text="")
        ):
            out[-1] = replace(out[-1], text=out[-1].text + piece.text)
        else:
            out.append(piece)
    return out


def _with_meant(pieces: list[Piece]) -> list[Piece]:
    """Cut out the syntax that stays as typed, also where formatting changes in the middle of it."""
    whole = "".join("\0" if piece.note else piece.text for piece in pieces)
    spans = [match.span() for match in MEANT.finditer(whole)]
    spans += [(start, start + 1) for start in _foreign_starts(whole)]
    cuts = sorted({edge for span in spans for edge in span})
    out: list[Piece] = []
    position = 0
    for piece in pieces:
        length = 1 if piece.note else len(piece.text)
        edges = [position, *(cut for cut in cuts if position < cut < position + length)]
        for start, end in zip(edges, [*edges[1:], position + length], strict=True):
            inside = next((span for span in spans if span[0] <= start < span[1]), None)
            if piece.note:
                out.append(piece)
            elif inside is None:
                out.append(replace(piece, text=piece.text[start - position : end - position]))
            elif inside[0] == start:
                out.append(replace(piece, text=whole[inside[0] : inside[1]], meant=True))
        position += length
    return out


def _foreign_starts(text: str) -> Iterator[int]:
    """Yield where the `[` of each `[words]{lang=en}` stands."""
    for match in re.finditer(r"\[(?=[^\[\]]*\]\{\s*lang=)", text):
        yield match.start()


def _inline(pieces: list[Piece], *, in_note: bool) -> str:
    """Give the Markdown: strong outside, then emphasis, then links."""
    flat: list[Piece] = []
    for url, group in groupby(pieces, key=lambda piece: piece.url):
        escaped = [_escaped(piece, in_brackets=in_note or bool(url)) for piece in group]
        flat += [_link(url, escaped)] if url else escaped
    return _marked(flat, "strong")


def _link(url: str, pieces: list[Piece]) -> Piece:
    """Give a link as one piece; it looks the way all its words look, else they do by themselves."""
    strong = all(piece.strong for piece in pieces)
    emphasis = all(piece.emphasis for piece in pieces)
    inner = [
        replace(
            piece,
            strong=piece.strong and not strong,
            emphasis=piece.emphasis and not emphasis,
        )
        for piece in pieces
    ]
    words = _marked(inner, "strong")
    return Piece(f"[{words}](<{_address(url)}>)", strong=strong, emphasis=emphasis, meant=True)


def _escaped(piece: Piece, *, in_brackets: bool) -> Piece:
    if piece.note or piece.meant:
        return piece
    return replace(piece, text=escape_words(piece.text, in_brackets=in_brackets))


def _same_words(one: str, other: str) -> bool:
    return _read(one) == _read(other)


def _read(line: str) -> str:
    context = Context("", 1, Problems(), Origin.ADVISOR, Tokens())
    return read_plain(line, 0, context)


def _address(url: str) -> str:
    """Give an address as it stands between `<` and `>`."""
    safe = url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
    return "".join(safe.split()).replace("&", "&amp;")


def _marked(pieces: list[Piece], look: str) -> str:
    out = ""
    for is_on, members in groupby(pieces, key=lambda piece: bool(getattr(piece, look))):
        group = list(members)
        inner = (
            _marked(group, "emphasis")
            if look == "strong"
            else "".join(piece.text for piece in group)
        )
        out += _between(inner, "**" if look == "strong" else "*", out) if is_on else inner
    return out


def _between(inner: str, mark: str, before: str) -> str:
    """Set marks around words, with spaces at the edges outside them."""
    words = inner.strip()
    if not words or not _WORD.search(words):
        return inner
    head = inner[: len(inner) - len(inner.lstrip())]
    tail = inner[len(inner.rstrip()) :]
    if before.endswith("*") and not head:
        mark = mark.replace("*", "_")
    return f"{head}{mark}{words}{mark}{tail}"
