"""The reading room: a web application over one record, for one reader on the same machine.

>>> app = create_app("demo.duckdb", port=8484)
"""

from __future__ import annotations

import logging
import threading
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dragoman.errors import DragomanError, RecordError, SlowError, UsageError
from dragoman.pages import urls
from dragoman.pages.ask import Ask, PageError, make_summary
from dragoman.pages.coding import keep_answer
from dragoman.pages.copies import Borrowed, Copies, Shared
from dragoman.pages.desk import Desk
from dragoman.pages.guard import COOKIE, Guard, Tokens
from dragoman.pages.page import Page, Table, write_csv
from dragoman.pages.render import Renderer, load_static
from dragoman.pages.settings import RoomSettings
from dragoman.pages.texts import receive_form, submit_form
from dragoman.pages.urls import Form
from dragoman.pages.views import VIEWS, View
from dragoman.pages.words import say_error
from dragoman.record import Record, open_record

LOG = logging.getLogger("dragoman.pages")
NAMES = ("127.0.0.1", "localhost")
if TYPE_CHECKING:
    from dragoman.second import LanguageModel

MEDIA = {
    "html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}  # fmt: skip


class Body(NamedTuple):
    """What is sent, packed; `is_whole`: not to be kept where it is not."""

    packed: bytes
    is_whole: bool

    def weigh(self) -> int | None:
        return len(self.packed) if self.is_whole else None


def create_app(
    record_path: str, *, port: int, settings: RoomSettings | None = None, reader: LanguageModel | None = None
) -> Starlette:
    """The application over the record in `record_path`, which need not exist yet. It answers only under this machine's names
    for itself and this port. `reader`: a language model that reads the texts given to it, None for the built-in coder."""
    return Room(record_path, port, settings or RoomSettings(), reader).make()


class Room:
    """What the pages share: the copy of the record, the desk where texts are read, the templates."""

    def __init__(self, record_path: str, port: int, settings: RoomSettings, reader: LanguageModel | None = None) -> None:
        self.reader = reader
        self.record_path = record_path
        self.settings = settings
        self.hosts = frozenset(f"{name}:{port}" for name in NAMES) | (frozenset(NAMES) if port == 80 else frozenset())
        self.copies = Copies(record_path, pause=settings.copy_pause, kept_bytes=settings.kept_bytes)
        self.renderer = Renderer(record_path)
        self.tokens = Tokens()
        self.static = load_static()
        self.turns = threading.BoundedSemaphore(max(1, settings.makers))
        self.desk: Desk | None = None
        self.warming: threading.Thread | None = None

    def make(self) -> Starlette:
        routes = [
            Route(path, self._endpoint(view, form), name=f"{view.name}.{form}")
            for view in VIEWS
            for form in ("json", "csv", "md", "html")  # /x.json before /x
            if form in view.forms
            for path in view.paths(form)
        ]
        routes += [
            Route("/read", self._submit, methods=["POST"]),
            Route("/sample", self._code, methods=["POST"]),
            Route("/reading/{id}/stop", self._stop, methods=["POST"]),
            Route("/static/{name}", self._send_static),
            Route("/favicon.ico", self._send_icon),
        ]
        app = Starlette(
            routes=routes,
            middleware=[Middleware(Guard, hosts=self.hosts, upload_bytes=self.settings.upload_bytes)],
            exception_handlers={HTTPException: self._explain, DragomanError: self._explain, Exception: self._explain},
            lifespan=self._live,
        )
        app.state.copies = self.copies
        return app

    @asynccontextmanager
    async def _live(self, app: Starlette) -> AsyncIterator[None]:
        with self.copies:
            self.warming = threading.Thread(target=self._warm_up, daemon=True, name="warming up")
            self.warming.start()
            self.desk = Desk(self.record_path, self.settings, on_write=self._refresh, reader=self.reader)
            try:
                yield
            finally:
                await run_in_threadpool(self.desk.close)

    def _warm_up(self) -> None:
        """Counts the pairs, and loads what measures and draws a relation: a second or more, which no reader should wait for."""
        from dragoman.charts import draw_series
        from dragoman.relations import measure_relation

        with self.copies.borrow() as copy:
            self.copies.summarise(copy.shared, make_summary, 0)
        with open_record(":memory:") as record:
            draw_series(measure_relation(record, "ARG", "CHL")).svg()

    def _refresh(self) -> None:
        with self.copies.borrow(fresh=True):
            pass

    # ------------------------------------------------------------------------- pages

    def _endpoint(self, view: View, form: Form) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            with self.copies.borrow() as copy:
                if not view.kept:
                    return self._answer_now(view, form, request, copy)
                # what a page says hangs on its address and on the copy alone, and whether that is still the newest
                key = (form, request.url.path, request.url.query, copy.is_current)
                body = copy.shared.answers.give(key, lambda: self._make_body(view, form, request, copy), Body.weigh)
                return Response(zlib.decompress(body.packed), media_type=MEDIA[form])

        return answer

    def _make_body(self, view: View, form: Form, request: Request, copy: Borrowed) -> Body:
        page = self._ask(view, form, request, copy)
        return Body(zlib.compress(self._write(view, form, page, request, copy), 1), page.is_whole)

    def _answer_now(self, view: View, form: Form, request: Request, copy: Borrowed) -> Response:
        """A page that is not the same for everybody: it has a form with a token, or tells how far a reading is."""
        visitor = self.tokens.visitor(request)
        page = self._ask(view, form, request, copy)
        response = Response(self._write(view, form, page, request, copy, self.tokens.token(visitor)), media_type=MEDIA[form])
        if form == "html":
            response.set_cookie(COOKIE, visitor, httponly=True, samesite="strict", path="/")
        return response

    def _ask(self, view: View, form: Form, request: Request, copy: Borrowed) -> Page:
        query, path = dict(request.query_params), {name: str(value) for name, value in request.path_params.items()}
        if view.draws and self.warming is not None:
            self.warming.join(timeout=20)  # loading its parts is no part of the time that a question may take
        with self.turns, copy.record.limit_time(self.settings.query_seconds):
            ask = Ask(
                copy.record, query, path, form, self.settings, self.desk, self._summarise(copy.shared), copy.shared.answers.give
            )
            return view.make(ask)

    def _summarise(self, shared: Shared) -> Callable[[Callable[[Record], Any]], Any]:
        return lambda make: self.copies.summarise(shared, make, self.settings.patience)

    def _write(self, view: View, form: Form, page: Page, request: Request, copy: Borrowed, token: str = "") -> bytes:
        if form == "json":
            return msgspec.json.encode(page)
        if form == "csv":
            table: Table = page.table()  # type: ignore[attr-defined]
            return write_csv(table).encode("utf-8", "replace")
        if form == "md":
            markdown: str = page.markdown()  # type: ignore[attr-defined]
            return markdown.encode("utf-8", "replace")
        text = self._render(
            view.template,
            request,
            page=page,
            view=view.name,
            twins={other: _twin(request, other) for other in view.forms if other != "html"},
            token=token,
            copy=copy,
        )
        return text.encode("utf-8", "replace")

    def _render(self, template: str, request: Request, **context: Any) -> str:
        query = {name: value for name, value in request.query_params.items() if name != "page"}
        return self.renderer.write(template, path=request.url.path, query=query, **context)

    # ------------------------------------------------------------------------- writing

    async def _submit(self, request: Request) -> Response:
        assert self.desk is not None
        form = await receive_form(request, self.settings)
        async with form_closed(form):
            self.tokens.check(request, form.get("token"))
            job = await submit_form(form, self.desk, self.settings)
        return RedirectResponse(urls.reading(job.id), status_code=303)

    async def _code(self, request: Request) -> Response:
        assert self.desk is not None
        form = await receive_form(request, self.settings)
        async with form_closed(form):
            self.tokens.check(request, form.get("token"))
            coder = await run_in_threadpool(keep_answer, form, self.desk.record_path)
        return RedirectResponse(urls.sample(coder=coder), status_code=303)

    async def _stop(self, request: Request) -> Response:
        assert self.desk is not None
        form = await receive_form(request, self.settings)
        self.tokens.check(request, form.get("token"))
        job = self.desk.find(request.path_params["id"])
        if job is None:
            raise HTTPException(404, "There is no such reading.")
        self.desk.stop(job)
        return RedirectResponse(urls.reading(job.id), status_code=303)

    # ------------------------------------------------------------------------- the rest

    async def _send_static(self, request: Request) -> Response:
        content = self.static.get(request.path_params["name"])
        if content is None:
            raise HTTPException(404)
        return Response(content[0], media_type=content[1], headers={"Cache-Control": "no-cache"})

    async def _send_icon(self, request: Request) -> Response:
        return Response(self.static["icon.svg"][0], media_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})

    async def _explain(self, request: Request, error: Exception) -> Response:
        """A page (or, for a twin, an object) that says what went wrong and what to do."""
        status, message, retry = describe_error(error)
        if status == 500:
            LOG.error("%s %s", request.method, request.url.path, exc_info=error)
        headers = {"Retry-After": str(retry)} if retry else {}
        if isinstance(error, HTTPException) and error.headers:
            headers |= error.headers
        if request.url.path.endswith((".json", ".csv", ".md")):
            body = msgspec.json.encode({"status": status, "error": message})
            return Response(body, status, headers, "application/json")
        text = self._render("error.html", request, status=status, message=message, retry=retry, page=Page(message), view="error")
        return Response(text.encode("utf-8", "replace"), status, headers, "text/html; charset=utf-8")


TITLES = {404: "There is nothing under this address.", 405: "This address does not take that kind of request."}


def describe_error(error: Exception) -> tuple[int, str, int | None]:
    """(HTTP status, a sentence for a person, seconds after which to try again or None)."""
    if isinstance(error, PageError):
        return error.status, str(error), error.retry
    if isinstance(error, HTTPException):
        standard = error.detail == HTTPException(error.status_code).detail
        return error.status_code, TITLES.get(error.status_code, error.detail) if standard else error.detail, None
    told = say_error(error)
    if isinstance(error, SlowError):
        return 503, told, None
    if isinstance(error, RecordError):
        return 503, told, 3
    if isinstance(error, UsageError):
        return 400, told, None
    return 500, "Something went wrong here. The terminal of dragoman serve says more; please report it.", None


def _twin(request: Request, form: Form) -> str:
    path = request.url.path
    whole = f"/index.{form}" if path == "/" else f"{path}.{form}"
    query = request.url.query
    return whole + (f"?{query}" if query else "")


@asynccontextmanager
async def form_closed(form: Any) -> AsyncIterator[None]:
    """Uploaded files are closed, and so deleted, when the block is left."""
    try:
        yield
    finally:
        await form.close()
