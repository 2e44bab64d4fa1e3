"""Commands on finished files: verify them."""

from __future__ import annotations

import json
from pathlib import Path

import click

from vmreport.cli.app import cli
from vmreport.errors import ExitCode

__all__ = ["verify"]


@cli.command(
    options_metavar="[OPTIES]",
    short_help="Controleer een klaar bestand (PDF, Word, PowerPoint, Excel).",
)
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
    """Controleer of een klaar bestand toegankelijk, te bewaren en schoon is.

    Van een PDF: PDF/A, PDF/UA, de labels voor voorleessoftware, letters en contrast. Van een
    Word-bestand: taal, koppen, tabellen, afbeeldingen, lijsten, links, velden en contrast. Van een
    presentatie: titels, leesvolgorde, taal, beschrijvingen en tabellen. Van een werkmap: tabellen,
    namen van bladen, formules en beschrijvingen. Van alle: of er geen namen van personen, paden, opmerkingen, wijzigingen of verborgen tekst in
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
