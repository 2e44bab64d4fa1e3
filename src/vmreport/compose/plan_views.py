"""What templates of the safety plan and the yearly plan see: velden, themes, actiepunten, counts.

Plain frozen values in Dutch names; blocks come from the functions in `plan_functions`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vmreport.advice.model import Recommendation
from vmreport.advice.safety_plan import PlannedMeasure, Quarter, SafetyPlan, Status
from vmreport.analysis.findings import Against, Published
from vmreport.compose.environment import Ready
from vmreport.compose.files import slug
from vmreport.compose.material import Material
from vmreport.compose.planning import in_parts
from vmreport.narrative.numbers import format_date, whole_number
from vmreport.narrative.phrases import sentence_case
from vmreport.narrative.themes import compared, differences, tally
from vmreport.survey.kernbeleid import Field

__all__ = ["PlanView", "counted_statuses", "plan_view", "theme_id"]

MOST_ROWS = 8
"""Figures in the table of one theme; all of them stand in the raadsrapport."""
_ACTIVE = (Status.PLANNED, Status.RUNNING, Status.DELAYED)
_TROUBLED = (Status.DELAYED, Status.DROPPED)


@dataclass(frozen=True, slots=True)
class PlanAdviceView:
    """A recommendation in the plan."""

    id: str
    titel: str
    anker: Ready
    veld: str
    heeft_maatregelen: bool
    tabel: str
    """Title of the table with its measures."""
    tabel_voortgang: str
    """Title of the table with how they stand."""


@dataclass(frozen=True, slots=True)
class PlanThemeView:
    """A thema of the Kernbeleid with recommendations."""

    naam: str
    kop: str
    anker: Ready
    tabel: str
    indicatoren: tuple[str, ...]
    gebied_indicator: str
    """Indicator whose local areas are shown; empty when the goals are for the municipality."""
    duiding: str
    """Name under which the advisor wrote about it; empty when she did not."""
    adviezen: tuple[PlanAdviceView, ...]


@dataclass(frozen=True, slots=True)
class PlanFieldView:
    """A veld of the Kernbeleid."""

    naam: str
    topic: str
    anker: Ready
    conclusie: str
    themas: tuple[PlanThemeView, ...]
    verder_kop: str
    verder: tuple[str, ...]
    """What its other figures say; empty without differences."""
    opmerking: str
    """Said instead when there is nothing; else empty."""


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan as a whole."""

    jaar: str
    tot_en_met: str
    peildatum: str
    kernbeleid: str
    strategisch: str
    """Strategic themes of the edition in one phrase; empty when it has none."""
    bouwsteen: str
    """Opening sentence of the safety plan."""
    opening: tuple[str, ...]
    """Opening sentences of the yearly plan."""
    stand: str
    """Opening sentence of the tussenrapportage."""
    aandacht: tuple[str, ...]
    """Measures that are delayed or dropped, with what was said of them."""
    geen_aandacht: str
    """Said when there are none."""
    velden: tuple[PlanFieldView, ...]
    overige_velden: tuple[PlanFieldView, ...]
    """Those without recommendations."""
    adviezen: tuple[PlanAdviceView, ...]
    delen: tuple[int, ...]
    """Numbers of the planning figures."""
    heeft_maatregelen: bool
    heeft_doelen: bool


def plan_view(material: Material) -> PlanView:
    """Give all of it for one dossier."""
    say = material.phrases.say
    plan, progress = material.plan, material.progress
    name = material.narrator.area_name(material.analysis.municipality)
    fields = [_field(material, field) for field in material.codebook.fields]
    goals = sum(item.goal is not None for item in material.advice.recommendations)
    return PlanView(
        jaar=str(material.plan_year),
        tot_en_met=str(material.last_year),
        peildatum=format_date(material.status_date),
        kernbeleid=material.policy.name,
        strategisch=material.narrator.voice.joined(material.policy.strategic_themes),
        bouwsteen=_lead(material, name, goals),
        opening=_opening(material, name),
        stand=_state_sentence(material, progress),
        aandacht=_attention(material, progress),
        geen_aandacht=say("uitvoering.geen_aandacht"),
        velden=tuple(field for field in fields if field.themas),
        overige_velden=tuple(field for field in fields if not field.themas),
        adviezen=tuple(_advice(material, item) for item in material.advice.recommendations),
        delen=tuple(range(1, len(in_parts(plan.actions)) + 1)),
        heeft_maatregelen=bool(plan.measures),
        heeft_doelen=bool(goals),
    )


