"""One cluster for each actor of a text, and the link of each of its mentions."""

from __future__ import annotations

from dragoman.actors import find_clusters

TEXT = (
    "Iran rejected the offer. Tehran said that it would answer in a week. Iranian officials were angry. "
    "Foreign Minister Issa Abdou of Chad flew to Oman. He met the sultan. Chad thanked Oman. Both countries signed."
)


def gather(read, text: str, day: str | None = None) -> dict[tuple[str | None, str | None], list[tuple[str, str]]]:
    mentions = read(text, day)
    return {(c.code, c.name): [(link.text, link.link) for link in c.links] for c in find_clusters(mentions)}


def test_find_clusters_joins_name_seat_pronoun_and_role_of_a_state(read):
    iran = gather(read, TEXT)[("IRN", "Iran")]
    assert iran == [("Iran", "name"), ("Tehran", "seat"), ("it", "pronoun"), ("Iranian officials", "role")]


def test_find_clusters_keeps_a_person_apart_from_his_state(read):
    found = gather(read, TEXT)
    assert [text for text, _ in found[("TCD", "Issa Abdou")]] == ["Foreign Minister Issa Abdou of Chad", "He"]
    assert ("Chad", "name") in found[("TCD", "Chad")]


def test_find_clusters_puts_both_countries_into_the_clusters_of_both(read):
    found = gather(read, TEXT)
    assert ("Both countries", "description") in found[("TCD", "Chad")]
    assert ("Both countries", "description") in found[("OMN", "Oman")]


def test_find_clusters_leaves_places_and_open_mentions_out(read):
    clusters = find_clusters(read("Rebels met in Geneva. They left."))
    assert [cluster.code for cluster in clusters] == []


def test_links_point_into_the_list_of_mentions(read):
    mentions = read(TEXT)
    for cluster in find_clusters(mentions):
        for link in cluster.links:
            assert (mentions[link.mention].start, mentions[link.mention].text) == (link.start, link.text)
