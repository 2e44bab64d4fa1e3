"""Runs of text: from markdown-it's inline nodes to our inlines, refusing what is not ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from markdown_it.tree import SyntaxTreeNode

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
    plain_text,
)
from vmreport.markup.context import Context
from vmreport.markup.parser import parse_inline
from vmreport.markup.text_rules import clean_text
from vmreport.markup.tokens import CLOSE, INLINE_TOKEN, OPEN

__all__ = ["joined", "read_inlines", "read_plain"]

_BACKSLASH_BREAK = re.compile(r"\\\n")
_GLUED_HEADING = re.compile(r"^#{1,6}(?=[^\W\d])", re.MULTILINE)
_FOOTNOTE_MARK = re.compile(r"(?<!\\)\[\^[^\]\n]+\]")
_LINK_DEFINITION = re.compile(r"^\[[^\]^\n]+\]:\s", re.MULTILINE)
_MAIL_ADDRESS = re.compile(r"mailto:[^@\s?]+@[^@\s?]+\.[^@\s?]+(?:\?\S*)?")
_HTML_HINT = "HTML werkt hier niet. Verwijder het, of typ &lt; als u het teken < bedoelt."


def read_inlines(
    node: SyntaxTreeNode | None, context: Context, *, keep_lines: bool = False
) -> Inlines:
    """Give the inlines of an `inline` node.

    With `keep_lines` the line ends in the source stay as newlines at the top level.
    """
    if node is None:
        return ()
    line = node.map[0] if node.map else 0
    _check_source(node.content, line, context)
    reader = _InlineReader(context, line)
    return reader.read(node.children, "\n" if keep_lines else " ")


def read_plain(markdown: str, line: int, context: Context) -> str:
    """Give the plain words of a piece of inline Markdown that stands on `line` (0-based)."""
    node = parse_inline(markdown).children
    reader = _InlineReader(context, line)
    return plain_text(reader.read(node[0].children if node else [], " ")).strip()


def joined(inlines: list[Inline]) -> Inlines:
    """Give the inlines with neighbouring texts as one."""
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            if not inline.text:
                continue
            if out and isinstance(out[-1], Text):
                out[-1] = Text(out[-1].text + inline.text)
                continue
        out.append(inline)
    return tuple(out)


def _check_source(content: str, line: int, context: Context) -> None:
    """Report what markdown-it would print literally or drop although it was meant as markup."""
    for pattern, code, what, hint in (
        (
            _BACKSLASH_BREAK,
            "E320",
            "Een regeleinde met \\ binnen een alinea kan niet.",
            "Maak een nieuwe alinea met een witregel, of een opsomming met streepjes.",
        ),
        (
            _GLUED_HEADING,
            "E315",
            "Na # ontbreekt een spatie; zo wordt dit geen kop.",
            "Schrijf # Kop met een spatie, of \\# als u het teken zelf bedoelt.",
        ),
        (
            _FOOTNOTE_MARK,
            "E319",
            "Een voetnoot met [^1] kan niet.",
            "Zet de tekst van de noot op de plek zelf: ^[tekst van de noot].",
        ),
        (
            _LINK_DEFINITION,
            "E311",
            "Een link op een eigen regel met [naam]: kan niet.",
            "Schrijf de link in de zin: [leesbare tekst](https://adres).",
        ),
    ):
        for match in pattern.finditer(content):
            context.report(code, line + content.count("\n", 0, match.start()), what, hint)


@dataclass(slots=True)
class _InlineReader:
    context: Context
    line: int
    in_note: bool = False
    saw_html: bool = False

    def read(self, nodes: list[SyntaxTreeNode], newline: str = " ") -> Inlines:
        out: list[Inline] = []
        for node in nodes:
            out += self._one(node, newline)
        return joined(out)

    def _one(self, node: SyntaxTreeNode, newline: str) -> list[Inline]:
        match node.type:
            case "text":
                return self._text(node.content)
            case "text_special":
                return self._special(node.content)
            case "softbreak" | "hardbreak":
                self.line += 1
                return [Text(newline)]
            case "strong":
                return [Strong(self.read(node.children))]
            case "em":
                return [Emphasis(self.read(node.children))]
            case "foreign":
                return [Foreign(node.info, self.read(node.children))]
            case "note":
                return self._note(node)
            case "link":
                return self._link(node)
            case "accepted_comment":
                self.line += node.content.count("\n")
                return []
            case _:
                return self._refused(node)

    def _text(self, content: str) -> list[Inline]:
        out: list[Inline] = []
        position = 0
        for match in INLINE_TOKEN.finditer(content):
            out += self._literal(content[position : match.start()])
            inlines = self.context.tokens.inlines_of(int(match.group(1)))
            if inlines is None:
                self._misplaced()
            else:
                out += inlines
            position = match.end()
        return out + self._literal(content[position:])

    def _literal(self, content: str) -> list[Inline]:
        if OPEN in content or CLOSE in content:
            self._misplaced()
            return []
        return [Text(content)]

    def _misplaced(self) -> None:
        self.context.report(
            "E322",
            self.line,
            "Een figuur, tabel of ander blok staat midden in een zin.",
            "Zet het blok op een eigen regel, met een witregel ervoor en erna.",
        )

    def _special(self, content: str) -> list[Inline]:
        kept, faults = clean_text(content)
        for fault in faults:
            self.context.report("E305", self.line, f"In de tekst staat {fault.name}.", fault.hint)
        return [Text(kept.replace("\n", " ") if faults else content.replace("\n", " "))]

    def _note(self, node: SyntaxTreeNode) -> list[Inline]:
        if self.in_note:
            self.context.report(
                "E319",
                self.line,
                "Er staat een noot in een noot.",
                "Maak er één noot van.",
            )
        before, self.in_note = self.in_note, True
        children = self.read(node.children)
        self.in_note = before
        if not plain_text(children).strip():
            self.context.report(
                "E319", self.line, "Een noot is leeg.", "Schrijf ^[tekst van de noot]."
            )
            return []
        return [Note(children)]

    def _link(self, node: SyntaxTreeNode) -> list[Inline]:
        url = str(node.attrs.get("href", ""))
        line = self.line
        children = self.read(node.children)
        if url.startswith("#") and not self.context.is_advisor and not children:
            return [Reference(url[1:])]
        fault = _link_fault(url, children)
        if not fault and "title" in node.attrs:
            fault = (
                "Een link heeft een titel tussen aanhalingstekens; die wordt niet afgedrukt.",
                "Schrijf alleen [leesbare tekst](https://adres).",
            )
        if fault:
            self.context.report("E311", line, *fault)
            return list(children)
        return [Link(url, children)]

    def _refused(self, node: SyntaxTreeNode) -> list[Inline]:
        report, line = self.context.report, self.line
        shown = _shortened(node.content)
        match node.type:
            case "raw_html":
                self.line += node.content.count("\n")
                if not (self.saw_html and node.content.startswith("</")):
                    report("E310", line, f"In de tekst staat HTML: {shown}.", _HTML_HINT)
                self.saw_html = True
            case "image":
                source = _shortened(str(node.attrs.get("src", "")))
                report(
                    "E312",
                    line,
                    f"In de tekst staat een afbeelding: {source}.",
                    "Afbeeldingen in de tekst kunnen niet; het rapport maakt zelf de figuren.",
                )
            case "code_inline":
                report(
                    "E313",
                    line,
                    f"Tekst tussen schuine accenten kan niet: {shown}.",
                    "Laat de accenten ` weg.",
                )
            case _:
                report(
                    "E320",
                    line,
                    "Doorgestreepte tekst kan niet.",
                    "Verwijder de tekst tussen ~~ en ~~, of typ \\~.",
                )
        return []


def _link_fault(url: str, children: Inlines) -> tuple[str, str] | None:
    """Say what is wrong with a link. Source: risks D3, R05."""
    shown = _shortened(url)
    try:
        parts = urlsplit(url)
    except ValueError:
        return f"Dit is geen geldig webadres: {shown}.", "Controleer het adres."
    if parts.scheme not in ("http", "https", "mailto"):
        return (
            f"Deze link kan niet: {shown}.",
            "Gebruik een volledig adres dat begint met https://, http:// of mailto:.",
        )
    is_mail = parts.scheme == "mailto"
    if not (_MAIL_ADDRESS.fullmatch(url) if is_mail else parts.hostname):
        return f"Het adres van deze link is niet volledig: {shown}.", "Controleer het adres."
    if "@" in parts.netloc:
        return f"In dit webadres staat een naam of wachtwoord: {shown}.", "Haal dat eruit."
    if not plain_text(children).strip():
        return "Een link heeft geen leesbare tekst.", "Schrijf [leesbare tekst](https://adres)."
    return None


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
