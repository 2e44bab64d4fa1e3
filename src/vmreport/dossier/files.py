"""Which files a dossier folder holds; nothing outside the folder is ever touched."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path, PurePosixPath, PureWindowsPath

from vmreport.dossier.model import Files
from vmreport.errors import Place, Problems

__all__ = ["find_files"]

_INDICATORS = tuple(f"indicatoren.{ending}" for ending in ("csv", "xlsx", "parquet", "json"))
_TEXTS = {
    "recommendations": tuple(f"aanbevelingen.{ending}" for ending in ("md", "docx", "xlsx")),
    "interpretation": tuple(f"duiding.{ending}" for ending in ("md", "docx")),
    "qualitative": tuple(f"kwalitatief.{ending}" for ending in ("md", "docx")),
    "local_questions": ("lokale_vragen.toml",),
    "areas": ("gebieden.geojson",),
    "measures": ("maatregelen.xlsx",),
    "progress": ("voortgang.xlsx",),
    "conversions": ("omrekenfactoren.csv", "omrekenfactoren.xlsx"),
    "earlier": ("eerder_gepubliceerd.csv", "eerder_gepubliceerd.xlsx"),
}
_STANDARD = (
    *_INDICATORS,
    *(name for names in _TEXTS.values() for name in names),
    "dossier.toml",
    "huisstijl",
    "catalogi",
)


def find_files(
    root: Path, indicators: tuple[str, ...] | None, where: Place, problems: Problems
) -> Files:
    """Give the files of the dossier; `where` is where [bestanden] names the figures.

    Names are compared without regard to case. Two files for one purpose, a missing file and a
    path that leaves the folder are problems; a name that nearly fits is a notice.
    """
    present = {path.name.casefold(): path for path in sorted(root.iterdir())}
    found = {key: _one(names, root, present, problems) for key, names in _TEXTS.items()}
    if indicators is None:
        figures = _default_figures(root, present, where, problems)
        named: tuple[Path, ...] = ()
    else:
        figures = _named_figures(root, indicators, where, problems)
        named = figures
    _notice_near_misses(present, named, problems)
    return Files(
        indicators=figures,
        local_questions=found["local_questions"],
        recommendations=found["recommendations"],
        interpretation=found["interpretation"],
        qualitative=found["qualitative"],
        areas=found["areas"],
        house_style=_folder("huisstijl", root, present, problems),
        measures=found["measures"],
        progress=found["progress"],
        conversions=found["conversions"],
        earlier=found["earlier"],
        catalogues=_folder("catalogi", root, present, problems),
    )


def _folder(name: str, root: Path, present: dict[str, Path], problems: Problems) -> Path | None:
    path = present.get(name)
    if path is not None and not (_inside(path, root) and path.is_dir()):
        _refuse(path.name, Place(path.name), problems)
        return None
    return path


def _one(
    names: tuple[str, ...], root: Path, present: dict[str, Path], problems: Problems
) -> Path | None:
    paths = [present[name] for name in names if name in present]
    if len(paths) > 1:
        problems.problem(
            "E111",
            Place(paths[0].name),
            f"Er zijn meer bestanden voor hetzelfde: {', '.join(path.name for path in paths)}.",
            "Laat er één in de map staan.",
        )
    for path in paths:
        if not (_inside(path, root) and path.is_file()):
            _refuse(path.name, Place(path.name), problems)
            return None
    return paths[0] if paths else None


def _default_figures(
    root: Path, present: dict[str, Path], where: Place, problems: Problems
) -> tuple[Path, ...]:
    path = _one(_INDICATORS, root, present, problems)
    if path is None and not any(name in present for name in _INDICATORS):
        problems.problem(
            "E110",
            Place(where.file),
            f"In de map staat geen bestand met cijfers ({', '.join(_INDICATORS)}).",
            'Zet het in de map, of noem de bestanden onder [bestanden]: indicatoren = ["…"].',
        )
    return (path,) if path is not None else ()


def _named_figures(
    root: Path, names: tuple[str, ...], where: Place, problems: Problems
) -> tuple[Path, ...]:
    paths: list[Path] = []
    for name in names:
        if not _is_relative(name):
            _refuse(name, where, problems)
            continue
        path = root.joinpath(*PurePosixPath(name).parts)
        if not _inside(path, root):
            _refuse(name, where, problems)
        elif not (path.is_file() or path.is_dir()):
            _missing(name, root, where, problems)
        else:
            paths.append(path)
    return tuple(paths)


def _is_relative(name: str) -> bool:
    """Whether a name is a plain path down from the folder, on Windows and elsewhere."""
    windows = PureWindowsPath(name)
    return (
        "\\" not in name
        and not PurePosixPath(name).is_absolute()
        and not windows.drive
        and ".." not in windows.parts
    )


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, ValueError):
        return False


def _missing(name: str, root: Path, where: Place, problems: Problems) -> None:
    there = sorted(path.name for path in root.iterdir() if path.is_file())
    close = get_close_matches(name, there, n=1)
    hint = f"Bedoelde u {close[0]}?" if close else "Zet het bestand in de map of pas de naam aan."
    problems.problem("E110", where, f"Het bestand {name} staat niet in de map.", hint)


def _refuse(name: str, where: Place, problems: Problems) -> None:
    problems.problem(
        "E112",
        where,
        f"{name} is geen bestand binnen de map van het dossier.",
        "Zet het bestand in de map en noem het zonder .., zonder schijfletter en met / in het pad.",
    )


def _notice_near_misses(
    present: dict[str, Path], named: tuple[Path, ...], problems: Problems
) -> None:
    for name, path in present.items():
        if name in _STANDARD or path in named or name.startswith((".", "~$")):
            continue
        close = get_close_matches(name, _STANDARD, n=1, cutoff=0.85)
        if close:
            problems.notice(
                "W110",
                Place(path.name),
                f"Het bestand {path.name} wordt niet gelezen.",
                f"Bedoelde u {close[0]}? Hernoem het dan.",
            )
