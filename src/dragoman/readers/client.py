"""Calls of a language model over the OpenAI protocol, with patience: waits, tries again, and says what is lasting.

Works with any server that speaks it: llama.cpp, Ollama, vLLM, hosted ones. What a server does not know (a JSON schema, a
temperature) is left out from then on. The key is taken from the environment and stands in no message.

    >>> client = Client("http://127.0.0.1:8080/v1", settings)
    >>> client.ask(request).text
    '{"events": [], "stances": []}'
"""

from __future__ import annotations

import ipaddress
import os
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from dragoman.errors import DragomanError, UsageError
from dragoman.readers.exchange import ModelSettings, Request, make_answer
from dragoman.readers.form import make_schema
from dragoman.types import Finish, ModelAnswer

KEY = "DRAGOMAN_API_KEY"  # variable of the environment that holds the key of the server
TRIES = 5
FIRST_WAIT = 1.0  # seconds; doubled at each further try
LONGEST_WAIT = 120.0  # whatever a server asks for
DEAD_AFTER = 3  # requests in a row that failed at every try: nothing more is asked in this run
# What a server may not know, and the words by which it complains of it.
OPTIONS = {
    "response_format": ("response_format", "json_schema", "schema", "grammar"),
    "stream_options": ("stream_options",),
    "temperature": ("temperature",),
    "max_tokens": ("max_tokens",),
}


class CallError(DragomanError):
    """A request that got no answer: the text goes on without the model, and a later run asks again."""


class StoppedError(CallError):
    """Nothing more is asked in this run: the server is dead or refuses the key."""


def load_key() -> str | None:
    return os.environ.get(KEY) or None


def is_local(endpoint: str) -> bool:
    """Whether what is sent there stays on this machine."""
    host = urlsplit(endpoint).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_endpoint(endpoint: str) -> str:
    """The address without a closing slash; UsageError where it is none."""
    parts = urlsplit(endpoint)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"--endpoint {endpoint!r} is no address; write it as http://127.0.0.1:8080/v1")
    if parts.username or parts.password:
        raise UsageError(f"--endpoint must not hold a name or a key; put the key into the variable {KEY}")
    return endpoint.rstrip("/")


