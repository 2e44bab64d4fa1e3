"""A service on this machine that behaves like CBS's open data service, with faults on request.

Sources of the behaviour: domain page section 6; release notes of CBS's OData 4 service.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from support.cbs_tables import CbsTable

Fault = Callable[["Handler"], None]


@dataclass
class CbsService:
    """What it serves, what it was asked, and which faults still come."""

    table: CbsTable
    page: int = 7
    modified: str = "2024-03-01T02:00:00"
    links: bool = True
    """Whether a page names the next one."""
    count: int | None = None
    """What it says it counts, when that is not the truth."""
    link_base: str = ""
    """Where next links point; empty for this service."""
    faults: dict[str, list[Fault | None]] = field(default_factory=dict)
    """By a part of the address: what to do with the first, second ... question there."""
    asked: list[str] = field(default_factory=list)
    base: str = ""

    def fault(self, part: str, *faults: Fault | None) -> None:
        self.faults.setdefault(part, []).extend(faults)

    def asked_for(self, part: str) -> int:
        return sum(part in address for address in self.asked)


class Handler(BaseHTTPRequestHandler):
    """Answers as the service does."""

    service: CbsService
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.service.asked.append(self.path)
        for part, faults in self.service.faults.items():
            if part in self.path and faults:
                fault = faults.pop(0)
                if fault is not None:
                    fault(self)
                    return
        parts = urlsplit(self.path)
        path = [piece for piece in parts.path.split("/") if piece]
        if path[:1] == ["ODataFeed"] or path[:1] == ["ODataApi"]:
            self._v3(path[2:], parse_qs(parts.query))
        else:
            self._v4(path, parse_qs(parts.query))

    def _v3(self, path: list[str], query: dict[str, list[str]]) -> None:
        table = self.service.table
        if not path or path[0] != table.number:
            self.send(404, b"not found", "text/html")
            return
        sets = {**table.v3_sets(), "UntypedDataSet": table.v3_rows()}
        sets["TableInfos"][0]["Modified"] = self.service.modified
        if path[1:] == ["UntypedDataSet", "$count"]:
            self.number(len(sets["UntypedDataSet"]))
        elif len(path) == 1:
            names = [{"name": name, "url": name} for name in (*sets, "TypedDataSet")]
            self.json({"odata.metadata": "x", "value": names})
        elif path[1] == "UntypedDataSet":
            self.pages(sets["UntypedDataSet"], query, "odata.nextLink", "&")
        elif path[1] in sets:
            self.json({"odata.metadata": "x", "value": sets[path[1]]})
        else:
            self.send(404, b"not found", "text/html")

    def _v4(self, path: list[str], query: dict[str, list[str]]) -> None:
        table = self.service.table
        if not path or path[0] != table.number:
            self.send(404, b"{}", "application/json")
            return
        dimensions = [{"Identifier": name} for name in ("Marges", "RegioS", "Perioden")]
        sets = {**table.v4_sets(), "Dimensions": dimensions, "Observations": table.v4_rows()}
        if path[1:] == ["Observations", "$count"]:
            self.number(len(sets["Observations"]))
        elif path[1:] == ["Properties"]:
            stamp = {"ObservationsModified": self.service.modified, "Identifier": table.number}
            self.json({"@odata.context": "x", **stamp})
        elif path[1:] == ["Observations"]:
            self.pages(sets["Observations"], query, "@odata.nextLink", "?")
        elif len(path) == 2 and path[1] in sets:
            self.json({"@odata.context": "x", "value": sets[path[1]]})
        else:
            self.send(404, b"{}", "application/json")

    def pages(
        self, rows: list[dict[str, Any]], query: dict[str, list[str]], link: str, mark: str
    ) -> None:
        service = self.service
        start = int(query.get("$skip", ["0"])[0])
        content: dict[str, Any] = {"value": rows[start : start + service.page]}
        if service.links and start + service.page < len(rows):
            base = service.link_base or service.base
            kept = "?$format=json" if mark == "&" else ""
            path = urlsplit(self.path).path
            content[link] = f"{base}{path}{kept}{mark}$skip={start + service.page}"
        self.json(content)

    def number(self, truth: int) -> None:
        count = truth if self.service.count is None else self.service.count
        self.send(200, str(count).encode(), "text/plain")

    def json(self, content: Any) -> None:
        kind = "application/json;odata=minimalmetadata;charset=utf-8"
        self.send(200, json.dumps(content).encode(), kind)

    def send(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


# Faults ---------------------------------------------------------------------------------------


def status(code: int, **headers: str) -> Fault:
    return lambda handler: handler.send(code, b"storing", "text/html", **headers)


def answer(body: bytes, kind: str = "application/json") -> Fault:
    return lambda handler: handler.send(200, body, kind)


def content(value: Any) -> Fault:
    return answer(json.dumps(value).encode())


def redirect(location: str) -> Fault:
    return status(302, Location=location)


def cut(handler: Handler) -> None:
    """Announce more than is sent, and hang up."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"value": [')
    handler.wfile.flush()
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    """Say nothing at all."""
    handler.close_connection = True
    handler.connection.close()


def drip(handler: Handler) -> None:
    """Send a byte at a time, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    _trickle(handler, b" ")


def drip_headers(handler: Handler) -> None:
    """Send a header at a time, for ever."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    _trickle(handler, b"X: y\r\n")


def flood(handler: Handler) -> None:
    """Send more than anyone asked for."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    try:
        for _ in range(2_000):
            handler.wfile.write(b" " * 65_536)
    except OSError:
        handler.close_connection = True


def silence(handler: Handler) -> None:
    """Accept the question and do nothing."""
    time.sleep(1.5)
    handler.close_connection = True


def _trickle(handler: Handler, piece: bytes) -> None:
    try:
        for _ in range(200):
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass
    handler.close_connection = True


@contextmanager
def running(service: CbsService) -> Iterator[CbsService]:
    """Run the service on a free port of this machine, for as long as the block takes."""
    handler = type("Handler", (Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    service.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
