"""Reads a dossier folder and analyses it: everything a build needs before the first document.

What is made of it, and written, belongs in `pipeline`.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from vmreport.assets import styles_root, templates_root
from vmreport.compose.kinds import DocumentKind, load_kinds
from vmreport.compose.letter_form import LETTER_FORM
from vmreport.dossier import Dossier, load_dossier
from vmreport.dossier.accepting import settle
from vmreport.errors import ImpossibleError, InputError, Place, Problems

if TYPE_CHECKING:
    from vmreport.analysis.disclosure.cells import Earlier, Sheet
    from vmreport.analysis.findings import CellKey, Thresholds
    from vmreport.compose.material import Material
    from vmreport.narrative.phrases import Phrases
    from vmreport.survey.areas import AreaMention
    from vmreport.survey.codebook import Codebook
    from vmreport.survey.model import Survey
    from vmreport.survey.territory import TerritoryChange

__all__ = ["Loaded", "load", "sheet_of", "template_folders"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A dossier, read and analysed, with the kinds of documents it may ask for."""

    dossier: Dossier
    material: Material
    survey: Survey
    kinds: Mapping[str, DocumentKind]
    problems: Problems


def load(
    root: Path,
    problems: Problems,
    *,
    also_hide: frozenset[CellKey] = frozenset(),
    figures: Path | None = None,
) -> Loaded | None:
    """Read a dossier and analyse it; None when there is nothing left to go on with.

    `also_hide` is what the reports of a batch must hide together, `figures` where `sheet_of` kept
    those of the same dossier, unchanged since.
    """
    from vmreport.advice.instruments import load_instruments, with_instruments
    from vmreport.advice.load import load_advice
    from vmreport.advice.plan_files import PlanFiles, load_plan
    from vmreport.analysis.analyse import analyse
    from vmreport.compose.letter_form import load_letter_form
    from vmreport.compose.material import Material
    from vmreport.compose.plan_views import theme_id
    from vmreport.compose.shapes import load_shapes, with_merged
    from vmreport.survey.kernbeleid import load_policy

    dossier = load_dossier(root, problems)
    if dossier is None:
        return None
    files = dossier.files
    codebook = _codebook(dossier, problems)
    policy = load_policy(_catalogue(dossier, "kernbeleid.toml"), codebook.indicators, problems)
    codebook = codebook.with_policy(policy)
    instruments = load_instruments(_catalogue(dossier, "instrumenten.toml"), problems)
    survey = _kept_survey(figures, codebook, problems) or _survey(dossier, codebook, problems)
    earlier = _earlier(dossier, codebook, problems)
    themes = {theme.id: theme.id for theme in codebook.themes}
    themes |= {theme.name.casefold(): theme.id for theme in codebook.themes}
    for part in codebook.fields:
        themes |= {name.casefold(): theme_id(part.id, name) for name in part.themes} | themes
    advice = load_advice(
        files.recommendations,
        files.interpretation,
        files.qualitative,
        problems,
        root=root,
        theme_ids=themes,
        area=dossier.area,
        status=dossier.status,
    )
    advice = with_instruments(advice, instruments, problems)
    plan_files = PlanFiles(root, dossier.area, dossier.status, files.measures, files.progress)
    advice, plan, progress = load_plan(advice, plan_files, problems)
    if problems.blocking:
        return None
    analysis = analyse(
        survey,
        area=dossier.area,
        edition=dossier.edition,
        country=dossier.comparisons.country,
        region=dossier.comparisons.region,
        previous_edition=dossier.comparisons.previous_edition,
        thresholds=_thresholds(dossier),
        problems=problems,
        changes=_changes(dossier, survey, problems),
        earlier=earlier,
        also_hide=also_hide,
    )
    shapes = load_shapes(files.areas, problems) if files.areas else {}
    material = Material(
        dossier=dossier,
        codebook=codebook,
        analysis=analysis,
        advice=advice,
        phrases=_phrases(dossier, problems),
        shapes=with_merged(shapes, analysis.local_areas),
        problems=problems,
        plan=plan,
        progress=progress,
        instruments=instruments,
        policy=policy,
        form=load_letter_form(_form_files(dossier), problems),
    )
    material = _checked(material)
    return Loaded(
        material.dossier, material, survey, load_kinds(template_folders(dossier)), problems
    )


