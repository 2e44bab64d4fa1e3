"""The rules of `vmreport verify`, by stable id, with what each asks in Dutch and where it is from.

How a rule is checked is elsewhere; a rule that no module checks, or the reverse, fails a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["RULES", "VERAPDF_RULES", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that must hold for a finished file."""

    id: str
    """Stable name: `word.…`, `dia.…`, `blad.…` and `pdf.…` for a kind of file, `lek.…` for all."""
    title: str
    """What is asked, in Dutch."""
    source: str
    """The standard or reason behind it."""


_ALL = (
    Rule("word.titel", "het bestand heeft een titel", "WCAG 2.4.2"),
    Rule("word.taal", "de taal van het document is ingesteld", "WCAG 3.1.1"),
    Rule("word.koppen", "er zijn koppen, zonder overgeslagen niveau", "WCAG 1.3.1"),
    Rule("word.tabelkop", "elke tabel heeft een koprij die zich herhaalt", "WCAG 1.3.1"),
    Rule("word.tabeltitel", "elke tabel heeft een titel", "WCAG 1.1.1, 1.3.1"),
    Rule("word.tabelraster", "tabellen zijn regelmatig", "WCAG 1.3.1"),
    Rule("word.alt-tekst", "elke afbeelding is beschreven of versiering", "WCAG 1.1.1"),
    Rule("word.afbeelding-id", "elke afbeelding heeft een eigen nummer", "ECMA-376 20.4.2.5"),
    Rule("word.zwevend", "afbeeldingen staan in de regel", "WCAG 1.3.2"),
    Rule("word.lijsten", "opsommingen zijn echte lijsten", "WCAG 1.3.1"),
    Rule("word.lege-alinea", "er zijn geen lege alinea's voor witruimte", "WCAG 1.3.1"),
    Rule("word.linktekst", "links hebben een leesbare tekst", "WCAG 2.4.4"),
    Rule("word.contrast", "tekst steekt genoeg af tegen de achtergrond", "WCAG 1.4.3"),
    Rule("word.bladwijzers", "bladwijzers zijn heel en hebben een eigen naam", "ECMA-376 17.13.6"),
    Rule("word.verwijzingen", "verwijzingen hebben een doel", "WCAG 2.4.5"),
    Rule("word.velden", "inhoud en verwijzingen zijn ingevuld, zonder vraag", "ECMA-376 17.16"),
    Rule("word.invulvelden", "invulvelden zijn uniek", "ECMA-376 17.5.2"),
    Rule("word.stijlen", "gebruikte stijlen en lijsten bestaan", "ECMA-376 17.7"),
    Rule("word.letters", "alleen letters van de meegeleverde familie", "huisstijl"),
    Rule("pdf.titel", "het bestand heeft een titel en toont die", "PDF/UA-1 7.1"),
    Rule("pdf.taal", "de taal van het document is ingesteld", "PDF/UA-1 7.2"),
    Rule("pdf.kenmerk", "het bestand zegt dat het PDF/A en PDF/UA is", "PDF/A-2 6.6.4"),
    Rule("pdf.labels", "het bestand is gelabeld voor voorleessoftware", "PDF/UA-1 7.1"),
    Rule("pdf.buiten-labels", "alle tekst staat in de structuur", "PDF/UA-1 7.1"),
    Rule("pdf.koppen", "er zijn koppen, zonder overgeslagen niveau", "PDF/UA-1 7.4"),
    Rule("pdf.alt-tekst", "elke figuur is beschreven", "PDF/UA-1 7.3"),
    Rule("pdf.tabellen", "tabellen hebben een titel en kopcellen met richting", "PDF/UA-1 7.5"),
    Rule("pdf.tabelraster", "tabellen zijn regelmatig", "PDF/UA-1 7.5"),
    Rule("pdf.lijsten", "lijsten bestaan uit onderdelen met een inhoud", "PDF/UA-1 7.6"),
    Rule("pdf.noten", "voetnoten hebben een eigen nummer", "PDF/UA-1 7.9"),
    Rule("pdf.links", "links hebben een leesbare tekst", "PDF/UA-1 7.18"),
    Rule("pdf.bladwijzers", "bladwijzers volgen de koppen", "PDF/UA-1 7.17"),
    Rule("pdf.letters", "letters zijn ingesloten en van de meegeleverde familie", "PDF/UA-1 7.21"),
    Rule("pdf.tekst", "elk teken is als tekst te lezen", "PDF/UA-1 7.21.7"),
    Rule("pdf.pdfa", "het bestand voldoet aan PDF/A", "ISO 19005"),
    Rule("pdf.pdfua", "het bestand voldoet aan PDF/UA-1", "ISO 14289-1"),
    Rule("pdf.contrast", "tekst op de bladzijde steekt genoeg af", "WCAG 1.4.3"),
    Rule("dia.titel", "het bestand heeft een titel", "WCAG 2.4.2"),
    Rule("dia.diatitel", "elke dia heeft één eigen titel", "WCAG 2.4.6"),
    Rule("dia.leesvolgorde", "de titel van een dia wordt het eerst voorgelezen", "WCAG 1.3.2"),
    Rule("dia.taal", "de taal van alle tekst is ingesteld", "WCAG 3.1.1"),
    Rule("dia.alt-tekst", "elke afbeelding en grafiek is beschreven of versiering", "WCAG 1.1.1"),
    Rule("dia.tabelkop", "elke tabel heeft een koprij en is regelmatig", "WCAG 1.3.1"),
    Rule("dia.linktekst", "links hebben een leesbare tekst", "WCAG 2.4.4"),
    Rule("blad.titel", "het bestand heeft een titel", "WCAG 2.4.2"),
    Rule("blad.naam", "elk blad heeft een naam en begint in A1", "WCAG 2.4.6"),
    Rule("blad.tabel", "cellen naast elkaar zijn een tabel met een koprij", "WCAG 1.3.1"),
    Rule("blad.leeg", "elke cel van een tabel is gevuld", "WCAG 1.3.1"),
    Rule("blad.samengevoegd", "er zijn geen samengevoegde cellen", "WCAG 1.3.1"),
    Rule("blad.alt-tekst", "elke afbeelding is beschreven of versiering", "WCAG 1.1.1"),
    Rule("blad.formule", "er staan geen formules in", "WCAG 1.3.1; AVG"),
    Rule("lek.auteur", "de auteur is een organisatie, geen persoon", "AVG"),
    Rule("lek.eigenschap", "alleen bekende eigenschappen staan in het bestand", "AVG"),
    Rule("lek.pad", "er staan geen paden van computers in", "AVG"),
    Rule("lek.opmerking", "er staan geen opmerkingen in", "AVG"),
    Rule("lek.wijziging", "er staan geen bijgehouden wijzigingen in", "AVG"),
    Rule("lek.verborgen", "er staat geen verborgen tekst in", "AVG"),
    Rule("lek.sjabloon", "er is geen sjabloon gekoppeld", "AVG"),
    Rule("lek.koppeling", "er is niets gekoppeld behalve gewone weblinks", "AVG"),
    Rule("lek.onderdeel", "alleen bekende onderdelen zitten in het bestand", "AVG"),
    Rule("lek.bijlage", "er zitten geen andere bestanden in", "PDF/A-2 6.8"),
    Rule("lek.macro", "er zit geen programma in", "PDF/A-2 6.5"),
    Rule("lek.beeld", "afbeeldingen dragen geen gegevens mee", "AVG"),
    Rule("lek.versie", "er zijn geen eerdere versies bewaard", "AVG"),
    Rule("concept.merk", "een concept is overal als concept te herkennen", "huisregel"),
    Rule("concept.open", "een definitief document heeft geen open plekken", "huisregel"),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in _ALL})
"""Every rule by id, in the order of a report."""

VERAPDF_RULES = ("pdf.pdfa", "pdf.pdfua", "pdf.contrast")
"""The rules that need the extra `vmreport[verify]`."""
