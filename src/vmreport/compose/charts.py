"""Chart specs from the analysis: points as printed, labels and verdicts in final words.

What a chart looks like belongs in `charts`; which charts a document has, in its template.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from vmreport.analysis.findings import (
    Against,
    Analysis,
    Cell,
    Comparison,
    Hidden,
    Outcome,
    Published,
)
from vmreport.analysis.trend import breaks_between, converted_editions
from vmreport.compose.area_rows import furthest
from vmreport.compose.axes import value_axis
from vmreport.document.charts import (
    AreaMap,
    Axis,
    Bar,
    BarChart,
    BarSeries,
    IntervalChart,
    IntervalRow,
    MapArea,
    Point,
    ProfileCell,
    ProfileMatrix,
    ProfileRow,
    Role,
    SeriesBreak,
    TrendChart,
    TrendLine,
    TrendPoint,
)
from vmreport.document.inlines import Tone, Verdict
from vmreport.narrative.narrator import Narrator
from vmreport.narrative.numbers import format_value, rounded
from vmreport.narrative.voice import area_title
from vmreport.survey.model import Area, Indicator, Series, UnitKind, series_of

__all__ = ["ChartBuilder", "Shape", "profile_verdict"]

PLACES = 1
"""Charts print one decimal, as the tables do: the dot stands where the number says."""

Shape = tuple[tuple[tuple[float, float], ...], ...]
"""The rings of one area on the map."""


def profile_verdict(narrator: Narrator, comparison: Comparison | None) -> Verdict:
    """Give the sign of an area against its municipality; one that was not measured is unknown."""
    if comparison is not None:
        return narrator.short_verdict(comparison)
    return Verdict(Tone.UNKNOWN, narrator.phrases.say("teken.niet_te_zeggen"), "")


def _beside(line: TrendLine, main: TrendLine) -> TrendLine:
    """Give a reference without the figures that stand on another level than those of the main.

    In an edition of the main line they are converted as that one is; in another edition they are
    when anything of the main line is. So no line runs from one level to the other without a break.
    """
    own = {item.edition: item.converted for item in main.points}
    any_converted = any(own.values())
    points = tuple(
        item
        for item in line.points
        if series_of(item.edition) is Series.B
        or item.converted is own.get(item.edition, any_converted)
    )
    return replace(line, points=points)


class ChartBuilder:
    """Makes the specs of one report; every number passes the formatter once."""

    def __init__(self, analysis: Analysis, narrator: Narrator) -> None:
        self.analysis = analysis
        self.narrator = narrator
        self.say = narrator.phrases.say

    # -- points -----------------------------------------------------------------------------

    def point(self, cell: Cell, unit: UnitKind) -> Point | None:
        """Give the printed point of a cell, or None when it has no number."""
        if isinstance(cell, Hidden):
            return None

        def at(value: Decimal) -> float:
            return rounded(value, PLACES)

        margin = cell.lower is not None and cell.upper is not None
        return Point(
            value=at(cell.value),
            text=format_value(cell.value, unit, places=PLACES),
            lower=at(cell.lower) if margin and cell.lower is not None else None,
            upper=at(cell.upper) if margin and cell.upper is not None else None,
        )

    def absent(self, cell: Cell) -> str:
        """Give the words that stand where a number is missing; empty when there is one."""
        return self.narrator.absence_words(cell) if isinstance(cell, Hidden) else ""

    # -- which reference carries the verdicts ------------------------------------------------

    def main_reference(self, indicators: Iterable[Indicator]) -> Against | None:
        """Give the report's main reference, else the one with most verdicts; None without any."""
        codes = [indicator.code for indicator in indicators]
        best: Against | None = None
        most = 0
        first = self.narrator.voice.main_reference
        others = (Against.REGION, Against.COUNTRY, Against.PREVIOUS)
        for against in dict.fromkeys((first, *others) if first else others):
            found = (self.analysis.comparison(code, against) for code in codes)
            count = sum(1 for item in found if item and item.outcome is not Outcome.UNKNOWN)
            if count and against is first:
                return first
            if count > most:
                best, most = against, count
        return best

    def reference_area(self, against: Against) -> Area | None:
        """Give the area behind a reference."""
        match against:
            case Against.COUNTRY:
                return self.analysis.country
            case Against.REGION:
                return self.analysis.region
            case Against.MUNICIPALITY | Against.PREVIOUS | Against.FIRST:
                return self.analysis.municipality

    def reference_name(self, against: Against) -> str:
        """Give the printed name of a reference: an area, or the earlier edition."""
        if against is Against.PREVIOUS:
            return self.narrator.voice.previous_year
        area = self.reference_area(against)
        return area_title(self.narrator.phrases, area) if area else ""

    # -- intervals --------------------------------------------------------------------------

    def intervals(
        self, indicators: Sequence[Indicator], scale: Sequence[Indicator] = ()
    ) -> IntervalChart:
        """Give indicators as rows for the municipality; `scale` fixes the axis over more rows."""
        analysis = self.analysis
        references = [area for area in (analysis.region, analysis.country) if area]
        used = [area for area in references if self._has_points(indicators, area)]
        against = self.main_reference(indicators)
        rows = tuple(self._interval_row(item, used, against) for item in indicators)
        has_previous = any(row.previous for row in rows)
        name = self._name_with_edition(analysis.edition)
        return IntervalChart(
            rows=rows,
            axis=self._axis(scale or indicators, used),
            name=name,
            reference_names=tuple(area_title(self.narrator.phrases, area) for area in used),
            previous_name=self._name_with_edition(self.narrator.voice.previous_year)
            if has_previous and analysis.previous_edition
            else "",
            verdict_title=self._verdict_title(against),
            margin_name=self.margin_name(rows),
        )

    def _interval_row(
        self, indicator: Indicator, references: Sequence[Area], against: Against | None
    ) -> IntervalRow:
        analysis = self.analysis
        unit = indicator.unit
        cell = analysis.cell(indicator.code)
        previous = (
            analysis.cell(indicator.code, edition=analysis.previous_edition)
            if analysis.previous_edition
            else None
        )
        comparison = analysis.comparison(indicator.code, against) if against else None
        same_level = not analysis.is_over_break(indicator.code)
        return IntervalRow(
            label=indicator.short,
            point=self.point(cell, unit),
            previous=self.point(previous, unit) if previous and same_level else None,
            references=tuple(
                self.point(analysis.cell(indicator.code, area=area.code), unit)
                for area in references
            ),
            verdict=self.narrator.verdict(comparison) if comparison else None,
            absent=self.absent(cell),
        )

    def area_intervals(self, indicator: Indicator) -> IntervalChart | None:
        """Give the local areas as rows on one indicator, highest first; None when too few."""
        profile = self.analysis.profiles.get(indicator.code)
        if profile is None:
            return None
        unit = indicator.unit
        ordered = sorted(
            profile.comparisons,
            key=lambda item: (
                isinstance(item.value, Hidden),
                -item.value.value if isinstance(item.value, Published) else Decimal(0),
                item.value.key.area,
            ),
        )
        cell = self.analysis.cell(indicator.code)
        whole = self.point(cell, unit)
        rows = tuple(
            IntervalRow(
                label=self.analysis.areas[item.value.key.area].name,
                point=self.point(item.value, unit),
                references=(whole,),
                verdict=self.narrator.verdict(item),
                absent=self.absent(item.value),
            )
            for item in furthest(ordered, cell)
        )
        points = [row.point for row in rows if row.point]
        name = area_title(self.narrator.phrases, self.analysis.municipality)
        return IntervalChart(
            rows=rows,
            axis=value_axis(self._extent([*points, whole]), unit, indicator.unit_label),
            name=self.say("figuur.gebieden_naam", editie=str(self.analysis.edition)),
            reference_names=(name,) if whole else (),
            verdict_title=self.say("figuur.vergeleken_met", met=name),
            margin_name=self.margin_name(rows),
        )

    # -- trend ------------------------------------------------------------------------------

    def trend(self, indicator: Indicator) -> TrendChart | None:
        """Give the indicator over the editions; None with fewer than two measured editions."""
        analysis = self.analysis
        trend = analysis.trends.get(indicator.code)
        if trend is None or sum(isinstance(cell, Published) for cell in trend.cells) < 2:
            return None
        main = self._trend_line(indicator, analysis.municipality, Role.MAIN)
        lines = [main]
        for area in (analysis.region, analysis.country):
            line = self._trend_line(indicator, area, Role.REFERENCE) if area else None
            if line and (beside := _beside(line, main)).points:
                lines.append(beside)
        points = [item.point for line in lines for item in line.points]
        editions = sorted({item.edition for line in lines for item in line.points})
        converted = {item.edition for line in lines for item in line.points if item.converted}
        own = analysis.municipality.code
        breaks = tuple(
            SeriesBreak(after, before, self.narrator.break_note(after, before, converted))
            for after, before in breaks_between(editions, analysis.changes, own, converted)
        )
        return TrendChart(
            lines=tuple(lines),
            axis=value_axis(self._extent(points), indicator.unit, indicator.unit_label),
            editions=tuple(editions),
            breaks=breaks,
        )

    def _trend_line(self, indicator: Indicator, area: Area, role: Role) -> TrendLine:
        points: list[TrendPoint] = []
        for edition in self.analysis.editions:
            cell = self.analysis.cell(indicator.code, area=area.code, edition=edition)
            point = self.point(cell, indicator.unit)
            if point:
                points.append(TrendPoint(edition, point, bool(converted_editions([cell]))))
        return TrendLine(area_title(self.narrator.phrases, area), role, tuple(points))

    # -- bars -------------------------------------------------------------------------------

    def bars(self, indicators: Sequence[Indicator]) -> BarChart:
        """Give indicators as bars for the municipality beside its main reference."""
        analysis = self.analysis
        areas = [analysis.municipality]
        references = [area for area in (analysis.region, analysis.country) if area]
        areas += [area for area in references if self._has_points(indicators, area)][:1]
        series = tuple(
            BarSeries(
                name=self._name_with_edition(analysis.edition)
                if area is analysis.municipality
                else area_title(self.narrator.phrases, area),
                role=Role.MAIN if area is analysis.municipality else Role.REFERENCE,
                bars=tuple(self._bar(indicator, area) for indicator in indicators),
            )
            for area in areas
        )
        points = [bar.point for item in series for bar in item.bars if bar.point]
        unit, label = indicators[0].unit, indicators[0].unit_label
        return BarChart(
            categories=tuple(indicator.short for indicator in indicators),
            series=series,
            axis=value_axis(self._extent(points), unit, label, from_zero=True),
        )

    def _bar(self, indicator: Indicator, area: Area) -> Bar:
        cell = self.analysis.cell(indicator.code, area=area.code)
        return Bar(self.point(cell, indicator.unit), self.absent(cell))

    # -- areas ------------------------------------------------------------------------------

    def profile(self, indicators: Sequence[Indicator]) -> ProfileMatrix | None:
        """Give areas x indicators against the municipality; None without local areas."""
        profiles = [
            self.analysis.profiles[item.code]
            for item in indicators
            if item.code in self.analysis.profiles
        ]
        if not profiles:
            return None
        by_area: dict[str, dict[str, Comparison]] = {}
        for profile in profiles:
            for item in profile.comparisons:
                by_area.setdefault(item.value.key.area, {})[profile.indicator.code] = item
        rows = tuple(
            ProfileRow(
                self.analysis.areas[code].name,
                tuple(self._profile_cell(found.get(p.indicator.code)) for p in profiles),
            )
            for code, found in sorted(by_area.items(), key=lambda pair: self._burden(pair[1]))
        )
        used = frozenset((cell.tone, cell.sign) for row in rows for cell in row.cells)
        legend = self.narrator.legend(used)
        return ProfileMatrix(tuple(p.indicator.short for p in profiles), rows, legend)

    def _profile_cell(self, comparison: Comparison | None) -> ProfileCell:
        verdict = profile_verdict(self.narrator, comparison)
        return ProfileCell(verdict.tone, verdict.sign)

    def _burden(self, found: dict[str, Comparison]) -> tuple[int, str]:
        """Give the sort key that puts the areas with most concerns first."""
        score = {"unfavourable": -1, "favourable": 1}
        total = sum(score.get(item.valuation.value, 0) for item in found.values())
        first = next(iter(found.values()))
        return total, first.value.key.area

    def area_map(self, indicator: Indicator, shapes: Mapping[str, Shape]) -> AreaMap | None:
        """Give the areas in verdict classes; None when no measured area has a shape."""
        profile = self.analysis.profiles.get(indicator.code)
        if profile is None:
            return None
        areas: list[MapArea] = []
        for item in profile.comparisons:
            code = item.value.key.area
            if code in shapes:
                cell = self._profile_cell(item)
                name = self.analysis.areas[code].name
                areas.append(MapArea(name, cell.tone, cell.sign, shapes[code]))
        if not areas:
            return None
        legend = self.narrator.legend(frozenset((area.tone, area.sign) for area in areas))
        return AreaMap(tuple(areas), legend)

    # -- shared -----------------------------------------------------------------------------

    def _has_points(self, indicators: Iterable[Indicator], area: Area) -> bool:
        cells = (self.analysis.cell(item.code, area=area.code) for item in indicators)
        return any(isinstance(cell, Published) for cell in cells)

    def _name_with_edition(self, edition: int | str) -> str:
        return f"{area_title(self.narrator.phrases, self.analysis.municipality)} {edition}"

    def _verdict_title(self, against: Against | None) -> str:
        if against is None:
            return ""
        return self.say("figuur.vergeleken_met", met=self.reference_name(against))

    def margin_name(self, rows: Iterable[IntervalRow]) -> str:
        """Give what the line through a dot is called; empty when no row has one."""
        has_margin = any(row.point and row.point.lower is not None for row in rows)
        return self.say("figuur.marge") if has_margin else ""

    def _axis(self, indicators: Sequence[Indicator], references: Sequence[Area]) -> Axis:
        analysis, unit = self.analysis, indicators[0].unit
        places = [(area.code, analysis.edition) for area in references]
        places.append((analysis.municipality.code, analysis.edition))
        if analysis.previous_edition:
            places.append((analysis.municipality.code, analysis.previous_edition))
        cells = (
            analysis.cell(item.code, area=area, edition=edition)
            for item in indicators
            for area, edition in places
        )
        labels = {item.unit_label for item in indicators}
        label = labels.pop() if len(labels) == 1 else self.say(f"eenheid.{unit.value}")
        return value_axis(self._extent(self.point(cell, unit) for cell in cells), unit, label)

    @staticmethod
    def _extent(points: Iterable[Point | None]) -> list[float]:
        numbers: list[float] = []
        for point in points:
            if point:
                bounds = (point.value, point.lower, point.upper)
                numbers += [number for number in bounds if number is not None]
        return numbers
