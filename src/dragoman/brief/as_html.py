"""Brief -> one HTML page with all that it needs: no script, nothing fetched, links from each mark to its words and back.

>>> write_html(brief).startswith("<!doctype html>")
True
"""

from __future__ import annotations

from html import escape as escape_html
from importlib import resources

from dragoman.brief.show import find_origin, say_source, say_when
from dragoman.brief.types import Brief, Citation, Paragraph, Sentence
from dragoman.plain import clean_text

# The page fetches nothing and runs nothing, whatever words stand in it.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def write_html(brief: Brief, figure: str | None = None) -> str:
    """The whole page; `figure`: a chart as SVG, drawn by `dragoman.charts`."""
    style = (resources.files("dragoman.data") / "brief" / "page.css").read_text(encoding="utf-8")
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="generator" content="Dragoman">',
            f"<title>{escape(brief.title)}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            *write_body(brief, figure),
            "</body>",
            "</html>",
            "",
        ]
    )


def write_body(brief: Brief, figure: str | None = None) -> list[str]:
    """What stands between the body tags, for a page of one's own."""
    places: dict[int, int] = {}
    lines = ["<main>", f"<h1>{escape(brief.title)}</h1>", f'<p class="facts">{escape(" · ".join(brief.facts))}</p>']
    if brief.legend:
        lines.append(f'<p class="legend">{escape(" · ".join(brief.legend))}</p>')
    for section in brief.sections:
        lines += [f'<section id="{escape(section.name)}">', f"<h2>{escape(section.heading)}</h2>"]
        for paragraph in section.paragraphs:
            lines += write_paragraph(paragraph, places)
        lines.append("</section>")
        if figure and section.name == "now":
            lines.append(f'<figure role="img" aria-label="Scores and phases of {escape(brief.title)}">{figure}</figure>')
    lines += ['<section id="words">', "<h2>The words</h2>", "<ol>"]
    lines += [write_citation(brief, citation, places.get(citation.number, 0)) for citation in brief.citations]
    lines += ["</ol>", "</section>", '<section id="sources">', "<h2>Sources</h2>", "<ol>"]
    lines += [f'<li id="s{number}">{escape(say_source(source))}</li>' for number, source in enumerate(brief.sources, 1)]
    return [*lines, "</ol>", "</section>", "</main>"]


def write_paragraph(paragraph: Paragraph, places: dict[int, int]) -> list[str]:
    heading = [f"<h3>{escape(paragraph.heading)}</h3>"] if paragraph.heading else []
    return [*heading, f"<p>{' '.join(write_sentence(sentence, places) for sentence in paragraph.sentences)}</p>"]


def write_sentence(sentence: Sentence, places: dict[int, int]) -> str:
    """The pieces with links to their words; `places` counts how often each number has been used."""
    told = ""
    for piece in sentence.pieces:
        told += escape(piece.text)
        for mark in piece.marks:
            places[mark] = places.get(mark, 0) + 1
            told += f'<sup><a href="#c{mark}" id="m{mark}-{places[mark]}" aria-label="words {mark}">[{mark}]</a></sup>'
    return told + "."


def write_citation(brief: Brief, citation: Citation, n_places: int) -> str:
    """The words, where they stand, what date the record gives them, and links back to the sentences."""
    number, origin = find_origin(brief, citation)
    when = say_when(citation)
    back = " ".join(
        f'<a href="#m{citation.number}-{place}" aria-label="back to the sentence">↑</a>' for place in range(1, n_places + 1)
    )
    return (
        f'<li id="c{citation.number}"><q><bdi>{escape(clean_text(citation.text))}</bdi></q> — '
        f'<a href="#s{number}">text {number}</a>, {escape(origin)}{escape("; " + when) if when else ""} {back}</li>'
    )


def escape(text: str) -> str:
    """Text that HTML shows as it is, in an element or in a quoted attribute."""
    return escape_html(text, quote=True)
