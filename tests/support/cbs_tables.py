"""One CBS table in every form in which it is delivered, generated from the documented shapes.

The figures are invented. Sources of the shapes: domain page sections 6 and 7.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MARGINS_B = {
    "MW00000": ("Waarde", "waarde"),
    "MOG0095": ("Ondergrens 95%-interval", "onder"),
    "MBG0095": ("Bovengrens 95%-interval", "boven"),
}
MARGINS_A = {
    "MW00000": ("Waarde", "waarde"),
    "X000001": ("Betrouwbaarheidsmarge", "marge"),
}
"""The key of the half-width is not established; here it is any key, known by its title."""


@dataclass(frozen=True)
class Topic:
    key: str
    title: str
    unit: str
    path: tuple[str, ...]


TOPICS_B = (
    Topic("VoeltZichWeleensOnveilig_43", "Voelt zich weleens onveilig", "%", ("Veiligheidsbeleving", "Algemeen")),
    Topic("RapportcijferVeiligheidInBuurt_60", "Rapportcijfer veiligheid in buurt", "rapportcijfer", ("Veiligheidsbeleving", "Buurt")),
    Topic("Slachtoffers_72", "Slachtoffers", "%", ("Traditionele criminaliteit", "Geweldsdelicten", "Geweldsdelicten totaal")),
    Topic("MeldingBijPolitie_98", "Melding bij politie", "% slachtoffers", ("Traditionele criminaliteit", "Vermogensdelicten", "(Poging) woninginbraak")),
)  # fmt: skip
TOPICS_A = (
    Topic("VoeltZichWelEensOnveilig_1", "Voelt zich wel eens onveilig", "%", ("(On)veiligheidsbeleving", "Algemeen", "Onveiligheidsgevoelens")),
    Topic("DoorOnbekendenOpStraat_9", "Door onbekenden op straat", "% komt 'wel eens' (vaak/soms) voor", ("Respectloos gedrag",)),
)  # fmt: skip
REGIONS = {"NL01": "Nederland", "PV21": "Fryslân (PV)", "GM0014": "Groningen (gemeente)"}
INDICATORS_B = (
    "onveilig_weleens",
    "rapportcijfer_veiligheid",
    "slachtoffer_geweld",
    "slachtoffer_woninginbraak_melding",
)


@dataclass(frozen=True)
class CbsTable:
    """A table: what a cell holds is a text with a decimal point, or a symbol of CBS."""

    number: str
    topics: tuple[Topic, ...]
    periods: tuple[str, ...]
    margins: dict[str, tuple[str, str]]
    regions: dict[str, str]
    cells: dict[tuple[str, str, str, str], str]
    """By region, period, topic key and margin key."""

    def combinations(self) -> Iterator[tuple[str, str, str]]:
        for margin in self.margins:
            for region in self.regions:
                for period in self.periods:
                    yield margin, region, period

    # CSV --------------------------------------------------------------------------------------

    def csv(self, order: Sequence[str] = ("Marges", "Perioden", "Regio's")) -> str:
        heads = [
            f"{'/'.join((*topic.path[:-1], topic.path[-1] + ' ', topic.title))}  ({topic.unit})"
            for topic in self.topics
        ]
        lines = [";".join(f'"{name}"' for name in (*order, *heads))]
        for margin, region, period in self.combinations():
            texts = {
                "Marges": self.margins[margin][0],
                "Perioden": period,
                "Regio's": self.regions[region],
            }
            cells = [self.cells[region, period, topic.key, margin] for topic in self.topics]
            lines.append(";".join((*(f'"{texts[name]}"' for name in order), *map(_dutch, cells))))
        return "\ufeff" + "\n".join(lines) + "\n"

    # OData v3 ---------------------------------------------------------------------------------

    def v3_sets(self) -> dict[str, list[dict[str, Any]]]:
        """All sets but the data."""
        properties: list[dict[str, Any]] = [
            {"ID": 0, "ParentID": None, "Type": "Dimension", "Key": "Marges", "Title": "Marges"},
            {"ID": 1, "ParentID": None, "Type": "GeoDimension", "Key": "RegioS", "Title": "Regio's"},
            {"ID": 2, "ParentID": None, "Type": "TimeDimension", "Key": "Perioden", "Title": "Perioden"},
        ]  # fmt: skip
        groups: dict[tuple[str, ...], int] = {}
        for topic in self.topics:
            parent = None
            for depth in range(1, len(topic.path) + 1):
                path = topic.path[:depth]
                if path not in groups:
                    groups[path] = len(properties)
                    properties.append({"ID": len(properties), "ParentID": parent, "Type": "TopicGroup", "Key": "", "Title": path[-1] + " "})  # fmt: skip
                parent = groups[path]
            properties.append({"ID": len(properties), "ParentID": parent, "Type": "Topic", "Key": topic.key, "Title": topic.title, "Unit": topic.unit, "Datatype": "Double", "Decimals": 1})  # fmt: skip
        return {
            "TableInfos": [{"ID": 0, "Identifier": self.number, "Modified": "2024-03-01T02:00:00", "RecordCount": len(list(self.combinations()))}],
            "DataProperties": properties,
            "CategoryGroups": [],
            "RegioS": [{"Key": key.ljust(10), "Title": title, "Description": ""} for key, title in self.regions.items()],
            "Marges": [{"Key": key, "Title": title} for key, (title, _) in self.margins.items()],
            "Perioden": [{"Key": f"{period[:4]}JJ00", "Title": period, "Status": "Definitief"} for period in self.periods],
        }  # fmt: skip

    def v3_rows(self, *, typed: bool = False, titles: bool = False) -> list[dict[str, Any]]:
        rows = []
        for number, (margin, region, period) in enumerate(self.combinations()):
            row: dict[str, Any] = {
                "ID": number,
                "Marges": self.margins[margin][0] if titles else margin,
                "RegioS": self.regions[region] if titles else region.ljust(10),
                "Perioden": period if titles else f"{period[:4]}JJ00",
            }
            for topic in self.topics:
                text = self.cells[region, period, topic.key, margin]
                row[topic.key] = _typed(text) if typed else text.rjust(8)
            rows.append(row)
        return rows

    # OData v4 ---------------------------------------------------------------------------------

    def v4_sets(self) -> dict[str, list[dict[str, Any]]]:
        groups: dict[tuple[str, ...], str] = {}
        measures = []
        for number, topic in enumerate(self.topics):
            for depth in range(1, len(topic.path) + 1):
                groups.setdefault(topic.path[:depth], f"G{len(groups)}")
            measures.append({"Identifier": f"M{number:06d}", "Title": topic.title, "Unit": topic.unit, "Decimals": 1, "MeasureGroupId": groups[topic.path]})  # fmt: skip
        return {
            "Properties": [{"Identifier": self.number}],
            "MeasureCodes": measures,
            "MeasureGroups": [{"Id": name, "Title": path[-1], "ParentId": groups.get(path[:-1])} for path, name in groups.items()],
            "RegioSCodes": [{"Identifier": key, "Title": title} for key, title in self.regions.items()],
            "MargesCodes": [{"Identifier": key, "Title": title} for key, (title, _) in self.margins.items()],
            "PeriodenCodes": [{"Identifier": f"{period[:4]}JJ00", "Title": period, "Status": "Definitief"} for period in self.periods],
        }  # fmt: skip

    def v4_rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for margin, region, period in self.combinations():
            for number, topic in enumerate(self.topics):
                text = self.cells[region, period, topic.key, margin]
                status = {"x": "Confidential", ".": "Unknown", "": "Impossible"}.get(text, "None")
                rows.append({"Id": len(rows), "Measure": f"M{number:06d}", "ValueAttribute": status, "Value": _typed(text), "StringValue": None, "RegioS": region, "Perioden": f"{period[:4]}JJ00", "Marges": margin})  # fmt: skip
        return rows


def _dutch(text: str) -> str:
    return text.replace(".", ",") if any(map(str.isdigit, text)) else text


def _typed(text: str) -> float | None:
    return float(text) if any(map(str.isdigit, text)) else None


def table_b() -> CbsTable:
    """Give 85146NED with two editions; asymmetric bounds, a zero, and every symbol of CBS."""
    found: dict[tuple[str, str, str, str], str] = {}
    for place, region in enumerate(REGIONS):
        for step, period in enumerate(("2021", "2023")):
            for number, topic in enumerate(TOPICS_B):
                base = 5 + place + step * 0.5 + number * 0.7
                numbers = (f"{base:.1f}", f"{base - 0.2:.1f}", f"{base + 0.9:.1f}")
                for margin, text in zip(MARGINS_B, numbers, strict=True):
                    found[region, period, topic.key, margin] = text
    for symbol, (region, topic) in {
        ".": ("PV21", TOPICS_B[3]),
        "x": ("GM0014", TOPICS_B[3]),
        "": ("GM0014", TOPICS_B[2]),
    }.items():
        for margin in MARGINS_B:
            found[region, "2023", topic.key, margin] = symbol
    for margin, text in zip(MARGINS_B, ("0", "0", "0.1"), strict=True):
        found["NL01", "2023", TOPICS_B[2].key, margin] = text
    return CbsTable("85146NED", TOPICS_B, ("2021", "2023"), MARGINS_B, REGIONS, found)


def table_a() -> CbsTable:
    """Give 81877NED with half-widths."""
    found = {
        (region, period, topic.key, margin): text
        for place, region in enumerate(REGIONS)
        for period in ("2017", "2019")
        for number, topic in enumerate(TOPICS_A)
        for margin, text in zip(MARGINS_A, (f"{30 + place}.{number + 3}", "0.4"), strict=True)
    }
    return CbsTable("81877NED", TOPICS_A, ("2017", "2019"), MARGINS_A, REGIONS, found)


def write_json(path: Path, content: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False), encoding="utf-8")
    return path


def write_folder(folder: Path, sets: dict[str, Any]) -> Path:
    """Write every set to a file of its own, as cbsodata does."""
    for name, records in sets.items():
        write_json(folder / f"{name}.json", records)
    return folder


def page(records: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"odata.metadata": "https://example.org/$metadata", "value": records, **more}
