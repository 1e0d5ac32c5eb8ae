"""What the words of these pages mean: categories, statuses, bases of dates, sectors.

>>> make_terms(ask).categories[0].code
'AGREE'
"""

from __future__ import annotations

from dragoman.pages.ask import Ask
from dragoman.pages.page import Page
from dragoman.pages.words import BASES, SECTORS, STATUSES, Category, load_categories


class TermsPage(Page, frozen=True):
    """The codes of the record and what they mean."""

    categories: tuple[Category, ...]
    statuses: dict[str, str]
    bases: dict[str, str]
    sectors: dict[str, str]


def make_terms(ask: Ask) -> TermsPage:
    return TermsPage("What the terms mean", tuple(load_categories().values()), STATUSES, BASES, SECTORS)
