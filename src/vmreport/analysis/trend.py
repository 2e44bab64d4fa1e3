"""Editions in time: which may be compared, which are missing, where the series breaks.

Knows the calendar of the monitor, the redesign of 2021 and changes of territory; judging a difference stands in
`significance`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from vmreport.analysis.findings import Against, Cell, CellKey, Comparison, Published, Trend
from vmreport.survey.model import Area, Indicator, Series, series_of
from vmreport.survey.territory import TerritoryChange, changes_between

__all__ = [
    "are_comparable",
    "breaks_between",
    "can_follow",
    "converted_editions",
    "first_edition",
    "followed_from",
    "is_edition_year",
    "missing_editions",
    "newest_before",
    "series_at",
    "trend_of",
]


def series_at(edition: int, converted: Collection[int] = ()) -> Series:
    """Give the series that a figure belongs to: a converted one is on the level of the later.

    `converted` are the editions whose figure was converted with a factor of CBS.
    Source: CBS publishes conversion factors; only converted values may be drawn through.
    """
    return Series.B if edition in converted else series_of(edition)


def are_comparable(edition: int, other: int, converted: Collection[int] = ()) -> bool:
    """Whether two editions lie in the same series; the only gate for comparing over time.

    Source: CBS, Veiligheidsmonitor 2021 onderzoeksverantwoording: new questions and web only, so
    2012-2019 and 2021 and later are two series without CBS conversion factors.
    """
    return series_at(edition, converted) is series_at(other, converted)


def can_follow(
    changes: Iterable[TerritoryChange],
    area: str,
    edition: int,
    other: int,
    converted: Collection[int] = (),
) -> bool:
    """Whether an area may be followed from one edition to another: one series, one territory.

    Source: risks A14: after a merger or a split the same code is another territory.
    """
    same_territory = not changes_between(changes, area, edition, other)
    return are_comparable(edition, other, converted) and same_territory


def converted_editions(cells: Iterable[Cell | None]) -> frozenset[int]:
    """Give the editions of the cells that were converted.

    Source: see `series_at`.
    """
    return frozenset(
        cell.key.edition for cell in cells if isinstance(cell, Published) and cell.conversion
    )


def breaks_between(
    editions: Iterable[int],
    changes: Iterable[TerritoryChange] = (),
    area: str = "",
    converted: Collection[int] = (),
) -> tuple[tuple[int, int], ...]:
    """Give the neighbouring editions between which an area cannot be followed; no line there.

    Source: see `can_follow`.
    """
    known = tuple(changes)
    pairs = pairwise(sorted(editions))
    return tuple(pair for pair in pairs if not can_follow(known, area, *pair, converted))


def newest_before(
    editions: Iterable[int],
    edition: int,
    changes: Iterable[TerritoryChange] = (),
    area: str = "",
    converted: Collection[int] = (),
) -> int | None:
    """Give the newest earlier edition from which the area can be followed, or None.

    Source: municipal reports compare with the previous own measurement (Moerdijk, Heemstede 2017).
    """
    known = tuple(changes)
    earlier = [
        year
        for year in editions
        if year < edition and can_follow(known, area, year, edition, converted)
    ]
    return max(earlier, default=None)


def first_edition(
    editions: Iterable[int],
    edition: int,
    previous: int | None,
    changes: Iterable[TerritoryChange] = (),
    area: str = "",
    converted: Collection[int] = (),
) -> int | None:
    """Give the first edition to follow from, None when that is this or the previous edition.

    The last keeps a report from saying the same comparison twice.
    Source: Veiligheidsmonitor 2019 appendix 2 compares with the first and the previous edition.
    """
    known = tuple(changes)
    earlier = [
        year
        for year in editions
        if year < edition and can_follow(known, area, year, edition, converted)
    ]
    first = min(earlier, default=None)
    return None if first == previous else first


def followed_from(editions: Iterable[int], edition: int) -> int:
    """Give the edition from which a reader may expect an area to be followed.

    That is its first; with none but this one, the monitor before: a municipality that came to be
    since then has to say so. Source: risks A14.
    """
    first = min(editions, default=edition)
    if first < edition:
        return first
    return next((year for year in range(edition - 1, 2011, -1) if is_edition_year(year)), edition)


def is_edition_year(year: int) -> bool:
    """Whether the monitor was held in a year: yearly 2012-2017, since then every odd year.

    Source: CBS, editions 2012-2017, 2019, 2021, 2023, 2025.
    """
    return year >= 2012 and (year <= 2017 or year % 2 == 1)


def missing_editions(editions: Iterable[int]) -> tuple[int, ...]:
    """Give the editions of the monitor between first and last of `editions` that are not in it.

    Source: see `is_edition_year`; a gap is said, never interpolated.
    """
    present = sorted(editions)
    if not present:
        return ()
    years = range(present[0], present[-1])
    return tuple(year for year in years if is_edition_year(year) and year not in present)


def trend_of(
    indicator: Indicator,
    area: Area,
    cells: Iterable[Cell],
    comparisons: Mapping[tuple[CellKey, Against], Comparison],
    edition: int,
    changes: Iterable[TerritoryChange] = (),
) -> Trend:
    """Give the trend of one indicator in one area, from its cells in any order."""
    ordered = tuple(sorted(cells, key=lambda cell: cell.key.edition))
    key = CellKey(edition, area.code, indicator.code)
    return Trend(
        indicator=indicator,
        area=area,
        cells=ordered,
        breaks=breaks_between(
            (cell.key.edition for cell in ordered),
            changes,
            area.code,
            converted_editions(ordered),
        ),
        since_previous=comparisons.get((key, Against.PREVIOUS)),
        since_first=comparisons.get((key, Against.FIRST)),
    )