def _lead(material: Material, name: str, goals: int) -> str:
    say, name = material.phrases.say, sentence_case(name)
    years = {"jaar": str(material.plan_year), "tot_en_met": str(material.last_year)}
    if not goals:
        return say("ivp.lead_zonder_doelen", gebied=name, **years)
    counted = say("ivp.een_doel") if goals == 1 else say("ivp.doelen", aantal=str(goals))
    return say("ivp.lead", gebied=name, doelen=counted, **years)


def theme_id(field: str, theme: str) -> str:
    """Give the name under which duiding.md knows a thema of the Kernbeleid.

    >>> theme_id("3", "Alcohol en drugs")
    'kernbeleid.3.alcohol-en-drugs'
    """
    return f"kernbeleid.{field}.{slug(theme)}"


def counted_statuses(material: Material, measures: Iterable[PlannedMeasure]) -> str:
    """Give "12 gepland, 3 lopen en 1 gereed"."""
    counts = Counter(item.status for item in measures)
    return material.narrator.voice.joined(
        _counted(material, status, counts[status]) for status in Status if counts[status]
    )


def _counted(material: Material, status: Status, count: int) -> str:
    """Give "12 gepland"; only "loopt" has a plural of its own."""
    if status is Status.RUNNING and count > 1:
        return material.phrases.say("uitvoering.telling_lopen", aantal=whole_number(count))
    return material.phrases.say(
        "uitvoering.telling_deel", aantal=whole_number(count), status=status.value
    )


# -- sentences ------------------------------------------------------------------------------------


def _opening(material: Material, name: str) -> tuple[str, ...]:
    plan, say = material.plan, material.phrases.say
    if not plan.measures:
        return (say("uitvoering.geen_maatregelen"),)
    year = material.plan_year
    busy = [item for item in plan.measures if _runs_in(item, year)]
    return (
        say(
            "uitvoering.lead",
            gebied=name,
            jaar=str(year),
            actiepunten=_amount(material, "actiepunt", "actiepunten", len(plan.actions)),
            maatregelen=_amount(material, "maatregel", "maatregelen", len(plan.measures)),
        ),
        say(
            "uitvoering.in_jaar",
            jaar=str(year),
            aantal=whole_number(len(busy)),
            totaal=whole_number(len(plan.measures)),
        ),
    )


def _amount(material: Material, one: str, many: str, amount: int) -> str:
    if amount == 1:
        return material.phrases.say(f"uitvoering.aantal_{one}")
    return material.phrases.say(f"uitvoering.aantal_{many}", aantal=whole_number(amount))


def _runs_in(item: PlannedMeasure, year: int) -> bool:
    first, last = Quarter(year, 1), Quarter(year, 4)
    if item.status not in _ACTIVE or item.start is None:
        return False
    return item.start <= last and (item.end is None or item.end >= first)


def _state_sentence(material: Material, progress: SafetyPlan) -> str:
    if not progress.measures:
        return material.phrases.say("uitvoering.geen_maatregelen")
    return material.phrases.say(
        "uitvoering.lead_stand",
        datum=format_date(material.status_date),
        totaal=whole_number(len(progress.measures)),
        telling=counted_statuses(material, progress.measures),
    )


def _attention(material: Material, progress: SafetyPlan) -> tuple[str, ...]:
    return tuple(
        material.phrases.say(
            "uitvoering.aandacht",
            maatregel=f"{item.id}\u00a0 {item.measure.title}",
            status=item.status.value,
            voortgang=item.measure.progress or material.phrases.say("uitvoering.niets_gemeld"),
        )
        for item in progress.measures
        if item.status in _TROUBLED
    )


# -- velden and themes ----------------------------------------------------------------------------


