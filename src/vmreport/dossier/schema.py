"""The keys of dossier.toml with their types and limits, as pydantic models (strict, closed).

Messages to the advisor belong in `messages`; what the values become, in `reader`.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from vmreport.dossier.accepting import normal_fingerprint
from vmreport.fingerprints import digits_of

__all__ = ["DossierFile"]

_AREA = re.compile(r"GM[0-9]{4}|PV[0-9]{2}")
_REFERENCE_AREA = re.compile(r"[A-Z]{2}[0-9A-Z]{1,8}")
_WEBSITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_CODE = re.compile(r"[EW][0-9]{3}")


def _fault(what: str, hint: str) -> PydanticCustomError:
    """Make a validation error that carries our own Dutch words."""
    return PydanticCustomError("dossier", "{what}", {"what": what, "hint": hint})


def _one_line(text: str) -> str:
    if "\n" in text:
        raise _fault("Deze tekst staat op meer dan één regel.", "Zet de tekst op één regel.")
    return text


def _filled(text: str) -> str:
    if not text:
        raise _fault("Hier staat niets tussen de aanhalingstekens.", "Vul de tekst in.")
    return text


def _area(text: str) -> str:
    if not _AREA.fullmatch(text):
        raise _fault(
            f'"{text}" is geen code van een gemeente of provincie.',
            "Schrijf de CBS-code: GM met vier cijfers (GM0014) of PV met twee (PV20).",
        )
    return text


def _reference_area(text: str) -> str:
    if text and not _REFERENCE_AREA.fullmatch(text):
        raise _fault(
            f'"{text}" is geen gebiedscode.',
            'Schrijf de code uit de cijfers, zoals "NL01", of "" als u hiermee niet vergelijkt.',
        )
    return text


def _website(text: str) -> str:
    if text and not _WEBSITE.fullmatch(text):
        raise _fault(f'"{text}" is geen webadres.', 'Schrijf bijvoorbeeld "https://hetccv.nl".')
    return text


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise _fault(
            f'"{text}" kan geen naam zijn.',
            "Gebruik kleine letters, cijfers en streepjes.",
        )
    return text


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise _fault(f'"{text}" is geen code van een melding.', 'Schrijf bijvoorbeeld "W703".')
    return text


def _fingerprint(text: str) -> str:
    fingerprint = normal_fingerprint(text)
    if not fingerprint:
        raise _fault(
            f'"{text}" is geen kenmerk van een melding.',
            "Neem het kenmerk over zoals vmreport check het achter de melding zet.",
        )
    return fingerprint


def _figures(text: str) -> str:
    digits = digits_of(text)
    if text and len(digits) < 8:
        raise _fault(
            f'"{text}" is geen kenmerk van cijfers.',
            "Neem het kenmerk over dat vmreport check noemt.",
        )
    return digits


def _unique(items: list[str]) -> list[str]:
    double = sorted({item for item in items if items.count(item) > 1})
    if double:
        raise _fault(f"Hier staat iets dubbel: {', '.join(double)}.", "Noem alles één keer.")
    return items


def _margin(value: object) -> object:
    """Accept 5, 2.5, "5" and "2,5": all are what an advisor may mean."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return value
    text = str(value).replace(",", ".")
    if not text:
        return ""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or not 0 < number <= 100:
        raise _fault(
            f'"{value}" is geen marge in procentpunten.',
            'Schrijf een getal tussen 0 en 100, zoals "10", of "" voor geen grens.',
        )
    return text


def _whole_date(value: object) -> object:
    if isinstance(value, datetime):
        raise _fault("Hier staat een datum met een tijd.", "Schrijf alleen de datum: 2024-05-14.")
    return value


def _optional_date(value: object) -> object:
    return None if value == "" else _whole_date(value)


_Line = Annotated[str, AfterValidator(_one_line)]
_FilledLine = Annotated[str, AfterValidator(_filled), AfterValidator(_one_line)]
_Edition = Annotated[int, Field(ge=2005, le=2100)]
_Count = Annotated[int, Field(ge=0, le=100_000)]
_Date = Annotated[date, BeforeValidator(_whole_date)]
_ReferenceArea = Annotated[str, AfterValidator(_reference_area)]
_Name = Annotated[str, AfterValidator(_name)]
_Names = Annotated[list[_FilledLine], AfterValidator(_unique)]


