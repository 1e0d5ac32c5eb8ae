"""The tests of this room find the readers of its cases."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
