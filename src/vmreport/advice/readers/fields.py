"""The field list of a recommendation: `- **Prioriteit:** hoog`, one bullet per field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from vmreport.advice import form
from vmreport.advice.readers.sections import Lines
from vmreport.advice.readers.wording import also_at
from vmreport.errors import Place, Problems

__all__ = ["FIELDS", "FieldValue", "keep_field", "read_fields"]

FIELDS = tuple(field.name for field in form.FIELDS)
"""The labels, in order."""
_BY_NAME = {name.casefold(): name for name in FIELDS}
_BOLD = re.compile(
    r" {0,3}[-*+]\s+(?:\*\*|__)(?P<label>[^*_:]+?)\s*:?(?:\*\*|__):?\s*(?P<value>.*)"
)
_PLAIN = re.compile(r" {0,3}[-*+]\s+(?P<label>[^\W\d_][^\W\d_ ]*)\s*:(?:\s+(?P<value>.*))?")
_INDENTED = re.compile(r"\s{2,}\S")


@dataclass(frozen=True, slots=True)
class FieldValue:
    """What stands behind a label."""

    lines: Lines
    """The value as Markdown lines, without the bullet and the indent."""

    @property
    def text(self) -> str:
        """The value on one line."""
        return " ".join(" ".join(self.lines.lines).split())

    @property
    def place(self) -> Place:
        """Where the value starts."""
        return self.lines.place()


def read_fields(body: Lines, problems: Problems) -> tuple[dict[str, FieldValue], Lines]:
    """Give the fields by their official label, and the lines after the list."""
    values: dict[str, FieldValue] = {}
    index = _next_filled(body, 0)
    while index < len(body.lines) and (label := _label(body.lines[index])):
        name, value = label
        end = index + 1
        while end < len(body.lines) and _continues(body.lines[end]):
            end += 1
        texts = (value, *(line.strip() for line in body.lines[index + 1 : end]))
        found = FieldValue(Lines(body.file, texts, body.first_line + index))
        keep_field(name, found, values, problems)
        following = _next_filled(body, end)
        if following > end and not _is_field(body, following):
            return values, body.part(end)
        index = following
    return values, body.part(index)


def _next_filled(body: Lines, index: int) -> int:
    while index < len(body.lines) and not body.lines[index].strip():
        index += 1
    return index


def _is_field(body: Lines, index: int) -> bool:
    return index < len(body.lines) and _BOLD.fullmatch(body.lines[index]) is not None


def _label(line: str) -> tuple[str, str] | None:
    match = _BOLD.fullmatch(line) or _PLAIN.fullmatch(line)
    return (match["label"].strip(), (match["value"] or "").strip()) if match else None


def _continues(line: str) -> bool:
    return _INDENTED.match(line) is not None


def keep_field(
    label: str, value: FieldValue, values: dict[str, FieldValue], problems: Problems
) -> None:
    """Add a value under the official name of its label; an unknown or double label is a problem."""
    name = _BY_NAME.get(label.casefold())
    if name is None:
        close = get_close_matches(label.casefold(), _BY_NAME, n=1)
        meant = f"Bedoelde u {_BY_NAME[close[0]]}? " if close else ""
        problems.problem(
            "E352",
            value.place,
            f"Onbekend veld: {label}.",
            f"{meant}Bekend zijn {', '.join(FIELDS)}.",
        )
    elif name in values:
        problems.problem(
            "E353",
            value.place,
            f"Het veld {name} staat er twee keer ({also_at(values[name].place)}).",
            "Laat er één staan.",
        )
    elif value.text:
        values[name] = value
