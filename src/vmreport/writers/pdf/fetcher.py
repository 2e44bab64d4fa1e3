"""Gives WeasyPrint the bytes of `asset:` URLs from memory and refuses everything else.

Source: design/risks.md D1 (allow nothing; no deny-lists).
"""

from __future__ import annotations

from collections.abc import Mapping

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from vmreport.writers.html.assets import Asset

__all__ = ["AssetFetcher", "RefusedError"]


class RefusedError(FatalURLFetchingError):  # type: ignore[misc]  # weasyprint has no types
    """Something in the page asked for what is not in memory; ends the rendering at once."""


class AssetFetcher(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
    """A fetcher without network, disk or data URLs."""

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.handlers.clear()
        self._known = assets

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Give the asset behind `url`. Raises RefusedError for any other URL."""
        del headers
        asset = self._known.get(url)
        if asset is None:
            shown = url if len(url) <= 80 else url[:80] + "…"
            raise RefusedError(f"refused to fetch {shown}")
        return URLFetcherResponse(url, asset.data, {"Content-Type": asset.media_type})
