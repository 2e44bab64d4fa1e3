"""What became of a batch: `manifest.json` for programs, `samenvatting.txt` for people.

Both depend only on the reports, not on how often or how fast they were made, so that a batch that
was taken up again has the same ones as a batch that ran in one go.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from vmreport import __version__
from vmreport.errors import Level, Place, Problem
from vmreport.publishing import publish

__all__ = ["MANIFEST", "SUMMARY", "ReportResult", "State", "summary_lines", "write_overview"]

MANIFEST, SUMMARY = "manifest.json", "samenvatting.txt"
_NAMED = 5
"""Reports that are named with a notice that stands in many."""


class State(StrEnum):
    """What became of one report."""

    MADE = "made"
    FAILED = "failed"
    WAITING = "waiting"
    """Not reached: the batch was ended before."""


@dataclass(frozen=True, slots=True)
class ReportResult:
    """One report of a batch, as the overview tells it."""

    key: str
    state: State
    input: str
    """Hash of everything the report is made from."""
    sources: Mapping[str, str]
    """SHA-256 of the dossier's files by name."""
    files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of what was made, by name."""
    problems: tuple[Mapping[str, Any], ...] = ()
    """What the advisor should know, as `Problem.as_dict` gives it."""
    old: bool = False
    """Whether the folder holds documents of an earlier time that do not fit the dossier."""


def write_overview(
    out: Path, results: Sequence[ReportResult], program: str, notes: Sequence[str]
) -> None:
    """Write both files in the output folder, whole or not at all."""
    manifest = {
        "version": __version__,
        "program": program,
        "ok": all(item.state is State.MADE for item in results),
        "reports": [_as_dict(item, out) for item in results],
    }
    named = [replace(item, key=_readable(item.key)) for item in results]
    told = ("", *notes) if notes else ()
    text = "\n".join((*summary_lines(named), *told)) + "\n"
    data = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    publish({MANIFEST: data.encode("utf-8"), SUMMARY: text.encode("utf-8")}, out)


def _as_dict(item: ReportResult, out: Path) -> dict[str, object]:
    files = {
        name: {"sha256": value, "bytes": (out / item.key / name).stat().st_size}
        for name, value in sorted(item.files.items())
    }
    return {
        "report": _readable(item.key),
        "status": item.state.value,
        "outdated": item.old,
        "input": item.input,
        "sources": dict(sorted(item.sources.items())),
        "files": files,
        "problems": list(item.problems),
    }


def _readable(name: str) -> str:
    """Give the name of a folder as UTF-8 has it, also where the system's language is older."""
    try:
        return os.fsencode(name).decode("utf-8")
    except UnicodeError:
        return name


def summary_lines(results: Sequence[ReportResult]) -> tuple[str, ...]:
    """Give the readable overview: the count first, then what needs attention, then what is done."""
    made, failed, waiting = (
        [item for item in results if item.state is state]
        for state in (State.MADE, State.FAILED, State.WAITING)
    )
    lines = [
        "Overzicht van de batch. Alleen voor intern gebruik: zet dit bestand niet bij de stukken.",
        "",
        f"Klaar: {len(made)} van de {len(results)} rapporten.",
    ]
    if failed:
        lines += ["", f"Niet gelukt ({len(failed)}):"]
        lines += [line for item in failed for line in _told(item)]
        lines += ["", "Herstel wat er staat en ga verder met dezelfde opdracht en --resume."]
    if waiting:
        lines += ["", f"Nog niet gemaakt ({len(waiting)}):"]
        lines += [line for item in waiting for line in _told(item)]
        lines += ["", "Ga verder met dezelfde opdracht en --resume."]
    if made:
        lines += ["", f"Klaar ({len(made)}):", *(f"- {item.key}" for item in made)]
    return (*lines, *_noticed(made))


def _told(item: ReportResult) -> Iterable[str]:
    yield f"- {item.key}"
    if item.old:
        yield "    Let op: in deze map staan nog documenten van een eerdere keer."
    for problem in sorted(item.problems, key=lambda said: said["level"] != Level.PROBLEM):
        yield f"    {_printed(problem)}"


def _noticed(made: Sequence[ReportResult]) -> Iterable[str]:
    """Give the notices of the reports that are done, one that stands in several only once."""
    found: dict[str, list[str]] = {}
    for item in made:
        for problem in item.problems:
            found.setdefault(_printed(problem), []).append(item.key)
    if found:
        yield from ("", "Om op te letten:")
    for words, keys in found.items():
        rest = f" en {len(keys) - _NAMED} andere" if len(keys) > _NAMED else ""
        yield f"- {words}"
        yield f"    In: {', '.join(keys[:_NAMED])}{rest}."


def _printed(problem: Mapping[str, Any]) -> str:
    names = ("file", "sheet", "row", "column", "words")
    place = Place(**{name: problem[name] for name in names if problem.get(name) is not None})
    return str(Problem(problem["code"], place, problem["what"], problem["hint"]))
