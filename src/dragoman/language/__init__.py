"""Document -> Sentences: in which language it is, where sentences begin and end, and the syntax of those that matter.

`split_sentences` is quick and needs no model; `parse_sentences` runs spaCy over the sentences it is given, once.

    >>> [sentence.text for sentence in split_sentences("Iran met Dr. Ali. He left.")]
    ['Iran met Dr. Ali.', 'He left.']
"""

from dragoman.language.dateline import find_datelines
from dragoman.language.detect import detect_language, leave_out_foreign, name_language
from dragoman.language.parse import load_parser, parse_sentences
from dragoman.language.split import split_sentences

__all__ = [
    "detect_language", "find_datelines", "leave_out_foreign", "load_parser", "name_language", "parse_sentences",
    "split_sentences",
]  # fmt: skip
