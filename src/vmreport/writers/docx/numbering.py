"""The numbering part: what numbers headings and lists. Always made anew by the writer.

Heading numbers hang on the heading styles (`w:pStyle`), so that a heading added in Word is
numbered too; appendices have a list of their own, and headings without a number one that prints
nothing (a reference to list 0 says the same, but validators call it broken). Bullets and numbers
take their indents from the list styles of the template. How numbers look is up to the styles.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from vmreport.document.blocks import Block, Heading, Numbering
from vmreport.document.tree import walk
from vmreport.errors import WriterError
from vmreport.writers.docx.names import HEADING_STYLES, CharacterStyle, ParagraphStyle
from vmreport.writers.docx.template import Template
from vmreport.writers.docx.wml import Element, qn, w

__all__ = ["ListPlace", "NumberingPart", "heading_numbering"]

_CHAPTERS, _APPENDICES, _BULLETS, _NUMBERS, _NO_NUMBER, _FIRST_FREE = range(1, 7)
_LIST_STEP = 340
"""6 mm: how far one level of a list stands in from the level above, in twips."""
_BULLET_STYLES = (ParagraphStyle.BULLET_1, ParagraphStyle.BULLET_2, ParagraphStyle.BULLET_3)
_NUMBER_STYLES = (ParagraphStyle.NUMBER_1, ParagraphStyle.NUMBER_2, ParagraphStyle.NUMBER_3)
_SIGNS = ("•", "–")
_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
_DEPTH = 9
_NUMBERED_LEVELS = 2


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Which list, how deep (0 is outermost): what a list paragraph needs to say."""

    number: int
    level: int

    def element(self) -> Element:
        """Give `w:numPr`."""
        return w("numPr", w("ilvl", val=self.level), w("numId", val=self.number))


