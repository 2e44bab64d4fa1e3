"""Gives WeasyPrint the bytes of `asset:` URLs from memory and refuses everything else.

Source: design/risks.md D1 (allow nothing; no deny-lists).
"""

from __future__ import annotations

from collections.abc import Mapping

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from vmreport.writers.html.assets import Asset

__all__ = ["AssetFetcher", "RefusedError"]


class RefusedError(FatalURLFetchingError):
    """Something in the page asked for what is not in memory; ends the rendering at once."""


class AssetFetcher(URLFetcher):
    """A fetcher without network, disk or data URLs."""

    def __init__(self, assets: Mapping[str, Asset]) -> None:  # no parent: it would bring handlers
        self._known = assets

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Give the asset behind `url`. Raises RefusedError for any other URL."""
        del headers
        asset = self._known.get(url)
        if asset is None:
            shown = url if len(url) <= 80 else url[:80] + "…"
            raise RefusedError(f"refused to fetch {shown}")
        return URLFetcherResponse(url, asset.data, {"Content-Type": asset.media_type})
