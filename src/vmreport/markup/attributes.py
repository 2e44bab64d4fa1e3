"""The small language of `{#anchor .class key="value"}` and of container arguments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

__all__ = ["Attributes", "read_attributes", "read_container"]

_PART = re.compile(
    r"\s*(?:#(?P<anchor>(?:[\w:.-]|&#\d+;)+)|\.(?P<class>[\w-]+)"
    r"|(?P<key>[a-z]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>[^\s\"]+)))(?=\s|$)"
)
_CONTAINER = re.compile(
    r"(?P<words>[^\W\d_][\w-]*(?:\s+[^\W\d_][\w-]*)*)"
    r"(?:\s+[\"“”„](?P<title>[^\"“”]*)[\"“”])?"
)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stood between the braces; `rest` is what could not be read."""

    anchor: str = ""
    classes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    rest: str = ""

    def value(self, key: str) -> str:
        """Give the value of a key, or an empty text."""
        return dict(self.values).get(key, "")


def read_attributes(text: str) -> Attributes:
    """Read the inside of `{...}`; values that a template escaped come back as they were."""
    anchor = ""
    classes: list[str] = []
    values: list[tuple[str, str]] = []
    position = 0
    while match := _PART.match(text, position):
        position = match.end()
        if match["anchor"]:
            anchor = unescape(match["anchor"])
        elif match["class"]:
            classes.append(match["class"])
        else:
            values.append((match["key"], unescape(match["quoted"] or match["plain"] or "")))
    return Attributes(anchor, tuple(classes), tuple(values), text[position:].strip())


def read_container(info: str) -> tuple[tuple[str, ...], str] | None:
    """Give the words and the title (still Markdown) of `kader uitleg "Titel"`; None when wrong."""
    match = _CONTAINER.fullmatch(info)
    if match is None:
        return None
    return tuple(match["words"].casefold().split()), match["title"] or ""
