"""Writes Woo metadata (DiWoo) as an XML file beside a document, from what is known.

Nothing is invented: a field the dossier does not give is left out, and a comment names it. The
form follows version 0.9.8 as public programs write it; it has not been validated against the
official schema, and the file says so. Source: council.md section 4.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lxml import etree

from vmreport.document.tree import Metadata

__all__ = ["CATEGORIES", "WooFacts", "write_diwoo"]

_NAMESPACE = "https://standaarden.overheid.nl/diwoo/metadata/"
_TOOI = "https://identifier.overheid.nl/tooi"
_EUROPE = "http://publications.europa.eu/resource/authority"
_LANGUAGES = {"nl": ("NLD", "Nederlands"), "en": ("ENG", "Engels"), "fy": ("FRY", "Fries")}
_KINDS = {"GM": "gemeente", "PV": "provincie"}

CATEGORIES = {
    "vergaderstukken": ("c_db4862c3", "Vergaderstukken decentrale overheden"),
    "onderzoeksrapporten": ("c_fdaee95e", "Onderzoeksrapporten"),
    "jaarplannen": ("c_c6cd1213", "Jaarplannen en jaarverslagen"),
}
"""Woo categories of the reports of a municipality: TOOI code and name, by the word of the dossier."""


@dataclass(frozen=True, slots=True)
class WooFacts:
    """What the metadata says beside the properties of the document; empty is left out."""

    area: str
    """CBS code of the municipality (`GM0363`) or province (`PV20`) that publishes."""
    publisher: str
    """Its name."""
    category: str = ""
    """A key of CATEGORIES."""
    document_type: str = ""
    theme: str = ""
    responsible: str = ""
    valid_from: date | None = None
    identifier: str = ""
    """Case number."""
    form: str = "pdf"
    """Ending of the file that is described."""


def write_diwoo(metadata: Metadata, language: str, facts: WooFacts) -> bytes:
    """Give the XML of one document. Same input, same bytes."""
    root = etree.Element(f"{{{_NAMESPACE}}}Document", nsmap={"diwoo": _NAMESPACE})
    root.append(etree.Comment(_remark(metadata, facts)))
    main = _add(root, "DiWoo")
    _classification(main, metadata, facts)
    _add(main, "creatiedatum", metadata.date.isoformat())
    form = facts.form.upper()
    _add(main, "format", facts.form, f"{_EUROPE}/file-type/{form}")
    if facts.valid_from is not None:
        _add(_add(main, "geldigheid"), "begindatum", facts.valid_from.isoformat())
    if facts.identifier:
        _add(_add(main, "identifiers"), "identifier", facts.identifier)
    code, name = _LANGUAGES.get(language.partition("-")[0], ("", ""))
    if code:
        _add(main, "language", name, f"{_EUROPE}/language/{code}")
    if metadata.subject:
        _add(_add(main, "omschrijvingen"), "omschrijving", metadata.subject)
    _add(main, "opsteller", metadata.organisation)
    kind = _KINDS.get(facts.area[:2])
    tooi = f"{_TOOI}/id/{kind}/{facts.area.casefold()}" if kind else ""
    _add(main, "publisher", facts.publisher, tooi)
    _add(_add(main, "titelcollectie"), "officieleTitel", metadata.title)
    if facts.responsible:
        _add(main, "verantwoordelijke", facts.responsible)
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _classification(parent: etree._Element, metadata: Metadata, facts: WooFacts) -> None:
    group = _add(parent, "classificatiecollectie")
    if facts.document_type:
        _add(_add(group, "documentsoorten"), "documentsoort", facts.document_type)
    if facts.category:
        code, name = CATEGORIES[facts.category]
        holder = _add(group, "informatiecategorieen")
        _add(holder, "informatiecategorie", name, f"{_TOOI}/def/thes/kern/{code}")
    if facts.theme:
        _add(_add(group, "themas"), "thema", facts.theme)
    words = _add(group, "trefwoorden")
    for word in metadata.keywords:
        _add(words, "trefwoord", word)


def _remark(metadata: Metadata, facts: WooFacts) -> str:
    needed = {
        "documentsoort": facts.document_type,
        "informatiecategorie": facts.category,
        "thema": facts.theme,
        "geldigheid/begindatum": facts.valid_from,
        "verantwoordelijke": facts.responsible,
    }
    left = [name for name, value in needed.items() if not value]
    parts = [
        f"Gemaakt door {metadata.generator}, naar DiWoo 0.9.8.",
        "Niet gecontroleerd met het officiële schema: controleer dit voor u publiceert.",
    ]
    if left:
        parts.append(f"Niet bekend en dus weggelaten: {', '.join(left)}.")
    if metadata.status:
        parts.append(f"Het document is een {metadata.status}: publiceer het nog niet.")
    return f" {' '.join(parts)} ".replace("--", "- -")


def _add(parent: etree._Element, name: str, text: str = "", resource: str = "") -> etree._Element:
    made = etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}")
    if resource:
        made.set("resource", resource)
    if text:
        made.text = text
    return made
