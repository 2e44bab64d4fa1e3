"""What a report as a whole is held against. Every sentence asks; the verdicts are counted once.

What is counted is not printed, so it is not looked up in the way that leaves a trail.
"""

from __future__ import annotations

from functools import lru_cache

from vmreport.analysis.findings import Against, Analysis, CellKey

__all__ = ["main_reference"]


def main_reference(analysis: Analysis) -> Against | None:
    """Give country, else region, else before; None when there is nothing to be held against.

    A reference that carries less than half the verdicts of another stands back for it: figures
    of the country that come without margins cannot be what a report is held against.
    """
    return _counted(_ByIdentity(analysis))


class _ByIdentity:
    """An analysis as a key: the same when its findings are the same objects, watched or not."""

    __slots__ = ("analysis",)

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis

    def __hash__(self) -> int:
        return id(self.analysis.comparisons)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _ByIdentity):
            return NotImplemented
        mine, theirs = self.analysis, other.analysis
        return (
            mine.comparisons is theirs.comparisons
            and mine.indicators is theirs.indicators
            and (mine.municipality, mine.edition, mine.previous_edition)
            == (theirs.municipality, theirs.edition, theirs.previous_edition)
            and (mine.country, mine.region) == (theirs.country, theirs.region)
        )


@lru_cache(maxsize=4)
def _counted(key: _ByIdentity) -> Against | None:
    analysis = key.analysis
    there = {
        Against.COUNTRY: analysis.country is not None,
        Against.REGION: analysis.region is not None,
        Against.PREVIOUS: analysis.previous_edition is not None,
    }
    counts = {against: _verdicts(analysis, against) for against, known in there.items() if known}
    most = max(counts.values(), default=0)
    return next((against for against, count in counts.items() if 2 * count >= most), None)


def _verdicts(analysis: Analysis, against: Against) -> int:
    """Give how many indicators of the municipality have a verdict against one reference."""
    area, edition = analysis.municipality.code, analysis.edition
    keys = ((CellKey(edition, area, code), against) for code in analysis.indicators)
    found = (analysis.comparisons.get(key) for key in keys)
    return sum(1 for item in found if item is not None and item.no_verdict is None)
