"""Record -> Relation: how two states stand through time, measured from the record.

>>> relation = measure_relation(record, "RUS", "IRN", "year")
>>> relation.series[0].period, relation.series[0].episodes
('1920', 3)
"""

from dragoman.relations.series import measure_relation
from dragoman.relations.types import Direction, Relation, SeriesPoint

__all__ = ["Direction", "Relation", "SeriesPoint", "measure_relation"]
