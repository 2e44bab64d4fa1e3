"""The command line: Dutch help and messages, exit codes, progress. No work of its own."""

from __future__ import annotations

from vmreport.cli import dossiers, figures, finished
from vmreport.cli.run import main

__all__ = ["dossiers", "figures", "finished", "main"]
