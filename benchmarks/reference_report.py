"""The reference report of the benchmark, through our own model: about 40 pages at scale 1.

25 charts and 30 tables of 12 to 40 rows x 6 columns, in ten chapters; scale 4 has four times as
many chapters. All figures follow from a counter: made up, the same in every run.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

from vmreport.document.blocks import (
    Block,
    BulletList,
    Cell,
    Column,
    ColumnKind,
    Contents,
    Cover,
    Figure,
    Heading,
    ListItem,
    Numbering,
    Origin,
    Paragraph,
    ParagraphRole,
    Row,
    Table,
)
from vmreport.document.charts import (
    Axis,
    Bar,
    BarChart,
    BarSeries,
    ChartSpec,
    IntervalChart,
    IntervalRow,
    Point,
    Role,
    Tick,
    TrendChart,
    TrendLine,
    TrendPoint,
)
from vmreport.document.inlines import Emphasis, Inlines, Reference, Strong, Text, Tone, Verdict
from vmreport.document.resolve import resolve
from vmreport.document.tree import Document, Metadata, ResolvedDocument, Terms

__all__ = ["CHAPTERS", "reference_report", "table_report"]

CHAPTERS = 10
"""Chapters at scale 1: each has three tables and two or three charts."""
_ROWS = (12, 16, 16, 20, 24, 40)
_TOPICS = ("Leefbaarheid", "Overlast", "Beleving", "Respect", "Delicten", "Online", "Aangifte")
_VERDICTS = (
    Verdict(Tone.FAVOURABLE, "▲", "gunstiger"),
    Verdict(Tone.NO_DIFFERENCE, "=", "geen verschil"),
    Verdict(Tone.UNFAVOURABLE, "▼", "ongunstiger"),
)
_TERMS = Terms(
    figure="Figuur",
    table="Tabel",
    appendix="Bijlage",
    contents="Inhoud",
    chapter="Hoofdstuk",
    section="Paragraaf",
    source="Bron",
    notes="Noten",
    page="Pagina",
    skip_to_content="Direct naar de inhoud",
    cover="Voorblad",
    sheet="Blad",
    topic="Onderwerp",
)
_METADATA = Metadata(
    title="Veiligheidsmonitor 2023: het ijkrapport",
    organisation="Gemeente Voorbeeldstad",
    subject="Een rapport van vaste lengte om snelheid aan te meten",
    keywords=("ijkrapport",),
    date=date(2024, 5, 14),
    status="",
    banner="verzonnen cijfers",
    running_title="Het ijkrapport",
    generator="vmreport benchmark",
)
_SENTENCES = (
    "In de wijken van Voorbeeldstad lopen de antwoorden uiteen, ook binnen één thema.",
    "Het verschil met Nederland is kleiner dan bij de vorige meting en valt binnen de marge.",
    "Wie jonger is, ziet vaker overlast van jongeren, maar voelt zich daar minder onveilig door.",
    "De marge staat bij elk cijfer; een verschil dat daarbinnen valt, noemen we geen verschil.",
    "Bewoners noemen verkeer, rommel op straat en geluid het vaakst als eerste punt van aandacht.",
    "Sinds 2021 is de vragenlijst dezelfde, zodat de cijfers van beide jaren naast elkaar kunnen.",
)


def reference_report(scale: int = 1) -> ResolvedDocument:
    """Give the report with `scale` times its chapters."""
    blocks: list[Block] = [
        Cover(_METADATA.title, "Om te meten", _METADATA.organisation, "14 mei 2024"),
        Contents(depth=2),
    ]
    for number in range(CHAPTERS * scale):
        blocks += _chapter(number)
    return resolve(Document(_METADATA, "nl-NL", _TERMS, tuple(blocks)))


def table_report(tables: int, rows: int) -> ResolvedDocument:
    """Give a document of `tables` tables of `rows` rows, for what a long table costs."""
    blocks: list[Block] = [_heading(1, "Tabellen", "tabellen")]
    blocks += [_table(f"tabel-{number}", number, rows) for number in range(tables)]
    return resolve(Document(_METADATA, "nl-NL", _TERMS, tuple(blocks)))


def _chapter(number: int) -> Iterator[Block]:
    topic = _TOPICS[number % len(_TOPICS)]
    yield _heading(1, f"{topic} in beeld, deel {number + 1}", f"hoofdstuk-{number}")
    yield Paragraph((Text(_SENTENCES[number % len(_SENTENCES)]),), Origin.AUTO, ParagraphRole.LEAD)
    charts = 3 - number % 2
    for part in range(3):
        yield _heading(2, f"{topic}: onderdeel {part + 1}", f"onderdeel-{number}-{part}")
        table = f"tabel-{number}-{part}"
        yield _paragraph(number + part, table)
        if part < charts:
            yield _figure(number * 3 + part)
        yield _paragraph(number + part + 3, table)
        yield _table(table, number + part, _ROWS[(number + 2 * part) % len(_ROWS)])
    yield BulletList(
        tuple(ListItem((Paragraph((Text(line),), Origin.AUTO),)) for line in _SENTENCES[:3])
    )


def _heading(level: int, text: str, anchor: str) -> Heading:
    return Heading(level, (Text(text),), anchor, numbering=Numbering.CHAPTER)


def _paragraph(turn: int, anchor: str) -> Paragraph:
    first, second, third = (_SENTENCES[(turn + step) % len(_SENTENCES)] for step in range(3))
    text: Inlines = (
        Text(f"{first} "),
        Strong((Text(second),)),
        Text(" Zie "),
        Reference(anchor),
        Text(". "),
        Emphasis((Text(third),)),
    )
    return Paragraph(text, Origin.AUTO)


def _value(*turns: int) -> float:
    """Give a percentage between 5 and 45 that looks arbitrary."""
    mixed = 17
    for turn in turns:
        mixed = (mixed * 31 + turn * 7 + 11) % 401
    return 5 + mixed / 10


def _point(*turns: int) -> Point:
    value = _value(*turns)
    margin = 1.5 + value / 20
    return Point(value, _percent(value), round(value - margin, 1), round(value + margin, 1))


def _percent(value: float) -> str:
    return f"{value:.1f}%".replace(".", ",")


def _axis() -> Axis:
    return Axis("procent van de inwoners", tuple(Tick(float(v), f"{v}%") for v in range(0, 51, 10)))


def _table(anchor: str, turn: int, rows: int) -> Table:
    columns = (
        Column("Wijk en onderwerp", share=2.6),
        Column("Aantal", ColumnKind.NUMBER, 0.9),
        Column("Voorbeeldstad", ColumnKind.NUMBER, 1.2),
        Column("Marge", ColumnKind.NUMBER, 1.0),
        Column("Nederland", ColumnKind.NUMBER, 1.1),
        Column("Vergelijking", ColumnKind.VERDICT, 2.2),
    )
    return Table(
        (Text(f"Antwoorden per wijk, groep {turn + 1}"),),
        columns,
        tuple(_row(turn, place) for place in range(rows)),
        anchor,
        notes=((Text("Bron: verzonnen cijfers voor een meting van de snelheid."),),),
    )


def _row(turn: int, place: int) -> Row:
    value = _value(turn, place)
    texts = (
        f"Wijk {place + 1}, {_TOPICS[place % len(_TOPICS)].lower()}",
        str(400 + (turn * 37 + place * 53) % 900),
        _percent(value),
        f"± {_percent(1.5 + value / 20)}",
        _percent(_value(place, turn, 3)),
    )
    cells = [Cell((Text(text),)) for text in texts]
    return Row((*cells, Cell((_VERDICTS[(turn + place) % 3],))))


def _figure(number: int) -> Figure:
    draw = (_bars, _trend, _intervals)[number % 3]
    return Figure(
        draw(number),
        (Text(f"De uitkomsten van groep {number + 1} liggen dicht bij elkaar"),),
        f"Grafiek met de uitkomsten van groep {number + 1}; de cijfers staan in de tabel hieronder.",
        f"figuur-{number}",
        notes=((Text("Bron: verzonnen cijfers. De lijn is de marge van 95%."),),),
    )


def _bars(number: int) -> ChartSpec:
    places = range(6)
    categories = tuple(f"{_TOPICS[place]} in de eigen buurt" for place in places)
    own = tuple(Bar(_point(number, place)) for place in places)
    country = tuple(Bar(_point(number, place, 9)) for place in places)
    series = (
        BarSeries("Voorbeeldstad", Role.MAIN, own),
        BarSeries("Nederland", Role.REFERENCE, country),
    )
    return BarChart(categories, series, _axis())


def _trend(number: int) -> ChartSpec:
    years = (2017, 2019, 2021, 2023)
    lines = tuple(
        TrendLine(name, role, tuple(TrendPoint(year, _point(number, year, turn)) for year in years))
        for turn, name, role in (
            (1, "Voorbeeldstad", Role.MAIN),
            (2, "Nederland", Role.REFERENCE),
        )
    )
    return TrendChart(lines, _axis(), years)


def _intervals(number: int) -> ChartSpec:
    turns = count()
    rows = tuple(
        IntervalRow(
            f"Wijk {place + 1}",
            _point(number, next(turns)),
            Point(_value(number, place, 5), _percent(_value(number, place, 5))),
            (Point(24.0, "24%"),),
            _VERDICTS[(number + place) % 3],
        )
        for place in range(12)
    )
    return IntervalChart(
        rows,
        _axis(),
        "Voorbeeldstad 2023",
        ("Nederland 2023",),
        "Voorbeeldstad 2021",
        "Vergeleken met Nederland",
        "marge van 95%",
    )
