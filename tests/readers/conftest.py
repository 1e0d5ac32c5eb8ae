"""Puts the gold of tests/gold and the helpers of this folder within reach."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "gold")]
