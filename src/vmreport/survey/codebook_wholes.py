"""Reading which indicators make up a whole: `verdelingen.toml` and a municipality's own questions.

A fault in the shipped file is a fault in vmreport, so it is an `ImpossibleError`. Whether figures
really add up is seen where they are, in `analysis.disclosure`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from vmreport.errors import ImpossibleError
from vmreport.survey.codebook_toml import read_tables
from vmreport.survey.model import Indicator, Mixture, Part, Partition, UnitKind

__all__ = ["partitions_of", "read_wholes"]

_EVERYBODY: Final = "alles"
_PARTITION: Final = frozenset({"antwoorden", "samen"})
_MIXTURE: Final = frozenset({"totaal", "delen"})
_MAY: Final = frozenset({"zekerheid"})
_PARTS: Final = (frozenset({"cijfer", "van"}), frozenset({"cijfer", "zonder"}))


def read_wholes(
    path: Path, indicators: Mapping[str, Indicator]
) -> tuple[tuple[Partition, ...], tuple[Mixture, ...]]:
    """Give the partitions and mixtures of a file. Raises ImpossibleError when it is not sound."""
    content = read_tables(path, ("verdeling", "gemiddelde"))
    partitions = tuple(map(_partition, content.get("verdeling", ())))
    mixtures = tuple(map(_mixture, content.get("gemiddelde", ())))
    wholes: tuple[Partition | Mixture, ...] = (*partitions, *mixtures)
    for whole in wholes:
        _check(whole, indicators)
    return partitions, mixtures


def partitions_of(indicators: Iterable[Indicator]) -> tuple[Partition, ...]:
    """Give the questions of which these own questions say that they are the answers."""
    named: dict[str, list[str]] = {}
    for item in indicators:
        if item.answer_to:
            named.setdefault(item.answer_to, []).append(item.code)
    return tuple(Partition(tuple(codes)) for codes in named.values() if len(codes) > 1)


def _partition(row: Mapping[str, Any]) -> Partition:
    _refuse(set(row) - _MAY != _PARTITION, "verdeling", row)
    answers, together = tuple(row["antwoorden"]), row["samen"]
    _refuse(len(set(answers)) < max(len(answers), 2), "verdeling", row)
    return Partition(answers, "" if together == _EVERYBODY else together)


def _mixture(row: Mapping[str, Any]) -> Mixture:
    _refuse(set(row) - _MAY != _MIXTURE, "gemiddelde", row)
    _refuse(any(set(part) not in _PARTS for part in row["delen"]), "gemiddelde", row)
    parts = (
        Part(part["cijfer"], part.get("van") or part["zonder"], is_rest="zonder" in part)
        for part in row["delen"]
    )
    found = Mixture(row["totaal"], tuple(parts))
    _refuse(len(set(found.codes)) < len(found.codes), "gemiddelde", row)
    return found


def _check(whole: Partition | Mixture, indicators: Mapping[str, Indicator]) -> None:
    for code in whole.codes:
        known = indicators.get(code)
        _refuse(known is None or known.unit is not UnitKind.PERCENT, "verdelingen", code)
    if isinstance(whole, Partition):
        bases = {indicators[code].base for code in whole.codes}
        _refuse(len(bases) > 1, "verdeling", f"basis van {whole.codes[0]}")


def _refuse(is_wrong: bool, kind: str, what: object) -> None:
    if is_wrong:
        message = f"verdelingen.toml, {kind}: klopt niet: {what}"
        raise ImpossibleError(message)
