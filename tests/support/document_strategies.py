"""Hypothesis strategies for whole documents: every block and every inline, nested as they may be.

What is generated is what composition and the advisor's text can bring about; a block that no
branch makes fails `test_every_block_and_inline_is_generated`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from support.chart_strategies import any_chart
from support.documents import TERMS, example_metadata
from vmreport.document.blocks import (
    AdvisorText,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Column,
    ColumnKind,
    Contents,
    Cover,
    Field,
    FieldList,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    ListItem,
    NumberedList,
    Numbering,
    Origin,
    Paragraph,
    ParagraphRole,
    Quote,
    Row,
    Sheet,
    SpokenNotes,
    Table,
)
from vmreport.document.inlines import (
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Note,
    Reference,
    Strong,
    Text,
    Tone,
    Verdict,
)
from vmreport.document.tree import Document

__all__ = ["documents"]

WORDS = (
    *("veiligheid", "in", "de", "buurt", "23%", "1.204", "−3", "’s avonds", "wel\u00a0eens"),
    *("verkeersongevallenregistratie", "Súdwest-Fryslân", "100.000+-gemeenten", "en/of", "½"),
    *("rapport\u00adcijfer", "≥ 65 jaar", "a&b <c>", "$5_en^10", "\\foo{x", "‘zo’", "“zo”", "… –"),
    *("Bos\u2011 en Gasthuisdistrict", "€ 1.000", "B&W", "“&amp;”", "e-mail@voorbeeld.nl", "CO₂"),
)
VERDICTS = (
    Verdict(Tone.FAVOURABLE, "▲", "gunstiger"),
    Verdict(Tone.UNFAVOURABLE, "▼", "ongunstiger"),
    Verdict(Tone.DIFFERENT, "◆", "hoger"),
    Verdict(Tone.NO_DIFFERENCE, "·", "geen aantoonbaar verschil"),
    Verdict(Tone.UNKNOWN, "○", "te weinig antwoorden"),
    Verdict(Tone.UNKNOWN, "", "marge onbekend"),
)
URLS = ("https://www.voorbeeld.nl/a?b=1&c=2", "http://voorbeeld.nl", "mailto:a@voorbeeld.nl")


def phrases(most: int = 12) -> st.SearchStrategy[str]:
    """A few words."""
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=most).map(" ".join)


@dataclass
class _Builder:
    """Draws one document: keeps anchors apart and knows what may be referred to."""

    draw: st.DrawFn
    anchors: list[str] = field(default_factory=list)
    level: int = 0

    def some(self, most: int, least: int = 0) -> range:
        return range(self.draw(st.integers(least, most)))

    def yes(self, one_in: int = 2) -> bool:
        return self.draw(st.integers(1, one_in)) == one_in

    def pick(self, values: object) -> object:
        return self.draw(st.sampled_from(values))

    def anchor(self, stem: str) -> str:
        made = f"{stem}-{len(self.anchors) + 1}"
        self.anchors.append(made)
        return made

    # -- inlines ----------------------------------------------------------------------------------

    def text(self, most: int = 12) -> Text:
        return Text(self.draw(phrases(most)))

    def inlines(self, most: int = 4, *, notes: bool = True) -> Inlines:
        made: list[Inline] = [self.text()]
        for _ in self.some(most - 1):
            made += [Text(" "), self.inline(2, notes=notes)]
        return tuple(made)

    def inline(self, depth: int, *, notes: bool) -> Inline:
        kinds = ["text", "verdict"]
        kinds += ["strong", "emphasis", "foreign", "link"] if depth else []
        kinds += ["note"] if notes else []
        kinds += ["reference"] if self.anchors else []
        inside = (self.text(5),)
        if depth > 1 and self.yes(3):
            inside = (*inside, self.inline(depth - 1, notes=False))
        match self.pick(kinds):
            case "text":
                return self.text()
            case "strong":
                return Strong(inside)
            case "emphasis":
                return Emphasis(inside)
            case "foreign":
                return Foreign(self.pick(("en", "de", "fy")), (self.text(4),))
            case "link":
                return Link(self.pick(URLS), (self.text(4),))
            case "verdict":
                return self.pick(VERDICTS)
            case "note":
                return Note(self.inlines(2, notes=False))
            case _:
                return Reference(self.pick(self.anchors))

    # -- blocks -----------------------------------------------------------------------------------

    def heading(self, *, deepest: int = 4) -> Heading:
        level = self.draw(st.integers(1, min(self.level + 1, deepest)))
        self.level = level
        return Heading(
            level,
            self.inlines(2),
            self.anchor("kop"),
            self.draw(st.just("") | phrases(4)),
            self.pick(tuple(Numbering)),
            listed=self.yes(),
        )

    def paragraph(self) -> Paragraph:
        return Paragraph(self.inlines(), self.pick(tuple(Origin)), self.pick(tuple(ParagraphRole)))

    def plain(self) -> Paragraph:
        return Paragraph(self.inlines(3), self.pick(tuple(Origin)))

    def items(self, depth: int) -> tuple[ListItem, ...]:
        made = []
        for _ in self.some(3, 1):
            blocks: list[Block] = [self.plain()]
            if depth < 3 and self.yes(3):
                blocks.append(self.listing(depth + 1))
            if self.yes(4):
                blocks.append(self.plain())
            made.append(ListItem(tuple(blocks)))
        return tuple(made)

    def listing(self, depth: int = 1) -> BulletList | NumberedList:
        return self.pick((BulletList, NumberedList))(self.items(depth))

    def quote(self) -> Quote:
        return Quote(self.inlines(2), self.draw(st.just("") | phrases(3)), Origin.ADVISOR)

    def key_figures(self) -> KeyFigures:
        figures = tuple(
            KeyFigure(
                self.draw(st.sampled_from(("23%", "7,1", "te weinig antwoorden", "< 1%"))),
                self.draw(phrases(5)),
                tuple((self.draw(phrases(3)), self.pick(VERDICTS)) for _ in self.some(3)),
                self.draw(st.just("") | phrases(4)),
            )
            for _ in self.some(6, 2)
        )
        return KeyFigures(figures)

    def table(self) -> Table:
        kinds = self.draw(st.lists(st.sampled_from(ColumnKind), min_size=1, max_size=5))
        columns = tuple(
            Column(self.draw(phrases(3)), kind, self.draw(st.sampled_from((1.0, 1.5, 2.0))))
            for kind in kinds
        )
        rows = tuple(
            Row(tuple(Cell(self.inlines(2)) for _ in columns))
            for _ in self.some(40 // len(kinds), 1)
        )
        return Table(self.inlines(2), columns, rows, self.anchor("tab"), self.lines())

    def figure(self) -> Figure:
        caption, alt = self.inlines(2), self.draw(phrases(20))
        return Figure(self.draw(any_chart), caption, alt, self.anchor("fig"), self.lines())

    def lines(self) -> tuple[Inlines, ...]:
        return tuple(self.inlines(2) for _ in self.some(2))

    def inner(self) -> tuple[Block, ...]:
        """What stands in a field or a callout."""
        kinds = (self.plain, self.plain, self.listing, self.quote)
        return tuple(self.pick(kinds)() for _ in self.some(3, 1))

    def field_list(self) -> FieldList:
        return FieldList(tuple(Field(self.draw(phrases(3)), self.inner()) for _ in self.some(4, 1)))

    def callout(self) -> Callout:
        blocks = self.inner()
        if self.yes(3):
            blocks = (*blocks, self.pick((self.table, self.field_list))())
        return Callout(self.pick(tuple(CalloutKind)), self.draw(phrases(4)), blocks)

    def spoken_notes(self) -> SpokenNotes:
        return SpokenNotes(self.inner())

    def flow(self) -> Block:
        """What stands in the run of a chapter."""
        kinds = (
            *(self.heading, self.paragraph, self.paragraph, self.listing, self.quote),
            *(self.field_list, self.callout, self.key_figures, self.table, self.figure),
            self.spoken_notes,
        )
        return self.pick(kinds)()

    def advisor_text(self) -> AdvisorText:
        kinds = (self.plain, self.listing, self.quote, self.callout, self.table)
        blocks = tuple(self.pick(kinds)() for _ in self.some(3, 1))
        return AdvisorText(f"duiding.d{self.draw(st.integers(0, 10**6))}", blocks)

    def sheet(self) -> Sheet:
        blocks = tuple(self.flow() for _ in self.some(3, 1))
        return Sheet(blocks, landscape=self.yes())

    def document(self) -> Document:
        blocks: list[Block] = []
        if self.yes():
            lines = tuple(self.draw(phrases(4)) for _ in self.some(2))
            date = self.draw(st.sampled_from(("", "14 mei 2024")))
            blocks.append(Cover(self.draw(phrases(6)), self.draw(phrases(4)), "B&W", date, lines))
        has_contents = self.yes()
        blocks.append(self.heading())
        kinds = (self.flow, self.flow, self.flow, self.advisor_text, self.sheet)
        blocks += [self.pick(kinds)() for _ in self.some(6, 1)]
        if has_contents:
            place = 1 if isinstance(blocks[0], Cover) else 0
            blocks.insert(place, Contents(self.draw(st.integers(1, 3))))
        changes = {"title": self.draw(phrases(5)), "status": self.pick(("", "concept"))}
        return Document(example_metadata(**changes), "nl-NL", TERMS, tuple(blocks))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Valid documents that are not yet resolved."""
    return _Builder(draw).document()
