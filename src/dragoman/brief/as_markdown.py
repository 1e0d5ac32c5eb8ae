"""Brief -> Markdown: numbers in brackets in the text, a numbered list of the words that they stand for below it.

>>> write_markdown(brief).splitlines()[0]
'# Greece and Turkey, 1919 to 2023'
"""

from __future__ import annotations

import re

from dragoman.brief.show import say_origin, say_source, say_when
from dragoman.brief.types import Brief, Sentence
from dragoman.plain import clean_text

# What Markdown gives a meaning to, and what begins HTML; the words of texts are shown as they are.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def write_markdown(brief: Brief) -> str:
    """The whole brief."""
    lines = [f"# {escape(brief.title)}", "", escape(" · ".join(brief.facts)), ""]
    if brief.legend:
        lines += [escape(" · ".join(brief.legend)), ""]
    for section in brief.sections:
        lines += [f"## {escape(section.heading)}", ""]
        for paragraph in section.paragraphs:
            if paragraph.heading:
                lines += [f"### {escape(paragraph.heading)}", ""]
            lines += [" ".join(map(write_sentence, paragraph.sentences)), ""]
    lines += ["## The words", ""]
    for citation in brief.citations:
        told = f"“{clean_text(citation.text)}” — {say_origin(brief, citation)}"
        when = say_when(citation)
        lines.append(f'{citation.number}. <a id="c{citation.number}"></a>{escape(told + (f"; {when}" if when else ""))}')
    lines += ["", "## Sources", ""]
    lines += [f"{number}. {escape(say_source(source))}" for number, source in enumerate(brief.sources, 1)]
    return "\n".join(lines) + "\n"


def write_sentence(sentence: Sentence) -> str:
    """The pieces with their marks, and the full stop."""
    told = "".join(
        escape(piece.text) + ("" if not piece.marks else " " + "".join(f"[\\[{mark}\\]](#c{mark})" for mark in piece.marks))
        for piece in sentence.pieces
    )
    return told + "."


def escape(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _AT_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text)).replace("://", ":\u2060//")
