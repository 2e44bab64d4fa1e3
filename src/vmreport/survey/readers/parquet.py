"""A Parquet file as a grid. The header counts as row 1, so the first data row is row 2 in messages.

Page checksums are verified where the file has them; only numbers and text are accepted. Source:
risks A17, P01-P05. What the columns mean is for `tidy`.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from decimal import Decimal
from importlib import import_module
from typing import Any

from vmreport.errors import Place, Problems
from vmreport.files.workbook import decimal_of_float
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.table import (
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Grid,
    Row,
    TypedNumber,
    check_cells,
)

__all__ = ["read_parquet"]

_MAX_BYTES = 500_000_000
"""Uncompressed size a file may announce."""
_FAULTS = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    NotImplementedError,
    MemoryError,
    OverflowError,
)
"""What pyarrow raises on damaged files: ArrowInvalid is a ValueError. Source: risks E9."""


def read_parquet(data: bytes, file: str, out: Problems) -> tuple[Grid, ...]:
    """Give the one grid of a Parquet file; empty when a problem makes it unreadable."""
    pa: Any = import_module("pyarrow")  # untyped, and only loaded when Parquet is delivered
    pq: Any = import_module("pyarrow.parquet")

    try:
        source = pq.ParquetFile(io.BytesIO(data), page_checksum_verification=True)
        if _too_big(source.metadata, file, out) or _refused(source.schema_arrow, pa, file, out):
            return ()
        table = source.read()
        table.validate(full=True)
        columns = [column.to_pylist() for column in table.columns]
    except (*_FAULTS, pa.ArrowException):
        what = "het bestand is beschadigd of is geen Parquet-bestand"
        out.problem(Code.DAMAGED, Place(file), what, "vraag het bestand opnieuw op")
        return ()
    names = tuple(table.column_names)
    converters = [_converter(pa.types, field.type) for field in table.schema]
    rows = [Row(1, names)]
    clean = check_cells(file, "", rows[0], (), out)
    for number, values in enumerate(zip(*columns, strict=True), start=2):
        cells = tuple(
            _cell(value, convert) for value, convert in zip(values, converters, strict=True)
        )
        row = Row(number, cells)
        clean = check_cells(file, "", row, names, out) and clean
        if any(cells):
            rows.append(row)
    return (Grid(file, "", tuple(rows)),) if clean else ()


def _too_big(metadata: Any, file: str, out: Problems) -> bool:
    size = sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
    if metadata.num_rows <= MAX_ROWS and metadata.num_columns <= MAX_COLUMNS and size <= _MAX_BYTES:
        return False
    out.problem(
        Code.TOO_BIG,
        Place(file),
        f"het bestand heeft {metadata.num_rows} rijen en {metadata.num_columns} kolommen",
        f"hoogstens {MAX_ROWS} rijen en {MAX_COLUMNS} kolommen; lever alleen wat nodig is",
    )
    return True


def _refused(schema: Any, pa: Any, file: str, out: Problems) -> bool:
    """Refuse extension types (they can run code) and types that are neither number nor text."""
    refused = False
    for field in schema:
        metadata = field.metadata or {}
        extension = isinstance(field.type, pa.BaseExtensionType) or any(
            key.startswith(b"ARROW:extension") for key in metadata
        )
        if extension:
            what = "de kolom heeft een eigen gegevenstype dat code kan uitvoeren"
            out.problem(
                Code.UNSAFE, Place(file, column=field.name), what, "lever getallen en tekst"
            )
            refused = True
        elif not _is_plain(pa.types, field.type):
            what = f"de kolom heeft het type {field.type}"
            out.problem(
                Code.CELL_TYPE, Place(file, column=field.name), what, "lever getal of tekst"
            )
            refused = True
    return refused


def _is_plain(types: Any, kind: Any) -> bool:
    if types.is_dictionary(kind):
        return _is_plain(types, kind.value_type)
    accepted: tuple[Callable[[Any], bool], ...] = (
        types.is_integer,
        types.is_floating,
        types.is_decimal,
        types.is_string,
        types.is_large_string,
        types.is_null,
    )
    return any(check(kind) for check in accepted)


def _converter(types: Any, kind: Any) -> int:
    """Give how many digits a floating-point column holds; 0 for other columns."""
    if types.is_dictionary(kind):
        kind = kind.value_type
    if types.is_float16(kind):
        return 3
    if types.is_float32(kind):
        return 7
    return 15 if types.is_float64(kind) else 0


def _cell(value: Any, digits: int) -> Cell:
    """Give a value as cell; NaN and infinity stay as words, which no number grammar accepts."""
    if value is None:
        return ""
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value).strip()
        number = decimal_of_float(value) if digits == 15 else Decimal(format(value, f".{digits}g"))
        return TypedNumber(number)
    if isinstance(value, int | Decimal):
        return TypedNumber(Decimal(value))
    return str(value).strip()
