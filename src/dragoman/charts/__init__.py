"""Relation, Network -> a chart: a Vega-Lite spec with its rows in it, as SVG, PNG or an HTML page that needs no network.

>>> draw_series(relation).save("iran-russia.svg")
"""

from dragoman.charts.draw import Chart, draw_beside, draw_network, draw_relation, draw_series, draw_timeline

__all__ = ["Chart", "draw_beside", "draw_network", "draw_relation", "draw_series", "draw_timeline"]
