"""Record -> episodes, Relation, Network: how states stand through time, measured from the record.

>>> relation = measure_relation(record, "RUS", "IRN", "year")
>>> relation.series[0].period, relation.series[0].episodes
('1920', 3)
"""

from dragoman.relations.beside import Beside, SourceSeries, measure_beside
from dragoman.relations.episodes import merge_reports, open_merged
from dragoman.relations.measure import measure_network, measure_relation
from dragoman.relations.types import Direction, Link, Network, Phase, Relation, SeriesPoint, Tie, TrendPoint

__all__ = [
    "Beside",
    "Direction",
    "Link",
    "Network",
    "Phase",
    "Relation",
    "SeriesPoint",
    "SourceSeries",
    "Tie",
    "TrendPoint",
    "measure_beside",
    "measure_network",
    "measure_relation",
    "merge_reports",
    "open_merged",
]
