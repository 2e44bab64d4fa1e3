"""Areas of a municipality's own files: names without a level, and indicators with a year.

Shared by the readers of dashboards; the official areas of CBS are in `dimensions`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vmreport.errors import Place
from vmreport.survey.areas import (
    OFFICIAL,
    AreaMention,
    from_statline,
    has_statline_suffix,
    is_total,
    normal_name,
    official_code,
)
from vmreport.survey.model import AreaLevel
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.delivered import Context

__all__ = ["LocalAreas"]


@dataclass(slots=True)
class LocalAreas:
    """Gives an area for every name of one file; says once what it cannot place."""

    file: str
    sheet: str
    context: Context
    level: AreaLevel | None = None
    """What the file itself calls its areas; what the advisor declared wins."""
    known: dict[str, AreaMention | None] = field(default_factory=dict)

    def area(self, name: str, row: int, column: str) -> AreaMention | None:
        """Give the area of a name, None after reporting that it cannot be placed."""
        if name not in self.known:
            self.known[name] = self._read(name, Place(self.file, self.sheet, row, column))
        return self.known[name]

    def _read(self, name: str, place: Place) -> AreaMention | None:
        problems = self.context.problems
        if not name:
            problems.problem(
                Code.AREA_MISSING, place, "de naam van het gebied is leeg", "vul de naam in"
            )
            return None
        if is_total(name):
            problems.notice(
                Code.ROWS_SKIPPED,
                place,
                f"'{name[:40]}' is geen gebied; deze cijfers zijn overgeslagen",
                "zijn het de cijfers van de gemeente, zet daar dan de naam van de gemeente",
            )
            return None
        if normal_name(name) == "nederland" or has_statline_suffix(name):
            return from_statline(name)
        own = self.context.municipality
        if own is not None and normal_name(name) == normal_name(own.name):
            return own
        level = self.context.area_level or self.level
        if level is None:
            problems.problem(
                Code.LEVEL,
                place,
                f"van '{name[:40]}' is niet bekend of het een wijk, buurt, kern of gemeente is",
                'geef het niveau: vmreport import ... --niveau wijk, of gebiedsniveau = "wijk" '
                "in dossier.toml onder [regels]",
            )
            return None
        if level.is_local and own is None and official_code(name, AreaLevel.MUNICIPALITY):
            problems.problem(
                Code.LEVEL,
                place,
                f"'{name}' kan de gemeente zijn, of een {level.value} met dezelfde naam",
                "zeg om welke gemeente het gaat: vmreport import ... --gemeente GM0344",
            )
            return None
        code = official_code(name, level)
        parent = own.code if own is not None and level.is_local else ""
        return AreaMention(code or name, OFFICIAL.get(code, name), level, parent)
