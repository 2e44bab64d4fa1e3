"""Makes the list of indicators of the Handleiding from the codebook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vmreport.survey.codebook import Codebook, load_codebook
from vmreport.survey.model import Indicator, Series

PATH = Path(__file__).resolve().parents[2] / "docs" / "handleiding" / "indicatoren.md"
_HEAD = """# Lijst met indicatoren

Een indicator is één vraag of score van de Veiligheidsmonitor. In uw teksten en bij *Bevindingen* gebruikt u de code. In een
tabel met cijfers mag ook de naam staan. Deze lijst komt uit het codeboek van vmreport; `make handleiding` vernieuwt haar.
"""
_PARTS = (
    ("Vanaf 2021", Series.B, "Dit zijn de vragen van de vernieuwde vragenlijst."),
    (
        "Alleen tot en met 2019",
        Series.A,
        "Deze vragen staan niet meer, of anders, in de vragenlijst vanaf 2021.",
    ),
)


def indicator_list() -> str:
    """Give the page."""
    return "\n".join([_HEAD, *_lines(load_codebook())]) + "\n"


def _lines(book: Codebook) -> Iterator[str]:
    told: set[str] = set()
    for title, series, words in _PARTS:
        yield from (f"## {title}", "", words, "")
        for theme in book.themes:
            rows = [
                item
                for item in book.by_theme(theme.id)
                if series in item.series and item.code not in told
            ]
            told.update(item.code for item in rows)
            if rows:
                yield from (
                    f"### {theme.name}",
                    "",
                    "| Code | Naam | Gemeten als |",
                    "|---|---|---|",
                )
                yield from map(_row, rows)
                yield ""


def _row(item: Indicator) -> str:
    return f"| `{item.code}` | {item.name.replace('|', '/')} | {item.unit_label} |"


if __name__ == "__main__":
    PATH.write_text(indicator_list(), "utf-8")
