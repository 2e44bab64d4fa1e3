"""The one-page guide in a new dossier: what to fill in, in which order, with which command."""

from __future__ import annotations

from vmreport.forms import word_look as look
from vmreport.forms.word_parts import cell, document, table, text
from vmreport.writers.docx.wml import Element

__all__ = ["guide"]

_STEPS: tuple[tuple[str, str], ...] = (
    (
        "Cijfers. ",
        (
            "Zet de cijfers in indicatoren.csv (openen kan met Excel). Kreeg u een bestand van het "
            "bureau of van CBS StatLine? Typ: vmreport import BESTAND --out MAP/indicatoren.csv"
        ),
    ),
    (
        "Aanbevelingen. ",
        (
            "Vul aanbevelingen.docx in. Werkt u liever in Excel? Gebruik dan het formulier in de map "
            "formulieren, en haal aanbevelingen.docx weg."
        ),
    ),
    (
        "Duiding en gesprekken (mag later). ",
        (
            "Schrijf in duiding.docx wat de cijfers betekenen, en in kwalitatief.docx wat inwoners en "
            "professionals zeggen. Niet nodig? Verwijder het bestand."
        ),
    ),
    (
        "Instellingen. ",
        (
            "Open dossier.toml in Kladblok. Vul uw organisatie in en zet de goede datum erin. De rest "
            "kan zo blijven."
        ),
    ),
    (
        "Controleren. ",
        (
            "Typ: vmreport check MAP. U ziet wat er nog moet gebeuren, met het bestand en de plek. Er "
            "wordt niets gemaakt."
        ),
    ),
    (
        "Maken. ",
        (
            "Typ: vmreport build MAP. De documenten komen in de map uitvoer: PDF, Word en een webpagina, "
            "met dezelfde woorden."
        ),
    ),
    (
        "Klaar? ",
        (
            "Zet bij elke nagelezen aanbeveling de status en het kenmerk dat vmreport check noemt. Zet "
            'dan in dossier.toml status = "definitief". Wat nog niet af is, wordt geweigerd, en het woord '
            "concept verdwijnt."
        ),
    ),
)
_COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("editie", "Het jaar van de monitor", "2023"),
    ("gebied_code", "CBS-code: gemeente, wijk, of NL01 voor Nederland", "GM0546"),
    (
        "gebied, niveau, ouder",
        "Naam, soort gebied, en code van het gebied erboven",
        "Leiden, gemeente",
    ),
    ("indicator, eenheid", "Code of naam van de indicator; hoe er gemeten is", "onveilig_buurt, %"),
    ("waarde", "De uitkomst", "17,4"),
    ("ondergrens, bovengrens", "De grenzen van de marge (95%)", "15,2 en 19,8"),
    ("n", "Aantal antwoorden; nodig bij wijken", "1250"),
    ("bron", "Waar het cijfer vandaan komt", "CBS, StatLine 85146NED"),
)
_WIDTHS = (42.0, 88.0, 40.0)
_HELP = (
    "Haal cijfers in uw tekst op, dan kloppen ze altijd: ",
    '{{ cijfer("onveilig_buurt") }}, of voor een wijk {{ cijfer("onveilig_buurt", "Centrum") }}.',
)


def guide(subtitle: str) -> bytes:
    """Give zo-werkt-het.docx, one page."""
    body: list[Element] = [text("Title", "Zo werkt het"), text("Subtitle", subtitle)]
    body += [text("ListNumber", words, strong=strong) for strong, words in _STEPS]
    body += [text("Heading2", "Wat er in indicatoren.csv hoort")]
    body.append(_columns())
    body += [text("Heading2", "Cijfers in uw tekst"), text("Normal", _HELP[1], strong=_HELP[0])]
    return document("Zo werkt het", body, landscape=False)


def _columns() -> Element:
    head = [
        cell(width, text(look.LABEL, words), tint=True)
        for width, words in zip(_WIDTHS, ("Kolom", "Wat erin staat", "Voorbeeld"), strict=True)
    ]
    rows = [
        [cell(width, text(look.SMALL, words)) for width, words in zip(_WIDTHS, row, strict=True)]
        for row in _COLUMNS
    ]
    return table(_WIDTHS, (head, *rows), header=True, title="Kolommen van indicatoren.csv")
