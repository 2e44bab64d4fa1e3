"""The figures of a report as a table for machines: what is printed, and nothing that is not.

The PDF can carry it as an associated file. A hidden figure has its reason and no number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from vmreport.analysis.findings import Cell, Hidden, Published
from vmreport.compose.material import Material
from vmreport.narrative.numbers import in_table, n_band, places_in_table, round_half_away
from vmreport.narrative.voice import area_name

__all__ = ["published_figures"]

COLUMNS = (
    "editie",
    "gebied_code",
    "gebied",
    "niveau",
    "indicator",
    "naam",
    "eenheid",
    "basis",
    "waarde",
    "ondergrens",
    "bovengrens",
    "antwoorden",
    "bron",
    "opmerking",
)


def published_figures(material: Material) -> bytes:
    """Give every published figure as CSV: UTF-8, `;`, decimal comma, rounded as in the tables."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(material))
    return text.getvalue().encode("utf-8")


def _rows(material: Material) -> Iterator[tuple[str, ...]]:
    analysis = material.analysis
    order = {code: place for place, code in enumerate(analysis.indicators)}
    shown = [cell for key, cell in analysis.cells.items() if key.indicator in order]
    areas = {code: place for place, code in enumerate(analysis.areas)}
    shown.sort(key=lambda cell: _place(cell, areas, order))
    for cell in shown:
        indicator, area = analysis.indicators[cell.key.indicator], analysis.areas[cell.key.area]
        yield (
            str(cell.key.edition),
            area.code,
            area_name(area),
            area.level.value,
            indicator.code,
            indicator.name,
            indicator.unit_label,
            indicator.base,
            *_numbers(material, cell),
        )


def _place(cell: Cell, areas: dict[str, int], order: dict[str, int]) -> tuple[int, int, int]:
    key = cell.key
    return key.edition, areas.get(key.area, len(areas)), order[key.indicator]


def _numbers(material: Material, cell: Cell) -> tuple[str, ...]:
    if isinstance(cell, Hidden):
        return ("", "", "", "", "", material.narrator.absence_words(cell))
    unit = material.analysis.indicators[cell.key.indicator].unit
    bounds = [
        "" if bound is None else _number(round_half_away(bound, places_in_table(unit)))
        for bound in (cell.lower, cell.upper)
    ]
    band = n_band(cell.n) if cell.n is not None else ""
    value = in_table(cell, unit).removesuffix("%")
    return (value, *bounds, band, cell.source, _remark(material, cell))


def _remark(material: Material, cell: Published) -> str:
    """Give by which factor a figure was converted; empty for a figure as it was delivered."""
    found = cell.conversion
    if found is None:
        return ""
    factor = _number(format(found.factor.normalize(), "f"))
    return material.phrases.say("omgerekend.opmerking", factor=factor, bron=found.source)


def _number(value: object) -> str:
    return str(value).replace(".", ",")
