"""The one object composition asks for words: every sentence, verdict and caption of a report.

A facade: the grammar is in the modules it calls, the wording in `phrases/nl.toml`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from vmreport.analysis.findings import (
    Against,
    Analysis,
    Cell,
    Comparison,
    Hidden,
    Ranking,
    Thresholds,
)
from vmreport.document.charts import LegendEntry
from vmreport.document.inlines import Tone, Verdict
from vmreport.document.tree import Terms
from vmreport.narrative import areas, sentences, summary, themes, trends, verdicts
from vmreport.narrative.converted import break_kind, conversion_sentence
from vmreport.narrative.phrases import Phrases, terms
from vmreport.narrative.territory import change_sentence, merged_sentence
from vmreport.narrative.voice import Voice
from vmreport.survey.model import Area, Indicator

__all__ = ["Narrator"]


class Narrator:
    """Says what an analysis found, in the words of a phrasebook."""

    __slots__ = ("analysis", "phrases", "voice")

    def __init__(self, phrases: Phrases, analysis: Analysis) -> None:
        self.phrases = phrases
        self.analysis = analysis
        self.voice = Voice(phrases, analysis)

    # One indicator of the municipality ----------------------------------------------------------

    def indicator_message(self, code: str, beside: Against | None = None) -> str:
        """Give a heading: the value in words and the most telling comparison; no full stop.

        `beside` is the reference of the figure under it, which then always speaks too.
        """
        return sentences.indicator_message(self.voice, code, beside)

    def course_message(self, code: str) -> str:
        """Give a heading over a trend: the change, or the levels where there is no verdict."""
        return trends.course_message(self.voice, code)

    def indicator_sentences(self, code: str, area: str = "") -> tuple[str, ...]:
        """Give the value and what every comparison allows to say."""
        return sentences.indicator_sentences(self.voice, code, area)

    def trend_notes(self, code: str) -> tuple[str, ...]:
        """Give the breaks of method and missing editions of a trend; empty when it has none."""
        return trends.trend_notes(self.voice, code)

    def edition_notes(
        self, codes: Iterable[str], areas: Sequence[str], editions: Sequence[int]
    ) -> tuple[str, ...]:
        """Give why figures of editions side by side in a table may not be compared."""
        return trends.edition_notes(self.voice, codes, areas, editions)

    def profile_sentence(self, code: str) -> str:
        """Give which local areas differ; empty when the indicator has no profile."""
        return areas.profile_sentence(self.voice, code)

    def margin_words(self, cell: Cell, indicator: Indicator) -> str:
        """Give "marge: tussen 19% en 22%"; empty when unknown."""
        margin = "" if isinstance(cell, Hidden) else self.voice.margin(cell, indicator)
        return self.phrases.say("zin.marge", marge=margin) if margin else ""

    def margin_sentence(self, code: str, area: str = "") -> str:
        """Give the margin as a sentence; empty when unknown."""
        indicator, cell = self.analysis.indicators[code], self.analysis.cell(code, area)
        return sentences.margin_sentence(self.voice, indicator, cell)

    # Comparisons and absences -------------------------------------------------------------------

    def comparison_sentence(self, comparison: Comparison) -> str:
        """Give one comparison on its own, with value, place and reference."""
        return sentences.comparison_sentence(self.voice, comparison)

    def verdict(self, comparison: Comparison) -> Verdict:
        """Give sign and words: "▼ lager (gunstiger)"."""
        return self.voice.verdict(comparison)

    def short_verdict(self, comparison: Comparison) -> Verdict:
        """Give sign and words for a narrow cell: "▼ gunstiger"."""
        return self.voice.short_verdict(comparison)

    def legend(self, used: frozenset[tuple[Tone, str]] | None = None) -> tuple[LegendEntry, ...]:
        """Give what the signs mean; with `used` only those (tone, sign) pairs."""
        return verdicts.legend(self.phrases, used)

    def absence_words(self, hidden: Hidden) -> str:
        """Give why there is no number."""
        return verdicts.absence_words(hidden, self.phrases)

    def reference_name(self, against: Against) -> str:
        """Give "Nederland", "de regio Noord", "2021", "het gemiddelde van Voorbeeldstad"."""
        return self.voice.reference(against)

    def area_name(self, area: Area) -> str:
        """Give an area as it stands in a sentence: "de wijk Centrum"."""
        return self.voice.named(area)

    def break_note(self, after: int, before: int, converted: Collection[int] = ()) -> str:
        """Give the short note at a break in a chart; `converted` are the editions that were."""
        return self.phrases.say(f"figuur.{break_kind(converted, after, before)}")

    def conversion_sentence(self, cells: Iterable[Cell]) -> str:
        """Give which of the cells were converted to the level of 2021; empty when none was."""
        return conversion_sentence(self.voice, cells)

    def change_sentences(self) -> tuple[str, ...]:
        """Give how the area of the report became another one since the first edition, by day."""
        return tuple(change_sentence(self.voice, item) for item in self.analysis.changes)

    def merged_sentence(self, area: Area) -> str:
        """Give what an area is made of; empty for one that was delivered as it is."""
        return merged_sentence(self.voice, area)

    def level_noun(self, area: Area | None = None) -> str:
        """Give "gemeente", "provincie", "wijk"; without an area that of the report itself."""
        level = (area or self.analysis.municipality).level
        return self.phrases.say(f"niveau.{level.value}")

    # Themes, rankings, the summary --------------------------------------------------------------

    def theme_message(self, theme: str) -> str:
        """Give the heading of a chapter: its finding, or its level; no full stop."""
        return themes.theme_message(self.voice, theme)

    def theme_lead(self, theme: str) -> str:
        """Give the one-sentence conclusion of a theme."""
        return themes.theme_lead(self.voice, theme)

    def theme_summary(self, theme: str) -> tuple[str, ...]:
        """Give up to five sentences over a theme, grouped by outcome."""
        return themes.theme_summary(self.voice, theme)

    def ranking_sentences(self, ranking: Ranking, limit: int = 3) -> tuple[str, ...]:
        """Give the strongest strengths and concerns one by one."""
        return themes.ranking_sentences(self.voice, ranking, limit)

    def summary_points(self, *, brief: bool = False) -> tuple[tuple[str, str], ...]:
        """Give at most six (title, sentence) pairs for "In het kort"; `brief` for a slide."""
        return summary.summary_points(self.voice, brief=brief)

    def area_sentences(self, area: str) -> tuple[str, ...]:
        """Give what is known of one local area."""
        return areas.area_sentences(self.voice, area)

    # Rules and fixed words ----------------------------------------------------------------------

    def rule_sentence(self, thresholds: Thresholds | None = None) -> str:
        """Give the statistical rules of the report, in words."""
        return sentences.rule_sentence(self.voice, thresholds or self.analysis.thresholds)

    def explanation(self) -> tuple[str, ...]:
        """Give what "aantoonbaar", "hoger" and "gunstiger" mean, a paragraph each."""
        return sentences.explanation(self.voice)

    def terms(self) -> Terms:
        """Give the words that `resolve` and the writers need."""
        return terms(self.phrases)
