"""The same advice in another kind of file: Markdown filled into our own Word and Excel forms.

An advisor types; this does what typing does: runs, styles, choices from a list, cells.
"""

from __future__ import annotations

import copy
import io
import re
from pathlib import Path
from typing import Any

import openpyxl
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from vmreport.advice.readers.markdown import markdown_drafts
from vmreport.advice.readers.sections import Lines, split_sections
from vmreport.document.blocks import (
    BulletList,
    Callout,
    Heading,
    NumberedList,
    Paragraph,
    Quote,
    Table,
)
from vmreport.document.inlines import Emphasis, Foreign, Link, Strong, Text, plain_text
from vmreport.errors import Problems
from vmreport.forms.excel_form import excel_form
from vmreport.forms.word_forms import (
    interpretation_form,
    qualitative_form,
    recommendations_form,
)
from vmreport.markup.placeholders import read_source

SUBTITLE = "Veiligheidsmonitor 2023 · Gemeente: Voorbeeldstad (GM9901)"
_CALLOUTS = {"explanation": "uitleg", "warning": "waarschuwing", "request": "gevraagd"}


def markdown_lines(text: str) -> Lines:
    return Lines("bron.md", tuple(text.split("\n")), 1)


def blocks_of(lines: Lines) -> tuple[Any, ...]:
    """Give the blocks, with every placeholder as the words that were typed."""
    source = lines.source("x")
    problems = Problems()
    blocks = read_source(source, lambda item: source.markdown[item.start : item.end], problems)
    assert not problems.blocking, problems.items
    return blocks


# ------------------------------------------------------------------------------------------ Word


def word_recommendations(markdown: str, *, choices: bool = True) -> bytes:
    """Fill in the Word form; with `choices` through its lists, else typed over them."""
    drafts = markdown_drafts(markdown_lines(markdown), Problems())
    document = Document(io.BytesIO(recommendations_form(SUBTITLE)))
    body = document.element.body
    nodes = list(body)
    starts = [n for n, node in enumerate(nodes) if _style(node) == "Heading1"]
    block = [copy.deepcopy(node) for node in nodes[starts[0] : starts[1]]]
    for node in nodes[starts[0] : -1]:
        body.remove(node)
    for draft in drafts:
        made = [copy.deepcopy(node) for node in block]
        for node in made:
            nodes[-1].addprevious(node)
        _fill_block(document, made, draft, choices=choices)
    return _saved(document)


def word_text(markdown: str, kind: str) -> bytes:
    """Write duiding or kwalitatief in its Word form."""
    form = interpretation_form(SUBTITLE, ()) if kind == "duiding" else qualitative_form(SUBTITLE)
    document = Document(io.BytesIO(form))
    body = document.element.body
    start = next(n for n, node in enumerate(body) if _style(node) == "Heading1")
    for node in list(body)[start:-1]:
        body.remove(node)
    intro, sections = split_sections(markdown_lines(markdown), 1)
    assert intro.is_blank
    for section in sections:
        body[-1].addprevious(_paragraph(document, "Heading1", (Text(section.title),)))
        for node in _word_blocks(document, blocks_of(section.body)):
            body[-1].addprevious(node)
    return _saved(document)


def _fill_block(document: Any, nodes: list[Any], draft: Any, *, choices: bool) -> None:
    heading, fields = nodes[0], nodes[1]
    for run in heading.findall(qn("w:r")):
        heading.remove(run)
    _runs(document, heading, blocks_of(Lines("x", (draft.heading,), 1))[0].text)
    for row in fields.findall(qn("w:tr")):
        label, answer = row.findall(qn("w:tc"))
        name = "".join(node.text for node in label.find(qn("w:p")).iter(qn("w:t"))).rstrip(" *")
        value = draft.fields.get(name)
        if value is None:
            continue
        control = answer.find(f".//{qn('w:sdt')}")
        if control is not None and choices:
            _choose(control, value.text)
        elif name == "Gevraagd":
            _replace_content(answer, _word_blocks(document, blocks_of(value.lines)))
        elif name == "Bevindingen":
            items = [part.strip().replace("\\", "") for part in value.text.split(";")]
            _replace_content(answer, [_paragraph(document, "Normal", (Text(i),)) for i in items])
        else:
            inlines = blocks_of(Lines("x", (value.text,), 1))[0].text
            _replace_content(answer, [_paragraph(document, "Normal", inlines)])
    room = next(node for node in nodes if _style(node) == "VmTekst")
    for node in _word_blocks(document, blocks_of(draft.text)):
        room.addprevious(node)
    if draft.measures is not None:
        _fill_measures(document, nodes, draft.measures)


