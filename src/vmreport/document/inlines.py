"""Runs of text inside a block: final words with their meaning, never their look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

__all__ = [
    "Emphasis",
    "Foreign",
    "Inline",
    "Inlines",
    "Link",
    "Note",
    "Reference",
    "Strong",
    "Text",
    "Tone",
    "Verdict",
    "plain_text",
]


class Tone(StrEnum):
    """What a verdict means for the reader; each tone also has a sign and a word."""

    FAVOURABLE = "favourable"
    UNFAVOURABLE = "unfavourable"
    DIFFERENT = "different"
    """Higher or lower where that is neither good nor bad."""
    NO_DIFFERENCE = "no-difference"
    UNKNOWN = "unknown"
    """No verdict is possible: margin unknown, too few answers, not comparable."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are printed, spaces and non-breaking spaces included."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry the sentence."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words with stress, or a title."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the document."""

    language: str
    """BCP 47 tag, such as `en`."""
    children: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """A web or mail link; the children are its readable text."""

    url: str
    """http(s) or mailto; `check` refuses anything else."""
    children: Inlines


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a comparison: a sign and the fixed word(s) for it."""

    tone: Tone
    sign: str
    word: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, standing where its mark stands; `resolve` numbers it."""

    children: Inlines
    number: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference to an anchored block; `resolve` fills in the words ("figuur 3")."""

    anchor: str
    text: str = ""


Inline: TypeAlias = Text | Strong | Emphasis | Foreign | Link | Verdict | Note | Reference
Inlines: TypeAlias = tuple[Inline, ...]


def plain_text(inlines: Inlines) -> str:
    """Give the words of `inlines` in reading order, without footnotes."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text):
                parts.append(text)
            case Strong(children) | Emphasis(children):
                parts.append(plain_text(children))
            case Foreign(children=children) | Link(children=children):
                parts.append(plain_text(children))
            case Verdict(sign=sign, word=word):
                parts.append(f"{sign} {word}" if sign else word)
            case Reference(text=text):
                parts.append(text)
            case Note():
                pass
    return "".join(parts)
