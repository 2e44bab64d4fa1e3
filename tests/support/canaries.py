"""Numbers planted in the hidden cells of a sample, and a search for them in every byte of a file.

A canary keeps the cell hidden, ends in digits that stand nowhere else, and rounds to one decimal
as no printed figure does. Packages are unpacked, PDF streams expanded, data URIs decoded.
"""

from __future__ import annotations

import base64
import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pikepdf
import pypdf

from vmreport.analysis.findings import Cell, Hidden, Published
from vmreport.errors import Problems
from vmreport.loading import load
from vmreport.narrative.numbers import round_half_away
from vmreport.survey.model import Estimate

__all__ = [
    "Canary",
    "hidden_estimates",
    "lengthen",
    "parts_of",
    "plant",
    "plant_others",
    "raw_traces",
    "word_traces",
]

CellName = tuple[int, str, str]
_DATA = re.compile(rb"data:[\w/+.-]+;base64,([A-Za-z0-9+/=]+)")
_DECIMAL = re.compile(r"\d{1,2},\d{1,2}")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3},\d(?!\d)")


@dataclass(frozen=True)
class Canary:
    """What was planted in one cell."""

    cell: CellName
    value: str
    """With a decimal comma."""
    tail: str
    """Digits that only this number has."""
    places: int = 1
    """Decimals from which on it is printed nowhere: 2 where every first decimal is taken."""

    @property
    def rounded(self) -> tuple[str, ...]:
        """The number as a person would write it: up to four decimals."""
        exact = Decimal(self.value.replace(",", "."))
        return tuple(f"{exact:.{places}f}".replace(".", ",") for places in range(self.places, 5))


def hidden_estimates(root: Path) -> dict[CellName, Estimate]:
    """Give the cells of a dossier that were delivered with a number and are not published."""
    found: dict[CellName, Estimate] = {}
    for cell, value in _cells(root):
        if isinstance(cell, Hidden) and isinstance(value, Estimate):
            found[cell.key.edition, cell.key.area, cell.key.indicator] = value
    return found


def _cells(root: Path) -> Iterator[tuple[Cell, object]]:
    problems = Problems()
    loaded = load(root, problems)
    assert loaded is not None, problems.items
    for key, cell in loaded.material.analysis.cells.items():
        seen = loaded.survey.get(key.edition, key.area, key.indicator)
        yield cell, seen.value if seen else None


def _drawn(root: Path) -> Iterator[str]:
    """Give the published values and bounds: charts have them in their data, not in words."""
    for cell, _ in _cells(root):
        if isinstance(cell, Published):
            numbers = (cell.value, cell.lower, cell.upper)
            yield from (_tenths(number) for number in numbers if number is not None)


def _tenths(number: Decimal) -> str:
    return str(round_half_away(number, 1)).replace(".", ",")


def lengthen(root: Path) -> list[Canary]:
    """Give every delivered number more decimals than are printed; what it rounds to stays."""
    path = root / "indicatoren.csv"
    reader = csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""), delimiter=";")
    rows, columns = list(reader), list(reader.fieldnames or ())
    longer: list[Canary] = []
    for row in rows:
        cell = (int(row["editie"]), row["gebied_code"], row["indicator"])
        for name in ("waarde", "ondergrens", "bovengrens"):
            if _DECIMAL.fullmatch(row[name]):
                tail = _tail("6153", len(longer))
                row[name] += f"0{tail}"
                longer.append(Canary(cell, row[name], tail))
    _save(path, rows, columns)
    return longer


def _tail(start: str, number: int) -> str:
    """Give twelve digits: enough to stand nowhere by chance."""
    return f"{start}{number:04}8297"


