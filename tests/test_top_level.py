"""What `import dragoman` offers."""

import subprocess
import sys

import dragoman


def test_dates_can_be_called_and_is_the_room() -> None:
    assert [time.edtf for time in dragoman.dates("Peace was made two days later, on 18 October 1912.", "1912-11-01")][
        -1
    ] == "1912-10-18"
    assert dragoman.dates.find_dates is not None


def test_every_public_name_is_there() -> None:
    assert all(hasattr(dragoman, name) for name in dragoman.__all__)


def test_import_is_light() -> None:
    code = "import sys, dragoman; print(sorted({'spacy', 'duckdb', 'polars', 'pandas', 'pyarrow'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_classify_gives_shares_that_add_up() -> None:
    answer = dragoman.classify("Chad accused Sudan of arming rebels.", [0, 4], [13, 18])
    assert answer["type"] == "ACCUSE"
    assert abs(sum(answer["probabilities"].values()) - 1) < 0.01
