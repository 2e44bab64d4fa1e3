"""From a dossier folder to finished files: read, analyse, compose, resolve, write, publish.

The only place where the layers meet and where files are written. Nothing is written while a
problem stands, and a set of documents appears whole or not at all.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vmreport.assets import data_root, templates_root
from vmreport.compose.files import file_stem
from vmreport.compose.kinds import DocumentKind, load_kinds
from vmreport.document.check import check
from vmreport.document.outline import outline
from vmreport.document.resolve import resolve
from vmreport.dossier import Dossier, load_dossier
from vmreport.errors import ContentError, ImpossibleError, Place, Problem, Problems
from vmreport.publishing import publish

if TYPE_CHECKING:
    from vmreport.compose.material import Material
    from vmreport.document.tree import ResolvedDocument
    from vmreport.fontset import Fontset
    from vmreport.survey.importing import ImportResult
    from vmreport.survey.model import Survey
    from vmreport.writers.house_style import HouseStyle

__all__ = [
    "BuildResult",
    "ImportReport",
    "Progress",
    "build",
    "check_dossier",
    "import_figures",
    "outline_document",
    "sample_names",
    "write_sample",
]

T = TypeVar("T")

Progress = Callable[[int, int, str], None]
"""Called with steps done, steps in all, and the step that starts (Dutch)."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made, and what the advisor should know about it."""

    files: tuple[Path, ...]
    notices: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: lines to print, rows written, things to know."""

    lines: tuple[str, ...]
    rows: int
    notices: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Loaded:
    dossier: Dossier
    material: Material
    survey: Survey
    kinds: Mapping[str, DocumentKind]
    problems: Problems


def check_dossier(root: Path) -> Problems:
    """Read and compose everything a dossier asks for and give all problems; write nothing."""
    problems = Problems()
    loaded = _load(root, problems)
    if loaded is None or problems.blocking:
        return problems
    fonts = _fonts(_house_style(loaded.dossier, problems))
    _check_input(loaded, fonts, problems)
    if problems.blocking:
        return problems
    for kind in _wanted(loaded, (), problems):
        try:
            _printable(_document(loaded, kind), fonts)
        except ContentError as error:
            problems.extend(error.problems)
    return problems


def outline_document(root: Path, name: str) -> str:
    """Give one document of a dossier as indented text.

    Raises InputError or ContentError with everything that stands in the way.
    """
    problems = Problems()
    loaded = _load(root, problems)
    problems.raise_if_blocking()
    loaded = _sure(loaded)
    kinds = _wanted(loaded, (name,), problems)
    problems.raise_if_blocking()
    return outline(_document(loaded, kinds[0]))


def build(
    root: Path,
    out: Path,
    *,
    documents: Sequence[str] = (),
    formats: Sequence[str] = (),
    progress: Progress = lambda *_: None,
) -> BuildResult:
    """Write the documents of a dossier into `out` and give their paths.

    Raises InputError, HouseStyleError or ContentError with all problems; then nothing is written.
    """
    problems = Problems()
    progress(0, 1, "lezen en controleren")
    loaded = _load(root, problems)
    problems.raise_if_blocking()
    loaded = _sure(loaded)
    kinds = _wanted(loaded, documents, problems)
    style = _house_style(loaded.dossier, problems)
    fonts = _fonts(style)
    _check_input(loaded, fonts, problems)
    problems.raise_if_blocking()
    jobs = [(kind, [f for f in kind.formats if not formats or f in formats]) for kind in kinds]
    total = sum(1 + len(wanted) for _, wanted in jobs)
    done = 0
    finished: dict[str, bytes] = {}
    for kind, wanted in jobs:
        progress(done, total, f"{kind.name} opstellen")
        document = _printable(_document(loaded, kind), fonts)
        done += 1
        stem = file_stem(loaded.dossier, kind.name)
        for name, data in _write(document, _sure(style), wanted):
            progress(done, total, f"{kind.name} ({name})")
            finished[f"{stem}.{name}"] = data
            done += 1
        if wanted:
            finished[f"{stem}.diwoo.xml"] = _woo_metadata(document, loaded.dossier, kind, wanted[0])
    paths = publish(finished, out)
    progress(total, total, "klaar")
    return BuildResult(paths, problems.notices)


def _write(
    document: ResolvedDocument, style: HouseStyle, formats: Iterable[str]
) -> Iterable[tuple[str, bytes]]:
    """Give the finished files; Word takes the page numbers of its contents list from the PDF."""
    wanted = set(formats)
    pages: Mapping[str, int] | None = None
    if wanted & {"pdf", "docx"}:
        from vmreport.writers.pdf.writer import write_pdf

        result = write_pdf(document, style)
        pages = result.pages
        if "pdf" in wanted:
            yield "pdf", result.data
    if "docx" in wanted:
        from vmreport.writers.docx import write_docx

        yield "docx", write_docx(document, style, pages=pages)
    from vmreport.writers.formats import PLAIN_FORMATS, write_plain

    for name in PLAIN_FORMATS:
        if name in wanted:
            yield name, write_plain(name, document, style)


def _woo_metadata(
    document: ResolvedDocument, dossier: Dossier, kind: DocumentKind, form: str
) -> bytes:
    """Give the Woo metadata that goes with a document; `form` is the file it describes."""
    from vmreport.writers.diwoo import WooFacts, write_diwoo

    woo = dossier.woo
    facts = WooFacts(
        area=dossier.area,
        publisher=woo.publisher or dossier.name,
        category=(woo.category_of or {}).get(kind.name, woo.category),
        document_type=woo.document_type,
        theme=woo.theme,
        responsible=woo.responsible,
        valid_from=woo.valid_from,
        identifier=dossier.council.case_number,
        form=form,
    )
    return write_diwoo(document.metadata, document.language, facts)


# -- reading --------------------------------------------------------------------------------------


def _load(root: Path, problems: Problems) -> _Loaded | None:
    """Read a dossier and analyse it; None when there is nothing left to go on with."""
    from vmreport.advice.instruments import check_instruments, load_instruments
    from vmreport.advice.load import load_advice
    from vmreport.advice.safety_plan import build_plan
    from vmreport.analysis.analyse import analyse
    from vmreport.analysis.findings import SignificanceRule, Thresholds
    from vmreport.compose.material import Material
    from vmreport.compose.plan_views import theme_id
    from vmreport.compose.shapes import load_shapes
    from vmreport.narrative.lint import check_claims, check_typed_numbers
    from vmreport.narrative.phrases import load_phrases
    from vmreport.survey.codebook import load_codebook
    from vmreport.survey.kernbeleid import load_policy
    from vmreport.survey.load import load_survey
    from vmreport.survey.local_questions import load_local_questions

    dossier = load_dossier(root, problems)
    if dossier is None:
        return None
    files, rules = dossier.files, dossier.rules
    codebook = load_codebook()
    if files.local_questions:
        codebook = codebook.with_local(load_local_questions(files.local_questions, problems))
    policy = load_policy(_catalogue(dossier, "kernbeleid.toml"), codebook.indicators, problems)
    codebook = codebook.with_policy(policy)
    instruments = load_instruments(_catalogue(dossier, "instrumenten.toml"), problems)
    survey = load_survey(
        files.indicators,
        codebook,
        problems,
        root=root,
        decimal_mark=rules.decimal_mark,
        code_style=rules.code_style,
    )
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
    check_instruments(advice, instruments, problems)
    plan = build_plan(advice, problems)
    if problems.blocking:
        return None
    margin = Decimal(rules.maximum_margin) if rules.maximum_margin else None
    analysis = analyse(
        survey,
        area=dossier.area,
        edition=dossier.edition,
        country=dossier.comparisons.country,
        region=dossier.comparisons.region,
        previous_edition=dossier.comparisons.previous_edition,
        thresholds=Thresholds(
            SignificanceRule(rules.significance), rules.minimum_n, margin, rules.minimum_count
        ),
        problems=problems,
    )
    shapes = load_shapes(files.areas, problems) if files.areas else {}
    material = Material(
        dossier=dossier,
        codebook=codebook,
        analysis=analysis,
        advice=advice,
        phrases=load_phrases(overrides=_own(dossier, "zinnen.toml")),
        shapes=shapes,
        problems=problems,
        plan=plan,
        progress=plan,
        instruments=instruments,
        policy=policy,
    )
    check_typed_numbers(material.sources, analysis, problems)
    check_claims(material.sources, analysis, problems)
    return _Loaded(dossier, material, survey, load_kinds(_template_folders(dossier)), problems)


def _own(dossier: Dossier, name: str) -> Path | None:
    """Give a file of the dossier's own house style, when it is there."""
    folder = dossier.files.house_style
    path = folder / name if folder else None
    return path if path and path.exists() else None