def sheet_of(root: Path, figures: Path | None = None) -> Sheet:
    """Give what the documents of a dossier print and hide, for a batch to protect together.

    What was read is kept in the file `figures`, for `load`, when there is room.
    All documents of a dossier share one analysis. The sheet holds hidden numbers: keep it in the
    program. Raises InputError or DisclosureError; such a dossier gives no report either.
    """
    from vmreport.analysis.publication import publication_of
    from vmreport.analysis.scope import find_scope
    from vmreport.survey.stored import store

    problems = Problems()
    dossier = load_dossier(root, problems)
    problems.raise_if_blocking()
    if dossier is None:
        raise ImpossibleError("Er is geen dossier gelezen zonder dat dat gemeld is.")
    codebook = _codebook(dossier, problems)
    found = Problems()
    survey = _survey(dossier, codebook, found)
    problems.extend(found.items)
    earlier = _earlier(dossier, codebook, problems)
    scope = find_scope(
        survey,
        area=dossier.area,
        edition=dossier.edition,
        country=dossier.comparisons.country,
        region=dossier.comparisons.region,
        previous_edition=dossier.comparisons.previous_edition,
        problems=problems,
        changes=_changes(dossier, survey, problems),
    )
    problems.raise_if_blocking()
    published = publication_of(survey, scope, _thresholds(dossier), problems, earlier=earlier)
    problems.raise_if_blocking()
    if figures:
        with suppress(OSError):  # then they are read again
            store(survey, found.items, figures)
    return published.sheet


def _codebook(dossier: Dossier, problems: Problems) -> Codebook:
    """Give the indicators we know, with the questions of the municipality itself."""
    from vmreport.survey.codebook import load_codebook
    from vmreport.survey.local_questions import load_local_questions

    own = dossier.files.local_questions
    codebook = load_codebook()
    return codebook.with_local(load_local_questions(own, problems)) if own else codebook


def _thresholds(dossier: Dossier) -> Thresholds:
    """Give the statistical choices of a dossier as limits."""
    from vmreport.analysis.findings import SignificanceRule, Thresholds

    rules = dossier.rules
    return Thresholds(
        SignificanceRule(rules.significance),
        rules.minimum_n,
        Decimal(rules.maximum_margin) if rules.maximum_margin else None,
        rules.minimum_count,
        Decimal(rules.minimum_width),
    )


def _earlier(dossier: Dossier, codebook: Codebook, problems: Problems) -> dict[CellKey, Earlier]:
    """Give what earlier publications showed; nothing without such a file."""
    from vmreport.analysis.disclosure.cells import earlier_of
    from vmreport.survey.readers.earlier import load_earlier

    path = dossier.files.earlier
    return earlier_of(load_earlier(path, codebook, problems)) if path else {}


def _survey(dossier: Dossier, codebook: Codebook, problems: Problems) -> Survey:
    """Read the figures; areas are combined and earlier editions converted as the dossier says."""
    from vmreport.survey.combining import Combination, combine
    from vmreport.survey.conversion import convert
    from vmreport.survey.load import load_survey
    from vmreport.survey.model import AreaLevel
    from vmreport.survey.readers.factors import load_factors

    files, rules = dossier.files, dossier.rules
    survey = load_survey(
        files.indicators,
        codebook,
        problems,
        root=dossier.root,
        decimal_mark=rules.decimal_mark,
        code_style=rules.code_style,
        other_names=dossier.areas.other_names,
        area_level=AreaLevel(rules.area_level) if rules.area_level else None,
        municipality=_municipality(dossier),
    )
    combinations = [Combination(c.name, c.areas, c.reason) for c in dossier.areas.combinations]
    survey = combine(survey, combinations, problems)
    if files.conversions:
        survey = convert(survey, load_factors(files.conversions, codebook, problems), problems)
    return survey


def _kept_survey(figures: Path | None, codebook: Codebook, problems: Problems) -> Survey | None:
    """Give the survey that was read before, and say what was said of it; None without it."""
    from vmreport.survey.stored import restore

    kept = restore(figures, codebook) if figures else None
    if kept is None:
        return None
    survey, found = kept
    problems.extend(found)
    return survey


