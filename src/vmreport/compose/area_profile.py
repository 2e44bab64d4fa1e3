"""The profile of one local area: what its template sees, its figure and its table.

Words come from `narrative.area_profiles`; the columns and rows of figures and tables of the
municipality are in `charts` and `tables`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vmreport.analysis.findings import Against, Comparison, Hidden, Outcome, Published
from vmreport.compose.axes import value_axis
from vmreport.compose.environment import Ready
from vmreport.compose.material import Material
from vmreport.compose.views import AdviceView
from vmreport.document.blocks import Cell, Column, ColumnKind, Figure, Row, Table
from vmreport.document.charts import IntervalChart, IntervalRow
from vmreport.document.inlines import Inlines, Text
from vmreport.narrative import area_profiles as words
from vmreport.narrative.alt_texts import alt_text
from vmreport.narrative.numbers import whole_number
from vmreport.narrative.themes import group_outcomes
from vmreport.narrative.voice import area_name, area_title
from vmreport.survey.model import Area, Indicator, UnitKind

__all__ = ["AreaProfileView", "AreaTables", "QuestionView", "area_profile_view"]

TILES = 4
ROWS = 8
"""Rows of the figure: two pages hold no more beside the four answers."""
TABLE_ROWS = 12
NUISANCES = 4
FACILITIES = 3
MOST_ADVICE = 3
NUISANCE_THEME = "overlast"
FACILITY_SUBTHEME = "Fysieke voorzieningen"
TOTALS = ("overlast_totaal", "overlast_fysiek", "overlast_sociaal", "overlast_verkeer")
"""Sums over forms of nuisance; together with `overlast_milieu` they are no form themselves."""
OWN_VIEW = ("buurt_vooruit", "buurt_achteruit")
"""What residents themselves say about the course of their neighbourhood."""


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One of the four questions with its answer."""

    vraag: str
    alineas: tuple[str, ...]
    punten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaProfileView:
    """The profile of one area as its template sees it."""

    naam: str
    """As it stands in a sentence: `de wijk Centrum`."""
    kop: str
    inleiding: str
    geheel: str
    """Name of the municipality."""
    cijfers_zijn_er: bool
    kerncijfers: tuple[str, ...]
    vragen: tuple[QuestionView, ...]
    figuur: tuple[str, ...]
    tabel: tuple[str, ...]
    tabel_titel: str
    aanbevelingen: tuple[AdviceView, ...]
    aanbevelingen_kop: str
    regels: str


def area_profile_view(material: Material) -> AreaProfileView | None:
    """Give the profile of the area of `material`; None for a document about the municipality."""
    area = material.area
    if area is None:
        return None
    say, voice = material.phrases.say, material.narrator.voice
    name = voice.named(area)
    shown = _shown(material, area)
    rows = _rows(material, area, shown)
    advice = _advice(material, area)
    why = say("wijkprofiel.waarom", gebied=name, reden=_reason(material))
    return AreaProfileView(
        naam=name,
        kop=words.area_headline(voice, area),
        inleiding=words.area_lead(voice, area) if shown else why,
        geheel=material.dossier.name,
        cijfers_zijn_er=bool(shown),
        kerncijfers=_key_figures(material, shown),
        vragen=_questions(material, area, shown) if shown else (),
        figuur=tuple(code for code in rows if material.indicator(code).unit is UnitKind.PERCENT)[
            :ROWS
        ],
        tabel=rows,
        tabel_titel=say("wijkprofiel.tabel", gebied=name, editie=str(material.analysis.edition)),
        aanbevelingen=advice,
        aanbevelingen_kop=say("wijkprofiel.aanbevelingen", gebied=name),
        regels=" ".join(
            filter(None, (material.narrator.merged_sentence(area), say("wijkprofiel.regel")))
        ),
    )


def _shown(material: Material, area: Area) -> tuple[str, ...]:
    """Give the indicators with a number in the area, in codebook order."""
    analysis = material.analysis
    return tuple(
        code
        for code in analysis.indicators
        if isinstance(analysis.cell(code, area.code), Published)
    )


def _reason(material: Material) -> str:
    """Give why most figures of the area are hidden."""
    analysis, area = material.analysis, material.area
    cells = (analysis.cell(code, area.code if area else "") for code in analysis.profiles)
    found = Counter(
        material.narrator.absence_words(cell) for cell in cells if isinstance(cell, Hidden)
    )
    return found.most_common(1)[0][0] if found else material.phrases.say("afwezig.geen_cijfer")


