"""CSV and other separated text as a grid: own strict reading, never a library's guesses.

Only `;`, `,` and tab separate; a field never holds a line end; every cell stays text. Source: risks
A1, A2, A12, A13. What the columns mean does not belong here.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter

from vmreport.errors import Place, Problems
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.table import (
    MAX_ROWS,
    MAX_TEXT_COLUMNS,
    Cell,
    Grid,
    Row,
    check_cells,
)

__all__ = ["read_text"]

_SEPARATORS = ";\t,"
_LOOK_AHEAD = 10
"""Lines in which the header may stand: an export can start with a title."""
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


def read_text(data: bytes, file: str, out: Problems) -> tuple[Grid, ...]:
    """Give the one grid of a text file; empty when a problem makes it unreadable."""
    text = _decode(data, file, out)
    if text is None:
        return ()
    if not text.strip():
        out.problem(Code.NOT_READABLE, Place(file), "het bestand is leeg", "lever de cijfers aan")
        return ()
    if _too_many_lines(text):
        out.problem(
            Code.TOO_BIG,
            Place(file),
            f"het bestand heeft meer dan {MAX_ROWS} rijen",
            "lever alleen de rijen van dit rapport aan",
        )
        return ()
    separator = _separator(text)
    if not separator:
        out.problem(
            Code.SEPARATOR,
            Place(file, row=1),
            "geen kolommen gevonden: er staat geen puntkomma, komma of tab in de kop",
            "sla het bestand op als CSV met een puntkomma tussen de kolommen",
        )
        return ()
    rows = _rows(text, separator, file, out)
    return () if rows is None else (Grid(file, "", rows, separator),)


def _decode(data: bytes, file: str, out: Problems) -> str | None:
    """Decode by byte order mark, else as UTF-8, else as Windows-1252 with a notice."""
    if not data.startswith(_MARKS) and _looks_like_two_bytes(data):
        out.problem(
            Code.ENCODING,
            Place(file),
            "dit lijkt UTF-16, maar het teken aan het begin dat dat zegt ontbreekt",
            "sla het bestand opnieuw op als CSV UTF-8",
        )
        return None
    if data.startswith(codecs.BOM_UTF8):
        encodings = ["utf-8-sig"]
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp1252":
            out.notice(
                Code.READ_AS_WINDOWS_1252,
                Place(file),
                "gelezen als Windows-1252, omdat het geen UTF-8 is",
                "controleer namen met accenten, of sla het bestand op als CSV UTF-8",
            )
        return unicodedata.normalize("NFC", text)
    out.problem(
        Code.ENCODING,
        Place(file),
        "de tekens zijn niet te lezen als UTF-8, UTF-16 of Windows-1252",
        "sla het bestand opnieuw op als CSV UTF-8",
    )
    return None


def _looks_like_two_bytes(data: bytes) -> bool:
    """Whether every other byte is nil, as in Latin text in UTF-16; a stray nil byte is not."""
    start = data[:2000]
    return max(start[0::2].count(0), start[1::2].count(0)) * 4 > len(start)


def _too_many_lines(text: str) -> bool:
    return max(text.count("\n"), text.count("\r")) > MAX_ROWS + _LOOK_AHEAD + 1


def _separator(text: str) -> str:
    """Give the separator with which most of the first lines have equally many fields, else nothing.

    A comma can also stand in numbers and names, so it gives way when another does as well.
    """
    lines = [line for line in _LINE_ENDS.split(text[:200_000]) if line.strip()][:_LOOK_AHEAD]
    best, most = "", (0, 0)
    for mark in _SEPARATORS:
        counts = Counter(count for line in lines if (count := _fields(line, mark)) > 1)
        found = max(((times, count) for count, times in counts.items()), default=(0, 0))
        if found[0] > most[0] or (found > most and mark != ","):
            best, most = mark, found
    return best


def _fields(line: str, separator: str) -> int:
    try:
        return max(len(fields) for fields in csv.reader([line], delimiter=separator))
    except (csv.Error, ValueError):
        return 0


def _rows(text: str, separator: str, file: str, out: Problems) -> tuple[Row, ...] | None:
    """Split into rows; a quote that swallows line ends stops the reading at its row."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    header: tuple[str, ...] = ()
    before = 0
    clean = True
    while True:
        try:
            fields = next(reader, None)
        except csv.Error as error:
            _report_quote(file, before + 1, str(error), out)
            return None
        if fields is None:
            break
        if reader.line_num > before + 1:
            _report_quote(file, before + 1, "", out)
            return None
        before = reader.line_num
        cells: tuple[Cell, ...] = tuple(map(str.strip, fields))
        if not any(cells):
            continue
        if len(fields) > MAX_TEXT_COLUMNS:
            _report_columns(file, before, len(fields), out)
            return None
        row = Row(before, cells)
        header = header or tuple(map(str.strip, fields))
        line = "".join(fields)
        if not (line.isascii() and line.isprintable()):
            clean = check_cells(file, "", row, header, out) and clean
        rows.append(row)
    return tuple(rows) if clean else None


def _report_quote(file: str, row: int, error: str, out: Problems) -> None:
    what = "een aanhalingsteken opent een tekst die niet op dezelfde regel sluit"
    hint = "verwijder het aanhalingsteken of het regeleinde binnen de cel"
    if "field larger" in error:
        what = f"een veld is langer dan {csv.field_size_limit()} tekens"
        hint = "kort de tekst in; vaak ontbreekt een sluitend aanhalingsteken"
    elif "expected after" in error:
        what = "na een sluitend aanhalingsteken staat nog tekst"
        hint = "verwijder de aanhalingstekens, of zet de hele cel tussen aanhalingstekens"
    out.problem(Code.QUOTE, Place(file, row=row), what, hint)


def _report_columns(file: str, row: int, count: int, out: Problems) -> None:
    out.problem(
        Code.TOO_BIG,
        Place(file, row=row),
        f"een rij heeft {count} kolommen, hoogstens {MAX_TEXT_COLUMNS} kan",
        "lever alleen de kolommen van de indicatorentabel aan",
    )
