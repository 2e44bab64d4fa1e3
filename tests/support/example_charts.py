"""The charts of the example document, as specs."""

from __future__ import annotations

from vmreport.document.charts import (
    Axis,
    IntervalChart,
    IntervalRow,
    Point,
    Role,
    Tick,
    TrendChart,
    TrendLine,
    TrendPoint,
)
from vmreport.document.inlines import Tone, Verdict

__all__ = ["intervals", "trend"]

_WORSE = Verdict(Tone.UNFAVOURABLE, "▼", "ongunstiger")
_SAME = Verdict(Tone.NO_DIFFERENCE, "=", "geen aantoonbaar verschil")


def _axis(*values: int) -> Axis:
    return Axis("procent van de inwoners", tuple(Tick(float(v), f"{v}%") for v in values))


def _point(value: float, lower: float, upper: float) -> Point:
    return Point(value, f"{value:g}%".replace(".", ","), lower, upper)


def intervals() -> IntervalChart:
    """Give five rows: three like the country, one worse, one without an estimate."""
    rows = (
        ("voelt zich wel eens onveilig", (20, 17, 23), 22, 19, _SAME),
        ("voelt zich wel eens onveilig in de eigen buurt", (18, 16, 20), 14, 17, _WORSE),
        ("doet ’s avonds niet open", (9, 7, 11), 9, 8, _SAME),
        ("loopt of rijdt om", (5, 3, 7), 4, 5, _SAME),
    )
    done = tuple(
        IntervalRow(
            label, _point(*main), Point(previous, f"{previous}%"), (Point(ref, f"{ref}%"),), verdict
        )
        for label, main, ref, previous, verdict in rows
    )
    absent = IntervalRow(
        "laat kinderen niet ergens naartoe gaan",
        None,
        references=(None,),
        absent="te weinig antwoorden",
    )
    return IntervalChart(
        (*done, absent),
        _axis(0, 10, 20, 30),
        "Voorbeeldstad 2023",
        ("Nederland 2023",),
        "Voorbeeldstad 2021",
        "Vergeleken met Nederland",
        "marge van 95%",
    )


def trend() -> TrendChart:
    """Give two lines over two editions."""
    own = (TrendPoint(2021, _point(19, 16, 22)), TrendPoint(2023, _point(20, 17, 23)))
    country = (TrendPoint(2021, Point(21, "21%")), TrendPoint(2023, Point(22, "22%")))
    return TrendChart(
        (
            TrendLine("Voorbeeldstad", Role.MAIN, own),
            TrendLine("Nederland", Role.REFERENCE, country),
        ),
        _axis(0, 10, 20, 30),
        (2021, 2023),
    )
