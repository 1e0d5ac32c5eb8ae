"""Who: names, roles and pronouns in a text -> Mentions, each resolved to state, sector and person at the date of the text.

>>> gazetteer = load_gazetteer()
>>> [name.is_actor for name in find_names("Tehran and Aleppo", gazetteer)][0]
True
"""

from dragoman.actors.clusters import Cluster, Link, find_clusters
from dragoman.actors.find import Name, find_names, has_anaphor
from dragoman.actors.gazetteer import Gazetteer, load_gazetteer
from dragoman.actors.mentions import find_mentions

__all__ = [
    "Cluster",
    "Gazetteer",
    "Link",
    "Name",
    "find_clusters",
    "find_mentions",
    "find_names",
    "has_anaphor",
    "load_gazetteer",
]
