"""The form for an advisor: which fields there are, in order, and what is explained beside them.

One definition for who writes the forms (`forms`) and who reads them (`advice.readers`), so that
they cannot drift apart. Instructions are left out by the reader, exactly as they stand here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from vmreport.assets import data_root

__all__ = [
    "AREA_CODE",
    "CHOICE_PROMPT",
    "EMPTY_TITLE",
    "FIELDS",
    "FORM_TEXTS",
    "INSTRUCTIONS",
    "MEASURES",
    "MEASURES_OF",
    "MORE_MEASURES",
    "PART_MEASURES",
    "PART_TEXT",
    "PRIORITIES",
    "SHEET_HELP",
    "SHEET_MEASURES",
    "SHEET_RECOMMENDATIONS",
    "STATUSES",
    "FormField",
    "FormTexts",
    "plan_fields",
]

PRIORITIES = ("hoog", "midden", "laag")
STATUSES = ("concept", "gereviewd", "definitief")
EMPTY_TITLE = "[invullen: titel van de aanbeveling]"
"""What stands in the heading of a recommendation that nobody filled in."""
CHOICE_PROMPT = "Kies …"
"""What stands in a list of the Word form from which nobody chose."""
PART_TEXT = "Tekst"
PART_MEASURES = "Maatregelen"
"""The headings inside a recommendation."""
AREA_CODE = re.compile(r"\((GM[0-9]{4}|PV[0-9]{2})\)")
"""How a form says for which area it is: `Gemeente: Leiden (GM0546)`."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing to fill in."""

    name: str
    help: str
    """What to fill in, in one or two sentences."""
    required: bool = False
    plain: bool = False
    """A code, number or choice: read as typed, never as text with markup."""
    width: int = 20
    """Width of its column in the workbook, in characters."""


FIELDS = (
    FormField(
        "Bevindingen",
        "Waarop rust dit advies? Codes uit de tabel met cijfers, op elke regel één. Bijvoorbeeld: "
        "onveilig_buurt in Centrum (gemeente). Tussen haakjes waarmee u vergelijkt: nederland, "
        "regio, gemeente of vorige.",
        required=True,
        plain=True,
        width=44,
    ),
    FormField("Prioriteit", "Hoog, midden of laag.", required=True, plain=True, width=12),
    FormField(
        "Veld",
        "Nummer van het veld in het Kernbeleid Veiligheid.",
        required=True,
        plain=True,
        width=8,
    ),
    FormField("Thema", "Thema binnen het veld, zoals jeugdoverlast."),
    FormField("Doel", "Wat is er in het streefjaar bereikt? Eén zin.", width=40),
    FormField("Doelindicator", "Code van de indicator waaraan u het doel meet."),
    FormField("Doelgebied", "Naam van de wijk. Leeg betekent: de hele gemeente."),
    FormField("Streefwaarde", "Eén getal, zoals 18 of 7,1.", plain=True, width=13),
    FormField("Streefjaar", "Een jaar, zoals 2027.", plain=True, width=12),
    FormField("Instrument", "Instrument dat u aanraadt. Kies uit de lijst, of laat het leeg."),
    FormField(
        "Gevraagd", "Wat vraagt u van de raad? Eén of twee zinnen. Mag leeg blijven.", width=44
    ),
    FormField("Status", "Concept, gereviewd of definitief.", plain=True, width=12),
    FormField(
        "Beoordeeld op",
        "Dag van nalezen, zoals 14-5-2024.",
        plain=True,
        width=14,
    ),
    FormField("Cijfers", "Kenmerk dat vmreport check noemt.", plain=True, width=24),
)
"""The fields of a recommendation, in order."""

MEASURES = (
    FormField("Maatregel", "Wat er gebeurt.", required=True, width=36),
    FormField("Resultaat", "Wat er dan is.", width=32),
    FormField("Trekker", "Wie ervoor zorgt.", width=24),
    FormField("Partners", "Wie meedoen, met komma's ertussen.", width=30),
    FormField("Start", "Zoals 2024-Q3.", width=11),
    FormField("Einde", "Zoals 2026-Q4.", width=11),
    FormField("Middelen", "Geld of uren.", width=26),
    FormField("Status", "Bijvoorbeeld gepland.", width=14),
)
"""The columns of the table of measures, in order."""

