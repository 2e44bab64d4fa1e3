"""How one report speaks: names of areas, references, indicators and values, in words.

The building bricks of every sentence. What a sentence claims is decided in `verdicts` (words of
an outcome) and composed in `sentences`, `themes`, `trends` and `areas`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vmreport.analysis.findings import Against, Analysis, Cell, Comparison, Published
from vmreport.document.inlines import Verdict
from vmreport.narrative.numbers import (
    format_interval,
    in_table,
    in_text,
    places_in_text,
    share_in_words,
    whole_number,
)
from vmreport.narrative.phrases import Phrases, enumerate_words, sentence_case
from vmreport.narrative.references import main_reference
from vmreport.narrative.verdicts import absence_words, short_verdict, verdict
from vmreport.survey.model import Area, AreaLevel, Indicator, UnitKind, series_of

__all__ = ["Voice", "area_name", "area_title", "closed"]

_STATLINE_SUFFIX = re.compile(r" \((?:LD|PV|RE|PD|BT|gemeente)\)$")
_SCALE_CLUTTER = re.compile(r",? \(?(?:schaalscore|somscore|score|index)\)?$", re.IGNORECASE)
_MARK_CLUTTER = re.compile(r"^rapportcijfer (?:voor )?", re.IGNORECASE)
_REMARK = re.compile(r" \([^)]*\)$")
_APOSTROPHE = re.compile(r"^(['’][st] )(\w)")
_MEASURED = frozenset({UnitKind.MARK, UnitKind.SCORE, UnitKind.SUM_SCORE, UnitKind.INDEX})
_UNIT_CLUTTER = re.compile(r"^%\s*")
_BRIEF = frozenset(
    {
        AreaLevel.PROVINCE,
        AreaLevel.POLICE_UNIT,
        AreaLevel.POLICE_DISTRICT,
        AreaLevel.BASE_TEAM,
        AreaLevel.REGION,
    }
)
"""Levels a heading may name by their noun alone: there is one such reference in a report."""
_OWN_NOUN = re.compile(r"wijk|buurt", re.IGNORECASE)


def area_name(area: Area) -> str:
    """Give the printed name: without StatLine's suffix and without the word for its level.

    >>> area_name(Area("PV20", "Groningen (PV)", AreaLevel.PROVINCE))
    'Groningen'
    >>> area_name(Area("R1", "Regio Twente", AreaLevel.REGION))
    'Twente'
    """
    name = _STATLINE_SUFFIX.sub("", area.name)
    noun = area.level.value.replace("_", "-")
    first, _, rest = name.partition(" ")
    return rest if rest and first.casefold() == noun else name


def area_title(phrases: Phrases, area: Area) -> str:
    """Give the name as it stands alone, in a legend or a column: "Regio Twente"."""
    return phrases.say(f"titel.{area.level.value}", naam=area_name(area))


@dataclass(frozen=True, slots=True)
class Voice:
    """The phrasebook and the analysis it speaks about."""

    phrases: Phrases
    analysis: Analysis

    def say(self, key: str, /, *, variant: str = "", **slots: str) -> str:
        """Give a wording of the phrasebook."""
        return self.phrases.say(key, variant=variant, **slots)

    # Areas ------------------------------------------------------------------------------------

    def area(self, code: str) -> Area:
        """Give the area of a code; an area that analysis does not know speaks by its code."""
        known = self.analysis.areas.get(code)
        own = self.analysis.municipality
        return known or (own if own.code == code else Area(code, code, AreaLevel.NEIGHBOURHOOD))

    def at(self, area: Area) -> str:
        """Give where: "in Voorbeeldstad", "in de wijk Centrum"."""
        return self.say(f"plaats.{_spoken_level(area)}", naam=area_name(area))

    def named(self, area: Area) -> str:
        """Give who: "Voorbeeldstad", "de wijk Centrum"."""
        return self.say(f"gebied.{_spoken_level(area)}", naam=area_name(area))

    @property
    def whole(self) -> str:
        """The municipality against its parts: "het gemiddelde van Voorbeeldstad"."""
        return self.say("gebied.geheel", naam=self.named(self.analysis.municipality))

    def level_plural(self, areas: Iterable[Area]) -> str:
        """Give the noun for areas of one level: "wijken"."""
        level = next(iter(areas), self.analysis.municipality).level
        return self.say(f"niveaus.{level.value}")

    # References -------------------------------------------------------------------------------

    def at_reference(self, comparison: Comparison, *, brief: bool = False) -> str:
        """Give "in Nederland", "in 2021", "gemiddeld in Voorbeeldstad".

        A region is named; with `brief`, for headings, it is only "in de regio".
        """
        key = comparison.reference.key
        area = self.area(key.area)
        match comparison.against:
            case Against.PREVIOUS | Against.FIRST:
                return self.say("plaats.jaar", jaar=self.edition(comparison.reference))
            case Against.MUNICIPALITY:
                return self.say("plaats.geheel", naam=self.named(area))
            case Against.COUNTRY | Against.REGION:
                short = brief and area.level in _BRIEF
                return self.say(f"plaats_kort.{area.level.value}") if short else self.at(area)

    def to_reference(self, comparison: Comparison, *, brief: bool = False) -> str:
        """Give "Nederland", "2021", "het gemiddelde van Voorbeeldstad"; brief: "de regio"."""
        key = comparison.reference.key
        area = self.area(key.area)
        match comparison.against:
            case Against.PREVIOUS | Against.FIRST:
                return self.edition(comparison.reference)
            case Against.MUNICIPALITY:
                return self.say("gebied.geheel", naam=self.named(area))
            case Against.COUNTRY | Against.REGION:
                short = brief and area.level in _BRIEF
                return self.say(f"gebied_kort.{area.level.value}") if short else self.named(area)

    def edition(self, cell: Cell) -> str:
        """Give the year of a cell, labelled when its figure was converted: "2019 (omgerekend)"."""
        year = str(cell.key.edition)
        converted = isinstance(cell, Published) and cell.conversion is not None
        return self.say("omgerekend.jaar", jaar=year) if converted else year

    @property
    def previous_year(self) -> str:
        """Give the edition to compare with: "2021", or over the break "2019 (omgerekend)".

        Only converted figures are compared over the break, so the label holds for all of them.
        """
        year = self.analysis.previous_edition
        if year is None or series_of(year) is series_of(self.analysis.edition):
            return str(year or "")
        return self.say("omgerekend.jaar", jaar=str(year))

    def reference(self, against: Against) -> str:
        """Give the reference of a kind in general: "Nederland", "2021"."""
        analysis = self.analysis
        match against:
            case Against.COUNTRY if analysis.country:
                return self.named(analysis.country)
            case Against.REGION if analysis.region:
                return self.named(analysis.region)
            case Against.PREVIOUS if analysis.previous_edition:
                return self.previous_year
            case Against.FIRST if analysis.editions:
                return str(analysis.editions[0])
            case _:
                return self.whole

    def reference_place(self, against: Against, *, brief: bool = False) -> str:
        """Give where or when the reference of a kind is: "in Nederland", "in 2021".

        With `brief`, for headings, a region has no name: "in de regio".
        """
        analysis = self.analysis
        match against:
            case Against.REGION if brief and analysis.region and analysis.region.level in _BRIEF:
                return self.say(f"plaats_kort.{analysis.region.level.value}")
            case Against.COUNTRY if analysis.country:
                return self.at(analysis.country)
            case Against.REGION if analysis.region:
                return self.at(analysis.region)
            case Against.MUNICIPALITY:
                return self.say("plaats.geheel", naam=self.named(analysis.municipality))
            case _:
                return self.say("plaats.jaar", jaar=self.reference(against))

    @property
    def main_reference(self) -> Against | None:
        """What the report as a whole is held against: country, else region, else before."""
        return main_reference(self.analysis)

    # Indicators and values --------------------------------------------------------------------

    def topic(self, indicator: Indicator) -> str:
        """Give the short label as it stands inside a sentence: "rommel op straat"."""
        return _inside(_SCALE_CLUTTER.sub("", indicator.short or indicator.name))

    def subject(self, indicator: Indicator) -> str:
        """Give what a value is about: of a mark or score what it is given for, else the topic.

        `Indicator.sentence` may name it with its article ("de veiligheid in de buurt").
        """
        if indicator.unit not in _MEASURED:
            return self.topic(indicator)
        name = _SCALE_CLUTTER.sub("", _REMARK.sub("", indicator.name))
        return indicator.sentence or _inside(_MARK_CLUTTER.sub("", name))

    def label(self, indicator: Indicator) -> str:
        """Give the short label as charts and tables print it, for between quotes."""
        return indicator.short or indicator.name

    def tile_label(self, indicator: Indicator, *, brief: bool = False) -> str:
        """Give what stands under a large number: its clause, with its base if that is a part.

        `brief` takes the clause that headings use.
        """
        if indicator.unit in _MEASURED or not indicator.sentence:
            return self.label(indicator)
        if indicator.conditional and indicator.base:
            group = closed(self.group(indicator))
            return self.say("tegel.van_groep", groep=group, zin=indicator.sentence)
        return (brief and indicator.heading) or indicator.sentence

    def group(self, indicator: Indicator) -> str:
        """Give among whom: "inwoners", or the base of a conditional indicator."""
        if indicator.conditional and indicator.base:
            return indicator.base[:1].lower() + indicator.base[1:]
        return self.say("woord.inwoners")

    def unit_words(self, indicator: Indicator) -> str:
        """Give the words behind a printed percentage: among whom, or "veel overlast"."""
        if indicator.conditional and indicator.base:
            return self.say("woord.van_de", groep=self.group(indicator))
        return _UNIT_CLUTTER.sub("", indicator.unit_label).strip()

    def number(self, cell: Published, indicator: Indicator, *, exact: bool = False) -> str:
        """Give the printed number for running text; `exact` with one decimal."""
        return in_table(cell, indicator.unit) if exact else in_text(cell, indicator.unit)

    def printed(self, cell: Cell, indicator: Indicator) -> str:
        """Give the number for running text, or why there is none."""
        return self.number(cell, indicator) if isinstance(cell, Published) else self.absence(cell)

    def share(self, cell: Published, indicator: Indicator) -> str:
        """Give a percentage with its group: "één op de vijf inwoners", "41% van de inwoners"."""
        words = share_in_words(cell.value) or self.number(cell, indicator)
        key = "kop.groep_op" if " op de " in words else "kop.groep_van"
        return closed(self.say(key, aandeel=words, groep=self.group(indicator)))

    def margin(self, cell: Published, indicator: Indicator) -> str:
        """Give the margin as words ("tussen 19% en 22%"), empty when unknown."""
        if cell.lower is None or cell.upper is None:
            return ""
        unit = indicator.unit
        return format_interval(cell.lower, cell.upper, unit, places_in_text(unit))

    def count(self, amount: int) -> str:
        """Give "1 onderwerp", "3 onderwerpen"."""
        if amount == 1:
            return self.say("woord.onderwerp")
        return self.say("woord.onderwerpen", aantal=whole_number(amount))

    def out_of(self, amount: int, total: int, *, complete: bool = True) -> str:
        """Give "2 van de 3 onderwerpen", or "alle 3 onderwerpen".

        Where `total` leaves out what could not be judged (not `complete`), it is never "alle".
        """
        if amount == total:
            key = "woord.alle"
            return self.say(key, totaal=whole_number(total)) if complete else self.count(amount)
        return self.say(
            "woord.van_de_totaal", aantal=whole_number(amount), totaal=whole_number(total)
        )

    def others(self, amount: int) -> str:
        """Give "de andere 3 onderwerpen", "het andere onderwerp"."""
        if amount == 1:
            return self.say("woord.het_andere")
        return self.say("woord.de_andere", aantal=whole_number(amount))

    def listed(self, items: Iterable[str], limit: int = 5) -> str:
        """Give "a, b en c", and beyond `limit` how many more."""
        words = list(items)
        if len(words) > limit:
            more = len(words) - limit + 1
            words = words[: limit - 1]
            words.append(self.say("woord.nog_meer", aantal=whole_number(more)))
        return enumerate_words(words, self.say("woord.en"))

    def joined(self, items: Iterable[str], *, either: bool = False) -> str:
        """Give all of `items` joined by "en", or by "of" after a negation."""
        return enumerate_words(items, self.say("woord.of" if either else "woord.en"))

    # Verdicts ---------------------------------------------------------------------------------

    def verdict(self, comparison: Comparison) -> Verdict:
        """Give the fixed words for an outcome."""
        return verdict(comparison, self.phrases)

    def short_verdict(self, comparison: Comparison) -> Verdict:
        """Give the fixed words for an outcome in a table cell."""
        return short_verdict(comparison, self.phrases)

    def absence(self, cell: Cell) -> str:
        """Give why a cell has no number; empty when it has one."""
        return "" if isinstance(cell, Published) else absence_words(cell, self.phrases)

    # Findings of the report -------------------------------------------------------------------

    def published(self, code: str, area: str = "") -> Published | None:
        """Give the cell of this edition when it has a number."""
        cell = self.analysis.cell(code, area)
        return cell if isinstance(cell, Published) else None

    @property
    def without_margins(self) -> bool:
        """Whether no figure of the municipality in this edition has a margin."""
        cells = [self.published(code) for code in self.analysis.indicators]
        return not any(cell.has_margin for cell in cells if cell is not None)

    @property
    def without_counts(self) -> bool:
        """Whether of no figure of the municipality in this edition the answers are counted."""
        cells = [self.published(code) for code in self.analysis.indicators]
        return not any(cell.n is not None for cell in cells if cell is not None)

    def sentence(self, text: str) -> str:
        """Give a sentence with a capital and without doubled or loose spaces."""
        return sentence_case(re.sub(r" +([.,;]?)", _single_space, text).strip())


def closed(group: str) -> str:
    """Give a group as it stands before a verb: a comma ends the clause it may hold.

    >>> closed("inwoners die dat zagen"), closed("inwoners")
    ('inwoners die dat zagen,', 'inwoners')
    """
    return f"{group}," if " die " in group else group


def _spoken_level(area: Area) -> str:
    """Give the level to speak of; "Havenwijk" says already that it is one, like a kern."""
    local = area.level in (AreaLevel.WARD, AreaLevel.NEIGHBOURHOOD)
    own = local and _OWN_NOUN.search(area_name(area))
    return AreaLevel.VILLAGE.value if own else area.level.value


def _inside(label: str) -> str:
    """Give a label as it stands inside a sentence; an abbreviation keeps its capitals.

    A colon of its own would be read as that of the sentence.
    """
    text = _APOSTROPHE.sub(lambda m: m[1] + m[2].lower(), label.strip().replace(": ", " – "))
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _single_space(match: re.Match[str]) -> str:
    return match[1] or " "
