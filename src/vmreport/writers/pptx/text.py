"""Words on a slide: inlines as runs, paragraphs with their bullets, and the room they take.

Source: ECMA-376 part 1, 21.1.2 (DrawingML text); element order follows its schemas.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from vmreport.charts.lettering import Style, font_set
from vmreport.document.inlines import (
    Emphasis,
    Foreign,
    Inlines,
    Link,
    Note,
    Reference,
    Strong,
    Text,
    Verdict,
    plain_text,
)
from vmreport.errors import ContentError, WriterError
from vmreport.writers.house_style import HouseStyle
from vmreport.writers.ooxml.package import OFFICE, Relationships
from vmreport.writers.ooxml.xml import Element, element, mm_to_emu, qn

__all__ = ["Bullet", "Letters", "Line", "Ruler", "TextWriter", "solid"]

_SAFE = ("http://", "https://", "mailto:")
_NBSP = "\u00a0"
_MM_PER_PT = 25.4 / 72
LEADING = 1.2
"""Distance of lines, in ems; the master sets the same."""
_SPARE = {False: 1.08, True: 1.13}
"""How much wider words come out in Arial, ordinary and bold: a deck carries no letters, and where
those of the house are not installed PowerPoint takes others."""
INDENT_EM = 1.25
"""How far an item of a list stands in, in ems of its letters."""


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look: size in points, colour as `#rrggbb`."""

    size: float
    colour: str
    bold: bool = False
    italic: bool = False