def _fill_measures(document: Any, nodes: list[Any], measures: Any) -> None:
    table = [node for node in nodes if node.tag == qn("w:tbl")][-1]
    rows = table.findall(qn("w:tr"))
    for row in rows[1 + len(measures.rows) :]:
        table.remove(row)
    for extra in range(len(measures.rows) - len(rows[1:])):
        del extra
        table.append(copy.deepcopy(rows[1]))
    names = [cell.text.casefold() for cell in measures.header]
    columns = [
        "maatregel",
        "resultaat",
        "trekker",
        "partners",
        "start",
        "einde",
        "middelen",
        "status",
    ]
    for extra in [name for name in names if name not in columns]:
        columns.append(extra)
        for number, row in enumerate(table.findall(qn("w:tr"))):
            cell = OxmlElement("w:tc")
            words = extra.capitalize() if number == 0 else ""
            cell.append(_paragraph(document, "VmVeld", (Text(words),)))
            row.append(cell)
    for row, measure in zip(table.findall(qn("w:tr"))[1:], measures.rows, strict=True):
        for cell, name in zip(row.findall(qn("w:tc")), columns, strict=True):
            words = measure.cells[names.index(name)].text if name in names else ""
            if words:
                inlines = blocks_of(Lines("x", (words,), 1))[0].text
                _replace_content(cell, [_paragraph(document, "Normal", inlines)])


def _choose(control: Any, value: str) -> None:
    """Do what Word does when an option is chosen."""
    item = next(
        item
        for item in control.iter(qn("w:listItem"))
        if value.casefold() in (item.get(qn("w:value")), item.get(qn("w:displayText")))
    )
    control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}").getparent().remove(
        control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
    )
    control.find(f".//{qn('w:t')}").text = item.get(qn("w:displayText"))


def _replace_content(cell: Any, nodes: list[Any]) -> None:
    for node in list(cell):
        if node.tag != qn("w:tcPr"):
            cell.remove(node)
    cell.extend(nodes)


def _word_blocks(document: Any, blocks: tuple[Any, ...], depth: int = 0) -> list[Any]:
    out: list[Any] = []
    for block in blocks:
        match block:
            case Heading():
                out.append(_paragraph(document, f"Heading{block.level}", block.text))
            case Paragraph():
                out.append(_paragraph(document, "VmTekst", block.text))
            case BulletList(items) | NumberedList(items):
                style = "ListBullet" if isinstance(block, BulletList) else "ListNumber"
                out += _items(document, items, style, depth)
            case Quote():
                said = _paragraph(document, "Quote", block.text)
                out.append(said)
                if block.speaker:
                    out.append(_paragraph(document, "Quote", (Text(f"— {block.speaker}"),)))
            case Table():
                out += _table(document, block)
            case Callout():
                opening = f'::: kader {_CALLOUTS[block.kind.name.casefold()]} "{block.title}"'
                out.append(_paragraph(document, "Normal", (Text(opening),)))
                out += _word_blocks(document, block.blocks)
                out.append(_paragraph(document, "Normal", (Text(":::"),)))
            case _:
                raise AssertionError(block)
    return out


def _items(document: Any, items: Any, style: str, depth: int) -> list[Any]:
    out: list[Any] = []
    for item in items:
        first, *rest = item.blocks
        made = _paragraph(document, style, first.text)
        if depth:
            numbering = OxmlElement("w:numPr")
            level = OxmlElement("w:ilvl")
            level.set(qn("w:val"), str(depth))
            identifier = OxmlElement("w:numId")
            identifier.set(qn("w:val"), "1" if style == "ListBullet" else "2")
            numbering.extend([level, identifier])
            made.find(qn("w:pPr")).append(numbering)
        out += [made, *_word_blocks(document, tuple(rest), depth + 1)]
    return out


def _table(document: Any, block: Table) -> list[Any]:
    caption = plain_text(block.caption)
    rows = [[(Text(c.header),) for c in block.columns]]
    rows += [[cell.text for cell in row.cells] for row in block.rows]
    table = OxmlElement("w:tbl")
    for cells in rows:
        row = OxmlElement("w:tr")
        for column, text in zip(block.columns, cells, strict=True):
            cell = OxmlElement("w:tc")
            made = _paragraph(document, "Normal", text)
            if column.kind.name == "NUMBER":
                right = OxmlElement("w:jc")
                right.set(qn("w:val"), "right")
                made.find(qn("w:pPr")).append(right)
            cell.append(made)
            row.append(cell)
        table.append(row)
    return [_paragraph(document, "Caption", (Text(f"Tabel: {caption}"),)), table]


def _paragraph(document: Any, style: str, inlines: Any) -> Any:
    made = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    chosen = OxmlElement("w:pStyle")
    chosen.set(qn("w:val"), style)
    properties.append(chosen)
    made.append(properties)
    _runs(document, made, inlines)
    return made