def _save(path: Path, rows: list[dict[str, str]], columns: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def plant(root: Path, printed: str) -> list[Canary]:
    """Change the figures of a dossier: a canary in every hidden cell. `printed` is its old text.

    Larger hidden figures may need less hidden beside them: what is published then keeps its number.
    """
    path = root / "indicatoren.csv"
    delivered = path.read_text(encoding="utf-8")
    hidden = hidden_estimates(root)
    taken = _taken(root, hidden, printed)
    while True:
        planted = _written(path, delivered, hidden, taken, 0)
        still = hidden_estimates(root)
        if hidden.keys() <= still.keys():
            return planted
        hidden = {cell: value for cell, value in hidden.items() if cell in still}


def plant_others(root: Path, printed: str) -> list[Canary]:
    """Change the hidden numbers of a planted dossier once more, so that the same cells stay hidden."""
    path = root / "indicatoren.csv"
    delivered = path.read_text(encoding="utf-8")
    before = hidden_estimates(root)
    hidden, taken = before, _taken(root, before, printed)
    while True:
        planted = _written(path, delivered, hidden, taken, 5_000)
        moved = hidden_estimates(root).keys() ^ before.keys()
        if not moved:
            return planted
        tables = {(edition, indicator) for edition, _, indicator in moved}
        hidden = {cell: item for cell, item in hidden.items() if (cell[0], cell[2]) not in tables}


def _taken(root: Path, hidden: Mapping[CellName, Estimate], printed: str) -> set[str]:
    """Give the one-decimal numbers that stand in the documents, or will when a cell is shown."""
    own = {_tenths(estimate.value) for estimate in hidden.values()}
    return own.union(_NUMBER.findall(printed), _drawn(root))


def _written(
    path: Path, delivered: str, hidden: Mapping[CellName, Estimate], taken: set[str], shift: int
) -> list[Canary]:
    """Write the delivered figures with a canary in these cells."""
    reader = csv.DictReader(io.StringIO(delivered, newline=""), delimiter=";")
    rows, columns = list(reader), list(reader.fieldnames or ())
    planted: list[Canary] = []
    for row in rows:
        cell = (int(row["editie"]), row["gebied_code"], row["indicator"])
        if cell not in hidden:
            continue
        number = len(planted) + shift
        first, places = _nearest_free(hidden[cell].value, taken, top=_highest(row["eenheid"]))
        value, low, high = (
            Canary(cell, f"{first}0{_tail(start, number)}", _tail(start, number), places)
            for start in ("7491", "7362", "7635")
        )
        row |= {"waarde": value.value, "ondergrens": low.value, "bovengrens": high.value}
        planted += [value, low, high]
    _save(path, rows, columns)
    return planted


def _highest(unit: str) -> int:
    """Give the highest value of a unit, in tenths."""
    return 990 if unit.startswith("%") else 99


def _nearest_free(value: Decimal, taken: set[str], *, top: int) -> tuple[str, int]:
    """Give the one-decimal number nearest to a value that is printed nowhere, else its own."""
    middle = int(value * 10)
    for distance in range(top):
        for number in (middle + distance, middle - distance):
            text = f"{number // 10},{number % 10}"
            if 10 <= number <= top and text not in taken:
                return text, 1
    return f"{middle // 10},{middle % 10}", 2


def parts_of(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Give a file and everything in it, unpacked, expanded and decoded, by name."""
    yield name, data
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield from parts_of(f"{name}!{inner}", archive.read(inner))
    elif data[:5] == b"%PDF-":
        yield from _parts_of_pdf(name, data)
    for number, match in enumerate(_DATA.finditer(data)):
        yield from parts_of(f"{name}#{number}", base64.b64decode(match[1]))


def _parts_of_pdf(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    expanded = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            expanded,
            qdf=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
        )
        for key, attached in pdf.attachments.items():
            yield from parts_of(f"{name}!{key}", attached.get_file().read_bytes())
    yield f"{name} (qdf)", expanded.getvalue()
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    yield f"{name} (text)", text.encode()


def raw_traces(parts: Mapping[str, bytes], canaries: list[Canary]) -> list[str]:
    """Give where the digits of a canary stand, in any encoding of text that files use."""
    tails = {canary.tail: canary for canary in canaries}
    plain = re.compile(b"|".join(sorted(tail.encode() for tail in tails)))
    found = []
    for name, data in parts.items():
        views = {
            "bytes": data,
            "utf-16": data.replace(b"\x00", b""),
            "hex": _from_hex(data),
            "joined": re.sub(rb"[\s\xa0]|\)\s*-?\d*\s*\(", b"", data),
        }
        for view, text in views.items():
            found += [f"{name} ({view}): {tails[hit.decode()]}" for hit in plain.findall(text)]
    return found


def _from_hex(data: bytes) -> bytes:
    """Give the texts that a PDF writes as hexadecimal, as their bytes."""
    texts = re.findall(rb"<([0-9A-Fa-f\s]{4,})>", data)
    joined = (re.sub(rb"\s", b"", text) for text in texts)
    return b"\n".join(
        bytes.fromhex(text.decode()).replace(b"\x00", b"") for text in joined if len(text) % 2 == 0
    )


def word_traces(parts: Mapping[str, bytes], canaries: list[Canary]) -> list[str]:
    """Give where a canary stands as a person would write it, in the readable parts."""
    forms = {form: canary for canary in canaries for form in canary.rounded}
    pattern = re.compile(
        r"(?<![\d.,])(?:" + "|".join(re.escape(form) for form in sorted(forms)) + r")(?!\d)"
    )
    dotted = re.compile(
        r"(?:<(?:c:)?v>|val=\"|value=\")("
        + "|".join(re.escape(form.replace(",", ".")) for form in sorted(forms))
        + r")(?!\d)"
    )
    found = []
    for name, data in parts.items():
        text = data.decode("utf-8", "replace")
        if name.endswith((" (text)", ".csv")):
            words = text
        elif name.endswith((".html", ".xml", ".svg")) and "style" not in name.casefold():
            words = re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL)
            alts = re.findall(r"(?:alt|descr|title|aria-label|content)=\"([^\"]*)\"", text)
            words += "\n".join(alts)
            found += [f"{name}: {hit}" for hit in dotted.findall(text)]
        else:
            continue
        found += [f"{name}: {hit} ({forms[hit].cell})" for hit in pattern.findall(words)]
    return found
