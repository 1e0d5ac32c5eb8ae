"""Prints how many planted faults the audit finds in each set of texts/, what it misses, and every false finding.

.venv/bin/python tests/audit/score_planted.py [SET ...]
"""

from __future__ import annotations

import sys

from planted import FOLDER, load_planted, score_findings

from dragoman.pipeline import code_document


def main(sets: list[str]) -> None:
    for name in sets or sorted(path.name for path in FOLDER.iterdir() if path.is_dir()):
        found = faults = false = clean = texts = 0
        for text in load_planted(name):
            score = score_findings(text.faults, code_document(text.faulty).findings, text.true)
            twin = score_findings((), code_document(text.clean).findings, text.true)
            found, faults, texts = found + len(score.found), faults + len(text.faults), texts + 1
            false, clean = false + len(score.false), clean + len(twin.false)
            for fault in score.missed:
                print(f"  missed  {text.name} {fault.number} {fault.kind}: {fault.reason}")
            for finding in score.false:
                print(f"  false   {text.name} {finding.severity} {finding.finding}: {finding.why}")
            for finding in twin.false:
                print(f"  clean   {text.name} {finding.severity} {finding.finding}: {finding.why}")
        print(f"{name}: {found} of {faults} faults found ({found / faults:.2f}); in {texts} faulty texts {false} false findings,")
        print(f"{' ' * len(name)}  in {texts} clean twins {clean} ({clean / texts:.2f} a text)")


if __name__ == "__main__":
    main(sys.argv[1:])