def _catalogue(dossier: Dossier, name: str) -> Path | None:
    """Give a catalogue of the dossier's own: in `catalogi/`, else in its house style."""
    folder = dossier.files.catalogues
    path = folder / name if folder else None
    return path if path and path.is_file() else _own(dossier, name)


def _template_folders(dossier: Dossier) -> tuple[Path, ...]:
    own = _own(dossier, "documenten")
    shipped = templates_root() / "documents"
    return (own, shipped) if own else (shipped,)


def _wanted(loaded: _Loaded, names: Sequence[str], problems: Problems) -> tuple[DocumentKind, ...]:
    wanted: list[DocumentKind] = []
    for name in names or loaded.dossier.documents:
        kind = loaded.kinds.get(name)
        if kind is None:
            what = f"Het document '{name}' kent vmreport niet."
            hint = f"Kies uit: {', '.join(loaded.kinds)}."
            problems.problem("E131", Place("dossier.toml", column="documenten"), what, hint)
        else:
            wanted.append(kind)
    return tuple(wanted)


def _document(loaded: _Loaded, kind: DocumentKind) -> ResolvedDocument:
    """Compose, check and resolve one document; raises ContentError with everything wrong."""
    from vmreport.compose.compose import compose

    document = compose(kind, loaded.material, _template_folders(loaded.dossier))
    problems = check(document)
    if problems:
        raise ContentError(problems)
    return resolve(document)


