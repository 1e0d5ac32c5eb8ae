"""A sample and its score -> a paragraph for the methods section of a paper, with version, data and figures filled in.

>>> write_methods(sample, score).splitlines()[0][:44]
'Events were coded by Dragoman 0.1.0 (coder 0'
"""

from __future__ import annotations

from dragoman.sampling.draw import Sample
from dragoman.sampling.score import Rate, Score


def write_methods(sample: Sample, score: Score) -> str:
    """The paragraph, then a table of precision by category, in Markdown."""
    sentences = [_tell_data(sample), _tell_sample(sample), *_tell_coding(score), *_tell_figures(score)]
    lines = [
        " ".join(sentences),
        "",
        "| category | right | judged | precision | 95 % interval |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [_row(rate) for rate in (*score.by_type, score.all, score.weighted, score.status, score.actors, score.recipients)]
    return "\n".join(lines) + "\n"


def _tell_data(sample: Sample) -> str:
    coder = ", ".join(sample.coders) or "unknown"
    times = f", of {sample.earliest} to {sample.latest}" if sample.earliest and sample.latest else ""
    sources = f" of {_count(sample.n_sources, 'source')}" if sample.n_sources else ""
    texts, events = _count(sample.n_documents, "document"), _count(sample.n_population, "event")
    return (
        f"Events were coded by Dragoman {sample.dragoman} (coder {coder}) from {texts}{sources}; the record holds "
        f"{events}{_bound(sample)}{times}."
    )


def _bound(sample: Sample) -> str:
    sure = f" with a confidence of {sample.min_confidence:g} or more" if sample.min_confidence else ""
    return sure + (" on which the built-in coder and a language model do not agree" if sample.disagreements else "")


def _tell_sample(sample: Sample) -> str:
    n = _count(len(sample.strata), "stratum", "strata")
    strata = f"stratified by {' and '.join(sample.by)} ({n}, places shared as evenly as their sizes allow)"
    how = strata if sample.by else "without strata"
    return f"We drew {_count(len(sample.items), 'event')} at random (seed {sample.seed}), {how}."


def _tell_coding(score: Score) -> list[str]:
    if not score.coders:
        return ["No event has been coded by hand yet."]
    n = _count(len(score.coders), "coder")
    told = [
        f"{n[:1].upper()}{n[1:]} gave each event a PLOVER category, or said that there is none, from the text alone and without "
        f"seeing the machine's answer; {_count(score.n_judged, 'event')} were judged, {score.n_shared:,} of them by two or more."
    ]
    if score.n_undecided:
        told.append(f"Of {_count(score.n_undecided, 'event')} no majority was found; they are left out of precision.")
    if score.alpha_coders is not None and score.agreement_coders is not None:
        told.append(
            f"Coders agree in {100 * score.agreement_coders:.0f} % of their pairs of answers; Krippendorff's alpha (nominal) is "
            f"{score.alpha_coders:.2f}."
        )
    elif len(score.coders) == 1:
        told.append("With one coder there is no agreement between coders to report.")
    if score.alpha_machine is not None:
        told.append(
            f"Between the coders' verdict and the machine it is {score.alpha_machine:.2f}, over events that the machine found."
        )
    return told


def _tell_figures(score: Score) -> list[str]:
    told = []
    if score.all.share is not None:
        told.append(f"Precision of the category is {_say(score.all)} of what was judged")
        if score.weighted.share is not None:
            told[-1] += (
                f", and {_say(score.weighted)} with strata weighted by their sizes ({100 * score.covered:.0f} % of the record)"
            )
        told[-1] += " (95 % intervals: Wilson)."
    parts = [f"{rate.label} {_say(rate)}" for rate in (score.status, score.actors, score.recipients) if rate.share is not None]
    if parts:
        told.append(f"Where the category is right, so are: {'; '.join(parts)}.")
    told.append("The sample is of events that the machine found: it says nothing of events that it missed.")
    return told


def _say(rate: Rate) -> str:
    assert rate.share is not None
    assert rate.low is not None
    assert rate.high is not None
    return f"{100 * rate.share:.0f} % [{100 * rate.low:.0f}, {100 * rate.high:.0f}]"


def _row(rate: Rate) -> str:
    if rate.share is None or rate.low is None or rate.high is None:
        return f"| {rate.label} | 0 | 0 | | |"
    label = {"record": "weighted"}.get(rate.label, rate.label)
    return f"| {label} | {rate.right} | {rate.n} | {rate.share:.2f} | {rate.low:.2f} to {rate.high:.2f} |"


def _count(n: int, one: str, many: str = "") -> str:
    return f"{n:,} {one if n == 1 else many or one + 's'}"
