"""The Dutch words that codebooks and local questions use for units, directions and series.

Only the words; where they stand in a file is for `codebook_toml` and `local_questions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from vmreport.survey.model import Direction, Series, UnitKind

__all__ = ["DIRECTION_WORDS", "SERIES_WORDS", "UNIT_WORDS"]

UNIT_WORDS: Final[Mapping[str, UnitKind]] = MappingProxyType(
    {
        "procent": UnitKind.PERCENT,
        "schaalscore": UnitKind.SCORE,
        "rapportcijfer": UnitKind.MARK,
        "per_100": UnitKind.PER_100,
        "somscore": UnitKind.SUM_SCORE,
        "index": UnitKind.INDEX,
        "aantal": UnitKind.COUNT,
    }
)
"""`eenheid`, as printed in messages; `%` is also understood as `procent`."""

DIRECTION_WORDS: Final[Mapping[str, Direction]] = MappingProxyType(
    {
        "hoger is gunstig": Direction.HIGHER_IS_BETTER,
        "hoger is ongunstig": Direction.HIGHER_IS_WORSE,
        "neutraal": Direction.NEUTRAL,
        "+": Direction.HIGHER_IS_BETTER,
        "-": Direction.HIGHER_IS_WORSE,
        "0": Direction.NEUTRAL,
    }
)
"""`richting`."""

SERIES_WORDS: Final[Mapping[str, frozenset[Series]]] = MappingProxyType(
    {
        "A": frozenset({Series.A}),
        "B": frozenset({Series.B}),
        "AB": frozenset({Series.A, Series.B}),
    }
)
"""`reeks`: 2012-2019, 2021 and later, or both."""
