"""Dragoman reads news and histories and keeps a dated, sourced record of what states did, said and think of each other."""

__version__ = "0.1.0"
