"""The few fixed words and signs for an outcome, for why there is none, and their legend.

The sign shows the direction of the number, the words what that means for residents. Sentences
around them belong in `sentences`.
"""

from __future__ import annotations

from typing import assert_never

from vmreport.analysis.findings import Against, Comparison, Hidden, NoVerdict, Outcome, Valuation
from vmreport.document.charts import LegendEntry
from vmreport.document.inlines import Tone, Verdict
from vmreport.errors import ImpossibleError
from vmreport.narrative.phrases import Phrases
from vmreport.survey.model import Absence

__all__ = [
    "absence_words",
    "difference_words",
    "legend",
    "no_verdict_reason",
    "short_verdict",
    "verdict",
]

_ABSENCE = {
    Absence.UNKNOWN: "afwezig.onbekend",
    Absence.SECRET: "afwezig.geheim",
    Absence.MISSING: "afwezig.geen_cijfer",
    Absence.NOT_APPLICABLE: "afwezig.nvt",
    Absence.TOO_FEW: "afwezig.te_weinig",
    Absence.MARGIN_TOO_WIDE: "afwezig.te_onzeker",
    # One word for both, so that nobody learns which of two hidden cells is the small one.
    Absence.SMALL_COUNT: "afwezig.afgeschermd",
    Absence.COMPLEMENT: "afwezig.afgeschermd",
}
_TONE = {
    Valuation.FAVOURABLE: Tone.FAVOURABLE,
    Valuation.UNFAVOURABLE: Tone.UNFAVOURABLE,
    Valuation.NEUTRAL: Tone.DIFFERENT,
}
_DIFFERENCE = {
    (Outcome.HIGHER, Valuation.FAVOURABLE): "oordeel.hoger_gunstig",
    (Outcome.HIGHER, Valuation.UNFAVOURABLE): "oordeel.hoger_ongunstig",
    (Outcome.HIGHER, Valuation.NEUTRAL): "oordeel.hoger",
    (Outcome.LOWER, Valuation.FAVOURABLE): "oordeel.lager_gunstig",
    (Outcome.LOWER, Valuation.UNFAVOURABLE): "oordeel.lager_ongunstig",
    (Outcome.LOWER, Valuation.NEUTRAL): "oordeel.lager",
}
_SHORT = {
    (Outcome.HIGHER, Valuation.FAVOURABLE): "oordeel_kort.gunstig",
    (Outcome.HIGHER, Valuation.UNFAVOURABLE): "oordeel_kort.ongunstig",
    (Outcome.HIGHER, Valuation.NEUTRAL): "oordeel_kort.hoger",
    (Outcome.LOWER, Valuation.FAVOURABLE): "oordeel_kort.gunstig",
    (Outcome.LOWER, Valuation.UNFAVOURABLE): "oordeel_kort.ongunstig",
    (Outcome.LOWER, Valuation.NEUTRAL): "oordeel_kort.lager",
}
_LEGEND = (
    (Tone.FAVOURABLE, "teken.hoger", "legenda.hoger_gunstig"),
    (Tone.FAVOURABLE, "teken.lager", "legenda.lager_gunstig"),
    (Tone.UNFAVOURABLE, "teken.hoger", "legenda.hoger_ongunstig"),
    (Tone.UNFAVOURABLE, "teken.lager", "legenda.lager_ongunstig"),
    (Tone.DIFFERENT, "teken.hoger", "legenda.hoger"),
    (Tone.DIFFERENT, "teken.lager", "legenda.lager"),
    (Tone.NO_DIFFERENCE, "teken.geen_verschil", "legenda.geen_verschil"),
    (Tone.UNKNOWN, "teken.niet_te_zeggen", "legenda.niet_te_zeggen"),
)


def absence_words(hidden: Hidden, phrases: Phrases) -> str:
    """Give why there is no number: "te weinig antwoorden", "geheim"."""
    return phrases.say(_ABSENCE[hidden.reason])


def difference_words(comparison: Comparison, phrases: Phrases) -> str:
    """Give "lager (gunstiger)" for a shown difference.

    Raises ImpossibleError when no difference was shown: then there are no such words.
    """
    key = _DIFFERENCE.get((comparison.outcome, comparison.valuation))
    if key is None:
        raise ImpossibleError(f"Geen verschil om te benoemen: {comparison.outcome}")
    return phrases.say(key)


