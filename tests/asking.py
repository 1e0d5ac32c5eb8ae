"""For tests of the commands that ask: a record made of the sample of `hand_made`, and a way to run a command."""

from dragoman.cli import main
from dragoman.record import open_record
from dragoman.types import Rejected
from hand_made import make_sample


def make_record(path):
    with open_record(path) as record:
        run = record.begin_run({}, "0.1.0", {})
        record.add(make_sample(), [Rejected("c.pdf", "not text", "a \x1b[31mPDF")], run)
        record.end_run(run)
    return str(path)


def run_command(capsys, *words):
    """(exit status, standard output, standard error) of one command."""
    try:
        main([str(word) for word in words])
        status = 0
    except SystemExit as end:
        status = end.code or 0
    told = capsys.readouterr()
    return status, told.out, told.err
