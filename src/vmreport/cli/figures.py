"""Commands on delivered figures: turn them into the canonical table."""

from __future__ import annotations

from pathlib import Path

import click

from vmreport.cli.app import cli
from vmreport.cli.screen import say_notices

__all__ = ["import_command"]


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
@click.option(
    "--force",
    is_flag=True,
    help="Vervang een bestand dat er al is. Voor de lege tabel van new is dat niet nodig.",
)
def import_command(files: tuple[Path, ...], target: Path, force: bool) -> None:
    """Zet geleverde cijfers (zoals een StatLine-download) om naar de tabel van vmreport.

    U ziet per kolom wat ervan gemaakt is, en wat niet herkend is en waarom. Een bestand met cijfers
    wordt nooit zomaar vervangen.
    """
    from vmreport.pipeline import import_figures
    from vmreport.survey.importing import is_empty_table

    if target.exists() and not force and not is_empty_table(target):
        raise click.UsageError(f"{target} bestaat al. Kies een andere naam of gebruik --force.")
    report = import_figures(files, target)
    for line in report.lines:
        click.echo(line)
    say_notices(report.notices)
    click.echo(f"Geschreven: {target} ({report.rows} rijen)")
