"""Which documents a build makes: one per kind, or one per local area, each with its file name.

File names are worked out before anything is written, so that two areas cannot end in one file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vmreport.analysis.findings import Analysis
from vmreport.compose.files import file_stem, slug
from vmreport.compose.kinds import DocumentKind
from vmreport.dossier import Dossier
from vmreport.errors import Place, Problems
from vmreport.narrative.voice import area_name
from vmreport.survey.model import Area

__all__ = ["Job", "area_slugs", "plan_jobs"]


@dataclass(frozen=True, slots=True)
class Job:
    """One document to make."""

    kind: DocumentKind
    area: Area | None
    """The local area it is about; None for the municipality as a whole."""
    stem: str
    """File name without ending."""

    @property
    def label(self) -> str:
        """What progress and messages call it."""
        return f"{self.kind.name} {area_name(self.area)}" if self.area else self.kind.name


def plan_jobs(
    dossier: Dossier,
    kinds: Mapping[str, DocumentKind],
    names: Sequence[str],
    analysis: Analysis,
    problems: Problems,
) -> tuple[Job, ...]:
    """Give the documents to make for `names`, in that order.

    A name is a kind (`wijkprofiel`) or one area of it (`wijkprofiel/binnenstad`). Unknown names
    are E131, areas without any figures W532, file names that meet E533; all go to `problems`.
    """
    slugs = area_slugs(_measured(analysis))
    jobs: list[Job] = []
    for name in dict.fromkeys(names):
        kind_name, _, part = name.partition("/")
        kind = kinds.get(kind_name)
        if kind is None:
            _unknown(f"Het document '{kind_name}' kent vmreport niet.", kinds, problems)
        elif not kind.per_area:
            if part:
                _unknown(f"'{kind_name}' wordt niet per gebied gemaakt.", kinds, problems)
            jobs.append(Job(kind, None, file_stem(dossier, kind.name)))
        else:
            jobs += _per_area(dossier, kind, part, analysis, slugs, problems)
    _report_meeting(jobs, problems)
    return tuple(jobs)


def _measured(analysis: Analysis) -> tuple[Area, ...]:
    """Give the local areas that were measured in this edition, hidden figures included."""
    seen = {key.area for key in analysis.cells if key.edition == analysis.edition}
    return tuple(area for area in analysis.local_areas if area.code in seen)


def _per_area(
    dossier: Dossier,
    kind: DocumentKind,
    part: str,
    analysis: Analysis,
    slugs: Mapping[str, str],
    problems: Problems,
) -> list[Job]:
    chosen = [area for area in analysis.local_areas if area.code in slugs]
    if part:
        chosen = [area for area in chosen if slug(part) in (slugs[area.code], slug(area.code))]
        if not chosen:
            what = f"Het gebied '{part}' heeft geen cijfers in {dossier.edition}."
            hint = f"Kies uit: {', '.join(slugs.values())}."
            problems.problem("E131", _WHERE, what, hint)
    elif not chosen:
        what = f"Er zijn geen cijfers over wijken, buurten of kernen; er komt geen {kind.name}."
        hint = "Lever cijfers per gebied, of haal dit document uit de lijst."
        problems.notice("W532", _WHERE, what, hint)
    return [
        Job(kind, area, file_stem(dossier, f"{kind.name}_{slugs[area.code]}")) for area in chosen
    ]


_WHERE = Place("dossier.toml", column="documenten")


def area_slugs(areas: Sequence[Area]) -> Mapping[str, str]:
    """Give a file name part per area code; equal names get their level, then their code.

    Source: risks N03 (two places with one name make two files).
    """
    given: dict[str, str] = {}
    waiting = list(areas)
    names = {area.code: slug(area_name(area)) for area in areas}

    def named(code: str) -> bool:
        return bool(names[code])

    for ending in (_no_ending, _level, _code):
        made = {
            area.code: "-".join(part for part in (slug(area_name(area)), ending(area)) if part)
            for area in waiting
        }
        counts = Counter(made.values())
        taken = set(given.values())
        given |= {
            code: name
            for code, name in made.items()
            if name and counts[name] == 1 and name not in taken and (named(code) or ending is _code)
        }
        waiting = [area for area in waiting if area.code not in given]
    given |= {area.code: slug(area.code) or "gebied" for area in waiting}
    return {area.code: given[area.code] for area in areas}


def _no_ending(_area: Area) -> str:
    return ""


def _level(area: Area) -> str:
    return area.level.value


def _code(area: Area) -> str:
    return slug(area.code)


def _report_meeting(jobs: Sequence[Job], problems: Problems) -> None:
    counts = Counter(job.stem for job in jobs)
    for stem in sorted(name for name, count in counts.items() if count > 1):
        labels = " en ".join(f"'{job.label}'" for job in jobs if job.stem == stem)
        what = f"{labels} krijgen dezelfde bestandsnaam: {stem}."
        hint = "Geef de gebieden of documenten een eigen naam of code."
        problems.problem("E533", _WHERE, what, hint)


def _unknown(what: str, kinds: Mapping[str, DocumentKind], problems: Problems) -> None:
    problems.problem("E131", _WHERE, what, f"Kies uit: {', '.join(kinds)}.")
