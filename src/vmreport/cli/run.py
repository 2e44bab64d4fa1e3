"""Runs one command and turns whatever happens into a Dutch message and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from vmreport import __version__
from vmreport.cli.app import cli
from vmreport.errors import (
    ContentError,
    DisclosureError,
    ExitCode,
    HouseStyleError,
    InputError,
    VmReportError,
    in_dutch,
)
from vmreport.stopping import Terminated, listen

__all__ = ["main"]


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
            click.echo(str(problem), err=True)
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
        known = in_dutch(error.strerror or "")
        what, hint = known or (str(error), "controleer de schijf en de bestanden")
        click.echo(
            f"De schijf of een bestand werkt niet mee: {what}. Wat u kunt doen: {hint}.", err=True
        )
        return ExitCode.ENVIRONMENT
    except Exception as error:  # noqa: BLE001 - the outermost edge: never a traceback for an advisor
        return _internal(error)
    return result if isinstance(result, int) else ExitCode.OK
