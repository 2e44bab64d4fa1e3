"""What dossier.toml says, as typed values. Reading and checking it belongs in `reader`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vmreport.errors import Place
from vmreport.markup.source import SourceText

__all__ = [
    "Acceptance",
    "AreaChange",
    "AreaCombination",
    "AreaRules",
    "Author",
    "Comparisons",
    "Council",
    "Dossier",
    "DossierReview",
    "Files",
    "Planning",
    "Research",
    "Rules",
    "Woo",
    "Writing",
    "unset_date",
]


def unset_date(edition: int) -> date:
    """Give the date that says nobody chose one yet: no document comes out on New Year's Day."""
    return date(edition + 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Author:
    """Who made the report (`[opsteller]`); an organisation, never a person as author."""

    organisation: str
    contact: str = ""
    """How to reach them, in words; may be empty."""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Comparisons:
    """What the figures are compared with (`[vergelijken]`)."""

    country: str = "NL01"
    """Area code of the country, empty when not compared."""
    region: str = ""
    """Area code of the region, empty when there is none."""
    previous_edition: int | None = None
    """None means: the newest earlier edition in the data that may be compared with."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Statistical choices (`[regels]`), plain; `analysis` turns them into thresholds."""

    significance: str = "cbs"
    """`cbs` or `verschiltoets`."""
    minimum_n: int = 50
    maximum_margin: str = ""
    """Decimal text in percentage points, empty for no limit."""
    minimum_count: int = 0
    minimum_width: int = 10
    """Percentage points that must remain open around a figure hidden for disclosure."""
    decimal_mark: str = ""
    """`,` or `.` when a file is ambiguous; empty means detect."""
    code_style: str = ""
    """`kaal` when areas come as bare numbers such as 0014; empty means full CBS codes."""
    area_level: str = ""
    """Level of areas of which a file gives only names, as a dashboard does; empty means not said."""


@dataclass(frozen=True, slots=True)
class Council:
    """Fields of council papers (`[raad]`); all optional, printed only when given."""

    portfolio_holder: str = ""
    meeting_date: date | None = None
    case_number: str = ""
    request: str = ""
    """What is asked of the council with the report as a whole."""
    extra: Mapping[str, str] | None = None
    """Further label -> text pairs for a house style's letter head."""


@dataclass(frozen=True, slots=True)
class Research:
    """Facts for the accountability section (`[onderzoek]`), in CBS order; empty is said as such."""

    fieldwork: str = ""
    sample: str = ""
    response: str = ""
    questionnaire: str = ""
    weighting: str = ""
    margins: str = ""
    breaks: str = ""
    client: str = ""
    bureau: str = ""
    data_version: str = ""
    """Which delivery of the data this is: date or version, printed in the colofon."""


@dataclass(frozen=True, slots=True)
class AreaChange:
    """An area whose territory became another one (`[[gebieden.wijziging]]`); codes or names."""

    day: date
    into: str
    whole: tuple[str, ...]
    parts: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class AreaCombination:
    """Local areas that the report shows as one (`[[gebieden.samenvoegen]]`)."""

    name: str
    areas: tuple[str, ...]
    """Codes or names, at least two."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AreaRules:
    """What the dossier says about areas over time (`[gebieden]`); all optional."""

    changes: tuple[AreaChange, ...] = ()
    combinations: tuple[AreaCombination, ...] = ()
    other_names: Mapping[str, tuple[str, ...]] | None = None
    """Older or other spellings by the code or name that the report uses."""


@dataclass(frozen=True, slots=True)
class Planning:
    """The safety plan and its yearly plan (`[plan]`); all optional."""

    year: int | None = None
    """Year of the uitvoeringsplan; None means the year after the date of the dossier."""
    last_year: int | None = None
    """Last year of the safety plan; None means four years in all. Source: Politiewet 2012, 38b."""
    status_date: date | None = None
    """Date on which the tussenrapportage looks at the plan; None means the date of the dossier."""
    owners: tuple[str, ...] = ()
    """Who may be trekker; empty means that anyone may."""


@dataclass(frozen=True, slots=True)
class Woo:
    """What the Woo metadata needs beside the report itself (`[woo]`); what is empty is left out."""

    category: str = ""
    """`vergaderstukken`, `onderzoeksrapporten` or `jaarplannen`, for every document."""
    category_of: Mapping[str, str] | None = None
    """The same per document, where one differs."""
    document_type: str = ""
    """Documentsoort, in words."""
    theme: str = ""
    publisher: str = ""
    """Name of who publishes; empty means the name of the municipality or province."""
    responsible: str = ""
    """Name of the organisation that answers for the content."""
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class DossierReview:
    """When the dossier as a whole was read through, and on which figures."""

    day: date | None = None
    figures: str = ""
    """Digits of the fingerprint of those figures; empty when not given."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What is asked of the advisor's texts (`[tekst]`)."""

    lowest_score: int = 45
    """Flesch-Douma; 0 means not checked. Below 45 is "moeilijk" in Douma's table."""
    most_words: int = 25
    """Words in a sentence; 0 means not checked."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A message the advisor accepts (`[[accepteren]]`)."""

    code: str
    fingerprint: str
    """Which message, as `fingerprint_of` gives it; other words give another fingerprint."""
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Files:
    """The files found in the folder; a tuple is empty and a path None when there is none."""

    indicators: tuple[Path, ...]
    local_questions: Path | None
    recommendations: Path | None
    interpretation: Path | None
    qualitative: Path | None
    areas: Path | None
    """GeoJSON of wijken or buurten."""
    house_style: Path | None
    """The dossier's own `huisstijl/` folder."""
    measures: Path | None = None
    """`maatregelen.xlsx`: replaces the measures of the recommendations."""
    progress: Path | None = None
    """`voortgang.xlsx`: statuses and progress for the tussenrapportage."""
    earlier: Path | None = None
    """What earlier publications showed of the same figures."""
    conversions: Path | None = None
    """`omrekenfactoren.csv` or `.xlsx`: factors that bring 2012-2019 to the level of 2021."""
    catalogues: Path | None = None
    """The dossier's own `catalogi/` folder."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything dossier.toml says, checked."""

    root: Path
    area: str
    """Code of the municipality (or province) the report is about."""
    name: str
    """Its printed name."""
    edition: int
    date: date
    status: str
    """`concept`, `gereviewd` or `definitief`."""
    documents: tuple[str, ...]
    house_style: str
    """Name of the shipped house style to start from."""
    banner: str
    """Printed on every page, such as "fictieve voorbeeldgegevens"; may be empty."""
    author: Author
    comparisons: Comparisons
    rules: Rules
    council: Council
    research: Research
    files: Files
    attach_figures: bool = False
    """Whether the report's PDF carries the published figures as CSV (PDF/A-3a)."""
    key_figures: tuple[str, ...] = ()
    """Indicator codes for the key figures page; empty means the codebook's headlines."""
    areas: AreaRules = AreaRules()
    planning: Planning = Planning()
    woo: Woo = Woo()
    review: DossierReview = DossierReview()
    writing: Writing = Writing()
    accepted: tuple[Acceptance, ...] = ()
    texts: tuple[SourceText, ...] = ()
    """Every text of dossier.toml with its line, for checks on wording and characters."""
