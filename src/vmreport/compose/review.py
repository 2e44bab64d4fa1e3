"""Whether a review still holds: the figures a recommendation rests on, hashed, then and now.

A fingerprint is eight digits for all figures together and four for each: the first say whether
something changed, the others what. A figure counts with its value, bounds, reason for being hidden and the
verdict it was given, under the rules of the dossier. What is said about it is in `review_checks`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from vmreport.advice.model import FindingRef, Recommendation, ReviewStatus
from vmreport.analysis.findings import Against, Analysis, Cell, CellKey, Comparison, Published
from vmreport.compose.goals import find_area
from vmreport.compose.material import Material
from vmreport.errors import Problems
from vmreport.fingerprints import hash_digits
from vmreport.markup.placeholders import Placeholder, find_placeholders

__all__ = ["Judged", "ReviewState", "dossier_review", "review_of"]

_ALL, _EACH = 8, 4


class ReviewState(StrEnum):
    """What a review is worth now."""

    NONE = "none"
    """Nobody reviewed it: the status is concept."""
    UNBOUND = "unbound"
    """It says reviewed, but not on which figures."""
    STALE = "stale"
    """It was reviewed on other figures."""
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Judged:
    """A review held against the figures of now."""

    state: ReviewState
    fingerprint: str
    """The fingerprint of the figures as they are now, to copy."""
    changed: tuple[str, ...] = ()
    """Names of the figures that changed, as far as the written fingerprint tells."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Figures that get four digits of their own."""

    name: str
    facts: tuple[object, ...]

    @property
    def text(self) -> str:
        """The facts in one fixed form."""
        return json.dumps(self.facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def review_of(material: Material, item: Recommendation) -> Judged:
    """Judge the review of one recommendation by the figures it rests on."""
    drafted = item.review.status is ReviewStatus.DRAFT
    return _judge(tuple(_parts(material, item)), item.review.figures, drafted=drafted)


def dossier_review(material: Material) -> Judged:
    """Judge the review of the whole dossier by every figure it may print, theme by theme."""
    analysis, dossier = material.analysis, material.dossier
    by_theme: dict[str, list[object]] = {}
    for key in sorted(analysis.cells):
        indicator = material.codebook.indicators.get(key.indicator)
        theme = indicator.theme if indicator is not None else ""
        facts: list[object] = [_cell(analysis.cells[key])]
        for against in Against:
            comparison = analysis.comparisons.get((key, against))
            facts.append(_verdict(comparison) if comparison is not None else None)
        by_theme.setdefault(theme, []).append(facts)
    names = {theme.id: theme.name for theme in material.codebook.themes}
    parts = [_Part(names.get(theme, theme), tuple(facts)) for theme, facts in by_theme.items()]
    parts.sort(key=lambda part: part.name)
    return _judge(
        tuple(parts), dossier.review.figures, drafted=dossier.status == ReviewStatus.DRAFT
    )


def _judge(parts: Sequence[_Part], written: str, *, drafted: bool) -> Judged:
    whole = hash_digits("\n".join(part.text for part in parts), _ALL)
    each = [hash_digits(part.text, _EACH) for part in parts]
    fingerprint = "-".join((whole, *each))
    if drafted:
        return Judged(ReviewState.NONE, fingerprint)
    if not written:
        return Judged(ReviewState.UNBOUND, fingerprint)
    if written[:_ALL] == whole:
        return Judged(ReviewState.CURRENT, fingerprint)
    return Judged(ReviewState.STALE, fingerprint, tuple(_changed(parts, each, written[_ALL:])))


def _changed(parts: Sequence[_Part], each: Sequence[str], written: str) -> Iterator[str]:
    """Yield the names of what changed; nothing when the written fingerprint is of other figures."""
    if len(written) != _EACH * len(parts):
        return
    for number, (part, now) in enumerate(zip(parts, each, strict=True)):
        if written[_EACH * number : _EACH * (number + 1)] != now:
            yield part.name


# -- figures --------------------------------------------------------------------------------------


def _parts(material: Material, item: Recommendation) -> Iterator[_Part]:
    """Yield the findings, the nulmeting of the goal, and the figures in the text, in that order."""
    analysis = material.analysis
    for ref in item.findings:
        yield _Part(_name(ref), (_finding(analysis, ref.indicator, ref.area, ref.against),))
    goal = item.goal
    if goal is not None and goal.indicator:
        facts = _finding(analysis, goal.indicator, goal.area, "")
        yield _Part(f"de nulmeting van {goal.indicator}", (facts,))
    sources = [source for source in (item.text, item.request) if source is not None]
    placed = [found for source in sources for found in find_placeholders(source, Problems())]
    facts_in_text = tuple(_placed(analysis, placed))
    if facts_in_text:
        yield _Part("cijfers in de tekst", facts_in_text)


def _name(ref: FindingRef) -> str:
    words = f"{ref.indicator} in {ref.area}" if ref.area else ref.indicator
    return f"{words} ({ref.against})" if ref.against else words


def _placed(analysis: Analysis, placed: Iterable[Placeholder]) -> Iterator[object]:
    for item in placed:
        indicator = item.text("indicator")
        if indicator:
            edition = item.number("editie")
            yield _finding(analysis, indicator, item.text("gebied"), item.text("tegen"), edition)


def _finding(
    analysis: Analysis, indicator: str, written: str, against: str, edition: int | None = None
) -> object:
    """Give a figure and, where it is compared, what with and the verdict."""
    area = find_area(analysis, written)
    if area is None:
        return [indicator, written, None]
    cell = _cell(analysis.cell(indicator, area=area.code, edition=edition))
    if not against:
        return [cell]
    comparison = analysis.comparison(indicator, Against(against), area.code, edition)
    return [cell, None if comparison is None else _verdict(comparison)]


def _verdict(comparison: Comparison) -> object:
    why = comparison.no_verdict.value if comparison.no_verdict else None
    reference = _cell(comparison.reference)
    found = (comparison.outcome.value, comparison.valuation.value, why)
    return [comparison.against.value, reference, *found]


def _cell(cell: Cell) -> object:
    """Give a cell in a fixed form: 20 and 20,0 are the same figure."""
    if isinstance(cell, Published):
        numbers = (cell.value, cell.lower, cell.upper)
        return [*_key(cell.key), *(_number(value) for value in numbers)]
    return [*_key(cell.key), cell.reason.value]


def _key(key: CellKey) -> tuple[int, str, str]:
    return key.edition, key.area, key.indicator


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")
