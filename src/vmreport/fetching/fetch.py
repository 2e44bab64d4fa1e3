"""`vmreport fetch-statline`: one table of CBS, whole, as one file that `vmreport import` reads.

Explicit and never a part of a build. What was fetched is kept, and used again while CBS says that the
table has not changed. Asking is for `odata` and `web`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vmreport.errors import UsageError
from vmreport.fetching.cache import Cache, encoded
from vmreport.fetching.faults import FetchCode, fault
from vmreport.fetching.odata import BASES, Record, Service, Table, open_table
from vmreport.fetching.web import Limits, Web

__all__ = ["DEFAULT_CACHE", "Fetched", "fetch_table"]

DEFAULT_CACHE = ".vmreport-statline"
"""Name of the folder beside the file, in which pages are kept."""

_NUMBER = re.compile(r"[0-9]{5}(?:NED|ENG)", re.IGNORECASE)
_FORMAT = 1
_MOST_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of it."""

    data: bytes
    """The file."""
    records: int
    modified: str
    """When CBS last changed the table, in its own words."""
    from_cache: bool
    """Whether the figures were kept from before."""


@dataclass(frozen=True, slots=True)
class _Request:
    table: str
    version: int
    base: str
    cache: Path
    say: Callable[[str], None]


def fetch_table(
    table: str,
    *,
    cache: Path,
    version: int = 3,
    base: str = "",
    offline: bool = False,
    limits: Limits | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Fetched:
    """Give a table of CBS as one file; `say` gets a Dutch line about every step.

    `base` is the address of the service, CBS's own when empty. With `offline` only what was kept is
    used. Raises UsageError for a number or address that cannot be, EnvironmentFault (E601-E609) for
    everything that goes wrong on the way.
    """
    if not _NUMBER.fullmatch(table):
        message = f"'{table}' is geen nummer van een tabel; een voorbeeld is 85146NED."
        raise UsageError(message)
    request = _Request(table.upper(), version, base or BASES[version], cache, say)
    if offline:
        return _kept(request)
    web = Web(request.base, limits or Limits(), say)
    service = Service(web, version)
    say(f"{request.table}: beschrijving")
    found = open_table(service, request.table)
    kept = Cache.of(cache, request.table, version, found.modified)
    whole = kept.read("geheel") if found.modified else None
    if _is_whole(whole, found, request):
        say(
            f"{request.table}: niet gewijzigd sinds {found.modified}; de bewaarde gegevens gebruikt"
        )
        _remember(request, kept)
        return Fetched(encoded(whole), found.count, found.modified, from_cache=True)
    return _fetch(request, found, kept)


def _fetch(request: _Request, table: Table, cache: Cache) -> Fetched:
    """Fetch all sets, and check that they belong to one version and add up."""
    sets = table.explaining(lambda name: request.say(f"{request.table}: {name}"))
    records: list[Record] = []
    for page in table.pages(cache):
        records.extend(page)
        request.say(f"{request.table}: {len(records)} van {table.count} gegevens")
    if len(records) != table.count:
        raise table.incomplete(len(records))
    _check_numbering(table, records)
    _check_unchanged(table)
    whole = _package(request, table, sets, records)
    data = encoded(whole)
    if len(data) > _MOST_BYTES:
        what = f"de tabel is groter dan {_MOST_BYTES // 1_000_000} MB"
        raise fault(FetchCode.TOO_MUCH, request.table, what, "neem een kleinere tabel")
    if table.modified:
        cache.keep("geheel", whole)
        _remember(request, cache)
    return Fetched(data, len(records), table.modified, from_cache=False)


def _package(
    request: _Request, table: Table, sets: Mapping[str, list[Record]], records: list[Record]
) -> dict[str, Any]:
    """Give the file: the sets by name, and what they are."""
    about = {
        "versie": _FORMAT,
        "odata": request.version,
        "bron": request.base,
        "tabel": request.table,
        "gewijzigd": table.modified,
        "aantal": len(records),
    }
    return {"vmreport": about, **sets, table.data: records}


def _is_whole(whole: Any, table: Table, request: _Request) -> bool:
    """Whether what was kept is this table, from this service, as CBS counts it now."""
    about = whole.get("vmreport") if isinstance(whole, dict) else None
    return (
        isinstance(about, dict)
        and about.get("versie") == _FORMAT
        and about.get("bron") == request.base
        and about.get("aantal") == table.count == len(whole.get(table.data, ()))
    )


def _check_numbering(table: Table, records: list[Record]) -> None:
    """Refuse pages that overlap: every record has a number of its own."""
    name = "Id" if table.service.version == 4 else "ID"
    numbers = [record.get(name) for record in records]
    if len({str(number) for number in numbers}) != len(numbers):
        what = "de pagina's overlappen: een gegeven komt twee keer voor"
        raise fault(FetchCode.INCOMPLETE, table.number, what, "probeer het later opnieuw")


def _check_unchanged(table: Table) -> None:
    """Refuse pages of two versions: CBS may change a table while it is fetched."""
    now = open_table(table.service, table.number)
    if (now.modified, now.count) != (table.modified, table.count):
        what = "CBS heeft de tabel gewijzigd terwijl die werd opgehaald"
        raise fault(FetchCode.CHANGED, table.number, what, "haal de tabel opnieuw op")


def _remember(request: _Request, cache: Cache) -> None:
    """Keep which version of the table was used last, for when there is no connection."""
    latest = Cache(request.cache)
    name = f"{request.table}-v{request.version}-laatste"
    if latest.read(name) != {"map": cache.folder.name}:
        latest.keep(name, {"map": cache.folder.name})


def _kept(request: _Request) -> Fetched:
    """Give what was kept, without asking anyone."""
    latest = Cache(request.cache).read(f"{request.table}-v{request.version}-laatste")
    folder = str(latest.get("map", "")) if isinstance(latest, dict) else ""
    whole = Cache(request.cache / folder).read("geheel") if _is_name(folder) else None
    about = whole.get("vmreport") if isinstance(whole, dict) else None
    if not isinstance(about, dict):
        what = "van deze tabel is niets bewaard"
        raise fault(FetchCode.NOT_KEPT, request.table, what, "haal hem op zonder --bewaard")
    request.say(f"{request.table}: bewaarde gegevens, gewijzigd {about.get('gewijzigd')}")
    return Fetched(
        encoded(whole), int(about.get("aantal", 0)), str(about.get("gewijzigd")), from_cache=True
    )


def _is_name(folder: str) -> bool:
    return re.fullmatch(r"[0-9A-Za-z-]+", folder) is not None
