"""The two versions of CBS's open data service: which sets a table has, and how their pages follow.

Source: domain page section 6; CBS, "CBS Open Data Services" (2014) for version 3 and the release notes
of its OData 4 service. Asking one address is for `web`; the whole of it is in `fetch`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias
from urllib.parse import quote, urlsplit

from vmreport.errors import EnvironmentFault
from vmreport.fetching.cache import Cache
from vmreport.fetching.faults import FetchCode, fault
from vmreport.fetching.web import Web

__all__ = ["BASES", "Record", "Service", "Table", "open_table"]

Record: TypeAlias = dict[str, Any]

BASES: Mapping[int, str] = MappingProxyType(
    {3: "https://opendata.cbs.nl", 4: "https://datasets.cbs.nl/odata/v1/CBS"}
)
"""Where CBS's service stands, by version of OData."""

_MOST_PAGES = 1_000
_FEED = "ODataFeed/odata"
"""Gives a whole table in pages; the API beside it stops at 10.000 records."""
_API = "ODataApi/odata"
_SKIPPED = ("TypedDataSet", "UntypedDataSet", "CategoryGroups")
"""Sets of version 3 that are the data, or that no reader needs."""


@dataclass(frozen=True, slots=True)
class Service:
    """CBS's service in one version."""

    web: Web
    version: int

    def address(self, table: str, entity: str, *, api: bool = False) -> str:
        """Give the address of a set of a table."""
        base = self.web.base.rstrip("/")
        if self.version == 4:
            return f"{base}/{quote(table)}/{quote(entity)}"
        ask = "" if entity.endswith("$count") else "?$format=json"
        return f"{base}/{_API if api else _FEED}/{quote(table)}/{quote(entity, safe='/$')}{ask}"

    def records(self, url: str) -> tuple[list[Record], str]:
        """Give the records of one page and the address of the next; empty when it is the last."""
        content = self.web.json(url)
        where = urlsplit(url).path
        records = content.get("value") if isinstance(content, dict) else None
        if self.version == 4 and records is None and isinstance(content, dict):
            records = [content]
        if not isinstance(records, list) or not all(isinstance(item, dict) for item in records):
            what = "het antwoord heeft niet de vorm van OData: er staat geen lijst in"
            raise fault(FetchCode.NOT_JSON, where, what, "probeer het later opnieuw")
        link = content.get("odata.nextLink") or content.get("@odata.nextLink") or ""
        if not isinstance(link, str):
            what = "de verwijzing naar de volgende pagina is geen adres"
            raise fault(FetchCode.NOT_JSON, where, what, "probeer het later opnieuw")
        return records, self.web.inside(link, url) if link else ""

    def all_records(self, url: str) -> list[Record]:
        """Give the records of all pages of a small set."""
        found: list[Record] = []
        seen: set[str] = set()
        while url:
            if url in seen or len(seen) >= _MOST_PAGES:
                raise _circle(url)
            seen.add(url)
            records, url = self.records(url)
            found.extend(records)
        return found


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the service describes it before its figures are fetched."""

    service: Service
    number: str
    modified: str
    """The service's own time stamp; empty when it gives none."""
    count: int
    """Records of the set with figures."""
    data: str
    """Name of that set."""
    sets: tuple[str, ...]
    """Sets that explain it, by name."""

    def explaining(self, say: Callable[[str], None]) -> Mapping[str, list[Record]]:
        """Fetch the sets that explain the figures; raises EnvironmentFault."""
        found: dict[str, list[Record]] = {}
        for name in self.sets:
            say(name)
            found[name] = self.service.all_records(self.service.address(self.number, name))
        return found

    def pages(self, cache: Cache) -> Iterator[list[Record]]:
        """Give the pages with figures, those kept from before first; raises EnvironmentFault.

        A page that says nothing of a next one, while more was counted, is followed by what comes
        after the records so far. A page that gives nothing new ends in a fault, never in a circle.
        """
        start = self.service.address(self.number, self.data)
        url, got, number = start, 0, 0
        seen: set[str] = set()
        while url:
            if url in seen or number >= _MOST_PAGES:
                raise _circle(url)
            seen.add(url)
            number += 1
            records, url = self._page(url, f"{self.data}-{number:04d}", cache)
            got += len(records)
            yield records
            if got > self.count or (got < self.count and not records):
                raise self.incomplete(got)
            if not url and got < self.count:
                mark = "&" if "?" in start else "?"
                url = f"{start}{mark}$skip={got}"

    def _page(self, url: str, name: str, cache: Cache) -> tuple[list[Record], str]:
        """Give a page and the address of the next, as kept before or else as fetched now."""
        kept = cache.read(name)
        if isinstance(kept, dict) and kept.get("adres") == url:
            return kept["value"], kept["volgende"]
        records, following = self.service.records(url)
        cache.keep(name, {"adres": url, "volgende": following, "value": records})
        return records, following

    def incomplete(self, got: int) -> EnvironmentFault:
        """Give the fault that the pages do not add up."""
        return fault(
            FetchCode.INCOMPLETE,
            self.number,
            f"CBS telt {self.count} gegevens, de pagina's hebben er samen {got}",
            "probeer het later opnieuw; blijft het zo, download de tabel dan zelf bij StatLine",
        )


def _circle(url: str) -> EnvironmentFault:
    what = "de pagina's verwijzen naar elkaar en houden niet op"
    return fault(FetchCode.INCOMPLETE, urlsplit(url).path, what, "probeer het later opnieuw")


def open_table(service: Service, number: str) -> Table:
    """Give what the service says of a table; raises EnvironmentFault when it does not know it."""
    return _open_v4(service, number) if service.version == 4 else _open_v3(service, number)


def _open_v3(service: Service, number: str) -> Table:
    names = [
        str(item.get("name", ""))
        for item in service.all_records(service.address(number, ""))
        if item.get("name")
    ]
    infos = service.all_records(service.address(number, "TableInfos"))
    if "UntypedDataSet" not in names or not infos:
        what = "CBS geeft geen beschrijving van deze tabel"
        raise fault(FetchCode.NOT_JSON, number, what, "controleer het nummer van de tabel")
    count = service.web.count(service.address(number, "UntypedDataSet/$count", api=True))
    return Table(
        service,
        number,
        str(infos[0].get("Modified", "")),
        count,
        "UntypedDataSet",
        tuple(name for name in names if name not in _SKIPPED),
    )


def _open_v4(service: Service, number: str) -> Table:
    about = service.all_records(service.address(number, "Properties"))
    dimensions = service.all_records(service.address(number, "Dimensions"))
    count = service.web.count(f"{service.address(number, 'Observations')}/$count")
    stamp = about[0].get("ObservationsModified") or about[0].get("Modified") or ""
    names = [str(item.get("Identifier", "")) for item in dimensions]
    return Table(
        service,
        number,
        str(stamp),
        count,
        "Observations",
        (
            "Properties",
            "Dimensions",
            "MeasureCodes",
            "MeasureGroups",
            *(f"{name}Codes" for name in names if name),
        ),
    )
