"""On a real Ray cluster of two nodes: the driver is killed, then a node; the record equals that of one process, row for row.

The whole takes about a minute on two cores that have nothing else to do; it is skipped where Ray is not installed. With
DRAGOMAN_SCALE=1 (`make scale`) the nodes are also put on two hosts, in network namespaces.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from trap_texts import write_texts

from dragoman.cluster.on_ray import show_token
from same_rows import find_differences

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed: pip install 'dragoman[ray]'"),
]
DRAGOMAN = str(Path(sys.executable).with_name("dragoman"))
PATIENCE = float(os.environ.get("DRAGOMAN_PATIENCE", "300"))  # seconds for one run


@pytest.fixture(scope="module")
def single(tmp_path_factory):
    """Texts, and the record of one process that read them."""
    place = tmp_path_factory.mktemp("single")
    write_texts(place / "texts", 90)
    words = [DRAGOMAN, "read", "texts", "--record", "single.duckdb", "--workers", "1"]
    assert subprocess.run(words, cwd=place, capture_output=True, check=False).returncode == 1
    return place


def start_driver(nodes, place, parts="parts"):
    words = [DRAGOMAN, "read", "texts", "--on", "ray", "--address", nodes.address, "--record", parts, "--part-size", "6"]
    return nodes.run(words, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def list_parts(place):
    return {path.parent.name: path.stat().st_mtime_ns for path in place.glob("parts/part-*/part.json")}


def wait_for_parts(driver, place, n):
    """Until so many parts are finished; the driver must not have ended before."""
    ended = time.monotonic() + PATIENCE
    while len(list_parts(place)) < n:
        assert driver.poll() is None, driver.communicate()
        assert time.monotonic() < ended, f"only {len(list_parts(place))} parts are finished"
        time.sleep(0.05)


def finish(driver):
    out, err = driver.communicate(timeout=PATIENCE)
    assert driver.returncode == 1, f"{driver.returncode}\n{out.decode()}\n{err.decode()}"  # 1: texts has inputs that are none
    return err.decode()


def import_and_compare(place, parts):
    record = place / f"{parts}.duckdb"
    record.unlink(missing_ok=True)
    words = [DRAGOMAN, "import", str(place / parts), "--record", str(record)]
    assert subprocess.run(words, check=False, capture_output=True).returncode == 1
    return find_differences(place / "single.duckdb", record)


def test_driver_and_node_are_killed_and_nothing_is_lost_or_there_twice(single):
    from ray_nodes import RayNodes

    with RayNodes(2) as nodes:
        driver = start_driver(nodes, single)
        wait_for_parts(driver, single, 3)
        driver.kill()
        driver.wait()
        before = list_parts(single)
        driver = start_driver(nodes, single)
        wait_for_parts(driver, single, len(before) + 2)
        nodes.kill(1)
        finish(driver)
    after = list_parts(single)
    manifest = json.loads((single / "parts" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["finished"]
    assert sorted(after) == [part["name"] for part in manifest["parts"]]
    assert len(after) >= 12
    assert {name: after[name] for name in before} == before, "finished parts are not done again"
    assert import_and_compare(single, "parts") == {}


@pytest.mark.skipif(not os.environ.get("DRAGOMAN_SCALE"), reason="two hosts: only with DRAGOMAN_SCALE=1 (make scale)")
def test_two_hosts_make_the_record_of_one(single):
    from ray_nodes import RayNodes, may_make_hosts

    if why := may_make_hosts():
        pytest.skip(f"no network namespaces here: {why}")
    with RayNodes(2, hosts=True) as nodes:
        finish(start_driver(nodes, single, "parts-of-two"))
    assert import_and_compare(single, "parts-of-two") == {}
    told = [json.loads(path.read_text(encoding="utf-8")) for path in single.glob("parts-of-two/part-*/part.json")]
    assert len(told) >= 12


def test_address_without_a_cluster_is_told():
    words = [DRAGOMAN, "read", __file__, "--on", "ray", "--address", "127.0.0.1:1", "--record", "nowhere"]
    environment = {**os.environ, "RAY_gcs_rpc_server_connect_timeout_s": "2", "RAY_gcs_rpc_server_reconnect_timeout_s": "2"}
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=PATIENCE, env=environment)
    assert done.returncode == 2
    assert "there is no Ray cluster at --address 127.0.0.1:1" in done.stderr


@pytest.mark.parametrize(("token", "mode", "shown"), [(True, None, "token"), (False, None, None), (True, "disabled", "disabled")])
def test_token_that_an_earlier_run_left_is_shown_to_a_cluster(tmp_path, monkeypatch, token, mode, shown):
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("RAY_AUTH_TOKEN", "RAY_AUTH_TOKEN_PATH", "RAY_AUTH_MODE"):
        monkeypatch.setenv(name, "-")  # so that whatever the test changes is taken back
        monkeypatch.delenv(name)
    if mode is not None:
        monkeypatch.setenv("RAY_AUTH_MODE", mode)
    if token:
        (tmp_path / ".ray").mkdir()
        (tmp_path / ".ray/auth_token").write_text("0" * 64)
    show_token()
    assert os.environ.get("RAY_AUTH_MODE") == shown
