"""Tables from the analysis, one decimal, with margins, bands of n and verdicts in words.

Every printed number comes from a published cell; a hidden one prints its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from vmreport.analysis.findings import Against, Analysis, Cell, Hidden, Outcome, Published
from vmreport.compose.charts import profile_verdict
from vmreport.document.blocks import Cell as TableCell
from vmreport.document.blocks import Column, ColumnKind, Row, Table
from vmreport.document.inlines import Inlines, Text, Verdict
from vmreport.narrative.converted import conversion_sources
from vmreport.narrative.narrator import Narrator
from vmreport.narrative.numbers import in_table, interval_short, n_band
from vmreport.narrative.phrases import sentence_case
from vmreport.narrative.voice import area_title
from vmreport.survey.model import Area, Indicator

__all__ = ["TableBuilder"]

NUMBER = ColumnKind.NUMBER
VERDICT = ColumnKind.VERDICT


class TableBuilder:
    """Makes the tables of one report; columns without anything to say are left out."""

    def __init__(self, analysis: Analysis, narrator: Narrator) -> None:
        self.analysis = analysis
        self.narrator = narrator
        self.say = narrator.phrases.say

    # -- cells ------------------------------------------------------------------------------

    def value(self, cell: Cell) -> Inlines:
        """Give a value with one decimal, or the short reason why there is none."""
        if isinstance(cell, Hidden):
            return (Text(self.narrator.absence_words(cell)),)
        text = in_table(cell, self.analysis.indicators[cell.key.indicator].unit)
        return (Text(self.say("omgerekend.waarde", waarde=text) if cell.conversion else text),)

    def earlier(self, indicator: Indicator, cell: Cell) -> Inlines:
        """Give a value of the previous edition, or that it was measured in another way."""
        if self.analysis.is_over_break(indicator.code):
            return (Text(self.say("tabel.andere_meting")),)
        return self.value(cell)

    def margin(self, cell: Cell) -> Inlines:
        """Give the 95% interval; a dash in words when it is not known."""
        if isinstance(cell, Published) and cell.lower is not None and cell.upper is not None:
            unit = self.analysis.indicators[cell.key.indicator].unit
            return (Text(interval_short(cell.lower, cell.upper, unit, 1)),)
        known = isinstance(cell, Hidden)
        return (Text("" if known else self.say("tabel.marge_onbekend")),)

    def answers(self, cell: Cell) -> Inlines:
        """Give the band that n lies in, or that n is not known."""
        if isinstance(cell, Hidden):
            return (Text(""),)
        return (Text(n_band(cell.n) if cell.n is not None else self.say("tabel.n_onbekend")),)

    def verdict(self, indicator: str, against: Against, area: str = "") -> Inlines:
        """Give the verdict of a comparison, or say that nothing was compared."""
        comparison = self.analysis.comparison(indicator, against, area=area)
        if comparison is None:
            return (Text(self.say("tabel.niet_vergeleken")),)
        return (self.narrator.short_verdict(comparison),)

    # -- tables -----------------------------------------------------------------------------

    def comparison_table(
        self, indicators: Sequence[Indicator], *, anchor: str, caption: str
    ) -> Table:
        """Give indicators against previous edition, region and country, with margins and n."""
        analysis = self.analysis
        code = analysis.municipality.code
        cells = [analysis.cell(item.code) for item in indicators]
        columns = [Column(self.say("tabel.indicator"), share=4.1)]
        makers: list[Callable[[Indicator], Inlines]] = []

        def add(header: str, kind: ColumnKind, share: float, make: Callable[..., Inlines]) -> None:
            columns.append(Column(header, kind, share))
            makers.append(make)

        name = area_title(self.narrator.phrases, analysis.municipality)
        add(f"{name} {analysis.edition}", NUMBER, 2.3, lambda i: self.value(analysis.cell(i.code)))
        if any(isinstance(cell, Published) and cell.has_margin for cell in cells):
            header = self.say("tabel.marge")
            add(header, NUMBER, 2.1, lambda i: self.margin(analysis.cell(i.code)))
        if any(isinstance(cell, Published) and cell.n is not None for cell in cells):
            add(self.say("tabel.n"), NUMBER, 2.2, lambda i: self.answers(analysis.cell(i.code)))
        for against, area, edition in self.references():
            if not self._any_value(indicators, area.code, edition):
                continue
            header = (
                f"{edition}"
                if against is Against.PREVIOUS
                else area_title(self.narrator.phrases, area)
            )
            share = 1.3 if against is Against.PREVIOUS else 2.4
            previous = against is Against.PREVIOUS
            make = (
                self._earlier_maker(edition) if previous else self._value_maker(area.code, edition)
            )
            add(header, NUMBER, share, make)
            if self._any_verdict(indicators, against, code):
                head = self.say("tabel.verschil_met", met=header)
                add(head, VERDICT, 4.5, self._verdict_maker(against))
        rows = tuple(
            Row((TableCell((Text(item.short),)), *(TableCell(make(item)) for make in makers)))
            for item in indicators
        )
        return Table(
            caption=(Text(caption),),
            columns=tuple(columns),
            rows=rows,
            anchor=anchor,
            notes=self.notes(indicators, rows),
        )

    def edition_table(
        self, indicators: Sequence[Indicator], *, anchor: str, caption: str, area: Area
    ) -> Table | None:
        """Give indicators over all editions of one area; None with two or fewer.

        Two editions stand side by side in the comparison table already.
        """
        analysis = self.analysis
        editions = [
            edition
            for edition in analysis.editions
            if self._any_value(indicators, area.code, edition)
        ]
        if len(editions) < 3:
            return None
        columns = (
            Column(self.say("tabel.indicator"), share=3.2),
            *(Column(str(edition), NUMBER) for edition in editions),
        )
        rows = tuple(
            Row(
                (
                    TableCell((Text(item.short),)),
                    *(
                        TableCell(self.value(analysis.cell(item.code, area.code, edition)))
                        for edition in editions
                    ),
                )
            )
            for item in indicators
        )
        return Table(
            (Text(caption),),
            columns,
            rows,
            anchor,
            (
                *self.edition_notes(indicators, (area.code,), editions),
                *self.notes(indicators, rows),
            ),
        )

    def edition_notes(
        self, indicators: Iterable[Indicator], areas: Sequence[str], editions: Sequence[int]
    ) -> tuple[Inlines, ...]:
        """Give why figures of editions side by side may not be compared; mostly nothing."""
        codes = (item.code for item in indicators)
        return tuple((Text(note),) for note in self.narrator.edition_notes(codes, areas, editions))

    def area_table(
        self, indicators: Sequence[Indicator], *, anchor: str, caption: str
    ) -> Table | None:
        """Give local areas as rows and indicators as columns, signs against the municipality."""
        analysis = self.analysis
        profiled = [item for item in indicators if item.code in analysis.profiles]
        if not profiled:
            return None
        areas = [
            area
            for area in analysis.local_areas
            if self._any_value(profiled, area.code, analysis.edition)
        ]
        columns = (
            Column(self.say("tabel.gebied"), share=1.8),
            *(Column(item.short, NUMBER) for item in profiled),
        )
        whole = analysis.municipality
        rows = tuple(
            Row(
                (
                    TableCell((Text(area_title(self.narrator.phrases, area)),)),
                    *(TableCell(self._area_cell(item, area)) for item in profiled),
                )
            )
            for area in (whole, *areas)
        )
        left_out = [area for area in analysis.local_areas if area not in areas]
        note = self.source_line(profiled)
        if left_out:
            names = self.narrator.voice.joined(
                area_title(self.narrator.phrases, area) for area in left_out
            )
            note = f"{note} {self.say('tabel.gebieden_zonder', gebieden=names)}"
        return Table((Text(caption),), columns, rows, anchor, ((Text(note),),))

    def _area_cell(self, indicator: Indicator, area: Area) -> Inlines:
        cell = self.analysis.cell(indicator.code, area=area.code)
        value = self.value(cell)
        comparison = self.analysis.comparison(indicator.code, Against.MUNICIPALITY, area=area.code)
        if comparison is None or isinstance(cell, Hidden):
            return value
        if comparison.outcome is Outcome.NO_DIFFERENCE:
            return value  # as CBS: no sign; a dot before a figure would read as a minus
        sign = profile_verdict(self.narrator, comparison).sign
        return (Text(f"{sign}\u00a0"), *value) if sign else value

    def short_table(self, indicators: Sequence[Indicator], *, anchor: str, caption: str) -> Table:
        """Give value, margin and the verdicts only; fits a portrait page."""
        return self._verdict_table(indicators, anchor, caption, by_field=False)

    def field_table(self, indicators: Sequence[Indicator], *, anchor: str, caption: str) -> Table:
        """Give indicators by thema of the Kernbeleid, with value and the verdicts only."""
        return self._verdict_table(indicators, anchor, caption, by_field=True)

    def _verdict_table(
        self, indicators: Sequence[Indicator], anchor: str, caption: str, *, by_field: bool
    ) -> Table:
        analysis = self.analysis
        own = analysis.municipality
        name = area_title(self.narrator.phrases, own)
        columns = [Column(self.say("tabel.kb_thema"), share=3.4)] if by_field else []
        columns.append(Column(self.say("tabel.indicator"), share=5.0 if by_field else 4.0))
        columns.append(Column(f"{name} {analysis.edition}", NUMBER, 2.2))
        if not by_field:
            columns.append(Column(self.say("tabel.marge"), NUMBER, 2.0))
        main = self.narrator.voice.main_reference
        compared = [
            (against, area)
            for against, area, _ in self.references()
            if self._any_verdict(indicators, against, own.code)
            and (not by_field or against is main)
        ]
        for against, area in compared:
            previous = against is Against.PREVIOUS
            met = (
                self.narrator.voice.previous_year
                if previous
                else area_title(self.narrator.phrases, area)
            )
            columns.append(Column(self.say("tabel.verschil_met", met=met), VERDICT, 4.4))
        rows: list[Row] = []
        for item in indicators:
            cell = analysis.cell(item.code)
            texts: list[Inlines] = [(Text(self._field_theme(item)),)] if by_field else []
            texts += [(Text(item.short),), self.value(cell)]
            texts += [] if by_field else [self.margin(cell)]
            texts += [self.verdict(item.code, against) for against, _ in compared]
            rows.append(Row(tuple(TableCell(text) for text in texts)))
        notes = self.notes(indicators)
        return Table((Text(caption),), tuple(columns), tuple(rows), anchor, notes)

    def _field_theme(self, item: Indicator) -> str:
        """Give the thema of the Kernbeleid; what counts several together belongs to none."""
        return sentence_case(item.field_theme) or self.say("tabel.meer_themas")

    def question_table(
        self, indicators: Sequence[Indicator], *, anchor: str, caption: str
    ) -> Table | None:
        """Give questions as they were asked, with base and value."""
        if not indicators:
            return None
        columns = (
            Column(self.say("tabel.onderwerp"), share=2.2),
            Column(self.say("tabel.vraag"), share=4.2),
            Column(self.say("tabel.eenheid"), share=2.0),
            Column(
                f"{area_title(self.narrator.phrases, self.analysis.municipality)} {self.analysis.edition}",
                NUMBER,
                1.4,
            ),
        )
        rows = tuple(
            Row(
                tuple(
                    TableCell(text)
                    for text in (
                        (Text(item.short),),
                        (Text(item.question or self.say("tabel.vraag_onbekend")),),
                        (Text(f"{item.unit_label}; {item.base}"),),
                        self.value(self.analysis.cell(item.code)),
                    )
                )
            )
            for item in indicators
        )
        return Table((Text(caption),), columns, rows, anchor)

    def sign_table(self, *, anchor: str) -> Table:
        """Give every sign with its meaning."""
        columns = (
            Column(self.say("tabel.teken"), ColumnKind.VERDICT, 1.0),
            Column(self.say("tabel.betekenis"), share=5.0),
        )
        rows = tuple(
            Row((TableCell((Verdict(e.tone, e.sign, ""),)), TableCell((Text(e.text),))))
            for e in self.narrator.legend()
        )
        return Table((Text(self.say("tabel.tekens")),), columns, rows, anchor)

    # -- what stands under a table ------------------------------------------------------------

    def notes(
        self, indicators: Iterable[Indicator], rows: Iterable[Row] = ()
    ) -> tuple[Inlines, ...]:
        """Give source and units of the indicators, and what the sign of a converted value means.

        `rows` are those of the table: the sign is explained where it stands, and only there.
        """
        shown = tuple(indicators)
        lines: list[Inlines] = [(Text(self.source_line(shown)),)]
        if converted := self.conversion_note(shown, rows):
            lines.append((Text(converted),))
        return tuple(lines)

    def conversion_note(self, indicators: Iterable[Indicator], rows: Iterable[Row]) -> str:
        """Give what "(o)" behind a value means; empty when it stands nowhere in the rows."""
        sign = self.say("omgerekend.waarde", waarde="")
        printed = (part for row in rows for cell in row.cells for part in cell.text)
        if not any(isinstance(part, Text) and part.text.endswith(sign) for part in printed):
            return ""
        cells = (
            self.analysis.cell(item.code, area, edition)
            for item in indicators
            for area in self.analysis.areas
            for edition in self.analysis.editions
        )
        return self.say("omgerekend.tabel", bronnen="; ".join(conversion_sources(cells)))

    def source_line(self, indicators: Sequence[Indicator]) -> str:
        """Give "Bron: ... Eenheid: ..." for what a table or figure shows of the municipality."""
        cells = (self.analysis.cell(item.code) for item in indicators)
        sources = dict.fromkeys(cell.source for cell in cells if isinstance(cell, Published))
        names = "; ".join(name for name in sources if name)
        if not names:
            names = self.say("verantwoording.bron_onbekend")
        line = self.say("tabel.bron", bron=names, editie=str(self.analysis.edition))
        units = list(dict.fromkeys(item.unit_label for item in indicators))
        return (
            line if len(units) > 4 else f"{line} {self.say('tabel.in', eenheden='; '.join(units))}"
        )

    # -- shared -----------------------------------------------------------------------------

    def references(self) -> list[tuple[Against, Area, int]]:
        """Give what the municipality is compared with: kind, area and edition."""
        analysis = self.analysis
        found: list[tuple[Against, Area, int]] = []
        if analysis.previous_edition:
            found.append((Against.PREVIOUS, analysis.municipality, analysis.previous_edition))
        if analysis.region:
            found.append((Against.REGION, analysis.region, analysis.edition))
        if analysis.country:
            found.append((Against.COUNTRY, analysis.country, analysis.edition))
        return found

    def _value_maker(self, area: str, edition: int) -> Callable[[Indicator], Inlines]:
        return lambda item: self.value(self.analysis.cell(item.code, area, edition))

    def _earlier_maker(self, edition: int) -> Callable[[Indicator], Inlines]:
        return lambda item: self.earlier(item, self.analysis.cell(item.code, edition=edition))

    def _verdict_maker(self, against: Against) -> Callable[[Indicator], Inlines]:
        return lambda item: self.verdict(item.code, against)

    def _any_value(self, indicators: Iterable[Indicator], area: str, edition: int) -> bool:
        cells = (self.analysis.cell(item.code, area, edition) for item in indicators)
        return any(isinstance(cell, Published) for cell in cells)

    def _any_verdict(self, indicators: Iterable[Indicator], against: Against, area: str) -> bool:
        found = (self.analysis.comparison(item.code, against, area=area) for item in indicators)
        return any(item is not None and item.no_verdict is None for item in found)
