"""Pairs of actors whom the lexicon ties by no act, with the word that ties them by syntax: candidates for the classifier.

"Further protests were sent by Peru to Ecuador." -> (Peru, Ecuador, sent)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from dragoman.events.demands import MUST
from dragoman.events.draft import Draft, codes_of
from dragoman.events.nesting import COMPLEMENT
from dragoman.events.scene import Scene
from dragoman.types import Mention

# A sentence that lists more is a list, not a deed of each to each.
MOST_PAIRS = 12
# Links that lead into a clause of its own; of two actors with two such links between them, neither acts on the other there.
NEW_CLAUSE = frozenset({"relcl", "advcl", "parataxis", "ccomp"})


# The recipient as the object of the word itself, or the subject of what the word tells: "described Assad as", "said Mali broke".
NEAR = (["dobj"], ["dative"], ["nsubj", "ccomp"], ["nsubjpass", "ccomp"])


class Pair(msgspec.Struct, frozen=True):
    """Who may have acted on whom, and the token under which both stand. `near`: no other word stands between it and either."""

    actor: Mention
    recipient: Mention
    trigger: int
    near: bool


def find_open_pairs(scene: Scene, drafts: Sequence[Draft]) -> list[Pair]:
    """Pairs of one state each, not the same, that no draft has as its parties, in order of the text; at most MOST_PAIRS."""
    tied = set(list_tied(drafts))
    taking_in = {draft.trigger for draft in drafts if "absorb" in draft.entry.flags}
    acted = {(draft.trigger, frozenset(codes_of(draft.actors))) for draft in drafts if draft.recipients}
    joint = [(draft.trigger, codes_of(draft.actors)) for draft in drafts if "sym" in draft.entry.flags and draft.recipients]
    demanding = {draft.clause for draft in drafts if draft.entry is MUST}
    named = [mention for mention in scene.mentions if mention.kind != "place" and len(codes_of([mention])) == 1]
    named = [mention for mention in named if is_within(scene, mention)]
    found: list[Pair] = []
    for first, second in combinations(named, 2):
        key = frozenset(codes_of([first]) | codes_of([second]))
        if len(key) < 2 or key in tied:
            continue
        pair = tie_pair(scene, first, second)
        if pair is None or is_taken_in(scene, pair.trigger, taking_in) or pair.trigger in demanding:
            continue
        if (pair.trigger, frozenset(codes_of([pair.actor]))) in acted:
            continue  # what he did with this word was done to another
        if any(pair.trigger == trigger and codes_of([pair.actor]) < codes for trigger, codes in joint):
            continue  # or was done together: "Peru and Chile signed the Act of Montevideo"
        tied.add(key)
        found.append(pair)
        if len(found) > MOST_PAIRS:
            return []
    return found


def is_within(scene: Scene, mention: Mention) -> bool:
    return scene.sentence.start <= mention.start and mention.end <= scene.sentence.end


def list_tied(drafts: Sequence[Draft]) -> Iterator[frozenset[str]]:
    """Every two codes that some draft has as its parties."""
    for draft in drafts:
        actors, recipients = codes_of(draft.actors), codes_of(draft.recipients)
        for one in actors:
            yield from (frozenset({one, other}) for other in (recipients or actors))


def tie_pair(scene: Scene, first: Mention, second: Mention) -> Pair | None:
    """The two with the verb or noun under which both stand; None where they are joined by "and", clauses apart, or neither is
    the subject: what the classifier reads into those is as often wrong as right, and costs a third of its time."""
    heads = scene.head_at.get(first.start), scene.head_at.get(second.start)
    if heads[0] is None or heads[1] is None:
        return None
    up = [list_up(scene, head) for head in heads if head is not None]
    trigger = next((i for i in up[0] if i in up[1]), None)
    if trigger is None or trigger in heads:
        return None
    below = [path[: path.index(trigger)] for path in up]
    if sum(scene.tokens[i].dep in NEW_CLAUSE for path in below for i in path) > 1:
        return None
    if any(scene.tokens[i].dep == "conj" and scene.children(i, "nsubj", "nsubjpass") for path in below for i in path):
        return None  # "Brazil agreed to talks, and Peru attacked Chile"
    links = [scene.tokens[path[-1]].dep for path in below]
    if scene.tokens[trigger].pos == "AUX":
        return None  # what one is, not what one does
    for i in (trigger, *list_up(scene, trigger)):
        if scene.tokens[i].pos in ("VERB", "NOUN"):
            trigger = i
            break
    if links[0] in ("nsubj", "agent") or links[1] == "nsubjpass":
        doer = 0
    elif links[1] in ("nsubj", "agent") or links[0] == "nsubjpass":
        doer = 1
    else:
        return None
    paths = [[scene.tokens[i].dep for i in path] for path in below]
    if not is_subject_itself(paths[doer]):
        return None
    aim = "advcl" in paths[1 - doer] or ("xcomp" in paths[1 - doer] and scene.children(trigger, "dobj"))
    if aim and any(scene.tokens[i].dep == "prep" and scene.tokens[i].lemma == "in" for i in below[1 - doer]):
        return None  # where he does what he came for: "crossed the border to work in South Africa"
    if "ccomp" in paths[1 - doer] and paths[1 - doer].index("ccomp") > 2:
        return None  # deep in what is said: "indicated that the treaty mattered in light of the inauguration of Trump"
    near = len(paths[doer]) == 1 and paths[1 - doer] in NEAR
    return Pair(second, first, trigger, near) if doer else Pair(first, second, trigger, near)


def is_subject_itself(path: Sequence[str]) -> bool:
    """Whether the links lead from who acts, not from a word about him: "talks with Chad angered Sudan" is no act of Chad."""
    return path[-1:] == ["agent"] or not set(path) & {"prep", "poss", "compound", "amod", "nmod"}


def list_up(scene: Scene, i: int) -> list[int]:
    """Token `i` and all above it, to the root."""
    return [i, *(token.i for token in scene.climb(i))]


def is_taken_in(scene: Scene, i: int, taking_in: set[int]) -> bool:
    """Whether the word is part of what somebody demands, promises, refuses or threatens, which is coded as that."""
    token = scene.tokens[i]
    while token.head != token.i and (token.dep in COMPLEMENT or token.dep == "acl"):
        token = scene.tokens[token.head]
        if token.i in taking_in:
            return True
    return False
