"""Makes the figures of the fictitious Voorbeeldstad; the same bytes on every run.

Run as a script to write `indicatoren.csv` again. Values, margins and effects stand in
`voorbeeldstad_figures`, the map in `make_voorbeeldstad_map`.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random

from support.voorbeeldstad_figures import (
    BLANKS,
    CONDITIONS,
    COUNTRY,
    FIGURES,
    PATTERNS,
    SHIFTS_2021,
    SPREADS,
    WARDS,
    Figure,
    Ward,
)
from vmreport.assets import data_root
from vmreport.errors import Problems
from vmreport.survey.codebook import Codebook, load_codebook
from vmreport.survey.local_questions import load_local_questions
from vmreport.survey.model import Indicator, UnitKind

FOLDER = data_root() / "samples" / "voorbeeldstad"
COLUMNS = [
    "editie",
    "gebied_code",
    "gebied",
    "niveau",
    "ouder",
    "indicator",
    "eenheid",
    "basis",
    "waarde",
    "marge",
    "ondergrens",
    "bovengrens",
    "n",
    "teller",
    "inwoners",
    "bron",
    "status",
]
EDITIONS = (2021, 2023)
DESIGN_EFFECT = 1.4
FICTITIOUS = "Fictieve voorbeeldgegevens"
MUNICIPALITY = ("GM9901", "Voorbeeldstad", "gemeente", "RG9901")
REGION = ("RG9901", "Regio Voorbeeldland", "regio", "NL01")
LAND = ("NL01", "Nederland", "land", "")
REGION_ANSWERS = {2021: 8912, 2023: 9836}
REGION_POPULATION = 402_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure with its precision, as floats; rounding comes last."""

    indicator: Indicator
    value: float
    n: int

    @property
    def decimals(self) -> int:
        return 1 if self.indicator.unit is UnitKind.PERCENT else 2

    def bounds(self) -> tuple[float, float]:
        """Give the 95% interval: Wilson (asymmetric) for small percentages, large ones and small n."""
        effective = self.n / DESIGN_EFFECT
        if self.indicator.unit is not UnitKind.PERCENT:
            half = 1.96 * SPREADS[self.indicator.code] / math.sqrt(effective)
            return self.value - half, self.value + half
        share = self.value / 100
        if 10 <= self.value <= 90 and self.n >= 100:
            half = 196 * math.sqrt(share * (1 - share) / effective)
            return self.value - half, self.value + half
        z = 1.96**2 / effective
        middle = (share + z / 2) / (1 + z)
        half = 1.96 * math.sqrt(share * (1 - share) / effective + z / (4 * effective)) / (1 + z)
        return 100 * max(middle - half, 0.0), 100 * min(middle + half, 1.0)


def dutch(value: float, decimals: int) -> str:
    """Round half away from zero and write with a decimal comma."""
    step = Decimal(1).scaleb(-decimals)
    return str(Decimal(repr(value)).quantize(step, ROUND_HALF_UP)).replace(".", ",")


def codebook() -> Codebook:
    """Give the codebook with the local questions of Voorbeeldstad."""
    problems = Problems()
    questions = load_local_questions(FOLDER / "lokale_vragen.toml", problems)
    problems.raise_if_blocking()
    return load_codebook().with_local(questions)


def noise(*key: object) -> float:
    """Give a reproducible number between -1 and 1 for this cell."""
    return Random("|".join(map(str, key))).random() * 2 - 1  # noqa: S311 - example data, no secret


def answers(total: int, code: str, area: str, edition: int) -> int:
    """Give how many of `total` people answered this question: 97 to 99,5 per cent."""
    return total - round(total * (0.0175 + 0.0125 * noise("n", code, area, edition)))


def ward_values(figure: Figure, edition: int, *, percent: bool) -> dict[str, float]:
    """Spread a municipal value over the wards so that their weighted mean is that value."""
    pattern = dict(zip((ward.code for ward in WARDS), PATTERNS[figure.pattern], strict=True))
    effects = {}
    for ward in WARDS:
        effect = pattern[ward.code]
        if edition == 2021:
            effect += SHIFTS_2021.get((figure.pattern, ward.name), 0.0)
        jitter = 0.05 if percent else 0.02
        effects[ward.code] = effect + jitter * noise(figure.code, ward.code, edition)
    target = figure.values[("gemeente", edition)]
    low, high = -9.0, 9.0
    for _ in range(60):
        middle = (low + high) / 2
        if weighted_mean(shifted(target, effects, middle, percent=percent)) > target:
            high = middle
        else:
            low = middle
    return shifted(target, effects, low, percent=percent)


def shifted(
    target: float, effects: dict[str, float], shift: float, *, percent: bool
) -> dict[str, float]:
    """Apply effects to a value: on the log-odds of a percentage, else plainly."""
    if not percent:
        return {code: target + effect + shift for code, effect in effects.items()}
    base = math.log(target / (100 - target))
    return {
        code: 100 / (1 + math.exp(-(base + effect + shift))) for code, effect in effects.items()
    }


