"""Lists of feeds and addresses, against a server on this machine: politeness, bounds, and hosts that are never asked."""

import contextlib
import gzip
import io
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from test_intake_carriers import ATOM, PAGE, RSS

from dragoman.intake import Notice, fetch, read_documents
from dragoman.intake.draft import UnreadableError
from dragoman.types import Document, Rejected


class Server(ThreadingHTTPServer):
    """Answers with what is in `answers`: path -> (status, headers, body, seconds to wait); keeps what it was asked."""

    daemon_threads = True

    def __init__(self):
        self.answers = {}
        self.asked = []
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((time.monotonic(), self.path, {name.lower(): value for name, value in self.headers.items()}))
        status, headers, body, wait = self.server.answers.get(self.path, (404, {}, b"", 0))
        etag = headers.get("ETag")
        if etag and self.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        time.sleep(wait)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    server = Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def read(tmp_path, server):
    """Reads a list of feeds of the server: documents, {reason of what was rejected}, remarks."""

    def read_list(*paths, options="pause = 0.0\ntimeout = 1.0\n", local=True):
        feeds = "".join(f'[[feed]]\nurl = "{path if "://" in path else server.url + path}"\n' for path in paths)
        path = tmp_path / "feeds.toml"
        path.write_text(options + feeds)
        notices: list[Notice] = []
        items = list(read_documents([str(path)], local=local, on_notice=notices.append))
        docs = [item for item in items if isinstance(item, Document)]
        return docs, [item.reason for item in items if isinstance(item, Rejected)], [notice.reason for notice in notices]

    return read_list


def test_items_of_several_feeds(server, read):
    server.answers = {
        "/a": (200, {}, RSS.encode(), 0),
        "/b": (200, {"Content-Encoding": "gzip"}, gzip.compress(ATOM.encode()), 0),
    }
    docs, rejected, _ = read("/a", "/b", "/gone")
    assert [(doc.source, doc.published) for doc in docs] == [("The Delta Post", "2019-03-04"), ("Andean Wire", "2019-03-06")]
    assert rejected == ["no text in item", "answered 404"]
    assert all(headers["user-agent"].startswith("dragoman") for _, _, headers in server.asked)


def test_a_feed_that_has_not_changed_is_read_from_its_copy(server, read, tmp_path):
    server.answers = {"/a": (200, {"ETag": '"17"', "Last-Modified": "Mon, 04 Mar 2019 10:00:00 GMT"}, ATOM.encode(), 0)}
    first, _, _ = read("/a")
    again, rejected, notices = read("/a")
    assert (again, rejected, notices) == (first, [], ["feed not changed"])
    assert server.asked[1][2]["if-none-match"] == '"17"'
    assert server.asked[1][2]["if-modified-since"] == "Mon, 04 Mar 2019 10:00:00 GMT"
    for copy in (tmp_path / "feeds.feeds").glob("*.xml"):  # without its copy the mark is not used
        copy.write_bytes(b"spoilt")
    assert read("/a")[0] == first
    assert "if-none-match" not in server.asked[2][2]


def test_a_feed_that_has_changed_brings_what_is_new(server, read):
    server.answers = {"/a": (200, {"ETag": '"17"'}, ATOM.encode(), 0)}
    read("/a")
    server.answers = {"/a": (200, {"ETag": '"18"'}, ATOM.replace("Peru met Chile", "Peru left Chile").encode(), 0)}
    assert [doc.text for doc in read("/a")[0]] == ["Treaty\n\nPeru left Chile."]


def test_hosts_are_asked_one_question_at_a_time(server, read, monkeypatch):
    waited = []
    monkeypatch.setattr(fetch.time, "sleep", waited.append)  # no time passes, so what is waited for adds up
    server.answers = {path: (200, {}, ATOM.encode(), 0) for path in ("/a", "/b", "/c")}
    monkeypatch.setattr(fetch, "_last_asked", {})
    read("/a", "/b", "/c", options="pause = 50.0\n")
    waited = [seconds for seconds in waited if seconds]  # the server sleeps too, for no time
    assert [round(seconds, -1) for seconds in waited] == [50, 100]


