"""Checks that a Word file holds nothing of people and computers: allow-lists and traces.

Source: risks.md C1. What is not on a list is a finding, so a new kind of leak is one too.
"""

from __future__ import annotations

import re
from typing import Any

from vmreport.verify.docx_context import Context
from vmreport.verify.leaks import foreign_target
from vmreport.verify.office_clean import check_paths, check_properties
from vmreport.verify.office_package import NS, Relationship, attribute, tag, text_of
from vmreport.verify.report import shortened

__all__ = ["check_clean"]

_PARTS = re.compile(
    r"\[Content_Types\]\.xml|(?:[\w/]+/)?_rels/[\w.]*\.rels|docProps/(?:core|app)\.xml"
    r"|word/(?:document|styles|settings|numbering|fontTable|footnotes|endnotes|webSettings)\.xml"
    r"|word/theme/theme\d*\.xml|word/(?:header|footer)\d*\.xml|word/media/[\w.-]+"
    r"|word/fonts/[\w.-]+\.odttf|word/charts/[\w.-]+\.xml|word/embeddings/[\w.-]+\.xlsx"
)
_RELATIONSHIPS = frozenset(
    {
        "officeDocument",
        "core-properties",
        "extended-properties",
        "styles",
        "settings",
        "numbering",
        "fontTable",
        "footnotes",
        "endnotes",
        "webSettings",
        "theme",
        "header",
        "footer",
        "image",
        "hyperlink",
        "font",
        "chart",
        "chartStyle",
        "chartColorStyle",
        "package",
    }
)
_CHANGES = [
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tcPrChange",
    "trPrChange",
    "tblGridChange",
    "numberingChange",
    "cellIns",
    "cellDel",
    "cellMerge",
    "moveFromRangeStart",
    "moveToRangeStart",
    "customXmlInsRangeStart",
    "customXmlDelRangeStart",
]
_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_OBJECTS = ("object", "altChunk", "control", "subDoc", "OLEObject")
_PROPERTY = "Wis het in Word met Bestand, Info, Controleren op problemen, Document controleren."


def check_clean(context: Context, organisation: str) -> None:
    """All rules `lek.…` that concern a Word file, except hidden text and pictures."""
    _parts(context)
    _links(context)
    check_properties(context.file, context.findings, organisation, "Word")
    _comments(context)
    _changes(context)
    _objects(context)
    check_paths(context.file, context.findings)


def _parts(context: Context) -> None:
    context.findings.ran("lek.onderdeel", "lek.macro", "lek.bijlage")
    types = context.file.parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any(
        name.endswith("vbaProject.bin") for name in context.file.parts
    ):
        what = "het bestand bevat macro's"
        context.findings.fault("lek.macro", "", what, "Bewaar het als gewoon document (.docx).")
    for name in sorted(context.file.parts):
        if re.search(r"comments\w*\.xml$|people\.xml$", name) or name.endswith("vbaProject.bin"):
            continue
        if _PARTS.fullmatch(name) is None:
            what = f"onderdeel {name} hoort niet in een schoon bestand"
            context.findings.fault("lek.onderdeel", "", what, _PROPERTY)


def _links(context: Context) -> None:
    context.findings.ran("lek.koppeling", "lek.sjabloon")
    for link in context.file.all_relationships():
        _link(context, link)
    settings = context.file.part_of("settings")
    if settings is not None and settings.find(tag("w:mailMerge")) is not None:
        what = "het document is gekoppeld aan een gegevensbestand (afdruk samenvoegen)"
        context.findings.fault(
            "lek.koppeling", "instellingen", what, "Verbreek de koppeling in Word."
        )


def _link(context: Context, link: Relationship) -> None:
    if link.kind == "attachedTemplate":
        what = f"het document is gekoppeld aan sjabloon {shortened(link.target)}"
        hint = "Verwijder het pad bij Ontwikkelaars, Documentsjabloon in Word."
        context.findings.fault("lek.sjabloon", "", what, hint)
    elif link.external and (link.kind != "hyperlink" or foreign_target(link.target)):
        what = f"er is een koppeling ({link.kind}) naar {shortened(link.target)}"
        hint = "Verbreek de koppeling; alleen links naar websites en e-mailadressen mogen."
        context.findings.fault("lek.koppeling", "", what, hint)
    elif not link.external and link.kind not in _RELATIONSHIPS and _PARTS.fullmatch(link.target):
        what = f"koppeling {link.kind} naar {link.target} hoort niet in een schoon bestand"
        context.findings.fault("lek.onderdeel", "", what, _PROPERTY)


def _comments(context: Context) -> None:
    context.findings.ran("lek.opmerking")
    hint = "Verwijder in Word alle opmerkingen (Controleren, Verwijderen, Alle opmerkingen)."
    for name in sorted(context.file.parts):
        if name.endswith(".xml") and re.search(r"/(?:comments\w*|people)\.xml$", name):
            root = context.file.tree(name)
            nodes = () if root is None else root.iter(tag("w:comment"))
            texts = [shortened(text_of(node)) for node in nodes]
            for text in texts or [f"onderdeel {name}"]:
                context.findings.fault(
                    "lek.opmerking", "", f"er staat een opmerking in: {text}", hint
                )
    for _, root in context.stories:
        for node in root.iter(*(tag(f"w:{name}") for name in _COMMENT_MARKS)):
            what = "hier hoort een opmerking bij"
            context.findings.fault("lek.opmerking", context.where(node), what, hint)


def _changes(context: Context) -> None:
    context.findings.ran("lek.wijziging")
    hint = "Accepteer of verwerp eerst alle wijzigingen in Word."
    for _, root in context.stories:
        for node in root.iter(*(tag(f"w:{name}") for name in _CHANGES)):
            author = attribute(node, "author")
            by = f" van {author}" if author else ""
            what = f"een bijgehouden wijziging{by}: “{shortened(_changed(node))}”"
            context.findings.fault("lek.wijziging", context.where(node), what, hint)
    settings = context.file.part_of("settings")
    if settings is not None and settings.find(tag("w:trackRevisions")) is not None:
        what = "Word houdt wijzigingen bij"
        context.findings.fault("lek.wijziging", "instellingen", what, hint)
    if any(
        "rsid" in str(key)
        for _, root in context.file.xml_parts()
        if root.tag.startswith(f"{{{NS['w']}}}")
        for node in root.iter()
        for key in node.attrib
    ):
        what = "Word bewaarde bij welke bewerking elke tekst hoort (rsid)"
        context.findings.notice("lek.wijziging", "", what, _PROPERTY)


def _changed(node: Any) -> str:
    return "".join(item.text or "" for item in node.iter(tag("w:t"), tag("w:delText")))


def _objects(context: Context) -> None:
    hint = "Plak de inhoud als gewone tekst, tabel of afbeelding."
    for _, root in context.stories:
        for node in root.iter():
            name = str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""
            if name in _OBJECTS:
                what = f"er zit een ander bestand in ({name})"
                context.findings.fault("lek.bijlage", context.where(node), what, hint)
