"""The command for many dossiers at once: what it asks, how far it is, what became of it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vmreport.batch.overview import State
from vmreport.cli.app import cli
from vmreport.cli.dossiers import FORMATS
from vmreport.cli.screen import count_of
from vmreport.errors import ExitCode, Problems, UsageError
from vmreport.stopping import Terminated

if TYPE_CHECKING:
    from rich.progress import Progress

    from vmreport.batch.model import Executor, Limits
    from vmreport.batch.plan import Report
    from vmreport.batch.supervisor import BatchResult, Watcher

__all__ = ["batch"]

_existing = click.Path(exists=True, dir_okay=False, path_type=Path)
_folder = click.Path(exists=True, file_okay=False, path_type=Path)


@cli.command(options_metavar="[OPTIES]", short_help="Maak de documenten van veel dossiers.")
@click.argument("folder", metavar="[MAP]", required=False, type=_folder)
@click.option(
    "--out",
    metavar="MAP",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Waar de documenten komen: een map per dossier.",
)
@click.option("--cijfers", "table", metavar="BESTAND", type=_existing, help="Eén landelijke tabel.")
@click.option(
    "--gebieden",
    "areas",
    metavar="BESTAND",
    type=_existing,
    help="De gemeenten, als CSV-lijst met gebied_code en naam.",
)
@click.option(
    "--sjabloon",
    "template",
    metavar="MAP",
    type=_folder,
    help="Het dossier dat model staat, met $gebied_code en $naam.",
)
@click.option(
    "-j",
    "--processen",
    "workers",
    metavar="AANTAL",
    type=click.IntRange(min=1),
    help="Hoeveel rapporten tegelijk. Zonder deze optie: een per processor.",
)
@click.option("--resume", is_flag=True, help="Ga verder: maak alleen wat nog niet klaar is.")
@click.option(
    "--document", "documents", metavar="NAAM", multiple=True, help="Alleen dit document; mag vaker."
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="Alleen deze vorm; mag vaker.",
)
@click.option(
    "--timeout",
    metavar="SECONDEN",
    type=click.IntRange(min=1),
    default=1200,
    show_default=True,
    help="Hoe lang één dossier mag duren.",
)
@click.option(
    "--geheugen",
    "megabytes",
    metavar="MB",
    type=click.IntRange(min=50),
    default=1500,
    show_default=True,
    help="Hoeveel geheugen één dossier mag gebruiken.",
)
@click.option(
    "--executor",
    type=click.Choice(("process", "dask")),
    default="process",
    show_default=True,
    help="Wie het werk doet: processen op deze computer, of een Dask-cluster.",
)
@click.option(
    "--scheduler", metavar="ADRES", help="Het adres van de cluster, zoals tcp://naam:8786."
)
def batch(
    folder: Path | None,
    out: Path,
    table: Path | None,
    areas: Path | None,
    template: Path | None,
    workers: int | None,
    resume: bool,
    documents: tuple[str, ...],
    formats: tuple[str, ...],
    timeout: int,
    megabytes: int,
    executor: str,
    scheduler: str | None,
) -> None:
    """Maak de documenten van alle dossiers in MAP, of van één landelijke tabel.

    Voor een landelijke tabel noemt u --cijfers, --gebieden en --sjabloon in plaats van MAP. Gaat
    het bij een dossier mis, dan gaat de rest door; in samenvatting.txt staat wat er gebeurd is. De
    uitkomst is 0 als alles klaar is, en 5 als een deel niet gelukt is.
    """
    from vmreport.batch.disclosure import ONE_PUBLICATION
    from vmreport.batch.model import Limits
    from vmreport.batch.plan import check_documents
    from vmreport.batch.report import Wanted
    from vmreport.batch.supervisor import Order, run_batch

    limits = Limits(seconds=timeout, megabytes=megabytes)
    doing = _executor(executor, scheduler, workers or _processors(), limits)
    with _reports(folder, table, areas, template, out) as (reports, notes):
        check_documents(documents, reports)
        order = Order(
            reports,
            out,
            Wanted(documents, formats),
            limits,
            resume,
            together=ONE_PUBLICATION,
            notes=notes,
        )
        try:
            with _watcher() as watcher:
                result = run_batch(order, doing, watcher)
        except (KeyboardInterrupt, Terminated):
            _tell(
                "Wat klaar is, blijft staan. Ga verder met dezelfde opdracht en --resume.", err=True
            )
            raise
    _say(result, out)
    if not result.complete:
        raise click.exceptions.Exit(ExitCode.PARTIAL)


def _processors() -> int:
    """Give how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _reports(
    folder: Path | None,
    table: Path | None,
    areas: Path | None,
    template: Path | None,
    out: Path,
) -> Iterator[tuple[tuple[Report, ...], tuple[str, ...]]]:
    """Give the reports to make, and what to say of them as a whole.

    Dossiers that were made for it are gone afterwards.
    """
    from vmreport.batch.plan import check_output, find_dossiers

    problems = Problems()
    if folder is not None and not (table or areas or template):
        reports = find_dossiers(folder, problems)
        problems.raise_if_blocking()
        check_output(out, tuple(report.dossier for report in reports))
        yield reports, _notices(problems)
        return
    if folder is not None or table is None or areas is None or template is None:
        raise click.UsageError(
            "Noem de map met dossiers, of --cijfers, --gebieden en --sjabloon samen."
        )
    from vmreport.batch.areas import area_dossiers

    check_output(out, (template,))
    with tempfile.TemporaryDirectory(prefix="vmreport-") as place:
        reports = area_dossiers(table, areas, template, Path(place), problems)
        problems.raise_if_blocking()
        rows = (
            f"De rijnummers bij indicatoren.csv gaan over de cijfers van één gemeente; in {table.name} "
            "staan die op andere rijen."
        )
        yield reports, (rows, *_notices(problems))


