"""Figures of a report: a chart spec with its caption, alt text and notes on source and margin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from vmreport.analysis.findings import Against, Published
from vmreport.compose.area_profile import AreaTables
from vmreport.compose.material import Material
from vmreport.compose.themes import SCALES
from vmreport.document.blocks import Figure, Heading
from vmreport.document.charts import ChartSpec, IntervalChart, TrendChart
from vmreport.document.inlines import Inlines, Text
from vmreport.narrative import captions
from vmreport.narrative.alt_texts import alt_text, full_alt_text
from vmreport.narrative.area_profiles import figure_tally
from vmreport.narrative.numbers import n_band, whole_number
from vmreport.narrative.themes import compared
from vmreport.survey.model import Indicator

__all__ = ["FigureBuilder"]

_COUNTRY = Against.COUNTRY

Maker = Callable[[Sequence[Indicator], str, Sequence[Indicator]], Figure | None]


class FigureBuilder:
    """Makes the figures of one document; one that has nothing to show is None.

    `tables` says where the numbers stand, when that is not at the end of the document itself.
    """

    def __init__(self, material: Material, tables: str = "") -> None:
        self.material = material
        self.analysis = material.analysis
        self.narrator = material.narrator
        self.charts = material.charts
        self.say = material.phrases.say
        self.tables = tables or self.say("figuur.in_tabellen")
        self.makers: dict[str, Maker] = {
            "intervallen": self.intervals,
            "intervallen_volledig": self.intervals_in_full,
            "gebied": self.area,
            "staven": self.bars,
            "trend": self.trend,
            "profiel": self.profile,
            "gebieden": self.areas,
            "kaart": self.map,
        }

    def intervals(
        self, indicators: Sequence[Indicator], anchor: str, scale: Sequence[Indicator]
    ) -> Figure | None:
        """Give indicators as dots with margins against the references."""
        shown = _on_one_axis(indicators)
        spec = self.charts.intervals(shown, scale)
        if not any(row.point for row in spec.rows):
            return None
        against = self.charts.main_reference(shown)
        codes = [item.code for item in shown]
        caption = (
            captions.interval_caption(self.narrator, codes, against)
            if against
            else self.say("figuur.niveaus", onderwerp=self._subjects(shown))
        )
        return self._figure(spec, caption, anchor, self._notes(shown))

    def intervals_in_full(
        self, indicators: Sequence[Indicator], anchor: str, scale: Sequence[Indicator]
    ) -> Figure | None:
        """Give the same, small, for a document without tables: the alt text holds every number.

        With the main reference only, and without notes: the source stands once in such a document.
        """
        made = self.intervals(indicators, anchor, scale)
        if made is None or not isinstance(made.chart, IntervalChart):
            return made
        shown = _on_one_axis(indicators)
        against = self.charts.main_reference(shown)
        caption = made.caption
        if against:
            groups = compared(self.narrator.voice, [item.code for item in shown], against)
            caption = (Text(figure_tally(self.narrator.voice, groups, against)),)
        chart = _with_one_reference(made.chart, self.charts.reference_name(against or _COUNTRY))
        alt = full_alt_text(chart, self.material.phrases)
        return replace(made, chart=chart, caption=caption, alt=alt, notes=())

    def area(
        self, indicators: Sequence[Indicator], anchor: str, _scale: Sequence[Indicator]
    ) -> Figure | None:
        """Give the area of the document as dots with margins against the municipality."""
        return AreaTables(self.material).figure(indicators, anchor)

    def bars(
        self, indicators: Sequence[Indicator], anchor: str, _scale: Sequence[Indicator]
    ) -> Figure | None:
        """Give indicators as bars beside the main reference."""
        spec = self.charts.bars(indicators)
        if not any(bar.point for series in spec.series for bar in series.bars):
            return None
        codes = [item.code for item in indicators]
        caption = captions.bar_caption(self.narrator, codes)
        return self._figure(spec, caption, anchor, self._notes(indicators))

    def trend(
        self, indicators: Sequence[Indicator], anchor: str, _scale: Sequence[Indicator]
    ) -> Figure | None:
        """Give one indicator over the editions."""
        indicator = indicators[0]
        spec = self.charts.trend(indicator)
        if spec is None:
            return None
        caption = captions.trend_caption(self.narrator, indicator.code)
        changed = " ".join(self.narrator.change_sentences()) if spec.breaks else ""
        told = (self.say("gebied_tijd.veranderd", zinnen=changed),) if changed else ()
        return self._figure(
            spec,
            caption,
            anchor,
            (
                *told,
                *self.narrator.trend_notes(indicator.code),
                *self._converted(spec, indicator),
                *self._notes(indicators),
            ),
        )

    def _converted(self, spec: TrendChart, indicator: Indicator) -> tuple[str, ...]:
        """Give which figures of a trend were converted, and how that shows; nothing without."""
        editions = {p.edition for line in spec.lines for p in line.points if p.converted}
        if not editions:
            return ()
        cells = [self.analysis.cell(indicator.code, edition=edition) for edition in editions]
        return (f"{self.say('omgerekend.figuur')} {self.narrator.conversion_sentence(cells)}",)

    def profile(
        self, indicators: Sequence[Indicator], anchor: str, _scale: Sequence[Indicator]
    ) -> Figure | None:
        """Give areas x indicators as signs."""
        spec = self.charts.profile(indicators)
        if spec is None:
            return None
        codes = [item.code for item in indicators]
        caption = captions.profile_caption(self.narrator, codes)
        whole = self.narrator.voice.whole
        note = self.say("figuur.profiel_noot", geheel=whole, tabel=self.tables)
        return self._figure(spec, caption, anchor, (note, *self._notes(indicators)[:1]))

    def areas(
        self, indicators: Sequence[Indicator], anchor: str, _scale: Sequence[Indicator]
    ) -> Figure | None:
        """Give the local areas as dots with margins on one indicator."""
        spec = self.charts.area_intervals(indicators[0])
        if spec is None or not any(row.point for row in spec.rows):
            return None
        caption = captions.areas_caption(self.narrator, indicators[0].code)
        notes = self._notes(indicators, local=True)
        total = len(self.analysis.profiles[indicators[0].code].comparisons)
        if total > len(spec.rows):
            plural = self.narrator.voice.level_plural(self.analysis.local_areas)
            shown, whole = whole_number(len(spec.rows)), whole_number(total)
            chosen = self.say("figuur.gebieden_keuze", aantal=shown, totaal=whole, gebieden=plural)
            notes = (chosen, *notes)
        return self._figure(spec, caption, anchor, notes)

    def map(
        self, indicators: Sequence[Indicator], anchor: str, _scale: Sequence[Indicator]
    ) -> Figure | None:
        """Give the local areas on the map."""
        spec = self.charts.area_map(indicators[0], self.material.shapes)
        if spec is None:
            return None
        caption = captions.map_caption(self.narrator, indicators[0].code)
        note = self.say("figuur.kaart_noot", tabel=self.tables)
        return self._figure(spec, caption, anchor, (note,))

    def sub_heading(self, title: str, anchor: str) -> Heading:
        """Give an unnumbered heading inside a section."""
        return Heading(3, (Text(title),), anchor, listed=False)

    def report_sentence(self, name: str) -> str:
        """Give a sentence about the report as a whole, by the name templates use."""
        say, narrator = self.say, self.narrator
        analysis = self.analysis
        place, council = narrator.area_name(analysis.municipality), self.material.governing["raad"]
        edition = str(analysis.edition)
        advice = self.material.advice.recommendations
        match name:
            case "in_het_kort" | "kerncijfers_zin":
                key = "zonder_marges" if narrator.voice.without_margins else "met_marges"
                return say(f"rapport.{name}_{key}", gebied=place, editie=edition)
            case "aanbevelingen":
                return say("rapport.aanbevelingen", aantal=whole_number(len(advice)), raad=council)
            case "brief_aanbevelingen" if len(advice) == 1:
                return say("rapport.brief_aanbeveling")
            case "brief_aanbevelingen":
                return say("rapport.brief_aanbevelingen", aantal=whole_number(len(advice)))
            case "leeswijzer_advies":
                return say("rapport.leeswijzer_advies", gebied=place, raad=council)
            case _:
                return say(f"rapport.{name}", gebied=place)

    # -- shared -----------------------------------------------------------------------------

    def _figure(self, spec: ChartSpec, caption: str, anchor: str, notes: Sequence[str]) -> Figure:
        lines: tuple[Inlines, ...] = tuple((Text(note),) for note in notes if note)
        alt = alt_text(spec, self.material.phrases)
        return Figure(spec, (Text(caption),), alt, anchor, lines)

    def _notes(self, indicators: Sequence[Indicator], *, local: bool = False) -> tuple[str, ...]:
        """Give one line with source, edition, base, answers and margin."""
        analysis = self.analysis
        cells = [analysis.cell(item.code) for item in indicators]
        shown = [cell for cell in cells if isinstance(cell, Published)]
        bases = list(dict.fromkeys(item.base for item in indicators if item.base))
        base = (
            bases[0] if len(bases) == 1 else self.say("figuur.basis_verschilt", tabel=self.tables)
        )
        counts = sorted(cell.n for cell in shown if cell.n is not None)
        parts = [self.material.tables.source_line(indicators)]
        if bases:
            parts.append(self.say("figuur.basis", basis=base))
        if counts and not local:
            low, high = n_band(counts[0]), n_band(counts[-1])
            bands = low if low == high else self.say("figuur.n_van_tot", laag=low, hoog=high)
            parts.append(self.say("figuur.n", band=bands))
        elif not counts:
            parts.append(self.say("figuur.n_onbekend"))
        if shown and not any(cell.has_margin for cell in shown):
            parts.append(self.say("figuur.marge_onbekend"))
        return (" ".join(parts),)

    def _subjects(self, indicators: Sequence[Indicator]) -> str:
        names = dict.fromkeys(item.subtheme for item in indicators)
        return self.narrator.voice.listed(names, limit=3)


def _with_one_reference(chart: IntervalChart, name: str) -> IntervalChart:
    """Leave the marks of every area and edition but one; without that one the first stays."""
    if name == chart.previous_name.rpartition(" ")[2] and chart.previous_name:
        rows = tuple(replace(row, references=()) for row in chart.rows)
        return replace(chart, rows=rows, reference_names=())
    kept = chart.reference_names.index(name) if name in chart.reference_names else 0
    names = chart.reference_names[kept : kept + 1]
    rows = tuple(
        replace(row, previous=None, references=row.references[kept : kept + 1])
        for row in chart.rows
    )
    return replace(chart, rows=rows, reference_names=names, previous_name="")


def _on_one_axis(indicators: Sequence[Indicator]) -> list[Indicator]:
    """Give the indicators that can share an axis with the first; scores and marks can."""
    first = indicators[0].unit
    units = SCALES if first in SCALES else (first,)
    return [item for item in indicators if item.unit in units]
