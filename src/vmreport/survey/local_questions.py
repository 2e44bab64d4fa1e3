"""The municipality's own questions: `lokale_vragen.toml` read strictly, all problems at once.

The figures of these questions come with the other indicators; how they are asked stands here.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from vmreport.errors import Place, Problems
from vmreport.survey.codebook import LOCAL_THEME, Codebook, load_codebook
from vmreport.survey.codebook_words import DIRECTION_WORDS, UNIT_WORDS
from vmreport.survey.model import Indicator, Series, UnitKind, series_of

__all__ = ["load_local_questions"]

_REQUIRED: Final = ("code", "naam", "kort", "eenheid", "basis", "richting")
_TEXTS: Final = frozenset(
    {
        *_REQUIRED,
        "vraagtekst",
        "eenheid_label",
        "thema",
        "subthema",
        "veld",
        "veld_thema",
        "verdeling",
        "zin",
    }
)
_KNOWN: Final = _TEXTS | {"edities", "aliassen", "kerncijfer", "voorwaardelijk"}
_CODE: Final = re.compile(r"[a-z][a-z0-9_]*")
_TABLE: Final = re.compile(r"^\s*\[\[\s*vraag\s*\]\]", re.MULTILINE)
_AT_LINE: Final = re.compile(r"at line (\d+), column (\d+)")
_SHORT_LENGTH: Final = 40
_UNIT_LABELS: Final[Mapping[UnitKind, str]] = {
    UnitKind.PERCENT: "%",
    UnitKind.SCORE: "schaalscore (0-10)",
    UnitKind.MARK: "rapportcijfer",
    UnitKind.PER_100: "per 100 inwoners",
    UnitKind.SUM_SCORE: "somscore",
    UnitKind.INDEX: "index",
    UnitKind.COUNT: "aantal",
}


def load_local_questions(path: Path, problems: Problems) -> tuple[Indicator, ...]:
    """Read the municipality's own questions, in the order of the file.

    Problems E140-E147 are added to `problems`; a question with a problem is left out.
    """
    content = _read(path, problems)
    if content is None:
        return ()
    text, tables = content
    reader = _Reader(path.name, text, load_codebook(), problems)
    found: dict[str, Indicator] = {}
    for number, table in enumerate(tables, start=1):
        before = len(problems.blocking)
        code = reader.check(number, table)
        if code in found:
            reader.refuse(
                "E144",
                number,
                "code",
                f"De code '{code}' komt twee keer voor in dit bestand.",
                "Geef elke vraag een eigen code.",
            )
        if len(problems.blocking) == before:
            found[code] = _indicator(table)
    _check_partitions(reader, tables)
    return tuple(found.values())


def _check_partitions(reader: _Reader, tables: list[Any]) -> None:
    """E147: answers to one question are percentages of the same people in the same editions."""
    named: dict[str, list[int]] = {}
    for number, table in enumerate(tables, start=1):
        if _text(table, "verdeling"):
            named.setdefault(_text(table, "verdeling"), []).append(number)
    for name, numbers in named.items():
        first = tables[numbers[0] - 1]
        if len(numbers) == 1:
            reader.refuse(
                "E147",
                numbers[0],
                "verdeling",
                f"Bij de verdeling '{name}' hoort maar één antwoord.",
                "Zet dezelfde verdeling bij alle antwoorden op de vraag, of haal deze regel weg.",
            )
        for number in numbers:
            table = tables[number - 1]
            key = _other_than(first, table)
            if key:
                reader.refuse(
                    "E147",
                    number,
                    key,
                    f"Bij de verdeling '{name}' is '{key}' hier {_shown(table.get(key))}; verwacht "
                    f"werd {'procent' if key == 'eenheid' else _shown(first.get(key))}.",
                    "Antwoorden op één vraag zijn percentages van dezelfde groep, in dezelfde "
                    "edities. Maak dit gelijk of haal de regel 'verdeling' weg.",
                )


def _shown(value: object) -> str:
    """Give a value as it stands in the file; a key that is not there as `leeg`."""
    return "leeg" if value is None else json.dumps(value, ensure_ascii=False, default=str)


def _other_than(first: Mapping[str, Any], table: Mapping[str, Any]) -> str:
    """Give the key in which an answer does not fit the first one, if there is one."""
    if _text(table, "eenheid") not in {"procent", "%", ""}:
        return "eenheid"
    same = ("basis", "voorwaardelijk", "edities")
    return next((key for key in same if first.get(key) != table.get(key)), "")


def _read(path: Path, problems: Problems) -> tuple[str, list[Any]] | None:
    """Give the text and its `[[vraag]]` tables, or None after adding a problem."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        problems.problem(
            "E140",
            Place(path.name),
            "Dit bestand is niet te lezen als tekst in UTF-8.",
            "Sla het bestand opnieuw op als UTF-8.",
        )
        return None
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        spot = _AT_LINE.search(str(error))
        row, column = (int(spot[1]), spot[2]) if spot else (len(text.splitlines()) or 1, "")
        problems.problem(
            "E140",
            Place(path.name, row=row, column=column),
            "Deze regel is geen geldige TOML.",
            'Schrijf elke regel als sleutel = "waarde", met aanhalingstekens om de tekst.',
        )
        return None
    tables = content.pop("vraag", [])
    for key in content:
        problems.problem(
            "E141",
            Place(path.name, row=_line_of(text, key, 0, len(text)), column=key),
            f"De sleutel '{key}' hoort hier niet; verwacht werden alleen vragen.",
            "Begin elke vraag met een regel [[vraag]] en zet de sleutels daaronder.",
        )
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        problems.problem(
            "E141",
            Place(path.name, row=_line_of(text, "vraag", 0, len(text))),
            "De vragen staan niet als lijst in het bestand.",
            "Begin elke vraag met een regel [[vraag]], met dubbele haken.",
        )
        return None
    return text, tables


