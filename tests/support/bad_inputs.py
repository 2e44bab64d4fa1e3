"""Inputs that are better made than committed: workbooks, Parquet files, and what is very large.

Every function gives the bytes of one file; the name stands in `generate` of an expected.json.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.workbook.workbook import Workbook

HEADER = (
    "editie",
    "gebied_code",
    "gebied",
    "niveau",
    "indicator",
    "eenheid",
    "waarde",
    "ondergrens",
    "bovengrens",
    "n",
)
ROW: tuple[Any, ...] = (
    2023,
    "GM0546",
    "Leiden",
    "gemeente",
    "onveilig_weleens",
    "%",
    34.9,
    33.0,
    36.8,
    1250,
)
ROW_2: tuple[Any, ...] = (
    2023,
    "NL01",
    "Nederland",
    "land",
    "onveilig_weleens",
    "%",
    33.5,
    33.2,
    33.8,
    180_000,
)

MAKERS: dict[str, Callable[[], bytes]] = {}


def maker(function: Callable[[], bytes]) -> Callable[[], bytes]:
    MAKERS[function.__name__] = function
    return function


# ---------------------------------------------------------------------------------------- text


@maker
def million_rows() -> bytes:
    line = "2023;GM0546;onveilig_weleens;34,9;1250\n"
    return ("editie;gebied_code;indicator;waarde;n\n" + line * 1_000_000).encode()


@maker
def rows_at_the_cap() -> bytes:
    """200.000 different figures: 2.000 municipalities x 10 editions x 10 indicators."""
    indicators = [
        "onveilig_weleens",
        "onveilig_vaak",
        "onveilig_buurt",
        "criminaliteit_veel",
        "criminaliteit_toegenomen",
        "criminaliteit_afgenomen",
        "overlast_hard_rijden",
        "overlast_parkeren",
        "overlast_rommel",
        "overlast_hondenpoep",
    ]
    editions = (2012, 2013, 2014, 2015, 2016, 2017, 2019, 2021, 2023, 2025)
    lines = ["editie;gebied_code;gebied;indicator;waarde;ondergrens;bovengrens;n;bron"]
    for area in range(2_000):
        for edition in editions:
            for place, code in enumerate(indicators):
                value = (area + edition + place * 7) % 90 + 5
                lines.append(
                    f"{edition};GM{area:04d};Gemeente {area};{code};"
                    f"{value},{place};{value - 2},{place};{value + 2},{place};{300 + area};CBS"
                )
    return ("\n".join(lines) + "\n").encode()


# ------------------------------------------------------------------------------------ workbooks


def book(*rows: tuple[Any, ...]) -> Workbook:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Cijfers"
    sheet.append(HEADER)
    for row in rows or (ROW, ROW_2):
        sheet.append(row)
    return made


def saved(made: Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_value(value: Any, column: str = "waarde") -> tuple[Any, ...]:
    cells = list(ROW)
    cells[HEADER.index(column)] = value
    return tuple(cells)


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Give the archive again with every part passed through `change`."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            target.writestr(member.filename, change(member.filename, source.read(member)))
    return out.getvalue()


def extended(data: bytes, *parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts:
            target.writestr(name, content)
    return out.getvalue()


def cached(data: bytes, result: str, kind: str = "") -> bytes:
    """Give the workbook with a computed value behind its one formula."""

    def change(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return content
        text = content.decode()
        text = re.sub(r"</f><v\s*/>|</f><v></v>", f"</f><v>{result}</v>", text)
        if kind:
            text = re.sub(r'(<c r="G2"[^>]*?)( t="\w+")?>', rf'\1 t="{kind}">', text)
        return text.encode()

    return repacked(data, change)


@maker
def plain_workbook() -> bytes:
    return saved(book())


@maker
def formula_without_value() -> bytes:
    return saved(book(with_value("=30+4.9"), ROW_2))


@maker
def formula_with_value() -> bytes:
    return cached(formula_without_value(), "34.9")


@maker
def error_cell() -> bytes:
    return saved(book(with_value("#DIV/0!"), ROW_2))


@maker
def computed_error() -> bytes:
    return cached(formula_without_value(), "#N/A", "e")


@maker
def external_link() -> bytes:
    return cached(saved(book(with_value("=[1]Blad1!A1"), ROW_2)), "34.9")


@maker
def mixed_percent() -> bytes:
    made = book(with_value(0.349), ROW_2)
    made.active["G2"].number_format = "0.0%"
    return saved(made)


@maker
def all_percent() -> bytes:
    made = book(with_value(0.349), with_value(0.335))
    made.active["A3"] = 2021
    for row in made.active["G2:I3"]:
        for cell in row:
            cell.number_format = "0.0%"
            if cell.value > 1:
                cell.value = cell.value / 100
    return saved(made)


@maker
def date_cell() -> bytes:
    return saved(book(with_value(dt.date(2023, 5, 1), "n"), ROW_2))


@maker
def boolean_cell() -> bytes:
    return saved(book(with_value(True), ROW_2))


@maker
def hidden_row() -> bytes:
    made = book()
    made.active.row_dimensions[3].hidden = True
    return saved(made)


@maker
def hidden_column() -> bytes:
    made = book()
    made.active.column_dimensions["J"].hidden = True
    return saved(made)


def _with_sheet(title: str, state: str, *cells: str) -> bytes:
    made = book()
    sheet = made.create_sheet(title)
    if cells:
        sheet.append(cells)
    sheet.sheet_state = state
    return saved(made)


@maker
def hidden_sheet() -> bytes:
    return _with_sheet("Oud", "hidden", "oude cijfers", "x")


@maker
def very_hidden_sheet() -> bytes:
    return _with_sheet("Oud", "veryHidden", "oude cijfers", "x")


@maker
def empty_hidden_sheet() -> bytes:
    return _with_sheet("Leeg", "hidden")


@maker
def notes_sheet() -> bytes:
    return _with_sheet("Toelichting", "visible", "Toelichting bij de cijfers")


@maker
def only_notes() -> bytes:
    made = openpyxl.Workbook()
    made.active.title = "Toelichting"
    made.active.append(("Toelichting bij de cijfers",))
    return saved(made)


@maker
def two_tables() -> bytes:
    made = book()
    sheet = made.create_sheet("Eerder")
    sheet.append(HEADER)
    sheet.append((2021, *ROW[1:]))
    return saved(made)


@maker
def merged_cells() -> bytes:
    made = book()
    made.active.merge_cells("B2:B3")
    return saved(made)


@maker
def footer_row() -> bytes:
    made = book()
    made.active.append(("Bron: I&O Research",))
    return saved(made)


def _with_stray(cell: str, value: str) -> bytes:
    made = book()
    made.active[cell] = value
    return saved(made)


@maker
def stray_cell_below() -> bytes:
    return _with_stray("A1048576", " ")


@maker
def stray_cell_right() -> bytes:
    return _with_stray("XFD20000", " ")


@maker
def stray_cell_within_caps() -> bytes:
    return _with_stray("A199999", "einde")


@maker
def code_as_number() -> bytes:
    return saved(book(with_value(546, "gebied_code"), ROW_2))


@maker
def text_numbers() -> bytes:
    texts = [with_value(text, name) for text, name in (("34,9", "waarde"),)]
    row = list(texts[0])
    row[HEADER.index("ondergrens")] = "33,0"
    row[HEADER.index("bovengrens")] = "36,8"
    row[HEADER.index("n")] = "1250"
    return saved(book(tuple(row), ROW_2))


@maker
def float_noise() -> bytes:
    return saved(book(with_value(34.900000000000006), ROW_2))


@maker
def invisible_in_sheet() -> bytes:
    return saved(book(with_value("Lei\u202eden", "gebied"), ROW_2))


@maker
def formula_text() -> bytes:
    made = book()
    made.active["B2"] = None
    made.active["D2"] = "kern"
    made.active["C2"].value = "=1+1"
    made.active["C2"].data_type = "s"
    return saved(made)


@maker
def zip_bomb() -> bytes:
    return extended(plain_workbook(), ("xl/media/image1.bin", bytes(400_000_000)))


@maker
def many_members() -> bytes:
    return extended(plain_workbook(), *((f"xl/media/{i}.bin", b"x") for i in range(3_000)))


@maker
def outside_name() -> bytes:
    return extended(plain_workbook(), ("../../etc/cron.d/x", b"x"))


@maker
def duplicate_member() -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return extended(plain_workbook(), ("xl/workbook.xml", b"<workbook/>"))


@maker
def billion_laughs() -> bytes:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        b"<sst><si><t>&b;</t></si></sst>"
    )
    return repacked(
        plain_workbook(),
        lambda name, content: bomb if name == "xl/styles.xml" else content,
    )


@maker
def utf16_doctype() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    return repacked(
        plain_workbook(),
        lambda name, content: text.encode("utf-16") if name == "xl/styles.xml" else content,
    )


@maker
def truncated_workbook() -> bytes:
    data = plain_workbook()
    return data[: len(data) // 2]


@maker
def flipped_workbook() -> bytes:
    data = bytearray(plain_workbook())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        member = archive.getinfo("xl/worksheets/sheet1.xml")
    data[member.header_offset + 30 + len(member.filename) + member.compress_size // 2] ^= 0x10
    return bytes(data)


@maker
def zip_without_workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("lees mij.txt", "geen werkboek")
    return out.getvalue()


@maker
def encrypted_workbook() -> bytes:
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + name + bytes(512)


@maker
def old_xls() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048)


@maker
def macro_workbook() -> bytes:
    return extended(plain_workbook(), ("xl/vbaProject.bin", b"macro"))


@maker
def too_many_sheet_rows() -> bytes:
    rows = "".join(f'<row r="{i}"/>' for i in range(2, 200_010))

    def change(name: str, content: bytes) -> bytes:
        if name == "xl/worksheets/sheet1.xml":
            return content.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
        return content

    return repacked(plain_workbook(), change)


# -------------------------------------------------------------------------------------- Parquet


def table(**replaced: Any) -> pa.Table:
    columns: dict[str, Any] = {
        name: [first, second] for name, first, second in zip(HEADER, ROW, ROW_2, strict=True)
    }
    return pa.table(columns | replaced)


def parquet(made: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(
        made,
        out,
        write_page_checksum=True,
        compression="none",
        use_dictionary=False,
        write_statistics=False,
    )
    return out.getvalue()


@maker
def plain_parquet() -> bytes:
    return parquet(table())


@maker
def truncated_parquet() -> bytes:
    return plain_parquet()[:-40]


@maker
def flipped_parquet() -> bytes:
    data = bytearray(plain_parquet())
    data[data.index(b"Nederland") + 2] ^= 0x01
    return bytes(data)


@maker
def nan_parquet() -> bytes:
    return parquet(table(waarde=[float("nan"), float("inf")]))


@maker
def decimal_dictionary_parquet() -> bytes:
    values = pa.array([Decimal("34.90"), Decimal("33.50")], pa.decimal128(6, 2))
    names = pa.array(["Leiden", "Nederland"]).dictionary_encode()
    return parquet(table(waarde=values, gebied=names))


@maker
def float32_parquet() -> bytes:
    return parquet(table(waarde=pa.array([34.9, 33.5], pa.float32())))


@maker
def list_parquet() -> bytes:
    return parquet(table(waarde=[[34.9], [33.5]]))


@maker
def extension_parquet() -> bytes:
    field = pa.field(
        "waarde",
        pa.binary(),
        metadata={
            "ARROW:extension:name": "arrow.py_extension_type",
            "ARROW:extension:metadata": b"\x80\x04.",
        },
    )
    made = table()
    place = made.schema.get_field_index("waarde")
    return parquet(made.set_column(place, field, pa.array([b"a", b"b"])))


@maker
def null_parquet() -> bytes:
    empty = [None, 33.5]
    return parquet(table(waarde=empty, ondergrens=[None, 33.2], bovengrens=[None, 33.8]))


@maker
def bad_value_parquet() -> bytes:
    return parquet(table(waarde=[34.9, 335.0], ondergrens=[33.0, None], bovengrens=[36.8, None]))


@maker
def number_code_parquet() -> bytes:
    return parquet(table(gebied_code=[546, 14]))


@maker
def wide_parquet() -> bytes:
    made = table()
    for number in range(201):
        made = made.append_column(f"k{number}", pa.array([1, 2]))
    return parquet(made)


# ----------------------------------------------------------------------------------------- JSON


@maker
def first_page() -> bytes:
    """The first 10.000 records of a table of 25.000, without a next link."""
    records = [
        {"ID": number, "Marges": "MW00000", "RegioS": "NL01", "Perioden": "2023JJ00", "A_1": "1"}
        for number in range(10_000)
    ]
    infos = [{"Identifier": "85146NED", "RecordCount": 25_000}]
    return json.dumps({"TableInfos": infos, "UntypedDataSet": records}).encode()


@maker
def deep_json() -> bytes:
    return b"[" * 100_000 + b"]" * 100_000


@maker
def long_number() -> bytes:
    return b'{"Observations": [{"Measure": "M1", "Value": ' + b"9" * 1_000_000 + b"}]}"


@maker
def wide_json() -> bytes:
    record = {f"k{number}": number for number in range(500)}
    return json.dumps({"UntypedDataSet": [record]}).encode()
