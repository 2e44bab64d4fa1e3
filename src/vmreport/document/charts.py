"""What a chart shows, as data: points as printed, labels as final words. Drawing is elsewhere.

A value that is suppressed or missing has no point here; its row or cell says so in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from vmreport.document.inlines import Tone, Verdict

__all__ = [
    "AreaMap",
    "Axis",
    "Bar",
    "BarChart",
    "BarSeries",
    "ChartSpec",
    "GanttChart",
    "GanttGroup",
    "GanttRow",
    "GanttState",
    "GanttYear",
    "IntervalChart",
    "IntervalRow",
    "LegendEntry",
    "MapArea",
    "Point",
    "ProfileCell",
    "ProfileMatrix",
    "ProfileRow",
    "Role",
    "SeriesBreak",
    "Tick",
    "TrendChart",
    "TrendLine",
    "TrendPoint",
    "chart_words",
]


class Role(StrEnum):
    """Whose figures a series holds."""

    MAIN = "main"
    REFERENCE = "reference"
    PREVIOUS = "previous"


@dataclass(frozen=True, slots=True)
class Point:
    """A value as printed: `value` and the bounds are the rounded numbers of their texts."""

    value: float
    text: str
    """The printed number with its unit sign, such as "23%" or "7,1"."""
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis with its printed number."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A value axis; `ticks` runs from its first to its last printed number."""

    label: str
    """What is measured, with the unit in words."""
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """One indicator (or area): the value with its margin, the references, the verdict."""

    label: str
    point: Point | None
    previous: Point | None = None
    references: tuple[Point | None, ...] = ()
    """One per name in `IntervalChart.reference_names`."""
    verdict: Verdict | None = None
    absent: str = ""
    """Why there is no point, in words; empty when there is one."""


@dataclass(frozen=True, slots=True)
class IntervalChart:
    """Dots with 95% lines, one row per indicator or area, against references on one scale."""

    rows: tuple[IntervalRow, ...]
    axis: Axis
    name: str
    """Whose values the rows show, such as "Voorbeeldstad 2023"."""
    reference_names: tuple[str, ...] = ()
    previous_name: str = ""
    verdict_title: str = ""
    """Heading over the verdicts at the right, such as "Vergeleken met Nederland"."""
    margin_name: str = ""
    """What the line through a dot is called in the legend; empty when no row has one."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A value in an edition (a year)."""

    edition: int
    point: Point
    converted: bool = False
    """Whether the figure was brought to another way of measuring; drawn open."""


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One area over the editions; editions without a value are simply not there."""

    name: str
    role: Role
    points: tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """Between these two editions figures cannot be compared: no line is drawn."""

    after: int
    before: int
    note: str


@dataclass(frozen=True, slots=True)
class TrendChart:
    """Lines over editions at true distances, with margins and breaks."""

    lines: tuple[TrendLine, ...]
    axis: Axis
    editions: tuple[int, ...]
    """The editions printed along the bottom."""
    breaks: tuple[SeriesBreak, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; without a point it is a line of words saying why."""

    point: Point | None
    absent: str = ""


@dataclass(frozen=True, slots=True)
class BarSeries:
    """One colour of bars; `bars` has one entry per category."""

    name: str
    role: Role
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars from zero, per category one bar of each series."""

    categories: tuple[str, ...]
    series: tuple[BarSeries, ...]
    axis: Axis


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A sign with the words that explain it."""

    tone: Tone
    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class ProfileCell:
    """One area on one indicator: sign and tone against the municipality."""

    tone: Tone
    sign: str


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One area."""

    label: str
    cells: tuple[ProfileCell, ...]


@dataclass(frozen=True, slots=True)
class ProfileMatrix:
    """Areas as rows, indicators as columns, a sign and a tint in every cell."""

    columns: tuple[str, ...]
    rows: tuple[ProfileRow, ...]
    legend: tuple[LegendEntry, ...]


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area of the map: its outline(s) in map coordinates, its class, its name."""

    name: str
    tone: Tone
    sign: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    """Closed outer rings as (longitude, latitude), WGS 84."""


