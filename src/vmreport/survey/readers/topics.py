"""StatLine topic headers: `A/B/Title (unit)` taken apart, and matched to the codebook.

Source: domain page sections 3b (matching rule) and 7A. Reading the values is for `statline`.
"""

from __future__ import annotations

from dataclasses import dataclass

from vmreport.survey.codebook import Codebook
from vmreport.survey.codebook_names import path_parts
from vmreport.survey.model import Indicator, Series

__all__ = ["Topic", "match_topic", "parse_topic"]


@dataclass(frozen=True, slots=True)
class Topic:
    """The parts of a topic header."""

    path: tuple[str, ...]
    """From the outermost theme inwards, without the title."""
    title: str
    unit: str
    """Without the outer parentheses; empty when the header has none."""


def parse_topic(header: str) -> Topic:
    """Take a header apart: the last balanced parenthesis is the unit, the rest is split on `/`.

    >>> parse_topic("(On)veiligheidsbeleving /Buurt/In centrum  (% onveilig ('vaak'/'soms'))")
    Topic(path=('(On)veiligheidsbeleving', 'Buurt'), title='In centrum', unit="% onveilig ('vaak'/'soms')")
    """
    text = " ".join(header.split())
    start = _last_balanced(text)
    unit = text[start + 1 : -1].strip() if start > 0 else ""
    rest = text[:start] if start > 0 else text
    parts = [" ".join(part.split()) for part in _split_outside_parentheses(rest)]
    parts = [part for part in parts if part]
    if not parts:
        return Topic((), text, "")
    return Topic(tuple(parts[:-1]), parts[-1], unit)


def _last_balanced(text: str) -> int:
    """Give where the parenthesis that closes at the end of `text` opens; -1 when there is none."""
    if not text.endswith(")"):
        return -1
    depth = 0
    for position in range(len(text) - 1, -1, -1):
        if text[position] == ")":
            depth += 1
        elif text[position] == "(":
            depth -= 1
            if depth == 0:
                return position
    return -1


def _split_outside_parentheses(text: str) -> list[str]:
    parts = [""]
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")" and depth > 0)
        if character == "/" and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def match_topic(topic: Topic, series: Series, codebook: Codebook) -> tuple[Indicator | None, str]:
    """Give the one indicator a topic is, or None and why not (Dutch).

    Name, unit and topic path decide together; what stays ambiguous is not settled here.
    """
    name = "/".join((*topic.path, topic.title))
    found = codebook.find(name, topic.unit, series)
    if len(found) > 1:
        found = tuple(item for item in found if _has_path(item, topic)) or found
    if len(found) == 1:
        return found[0], ""
    if found:
        return None, f"kan meer dan één indicator zijn: {', '.join(item.code for item in found)}"
    other_unit = codebook.find(name, "", series)
    if other_unit:
        expected = " of ".join(sorted({f"'{item.unit_label}'" for item in other_unit}))
        return None, f"de eenheid is '{topic.unit}', verwacht {expected}"
    if codebook.find(name, topic.unit):
        return None, "deze indicator bestaat alleen in de andere reeks metingen"
    return None, "onbekende indicator"


def _has_path(indicator: Indicator, topic: Topic) -> bool:
    """Whether every part of the topic path stands in the indicator's own path."""
    wanted = set(path_parts("/".join(topic.path)))
    return any(wanted <= set(path_parts(path)) for path in indicator.statline)
