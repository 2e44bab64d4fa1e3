"""The command line: Dutch help and messages, exit codes, progress. No work of its own.

Heavy imports happen inside the commands, so that help and messages come at once.
"""

from __future__ import annotations

import gettext
import json
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from vmreport import __version__
from vmreport.assets import data_root
from vmreport.errors import (
    ContentError,
    DisclosureError,
    ExitCode,
    HouseStyleError,
    InputError,
    Problem,
    Problems,
    VmReportError,
)
from vmreport.stopping import Terminated, listen, stoppable

# click looks its texts up with gettext; this makes it find our Dutch ones, whatever the machine's
# language, and must stand before the import.
os.environ["LANGUAGE"] = "nl"
gettext.bindtextdomain("messages", str(data_root() / "locale"))

import click  # noqa: E402 - see above

if TYPE_CHECKING:
    from vmreport.pipeline import Progress

__all__ = ["main"]

FORMATS = ("pdf", "docx", "html", "xlsx", "pptx")


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [ARGUMENTEN]...",
)
@click.version_option(__version__, prog_name="vmreport")
def cli() -> None:
    """Maak raadsdocumenten van de Veiligheidsmonitor: PDF, Word en HTML uit één dossier."""


_dossier = click.argument(
    "dossier",
    metavar="DOSSIER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)


@cli.command(options_metavar="[OPTIES]", short_help="Maak de voorbeelden.")
@click.argument(
    "folder", metavar="[MAP]", required=False, type=click.Path(file_okay=False, path_type=Path)
)
def demo(folder: Path | None) -> None:
    """Schrijf de voorbeelddossiers in MAP en maak er alle documenten van.

    Zonder MAP komt alles in de map vmreport-voorbeelden.
    """
    from vmreport.pipeline import build, sample_names, write_sample

    target = folder or Path("vmreport-voorbeelden")
    for name in sample_names():
        root = write_sample(name, target / name)
        with _progress(name) as progress:
            result = build(root, root / "uitvoer", progress=progress)
        _say_notices(result.notices)
        for path in result.files:
            click.echo(f"  {path}")


@cli.command(options_metavar="[OPTIES]", short_help="Begin een nieuw dossier.")
@click.argument("folder", metavar="MAP", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--gemeente", "code", metavar="CODE", required=True, help="CBS-code, bijvoorbeeld GM0546."
)
@click.option(
    "--editie",
    "edition",
    metavar="JAAR",
    required=True,
    type=click.IntRange(2005, 2100),
    help="Het jaar van de Veiligheidsmonitor, bijvoorbeeld 2023.",
)
@click.option("--naam", "name", default="", help="De naam, als die niet bij de code hoort.")
def new(folder: Path, code: str, edition: int, name: str) -> None:
    """Maak in MAP een dossier om in te vullen: formulieren in Word en Excel, instellingen, uitleg.

    MAP mag nog niet bestaan, of moet leeg zijn.
    """
    from vmreport.new_dossier import new_dossier

    for path in new_dossier(folder, code, edition, name):
        click.echo(f"  {path}")
    click.echo(f"Begin met {folder / 'zo-werkt-het.docx'}.")


@cli.command(
    "import", options_metavar="[OPTIES]", short_help="Zet geleverde cijfers om naar onze tabel."
)
@click.argument(
    "files",
    metavar="BESTAND...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--out",
    "target",
    metavar="BESTAND",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Waar de tabel komt, bijvoorbeeld indicatoren.csv.",
)
@click.option("--force", is_flag=True, help="Vervang het bestand als het er al is.")
def import_command(files: tuple[Path, ...], target: Path, force: bool) -> None:
    """Zet geleverde cijfers (zoals een StatLine-download) om naar de tabel van vmreport.

    U ziet per kolom wat ervan gemaakt is, en wat niet herkend is en waarom.
    """
    from vmreport.pipeline import import_figures

    if target.exists() and not force:
        raise click.UsageError(f"{target} bestaat al. Kies een andere naam of gebruik --force.")
    report = import_figures(files, target)
    for line in report.lines:
        click.echo(line)
    _say_notices(report.notices)
    click.echo(f"Geschreven: {target} ({report.rows} rijen)")


@cli.command(options_metavar="[OPTIES]", short_help="Controleer een dossier.")
@_dossier
@click.option("--json", "as_json", is_flag=True, help="Geef de meldingen als JSON.")
def check(dossier: Path, as_json: bool) -> None:
    """Controleer een dossier en zeg wat er moet gebeuren. Schrijft niets."""
    from vmreport.pipeline import check_dossier

    found = check_dossier(dossier)
    if as_json:
        click.echo(_as_json(ok=not found.blocking, problems=found.items))
    else:
        _say_all(found)
    if found.blocking:
        raise click.exceptions.Exit(ExitCode.INPUT)


@cli.command(options_metavar="[OPTIES]")
@_dossier
@click.option(
    "--out",
    metavar="MAP",
    type=click.Path(file_okay=False, path_type=Path),
    help="Waar de documenten komen. Zonder deze optie: de map uitvoer in het dossier.",
)
@click.option(
    "--document",
    "documents",
    metavar="NAAM",
    multiple=True,
    help="Alleen dit document; mag vaker. Zonder deze optie: wat dossier.toml noemt.",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="Alleen deze vorm; mag vaker. Zonder deze optie: alle vormen.",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Geef bestanden, meldingen en de herkomst van de cijfers als JSON.",
)
def build(
    dossier: Path,
    out: Path | None,
    documents: tuple[str, ...],
    formats: tuple[str, ...],
    as_json: bool,
) -> None:
    """Maak de documenten van een dossier.

    De herkomst (--json) is voor intern gebruik: zet haar niet bij de stukken.
    """
    from vmreport.pipeline import build as build_documents

    try:
        with _progress(dossier.name) as progress:
            result = build_documents(
                dossier,
                out or dossier / "uitvoer",
                documents=documents,
                formats=formats,
                progress=progress,
            )
    except (InputError, HouseStyleError, ContentError, DisclosureError) as error:
        if not as_json:
            raise
        click.echo(_as_json(ok=False, problems=error.problems))
        raise click.exceptions.Exit(error.exit_code) from error
    if as_json:
        files = [str(path) for path in result.files]
        traces = [trace.as_dict() for trace in result.traces]
        sources = dict(result.sources)
        click.echo(
            _as_json(problems=result.notices, files=files, sources=sources, provenance=traces)
        )
        return
    _say_notices(result.notices)
    click.echo("Gemaakt:")
    for path in result.files:
        click.echo(f"  {path}")


@cli.command(options_metavar="[OPTIES]", short_help="Toon een document als tekst.")
@_dossier
@click.option("--document", metavar="NAAM", required=True, help="Welk document.")
def outline(dossier: Path, document: str) -> None:
    """Toon een document als tekst: elk onderdeel, elk getal, elke beschrijving."""
    from vmreport.pipeline import outline_document

    click.echo(outline_document(dossier, document), nl=False)


@cli.command(options_metavar="[OPTIES]", short_help="Controleer een klaar PDF- of Word-bestand.")
@click.argument(
    "files",
    metavar="BESTAND...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option(
    "--organisatie",
    "organisation",
    metavar="NAAM",
    default="",
    help="Wie de auteur moet zijn. Zonder deze optie: elke organisatie, maar geen persoon.",
)
@click.option("--json", "as_json", is_flag=True, help="Geef het verslag als JSON.")
def verify(files: tuple[Path, ...], organisation: str, as_json: bool) -> None:
    """Controleer of een PDF- of Word-bestand toegankelijk, te bewaren en schoon is.

    Van een PDF: PDF/A, PDF/UA, de labels voor voorleessoftware, letters en contrast. Van een
    Word-bestand: taal, koppen, tabellen, afbeeldingen, lijsten, links, velden en contrast. Van
    beide: of er geen namen van personen, paden, opmerkingen, wijzigingen of verborgen tekst in
    staan. De uitkomst is 0 als alles in orde is, 3 als een bestand fouten heeft en 6 als een
    bestand niet te lezen is.
    """
    from vmreport.verify.verify import verify_files

    reports = verify_files(files, organisation=organisation)
    if as_json:
        data = {
            "ok": all(report.clean for report in reports),
            "files": [report.as_dict() for report in reports],
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for report in reports:
            click.echo("\n".join(report.lines()))
    if any(report.unreadable for report in reports):
        raise click.exceptions.Exit(ExitCode.ENVIRONMENT)
    if not all(report.clean for report in reports):
        raise click.exceptions.Exit(ExitCode.INPUT)


def _as_json(*, problems: Sequence[Problem], ok: bool = True, **more: object) -> str:
    """Give a result as JSON text: whether it went well, the messages, and what else there is."""
    data = {"ok": ok, "problems": [problem.as_dict() for problem in problems], **more}
    return json.dumps(data, ensure_ascii=False, indent=2)


@contextmanager
def _progress(title: str) -> Iterator[Progress]:
    """Show steps as a moving bar in a terminal, as plain lines elsewhere."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield stoppable(
            lambda done, total, step: console.print(
                f"{title}: {step} ({done}/{total})", highlight=False, soft_wrap=True
            )
        )
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(title, total=None)

        def show(done: int, total: int, step: str) -> None:
            bar.update(task, completed=done, total=total, description=f"{title}: {step}")

        yield stoppable(show)


def _say_all(found: Problems) -> None:
    for item in found.items:
        click.echo(_line(item))
    wrong, notices = len(found.blocking), len(found.notices)
    if wrong:
        click.echo(f"\n{_count(wrong, 'fout', 'fouten')} en {_count(notices, 'let op', 'let op')}.")
        click.echo("Herstel de fouten; er is niets gemaakt.")
    else:
        click.echo(f"In orde, met {_count(notices, 'punt', 'punten')} om op te letten.")


def _say_notices(notices: Sequence[Problem]) -> None:
    for item in notices:
        click.echo(_line(item), err=True)


def _line(item: Problem) -> str:
    return str(item)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _internal(error: Exception) -> int:
    """Say that vmreport itself is wrong; the trace comes only when VMREPORT_DEBUG is set."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    what = f"Dit is een fout in vmreport {__version__} ({type(error).__name__} in {where})."
    click.echo(f"{what} Er is niets gemaakt. Meld dit aan de makers.", err=True)
    if os.environ.get("VMREPORT_DEBUG"):
        traceback.print_exception(error)
    return ExitCode.INTERNAL


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; never shows a traceback for the advisor's mistakes."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    listen()
    try:
        result = cli.main(
            args=None if arguments is None else list(arguments),
            prog_name="vmreport",
            standalone_mode=False,
        )
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("Afgebroken.", err=True)
        return ExitCode.INTERRUPTED
    except Terminated:
        click.echo("Gestopt.", err=True)
        return ExitCode.TERMINATED
    except (InputError, HouseStyleError, ContentError, DisclosureError) as error:
        for problem in error.problems:
            click.echo(_line(problem), err=True)
        click.echo("Er is niets gemaakt. Herstel eerst wat hierboven staat.", err=True)
        return error.exit_code
    except VmReportError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return ExitCode.OK
    except MemoryError:
        click.echo("Er is te weinig geheugen om dit te maken.", err=True)
        return ExitCode.ENVIRONMENT
    except OSError as error:
        click.echo(f"De schijf of een bestand werkt niet mee: {error}", err=True)
        return ExitCode.ENVIRONMENT
    except Exception as error:  # noqa: BLE001 - the outermost edge: never a traceback for an advisor
        return _internal(error)
    return result if isinstance(result, int) else ExitCode.OK
