"""Runs parts one after the other in this program, with one worker process: what each machine does, without an engine.

>>> list(run_here.mark([Source("a.txt", True)], Settings()))
[Marks(...)]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from dragoman.cluster.parts import Coder, PartDone, code_part
from dragoman.cluster.plan import Marks, Part, Settings, Source
from dragoman.cluster.slices import mark_file
from dragoman.crew import Crew
from dragoman.workers import load_coder


class Here:
    """The engine that is always there."""

    def mark(self, sources: Sequence[Source], settings: Settings) -> list[Marks]:
        """The marks of each file, in order."""
        return [mark_file(source, settings) for source in sources]

    def code(self, parts: Sequence[Part], settings: Settings, folder: Path, coder: Coder) -> Iterator[PartDone]:
        """The manifests of the parts, as they get done."""
        crew = make_crew(settings)
        try:
            for part in parts:
                yield code_part(part, settings, folder, coder, crew)
        finally:
            crew.stop()


def make_crew(settings: Settings, load: Callable[..., object] = load_coder) -> Crew:
    """One process that holds the model, so that a text that crashes it costs no more than itself."""
    return Crew(1, partial(load, settings.gazetteers), settings.time_limit or None)  # type: ignore[arg-type]


run_here = Here()
