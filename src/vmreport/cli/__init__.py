"""The command line: Dutch help and messages, exit codes, progress. No work of its own."""

from __future__ import annotations

from vmreport.cli import batches, dossiers, figures, finished
from vmreport.cli.run import main

__all__ = ["batches", "dossiers", "figures", "finished", "main"]