def test_slow_large_and_broken_answers_cost_one_feed(server, read):
    server.answers = {
        "/slow": (200, {}, b"x", 3),
        "/large": (200, {}, b"<rss>" + b" " * 3_000_000, 0),
        "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * 50_000_000), 0),
        "/short": (200, {"Content-Length": "999"}, b"<rss>", 0),
        "/busy": (503, {"Retry-After": "120"}, b"", 0),
        "/page": (200, {}, PAGE.encode(), 0),
        "/garbage": (200, {"Content-Encoding": "gzip"}, b"no gzip", 0),
        "/good": (200, {}, ATOM.encode(), 0),
    }
    docs, rejected, _ = read(*server.answers, options="pause = 0.0\ntimeout = 1.0\nmax_size = 2.0\n")
    assert len(docs) == 1
    assert rejected == ["timed out", "too large", "too large", "no answer", "answered 503", "no feed", "no answer"]


def test_a_server_that_sends_a_letter_now_and_then_is_cut_off():
    listener = socket.create_server(("127.0.0.1", 0))

    def drip():
        connection, _ = listener.accept()
        with connection, contextlib.suppress(OSError):
            for letter in b"HTTP/1.0 200 OK\r\nX: " + b"x" * 500:
                connection.send(bytes([letter]))
                time.sleep(0.05)

    threading.Thread(target=drip, daemon=True).start()
    began = time.monotonic()
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    with listener, pytest.raises(UnreadableError, match="timed out"):
        fetch.fetch(address, io.BytesIO(), fetch.Bounds(seconds=0.3, pause=0, local=True))
    assert time.monotonic() - began < 10


def test_redirects_are_followed_so_far(server, read):
    server.answers = {
        "/a": (301, {"Location": "/b"}, b"", 0),
        "/b": (302, {"Location": f"{server.url}/c"}, b"", 0),
        "/c": (200, {}, ATOM.encode(), 0),
        "/loop": (302, {"Location": "/loop"}, b"", 0),
        "/out": (302, {"Location": "file:///etc/passwd"}, b"", 0),
        "/nowhere": (302, {}, b"", 0),
    }
    docs, rejected, _ = read("/a", "/loop", "/out", "/nowhere")
    assert len(docs) == 1
    assert rejected == ["too many redirects", "no address", "no answer"]


# ------------------------------------------------------------------ the local network


def test_the_local_network_is_not_asked(server, read, tmp_path):
    server.answers = {"/a": (200, {}, ATOM.encode(), 0)}
    port = server.server_address[1]
    hosts = ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]", "2130706433", "127.1"]
    docs, rejected, _ = read(*(f"http://{host}:{port}/a" for host in hosts), local=False)
    assert docs == []
    assert set(rejected) <= {"address of the local network", "no answer"}
    assert rejected[0] == "address of the local network"
    (item,) = read_documents([f"{server.url}/a"])
    assert isinstance(item, Rejected)
    assert item.reason == "address of the local network"
    assert server.asked == []


def test_a_redirect_into_the_local_network_is_not_followed(server, monkeypatch):
    """The first host passes for a public one; where it sends us is judged by its own number."""
    server.answers = {
        "/a": (302, {"Location": f"http://localhost:{server.server_address[1]}/secret"}, b"", 0),
        "/secret": (200, {}, b"x", 0),
    }
    known = {"public.example": "127.0.0.1"}
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: real(known.get(host, host), *rest, **more))
    judge = fetch.find_number
    monkeypatch.setattr(fetch, "find_number", lambda host, port, local: judge(host, port, local=host in known or local))
    with pytest.raises(UnreadableError, match="local network"):
        fetch.fetch(f"http://public.example:{server.server_address[1]}/a", io.BytesIO(), fetch.Bounds(pause=0))
    assert [path for _, path, _ in server.asked] == ["/a"]


