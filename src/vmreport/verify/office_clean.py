"""Checks that an Office file holds nothing of people and computers: what all kinds share.

Source: risks.md C1. What is not on a list is a finding, so a new kind of leak is one too.
"""

from __future__ import annotations

import re
from typing import Any

from vmreport.verify.leaks import find_path, foreign_target, is_person
from vmreport.verify.office_package import OfficeFile, tag
from vmreport.verify.report import Findings, shortened

__all__ = ["check_links", "check_parts", "check_paths", "check_properties"]

_CORE = frozenset(
    [
        "title",
        "subject",
        "creator",
        "keywords",
        "description",
        "lastModifiedBy",
        "revision",
        "created",
        "modified",
        "category",
        "contentStatus",
        "language",
        "version",
    ]
)
_APP = frozenset(
    [
        "Application",
        "AppVersion",
        "Company",
        "DocSecurity",
        "Pages",
        "Words",
        "Characters",
        "Lines",
        "Paragraphs",
        "TotalTime",
        "CharactersWithSpaces",
        "ScaleCrop",
        "LinksUpToDate",
        "SharedDoc",
        "HyperlinksChanged",
        "TitlesOfParts",
        "HeadingPairs",
    ]
)
_PROGRAM_PARTS = re.compile(r"vbaProject\.bin$|/activeX/|/ctrlProps/")
_COMMENT_PARTS = re.compile(
    r"/(?:comments|threadedComments|persons)/|/comments\w*\.xml$|/(?:commentAuthors|authors)\.xml$"
)
_OBJECT_PARTS = re.compile(
    r"/embeddings/.*(?<!\.xlsx)$|/externalLinks/|/media/[^/]*\.(?:mp\w|wav|bin)$"
)


def check_properties(file: OfficeFile, findings: Findings, organisation: str, program: str) -> None:
    """Rules lek.auteur and lek.eigenschap; `program` is where a reader can mend it."""
    findings.ran("lek.auteur", "lek.eigenschap")
    core = file.property_part("core-properties")
    app = file.property_part("extended-properties")
    for root, known in ((core, _CORE), (app, _APP)):
        for node in () if root is None else root.iterchildren(tag=None):
            name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
            value = "".join(node.itertext()).strip()
            if name and value and name not in known:
                what = f"eigenschap {name} staat ingevuld: “{shortened(value)}”"
                findings.fault("lek.eigenschap", "eigenschappen", what, _inspect(program))
    creator = "" if core is None else core.findtext(tag("dc:creator"), "")
    if not creator.strip():
        what = "er staat geen auteur in het bestand"
        hint = f"Vul in {program} bij Bestand, Info als auteur de organisatie in."
        findings.fault("lek.auteur", "eigenschappen", what, hint)
    editor = "" if core is None else core.findtext(tag("cp:lastModifiedBy"), "")
    company = "" if app is None else app.findtext(tag("app:Company"), "")
    for label, name in (
        ("auteur", creator),
        ("laatst bewerkt door", editor),
        ("bedrijf", company),
    ):
        _name(findings, label, name.strip(), organisation)


def _inspect(program: str) -> str:
    steps = "Bestand, Info, Controleren op problemen, Document controleren"
    return f"Wis het in {program} met {steps}."


def _name(findings: Findings, label: str, name: str, organisation: str) -> None:
    if not name or name == organisation:
        return
    hint = "Vul als auteur de organisatie in, geen persoon."
    if organisation:
        what = f"{label} is “{shortened(name)}”, niet {organisation}"
        findings.fault("lek.auteur", "eigenschappen", what, hint)
    elif is_person(name):
        what = f"{label} lijkt een persoon of account: “{shortened(name)}”"
        findings.fault("lek.auteur", "eigenschappen", what, hint)


def check_paths(file: OfficeFile, findings: Findings) -> None:
    """Rule lek.pad: no text or attribute names a place on a computer."""
    findings.ran("lek.pad")
    hint = "Verwijder het pad, of schrijf alleen de naam van het bestand."
    for name, root in file.xml_parts():
        for node in root.iter():
            if not isinstance(node.tag, str):
                texts = [node.text or ""]
            else:
                texts = [node.text or "", *map(str, node.attrib.values())]
            for text in texts:
                path = find_path(text) if ("/" in text or "\\" in text) else ""
                if path and node.get("TargetMode") is None and not _is_part_name(node, text):
                    findings.fault("lek.pad", name, f"er staat een pad: {path}", hint)


def _is_part_name(node: Any, text: str) -> bool:
    """Say whether a text is the name of a part inside the file."""
    return node.tag in (tag("rel:Relationship"), tag("ct:Override")) or text.startswith("urn:")


def check_links(file: OfficeFile, findings: Findings) -> None:
    """Rule lek.koppeling: nothing outside is linked but web sites and mailboxes."""
    findings.ran("lek.koppeling")
    for link in file.all_relationships():
        if link.external and (link.kind != "hyperlink" or foreign_target(link.target)):
            what = f"er is een koppeling ({link.kind}) naar {shortened(link.target)}"
            hint = "Verbreek de koppeling; alleen links naar websites en e-mailadressen mogen."
            findings.fault("lek.koppeling", "", what, hint)


def check_parts(file: OfficeFile, findings: Findings, known: re.Pattern[str], program: str) -> None:
    """Rules lek.macro, lek.opmerking, lek.bijlage and lek.onderdeel: only known parts."""
    findings.ran("lek.macro", "lek.opmerking", "lek.bijlage", "lek.onderdeel")
    if b"macroEnabled" in file.parts.get("[Content_Types].xml", b""):
        what = "het bestand bevat macro's"
        findings.fault("lek.macro", "", what, "Bewaar het als gewoon bestand zonder macro's.")
    for name in sorted(file.parts):
        if _PROGRAM_PARTS.search(name):
            what = f"er zit een programma in ({name})"
            findings.fault("lek.macro", "", what, "Bewaar het als gewoon bestand zonder macro's.")
        elif _COMMENT_PARTS.search(name):
            what = f"er staan opmerkingen of namen van lezers in ({name})"
            findings.fault("lek.opmerking", "", what, f"Verwijder in {program} alle opmerkingen.")
        elif _OBJECT_PARTS.search(name):
            what = f"er zit een ander bestand in ({name})"
            hint = "Plak de inhoud als gewone tekst, tabel of afbeelding."
            findings.fault("lek.bijlage", "", what, hint)
        elif known.fullmatch(name) is None:
            what = f"onderdeel {name} hoort niet in een schoon bestand"
            findings.fault("lek.onderdeel", "", what, _inspect(program))
