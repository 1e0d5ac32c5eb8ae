"""The brief as a page: a cited account of two states, each number of which leads to the words in their text.

>>> make_brief(ask).brief.title
'Argentina and Chile, 1881 to 1984'
"""

from __future__ import annotations

from dragoman.brief import Brief, write_brief, write_markdown
from dragoman.pages.ask import Ask, PageError
from dragoman.pages.page import Page
from dragoman.pages.relation import draw_relation, find_relation
from dragoman.states import name_state

# Periods with a score from which a chart says more than the account does.
DRAWN_FROM = 4


class BriefPage(Page, frozen=True):
    """A cited account of two states, of the time that `since` and `until` leave: sections of sentences, the words that they
    stand on, the sources. `titles`: of the documents by id; `chart`: the series as SVG, in the page only."""

    since: str | None
    until: str | None
    brief: Brief
    titles: dict[str, str | None]
    chart: str | None

    def markdown(self) -> str:
        return write_markdown(self.brief)


def make_brief(ask: Ask) -> BriefPage:
    pair = ask.pair("pair")
    if pair is None:
        raise PageError(404, "The address names no pair of states.")
    relation = find_relation(ask, pair, "year")
    since, until = relation.since, relation.until
    key = ("brief", *pair, since, until)
    brief = ask.once(key, lambda: write_brief(ask.record, *pair, since=since, until=until, relation=relation))
    if brief is None:
        asked = " in this time" if since or until else ""
        raise PageError(
            404, f"The record tells nothing of {name_state(pair[0])} and {name_state(pair[1])}{asked}: there is no brief."
        )
    drawn = ask.form == "html" and sum(point.score is not None for point in relation.series) >= DRAWN_FROM
    return BriefPage(
        title=brief.title,
        since=since,
        until=until,
        brief=brief,
        titles={one.document: one.title for one in brief.sources},
        chart=draw_relation(ask, relation) if drawn else None,
    )
