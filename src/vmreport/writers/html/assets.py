"""Pictures, fonts and charts a page refers to: kept in memory, named by content or in order."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType

from vmreport.charts.draw import Drawing
from vmreport.writers.html.stylesheet import Mode

__all__ = ["Asset", "AssetStore"]


@dataclass(frozen=True, slots=True)
class Asset:
    """The bytes behind an `asset:` URL."""

    data: bytes
    media_type: str


class _Assets(Mapping[str, Asset]):
    """Assets by URL; a chart becomes SVG when somebody asks for it."""

    def __init__(self, assets: Mapping[str, Asset], drawings: Mapping[str, Drawing]) -> None:
        self._ready = assets
        self._drawings = drawings

    def __getitem__(self, url: str) -> Asset:
        if url in self._drawings:
            return Asset(self._drawings[url].svg(), "image/svg+xml")
        return self._ready[url]

    def __iter__(self) -> Iterator[str]:
        return chain(self._ready, self._drawings)

    def __len__(self) -> int:
        return len(self._ready) + len(self._drawings)


@dataclass(slots=True)
class AssetStore:
    """Gives URLs for bytes: `asset:<sha256>` for print, a data URL for one self-contained file.

    Charts for print are numbered.
    """

    mode: Mode
    _assets: dict[str, Asset] = field(default_factory=dict)
    _drawings: dict[str, Drawing] = field(default_factory=dict)

    def add(self, data: bytes, media_type: str) -> str:
        """Keep `data` and give the URL to write in the page."""
        if self.mode is Mode.SCREEN:
            return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"
        url = f"asset:{hashlib.sha256(data).hexdigest()}"
        self._assets[url] = Asset(data, media_type)
        return url

    def add_chart(self, drawing: Drawing) -> str:
        """Keep a chart, for print with its text as text, and give the URL to write in the page."""
        if self.mode is Mode.SCREEN:
            return self.add(drawing.svg_outlined(), "image/svg+xml")
        url = f"asset:chart-{len(self._drawings) + 1}"
        self._drawings[url] = drawing
        return url

    @property
    def drawings(self) -> Mapping[str, Drawing]:
        """The charts of a page for print, by URL."""
        return MappingProxyType(self._drawings)

    @property
    def assets(self) -> Mapping[str, Asset]:
        """What was kept, by URL; empty for a self-contained file."""
        return _Assets(self._assets, self._drawings)
