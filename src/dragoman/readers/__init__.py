"""Who reads: prepared documents -> accounts of acts and stances, by the built-in coder or by a language model of the user's.

>>> [told.candidate.type for told in BuiltIn().read(prepared).acts]
['SANCTION']
"""

from dragoman.readers.asking import Asked, Asker, Budget, MemoryStore, Store, read_answers
from dragoman.readers.both import DISAGREE, SWAPPED, Both, Disagreement, find_doubtful, list_disagreements
from dragoman.readers.builtin import BuiltIn, is_in_time
from dragoman.readers.client import KEY, CallError, Client, StoppedError, check_endpoint, is_local
from dragoman.readers.contract import Account, Prepared, Reader, Told
from dragoman.readers.estimate import Estimate, Prices, estimate_reading
from dragoman.readers.exchange import ModelSettings, Request, converse, make_answer, make_request
from dragoman.readers.model import ModelReader
from dragoman.readers.parts import cut_parts
from dragoman.readers.prompt import hash_prompt

__all__ = [
    "DISAGREE",
    "KEY",
    "SWAPPED",
    "Account",
    "Asked",
    "Asker",
    "Both",
    "Budget",
    "BuiltIn",
    "CallError",
    "Client",
    "Disagreement",
    "Estimate",
    "MemoryStore",
    "ModelReader",
    "ModelSettings",
    "Prepared",
    "Prices",
    "Reader",
    "Request",
    "StoppedError",
    "Store",
    "Told",
    "check_endpoint",
    "converse",
    "cut_parts",
    "estimate_reading",
    "find_doubtful",
    "hash_prompt",
    "is_in_time",
    "is_local",
    "list_disagreements",
    "make_answer",
    "make_request",
    "read_answers",
]