class _Table(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class DossierTable(_Table):
    """`[dossier]`."""

    gemeente: Annotated[str, AfterValidator(_area)]
    naam: _FilledLine
    editie: _Edition
    datum: _Date
    status: Literal["concept", "gereviewd", "definitief"] = "concept"
    beoordeeld_op: Annotated[date | None, BeforeValidator(_optional_date)] = None
    cijfers: Annotated[str, AfterValidator(_figures)] = ""
    documenten: Annotated[list[_Name], Field(min_length=1), AfterValidator(_unique)] = [
        "raadsrapport"
    ]
    huisstijl: _Name = "ccv"
    banner: _Line = ""
    cijfers_bijvoegen: bool = False


class AuthorTable(_Table):
    """`[opsteller]`."""

    organisatie: _FilledLine
    contact: str = ""
    website: Annotated[str, AfterValidator(_website)] = ""


class ComparisonsTable(_Table):
    """`[vergelijken]`."""

    land: _ReferenceArea = "NL01"
    regio: _ReferenceArea = ""
    vorige_editie: _Edition | None = None


class RulesTable(_Table):
    """`[regels]`."""

    significantie: Literal["cbs", "verschiltoets"] = "cbs"
    minimum_n: _Count = 50
    maximale_marge: Annotated[str, BeforeValidator(_margin)] = ""
    minimum_aantal: _Count = 0
    minimale_ruimte: Annotated[int, Field(ge=1, le=50)] = 10
    decimaalteken: Literal["", ",", "."] = ""
    codestijl: Literal["", "kaal"] = ""
    gebiedsniveau: Literal["", "gemeente", "kern", "wijk", "buurt"] = ""


class CouncilTable(_Table):
    """`[raad]`."""

    portefeuillehouder: _Line = ""
    vergaderdatum: Annotated[date | None, BeforeValidator(_optional_date)] = None
    zaaknummer: _Line = ""
    gevraagd: str = ""
    extra: dict[_FilledLine, str] = {}


class ResearchTable(_Table):
    """`[onderzoek]`, in CBS order."""

    veldwerk: str = ""
    steekproef: str = ""
    respons: str = ""
    vragenlijst: str = ""
    weging: str = ""
    marges: str = ""
    breuken: str = ""
    opdrachtgever: str = ""
    bureau: str = ""
    dataversie: str = ""


class FilesTable(_Table):
    """`[bestanden]`."""

    indicatoren: (
        Annotated[list[_FilledLine], Field(min_length=1), AfterValidator(_unique)] | None
    ) = None


class KeyFiguresTable(_Table):
    """`[kerncijfers]`."""

    indicatoren: _Names = []


class PlanTable(_Table):
    """`[plan]`."""

    jaar: _Edition | None = None
    tot_en_met: _Edition | None = None
    peildatum: Annotated[date | None, BeforeValidator(_optional_date)] = None
    trekkers: _Names = []


class ChangeTable(_Table):
    """`[[gebieden.wijziging]]`."""

    datum: _Date
    naar: _FilledLine
    van: Annotated[_Names, Field(min_length=1)]
    deel_van: _Names = []
    bron: _FilledLine


class CombinationTable(_Table):
    """`[[gebieden.samenvoegen]]`."""

    naam: _FilledLine
    gebieden: Annotated[_Names, Field(min_length=2)]
    reden: _Line = ""


class AreasTable(_Table):
    """`[gebieden]`."""

    wijziging: list[ChangeTable] = []
    samenvoegen: list[CombinationTable] = []
    andere_namen: dict[_FilledLine, _Names] = {}


class WooTable(_Table):
    """`[woo]`."""

    categorie: Literal["", "vergaderstukken", "onderzoeksrapporten", "jaarplannen"] = ""
    categorie_van: dict[
        _Name, Literal["vergaderstukken", "onderzoeksrapporten", "jaarplannen"]
    ] = {}
    documentsoort: _Line = ""
    thema: _Line = ""
    uitgever: _Line = ""
    verantwoordelijke: _Line = ""
    geldig_vanaf: Annotated[date | None, BeforeValidator(_optional_date)] = None


class WritingTable(_Table):
    """`[tekst]`."""

    leesbaarheid: Annotated[int, Field(ge=0, le=100)] = 45
    zinslengte: Annotated[int, Field(ge=0, le=200)] = 25


class AcceptTable(_Table):
    """One `[[accepteren]]`."""

    code: Annotated[str, AfterValidator(_code)]
    kenmerk: Annotated[str, AfterValidator(_fingerprint)]
    reden: _FilledLine
    tekst: str = ""


class DossierFile(_Table):
    """The whole file."""

    dossier: DossierTable
    opsteller: AuthorTable
    vergelijken: ComparisonsTable = ComparisonsTable()
    regels: RulesTable = RulesTable()
    raad: CouncilTable = CouncilTable()
    onderzoek: ResearchTable = ResearchTable()
    bestanden: FilesTable = FilesTable()
    kerncijfers: KeyFiguresTable = KeyFiguresTable()
    gebieden: AreasTable = AreasTable()
    plan: PlanTable = PlanTable()
    woo: WooTable = WooTable()
    tekst: WritingTable = WritingTable()
    accepteren: list[AcceptTable] = []
