"""The table of pages: address, what makes it, its template. Each has a twin in JSON, a table one in CSV, prose one in Markdown.

>>> VIEWS[0].name, VIEWS[0].paths("json")
('front', ('/index.json',))
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dragoman.pages import brief, coding, context, document, event, front, lists, relation, terms, texts
from dragoman.pages.ask import Ask
from dragoman.pages.page import Page
from dragoman.pages.urls import Form


class View(NamedTuple):
    """`path`: an `{id}` that is not plain stands in the query instead. `kept`: the answer depends on the record only;
    `draws`: it has a chart."""

    name: str
    path: str
    make: Callable[[Ask], Page]
    page: type[Page]
    kept: bool = True
    draws: bool = False

    @property
    def template(self) -> str:
        return f"{self.name}.html"

    @property
    def is_table(self) -> bool:
        return hasattr(self.page, "table")

    @property
    def forms(self) -> tuple[Form, ...]:
        return ("html", "json", *(("csv",) if self.is_table else ()), *(("md",) if hasattr(self.page, "markdown") else ()))

    def paths(self, form: Form) -> tuple[str, ...]:
        """The paths under which the page answers in this form."""
        ending = "" if form == "html" else f".{form}"
        if self.path == "/":
            return ("/",) if form == "html" else (f"/index{ending}",)
        whole = self.path + ending
        return (whole, self.path.replace("/{id}", "") + ending) if "{id}" in self.path else (whole,)


VIEWS = (
    View("front", "/", front.make_front, front.FrontPage),
    View("search", "/search", front.make_search, front.SearchPage),
    View("relations", "/relations", lists.make_relations, lists.RelationsPage),
    View("state", "/state/{code}", lists.make_state, lists.RelationsPage),
    View("relation", "/relation/{pair}", relation.make_relation, relation.RelationPage, draws=True),
    View("brief", "/relation/{pair}/brief", brief.make_brief, brief.BriefPage, draws=True),
    View("brought", "/brought/{pair}", context.make_brought, context.BroughtPage, draws=True),
    View("network", "/network", relation.make_network, relation.NetworkPage, draws=True),
    View("episodes", "/episodes", lists.make_episodes, lists.EpisodesPage),
    View("episode", "/episode/{id}", event.make_episode, event.EpisodePage),
    View("events", "/events", lists.make_events, lists.EventsPage),
    View("event", "/event/{id}", event.make_event, event.EventPage),
    View("stance", "/stance/{id}", event.make_stance, event.StancePage),
    View("findings", "/findings", lists.make_findings, lists.FindingsPage),
    View("finding", "/finding/{id}", event.make_finding, event.FindingPage),
    View("documents", "/documents", lists.make_documents, lists.DocumentsPage),
    View("document", "/document/{id}", document.make_document, document.DocumentPage),
    View("read", "/read", texts.make_read, texts.ReadPage, kept=False),
    View("reading", "/reading/{id}", texts.make_reading, texts.ReadingPage, kept=False),
    View("sample", "/sample", coding.make_sample, coding.SamplePage, kept=False),
    View("terms", "/terms", terms.make_terms, terms.TermsPage),
)