def _executor(
    name: str, scheduler: str | None, workers: int, limits: Limits
) -> Callable[[Path], Executor]:
    """Give who does the work, not yet started."""
    from vmreport.batch.pool import Pool
    from vmreport.batch.report import MODULE

    if name == "process":
        if scheduler:
            raise click.UsageError("Een --scheduler hoort bij --executor dask.")
        return lambda work: Pool(workers, limits, work, MODULE)
    if not scheduler:
        raise UsageError(
            "Bij --executor dask hoort het adres van de cluster: --scheduler tcp://naam:8786. "
            "Op één computer is geen cluster nodig; laat --executor dan weg."
        )
    from vmreport.batch.cluster import Cluster
    from vmreport.batch.disclosure import MODULE as READING

    return lambda work: Cluster(scheduler, limits, work, MODULE, light=READING, readers=workers)


def _notices(problems: Problems) -> tuple[str, ...]:
    """Say and give what to watch in the dossiers together."""
    lines = tuple(str(item) for item in problems.notices)
    for line in lines:
        _tell(line, err=True)
    return lines


def _tell(line: str, *, err: bool = False) -> None:
    """Say a line; that nobody listens any more is no reason to stop. Source: risks F14."""
    try:
        click.echo(line, err=err)
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, (sys.stderr if err else sys.stdout).fileno())
        os.close(nowhere)


class _Lines:
    """Tells how far a batch is in lines, for a log; a closed stream is no reason to stop."""

    def read(self, total: int, done: int) -> None:
        if done % 10 == 0 or done == total:
            _tell(f"Cijfers gelezen: {done} van {total} dossiers.", err=True)

    def begin(self, total: int, done: int) -> None:
        _tell(f"{total} rapporten, waarvan {done} al klaar.", err=True)

    def ended(self, key: str, state: State, done: int, total: int, remaining: float) -> None:
        word = "klaar" if state is State.MADE else "NIET GELUKT"
        rest = f", nog ongeveer {_duration(remaining)}" if done < total else ""
        _tell(f"{done}/{total} {key}: {word}{rest}", err=True)


class _Bar:
    """Tells how far a batch is in a moving bar, for a terminal."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("Rapporten", total=None, rest="")
        self._failed = 0

    def read(self, total: int, done: int) -> None:
        self._bar.update(self._task, total=total, completed=done, description="Cijfers lezen")

    def begin(self, total: int, done: int) -> None:
        self._bar.update(self._task, total=total, completed=done, description="Rapporten")

    def ended(self, key: str, state: State, done: int, total: int, remaining: float) -> None:
        self._failed += state is State.FAILED
        failed = f", {self._failed} niet gelukt" if self._failed else ""
        rest = f"nog ongeveer {_duration(remaining)}" if done < total else ""
        self._bar.update(
            self._task, completed=done, total=total, description=f"{key}{failed}", rest=rest
        )


def _duration(seconds: float) -> str:
    if seconds < 90:
        return count_of(max(1, round(seconds)), "seconde", "seconden")
    if seconds < 5400:
        return f"{seconds / 60:.0f} minuten"
    return f"{seconds / 3600:.1f} uur".replace(".", ",")


@contextmanager
def _watcher() -> Iterator[Watcher]:
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rest]}"),
    )
    with Progress(*columns, console=console) as bar:
        yield _Bar(bar)


def _say(result: BatchResult, out: Path) -> None:
    """Say what became of it; the overview itself is in the output folder."""
    from vmreport.batch.overview import SUMMARY

    made = sum(item.state is State.MADE for item in result.reports)
    for item in result.reports:
        if item.state is State.FAILED:
            _tell(f"Niet gelukt: {item.key}", err=True)
    word = "is" if made == 1 else "zijn"
    _tell(f"{made} van de {len(result.reports)} rapporten {word} klaar.")
    _tell(f"Het overzicht staat in {out / SUMMARY}.")
