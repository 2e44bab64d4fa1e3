"""The advisor's texts as blocks: placeholders filled from published cells, findings looked up.

A figure that is hidden or not measured is a problem at its line, never a blank.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from vmreport.advice.model import FindingRef, Goal, Recommendation, VoiceKind
from vmreport.analysis.findings import Against, Comparison, Hidden, Published
from vmreport.compose.material import Material
from vmreport.document.blocks import (
    AdvisorText,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Field,
    FieldList,
    ListItem,
    Origin,
    Paragraph,
)
from vmreport.document.inlines import Inlines, Link, Text
from vmreport.errors import Place, Problems
from vmreport.markup.placeholders import Placeholder, read_source
from vmreport.markup.source import SourceText
from vmreport.narrative.numbers import format_iso, format_value, n_band
from vmreport.survey.model import Area, Indicator

__all__ = ["AdviceWriter"]


class AdviceWriter:
    """Turns advice into blocks for one document; what is wrong goes to `problems`."""

    def __init__(self, material: Material, problems: Problems) -> None:
        self.material = material
        self.analysis = material.analysis
        self.narrator = material.narrator
        self.say = material.phrases.say
        self.problems = problems

    # -- blocks -----------------------------------------------------------------------------

    def interpretation(self, theme: str) -> tuple[Block, ...]:
        """Give the duiding of a theme; nothing when the advisor wrote none."""
        return tuple(
            self._text(item.text)
            for item in self.material.advice.interpretations
            if item.theme == theme
        )

    def voices(self, kind: str) -> tuple[tuple[str, tuple[Block, ...]], ...]:
        """Give title and blocks of what residents or professionals say."""
        wanted = VoiceKind(kind)
        return tuple(
            (voice.title, (self._text(voice.text),))
            for voice in self.material.advice.voices
            if voice.kind is wanted
        )

    def recommendation(self, item: Recommendation) -> tuple[Block, ...]:
        """Give a recommendation: text, findings with their figures, place in the plan, request."""
        fields = [
            Field(self.say("advies.prioriteit"), (_paragraph(item.priority.value),)),
            Field(self.say("advies.veld_thema"), (_paragraph(self.field_words(item)),)),
            Field(self.say("advies.bevindingen"), (self._findings(item),)),
        ]
        if item.goal:
            fields.append(Field(self.say("advies.doel"), (_paragraph(self.goal_words(item)),)))
        if item.instrument:
            instrument = Paragraph(self.instrument_words(item), Origin.AUTO)
            fields.append(Field(self.say("advies.instrument"), (instrument,)))
        review = self.material.reviews.get(item.id)
        if review:
            fields.append(Field(self.say("review.kop"), (_paragraph(review),)))
        blocks: list[Block] = [self._text(item.text), FieldList(tuple(fields))]
        if item.request:
            title = self.say("advies.gevraagd", raad=self.material.governing["raad"])
            blocks.append(Callout(CalloutKind.REQUEST, title, (self._text(item.request),)))
        return tuple(blocks)

    def request(self, item: Recommendation) -> AdvisorText | None:
        """Give what a recommendation asks of the council; None when it asks nothing."""
        return self._text(item.request) if item.request else None

    def finding(self, item: Recommendation) -> str:
        """Give the first finding a recommendation rests on, in a sentence; empty without one."""
        return next((text for ref in item.findings if (text := self.finding_words(ref))), "")

    def approach(self, item: Recommendation) -> Block:
        """Give what the advisor recommends and why."""
        return self._text(item.text)

    def findings(self, item: Recommendation) -> Block:
        """Give the findings a recommendation rests on, each in a sentence."""
        return self._findings(item)

    def instrument_words(self, item: Recommendation) -> Inlines:
        """Give official name, source and date of the chosen instrument; empty without one."""
        found = self.material.instruments.get(item.instrument)
        if found is None:
            return ()
        key = "uitvoering.versie" if found.version else "uitvoering.gezien"
        dated = self.say(key, datum=format_iso(found.dated))
        link = Link(found.address, (Text(found.source),))
        return (Text(f"{found.name} ({dated}; "), link, Text(")"))

    def field_words(self, item: Recommendation) -> str:
        """Give veld and thema of the Kernbeleid in words."""
        field = self.material.codebook.field(item.field)
        return f"{field.name}: {item.field_theme}" if item.field_theme else field.name

    def goal_words(self, item: Recommendation) -> str:
        """Give the goal with indicator, nulmeting, streefwaarde and year."""
        goal = item.goal
        if goal is None:
            return ""
        indicator = self._indicator(goal.indicator, goal.place) if goal.indicator else None
        if indicator is None:
            return goal.text
        cell = self.analysis.cell(indicator.code, area=self.area_code(goal.area, goal.place))
        measured = (
            self.narrator.absence_words(cell)
            if isinstance(cell, Hidden)
            else self.narrator.voice.number(cell, indicator, exact=True)
        )
        return self.say(
            "advies.doel_zin",
            doel=goal.text.rstrip("."),
            indicator=self.narrator.voice.topic(indicator),
            nulmeting=measured,
            editie=str(self.analysis.edition),
            streefwaarde=self.target_words(goal, indicator),
            jaar=str(goal.year or ""),
        )

    def target_words(self, goal: Goal, indicator: Indicator) -> str:
        """Give the streefwaarde as it is printed, in the unit of its indicator."""
        target = Decimal(goal.target.replace(",", "."))
        whole = target == target.to_integral_value()
        return format_value(target, indicator.unit, places=0 if whole else 1)

    def finding_words(self, ref: FindingRef) -> str:
        """Give one finding in a sentence; empty when it cannot be found (that is a problem)."""
        indicator = self._indicator(ref.indicator, ref.place)
        area = self.area_code(ref.area, ref.place)
        if indicator is None or not area:
            return ""
        comparison = self._comparison(ref, indicator, area)
        if comparison is not None:
            return self.narrator.comparison_sentence(comparison)
        return self.narrator.indicator_sentences(indicator.code, area)[0]

    # -- findings ---------------------------------------------------------------------------

    def _findings(self, item: Recommendation) -> Block:
        sentences = [self.finding_words(ref) for ref in item.findings]
        items = tuple(ListItem((_paragraph(text),)) for text in sentences if text)
        return BulletList(items) if items else _paragraph(self.say("advies.geen_bevinding"))

    def _comparison(self, ref: FindingRef, indicator: Indicator, area: str) -> Comparison | None:
        if not ref.against:
            return None
        against = Against(ref.against)
        comparison = self.analysis.comparison(indicator.code, against, area=area)
        if comparison is None:
            what = f"Er is niets om '{ref.indicator}' mee te vergelijken ({ref.against})."
            hint = "Kies een andere vergelijking, of lever de cijfers waarmee vergeleken wordt."
            self.problems.problem("E361", ref.place, what, hint)
        return comparison

    # -- text with placeholders ---------------------------------------------------------------

    def _text(self, source: SourceText) -> AdvisorText:
        found = Problems()

        def resolve(placeholder: Placeholder) -> Inlines | str | None:
            before = len(self.problems.items)
            words = self.resolve(placeholder)
            found.extend(self.problems.items[before:])  # so that it is not said twice
            return words

        blocks = read_source(
            source,
            resolve,
            found,
            heading_offset=2,
            anchor_prefix=f"{source.key.replace('.', '-').lower()}-",
        )
        # the notices were given when the file was read
        self.problems.extend(item for item in found.blocking if item not in self.problems.items)
        return AdvisorText(source.key, blocks)

    def resolve(self, placeholder: Placeholder) -> Inlines | str | None:
        """Give the words of a placeholder; None after saying why there are none."""
        where = placeholder.place
        if placeholder.name == "ok":
            return placeholder.text("tekst")
        indicator = self._indicator(placeholder.text("indicator"), where)
        area = self.area_code(placeholder.text("gebied"), where)
        edition = placeholder.number("editie") or self.analysis.edition
        if indicator is None or not area:
            return None
        if placeholder.name == "verschil":
            return self._difference(placeholder, indicator, area, edition)
        cell = self.analysis.cell(indicator.code, area=area, edition=edition)
        if isinstance(cell, Hidden):
            reason = self.narrator.absence_words(cell)
            named = placeholder.text("gebied")
            there = f" in {named}" if named else ""
            what = f"Er is geen cijfer voor '{indicator.code}'{there} in {edition}: {reason}."
            hint = "Noem hier een ander cijfer, of schrijf de zin zonder cijfer."
            self.problems.problem("E363", where, what, hint)
            return None
        return self._printed(placeholder, cell, indicator)

    def _printed(
        self, placeholder: Placeholder, cell: Published, indicator: Indicator
    ) -> str | None:
        match placeholder.name:
            case "cijfer":
                return self.narrator.voice.number(cell, indicator)
            case "marge":
                margin = self.narrator.voice.margin(cell, indicator)
                if not margin:
                    what = f"De marge van '{indicator.code}' is niet bekend."
                    hint = "Schrijf de zin zonder marge."
                    self.problems.problem("E364", placeholder.place, what, hint)
                return margin or None
            case _:
                return n_band(cell.n) if cell.n is not None else self.say("tabel.n_onbekend")

    def _difference(
        self, placeholder: Placeholder, indicator: Indicator, area: str, edition: int
    ) -> Inlines | None:
        against = Against(placeholder.text("tegen"))
        comparison = self.analysis.comparison(indicator.code, against, area=area, edition=edition)
        if comparison is None:
            what = f"Er is niets om '{indicator.code}' mee te vergelijken ({against.value})."
            hint = "Kies een andere vergelijking."
            self.problems.problem("E361", placeholder.place, what, hint)
            return None
        return (Text(self.narrator.verdict(comparison).word),)

    # -- names ------------------------------------------------------------------------------

    def _indicator(self, name: str, where: Place) -> Indicator | None:
        known = self.material.codebook.indicators
        indicator = known.get(name.strip())
        if indicator is None:
            close = self.material.codebook.suggest(name)
            meant = f" Bedoelde u '{close}'?" if close else ""
            what = f"De indicator '{name}' bestaat niet.{meant}"
            hint = "Gebruik de code uit de tabel met cijfers."
            self.problems.problem("E365", where, what, hint)
        return indicator

    def area_code(self, name: str, where: Place) -> str:
        """Give the code of an area named by name or code, the municipality when not named."""
        wanted = name.strip().casefold()
        if not wanted:
            return self.analysis.municipality.code
        found = [area.code for area in self._areas() if wanted in _names(area)]
        if not found:
            what = f"Het gebied '{name}' staat niet in de cijfers."
            hint = "Gebruik de naam of code zoals die in de tabel met cijfers staat."
            self.problems.problem("E366", where, what, hint)
            return ""
        return found[0]

    def _areas(self) -> Iterable[Area]:
        return self.analysis.areas.values()


def _names(area: Area) -> tuple[str, str]:
    return area.code.casefold(), area.name.casefold()


def _paragraph(text: str, origin: Origin = Origin.AUTO) -> Paragraph:
    return Paragraph((Text(text),), origin)
