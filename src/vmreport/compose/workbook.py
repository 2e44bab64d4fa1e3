"""Tables for a workbook: every bound in a column of its own, areas one below the other.

The same published cells and the same words as the tables of the report (`tables`); only the shape
is that of a table to calculate with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from vmreport.analysis.findings import Against, Hidden, Published
from vmreport.analysis.findings import Cell as AnalysisCell
from vmreport.compose.material import Material
from vmreport.document.blocks import Cell, Column, ColumnKind, Row, Table
from vmreport.document.inlines import Inlines, Reference, Text, Verdict
from vmreport.narrative.numbers import format_value, places_in_table
from vmreport.narrative.voice import area_title
from vmreport.survey.model import Area, Indicator

__all__ = ["WorkbookTables"]

NUMBER = ColumnKind.NUMBER
VERDICT = ColumnKind.VERDICT

Maker = Callable[[Indicator], Inlines]


class WorkbookTables:
    """Makes the tables of a workbook; one without anything to say is None."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.analysis = material.analysis
        self.tables = material.tables
        self.narrator = material.narrator
        self.say = material.phrases.say

    def figures(
        self, indicators: Sequence[Indicator], *, anchor: str, caption: str, legend: str = ""
    ) -> Table | None:
        """Give indicators of the municipality beside previous edition, region and country."""
        analysis = self.analysis
        if not indicators:
            return None
        own = analysis.municipality.code
        name = f"{self._name(analysis.municipality)} {analysis.edition}"
        columns = [Column(self.say("tabel.indicator")), Column(self.say("boek.eenheid"))]
        makers: list[Maker] = [lambda i: (Text(i.short),), lambda i: (Text(i.unit_label),)]

        def add(header: str, kind: ColumnKind, make: Maker) -> None:
            columns.append(Column(header, kind))
            makers.append(make)

        add(name, NUMBER, lambda i: self.tables.value(analysis.cell(i.code)))
        for key, upper in (("boek.ondergrens", False), ("boek.bovengrens", True)):
            add(self.say(key), NUMBER, self._bound_maker(own, upper=upper))
        add(self.say("tabel.n"), NUMBER, lambda i: self._answers(analysis.cell(i.code)))
        for against, area, edition in self.tables.references():
            if not any(self._published(i, area.code, edition) for i in indicators):
                continue
            header = f"{self._name(area)} {edition}"
            previous = against is Against.PREVIOUS
            make = (
                self._earlier_maker(edition) if previous else self._value_maker(area.code, edition)
            )
            add(header, NUMBER, make)
            met = str(edition) if against is Against.PREVIOUS else self._name(area)
            head = self.say("tabel.verschil_met", met=met)
            add(head, VERDICT, self._verdict_maker(against))
        return self._table(columns, makers, indicators, anchor, caption, legend)

    def editions(
        self, indicators: Sequence[Indicator], *, anchor: str, caption: str, legend: str = ""
    ) -> Table | None:
        """Give every edition of municipality, region and country; None with one edition only."""
        analysis = self.analysis
        areas = [a for a in (analysis.municipality, analysis.region, analysis.country) if a]
        found = [
            (item, area)
            for item in indicators
            for area in areas
            if any(self._published(item, area.code, year) for year in analysis.editions)
        ]
        years = [
            year
            for year in analysis.editions
            if any(self._published(item, area.code, year) for item, area in found)
        ]
        if len(years) < 2:
            return None
        columns = (
            Column(self.say("tabel.indicator")),
            Column(self.say("boek.eenheid")),
            Column(self.say("tabel.gebied")),
            *(Column(str(year), NUMBER) for year in years),
        )
        rows = tuple(
            _row(
                (Text(item.short),),
                (Text(item.unit_label),),
                (Text(self._name(area)),),
                *(self.tables.value(analysis.cell(item.code, area.code, year)) for year in years),
            )
            for item, area in found
        )
        shown = dict.fromkeys(item for item, _ in found)
        notes = (
            *self.tables.edition_notes(shown, [area.code for area in areas], years),
            *self._notes(shown, legend, rows),
        )
        return Table((Text(caption),), columns, rows, anchor, notes)

    def areas(
        self, indicators: Sequence[Indicator], *, anchor: str, caption: str, legend: str = ""
    ) -> Table | None:
        """Give every local area on every indicator, one below the other."""
        analysis = self.analysis
        profiled = [item for item in indicators if item.code in analysis.profiles]
        if not profiled:
            return None
        whole = self._name(analysis.municipality)
        columns = (
            Column(self.say("tabel.gebied")),
            Column(self.say("tabel.indicator")),
            Column(self.say("boek.eenheid")),
            Column(str(analysis.edition), NUMBER),
            Column(self.say("boek.ondergrens"), NUMBER),
            Column(self.say("boek.bovengrens"), NUMBER),
            Column(self.say("tabel.n"), NUMBER),
            Column(self.say("tabel.verschil_met", met=whole), VERDICT),
        )
        rows = tuple(
            self._area_row(area, item) for area in analysis.local_areas for item in profiled
        )
        return Table((Text(caption),), columns, rows, anchor, self._notes(profiled, legend))

    def measured(
        self, indicators: Sequence[Indicator], *, anchor: str, caption: str
    ) -> Table | None:
        """Give what was measured: the question, the unit, among whom, and its place in the plan."""
        if not indicators:
            return None
        fields = {field.id: field.name for field in self.material.codebook.fields}
        columns = tuple(
            Column(self.say(key))
            for key in (
                *("tabel.indicator", "boek.vraag", "boek.eenheid", "boek.basis"),
                *("boek.veld", "tabel.kb_thema"),
            )
        )
        rows = tuple(
            _row(
                *(
                    (Text(text),)
                    for text in (
                        item.short,
                        item.question or item.name,
                        item.unit_label,
                        item.base or self.say("afwezig.onbekend"),
                        fields.get(item.field, "") or self.say("boek.niet_ingedeeld"),
                        item.field_theme or self.say("boek.niet_ingedeeld"),
                    )
                )
            )
            for item in indicators
        )
        return Table((Text(caption),), columns, rows, anchor)

    def legend(self, *, anchor: str, caption: str) -> Table:
        """Give every sign, and every word that stands where a number is missing."""
        columns = (Column(self.say("boek.legenda_staat")), Column(self.say("tabel.betekenis")))
        signs = [
            _row((Verdict(entry.tone, entry.sign, ""),), (Text(entry.text),))
            for entry in self.narrator.legend()
        ]
        hidden = [cell for cell in self.analysis.cells.values() if isinstance(cell, Hidden)]
        words = dict.fromkeys(self.narrator.absence_words(cell) for cell in hidden)
        explained = {
            self.say(f"afwezig.{name}"): self.say(f"boek.afwezig_{name}") for name in _ABSENT
        }
        compared = self.say("boek.niet_vergeleken")
        explained[compared] = self.say("boek.niet_vergeleken_uitleg")
        missing = [_row((Text(word),), (Text(explained[word]),)) for word in (*words, compared)]
        return Table((Text(caption),), columns, (*signs, *missing), anchor)

    # -- cells ------------------------------------------------------------------------------

    def _area_row(self, area: Area, item: Indicator) -> Row:
        cell = self.analysis.cell(item.code, area=area.code)
        return _row(
            (Text(self._name(area)),),
            (Text(item.short),),
            (Text(item.unit_label),),
            self.tables.value(cell),
            self._bound(item, area.code, upper=False),
            self._bound(item, area.code, upper=True),
            self._answers(cell),
            self._verdict(item, Against.MUNICIPALITY, area.code),
        )

    def _bound(self, item: Indicator, area: str, *, upper: bool) -> Inlines:
        """Give a bound of the margin as a number; no cell is blank."""
        cell = self.analysis.cell(item.code, area=area)
        if isinstance(cell, Hidden):
            return self.tables.value(cell)
        bound: Decimal | None = cell.upper if upper else cell.lower
        if bound is None:
            return (Text(self.say("tabel.marge_onbekend")),)
        return (Text(format_value(bound, item.unit, places=places_in_table(item.unit))),)

    def _answers(self, cell: AnalysisCell) -> Inlines:
        """Give the band of n, or why there is no value that it could belong to."""
        return self.tables.value(cell) if isinstance(cell, Hidden) else self.tables.answers(cell)

    def _verdict(self, item: Indicator, against: Against, area: str = "") -> Inlines:
        """Give the verdict, or that nothing was compared."""
        if self.analysis.comparison(item.code, against, area=area) is None:
            return (Text(self.say("boek.niet_vergeleken")),)
        return self.tables.verdict(item.code, against, area)

    def _bound_maker(self, area: str, *, upper: bool) -> Maker:
        return lambda item: self._bound(item, area, upper=upper)

    def _value_maker(self, area: str, edition: int) -> Maker:
        return lambda item: self.tables.value(self.analysis.cell(item.code, area, edition))

    def _earlier_maker(self, edition: int) -> Maker:
        return lambda item: self.tables.earlier(
            item, self.analysis.cell(item.code, edition=edition)
        )

    def _verdict_maker(self, against: Against) -> Maker:
        return lambda item: self._verdict(item, against)

    # -- shared -----------------------------------------------------------------------------

    def _table(
        self,
        columns: Sequence[Column],
        makers: Sequence[Maker],
        indicators: Sequence[Indicator],
        anchor: str,
        caption: str,
        legend: str,
    ) -> Table:
        rows = tuple(_row(*(make(item) for make in makers)) for item in indicators)
        notes = self._notes(indicators, legend, rows)
        return Table((Text(caption),), tuple(columns), rows, anchor, notes)

    def _notes(
        self, indicators: Iterable[Indicator], legend: str, rows: Sequence[Row] = ()
    ) -> tuple[Inlines, ...]:
        source = self.tables.source_line(tuple(dict.fromkeys(indicators)))
        if converted := self.tables.conversion_note(dict.fromkeys(indicators), rows):
            source = f"{source} {converted}"
        if not legend:
            return ((Text(source),),)
        before, _, after = self.say("boek.zie_legenda", tabel="\n").partition("\n")
        return ((Text(source),), (Text(before), Reference(legend), Text(after)))

    def _name(self, area: Area) -> str:
        return area_title(self.material.phrases, area)

    def _published(self, item: Indicator, area: str, edition: int) -> bool:
        return isinstance(self.analysis.cell(item.code, area, edition), Published)


_ABSENT = (
    "te_weinig",
    "te_onzeker",
    "afgeschermd",
    "geheim",
    "onbekend",
    "geen_cijfer",
    "nvt",
)


def _row(*cells: Inlines) -> Row:
    return Row(tuple(Cell(cell) for cell in cells))
