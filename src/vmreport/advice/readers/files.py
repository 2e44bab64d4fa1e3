"""From a path to lines or drafts: which kind of file, which reader.

To add a kind of file: one module that makes lines or drafts, and one line in LINES or DRAFTS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from vmreport.advice.form import AREA_CODE
from vmreport.advice.model import Measure
from vmreport.advice.readers.draft import Draft
from vmreport.advice.readers.excel import excel_drafts, excel_measures
from vmreport.advice.readers.markdown import markdown_drafts
from vmreport.advice.readers.measures import read_measures
from vmreport.advice.readers.sections import Lines
from vmreport.advice.readers.text_file import check_area, file_name, read_bytes, read_text_file
from vmreport.errors import Place, Problems

__all__ = ["DRAFTS", "LINES", "Delivery", "read_drafts", "read_lines", "read_plan_sheet"]

_MAX_OFFICE = 20_000_000
"""Largest Word or Excel file that is read, in bytes."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file of the advisor, and what the dossier says about itself."""

    path: Path
    root: Path
    area: str
    """Area code of the dossier; empty: not checked."""
    status: str
    problems: Problems


_LineReader: TypeAlias = Callable[[Delivery], Lines | None]
_DraftReader: TypeAlias = Callable[[Delivery], tuple[Draft, ...]]


def read_lines(delivery: Delivery) -> Lines | None:
    """Give a text as Markdown lines; None when it cannot be used at all (that is reported)."""
    reader = LINES.get(delivery.path.suffix.casefold())
    if reader is None:
        _unknown_kind(delivery, LINES)
        return None
    return reader(delivery)


def read_drafts(delivery: Delivery) -> tuple[Draft, ...]:
    """Give the recommendations as drafts; none when the file cannot be used (that is reported)."""
    reader = DRAFTS.get(delivery.path.suffix.casefold())
    if reader is None:
        _unknown_kind(delivery, DRAFTS)
        return ()
    return reader(delivery)


def read_plan_sheet(delivery: Delivery) -> tuple[tuple[str, Measure], ...]:
    """Give the measures of a plan's workbook, each with the number of its recommendation."""
    found = _office(delivery)
    if found is None:
        return ()
    return tuple(
        (of.text, measure)
        for of, table in excel_measures(*found, delivery.problems)
        for measure in read_measures(table, delivery.problems)
    )


def _markdown_lines(delivery: Delivery) -> Lines | None:
    file = read_text_file(
        delivery.path, root=delivery.root, area=delivery.area, problems=delivery.problems
    )
    return Lines(file.name, file.lines, file.first_line) if file is not None else None


def _markdown_drafts(delivery: Delivery) -> tuple[Draft, ...]:
    lines = _markdown_lines(delivery)
    return markdown_drafts(lines, delivery.problems) if lines is not None else ()


def _word_lines(delivery: Delivery) -> Lines | None:
    from vmreport.advice.readers.word.document import word_lines

    found = _office(delivery)
    if found is None:
        return None
    lines, codes = word_lines(*found, delivery.problems, status=delivery.status)
    _check_areas(codes, delivery)
    return lines


def _word_drafts(delivery: Delivery) -> tuple[Draft, ...]:
    from vmreport.advice.readers.word.document import read_word_drafts

    found = _office(delivery)
    if found is None:
        return ()
    drafts, codes = read_word_drafts(*found, delivery.problems, status=delivery.status)
    _check_areas(codes, delivery)
    return drafts


def _excel_drafts(delivery: Delivery) -> tuple[Draft, ...]:
    found = _office(delivery)
    if found is None:
        return ()
    drafts, titles = excel_drafts(*found, delivery.problems)
    _check_areas(titles, delivery)
    return drafts


def _office(delivery: Delivery) -> tuple[bytes, str] | None:
    name = file_name(delivery.path, delivery.root)
    data = read_bytes(delivery.path, name, _MAX_OFFICE, delivery.problems)
    return (data, name) if data is not None else None


def _check_areas(titles: tuple[tuple[str, Place], ...], delivery: Delivery) -> None:
    """Check the area that a form names in its title, such as `Gemeente: Leiden (GM0546)`."""
    for words, place in titles:
        match = AREA_CODE.search(words)
        if match is not None:
            check_area(match[1], delivery.area, place, delivery.problems)


def _unknown_kind(delivery: Delivery, readers: Mapping[str, object]) -> None:
    path = delivery.path
    kinds = " of ".join(f"{path.stem}{suffix}" for suffix in readers)
    delivery.problems.problem(
        "E308",
        Place(path.name),
        f"Een bestand van de soort {path.suffix} wordt hier niet gelezen.",
        f"Bewaar de tekst als {kinds}.",
    )


LINES: Mapping[str, _LineReader] = MappingProxyType({".md": _markdown_lines, ".docx": _word_lines})
"""Readers of interpretation and qualitative findings, by extension."""

DRAFTS: Mapping[str, _DraftReader] = MappingProxyType(
    {".md": _markdown_drafts, ".docx": _word_drafts, ".xlsx": _excel_drafts}
)
"""Readers of recommendations, by extension."""
