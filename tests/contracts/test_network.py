"""The network is used in one place, and nothing that makes a document can reach it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import vmreport

SOURCE = Path(vmreport.__file__).parent
NETWORK = ("urllib.request", "urllib.error", "http", "socket", "ssl", "ftplib", "requests", "httpx")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_only_fetching_uses_the_network():
    users = {
        path.relative_to(SOURCE).parts[0]
        for path in SOURCE.rglob("*.py")
        for name in _imports(path)
        if any(name == used or name.startswith(f"{used}.") for used in NETWORK)
    }
    assert users == {"fetching"}


def test_only_the_command_line_fetches():
    users = {
        path.relative_to(SOURCE).parts[0]
        for path in SOURCE.rglob("*.py")
        for name in _imports(path)
        if name.startswith("vmreport.fetching")
    }
    assert users == {"cli", "fetching"}


def test_a_build_does_not_even_load_it():
    code = (
        "import sys, vmreport.cli, vmreport.pipeline, vmreport.loading;"
        "print([name for name in sys.modules if name.startswith('vmreport.fetching')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
