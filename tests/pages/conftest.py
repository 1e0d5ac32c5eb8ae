"""A record of the sample of `hand_made` and of a hostile text, and a client of the reading room over it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dragoman.pages import create_app
from room_record import BASE, PORT, make_room_record


@pytest.fixture(scope="session")
def room_record(tmp_path_factory):
    return make_room_record(tmp_path_factory.mktemp("room") / "room.duckdb")


@pytest.fixture(scope="session")
def client(room_record):
    with TestClient(create_app(room_record, port=PORT), base_url=BASE, raise_server_exceptions=False) as client:
        yield client