def _phrases(dossier: Dossier, problems: Problems) -> Phrases:
    """Give the sentences; when the dossier's own are wrong the shipped ones, and the problems."""
    from vmreport.narrative.phrases import load_phrases

    try:
        return load_phrases(overrides=_own(dossier, "zinnen.toml"))
    except InputError as error:
        problems.extend(error.problems)
        return load_phrases()


def _changes(dossier: Dossier, survey: Survey, problems: Problems) -> tuple[TerritoryChange, ...]:
    """Give the changes of territory: the shipped ones and those of the dossier, by day."""
    from vmreport.survey.areas import code_of
    from vmreport.survey.territory import TerritoryChange, shipped_changes, within

    merged = {
        part: area.code
        for area in survey.areas.values()
        if area.merged
        for part in area.merged.parts
    }
    known = (*survey.areas.values(), *merged)
    together = {part.code: code for part, code in merged.items()}

    def code(text: str, *, is_needed: bool) -> str:
        found = code_of(text, known)
        if not found and is_needed:
            what = f"'{text}' onder [[gebieden.wijziging]] is geen gebied in de cijfers."
            hint = "Schrijf de code of de naam zoals die in de cijfers staat."
            problems.problem("E115", Place("dossier.toml", column="naar"), what, hint)
        return found or text

    own = (
        TerritoryChange(
            item.day,
            code(item.into, is_needed=True),
            tuple(code(text, is_needed=False) for text in item.whole),
            tuple(code(text, is_needed=False) for text in item.parts),
            item.source,
        )
        for item in dossier.areas.changes
    )
    told = (within(item, together) for item in own)
    kept = (item for item in told if not item.is_only_a_name)
    return tuple(sorted((*shipped_changes(), *kept), key=lambda item: item.day))


def _municipality(dossier: Dossier) -> AreaMention | None:
    """Give the municipality of a dossier as a file would mention it; None for a province."""
    from vmreport.survey.areas import AreaMention, level_of_code
    from vmreport.survey.model import AreaLevel

    if level_of_code(dossier.area) is not AreaLevel.MUNICIPALITY:
        return None
    return AreaMention(dossier.area, dossier.name, AreaLevel.MUNICIPALITY)


def _checked(material: Material) -> Material:
    """Hold what the advisor wrote against the figures; give the material with its reviews."""
    from vmreport.compose.language_checks import check_language
    from vmreport.compose.plan_checks import check_plan
    from vmreport.compose.review_checks import with_reviews
    from vmreport.narrative.claims import check_claims
    from vmreport.narrative.typed_numbers import check_typed_numbers

    check_typed_numbers(material.sources, material.analysis, material.problems)
    check_claims(material.sources, material.analysis, material.problems)
    check_language(material, material.problems)
    check_plan(material)
    reviewed = with_reviews(material)
    settle(material.problems, material.dossier.accepted)
    return reviewed


def _own(dossier: Dossier, name: str) -> Path | None:
    """Give a file of the dossier's own house style, when it is there."""
    folder = dossier.files.house_style
    path = folder / name if folder else None
    inside = path and path.exists() and dossier.root.resolve() in path.resolve().parents
    return path if inside else None


def _catalogue(dossier: Dossier, name: str) -> Path | None:
    """Give a catalogue of the dossier's own: in `catalogi/`, else in its house style."""
    folder = dossier.files.catalogues
    path = folder / name if folder else None
    return path if path and path.is_file() else _own(dossier, name)


def _form_files(dossier: Dossier) -> tuple[Path, ...]:
    """Give where the form of the letter may stand, the dossier's own first."""
    own = _own(dossier, LETTER_FORM)
    house = styles_root() / "houses" / dossier.house_style / LETTER_FORM
    return tuple(path for path in (own, house) if path and path.is_file())


def template_folders(dossier: Dossier) -> tuple[Path, ...]:
    """Give the folders of document templates, the dossier's own first."""
    own = _own(dossier, "documenten")
    shipped = templates_root() / "documents"
    return (own, shipped) if own else (shipped,)
