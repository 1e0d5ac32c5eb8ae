"""Document -> Sentences: where sentences begin and end, and the syntax of those that matter.

`split_sentences` is quick and needs no model; `parse_sentences` runs spaCy over the sentences it is given, once.

    >>> [sentence.text for sentence in split_sentences("Iran met Dr. Ali. He left.")]
    ['Iran met Dr. Ali.', 'He left.']
"""

from dragoman.language.parse import load_parser, parse_sentences
from dragoman.language.split import split_sentences

__all__ = ["load_parser", "parse_sentences", "split_sentences"]
