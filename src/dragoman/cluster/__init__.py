"""The same pipeline over many machines: texts are shared out in parts, each coded part is a folder of Parquet files.

A part is there whole or not at all, so whoever dies, the same command goes on where the work stood.

>>> code_parts(["articles/"], Settings(), Path("parts"), run_here, coder)["finished"]
True
"""

from dragoman.cluster.here import run_here
from dragoman.cluster.on_ray import Ray
from dragoman.cluster.parts import Coder, PartDone, list_done
from dragoman.cluster.plan import Part, Settings, Slice
from dragoman.cluster.run import code_parts

__all__ = ["Coder", "Part", "PartDone", "Ray", "Settings", "Slice", "code_parts", "list_done", "run_here"]
