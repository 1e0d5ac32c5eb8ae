"""The form of a model's answer: its JSON schema, and JSON text -> items that hold to it, with what is wrong in the others.

>>> read_form('{"events": [], "stances": []}')
Filled(events=(), stances=(), faults=(), whole=True)
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, get_args

import msgspec

from dragoman.events import load_ontology
from dragoman.types import EventType, StanceType, Status

N_FAULTS = 8  # that are named to the model when it is asked again
_FENCE = re.compile(r"^\s*```(?:json)?\s*(.*?)\s*```\s*$", re.DOTALL)
_THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)


class PartyForm(msgspec.Struct, frozen=True):
    """Who: the words of the text that name them ("" where they are understood), and the code that they stand for."""

    words: str
    code: str | None = None


class DateForm(msgspec.Struct, frozen=True):
    """When: EDTF, and the words of the text that tell it; either may be null."""

    edtf: str | None = None
    words: str | None = None


class EventForm(msgspec.Struct, frozen=True):
    """One act as the model fills it in. `quote`: the words that carry it, from the sentence of that number."""

    sentence: int
    quote: str
    type: EventType
    actors: tuple[PartyForm, ...]
    recipients: tuple[PartyForm, ...]
    mode: str | None = None
    status: Status = "occurred"
    date: DateForm | None = None
    source: PartyForm | None = None
    alleged: bool = False
    quantities: tuple[str, ...] = ()


class StanceForm(msgspec.Struct, frozen=True):
    """What one actor thinks of another, as the model fills it in."""

    sentence: int
    quote: str
    stance: StanceType
    holder: PartyForm
    toward: PartyForm
    source: PartyForm | None = None


class Filled(msgspec.Struct, frozen=True):
    """What an answer holds. `faults`: one line for each item, or the whole, that breaks the form; `whole`: it could be read."""

    events: tuple[EventForm, ...] = ()
    stances: tuple[StanceForm, ...] = ()
    faults: tuple[str, ...] = ()
    whole: bool = True


def read_form(text: str) -> Filled:
    """The items of an answer that hold to the form, and what is wrong with the others."""
    try:
        data = json.loads(_find_json(text))
    except (ValueError, RecursionError):
        return Filled(faults=("it is no JSON",), whole=False)
    if not isinstance(data, dict) or not isinstance(data.get("events"), list) or not isinstance(data.get("stances", []), list):
        return Filled(faults=('it is no object with the lists "events" and "stances"',), whole=False)
    faults: list[str] = []
    events = _read_items("events", data["events"], EventForm, faults, _check_mode)
    stances = _read_items("stances", data.get("stances", []), StanceForm, faults)
    return Filled(events, stances, tuple(faults))


def _find_json(text: str) -> str:
    """Without the thoughts and the fence that some models put before and around it."""
    text = _THOUGHT.sub("", text)
    fenced = _FENCE.match(text)
    return fenced[1] if fenced else text


T = TypeVar("T", EventForm, StanceForm)


def _read_items(
    name: str, items: list[Any], kind: type[T], faults: list[str], check: Callable[[T], str | None] | None = None
) -> tuple[T, ...]:
    found: list[T] = []
    for k, item in enumerate(items):
        try:
            one = msgspec.convert(item, kind, strict=False)
        except msgspec.ValidationError as error:
            faults.append(f"{name}[{k}]: {error}")
            continue
        fault = check(one) if check else None
        if fault is None:
            found.append(one)
        else:
            faults.append(f"{name}[{k}]: {fault}")
    return tuple(found)


def _check_mode(event: EventForm) -> str | None:
    modes = load_ontology()[event.type].modes
    if event.mode is None or event.mode in modes:
        return None
    return f"{event.type} has no mode {event.mode!r}" + (f", only {', '.join(modes)}" if modes else "")


@cache
def make_schema() -> dict[str, Any]:
    """The JSON schema of an answer, strict: every field is required, none may be added."""
    modes = sorted({mode for category in load_ontology().values() for mode in category.modes})
    text = {"type": "string"}
    party = _object({"words": text, "code": {"type": ["string", "null"]}})
    date = _object({"edtf": {"type": ["string", "null"]}, "words": {"type": ["string", "null"]}})
    event = {
        "sentence": {"type": "integer"},
        "quote": text,
        "type": {"type": "string", "enum": list(get_args(EventType))},
        "mode": {"anyOf": [{"type": "string", "enum": modes}, {"type": "null"}]},
        "actors": {"type": "array", "items": party},
        "recipients": {"type": "array", "items": party},
        "status": {"type": "string", "enum": list(get_args(Status))},
        "date": {"anyOf": [date, {"type": "null"}]},
        "source": {"anyOf": [party, {"type": "null"}]},
        "alleged": {"type": "boolean"},
        "quantities": {"type": "array", "items": text},
    }
    stance = {
        "sentence": {"type": "integer"},
        "quote": text,
        "stance": {"type": "string", "enum": list(get_args(StanceType))},
        "holder": party,
        "toward": party,
        "source": {"anyOf": [party, {"type": "null"}]},
    }
    lists = {
        "events": {"type": "array", "items": _object(event)},
        "stances": {"type": "array", "items": _object(stance)},
    }
    return _object(lists)


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