@dataclass(frozen=True, slots=True)
class AreaMap:
    """Areas in verdict classes against the municipality."""

    areas: tuple[MapArea, ...]
    legend: tuple[LegendEntry, ...]


class GanttState(StrEnum):
    """How a measure stands; the row says it in words too."""

    PLANNED = "planned"
    RUNNING = "running"
    DELAYED = "delayed"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One measure: what, by whom, from which quarter to which, and how it stands."""

    label: str
    owner: str
    state: GanttState
    status: str
    """The state in words."""
    first: int | None = None
    """Column of the first quarter, counted from 0 over all years; None without a planning."""
    last: int | None = None
    """Column of the last quarter, never before `first`."""
    begins_earlier: bool = False
    """Whether it starts before the first column."""
    goes_on: bool = False
    """Whether it runs past the last column, or has no end."""
    absent: str = ""
    """Why there is no bar, in words; empty when there is one."""


@dataclass(frozen=True, slots=True)
class GanttGroup:
    """Measures under one actiepunt."""

    title: str
    rows: tuple[GanttRow, ...]


@dataclass(frozen=True, slots=True)
class GanttYear:
    """A year over its quarters."""

    label: str
    quarters: tuple[str, ...]
    """Printed names, such as "Q1"."""


@dataclass(frozen=True, slots=True)
class GanttChart:
    """Measures as rows, quarters as columns, the owner at the row."""

    years: tuple[GanttYear, ...]
    groups: tuple[GanttGroup, ...]
    label_title: str
    owner_title: str
    status_title: str
    today: int | None = None
    """Column at whose end the plan is looked at; None in a plan for the future."""
    today_label: str = ""

    @property
    def columns(self) -> int:
        """How many quarters there are."""
        return sum(len(year.quarters) for year in self.years)


ChartSpec: TypeAlias = IntervalChart | TrendChart | BarChart | ProfileMatrix | AreaMap | GanttChart


def _point_words(point: Point | None) -> tuple[str, ...]:
    return (point.text,) if point is not None else ()


def chart_words(spec: ChartSpec) -> tuple[str, ...]:
    """Give every text a reader can find in the chart, in a fixed order."""
    words: list[str] = []
    match spec:
        case IntervalChart():
            words += [spec.name, spec.previous_name, *spec.reference_names]
            words += [spec.margin_name, spec.verdict_title]
            for row in spec.rows:
                words += [row.label, *_point_words(row.point), row.absent]
                if row.verdict is not None:
                    words += [row.verdict.sign, row.verdict.word]
            words += [spec.axis.label, *(tick.text for tick in spec.axis.ticks)]
        case TrendChart():
            for line in spec.lines:
                words += [line.name, *(p.point.text for p in line.points)]
            words += [str(edition) for edition in spec.editions]
            words += [item.note for item in spec.breaks]
            words += [spec.axis.label, *(tick.text for tick in spec.axis.ticks)]
        case BarChart():
            words += [*spec.categories]
            for series in spec.series:
                words.append(series.name)
                for bar in series.bars:
                    words += [*_point_words(bar.point), bar.absent]
            words += [spec.axis.label, *(tick.text for tick in spec.axis.ticks)]
        case ProfileMatrix():
            words += [*spec.columns]
            for profile in spec.rows:
                words += [profile.label, *(cell.sign for cell in profile.cells)]
            for entry in spec.legend:
                words += [entry.sign, entry.text]
        case AreaMap():
            for area in spec.areas:
                words += [area.name, area.sign]
            for entry in spec.legend:
                words += [entry.sign, entry.text]
        case GanttChart():
            words += [spec.label_title, spec.owner_title, spec.status_title, spec.today_label]
            for year in spec.years:
                words += [year.label, *year.quarters]
            for group in spec.groups:
                words.append(group.title)
                for item in group.rows:
                    words += [item.label, item.owner, item.status, item.absent]
    return tuple(word for word in words if word)