def _house_style(dossier: Dossier, problems: Problems) -> HouseStyle | None:
    from vmreport.writers.house_style import load_house_style

    return load_house_style(dossier.house_style, problems, override=dossier.files.house_style)


def _fonts(style: HouseStyle | None) -> Fontset:
    """Give the fonts of a house style, or those in the package when the style cannot be used."""
    from vmreport.fontset import fontset_of, shipped_fonts

    return fontset_of(path for path, _, _ in style.fonts.faces) if style else shipped_fonts()


def _check_input(loaded: _Loaded, fonts: Fontset, problems: Problems) -> None:
    from vmreport.compose.characters import check_input

    check_input(loaded.material, loaded.survey, fonts, problems)


def _printable(document: ResolvedDocument, fonts: Fontset) -> ResolvedDocument:
    """Give the document back; raises ContentError for characters that cannot be printed."""
    from vmreport.compose.characters import check_document

    problems = check_document(document, fonts)
    if problems:
        raise ContentError(problems)
    return document


def _sure(value: T | None) -> T:
    """Give a value that is there because nothing blocks."""
    if value is None:
        message = "Er is iets niet gelezen zonder dat dat gemeld is. Meld dit aan de makers."
        raise ImpossibleError(message)
    return value


# -- samples and import ---------------------------------------------------------------------------


def sample_names() -> tuple[str, ...]:
    """Give the names of the shipped sample dossiers."""
    folder = data_root() / "samples"
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))


def write_sample(name: str, target: Path) -> Path:
    """Copy a shipped sample dossier to `target` and give its folder; existing files are renewed."""
    source = data_root() / "samples" / name
    shutil.copytree(source, target, dirs_exist_ok=True)
    return target


def import_figures(files: Sequence[Path], target: Path) -> ImportReport:
    """Turn delivered files into the canonical table at `target`.

    Raises InputError with all problems; then nothing is written.
    """
    from vmreport.survey.codebook import load_codebook
    from vmreport.survey.importing import import_files, write_canonical

    problems = Problems()
    result = import_files(files, load_codebook(), problems)
    problems.raise_if_blocking()
    data = write_canonical(result.rows)
    publish({target.name: data}, target.parent)
    return ImportReport(_import_lines(result), len(result.rows), problems.notices)


def _import_lines(result: ImportResult) -> tuple[str, ...]:
    """Give a line per column: what it became, or that it did not become anything and why."""
    mapped = [f"{column.file}: {column.column} -> {column.became}" for column in result.mapped]
    lost = [
        f"{column.file}: {column.column} is niet overgenomen: {column.why}"
        for column in result.unmapped
    ]
    return (*mapped, *lost)
