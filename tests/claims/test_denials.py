"""Denials and the claims that they deny, over the whole road."""

from __future__ import annotations

from dragoman.pipeline import code_document
from dragoman.types import Document, Event


def read_links(text: str) -> dict[str, str]:
    """Words of each denial -> words of the event that it denies."""
    events = {event.id: event for event in code_document(Document("d", text)).events}

    def words(event: Event) -> str:
        return text[event.trigger.start : event.trigger.end]

    return {
        words(event): words(events[why.note[:16]])
        for event in events.values()
        for why in event.why
        if why.rule == "claims.denies"
    }


def test_denied_act_is_linked_to_the_claim() -> None:
    text = "Chile said that Peruvian troops had attacked Arica. Peru denied that it had attacked Arica."
    assert read_links(text) == {"attacked": "attacked"}


def test_rejected_charge_is_linked_to_what_was_charged() -> None:
    text = "Chile accused Peru of bombing Arica. Peru rejected the accusation."
    assert read_links(text) == {"rejected": "bombing"}


def test_claim_names_its_denial() -> None:
    text = "Chile accused Peru of bombing Arica. Peru rejected the accusation."
    events = code_document(Document("d", text)).events
    assert [why.note for event in events for why in event.why if why.rule == "claims.denied_by"] == [
        f"{next(event.id for event in events if event.type == 'REJECT')}: denied by Peru"
    ]


def test_another_act_is_not_denied() -> None:
    assert read_links("Chile said that Peru had expelled its consul. Peru denied that it had bombed Arica.") == {}


def test_what_the_denier_says_himself_is_not_denied() -> None:
    assert read_links("Peru said that it had attacked Arica. Peru denied that it had attacked Iquique in Chile.") == {}


def test_links_are_the_same_twice() -> None:
    text = "Chile accused Peru of bombing Arica. Peru rejected the accusation. Peru denied that it had bombed Arica."
    assert code_document(Document("d", text)).events == code_document(Document("d", text)).events


def test_who_says_he_had_no_part_denies_his_own_and_not_the_act() -> None:
    (event,) = code_document(Document("d", "Peru denied any role in the attack on Chile.")).events
    assert (event.type, event.status, event.attribution.code if event.attribution else None) == ("ASSAULT", "negated", "PER")
    linked = read_links("Chile said that Peruvian troops had attacked Arica. Peru denied responsibility for the attack on Chile.")
    assert linked == {"attack": "attacked"}
