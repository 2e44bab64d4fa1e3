"""Asks one address of the service and gives the answer: whole, of the right kind, in time, or not.

Redirects and sizes are bounded, passing faults are tried again, and nothing but the service's own
address is ever asked. What the answers mean is for `odata`.
"""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from vmreport import __version__
from vmreport.errors import EnvironmentFault, UsageError
from vmreport.fetching.faults import Again, FetchCode, fault

__all__ = ["Limits", "Web"]

_PASSING = (408, 429, 500, 502, 503, 504)
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 3
_LONGEST_WAIT = 120.0
"""Seconds. A service that asks for more is asked again by a person, later."""
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much; the defaults are wide for a table of CBS."""

    attempts: int = 5
    silence: float = 30.0
    """Seconds without a byte."""
    duration: float = 180.0
    """Seconds for one answer, however it trickles in."""
    answer: int = 60_000_000
    """Bytes of one answer."""
    pause: float = 1.0
    """Seconds before the second attempt; doubled for every next one."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to us."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing."""


@dataclass(slots=True)
class Web:
    """Asks a service at one address, again where that may help."""

    base: str
    limits: Limits = field(default_factory=Limits)
    say: Callable[[str], None] = lambda _: None
    """Called with a Dutch line about what takes time."""
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        """Raise UsageError for an address that may not be asked."""
        parts = urlsplit(self.base)
        secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
        if not secure or not parts.hostname or parts.username or parts.query or parts.fragment:
            message = f"{self.base} is geen adres dat gebruikt kan worden; het begint met https://"
            raise UsageError(message)

    def json(self, url: str) -> Any:
        """Give the JSON of an address; raises EnvironmentFault."""
        return self._again(url, self._json)

    def count(self, url: str) -> int:
        """Give the number that an address answers; raises EnvironmentFault."""
        return int(self._again(url, self._count))

    def inside(self, link: str, current: str) -> str:
        """Give a link of an answer as an address of this service; raises EnvironmentFault.

        CBS has answered with `http:` links on a secure service: the scheme is always ours, the
        host has to be.
        """
        base, there = urlsplit(self.base), urlsplit(urljoin(current, link))
        if there.hostname != base.hostname or there.username:
            raise fault(
                FetchCode.ELSEWHERE,
                _shown(base),
                f"het antwoord verwijst naar een ander adres ({there.hostname or link[:60]})",
                "probeer het later opnieuw; vmreport haalt alleen gegevens op bij CBS",
            )
        return urlunsplit((base.scheme, base.netloc, there.path, there.query, ""))

    def _again(self, url: str, ask: Callable[[str], Any]) -> Any:
        """Ask until it works, the attempts are used up, or the fault will not pass."""
        where = _shown(urlsplit(url))
        for attempt in range(1, self.limits.attempts + 1):
            try:
                return ask(url)
            except Again as passing:
                wait = self.limits.pause * 2 ** (attempt - 1)
                wait = max(wait, passing.wait or 0.0)
                if attempt == self.limits.attempts or wait > _LONGEST_WAIT:
                    hint = "controleer de verbinding, of probeer het later opnieuw"
                    raise fault(passing.code, where, passing.what, hint) from passing
                next_one = f"poging {attempt + 1} van {self.limits.attempts}"
                self.say(f"{passing.what}; {next_one} over {_seconds(wait)}")
                self.sleep(wait)
        raise AssertionError

    def _json(self, url: str) -> Any:
        data = self._get(url, ("json",))
        try:
            return json.loads(data.decode("utf-8-sig"), parse_constant=_refused)
        except (ValueError, RecursionError) as error:
            what = "het antwoord is afgebroken of is geen JSON"
            raise Again(FetchCode.NOT_JSON, what) from error

    def _count(self, url: str) -> str:
        text = self._get(url, ("text/plain", "json")).decode("utf-8-sig", "replace").strip()
        if not text.isascii() or not text.isdigit() or len(text) > 12:
            raise Again(
                FetchCode.NOT_JSON, "het antwoord op de vraag naar het aantal is geen getal"
            )
        return text

    def _get(self, url: str, kinds: tuple[str, ...]) -> bytes:
        """Give the body of an answer of the right kind, redirects within the service followed."""
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                with self._opened(url) as answer:
                    return self._body(answer, url, kinds)
            except urllib.error.HTTPError as error:
                error.close()  # it holds the connection
                location = error.headers.get("Location", "")
                if error.code not in _REDIRECTS or not location:
                    raise self._status(error, url) from error
                url = self.inside(location, url)
            except http.client.HTTPException as error:
                what = "de verbinding is verbroken voordat alles er was"
                raise Again(FetchCode.NO_CONNECTION, what) from error
            except TimeoutError as error:
                what = f"{urlsplit(url).hostname} antwoordt niet op tijd"
                raise Again(FetchCode.NO_CONNECTION, what) from error
            except OSError as error:
                what = f"geen verbinding met {urlsplit(url).hostname}"
                raise Again(FetchCode.NO_CONNECTION, what) from error
        what = "de verwijzingen in de antwoorden houden niet op"
        raise fault(FetchCode.ELSEWHERE, _shown(urlsplit(url)), what, "probeer het later opnieuw")

    @contextmanager
    def _opened(self, url: str) -> Iterator[http.client.HTTPResponse]:
        """Ask an address, with a watch that closes the connection when time is up."""
        watch = _Watch(self.limits.duration)
        opener = urllib.request.build_opener(
            _NoRedirect, _plain_handler(watch), _secure_handler(watch)
        )
        request = urllib.request.Request(  # noqa: S310 - https, or http on this machine: see above
            url, headers={"Accept": "application/json", "User-Agent": f"vmreport/{__version__}"}
        )
        try:
            with watch, opener.open(request, timeout=self.limits.silence) as answer:
                yield answer
        except (OSError, http.client.HTTPException, Again, EnvironmentFault) as error:
            if watch.rang and not isinstance(error, urllib.error.HTTPError):
                raise self._too_slow(url) from error
            raise
        if watch.rang:
            raise self._too_slow(url)

    def _body(self, answer: Any, url: str, kinds: tuple[str, ...]) -> bytes:
        kind = answer.headers.get_content_type()
        encoding = answer.headers.get("Content-Encoding", "identity")
        if not any(wanted in kind for wanted in kinds) or encoding != "identity":
            raise fault(
                FetchCode.NOT_JSON,
                _shown(urlsplit(url)),
                f"het antwoord is geen JSON maar {kind}",
                "controleer of u vrij op internet kunt; soms antwoordt een inlogpagina",
            )
        announced = answer.headers.get("Content-Length", "")
        started = time.monotonic()
        parts: list[bytes] = []
        size = 0
        while chunk := answer.read1(_CHUNK):
            size += len(chunk)
            parts.append(chunk)
            if size > self.limits.answer:
                what = f"het antwoord is groter dan {self.limits.answer // 1_000_000} MB"
                hint = "neem een kleinere tabel"
                raise fault(FetchCode.TOO_MUCH, _shown(urlsplit(url)), what, hint)
            if time.monotonic() - started > self.limits.duration:
                raise self._too_slow(url)
        if announced.isdigit() and size != int(announced):
            what = "de verbinding is verbroken voordat alles er was"
            raise Again(FetchCode.NO_CONNECTION, what)
        return b"".join(parts)

    def _too_slow(self, url: str) -> Exception:
        what = f"het antwoord was er na {self.limits.duration:.0f} seconden nog niet"
        hint = "probeer het later opnieuw"
        return fault(FetchCode.TOO_MUCH, _shown(urlsplit(url)), what, hint)

    def _status(self, error: urllib.error.HTTPError, url: str) -> Exception:
        """Give what an answer other than 200 means: try again, or stop."""
        where = _shown(urlsplit(url))
        if error.code in _PASSING:
            what = f"CBS antwoordt dat het nu niet gaat ({error.code})"
            return Again(FetchCode.SERVER, what, _retry_after(error))
        if error.code == 404:
            what = "CBS kent deze tabel niet, of heeft hem niet in deze vorm"
            hint = "controleer het nummer, zoals 85146NED; probeer ook --odata 3 of 4"
            return fault(FetchCode.TABLE_UNKNOWN, where, what, hint)
        if error.code in _REDIRECTS:
            what = "het antwoord verwijst door zonder adres"
            return fault(FetchCode.ELSEWHERE, where, what, "probeer het later opnieuw")
        what = f"CBS weigert de vraag ({error.code})"
        return fault(FetchCode.SERVER, where, what, "probeer het later opnieuw")


def _refused(word: str) -> float:
    """Refuse NaN and infinity, which are no JSON."""
    raise ValueError(word)


def _retry_after(error: urllib.error.HTTPError) -> float | None:
    """Give the seconds the service asks for: a number, or a time measured on its own clock."""
    text = error.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(min(int(text), 86_400))
    try:
        until = parsedate_to_datetime(text)
        now = parsedate_to_datetime(error.headers.get("Date", ""))
    except (TypeError, ValueError):
        return None
    return max((until - now).total_seconds(), 0.0) if until.tzinfo and now.tzinfo else None


def _seconds(number: float) -> str:
    return "1 seconde" if round(number) == 1 else f"{number:.0f} seconden"


def _shown(parts: SplitResult) -> str:
    """Give an address for a message: without the question behind it."""
    return f"{parts.netloc}{parts.path}"


class _Watch:
    """Closes a connection when time is up, also when its headers trickle in."""

    def __init__(self, seconds: float) -> None:
        self.rang = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def guard(self, opened: socket.socket | None) -> None:
        """Take the socket to close."""
        self._socket = opened

    def _ring(self) -> None:
        self.rang = True
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                return


class _Plain(http.client.HTTPConnection):
    """A connection whose socket the watch can close."""

    def __init__(self, *args: Any, watch: _Watch, **more: Any) -> None:
        super().__init__(*args, **more)
        self._watch = watch

    def connect(self) -> None:
        """Connect and hand the socket over."""
        super().connect()
        self._watch.guard(self.sock)


class _Secure(http.client.HTTPSConnection):
    """The same over TLS."""

    def __init__(self, *args: Any, watch: _Watch, **more: Any) -> None:
        super().__init__(*args, **more)
        self._watch = watch

    def connect(self) -> None:
        """Connect and hand the socket over."""
        super().connect()
        self._watch.guard(self.sock)


def _plain_handler(watch: _Watch) -> urllib.request.BaseHandler:
    class Handler(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(partial(_Plain, watch=watch), req)

    return Handler()


def _secure_handler(watch: _Watch) -> urllib.request.BaseHandler:
    class Handler(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(partial(_Secure, watch=watch), req)

    return Handler()
