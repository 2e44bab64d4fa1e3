"""What the advisor is told when dossier and figures do not meet: the Dutch of this layer.

Codes E250-E279, W250-W279 and E801-E802. Nothing here ends up in a document.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from math import ceil, floor

from vmreport.analysis.disclosure.cells import Sheet
from vmreport.analysis.disclosure.sheet import Leak
from vmreport.errors import Place, Problems
from vmreport.survey.model import Area, AreaLevel

__all__ = [
    "area_unknown",
    "edition_unknown",
    "leaks",
    "local_n_unknown",
    "previous_not_earlier",
    "previous_other_territory",
    "previous_over_break",
    "previous_unknown",
    "reference_is_itself",
    "reference_unknown",
    "reference_without_edition",
]

_DOSSIER = Place("dossier.toml")
_MOST_NAMED = 5


def area_unknown(problems: Problems, code: str, areas: Iterable[Area]) -> None:
    """E250: the area of the report has no figures at all."""
    towns = {area.code: area for area in areas if area.level is AreaLevel.MUNICIPALITY}
    near = get_close_matches(code, sorted(towns), n=_MOST_NAMED, cutoff=0.6)
    named = ", ".join(
        f"{item} ({towns[item].name})" for item in near or sorted(towns)[:_MOST_NAMED]
    )
    problems.problem(
        "E250",
        _DOSSIER,
        f"het gebied {code} komt niet voor in de cijfers",
        f"controleer de gebiedscode; in de cijfers staat bijvoorbeeld: {named or 'geen gemeente'}",
    )


def edition_unknown(problems: Problems, edition: int, area: Area, editions: Iterable[int]) -> None:
    """E251: the area has figures, but not of the edition of the report."""
    problems.problem(
        "E251",
        _DOSSIER,
        f"de cijfers bevatten geen editie {edition} voor {area.name} ({area.code})",
        f"controleer de editie; voor dit gebied gevonden: {_years(editions)}",
    )


def reference_unknown(problems: Problems, code: str, *, is_country: bool) -> None:
    """W252, W253: an area to compare with has no figures; its comparisons are left out."""
    kind = "het land" if is_country else "de regio"
    problems.notice(
        "W252" if is_country else "W253",
        _DOSSIER,
        f"{kind} om mee te vergelijken, {code}, komt niet voor in de cijfers; "
        "deze vergelijking vervalt",
        "lever de cijfers van dit gebied aan of maak deze vergelijking leeg",
    )


def reference_without_edition(problems: Problems, area: Area, edition: int) -> None:
    """W254: an area to compare with has figures, but not of this edition."""
    problems.notice(
        "W254",
        _DOSSIER,
        f"van {area.name} ({area.code}) zijn er geen cijfers van editie {edition}; "
        "deze vergelijking vervalt",
        "vergelijken kan alleen binnen dezelfde editie: lever die cijfers aan",
    )


def reference_is_itself(problems: Problems, area: Area) -> None:
    """W255: an area would be compared with itself."""
    problems.notice(
        "W255",
        _DOSSIER,
        f"{area.name} ({area.code}) zou met zichzelf worden vergeleken; deze vergelijking vervalt",
        "kies een ander gebied om mee te vergelijken of maak dit leeg",
    )


def previous_unknown(problems: Problems, year: int, area: Area, editions: Iterable[int]) -> None:
    """E256: the edition to compare with is not in the figures of the area."""
    problems.problem(
        "E256",
        _DOSSIER,
        f"de vorige editie {year} komt niet voor in de cijfers van {area.name} ({area.code})",
        f"kies een editie uit de cijfers ({_years(editions)}) of laat de vorige editie weg",
    )


def previous_not_earlier(problems: Problems, year: int, edition: int) -> None:
    """E257: the edition to compare with is not before the edition of the report."""
    problems.problem(
        "E257",
        _DOSSIER,
        f"de vorige editie {year} ligt niet vóór de editie van het rapport ({edition})",
        "kies een eerdere editie of laat de vorige editie weg",
    )


def previous_over_break(problems: Problems, year: int, edition: int) -> None:
    """W258: the edition to compare with lies across the redesign of 2021."""
    problems.notice(
        "W258",
        _DOSSIER,
        f"editie {year} is niet te vergelijken met editie {edition}: in 2021 zijn de vragen en "
        "de manier van meten veranderd; deze vergelijking vervalt",
        "kies een editie van na de wijziging of laat de vorige editie weg",
    )


def previous_other_territory(problems: Problems, year: int, area: Area, day: date) -> None:
    """W274: since the edition to compare with the area became another territory."""
    problems.notice(
        "W274",
        _DOSSIER,
        f"{area.name} is op {day.day}-{day.month}-{day.year} een ander gebied geworden; de cijfers "
        f"van {year} gaan over het oude gebied en deze vergelijking vervalt",
        "kies een editie van na die dag of laat de vorige editie weg",
    )


def local_n_unknown(problems: Problems, where: Place, count: int) -> None:
    """W259: numbers of local areas are hidden because nobody said on how many answers they rest."""
    cells = "1 cijfer" if count == 1 else f"{count} cijfers"
    problems.notice(
        "W259",
        Place(where.file, where.sheet, None, "n"),
        f"van {cells} voor wijken, buurten of kernen is het aantal antwoorden (n) onbekend; "
        "of ze betrouwbaar en niet herleidbaar zijn is niet te toetsen, daarom staan ze niet in "
        "het rapport",
        "lever het aantal antwoorden aan, of zet de minima op 0 als de bron dit al toetst",
    )


def leaks(problems: Problems, leak: Leak, sheet: Sheet, where: Place | None) -> None:
    """E801, E802: a figure that may not be published can be worked out, whatever else is hidden."""
    key = leak.key
    area = sheet.areas.get(key.area) or sheet.earlier[key].area
    indicator = sheet.indicators[key.indicator]
    figure = f"het cijfer '{indicator.short}' van {area.name} ({area.code}, editie {key.edition})"
    low, high = (floor(leak.interval[0] * 10), ceil(leak.interval[1] * 10))
    if leak.printed_before:
        problems.problem(
            "E802",
            where or _DOSSIER,
            f"{figure} mag niet naar buiten, maar staat al in een eerdere publicatie",
            "trek het cijfer daar in en haal de regel uit eerder_gepubliceerd.csv, of overleg met "
            "de onderzoekers of het cijfer toch openbaar mag zijn",
        )
        return
    problems.problem(
        "E801",
        where or _DOSSIER,
        f"{figure} mag niet naar buiten, maar uit de andere cijfers is te berekenen dat het "
        f"tussen {_tenths(low)} en {_tenths(high)} ligt ({indicator.unit_label})",
        "ook meer cijfers weglaten helpt niet: haal het bovenliggende gebied of de vraag uit de "
        "cijfers, of voeg kleine gebieden samen",
    )


def _tenths(number: int) -> str:
    return f"{number / 10:.1f}".replace(".", ",")


def _years(editions: Iterable[int]) -> str:
    """Give editions in words for a message."""
    return ", ".join(map(str, sorted(editions))) or "geen"
