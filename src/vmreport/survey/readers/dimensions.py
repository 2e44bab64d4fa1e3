"""The dimensions of a CBS table: which region, period and margin a row is about, by code or title.

Works for every delivery of a CBS table: CSV, OData v3 and v4. What the figures say is for `margins`
and `figures`; what a topic is for `topics`. Source: domain page sections 4, 6 (Marges, OData).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from vmreport.errors import Place
from vmreport.survey.areas import (
    OFFICIAL,
    AreaMention,
    from_statline,
    has_statline_suffix,
    level_of_code,
    municipality_name,
)
from vmreport.survey.model import AreaLevel
from vmreport.survey.readers.cells import Fault
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.delivered import Context
from vmreport.survey.readers.identity import read_edition
from vmreport.survey.readers.table import Table, text_of

__all__ = ["Dimensions", "Key", "Member", "dimension_of", "is_total", "margin_of"]

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "perioden": "period",
        "periode": "period",
        "regio's": "region",
        "regio’s": "region",
        "regios": "region",
        "regio": "region",
        "marges": "margin",
        "betrouwbaarheidsmarges": "margin",
        "kenmerken": "persons",
        "persoonskenmerken": "persons",
        "kenmerken van personen": "persons",
        "kenmerkenvanpersonen": "persons",
    }
)
_ALL_PERSONS = re.compile(r"totaal( personen)?( van)?( 15 jaar (of|en) ouder)?", re.IGNORECASE)
_TOTAL = re.compile(r"totaal\b.*|T[0-9]{6}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2}")
_PERIOD_KEY = re.compile(r"([0-9]{4})JJ00")
_MARGIN_KEYS = MappingProxyType(
    {"MW00000": "waarde", "MOG0095": "ondergrens", "MBG0095": "bovengrens"}
)
_NETHERLANDS = AreaMention("NL01", "Nederland", AreaLevel.COUNTRY)


def dimension_of(name: str) -> str:
    """Give `period`, `region`, `margin` or `persons` for the name of a column, else nothing."""
    return _NAMES.get(" ".join(name.split()).casefold(), "")


def margin_of(text: str) -> str:
    """Give which part of a figure a margin's key or title means; empty when unknown.

    Source: domain page section 6, current and older titles. The key of the half-width of 2012-2019
    is not established, so that one needs its title.
    """
    known = _MARGIN_KEYS.get(text.strip(), "")
    if known:
        return known
    title = text.casefold()
    if "ondergrens" in title:
        return "ondergrens"
    if "bovengrens" in title:
        return "bovengrens"
    if title in ("betrouwbaarheidsmarge", "marge"):
        return "marge"
    return "waarde" if title in ("waarde", "waarden") else ""


def is_total(text: str) -> bool:
    """Whether the member of a dimension is everybody together, by title or by key of CBS."""
    return _TOTAL.fullmatch(text.strip()) is not None


def _is_part(text: str) -> bool:
    return _WORD.search(text) is not None and not is_total(text)


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a dimension, as a code list describes it."""

    title: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """What the figures of a row are about, besides the topic."""

    edition: int
    provisional: bool
    area: AreaMention


