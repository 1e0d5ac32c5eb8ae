"""What `import dragoman` offers, and what each room offers: a name that goes or changes is a change for a reader's code."""

from __future__ import annotations

import importlib
import inspect

import pytest

import dragoman

NAMES = {
    "dragoman": "Document Event Finding LanguageModel Reading Readings Stance classify code_document dates measure_network "
    "measure_relation open_merged open_record read",
    "dragoman.language": "load_parser parse_sentences split_sentences",
    "dragoman.actors": "Cluster Gazetteer Link Name find_clusters find_mentions find_names has_anaphor load_gazetteer",
    "dragoman.dates": "date_event find_dates read_timeline",
    "dragoman.events": "FoundQuantity classify_pair code_events find_quantities has_cue load_lexicon load_ontology mark_pair",
    "dragoman.claims": "Speech StanceDraft attribute_event find_speech find_stances",
    "dragoman.readers": "Account BuiltIn ModelReader ModelSettings Prepared Reader Told list_disagreements",
    "dragoman.audit": "audit_document",
    "dragoman.intake": "read_documents",
    "dragoman.record": "Brought Catalogue EpisodeFilter EventFilter Record open_record",
    "dragoman.formats": "FORMS PAIRED find_cow find_gw from_cameo number_state open_data to_cameo write_graphml write_object",
    "dragoman.sampling": "Answer Sample Score draw_sample find_alpha read_answers score_answers wilson write_methods",
    "dragoman.relations": "Beside Network Phase Relation Tie measure_beside measure_network measure_relation merge_reports "
    "open_merged",
    "dragoman.charts": "Chart draw_beside draw_network draw_relation draw_series draw_timeline",
    "dragoman.pages": "RoomSettings create_app",
}
# module -> fields of its records in their order, as they stand in exports and in the record
FIELDS = {
    "Document": "id text title source url language published",
    "Event": "id document type mode contexts actors recipients date date_basis place status attribution alleged quantities score "
    "confidence evidence trigger date_phrase why",
    "Stance": "id document stance holder toward date attribution confidence evidence why",
    "Finding": "id document finding severity why evidence",
}


@pytest.mark.parametrize(("module", "names"), NAMES.items())
def test_names_are_there(module, names):
    room = importlib.import_module(module)
    assert set(names.split()) <= set(room.__all__)
    assert [name for name in room.__all__ if not hasattr(room, name)] == []


def test_package_offers_what_is_listed_and_no_more():
    assert sorted(dragoman.__all__) == NAMES["dragoman"].split()
    assert set(dragoman.__all__) <= set(dir(dragoman))
    with pytest.raises(AttributeError, match="it has Document, Event"):
        dragoman.no_such_name  # noqa: B018


@pytest.mark.parametrize(("record", "fields"), FIELDS.items())
def test_fields_have_their_names(record, fields):
    assert getattr(dragoman, record).__struct_fields__ == tuple(fields.split())


@pytest.mark.parametrize("module", NAMES)
def test_what_is_public_says_what_it_is_for(module):
    room = importlib.import_module(module)
    silent = []
    for name in room.__all__:
        thing = getattr(room, name)
        own = inspect.isfunction(thing) or inspect.isclass(thing)
        if own and not inspect.getdoc(thing):
            silent.append(name)
    assert silent == []