class Bullet(StrEnum):
    """What stands before an item."""

    NONE = "none"
    DISC = "disc"
    NUMBER = "arabicPeriod"
    LETTER = "alphaLcPeriod"
    ROMAN = "romanLcPeriod"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of words."""

    text: Inlines
    letters: Letters
    bullet: Bullet = Bullet.NONE
    depth: int = 0
    """How far it stands in: 0, or the depth of its list from 1."""
    start: int = 1
    """The number of an item."""
    above: float = 0.0
    """Space above it, in points."""
    right: bool = False
    """Whether it stands at the right, as a number in a table."""


def solid(colour: str) -> Element:
    """Give a fill of one colour."""
    return element("a:solidFill", element("a:srgbClr", val=colour.removeprefix("#").upper()))


@dataclass(frozen=True, slots=True)
class TextWriter:
    """Makes the paragraphs of one slide or one page of notes."""

    house: HouseStyle
    language: str
    links: Relationships

    def paragraph(self, line: Line) -> Element:
        """Give `a:p`.

        Raises WriterError for a link that is not http(s) or mailto.
        """
        made = element("a:p", self._properties(line))
        made.extend(self.runs(line.text, line.letters))
        return made

    def body(self, lines: Iterable[Line], properties: Element, tag: str = "p:txBody") -> Element:
        """Give a text body; one without words keeps the paragraph that the schema asks for."""
        made = [self.paragraph(line) for line in lines]
        end = element("a:endParaRPr", lang=self.language)
        return element(tag, properties, element("a:lstStyle"), *(made or [element("a:p", end)]))

    def _properties(self, line: Line) -> Element:
        made = element("a:pPr", algn="r" if line.right else "l")
        em = mm_to_emu(line.letters.size * _MM_PER_PT)
        if line.depth:
            made.set("marL", str(round(em * INDENT_EM * line.depth)))
            made.set("indent", str(-round(em * INDENT_EM) if line.bullet is not Bullet.NONE else 0))
        else:
            made.set("marL", "0")
            made.set("indent", "0")
        made.append(element("a:lnSpc", element("a:spcPct", val=100_000)))
        made.append(element("a:spcBef", element("a:spcPts", val=round(line.above * 100))))
        match line.bullet:
            case Bullet.NONE:
                made.append(element("a:buNone"))
            case Bullet.DISC:
                made.append(self._bullet_colour())
                made.append(element("a:buFont", typeface="Arial"))
                made.append(element("a:buChar", char="•"))
            case _:
                made.append(self._bullet_colour())
                number = element("a:buAutoNum", type=line.bullet.value)
                if line.start != 1:
                    number.set("startAt", str(line.start))
                made.append(number)
        return made

    def _bullet_colour(self) -> Element:
        colour = self.house.colours.house.removeprefix("#").upper()
        return element("a:buClr", element("a:srgbClr", val=colour))

    def runs(self, inlines: Inlines, letters: Letters, language: str = "") -> list[Element]:
        """Give the runs of `inlines`."""
        made: list[Element] = []
        for inline in inlines:
            match inline:
                case Text(text) | Reference(text=text):
                    made += self._run(text, letters, language)
                case Strong(children):
                    made += self.runs(children, replace(letters, bold=True), language)
                case Emphasis(children):
                    made += self.runs(children, replace(letters, italic=True), language)
                case Foreign(other, children):
                    made += self.runs(children, letters, other)
                case Link(url, children):
                    linked = replace(letters, colour=self.house.colours.house)
                    made += [
                        self._linked(run, url) for run in self.runs(children, linked, language)
                    ]
                case Verdict(tone, sign, word):
                    words = _NBSP.join(part for part in (sign, word) if part)
                    colour = self.house.chart_theme.verdict(tone)
                    made += self._run(words, replace(letters, colour=colour), language)
                case Note(number=number):
                    made += self._run(f"{number}", letters, language, raised=True)
                case _ as never:
                    assert_never(never)
        return made

    def _run(
        self, text: str, letters: Letters, language: str, *, raised: bool = False
    ) -> list[Element]:
        if not text:
            return []
        look = self.look(letters, language)
        if raised:
            look.set("baseline", "30000")
        words = element("a:t")
        try:
            words.text = text
        except ValueError as error:
            raise WriterError(f"pptx: a control character in {text!r}") from error
        return [element("a:r", look, words)]

    def look(self, letters: Letters, language: str = "") -> Element:
        """Give `a:rPr`."""
        made = element("a:rPr", lang=language or self.language, sz=round(letters.size * 100))
        made.set("b", str(int(letters.bold)))
        made.set("i", str(int(letters.italic)))
        made.append(solid(letters.colour))
        return made

    def _linked(self, run: Element, url: str) -> Element:
        if not url.startswith(_SAFE):
            raise WriterError(f"pptx: link to {url!r} is not http, https or mailto")
        click = element("a:hlinkClick")
        click.set(qn("r:id"), self.links.add(f"{OFFICE}/hyperlink", url, external=True))
        run[0].append(click)
        return run


class Ruler:
    """Measures words in the letters of the house, in mm."""

    def __init__(self, house: HouseStyle) -> None:
        theme = house.chart_theme
        self._fonts = font_set(theme.family, theme.font_files())

    def height(self, lines: Iterable[Line], width: float) -> float:
        """Give how high paragraphs are in a box of `width` mm."""
        return sum(self._paragraph(line, width) for line in lines)

    def _paragraph(self, line: Line, width: float) -> float:
        em = line.letters.size * _MM_PER_PT
        room = width - line.depth * em * INDENT_EM
        count = self.count(plain_text(line.text), room, line.letters)
        return count * em * LEADING + line.above * _MM_PER_PT

    def count(self, text: str, room: float, letters: Letters) -> int:
        """Give over how many lines a text goes."""
        style = Style.SEMIBOLD if letters.bold else Style.REGULAR
        try:
            return max(
                len(self._fonts.wrap(text, room / _SPARE[letters.bold], letters.size, style)), 1
            )
        except ContentError:
            # A sign the font lacks: PowerPoint takes it from another font.
            each = letters.size * _MM_PER_PT * 0.55
            return max(-(-int(len(text) * each) // max(int(room), 1)), 1)

    def width(self, text: str, letters: Letters) -> float:
        """Give the width of one line."""
        style = Style.SEMIBOLD if letters.bold else Style.REGULAR
        try:
            return self._fonts.width(text, letters.size, style) * _SPARE[letters.bold]
        except ContentError:
            return len(text) * letters.size * _MM_PER_PT * 0.55
