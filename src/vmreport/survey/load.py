"""From delivered files to one Survey: read, check rows against each other, merge.

Nothing is raised for wrong input: problems are collected, and the survey holds what is sound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from vmreport.collector import collector_held
from vmreport.errors import Place, Problems
from vmreport.survey.area_register import AreaRegister, register_areas
from vmreport.survey.areas import AreaMention
from vmreport.survey.codebook import Codebook
from vmreport.survey.model import AreaLevel, Estimate, Observation, ObservationKey, Survey
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.delivered import Context, Delivered, DeliveredRow
from vmreport.survey.readers.files import file_name, read_file
from vmreport.survey.readers.identity import EDITIONS
from vmreport.survey.readers.report import fold
from vmreport.survey.readers.rules import check_figures

__all__ = ["check_rows", "deliver", "load_survey", "merge"]


def load_survey(
    files: Sequence[Path],
    codebook: Codebook,
    problems: Problems,
    *,
    root: Path,
    decimal_mark: str = "",
    code_style: str = "",
    area_level: AreaLevel | None = None,
    municipality: AreaMention | None = None,
    other_names: Mapping[str, Sequence[str]] | None = None,
) -> Survey:
    """Read all `files` into one survey; places name files relative to `root`.

    `decimal_mark`, `code_style` and `area_level` are the declarations of `[regels]`, `other_names`
    those of `[gebieden.andere_namen]`. `municipality` is what the dossier is about, for files that
    give only names. The survey is partial when
    `problems` holds something blocking: the caller raises.
    """
    found = Problems()
    context = Context(codebook, found, decimal_mark, code_style, area_level, municipality)
    with collector_held():
        rows = [row for part in deliver(files, context, root) for row in part.rows]
        register = register_areas(rows, found, other_names)
        check_rows(rows, found)
        survey = _survey(rows, register, codebook, found)
        problems.extend(fold(found))
    return survey


def deliver(files: Sequence[Path], context: Context, root: Path) -> tuple[Delivered, ...]:
    """Give what each table in each file delivers, in order."""
    return tuple(part for path in files for part in read_file(path, file_name(path, root), context))


def check_rows(rows: Sequence[DeliveredRow], out: Problems) -> None:
    """Report what is wrong with figures, and notice new editions and missing sources."""
    check_figures(rows, out)
    _notice_editions(rows, out)
    _notice_credits(rows, out)


def _survey(
    rows: Sequence[DeliveredRow], register: AreaRegister, codebook: Codebook, out: Problems
) -> Survey:
    kept = merge(rows, register, out)
    observations = {key: _observation(key, row) for key, row in kept.items()}
    used = {key.indicator for key in kept}
    return Survey(
        indicators=MappingProxyType(
            {code: item for code, item in codebook.indicators.items() if code in used}
        ),
        areas=register.areas,
        observations=MappingProxyType(observations),
        editions=tuple(sorted({key.edition for key in kept})),
        partitions=codebook.partitions,
        mixtures=codebook.mixtures,
    )


def _observation(key: ObservationKey, row: DeliveredRow) -> Observation:
    return Observation(
        key, row.value, row.place(), row.credit, row.n, row.numerator, row.population
    )


def merge(
    rows: Sequence[DeliveredRow], register: AreaRegister, out: Problems
) -> Mapping[ObservationKey, DeliveredRow]:
    """Give one row per key; the same figure twice is used once, another figure is a problem."""
    kept: dict[ObservationKey, DeliveredRow] = {}
    for row in rows:
        key = ObservationKey(row.edition, register.codes[row.area], row.indicator.code)
        first = kept.get(key)
        if first is None:
            kept[key] = row
            continue
        where = f"{first.source.file} rij {first.row}"
        beside = _stands_beside(first, row)
        if beside:
            where += f", kolom '{first.column}'"
        if not _agree(first, row):
            out.problem(
                Code.DUPLICATE,
                row.place(),
                f"{row.indicator.name}, {row.area.name} {row.edition} staat ook in {where}, "
                "met een ander cijfer",
                f"laat één van beide {'kolommen' if beside else 'rijen'} weg",
            )
            continue
        out.notice(
            Code.REPEATED,
            row.place(),
            f"{row.indicator.name}, {row.area.name} {row.edition} staat ook in {where}",
            "geen actie nodig: het cijfer is één keer gebruikt",
        )
        if _richness(row) > _richness(first):
            kept[key] = row
    return kept


def _stands_beside(first: DeliveredRow, second: DeliveredRow) -> bool:
    """Whether two figures stand in one row of a table, in two columns that mean the same."""
    return first.source == second.source and first.row == second.row and first.column != ""


def _agree(first: DeliveredRow, second: DeliveredRow) -> bool:
    """Whether two rows say the same; what only one of them knows is no disagreement."""
    one, other = first.value, second.value
    if isinstance(one, Estimate) and isinstance(other, Estimate):
        pairs: list[tuple[object, object]] = [
            (one.lower, other.lower),
            (one.upper, other.upper),
            (first.n, second.n),
            (first.numerator, second.numerator),
        ]
        same = all(left is None or right is None or left == right for left, right in pairs)
        return one.value == other.value and same
    return one == other


def _richness(row: DeliveredRow) -> int:
    value = row.value
    bounds = value.lower if isinstance(value, Estimate) else None
    return sum(item is not None for item in (bounds, row.n, row.numerator, row.population))


def _notice_editions(rows: Sequence[DeliveredRow], out: Problems) -> None:
    seen: set[int] = set()
    for row in rows:
        if row.edition > EDITIONS[-1] and row.edition not in seen:
            seen.add(row.edition)
            out.notice(
                Code.EDITION_NEW,
                row.place("editie"),
                f"editie {row.edition} is nieuwer dan wij kennen",
                "controleer of vragen en eenheden gelijk zijn gebleven",
            )


def _notice_credits(rows: Sequence[DeliveredRow], out: Problems) -> None:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        key = (row.source.file, row.source.sheet)
        if not row.credit and key not in seen:
            seen.add(key)
            out.notice(
                Code.SOURCE_MISSING,
                Place(*key),
                "de bron van deze cijfers is niet ingevuld",
                "vul de kolom bron: het rapport kan dan zeggen van wie de cijfers zijn",
            )
