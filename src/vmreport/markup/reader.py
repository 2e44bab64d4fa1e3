"""Our subset of Markdown to blocks, for advisor text and for the output of our templates alike.

Everything outside the subset is a problem with its line, never dropped. Placeholders of advisor
text are resolved before this (`placeholders`); numbering and checking come after (`document`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from markdown_it.tree import SyntaxTreeNode

from vmreport.document.blocks import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Field,
    FieldList,
    Heading,
    ListItem,
    NumberedList,
    Numbering,
    Origin,
    Paragraph,
    ParagraphRole,
    Sheet,
    SpokenNotes,
)
from vmreport.document.inlines import plain_text
from vmreport.errors import Place, Problems
from vmreport.markup.attributes import Attributes, read_attributes, read_container
from vmreport.markup.context import Context
from vmreport.markup.inline_reader import read_inlines, read_plain
from vmreport.markup.parser import parse
from vmreport.markup.quotes import read_quote
from vmreport.markup.table_reader import is_caption, read_table
from vmreport.markup.text_rules import clean_text
from vmreport.markup.tokens import TOKEN, Tokens

__all__ = ["read_markdown"]

_MAX_LIST_DEPTH = 3
_HEADING_CLASSES = ("ongenummerd", "bijlage", "niet-in-inhoud")
_CALLOUTS = {
    "uitleg": CalloutKind.EXPLANATION,
    "waarschuwing": CalloutKind.WARNING,
    "gevraagd": CalloutKind.REQUEST,
}
_ROLES = {"inleiding": ParagraphRole.LEAD, "klein": ParagraphRole.SMALL}
_KNOWN_CONTAINERS = (
    "kader uitleg, kader gevraagd, kader waarschuwing, blad, liggend, notities, velden, inleiding, "
    "klein"
)


def read_markdown(
    text: str,
    *,
    file: str,
    problems: Problems,
    origin: Origin,
    first_line: int = 1,
    places: tuple[Place, ...] = (),
    tokens: Tokens | None = None,
    heading_offset: int = 0,
    anchor_prefix: str = "",
    numbering: Numbering = Numbering.NONE,
) -> tuple[Block, ...]:
    """Give the blocks of a Markdown text; what is outside the subset is reported with its line.

    `origin` ADVISOR brings the narrower rules: of the containers only `kader`. `tokens` holds
    what stands behind tokens in the text. `heading_offset` is added to every heading level,
    `numbering` is what a heading without class gets, `anchor_prefix` comes before every anchor
    made from words. `places` says where each line stands when the file itself is no Markdown.
    """
    context = Context(
        file,
        first_line,
        problems,
        origin,
        tokens or Tokens(),
        heading_offset,
        anchor_prefix,
        numbering,
        places=places,
    )
    checked = _checked(text, context)
    context.lines = tuple(checked.split("\n"))
    return _blocks(parse(checked).children, context)


def _checked(text: str, context: Context) -> str:
    """Report characters that may not be in a text; tokens are left alone."""
    masked = TOKEN.sub("", text)
    _, faults = clean_text(masked)
    for fault in faults:
        context.report("E305", fault.line, f"In de tekst staat {fault.name}.", fault.hint)
    if not faults:
        return text
    pieces: list[str] = []
    position = 0
    for match in TOKEN.finditer(text):
        pieces += [clean_text(text[position : match.start()])[0], match.group()]
        position = match.end()
    return "".join([*pieces, clean_text(text[position:])[0]])


def _blocks(nodes: list[SyntaxTreeNode], context: Context) -> tuple[Block, ...]:
    out: list[Block] = []
    caption: SyntaxTreeNode | None = None
    for node, following in zip_longest(nodes, nodes[1:]):
        if is_caption(node) and following is not None and following.type == "table":
            caption = node
        elif node.type == "table":
            out.append(read_table(node, caption, context))
            caption = None
        else:
            out += _block(node, context)
    return tuple(out)


def _block(node: SyntaxTreeNode, context: Context) -> tuple[Block, ...]:
    match node.type:
        case "paragraph":
            return _paragraph(node, context)
        case "heading":
            return _heading(node, context)
        case "bullet_list":
            return (BulletList(_items(node, context, 1)),)
        case "ordered_list":
            return _numbered(node, context, 1)
        case "blockquote":
            return read_quote(node, context)
        case "block_token":
            return _token_blocks(node, context)
        case "container":
            return _container(node, context)
        case _:
            _refuse(node, context)
            return ()


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] if node.map else 0


def _inline(node: SyntaxTreeNode) -> SyntaxTreeNode | None:
    return node.children[0] if node.children else None


def _paragraph(node: SyntaxTreeNode, context: Context) -> tuple[Block, ...]:
    text = read_inlines(_inline(node), context)
    if "attributes" in node.meta:
        context.report(
            "E323",
            _line(node),
            "Hier staat een tabeltitel zonder tabel eronder.",
            "Zet de tabel direct onder de titel.",
        )
    return (Paragraph(text, context.origin),) if text else ()


def _heading(node: SyntaxTreeNode, context: Context) -> tuple[Block, ...]:
    line = _line(node)
    text = read_inlines(_inline(node), context)
    level = int(node.tag[1:]) + context.heading_offset
    attributes = _attributes(node, context)
    if not plain_text(text).strip():
        context.report("E315", line, "Een kop is leeg.", "Schrijf een kop of verwijder de #.")
        return ()
    if node.markup in ("=", "-"):
        context.report(
            "E315",
            line,
            "Een regel streepjes onder de tekst maakt er een kop van.",
            "Schrijf een kop met # ervoor, en verwijder de streepjes.",
        )
    if not 1 <= level <= 4:
        deepest = 4 - context.heading_offset
        context.report(
            "E315",
            line,
            f"Deze kop is te diep ({node.markup}).",
            f"Gebruik hier ten hoogste {deepest} hekjes (#).",
        )
        level = min(max(level, 1), 4)
    numbering = context.numbering
    if "bijlage" in attributes.classes:
        numbering = Numbering.APPENDIX
    if "ongenummerd" in attributes.classes:
        numbering = Numbering.NONE
    anchor = attributes.anchor or context.anchor(plain_text(text))
    topic = read_plain(attributes.value("topic"), line, context)
    listed = "niet-in-inhoud" not in attributes.classes
    return (Heading(level, text, anchor, topic, numbering, listed),)


def _attributes(node: SyntaxTreeNode, context: Context) -> Attributes:
    attributes = read_attributes(str(node.meta.get("attributes", "")))
    unknown = [f".{name}" for name in attributes.classes if name not in _HEADING_CLASSES]
    unknown += [key for key, _ in attributes.values if key != "topic"]
    if attributes.rest:
        unknown.append(attributes.rest)
    if unknown:
        context.report(
            "E323",
            _line(node),
            f"Onbekend tussen de accolades achter een kop: {', '.join(unknown)}.",
            'Bekend zijn #anker, topic="…", .ongenummerd, .bijlage en .niet-in-inhoud.',
        )
    return attributes


def _items(node: SyntaxTreeNode, context: Context, depth: int) -> tuple[ListItem, ...]:
    if depth == _MAX_LIST_DEPTH + 1:
        context.report(
            "E316",
            _line(node),
            "Deze opsomming heeft meer dan drie niveaus.",
            "Breng de opsomming terug tot ten hoogste drie niveaus.",
        )
    return tuple(_item(item, context, depth) for item in node.children)


def _item(node: SyntaxTreeNode, context: Context, depth: int) -> ListItem:
    out: list[Block] = []
    for child in node.children:
        match child.type:
            case "paragraph":
                out += _paragraph(child, context)
            case "bullet_list":
                out.append(BulletList(_items(child, context, depth + 1)))
            case "ordered_list":
                out += _numbered(child, context, depth + 1)
            case _:
                context.report(
                    "E316",
                    _line(child),
                    "In een opsomming kan alleen tekst of een volgende opsomming staan.",
                    "Zet dit onder de opsomming, zonder inspringen.",
                )
    if not out:
        context.report(
            "E316", _line(node), "Een punt van een opsomming is leeg.", "Vul het of verwijder het."
        )
    return ListItem(tuple(out))


def _numbered(node: SyntaxTreeNode, context: Context, depth: int) -> tuple[Block, ...]:
    start = node.attrs.get("start", 1)
    if start != 1:
        context.report(
            "E316",
            _line(node),
            f"Een genummerde opsomming begint met {start}; in het rapport begint zij met 1.",
            f"Begin met 1, of schrijf {start}\\. als dit geen opsomming is.",
        )
    return (NumberedList(_items(node, context, depth)),)


def _token_blocks(node: SyntaxTreeNode, context: Context) -> tuple[Block, ...]:
    out: list[Block] = []
    for number in node.meta["numbers"]:
        blocks = context.tokens.blocks_of(number)
        if blocks is None:
            context.report(
                "E322",
                _line(node),
                "Hier staat een verwijzing naar een blok dat er niet is.",
                "Typ deze regel opnieuw.",
            )
            continue
        out += blocks
    return tuple(out)


def _container(node: SyntaxTreeNode, context: Context) -> tuple[Block, ...]:
    line = _line(node)
    if not node.meta["closed"]:
        context.report(
            "E321",
            line,
            f"Het blok ::: {node.info} wordt niet afgesloten.",
            "Zet onder het blok een regel met alleen :::.",
        )
    read = read_container(node.info)
    words, title = read or ((), "")
    if context.is_advisor and words[:1] != ("kader",):
        context.report(
            "E321",
            line,
            f"Het blok ::: {node.info} kan hier niet.",
            'Gebruik ::: kader uitleg "Titel" of laat de regels met ::: weg.',
        )
        return _blocks(node.children, context)
    if words == ("velden",) and not title:
        return (_field_list(node, context),)
    blocks = _blocks(node.children, context)
    match words:
        case ("blad",) if not title:
            return (Sheet(blocks),)
        case ("liggend",) if not title:
            return (Sheet(blocks, landscape=True),)
        case ("notities",) if not title:
            return (SpokenNotes(blocks),)
        case ("inleiding" | "klein" as role,) if not title:
            return _with_role(blocks, _ROLES[role])
        case ("kader", kind) if kind in _CALLOUTS:
            return (_callout(_CALLOUTS[kind], title, blocks, line, context),)
        case _:
            context.report(
                "E321",
                line,
                f"Onbekend blok: ::: {node.info}.",
                f"Bekend zijn {_KNOWN_CONTAINERS}; alleen een kader heeft een titel.",
            )
            return blocks


def _callout(
    kind: CalloutKind, title: str, blocks: tuple[Block, ...], line: int, context: Context
) -> Callout:
    if not blocks:
        context.report("E321", line, "Een kader is leeg.", "Vul het of verwijder het.")
    return Callout(kind, read_plain(title, line, context), blocks)


def _field_list(node: SyntaxTreeNode, context: Context) -> FieldList:
    fields: list[Field] = []
    for child in node.children:
        line = _line(child)
        if child.type != "field":
            context.report(
                "E321",
                line,
                "Tekst in een blok ::: velden staat niet achter een label.",
                "Schrijf Label:: tekst.",
            )
            continue
        label = read_plain(child.info, line, context)
        blocks = _blocks(child.children, context)
        if not blocks:
            context.report("E321", line, f"Het veld {label} is leeg.", "Vul het of laat het weg.")
        fields.append(Field(label, blocks))
    return FieldList(tuple(fields))


def _with_role(blocks: tuple[Block, ...], role: ParagraphRole) -> tuple[Block, ...]:
    return tuple(_block_with_role(block, role) for block in blocks)


def _block_with_role(block: Block, role: ParagraphRole) -> Block:
    match block:
        case Paragraph():
            return replace(block, role=role)
        case BulletList(items) | NumberedList(items):
            return replace(
                block, items=tuple(ListItem(_with_role(item.blocks, role)) for item in items)
            )
        case _:
            return block


_REFUSED = {
    "fence": ("E313", "Een blok programmacode kan niet.", "Verwijder de regels met ``` of ~~~."),
    "hr": (
        "E314",
        "Een losse regel streepjes of sterretjes (een scheidingslijn) kan niet.",
        "Verwijder de regel; een nieuwe kop scheidt de tekst.",
    ),
    "container_stray": (
        "E321",
        "Hier staat ::: zonder dat er een blok begon.",
        "Verwijder de regel, of begin een blok met bijvoorbeeld ::: kader uitleg.",
    ),
}


def _refuse(node: SyntaxTreeNode, context: Context) -> None:
    fallback = ("E320", "Deze opmaak kan niet.", "Schrijf het als gewone tekst of opsomming.")
    code, what, hint = _REFUSED.get(node.type, fallback)
    context.report(code, _line(node), what, hint)