def weighted_mean(values: dict[str, float]) -> float:
    """Give the mean over the wards, weighted by population."""
    population = sum(ward.population for ward in WARDS)
    return sum(values[ward.code] * ward.population for ward in WARDS) / population


def base_size(code: str, total: int, shares: dict[str, float]) -> int:
    """Give how many answers count for an indicator: all, or those who meet its condition."""
    if code not in CONDITIONS:
        return total
    condition, part = CONDITIONS[code]
    share = shares.get(condition, 100.0) / 100 * part
    return round(total * share)


def rows() -> Iterator[dict[str, str]]:
    """Give every row of the table, in order of edition, area and codebook."""
    book = codebook()
    figures = {figure.code: figure for figure in FIGURES}
    ordered = [figures[code] for code in book.indicators if code in figures]
    if len(ordered) != len(FIGURES):
        missing = sorted(set(figures) - set(book.indicators))
        raise ValueError(f"niet in het codeboek: {missing}")
    for edition in EDITIONS:
        yield from country_rows(book, edition)
        for area, level, population, total in (
            (REGION, "regio", REGION_POPULATION, REGION_ANSWERS[edition]),
            (
                MUNICIPALITY,
                "gemeente",
                sum(ward.population for ward in WARDS),
                sum(ward.answers(edition) for ward in WARDS),
            ),
        ):
            shares = {
                figure.code: figure.values[(level, edition)]
                for figure in ordered
                if (level, edition) in figure.values
            }
            for figure in ordered:
                if figure.code in shares:
                    n = base_size(figure.code, total, shares)
                    n = answers(n, figure.code, area[0], edition)
                    cell = Cell(book.indicators[figure.code], shares[figure.code], n)
                    yield row(edition, area, cell, population)
        for ward in WARDS:
            yield from ward_rows(book, ordered, ward, edition)


def ward_rows(
    book: Codebook, ordered: list[Figure], ward: Ward, edition: int
) -> Iterator[dict[str, str]]:
    """Give the rows of one ward."""
    area = (ward.code, ward.name, "wijk", MUNICIPALITY[0])
    local = [item for item in ordered if item.pattern and ("gemeente", edition) in item.values]
    shares = {}
    for figure in local:
        percent = book.indicators[figure.code].unit is UnitKind.PERCENT
        shares[figure.code] = ward_values(figure, edition, percent=percent)[ward.code]
    for figure in local:
        n = base_size(figure.code, ward.answers(edition), shares)
        n = answers(n, figure.code, ward.code, edition)
        cell = Cell(book.indicators[figure.code], shares[figure.code], n)
        yield row(edition, area, cell, ward.population)


def row(
    edition: int, area: tuple[str, str, str, str], cell: Cell, population: int
) -> dict[str, str]:
    """Give one row as text; what is blanked at source has a CBS symbol and no counts."""
    item = cell.indicator
    out = dict.fromkeys(COLUMNS, "") | {
        "editie": str(edition),
        **dict(zip(("gebied_code", "gebied", "niveau", "ouder"), area, strict=True)),
        "indicator": item.code,
        "eenheid": item.unit_label,
        "basis": item.base,
        "inwoners": str(population),
        "bron": FICTITIOUS,
    }
    symbol = BLANKS.get((edition, area[1], item.code), "")
    if symbol:
        return out | {"waarde": symbol}
    lower, upper = cell.bounds()
    out |= {
        "waarde": dutch(cell.value, cell.decimals),
        "ondergrens": dutch(lower, cell.decimals),
        "bovengrens": dutch(upper, cell.decimals),
        "n": str(cell.n),
    }
    if item.unit is UnitKind.PERCENT:
        out["teller"] = str(round(cell.value * cell.n / 100))
    return out


def country_rows(book: Codebook, edition: int) -> Iterator[dict[str, str]]:
    """Give the published national figures, with the interval only where CBS published one."""
    known = {item.code: item for item in COUNTRY if item.edition == edition}
    for code, item in book.indicators.items():
        if code not in known:
            continue
        figure = known[code]
        yield dict.fromkeys(COLUMNS, "") | {
            "editie": str(edition),
            **dict(zip(("gebied_code", "gebied", "niveau", "ouder"), LAND, strict=True)),
            "indicator": code,
            "eenheid": item.unit_label,
            "basis": item.base,
            "waarde": figure.value,
            "ondergrens": figure.lower,
            "bovengrens": figure.upper,
            "bron": figure.source,
        }


def table() -> str:
    """Give the whole table as text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows())
    return out.getvalue()


def write(path: Path = FOLDER / "indicatoren.csv") -> None:
    """Write the table where the sample dossier has it."""
    path.write_text(table(), encoding="utf-8", newline="")


if __name__ == "__main__":
    write()
