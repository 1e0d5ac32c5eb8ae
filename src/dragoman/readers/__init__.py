"""Who reads: prepared documents -> accounts of acts and stances, by the built-in coder or by a language model of the user's.

>>> [told.candidate.type for told in BuiltIn().read(prepared).acts]
['SANCTION']
"""

from dragoman.readers.builtin import BuiltIn, is_in_time
from dragoman.readers.contract import Account, Prepared, Reader, Told

__all__ = ["Account", "BuiltIn", "Prepared", "Reader", "Told", "is_in_time"]
