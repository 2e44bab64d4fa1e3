"""Block quotes: what somebody said, and who, after a dash at the end."""

from __future__ import annotations

import re

from markdown_it.tree import SyntaxTreeNode

from vmreport.document.blocks import Quote
from vmreport.document.inlines import Inline, Inlines, Text, plain_text
from vmreport.markup.context import Context
from vmreport.markup.inline_reader import joined, read_inlines

__all__ = ["read_quote"]

_SPEAKER = re.compile(r"(?:\n[ \t]*|(?:^|(?<=[.!?…\"'”’»)\]]))\s+)(?:—|–|--)\s*|^\s*(?:—|–|--)\s+")


def read_quote(node: SyntaxTreeNode, context: Context) -> tuple[Quote, ...]:
    """Give the quote of a block quote.

    The speaker stands after a dash (`—`, `–` or `--`): on a line of its own, or behind the full
    stop or closing quotation mark of what was said.
    """
    line = node.map[0] if node.map else 0
    paragraphs = [child for child in node.children if child.type == "paragraph"]
    texts = [read_inlines(child.children[0], context, keep_lines=True) for child in paragraphs]
    said, speaker = _split_speaker(texts[-1]) if texts else ((), "")
    if len(texts) == 2 and not said:
        said = texts[0]
    elif len(texts) > 1:
        context.report(
            "E317",
            line,
            "Een citaat bestaat uit meer dan één alinea.",
            "Maak er één alinea van, of twee citaten met een gewone alinea ertussen.",
        )
    if len(paragraphs) != len(node.children):
        context.report(
            "E317",
            line,
            "In een citaat (regels met >) kan alleen tekst staan.",
            "Zet koppen, opsommingen en tabellen buiten het citaat.",
        )
    said = _one_line(said)
    if not plain_text(said).strip():
        context.report("E317", line, "Een citaat is leeg.", "Vul het of verwijder de regel met >.")
        return ()
    if not speaker:
        context.notice(
            "W317",
            line,
            "Bij een citaat staat niet wie dit zei.",
            "Zet op de laatste regel van het citaat bijvoorbeeld: > — bewoner van het centrum.",
        )
    return (Quote(said, speaker, context.origin),)


def _split_speaker(text: Inlines) -> tuple[Inlines, str]:
    """Give what was said and who said it; the last dash that can announce a speaker counts."""
    for index in range(len(text) - 1, -1, -1):
        inline = text[index]
        if not isinstance(inline, Text):
            continue
        matches = list(_SPEAKER.finditer(_with_context(text, index)))
        if not matches:
            continue
        offset = len(_with_context(text, index)) - len(inline.text)
        start = max(matches[-1].start() - offset, 0)
        end = matches[-1].end() - offset
        said = joined([*text[:index], Text(inline.text[:start].rstrip())])
        who = plain_text(joined([Text(inline.text[end:]), *text[index + 1 :]]))
        return said, " ".join(who.split())
    return text, ""


def _with_context(text: Inlines, index: int) -> str:
    """Give the words of the text at `index` with the one character before it."""
    inline = text[index]
    assert isinstance(inline, Text)  # noqa: S101 - the caller looked
    return plain_text(text[:index])[-1:] + inline.text


def _one_line(text: Inlines) -> Inlines:
    lines: list[Inline] = [
        Text(item.text.replace("\n", " ")) if isinstance(item, Text) else item for item in text
    ]
    return joined(lines)
