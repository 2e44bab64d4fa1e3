"""Commands on one dossier: begin it, check it, make its documents, show them as text."""

from __future__ import annotations

from pathlib import Path

import click

from vmreport.cli.app import cli, dossier_argument
from vmreport.cli.screen import as_json_text, check_as_json, say_all, say_notices, shown_progress
from vmreport.errors import (
    ContentError,
    DisclosureError,
    HouseStyleError,
    InputError,
)

__all__ = ["FORMATS"]

FORMATS = ("pdf", "docx", "html", "xlsx", "pptx")


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
        with shown_progress(name) as progress:
            result = build(root, root / "uitvoer", progress=progress)
        say_notices(result.notices)
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


@cli.command(options_metavar="[OPTIES]", short_help="Controleer een dossier.")
@dossier_argument
@click.option(
    "--accepteren",
    "blocks",
    is_flag=True,
    help="Toon ook de regels waarmee u meldingen in dossier.toml accepteert.",
)
@click.option("--json", "as_json", is_flag=True, help="Geef de meldingen als JSON.")
def check(dossier: Path, blocks: bool, as_json: bool) -> None:
    """Controleer een dossier en zeg wat er moet gebeuren. Schrijft niets.

    Een melding met een kenmerk kunt u accepteren: zet de regels die --accepteren toont in
    dossier.toml, met uw reden. Verandert de tekst waar het om ging, dan komt de melding terug.
    """
    from vmreport.pipeline import check_dossier

    found = check_dossier(dossier)
    if as_json:
        click.echo(check_as_json(found))
    else:
        say_all(found, blocks=blocks)
    if found.blocking:
        raise click.exceptions.Exit(found.exit_code)


@cli.command(options_metavar="[OPTIES]")
@dossier_argument
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
        with shown_progress(dossier.name) as progress:
            result = build_documents(
                dossier,
                out or dossier / "uitvoer",
                documents=documents,
                formats=formats,
                progress=progress,
                traced=as_json,
            )
    except (InputError, HouseStyleError, ContentError, DisclosureError) as error:
        if not as_json:
            raise
        click.echo(as_json_text(ok=False, problems=error.problems))
        raise click.exceptions.Exit(error.exit_code) from error
    if as_json:
        files = [str(path) for path in result.files]
        traces = [trace.as_dict() for trace in result.traces]
        sources = dict(result.sources)
        click.echo(
            as_json_text(problems=result.notices, files=files, sources=sources, provenance=traces)
        )
        return
    say_notices(result.notices)
    click.echo("Gemaakt:")
    for path in result.files:
        click.echo(f"  {path}")


@cli.command(options_metavar="[OPTIES]", short_help="Toon een document als tekst.")
@dossier_argument
@click.option("--document", metavar="NAAM", required=True, help="Welk document.")
def outline(dossier: Path, document: str) -> None:
    """Toon een document als tekst: elk onderdeel, elk getal, elke beschrijving."""
    from vmreport.pipeline import outline_document

    click.echo(outline_document(dossier, document), nl=False)
