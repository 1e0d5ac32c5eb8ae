"""Dates in histories that another clause or a treaty's name would lend to an act that they do not date."""

from __future__ import annotations

from dragoman import Document, code_document


def dates(text):
    return {text[e.trigger.start : e.trigger.end]: e.date for e in code_document(Document("dates", text)).events}


def test_year_of_a_treaty_is_not_where_the_story_goes_on():
    text = "In 1880 Chile protested that the tax violated the treaty of 1874. Peru refused, and expelled the Chilean consul."
    assert dates(text)["expelled"] == "1880"


def test_story_moves_to_a_year_in_which_a_treaty_was_told_later():
    text = "In 1874 Chile attacked Peru. They signed the treaty of 1880. Peru expelled the Chilean consul."
    assert dates(text)["expelled"] == "1880"


def test_day_that_opens_a_later_clause_does_not_date_the_one_before():
    text = (
        "On 14 February 1879 Chile attacked Bolivia. Peru sent an envoy to Santiago, but the talks collapsed when the alliance "
        "became known, and on 5 April Chile declared war on Peru."
    )
    assert dates(text)["sent"] == "1879-02-14"
    assert next(told for words, told in dates(text).items() if words.startswith("declared")) == "1879-04-05"


def test_coordinate_clauses_have_the_last_time_told_before_them():
    text = (
        "Talks between Ethiopia and Somalia resumed in 1986, and in April 1988 an agreement was signed in Mogadishu: diplomatic "
        "relations were restored, prisoners were exchanged and both sides undertook to stop the raids."
    )
    told = dates(text)
    assert {told[words] for words in told if words != "Talks"} == {"1988-04"} != {told["Talks"]}


def test_history_goes_through_years_before_its_own_in_order():
    text = (
        "The first clashes occurred in early 1964, when Somalia attacked Ethiopia. Ethiopia expelled the Somali consul. In March "
        "it shelled a Somali post. In July 1977 Somalia invaded Ethiopia. "
        "In March 1978 it withdrew its troops. They met in June 1978."
    )
    told = dates(text)
    assert (told["expelled"], told["shelled"]) == ("1964", "1964-03")


def test_what_had_been_before_is_no_part_of_the_story():
    text = (
        "The post had been built in 1913. Somalia expelled the Ethiopian consul. In July 1977 Somalia invaded Ethiopia. In "
        "March 1978 it withdrew its troops. In June 1978 they met."
    )
    assert dates(text)["expelled"] != "1913"
