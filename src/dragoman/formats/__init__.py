"""What others write and read -> the record's events and histories, and back: POLECAT, ICEWS, GDELT, COW, ATOP, GML, UCDP, ACLED.

>>> number_state("YEM", "1995").cow, to_cameo("ACCUSE", "allege", ["human_rights"]).cameo
(679, '1122')
"""

from dragoman.formats import gdelt, icews, polecat
from dragoman.formats.cameo import Code, from_cameo, to_cameo
from dragoman.formats.draft import Skipped
from dragoman.formats.network import write_graphml
from dragoman.formats.numbers import Numbers, find_cow, find_gw, number_state
from dragoman.formats.pairs import begin_date, may_be_exported, name_rows, number_entity, pair_entities, score_of
from dragoman.formats.plover import write_object
from dragoman.formats.read import FORMS, Opened, open_data

# Formats of one actor and one recipient a row, by the name that `--format` takes.
PAIRED = {"polecat": polecat, "icews": icews, "gdelt": gdelt}

__all__ = [
    "FORMS",
    "PAIRED",
    "Code",
    "Numbers",
    "Opened",
    "Skipped",
    "begin_date",
    "find_cow",
    "find_gw",
    "from_cameo",
    "may_be_exported",
    "name_rows",
    "number_entity",
    "number_state",
    "open_data",
    "pair_entities",
    "score_of",
    "to_cameo",
    "write_graphml",
    "write_object",
]
