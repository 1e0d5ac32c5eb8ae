"""Every address of the reading room, made in one place: stable, and with twins: `.json`, for tables `.csv`, for the brief `.md`.

An id of the record goes into the path where it is plain; an id with anything else in it goes into the query, so that
no address ever looks like a path of files.

    >>> event("39a91dbb07fc546a"), relation("PER", "ECU", form="json"), document("a/b.txt")
    ('/event/39a91dbb07fc546a', '/relation/ECU-PER.json', '/document?id=a%2Fb.txt')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import quote, urlencode

Form = Literal["html", "json", "csv", "md"]
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


def front(form: Form = "html") -> str:
    return "/" if form == "html" else f"/index.{form}"


def search(q: str = "", form: Form = "html") -> str:
    return _with_query("/search", {"q": q}, form)


def state(code: str, form: Form = "html") -> str:
    return _with_query(f"/state/{code}", {}, form)


def relations(form: Form = "html") -> str:
    return _with_query("/relations", {}, form)


def relation(one: str, other: str, form: Form = "html", **query: str | None) -> str:
    return _with_query(f"/relation/{min(one, other)}-{max(one, other)}", query, form)


def brief(one: str, other: str, form: Form = "html", **query: str | None) -> str:
    return _with_query(f"/relation/{min(one, other)}-{max(one, other)}/brief", query, form)


def brought(one: str, other: str, form: Form = "html", **query: str | None) -> str:
    """What data sets of others have on two states."""
    return _with_query(f"/brought/{min(one, other)}-{max(one, other)}", query, form)


def events(form: Form = "html", **query: str | None) -> str:
    """A list of events of single texts, by what `episodes` takes, and by name and document."""
    return _with_query("/events", query, form)


def episodes(form: Form = "html", **query: str | None) -> str:
    """A list of episodes, by between (RUS-IRN), actor, recipient, since, until, type, status, source."""
    return _with_query("/episodes", query, form)


def event(id: str, form: Form = "html") -> str:  # noqa: A002 - the name of the field
    return _with_id("event", id, form)


def episode(id: str, form: Form = "html") -> str:  # noqa: A002
    return _with_id("episode", id, form)


def stance(id: str, form: Form = "html") -> str:  # noqa: A002
    return _with_id("stance", id, form)


def documents(form: Form = "html", **query: str | None) -> str:
    return _with_query("/documents", query, form)


def document(id: str, form: Form = "html", at: str = "", **query: str | None) -> str:  # noqa: A002
    """A document; `at`: the anchor of an event or a finding in it."""
    return _with_id("document", id, form, query) + (f"#{quote(at)}" if at else "")


def findings(form: Form = "html", **query: str | None) -> str:
    return _with_query("/findings", query, form)


def finding(id: str, form: Form = "html") -> str:  # noqa: A002
    return _with_id("finding", id, form)


def network(form: Form = "html", **query: str | None) -> str:
    return _with_query("/network", query, form)


def read(form: Form = "html") -> str:
    return _with_query("/read", {}, form)


def reading(job: str, form: Form = "html") -> str:
    return _with_id("reading", job, form)


def sample(form: Form = "html", **query: str | None) -> str:
    """Coding by hand: `coder` names who codes, `item` the number of an event of the sample."""
    return _with_query("/sample", query, form)


def terms(form: Form = "html") -> str:
    return _with_query("/terms", {}, form)


def static(name: str) -> str:
    return f"/static/{name}"


def _with_id(page: str, id: str, form: Form, query: Mapping[str, str | None] | None = None) -> str:  # noqa: A002
    if PLAIN.fullmatch(id):
        return _with_query(f"/{page}/{id}", query or {}, form)
    return _with_query(f"/{page}", {"id": id, **(query or {})}, form)


def _with_query(path: str, query: Mapping[str, str | None], form: Form) -> str:
    asked = urlencode({name: value for name, value in query.items() if value}, errors="replace")
    return path + ("" if form == "html" else f".{form}") + (f"?{asked}" if asked else "")
