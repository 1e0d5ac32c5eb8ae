"""Files, folders and streams -> Documents: one reader per format, and a reason for whatever cannot be read.

>>> [rejected.reason for rejected in read_documents(["no-such-file.txt"])]
['missing']
"""

from dragoman.intake.draft import Draft, Limits, Notice
from dragoman.intake.formats import ENDINGS, FORMATS
from dragoman.intake.read import read_documents, read_drafts
from dragoman.intake.seen import Seen
from dragoman.intake.walk import list_files, measure_sources, show_path

__all__ = [
    "ENDINGS", "FORMATS", "Draft", "Limits", "Notice", "Seen", "list_files", "measure_sources", "read_documents", "read_drafts",
    "show_path",
]  # fmt: skip
