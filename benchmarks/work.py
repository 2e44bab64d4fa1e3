"""One piece of work in a process of its own, for `goals` to measure from outside.

`python benchmarks/work.py job --scale 1 --out FOLDER`. What can only be seen from inside (charts,
tables) is printed as JSON.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reference_report import reference_report, table_report

from vmreport.document.tree import ResolvedDocument
from vmreport.errors import Problems
from vmreport.writers.house_style import HouseStyle, load_house_style

_spent = 0.0
"""CPU seconds in what is watched."""


def _watch(owner: Any, name: str) -> None:
    original: Callable[..., Any] = getattr(owner, name)
    inside = False

    def watched(*arguments: Any, **named: Any) -> Any:
        nonlocal inside
        global _spent  # noqa: PLW0603 - one number of the whole process
        if inside:
            return original(*arguments, **named)
        begin, inside = time.process_time(), True
        try:
            return original(*arguments, **named)
        finally:
            _spent += time.process_time() - begin
            inside = False

    setattr(owner, name, watched)


def pdf(document: ResolvedDocument, style: HouseStyle, out: Path) -> dict[str, int]:
    """Write the PDF and give the printed page of each anchor."""
    from vmreport.writers.pdf.writer import write_pdf

    result = write_pdf(document, style)
    (out / "report.pdf").write_bytes(result.data)
    return {**result.pages, "": result.page_count}


def docx(document: ResolvedDocument, style: HouseStyle, out: Path, pages: dict[str, int]) -> None:
    """Write the Word file with native charts."""
    from vmreport.writers.docx import write_docx

    (out / "report.docx").write_bytes(write_docx(document, style, pages=pages))


def html(document: ResolvedDocument, style: HouseStyle, out: Path) -> None:
    """Write the web page."""
    from vmreport.writers.html import write_html

    (out / "report.html").write_bytes(write_html(document, style))


def job(document: ResolvedDocument, style: HouseStyle, out: Path) -> dict[str, float]:
    """Write everything; give the CPU seconds that went into charts, in every format."""
    from vmreport.charts.canvas import Drawing
    from vmreport.writers.docx import figures
    from vmreport.writers.html import blocks
    from vmreport.writers.pdf.pictures import ChartPicture

    for module in (figures, blocks):
        _watch(module, "draw")
    _watch(figures, "native_chart")
    for method in ("svg", "svg_outlined", "png"):
        _watch(Drawing, method)
    _watch(ChartPicture, "draw")
    begin = time.process_time()
    pages = pdf(document, style, out)
    docx(document, style, out, pages)
    html(document, style, out)
    return {"charts": _spent, "job": time.process_time() - begin}


def word_tables(style: HouseStyle, out: Path) -> dict[str, float]:
    """Write 30 tables of 40 rows x 6 columns as Word; give the milliseconds per table."""
    from vmreport.writers.docx import blocks

    document = table_report(30, 40)
    docx(table_report(1, 2), style, out, {})
    _watch(blocks, "table")
    docx(document, style, out, {})
    return {"table_ms": _spent / 30 * 1000}


def plain(document: ResolvedDocument, out: Path) -> None:
    """Write the plain HTML that other renderers get."""
    from plain_html import plain_html

    from vmreport.assets import styles_root

    (out / "plain.html").write_text(plain_html(document, styles_root().resolve() / "fonts"))


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", choices=("pdf", "docx", "job", "tables", "word-tables", "plain"))
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--tables", type=int, default=1)
    parser.add_argument("--rows", type=int, default=100)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    style, out = load_house_style("ccv", Problems()), options.out
    found: dict[str, Any] = {}
    match options.work:
        case "pdf":
            found["pages"] = pdf(reference_report(options.scale), style, out)[""]
        case "docx":
            docx(reference_report(options.scale), style, out, {})
        case "job":
            found = dict(job(reference_report(options.scale), style, out))
        case "tables":
            found["pages"] = pdf(table_report(options.tables, options.rows), style, out)[""]
        case "word-tables":
            found = dict(word_tables(style, out))
        case _:
            plain(reference_report(options.scale), out)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
