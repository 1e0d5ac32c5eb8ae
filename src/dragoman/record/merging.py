"""What merging reports into episodes asks of the record and writes into it; the rules of merging are in `relations`.

>>> record.count_unmerged("1")
0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dragoman.record.base import Connected
from dragoman.record.connect import explain_errors


class Merging(Connected):
    """The part of a Record that `dragoman.relations.merge_reports` works with."""

    def count_unmerged(self, rules: str) -> int:
        """Readings whose reports have not been merged, or not by these rules."""
        n_new, n_other_rules = self._ask("unmerged", {"rules": rules})[0]
        return int(n_new) + int(n_other_rules)

    @contextmanager
    def merging(self, rules: str) -> Iterator[None]:
        """One transaction in which all readings there are get merged; nothing of it stays where it fails."""
        with explain_errors(self.path):
            self._con.execute("begin")
        try:
            yield
            self._ask("add_merge", {"rules": rules})
        except BaseException:
            self._con.execute("rollback")
            raise
        with explain_errors(self.path):
            self._con.execute("commit")

    def new_events(self) -> list[int]:
        """Keys of events that report no episode yet."""
        return [row[0] for row in self._ask("new_events")]

    def next_episode(self) -> int:
        """The next free key of an episode."""
        return int(self._ask("next_episode")[0][0])

    def add_episodes(self, groups: Sequence[tuple[int, int]]) -> None:
        """Adds episodes by their keys, each of the events that are paired with it: (episode, event)."""
        import pyarrow as pa

        if not groups:
            return
        episodes, events = zip(*groups, strict=True)
        self._con.register(
            "new_groups", pa.table({"episode": pa.array(episodes, pa.int64()), "event": pa.array(events, pa.int64())})
        )
        try:
            for query in ("add_episodes", "add_reports", "add_dyads"):
                self._ask(query)
        finally:
            self._con.unregister("new_groups")
