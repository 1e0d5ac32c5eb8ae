"""Sentence, Mentions -> Candidates: what was done, by whom, to whom (PLOVER).

code_events(sentence, mentions)  the acts of one sentence
settle_type(candidate, claim)    what is planned as what it is until then: AGREE
tie_retold(candidates, ...)      whom an act concerns by an earlier one that its words point to
tie_partners(candidates, mentions)  the parties that only the text as a whole tells
speak_as_states(candidates, ...)  states where states deal, and not the soldiers or people named last
has_cue(text)                    whether a text is worth parsing at all; has_joint_cue: even where it names nobody
"""

from dragoman.events.code import code_events, settle_type
from dragoman.events.contexts import find_around, find_contexts
from dragoman.events.lexicon import cue_pattern, joint_pattern, load_lexicon
from dragoman.events.ontology import load_ontology
from dragoman.events.pair import classify_pair, mark_pair
from dragoman.events.partners import find_main_pair, tie_partners, tie_truces
from dragoman.events.quantities import FoundQuantity, find_quantities
from dragoman.events.retelling import tie_retold
from dragoman.events.states import speak_as_states

__all__ = [
    "FoundQuantity",
    "classify_pair",
    "code_events",
    "find_around",
    "find_contexts",
    "find_main_pair",
    "find_quantities",
    "has_cue",
    "has_joint_cue",
    "load_lexicon",
    "load_ontology",
    "mark_pair",
    "settle_type",
    "speak_as_states",
    "tie_partners",
    "tie_retold",
    "tie_truces",
]


def has_joint_cue(text: str) -> bool:
    """Whether some word of `text` may carry what two do together."""
    return joint_pattern().search(text) is not None


def has_cue(text: str) -> bool:
    """Whether some word of `text` may carry an act: a quick look that spares a parse."""
    return cue_pattern().search(text) is not None
