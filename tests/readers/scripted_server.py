"""A server on loopback that speaks the protocol of chat completions and answers as a script says, well or badly.

>>> with serve_script(lambda body, n: Reply('{"events": [], "stances": []}')) as server:
...     Client(server.url, ModelSettings("m")).ask(request)
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

EMPTY = '{"events": [], "stances": []}'


@dataclass
class Reply:
    """`cut`: pieces after which the connection is dropped; `stall`: seconds of silence after the first piece."""

    text: str = EMPTY
    status: int = 200
    finish: str | None = "stop"
    refusal: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    stall: float = 0.0
    usage: bool = True


Script = Callable[[dict[str, Any], int], Reply]


class ScriptedServer(ThreadingHTTPServer):
    """`asked`: the bodies of all requests so far; `headers`: their headers."""

    daemon_threads = True

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script = script
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has gone is no fault of ours."""


class Handler(BaseHTTPRequestHandler):
    server: ScriptedServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with self.server.lock:
            number = len(self.server.asked)
            self.server.asked.append(body)
            self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        reply = self.server.script(body, number)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 200:
            content = json.dumps({"error": {"message": reply.text}}).encode()
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            return
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        for number, chunk in enumerate(self.make_chunks(reply)):
            if number == reply.cut:
                return
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.flush()
            if number == 0 and reply.stall:
                time.sleep(reply.stall)
        self.wfile.write(b"data: [DONE]\n\n")

    def make_chunks(self, reply: Reply) -> Iterator[dict[str, Any]]:
        step = max(1, len(reply.text) // 4)
        for start in range(0, len(reply.text), step):
            yield make_chunk({"content": reply.text[start : start + step]})
        if reply.refusal:
            yield make_chunk({"refusal": reply.refusal})
        yield make_chunk({}, reply.finish)
        if reply.usage:
            yield {
                **make_chunk({}),
                "choices": [],
                "usage": {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050},
            }

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name of the base class
        """Nothing on stderr."""


def make_chunk(delta: dict[str, str], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}


@contextmanager
def serve_script(script: Script) -> Iterator[ScriptedServer]:
    server = ScriptedServer(script)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