@dataclass(frozen=True, slots=True)
class _Reader:
    """Checks one table at a time and knows on which line it stands."""

    file: str
    text: str
    codebook: Codebook
    problems: Problems

    def refuse(self, code: str, number: int, key: str, what: str, hint: str) -> None:
        """Add a problem at a key of question `number`, or at its heading when it is absent."""
        self.problems.problem(code, self._place(number, key), what, hint)

    def check(self, number: int, table: Mapping[str, Any]) -> str:
        """Add every problem of a question; give its code, empty when it has none."""
        for key in table:
            if key not in _KNOWN:
                self.refuse(
                    "E141",
                    number,
                    key,
                    f"De sleutel '{key}' is onbekend.",
                    f"Gebruik een van: {', '.join(sorted(_KNOWN))}.",
                )
        for key in _REQUIRED:
            if not table.get(key):
                self.refuse(
                    "E142",
                    number,
                    key,
                    f"Bij vraag {number} ontbreekt '{key}'.",
                    f'Voeg een regel {key} = "..." toe.',
                )
        self._check_types(number, table)
        self._check_code(number, _text(table, "code"))
        self._check_words(number, table)
        self._check_place(number, table)
        return _text(table, "code")

    def _check_types(self, number: int, table: Mapping[str, Any]) -> None:
        for key, value in table.items():
            if key in _TEXTS:
                fits, words = isinstance(value, str), "tekst tussen aanhalingstekens"
            elif key in {"kerncijfer", "voorwaardelijk"}:
                fits, words = isinstance(value, bool), "true of false"
            elif key == "edities":
                fits, words = (
                    _is_list_of(int, value),
                    "een lijst van jaartallen, zoals [2021, 2023]",
                )
            elif key == "aliassen":
                fits, words = _is_list_of(str, value), 'een lijst van teksten, zoals ["naam"]'
            else:
                continue
            if not fits:
                self.refuse(
                    "E143",
                    number,
                    key,
                    f"De waarde van '{key}' is {value!r}; verwacht werd {words}.",
                    "Pas de waarde aan.",
                )

    def _check_code(self, number: int, code: str) -> None:
        if code and not _CODE.fullmatch(code):
            self.refuse(
                "E145",
                number,
                "code",
                f"De code '{code}' heeft een vorm die niet kan.",
                "Gebruik alleen kleine letters, cijfers en lage streepjes, zoals lokaal_park.",
            )
        if code in self.codebook.indicators:
            self.refuse(
                "E144",
                number,
                "code",
                f"De code '{code}' is al van de landelijke vraag "
                f"'{self.codebook.indicators[code].name}'.",
                f"Kies een andere code, zoals lokaal_{code}.",
            )

    def _check_words(self, number: int, table: Mapping[str, Any]) -> None:
        unit = _text(table, "eenheid")
        if unit and unit not in UNIT_WORDS and unit != "%":
            self._unknown(number, "eenheid", unit, tuple(UNIT_WORDS))
        direction = _text(table, "richting")
        if direction and direction not in DIRECTION_WORDS:
            self._unknown(number, "richting", direction, tuple(DIRECTION_WORDS)[:3])
        short = _text(table, "kort")
        if len(short) > _SHORT_LENGTH:
            self.refuse(
                "E143",
                number,
                "kort",
                f"De korte naam telt {len(short)} tekens; er passen er {_SHORT_LENGTH} "
                "in een figuur.",
                "Maak de korte naam korter.",
            )

    def _check_place(self, number: int, table: Mapping[str, Any]) -> None:
        theme = _text(table, "thema")
        themes = tuple(item.id for item in self.codebook.themes)
        if theme and theme not in themes:
            self._unknown(number, "thema", theme, themes)
        fields = {item.id: item for item in self.codebook.fields}
        field, field_theme = _text(table, "veld"), _text(table, "veld_thema")
        if field and field not in fields:
            self._unknown(number, "veld", field, tuple(fields))
        elif field_theme and not field:
            self.refuse(
                "E142",
                number,
                "veld_thema",
                f"Bij vraag {number} staat een veld_thema zonder veld.",
                'Voeg een regel veld = "1" toe, met een cijfer van 1 tot en met 5.',
            )
        elif field_theme and field_theme not in fields[field].themes:
            self._unknown(number, "veld_thema", field_theme, fields[field].themes)

    def _unknown(self, number: int, key: str, value: str, known: tuple[str, ...]) -> None:
        self.refuse(
            "E146",
            number,
            key,
            f"De waarde '{value}' van '{key}' is onbekend.",
            f"Kies een van: {', '.join(known)}.",
        )

    def _place(self, number: int, key: str) -> Place:
        """Give the line of a key of question `number`; tomllib itself keeps no lines."""
        starts = [match.start() for match in _TABLE.finditer(self.text)]
        if number > len(starts):
            return Place(self.file, column=key)
        start = starts[number - 1]
        end = starts[number] if number < len(starts) else len(self.text)
        return Place(self.file, row=_line_of(self.text, key, start, end), column=key)


