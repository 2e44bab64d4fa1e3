"""The profile of an indicator: all local areas of one level against the municipality.

Chooses the level and the order; the comparisons themselves are made in `analyse`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vmreport.analysis.findings import Against, CellKey, Comparison, Profile
from vmreport.survey.model import Area, AreaLevel, Indicator

__all__ = ["profile_of"]


def profile_of(
    indicator: Indicator,
    edition: int,
    local_areas: Iterable[Area],
    comparisons: Mapping[tuple[CellKey, Against], Comparison],
) -> Profile | None:
    """Give the profile on the level with most measured areas; None with fewer than two there.

    A suppressed area counts as measured and stays in, without a verdict. Of two levels with as
    many areas the larger areas are taken. The order is that of `local_areas`, never by value: an
    order by value would tell where a hidden area lies.
    Source: Leiden, profieltaart: each ward against the city.
    """
    by_level: dict[AreaLevel, list[Comparison]] = {}
    for area in local_areas:
        key = CellKey(edition, area.code, indicator.code)
        found = comparisons.get((key, Against.MUNICIPALITY))
        if found is not None:
            by_level.setdefault(area.level, []).append(found)
    order = list(AreaLevel)
    levels = sorted(by_level, key=lambda level: (-len(by_level[level]), order.index(level)))
    if not levels or len(by_level[levels[0]]) < 2:
        return None
    return Profile(indicator, levels[0], tuple(by_level[levels[0]]))