@dataclass(slots=True)
class Dimensions:
    """Reads the dimension cells of one table; remembers what the same texts meant before."""

    file: str
    sheet: str
    columns: Mapping[str, str]
    """Column name as delivered, by kind of dimension."""
    context: Context
    members: Mapping[str, Mapping[str, Member]] = field(default_factory=dict)
    """Code lists by kind of dimension, by key without padding; empty when titles were delivered."""
    skipped: list[int] = field(default_factory=list)
    """Rows about people or places that no report is about."""
    areas: dict[str, AreaMention | None] = field(default_factory=dict)
    margins: dict[str, str] = field(default_factory=dict)

    def key(self, row: int, texts: Mapping[str, str]) -> tuple[Key, str] | None:
        """Give what a row is about and its kind of margin; None after reporting or counting it."""
        if "persons" in texts and not _ALL_PERSONS.fullmatch(self._title("persons", texts)):
            self.skipped.append(row)
            return None
        area = self._area(texts["region"]) if "region" in texts else _NETHERLANDS
        if area is None:
            self.skipped.append(row)
            return None
        edition = self._edition(row, texts["period"])
        margin = self._margin(row, texts)
        if edition is None or not margin:
            return None
        return Key(edition[0], edition[1], area), margin

    def report_skipped(self) -> None:
        """Say how many rows were about something that is no area of a report."""
        if self.skipped:
            self.context.problems.notice(
                Code.ROWS_SKIPPED,
                Place(self.file, self.sheet, self.skipped[0]),
                f"rijen zonder gebied dat in een rapport voorkomt, overgeslagen: {len(self.skipped)}",
                "dit is goed als het om persoonskenmerken of stedelijkheid gaat",
            )

    def refuse_words(
        self, table: Table, unknown: Iterable[int], symbols: Container[str]
    ) -> frozenset[str]:
        """Refuse unknown columns with words: they say about which part of the people a row is.

        Totals are about everybody, and so harmless. Gives the names of what was refused.
        """
        refused: set[str] = set()
        for position in unknown:
            texts = dict.fromkeys(text_of(row.cells[position]) for row in table.rows)
            found = next((text for text in texts if _is_part(text) and text not in symbols), "")
            if not found:
                continue
            name = table.header[position]
            refused.add(name)
            self.context.problems.problem(
                Code.STATLINE_SHAPE,
                table.place(table.header_row, position),
                f"in kolom '{name}' staan geen cijfers maar woorden, zoals '{found[:40]}': de "
                "cijfers kunnen over een deel van de mensen gaan",
                "neem een tabel met alleen regio's, perioden en marges; is het een opmerking, "
                "haal de kolom dan weg",
            )
        return frozenset(refused)

    def shape(self, row: int, what: str, kind: str = "") -> None:
        """Report that the rows of the table do not fit together."""
        hint = "download de tabel opnieuw bij StatLine, zonder de regels te bewerken"
        self.context.problems.problem(
            Code.STATLINE_SHAPE,
            Place(self.file, self.sheet, row, self.columns.get(kind, "")),
            what,
            hint,
        )

    def _title(self, kind: str, texts: Mapping[str, str]) -> str:
        member = self.members.get(kind, {}).get(texts[kind])
        return member.title if member else texts[kind]

    def _area(self, text: str) -> AreaMention | None:
        if text not in self.areas:
            member = self.members.get("region", {}).get(text)
            if member is not None:
                self.areas[text] = _from_code(text, member.title)
            elif level_of_code(text) is not None:
                self.areas[text] = _from_code(text, "")
            else:
                self.areas[text] = from_statline(text)
        return self.areas[text]

    def _edition(self, row: int, text: str) -> tuple[int, bool] | None:
        member = self.members.get("period", {}).get(text)
        period = member.title if member else text
        if key := _PERIOD_KEY.fullmatch(period):
            period = key[1]
        found = read_edition(period.rstrip("*").strip())
        if isinstance(found, Fault):
            place = Place(self.file, self.sheet, row, self.columns["period"])
            self.context.problems.problem(found.code, place, found.what, found.hint)
            return None
        return found, period.endswith("*") or (member is not None and member.provisional)

    def _margin(self, row: int, texts: Mapping[str, str]) -> str:
        if "margin" not in texts:
            return "waarde"
        text = texts["margin"]
        if text not in self.margins:
            self.margins[text] = margin_of(self._title("margin", texts))
        if not self.margins[text]:
            self.shape(row, f"'{text}' is geen bekende marge", "margin")
        return self.margins[text]


def _from_code(code: str, title: str) -> AreaMention | None:
    """Give the area of a CBS code with its title; None for what is no area of a report.

    The code decides the level. The codes of police areas are not established: those go by the
    suffix of their title, and anything else without a known code is left out, never guessed.
    """
    if code == "NL00":
        code = "NL01"
    level = level_of_code(code)
    named = from_statline(title) if title else None
    if level is not None:
        name = OFFICIAL.get(code, "") or municipality_name(code)
        name = name or (named.name if named else "")
        return AreaMention(code, name, level) if name else None
    if named is not None and (has_statline_suffix(title) or named.level is AreaLevel.COUNTRY):
        return named
    return None
