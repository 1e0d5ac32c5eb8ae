"""Errors that a person may see. Each message says what was found, where, and what to do.

DragomanError
├── UsageError     the words of a call or command are wrong: exit status 2
├── InputError     an input cannot be read; in a run it is named, counted and skipped: exit status 1
├── DataError      a data file of the product or a user's gazetteer has bad lines, all of them listed: exit status 2
└── RecordError    the record is no record, newer, locked or truncated: exit status 2
    └── SlowError  a question to it took longer than it may
"""


class DragomanError(Exception):
    """Base of all errors that are meant for a person."""

    exit_status = 2


class UsageError(DragomanError):
    """The call or command is wrong."""


class InputError(DragomanError):
    """An input cannot be read."""

    exit_status = 1


class DataError(DragomanError):
    """A data file has bad lines."""


class RecordError(DragomanError):
    """The record cannot be used."""


class SlowError(RecordError):
    """A question to the record took longer than it may."""