def _runs(document: Any, parent: Any, inlines: Any, *looks: str) -> None:
    for inline in inlines:
        match inline:
            case Text(text):
                for piece in re.split(r"(?<=\w)(?=[ ,.])", text):  # Word cuts runs anywhere
                    parent.append(_run(piece, looks))
            case Strong(children):
                _runs(document, parent, children, *looks, "b")
            case Emphasis(children):
                _runs(document, parent, children, *looks, "i")
            case Foreign(language, children):
                parent.append(_run("[", looks))
                _runs(document, parent, children, *looks)
                parent.append(_run(f"]{{lang={language}}}", looks))
            case Link(url, children):
                link = OxmlElement("w:hyperlink")
                link.set(qn("r:id"), document.part.relate_to(url, _HYPERLINK, is_external=True))
                _runs(document, link, children, *looks)
                parent.append(link)
            case _:
                raise AssertionError(inline)


_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def _run(text: str, looks: tuple[str, ...]) -> Any:
    made = OxmlElement("w:r")
    if looks:
        properties = OxmlElement("w:rPr")
        properties.extend(OxmlElement(f"w:{look}") for look in looks)
        made.append(properties)
    words = OxmlElement("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(words)
    return made


def _style(node: Any) -> str:
    found = node.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return str(found.get(qn("w:val"))) if found is not None else ""


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# ----------------------------------------------------------------------------------------- Excel


def excel_recommendations(markdown: str) -> bytes:
    """Fill in the Excel form; texts in cells are typed with single line breaks."""
    drafts = markdown_drafts(markdown_lines(markdown), Problems())
    book = openpyxl.load_workbook(io.BytesIO(excel_form(SUBTITLE)))
    main, measures = book["Aanbevelingen"], book["Maatregelen"]
    columns = {str(cell.value).rstrip(" *"): cell.column for cell in main[1]}
    at = {str(cell.value).rstrip(" *").casefold(): cell.column for cell in measures[1]}
    heads = [draft.measures.header for draft in drafts if draft.measures]
    for name in dict.fromkeys(cell.text for head in heads for cell in head):
        if name.casefold() not in at:
            at[name.casefold()] = len(at) + 1
            measures.cell(1, at[name.casefold()], name)
    row = 2
    for number, draft in enumerate(drafts, start=2):
        identifier, title = re.fullmatch(r"(\S+?)\.?\s+(.*)", draft.heading).groups()
        values = {name: _cell(name, value) for name, value in draft.fields.items()}
        values |= {"Nummer": identifier, "Titel": title, "Tekst": _typed(draft.text)}
        for name, value in values.items():
            main.cell(number, columns[name], value)
        for measure in draft.measures.rows if draft.measures else ():
            measures.cell(row, at["aanbeveling"], identifier)
            for head, cell in zip(draft.measures.header, measure.cells, strict=True):
                measures.cell(row, at[head.text.casefold()], cell.text)
            row += 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(name: str, value: Any) -> str | int | float:
    text = value.text.replace("\\_", "_") if name == "Bevindingen" else value.text
    if name == "Bevindingen":
        return "\n".join(part.strip() for part in text.split(";"))
    number = re.fullmatch(r"([0-9]+)(?:,([0-9]+))?%?", text)
    if name in ("Streefwaarde", "Streefjaar", "Veld") and number:
        return float(f"{number[1]}.{number[2]}") if number[2] else int(number[1])
    return _typed(value.lines) if name == "Gevraagd" else text


def _typed(lines: Lines) -> str:
    """Give a text as typed in a cell: soft-wrapped lines joined, one line break per paragraph."""
    text = "\n".join(lines.lines).strip()
    paragraphs = [
        part if re.match(r"\s*(?:[-*|>]|:::|[0-9]+\.)", part) else " ".join(part.split("\n"))
        for part in re.split(r"\n\s*\n", text)
    ]
    return "\n".join(paragraphs)


def write_dossier(source: Path, target: Path, kind: str) -> None:
    """Copy a dossier in Markdown with its advice as `docx` or `xlsx` (the texts then as Word)."""
    for path in source.iterdir():
        if path.suffix != ".md":
            (target / path.name).write_bytes(path.read_bytes())
    advice = (source / "aanbevelingen.md").read_text("utf-8")
    if kind == "docx":
        (target / "aanbevelingen.docx").write_bytes(word_recommendations(advice))
    else:
        (target / "aanbevelingen.xlsx").write_bytes(excel_recommendations(advice))
    for name in ("duiding", "kwalitatief"):
        markdown = (source / f"{name}.md").read_text("utf-8")
        (target / f"{name}.docx").write_bytes(word_text(markdown, name))
