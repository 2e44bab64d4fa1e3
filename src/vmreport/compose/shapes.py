"""Outlines of local areas from the dossier's GeoJSON, for the map."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from vmreport.compose.charts import Shape
from vmreport.errors import Place, Problems
from vmreport.survey.model import Area

__all__ = ["load_shapes", "with_merged"]

LARGEST = 20_000_000
HINT = "Lever een GeoJSON met per gebied statcode en statnaam, in graden (WGS 84)."


def load_shapes(path: Path, problems: Problems) -> dict[str, Shape]:
    """Give the outer rings per area code (`statcode`, else `statnaam`).

    Problems go to `problems` (E151-E153); what could be read is given back.
    """
    where = Place(path.name)
    if path.stat().st_size > LARGEST:
        problems.problem("E151", where, "Het kaartbestand is groter dan 20 MB.", HINT)
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        features = list(data["features"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        problems.problem("E151", where, "Dit is geen leesbaar GeoJSON-bestand.", HINT)
        return {}
    shapes: dict[str, Shape] = {}
    for number, feature in enumerate(features, 1):
        code, rings = _feature(feature)
        if not code:
            what = f"Gebied {number} heeft geen statcode of statnaam."
            problems.problem("E152", where, what, HINT)
        elif not rings or not all(-180 <= x <= 180 and -90 <= y <= 90 for r in rings for x, y in r):
            what = f"De vorm van gebied {number} ({code}) is niet te gebruiken."
            problems.problem("E153", where, what, HINT)
        else:
            shapes[code] = rings
    return shapes


def with_merged(shapes: Mapping[str, Shape], areas: Iterable[Area]) -> Mapping[str, Shape]:
    """Give the shapes with those of areas that are shown as one under the code of the whole."""
    found = dict(shapes)
    for area in areas:
        parts = [
            found.get(part.code) or found.get(part.name, ())
            for part in (area.merged.parts if area.merged else ())
        ]
        if parts and all(parts):
            found[area.code] = tuple(ring for shape in parts for ring in shape)
    return found


def _feature(feature: object) -> tuple[str, Shape]:
    try:
        properties = feature["properties"]  # type: ignore[index] # untrusted JSON, see except
        geometry = feature["geometry"]  # type: ignore[index] # untrusted JSON, see except
        code = str(properties.get("statcode") or properties.get("statnaam") or "").strip()
        kind, coordinates = geometry["type"], geometry["coordinates"]
        polygons = [coordinates] if kind == "Polygon" else coordinates
        if kind not in ("Polygon", "MultiPolygon"):
            return code, ()
        rings = tuple(
            tuple((float(point[0]), float(point[1])) for point in polygon[0])
            for polygon in polygons
        )
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return "", ()
    return code, rings if all(len(ring) >= 4 for ring in rings) else ()
