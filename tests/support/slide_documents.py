"""A deck with every kind of block that a slide can hold, for the tests of slides."""

from __future__ import annotations

from support.chart_specs import EXAMPLES
from vmreport.document.blocks import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Column,
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
    Quote,
    Row,
    SpokenNotes,
    Table,
)
from vmreport.document.inlines import Foreign, Link, Note, Text, Tone, Verdict

__all__ = ["slide_blocks", "slide_heading", "words"]


def words(text: str) -> Paragraph:
    """Give a paragraph."""
    return Paragraph((Text(text),), Origin.FIXED)


def slide_heading(text: str, anchor: str = "kop", topic: str = "") -> Heading:
    """Give the heading that opens a slide."""
    return Heading(1, (Text(text),), anchor, topic, numbering=Numbering.NONE)


def slide_blocks() -> tuple[Block, ...]:
    """Give every kind of block that a slide can hold, each on a slide."""
    verdict = Verdict(Tone.UNFAVOURABLE, "▲", "ongunstiger")
    key = KeyFigure("23%", "voelt zich onveilig", (("Nederland: 24%", verdict),), "marge: klein")
    table = Table(
        (Text("Tabel"),),
        (Column("Wat"), Column("Hoeveel")),
        (Row((Cell((Text("een"),)), Cell((Text("1"),)))),),
        "tab",
        ((Text("Bron"),),),
    )
    said = (Text("Zie "), Link("https://www.example.org/", (Text("de site"),)))
    foreign = (Foreign("en", (Text("community"),)), Note((Text("De noot."),)))
    inner = BulletList((ListItem((words("dieper"),)),))
    listed = NumberedList((ListItem((words("een"),)), ListItem((words("twee"), inner))))
    return (
        Cover("Titel", "Onder", "Stad", "14 mei 2024", ("Concept",)),
        slide_heading("Tekst", "a", "Onderwerp"),
        Paragraph(said, Origin.FIXED),
        Paragraph(foreign, Origin.FIXED),
        listed,
        Quote((Text("Het is hier druk."),), "bewoner"),
        FieldList((Field("Label", (words("inhoud"),)),)),
        SpokenNotes((words("Dit zegt de spreker."),)),
        slide_heading("Cijfers", "b"),
        KeyFigures((key, key)),
        Callout(CalloutKind.REQUEST, "Gevraagd", (words("Besluit."),)),
        slide_heading("Tabel", "c"),
        words("Vooraf"),
        table,
        *(
            block
            for place, make in enumerate(EXAMPLES)
            for block in (
                slide_heading(f"Figuur {place}", f"d{place}"),
                Figure(make(), (Text("Onderschrift"),), f"Alt {place}", f"fig{place}"),
            )
        ),
    )