def _field(material: Material, field: Field) -> PlanFieldView:
    say, voice = material.phrases.say, material.narrator.voice
    own = [item for item in material.advice.recommendations if item.field == field.id]
    names = dict.fromkeys(item.field_theme for item in own)
    themes = tuple(_theme(material, field, name, own) for name in names)
    measured = [i.code for i in material.analysis.indicators.values() if i.field == field.id]
    shown = {code for theme in themes for code in theme.indicatoren}
    further = [code for code in measured if code not in shown]
    main = voice.main_reference
    remark = "" if measured else say("ivp.veld_zonder_cijfers")
    if not own:
        remark = " ".join(part for part in (remark, say("ivp.veld_zonder_advies")) if part)
    return PlanFieldView(
        naam=field.name,
        topic=say("ivp.veld", nummer=field.id),
        anker=Ready(f"ivp-veld-{slug(field.id)}"),
        conclusie=material.trail.sentence(
            lambda: tally(voice, compared(voice, measured, main), main)
        )
        if measured
        else "",
        themas=themes,
        verder_kop=say("ivp.veld_verder" if themes else "ivp.veld_cijfers"),
        verder=_further(material, further),
        opmerking=remark,
    )


def _further(material: Material, codes: Sequence[str]) -> tuple[str, ...]:
    """Give the shown differences of figures that stand in no table of the veld."""
    voice = material.narrator.voice
    kinds = dict.fromkeys((voice.main_reference, Against.PREVIOUS))
    trail = material.trail
    sentences: list[str] = []
    for against in kinds:
        if against is not None:
            mark = trail.mark()
            found = differences(voice, compared(voice, codes, against), against)
            sentences += trail.sentences(map(voice.sentence, found), mark)
    return tuple(sentences)


def _theme(
    material: Material, field: Field, name: str, items: Sequence[Recommendation]
) -> PlanThemeView:
    own = [item for item in items if item.field_theme == name]
    codes = _codes(material, field, name, own)
    title = material.narrator.voice.sentence(name or field.name)
    key = theme_id(field.id, name)
    place = material.narrator.area_name(material.analysis.municipality)
    return PlanThemeView(
        naam=title,
        kop=material.trail.sentence(lambda: material.narrator.indicator_message(codes[0]))
        if codes
        else title,
        anker=Ready(f"ivp-thema-{slug(field.id)}-{slug(name) or 'zonder'}"),
        tabel=material.phrases.say("ivp.tabel_thema", thema=title, gebied=place),
        indicatoren=codes,
        gebied_indicator=_area_indicator(material, own),
        duiding=key if material.has_duiding(key) else "",
        adviezen=tuple(_advice(material, item) for item in own),
    )


def _codes(
    material: Material, field: Field, name: str, items: Sequence[Recommendation]
) -> tuple[str, ...]:
    """Give the figures of a theme: what goals and findings name, key figures, then the rest."""
    analysis = material.analysis
    named = [item.goal.indicator for item in items if item.goal is not None]
    named += [ref.indicator for item in items for ref in item.findings]
    there = [
        item
        for item in analysis.indicators.values()
        if item.field == field.id and item.field_theme.casefold() == name.casefold()
    ]
    headline = [item.code for item in there if item.headline]
    plain = [item.code for item in there if not item.conditional]
    every = dict.fromkeys((*named, *headline, *plain))
    shown = [code for code in every if isinstance(analysis.cell(code), Published)]
    return tuple(shown)[:MOST_ROWS]


def _area_indicator(material: Material, items: Sequence[Recommendation]) -> str:
    """Give the indicator of the first goal that is for a local area."""
    for item in items:
        goal = item.goal
        if goal is not None and goal.area and goal.indicator in material.analysis.profiles:
            return goal.indicator
    return ""


def _advice(material: Material, item: Recommendation) -> PlanAdviceView:
    say = material.phrases.say
    field = material.codebook.field(item.field).name
    return PlanAdviceView(
        id=item.id,
        titel=item.title,
        anker=Ready(f"aanbeveling-{item.id.lower()}"),
        veld=f"{field}: {item.field_theme}" if item.field_theme else field,
        heeft_maatregelen=bool(material.plan.of(item.id)),
        tabel=say("uitvoering.tabel_maatregelen", aanbeveling=item.id),
        tabel_voortgang=say("uitvoering.tabel_voortgang", aanbeveling=item.id),
    )
