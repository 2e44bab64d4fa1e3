"""From recommendations to a plan: actiepunten with numbered measures, quarters and statuses, checked.

What a measure costs or achieves is the advisor's text; what the figures say belongs to `compose`.
Source: two levels (actiepunten with maatregelen) and statuses in words, council.md section 5.4.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from vmreport.advice.model import Advice, Measure, Recommendation
from vmreport.errors import Place, Problems

__all__ = [
    "Action",
    "PlannedMeasure",
    "Quarter",
    "SafetyPlan",
    "Status",
    "build_plan",
    "parse_quarter",
    "with_progress",
]


class Status(StrEnum):
    """How a measure stands; the values are the words of the input and of the print."""

    PLANNED = "gepland"
    RUNNING = "loopt"
    DELAYED = "vertraagd"
    DONE = "gereed"
    DROPPED = "vervallen"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year."""

    year: int
    number: int
    """1 to 4."""

    @property
    def index(self) -> int:
        """Quarters since the year 0, to count with."""
        return self.year * 4 + self.number - 1

    @classmethod
    def of_index(cls, index: int) -> Quarter:
        """Give the quarter with this index."""
        return cls(index // 4, index % 4 + 1)

    def __str__(self) -> str:
        """Give it as it is written in the workbook: "2024-Q4"."""
        return f"{self.year}-Q{self.number}"


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """One measure with its number, its quarters and its status."""

    id: str
    """Number under the recommendation: `A1.2`."""
    measure: Measure
    start: Quarter | None
    end: Quarter | None
    """Never before `start`; None when it was not given."""
    status: Status


@dataclass(frozen=True, slots=True)
class Action:
    """An actiepunt: what is taken up, with the measures that do it."""

    id: str
    """Recommendation and number: `A1-2`."""
    title: str
    recommendation: str
    """Id of the recommendation it belongs to."""
    measures: tuple[PlannedMeasure, ...]


@dataclass(frozen=True, slots=True)
class SafetyPlan:
    """All actiepunten, in the order of the recommendations."""

    actions: tuple[Action, ...] = ()

    @property
    def measures(self) -> tuple[PlannedMeasure, ...]:
        """Every measure, in order."""
        return tuple(item for action in self.actions for item in action.measures)

    def of(self, recommendation: str) -> tuple[Action, ...]:
        """Give the actiepunten of one recommendation."""
        return tuple(item for item in self.actions if item.recommendation == recommendation)

    @property
    def owners(self) -> tuple[str, ...]:
        """Every trekker once, those with most measures first, then by name."""
        counts: dict[str, int] = {}
        for item in self.measures:
            counts[item.measure.owner] = counts.get(item.measure.owner, 0) + 1
        return tuple(sorted(counts, key=lambda name: (not name, -counts[name], name.casefold())))


_YEAR = r"(?P<year>20[0-9]{2})"
_PART = r"(?:[QqKk]|kwartaal\s*)(?P<number>[1-4])"
_FORMS = (
    re.compile(rf"{_YEAR}\s*[-/ ]?\s*{_PART}"),
    re.compile(rf"{_PART}\s*[-/ ]?\s*{_YEAR}"),
    re.compile(rf"(?P<number>[1-4])e\s+kwartaal\s+(?:van\s+)?{_YEAR}"),
    re.compile(_YEAR),
)


def parse_quarter(text: str, *, last: bool = False) -> Quarter | None:
    """Give the quarter that is written; of a bare year its first, or with `last` its last.

    >>> str(parse_quarter("Q4 2024")), str(parse_quarter("2025", last=True))
    ('2024-Q4', '2025-Q4')
    """
    plain = " ".join(text.split())
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match:
            found = match.groupdict()
            number = int(found.get("number") or (4 if last else 1))
            return Quarter(int(found["year"]), number)
    return None


def build_plan(advice: Advice, problems: Problems) -> SafetyPlan:
    """Give the plan; what cannot be planned is added to `problems`.

    E370: a start or end that is no quarter. E371: an end before the start. E372: an unknown status.
    E373: two measures of one recommendation with the same words.
    """
    actions: list[Action] = []
    for item in advice.recommendations:
        _report_doubles(item, problems)
        planned = [
            _planned(f"{item.id}.{number}", measure, problems)
            for number, measure in enumerate(item.measures, start=1)
        ]
        titles = dict.fromkeys(one.measure.action or item.title for one in planned)
        for number, title in enumerate(titles, start=1):
            own = tuple(one for one in planned if (one.measure.action or item.title) == title)
            actions.append(Action(f"{item.id}-{number}", title, item.id, own))
    return SafetyPlan(tuple(actions))


def with_progress(
    advice: Advice, updates: Sequence[tuple[str, Measure]], problems: Problems
) -> Advice:
    """Give the advice with status and progress of `updates`: pairs of recommendation id and measure.

    A measure is found by its recommendation and its words. E374: a recommendation that is not
    there; E375: a measure that is not there, with the nearest; W375: measures without an update.
    """
    known = {item.id.casefold(): item for item in advice.recommendations}
    found: dict[tuple[str, str], Measure] = {}
    for written, update in updates:
        item = known.get(written.casefold())
        if item is None:
            hint = f"Bekend zijn {', '.join(i.id for i in advice.recommendations) or 'geen'}."
            what = f"Aanbeveling '{written}' bestaat niet."
            problems.problem("E374", update.place, what, hint)
            continue
        titles = {_folded(measure.title): measure.title for measure in item.measures}
        if _folded(update.title) not in titles:
            _report_unknown_measure(item, update, titles, problems)
            continue
        found[item.id, _folded(update.title)] = update
    _report_missing(advice, found, problems)
    return replace(
        advice,
        recommendations=tuple(_updated(item, found) for item in advice.recommendations),
    )


# -- one measure ----------------------------------------------------------------------------------


def _planned(identifier: str, measure: Measure, problems: Problems) -> PlannedMeasure:
    start = _quarter(measure.start, "Start", measure.place, problems, last=False)
    end = _quarter(measure.end, "Einde", measure.place, problems, last=True)
    if start is not None and end is not None and end < start:
        what = f"Maatregel {identifier} eindigt ({measure.end}) voor zij begint ({measure.start})."
        problems.problem("E371", measure.place, what, "Verbeter Start of Einde.")
        end = None
    return PlannedMeasure(identifier, measure, start, end, _status(measure, problems))


def _quarter(
    text: str, column: str, place: Place, problems: Problems, *, last: bool
) -> Quarter | None:
    if not text.strip():
        return None
    found = parse_quarter(text, last=last)
    if found is None:
        where = Place(place.file, place.sheet, place.row, column)
        what = f"{column} is '{text}'; dat is geen kwartaal of jaar."
        problems.problem("E370", where, what, "Schrijf bijvoorbeeld 2024-Q4 of 2025.")
    return found


def _status(measure: Measure, problems: Problems) -> Status:
    words = _folded(measure.status)
    known = [status.value for status in Status]
    if not words:
        return Status.PLANNED
    if words not in known:
        close = difflib.get_close_matches(words, known, n=1)
        meant = f"Bedoelde u {close[0]}? " if close else ""
        place = Place(measure.place.file, measure.place.sheet, measure.place.row, "Status")
        what = f"Status is '{measure.status}'; dat kan niet."
        problems.problem("E372", place, what, f"{meant}Kies uit {', '.join(known)}.")
        return Status.PLANNED
    return Status(words)


def _report_doubles(item: Recommendation, problems: Problems) -> None:
    seen: set[str] = set()
    for measure in item.measures:
        if _folded(measure.title) in seen:
            what = f"De maatregel '{measure.title}' staat twee keer bij aanbeveling {item.id}."
            problems.problem("E373", measure.place, what, "Geef elke maatregel eigen woorden.")
        seen.add(_folded(measure.title))


# -- progress -------------------------------------------------------------------------------------


def _report_unknown_measure(
    item: Recommendation, update: Measure, titles: dict[str, str], problems: Problems
) -> None:
    close = difflib.get_close_matches(_folded(update.title), titles, n=1, cutoff=0.5)
    meant = f"Bedoelde u '{titles[close[0]]}'? " if close else ""
    what = f"Maatregel '{update.title}' staat niet in het plan bij aanbeveling {item.id}."
    hint = f"{meant}Neem de woorden uit het uitvoeringsplan over."
    problems.problem("E375", update.place, what, hint)


def _report_missing(
    advice: Advice, found: dict[tuple[str, str], Measure], problems: Problems
) -> None:
    missing = [
        (item, measure)
        for item in advice.recommendations
        for measure in item.measures
        if (item.id, _folded(measure.title)) not in found
    ]
    for item, measure in missing if found else ():
        what = f"Over de maatregel '{measure.title}' ({item.id}) is geen voortgang gemeld."
        hint = "Voeg een rij toe; nu staat de status uit het plan er."
        problems.notice("W375", measure.place, what, hint)


def _updated(item: Recommendation, found: dict[tuple[str, str], Measure]) -> Recommendation:
    def one(measure: Measure) -> Measure:
        update = found.get((item.id, _folded(measure.title)))
        if update is None:
            return measure
        return replace(
            measure,
            status=update.status or measure.status,
            progress=update.progress,
            start=update.start or measure.start,
            end=update.end or measure.end,
        )

    return replace(item, measures=tuple(map(one, item.measures)))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
