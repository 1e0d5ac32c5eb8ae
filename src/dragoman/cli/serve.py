"""`dragoman serve`: the reading room, pages over a record on 127.0.0.1.

$ dragoman serve --record gulf.duckdb --port 9000
"""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING

import click

from dragoman.cli.show import record_option
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.second import LanguageModel

PORT = 8484
HOST = "127.0.0.1"


@click.command("serve")
@record_option
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, metavar="N", help="0 takes a free one.")
@click.option("--check", is_flag=True, help="Open the record, say what is in it, and end.")
@click.option("--reader", type=click.Choice(["builtin", "llm", "both"]), default="builtin", show_default=True,
              help="Who reads the texts that are given to the room: as of `dragoman read`.")  # fmt: skip
@click.option("--endpoint", metavar="URL", help="Where the model answers (http://127.0.0.1:8080/v1). Texts are sent there.")
@click.option("--model", metavar="NAME", help="The model, as its server calls it.")
@click.option("--yes", is_flag=True, help="Send the texts to an endpoint that is not on this machine.")
def serve_command(
    record_path: str, port: int, check: bool, reader: str, endpoint: str | None, model: str | None, yes: bool
) -> None:
    """Open the reading room: the record as pages in a browser of this machine. Ctrl-C closes it.

    Nothing leaves the machine unless a model elsewhere is to read (--reader), and no other machine is answered. Pages show a
    copy of the record, so that `dragoman read` may write to it at the same time. A record that does not exist yet is made when a
    text is read in the page.

    \b
    Example:
      dragoman serve --record dragoman.duckdb --check
    """
    if check:
        click.echo(check_record(record_path))
        return
    serve_pages(record_path, port, choose_model(reader, endpoint, model, yes))


def choose_model(reader: str, endpoint: str | None, model: str | None, yes: bool) -> LanguageModel | None:
    """The language model of the words, None for the built-in coder; UsageError where they do not fit."""
    from dragoman.second import LanguageModel

    if reader == "builtin":
        if endpoint or model:
            raise UsageError("--endpoint and --model are for a language model: say --reader llm or --reader both")
        return None
    from dragoman.readers import check_endpoint, is_local

    if not model or not endpoint:
        raise UsageError(f"--reader {reader} needs --model NAME and --endpoint URL")
    if not yes and not is_local(check_endpoint(endpoint)):
        raise UsageError(f"{endpoint} is not on this machine; to send it the texts that are read in the room, say --yes")
    return LanguageModel(model, endpoint, "llm" if reader == "llm" else "both", send=yes)


def check_record(record_path: str) -> str:
    """One line on what is in the record; RecordError where it cannot be opened."""
    from dragoman.record import open_record

    with open_record(record_path, read_only=True) as record:
        counts = record.counts()
    return f"{record_path}: {counts.documents:,} documents, {counts.events:,} events, {counts.findings:,} findings"


def serve_pages(record_path: str, port: int, reader: LanguageModel | None = None) -> None:
    """Answers until the process is told to end. UsageError where the port is taken, RecordError where the file is no record."""
    import uvicorn

    from dragoman.pages import create_app
    from dragoman.record import locate_parts

    if locate_parts(record_path):
        raise UsageError(f"serve needs a record in a file; bring the parts into one with: dragoman import {record_path}")
    if record_path == ":memory:":
        raise UsageError("serve needs a record in a file; name one with --record")
    with open_socket(port) as taken:
        port = taken.getsockname()[1]
        app = create_app(record_path, port=port, reader=reader)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, date_header=True, ws="none", proxy_headers=False,
            limit_concurrency=200, timeout_graceful_shutdown=3,
        )  # fmt: skip
        app.state.copies.__enter__()  # raises RecordError while nothing is promised yet; the app closes it
        click.echo(f"The reading room of {record_path} is open at http://{HOST}:{port}/ (Ctrl-C closes it)", err=True)
        server = uvicorn.Server(config)
        with contextlib.suppress(KeyboardInterrupt):  # the server has closed in good order, and says it again
            server.run(sockets=[taken])
    if not server.started:
        raise SystemExit(2)


def open_socket(port: int) -> socket.socket:
    """A socket of this machine alone that listens at the port."""
    # named as TCP: without that asyncio lets small packets wait for an acknowledgement, 40 ms for each page
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((HOST, port))
        taken.listen(128)
    except OSError as error:
        taken.close()
        raise UsageError(f"port {port} cannot be used ({error.strerror}); name another with --port") from error
    return taken
