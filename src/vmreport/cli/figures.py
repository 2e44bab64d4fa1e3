"""Commands on delivered figures: fetch them from CBS, turn them into the canonical table."""

from __future__ import annotations

from pathlib import Path

import click

from vmreport.cli.app import cli
from vmreport.cli.screen import count_of, say_notices

__all__ = ["fetch_command", "import_command"]


@cli.command(
    "import", options_metavar="[OPTIES]", short_help="Zet geleverde cijfers om naar onze tabel."
)
@click.argument(
    "files",
    metavar="BESTAND...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@click.option(
    "--out",
    "target",
    metavar="BESTAND",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Waar de tabel komt, bijvoorbeeld indicatoren.csv.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Vervang een bestand dat er al is. Voor de lege tabel van new is dat niet nodig.",
)
@click.option(
    "--niveau",
    "area_level",
    type=click.Choice(("gemeente", "kern", "wijk", "buurt")),
    help="Wat de gebieden zijn, als het bestand alleen namen geeft (dashboard).",
)
@click.option(
    "--gemeente",
    "municipality",
    metavar="CODE",
    default="",
    help="De gemeente waar het bestand over gaat, bijvoorbeeld GM0546.",
)
@click.option(
    "--decimaalteken",
    "decimal_mark",
    type=click.Choice((",", ".")),
    help="Het decimaalteken, als het bestand daar onduidelijk over is.",
)
def import_command(
    files: tuple[Path, ...],
    target: Path,
    force: bool,
    area_level: str | None,
    municipality: str,
    decimal_mark: str | None,
) -> None:
    """Zet geleverde cijfers om naar de tabel van vmreport.

    Dat kan een download van StatLine zijn, een tabel uit OData (een JSON-bestand, of de map waarin
    cbsodata hem opslaat), een export van een gemeentelijk dashboard of een basisbestand. U ziet per
    kolom wat ervan gemaakt is, en wat niet herkend is en waarom.
    """
    from vmreport.pipeline import import_figures
    from vmreport.survey.importing import is_empty_table

    if target.exists() and not force and not is_empty_table(target):
        raise click.UsageError(f"{target} bestaat al. Kies een andere naam of gebruik --force.")
    report = import_figures(
        files,
        target,
        decimal_mark=decimal_mark or "",
        area_level=area_level or "",
        municipality=municipality,
    )
    for line in report.lines:
        click.echo(line)
    say_notices(report.notices)
    click.echo(f"Geschreven: {target} ({count_of(report.rows, 'rij', 'rijen')})")


@cli.command(
    "fetch-statline", options_metavar="[OPTIES]", short_help="Haal een tabel op bij CBS StatLine."
)
@click.argument("table", metavar="TABEL")
@click.option(
    "--out",
    "target",
    metavar="BESTAND",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Waar de tabel komt, bijvoorbeeld 85146NED.json.",
)
@click.option("--force", is_flag=True, help="Vervang het bestand als het er al is.")
@click.option(
    "--odata",
    "version",
    type=click.Choice(("3", "4")),
    default="3",
    help="Versie van de dienst van CBS; zonder deze optie 3.",
)
@click.option(
    "--cache",
    metavar="MAP",
    type=click.Path(file_okay=False, path_type=Path),
    help="Waar opgehaalde gegevens bewaard worden. Zonder deze optie: naast het bestand.",
)
@click.option("--bewaard", "offline", is_flag=True, help="Haal niets op; gebruik wat bewaard is.")
@click.option(
    "--adres",
    "base",
    metavar="URL",
    default="",
    envvar="VMREPORT_CBS",
    help="Adres van de dienst, als dat niet dat van CBS is (ook: VMREPORT_CBS).",
)
def fetch_command(
    table: str,
    target: Path,
    force: bool,
    version: str,
    cache: Path | None,
    offline: bool,
    base: str,
) -> None:
    """Haal TABEL (zoals 85146NED) op bij CBS StatLine, om daarna met import te lezen.

    Alleen deze opdracht gebruikt internet. Wat opgehaald is, wordt bewaard in de map
    .vmreport-statline naast het bestand; is de tabel bij CBS niet gewijzigd, dan wordt hij niet
    opnieuw opgehaald. Een afgebroken opdracht gaat verder waar hij was.
    """
    from vmreport.fetching.fetch import DEFAULT_CACHE, fetch_table
    from vmreport.publishing import publish

    if target.exists() and not force:
        raise click.UsageError(f"{target} bestaat al. Kies een andere naam of gebruik --force.")
    fetched = fetch_table(
        table,
        cache=cache or target.parent / DEFAULT_CACHE,
        version=int(version),
        base=base,
        offline=offline,
        say=lambda line: click.echo(line, err=True),
    )
    publish({target.name: fetched.data}, target.parent)
    when = f", gewijzigd door CBS op {fetched.modified}" if fetched.modified else ""
    click.echo(f"Geschreven: {target} ({fetched.records} gegevens{when})")
    click.echo(f"Lees hem met: vmreport import {target} --out indicatoren.csv")