def _key_figures(material: Material, shown: Sequence[str]) -> tuple[str, ...]:
    """Give at most four tiles: the dossier's key figures first, one for each theme before more."""
    chosen = [code for code in material.dossier.key_figures if code in shown]
    chosen += [c for c in shown if material.indicator(c).headline and c not in chosen]
    seen: dict[str, str] = {}
    for code in chosen:
        seen.setdefault(material.indicator(code).theme, code)
    first = list(seen.values())
    return tuple((first + [code for code in chosen if code not in first])[:TILES])


def _rows(material: Material, area: Area, shown: Sequence[str]) -> tuple[str, ...]:
    """Give what figure and table show: key figures, what differs, and the rest while it fits."""
    analysis = material.analysis

    def differs(code: str) -> bool:
        found = analysis.comparison(code, Against.MUNICIPALITY, area.code)
        return found is not None and found.outcome in (Outcome.HIGHER, Outcome.LOWER)

    headline = [code for code in shown if material.indicator(code).headline]
    keys = [code for code in shown if code in material.dossier.key_figures] or headline
    order = dict.fromkeys(
        [*keys, *filter(differs, headline), *filter(differs, shown), *headline, *shown]
    )
    chosen = set(list(order)[:TABLE_ROWS])
    return tuple(code for code in shown if code in chosen)


