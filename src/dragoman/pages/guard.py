"""What every request passes: only this machine's own names, no writing from other sites, bounded bodies, strict headers.

A page of some site that the reader has open in another tab could send requests to 127.0.0.1, or point a name of its own at
it (DNS rebinding). So the Host must be ours, a request that writes must come from our own pages and carry their token, and
no page of ours runs a script or loads a thing that is not ours.

    >>> Guard(app, hosts=frozenset({"127.0.0.1:8484"}), upload_bytes=20_000_000)
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    )
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all a browser gives no Origin to our own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}
FORM_BYTES = 100_000  # that a multipart form may take besides what is uploaded
COOKIE = "dragoman_room"
METHODS = ("GET", "HEAD", "POST")


class Guard:
    """ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], upload_bytes: int) -> None:
        self.app = app
        self.hosts = hosts
        self.most = upload_bytes + FORM_BYTES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":  # lifespan; there are no websockets
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refused = self._refuse(scope["method"], Headers(scope=scope))
        if refused is not None:
            await refused(scope, receive, send_guarded)
            return
        await self.app(scope, self._bound(receive), send_guarded)

    def _refuse(self, method: str, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or host.lower() not in self.hosts:
            return _refuse(421, "This reading room answers to 127.0.0.1 and localhost only.")
        if method not in METHODS:
            return _refuse(405, "Only GET, HEAD and POST are known here.")
        if method == "POST":
            origin, site = headers.get("origin"), headers.get("sec-fetch-site")
            if (origin is not None and urlsplit(origin).netloc.lower() != host.lower()) or site not in (None, "same-origin"):
                return _refuse(403, "This form was not sent from a page of this reading room.")
            if headers.get("content-encoding", "identity") != "identity":
                return _refuse(415, "Send it as it is, not compressed.")
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > self.most:
            return _refuse(413, f"That is too much at once: at most {self.most // 1_000_000} MB. Use `dragoman read` for more.")
        return None

    def _bound(self, receive: Receive) -> Receive:
        """A body without a stated length is cut off where it becomes too long."""
        n = 0

        async def receive_bounded() -> Message:
            nonlocal n
            message = await receive()
            n += len(message.get("body", b""))
            if n > self.most:
                raise HTTPException(413, f"That is too much at once: at most {self.most // 1_000_000} MB.")
            return message

        return receive_bounded


def _refuse(status: int, message: str) -> PlainTextResponse:
    return PlainTextResponse(message + "\n", status, {"Connection": "close"})


class Tokens:
    """Tokens of forms: each goes with a cookie that no other site can read or set."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def visitor(self, request: Request) -> str:
        """What the cookie says, or something new to put into it."""
        told = request.cookies.get(COOKIE, "")
        return told if len(told) == 32 and told.isalnum() and told.isascii() else secrets.token_hex(16)

    def token(self, visitor: str) -> str:
        return hmac.new(self._key, visitor.encode(), hashlib.sha256).hexdigest()

    def check(self, request: Request, token: object) -> None:
        """HTTPException where the form does not go with the cookie."""
        visitor = request.cookies.get(COOKIE, "")
        if not isinstance(token, str) or not hmac.compare_digest(token.encode(), self.token(visitor).encode()):
            raise HTTPException(403, "The form is out of date or not from this page. Load the page again and send it once more.")
