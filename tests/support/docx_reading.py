"""Reads a Word file back into headings, paragraphs, lists, tables, captions and notes, for tests.

Written against the file format, not against our writer: it computes list numbers, follows styles,
and walks content controls, so that a test sees what Word would show.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

__all__ = [
    "Caption",
    "ContentsLine",
    "DocxContent",
    "DocxHeading",
    "DocxParagraph",
    "DocxTable",
    "ListLine",
    "Picture",
    "part",
    "parts",
    "qn",
    "read_docx",
]

_PREFIXES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
_CHARACTERS = {"tab": "\t", "br": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


@dataclass(frozen=True)
class DocxHeading:
    level: int
    label: str
    text: str


@dataclass(frozen=True)
class DocxParagraph:
    style: str
    text: str


@dataclass(frozen=True)
class ListLine:
    level: int
    ordered: bool
    mark: str
    text: str
    style: str


@dataclass(frozen=True)
class Caption:
    text: str


@dataclass(frozen=True)
class ContentsLine:
    level: int
    text: str
    page: str
    target: str


@dataclass(frozen=True)
class Picture:
    alt: str
    decorative: bool


@dataclass(frozen=True)
class DocxTable:
    rows: tuple[tuple[str, ...], ...]
    header_rows: int
    title: str
    description: str


Content = DocxHeading | DocxParagraph | ListLine | Caption | ContentsLine | Picture | DocxTable


@dataclass(frozen=True)
class DocxContent:
    blocks: tuple[Content, ...]
    notes: tuple[str, ...]
    language: str
    title: str
    running: dict[str, str] = field(default_factory=dict)
    """Text of each header and footer part, by name."""

    def of(self, kind: type) -> list:
        """Give the blocks of one kind, in reading order."""
        return [block for block in self.blocks if isinstance(block, kind)]

    def words(self) -> str:
        """Give all text of the body in reading order, computed heading numbers included."""
        return " ".join(filter(None, map(_block_words, self.blocks)))


def _block_words(block: Content) -> str:
    match block:
        case DocxHeading(_, label, text):
            return f"{label} {text}".strip()
        case DocxTable(rows=rows):
            return " ".join(cell for row in rows for cell in row)
        case Picture():
            return ""
        case _:
            return block.text


def qn(name: str) -> str:
    """Give the lxml name of a prefixed name."""
    prefix, local = name.split(":")
    return f"{{{_PREFIXES[prefix]}}}{local}"


def parts(data: bytes) -> dict[str, bytes]:
    """Give the parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str) -> etree._Element:
    """Give a part as XML."""
    return etree.fromstring(parts(data)[name])


def read_docx(data: bytes, *, note_marks: bool = False) -> DocxContent:
    """Read a Word file; with `note_marks` the text shows ⟦1⟧ where a footnote is called."""
    found = parts(data)
    reader = _Reader(found, note_marks=note_marks)
    body = etree.fromstring(found["word/document.xml"])[0]
    blocks = tuple(made for node in _flat(body) for made in reader.block(node))
    notes = [
        "".join(_text(p) for p in note.iter(qn("w:p"))).strip()
        for note in etree.fromstring(found["word/footnotes.xml"])
        if note.get(qn("w:type")) is None
    ]
    running = {
        name: "".join(_text(p) for p in etree.fromstring(content).iter(qn("w:p")))
        for name, content in sorted(found.items())
        if name.startswith(("word/header", "word/footer"))
    }
    title = etree.fromstring(found["docProps/core.xml"]).findtext(qn("dc:title")) or ""
    return DocxContent(blocks, tuple(notes), reader.language, title, running)


