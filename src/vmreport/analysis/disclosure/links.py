"""Which figures of one area belong together: the answers to one question, a mean and its parts.

Equations between indicators within an area, where the delivered figures bear them out. Sums of
areas stand in `relations`; what can be derived with both in `attack`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vmreport.survey.model import Mixture, Partition

__all__ = ["Link", "Links", "Values", "Whole", "indicators_together", "links_of"]

Whole = Partition | Mixture
Values = Mapping[str, float | None]
"""The figures of one area by indicator; None for one of which no number was delivered, nothing for
one that was not delivered at all."""

_HALF = 0.05
"""Delivered percentages are rounded to one decimal."""
_LITTLE = 0.02
"""What rounding may be off besides: publishers round halves both ways."""
_ALL = 100.0
_TELLS = 0.01
"""A figure with a smaller coefficient does not follow from the others: a part of nobody."""


@dataclass(frozen=True, slots=True)
class Link:
    """Figures of one area that make up a whole: the sum of coefficient x value is `right`."""

    area: str
    whole: Whole
    terms: Mapping[str, float]
    """Coefficients by indicator."""
    right: float
    is_whole: bool
    """Something was delivered of all of them, if only that it is secret."""


@dataclass(frozen=True, slots=True)
class Links:
    """What belongs together in some areas, and what follows from it."""

    links: tuple[Link, ...]
    worked_out: Mapping[tuple[str, str], float]
    """By area and indicator: what was not delivered and follows from the rest."""

    def repeated(self) -> frozenset[tuple[str, str, str]]:
        """Give area, share and total where a share of a part follows from the shares of everybody.

        Adding the first up over areas says nothing that adding up the second does not: the weights
        would be how many are in the part, and that is what is hidden.
        """
        return frozenset(
            (link.area, link.whole.parts[0].share, link.whole.total)
            for link in self.links
            if isinstance(link.whole, Mixture) and len(link.whole.parts) == 1
        )

    def together(self, codes: Iterable[str]) -> list[frozenset[str]]:
        """Give which of these indicators really hang together somewhere, in order of the codes."""
        groups = _joined((frozenset(link.terms) for link in self.links), codes)
        return sorted(groups, key=min)


def indicators_together(wholes: Iterable[Whole], delivered: Iterable[str]) -> list[frozenset[str]]:
    """Give the indicators that have to do with each other, of those that were delivered."""
    return _joined((frozenset(whole.codes) for whole in wholes), delivered)


def _joined(ties: Iterable[frozenset[str]], codes: Iterable[str]) -> list[frozenset[str]]:
    """Give codes in groups: two that are in one tie are together."""
    groups = [frozenset([code]) for code in dict.fromkeys(codes)]
    for tie in dict.fromkeys(ties):
        near = [group for group in groups if group & tie]
        if len(near) > 1:
            groups = [group for group in groups if not group & tie]
            groups.append(frozenset().union(*near))
    return groups


def links_of(wholes: Iterable[Whole], areas: Mapping[str, Values]) -> Links:
    """Give the links that hold in each area, of one edition.

    A partition holds where the delivered answers add up within their rounding. What was kept back
    at source is taken to be the rest, unless in every area where all are known they do not add up.
    An answer that was never delivered is whatever is left. A mixture is taken as a straight line
    through the delivered values; it holds where at most one of its figures is not known.
    Source: tables are linked by their margins, as in tau-ARGUS (risks B4).
    """
    known = {area: dict(values) for area, values in areas.items()}
    kept = [whole for whole in wholes if not _is_refuted(whole, known)]
    kept.sort(key=lambda whole: isinstance(whole, Mixture))  # partitions fill in what they need
    before = -1
    while before != (before := _count(known)):
        for values in known.values():
            for whole in kept:
                if _fits(whole, values):
                    _work_out(whole, values)
    links = [
        link
        for area, values in known.items()
        for exact in [_in_step(values, kept)]
        for whole in kept
        if (link := _link(whole, area, exact, areas[area])) is not None
    ]
    worked_out = {
        (area, code): value
        for area, values in known.items()
        for code, value in values.items()
        if value is not None and areas[area].get(code) is None
    }
    return Links(tuple(links), worked_out)


def _count(known: Mapping[str, Mapping[str, float | None]]) -> int:
    return sum(value is not None for values in known.values() for value in values.values())


def _is_refuted(whole: Whole, known: Mapping[str, Values]) -> bool:
    """Whether it holds in no area of those that know all its figures."""
    complete = [
        values
        for values in known.values()
        if all(values.get(code) is not None for code in whole.codes)
    ]
    return bool(complete) and not any(_fits(whole, values) for values in complete)


def _unknown(whole: Whole, values: Values) -> list[str]:
    return [code for code in whole.codes if values.get(code) is None]


def _fits(whole: Whole, values: Values) -> bool:
    """Whether the known figures can make up the whole."""
    unknown = _unknown(whole, values)
    if isinstance(whole, Mixture):
        return len(unknown) < 2 and _mixes(whole, values, unknown)
    delivered = [code for code in whole.codes if code in values]
    if len(delivered) < 2 or len(unknown) == len(whole.codes):
        return False
    answers = [value for code in whole.answers if (value := values.get(code)) is not None]
    total = values.get(whole.whole) if whole.whole else _ALL
    slack = (len(whole.codes) - len(unknown)) * _HALF + _LITTLE
    left = (_ALL if total is None else total) - sum(answers)
    return left >= -slack and (left <= slack or bool(unknown))


def _mixes(whole: Mixture, values: Values, unknown: list[str]) -> bool:
    terms, right = _line(whole, values)
    off = right - sum(by * (values.get(code) or 0.0) for code, by in terms.items())
    slack = sum(map(abs, terms.values())) * _HALF + _LITTLE
    if not unknown:
        return abs(off) <= slack
    by = terms.get(unknown[0], 0.0)
    low, high = (0.0, _ALL * by) if by > 0 else (_ALL * by, 0.0)
    return low - slack <= off <= high + slack


def _work_out(whole: Whole, values: dict[str, float | None]) -> None:
    """Fill in the one figure that is not known."""
    unknown = _unknown(whole, values)
    if len(unknown) != 1:
        return
    terms, right = _sum(whole) if isinstance(whole, Partition) else _line(whole, values)
    by = terms.get(unknown[0], 0.0)
    if abs(by) >= _TELLS:
        off = right - sum(of * (values.get(code) or 0.0) for code, of in terms.items())
        values[unknown[0]] = min(max(off / by, 0.0), _ALL)


def _sum(whole: Partition) -> tuple[dict[str, float], float]:
    terms = dict.fromkeys(whole.answers, 1.0)
    if whole.whole:
        return {**terms, whole.whole: -1.0}, 0.0
    return terms, _ALL


def _line(whole: Mixture, values: Values) -> tuple[dict[str, float], float]:
    """Give a mixture as a straight line through the known values; exact in one that is not known.

    The total is the sum of share x size / 100; each product is taken at the value of the other.
    """
    terms = {whole.total: 1.0}
    right = 0.0
    for part in whole.parts:
        share, size = values.get(part.share) or 0.0, values.get(part.size) or 0.0
        sign = -1.0 if part.is_rest else 1.0
        inside = _ALL - size if part.is_rest else size
        terms[part.share] = terms.get(part.share, 0.0) - inside / _ALL
        terms[part.size] = terms.get(part.size, 0.0) - sign * share / _ALL
        right -= sign * share * size / _ALL
    return terms, right


def _in_step(values: Values, wholes: Iterable[Whole]) -> Values:
    """Give answers that add up to the last decimal, to draw the lines of mixtures through.

    Else lines that truly say the same would differ by a hair, and seem to cross in one point.
    """
    exact = dict(values)
    for whole in wholes:
        if isinstance(whole, Partition) and not whole.whole and _fits(whole, values):
            answers = [exact.get(code) for code in whole.answers]
            total = sum(value or 0.0 for value in answers)
            if None not in answers and total:
                exact.update((code, (exact[code] or 0.0) * _ALL / total) for code in whole.answers)
    return exact


def _link(whole: Whole, area: str, values: Values, delivered: Values) -> Link | None:
    if not _fits(whole, values) or (isinstance(whole, Mixture) and _unknown(whole, values)):
        return None
    terms, right = _sum(whole) if isinstance(whole, Partition) else _line(whole, values)
    terms = {code: by for code, by in terms.items() if by}
    return Link(area, whole, terms, right, all(code in delivered for code in whole.codes))