def no_verdict_reason(comparison: Comparison, phrases: Phrases) -> str:
    """Give why a comparison has no verdict; empty when it has one."""
    match comparison.no_verdict:
        case None:
            return ""
        case NoVerdict.MARGIN_UNKNOWN:
            return phrases.say("reden.marge_onbekend")
        case NoVerdict.SERIES_BREAK:
            return phrases.say("reden.andere_meetwijze")
        case NoVerdict.OTHER_TERRITORY:
            return phrases.say("reden.ander_gebied")
        case NoVerdict.REFERENCE_MISSING:
            past = comparison.against in (Against.PREVIOUS, Against.FIRST)
            return phrases.say("reden.niet_eerder" if past else "reden.geen_vergelijking")
        case NoVerdict.VALUE_HIDDEN if isinstance(comparison.value, Hidden):
            return absence_words(comparison.value, phrases)
        case NoVerdict.REFERENCE_HIDDEN if isinstance(comparison.reference, Hidden):
            return absence_words(comparison.reference, phrases)
        case NoVerdict.VALUE_HIDDEN | NoVerdict.REFERENCE_HIDDEN:
            raise ImpossibleError("Een verborgen cijfer heeft toch een getal.")


def verdict(comparison: Comparison, phrases: Phrases) -> Verdict:
    """Give sign, words and tone of a comparison: "▼ lager (gunstiger)"."""
    match comparison.outcome:
        case Outcome.HIGHER | Outcome.LOWER:
            words = difference_words(comparison, phrases)
        case Outcome.NO_DIFFERENCE:
            words = phrases.say("oordeel.geen_verschil")
        case Outcome.UNKNOWN:
            reason = no_verdict_reason(comparison, phrases)
            if comparison.no_verdict in (NoVerdict.SERIES_BREAK, NoVerdict.OTHER_TERRITORY):
                words = phrases.say("oordeel.niet_te_vergelijken", reden=reason)
            else:
                words = phrases.say("oordeel.niet_te_zeggen", reden=reason)
        case _:
            assert_never(comparison.outcome)
    return Verdict(_tone(comparison), _sign(comparison, phrases), words)


def short_verdict(comparison: Comparison, phrases: Phrases) -> Verdict:
    """Give the same for a narrow table cell: "▼ gunstiger", "○ marge onbekend"."""
    match comparison.outcome:
        case Outcome.HIGHER | Outcome.LOWER:
            words = phrases.say(_SHORT[comparison.outcome, comparison.valuation])
        case Outcome.NO_DIFFERENCE:
            words = phrases.say("oordeel_kort.geen_verschil")
        case Outcome.UNKNOWN:
            words = no_verdict_reason(comparison, phrases)
        case _:
            assert_never(comparison.outcome)
    return Verdict(_tone(comparison), _sign(comparison, phrases), words)


def _tone(comparison: Comparison) -> Tone:
    match comparison.outcome:
        case Outcome.HIGHER | Outcome.LOWER:
            return _TONE[comparison.valuation]
        case Outcome.NO_DIFFERENCE:
            return Tone.NO_DIFFERENCE
        case Outcome.UNKNOWN:
            return Tone.UNKNOWN


def _sign(comparison: Comparison, phrases: Phrases) -> str:
    match comparison.outcome:
        case Outcome.HIGHER:
            return phrases.say("teken.hoger")
        case Outcome.LOWER:
            return phrases.say("teken.lager")
        case Outcome.NO_DIFFERENCE:
            return phrases.say("teken.geen_verschil")
        case Outcome.UNKNOWN:
            return phrases.say("teken.niet_te_zeggen")


def legend(
    phrases: Phrases, used: frozenset[tuple[Tone, str]] | None = None
) -> tuple[LegendEntry, ...]:
    """Give what the signs mean; with `used` only the (tone, sign) pairs that occur."""
    entries = tuple(
        LegendEntry(tone, phrases.say(sign), phrases.say(text)) for tone, sign, text in _LEGEND
    )
    return tuple(e for e in entries if used is None or (e.tone, e.sign) in used)
