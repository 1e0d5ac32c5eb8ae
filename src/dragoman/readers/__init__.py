"""Who reads: prepared documents -> accounts of acts and stances, by the built-in coder or by a language model of the user's.

>>> [told.candidate.type for told in BuiltIn().read(prepared).acts]
['SANCTION']
"""

from dragoman.readers.both import Both, Disagreement, find_doubtful, list_disagreements
from dragoman.readers.builtin import BuiltIn, is_in_time
from dragoman.readers.contract import Account, Prepared, Reader, Told
from dragoman.readers.exchange import Answer, ModelSettings, Request, converse, make_answer, make_request
from dragoman.readers.model import ModelReader
from dragoman.readers.parts import cut_parts
from dragoman.readers.prompt import hash_prompt

__all__ = [
    "Account",
    "Answer",
    "Both",
    "BuiltIn",
    "Disagreement",
    "ModelReader",
    "ModelSettings",
    "Prepared",
    "Reader",
    "Request",
    "Told",
    "converse",
    "cut_parts",
    "find_doubtful",
    "hash_prompt",
    "is_in_time",
    "list_disagreements",
    "make_answer",
    "make_request",
]
