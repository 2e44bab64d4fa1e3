"""Which reports a batch makes: one per dossier in a folder, each with a folder name of its own.

Dossiers that are made from one national table are in `areas`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vmreport.batch.placing import KEPT
from vmreport.errors import Place, Problem, Problems, UsageError

__all__ = [
    "SETTINGS",
    "Report",
    "check_documents",
    "check_folder",
    "check_names",
    "check_output",
    "find_dossiers",
]

SETTINGS = "dossier.toml"
_OWN = {KEPT, "manifest.json", "samenvatting.txt"}


@dataclass(frozen=True, slots=True)
class Report:
    """One report to make: the name of its folder, and the dossier it is made of."""

    key: str
    dossier: Path


def find_dossiers(folder: Path, problems: Problems) -> tuple[Report, ...]:
    """Give a report per dossier directly in `folder`, in the order of their names.

    A folder without dossier.toml is W821, two names that differ in case only E825, no dossier at
    all E824.
    """
    inside = sorted(path for path in folder.iterdir() if path.is_dir())
    inside = [path for path in inside if not path.name.startswith((".", "_"))]
    reports = []
    for path in inside:
        if (path / SETTINGS).is_file():
            reports.append(Report(path.name, path))
        else:
            what = f"In de map {path.name} staat geen {SETTINGS}; zij wordt overgeslagen."
            hint = "Zet er een dossier in, of haal de map weg."
            problems.notice("W821", Place(path.name), what, hint)
    check_names(reports, problems)
    if not reports:
        what = f"In {folder} staat geen enkele map met een {SETTINGS}."
        hint = "Noem de map waarin de dossiers staan, elk in een eigen map."
        problems.problem("E824", Place(str(folder)), what, hint)
    return tuple(reports)


def check_names(reports: list[Report], problems: Problems) -> None:
    """Report names that would be one folder on another system, or that a batch uses itself."""
    seen: dict[str, Report] = {}
    for report in reports:
        name = unicodedata.normalize("NFC", report.key).casefold()
        other = seen.setdefault(name, report)
        if other is not report:
            what = f"{other.key} en {report.key} zijn op veel computers dezelfde mapnaam."
            problems.problem("E825", Place(report.key), what, "Geef een van beide een andere naam.")
        if name in _OWN:
            what = f"Een dossier kan niet {report.key} heten: die naam gebruikt de batch zelf."
            problems.problem("E825", Place(report.key), what, "Geef de map een andere naam.")


def check_output(out: Path, sources: tuple[Path, ...]) -> None:
    """Raise UsageError when the output folder lies in a folder that is read, or the other way."""
    place = out.resolve()
    for source in sources:
        folder = source.resolve()
        if place == folder or place in folder.parents or folder in place.parents:
            problem = Problem(
                "E823",
                Place(str(out)),
                f"De uitvoer en het dossier {source.name} liggen in elkaar.",
                "Kies met --out een map buiten de dossiers.",
            )
            raise UsageError(str(problem))


def check_documents(names: Sequence[str], reports: Iterable[Report]) -> None:
    """Raise UsageError (E131) for a document that vmreport does not know.

    Where a dossier has documents of its own, that dossier says itself what it does not know.
    """
    from vmreport.assets import templates_root
    from vmreport.compose.kinds import TABLE, load_kinds

    known = load_kinds([templates_root() / "documents"])
    unknown = [name for name in names if name.partition("/")[0] not in known]
    if not unknown or any(next(report.dossier.rglob(TABLE), None) for report in reports):
        return
    hint = f"Kies uit: {', '.join(known)}."
    told = (
        Problem("E131", Place("--document"), f"Het document '{name}' kent vmreport niet.", hint)
        for name in dict.fromkeys(unknown)
    )
    raise UsageError("\n".join(map(str, told)))


def check_folder(out: Path, own: Path, journal: Path, *, resume: bool) -> None:
    """Raise UsageError when `out` is no folder to write in, or holds what is not of this batch."""
    if out.exists() and not out.is_dir():
        raise UsageError(str(_no_folder(out)))
    if own.is_symlink():
        raise UsageError(str(_no_folder(own)))
    if out.is_dir() and any(out.iterdir()) and not own.is_dir():
        what = "De map voor de uitvoer is niet leeg en is niet van een batch."
        hint = "Kies een lege of nieuwe map."
        raise UsageError(str(Problem("E822", Place(str(out)), what, hint)))
    if not resume and journal.exists() and journal.stat().st_size:
        what = "In deze map staat al een batch."
        hint = "Ga ermee verder met --resume, of kies een andere map."
        raise UsageError(str(Problem("E822", Place(str(out)), what, hint)))


def _no_folder(path: Path) -> Problem:
    what = "Dit is geen gewone map."
    return Problem("E823", Place(str(path)), what, "Kies met --out een andere map.")