MORE_MEASURES = (
    FormField(
        "Actiepunt", "Het actiepunt waar de maatregel bij hoort. Mag leeg blijven.", width=30
    ),
    FormField(
        "Indicator", "Waaraan u ziet dat het werkt: een code of een maat in woorden.", width=26
    ),
    FormField("Voortgang", "Wat er is gedaan, in één of twee zinnen.", width=50),
)
"""Columns that may stand beside them: the forms leave them out, the uitvoeringsplan has them."""


MEASURES_OF = "Aanbeveling"
"""The column that says to which recommendation a measure belongs."""
SHEET_RECOMMENDATIONS = "Aanbevelingen"
SHEET_MEASURES = "Maatregelen"
SHEET_HELP = "Uitleg"
"""The sheets of the workbook."""


@dataclass(frozen=True, slots=True)
class FormTexts:
    """The instructions of the forms that do not belong to one field."""

    recommendations: tuple[str, ...]
    text: tuple[str, ...]
    measures: tuple[str, ...]
    interpretation: tuple[str, ...]
    qualitative: tuple[str, ...]
    residents: tuple[str, ...]
    professionals: tuple[str, ...]


FORM_TEXTS = FormTexts(
    recommendations=(
        "Vul per aanbeveling de kop, de tabel en de tekst in. Een sterretje (*) betekent: verplicht.",
        (
            "Meer aanbevelingen? Kopieer een heel blok, van kop tot en met de maatregelen, en geef het "
            "een eigen nummer. Een blok dat u niet invult, komt niet in het rapport."
        ),
        "Deze grijze uitleg hoeft u niet te verwijderen; die komt nooit in het rapport.",
    ),
    text=(
        (
            "Schrijf hieronder wat u aanraadt en waarom. Gewone alinea's, opsommingen en citaten kunnen. "
            'Typ een cijfer niet over, maar schrijf {{ cijfer("onveilig_buurt") }}; dan klopt het altijd.'
        ),
    ),
    measures=("Eén maatregel per rij. Rijen die u leeg laat, tellen niet mee.",),
    interpretation=(
        (
            "Schrijf onder elk thema wat de cijfers volgens u betekenen. Een thema dat u leeg laat, komt "
            "zonder duiding in het rapport."
        ),
        (
            'Typ een cijfer niet over, maar schrijf {{ cijfer("onveilig_buurt") }}, of voor een wijk '
            '{{ cijfer("onveilig_buurt", "Centrum") }}; dan klopt het altijd.'
        ),
        "Deze grijze uitleg hoeft u niet te verwijderen; die komt nooit in het rapport.",
    ),
    qualitative=(
        (
            "Schrijf op wat inwoners en professionals zeggen. Maak per onderwerp een kop met de stijl "
            "Kop 2. Zet een citaat in de stijl Citaat, met op de volgende regel een streepje en wie het "
            "zei: — een bewoner."
        ),
        "Niets opgehaald? Verwijder dan dit bestand.",
        "Deze grijze uitleg hoeft u niet te verwijderen; die komt nooit in het rapport.",
    ),
    residents=("Met wie is gesproken, en wat kwam eruit?",),
    professionals=("Welke professionals zijn gesproken, en wat zien zij?",),
)

_RETIRED: tuple[str, ...] = ()
"""Instructions of earlier versions of the form. A text that changes above moves here, so that
forms that are already with advisors stay readable."""

INSTRUCTIONS = frozenset(
    (
        *(field.help for field in (*FIELDS, *MEASURES)),
        *FORM_TEXTS.recommendations,
        *FORM_TEXTS.text,
        *FORM_TEXTS.measures,
        *FORM_TEXTS.interpretation,
        *FORM_TEXTS.qualitative,
        *FORM_TEXTS.residents,
        *FORM_TEXTS.professionals,
        *_RETIRED,
    )
)
"""Every instruction a form holds or ever held."""


@cache
def plan_fields() -> Mapping[str, str]:
    """Give number and name of the velden of the Kernbeleid Veiligheid."""
    path = data_root() / "catalogi" / "kernbeleid.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["veld"]
    return MappingProxyType({str(row["id"]): str(row["naam"]) for row in rows})
