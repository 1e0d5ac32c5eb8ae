"""Ids, duplicates and dates: what makes a draft a document."""

import json
import random

import pytest

from dragoman.errors import UsageError
from dragoman.intake import read_documents
from dragoman.types import Document


@pytest.fixture
def read_rows(tmp_path):
    def read(rows, **options):
        (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        notices = []
        items = list(read_documents([str(tmp_path / "rows.jsonl")], on_notice=notices.append, **options))
        return items, [(notice.reason, notice.where.rpartition(":")[2]) for notice in notices]

    return read


def test_id_is_a_hash_of_title_and_text(read_rows):
    (a, b), _ = read_rows([{"text": "Oman wrote."}, {"text": "Yemen wrote."}])
    (again, _), _ = read_rows([{"text": "Oman wrote.", "url": "elsewhere"}, {"text": "Qatar wrote."}])
    (titled,), _ = read_rows([{"text": "Oman wrote.", "title": "A letter"}])
    assert len(a.id) == 16
    assert a.id == again.id
    assert len({a.id, b.id, titled.id}) == 3


def test_same_text_but_for_white_space_is_read_once(read_rows):
    docs, notices = read_rows([{"text": "Oman  wrote.\n"}, {"text": "Oman wrote.", "id": "x"}, {"text": "oman wrote."}])
    assert [doc.text for doc in docs] == ["Oman  wrote.\n", "oman wrote."]
    assert notices == [("duplicate", "2")]


def test_second_text_with_an_id_gets_a_suffix_of_its_content(read_rows):
    docs, notices = read_rows([{"id": "7", "text": "one"}, {"id": "7", "text": "two"}, {"id": "7", "text": "three"}])
    assert docs[0].id == "7"
    assert all(doc.id.startswith("7-") for doc in docs[1:])
    assert len({doc.id for doc in docs}) == 3
    assert notices == [("id used twice", "2"), ("id used twice", "3")]


def test_date_that_is_none_costs_the_date_only(read_rows):
    docs, notices = read_rows([{"text": "a", "published": "soon"}, {"text": "b", "published": "1 May 1960"}, {"text": "c"}])
    assert [doc.published for doc in docs] == [None, "1960-05-01", None]
    assert notices == [("no date of publication", "1")]


def test_published_serves_texts_that_give_none(read_rows):
    docs, _ = read_rows([{"text": "a", "published": "1960-05-01"}, {"text": "b"}], published="2 June 1971")
    assert [doc.published for doc in docs] == ["1960-05-01", "1971-06-02"]


@pytest.mark.parametrize("options", [{"published": "soon"}, {"input_format": "epub"}])
def test_wrong_options_raise_at_once(options):
    with pytest.raises(UsageError):
        read_documents([], **options)


def test_order_of_input_changes_nothing_per_document(read_rows):
    rows = [{"text": f"Letter {i} of the sultan.", "title": f"{i}"} for i in range(30)]
    first, _ = read_rows(rows)
    random.Random(3).shuffle(rows)
    second, _ = read_rows(rows)
    assert {doc.id: doc for doc in first} == {doc.id: doc for doc in second}
    assert all(isinstance(doc, Document) for doc in first)
