"""From a dossier folder to finished files: read, analyse, compose, resolve, write, publish.

The only place where the layers meet and where files are written. Nothing is written while a
problem stands, and a set of documents appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vmreport.assets import data_root
from vmreport.compose.jobs import Job, plan_jobs
from vmreport.document.check import check
from vmreport.document.outline import outline
from vmreport.document.resolve import resolve
from vmreport.dossier import Dossier
from vmreport.dossier.accepting import report_obsolete, settle
from vmreport.errors import ContentError, ImpossibleError, InputError, Problem, Problems, UsageError
from vmreport.loading import Loaded, load, template_folders
from vmreport.publishing import publish

if TYPE_CHECKING:
    from vmreport.analysis.findings import CellKey
    from vmreport.compose.material import Material
    from vmreport.compose.trail import Trace
    from vmreport.document.tree import ResolvedDocument
    from vmreport.fontset import Fontset
    from vmreport.writers.house_style import HouseStyle
    from vmreport.writers.pdf.writer import PdfResult

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
    traces: tuple[Trace, ...] = ()
    """Where the printed figures come from, when asked for; internal, never written beside the
    documents."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of every file they come from, by its path in the dossier."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: lines to print, rows written, things to know."""

    lines: tuple[str, ...]
    rows: int
    notices: tuple[Problem, ...]


def check_dossier(root: Path) -> Problems:
    """Read and compose everything a dossier asks for and give all problems; write nothing."""
    from vmreport.compose.plan_checks import suggest

    problems = Problems()
    loaded = load(root, problems)
    if loaded is None:
        return problems
    fonts = _fonts(_house_style(loaded.dossier, problems))
    _check_input(loaded, fonts, problems)
    jobs = _wanted(loaded, (), problems)
    if problems.blocking:
        return problems
    suggest(loaded.material)
    found = Problems()
    for job in jobs:
        try:
            _printable(_document(loaded, job), fonts)
        except ContentError as error:
            found.extend(error.problems)
    problems.extend(dict.fromkeys(found.items))
    settle(problems, loaded.dossier.accepted)
    report_obsolete(loaded.dossier.accepted, problems)
    return problems


def outline_document(root: Path, name: str) -> str:
    """Give one document of a dossier as indented text; one per area come after each other.

    Raises InputError or ContentError with everything that stands in the way.
    """
    problems = Problems()
    loaded = load(root, problems)
    problems.raise_if_blocking()
    loaded = _sure(loaded)
    jobs = _wanted(loaded, (name,), problems)
    problems.raise_if_blocking()
    return "\n".join(outline(_document(loaded, job)) for job in jobs)


def build(
    root: Path,
    out: Path,
    *,
    documents: Sequence[str] = (),
    formats: Sequence[str] = (),
    progress: Progress = lambda *_: None,
    also_hide: frozenset[CellKey] = frozenset(),
    figures: Path | None = None,
    is_final: bool = True,
    traced: bool = False,
) -> BuildResult:
    """Write the documents of a dossier into `out`; `also_hide` is what a batch must hide in them.

    `figures` is where the batch kept those of the same dossier, unchanged since. `is_final` is as
    for `publish`. Where the figures come from is only kept when it is asked for with `traced`.

    Raises InputError, DisclosureError, HouseStyleError or ContentError; then nothing is written.
    """
    problems = Problems()
    progress(0, 1, "lezen en controleren")
    loaded = load(root, problems, also_hide=also_hide, figures=figures)
    if loaded is None:
        raise InputError(problems.items)
    jobs = _wanted(loaded, documents, problems)
    style = _house_style(loaded.dossier, problems)
    _check_input(loaded, _fonts(style), problems)
    problems.raise_if_blocking()
    traces: list[Trace] | None = [] if traced else None
    finished = _finished(loaded, _sure(style), jobs, formats, progress, traces)
    settle(problems, loaded.dossier.accepted)
    steps = _steps(jobs, formats)
    progress(steps, steps, "opslaan")
    paths = publish(finished, out, is_final=is_final)
    progress(steps, steps, "klaar")
    notices = tuple(dict.fromkeys(problems.notices))
    return BuildResult(paths, notices, tuple(traces or ()), _hashes(root, traces or ()))


def _hashes(root: Path, traces: Iterable[Trace]) -> Mapping[str, str]:
    files = dict.fromkeys(trace.place.file for trace in traces)
    return {
        name: hashlib.sha256((root / name).read_bytes()).hexdigest()
        for name in files
        if (root / name).is_file()
    }


def _formats(job: Job, formats: Sequence[str]) -> list[str]:
    return [name for name in job.kind.formats if not formats or name in formats]


def _steps(jobs: Sequence[Job], formats: Sequence[str]) -> int:
    """Give how many steps a build reports: composing each document, and each of its formats."""
    return sum(1 + len(_formats(job, formats)) for job in jobs)


def _finished(
    loaded: Loaded,
    style: HouseStyle,
    jobs: Sequence[Job],
    formats: Sequence[str],
    progress: Progress,
    traces: list[Trace] | None,
) -> Mapping[str, bytes]:
    """Give every file by name; raises ContentError with the problems of all documents at once."""
    total = _steps(jobs, formats)
    fonts, found = _fonts(style), Problems()
    finished: dict[str, bytes] = {}
    done = 0
    for job in jobs:
        progress(done, total, f"{job.label} opstellen")
        done += 1
        names = _formats(job, formats)
        try:
            document = _printable(_document(loaded, job, traces), fonts)
            for name, data in _write(document, style, names, job, loaded.material, found):
                progress(done, total, f"{job.label} ({name})")
                finished[f"{job.stem}.{name}"] = data
                done += 1
            if names:
                woo = _woo_metadata(document, loaded.dossier, job, names[0])
                finished[f"{job.stem}.diwoo.xml"] = woo
        except ContentError as error:
            found.extend(error.problems)
    if found.blocking:
        raise ContentError(tuple(dict.fromkeys(found.items)))
    loaded.problems.extend(found.notices)
    return finished


def _write(
    document: ResolvedDocument,
    style: HouseStyle,
    formats: Iterable[str],
    job: Job,
    material: Material,
    problems: Problems,
) -> Iterable[tuple[str, bytes]]:
    """Give the finished files; Word takes the page numbers of its contents list from the PDF.

    A document over its page limit goes to `problems` and gives no files. The workbook holds the
    plan of `material`, with the properties of the document.
    """
    wanted = set(formats)
    pages: Mapping[str, int] | None = None
    if wanted & {"pdf", "docx"} or job.kind.pages:
        result = _measured(document, style, job, material, problems)
        pages = result.pages
        if problems.blocking:
            return
        if "pdf" in wanted:
            yield "pdf", result.data
    if "docx" in wanted:
        from vmreport.writers.docx import write_docx

        yield "docx", write_docx(document, style, pages=pages)
    if "xlsx" in wanted and job.kind.workbook:
        from vmreport.compose.plan_workbook import plan_workbook
        from vmreport.writers.workbook import write_workbook

        yield "xlsx", write_workbook(plan_workbook(material, document.metadata))
        wanted.discard("xlsx")
    from vmreport.writers.formats import PLAIN_FORMATS, write_plain

    for name in PLAIN_FORMATS:
        if name in wanted:
            yield name, write_plain(name, document, style)


def _measured(
    document: ResolvedDocument,
    style: HouseStyle,
    job: Job,
    material: Material,
    problems: Problems,
) -> PdfResult:
    """Give the finished PDF; its number of pages is held against the limit of its kind.

    Where the dossier asks for it, the PDF of the report carries the published figures as CSV.
    """
    from vmreport.compose.page_limits import check_pages
    from vmreport.compose.published import published_figures
    from vmreport.writers.pdf.attachments import Attachment
    from vmreport.writers.pdf.writer import write_pdf

    attachments: list[Attachment] = []
    if job.kind.carries_figures and material.dossier.attach_figures:
        description = material.phrases.say("rapport.cijfers_bijlage")
        attachments.append(Attachment("cijfers.csv", published_figures(material), description))
    result = write_pdf(document, style, attachments=attachments)
    check_pages(document, job, result.page_count, result.pages, problems)
    return result


def _woo_metadata(document: ResolvedDocument, dossier: Dossier, job: Job, form: str) -> bytes:
    """Give the Woo metadata that goes with a document; `form` is the file it describes."""
    from vmreport.writers.diwoo import WooFacts, write_diwoo

    woo = dossier.woo
    facts = WooFacts(
        area=dossier.area,
        publisher=woo.publisher or dossier.name,
        category=(woo.category_of or {}).get(job.kind.name, woo.category),
        document_type=woo.document_type,
        theme=woo.theme,
        responsible=woo.responsible,
        valid_from=woo.valid_from,
        identifier=dossier.council.case_number,
        form=form,
    )
    return write_diwoo(document.metadata, document.language, facts)


def _wanted(loaded: Loaded, names: Sequence[str], problems: Problems) -> tuple[Job, ...]:
    """Give the documents to make, each with its file name."""
    dossier = loaded.dossier
    wanted = names or dossier.documents
    return plan_jobs(dossier, loaded.kinds, wanted, loaded.material.analysis, problems)


def _document(loaded: Loaded, job: Job, traces: list[Trace] | None = None) -> ResolvedDocument:
    """Compose, check and resolve one document; raises ContentError with everything wrong."""
    from vmreport.compose.compose import compose

    material = loaded.material.about(job.area)
    document = compose(job.kind, material, template_folders(loaded.dossier), traces)
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


def _check_input(loaded: Loaded, fonts: Fontset, problems: Problems) -> None:
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


def import_figures(
    files: Sequence[Path],
    target: Path,
    *,
    decimal_mark: str = "",
    area_level: str = "",
    municipality: str = "",
) -> ImportReport:
    """Turn delivered files into the canonical table at `target`.

    `area_level` and the code of `municipality` are for files that give only names of areas. Raises
    InputError with all problems; then nothing is written.
    """
    from vmreport.survey.areas import AreaMention, municipality_name
    from vmreport.survey.codebook import load_codebook
    from vmreport.survey.importing import import_files, write_canonical
    from vmreport.survey.model import AreaLevel

    problems = Problems()
    name = municipality_name(municipality)
    if municipality and not name:
        message = f"{municipality} is geen gemeente die wij kennen; gebruik een code zoals GM0546."
        raise UsageError(message)
    result = import_files(
        files,
        load_codebook(),
        problems,
        decimal_mark=decimal_mark,
        area_level=AreaLevel(area_level) if area_level else None,
        municipality=AreaMention(municipality, name, AreaLevel.MUNICIPALITY) if name else None,
    )
    problems.raise_if_blocking()
    data = write_canonical(result.rows)
    publish({target.name: data}, target.parent)
    return ImportReport(result.lines, len(result.rows), problems.notices)
