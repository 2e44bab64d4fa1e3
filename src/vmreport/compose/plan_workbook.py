"""The uitvoeringsplan as a workbook: the measures to edit and read back, the goals, an explanation.

The columns of the measures are those of `advice.form`, so that what is written can be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from vmreport.advice import form
from vmreport.advice.model import Recommendation
from vmreport.advice.readers.plain_words import plain_words
from vmreport.advice.safety_plan import PlannedMeasure, Status
from vmreport.compose.advice import AdviceWriter
from vmreport.compose.goal_blocks import GoalBlocks
from vmreport.compose.goals import goal_facts
from vmreport.compose.material import Material
from vmreport.document.tree import Metadata
from vmreport.document.workbook import Workbook, WorkbookColumn, WorkbookSheet
from vmreport.errors import Place, Problems
from vmreport.markup.escaping import escape_markdown

__all__ = ["plan_workbook"]

_ORDER = (
    *("Actiepunt", "Maatregel", "Resultaat", "Trekker", "Partners", "Start", "Einde"),
    *("Middelen", "Indicator", "Status", "Voortgang"),
)
_GOAL_WIDTHS = (14, 44, 34, 44, 34, 30, 30, 50)


def plan_workbook(material: Material, metadata: Metadata) -> Workbook:
    """Give the workbook of the plan as it stands now, with the properties of the document."""
    return Workbook(
        title=metadata.title,
        subject=metadata.subject,
        organisation=metadata.organisation,
        keywords=metadata.keywords,
        date=metadata.date,
        status=metadata.status,
        sheets=(_measures(material), _goals(material), _explanation(material)),
    )


def _column(name: str, width: int, choices: tuple[str, ...]) -> WorkbookColumn:
    return WorkbookColumn(
        name, width, choices, f"Kies uit {', '.join(choices)}." if choices else ""
    )


def _measures(material: Material) -> WorkbookSheet:
    fields = {field.name: field for field in (*form.MEASURES, *form.MORE_MEASURES)}
    choices = {
        form.MEASURES_OF: tuple(item.id for item in material.advice.recommendations),
        "Status": tuple(status.value for status in Status),
    }
    columns = (
        _column(form.MEASURES_OF, 14, choices[form.MEASURES_OF]),
        *(_column(name, fields[name].width, choices.get(name, ())) for name in _ORDER),
    )
    rows = tuple(
        (action.recommendation, *_row(planned))
        for action in material.progress.actions
        for planned in action.measures
    )
    return WorkbookSheet(form.SHEET_MEASURES, columns, rows)


def _row(planned: PlannedMeasure) -> Iterator[str]:
    measure = planned.measure
    words = {
        "Actiepunt": measure.action,
        "Maatregel": measure.title,
        "Resultaat": measure.result,
        "Trekker": measure.owner,
        "Partners": ", ".join(measure.partners),
        "Start": str(planned.start or ""),
        "Einde": str(planned.end or ""),
        "Middelen": measure.means,
        "Indicator": measure.indicator,
        "Status": planned.status.value,
        "Voortgang": measure.progress,
    }
    for name in _ORDER:
        yield _readable(words[name])


def _readable(words: str) -> str:
    """Give words so that reading them back gives the same words: markup in them is escaped."""
    problems = Problems()
    same = plain_words(words, Place(""), problems) == words and not problems.items
    return words if same else escape_markdown(words)


def _goals(material: Material) -> WorkbookSheet:
    say = material.phrases.say
    blocks = GoalBlocks(material, AdviceWriter(material, Problems()))
    names = ("aanbeveling", "titel", "veld_thema", "doel", "gemeten", "nulmeting")
    headers = tuple(say(f"werkblad.{name}") for name in (*names, "streefwaarde", "marge"))
    columns = tuple(
        WorkbookColumn(header, width) for header, width in zip(headers, _GOAL_WIDTHS, strict=True)
    )
    rows = tuple(
        row
        for item in material.advice.recommendations
        if (row := _goal_row(material, blocks, item))
    )
    return WorkbookSheet(say("werkblad.doelen"), columns, rows)


def _goal_row(material: Material, blocks: GoalBlocks, item: Recommendation) -> tuple[str, ...]:
    facts = goal_facts(material, item)
    if facts is None:
        return ()
    said = dict(blocks.goal_words(facts))
    names = ("doel", "gemeten", "nulmeting", "streefwaarde", "marge")
    return (
        item.id,
        item.title,
        blocks.advice.field_words(item),
        *(said.get(name, "") for name in names),
    )


def _explanation(material: Material) -> WorkbookSheet:
    say = material.phrases.say
    columns = (
        WorkbookColumn(say("werkblad.onderdeel"), 24),
        WorkbookColumn(say("werkblad.uitleg"), 100),
    )
    fields = {field.name: field.help for field in (*form.MEASURES, *form.MORE_MEASURES)}
    rows = [
        (say("werkblad.bewerken"), say("werkblad.bewerken_uitleg")),
        (say("werkblad.terug"), say("werkblad.terug_uitleg")),
        (form.MEASURES_OF, say("werkblad.aanbeveling_uitleg")),
        *((name, fields[name]) for name in _ORDER),
        *((status.value, say(f"uitvoering.status_{status.value}")) for status in Status),
    ]
    return WorkbookSheet(form.SHEET_HELP, columns, tuple(rows))
