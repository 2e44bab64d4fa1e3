"""Placeholders in advisor text, such as `{{ cijfer("onveilig_buurt") }}`: our own small parser.

No template engine and no evaluation: a name, texts, whole numbers, nothing else. What a
placeholder stands for is decided by the resolver that `compose` hands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import TypeAlias

from vmreport.document.blocks import Block, Numbering, Origin
from vmreport.document.inlines import Inlines, Text
from vmreport.errors import Place, Problems
from vmreport.markup.reader import read_markdown
from vmreport.markup.source import SourceText
from vmreport.markup.text_rules import cleaned
from vmreport.markup.tokens import Tokens

__all__ = [
    "PLACEHOLDERS",
    "Placeholder",
    "Resolver",
    "find_placeholders",
    "read_source",
    "replace_placeholders",
    "usage",
]

_OPENING = re.compile(r"(?<!\\)\{(?:\{|%|#(?=[^}\n]*#\}))")
_CALL = re.compile(r"\s*(?P<name>[^\W\d]\w*)\s*\((?P<arguments>.*)\)\s*", re.DOTALL)
_ARGUMENT = re.compile(
    r"\s*(?:(?P<key>[^\W\d]\w*)\s*=\s*)?"
    r"(?:[\"“”„](?P<double>[^\"“”„]*)[\"“”]|['‘’‚](?P<single>[^'‘’‚]*)['‘’]|(?P<number>[0-9]{1,9}))"
    r"\s*(?P<end>,|$)"
)
_AGAINST = ("vorige", "nederland", "regio", "gemeente")
_BLOCK_CALLS = ("figuur", "tabel", "kaart", "zinnen", "advies", "kerncijfers", "profiel")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One call in the text, as written; every argument by the name of its parameter."""

    name: str
    args: tuple[str | int, ...]
    """The arguments without a name, as written."""
    kwargs: Mapping[str, str | int]
    """The arguments with a name, as written."""
    place: Place
    start: int
    """Position of `{{` in the Markdown of the source."""
    end: int
    """Position after `}}`."""

    def text(self, parameter: str) -> str:
        """Give a text argument by the name of its parameter, empty when not given."""
        return str(self.bound().get(parameter, ""))

    def number(self, parameter: str) -> int | None:
        """Give a whole number by the name of its parameter, None when not given."""
        value = self.bound().get(parameter)
        return value if isinstance(value, int) else None

    def bound(self) -> Mapping[str, str | int]:
        """Give all arguments by the name of their parameter."""
        names = (item.name for item in PLACEHOLDERS[self.name])
        return {**dict(zip(names, self.args, strict=False)), **self.kwargs}


@dataclass(frozen=True, slots=True)
class _Parameter:
    name: str
    required: bool = False
    is_number: bool = False
    choices: tuple[str, ...] = ()


_FIGURE = (
    _Parameter("indicator", required=True),
    _Parameter("gebied"),
    _Parameter("editie", is_number=True),
)
PLACEHOLDERS: Mapping[str, tuple[_Parameter, ...]] = MappingProxyType(
    {
        "cijfer": _FIGURE,
        "marge": _FIGURE,
        "aantal": _FIGURE,
        "ok": (_Parameter("tekst", required=True), _Parameter("reden", required=True)),
        "verschil": (
            _Parameter("indicator", required=True),
            _Parameter("tegen", required=True, choices=_AGAINST),
            _Parameter("gebied"),
            _Parameter("editie", is_number=True),
        ),
    }
)
"""The calls an advisor may write, with their parameters in order."""

Resolver: TypeAlias = Callable[[Placeholder], Inlines | str | None]
"""Gives the words of a placeholder; None when there are none, after saying so in the problems."""


def find_placeholders(source: SourceText, problems: Problems) -> tuple[Placeholder, ...]:
    """Find every placeholder in order; what looks like one and is not right is a problem."""
    found: list[Placeholder] = []
    position = 0
    while opening := _OPENING.search(source.markdown, position):
        start = opening.start()
        end = source.markdown.find("}}", start)
        line_end = source.markdown.find("\n", start)
        one_line = end >= 0 and (line_end < 0 or end < line_end)
        position = end + 2 if one_line else start + 2
        where = source.place_at(start)
        if opening.group() != "{{":
            _syntax(problems, where, opening.group())
        elif not one_line:
            problems.problem(
                "E331",
                where,
                "Hier begint {{ zonder }} op dezelfde regel.",
                'Schrijf op één regel {{ cijfer("indicator") }}, of typ \\{{ als u de haken bedoelt.',
            )
        else:
            inside = source.markdown[start + 2 : end]
            item = _placeholder(inside, where, (start, end + 2), problems)
            found += [item] if item is not None else []
    return tuple(found)


def replace_placeholders(
    source: SourceText, resolver: Resolver, tokens: Tokens, problems: Problems
) -> str:
    """Give the Markdown with every placeholder replaced by a token for its words.

    A placeholder the resolver has no words for is left out; when the resolver did not say why,
    this does.
    """
    out: list[str] = []
    position = 0
    for item in find_placeholders(source, problems):
        known = len(problems.items)
        value = resolver(item)
        if value is None and len(problems.items) == known:
            problems.problem(
                "E333",
                item.place,
                f"Voor {source.markdown[item.start : item.end]} is er geen cijfer.",
                "Controleer indicator, gebied en editie.",
            )
        inlines = (Text(value),) if isinstance(value, str) else value or ()
        out += [source.markdown[position : item.start], tokens.inline(inlines)]
        position = item.end
    return "".join([*out, source.markdown[position:]])