class Client:
    """Asks one model at one address. May be used by several threads; `pause` waits so many seconds."""

    def __init__(
        self,
        endpoint: str,
        settings: ModelSettings,
        *,
        timeout: float = 300.0,
        tries: int = TRIES,
        pause: Callable[[float], object] | None = None,
    ) -> None:
        self.endpoint = check_endpoint(endpoint)
        self.settings = settings
        self.timeout = timeout
        self.tries = tries
        self._halt = threading.Event()
        self.pause = pause or self._halt.wait  # so that nobody waits when the run ends
        self.n_calls = 0
        self.left_out: set[str] = set()
        self._lock = threading.Lock()
        self._n_failed = 0  # in a row
        self._stopped: str | None = None
        self._api = self._connect()

    def _connect(self) -> Any:
        try:
            import httpx2
            import openai
        except ImportError as error:
            raise UsageError("a language model needs the package openai; install it with: pip install 'dragoman[llm]'") from error
        local = is_local(self.endpoint)
        # No proxy and no redirect may carry away what was meant for this machine; no variable of the package's sets a header.
        hooks = {"request": [_strip_headers]}
        http = httpx2.Client(
            event_hooks=hooks, timeout=httpx2.Timeout(self.timeout, connect=10.0), trust_env=not local, follow_redirects=False
        )
        return openai.OpenAI(
            base_url=self.endpoint, api_key=load_key() or "none", organization="", project="", max_retries=0, http_client=http,
        )  # fmt: skip

    def close(self) -> None:
        """Ends what is under way; nothing is asked any more."""
        self._stop("the run has ended")
        self._halt.set()
        self._api.close()

    def ask(self, request: Request) -> ModelAnswer:
        """The model's answer; CallError where there is none after all tries, StoppedError where asking further is useless."""
        import openai

        last = ""
        wait = FIRST_WAIT
        left = self.tries
        bare: frozenset[str] = frozenset()  # what is left out on trial, where a complaint names nothing
        while left:
            if self._stopped:
                raise StoppedError(self._stopped)
            left -= 1
            try:
                answer = self._call(request, bare)
            except openai.BadRequestError as error:
                last = self._redact(error)
                if not self._leave_out(last):
                    if bare:
                        raise CallError(last) from error  # the request is wrong (too long?), the server is well
                    bare = frozenset(OPTIONS)
                left += 1  # the same question in other clothes
                continue
            except (openai.AuthenticationError, openai.PermissionDeniedError, openai.NotFoundError) as error:
                self._stop(f"{self.endpoint} refuses to answer ({self._redact(error)}); look at the key in {KEY} and at --model")
                continue
            except openai.APIStatusError as error:
                last = self._redact(error)
                if error.status_code < 500 and error.status_code not in (408, 409, 425, 429):
                    raise CallError(last) from error
                asked = _read_retry_after(error.response.headers.get("retry-after"))
                wait = self._wait(asked if asked is not None else wait, wait) if left else wait
            except (openai.APIConnectionError, openai.APIError, CutError) as error:
                last = self._redact(error)
                wait = self._wait(wait, wait) if left else wait
            else:
                with self._lock:
                    self._n_failed = 0
                    self.left_out |= bare
                return answer
        with self._lock:
            self._n_failed += 1
        if self._n_failed >= DEAD_AFTER:
            self._stop(f"{self.endpoint} does not answer ({last})")
        raise CallError(last)

    def _wait(self, seconds: float, wait: float) -> float:
        """Waits, and returns how long to wait the next time."""
        self.pause(min(seconds, LONGEST_WAIT))
        return wait * 2

    def _stop(self, why: str) -> None:
        self._stopped = why

    def _leave_out(self, complaint: str) -> bool:
        """Leaves out what the server complains of, from now on; False where it names nothing that can be left out."""
        with self._lock:
            for option, words in OPTIONS.items():
                if option not in self.left_out and any(word in complaint.lower() for word in words):
                    self.left_out.add(option)
                    return True
        return False

    def _call(self, request: Request, bare: frozenset[str]) -> ModelAnswer:
        with self._lock:
            self.n_calls += 1
            left_out = self.left_out | bare
        roles = ("system", "user", "assistant")
        messages = [
            {"role": roles[0] if i == 0 else roles[1 if i % 2 else 2], "content": text} for i, text in enumerate(request.messages)
        ]
        schema = {"name": "reading", "strict": True, "schema": make_schema()}
        options: dict[str, Any] = {
            "response_format": {"type": "json_schema", "json_schema": schema},
            "stream_options": {"include_usage": True},
            "temperature": self.settings.temperature,
            "max_tokens": self.settings.max_tokens,
        }
        kept = {name: value for name, value in options.items() if name not in left_out}
        if "max_tokens" in left_out:  # its newer name
            kept["max_completion_tokens"] = self.settings.max_tokens
        stream = self._api.chat.completions.create(model=self.settings.model, messages=messages, stream=True, **kept)
        return self._collect(request, stream)

    def _collect(self, request: Request, stream: Any) -> ModelAnswer:
        """The pieces of a streamed answer as one; CutError where it ends before its end."""
        import httpx2

        pieces: list[str] = []
        refused: list[str] = []
        reason: str | None = None
        tokens = (0, 0)
        try:
            with stream:
                for chunk in stream:
                    if chunk.usage is not None:
                        tokens = (chunk.usage.prompt_tokens or 0, chunk.usage.completion_tokens or 0)
                    for choice in chunk.choices[:1]:
                        pieces.append(choice.delta.content or "")
                        refused.append(choice.delta.refusal or "")
                        reason = choice.finish_reason or reason
        except (httpx2.HTTPError, ValueError) as error:  # a stall, a cut line, half a piece of JSON
            raise CutError(f"the answer broke off ({type(error).__name__})") from error
        if reason is None:
            raise CutError("the answer broke off")
        text = "".join(pieces)
        finish: Finish = "stop"
        if reason == "content_filter" or "".join(refused):
            finish, text = "refused", text or "".join(refused)
        elif reason == "length":
            finish = "length"
        return make_answer(request, self.settings, text, finish, *tokens)

    def _redact(self, error: Exception) -> str:
        """One line about an error, in which the key does not stand."""
        words = " ".join(str(error).split()) or type(error).__name__
        key = load_key()
        return (words.replace(key, "***") if key else words)[:300]


class CutError(Exception):
    """An answer that ended before its end."""


# Headers that a call needs. The package adds others, about the machine and from variables of its own.
HEADERS = frozenset(("host", "connection", "accept", "accept-encoding", "content-type", "content-length", "transfer-encoding"))


def _strip_headers(request: Any) -> None:
    """Leaves of a request's headers those that it needs, and our key or none."""
    for name in list(request.headers):
        if name.lower() not in HEADERS:
            del request.headers[name]
    key = load_key()
    request.headers["user-agent"] = "dragoman"
    if key:
        request.headers["authorization"] = f"Bearer {key}"


def _read_retry_after(value: str | None) -> float | None:
    """Seconds; None where there are none, or a date stands there."""
    try:
        return max(0.0, float(value)) if value is not None else None
    except ValueError:
        return None