def test_a_name_is_looked_up_once(server, monkeypatch):
    """A name that is public when it is judged and local when it is called: the number that was judged is called."""
    answers = iter(["8.8.8.8", "127.0.0.1"])
    looked_up, called = [], []

    def look_up(host, port, **_):
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def call(address, *_):
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(fetch.socket, "getaddrinfo", look_up)
    monkeypatch.setattr(fetch.socket, "create_connection", call)
    with pytest.raises(UnreadableError):
        fetch.fetch("http://fickle.example/a", io.BytesIO(), fetch.Bounds(pause=0))
    assert (looked_up, called) == (["fickle.example"], [("8.8.8.8", 80)])


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("127.8.9.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:0a00:0001::", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::808:808", True),
        ("ff02::1", False),
        ("::", False),
    ],
)
def test_public_numbers(number, public):
    assert fetch.is_public(number) == public


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "http://", "http://user:pass@a.example/", "http://a.example:99999/", "http://[::1", "file:///x"]
)
def test_what_is_no_address(url):
    with pytest.raises(UnreadableError, match="no address"):
        fetch.fetch(url, io.BytesIO(), fetch.Bounds(pause=0))


# ------------------------------------------------------------------ lists


@pytest.mark.parametrize(
    "text", ["", "feed = 3", "[[feed]]\nurl = 5", "[[feed]]\nlink = 'x'", "[[feed]", "pause = 'x'\n[[feed]]\nurl='x'", "\xff"]
)
def test_lists_that_are_none(tmp_path, text):
    (tmp_path / "feeds.toml").write_bytes(text.encode("latin-1"))
    (item,) = read_documents([str(tmp_path / "feeds.toml")])
    assert item.reason == "no list of feeds"


def test_a_list_in_an_archive_asks_nobody(server, tmp_path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("feeds.toml", f'[[feed]]\nurl = "{server.url}/a"\n')
    assert list(read_documents([str(tmp_path / "a.zip")], local=True)) == []
    assert server.asked == []


# ------------------------------------------------------------------ addresses as inputs


def test_addresses_are_read_like_files(server):
    server.answers = {
        "/a": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode(), 0),
        "/rows.jsonl.gz": (200, {}, gzip.compress(b'{"text": "Siam wrote."}\n{"text": "Peru wrote."}\n'), 0),
        "/news": (200, {"Content-Type": "application/rss+xml"}, ATOM.encode(), 0),
        "/plain": (200, {}, b"Chile wrote to Peru.", 0),
    }
    docs = list(read_documents([server.url + path for path in server.answers], local=True))
    assert [doc.title for doc in docs] == ["Quinine treaty", None, None, "Treaty", None]
    assert [doc.text for doc in docs][1:3] == ["Siam wrote.", "Peru wrote."]


def test_stores_need_the_extra(monkeypatch):
    from dragoman.intake import remote

    def missing(*_):
        raise ImportError("no s3fs")
        yield

    monkeypatch.setattr(remote, "_list_store", missing)
    (item,) = read_documents(["s3://bucket/folder"])
    assert (item.reason, "dragoman[remote]" in item.detail) == ("extra not installed", True)


def test_stores_are_walked_like_folders(monkeypatch):
    fsspec = pytest.importorskip("fsspec")
    from dragoman.intake import remote

    store = fsspec.filesystem("memory")
    for name, data in {
        "/b/x/rows.jsonl": b'{"text": "Siam wrote."}\n',
        "/b/x/a.txt": b"Peru wrote.",
        "/b/x/.h/a.txt": b"x",
        "/b/x/p.png": b"x",
    }.items():
        store.pipe(name, data)
    monkeypatch.setattr(remote, "STORES", {"memory://": "fsspec"})
    notices = []
    docs = list(read_documents(["memory://b/x"], on_notice=notices.append))
    assert [doc.text for doc in docs] == ["Peru wrote.", "Siam wrote."]
    assert sorted(notice.reason for notice in notices) == ["hidden", "unknown ending .png"]
    assert [doc.text for doc in read_documents(["memory://b/x/a.txt"])] == ["Peru wrote."]
    (item,) = read_documents(["memory://b/nowhere"])
    assert item.reason in ("missing", "cannot be opened")
