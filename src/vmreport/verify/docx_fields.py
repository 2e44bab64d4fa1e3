"""Checks of what Word computes or points to: bookmarks, references, fields, content controls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from vmreport.verify.docx_context import Context
from vmreport.verify.office_package import attribute, tag
from vmreport.verify.report import shortened

__all__ = ["check_bookmarks", "check_controls", "check_fields", "check_references"]

_POINTING = re.compile(r"^\s*(REF|PAGEREF|NOTEREF)\s+\"?([^\s\"\\]+)")
_TARGETED = re.compile(r"\\l\s+\"?([^\s\"]+)")
_BROKEN = re.compile(
    r"Error!|Fout!|Verwijzingsbron niet gevonden|Bladwijzer niet gedefinieerd|"
    r"No table of contents entries|Geen inhoudsopgavegegevens",
    re.IGNORECASE,
)
_WITHOUT_RESULT = frozenset({"SET", "XE", "TC", "RD", "PRIVATE", "ADVANCE"})


@dataclass(slots=True)
class _Field:
    start: Any
    code: str = ""
    result: str = ""
    separated: bool = False


def check_bookmarks(context: Context) -> None:
    """Rule word.bladwijzers: every start has its end; ids and names are used once."""
    rule = "word.bladwijzers"
    context.findings.ran(rule)
    hint = "Verwijder de bladwijzer in Word (Invoegen, Bladwijzer) en maak die opnieuw."
    starts = _all(context, "w:bookmarkStart")
    ends = Counter(attribute(node, "id") for node in _all(context, "w:bookmarkEnd"))
    ids = Counter(attribute(node, "id") for node in starts)
    names = Counter(attribute(node, "name").casefold() for node in starts)
    for node in starts:
        name, number = attribute(node, "name"), attribute(node, "id")
        if ends[number] != 1:
            what = f"bladwijzer “{name}” heeft geen einde of meer dan één"
            context.findings.fault(rule, context.where(node), what, hint)
        if ids[number] > 1 or names[name.casefold()] > 1:
            what = f"bladwijzer “{name}” staat er twee keer"
            context.findings.fault(rule, context.where(node), what, hint)
    for number in sorted(set(ends) - set(ids)):
        what = f"bladwijzer {number} eindigt, maar begint nergens"
        context.findings.fault(rule, "", what, hint)


def check_references(context: Context) -> None:
    """Rule word.verwijzingen: fields and links within the document point to a bookmark."""
    context.findings.ran("word.verwijzingen")
    known = {attribute(node, "name").casefold() for node in _all(context, "w:bookmarkStart")}
    known.add("_top")
    for node, name in _targets(context):
        if name.casefold() not in known:
            context.findings.fault(
                "word.verwijzingen",
                context.where(node),
                f"de verwijzing naar “{name}” heeft geen doel",
                "Maak de verwijzing opnieuw in Word met Verwijzingen, Kruisverwijzing.",
            )


def _targets(context: Context) -> Iterator[tuple[Any, str]]:
    for node in _all(context, "w:hyperlink"):
        if attribute(node, "anchor"):
            yield node, attribute(node, "anchor")
    for _, root in context.stories:
        for found in _fields(root):
            pointing = _POINTING.match(found.code)
            if pointing:
                yield found.start, pointing.group(2)
            elif found.code.split()[:1] == ["HYPERLINK"]:
                target = _TARGETED.search(found.code)
                if target:
                    yield found.start, target.group(1)


def check_fields(context: Context) -> None:
    """Rule word.velden: every field is whole and filled in, and Word does not ask to update."""
    rule = "word.velden"
    context.findings.ran(rule)
    hint = "Werk in Word alle velden bij (Ctrl+A, F9) en bewaar het bestand opnieuw."
    settings = context.file.part_of("settings")
    if settings is not None and settings.find(tag("w:updateFields")) is not None:
        what = "Word vraagt bij het openen of velden bijgewerkt moeten worden"
        context.findings.fault(rule, "instellingen", what, hint)
    for _, root in context.stories:
        for node in root.iter(tag("w:fldChar"), tag("w:fldSimple")):
            if attribute(node, "dirty", "0").casefold() in ("1", "true", "on"):
                what = "een veld staat als verouderd gemarkeerd; Word vraagt dan om bijwerken"
                context.findings.fault(rule, context.where(node), what, hint)
        if _balance(root):
            what = "een veld heeft geen begin of geen einde"
            context.findings.fault(rule, "", what, hint)
        for found in _fields(root):
            name = (found.code.split() or ["?"])[0].upper()
            if not found.result.strip() and name not in _WITHOUT_RESULT:
                what = f"het veld {name} is niet ingevuld"
                context.findings.fault(rule, context.where(found.start), what, hint)
            elif _BROKEN.search(found.result):
                what = f"het veld {name} toont “{shortened(found.result)}”"
                context.findings.fault(rule, context.where(found.start), what, hint)


def _balance(root: Any) -> bool:
    """Say whether begin and end of fields do not pair."""
    depth = 0
    for node in root.iter(tag("w:fldChar")):
        depth += {"begin": 1, "end": -1}.get(attribute(node, "fldCharType"), 0)
        if depth < 0:
            return True
    return depth != 0


def _fields(root: Any) -> Iterator[_Field]:
    """Yield the whole fields of a story with code and result, inner ones first."""
    names = ("w:fldChar", "w:instrText", "w:t", "w:fldSimple", "w:drawing")
    open_fields: list[_Field] = []
    for node in root.iter(*map(tag, names)):
        if node.tag == tag("w:fldSimple"):
            text = "".join(item.text or "" for item in node.iter(tag("w:t")))
            yield _Field(node, attribute(node, "instr"), text, separated=True)
        elif node.tag == tag("w:fldChar"):
            kind = attribute(node, "fldCharType")
            if kind == "begin":
                open_fields.append(_Field(node))
            elif kind == "separate" and open_fields:
                open_fields[-1].separated = True
            elif kind == "end" and open_fields:
                done = open_fields.pop()
                if open_fields and open_fields[-1].separated:
                    open_fields[-1].result += done.result
                yield done
        elif open_fields:
            last = open_fields[-1]
            if node.tag == tag("w:instrText"):
                last.code += node.text or ""
            elif last.separated:
                last.result += "[beeld]" if node.tag == tag("w:drawing") else node.text or ""


def check_controls(context: Context) -> None:
    """Rule word.invulvelden: key and id of every content control are used once."""
    context.findings.ran("word.invulvelden")
    for name, word in (("w:tag", "sleutel"), ("w:id", "nummer")):
        nodes = [
            node
            for node in _all(context, name)
            if node.getparent().tag == tag("w:sdtPr") and attribute(node, "val")
        ]
        counts = Counter(attribute(node, "val") for node in nodes)
        for node in nodes:
            value = attribute(node, "val")
            if counts[value] > 1:
                context.findings.fault(
                    "word.invulvelden",
                    context.where(node),
                    f"het invulveld met {word} “{value}” staat er {counts[value]} keer",
                    "Verwijder de kopie: de tekst kan anders niet worden teruggelezen.",
                )


def _all(context: Context, name: str) -> list[Any]:
    return [node for _, root in context.stories for node in root.iter(tag(name))]
