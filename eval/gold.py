"""The coder against the project's own gold (tests/gold), and the two readings of the gold against each other.

    make gold                            shares for the open and the held texts, agreement of the readers
    make gold ARGS=--texts               the open texts one by one
    make gold ARGS='--misses NAME'       what of one open text is missed, false or wrong; a held one is refused

`make gate` checks the shares against their floors. Held texts are for a last look: their readings and mistakes are not shown.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "gold"))

from gold_agreement import measure_agreement  # noqa: E402
from gold_scoring import CUT, Tally, match_text, score_text, score_texts  # noqa: E402
from gold_texts import GoldText, read_gold  # noqa: E402

from dragoman import code_document  # noqa: E402
from dragoman.types import Entity, Reading  # noqa: E402


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="The coder against the project's own gold.")
    parser.add_argument("--texts", action="store_true", help="the open texts one by one")
    parser.add_argument("--misses", metavar="NAME", help="what of one open text is missed, false or wrong")
    options = parser.parse_args(words)
    texts = read_gold()
    if options.misses:
        chosen = [each for each in texts if each.name == options.misses]
        if not chosen or chosen[0].held:
            parser.error(f"{options.misses} is no open text; these are: {', '.join(t.name for t in texts if not t.held)}")
        print_misses(chosen[0], code_document(chosen[0].document))
        return 0
    read = [(text, code_document(text.document)) for text in texts]
    print_score(score_texts(read))
    if options.texts:
        print()
        print_texts(read)
    print_agreement(texts)
    return 0


def print_score(score: dict[str, Tally], floors: dict[str, float] | None = None) -> None:
    """One line a figure: what it is, open, held, with the floors where there are some."""
    print(f"gold texts, per cent (events from confidence {CUT}){'':6}{'open':>8}{'floor':>8}{'held':>8}{'floor':>8}")
    for figure in Tally().shares():
        cells = []
        for name in ("open", "held"):
            cells += [score[name].shares()[figure], (floors or {}).get(f"{name} {figure}")]
        print(f"  {figure:46}" + "".join(f"{'' if cell is None else cell:>8}" for cell in cells))
    for what in ("n_texts", "n_must", "n_predicted", "n_stances", "n_findings"):
        print(f"  {what:46}{getattr(score['open'], what):>8}{'':8}{getattr(score['held'], what):>8}")
    print(f"  {'false findings per text':46}{score['open'].false_findings:>8}{'':8}{score['held'].false_findings:>8}")


def list_gold_figures(score: dict[str, Tally]) -> dict[str, float | None]:
    """Every figure that may have a floor: "open found", "held stances" ..."""
    return {f"{name} {figure}": share for name, tally in score.items() for figure, share in tally.shares().items()}


def print_texts(read: Iterable[tuple[GoldText, Reading]]) -> None:
    columns = ("found", "precision", "parties", "status", "stances", "findings")
    print(f"{'':24}" + "".join(f"{column:>10}" for column in columns) + f"{'false':>10}")
    for text, reading in read:
        if not text.held:
            tally = score_text(text, reading)
            shares = [tally.shares()[column] for column in columns]
            print(f"{text.name:24}" + "".join(f"{'' if x is None else x:>10}" for x in shares) + f"{tally.n_findings_false:>10}")


def print_agreement(texts: Iterable[GoldText]) -> None:
    agreed = measure_agreement(texts)
    if not agreed.n_texts:
        print("\nno second readings yet (tests/gold/second)")
        return
    print(
        f"\ntwo readers, {agreed.n_texts} texts, {agreed.n_events[0]} and {agreed.n_events[1]} must-events: "
        f"F1 of events {agreed.events} (loosely {agreed.events_loose}), stances {agreed.stances}, findings {agreed.findings}; "
        f"status of {agreed.n_shared} shared events: kappa {agreed.status}, the same {agreed.same_status}"
    )


def print_misses(gold: GoldText, reading: Reading) -> None:
    """The text's must-events that are missed, predicted events that answer for nothing, and what is wrong in the rest."""
    matched = match_text(gold, reading)
    for i, wanted in enumerate(gold.first.events):
        head = f"{wanted.type} {'+'.join(sorted(wanted.actors))}>{'+'.join(sorted(wanted.recipients))}"
        if i not in matched.of_events:
            if wanted.must:
                print(f"missed   {head}: {wanted.words}")
            continue
        event = matched.events[matched.of_events[i]]
        source = event.attribution.code if event.attribution else None
        pairs = {
            "type": (event.type, wanted.type),
            "status": (event.status, wanted.status),
            "source": (source, wanted.attribution),
            "alleged": (event.alleged, wanted.alleged),
            "date": (event.date, wanted.date or event.date),
        }
        wrong = [f"{name} {is_} not {should}" for name, (is_, should) in pairs.items() if is_ != should]
        if wrong and wanted.must:
            print(f"wrong    {head}: {wanted.words}: {'; '.join(wrong)}")
    answered = set(matched.of_events.values())
    for k, event in enumerate(matched.events):
        if k not in answered:
            sides = name_sides(event.actors, event.recipients)
            print(f"false    {event.type} {sides} ({event.confidence:.2f}): {event.evidence.text!r}")
    for i, stance in enumerate(gold.first.stances):
        if i not in matched.of_stances and stance.must:
            print(f"missed   {stance.stance} {stance.holder}>{stance.toward}: {stance.words}")
    for k, stance in enumerate(reading.stances):
        if k not in matched.of_stances.values():
            print(f"false    {stance.stance} {name_sides(stance.holder, stance.toward)}: {stance.evidence.text!r}")
    for i, finding in enumerate(gold.first.findings):
        if i not in matched.of_findings and finding.must:
            print(f"missed   {finding.finding}: {' / '.join(finding.words)}")
    for finding in matched.false_findings:
        print(f"false    {finding.finding} {finding.severity}: {finding.why}")


def name_sides(doers: Iterable[Entity], done_to: Iterable[Entity]) -> str:
    return ">".join("+".join(who.code or "?" for who in side) for side in (doers, done_to))


if __name__ == "__main__":
    sys.exit(main())
