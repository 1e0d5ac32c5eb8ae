"""Texts given to the room: names that lie, archives that swell, a row of jobs, and the road into the record."""

from __future__ import annotations

import io
import re
import time
import zipfile

import pytest
from starlette.testclient import TestClient

from dragoman.pages import RoomSettings, create_app
from dragoman.pages.desk import Task, read_task
from dragoman.pages.uploads import Parcel
from dragoman.record import open_record
from hand_made import make_event, make_reading
from room_record import BASE, PORT


def make_parcel(folder, **limits):
    return Parcel(folder, **{"most_files": 10, "most_bytes": 10_000, **limits})


def make_zip(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    out.seek(0)
    return out


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "C:\\x\\..\\a.TXT", "/abs.txt", "a\x00b.txt", "x" * 3000 + ".txt", ".txt"]
)
def test_no_name_leaves_the_folder(tmp_path, name):
    parcel = make_parcel(tmp_path)
    parcel.keep_file(name, io.BytesIO(b"Chad helped Laos."))
    assert [file.name for file in tmp_path.iterdir()] == ["0000.txt"]
    assert parcel.names == {"0000.txt": name}


def test_unknown_kinds_are_refused_by_name(tmp_path):
    parcel = make_parcel(tmp_path)
    for name in ("a.pdf", "b", "c.txt.exe", "d.zip.gz"):
        parcel.keep_file(name, io.BytesIO(b"x"))
    assert [one.name for one in parcel.refused] == ["a.pdf", "b", "c.txt.exe", "d.zip.gz"]
    assert list(tmp_path.iterdir()) == []


def test_archive_is_unpacked_within_bounds(tmp_path):
    parcel = make_parcel(tmp_path)
    parcel.keep_file("a.zip", make_zip(one_dot_txt="Chad helped Laos.", x__two_dot_md="# Hello", up____three_dot_exe="x"))
    assert list(parcel.names.values()) == ["a.zip: one.txt", "a.zip: x/two.md"]
    assert parcel.refused[0].name.endswith("three.exe")


def test_archive_that_swells_is_stopped(tmp_path):
    parcel = make_parcel(tmp_path)
    parcel.keep_file("bomb.zip", make_zip(a_dot_txt=b"0" * 50_000_000))
    assert parcel.names == {}
    assert "unpacked" in parcel.refused[0].reason
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) == 0


def test_archive_of_many_files_is_stopped(tmp_path):
    parcel = make_parcel(tmp_path, most_files=3)
    parcel.keep_file("many.zip", make_zip(**{f"f{i}_dot_txt": "x" for i in range(50)}))
    assert len(parcel.names) == 3
    assert len(parcel.refused) == 1


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04garbage", b"no archive"])
def test_broken_archive_is_told(tmp_path, data):
    parcel = make_parcel(tmp_path)
    parcel.keep_file("a.zip", io.BytesIO(data))
    assert "cannot be read" in parcel.refused[0].reason


# ------------------------------------------------------------------ jobs


def code_aid(doc):
    if "fail" in doc.text:
        raise ValueError("a defect")
    return make_reading(doc, make_event(doc, "AID", ["TCD:Chad"], ["LAO:Laos"], act="helped"))


def test_task_puts_texts_into_the_record(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    parcel = make_parcel(folder)
    parcel.keep_text("Chad helped Laos.", "A title", None, "2001-02-03")
    parcel.keep_file("../x.txt", io.BytesIO(b"Chad helped Laos again; fail."))
    parcel.keep_file("empty.txt", io.BytesIO(b" "))
    path = str(tmp_path / "r.duckdb")
    told = list(read_task(Task(str(folder), parcel.names, None, path, 1.0), code_aid))
    assert [one.state for one in told] == ["reading", "reading", "reading", "done"]
    assert [one.n_done for one in told] == [0, 1, 2, 2]
    assert [(one.title, one.n_events, one.known) for one in told[-1].texts] == [("A title", 1, False)]
    assert next(one.where for one in told[-1].left) == "empty.txt"
    assert "a defect" in told[-1].left[1].reason
    with open_record(path, read_only=True) as record:
        assert record.document(told[-1].texts[0].id).published == "2001-02-03"
        assert record.counts().unmerged == 0


def test_task_says_when_the_record_stays_locked(tmp_path):
    import subprocess
    import sys

    folder = tmp_path / "in"
    folder.mkdir()
    parcel = make_parcel(folder)
    parcel.keep_text("Chad helped Laos.", None, None, None)
    path = str(tmp_path / "r.duckdb")
    hold = f"import sys, dragoman\nr = dragoman.open_record({path!r})\nprint('held', flush=True)\nsys.stdin.read()"
    holder = subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "held\n"
        last = list(read_task(Task(str(folder), parcel.names, None, path, 0.7), code_aid))[-1]
        assert last.state == "failed"
        assert "in use by another process" in last.message
    finally:
        holder.communicate("")


def test_text_read_in_the_page_is_in_the_record(tmp_path):
    """The whole road, with the coder in its process: form, progress, document, event."""
    app = create_app(str(tmp_path / "new.duckdb"), port=PORT, settings=RoomSettings(copy_pause=0))
    with TestClient(app, base_url=BASE) as client:
        assert "is empty" in client.get("/").text
        token = re.search(r'name="token" value="(\w+)"', client.get("/read").text)[1]
        form = {"token": token, "text": "Kenya recalled its ambassador from Somalia in February 2019.", "title": "Recall"}
        answer = client.post("/read", data=form, files=[("files", ("c.pdf", b"%PDF"))], follow_redirects=False)
        assert answer.status_code == 303
        job = answer.headers["location"]
        for _ in range(600):
            page = client.get(f"{job}.json").json()
            if page["over"]:
                break
            time.sleep(0.1)
        assert page["state"] == "done", page["message"]
        assert [one["where"] for one in page["left"]] == ["c.pdf"]
        doc = page["texts"][0]["id"]
        assert client.get(f"/document/{doc}").status_code == 200
        events = client.get(f"/events.json?document={doc}").json()["events"]
        assert [(one["type"], one["date"]) for one in events] == [("SANCTION", "2019-02")]
        assert client.get("/relation/KEN-SOM.json").json()["relation"]["n_episodes"] == 1
        assert "They are in the record now" in client.get(job).text
        again = client.post(f"{job}/stop", data={"token": "x"})
        assert again.status_code == 403