def _questions(material: Material, area: Area, shown: Sequence[str]) -> tuple[QuestionView, ...]:
    say, voice = material.phrases.say, material.narrator.voice
    name, place = voice.named(area), voice.reference_place(Against.MUNICIPALITY)
    nuisances = [code for code in shown if _is_form(material.indicator(code))]
    facilities = [code for code in shown if _is_facility(material.indicator(code))]
    own = tuple(
        material.narrator.indicator_sentences(code, area.code)[0]
        for code in OWN_VIEW
        if code in shown
    )
    worst = words.largest(voice, nuisances, area, NUISANCES)
    missed = words.smallest(voice, facilities, area, FACILITIES)
    none = (say("wijkprofiel.niet_gemeten", gebied=name),)

    def levels(codes: Sequence[str], key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if not codes:
            return none, ()
        return (say(key, gebied=name),), words.level_items(voice, codes, area)

    return (
        QuestionView(
            say("wijkprofiel.vraag_beter", plaats=place), (), words.better_or_worse(voice, area)
        ),
        QuestionView(say("wijkprofiel.vraag_vooruit"), own, words.progress(voice, area)),
        QuestionView(say("wijkprofiel.vraag_overlast"), *levels(worst, "wijkprofiel.overlast")),
        QuestionView(say("wijkprofiel.vraag_gemist"), *levels(missed, "wijkprofiel.gemist")),
    )


def _is_form(indicator: Indicator) -> bool:
    """Whether it is one form of nuisance, not a total over forms."""
    total = indicator.headline or indicator.code.removesuffix("_2012") in (
        *TOTALS,
        "overlast_milieu",
    )
    percent = indicator.unit is UnitKind.PERCENT
    return indicator.theme == NUISANCE_THEME and percent and not total and not indicator.is_local


def _is_facility(indicator: Indicator) -> bool:
    percent = indicator.unit is UnitKind.PERCENT
    return indicator.subtheme == FACILITY_SUBTHEME and percent and not indicator.is_local


def _advice(material: Material, area: Area) -> tuple[AdviceView, ...]:
    """Give the recommendations that rest on a figure of this area, or set a goal for it."""
    names = {area.code.casefold(), area.name.casefold(), area_name(area).casefold()}

    def concerns(places: Iterable[str]) -> bool:
        return any(place.strip().casefold() in names for place in places)

    return tuple(
        AdviceView(item.id, item.title, Ready(f"aanbeveling-{item.id.lower()}"))
        for item in material.advice.recommendations
        if concerns([ref.area for ref in item.findings] + ([item.goal.area] if item.goal else []))
    )[:MOST_ADVICE]


class AreaTables:
    """Makes the figure and the table of one area beside its municipality and its own past."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.analysis = material.analysis
        self.narrator = material.narrator
        self.say = material.phrases.say

    def figure(self, indicators: Sequence[Indicator], anchor: str) -> Figure | None:
        """Give the indicators as dots with margins; None when there is no area or no number."""
        area = self.material.area
        unit = indicators[0].unit if indicators else None
        rows = [item for item in indicators if item.unit is unit]
        if area is None or not rows:
            return None
        spec = self._chart(rows, area)
        if not any(row.point for row in spec.rows):
            return None
        voice = self.narrator.voice
        found = (self._comparison(item, area) for item in rows)
        groups = group_outcomes(item for item in found if item is not None)
        note = self.material.tables.source_line(rows)
        alt = alt_text(spec, self.material.phrases)
        caption = words.figure_tally(voice, groups, Against.MUNICIPALITY)
        return Figure(spec, (Text(caption),), alt, anchor, ((Text(note),),))

    def _chart(self, indicators: Sequence[Indicator], area: Area) -> IntervalChart:
        analysis, charts = self.analysis, self.material.charts
        rows = tuple(self._row(item, area) for item in indicators)
        points = [p for row in rows for p in (row.point, row.previous, *row.references) if p]
        numbers = [n for p in points for n in (p.value, p.lower, p.upper) if n is not None]
        labels = {item.unit_label for item in indicators}
        unit = indicators[0].unit
        label = labels.pop() if len(labels) == 1 else self.say(f"eenheid.{unit.value}")
        whole = area_title(self.narrator.phrases, analysis.municipality)
        previous = any(row.previous for row in rows)
        return IntervalChart(
            rows=rows,
            axis=value_axis(numbers, unit, label),
            name=self._named(area, analysis.edition),
            reference_names=(whole,) if any(row.references[0] for row in rows) else (),
            previous_name=self._named(area, self.narrator.voice.previous_year) if previous else "",
            verdict_title=self.say("figuur.vergeleken_met", met=whole),
            margin_name=charts.margin_name(rows),
        )

    def _row(self, indicator: Indicator, area: Area) -> IntervalRow:
        analysis, charts, unit = self.analysis, self.material.charts, indicator.unit
        cell = analysis.cell(indicator.code, area.code)
        before = analysis.previous_edition
        apart = analysis.is_over_break(indicator.code, area.code) or analysis.has_other_territory(
            area.code
        )
        comparison = self._comparison(indicator, area)
        return IntervalRow(
            label=indicator.short,
            point=charts.point(cell, unit),
            previous=charts.point(analysis.cell(indicator.code, area.code, before), unit)
            if before and not apart
            else None,
            references=(charts.point(analysis.cell(indicator.code), unit),),
            verdict=self.narrator.verdict(comparison) if comparison else None,
            absent=charts.absent(cell),
        )

    def table(self, indicators: Sequence[Indicator], anchor: str, caption: str) -> Table | None:
        """Give value, margin, the municipality and the verdict; None without an area.

        What changed is an answer in words: a column for it would cost the second page.
        """
        area = self.material.area
        if area is None or not indicators:
            return None
        analysis, tables = self.analysis, self.material.tables
        whole = area_title(self.narrator.phrases, analysis.municipality)
        columns = [Column(self.say("tabel.indicator"), share=4.0)]
        makers: list[Callable[[Indicator], Inlines]] = [lambda item: (Text(item.short),)]

        def add(
            header: str, kind: ColumnKind, share: float, make: Callable[[Indicator], Inlines]
        ) -> None:
            columns.append(Column(header, kind, share))
            makers.append(make)

        def cell(item: Indicator) -> Published | Hidden:
            return analysis.cell(item.code, area.code)

        number = ColumnKind.NUMBER
        named = self._named(area, analysis.edition)
        add(named, number, 2.5, lambda item: tables.value(cell(item)))
        if any(isinstance(c, Published) and c.has_margin for c in map(cell, indicators)):
            add(self.say("tabel.marge"), number, 1.8, lambda item: tables.margin(cell(item)))
        add(whole, number, 2.4, lambda item: tables.value(analysis.cell(item.code)))
        if any(self._comparison(item, area) for item in indicators):
            header = self.say("tabel.verschil_met", met=whole)
            add(header, ColumnKind.VERDICT, 4.0, lambda item: self._verdict(item, area))
        rows = tuple(Row(tuple(Cell(make(item)) for make in makers)) for item in indicators)
        return Table((Text(caption),), tuple(columns), rows, anchor, self._notes(indicators, area))

    def _notes(self, indicators: Sequence[Indicator], area: Area) -> tuple[Inlines, ...]:
        note = self.material.tables.source_line(indicators)
        more = len(_shown(self.material, area)) - len(indicators)
        if more > 0:
            note = f"{note} {self.say('wijkprofiel.in_rapport', aantal=whole_number(more))}"
        return ((Text(note),),)

    def _verdict(self, indicator: Indicator, area: Area) -> Inlines:
        return self.material.tables.verdict(indicator.code, Against.MUNICIPALITY, area.code)

    def _comparison(self, indicator: Indicator, area: Area) -> Comparison | None:
        return self.analysis.comparison(indicator.code, Against.MUNICIPALITY, area.code)

    def _named(self, area: Area, edition: int | str) -> str:
        return self.say(
            "wijkprofiel.naam_editie",
            gebied=area_title(self.narrator.phrases, area),
            editie=str(edition),
        )
