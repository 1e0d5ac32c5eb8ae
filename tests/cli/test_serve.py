"""`dragoman serve`: what it says when it opens, and when it cannot."""

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from asking import make_record, run_command

CODE = "import sys; from dragoman.cli import main; main(sys.argv[1:])"


def test_serve_opens_says_where_and_ends_cleanly(tmp_path):
    path = make_record(tmp_path / "r.duckdb")
    command = [sys.executable, "-c", CODE, "serve", "--record", path, "--port", "0"]
    room = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        port = re.search(r"http://127\.0\.0\.1:(\d+)/", room.stderr.readline())[1]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/index.json") as answer:
            assert b'"documents":5' in answer.read()
        with pytest.raises(urllib.error.HTTPError, match="421"):
            urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": "evil.example"}))
    finally:
        room.send_signal(signal.SIGINT)
        out, told = room.communicate(timeout=30)
    assert out == ""
    assert "Traceback" not in told
    assert [file.name for file in tmp_path.iterdir()] == ["r.duckdb"]


def test_serve_listens_to_this_machine_only(tmp_path):
    from dragoman.cli.serve import open_socket

    with open_socket(0) as taken:
        assert taken.getsockname()[0] == "127.0.0.1"


def test_port_in_use_is_told(tmp_path, capsys):
    path = make_record(tmp_path / "r.duckdb")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, _, told = run_command(capsys, "serve", "--record", path, "--port", port)
    assert status == 2
    assert f"port {port} cannot be used" in told
    assert "--port" in told


def test_what_is_no_record_is_told(tmp_path, capsys):
    path = tmp_path / "r.duckdb"
    path.write_text("no database")
    for words in (("--check",), ("--port", "0")):
        status, _, told = run_command(capsys, "serve", "--record", path, *words)
        assert status == 2
        assert "r.duckdb" in told
    assert path.read_text() == "no database"


def test_memory_is_no_record_to_serve(capsys):
    status, _, told = run_command(capsys, "serve", "--record", ":memory:")
    assert status == 2
    assert "--record" in told


def test_check_says_what_is_in_it(tmp_path, capsys):
    status, out, _ = run_command(capsys, "serve", "--record", make_record(tmp_path / "r.duckdb"), "--check")
    assert status == 0
    assert "5 documents, 7 events, 1 findings" in out
