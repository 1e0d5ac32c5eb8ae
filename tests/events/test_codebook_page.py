"""docs/codebook.md is what tools/write_codebook.py makes of the ontology and the cases."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_codebook_page_is_current() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "write_codebook.py"), "--check"], check=False)
    assert done.returncode == 0, "docs/codebook.md is out of date; run: python tools/write_codebook.py"