def _flat(body: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and tables, those inside content controls included."""
    for node in body:
        if node.tag == qn("w:sdt"):
            yield from _flat(node.find(qn("w:sdtContent")))
        elif node.tag in {qn("w:p"), qn("w:tbl")}:
            yield node


def _text(
    paragraph: etree._Element, *, fields: dict[str, str] | None = None, note_marks: bool = False
) -> str:
    """Give the text of a paragraph; results of page fields go to `fields` when it is given."""
    pieces: list[str] = []
    stack: list[list[str]] = []
    for node in paragraph.iter():
        if node.tag == qn("w:fldChar"):
            kind = node.get(qn("w:fldCharType"))
            if kind == "begin":
                stack.append(["", "code"])
            elif kind == "separate":
                stack[-1][1] = "result"
            elif stack:
                stack.pop()
        elif node.tag == qn("w:instrText") and stack:
            stack[-1][0] += node.text or ""
        elif node.tag == qn("w:t") and not node.xpath("ancestor::w:del", namespaces=_PREFIXES):
            code = stack[-1][0].split()[0] if stack and stack[-1][0].split() else ""
            if fields is not None and code == "PAGEREF":
                fields[code] = fields.get(code, "") + (node.text or "")
            else:
                pieces.append(node.text or "")
        elif node.tag.startswith(f"{{{_PREFIXES['w']}}}"):
            local = etree.QName(node).localname
            if local in _CHARACTERS and node.getparent().tag == qn("w:r"):
                pieces.append(_CHARACTERS[local])
            elif note_marks and local == "footnoteReference":
                pieces.append(f"⟦{node.get(qn('w:id'))}⟧")
    return "".join(pieces)


class _Reader:
    def __init__(self, found: dict[str, bytes], *, note_marks: bool) -> None:
        self.note_marks = note_marks
        styles = etree.fromstring(found["word/styles.xml"])
        self.styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        self.language = styles.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").get(qn("w:val"))
        self.numbers = _Numbers(etree.fromstring(found["word/numbering.xml"]))

    def name(self, style: str) -> str:
        return self.styles[style].find(qn("w:name")).get(qn("w:val"))

    def inherited(self, style: str, path: str) -> etree._Element | None:
        """Give a paragraph property of a style or of what it is based on."""
        while style:
            node = self.styles[style].find(f"{qn('w:pPr')}/{qn(path)}")
            if node is not None:
                return node
            base = self.styles[style].find(qn("w:basedOn"))
            style = base.get(qn("w:val")) if base is not None else ""
        return None

    def block(self, node: etree._Element) -> Iterator[Content]:
        if node.tag == qn("w:tbl"):
            yield _table(node, note_marks=self.note_marks)
            return
        yield from _pictures(node)
        style = node.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
        name = self.name(style)
        fields: dict[str, str] = {}
        text = _text(node, fields=fields, note_marks=self.note_marks)
        label, level, ordered = self._number(node, style)
        outline = self.inherited(style, "w:outlineLvl")
        if outline is not None and int(outline.get(qn("w:val"))) < 9:
            yield DocxHeading(int(outline.get(qn("w:val"))) + 1, label, text)
        elif name.startswith("toc "):
            target = node.find(qn("w:hyperlink")).get(qn("w:anchor"))
            page = fields.get("PAGEREF", "")
            yield ContentsLine(int(name[4:]), text.rstrip("\t"), page, target)
        elif name == "caption":
            yield Caption(text)
        elif level is not None:
            yield ListLine(level, ordered, label, text, name)
        elif text:
            yield DocxParagraph(name, text)

    def _number(self, node: etree._Element, style: str) -> tuple[str, int | None, bool]:
        found = node.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if found is None:
            found = self.inherited(style, "w:numPr")
        if found is None:
            return "", None, False
        number = found.find(qn("w:numId")).get(qn("w:val"))
        level = found.find(qn("w:ilvl"))
        depth = int(level.get(qn("w:val"))) if level is not None else 0
        if number == "0":
            return "", None, False
        label, ordered = self.numbers.next(number, depth)
        return label, depth, ordered


class _Numbers:
    """Counts as Word does: per abstract list, deeper levels start anew under a higher one."""

    def __init__(self, root: etree._Element) -> None:
        self.abstracts = {
            made.get(qn("w:abstractNumId")): made for made in root.iter(qn("w:abstractNum"))
        }
        self.lists = {made.get(qn("w:numId")): made for made in root.iter(qn("w:num"))}
        self.counts: dict[str, list[int]] = {}
        self.started: set[str] = set()

    def next(self, number: str, depth: int) -> tuple[str, bool]:
        made = self.lists[number]
        abstract = made.find(qn("w:abstractNumId")).get(qn("w:val"))
        counts = self.counts.setdefault(abstract, [0] * 9)
        if number not in self.started:
            self.started.add(number)
            for override in made.iter(qn("w:lvlOverride")):
                start = override.find(qn("w:startOverride"))
                counts[int(override.get(qn("w:ilvl")))] = int(start.get(qn("w:val"))) - 1
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (8 - depth)
        levels = {int(n.get(qn("w:ilvl"))): n for n in self.abstracts[abstract].iter(qn("w:lvl"))}
        text = levels[depth].find(qn("w:lvlText")).get(qn("w:val"))
        forms = {at: n.find(qn("w:numFmt")).get(qn("w:val")) for at, n in levels.items()}
        for at in range(depth + 1):
            text = text.replace(f"%{at + 1}", _form(max(counts[at], 1), forms[at]))
        return text, forms[depth] not in {"bullet", "none"}


def _form(count: int, form: str) -> str:
    match form:
        case "upperLetter":
            return _LETTERS[count - 1].upper()
        case "lowerLetter":
            return _LETTERS[count - 1]
        case "lowerRoman":
            return _ROMAN[count]
        case _:
            return str(count)


def _pictures(node: etree._Element) -> Iterator[Picture]:
    for properties in node.iter(qn("wp:docPr")):
        decorative = properties.find(f".//{qn('adec:decorative')}") is not None
        yield Picture(properties.get("descr", ""), decorative)


def _table(node: etree._Element, *, note_marks: bool) -> DocxTable:
    def value(name: str) -> str:
        found = node.find(f"{qn('w:tblPr')}/{qn(name)}")
        return found.get(qn("w:val")) if found is not None else ""

    rows = tuple(
        tuple(
            "\n".join(_text(p, note_marks=note_marks) for p in cell.iter(qn("w:p")))
            for cell in row.iterfind(qn("w:tc"))
        )
        for row in node.iterfind(qn("w:tr"))
    )
    heads = node.findall(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}")
    return DocxTable(rows, len(heads), value("w:tblCaption"), value("w:tblDescription"))
