"""Plannings as an uitvoeringsplan has them, and a strategy that makes any planning."""

from __future__ import annotations

from hypothesis import strategies as st

from vmreport.document.charts import GanttChart, GanttGroup, GanttRow, GanttState, GanttYear

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
STATES = {
    GanttState.PLANNED: "gepland",
    GanttState.RUNNING: "loopt",
    GanttState.DELAYED: "vertraagd",
    GanttState.DONE: "gereed",
    GanttState.DROPPED: "vervallen",
}


def years(first: int, count: int) -> tuple[GanttYear, ...]:
    return tuple(GanttYear(str(first + offset), QUARTERS) for offset in range(count))


def row(label, owner, state, first=None, last=None, **more) -> GanttRow:
    return GanttRow(label, owner, state, STATES[state], first, last, **more)


def town_plan() -> GanttChart:
    """Three actiepunten over four years, every status, one measure without a planning."""
    team = "Gemeente, team Veiligheid"
    work = "Jongerenwerk De Haven"
    planned, running, delayed, done, dropped = GanttState
    groups = (
        GanttGroup(
            "A1 Groepsaanpak rond het station",
            (
                row("A1.1 Groepsscan en plan per groep", team, done, 2, 3),
                row("A1.2 Ambulant jongerenwerk op vrijdag en zaterdag", work, delayed, 4, 11),
            ),
        ),
        GanttGroup(
            "A1 Een plek voor jongeren in de avond",
            (
                row(
                    "A1.3 Jongerencentrum open tot 22.00 uur, vijf avonden per week",
                    work,
                    running,
                    3,
                    15,
                    goes_on=True,
                ),
                row("A1.4 Buurtsport", "Welzijn Voorbeeldstad", dropped, 0, 4, begins_earlier=True),
            ),
        ),
        GanttGroup(
            "A2 Afspraken over het uur na sluitingstijd",
            (
                row("A2.1 Convenant Veilig Uitgaan", team, planned, 4, 6),
                row("A2.2 Horecastewards", "", planned, absent="nog geen planning"),
            ),
        ),
    )
    return GanttChart(
        years(2024, 4), groups, "Maatregel", "Trekker", "Status", 6, "stand 1 oktober 2025"
    )


LABELS = st.lists(
    st.sampled_from(
        ("Avondschouw", "in", "Stationskwartier", "en/of", "verkeersongevallenregistratie", "de")
    ),
    min_size=1,
    max_size=9,
).map(" ".join)


@st.composite
def gantts(draw: st.DrawFn) -> GanttChart:
    """One to five years, one to four actiepunten, bars anywhere, words of any length."""
    span = years(draw(st.integers(2020, 2030)), draw(st.integers(1, 5)))
    columns = 4 * len(span)

    def any_row() -> GanttRow:
        state = draw(st.sampled_from(list(GanttState)))
        label, owner = draw(LABELS), draw(st.one_of(st.just(""), LABELS))
        if draw(st.booleans()) and draw(st.booleans()):
            return row(label, owner, state, absent=draw(LABELS))
        first = draw(st.integers(0, columns - 1))
        last = draw(st.integers(first, columns - 1))
        ends = {"begins_earlier": draw(st.booleans()), "goes_on": draw(st.booleans())}
        return row(label, owner, state, first, last, **ends)

    groups = tuple(
        GanttGroup(draw(LABELS), tuple(any_row() for _ in range(draw(st.integers(1, 5)))))
        for _ in range(draw(st.integers(1, 4)))
    )
    today = draw(st.one_of(st.none(), st.integers(0, columns - 1)))
    label = "stand 1 oktober 2025" if today is not None else ""
    return GanttChart(span, groups, "Maatregel", "Trekker", "Status", today, label)