def read_source(
    source: SourceText,
    resolver: Resolver,
    problems: Problems,
    *,
    origin: Origin = Origin.ADVISOR,
    heading_offset: int = 0,
    anchor_prefix: str = "",
    numbering: Numbering = Numbering.NONE,
) -> tuple[Block, ...]:
    """Give the blocks of a piece of advisor text with its placeholders filled in."""
    where = source.place(0)
    markdown = cleaned(source.markdown, code="E305", where=where, problems=problems)
    safe = source.with_markdown(markdown)
    tokens = Tokens()
    text = replace_placeholders(safe, resolver, tokens, problems)
    return read_markdown(
        text,
        file=source.file,
        first_line=source.first_line,
        places=source.places,
        problems=problems,
        origin=origin,
        tokens=tokens,
        heading_offset=heading_offset,
        anchor_prefix=anchor_prefix,
        numbering=numbering,
    )


def _placeholder(
    inside: str, where: Place, span: tuple[int, int], problems: Problems
) -> Placeholder | None:
    call = _CALL.fullmatch(inside)
    if call is None:
        _syntax(problems, where, f"{{{{{inside}}}}}")
        return None
    name = call["name"].casefold()
    if name not in PLACEHOLDERS:
        _unknown(call["name"], where, problems)
        return None
    read = _arguments(call["arguments"])
    if read is None:
        _syntax(problems, where, f"{{{{{inside}}}}}")
        return None
    item = Placeholder(name, *read, where, *span)
    fault = _argument_fault(item)
    if fault:
        problems.problem("E332", where, fault, f"Schrijf {usage(name)}.")
        return None
    return item


def _arguments(text: str) -> tuple[tuple[str | int, ...], Mapping[str, str | int]] | None:
    args: list[str | int] = []
    kwargs: dict[str, str | int] = {}
    position = 0
    while text[position:].strip():
        match = _ARGUMENT.match(text, position)
        if match is None:
            return None
        position = match.end()
        written = match["double"] if match["double"] is not None else match["single"]
        value = int(match["number"]) if written is None else written.strip()
        key = (match["key"] or "").casefold()
        if (key in kwargs) or (not key and kwargs):
            return None
        if key:
            kwargs[key] = value
        else:
            args.append(value)
        if match["end"] == "," and not text[position:].strip():
            return None
    return tuple(args), MappingProxyType(kwargs)


def _argument_fault(item: Placeholder) -> str:
    parameters = PLACEHOLDERS[item.name]
    names = [parameter.name for parameter in parameters]
    if len(item.args) > len(names):
        return f"{item.name} heeft te veel gegevens tussen de haakjes."
    for key in item.kwargs:
        if key not in names:
            return f"{item.name} kent {key} niet."
        if key in names[: len(item.args)]:
            return f"Bij {item.name} staat {key} twee keer."
    bound = item.bound()
    for parameter in parameters:
        value = bound.get(parameter.name, "")
        if parameter.required and value == "":
            return f"Bij {item.name} ontbreekt {parameter.name}."
        if value != "" and isinstance(value, int) != parameter.is_number:
            kind = "een getal zonder aanhalingstekens" if parameter.is_number else "een tekst"
            return f"Bij {item.name} hoort {parameter.name} {kind} te zijn."
        if parameter.choices and value not in parameter.choices:
            return f"Bij {item.name} staat {value}; dat kan zijn {', '.join(parameter.choices)}."
    return ""


def usage(name: str) -> str:
    """Give how a placeholder is written, with all its parameters."""
    parts: list[str] = []
    for parameter in PLACEHOLDERS[name]:
        if parameter.is_number:
            parts.append(f"{parameter.name}=2023")
        elif parameter.required:
            parts.append(f'"{"|".join(parameter.choices) or parameter.name}"')
        else:
            parts.append(f'{parameter.name}="…"')
    return f"{{{{ {name}({', '.join(parts)}) }}}}"


def _unknown(name: str, where: Place, problems: Problems) -> None:
    known = ", ".join(PLACEHOLDERS)
    if name.casefold() in _BLOCK_CALLS:
        problems.problem(
            "E330",
            where,
            f"{name} kan niet in deze tekst; figuren en tabellen zet het rapport zelf.",
            f"Bekend zijn {known}.",
        )
        return
    close = get_close_matches(name.casefold(), PLACEHOLDERS, n=1)
    meant = f"Bedoelde u {close[0]}? " if close else ""
    problems.problem(
        "E330", where, f"Onbekende verwijzing: {name}.", f"{meant}Bekend zijn {known}."
    )


def _syntax(problems: Problems, where: Place, shown: str) -> None:
    problems.problem(
        "E331",
        where,
        f"Dit is geen verwijzing naar een cijfer: {' '.join(shown.split())[:60]}.",
        'Schrijf bijvoorbeeld {{ cijfer("indicator", "gebied", editie=2023) }}; '
        f"bekend zijn {', '.join(PLACEHOLDERS)}.",
    )
