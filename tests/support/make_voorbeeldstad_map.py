"""Makes the map of the fictitious Voorbeeldstad: ten wards that share their borders exactly.

Borders are drawn once, as wandering lines between fixed corners; each ward is a ring of borders.
Run as a script to write `gebieden.geojson` again.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from random import Random

from support.voorbeeldstad_figures import WARDS
from vmreport.assets import data_root

PATH = data_root() / "samples" / "voorbeeldstad" / "gebieden.geojson"
Point = tuple[float, float]

CORNERS: dict[str, Point] = {
    "o1": (0.7, 1.3),
    "o2": (0.3, 3.3),
    "o3": (1.1, 5.1),
    "o4": (3.5, 5.7),
    "o5": (6.2, 5.8),
    "o6": (8.8, 5.2),
    "o7": (9.7, 3.2),
    "o8": (9.1, 1.2),
    "o9": (6.7, 0.4),
    "o10": (3.3, 0.3),
    "i1": (4.1, 2.4),
    "i2": (4.0, 3.4),
    "i3": (4.9, 3.9),
    "i4": (5.9, 3.5),
    "i5": (6.0, 2.5),
    "i6": (5.1, 2.0),
    "m1": (2.1, 3.1),
    "m2": (3.1, 4.6),
    "m3": (5.3, 4.9),
    "m4": (7.7, 4.3),
    "m5": (7.8, 2.6),
    "m6": (7.0, 1.4),
    "m7": (5.1, 1.0),
    "m8": (2.8, 1.6),
}
"""Corners on a plane of 10 by 6, later put on longitude 5.00-5.10 and latitude 52.00-52.06."""

RINGS = {
    "Binnenstad": "i1 i6 i5 i4 i3 i2",
    "Stationskwartier": "i5 m5 m4 i4",
    "Havenwijk": "m8 i1 i2 m1",
    "Parkbuurt": "i2 i3 m3 m2",
    "Molenveld": "m1 i2 m2 o4 o3 o2",
    "Lindehof": "i3 i4 m4 m3",
    "Tuinwijk": "m8 m7 m6 m5 i5 i6 i1",
    "Buitengebied": "o1 o10 o9 m6 m7 m8 m1 o2",
    "Oosterveld": "m6 o9 o8 o7 o6 m4 m5",
    "Waterrijk": "m2 m3 m4 o6 o5 o4",
}
"""Corners of each ward, counterclockwise."""


def border(first: str, second: str) -> list[Point]:
    """Give the wandering line between two corners, the same from either side."""
    start, end = sorted((first, second))
    random = Random(f"{start}-{end}")  # noqa: S311 - example data, no secret
    line = [CORNERS[start], CORNERS[end]]
    for _ in range(3):
        finer = [line[0]]
        for one, other in itertools.pairwise(line):
            dx, dy = other[0] - one[0], other[1] - one[1]
            bend = 0.28 * (random.random() - 0.5)
            finer += [((one[0] + other[0]) / 2 - bend * dy, (one[1] + other[1]) / 2 + bend * dx)]
            finer += [other]
        line = finer
    return line if first == start else line[::-1]


def ring(name: str) -> list[list[float]]:
    """Give the closed ring of a ward in degrees."""
    corners = RINGS[name].split()
    points: list[Point] = []
    for first, second in zip(corners, [*corners[1:], corners[0]], strict=True):
        points += border(first, second)[:-1]
    points.append(points[0])
    return [[round(5 + x / 100, 5), round(52 + y / 100, 5)] for x, y in points]


def geojson() -> str:
    """Give the whole map as text, one ward per line."""
    features = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {"statcode": ward.code, "statnaam": ward.name},
                "geometry": {"type": "Polygon", "coordinates": [ring(ward.name)]},
            },
            separators=(",", ":"),
        )
        for ward in WARDS
    ]
    inside = ",\n".join(features)
    return f'{{"type":"FeatureCollection","features":[\n{inside}\n]}}\n'


def write(path: Path = PATH) -> None:
    """Write the map where the sample dossier has it."""
    path.write_text(geojson(), encoding="utf-8", newline="")


if __name__ == "__main__":
    write()
