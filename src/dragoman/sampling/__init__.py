"""A record -> a sample to code by hand; the sample and answers -> how good the record is, with intervals.

>>> sample = draw_sample(record, 200, by=("type", "source"), seed=1)
>>> score_answers(sample, read_answers(["dragoman.answers.jsonl"])).alpha_coders
0.81
"""

from dragoman.sampling.answers import Answer, add_answer, answers_path, load_sample, read_answers, sample_path, save_sample
from dragoman.sampling.draw import STRATA, Item, Machine, Sample, Stratum, draw_sample
from dragoman.sampling.methods import write_methods
from dragoman.sampling.score import Rate, Score, find_alpha, score_answers, wilson

__all__ = [
    "STRATA",
    "Answer",
    "Item",
    "Machine",
    "Rate",
    "Sample",
    "Score",
    "Stratum",
    "add_answer",
    "answers_path",
    "draw_sample",
    "find_alpha",
    "load_sample",
    "read_answers",
    "sample_path",
    "save_sample",
    "score_answers",
    "wilson",
    "write_methods",
]
