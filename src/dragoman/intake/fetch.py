"""An address -> its bytes, with bounds: on time, on size, on how often a host is asked, and on which hosts.

An address of the local network is never asked unless the user allows it: the name is looked up once, every number it stands
for must be public, and the connection goes to that number; every redirect is judged anew. So neither a name that changes its
mind nor a redirect leads to a router or a service of this machine. No proxy is used, no cookie kept.

    >>> is_public("192.168.0.1"), is_public("8.8.8.8"), is_public("::ffff:127.0.0.1")
    (False, True, False)
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

import msgspec

from dragoman.intake.draft import UnreadableError

AGENT = "dragoman (a reader of news for research)"
MOST_REDIRECTS = 5
ANSWERS = {301, 302, 303, 307, 308}
CHUNK = 65_536
_last_asked: dict[str, float] = {}  # host -> when; within one process


class Bounds(msgspec.Struct, frozen=True):
    """`seconds`: for one answer to begin or go on, and six times as long for all of it; `pause`: seconds between two
    questions to one host; `local`: whether addresses of the local network may be asked."""

    seconds: float = 20.0
    pause: float = 1.0
    n_bytes: int = 20_000_000
    local: bool = False


class Answer(msgspec.Struct, frozen=True):
    """`status` 200 with a body, or 304 without one: not changed since. `headers` with names in lower case."""

    status: int
    headers: dict[str, str]
    n_bytes: int


def fetch(url: str, into: BinaryIO, bounds: Bounds, headers: dict[str, str] | None = None) -> Answer:
    """Writes what is at the address into a stream; UnreadableError says why it was not had."""
    for _ in range(MOST_REDIRECTS + 1):
        answer, onward = _ask(url, into, bounds, headers or {})
        if onward is None:
            return answer
        url = urljoin(url, onward)
    raise UnreadableError("too many redirects", f"more than {MOST_REDIRECTS}, the last to {url[:200]}")


def _ask(url: str, into: BinaryIO, bounds: Bounds, headers: dict[str, str]) -> tuple[Answer, str | None]:
    connection, path = _connect(url, bounds)
    until = time.monotonic() + 6 * bounds.seconds
    watch = threading.Timer(6 * bounds.seconds, _cut, (connection,))  # a server may send a letter of a header now and then
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET", path, headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, identity", **headers})
        response = connection.getresponse()
        if time.monotonic() > until:
            raise TimeoutError
        told = {name.lower(): value for name, value in response.getheaders()}
        if response.status in ANSWERS:
            onward = told.get("location")
            if not onward:
                raise UnreadableError("no answer", f"{url[:200]} redirects to nowhere")
            return Answer(response.status, told, 0), onward
        if response.status == 304:
            return Answer(304, told, 0), None
        if response.status != 200:
            wait = f"; it asks to wait {told['retry-after'][:40]}" if "retry-after" in told else ""
            raise UnreadableError(f"answered {response.status}", f"{response.reason[:80]} at {url[:200]}{wait}")
        return Answer(200, told, _copy(response, told, into, bounds, until)), None
    except TimeoutError as error:
        raise UnreadableError(
            "timed out", f"{url[:200]} did not answer within {bounds.seconds:.0f} s; try again later"
        ) from error
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        detail = f"{type(error).__name__}: {str(error)[:120]} at {url[:200]}; try again later"
        raise UnreadableError("no answer", detail) from error
    finally:
        watch.cancel()
        connection.close()


def _cut(connection: http.client.HTTPConnection) -> None:
    if connection.sock is not None:
        with contextlib.suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _copy(response: http.client.HTTPResponse, told: dict[str, str], into: BinaryIO, bounds: Bounds, until: float) -> int:
    packed = zlib.decompressobj(31) if told.get("content-encoding", "").strip().lower() in ("gzip", "x-gzip") else None
    n_bytes = 0
    while data := response.read1(CHUNK):
        if time.monotonic() > until:
            raise TimeoutError
        out = packed.decompress(data, CHUNK * 16) if packed else data
        while True:
            n_bytes += len(out)
            if n_bytes > bounds.n_bytes:
                raise UnreadableError("too large", f"more than {bounds.n_bytes // 1_000_000} MB; it is not read")
            into.write(out)
            if packed is None or not packed.unconsumed_tail:
                break
            out = packed.decompress(packed.unconsumed_tail, CHUNK * 16)
    if time.monotonic() > until:  # it was cut off, which looks like an end
        raise TimeoutError
    if response.length:  # fewer bytes came than were announced
        raise UnreadableError("no answer", "the connection broke off; try again later")
    return n_bytes


def _connect(url: str, bounds: Bounds) -> tuple[http.client.HTTPConnection, str]:
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except (ValueError, UnicodeError) as error:
        raise UnreadableError("no address", f"{url[:200]!r} is no address; check it") from error
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise UnreadableError("no address", f"{url[:200]!r}: only http:// and https:// without a password are asked")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii() or any(char <= " " for char in path):
        from urllib.parse import quote

        path = quote(path, safe="/%?&=+,;:@!$'()*~#[]")
    secure = parts.scheme == "https"
    port = port or (443 if secure else 80)
    number = find_number(host, port, local=bounds.local)
    _wait(host, bounds.pause)
    connection = (
        http.client.HTTPSConnection(host, port, timeout=bounds.seconds, context=ssl.create_default_context())
        if secure
        else http.client.HTTPConnection(host, port, timeout=bounds.seconds)
    )
    # http.client asks this for its socket: the number that was judged is the one that is called, under the name for TLS.
    connection._create_connection = lambda address, *rest, **more: socket.create_connection((number, port), bounds.seconds)  # type: ignore[attr-defined]
    return connection, path


def find_number(host: str, port: int, *, local: bool) -> str:
    """The number of a host, if it may be asked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise UnreadableError("no answer", f"there is no host {host[:200]!r}, or no network") from error
    numbers = [str(one[4][0]).partition("%")[0] for one in found]
    if not local and not all(map(is_public, numbers)):
        raise UnreadableError(
            "address of the local network", f"{host[:200]} is {numbers[0]}; allow it with --allow-local-network if you mean it"
        )
    return numbers[0]


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public network."""
    address = ipaddress.ip_address(number)
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and int(address) >> 32 == 0x64FF9B << 64:  # NAT64
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast


def _wait(host: str, pause: float) -> None:
    now = time.monotonic()
    ready = _last_asked.get(host, now - pause) + pause
    if ready > now:
        time.sleep(ready - now)
    _last_asked[host] = max(now, ready)
