"""The plan of a dossier: its measures, replaced by maatregelen.xlsx and updated by voortgang.xlsx.

The workbook of an uitvoeringsplan is either of them: copied to the next dossier as maatregelen.xlsx
the next plan starts from it, filled in as voortgang.xlsx it makes the tussenrapportage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vmreport.advice.model import Advice, Measure
from vmreport.advice.readers.files import Delivery, read_plan_sheet
from vmreport.advice.safety_plan import SafetyPlan, build_plan, with_progress
from vmreport.errors import Place, Problems

__all__ = ["PlanFiles", "load_plan"]


@dataclass(frozen=True, slots=True)
class PlanFiles:
    """Where the plan's own files are; None when there is none."""

    root: Path
    area: str
    status: str
    measures: Path | None
    progress: Path | None


def load_plan(
    advice: Advice, files: PlanFiles, problems: Problems
) -> tuple[Advice, SafetyPlan, SafetyPlan]:
    """Give the advice with its measures, the plan, and the plan as it stands now.

    Codes: those of `safety_plan`; W374 when the workbook replaces measures of the advice.
    """
    if files.measures is not None:
        rows = _read(files.measures, files, problems)
        if rows:
            advice = _replaced(advice, rows, problems)
    plan = build_plan(advice, problems)
    if files.progress is None:
        return advice, plan, plan
    updates = _read(files.progress, files, problems)
    return advice, plan, build_plan(with_progress(advice, updates, problems), problems)


def _read(path: Path, files: PlanFiles, problems: Problems) -> tuple[tuple[str, Measure], ...]:
    return read_plan_sheet(Delivery(path, files.root, files.area, files.status, problems))


def _replaced(advice: Advice, rows: Sequence[tuple[str, Measure]], problems: Problems) -> Advice:
    """Give the advice with the measures of the workbook instead of its own."""
    known = {item.id.casefold(): item.id for item in advice.recommendations}
    for written, measure in rows:
        if written.casefold() not in known:
            what = f"Aanbeveling '{written}' bestaat niet."
            hint = f"Bekend zijn {', '.join(known.values()) or 'geen'}."
            problems.problem("E374", measure.place, what, hint)
    if any(item.measures for item in advice.recommendations):
        file = rows[0][1].place.file
        what = f"De maatregelen komen uit {file}, niet uit de aanbevelingen."
        hint = "Dat klopt als dit de maatregelen van het vorige plan zijn; verwijder anders het bestand."
        problems.notice("W374", Place(file), what, hint)
    recommendations = tuple(
        replace(
            item,
            measures=tuple(m for written, m in rows if known.get(written.casefold()) == item.id),
        )
        for item in advice.recommendations
    )
    return replace(advice, recommendations=recommendations)
