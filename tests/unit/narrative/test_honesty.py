"""No sentence says more than its finding: every outcome, reason and reference, all texts."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

from support.findings import (
    COUNTRY,
    TOWN,
    UNSAFE,
    Row,
    analysis_of,
    cell_of,
    compare,
    province_only,
    realistic,
    without_differences,
    without_margins,
)
from support.narrative_sample import sample
from vmreport.analysis.findings import Against, NoVerdict, Outcome, Valuation
from vmreport.document.inlines import Tone
from vmreport.narrative.narrator import Narrator
from vmreport.narrative.phrases import load_phrases
from vmreport.survey.model import Absence

PHRASES = load_phrases()
CLAIM = re.compile(r"\b(hoger|lager|gunstiger|ongunstiger|gestegen|gedaald|beter|slechter)\b")
VALUE = cell_of(Row(UNSAFE, TOWN, 2023, "20.0", "2"))
REFERENCE = cell_of(Row(UNSAFE, COUNTRY, 2023, "15.0", "1"))
PLAIN = compare(UNSAFE, Against.COUNTRY, VALUE, REFERENCE)
REAL = Narrator(PHRASES, realistic())


def narrators():
    for build in (without_margins, without_differences, province_only):
        yield pytest.param(Narrator(PHRASES, build()), id=build.__name__)


def texts(narrator: Narrator):
    analysis = narrator.analysis
    yield from (text for _, text in narrator.summary_points())
    yield from (text for _, text in narrator.summary_points(brief=True))
    for code in analysis.indicators:
        yield narrator.indicator_message(code)
        yield from (narrator.indicator_message(code, against) for against in Against)
        yield narrator.course_message(code)
        yield from narrator.indicator_sentences(code)
        yield from narrator.trend_notes(code)
        yield narrator.profile_sentence(code)
    for theme in {item.theme for item in analysis.indicators.values()}:
        yield narrator.theme_message(theme)
        yield narrator.theme_lead(theme)
        yield from narrator.theme_summary(theme)
    for area in analysis.local_areas:
        yield from narrator.area_sentences(area.code)
    yield from narrator.ranking_sentences(analysis.ranking_country)


@pytest.mark.parametrize("narrator", list(narrators()))
def test_without_a_shown_difference_no_text_claims_one(narrator):
    for text in texts(narrator):
        for match in CLAIM.finditer(text):
            before = text[: match.start()]
            assert re.search(r"([Gg]een enkel|Geen van)[^.]*$", before), text


@pytest.mark.parametrize(
    ("outcome", "valuation", "sign", "word", "tone"),
    [
        (Outcome.HIGHER, Valuation.FAVOURABLE, "▲", "hoger (gunstiger)", Tone.FAVOURABLE),
        (Outcome.HIGHER, Valuation.UNFAVOURABLE, "▲", "hoger (ongunstiger)", Tone.UNFAVOURABLE),
        (Outcome.HIGHER, Valuation.NEUTRAL, "▲", "hoger", Tone.DIFFERENT),
        (Outcome.LOWER, Valuation.FAVOURABLE, "▼", "lager (gunstiger)", Tone.FAVOURABLE),
        (Outcome.LOWER, Valuation.UNFAVOURABLE, "▼", "lager (ongunstiger)", Tone.UNFAVOURABLE),
        (Outcome.LOWER, Valuation.NEUTRAL, "▼", "lager", Tone.DIFFERENT),
        (
            Outcome.NO_DIFFERENCE,
            Valuation.NEUTRAL,
            "·",
            "geen aantoonbaar verschil",
            Tone.NO_DIFFERENCE,
        ),
    ],
)
def test_a_verdict_has_fixed_words_and_a_sign_for_the_number(outcome, valuation, sign, word, tone):
    comparison = replace(PLAIN, outcome=outcome, valuation=valuation)
    full, short = REAL.verdict(comparison), REAL.short_verdict(comparison)
    assert (full.sign, full.word, full.tone) == (sign, word, tone)
    assert (short.sign, short.tone) == (sign, tone)
    assert short.word in word


@pytest.mark.parametrize(
    ("reason", "hidden", "word"),
    [
        (NoVerdict.MARGIN_UNKNOWN, None, "niet te zeggen (marge onbekend)"),
        (NoVerdict.SERIES_BREAK, None, "niet te vergelijken (andere meetwijze)"),
        (NoVerdict.REFERENCE_MISSING, None, "niet te zeggen (geen cijfer om mee te vergelijken)"),
        (NoVerdict.VALUE_HIDDEN, Absence.TOO_FEW, "niet te zeggen (te weinig antwoorden)"),
        (NoVerdict.REFERENCE_HIDDEN, Absence.SECRET, "niet te zeggen (geheim)"),
    ],
)
def test_no_verdict_says_why(reason, hidden, word):
    comparison = replace(
        PLAIN, outcome=Outcome.UNKNOWN, valuation=Valuation.NEUTRAL, no_verdict=reason
    )
    if hidden:
        side = "value" if reason is NoVerdict.VALUE_HIDDEN else "reference"
        area = TOWN if side == "value" else COUNTRY
        cell = cell_of(Row(UNSAFE, area, 2023, hidden=hidden))
        comparison = replace(comparison, **{side: cell})
    verdict = REAL.verdict(comparison)
    assert (verdict.sign, verdict.word, verdict.tone) == ("○", word, Tone.UNKNOWN)
    assert not CLAIM.search(REAL.comparison_sentence(comparison))


def test_every_absence_has_words_and_the_two_disclosure_reasons_sound_alike():
    words = {
        reason: REAL.absence_words(cell_of(Row(UNSAFE, TOWN, 2023, hidden=reason)))
        for reason in Absence
    }
    assert all(words.values())
    assert words[Absence.SMALL_COUNT] == words[Absence.COMPLEMENT]
    assert len(set(words.values())) == len(Absence) - 1


@pytest.mark.parametrize(
    ("first", "second"), list(product([Valuation.FAVOURABLE, Valuation.UNFAVOURABLE], repeat=2))
)
def test_good_and_bad_news_are_joined_by_but(first, second):
    analysis = analysis_of(
        (
            Row(UNSAFE, TOWN, 2023, "20", "1"),
            Row(UNSAFE, TOWN, 2021, "25" if first is Valuation.FAVOURABLE else "15", "1"),
            Row(UNSAFE, COUNTRY, 2023, "26" if second is Valuation.FAVOURABLE else "14", "1"),
        )
    )
    message = Narrator(PHRASES, analysis).indicator_message(UNSAFE.code)
    assert (", maar " in message) is (first is not second)


def test_a_difference_that_prints_as_none_gets_its_decimals():
    analysis = analysis_of(
        (
            Row(UNSAFE, TOWN, 2023, "20.4", "0.1"),
            Row(UNSAFE, COUNTRY, 2023, "20.1", "0.1"),
        )
    )
    sentences = Narrator(PHRASES, analysis).indicator_sentences(UNSAFE.code)
    assert "in Nederland (20,4% tegen 20,1%)" in sentences[1]


def test_no_text_uses_words_that_are_never_allowed():
    text = sample().casefold()
    for word in ("significant", "stabiel", "licht gestegen", "none", "nan", "{", "}", "  "):
        assert word not in text
    assert not re.search(r"\bgelijk\b", text)


def test_a_hidden_cell_leaves_no_number_in_its_sentence():
    sentences = REAL.indicator_sentences("melding")
    assert sentences == (
        "Voor ‘Melding bij de politie’ is er in Voorbeeldstad geen cijfer (te weinig antwoorden).",
    )
