"""Clauses that the parser hangs on the wrong verb: what is told does not belong to what is wished, ordered or foretold, and what
is reported stays reported."""

from __future__ import annotations

import pytest

from dragoman.language import parse_sentences, split_sentences

# (text, word, the word on which it hangs, how)
TOLD = [
    ("Spain demanded that Peru pay, and on 14 April its marines seized the islands.", "seized", "demanded", "conj"),
    ("Spain demanded that Peru pay and seized the islands.", "seized", "demanded", "conj"),
    ("Chad demanded that Mali pay the debt, and Chadian troops attacked Mali.", "attacked", "demanded", "conj"),
    ("Chad asked Mali to pay the debt, and Chadian troops attacked Mali.", "attacked", "asked", "conj"),
    ("The UN ordered that Iraq be disarmed, and American aircraft bombed Iraq.", "bombed", "ordered", "conj"),
    ("Rwanda insisted that the militias be disarmed, and its army has crossed into Congo.", "crossed", "insisted", "conj"),
    ("Washington proposed that Nicaragua hold elections, and the Sandinistas rejected the plan.", "rejected", "proposed", "conj"),
    ("Mexico asked that France recall its envoy, but Paris refused.", "refused", "asked", "conj"),
    ("Kenya said that Somalia would leave the town, and Ethiopia attacked the town.", "attacked", "said", "conj"),
    ("Greece said that it would never give way, but Turkey occupied the island.", "occupied", "said", "conj"),
    ("The envoy declared that Venezuela should pay, and German warships shelled the forts.", "shelled", "declared", "conj"),
    ("Persia had promised to leave Herat, but in October the Shah's army attacked the Afghans.", "attacked", "promised", "conj"),
    ("Britain warned Paris that it would not wait and sent a fleet to observe.", "sent", "warned", "conj"),
    ("Britain, whose trade suffered, warned Paris that it would not tolerate a blockade.", "Paris", "warned", "dobj"),
    ("The Sultan refused to yield and Russia invaded Moldavia.", "invaded", "refused", "conj"),
    ("Nigeria demanded that Cameroon hand back the land, and its soldiers, with gunboats, took it.", "took", "demanded", "conj"),
    ("Nigeria demanded that Cameroon hand back the land, and its soldiers, with gunboats, took it.", "hand", "demanded", "ccomp"),
    ("India demanded that Pakistan hand over the men and that it close the camps.", "hand", "demanded", "ccomp"),
    ("India demanded that Pakistan hand over the men and that it close the camps.", "men", "hand", "dobj"),
    ("Argentina demanded that Chile withdraw and Chilean troops attacked the post.", "Chilean", "troops", "amod"),
    ("Bolivia said Peru refused the offer and Chile attacked Bolivia.", "Chile", "attacked", "nsubj"),
    ("Moscow told Poland to withdraw the bill and Polish police arrested two Russian agents.", "police", "arrested", "nsubj"),
    ("Ethiopia accused Eritrea of raids and Eritrean jets bombed Mekele.", "jets", "bombed", "nsubj"),
    ("Ethiopia accused Eritrea of raids and Eritrean jets bombed Mekele.", "bombed", "accused", "conj"),
]  # fmt: skip

# What is wished, ordered or reported together stays together.
TOGETHER = [
    ("Bolivia said that Peru had refused to pay and that Chile attacked Bolivia.", "attacked", "refused", "conj"),
    ("Bolivia said Peru refused the offer and Chile attacked Bolivia.", "attacked", "refused", "conj"),
    ("Russia demanded that the Porte dismiss its minister and expel the refugees.", "expel", "dismiss", "conj"),
    ("India demanded that Pakistan hand over the men and that it close the camps.", "close", "hand", "conj"),
    ("Siam said that it would pay and that France had broken the treaty.", "broken", "pay", "conj"),
    ("Oman said that the port was closed and its navy was on guard.", "was", "closed", "conj"),
    ("Cuba threatened to leave the talks and seize the base.", "seize", "leave", "conj"),
    ("Libya ordered that the men be tried and imprisoned.", "imprisoned", "tried", "conj"),
    ("Troops seized the arms and ammunition stored in the depot.", "ammunition", "arms", "conj"),
    ("Egypt attacked Israel and occupied Gaza.", "occupied", "attacked", "conj"),
]  # fmt: skip


def find_link(text, word):
    (sent,) = parse_sentences(split_sentences(text))
    token = [each for each in sent.tokens if each.text == word][-1]
    assert token.i in sent.children[token.head]
    return sent.tokens[token.head].text, token.dep


@pytest.mark.parametrize(("text", "word", "head", "dep"), TOLD)
def test_what_is_told_hangs_on_what_is_told(text, word, head, dep):
    assert find_link(text, word) == (head, dep)


@pytest.mark.parametrize(("text", "word", "head", "dep"), TOGETHER)
def test_what_is_reported_together_stays_together(text, word, head, dep):
    assert find_link(text, word) == (head, dep)


def test_a_noun_that_is_a_verb_is_read_as_one():
    (sent,) = parse_sentences(split_sentences("India demanded that Pakistan hand over the men and that it close the camps."))
    hand = next(token for token in sent.tokens if token.text == "hand")
    assert (hand.tag, hand.pos, hand.lemma) == ("VB", "VERB", "hand")
