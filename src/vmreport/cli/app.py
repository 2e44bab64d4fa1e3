"""The `vmreport` command group and what its commands share: click in Dutch, the dossier argument.

The commands stand beside this, one module per kind of work; each module is one line in
`vmreport.cli`. Heavy imports happen inside the commands, so that help and messages come at once.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from vmreport import __version__
from vmreport.assets import data_root

# click looks its texts up with gettext; this makes it find our Dutch ones, whatever the machine's
# language, and must stand before the import.
os.environ["LANGUAGE"] = "nl"
gettext.bindtextdomain("messages", str(data_root() / "locale"))

import click  # noqa: E402 - see above

__all__ = ["cli", "dossier_argument"]


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [ARGUMENTEN]...",
)
@click.version_option(__version__, prog_name="vmreport")
def cli() -> None:
    """Maak raadsdocumenten van de Veiligheidsmonitor: PDF, Word en HTML uit één dossier."""


dossier_argument = click.argument(
    "dossier",
    metavar="DOSSIER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
