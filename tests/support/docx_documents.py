"""A small resolved document with every block and inline, for the tests of the Word writer."""

from __future__ import annotations

from functools import cache

from support.documents import document_of
from vmreport.document.blocks import (
    AdvisorText,
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
    Table,
)
from vmreport.document.charts import Axis, Bar, BarChart, BarSeries, Point, Role, Tick
from vmreport.document.inlines import (
    Emphasis,
    Foreign,
    Inlines,
    Link,
    Note,
    Reference,
    Strong,
    Text,
    Tone,
    Verdict,
)
from vmreport.document.tree import ResolvedDocument

__all__ = ["WORSE", "bars", "heading", "item", "para", "small_document", "table", "words"]

WORSE = Verdict(Tone.UNFAVOURABLE, "▼", "ongunstiger")


def words(text: str) -> Inlines:
    """Give plain words as inlines."""
    return (Text(text),)


def para(*inlines: object, role: ParagraphRole = ParagraphRole.BODY) -> Paragraph:
    """Give a paragraph; strings become words."""
    made = tuple(Text(part) if isinstance(part, str) else part for part in inlines)
    return Paragraph(made, Origin.FIXED, role)  # type: ignore[arg-type]


def item(text: str, *more: object) -> ListItem:
    """Give a list item of a sentence and what else stands in it."""
    return ListItem((para(text), *more))  # type: ignore[arg-type]


def heading(level: int, text: str, anchor: str, **more: object) -> Heading:
    """Give a heading; numbering and topic in `more`."""
    return Heading(level, words(text), anchor, **more)  # type: ignore[arg-type]


def table(rows: int, anchor: str = "t", columns: int = 3) -> Table:
    """Give a table: a name, figures, a verdict."""
    kinds = [ColumnKind.TEXT, *[ColumnKind.NUMBER] * (columns - 2), ColumnKind.VERDICT]
    return Table(
        words("Onveiligheid per wijk"),
        tuple(
            Column(f"Kolom {place}", kind, 2.0 if place == 0 else 1.0)
            for place, kind in enumerate(kinds)
        ),
        tuple(
            Row(
                (
                    Cell(words(f"Wijk {row}")),
                    *(Cell(words(f"{row},{column}")) for column in range(columns - 2)),
                    Cell((WORSE,)),
                )
            )
            for row in range(rows)
        ),
        anchor,
        (words("Bron: Veiligheidsmonitor 2023."), words("▼ betekent ongunstiger.")),
    )


def bars() -> BarChart:
    """Give a chart with one bar."""
    ticks = (Tick(0, "0%"), Tick(50, "50%"))
    series = BarSeries("Voorbeeldstad", Role.MAIN, (Bar(Point(23, "23%")),))
    return BarChart(("onveilig",), (series,), Axis("procent van de inwoners", ticks))


def _front() -> tuple[object, ...]:
    return (
        Cover("Hoe veilig?", "Resultaten", "Gemeente Voorbeeldstad", "14 mei 2024", ("Concept",)),
        heading(1, "Inhoud", "inhoud", listed=False),
        Contents(),
        Sheet(
            (
                heading(1, "Veilig genoeg", "kort", topic="In het kort"),
                para("De conclusie.", role=ParagraphRole.LEAD),
                KeyFigures(
                    (
                        KeyFigure(
                            "23%", "onveilig", (("Nederland: 21%", WORSE),), "tussen 20% en 26%"
                        ),
                        KeyFigure("te weinig antwoorden", "tevreden"),
                    )
                ),
            )
        ),
    )


def _chapters() -> tuple[object, ...]:
    note = Note((Text("Zie "), Link("https://example.org/", words("de website")), Text(".")))
    return (
        heading(1, "Meer onveiligheid", "beleving", topic="Beleving", numbering=Numbering.CHAPTER),
        para(
            "Zie ",
            Reference("fig"),
            ", ",
            Reference("t"),
            ", ",
            Reference("beleving"),
            ", ",
            Reference("gebied"),
            " en ",
            Reference("bijlage"),
            ".",
            note,
        ),
        para(
            Strong((Text("Vet "), Emphasis(words("en schuin")))),
            " en ",
            Emphasis(words("schuin")),
            ", ",
            Foreign("en", words("community policing")),
            ", ",
            Link("mailto:info@example.org", words("mail ons")),
            ", ",
            WORSE,
            ".",
        ),
        Figure(
            bars(),
            words("Bijna een kwart is onveilig"),
            "Staafdiagram: 23 procent.",
            "fig",
            (words("Bron: Veiligheidsmonitor."),),
        ),
        heading(2, "Per gebied", "gebied", numbering=Numbering.CHAPTER),
        table(4),
        heading(3, "Verdieping", "diep"),
        heading(4, "Nog dieper", "dieper"),
        BulletList((item("een", NumberedList((item("een a"), item("een b")))), item("twee"))),
        NumberedList((item("eerst", para("vervolg")), item("dan"))),
        NumberedList((item("opnieuw"),)),
        Quote(words("Ik fiets om."), "Inwoner, 34 jaar"),
        heading(1, "Tweede", "tweede", numbering=Numbering.CHAPTER),
        heading(2, "Eerste deel", "deel", numbering=Numbering.CHAPTER),
        Callout(CalloutKind.WARNING, "Let op", (para("Voorlopig."), BulletList((item("punt"),)))),
        Callout(CalloutKind.EXPLANATION, "Uitleg", (para("Zo zit het."), para("En zo."))),
        Callout(CalloutKind.REQUEST, "Gevraagd", (NumberedList((item("besluit 1"),)),)),
        AdvisorText("duiding.beleving", (para("Onze duiding."), para("Tweede alinea."))),
        FieldList(
            (
                Field("Doel", (para("Minder onveiligheid."), para("In 2027."))),
                Field("Maatregelen", (BulletList((item("verlichting"), item("toezicht"))),)),
            )
        ),
    )


def _end() -> tuple[object, ...]:
    return (
        Sheet((table(3, "breed", 8),), landscape=True),
        heading(1, "Tabellen", "bijlage", numbering=Numbering.APPENDIX),
        heading(2, "Weging", "weging", numbering=Numbering.APPENDIX),
        heading(1, "Colofon", "colofon"),
        para("Klein.", role=ParagraphRole.SMALL),
    )


@cache
def small_document() -> ResolvedDocument:
    """Give the document."""
    return document_of(*_front(), *_chapters(), *_end())