def heading_numbering(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Give the heading levels (1, 2) that a document numbers as chapters."""
    return frozenset(
        block.level
        for block in walk(blocks)
        if isinstance(block, Heading) and block.numbering is Numbering.CHAPTER
    )


def _level(
    number: int,
    form: str,
    text: str,
    *properties: Element,
    style: str = "",
    suffix: str = "tab",
    letters: Iterable[Element] = (),
) -> Element:
    made = w("lvl", w("start", val=1), w("numFmt", val=form), ilvl=number)
    if style:
        made.append(w("pStyle", val=style))
    if suffix != "tab":
        made.append(w("suff", val=suffix))
    made.extend((w("lvlText", val=text), w("lvlJc", val="left"), w("pPr", *properties)))
    if letters := list(letters):
        made.append(w("rPr", *letters))
    return made


def _abstract(number: int, name: str, levels: Iterable[Element]) -> Element:
    return w(
        "abstractNum",
        w("nsid", val=f"{0x564D0000 + number:08X}"),
        w("multiLevelType", val="multilevel"),
        w("tmpl", val=f"{0x564D1000 + number:08X}"),
        w("name", val=name),
        *levels,
        abstractNumId=number,
    )


@dataclass(slots=True)
class NumberingPart:
    """Collects the lists of one document; numbers 1 to 5 are always there."""

    template: Template
    chapters: frozenset[int]
    appendix_word: str
    _instances: list[Element] = field(default_factory=list)
    _abstracts: dict[tuple[bool, int], int] = field(default_factory=dict)

    def link_styles(self) -> None:
        """Tie heading and list styles to their lists; without chapters headings have none."""
        for level, name in enumerate(HEADING_STYLES, 1):
            if level in self.chapters:
                self._link(name, ListPlace(_CHAPTERS, level - 1))
        for styles, number in ((_BULLET_STYLES, _BULLETS), (_NUMBER_STYLES, _NUMBERS)):
            for level, name in enumerate(styles):
                self._link(name, ListPlace(number, level))

    def _link(self, name: ParagraphStyle, place: ListPlace) -> None:
        properties = self.template.style(name).find(qn("w:pPr"))
        if properties is None:
            raise WriterError(f"docx: style {name.value} has no paragraph properties")
        before = ("keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
        earlier = {qn(f"w:{tag}") for tag in before}
        position = sum(1 for child in properties if child.tag in earlier)
        properties.insert(position, place.element())

    def for_heading(self, heading: Heading) -> Element | None:
        """Give the `w:numPr` of a heading, or nothing when its style says it all."""
        if heading.numbering is Numbering.APPENDIX:
            return ListPlace(_APPENDICES, heading.level - 1).element()
        styled = heading.level in self.chapters and (heading.listed or heading.level > 1)
        if heading.numbering is Numbering.NONE and styled:
            return ListPlace(_NO_NUMBER, heading.level - 1).element()
        return None

    def bullets(self, indent: int | None) -> int:
        """Give the list of bullets that stands in by `indent` twips (none: list styles)."""
        if indent is None:
            return _BULLETS
        return self._instance(self._abstract_for(ordered=False, indent=indent), restart_at=None)

    @staticmethod
    def is_bullets(number: int) -> bool:
        """Whether a list is the one of the bullet styles."""
        return number == _BULLETS

    @staticmethod
    def text_indent(indent: int, level: int) -> int:
        """Give where the words of an item begin, in twips, in a list that stands in."""
        return indent + _LIST_STEP * (level + 1)

    def numbers(self, indent: int | None, level: int) -> int:
        """Give a list that starts counting at 1 on `level`; each call gives a new one."""
        base = _NUMBERS if indent is None else self._abstract_for(ordered=True, indent=indent)
        return self._instance(base, restart_at=level)

    def _abstract_for(self, *, ordered: bool, indent: int) -> int:
        return self._abstracts.setdefault((ordered, indent), _FIRST_FREE + len(self._abstracts))

    def _instance(self, abstract: int, restart_at: int | None) -> int:
        number = _FIRST_FREE + len(self._instances)
        made = w("num", w("abstractNumId", val=abstract), numId=number)
        if restart_at is not None:
            made.append(w("lvlOverride", w("startOverride", val=1), ilvl=restart_at))
        self._instances.append(made)
        return number

    def part(self) -> Element:
        """Give `w:numbering`, every abstract list before the first list."""
        made = w("numbering")
        made.append(_abstract(_CHAPTERS, "VM hoofdstukken", self._chapter_levels()))
        made.append(_abstract(_APPENDICES, "VM bijlagen", self._appendix_levels()))
        made.append(_abstract(_BULLETS, "VM opsomming", self._list_levels(_BULLET_STYLES)))
        made.append(_abstract(_NUMBERS, "VM nummering", self._list_levels(_NUMBER_STYLES)))
        without = (_level(level, "none", "", suffix="nothing") for level in range(_DEPTH))
        made.append(_abstract(_NO_NUMBER, "VM zonder nummer", without))
        for (ordered, indent), number in self._abstracts.items():
            levels = (
                _level(
                    level,
                    _FORMATS[level % 3] if ordered else "bullet",
                    f"%{level + 1}." if ordered else _SIGNS[level % 2],
                    w("ind", left=indent + _LIST_STEP * (level + 1), hanging=_LIST_STEP),
                )
                for level in range(_DEPTH)
            )
            made.append(_abstract(number, f"VM lijst {number}", levels))
        for number in (_CHAPTERS, _APPENDICES, _BULLETS, _NUMBERS, _NO_NUMBER):
            made.append(w("num", w("abstractNumId", val=number), numId=number))
        made.extend(self._instances)
        return made

    def _chapter_levels(self) -> Iterable[Element]:
        for level in range(_DEPTH):
            text = ".".join(f"%{part + 1}" for part in range(level + 1))
            linked = level + 1 in self.chapters
            style = self.template.style_id(HEADING_STYLES[level]) if linked else ""
            yield _level(
                level, "decimal", text, style=style, suffix="space", letters=self._colour()
            )

    def _appendix_levels(self) -> Iterable[Element]:
        for level in range(_DEPTH):
            parts = ".".join(f"%{part + 1}" for part in range(level + 1))
            text = f"{self.appendix_word} %1" if level == 0 else parts
            form = "upperLetter" if level == 0 else "decimal"
            yield _level(level, form, text, suffix="space", letters=self._colour())

    def _colour(self) -> list[Element]:
        """Give the colour of the style of numbers, for the numbers Word makes itself."""
        letters = self.template.style(CharacterStyle.NUMBER).find(qn("w:rPr"))
        return (
            [deepcopy(node) for node in letters.iterchildren(qn("w:color"))]
            if letters is not None
            else []
        )

    def _list_levels(self, styles: tuple[ParagraphStyle, ...]) -> Iterable[Element]:
        ordered = styles is _NUMBER_STYLES
        for level in range(_DEPTH):
            style = styles[level] if level < len(styles) else None
            yield _level(
                level,
                _FORMATS[level % 3] if ordered else "bullet",
                f"%{level + 1}." if ordered else _SIGNS[level % 2],
                self._indent(style, level),
                style=self.template.style_id(style) if style is not None else "",
            )

    def _indent(self, style: ParagraphStyle | None, level: int) -> Element:
        """Give the indent of the style, because a list given on a paragraph overrules it."""
        found = None
        if style is not None:
            found = self.template.style(style).find(f"{qn('w:pPr')}/{qn('w:ind')}")
        if found is None:
            return w("ind", left=_LIST_STEP * (level + 1), hanging=_LIST_STEP)
        left = found.get(qn("w:left")) or found.get(qn("w:start")) or "0"
        return w("ind", left=left, hanging=found.get(qn("w:hanging"), "0"))