def _line_of(text: str, key: str, start: int, end: int) -> int:
    """Give the 1-based line where `key` is set between two offsets, else that of the first."""
    pattern = re.compile(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*=", re.MULTILINE)
    match = pattern.search(text, start, end)
    offset = match.end() if match else start + len(text[start:end]) - len(text[start:end].lstrip())
    return text.count("\n", 0, offset) + 1


def _is_list_of(kind: type, value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(type(item) is kind for item in value)


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key, "")
    return value if isinstance(value, str) else ""


def _indicator(table: Mapping[str, Any]) -> Indicator:
    unit = UNIT_WORDS["procent" if table["eenheid"] == "%" else table["eenheid"]]
    editions = table.get("edities", ())
    return Indicator(
        code=table["code"],
        name=table["naam"],
        short=table["kort"],
        unit=unit,
        unit_label=table.get("eenheid_label", _UNIT_LABELS[unit]),
        base=table["basis"],
        direction=DIRECTION_WORDS[table["richting"]],
        theme=table.get("thema", LOCAL_THEME),
        subtheme=table.get("subthema", "Lokale vragen"),
        field=table.get("veld", ""),
        field_theme=table.get("veld_thema", ""),
        series=frozenset(map(series_of, editions)) or frozenset(Series),
        sentence=table.get("zin", ""),
        question=table.get("vraagtekst", ""),
        aliases=tuple(table.get("aliassen", ())),
        headline=table.get("kerncijfer", False),
        conditional=table.get("voorwaardelijk", False),
        is_local=True,
        answer_to=table.get("verdeling", ""),
    )
