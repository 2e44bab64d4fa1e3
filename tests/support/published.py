"""The published figures of the Groningen sample, and the figures a document prints, for comparing."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from vmreport.document.blocks import Block, FieldList, Heading, KeyFigures, Paragraph, Table
from vmreport.document.inlines import plain_text
from vmreport.document.tree import ResolvedDocument, walk
from vmreport.survey.codebook import load_codebook
from vmreport.survey.model import Series, UnitKind

__all__ = ["CODES", "Key", "in_text", "published", "running_text", "shipped", "table_figures"]

Key = tuple[int, str, str]
"""Edition, area code, indicator code."""

_BOOK = load_codebook()
CODES = {item.short: code for code, item in _BOOK.indicators.items() if Series.A in item.series}
"""Indicator codes of 2012-2019 by the label in tables."""

_YEAR = re.compile(r"\d{4}")


def published(path: Path) -> dict[Key, Decimal]:
    """Give what CBS published for the province and the country, from the shared reference file."""
    found: dict[Key, Decimal] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            edition = int(row["edition"])
            if row["area_code"] in {"PV20", "NL01"} and 2013 <= edition <= 2017 and row["value"]:
                for item in _BOOK.find(row["indicator"], row["unit"], Series.A):
                    key = (edition, row["area_code"], item.code)
                    if key not in found or "StatLine-export" in row["source_url"]:
                        found[key] = Decimal(row["value"])
    return found


def shipped(path: Path) -> dict[Key, Decimal]:
    """Give the figures of a canonical table."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (int(row["editie"]), row["gebied_code"], row["indicator"]): Decimal(
                row["waarde"].replace(",", ".")
            )
            for row in csv.DictReader(file, delimiter=";")
        }


def table_figures(
    document: ResolvedDocument, edition: int, home: str
) -> Iterator[tuple[Key, Decimal]]:
    """Give every figure in the tables: which one it is by row and column, and what is printed."""
    for block in walk(document.blocks):
        if not isinstance(block, Table):
            continue
        heads = [column.header for column in block.columns]
        subject = heads.index("Onderwerp")
        for row in block.rows:
            texts = [plain_text(cell.text) for cell in row.cells]
            for head, text in zip(heads[subject + 1 :], texts[subject + 1 :], strict=True):
                key = _key(head, texts[subject], edition, home)
                if key is not None and text != "geen cijfer":
                    yield key, _number(text)


def _key(head: str, subject: str, edition: int, home: str) -> Key | None:
    year = _YEAR.search(head)
    if head == "Nederland":
        return edition, "NL01", CODES[subject]
    return (int(year[0]), home, CODES[subject]) if year and "marge" not in head else None


def _number(text: str) -> Decimal:
    return Decimal(text.removesuffix("%").replace("\u2212", "-").replace(",", "."))


def in_text(value: Decimal, code: str) -> str:
    """Give how running text prints a figure: percentages whole, marks and scores one decimal."""
    whole = _BOOK.indicators[code].unit is UnitKind.PERCENT
    step = Decimal(1) if whole else Decimal("0.1")
    text = str(value.quantize(step, ROUND_HALF_UP)).replace(".", ",")
    return f"{text}%" if whole else text


def running_text(document: ResolvedDocument) -> Iterator[tuple[str, str]]:
    """Give each piece of running text with the heading above it."""
    heading = ""
    labels: dict[int, str] = {}
    for block in walk(document.blocks):
        if isinstance(block, Heading):
            heading = plain_text(block.text)
        if isinstance(block, FieldList):
            labels = {id(child): field.label for field in block.fields for child in field.blocks}
        for text in _texts(block):
            yield labels.get(id(block), heading), text


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield plain_text(block.text)
    if isinstance(block, KeyFigures):
        for figure in block.figures:
            against = [f"{words} {verdict.word}" for words, verdict in figure.comparisons]
            yield " ".join((figure.value, figure.label, *against))
