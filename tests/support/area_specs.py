"""Profiles and maps as a council report has them; part of the examples of `chart_specs`."""

from __future__ import annotations

from vmreport.document.charts import (
    AreaMap,
    LegendEntry,
    MapArea,
    ProfileCell,
    ProfileMatrix,
    ProfileRow,
)
from vmreport.document.inlines import Tone

WARDS = (
    "Binnenstad-Zuid",
    "Binnenstad-Noord",
    "Stationsdistrict",
    "Leiden-Noord",
    "Roodenburgerdistrict",
    "Bos- en Gasthuisdistrict",
    "Morsdistrict",
    "Boerhaavedistrict",
    "Merenwijkdistrict",
    "Stevenshofdistrict",
)
CLASSES = (
    LegendEntry(Tone.FAVOURABLE, "▲", "gunstiger dan de gemeente"),
    LegendEntry(Tone.NO_DIFFERENCE, "=", "geen aantoonbaar verschil"),
    LegendEntry(Tone.UNFAVOURABLE, "▼", "ongunstiger dan de gemeente"),
    LegendEntry(Tone.UNKNOWN, "○", "te weinig antwoorden"),
)


def _cells(seed, count):
    pattern = "==▲==▼=○==▲▲=▼==▼=="
    tones = {entry.sign: entry.tone for entry in CLASSES}
    signs = (pattern[(seed * 5 + i * (seed % 3 + 1)) % len(pattern)] for i in range(count))
    return tuple(ProfileCell(tones[sign], sign) for sign in signs)


def ward_profile() -> ProfileMatrix:
    """Ten wards on seven indicators with headers that stay upright."""
    columns = (
        "Onveilig in de buurt",
        "Fysieke overlast",
        "Sociale overlast",
        "Verkeers- overlast",
        "Sociale cohesie",
        "Slachtoffer gewoon",
        "Tevreden met politie",
    )
    return ProfileMatrix(
        columns, tuple(ProfileRow(w, _cells(i, 7)) for i, w in enumerate(WARDS)), CLASSES
    )


def wide_profile() -> ProfileMatrix:
    """Fourteen indicators: headers turned."""
    columns = (
        "Voelt zich wel eens onveilig",
        "Onveilig in de buurt",
        "Rijdt of loopt om",
        "Doet niet open",
        "Fysieke verloedering",
        "Sociale overlast",
        "Verkeersoverlast",
        "Rapportcijfer leefbaarheid",
        "Sociale cohesie",
        "Slachtoffer traditionele criminaliteit",
        "Slachtoffer online criminaliteit",
        "Tevreden over functioneren politie in de buurt",
        "Tevreden over laatste contact met politie",
        "Preventie: somscore",
    )
    return ProfileMatrix(
        columns, tuple(ProfileRow(w, _cells(i, 14)) for i, w in enumerate(WARDS)), CLASSES
    )


def full_page_profile() -> ProfileMatrix:
    """Forty neighbourhoods on fourteen indicators: a whole page."""
    wide = wide_profile()
    rows = tuple(
        ProfileRow(f"{WARDS[i % 10]} buurt {i // 10 + 1}", _cells(i, 14)) for i in range(40)
    )
    return ProfileMatrix(wide.columns, rows, CLASSES)


def area_map_of(shapes) -> AreaMap:
    """A map from (name, rings) pairs, the classes going round."""
    order = (0, 1, 2, 1, 3, 1, 1, 2, 0, 1)
    areas = tuple(
        MapArea(name, CLASSES[order[i % 10]].tone, CLASSES[order[i % 10]].sign, rings)
        for i, (name, rings) in enumerate(shapes)
    )
    return AreaMap(areas, CLASSES)


def _block(x, y, width, height):
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))


def block_map() -> AreaMap:
    """Made-up wards: large ones, a narrow one, one of two parts, and one too small for a number."""
    return area_map_of(
        (
            ("Binnenstad", (_block(4.48, 52.155, 0.012, 0.008),)),
            ("Stationskwartier", (_block(4.464, 52.155, 0.016, 0.020),)),
            ("Noorderkwartier", (_block(4.48, 52.163, 0.04, 0.016),)),
            (
                "Buitengebied en kernen",
                (_block(4.50, 52.140, 0.05, 0.015), _block(4.52, 52.163, 0.03, 0.01)),
            ),
            ("Lage Mors", (_block(4.492, 52.155, 0.003, 0.008),)),
            ("Eiland", (_block(4.4955, 52.158, 0.0012, 0.001),)),
            ("Tuinstad-Staalwijk", (_block(4.464, 52.140, 0.036, 0.015),)),
        )
    )
