"""Two accounts become one: what both give is surer, what they disagree on is marked and listed."""

from __future__ import annotations

import msgspec
import pytest

from dragoman.readers import BuiltIn, Told, find_doubtful, list_disagreements
from dragoman.readers.both import join_acts
from dragoman.types import Candidate, Document, Entity, Mention, Reading, Sentence, Span, Why
from hand_made import make_event


def make_mention(code):
    entity = Entity(code, "GOV", (), None, code, 0, 3)
    return Mention(0, 3, code, 0, "state", (entity,), Why("t", ""))


def make_told(kind, actors, recipients, trigger=1, sentence=0, confidence=0.8, rule="lexicon"):
    who, whom = (tuple(make_mention(code) for code in side.split()) for side in (actors, recipients))
    span = Span(10 * trigger, 10 * trigger + 5)
    return Told(Candidate(sentence, kind, None, (), trigger, trigger, span, who, whom, None, confidence, Why(rule, "note")))


def join(builtin, model, asked=(0, 1)):
    return [(told.candidate.type, told.candidate.why.rule.rpartition(".")[2], told.candidate.confidence)
            for told in join_acts(builtin, model, asked)]  # fmt: skip


def test_what_both_give_is_surer_than_either():
    one, other = make_told("AID", "PER", "CHL", confidence=0.6), make_told("AID", "PER", "CHL", trigger=4)
    (told,) = join_acts([one], [other], {0})
    assert (told.candidate.confidence, told.candidate.why.rule) == (0.92, "readers.both.agree")
    assert told.candidate.trigger_span == one.candidate.trigger_span  # so that the event keeps its id


@pytest.mark.parametrize(
    ("own", "model", "joined"),
    [
        ([("AID", "PER", "CHL")], [("AID", "PER", "BOL")], [("AID", "differ", 0.6)]),
        ([("AID", "PER", "CHL")], [("COOPERATE", "PER", "CHL")], [("COOPERATE", "differ", 0.6)]),
        ([("CONSULT", "PER", "CHL")], [("CONSULT", "PER CHL", "")], [("CONSULT", "agree", 0.96)]),
        ([("AID", "PER", "CHL")], [], [("AID", "builtin_alone", 0.4)]),
        ([], [("AID", "PER", "CHL")], [("AID", "model_alone", 0.8)]),
    ],
)
def test_what_they_disagree_on_is_marked(own, model, joined):
    assert join([make_told(*each) for each in own], [make_told(*each) for each in model]) == joined


def test_outside_what_was_asked_nothing_changes():
    told = make_told("AID", "PER", "CHL", sentence=7)
    assert list(join_acts([told], [], {0})) == [told]


def test_the_likest_acts_are_paired():
    own = [make_told("AID", "PER", "CHL", 2), make_told("AID", "PER", "BOL", 5)]
    model = [make_told("AID", "PER", "BOL", 2), make_told("AID", "PER", "CHL", 5)]
    assert [rule for _, rule, _ in join(own, model)] == ["agree", "agree"]


def test_doubtful_is_what_is_unsure_or_silent():
    from dragoman import actors
    from dragoman.language import split_sentences

    text = "Peru recalled its envoy from Chile. Norway attacked Sweden. Chad and Niger. Laos attacked Nepal. Peru attacked."
    doc = Document("d", text)
    names = actors.find_names(text, actors.load_gazetteer())
    sure = make_event(doc, "SANCTION", ["PER:Peru"], ["CHL:Chile"], act="recalled", confidence=0.9)
    unsure = make_event(doc, "ASSAULT", ["NOR:Norway"], ["SWE:Sweden"], act="attacked", confidence=0.4)
    assert find_doubtful(split_sentences(text), names, [sure, unsure]) == (1, 3)


def test_disagreements_are_listed_the_least_sure_first():
    doc = Document("d", "Peru helped Chile and attacked Bolivia, and Ecuador met Brazil.")
    found = [
        make_event(doc, "AID", ["PER:Peru"], ["CHL:Chile"], act="helped", confidence=0.6,
                   why=(Why("date.none", ""), Why("readers.both.differ", "the built-in coder reads COOPERATE PER > CHL"))),
        make_event(doc, "ASSAULT", ["PER:Peru"], ["BOL:Bolivia"], act="attacked", confidence=0.4,
                   why=(Why("readers.both.model_alone", "x; readers.model.swapped: y"),)),
        make_event(doc, "CONSULT", ["ECU:Ecuador"], ["BRA:Brazil"], act="met", confidence=0.9,
                   why=(Why("readers.both.agree", ""),)),
    ]  # fmt: skip
    assert [(one.kind, one.event.type) for one in list_disagreements(found)] == [("swapped", "ASSAULT"), ("differ", "AID")]


def test_the_built_in_coder_is_a_reader_like_any_other():
    class Quiet(BuiltIn):
        def wants(self, sentences: list[Sentence]) -> set[int]:
            return {0}

    from dragoman import actors
    from dragoman.pipeline import code_document, read_document

    doc = Document("d", "Peru recalled its ambassador from Chile in 1879.")
    reading = read_document(doc, actors.load_gazetteer(), Quiet())
    assert isinstance(reading, Reading)
    assert msgspec.json.encode(reading) == msgspec.json.encode(code_document(doc))
