"""Files, folders and streams -> Documents: one reader per format, and a reason for whatever cannot be read.

>>> [rejected.reason for rejected in read_documents(["no-such-file.txt"])]
['missing']
"""

from dragoman.intake.draft import Limits, Notice
from dragoman.intake.formats import FORMATS
from dragoman.intake.read import read_documents
from dragoman.intake.seen import Seen
from dragoman.intake.walk import list_files, measure_sources, show_path

__all__ = ["FORMATS", "Limits", "Notice", "Seen", "list_files", "measure_sources", "read_documents", "show_path"]
