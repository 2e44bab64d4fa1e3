"""What a style sheet makes of a paragraph, run or table cell: inherited properties, resolved.

Only what the checks ask: outline level, list, colour, fill, size, font, hidden. Not a renderer.
Source: ECMA-376 17.7.2 (style hierarchy), 17.7.6 (conditional table formatting).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from vmreport.verify.office_package import OfficeFile, attribute, tag

__all__ = ["StyleSheet", "read_styles"]

_HEADING = "heading "
_OFF = frozenset({"0", "false", "off"})


@dataclass(slots=True)
class StyleSheet:
    """The styles by id with the defaults of the document and the colours of its theme."""

    styles: dict[str, Any]
    defaults: Any | None
    """`w:docDefaults`, when there is one."""
    theme: dict[str, str]
    """Colours of the theme by scheme name, `RRGGBB`."""
    theme_fonts: dict[str, str]
    default_ids: dict[str, str]
    """Style used when none is named, by kind."""
    _chains: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def chain(self, style: str) -> tuple[Any, ...]:
        """Give a style and what it is based on, nearest first; a circle is cut."""
        if style not in self._chains:
            found: list[Any] = []
            current = self.styles.get(style)
            while current is not None and current not in found:
                found.append(current)
                based = current.find(tag("w:basedOn"))
                current = None if based is None else self.styles.get(attribute(based, "val"))
            self._chains[style] = tuple(found)
        return self._chains[style]

    def name(self, style: str) -> str:
        """Give the name of a style in lower case; empty when it does not exist."""
        found = self.styles.get(style)
        named = None if found is None else found.find(tag("w:name"))
        return "" if named is None else attribute(named, "val").casefold()

    def paragraph_style(self, paragraph: Any) -> str:
        """Give the style id of a paragraph."""
        named = paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")
        return self.default_ids.get("paragraph", "") if named is None else attribute(named, "val")

    def heading_level(self, paragraph: Any) -> int:
        """Give the level of a heading from 1, or 0 for other paragraphs."""
        outline = self.paragraph_property(paragraph, "outlineLvl")
        if outline is not None:
            level = int(attribute(outline, "val", "9"))
            return level + 1 if level < 9 else 0
        for style in self.chain(self.paragraph_style(paragraph)):
            name = self.name(attribute(style, "styleId"))
            if name.startswith(_HEADING) and name.removeprefix(_HEADING).isdecimal():
                return int(name.removeprefix(_HEADING))
        return 0

    def paragraph_property(self, paragraph: Any, name: str) -> Any | None:
        """Give the nearest `name` in `w:pPr`: direct, then along the styles, then the default."""
        for properties in self._paragraph_layers(paragraph):
            found = properties.find(tag(f"w:{name}"))
            if found is not None:
                return found
        return None

    def _paragraph_layers(self, paragraph: Any) -> Iterator[Any]:
        own = paragraph.find(tag("w:pPr"))
        if own is not None:
            yield own
        for style in self.chain(self.paragraph_style(paragraph)):
            properties = style.find(tag("w:pPr"))
            if properties is not None:
                yield properties
        if self.defaults is not None:
            default = self.defaults.find(f"{tag('w:pPrDefault')}/{tag('w:pPr')}")
            if default is not None:
                yield default

    def in_list(self, paragraph: Any) -> bool:
        """Say whether Word numbers a paragraph or puts a bullet before it."""
        numbering = self.paragraph_property(paragraph, "numPr")
        number = None if numbering is None else numbering.find(tag("w:numId"))
        return number is not None and attribute(number, "val") != "0"

    def run_property(
        self, run: Any, paragraph: Any, name: str, table: tuple[Any, ...] = ()
    ) -> Any | None:
        """Give the nearest `name` of a run.

        Order: direct, character style, paragraph style, `table` formats (nearest first), default.
        """
        for properties in self._run_layers(run, paragraph, table):
            found = properties.find(tag(f"w:{name}"))
            if found is not None:
                return found
        return None

    def _run_layers(self, run: Any, paragraph: Any, table: tuple[Any, ...]) -> Iterator[Any]:
        own = run.find(tag("w:rPr"))
        if own is not None:
            yield own
            named = own.find(tag("w:rStyle"))
            if named is not None:
                yield from self._run_properties(self.chain(attribute(named, "val")))
        yield from self._run_properties(self.chain(self.paragraph_style(paragraph)))
        for layer in table:
            properties = layer.find(tag("w:rPr"))
            if properties is not None:
                yield properties
        if self.defaults is not None:
            default = self.defaults.find(f"{tag('w:rPrDefault')}/{tag('w:rPr')}")
            if default is not None:
                yield default

    @staticmethod
    def _run_properties(styles: tuple[Any, ...]) -> Iterator[Any]:
        for style in styles:
            properties = style.find(tag("w:rPr"))
            if properties is not None:
                yield properties

    def is_on(self, run: Any, paragraph: Any, name: str) -> bool:
        """Say whether a switch such as `vanish` is on for a run."""
        found = self.run_property(run, paragraph, name)
        return found is not None and attribute(found, "val", "1").casefold() not in _OFF

    def colour(self, node: Any | None, value: str, theme: str) -> str:
        """Give the colour `RRGGBB` an element names, or an empty string for automatic or none.

        `value` and `theme` are the attributes with the colour itself and its name in the theme.
        """
        if node is None:
            return ""
        written = attribute(node, value)
        if len(written) == 6 and written.casefold() != "auto":
            return written.upper()
        return self.theme.get(attribute(node, theme), "")


def read_styles(file: OfficeFile) -> StyleSheet:
    """Read the style sheet and the theme; what is missing is left empty."""
    root = file.part_of("styles")
    nodes = [] if root is None else list(root.iterchildren(tag("w:style")))
    theme, fonts = _theme(file.part_of("theme"))
    return StyleSheet(
        styles={attribute(node, "styleId"): node for node in nodes},
        defaults=None if root is None else root.find(tag("w:docDefaults")),
        theme=theme,
        theme_fonts=fonts,
        default_ids={
            attribute(node, "type"): attribute(node, "styleId")
            for node in nodes
            if attribute(node, "default", "0").casefold() not in _OFF
        },
    )


_SCHEME = {
    "dk1": ("dark1", "text1"),
    "lt1": ("light1", "background1"),
    "dk2": ("dark2", "text2"),
    "lt2": ("light2", "background2"),
    "hlink": ("hyperlink",),
    "folHlink": ("followedHyperlink",),
    **{f"accent{number}": (f"accent{number}",) for number in range(1, 7)},
}


def _theme(root: Any | None) -> tuple[dict[str, str], dict[str, str]]:
    colours: dict[str, str] = {}
    fonts: dict[str, str] = {}
    if root is None:
        return colours, fonts
    for name, aliases in _SCHEME.items():
        node = root.find(f".//{tag(f'a:{name}')}/*")
        if node is not None:
            colour = str(node.get("lastClr") or node.get("val") or "").upper()
            colours |= dict.fromkeys(aliases, colour)
    for size in ("major", "minor"):
        latin = root.find(f".//{tag(f'a:{size}Font')}/{tag('a:latin')}")
        if latin is not None:
            fonts[size] = str(latin.get("typeface", ""))
    return colours, fonts
