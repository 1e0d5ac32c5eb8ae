"""What is told does not hang on the order of sets, which Python draws anew for each process."""

import os
import subprocess
import sys

import pytest

TELL = "import hashlib; from dragoman.audit import facts; print(hashlib.sha256(repr(facts.{}()).encode()).hexdigest())"


@pytest.mark.parametrize("name", ["load_terms", "load_lives", "load_lifetimes"])
def test_tables_are_the_same_in_every_process(name):
    told = {
        subprocess.run(
            [sys.executable, "-c", TELL.format(name)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
