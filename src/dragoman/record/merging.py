"""What merging reports into episodes asks of the record and writes into it; the rules of merging are in `relations`.

>>> record.count_unmerged("1")
0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dragoman.record.base import Connected
from dragoman.record.connect import explain_errors
from dragoman.record.schema import load_query

if TYPE_CHECKING:
    import pyarrow as pa

# Rows by pair that may lie in any order: one group of rows, which DuckDB reads in some milliseconds.
LEAST_UNORDERED = 120_000


class Merging(Connected):
    """The part of a Record that `dragoman.relations.merge_reports` works with; keys are those of the tables in `kept`."""

    def count_unmerged(self, rules: str) -> int:
        """Readings whose reports have not been merged, or not by these rules."""
        n_new, n_other_rules = self._ask("unmerged", {"rules": rules})[0]
        return int(n_new) + int(n_other_rules)

    @contextmanager
    def merging(self, rules: str) -> Iterator[None]:
        """One transaction in which all readings there are get merged; nothing of it stays where it fails.

        What other rules merged is forgotten before it begins.
        """
        if self._ask("unmerged", {"rules": rules})[0][1]:
            self._ask("forget_merges")
        with explain_errors(self.path):
            self._con.execute("begin")
        try:
            yield
            self.order_relations()
            self._ask("add_merge", {"rules": rules})
        except BaseException:
            self._con.execute("rollback")
            raise
        with explain_errors(self.path):
            self._con.execute("commit")

    # ------------------------------------------------------------------ texts

    def new_texts(self, batch: int = 200) -> Iterator[list[tuple[int, str]]]:
        """(key, text) of documents whose copies have not been looked for, in batches."""
        with self._con.cursor() as cursor:
            answer = cursor.execute(load_query("new_texts"))
            while rows := answer.fetchmany(batch):
                yield rows

    def similar_texts(
        self, signed: Mapping[int, tuple[Sequence[int], Sequence[tuple[int, int]]]]
    ) -> list[tuple[int, int, list[int], list[int], int]]:
        """Kept texts that share a band with these: (new, kept, signatures of both, what the kept one is a copy of)."""
        bands = [(key, *band) for key, (_, own) in signed.items() for band in own]
        texts = [(key, key, signature) for key, (signature, _) in signed.items()]
        with self._frames(new_bands=_make(bands, document="i", band="i", digest="u"),
                          new_texts=_make(texts, document="i", original="i", signature="us")):  # fmt: skip
            self._ask("add_texts")
            self._ask("add_bands")
            return self._ask("similar_texts")

    def originals(self, texts: Sequence[int]) -> dict[int, int]:
        """What the texts are copies of, with all texts of their families."""
        with self._frames(asked=_make([(text,) for text in texts], document="i")):
            return dict(self._ask("originals"))

    def set_originals(self, originals: Mapping[int, int]) -> list[int]:
        """Keeps what these texts are copies of; returns the events that report an episode and are of them."""
        with self._frames(new_originals=_make(list(originals.items()), document="i", original="i")):
            self._ask("set_originals")
            return [row[0] for row in self._ask("events_of_texts")]

    # ------------------------------------------------------------------ events

    def new_events(self) -> list[int]:
        """Events of the newest readings that report no episode yet."""
        return [row[0] for row in self._ask("new_events")]

    def gone_events(self) -> list[int]:
        """Events that report an episode but are of a reading that another one has replaced."""
        return [row[0] for row in self._ask("gone_events")]

    def candidates(
        self, new: Sequence[int], kin: Mapping[str, Sequence[str]], *, slice_: int, slices: int, batch: int = 20_000
    ) -> Iterator[list[tuple[int, int]]]:
        """Pairs of events, one of them new, that may be reports of one event: see `queries/candidates.sql`."""
        kins = [(kind, name) for kind, names in kin.items() for name in names]
        with self._frames(new_events=_make([(key,) for key in new], event="i"), kin=_make(kins, type="s", name="s")):
            found = self._con.execute(load_query("candidates"), {"slice": slice_, "slices": slices}).fetchnumpy()
        for i in range(0, len(found["one"]), batch):
            yield list(zip(found["one"][i : i + batch].tolist(), found["other"][i : i + batch].tolist(), strict=True))

    def told(self, events: Sequence[int]) -> list[dict[str, Any]]:
        """What these events say, as reports are compared: see `queries/told.sql`."""
        with self._frames(asked=_make([(key,) for key in events], event="i")):
            answer = self._con.execute(load_query("told"))
            names = [column[0] for column in answer.description or ()]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def add_alike(self, alike: Sequence[tuple[int, int, float]]) -> None:
        """Keeps pairs of events that agree."""
        if alike:
            with self._frames(new_alike=_make(alike, one="i", other="i", agreement="f")):
                self._ask("add_alike")

    def drop_alike(self, events: Sequence[int]) -> None:
        """Forgets the pairs of these events."""
        with self._frames(asked=_make([(key,) for key in events], event="i")):
            self._ask("drop_alike")

    def neighbours(self, events: Sequence[int]) -> list[int]:
        """These events and all that hang together with them through pairs that are alike."""
        with self._frames(asked=_make([(key,) for key in events], event="i")):
            return [row[0] for row in self._ask("neighbours")]

    def alike_among(self, events: Sequence[int]) -> list[tuple[int, int, float]]:
        """Pairs that are alike, both among these events."""
        with self._frames(asked=_make([(key,) for key in events], event="i")):
            return self._ask("alike_among")

    # ------------------------------------------------------------------ episodes

    def drop_episodes(self, events: Sequence[int]) -> None:
        """Takes away the episodes that these events report; the events stay."""
        with self._frames(asked=_make([(key,) for key in events], event="i")):
            gone = self._ask("episodes_of")
        with self._frames(gone=_make(gone, episode="i")):
            for query in ("drop_episodes", "drop_reports", "drop_dyads", "drop_relations"):
                self._ask(query)

    def add_episodes(self, groups: Sequence[Sequence[int]]) -> None:
        """Adds an episode for each group of events."""
        if not groups:
            return
        first = int(self._ask("next_episode")[0][0])
        pairs = [(key, event) for key, group in enumerate(groups, first) for event in group]
        with self._frames(new_groups=_make(pairs, episode="i", event="i")):
            for query in ("add_episodes", "add_reports", "add_dyads", "add_relations"):
                self._ask(query)

    def order_relations(self) -> None:
        """Puts the episodes by pair in order where many came after the rest; what is asked of a pair then reads its rows alone.

        As this waits for an eighth of all, a record that grows is put in order a few times, and not for each text.
        """
        n, n_new = self._ask("count_unordered")[0]
        if n_new > max(LEAST_UNORDERED, n // 8):
            self._ask("order_relations")

    @contextmanager
    def _frames(self, **frames: pa.Table) -> Iterator[None]:
        """Arrow tables that queries may name, for as long as the block lasts."""
        for name, frame in frames.items():
            self._con.register(name, frame)
        try:
            yield
        finally:
            for name in frames:
                self._con.unregister(name)


def _make(rows: Sequence[tuple[Any, ...]], **columns: str) -> pa.Table:
    """An Arrow table of rows; columns by name and kind: i(nteger), u(nsigned), f(loat), s(tring), us (list of unsigned)."""
    import pyarrow as pa

    kinds = {"i": pa.int64(), "u": pa.uint64(), "f": pa.float64(), "s": pa.string(), "us": pa.list_(pa.uint32())}
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pa.table({name: pa.array(column, kinds[kind]) for (name, kind), column in zip(columns.items(), values, strict=True)})
