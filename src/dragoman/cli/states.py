"""States by name, as the commands use them: see `dragoman.states`.

>>> resolve_state("iranian")
'IRN'
"""

from dragoman.states import NOT_STATES, fold_name, name_state, resolve_state

__all__ = ["NOT_STATES", "fold_name", "name_state", "resolve_state"]
